"""Dates, deadlines, zone and calendar of an agreement file."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from accords.agreement.clock import SATURDAY, SUNDAY, UTC, Clock
from accords.agreement.deadline import Anchor, Deadline, Unit
from accords.agreement.moments import Resolve, day_of, deadline_of, moment_of, zone_of
from accords.agreement.parse_check import Check, kind_of
from accords.agreement.pattern import Pattern
from accords.agreement.refusal import Refusal
from accords.claims.nodes import Node
from accords.vocabulary import Fault

CALENDAR_KEYS = ("weekend", "holidays")
_SECONDS = {Unit.HOURS: 3_600, Unit.DAYS: 86_400, Unit.WEEKS: 7 * 86_400}
_DAYS = tuple(calendar.day_name)


class Times:
    """Reads the times of one file. `notes`: what has to be said of times that are taken all the same."""

    def __init__(self, check: Check, clock: Clock) -> None:
        self.check, self.clock = check, clock
        self.notes: list[Fault] = []

    def instant(self, name: str, node: Node, *, end: bool = False) -> int | None:
        """The instant of a date; one without an hour is its first, or with `end` the first of the day after."""
        words = self.check.text(name, node)
        if not words:
            return None
        found = moment_of(words, self.clock, note=self._note(node))
        if isinstance(found, Refusal):
            self._refused(name, node, found)
            return None
        return found.first if found.hour or not end else found.end

    def deadline(
        self, name: str, node: Node, resolve: Resolve, known: Iterable[str], *, begins: bool = False
    ) -> Deadline | None:
        words = self.check.text(name, node)
        if not words:
            return None
        found = deadline_of(words, self.clock, resolve, begins=begins, known=known, note=self._note(node))
        if isinstance(found, Refusal):
            self._refused(name, node, found)
            return None
        return found

    def seconds(self, name: str, node: Node) -> int | None:
        """How long "30 days" is."""
        words = self.check.text(name, node)
        if not words:
            return None
        found = deadline_of(f"{words} after {Anchor.SIGNING}", self.clock, _no_anchor)
        if (
            isinstance(found, Refusal)
            or found.unit not in _SECONDS
            or found.words.startswith(("by ", "within ", "the "))
        ):
            accepted = "so many hours, days or weeks, as `30 days`"
            self.check.fault(node, f"`{name}` as {kind_of(node)}", accepted, "Write the time in one of these.")
            return None
        return found.number * _SECONDS[found.unit]

    def _refused(self, name: str, node: Node, refusal: Refusal) -> None:
        self.check.fault(node, f"in `{name}`: {refusal.found}", refusal.accepted, refusal.remedy)

    def _note(self, node: Node) -> Callable[[Refusal], None]:
        return lambda refusal: self.notes.append(refusal.at(self.check.place(node)))


def _no_anchor(words: str) -> Anchor | Pattern | str | None:
    return None


def clock_of(check: Check, mapping: dict[str, Node]) -> Clock:
    """The clock of a file's `zone` and `calendar`; where one of them is wrong, that of UTC, or the usual week."""
    zone: ZoneInfo = UTC
    if "zone" in mapping and (name := check.text("zone", mapping["zone"])):
        found = zone_of(name)
        if isinstance(found, Refusal):
            check.fault(mapping["zone"], found.found, found.accepted, found.remedy)
        else:
            zone = found
    weekend, holidays = frozenset((SATURDAY, SUNDAY)), frozenset[date]()
    if "calendar" in mapping:
        week = check.mapping("`calendar`", mapping["calendar"], "a mapping with `weekend`, `holidays` or both")
        check.unknown(week, CALENDAR_KEYS, "`calendar`")
        if "weekend" in week:
            weekend = _weekend(check, week["weekend"])
        if "holidays" in week:
            holidays = _holidays(check, week["holidays"])
    return Clock(zone, weekend, holidays)


def _weekend(check: Check, node: Node) -> frozenset[int]:
    items = node.value if isinstance(node.value, list) else check.items("weekend", node)
    chosen = (check.choice("weekend", item, _DAYS) for item in items)
    days = frozenset(_DAYS.index(day) for day in chosen if day)
    if len(days) == len(_DAYS):
        accepted = "at least one day of the week on which work is done"
        check.fault(node, "a weekend of all seven days", accepted, "Take a day out of `weekend`.")
        return frozenset()
    return days


def _holidays(check: Check, node: Node) -> frozenset[date]:
    days: set[date] = set()
    for words, item in check.texts("holidays", node):
        found = day_of(words)
        if isinstance(found, Refusal):
            check.fault(item, f"in `holidays`: {found.found}", found.accepted, found.remedy)
        else:
            days.add(found)
    return frozenset(days)
