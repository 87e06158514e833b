"""Feeds and folders -> a ledger, again and again. The command is `accords follow`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from accords.claims.names import FileRoster
from accords.claims.process import Process
from accords.documents.answer import Visit, after
from accords.documents.fetch import Fetcher
from accords.documents.metadata import NOTHING
from accords.documents.readers import DEFAULT_MAX_BYTES, Given, read_sources
from accords.documents.report import Report
from accords.intake.accounts import fault_of, require_jobs
from accords.intake.add import Tally, Told, add_reports
from accords.intake.learned import with_learned
from accords.intake.polling import SETTLED, Feeds, Folder
from accords.intake.run import run_of
from accords.ledger.feeds import remember, visits
from accords.ledger.ledger import Ledger
from accords.reading.tagger import Tagger, shipped_tagger
from accords.vocabulary import Fault, Misuse

EVERY = timedelta(minutes=15)
# Publishers of feeds ask for no more than one question an hour to some a minute; below a minute nobody is polite.
LEAST = timedelta(minutes=1)
# Fewer files than these are read by this process, which has the model loaded already.
MANY = 50
_ACCEPTED = "the address of a feed (http:// or https://), or a folder"


@dataclass(frozen=True, slots=True)
class Visited:
    """A feed or folder was looked at: `new` items or files were read, and at `next_at` it is looked at again."""

    place: str
    new: int
    next_at: datetime


Seen: TypeAlias = Told | Visited


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def follow(
    places: Iterable[str | os.PathLike[str]],
    ledger: Ledger,
    *,
    roster: FileRoster,
    given: Given = NOTHING,
    process: Process | None = None,
    every: timedelta = EVERY,
    once: bool = False,
    jobs: int = 1,
    learn: bool = True,
    max_bytes: int = DEFAULT_MAX_BYTES,
    fetcher: Fetcher | None = None,
    tagger: Tagger | None = None,
    progress: Callable[[Seen], None] | None = None,
    clock: Callable[[], datetime] = now,
    sleep: Callable[[float], None] = time.sleep,
) -> Tally:
    """Add what is new in RSS and Atom feeds and in folders, every `every` (a minute or more), until it is stopped.

    SIGINT and SIGTERM stop it at once, where it runs in the main thread: each batch is kept whole or not at all, and the
    tally of all rounds is returned. With `once` it makes one round, and asks no feed that wants to be left alone until
    later. Feeds are asked with what their last answer said of its version; after a failure the pause doubles, up to a day,
    or is what the server asks for. One place's failure never stops the others; what a ledger refuses is tried again in the
    next round. `fetcher` asks addresses; without it, one that refuses those that are not public.
    `progress` is called with each account, fault and known report once it is kept, and with each `Visited`.

    `Misuse` is raised for a place that is neither feed nor folder, and for a pause below a minute.
    """
    if every < LEAST:
        found = f"{every.total_seconds():g} seconds between two rounds"
        raise Misuse(Fault("--every", found, "a minute or more", "Leave it out for 15 minutes."))
    require_jobs(jobs)
    named = list(dict.fromkeys(os.fspath(place) for place in places))
    if not named:
        raise Misuse(Fault("follow", "no feed and no folder", _ACCEPTED, "Name at least one."))
    feeds = [place for place in named if _is_address(place)]
    folders = {place: Folder(place) for place in named if not _is_address(place)}
    for place in folders:
        if not Path(place).is_dir():
            raise Misuse(Fault(place, "no folder of this name", _ACCEPTED, "Check the spelling."))
    adding = _Adding(ledger, roster, process, jobs, learn, tagger or shipped_tagger(), progress, clock())
    asking = Feeds(ledger, fetcher or Fetcher(), every, clock, given)
    known = visits(ledger) if feeds else {}
    following = _Following(adding, asking, folders, {place: known.get(place, Visit()) for place in feeds}, max_bytes)
    with _stoppable():
        try:
            if once:
                following.round(named, once=True, sleep=sleep)
            else:
                while True:
                    following.round(named)
                    sleep(max(0.0, (min(following.next_at.values()) - clock()).total_seconds()))
        except KeyboardInterrupt:
            pass
    return adding.tally()


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class _Adding:
    """What goes into the ledger, and what it came to. Of faults that come again and again one is kept."""

    ledger: Ledger
    roster: FileRoster
    process: Process | None
    jobs: int
    learn: bool
    tagger: Tagger
    progress: Callable[[Seen], None] | None
    begun: datetime
    _tally: Tally = field(default_factory=Tally)
    _faults: dict[Fault, None] = field(default_factory=dict)

    def put(self, reports: Iterable[Report | Fault], *, many: bool = False) -> Tally:
        """What the ledger has learned by now helps to read these."""
        names = with_learned(self.ledger, self.roster) if self.learn else self.roster
        run = run_of(names, self.process, begun=self.begun)
        tally = add_reports(
            reports,
            self.ledger,
            run,
            roster=names,
            process=self.process,
            jobs=self.jobs if many else 1,
            tagger=self.tagger,
            progress=self.progress,
        )
        self._faults |= dict.fromkeys(tally.faults)
        self._tally += Tally(tally.reports, tally.readings, tally.known, refused=tally.refused)
        return tally

    def tell(self, what: Visited | Fault) -> None:
        if isinstance(what, Fault):
            self._faults[what] = None
        if self.progress:
            self.progress(what)

    def tally(self) -> Tally:
        return self._tally + Tally(faults=tuple(self._faults))


@dataclass(slots=True)
class _Following:
    adding: _Adding
    feeds: Feeds
    folders: Mapping[str, Folder]
    visits: dict[str, Visit]
    max_bytes: int
    next_at: dict[str, datetime] = field(default_factory=dict)

    def round(self, places: Sequence[str], *, once: bool = False, sleep: Callable[[float], None] | None = None) -> None:
        for place in places:
            if self._is_due(place, once=once):
                try:
                    new = self._folder(self.folders[place], sleep) if place in self.folders else self._feed(place)
                except Misuse as misuse:  # the ledger's: it may be free again, or have room, in the next round
                    new = 0
                    self.adding.tell(misuse.fault)
                except Exception as error:
                    new = 0
                    fault = fault_of(place, error)
                    self.adding.tell(fault)
                    if place in self.visits:
                        self._remember(place, after(self.visits[place], fault, now=self._now, every=self.feeds.every))
                self.next_at[place] = self._again(place)
                self.adding.tell(Visited(place, new, self.next_at[place]))
            else:
                self.next_at[place] = self._again(place)
                if once:
                    self.adding.tell(Visited(place, 0, self.next_at[place]))

    @property
    def _now(self) -> datetime:
        return self.feeds.clock()

    def _is_due(self, place: str, *, once: bool) -> bool:
        if place in self.next_at:
            return self.next_at[place] <= self._now
        visit = self.visits.get(place, Visit())
        if visit.next_at is None:
            return True
        # Whoever calls it with `once` every quarter of an hour means it, a second early too; where a feed failed, its pause
        # is kept.
        early = self.feeds.every - LEAST if once and visit.failures == 0 else timedelta()
        return visit.next_at - early <= self._now

    def _again(self, place: str) -> datetime:
        """When a place is looked at next: never at once, also where a visit could not be remembered."""
        asked = self.visits[place].next_at if place in self.visits else None
        return asked if asked is not None and asked > self._now else self._now + self.feeds.every

    def _feed(self, address: str) -> int:
        before = self.visits[address]
        look = self.feeds.look(address, before)
        for fault in look.faults:
            self.adding.tell(fault)
        if look.items and self.adding.put(self.feeds.reports(look)).refused:
            return 0  # nothing is remembered, so that the items come again
        self._remember(address, self.feeds.remembered(look, before))
        return len(look.items)

    def _remember(self, address: str, visit: Visit) -> None:
        self.visits[address] = visit
        remember(self.adding.ledger, address, visit)

    def _folder(self, folder: Folder, sleep: Callable[[float], None] | None) -> int:
        """`sleep`: there is no later round, so that files that are being written are waited for."""
        files, faults, settled = folder.look(self._now)
        if not settled and sleep is not None:
            sleep(SETTLED)
            more, later, settled = folder.look(self._now)
            files, faults = {**files, **more}, [*faults, *later]
            if not settled:
                found, remedy = "files that are still being written", "Run it again when they are whole."
                faults.append(Fault(folder.path, found, "files that stay as they are", remedy))
        for fault in faults:
            self.adding.tell(fault)
        reports = read_sources(files, given=self.feeds.given, max_bytes=self.max_bytes)
        if files and not self.adding.put(reports, many=len(files) >= MANY).refused:
            folder.was_read(files)
        return len(files)


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM stops like SIGINT, in the main thread, which alone may say so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
