"""Feeds and folders as they stand now -> what in them is new; what is remembered of them from one look to the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from accords.documents.answer import FEEDS, LONGEST_BACK_OFF, Answer, Fetched, Later, Visit, after
from accords.documents.feeds import Item, read_feed
from accords.documents.fetch import Fetcher
from accords.documents.items import report_of_item
from accords.documents.readers import Given, report_files
from accords.documents.received import later_fault
from accords.documents.report import Report
from accords.ledger.feeds import unseen
from accords.ledger.ledger import Ledger
from accords.vocabulary import Fault

# How often an item's page is asked for before the feed is no longer asked for again on its account.
TRIES = 3
# A file that was changed less than these seconds ago may still be being written.
SETTLED = 2.0


@dataclass(frozen=True, slots=True)
class Look:
    """What asking a feed came to. `visit` is to be remembered once `items`, which the ledger lacks, have been added."""

    address: str
    visit: Visit
    fetched: datetime | None = None
    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Feeds:
    """Asks feeds, and the pages of their items.

    Kept while it runs alone: which items could not be read and when each is tried again, and which hosts want to be left
    alone until when.
    """

    ledger: Ledger
    fetcher: Fetcher
    every: timedelta
    clock: Callable[[], datetime]
    given: Given
    _tried: dict[str, dict[str, Visit]] = field(default_factory=dict)  # feed -> link -> its tries
    _waiting: dict[str, tuple[datetime, Later]] = field(default_factory=dict)  # host -> until when

    def look(self, address: str, visit: Visit) -> Look:
        """Ask a feed, unless it has nothing new since the last visit."""
        answer = self.fetcher.fetch(address, conditions=visit.conditions, accept=FEEDS)
        following = after(visit, answer, now=self.clock(), every=self.every)
        if isinstance(answer, Later):
            return Look(address, following, faults=(later_fault(answer),))
        if isinstance(answer, Fault):
            return Look(address, following, faults=(answer,))
        if not isinstance(answer, Fetched):
            return Look(address, following)
        feed = read_feed(answer.body, answer.address, charset=answer.charset)
        if isinstance(feed, Fault):
            # What is cut off may be no feed yet; of a whole body it is the page that stands there instead.
            failed = after(visit, feed, now=self.clock(), every=self.every)
            return Look(address, failed, faults=(answer.cut or feed,))
        new = unseen(self.ledger, feed.items)
        tried = self._tried.get(address, {})
        self._tried[address] = {link: tried[link] for item in new if (link := item.link or "") in tried}
        due = tuple(item for item in new if self._due(address, item))
        faults = (answer.cut,) if answer.cut is not None else feed.faults
        return Look(address, following, answer.at, due, faults)

    def reports(self, look: Look) -> Iterator[Report | Fault]:
        """The reports of the new items, one after another; a page that fails is tried again later."""
        for item in look.items:
            answers: list[Answer] = []

            def asked(link: str, answers: list[Answer] = answers) -> Answer:
                answers.append(self._ask(link))
                return answers[0]

            report = report_of_item(
                item, place=look.address, fetched=look.fetched or self.clock(), fetch=asked, user=self.given
            )
            if isinstance(report, Fault):
                self._failed(look.address, item, answers[0] if answers else None)
            yield report

    def remembered(self, look: Look, before: Visit) -> Visit:
        """The visit to keep: while an item may still be read soon, without what would let the feed answer "nothing new"."""
        tried = self._tried.get(look.address, {}).values()
        waiting = any(visit.failures < TRIES for visit in tried)
        return replace(look.visit, conditions=before.conditions) if waiting else look.visit

    def _due(self, address: str, item: Item) -> bool:
        visit = self._tried[address].get(item.link or "")
        return visit is None or visit.next_at is None or visit.next_at <= self.clock()

    def _ask(self, link: str) -> Answer:
        host = urlsplit(link).netloc.lower()
        now = self.clock()
        until, answer = self._waiting.get(host, (now, None))
        if answer is not None and until > now:
            return answer
        asked = self.fetcher.fetch(link)
        if isinstance(asked, Later):
            self._waiting[host] = (asked.until or now + self.every, asked)
        return asked

    def _failed(self, address: str, item: Item, answer: Answer | None) -> None:
        tried, now, link = self._tried.setdefault(address, {}), self.clock(), item.link or ""
        if isinstance(answer, Later | Fault) or (isinstance(answer, Fetched) and answer.cut is not None):
            tried[link] = after(tried.get(link, Visit()), answer, now=now, every=self.every)
        else:  # the page came, and no report can be made of it
            tried[link] = Visit(next_at=now + LONGEST_BACK_OFF, failures=TRIES)


@dataclass(slots=True)
class Folder:
    """A folder, with the size and the time of change of each file that was read in it."""

    path: str
    _read: dict[Path, tuple[int, ...]] = field(default_factory=dict)
    _told: frozenset[Fault] = frozenset()

    def look(self, now: datetime) -> tuple[dict[Path, tuple[int, ...]], list[Fault], bool]:
        """The files that are new or changed, the faults that are new, and whether a file is being written just now."""
        found: dict[Path, tuple[int, ...]] = {}
        faults: list[Fault] = []
        there: set[Path] = set()
        settled = True
        for path in report_files(self.path):
            if isinstance(path, Fault):
                faults.append(path)
                continue
            there.add(path)
            state = _state(path)
            if self._read.get(path) == state:
                continue
            if any(0 <= now.timestamp() - changed / 1e9 < SETTLED for changed in state[::2]):
                settled = False
            else:
                found[path] = state
        self._read = {path: state for path, state in self._read.items() if path in there}
        new = [fault for fault in faults if fault not in self._told]
        self._told = frozenset(faults)
        return found, new, settled

    def was_read(self, files: dict[Path, tuple[int, ...]]) -> None:
        self._read |= files


def _state(path: Path) -> tuple[int, ...]:
    """Time of change (ns) and size of a file, and of what states its outlet and day beside it."""
    found: list[int] = []
    for one in (path, path.with_name(f"{path.name}.meta.json"), path.with_name(f"{path.stem}.meta.json")):
        with suppress(OSError):
            stat = os.stat(one)
            found += (stat.st_mtime_ns, stat.st_size)
    return tuple(found)
