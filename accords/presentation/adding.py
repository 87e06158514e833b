"""`accords.add` and `accords.follow`: read reports into a ledger, once or again and again. The commands are of the same names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, BinaryIO

from accords.presentation.asked import MAX_SIZE, Source, asked

if TYPE_CHECKING:
    from accords.claims.process import Process
    from accords.documents.answer import Fetch
    from accords.intake.add import Tally, Told
    from accords.intake.follow import Seen
    from accords.ledger.ledger import Ledger
    from accords.reading.tagger import Tagger


def add(
    sources: Source | Iterable[Source],
    ledger: Ledger | Source,
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    roster: Source | Iterable[Source] | None = None,
    process: Source | Process | None = None,
    max_size: int = MAX_SIZE,
    jobs: int = 1,
    again: bool = False,
    learn: bool = True,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    tagger: Tagger | None = None,
    progress: Callable[[Told], None] | None = None,
) -> Tally:
    """Read reports into a ledger, open or named by its path or URL; how many were added, known, or faults.

    What is known of the reports, and who is who, is given as to `accords.read`. Each batch is kept as soon as it is read: a
    run that was stopped goes on where it stopped when it is run again. `jobs`: processes that read. `again`: read anew what
    another version, roster or process read. `learn`: names that the ledger knows help the next report. `allow_private`:
    fetch from addresses that are not public too.

        >>> tally = accords.add("reports/", "talks.ledger", jobs=2)  # doctest: +SKIP
        >>> tally.reports, tally.known, tally.faults  # doctest: +SKIP
    """
    what = asked(
        sources,
        outlet=outlet,
        published=published,
        language=language,
        roster=roster,
        process=process,
        max_size=max_size,
    )
    from accords.intake.add import add as add_all

    with _opened(ledger) as open_ledger:
        return add_all(
            what.sources,
            open_ledger,
            given=what.given,
            roster=what.roster,
            process=what.process,
            jobs=jobs,
            again=again,
            learn=learn,
            max_bytes=what.max_bytes,
            stdin=stdin,
            fetch=_fetch(allow_private) if allow_private else None,
            tagger=tagger,
            progress=progress,
        )


def follow(
    places: Source | Iterable[Source],
    ledger: Ledger | Source,
    *,
    every: timedelta | None = None,
    once: bool = False,
    outlet: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    roster: Source | Iterable[Source] | None = None,
    process: Source | Process | None = None,
    max_size: int = MAX_SIZE,
    jobs: int = 1,
    learn: bool = True,
    allow_private: bool = False,
    progress: Callable[[Seen], None] | None = None,
) -> Tally:
    """Add what is new in RSS and Atom feeds and in folders, until SIGINT or SIGTERM stops it; the tally of all rounds.

    `every`: the pause between two rounds, 15 minutes unless told, a minute at the least. `once`: one round. The rest is as of
    `add`; where a feed names the publisher of an item, that goes before its own name.
    """
    what = asked(
        places,
        outlet=outlet,
        published=published,
        language=language,
        roster=roster,
        process=process,
        max_size=max_size,
    )
    from accords.documents.fetch import Fetcher
    from accords.intake.follow import EVERY
    from accords.intake.follow import follow as follow_all

    with _opened(ledger) as open_ledger:
        return follow_all(
            what.sources,
            open_ledger,
            roster=what.roster,
            given=what.given,
            process=what.process,
            every=EVERY if every is None else every,
            once=once,
            jobs=jobs,
            learn=learn,
            max_bytes=what.max_bytes,
            fetcher=Fetcher(allow_private=allow_private),
            progress=progress,
        )


@contextmanager
def _opened(ledger: Ledger | Source) -> Iterator[Ledger]:
    """The ledger, opened and closed again where it was named."""
    from accords.ledger.ledger import Ledger

    if isinstance(ledger, (str, os.PathLike)):
        with Ledger(ledger) as opened:
            yield opened
    else:
        yield ledger


def _fetch(allow_private: bool) -> Fetch:
    from accords.documents.fetch import Fetcher

    return Fetcher(allow_private=allow_private).fetch
