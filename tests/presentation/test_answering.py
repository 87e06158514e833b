"""What a ledger answers, and what rulings do to it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.assessment.record import Record
from accords.assessment.view import View
from accords.ledger.ledger import Ledger
from accords.presentation.answering import about, answers
from tests.documents.stories import stories
from tests.ledger.accounts import RUN, account, accounts


def told(view: View) -> list[object]:
    return [
        [row.to_json() for row in rows]
        for rows in (
            view.positions(),
            view.commitments(),
            view.meetings(),
            view.timeline(),
            view.disputes(),
            view.actors(),
        )
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.new(tmp_path / "talks.ledger")
    ledger.add(list(accounts(12)), RUN)
    return ledger


def test_undoing_a_ruling_restores_every_answer(ledger: Ledger) -> None:
    with ledger:
        before = told(answers(ledger).as_of())
        (position, *_) = answers(ledger).as_of().positions()
        ruling = ledger.rule("misread", position.claim, who="A. Analyst")
        changed = answers(ledger).as_of()
        assert position.claim not in {row.claim for row in changed.positions()}
        ledger.rule("undo", ruling.id, who="A. Analyst")
        assert told(answers(ledger).as_of()) == before


def test_a_ruling_holds_in_a_view_of_the_past(ledger: Ledger) -> None:
    with ledger:
        (first, *_) = sorted(one.report.published or date.max for one in ledger.accounts())
        (position, *_) = answers(ledger).as_of(first).positions()
        ledger.rule("issue", position.claim, {"issue": "nuclear"}, who="A. Analyst")
        now = [row for row in answers(ledger).as_of(first).positions() if row.claim == position.claim]
        assert [row.issue for row in now] == ["nuclear"]


def test_the_order_in_which_reports_were_added_changes_no_answer(tmp_path: Path) -> None:
    read = list(accounts(10))
    with Ledger.new(tmp_path / "a") as one, Ledger.new(tmp_path / "b") as other:
        one.add(read, RUN)
        for single in reversed(read):
            other.add([single], RUN)
        assert told(answers(one).as_of()) == told(answers(other).as_of())


def test_copies_are_one_independent_outlet_until_a_person_rules_that_they_are_none(tmp_path: Path) -> None:
    family = [story for story in stories(3, 1, 4)]
    read = account(1)
    from dataclasses import replace

    made = [
        replace(
            read,
            report=replace(
                read.report,
                text=story.text,
                outlet=story.outlet,
                published=story.published,
                kept_id=story.id,
                kept_sha256=None,
            ),
            sayings=(),
            claims=tuple(
                replace(claim, id=f"{claim.id}{number}", report=story.id, attribution=None) for claim in read.claims
            ),
            meetings=(),
            silences=(),
        )
        for number, story in enumerate(family)
    ]
    with Ledger.new(tmp_path / "talks.ledger") as ledger:
        ledger.add(made, RUN)
        view = answers(ledger).as_of()
        (row,) = view.families_of()
        assert len(row.reports) == 4
        assert {position.independent_outlets for position in view.positions()} == {1}
        last = row.reports[-1]
        ledger.rule("not a copy", last, {}, who="A. Analyst")
        (row,) = answers(ledger).as_of().families_of()
        assert last not in row.reports


def test_a_dossier_about_some_claims_names_what_they_refer_to(ledger: Ledger) -> None:
    with ledger:
        view = answers(ledger).as_of()
        (position, *_) = view.positions()
        dossier = about(view, [position.claim])
    assert [claim.id for claim in dossier.claims] == [position.claim]
    assert dossier.claims[0].report in dossier.report_by_id
    assert position.party in dossier.actor_by_id


@settings(max_examples=40, deadline=None)
@given(st.randoms(), st.integers(0, 14))
def test_it_is_of_the_claims_and_reports_asked_for_alone_in_the_order_in_which_they_came_to_be_known(
    random: Any, after: int
) -> None:
    view = RECORD.as_of(date(2029, 1, 1) + timedelta(after))
    claims = random.sample([own for own in RECORD.claims], 5)
    reports = random.sample([known.id for known in RECORD.known_by(None)], 2)
    dossier = about(view, iter([*claims, claims[0], "no such claim"]), iter([*reports, "no such report"]))
    known = [one for one in view.reports if one.id in reports or any(row.id in claims for row in one.claims)]
    assert [row.id for row in dossier.reports] == [one.id for one in known]
    assert [row.family for row in dossier.reports] == [view.families[one.id] for one in known]
    told = [row.claim for one in known for row in one.claims if row.id in claims]
    assert list(dossier.claims) == told
    assert list(dossier.attributions) == [saying for one in known for saying in one.account.sayings]
    assert {actor.id for actor in dossier.actors} == {actor.id for one in known for actor in one.account.actors}


RECORD = Record(accounts(10))
