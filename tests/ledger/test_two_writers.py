"""Two who write to one ledger take turns, or one of them is refused in words."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy import select

from accords.ledger import tables as t
from accords.ledger.database import WAIT
from accords.ledger.entry import Head
from accords.ledger.ledger import Ledger
from accords.vocabulary import Misuse
from tests.ledger.accounts import RUN, account, accounts
from tests.ledger.children import Nursery, take_step
from tests.ledger.soundness import assert_sound, dump

STEPS = 15


@pytest.fixture
def two(nurseries: list[Nursery]) -> list[Nursery]:
    """Two processes that write, each a child at a time."""
    return nurseries[:2]


def test_two_writers_at_once_wait_for_each_other_and_both_keep_all(place: str, two: list[Nursery]) -> None:
    Ledger.new(place).close()
    children = [
        nursery.start("write", place=place, first=0, until=STEPS, seed=seed) for seed, nursery in enumerate(two)
    ]
    for child in children:
        said = list(child.words())
        assert child.status == 0 and said[-1] == ["kept", str(STEPS - 1)], said
    with Ledger(place) as ledger:
        assert_sound(ledger)
        order = [entry[2] for entry in dump(ledger)["entries"] if entry[1] == "report"]
        both = {found.report.id for found in ledger.accounts()}
    with Ledger(place) as ledger:
        before = ledger.head()
        numbers = range(STEPS // 5 * 12)
        known = [{own for n in numbers if (own := account(n, seed, paragraphs=4).report.id) in both} for seed in (0, 1)]
        assert known[0] | known[1] == both and len(known[0]) == len(known[1]) == STEPS // 5 * 3 * 4
        turns = sum((one in known[0]) != (other in known[0]) for one, other in pairwise(order))
        assert turns >= 2, "the two did not take turns"
        for seed in (0, 1):
            take_step(ledger, STEPS - 1, seed)
        assert ledger.head() == before


def test_two_that_read_the_same_reports_at_once_add_each_once(place: str, two: list[Nursery]) -> None:
    """As when `accords add` is started twice by mistake. Rulings and readings of both are the same, so one log comes out."""
    Ledger.new(place).close()
    children = [nursery.start("write", place=place, first=0, until=1, seed=3) for nursery in two]
    for child in children:
        assert list(child.words())[-1] == ["kept", "0"]
    with Ledger(place) as ledger:
        head = assert_sound(ledger)
        take_step(ledger, 0, 3)
        assert ledger.head() == head == Head(head.seq, head.chain)
        assert len(dump(ledger)["reports"]) == len(dump(ledger)["readings"]) == 4


def test_two_that_make_the_same_ledger_at_once_make_one(new_place: Callable[[], str], two: list[Nursery]) -> None:
    for _ in range(5):
        place = new_place()
        children = [nursery.start("make", place=place) for nursery in two]
        for child in children:
            assert list(child.words()) == [["made"]]
        with Ledger(place) as ledger:
            assert assert_sound(ledger) == Head()
            take_step(ledger, 0, 0)
            assert_sound(ledger)


def test_a_writer_that_waits_too_long_is_refused_and_keeps_nothing(place: str) -> None:
    with Ledger.new(place) as first, Ledger(place, wait=0.3) as second:
        with first.database.writing() as connection:
            connection.execute(select(t.ABOUT))
            began = time.monotonic()
            with pytest.raises(Misuse) as misuse:
                take_step(second, 0, 0)
            assert 0.25 < time.monotonic() - began < WAIT / 2
        fault = misuse.value.fault
        assert fault.place == second.name
        assert fault.found == "another writer that has not finished in 0.3 s"
        assert fault.accepted == "one writer at a time"
        assert fault.remedy == "Try again when the other has finished."
        assert second.head() == Head()
        take_step(second, 0, 0)
        assert assert_sound(first).seq == 9


def test_a_writer_that_waits_long_enough_goes_on_when_the_other_has_finished(place: str) -> None:
    with Ledger.new(place) as first, Ledger(place, wait=60) as second:
        let_go = threading.Event()
        held = threading.Event()

        def hold() -> None:
            with first.database.writing():
                held.set()
                let_go.wait(60)

        holder = threading.Thread(target=hold)
        holder.start()
        assert held.wait(60)
        threading.Timer(0.4, let_go.set).start()
        added = second.add(list(accounts(3)), RUN)
        assert added.readings == 3 and let_go.is_set()
        holder.join()
        assert_sound(second)


def test_a_writer_that_hangs_keeps_writers_out_but_no_reader_and_one_that_is_killed_nobody(
    place: str, two: list[Nursery]
) -> None:
    Ledger.new(place).close()
    child = two[0].start("hold", place=place)
    words = child.words()
    assert next(words) == ["held"]
    with Ledger(place, wait=0.3) as ledger:
        with pytest.raises(Misuse, match=r"another writer that has not finished in 0\.3 s"):
            take_step(ledger, 0, 1)
        assert ledger.head() == Head()
    child.kill()
    assert list(words) == [] and child.status == -signal.SIGKILL
    with Ledger(place, wait=20) as ledger:
        take_step(ledger, 0, 1)
        assert assert_sound(ledger).seq == 9
