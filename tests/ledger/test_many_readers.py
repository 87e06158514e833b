"""Any number read a ledger while one writes: none waits, and each sees one moment of it from first to last."""

from __future__ import annotations

import time
from itertools import pairwise

from sqlalchemy import func, select

from accords.ledger import tables as t
from accords.ledger.database import WAIT
from accords.ledger.ledger import Ledger
from accords.ledger.log import head_of
from tests.ledger.accounts import RUN, accounts, read_again
from tests.ledger.children import Nursery, take_step
from tests.ledger.soundness import assert_sound

STEPS = 20
LOG = 1 + STEPS // 5 * 26  # how long so many steps make the log


def test_readers_of_other_processes_see_whole_moments_while_one_writes(place: str, nurseries: list[Nursery]) -> None:
    Ledger.new(place).close()
    writer, *readers = nurseries
    reading = [nursery.start("read until", place=place, seq_at_least=LOG) for nursery in readers]
    writing = writer.start("write", place=place, first=0, until=STEPS, seed=0)
    said = list(writing.words())
    assert writing.status == 0 and said[-1] == ["kept", str(STEPS - 1)], said
    with Ledger(place) as ledger:
        moments = {assert_sound(ledger).seq}
        assert moments == {LOG}
        heads = {entry.seq: entry.chain for entry in ledger_entries(ledger)}
    for child in reading:
        said = list(child.words())
        assert child.status == 0, said
        seen = [int(line[1]) for line in said if line[0] == "moment"]
        assert len(seen) >= 2 and all(one <= other for one, other in pairwise(seen)), seen
        for line in said:
            # Each moment is the end of a transaction: its reports have all their rows, and its chain is the log's own.
            _, seq, chain, reports, texts, found_by_words, read = line
            assert int(seq) == 0 or heads[int(seq)] == chain
            assert reports == texts == found_by_words == read, line
            assert int(reports) % 4 == 0, f"a batch was seen in part: {line}"
        moments.update(seen)
    assert len(moments) >= 3, f"nobody read while it was written to: {moments}"


def ledger_entries(ledger: Ledger) -> list[object]:
    with ledger.database.reading() as connection:
        return list(connection.execute(select(t.ENTRIES)))


def test_nobody_who_reads_waits_for_one_who_writes(place: str) -> None:
    with Ledger.new(place) as writer, Ledger(place) as reader:
        take_step(writer, 0, 0)
        before = reader.head()
        with writer.database.writing() as connection:
            connection.execute(
                t.ENTRIES.insert(), {name: "x" for name in ("kind", "subject", "sha256", "chain")} | {"seq": 99}
            )
            began = time.monotonic()
            assert reader.head() == before
            assert len(list(reader.accounts())) == 4
            reader.search("bridge")
            with Ledger(place) as late:
                assert late.head() == before
            assert time.monotonic() - began < WAIT / 2
            connection.rollback()
        assert assert_sound(reader) == before


def test_nobody_who_writes_waits_for_one_who_reads(place: str) -> None:
    with Ledger.new(place) as writer, Ledger(place) as reader:
        take_step(writer, 0, 0)
        with reader.database.reading() as connection:
            before = head_of(connection)
            began = time.monotonic()
            for step in range(1, 5):
                take_step(writer, step, 0)
            assert time.monotonic() - began < WAIT / 2
            assert head_of(connection) == before
        assert reader.head() == writer.head() != before


def test_a_moment_stays_as_it_is_while_others_add_supersede_and_rule(place: str) -> None:
    """Readers of accounts go on for minutes in a large ledger: what they get is one moment's."""
    first = list(accounts(40, seed=5))
    with Ledger.new(place) as writer, Ledger(place) as reader:
        writer.add(first, RUN)
        with reader.database.reading() as connection:
            reports = select(func.count()).select_from(t.REPORTS)
            assert connection.scalar(reports) == 40
            going = reader.accounts()
            got = [next(going)]
            writer.add([read_again(found) for found in first], RUN)
            writer.add(list(accounts(40, seed=5, first=40)), RUN)
            got += going
            assert connection.scalar(reports) == 40
        assert [found.claims for found in got] == [found.claims for found in first]
        later = list(reader.accounts())
        assert len(later) == 80
        assert {found.report.id: found.claims for found in later}[first[0].report.id] == read_again(first[0]).claims


def test_a_reader_that_stops_in_the_middle_leaves_nothing_behind(place: str) -> None:
    with Ledger.new(place) as ledger:
        ledger.add(list(accounts(60, paragraphs=1)), RUN)
        for _ in range(35):  # more than a server takes at once, were they kept
            going = ledger.accounts()
            next(going)
            going.close()  # type: ignore[attr-defined]
        ledger.add(list(accounts(1, seed=9)), RUN)
        assert_sound(ledger)
