"""Batches -> accounts in several processes: in order, few batches at a time, and a process that dies costs one report.

Each process is begun anew (`spawn`), since one forked from a process with threads may hang, and loads model and roster once.
None outlives the iterator, nor the process that began it: its pipe ends then.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TypeAlias

from accords.documents.report import Report
from accords.intake.accounts import REPORT_IT, Batch, Known, Read, Taken, read_apart
from accords.vocabulary import Fault, Misuse

Begin: TypeAlias = Callable[[], Read]
"""What a process does once, at its beginning; it is pickled."""

# Batches in flight for each process: the one that it reads, and one that waits for it.
AHEAD = 2
LAST = 1.0  # seconds that a process is given to end before it is killed


def read_in_workers(
    batches: Iterable[Batch | Fault | Known], begin: Begin, jobs: int
) -> Generator[Taken | Fault | Known, None, None]:
    """What became of each batch, in order; faults and known reports as soon as they are met.

    A batch whose process dies is read again, one report at a time and nothing beside it, in case memory was short; the
    report whose process dies again is a fault. `Misuse` where no process comes so far as to read.
    """
    rest = iter(batches)
    tasks: deque[_Task] = deque()
    crew = _Crew(begin, jobs)
    ended = False
    try:
        while True:
            while not ended and len(tasks) < AHEAD * jobs:
                item = next(rest, None)
                if isinstance(item, list):
                    tasks.append(_Task(deque([item])))
                    crew.hand_out(tasks)
                elif item is not None:
                    yield item
                else:
                    ended = True
            if not tasks:
                return
            crew.hand_out(tasks)
            if tasks[0].done:
                yield tasks.popleft().taken
            else:
                crew.wait()
    finally:
        crew.end()


@dataclass(slots=True, eq=False)
class _Task:
    """A batch that is read, in one piece, or report by report once a process died of it."""

    pieces: deque[Batch]
    taken: Taken = field(default_factory=list)
    at_work: bool = False
    again: bool = False

    @property
    def done(self) -> bool:
        return not self.pieces and not self.at_work

    def died(self, piece: Batch, how: str) -> None:
        self.at_work = False
        if not self.again:
            self.again = True
            self.pieces.extend([report] for report in piece)
        else:
            self.taken.append(_died_of(piece[0], how))


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    task: _Task | None = None
    piece: Batch = field(default_factory=list)


class _Crew:
    """The processes, begun one after another as there is work for them."""

    def __init__(self, begin: Begin, jobs: int) -> None:
        self._begin, self._jobs = begin, jobs
        self._workers: list[_Worker] = []

    def hand_out(self, tasks: Iterable[_Task]) -> None:
        """Give work to whoever has none. What is read again is read while nothing else is."""
        open_tasks = [task for task in tasks if task.pieces and not task.at_work]
        again = [task for task in tasks if task.again and not task.done]
        if again:
            open_tasks = [] if any(worker.task for worker in self._workers) else again[:1]
        free = [worker for worker in self._workers if worker.ready and worker.task is None]
        for worker, task in zip(free, open_tasks, strict=False):
            self._give(worker, task)
        loading = sum(not worker.ready for worker in self._workers)
        wanted = len(open_tasks) - len(free) - loading
        for _ in range(min(wanted, self._jobs - len(self._workers))):
            self._start()

    def wait(self) -> None:
        """Wait until a process has read something, is ready, or has died."""
        connections = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(connections)):  # a pipe whose other end died is ready too
            assert isinstance(connection, Connection)
            self._hear(connections[connection])

    def end(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(LAST)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers = []

    def _start(self) -> None:
        context = get_context("spawn")
        # The terminal sends Ctrl-C to all processes of the command; this one alone is to answer it. What is blocked here
        # stays so in the process that is begun, from its first moment on.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(self._begin, theirs), daemon=True, name="accords reader")
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _give(self, worker: _Worker, task: _Task) -> None:
        worker.task, worker.piece = task, task.pieces.popleft()
        task.at_work = True
        with suppress(OSError):  # it died meanwhile: heard of where it is waited for
            worker.connection.send(worker.piece)

    def _hear(self, worker: _Worker) -> None:
        try:
            said: Taken | Fault | None = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(said, Fault):
            raise Misuse(said)
        if said is None:
            worker.ready = True
        elif worker.task is not None:
            worker.task.taken += said
            worker.task.at_work = False
            worker.task, worker.piece = None, []

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(LAST)
        how = _how(worker.process.exitcode)
        if worker.task is not None:
            worker.task.died(worker.piece, how)
        elif not worker.ready:
            # Memory for fewer than were asked for, perhaps: the others go on.
            self._jobs = len(self._workers)
            if not self._workers:
                found = f"a process that ended ({how}) before it had loaded the model"
                raise Misuse(Fault("--jobs", found, "processes that can load it", "Give fewer jobs, or leave it out."))


def _how(status: int | None) -> str:
    if status is None or status >= 0:
        return f"status {status}"
    try:
        return f"by {signal.Signals(-status).name}"
    except ValueError:
        return f"by signal {-status}"


def _died_of(report: Report, how: str) -> Fault:
    found = f"a text whose reading ended the process twice ({how}): memory that is short, or an error of accords"
    return Fault(
        report.place,
        found,
        "any text",
        f"Free some memory and add it again. Else: {REPORT_IT[0].lower()}{REPORT_IT[1:]}",
    )


def _work(begin: Begin, connection: Connection) -> None:
    """What a process does: it loads, says so, and reads what it is sent until nobody sends any more."""
    try:
        read = begin()
        connection.send(None)
        while True:
            connection.send(read_apart(connection.recv(), read))
    except Misuse as misuse:
        connection.send(misuse.fault)
    except (EOFError, OSError):  # nobody is there any more; in the middle of a message it is a plain OSError
        return
    except BaseException:
        # What a report does to its reader is told as a fault. Of anything else the other side hears by the end of the pipe; what
        # multiprocessing prints of it would stand among the words of a command that was stopped.
        os._exit(1)
