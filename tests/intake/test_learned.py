"""What a ledger teaches a roster, and how much it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accords.claims.build import Account
from accords.claims.names import FileRoster
from accords.claims.records import Record
from accords.claims.roster import extended, load_roster
from accords.documents.report import Report
from accords.intake.add import add_reports
from accords.intake.learned import learned, with_learned
from accords.intake.run import run_of
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.vocabulary import Actor, ActorKind, slug

ROSTER = load_roster()
NOW = datetime(2025, 8, 18, 6, tzinfo=UTC)
HOLT = {"id": "ada-holt", "name": "Ada Holt", "kind": "person", "party": "France"}


def tell(ledger: Ledger, *lines: str, outlet: str = "Post", kind: ActorKind = ActorKind.PERSON, **options: Any) -> None:
    """Adds one report for each line `text: NAME | party | role; NAME | ...`."""
    accounts = []
    for line in lines:
        text, _, told = line.partition(": ")
        actors = []
        for one in told.split(";"):
            name, party, role = ([part.strip() or None for part in one.split("|")] + [None, None])[:3]
            assert name is not None
            actors.append(Actor(slug(name), name, kind, party, role))
        accounts.append(
            Account(Report(text, NOW, outlet=outlet, published=date(2025, 8, 1), **options), tuple(actors), ())
        )
    ledger.add(accounts, run_of(ROSTER))


LEARNED: dict[str, tuple[Sequence[str], list[Record]]] = {
    "two texts with one party": (["a: Ada Holt | france", "b: Ada Holt | france"], [HOLT]),
    "one text": (["a: Ada Holt | france"], []),
    "two texts, one party told by one": (["a: Ada Holt | france", "b: Ada Holt"], []),
    "a third that tells no party": (["a: Ada Holt | france", "b: Ada Holt | france", "c: Ada Holt"], [HOLT]),
    "a third with another party": (["a: Ada Holt | france", "b: Ada Holt | france", "c: Ada Holt | spain"], []),
    "a single name": (["a: Holt | france", "b: Holt | france"], []),
    "no party": (["a: Ada Holt", "b: Ada Holt"], []),
    "a party that the roster lacks": (["a: Ada Holt | ruritania", "b: Ada Holt | ruritania"], []),
    "somebody of the roster": (["a: Emmanuel Macron | spain", "b: Emmanuel Macron | spain"], []),
    "a role of two texts": (
        ["a: Ada Holt | france | Border Envoy", "b: Ada Holt | france | Border Envoy"],
        [{**HOLT, "roles": [{"role": "Border Envoy", "to": "2026-08-01"}]}],
    ),
    "a role of one text": (["a: Ada Holt | france | Border Envoy", "b: Ada Holt | france"], [HOLT]),
    "a role that the roster gives somebody": (
        ["a: Ada Holt | france | President", "b: Ada Holt | france | President"],
        [HOLT],
    ),
    "another of the same last name": (
        ["a: Ada Holt | france", "b: Ada Holt | france; Bo Holt | spain"],
        [{**HOLT, "family": ["Ada Holt"]}],
    ),
}


@pytest.mark.parametrize("situation", LEARNED)
def test_what_is_learned_of_people(ledger: Ledger, situation: str) -> None:
    lines, expected = LEARNED[situation]
    tell(ledger, *lines)
    assert learned(ledger, ROSTER) == expected


def test_copies_of_one_text_are_one_witness(ledger: Ledger) -> None:
    tell(ledger, "a: Ada Holt | france")
    tell(ledger, "a: Ada Holt | france", outlet="Times")
    assert learned(ledger, ROSTER) == []


def test_who_is_a_body_in_some_report_is_nobody(ledger: Ledger) -> None:
    tell(ledger, "a: Ada Holt | france", "b: Ada Holt | france")
    tell(ledger, "c: Ada Holt | france", kind=ActorKind.ORGANIZATION)
    assert learned(ledger, ROSTER) == []


def test_only_the_latest_reading_of_a_report_counts(ledger: Ledger) -> None:
    tell(ledger, "a: Ada Holt | france", "b: Ada Holt | spain")
    assert learned(ledger, ROSTER) == []
    tell(ledger, "b: Ada Holt | france")
    assert learned(ledger, ROSTER) == [HOLT]


def test_a_newcomer_does_not_hide_somebody_of_the_roster_with_that_last_name(ledger: Ledger) -> None:
    tell(ledger, "a: Ada Macron | france", "b: Ada Macron | france")
    grown = with_learned(ledger, ROSTER)
    assert {listed.id for listed in grown.by_last_name("Macron")} == {"ada-macron", "emmanuel-macron"}
    known = grown.get("emmanuel-macron")
    assert known == ROSTER.get("emmanuel-macron")


def test_a_ledger_that_teaches_nothing_leaves_the_roster_as_it_is(ledger: Ledger) -> None:
    assert with_learned(ledger, ROSTER) is ROSTER


# Rulings

RULED: dict[str, tuple[Sequence[str], Sequence[tuple[Ruling, str, dict[str, object]]], dict[str, object]]] = {
    "another spelling of somebody of the roster": (
        ["a: Emanuel Macrone | france"],
        [(Ruling.SAME_ACTOR, "emmanuel-macron", {"other": "emanuel-macrone"})],
        {"Emanuel Macrone": "emmanuel-macron"},
    ),
    "the spelling is kept, the roster has the other": (
        ["a: Emanuel Macrone | france"],
        [(Ruling.SAME_ACTOR, "emanuel-macrone", {"other": "emmanuel-macron"})],
        {"Emanuel Macrone": "emmanuel-macron"},
    ),
    "two spellings of a newcomer, one text each": (
        ["a: Ada Holt | france", "b: Adah Holt | france"],
        [(Ruling.MERGE, "ada-holt", {"others": ["adah-holt"]})],
        {"Ada Holt": "ada-holt", "Adah Holt": "ada-holt"},
    ),
    "without the ruling": (
        ["a: Ada Holt | france", "b: Adah Holt | france"],
        [],
        {"Ada Holt": None, "Adah Holt": None},
    ),
    "two of different parties": (
        ["a: Ada Holt | france", "b: Adah Holt | spain"],
        [(Ruling.MERGE, "ada-holt", {"others": ["adah-holt"]})],
        {"Ada Holt": None, "Adah Holt": None},
    ),
    "a last name alone": (
        ["a: Macrone | france"],
        [(Ruling.SAME_ACTOR, "emmanuel-macron", {"other": "macrone"})],
        {"Macrone": None},
    ),
    "not the same": (
        ["a: Ada Holt | france; Adah Holt | france", "b: Ada Holt | france; Adah Holt | france"],
        [(Ruling.NOT_THE_SAME, "ada-holt", {"other": "adah-holt"})],
        {"Ada Holt": None, "Adah Holt": None},
    ),
    "split": (
        ["a: Ada Holt | france", "b: Ada Holt | france"],
        [(Ruling.SPLIT, "ada-holt", {"id": "ada-holt-of-lyon", "reports": ["x"]})],
        {"Ada Holt": None},
    ),
    "two of the roster": (
        ["a: Emanuel Macrone | france"],
        [(Ruling.MERGE, "emmanuel-macron", {"others": ["emanuel-macrone", "vladimir-putin"]})],
        {"Emanuel Macrone": None},
    ),
    "of nobody that the ledger knows": (
        ["a: Ada Holt | france"],
        [(Ruling.SAME_ACTOR, "m123", {"other": "m456"})],
        {"Ada Holt": None},
    ),
}


@pytest.mark.parametrize("situation", RULED)
def test_what_is_learned_of_rulings(ledger: Ledger, situation: str) -> None:
    lines, rulings, expected = RULED[situation]
    tell(ledger, *lines)
    for ruling, subject, value in rulings:
        ledger.judge(Judgement(ruling, subject, "tester", NOW, value))
    grown = with_learned(ledger, ROSTER)
    named = {form: tuple(listed.id for listed in grown.named(form)) for form in expected}
    assert named == {form: (own,) if own else () for form, own in expected.items()}


def test_a_ruling_that_was_undone_teaches_nothing(ledger: Ledger) -> None:
    tell(ledger, "a: Emanuel Macrone | france")
    ruling = Judgement(Ruling.SAME_ACTOR, "emmanuel-macron", "tester", NOW, {"other": "emanuel-macrone"})
    ledger.judge(ruling)
    assert with_learned(ledger, ROSTER).named("Emanuel Macrone")
    ledger.judge(Judgement(Ruling.UNDO, ruling.id, "tester", NOW))
    assert with_learned(ledger, ROSTER) is ROSTER


# With the model

FIRST = "{} of France, the border envoy, said on Monday that the talks would go on. She added that France wanted a {}."
LATER = "France wants a longer truce, Holt said on Friday. The talks of the week were held in Geneva."


def reports(*texts: str) -> list[Report]:
    return [Report(text, NOW, outlet="Post", published=date(2025, 8, day)) for day, text in enumerate(texts, 1)]


def speakers(ledger: Ledger, roster: FileRoster) -> list[str | None]:
    """Whom the sayings of a report that has a last name alone are given to."""
    run = run_of(roster)
    [later] = [Report(LATER, NOW, outlet="Post", published=date(2025, 8, 20))]
    add_reports([later], ledger, run, roster=roster)
    return [saying.speaker for account in ledger.accounts(reports=[later.id]) for saying in account.sayings]


WHO = {
    "nobody before": ([], "nobody"),
    "two reports before": ([("Ada Holt", "truce"), ("Ada Holt", "longer truce")], "ada-holt"),
    "one report before": ([("Ada Holt", "truce")], "nobody"),
    "two who share the name": (
        [("Ada Holt", "truce"), ("Ada Holt", "longer truce"), ("Bo Holt", "truce"), ("Bo Holt", "pause")],
        "nobody",
    ),
    "another who bears it, once": (
        [("Ada Holt", "truce"), ("Ada Holt", "longer truce"), ("Bo Holt", "truce")],
        "nobody",
    ),
}


@pytest.mark.parametrize("situation", WHO)
def test_a_last_name_alone_is_who_earlier_reports_say(ledger: Ledger, situation: str) -> None:
    told, expected = WHO[situation]
    add_reports(reports(*(FIRST.format(*one) for one in told)), ledger, run_of(ROSTER), roster=ROSTER)
    found = speakers(ledger, with_learned(ledger, ROSTER))
    assert found
    assert ("ada-holt" in found) == (expected == "ada-holt"), found
    assert "bo-holt" not in found


def test_a_users_file_goes_on_to_say_who_is_of_which_party(ledger: Ledger) -> None:
    own = extended(ROSTER, [{"name": "Ada Holt", "kind": "person", "party": "Spain"}])
    tell(ledger, "a: Ada Holt | france", "b: Ada Holt | france")
    assert learned(ledger, own) == []
