"""Sources -> a ledger: read what it lacks, write batch by batch, go on after faults. The command is `accords add`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO, TypeAlias, TypeVar

from accords.claims.build import Account
from accords.claims.names import FileRoster
from accords.claims.process import Process
from accords.documents.answer import Fetch
from accords.documents.readers import DEFAULT_MAX_BYTES, Given, read_sources
from accords.documents.report import Report
from accords.intake.accounts import Known, Taken, fault_of, read_batches, require_jobs
from accords.intake.learned import with_learned
from accords.intake.run import run_of
from accords.ledger.entry import Run
from accords.ledger.keep import Added
from accords.ledger.ledger import Ledger
from accords.reading.tagger import Tagger
from accords.vocabulary import Fault, Misuse

Told: TypeAlias = Account | Fault | Known
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Tally:
    """What adding came to.

    `reports` were new to the ledger; `readings` were added, of them or in place of older ones; `known` were passed over,
    since the ledger has them (or was told to forget them), or had been read with the very same result.
    `refused` is the last of `faults` where the ledger refused to be written to: what came after was not read.
    """

    reports: int = 0
    readings: int = 0
    known: int = 0
    faults: tuple[Fault, ...] = ()
    refused: bool = False

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.reports + other.reports,
            self.readings + other.readings,
            self.known + other.known,
            (*self.faults, *other.faults),
            self.refused or other.refused,
        )


def add(
    sources: Iterable[str | os.PathLike[str]],
    ledger: Ledger,
    *,
    given: Given,
    roster: FileRoster,
    process: Process | None = None,
    jobs: int = 1,
    again: bool = False,
    learn: bool = True,
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
    tagger: Tagger | None = None,
    progress: Callable[[Told], None] | None = None,
) -> Tally:
    """Read sources into a ledger. Each batch is kept as a whole as soon as it is read, so that a stopped run is gone on with.

    A report that the ledger has is passed over; with `again` only one whose latest reading was made as this run would make
    it, by the same program, weights, roster and process: others are read anew, and the new reading supersedes. With `learn`
    the roster grows by what the ledger knows of actors (`intake.learned`) before the first report is read, and stays so for this
    run. What cannot be read is a fault, and the rest is read. `jobs` processes read; `tagger` is a loaded one for one job.
    `progress` is called with what came of each report, once it is kept.

    `Misuse` is raised for the caller's mistakes alone; a ledger that cannot be written to ends it with that fault.
    """
    require_jobs(jobs)
    reports = read_sources(sources, given=given, stdin=stdin, max_bytes=max_bytes, fetch=fetch)
    names = with_learned(ledger, roster) if learn else roster
    run = run_of(names, process)
    return add_reports(
        reports,
        ledger,
        run,
        roster=names,
        process=process,
        jobs=jobs,
        again=again,
        tagger=tagger,
        progress=progress,
    )


def add_reports(
    reports: Iterable[Report | Fault],
    ledger: Ledger,
    run: Run,
    *,
    roster: FileRoster,
    process: Process | None = None,
    jobs: int = 1,
    again: bool = False,
    tagger: Tagger | None = None,
    progress: Callable[[Told], None] | None = None,
) -> Tally:
    """Read reports into a ledger as `run`, whose roster is `roster`. The rest is as `add` says."""
    seen: set[str] = set()

    def skip(asked: Sequence[Report]) -> set[str]:
        ids = [report.id for report in asked]
        known = _of_the_ledger(lambda: ledger.known(ids, how=run.how if again else None))
        # A report that comes twice may not have been written when it comes again. A second in one batch costs a reading.
        known |= seen.intersection(ids)
        seen.update(ids)
        return known

    counting = _Counting()
    batches = read_batches(reports, roster=roster, tagger=tagger, process=process, jobs=jobs, skip=skip)
    with closing(batches):
        try:
            for batch in batches:
                told = _kept(batch, ledger, run, counting) if isinstance(batch, list) else counting.passed(batch)
                for item in told if progress else ():
                    progress(item)  # type: ignore[misc]
        except _Refused as refusal:
            fault = refusal.misuse.fault
            if progress:
                progress(fault)
            counting.faults.append(fault)
            return counting.tally(refused=True)
    return counting.tally()


@dataclass(slots=True)
class _Counting:
    added: Added = field(default_factory=Added)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)

    def passed(self, item: Fault | Known) -> list[Told]:
        if isinstance(item, Fault):
            self.faults.append(item)
        else:
            self.known += 1
        return [item]

    def tally(self, *, refused: bool = False) -> Tally:
        added = self.added
        return Tally(added.reports, added.readings, self.known + added.alike, tuple(self.faults), refused)


class _Refused(Exception):
    """The ledger will not be read or written; told from misuse elsewhere, which the caller is to see."""

    def __init__(self, misuse: Misuse) -> None:
        super().__init__(str(misuse))
        self.misuse = misuse


def _of_the_ledger(ask: Callable[[], Value]) -> Value:
    try:
        return ask()
    except Misuse as misuse:
        raise _Refused(misuse) from misuse


def _kept(taken: Taken, ledger: Ledger, run: Run, counting: _Counting) -> list[Told]:
    """Write what came of a batch, in one transaction; what a ledger cannot hold is a fault, and the rest is written."""
    accounts = [item for item in taken if isinstance(item, Account)]
    try:
        added = _of_the_ledger(lambda: ledger.add(accounts, run))
    except _Refused:
        raise
    except Exception as error:
        if len(taken) > 1:
            return [told for item in taken for told in _kept([item], ledger, run, counting)]
        return counting.passed(fault_of(accounts[0].report.place, error))
    counting.added += added
    counting.faults += (item for item in taken if isinstance(item, Fault))
    return list(taken)
