"""Rows of a plain table of events -> items (docs/reference/agreement-file.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import TypeVar

from accords.agreement.called import Called
from accords.agreement.clock import Clock
from accords.agreement.item import Item, Operation, Status
from accords.agreement.moments import Moment, moment_of
from accords.agreement.refusal import Refusal, nearest
from accords.vocabulary.act import Act
from accords.vocabulary.actor import fold

# Column -> what stands in it.
COLUMNS: Mapping[str, str] = {
    "date": "when it happened",
    "act": "an act of claims, or an operation upon a norm",
    "event": "what the table calls it",
    "party": "who did it; of several each did",
    "toward": "to whom it was done",
    "issue": "what it is about",
    "place": "where, from narrow to wide",
    "about": "the stipulation that an operation is upon",
    "to": "the party that a right or a duty goes to",
    "count": "how many; 0 is nothing at all",
    "negated": "yes: it did not happen",
    "status": "confirmed, reported, disputed or retracted",
    "published": "when it was known",
    "words": "what is said of it",
    "source": "who says so",
    "id": "its id",
}
_ACTS = {one.value: one.value for one in (*Act, *Operation)}
_STATUS = {one.value: one for one in Status}
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_SHARED = 50_000  # pairs; what has more values than these is seldom said twice
T = TypeVar("T")
_COUNT = re.compile(r"(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0)?", re.ASCII)


class Attributes:
    """The columns that are kept beside those that mean something, one pair for all rows that say the same."""

    def __init__(self, header: Sequence[str], known: AbstractSet[str], columns: AbstractSet[str] | None) -> None:
        others = [(name, n) for n, name in enumerate(header) if name and fold(name) not in known]
        wanted = None if columns is None else set(map(fold, columns))
        self._columns = [(name, n) for name, n in others if wanted is None or fold(name) in wanted]
        self._kept: dict[tuple[str, str], tuple[str, str]] = {}

    def pairs(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """What one row says."""
        found = []
        for name, n in self._columns:
            if value := cells[n].strip():
                pair = (name, value)
                if len(self._kept) < _SHARED:
                    pair = self._kept.setdefault(pair, pair)
                found.append(pair)
        return tuple(found)


class PlainRows:
    """`told`: what is wrong with the row that was asked for last, and what is to be said of one that is used."""

    def __init__(
        self,
        header: Sequence[str],
        place: str,
        clock: Clock,
        called: Called,
        columns: AbstractSet[str] | None,
        status: Status,
    ) -> None:
        self.place, self.clock, self.called, self.status = place, clock, called, status
        self.told: list[Refusal] = []
        self._values = values_of(header, COLUMNS)
        self._attributes = Attributes(header, COLUMNS.keys(), columns)
        self._moments: dict[str, Moment] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._others: dict[str, tuple[str, ...]] = {}

    def items(self, line: int, cells: list[str]) -> list[Item]:
        """The items of one row; none where it cannot be used, or says that there was nothing."""
        (
            when, act, event, party, toward, issue, where, about, to, count, negated, status, published, words, source, own,
        ) = self._values(cells)  # fmt: skip
        moment = self._moment(when)
        number = self._number(count)
        deed = _among("act", act, _ACTS, self.told) if act else None
        stands = status_of(status, self.told) if status else self.status
        no = _among("negated", negated, _YES, self.told) if negated else False
        known = self._moment(published, "`published`") if published else moment
        place = f"{self.place}:{line}"
        if own.startswith(f"{self.place}:"):
            remedy = "Give it another id, or none."
            self.told.append(Refusal(f"the id `{own}`", "an id that is not the place of a row", remedy))
        elif moment and known and number is not None and stands is not None and no is not None and (deed or not act):
            if not number:
                return []
            last = moment.last
            if published and last > self.clock.start(known.day):  # what is known has happened
                last = max(moment.first, self.clock.start(known.day))
            names = several(party) or (None,)
            ids = [own or place, *(f"{own or place}/{n}" for n in range(2, len(names) + 1))]
            return [
                Item(
                    id=one,
                    first=moment.first,
                    last=last,
                    known_on=known.day,
                    status=stands,
                    act=deed,
                    event=event or None,
                    party=self.called(name) if name else None,
                    toward=self._toward(toward),
                    issue=issue or None,
                    place=self._place(where),
                    about=about or None,
                    to=self.called(to) if to else None,
                    count=number,
                    negated=no,
                    attributes=self._attributes.pairs(cells),
                    words=words,
                    source=f"{source} ({place})" if source else place,
                )
                for one, name in zip(ids, names, strict=True)
            ]
        return []

    def _moment(self, words: str, column: str = "`date`") -> Moment | None:
        found = self._moments.get(words)
        if found is None:
            before = len(self.told)
            moment = moment_of(words, self.clock, spans=True, note=self.told.append)
            if isinstance(moment, Refusal):
                self.told.append(Refusal(f"in {column}: {moment.found}", moment.accepted, moment.remedy))
                return None
            found = moment
            if len(self.told) == before:  # what has to be said of it is said of each row
                self._moments[words] = found
        return found

    def _number(self, words: str) -> int | None:
        if not words:
            return 1
        if _COUNT.fullmatch(words):
            return int(words.removesuffix(".0").replace(",", ""))
        self.told.append(Refusal(f"in `count`: `{words[:40]}`", "a whole number, 0 or more", "Write it in digits."))
        return None

    def _place(self, words: str) -> tuple[str, ...]:
        found = self._places.get(words)
        if found is None:
            found = self._places[words] = several(words)
        return found

    def _toward(self, words: str) -> tuple[str, ...]:
        found = self._others.get(words)
        if found is None:
            found = self._others[words] = tuple(map(self.called, several(words)))
        return found


def values_of(header: Sequence[str], names: Iterable[str]) -> Callable[[Sequence[str]], Iterator[str]]:
    """The cells of a row -> those of the columns of these names, two or more, trimmed, in the order of the names; "" where the header has
    no such column. A row has as many cells as the header."""
    at = {fold(name): n for n, name in enumerate(header) if name}
    # One past the last cell stands for a column that is not there.
    picked = itemgetter(*(at.get(name, len(header)) for name in names))
    return lambda cells: map(str.strip, picked([*cells, ""]))


def several(words: str) -> tuple[str, ...]:
    """The values of a cell, parted by `;`."""
    if ";" not in words:
        return (words,) if words else ()
    return tuple(" ".join(value.split()) for value in words.split(";") if value.strip())


def status_of(words: str, told: list[Refusal]) -> Status | None:
    return _among("status", words, _STATUS, told)


def _among(column: str, words: str, known: Mapping[str, T], told: list[Refusal]) -> T | None:
    found = known.get(words) if words in known else known.get(words.casefold())
    if found is None:
        remedy = nearest(words, known, "Choose one of these, or leave it empty.")
        told.append(Refusal(f"in `{column}`: `{words[:40]}`", ", ".join(known), remedy))
    return found
