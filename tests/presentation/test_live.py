"""A live record is at any time the one that would be made of the ledger anew, and costs what has come since."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from accords.assessment.record import Record
from accords.assessment.view import View
from accords.claims.build import Account
from accords.documents.syndication import Syndication
from accords.ledger.ledger import Ledger
from accords.ledger.rulings import Rulings
from accords.presentation.answering import answers
from accords.presentation.live import Live
from accords.vocabulary import Misuse
from tests.ledger.accounts import RUN, account, accounts, read_again
from tests.ledger.test_views import rule_at_random

LATER = replace(RUN, begun=RUN.begun + timedelta(days=1), version="0.1-synthetic")
WHO = "A. Analyst"
THEN = date(2029, 1, 6)


def told(view: View) -> Mapping[str, object]:
    return {
        "positions": view.positions(),
        "commitments": view.commitments(),
        "meetings": view.meetings(),
        "timeline": view.timeline(),
        "disputes": view.disputes(),
        "actors": view.actors(),
        "families": view.families_of(),
        "since": view.since(THEN),
    }


def assert_as_made_anew(live: Live, ledger: Ledger, *days: date | None) -> None:
    fresh = answers(ledger)
    for day in days:
        assert told(live.view(day)) == told(fresh.as_of(day))
    assert live.head == ledger.head()
    assert live.judgements == ledger.judgements()
    assert live.rulings == Rulings.of(ledger.judgements())


def copied(read: Account, name: str, later: int) -> Account:
    """The same text elsewhere, some days later, with ids of its own."""
    assert read.report.published is not None
    report = replace(
        read.report, kept_id=name, outlet=f"Copyist {name}", published=read.report.published + timedelta(later)
    )

    def own(other: str | None) -> str | None:
        return other and f"{name}-{other}"

    return replace(
        read,
        report=report,
        sayings=tuple(replace(s, id=f"{name}-{s.id}", report=name, within=own(s.within)) for s in read.sayings),
        claims=tuple(replace(c, id=f"{name}-{c.id}", report=name, attribution=own(c.attribution)) for c in read.claims),
        meetings=tuple(
            replace(m, id=f"{name}-{m.id}", evidence=tuple((name, span) for _, span in m.evidence))
            for m in read.meetings
        ),
        silences=tuple(replace(s, report=name) for s in read.silences),
    )


def claim_at_random(ledger: Ledger, one: Account, chance: Random) -> None:
    """A claim that was missed, on the number that stands in the text once."""
    at = one.report.text.index("No. ")
    value = {
        "words": [[at, at + 8]],
        "party": (party := chance.choice(("norland", "tirenia"))),
        "name": party.title(),
        "act": "reject",
        "issue": "forces",
    }
    try:
        ledger.rule("claim", one.report.id, value, who=WHO)
    except Misuse as refused:
        assert "there already" in str(refused)


def step_at_random(ledger: Ledger, step: str, number: int, chance: Random) -> None:
    read = list(ledger.accounts(as_read=True))
    one = chance.choice(read)
    # Its text may be gone, and then it is no copy of anything.
    other = chance.choice([some for some in read if some is not one])
    if step == "rule":
        rule_at_random(ledger, chance)
    elif step == "add":
        ledger.add([account(50 + number, number % 2, paragraphs=4), account(chance.randrange(9), 3, paragraphs=4)], RUN)
    elif step == "copy" and one.report.text:
        ledger.add([copied(one, f"copy{number}", chance.randrange(1, 6))], RUN)
    elif step == "again":
        again = read_again(one)
        ledger.add([replace(again, claims=again.claims[chance.randrange(2) :])], LATER)
    elif step == "claim" and one.report.text:
        claim_at_random(ledger, one, chance)
    elif step == "no copy":
        ledger.rule("not a copy", one.report.id, chance.choice(({}, {"other": other.report.id})), who=WHO)
    elif step == "meetings":
        theirs = other.meetings[0].id
        if one.meetings[0].id != theirs:
            ledger.rule("merge", one.meetings[0].id, {"others": [theirs]}, who=WHO)
    elif step == "forget" and one.report.text:
        ledger.forget(one.report.id, reason="asked to", who=WHO)


STEPS = ("rule", "rule", "rule", "rule", "claim", "add", "copy", "again", "no copy", "meetings", "forget")


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2)), min_size=4, max_size=12),
    st.integers(0, 1_000_000),
)
def test_whatever_is_added_and_ruled_it_is_the_record_made_anew(steps: list[tuple[str, int]], seed: int) -> None:
    chance = Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.new(Path(folder) / "talks.ledger") as ledger,
        Ledger(Path(folder) / "talks.ledger") as looked_at,
    ):
        first = [account(number, seed % 7, paragraphs=4) for number in range(5)]
        ledger.add([*first, copied(first[0], "copy", 1)], RUN)
        live = Live(looked_at)
        told(live.view())
        for number, (step, ask) in enumerate(steps):
            step_at_random(ledger, step, number, chance)
            if ask == 1:
                assert_as_made_anew(live, ledger, None)
            elif ask == 2:
                assert_as_made_anew(live, ledger, THEN, None)
        assert_as_made_anew(live, ledger, None, THEN)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.new(tmp_path / "talks.ledger")
    ledger.add(list(accounts(12)), RUN)
    return ledger


def test_an_empty_ledger_answers_nothing_until_something_is_added(tmp_path: Path) -> None:
    with Ledger.new(tmp_path / "talks.ledger") as ledger:
        live = Live(ledger)
        assert live.view().positions() == ()
        ledger.add(list(accounts(2)), RUN)
        assert len(live.view().reports) == 2


def test_a_ruling_is_seen_by_the_next_view_and_undone_by_another(ledger: Ledger) -> None:
    with ledger:
        live = Live(ledger)
        before = told(live.view())
        (position, *_) = live.view().positions()
        ruling = ledger.rule("misread", position.claim, who=WHO)
        assert position.claim not in {row.claim for row in live.view().positions()}
        assert live.judgements == live.rulings.judgements == (ruling,)
        undoing = ledger.rule("undo", ruling.id, who=WHO)
        assert told(live.view()) == before
        assert (live.judgements, live.rulings.judgements) == ((ruling, undoing), ())


def test_while_the_ledger_stays_as_it_is_the_view_is_the_same_one(ledger: Ledger) -> None:
    with ledger:
        live = Live(ledger)
        view = live.view()
        assert live.view() is view
        ledger.rule("note", ledger.accounts().__next__().claims[0].id, who=WHO, note="look again")
        assert live.view() is view, "a note changes no account"
        assert len(live.judgements) == 1


def test_a_ruling_on_a_claim_touches_neither_other_accounts_nor_who_copies_whom(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger:
        live = Live(ledger)
        told(live.view())
        claim = live.view().reports[3].claims[0]
        added: list[str] = []
        as_it_is = Record.add

        def add(record: Record, one: Account) -> None:
            added.append(one.report.id)
            as_it_is(record, one)

        def never(*_: Any, **__: Any) -> None:
            raise AssertionError("no text is looked at again")

        monkeypatch.setattr(Record, "add", add)
        monkeypatch.setattr(Syndication, "add", never)
        monkeypatch.setattr(Syndication, "remove", never)
        ledger.rule("act", claim.id, {"act": "reject"}, who=WHO)
        told(live.view())
        assert added == [claim.report]
        now = live.record.claim(claim.id)
        assert now is not None and now.claim.act == "reject"


def test_the_words_of_a_forgotten_report_go(ledger: Ledger) -> None:
    with ledger:
        live = Live(ledger)
        known = live.view().reports[0]
        assert live.record.with_text(known.id) is not None
        ledger.forget(known.id, reason="asked to", who=WHO)
        live.view()
        assert live.record.with_text(known.id) is None
        after = live.record.report(known.id)
        assert after is not None and {one.words for one in after.claims} == {""}


def test_where_a_backup_takes_the_place_of_the_ledger_the_record_is_made_of_that(
    ledger: Ledger, tmp_path: Path
) -> None:
    with ledger:
        copy = ledger.backup(tmp_path / "older.ledger")
        ledger.add([account(200)], RUN)
        live = Live(ledger)
        assert len(live.view().reports) == 13
    copy.replace(tmp_path / "talks.ledger")
    for left in ("talks.ledger-wal", "talks.ledger-shm"):
        (tmp_path / left).unlink(missing_ok=True)
    with Ledger(tmp_path / "talks.ledger") as restored:
        restored.add([account(201), account(202)], RUN)
        assert len(live.view().reports) == 14
        assert_as_made_anew(live, restored, None)


def test_where_the_ledger_cannot_be_read_the_record_stays_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    with ledger:
        live = Live(ledger)
        reports = len(live.record)
        (tmp_path / "talks.ledger").rename(tmp_path / "away.ledger")
        with pytest.raises(Misuse):
            live.view()
        assert len(live.record) == reports
        (tmp_path / "away.ledger").rename(tmp_path / "talks.ledger")
        assert len(live.view().reports) == reports


def test_threads_that_ask_while_one_rules_see_the_one_or_the_other(ledger: Ledger) -> None:
    with ledger:
        live = Live(ledger)
        claims = [row.claim for row in live.view().positions()][:6]
        whole = {len(live.view().timeline())}

        def ask(_: int) -> int:
            with live.held():
                return len(live.view().timeline())

        with ThreadPoolExecutor(4) as pool:
            seen = [pool.submit(ask, n) for n in range(12)]
            for claim in claims:
                ledger.rule("misread", claim, who=WHO)
                whole.add(len(answers(ledger).as_of().timeline()))
                seen += [pool.submit(ask, n) for n in range(4)]
        assert {one.result() for one in seen} <= whole
        assert len(live.view().timeline()) == min(whole)


def test_once_it_is_warm_every_answer_is_there_and_the_collector_passes_over_what_stays(ledger: Ledger) -> None:
    with ledger:
        live = Live(ledger)
        frozen = gc.get_freeze_count()
        try:
            live.warm()
            assert gc.get_freeze_count() > frozen
        finally:
            gc.unfreeze()
        assert live.view().disputes() is live.view().disputes()
        assert told(live.view()) == told(answers(ledger).as_of())


def test_of_an_unchanged_ledger_only_its_head_is_asked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row, however long the log is, and the view that was there."""
    with ledger:
        live = Live(ledger)
        view = live.view()
        monkeypatch.setattr(ledger, "changes", None)
        asked: list[str] = []
        event.listen(ledger.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert live.view() is view
        [one] = [statement for statement in asked if statement.startswith("SELECT")]
        assert "FROM entries" in one and "LIMIT" in one, one
