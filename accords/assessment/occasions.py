"""Meetings told by many reports -> occasions: one meeting told by many is one.

Tellings are joined in the order in which they came to be known, so an occasion as of a day is the same whatever is told
later. Only tellings that may be of one occasion bear on one another: a new one moves those alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accords.assessment.told_meeting import Features, MeetingTold, may_be_one, same_form

_WEEK = 7


@dataclass(eq=False, slots=True)
class _Node:
    """Tellings that nothing tells apart but who told them."""

    features: Features
    rows: list[MeetingTold] = field(default_factory=list)
    near: set[_Node] = field(default_factory=set)
    component: _Component | None = None


@dataclass(eq=False, slots=True)
class Group:
    """The tellings of one occasion in order. `made` keeps the rows made of them, by what they were made of."""

    rows: list[MeetingTold] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    place: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    format: str | None = None
    reports: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    made: dict[object, Any] = field(default_factory=dict)

    def take(self, row: MeetingTold) -> None:
        told = row.features
        self.rows.append(row)
        self.reports.add(row.report)
        self.people.update(row.meeting.participants)
        if told.start and told.end:
            self.start = max(self.start, told.start) if self.start else told.start
            self.end = min(self.end, told.end) if self.end else told.end
        self.place |= told.place
        self.numbered = self.numbered or told.numbered
        self.format = self.format or told.format

    def admits(self, row: MeetingTold) -> bool:
        """False where the tellings together keep it out, or its own report tells it apart from one of them."""
        told = row.features
        if row.report in self.reports or not same_form(self.format, told.format):
            return False
        if (told.place and self.place and not told.place & self.place) or (
            told.numbered and self.numbered and told.numbered != self.numbered
        ):
            return False
        if self.start and self.end and told.start and told.end:
            return self.start <= told.end and told.start <= self.end
        return True

    def likeness(self, row: MeetingTold) -> tuple[int, int]:
        """How much speaks for it: the people and the place in common, then how near in time it was told."""
        told = row.features
        same = len(self.people.intersection(row.meeting.participants)) + 2 * bool(told.place & self.place)
        dated = 2 * bool(self.start and told.start)
        return (same + dated, -abs((row.known_on - self.rows[-1].known_on).days))

    def known_by(self, day: date | None) -> list[MeetingTold]:
        if day is None or self.rows[-1].known_on <= day:
            return self.rows
        return self.rows[: bisect_right(self.rows, day, key=lambda row: row.known_on)]


@dataclass(eq=False, slots=True)
class _Component:
    nodes: list[_Node] = field(default_factory=list)
    groups: list[Group] | None = None


class Occasions:
    """All meetings of a record, grouped as they come and go."""

    def __init__(self) -> None:
        self._nodes: dict[Features, _Node] = {}
        self._buckets: dict[tuple[object, ...], dict[_Node, None]] = {}
        self._by_id: dict[str, list[_Node]] = {}
        self._components: dict[_Component, None] = {}

    def add(self, row: MeetingTold) -> None:
        node = self._nodes.get(row.features)
        if node is None:
            node = self._nodes[row.features] = _Node(row.features)
            for other in self._candidates(node.features):
                if may_be_one(node.features, other.features):
                    node.near.add(other)
                    other.near.add(node)
            for key in _kept_under(node.features):
                self._buckets.setdefault(key, {})[node] = None
        insort(node.rows, row, key=_order)
        same = self._by_id.setdefault(row.meeting.id, [])
        self._merge((node, *(node.near if node.component is None else ()), *same[-1:]))
        same.append(node)

    def remove(self, row: MeetingTold) -> None:
        """Take one out, and what it alone held together apart."""
        node = self._nodes[row.features]
        del node.rows[bisect_left(node.rows, row.order, key=_order)]
        self._by_id[row.meeting.id].remove(node)
        if not self._by_id[row.meeting.id]:
            del self._by_id[row.meeting.id]
        assert node.component is not None
        nodes = node.component.nodes
        self._components.pop(node.component)
        if not node.rows:
            del self._nodes[node.features]
            for other in node.near:
                other.near.discard(node)
            for key in _kept_under(node.features):
                self._buckets.get(key, {}).pop(node, None)
                if not self._buckets.get(key, True):
                    del self._buckets[key]
            nodes = [other for other in nodes if other is not node]
        for other in nodes:
            other.component = None
        for other in nodes:
            if other.component is None:
                self._merge(self._reached(other))

    def groups(self) -> Iterator[Group]:
        for component in self._components:
            if component.groups is None:
                component.groups = _grouped(component)
            yield from component.groups

    def _candidates(self, features: Features) -> dict[_Node, None]:
        found: dict[_Node, None] = {}
        for key in _asked_under(features):
            found.update(self._buckets.get(key, {}))
        return found

    def _merge(self, nodes: Collection[_Node]) -> None:
        """One component of these and of all that hold together with them, to be grouped anew."""
        alone = [node for node in dict.fromkeys(nodes) if node.component is None]
        old = sorted(
            {id(node.component): node.component for node in nodes if node.component is not None}.values(),
            key=lambda component: -len(component.nodes),
        )
        whole = old[0] if old else _Component()
        whole.groups = None
        self._components[whole] = None
        for node in (*alone, *(node for component in old[1:] for node in component.nodes)):
            node.component = whole
            whole.nodes.append(node)
        for component in old[1:]:
            del self._components[component]

    def _reached(self, start: _Node) -> list[_Node]:
        """All that hold together with one: what may be of one occasion, and what has one id, since a person ruled so."""
        reached = {start: None}
        ahead = [start]
        while ahead:
            node = ahead.pop()
            tied = (other for row in node.rows for other in self._by_id[row.meeting.id])
            for other in (*node.near, *tied):
                if other not in reached:
                    reached[other] = None
                    ahead.append(other)
        return list(reached)


def _grouped(component: _Component) -> list[Group]:
    """The tellings of a component in order, each to the occasion that it is most like, or to one of its own."""
    node_of = {id(row): node for node in component.nodes for row in node.rows}
    rows = sorted((row for node in component.nodes for row in node.rows), key=_order)
    groups: list[Group] = []
    by_id: dict[str, Group] = {}
    at: dict[_Node, dict[Group, None]] = {}
    for row in rows:
        node = node_of[id(row)]
        home = by_id.get(row.meeting.id)
        if home is None:
            near = dict.fromkeys(group for other in (node, *node.near) for group in at.get(other, ()))
            fits = [group for group in near if group.admits(row)]
            home = max(fits, key=lambda group: (group.likeness(row), _reverse(group)), default=None)
        if home is None:
            home = Group()
            groups.append(home)
        home.take(row)
        by_id[row.meeting.id] = home
        at.setdefault(node, {})[home] = None
    return groups


def _reverse(group: Group) -> tuple[int, str]:
    """Of two that fit alike, the one told first; of one day, by id."""
    first = group.rows[0]
    return (-first.known_on.toordinal(), first.meeting.id)


def _order(row: MeetingTold) -> tuple[date, str, int, str]:
    return row.order


def _kept_under(features: Features) -> Iterator[tuple[object, ...]]:
    """The buckets of a telling: its days by party; and, for those whose day is unknown, its weeks by word."""
    start, end = features.start or features.known_on, features.end or features.known_on
    if start is None or end is None:
        return
    if features.dated:
        for day in _days(start, end):
            yield from ((day, party) for party in features.parties or ("",))
    for week in range(start.toordinal() // _WEEK, end.toordinal() // _WEEK + 1):
        yield from ((week, features.dated, word) for word in features.place | features.name)


def _asked_under(features: Features) -> Iterator[tuple[object, ...]]:
    start, end = features.start or features.known_on, features.end or features.known_on
    if start is None or end is None:
        return
    if features.dated:
        for day in _days(start, end):
            yield from ((day, party) for party in features.parties or ("",))
    dated = (False,) if features.dated else (False, True)
    for week in range(start.toordinal() // _WEEK - 1, end.toordinal() // _WEEK + 2):
        yield from ((week, of, word) for of in dated for word in features.place | features.name)


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range((end - start).days + 1))
