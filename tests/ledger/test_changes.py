"""Who keeps what a ledger held and takes in what has come since holds what the ledger does; and gets no more than that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from accords.claims.build import Account
from accords.ledger.entry import Head
from accords.ledger.ledger import Ledger
from accords.ledger.rulings import Rulings
from tests.ledger.accounts import RUN, account, accounts, read_again
from tests.ledger.test_views import rule_at_random

LATER = replace(RUN, begun=RUN.begun + timedelta(days=1), version="0.1-synthetic")
WHO = "R. Reader"


def told(read: Account) -> tuple[object, ...]:
    """All of an account, what its claims were made by as well."""
    return (read, read.report.text, [(claim.id, dict(claim.why)) for claim in read.claims])


@pytest.mark.parametrize("seed", (2, 5, 11))
def test_what_was_held_and_what_has_come_since_are_what_the_ledger_holds(place: str, seed: int) -> None:
    chance = Random(seed)
    with Ledger.new(place) as ledger:
        read = list(accounts(8, seed, paragraphs=4))
        ledger.add(read, RUN)
        first = ledger.changes()
        assert first.anew and len(first.accounts) == 8
        held, head = {one.report.id: one for one in first.accounts}, first.head
        for step in range(40):
            rule_at_random(ledger, chance)
            if step % 7 == 3:
                again = read_again(chance.choice(read))
                fewer = replace(again, claims=again.claims[chance.randrange(2) :])
                ledger.add([fewer, account(100 + step, seed, paragraphs=4)], LATER)
            if step == 20:
                ledger.forget(read[1].report.id, reason="asked to", who=WHO)
            if chance.random() < 0.4:
                continue  # and taken in with what comes next
            changes = ledger.changes(head)
            assert not changes.anew
            held |= {one.report.id: one for one in changes.accounts}
            head = changes.head
            now = {one.report.id: told(one) for one in ledger.accounts()}
            assert {own: told(one) for own, one in held.items()} == now
            assert (head, changes.judgements) == (ledger.head(), ledger.judgements())
            assert changes.rulings == Rulings.of(ledger.judgements())


def test_where_nothing_has_come_there_are_no_changes(place: str) -> None:
    with Ledger.new(place) as ledger:
        assert ledger.changes(ledger.head()).accounts == ()
        ledger.add(list(accounts(3)), RUN)
        (changes, head) = (ledger.changes(ledger.head()), ledger.head())
        assert (changes.accounts, changes.head, changes.anew) == ((), head, False)


def reports_changed(ledger: Ledger, head: Head) -> set[str]:
    return {one.report.id for one in ledger.changes(head).accounts}


def test_a_ruling_brings_the_reports_that_it_touches_and_no_others(place: str) -> None:
    with Ledger.new(place) as ledger:
        read = list(accounts(9))
        ledger.add(read, RUN)
        one, head = read[4], ledger.head()
        ruling = ledger.rule("act", one.claims[0].id, {"act": "reject"}, who=WHO)
        assert reports_changed(ledger, head) == {one.report.id}
        head = ledger.head()
        ledger.rule("undo", ruling.id, who=WHO)
        assert reports_changed(ledger, head) == {one.report.id}
        head = ledger.head()
        ledger.rule("misread", one.sayings[0].id, who=WHO)
        assert reports_changed(ledger, head) == {one.report.id}
        head = ledger.head()
        ledger.add([read_again(read[2]), account(77)], LATER)
        assert reports_changed(ledger, head) == {read[2].report.id, account(77).report.id}


def test_a_ruling_on_who_is_one_with_whom_brings_all_that_name_either(place: str) -> None:
    with Ledger.new(place) as ledger:
        read = list(accounts(9))
        ledger.add(read, RUN)
        head = ledger.head()
        ruling = ledger.rule("same actor", "norland", {"other": "vestria"}, who=WHO)
        given_up = {one.report.id for one in read if "vestria" in {actor.id for actor in one.actors}}
        assert given_up <= reports_changed(ledger, head)
        head = ledger.head()
        ledger.rule("undo", ruling.id, who=WHO)
        assert given_up <= reports_changed(ledger, head)


def test_whom_a_ruling_brought_in_is_known_by_the_report_that_tells_of_him_first(place: str) -> None:
    with Ledger.new(place) as ledger:
        one, other = account(1), account(2)
        stranger = next(actor for actor in other.actors[::-1] if actor.id not in {a.id for a in one.actors})
        ledger.add([one], RUN)
        ledger.rule("re-attribute", one.sayings[0].id, {"speaker": stranger.id, "name": "A stranger"}, who=WHO)
        head = ledger.head()
        third = next(a for a in accounts(20, first=3) if stranger.id not in {actor.id for actor in a.actors})
        ledger.add([third], RUN)
        assert reports_changed(ledger, head) == {third.report.id}
        ledger.add([other], RUN)
        changes = {read.report.id: read for read in ledger.changes(head).accounts}
        (now,) = (actor for actor in changes[one.report.id].actors if actor.id == stranger.id)
        assert now.name == stranger.name


def test_where_the_log_does_not_go_on_from_the_head_all_is_new(place: str) -> None:
    with Ledger.new(place) as ledger:
        ledger.add(list(accounts(4)), RUN)
        for head in (Head(3, "f" * 64), Head(99, "f" * 64)):
            changes = ledger.changes(head)
            assert changes.anew and len(changes.accounts) == 4
