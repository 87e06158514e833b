"""Actors: whom the reports name; and one who is no party, with what it said and what is claimed by it and of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accords.presentation.pages.actors import actors
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.person import ENTRIES, people, person
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.vocabulary import Misuse
from accords.vocabulary.act import Act
from tests.presentation.pages.by_hand import ADELA, BRUNO, NORLAND, RIVER, VESTRIA, Said, account, view_of

FRAME = Frame("talks", (), "/style.css", "/script.js")


def test_whoever_is_named_stands_there_once_with_what_it_is(shown: Shown) -> None:
    page = actors(replace(shown, asked=Asked.of({"leaf": "all"})))
    rows = {row.id: row for row in shown.view.actors()}
    assert page.lines.of == len(rows) == len({line.who.href for line in page.lines.rows})
    witkoff = next(line for line in page.lines.rows if line.who.words == "Steve Witkoff")
    assert witkoff.kind == "person" and witkoff.party and witkoff.party.words == "United States"
    assert witkoff.reports == rows["steve-witkoff"].reports > 1
    assert [line.reports for line in page.lines.rows] == sorted((row.reports for row in rows.values()), reverse=True)


def test_a_party_leads_to_its_page_and_whoever_is_none_to_another(shown: Shown) -> None:
    hrefs = {line.who.words: line.who.href for line in actors(shown).lines.rows}
    assert hrefs["Russia"] == "/party/russia"
    assert hrefs["Steve Witkoff"] == "/person/steve-witkoff"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"party": "vestria"}, {"Vestria", "Bruno Dahl"}),
        ({"kind": "outlet"}, {"Lake Wire"}),
        ({"issue": "prisoners"}, {"Norland", "Adela Birke"}),
        ({"from": "2032-01-01"}, set()),
    ],
)
def test_a_filter_leaves_what_is_asked_for(query: dict[str, str], names: set[str]) -> None:
    page = actors(view_of(RIVER, **query))
    assert {line.who.words for line in page.lines.rows} == names


def test_a_kind_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(Misuse, match="person, state, bloc"):
        actors(view_of(RIVER, kind="wizard"))


# -- one who is no party -----------------------------------------------------------------------------------------------------


def test_it_says_what_it_is_and_for_whom_it_speaks() -> None:
    page = person(view_of(RIVER), "adela-birke")
    assert (page.heading, page.kind, page.role) == ("Adela Birke", "person", "chief negotiator")
    assert page.party and (page.party.words, page.party.href) == ("Norland", "/party/norland")
    assert page.aliases == ("Birke",)
    assert (page.reports, page.first, page.latest) == (3, "1 June 2031", "20 June 2031")


def test_what_it_said_stands_there_with_words_day_and_channel_and_the_claims_in_it() -> None:
    page = person(view_of(RIVER), "adela-birke")
    assert (page.sayings, page.claims) == (2, 2)
    first, second = (entry.said for entry in page.entries.rows)
    assert first and second
    assert first.channel == "Lake Radio" and first.day == "1 June 2031" and first.outlet == "Lake Wire"
    assert first.words.words.startswith("Vestria had promised that its guns")
    assert first.words.href and first.words.href.endswith(f"#{first.id}")
    assert [(told.party.words, told.own) for told in first.claims] == [("Vestria", False)]
    assert [(told.party.words, told.own) for told in second.claims] == [("Norland", True)]


def test_the_latest_stands_first_and_what_makes_no_claim_is_there_too() -> None:
    page = person(view_of(RIVER), "bruno-dahl")
    days = [entry.said.day for entry in page.entries.rows if entry.said]
    assert days == ["20 June 2031", "6 June 2031", "6 June 2031"]
    mild = page.entries.rows[2].said
    assert mild and mild.words.words == "the weather was mild" and mild.claims == ()


def test_a_claim_through_it_in_the_words_of_another_stands_there_by_itself(shown: Shown) -> None:
    # Of the examples: what is claimed of somebody where he is not the one who says it.
    alone = {own: [entry.claim for entry in person(shown, own).entries.rows if entry.claim] for own in people(shown)}
    found = [(own, claim) for own, claims in alone.items() for claim in claims]
    assert found
    for own, claim in found:
        one = shown.claim(claim.id)
        assert one is not None and own in (*one.claim.chain, one.claim.person)


def test_of_the_examples_everything_that_somebody_said_stands_on_its_page(shown: Shown) -> None:
    for own in people(shown):
        page = person(replace(shown, asked=Asked.of({"leaf": "all"})), own)
        sayings = {one.id for known in shown.view.reports for one in known.account.sayings if one.speaker == own}
        assert {entry.said.id for entry in page.entries.rows if entry.said} == sayings
        assert page.sayings == len(sayings)


def test_there_is_a_page_of_each_actor_that_is_no_party_and_of_no_other(shown: Shown) -> None:
    named = {row.id for row in shown.view.actors()}
    assert set(people(shown)) == {own for own in named if not shown.is_party(own)}
    assert "steve-witkoff" in people(shown) and "russia" not in people(shown)
    for own in ("russia", "nobody-at-all"):
        with pytest.raises(Missing):
            person(shown, own)


def test_as_of_a_day_only_what_was_known_then_is_told() -> None:
    page = person(view_of(RIVER, as_of="2031-06-06"), "bruno-dahl")
    assert [entry.said.day for entry in page.entries.rows if entry.said] == ["6 June 2031", "6 June 2031"]
    with pytest.raises(Missing):
        person(view_of(RIVER, as_of="2031-05-31"), "bruno-dahl")


def test_one_who_said_very_much_is_in_leaves() -> None:
    told = [Said(BRUNO, f"Vestria rejects paper {n}", VESTRIA, Act.REJECT, "talks") for n in range(ENTRIES + 4)]
    shown = view_of([account(date(2031, 6, 6), "Lake Wire", told)], leaf="2")
    page = person(shown, "bruno-dahl")
    assert (page.entries.leaves, len(page.entries.rows)) == (2, 4)


def test_the_pages_hold_it_escaped() -> None:
    harm = '<img src=x onerror="ran=1">'
    told = [Said(ADELA, f"Norland wants {harm}", NORLAND, Act.WANT, "talks", channel=harm)]
    shown = view_of([account(date(2031, 6, 6), harm, told)])
    html = rendered(person(shown, "adela-birke"), FRAME)
    assert "<img" not in html and "&lt;img src=x onerror=" in html
    assert "<img" not in rendered(actors(shown), FRAME)
