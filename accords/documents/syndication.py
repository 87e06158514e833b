"""Which reports are copies of one another, by their text alone.

Each report has at most one parent: the report before it that it copies most (of nearly equal ones the oldest). A family is what
hangs together so, and is named for its oldest report. A later report can join a family and can never merge two, so an answer as of
a day is the answer of whoever never saw the later ones, in whatever order reports are added.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from accords.documents.credits import own_wire
from accords.documents.likeness import likeness
from accords.documents.neighbours import Neighbours, Sketch

# Of those before it, a report is aligned with the nearest few by sketch: all that matters is whom it copies most.
_ALIGNED = 12
# Likeness from which a text is a copy; see docs/decisions/lineage.md for what lies on either side. To the likeness of the sentences
# comes a quarter of that of the outlines: a rewriting of every second word leaves names and figures in their order.
COPY = 0.27
_OUTLINE = 0.25
# An outlet that goes on with its own story uses its own sentences again; the same story a second time is nearly word for word.
_SAME_OUTLET = 0.6
_SURE = 0.9  # a copy nearly word for word; after some of these nobody else is asked
_ENOUGH = 3
# Two copies that chose the same other words are more alike than either and the original: the older of such is the parent.
_NEARLY = 0.7

Apart = Collection[tuple[str, str | None]]


class Age(NamedTuple):
    """What is older comes first: by day (published, else fetched); that day an agency's own text, then what was fetched first."""

    day: date
    retold: bool
    fetched: datetime
    report: str


class Parent(NamedTuple):
    """`likeness`: that of the sentences and a quarter of that of the outlines, 0 to 1.25; a copy from `COPY` on."""

    likeness: float
    report: str


@dataclass(slots=True)
class _Held:
    number: int
    text: str
    outlet: str | None
    age: Age
    sketch: Sketch
    near: list[tuple[float, Age]] = field(
        default_factory=list
    )  # older ones, nearest first: likeness of sketches, negated
    known: dict[str, float] = field(default_factory=dict)  # report -> likeness of the texts
    parents: tuple[Parent, ...] | None = None  # `None` until asked for


class Syndication:
    """Reports, and whom each may have been copied from. Adding one costs the same whatever order they come in, but for
    copies that were added before what they copy. Removing one costs its neighbours."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._numbered: dict[int, _Held] = {}
        self._next = 0
        self._ages: list[Age] = []
        self._neighbours = Neighbours()
        self._families: dict[str, str] | None = None

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, report: object) -> bool:
        return report in self._held

    def add(
        self, report: str, text: str, *, published: date | None, fetched: datetime | None, outlet: str | None = None
    ) -> None:
        """One more report; nothing happens where its id is known. `text` is plain, `published` as stated."""
        if report in self._held:
            return
        age = age_of(report, text, published, fetched, outlet)
        held = _Held(self._next, text, outlet.casefold() if outlet else None, age, Sketch.of(text))
        before = True  # whether all that was known of the others holds
        for other in (self._numbered[number] for number in self._neighbours.near(held.sketch)):
            younger, older = (held, other) if other.age < age else (other, held)
            offered = _offer(younger, older, -younger.sketch.likeness(older.sketch))
            before = before and not (offered and younger is other)
        self._neighbours.add(held.number, held.sketch)
        self._numbered[held.number] = held
        self._next += 1
        self._held[report] = held
        insort(self._ages, age)
        if self._families is not None and before:
            parents = self.parents(report)
            self._families[report] = self._families[parents[0].report] if parents else report
        else:
            self._families = None

    def remove(self, report: str) -> None:
        """Take a report out, as if it had never been there; nothing happens where its id is not known."""
        held = self._held.pop(report, None)
        if held is None:
            return
        del self._numbered[held.number]
        self._neighbours.remove(held.number, held.sketch)
        del self._ages[bisect_left(self._ages, held.age)]
        for number in self._neighbours.near(held.sketch):
            other = self._numbered[number]
            if not any(age == held.age for _, age in other.near):
                continue
            full = len(other.near) == _ALIGNED
            other.near = [entry for entry in other.near if entry[1] != held.age]
            other.known.pop(report, None)
            other.parents = None
            if full:  # one that was farther off may be among the nearest now
                there = {age for _, age in other.near}
                for older in (self._numbered[number] for number in self._neighbours.near(other.sketch)):
                    if older.age < other.age and older.age not in there:
                        _offer(other, older, -other.sketch.likeness(older.sketch))
        self._families = None

    def near(self, text: str) -> list[tuple[str, float]]:
        """The reports held that may be copies of `text`, nearest first, with the likeness of their sketches (0 to 2)."""
        sketch = Sketch.of(text)
        found = [self._numbered[number] for number in self._neighbours.near(sketch)]
        return sorted(((h.age.report, sketch.likeness(h.sketch)) for h in found), key=lambda pair: (-pair[1], pair[0]))

    def parents(self, report: str) -> tuple[Parent, ...]:
        """The older reports that this one copies, its parent first; empty where it copies none.

        The parent is the oldest of those that are nearly as much alike as the most alike; the rest follow, most alike first.
        """
        held = self._held[report]
        if held.parents is None:
            held.parents = self._aligned(held)
        return held.parents

    def families(self, as_of: date | None = None, apart: Apart = ()) -> Mapping[str, str]:
        """For each report seen by the end of that day (published, else fetched): the id of its family, its oldest report.

        `apart` are rulings: a report is not a copy of another (the two are never in one family), or of nobody (`None`).
        """
        if not apart:
            if self._families is None:
                self._families = self._roots(self._ages, {})
            if as_of is None:
                return dict(self._families)
            return {age.report: self._families[age.report] for age in self._ages[: self._seen(as_of)]}
        ruled: defaultdict[str, set[str | None]] = defaultdict(set)
        for report, other in apart:
            ruled[report].add(other)
            if other is not None:
                ruled[other].add(report)
        return self._roots(self._ages[: None if as_of is None else self._seen(as_of)], ruled)

    def members(self, as_of: date | None = None, apart: Apart = ()) -> Mapping[str, tuple[str, ...]]:
        """For each family: its reports, oldest first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for report, family in self.families(as_of, apart).items():
            found[family].append(report)
        return {family: tuple(sorted(reports, key=lambda r: self._held[r].age)) for family, reports in found.items()}

    def _seen(self, as_of: date) -> int:
        return bisect_right(self._ages, as_of, key=lambda age: age.day)

    def _aligned(self, held: _Held) -> tuple[Parent, ...]:
        found: list[tuple[float, Age]] = []
        sure = 0
        for _, age in held.near:
            older = self._held[age.report]
            if age.report not in held.known:
                outline = _OUTLINE * held.sketch.outline_likeness(older.sketch)
                held.known[age.report] = likeness(held.text, older.text) + outline
            alike = held.known[age.report]
            if alike >= (_SAME_OUTLET if held.outlet and held.outlet == older.outlet else COPY):
                found.append((alike, age))
                sure += alike >= _SURE
            if sure >= _ENOUGH:
                break
        least = _NEARLY * max((alike for alike, _ in found), default=0.0)
        found.sort(key=lambda one: (one[0] < least, one[1] if one[0] >= least else (), -one[0], one[1]))
        return tuple(Parent(alike, age.report) for alike, age in found)

    def _roots(self, ages: list[Age], ruled: Mapping[str, set[str | None]]) -> dict[str, str]:
        roots: dict[str, str] = {}
        for age in ages:  # oldest first, so that a parent has its root
            report = age.report
            others = ruled.get(report, set())
            barred = {roots[other] for other in others if other in roots}
            roots[report] = report
            for parent in () if None in others else self.parents(report):
                if None not in ruled.get(parent.report, ()) and roots[parent.report] not in barred:
                    roots[report] = roots[parent.report]
                    break
        return roots


def _offer(younger: _Held, older: _Held, distance: float) -> bool:
    """Keeps `older` among the nearest of `younger`, if it is one of them; True where it is."""
    entry = (distance, older.age)
    if len(younger.near) == _ALIGNED and entry >= younger.near[-1]:
        return False
    insort(younger.near, entry)
    if len(younger.near) > _ALIGNED:
        younger.known.pop(younger.near.pop()[1].report, None)
    younger.parents = None
    return True


def age_of(report: str, text: str, published: date | None, fetched: datetime | None, outlet: str | None) -> Age:
    """Without any date a report is younger than all others: it can be the origin of none."""
    moment = datetime.max.replace(tzinfo=UTC) if fetched is None else fetched
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Age(published or moment.astimezone(UTC).date(), not own_wire(text, outlet), moment, report)
