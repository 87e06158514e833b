"""Processes that write to a ledger and may be killed at any moment.

Run as a program this is a nursery: it imports everything once, then forks a child for each task that it is sent, so that a
child costs milliseconds and one that is killed leaves nothing behind in the tests' own process. A child says on a pipe how far it has come.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
READ_AT = datetime(2031, 3, 2, 12, 0, tzinfo=UTC)
SIZE = 4  # accounts in one step
PARAGRAPHS = 4
PATIENCE = 60.0  # seconds that the tests wait for a child's next word


# The tests' side.


@dataclass(slots=True)
class Child:
    """A child at work. `words` yields what it says, a list of words a line, until it ended; then `status` is there:
    what it exited with, or minus the signal that ended it."""

    pid: int
    _lines: Iterator[list[str]]
    status: int | None = None

    def words(self) -> Iterator[list[str]]:
        for words in self._lines:
            if words[0] == "ended":
                self.status = int(words[1])
                return
            yield words

    def kill(self, sign: int = signal.SIGKILL) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, sign)


@dataclass(slots=True)
class KillIn:
    """Waits for a random moment of what children do who all do the same, at first one that takes `seconds`.

    However busy the machine becomes meanwhile, about half of the children are killed before they are done.
    """

    seconds: float
    chance: Random

    def wait(self) -> None:
        time.sleep(self.chance.uniform(0, 2 * self.seconds))

    def was(self, done: bool) -> None:
        self.seconds *= 0.75 if done else 1.3


class Nursery:
    """A process that has imported all that a child needs. One child at a time."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ledger.children"],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._rest = b""
        self._child: Child | None = None
        assert next(self._lines()) == ["here"]

    def start(self, task: str, **asked: object) -> Child:
        assert self._process.stdin
        self._process.stdin.write(json.dumps([task, asked]).encode() + b"\n")
        self._process.stdin.flush()
        lines = self._lines()
        self._child = Child(int(next(lines)[1]), lines)
        return self._child

    def run(self, task: str, **asked: object) -> list[list[str]]:
        """All that a child says that is left alone; it must end well."""
        child = self.start(task, **asked)
        said = list(child.words())
        assert child.status == 0, said
        return said

    def close(self) -> None:
        if self._child and self._child.status is None:
            self._child.kill()
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()

    def _lines(self) -> Iterator[list[str]]:
        assert self._process.stdout
        pipe = self._process.stdout.fileno()
        while True:
            while b"\n" not in self._rest:
                ready, _, _ = select.select([pipe], [], [], PATIENCE)
                more = os.read(pipe, 65536) if ready else b""
                if not more:
                    raise AssertionError(f"a child said nothing more in {PATIENCE:g} s, after {self._rest!r}")
                self._rest += more
            line, self._rest = self._rest.split(b"\n", 1)
            yield json.loads(line)


# The child's side.


def say(*words: object) -> None:
    """One line, at once and whole: the process may be gone the moment after."""
    os.write(1, json.dumps([str(word) for word in words]).encode() + b"\n")


def told(write: Callable[[], object]) -> bool:
    """True where it was done; a refusal is said, and so is an error that ought to have been a refusal."""
    from accords.vocabulary import Misuse

    try:
        write()
    except Misuse as refused:
        say("refused", refused.fault)
        return False
    except Exception:
        say("broken", traceback.format_exc())
        return False
    return True


def take_step(ledger: Any, step: int, seed: int) -> None:
    """One transaction of the story that every child tells.

    Of five steps three add accounts, one of them also a report of the step before that another run read again; one adds a
    ruling; one adds what the step before added, which adds nothing. Each may be taken twice in a row.
    """
    from accords.ledger.judgement import Judgement, Ruling
    from tests.ledger.accounts import RUN, account, accounts, read_again

    first = step // 5 * 3 * SIZE
    kind = step % 5
    if kind == 3:
        report = account(first, seed, paragraphs=PARAGRAPHS).report.id
        ledger.judge(Judgement(Ruling.NOTE, report, "Ida", READ_AT, {"note": f"step {step}"}))
        return
    batch = list(accounts(SIZE, seed, first=first + min(kind, 2) * SIZE, paragraphs=PARAGRAPHS))
    if kind == 1:
        batch.append(read_again(account(first, seed, paragraphs=PARAGRAPHS)))
    ledger.add(batch, RUN, read_at=READ_AT)


def write_steps(place: str, first: int, until: int, seed: int = 0, wait: float = 30.0) -> None:
    """Steps `first` to `until`: says when a transaction began, when it is about to be kept, and when it was."""
    from sqlalchemy import event

    from accords.ledger.ledger import Ledger

    def steps() -> None:
        with Ledger(place, wait=wait) as ledger:
            say("open")
            event.listen(ledger.database.engine, "begin", lambda _: say("begin"))
            event.listen(ledger.database.engine, "commit", lambda _: say("commit"))
            for step in range(first, until):
                take_step(ledger, step, seed)
                say("kept", step)

    told(steps)


def make_ledger(place: str) -> bool:
    from accords.ledger.ledger import Ledger

    made = told(lambda: Ledger.new(place).close())
    if made:
        say("made")
    return made


def hold(place: str) -> None:
    """Writes and neither keeps it nor gives it up."""
    from accords.ledger.ledger import Ledger

    with Ledger(place) as ledger, ledger.database.writing() as connection:
        connection.exec_driver_sql("UPDATE about SET value = value")
        say("held")
        signal.pause()


def forget_report(place: str, report: str) -> None:
    from accords.ledger.ledger import Ledger

    with Ledger(place) as ledger:
        if told(lambda: ledger.forget(report, reason="a court's order", who="Ida")):
            say("done")


def back_up(place: str, target: str) -> None:
    from accords.ledger.ledger import Ledger

    with Ledger(place) as ledger:
        if told(lambda: ledger.backup(Path(target))):
            say("done")


def bring_up_to_date(place: str) -> None:
    from accords.ledger.copies import migrate
    from accords.ledger.database import connect

    if told(lambda: migrate(connect(place), "0.0-test")):
        say("done")


def read_until(place: str, seq_at_least: int) -> None:
    """Reads the ledger over and over, each moment once, until its log is so long: what must agree in every moment."""
    from sqlalchemy import func, select, text

    from accords.ledger import tables as t
    from accords.ledger.ledger import Ledger
    from accords.ledger.log import head_of
    from accords.ledger.recall import latest

    counted = [select(func.count()).select_from(table) for table in (t.REPORTS, t.TEXTS)]
    counted.append(latest(select(func.count(t.READINGS.c.seq))))
    with Ledger(place) as ledger:
        in_index = (
            "SELECT count(*) FROM search_docsize" if ledger.database.is_sqlite else "SELECT count(search) FROM texts"
        )
        counted.append(text(in_index))  # type: ignore[arg-type]
        last = -1
        while last < seq_at_least:
            with ledger.database.reading() as connection:
                head = head_of(connection)
                if head.seq != last:
                    say("moment", head.seq, head.chain, *(connection.scalar(count) for count in counted))
                last = head.seq


def on_broken_disk(place: str, call: int, error: int, also_after: bool, of_reads: bool, until: int, seed: int) -> None:
    """Makes a ledger and takes steps on a disk that breaks at a call (0: never), then says how many calls there were.

    Asks for a process that began with `broken_disk.c`.
    """
    import ctypes

    disk = ctypes.CDLL(None)
    disk.break_disk(call, error, also_after, of_reads)
    if make_ledger(place):
        write_steps(place, 0, until, seed)
    say("calls", disk.calls_of_disk())


def with_small_files(place: str, bytes_at_most: int, first: int, until: int, seed: int) -> None:
    """Takes steps with a limit on the size of every file that is written to."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_at_most, resource.RLIM_INFINITY))
    write_steps(place, first, until, seed)


TASKS: dict[str, Callable[..., object]] = {
    "write": write_steps,
    "make": make_ledger,
    "hold": hold,
    "forget": forget_report,
    "back up": back_up,
    "bring up to date": bring_up_to_date,
    "read until": read_until,
    "on broken disk": on_broken_disk,
    "with small files": with_small_files,
}


def main() -> None:
    from accords.ledger.ledger import Ledger

    with suppress(ImportError):
        import psycopg  # noqa: F401
    # Every module that a child will want is loaded by doing once what it will do.
    import accords.ledger.copies  # noqa: F401

    with tempfile.TemporaryDirectory() as folder, Ledger.new(f"{folder}/first.ledger") as ledger:
        for step in range(5):
            take_step(ledger, step, 0)
    say("here")
    for line in sys.stdin.buffer:
        task, asked = json.loads(line)
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(write)
            os.read(read, 1)  # the tests know its number before it begins
            status = 1
            try:
                TASKS[task](**asked)
                status = 0
            except KeyboardInterrupt:
                status = 130  # as a shell says it
            except BaseException:
                say("broken", traceback.format_exc())
            os._exit(status)
        os.close(read)
        say("pid", pid)
        os.close(write)
        _, ended = os.waitpid(pid, 0)
        say("ended", os.waitstatus_to_exitcode(ended))


if __name__ == "__main__":
    main()
