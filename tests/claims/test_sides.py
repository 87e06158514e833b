"""Whose act it is in a report for which nobody says who sits at the table: groups that no list knows, "the army", "both sides"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from accords.claims import claimed
from accords.claims.build import Account, build
from accords.claims.groups import Groups
from accords.claims.parties import resolve
from accords.claims.roster import FileRoster
from accords.claims.sides import Sides
from accords.reading.clause import Clause
from accords.reading.reading import Reading
from accords.vocabulary import Span

# Enough words of talks for a body that no list knows to be a party; Peru's own government fights a group of this report only.
LEDE = (
    "Peru's government and the Andean People's Front (APF) opened peace talks on a ceasefire under a Swiss mediator. The delegations spoke of "
    "prisoners, of troops and of a referendum. Peru's president sent an envoy. "
)


def clause(text: str, evidence: str, trigger: str, party: str | None, act: str = "demand") -> Clause:
    at = text.index(evidence)

    def span(words: str) -> Span:
        start = text.index(words, at)
        return Span(start, start + len(words))

    who = span(party) if party is not None else None
    return Clause(span(trigger), Span(at, at + len(evidence)), who, ((act, 0.9),), (("talks", 0.9),), None, 0.0)


@pytest.fixture(autouse=True)
def every_claim_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests make their clauses by hand: how sure the models are of the words is no part of them."""
    monkeypatch.setattr(claimed, "LEAST_SURE", 0.0)
    monkeypatch.setattr(claimed, "LEAST_SURE_PLAIN", 0.0)


@pytest.fixture
def told(reading_made: Callable[..., Reading], roster: FileRoster) -> Callable[..., Account]:
    def make(marked: str, *rows: tuple[str, str, str | None] | tuple[str, str, str | None, str]) -> Account:
        reading = reading_made(marked)
        clauses = tuple(clause(reading.text, *row) for row in rows)
        return build(replace(reading, clauses=clauses), roster=roster)

    return make


def parties(account: Account) -> list[str]:
    return [claim.party for claim in account.claims]


@pytest.mark.parametrize(
    ("evidence", "trigger", "party", "expected"),
    [
        ("The rebels demanded a prisoner swap", "demanded", "The rebels", ["andean-people-s-front"]),
        ("The Front demanded a prisoner swap", "demanded", "The Front", ["andean-people-s-front"]),
        ("The APF demanded a prisoner swap", "demanded", "The APF", ["andean-people-s-front"]),
        ("The movement demanded a prisoner swap", "demanded", "The movement", ["andean-people-s-front"]),
        ("The army demanded a prisoner swap", "demanded", "The army", ["peru"]),
        ("The army's negotiators demanded a prisoner swap", "demanded", "The army's negotiators", ["peru"]),
        ("The president demanded a prisoner swap", "demanded", "The president", ["peru"]),
        ("Both sides demanded more time", "demanded", "Both sides", ["andean-people-s-front", "peru"]),
        ("The participants demanded more time", "demanded", "The participants", ["andean-people-s-front", "peru"]),
        ("The cabinet and the rebels demanded more time", "demanded", "The cabinet and the rebels", ["andean-people-s-front", "peru"]),
        ("Fishermen demanded more time", "demanded", None, []),
    ],
)  # fmt: skip
def test_a_description_is_the_side_that_it_fits_in_this_report(told, evidence, trigger, party, expected):
    assert sorted(parties(told(LEDE + evidence + ".", (evidence, trigger, party)))) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Rosa Quispe, a commander of the Andean People's Front,", ["andean-people-s-front"]),
        ("The rebels' spokeswoman, Rosa Quispe,", ["andean-people-s-front"]),
        ("Rosa Quispe (APF)", ["andean-people-s-front"]),
        ("Defence Minister Rosa Quispe", ["peru"]),
        ("An army spokesman", ["peru"]),
        ("Rosa Quispe, a baker,", []),
    ],
)
def test_who_speaks_without_a_listed_party_speaks_for_the_side_that_the_words_tell(told, source, expected):
    marked = LEDE + f"[{source}] {{said}} <“we want the prisoners back”>."
    assert parties(told(marked, ("we want the prisoners back", "want", "we", "want"))) == expected


def test_who_says_our_movement_is_of_the_group(told):
    marked = LEDE + "[Rosa Quispe] {said} <“our movement has waited long enough. We want an answer”>."
    assert parties(told(marked, ("We want an answer", "want", "We", "want"))) == ["andean-people-s-front"]


def test_they_are_those_whose_act_was_told_last(told):
    text = LEDE + "Peru and the APF agreed to meet. They would exchange prisoners."
    found = told(text, ("Peru and the APF agreed to meet", "agreed", "Peru and the APF", "agree"),
                 ("They would exchange prisoners", "would exchange", "They", "commit"))  # fmt: skip
    assert sorted(parties(found)[2:]) == ["andean-people-s-front", "peru"]


def test_what_others_ought_to_do_is_what_the_speaker_asks(told):
    marked = LEDE + "[Peru's foreign minister] {said} <that Bolivia must close its border>."
    assert parties(told(marked, ("Bolivia must close its border", "must", None))) == ["peru"]


def test_acts_of_states_are_enough_where_words_of_talks_are_few(told):
    text = (
        "Chile thanked Peru for the boats. Peru offered ten more. Chile accepted them on Friday, and the shoals were shared out by lot. "
        + ("Rain fell on the harbour all week and the nets stayed dry in their sheds. " * 12)
    )
    rows = (("Chile thanked Peru", "thanked", "Chile", "support"), ("Peru offered ten more", "offered", "Peru", "offer"),
            ("Chile accepted them", "accepted", "Chile", "accept"))  # fmt: skip
    assert parties(told(text, *rows)) == ["chile", "peru", "chile"]
    assert parties(told(text, *rows[:1])) == []


def test_a_dispute_among_firms_stays_without_claims(told):
    text = (
        "The Harbour Workers' Union rejected the offer of Dunmore Freight. The union wants a tenth more. Its chairwoman said so on the quay, "
        "and the firm, which owns nine tugs, had nothing to add. Both sides will meet again after the holidays in the port's canteen."
    )
    rows = (("The Harbour Workers' Union rejected the offer", "rejected", "The Harbour Workers' Union", "reject"),
            ("The union wants a tenth more", "wants", "The union", "want"), ("Both sides will meet", "will meet", "Both sides", "meet"))  # fmt: skip
    assert told(text, *rows).claims == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talks with the River Liberation Front went on.", {"River Liberation Front"}),
        ("The Movement for the Freedom of the Coast (MFC) stayed away; the MFC's men laughed.", {"Movement for the Freedom of the Coast"}),
        ("The Peruvian Army stayed away.", set()),
        ("The European Union stayed away.", set()),
        ("A front of rain reached the army.", set()),
    ],
)  # fmt: skip
def test_a_name_that_ends_in_a_word_for_a_group_is_one_and_a_states_army_is_none(reading_made, roster, text, names):
    state = resolve(reading_made(text), roster).state
    assert {c.name for c in Groups(state, []).own.values()} == names


def test_the_state_of_an_officeholder_is_never_one_whose_holder_is_another(reading_made, roster):
    """In August 2025 the roster knows who presides over the United States: President Quispe is of somewhere else."""
    state = resolve(
        reading_made("The United States spoke of peace. The United States waited. President Ana Quispe came."), roster
    ).state
    sides = Sides(state, [])
    assert sides.in_words("President", state.cast.text.index("President"), person=True) is None
    assert sides.in_words("a soldier", 0) is None
