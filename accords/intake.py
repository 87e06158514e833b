"""Documents -> reading -> claims for a batch: the one place that runs them in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from accords.claims.build import Account, build
from accords.claims.process import Process
from accords.claims.roster import Roster
from accords.documents.readers import DEFAULT_MAX_BYTES, Given, read_sources
from accords.documents.report import Report
from accords.reading.reader import read_batch
from accords.reading.tagger import Tagger
from accords.vocabulary import Fault

# Characters of text that are handed to the tagger together: some ten ordinary reports, so that its windows fill whole
# batches, while memory stays that of one batch however many reports come.
BATCH = 50_000
# What a report counts for at the least, so that a million empty ones are cut into batches too.
LEAST = 500


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
    `progress` is called with each of them. What is wrong in the material is a `Fault`; anything raised is a bug or the
    caller's mistake.
    """
    for item in _accounts(sources, given, roster, tagger, process, max_bytes, stdin):
        if progress:
            progress(item)
        yield item


def _accounts(
    sources: Iterable[str | os.PathLike[str]],
    given: Given,
    roster: Roster,
    tagger: Tagger,
    process: Process | None,
    max_bytes: int,
    stdin: BinaryIO | None,
) -> Iterator[Account | Fault]:
    batch: list[Report] = []
    size = 0
    for item in read_sources(sources, given=given, stdin=stdin, max_bytes=max_bytes):
        if isinstance(item, Fault):
            yield item
            continue
        weight = max(LEAST, len(item.text))
        if batch and size + weight > BATCH:
            yield from _read(batch, roster, tagger, process)
            batch, size = [], 0
        batch.append(item)
        size += weight
    if batch:
        yield from _read(batch, roster, tagger, process)


def _read(batch: list[Report], roster: Roster, tagger: Tagger, process: Process | None) -> Iterator[Account]:
    for reading in read_batch(batch, tagger=tagger):
        yield build(reading, roster=roster, process=process)
