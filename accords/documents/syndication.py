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
from heapq import nsmallest
from typing import NamedTuple

from accords.documents.credits import own_wire
from accords.documents.likeness import likeness
from accords.documents.neighbours import Age, Neighbours, Sketch

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


class Parent(NamedTuple):
    """`likeness`: that of the sentences and a quarter of that of the outlines, 0 to 1.25; a copy from `COPY` on."""

    likeness: float
    report: str


@dataclass(slots=True)
class _Held:
    number: int  # no two that were ever held have the same
    text: str
    outlet: str | None
    age: Age
    sketch: Sketch
    known: dict[int, float] = field(default_factory=dict)  # number of another -> likeness of the texts
    parents: tuple[Parent, ...] | None = None  # `None` until asked for


class Syndication:
    """Reports, and whom each may have been copied from. Adding or removing one costs the same however many there are, and
    what it changes for the younger ones that it is a candidate for."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._added = 0
        self._ages: list[Age] = []
        self._neighbours = Neighbours()
        self._families: dict[str, str] | None = None
        self._asked = False  # whether parents of any report were

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
        held = _Held(self._added, text, outlet.casefold() if outlet else None, age, Sketch.of(text))
        self._added += 1
        self._held[report] = held
        self._neighbours.add(age, held.sketch)
        insort(self._ages, age)
        if self._asked_anew(held) or self._families is None:
            self._families = None
        else:
            parents = self.parents(report)
            self._families[report] = self._families[parents[0].report] if parents else report

    def remove(self, report: str) -> None:
        """Take a report out, as if it had never been there; nothing happens where its id is not known."""
        held = self._held.pop(report, None)
        if held is None:
            return
        self._asked_anew(held)
        self._neighbours.remove(held.age, held.sketch)
        del self._ages[bisect_left(self._ages, held.age)]
        self._families = None

    def _asked_anew(self, held: _Held) -> bool:
        """Forgets the parents of those whose candidates change with this one; True where there are any."""
        changed = self._neighbours.after(held.age, held.sketch) if self._asked else ()
        for age in changed:
            self._held[age.report].parents = None
        return bool(changed)

    def parents(self, report: str) -> tuple[Parent, ...]:
        """The older reports that this one copies, its parent first; empty where it copies none.

        The parent is the oldest of those that are nearly as much alike as the most alike; the rest follow, most alike first.
        """
        held = self._held[report]
        if held.parents is None:
            self._asked = True
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
        sure, known, held.known = 0, held.known, {}
        for older in self._nearest(held):
            alike = known.get(older.number)
            if alike is None:
                outline = _OUTLINE * held.sketch.outline_likeness(older.sketch)
                alike = likeness(held.text, older.text) + outline
            held.known[older.number] = alike
            if alike >= (_SAME_OUTLET if held.outlet and held.outlet == older.outlet else COPY):
                found.append((alike, older.age))
                sure += alike >= _SURE
            if sure >= _ENOUGH:
                break
        least = _NEARLY * max((alike for alike, _ in found), default=0.0)
        found.sort(key=lambda one: (one[0] < least, one[1] if one[0] >= least else (), -one[0], one[1]))
        return tuple(Parent(alike, age.report) for alike, age in found)

    def candidates(self, report: str) -> set[str]:
        """The older reports that this one may copy; see `neighbours.Neighbours`."""
        held = self._held[report]
        return {age.report for age in self._neighbours.before(held.age, held.sketch)}

    def _nearest(self, held: _Held) -> list[_Held]:
        """Of the candidates the few whose sketches are nearest, of equal ones the oldest first."""
        candidates = map(self._held.__getitem__, self.candidates(held.age.report))
        return nsmallest(_ALIGNED, candidates, key=lambda older: (-held.sketch.likeness(older.sketch), older.age))

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


def age_of(report: str, text: str, published: date | None, fetched: datetime | None, outlet: str | None) -> Age:
    """Without any date a report is younger than all others: it can be the origin of none."""
    moment = datetime.max.replace(tzinfo=UTC) if fetched is None else fetched
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Age(published or moment.astimezone(UTC).date(), not own_wire(text, outlet), moment, report)
