"""Reports -> accounts, batch by batch: what is known already is passed over, and no report's failure stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import BinaryIO, TypeAlias

from accords.claims.build import Account, build
from accords.claims.process import Process
from accords.claims.roster import Roster
from accords.documents.readers import DEFAULT_MAX_BYTES, Given, read_sources
from accords.documents.report import Report
from accords.reading.reader import read_batch
from accords.reading.tagger import Tagger, load_tagger, shipped_tagger
from accords.vocabulary import Fault, Misuse

# Characters of text that are handed to the tagger together: some ten ordinary reports, so that its windows fill whole
# batches, while memory stays that of one batch however many reports come.
BATCH = 50_000
# What a report counts for at the least, so that a million empty ones are cut into batches too.
LEAST = 500
# Reports that are asked about together before any of them is read: one question to the ledger, and few texts in memory.
ASKED = 50
REPORT_IT = "Report it with the text, if you may share it; the other reports are read."


@dataclass(frozen=True, slots=True)
class Known:
    """A report that was passed over, since whoever asked for it has it already. `place` is where it was read from."""

    report: str
    place: str


Skip: TypeAlias = Callable[[Sequence[Report]], Container[str]]
"""Some reports -> the ids of those to be passed over. Called in the order of the reports, before any is read."""
Batch: TypeAlias = list[Report]
Read: TypeAlias = Callable[[Sequence[Report]], list[Account]]
"""Reads a batch; raises whatever goes wrong."""
Taken: TypeAlias = list[Account | Fault]
"""What became of a batch: an account or a fault for each of its reports, in order."""


def read_accounts(
    sources: Iterable[str | os.PathLike[str]],
    *,
    given: Given,
    roster: Roster,
    tagger: Tagger,
    process: Process | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: BinaryIO | None = None,
    progress: Callable[[Account | Fault], None] | None = None,
) -> Iterator[Account | Fault]:
    """Accounts in the order of their reports, as they are made; a fault comes as soon as it is met.

    `process` says who sits at the table; its names are in `roster` already (`Process.roster`).
    `progress` is called with each of them. What is wrong in the material is a `Fault`, and so is a report that a mistake
    in accords keeps from being read; `Misuse` is the caller's.
    """
    reports = read_sources(sources, given=given, stdin=stdin, max_bytes=max_bytes)
    for taken in read_batches(reports, roster=roster, tagger=tagger, process=process):
        for item in taken if isinstance(taken, list) else [taken]:
            assert not isinstance(item, Known)  # nothing is known where nobody was asked
            if progress:
                progress(item)
            yield item


def read_batches(
    reports: Iterable[Report | Fault],
    *,
    roster: Roster,
    tagger: Tagger | None = None,
    process: Process | None = None,
    jobs: int = 1,
    skip: Skip | None = None,
) -> Generator[Taken | Fault | Known, None, None]:
    """Whole batches in the order of their reports; faults of the documents and known reports as soon as they are met.

    `tagger` is one that is loaded already, for one job; without it, the shipped one. With several `jobs` as many processes
    read, each with a model of its own, and this one only documents: close the iterator to end them.
    """
    require_jobs(jobs)
    batches = batches_of(reports, skip)
    if jobs == 1:
        return _in_turn(batches, partial(_read, roster=roster, process=process, tagger=tagger))
    from accords.intake.workers import read_in_workers  # multiprocessing, which one job does not pay

    return read_in_workers(batches, partial(reader, roster, process), jobs)


def require_jobs(jobs: int) -> None:
    """`Misuse` unless it is a number of processes."""
    if isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1:
        raise Misuse(Fault("--jobs", repr(jobs), "a number of processes from 1 on", "Leave it out for 1."))


def _in_turn(batches: Iterable[Batch | Fault | Known], read: Read) -> Generator[Taken | Fault | Known, None, None]:
    for batch in batches:
        yield read_apart(batch, read) if isinstance(batch, list) else batch


def reader(roster: Roster, process: Process | None) -> Read:
    """The shipped model and a roster, loaded once to read any number of batches: what every process of its own begins with."""
    return partial(_read, roster=roster, process=process, tagger=load_tagger())


def _read(batch: Sequence[Report], *, roster: Roster, process: Process | None, tagger: Tagger | None) -> list[Account]:
    readings = read_batch(batch, tagger=tagger or shipped_tagger())
    return [build(reading, roster=roster, process=process) for reading in readings]


def read_apart(batch: Sequence[Report], read: Read) -> Taken:
    """Read a batch together; where that fails, its reports one at a time, so that only the one at fault is lost."""
    try:
        return list(read(batch))
    except Misuse:  # weights that are damaged, say: no report's fault
        raise
    except Exception as error:
        if len(batch) == 1:
            return [fault_of(batch[0].place, error)]
    return [item for report in batch for item in read_apart([report], read)]


def fault_of(place: str, error: Exception) -> Fault:
    """The fault of what a mistake in accords keeps from being read."""
    words = str(error).strip().splitlines()
    what = type(error).__name__ + (f": {words[0][:200]}" if words else "")
    frames = [frame for frame in extract_tb(error.__traceback__) if "accords" in Path(frame.filename).parts]
    where = f", in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Fault(place, f"an error of accords ({what}{where})", "anything", REPORT_IT)


def batches_of(reports: Iterable[Report | Fault], skip: Skip | None = None) -> Iterator[Batch | Fault | Known]:
    """Reports in batches of some `BATCH` characters, without those that `skip` knows."""
    gathering = _Gathering()
    for item in _sieved(reports, skip):
        if not isinstance(item, Report):
            yield item
        elif full := gathering.take(item):
            yield full
    if gathering.batch:
        yield gathering.batch


def _sieved(reports: Iterable[Report | Fault], skip: Skip | None) -> Iterator[Report | Fault | Known]:
    if skip is None:
        yield from reports
        return
    asked: list[Report] = []
    size = 0
    for item in reports:
        if isinstance(item, Fault):
            yield item
            continue
        asked.append(item)
        size += max(LEAST, len(item.text))
        if len(asked) == ASKED or size >= BATCH:
            yield from _parted(asked, skip)
            asked, size = [], 0
    if asked:
        yield from _parted(asked, skip)


def _parted(asked: Sequence[Report], skip: Skip) -> Iterator[Report | Known]:
    known = skip(asked)
    for report in asked:
        yield Known(report.id, report.place) if report.id in known else report


@dataclass(slots=True)
class _Gathering:
    """The batch that is being filled."""

    batch: Batch = field(default_factory=list)
    size: int = 0

    def take(self, report: Report) -> Batch | None:
        """Takes a report in; the batch before it, where there was no room for it any more."""
        weight = max(LEAST, len(report.text))
        full = self.batch if self.batch and self.size + weight > BATCH else None
        if full is not None:
            self.batch, self.size = [], 0
        self.batch.append(report)
        self.size += weight
        return full
