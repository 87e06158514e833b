"""A disk that is full or broken refuses in words, loses nothing that was kept, and adding again completes the ledger."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import event, text

from accords.ledger.entry import Head
from accords.ledger.ledger import Ledger
from accords.vocabulary import Misuse
from tests.ledger.children import Nursery, take_step
from tests.ledger.soundness import assert_sound, dump

LONG = os.environ.get("ACCORDS_LONG") == "1"
SEED = 12
STEPS = 5
SHIM = Path(__file__).parent / "broken_disk.c"
# What may be said of a disk: which of the two depends on the call that failed.
FULL, BROKEN = "found a full disk", "found an error of the disk, or a limit on the size of files (I/O error)"
UNREADABLE, DAMAGED = (
    "found no file that can be opened ([Errno 5]",
    "Run 'accords ledger check'. If it finds the file damaged",
)
AGAIN = "then run the command again: what was kept stays, and nothing is added twice."


@dataclass(frozen=True)
class Whole:
    """The same steps on a disk that works: where the log ended after each, and all rows at last."""

    heads: list[Head]
    rows: dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    with Ledger.new(tmp_path_factory.mktemp("whole") / "whole.ledger") as ledger:
        heads = [ledger.head()]
        for step in range(STEPS):
            take_step(ledger, step, SEED)
            heads.append(ledger.head())
        return Whole(heads, dump(ledger))


def assert_completes(place: str | Path, said: list[list[str]], whole: Whole, first: int = 0) -> int:
    """What a child left behind is whole, holds all that it reported as kept, and taking its steps again completes it. Yields
    how many steps it had reported."""
    words = [line[0] for line in said]
    assert "broken" not in words, said
    kept = max((int(line[1]) + 1 for line in said if line[0] == "kept"), default=first)
    if "made" in words or first:
        with Ledger(place) as ledger:
            assert assert_sound(ledger) in whole.heads[kept : kept + 2], said
    with Ledger.new(place) as ledger:
        for step in range(kept, STEPS):
            take_step(ledger, step, SEED)
        assert_sound(ledger)
        assert dump(ledger) == whole.rows
    return kept


@pytest.fixture(scope="module")
def breaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Children whose disk breaks when they ask it to."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler (Debian: gcc) or no Linux: a disk that breaks cannot be put in the way")
    library = tmp_path_factory.mktemp("shim") / "broken_disk.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, SHIM, "-ldl"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    nursery = Nursery({"LD_PRELOAD": str(library)})
    yield nursery
    nursery.close()


@pytest.mark.parametrize(
    ("error", "also_after", "of_reads", "may_say"),
    [
        pytest.param(errno.EIO, False, False, {BROKEN}, id="one write fails"),
        pytest.param(errno.EIO, True, False, {BROKEN}, id="no write works any more"),
        pytest.param(errno.ENOSPC, True, False, {FULL, BROKEN}, id="the disk is full"),
        pytest.param(errno.EIO, False, True, {BROKEN, UNREADABLE, DAMAGED}, id="one read fails"),
        pytest.param(errno.EIO, True, True, {BROKEN, UNREADABLE, DAMAGED}, id="no read works any more"),
    ],
)
def test_a_disk_that_breaks_at_any_call_refuses_in_words_and_leaves_a_whole_ledger(
    error: int, also_after: bool, of_reads: bool, may_say: set[str], tmp_path: Path, breaking: Nursery, whole: Whole
) -> None:
    asked = {"error": error, "also_after": also_after, "of_reads": of_reads, "until": STEPS, "seed": SEED}
    counted = breaking.run("on broken disk", place=str(tmp_path / "0.ledger"), call=0, **asked)
    calls = int(counted[-1][1])
    assert calls > 200, f"only {calls} calls were seen: the shim is not in the way"
    every = 1 if LONG else calls // 8
    refused: Counter[str] = Counter()
    for call in range(1 + Random(repr(asked)).randrange(every), calls + 1, every):
        place = tmp_path / f"{call}.ledger"
        said = breaking.run("on broken disk", place=str(place), call=call, **asked)
        refusals = [line[1] for line in said if line[0] == "refused"]
        for refusal in refusals:
            assert any(words in refusal for words in may_say), refusal
            refused.update(words for words in may_say if words in refusal)
        # The last calls of all only tidy up: what they would have done is done at the next opening.
        assert refusals or not also_after or call > calls - 40, said
        assert_completes(place, said, whole)
    print(dict(refused))
    assert refused


def test_a_limit_on_the_size_of_files_refuses_in_words_and_adding_again_completes(
    tmp_path: Path, nursery: Nursery, whole: Whole
) -> None:
    refused = 0
    for number in range(1, 100 if LONG else 9):
        place = tmp_path / f"{number}.ledger"
        Ledger.new(place).close()
        limit = number * (4_000 if LONG else 40_000)
        said = nursery.run("with small files", place=str(place), bytes_at_most=limit, first=0, until=STEPS, seed=SEED)
        refusals = [line[1] for line in said if line[0] == "refused"]
        assert all(f"{place}: {BROKEN}" in refusal and AGAIN in refusal for refusal in refusals), refusals
        refused += len(refusals)
        with Ledger(place) as ledger:
            assert assert_sound(ledger) in whole.heads
        assert_completes(place, [["made"], *said], whole)
    assert refused >= 3


def test_a_ledger_that_may_not_grow_refuses_and_the_same_ledger_goes_on_when_it_may(
    tmp_path: Path, whole: Whole
) -> None:
    with Ledger.new(tmp_path / "small.ledger") as ledger:
        pages = []
        event.listen(
            ledger.database.engine,
            "connect",
            lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages[-1]}") if pages else None,
        )
        with ledger.database.reading() as connection:
            now = connection.scalar(text("PRAGMA page_count"))
        done = refused = 0
        for more in range(0, 60, 1 if LONG else 3):
            pages.append(now + more)
            try:
                while done < STEPS:
                    take_step(ledger, done, SEED)
                    done += 1
            except Misuse as misuse:
                assert FULL in str(misuse) and str(misuse).endswith(f"Free some, {AGAIN}")
                refused += 1
            assert assert_sound(ledger) == whole.heads[done]
        assert done == STEPS and refused > 5
        assert dump(ledger) == whole.rows


def test_a_disk_without_room_refuses_and_one_with_room_again_goes_on(tmp_path: Path, whole: Whole) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options: str) -> None:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")

    mount("size=600k")
    try:
        place = folder / "talks.ledger"
        with Ledger.new(place) as ledger, pytest.raises(Misuse) as misuse:
            for number in range(STEPS, STEPS + 100):
                take_step(ledger, number, SEED)
        assert FULL in str(misuse.value) or BROKEN in str(misuse.value), misuse.value
        with Ledger(place) as ledger:
            full = assert_sound(ledger)
        mount("remount,size=40m")
        with Ledger(place) as ledger:
            assert assert_sound(ledger) == full
            for number in range(STEPS, STEPS + 100):
                take_step(ledger, number, SEED)
            assert assert_sound(ledger).seq > full.seq
            assert ledger.head().seq == len({*dump(ledger)["entries"]})
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("state", "says", "remedy"),
    [
        ("53100", FULL, AGAIN),
        ("58030", "found an error of the server's disk (it broke)", AGAIN),
        ("53200", "found too little memory", AGAIN),
        ("53300", "found a server with too many clients (it broke)", "Try again when some have gone"),
        ("25006", "found a ledger that cannot be written to (it broke)", "Copy it, or ask."),
        ("57P01", "found a server that went away in the middle (it broke)", AGAIN),
        (
            "55P03",
            "found another writer that has not finished in 30 s",
            "Try again when the other has finished.",
        ),
        ("42883", "found it broke", "Run 'accords ledger check'."),
    ],
)
def test_a_server_that_says_what_is_wrong_with_its_disk_is_a_refusal_whatever_its_language(
    state: str, says: str, remedy: str, place: str, whole: Whole
) -> None:
    with Ledger.new(place) as ledger:
        take_step(ledger, 0, SEED)
        with ledger.database.engine.begin() as connection:
            raised = f"BEGIN RAISE EXCEPTION 'it broke' USING ERRCODE = '{state}'; END"
            connection.execute(text(f"CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ {raised} $$"))
            connection.execute(text("CREATE TRIGGER breaks BEFORE INSERT ON claims EXECUTE FUNCTION breaks()"))
        with pytest.raises(Misuse) as misuse:
            take_step(ledger, 1, SEED)
        assert says in str(misuse.value) and remedy in str(misuse.value)
        assert assert_sound(ledger) == whole.heads[1]
        with ledger.database.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION breaks CASCADE"))
        for step in range(1, STEPS):
            take_step(ledger, step, SEED)
        assert assert_sound(ledger) == whole.heads[-1]
        assert dump(ledger) == whole.rows
