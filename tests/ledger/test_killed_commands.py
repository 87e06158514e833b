"""A command that is killed while it forgets, copies or migrates: done or not done, and the same command again finishes it."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text

from accords.claims.build import Account
from accords.ledger import tables as t
from accords.ledger.database import Database, connect
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.keep import add_accounts
from accords.ledger.ledger import Ledger
from accords.ledger.migrations import SCHEMA, schema_of, take
from accords.vocabulary import Misuse
from tests.ledger.accounts import RUN, accounts, read_again
from tests.ledger.children import READ_AT, KillIn, Nursery
from tests.ledger.soundness import assert_sound

ROUNDS = 100 if os.environ.get("ACCORDS_LONG") == "1" else 10
GIVEN = list(accounts(12, seed=21))
# The schema of the first ledgers that people have: the record, the search index, the polling of feeds.
OLD = 3


NONE = "no kill fell into the command"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("template") / "talks.ledger"
    with Ledger.new(place) as ledger:
        ledger.add(GIVEN, RUN, read_at=READ_AT)
        ledger.add([read_again(GIVEN[0])], RUN, read_at=READ_AT)
        ledger.judge(Judgement(Ruling.NOTE, GIVEN[0].report.id, "Ida", READ_AT, {}, "to be looked at"))
    return place


def killed_at(moment: KillIn, nursery: Nursery, task: str, **asked: object) -> bool:
    """True where the child was killed before it had said that it was done."""
    child = nursery.start(task, **asked)
    moment.wait()
    child.kill()
    said = list(child.words())
    moment.was(done=bool(said))
    assert child.status in (0, -signal.SIGKILL) and said in ([], [["done"]]), said
    return not said


def undisturbed(nursery: Nursery, task: str, **asked: object) -> float:
    """The seconds that it takes."""
    began = time.monotonic()
    assert nursery.run(task, **asked) == [["done"]]
    return time.monotonic() - began


def test_a_killed_forget_is_done_or_not_and_forget_again_leaves_no_word_of_it(
    tmp_path: Path, template: Path, nursery: Nursery
) -> None:
    gone = GIVEN[0]
    words = b"to speak about note No. 0. "
    assert words in template.read_bytes()

    def fresh(number: int) -> Path:
        return Path(shutil.copy(template, tmp_path / f"{number}.ledger"))

    moment = KillIn(undisturbed(nursery, "forget", place=str(fresh(0)), report=gone.report.id), Random(4))
    killed = 0
    for number in range(1, ROUNDS + 1):
        place = fresh(number)
        unfinished = killed_at(moment, nursery, "forget", place=str(place), report=gone.report.id)
        killed += unfinished
        with Ledger(place) as ledger:
            stones = ledger.tombstones()
            assert stones or unfinished
            if not stones:
                assert_sound(ledger)
                assert ledger.text(gone.report.id) == gone.report.text
            else:
                assert ledger.text(gone.report.id) is None
            try:
                ledger.forget(gone.report.id, reason="a court's order", who="Ida")
            except Misuse as misuse:
                assert stones and "that Ida forgot" in misuse.fault.found, misuse
            assert [stone.report for stone in ledger.tombstones()] == [gone.report.id]
            assert list(ledger.check()) == []
            assert [found.report.text for found in ledger.accounts()][:11] == [a.report.text for a in GIVEN[1:]]
        assert not any(words in file.read_bytes() for file in tmp_path.glob(f"{number}.ledger*"))
    assert killed, NONE


def test_a_killed_backup_leaves_no_copy_or_a_whole_one(tmp_path: Path, template: Path, nursery: Nursery) -> None:
    within = min(
        undisturbed(nursery, "back up", place=str(template), target=str(tmp_path / name))
        for name in ("a.ledger", "b.ledger")
    )
    moment = KillIn(within, Random(5))
    with Ledger(template) as ledger:
        head = assert_sound(ledger)
    killed = 0
    for number in range(ROUNDS):
        target = tmp_path / f"{number}.ledger"
        unfinished = killed_at(moment, nursery, "back up", place=str(template), target=str(target))
        killed += unfinished
        assert target.exists() or unfinished
        if not target.exists():
            nursery.run("back up", place=str(template), target=str(target))
        with Ledger(target) as copy:
            assert assert_sound(copy) == head
        with Ledger(template) as ledger:
            assert assert_sound(ledger) == head
    assert killed, NONE


def old_ledger(place: str) -> None:
    database = connect(place, make=True)
    if database.is_sqlite:
        database.write_ahead()
    with database.writing(new=True) as connection:
        take(connection, database, "0.0-old", until=OLD)
        add_accounts(connection, GIVEN, RUN, READ_AT)
    database.close()


def test_a_killed_migration_leaves_the_older_ledger_or_the_new_one(
    new_place: Callable[[], str], nursery: Nursery
) -> None:
    first = new_place()
    old_ledger(first)
    moment = KillIn(undisturbed(nursery, "bring up to date", place=first), Random(6))
    killed = 0
    for _ in range(ROUNDS if Path(first).exists() else ROUNDS // 2):
        place = new_place()
        old_ledger(place)
        unfinished = killed_at(moment, nursery, "bring up to date", place=place)
        killed += unfinished
        database = connect(place)
        schema = schema_of(database)
        assert schema in (OLD, SCHEMA) and (unfinished or schema == SCHEMA)
        assert as_old(database) == GIVEN_IDS
        database.close()
        if schema == OLD:
            with pytest.raises(Misuse, match="a ledger of an older accords"):
                Ledger(place)
        nursery.run("bring up to date", place=place)
        with Ledger(place) as ledger:
            assert_sound(ledger)
            assert list(ledger.check()) == []
            assert [bare(found) for found in ledger.accounts()] == [bare(found) for found in GIVEN]
    assert killed, NONE


GIVEN_IDS = [given.report.id for given in GIVEN]


def as_old(database: Database) -> list[str]:
    """The reports, asked in words that every schema knows."""
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM readings")) == len(GIVEN)
        return list(connection.scalars(select(t.REPORTS.c.id).order_by(t.REPORTS.c.seq)))


def bare(account: Account) -> Account:
    """Without what a ledger does not keep: where the report was read from."""
    return replace(account, report=replace(account.report, place="-", kept_id=None, kept_sha256=None))
