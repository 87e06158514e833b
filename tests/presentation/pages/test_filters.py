"""The form above a list: what it proposes, what it keeps, what is asked for in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accords.presentation.pages.address import InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.filters import OUTLETS, filters, narrowed, of_values
from accords.vocabulary import Misuse
from accords.vocabulary.act import Act
from tests.presentation.pages.by_hand import ADELA, BRUNO, NORLAND, RIVER, VESTRIA, Said, account, view_of

NAMES = ("party", "issue", "outlet", "standing", "from", "to")


def test_parties_and_issues_are_proposed_that_were_known_by_the_day_and_no_others() -> None:
    later = account(date(2031, 8, 1), "Lake Wire", [Said(ADELA, "Norland wants peace", NORLAND, Act.WANT, "talks")])
    for day, issues in (("2031-07-01", {"forces", "prisoners"}), ("2031-08-01", {"forces", "prisoners", "talks"})):
        form = filters(view_of([*RIVER, later], as_of=day), "timeline", NAMES)
        assert form is not None
        party, issue = form.fields[:2]
        assert [choice.words for choice in party.choices] == ["Norland", "Vestria"]
        assert {choice.value for choice in issue.choices} == issues


def test_what_is_asked_for_is_chosen_even_where_nobody_knows_it() -> None:
    form = filters(view_of(RIVER, party="atlantis"), "timeline", ("party",))
    assert form is not None
    (party,) = form.fields
    assert [(choice.value, choice.words) for choice in party.choices if choice.chosen] == [("atlantis", "Atlantis")]


def test_of_very_many_outlets_the_most_frequent_are_proposed() -> None:
    told = [Said(BRUNO, "Vestria rejects the paper", VESTRIA, Act.REJECT, "talks")]
    day = date(2031, 6, 1)
    accounts = [account(day, f"Paper {n}", told) for n in range(OUTLETS + 20)]
    often = account(day, "Paper 219", [*told, Said(ADELA, "Norland wants peace", NORLAND, Act.WANT, "talks")])
    form = filters(view_of([*accounts, often]), "timeline", ("outlet",))
    assert form is not None
    (outlet,) = form.fields
    assert len(outlet.choices) == OUTLETS
    assert "Paper 219" in [choice.value for choice in outlet.choices]


def test_where_no_server_answers_there_is_no_form() -> None:
    assert filters(view_of(RIVER, app=False), "timeline", NAMES) is None
    assert filters(replace(view_of(RIVER), links=InSite("index.html", {"overview"})), "timeline", NAMES) is None


def test_what_is_asked_for_is_told_in_words() -> None:
    query = {
        "party": "vestria",
        "issue": "forces",
        "outlet": "Lake Wire",
        "standing": "own",
        "from": "2031-06-01",
        "to": "2031-06-30",
        "status": "stated",
    }
    shown = replace(view_of(RIVER), asked=Asked.of(query))
    assert narrowed(shown) == (
        "Vestria, forces, told by Lake Wire, in the party’s own words, from 1 June 2031, until 30 June 2031, stated"
    )
    assert narrowed(view_of(RIVER)) == ""


def test_a_value_that_is_not_of_a_closed_list_is_refused_with_those_that_are() -> None:
    shown = view_of(RIVER, colour="red")
    with pytest.raises(Misuse, match=r"colour.*'red'.*blue, green"):
        of_values(shown, "colour", "Colour", ("blue", "green"))
    asked, field = of_values(view_of(RIVER, colour="blue"), "colour", "Colour", ("blue", "green"))
    assert asked == "blue" and [choice.chosen for choice in field.choices] == [True, False]
