"""A clock counts the days of an agreement: of its zone, its weekend and its holidays.

Instants are whole seconds since 1970 UTC. What the counting means: docs/decisions/agreement.md, "Time".
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from accords.agreement.deadline import Deadline, Unit
from accords.vocabulary import Fault, Misuse

UTC = ZoneInfo("UTC")
SATURDAY, SUNDAY = 5, 6  # as `date.weekday` counts
_HOUR = 3_600
# What would lie beyond is due on the last days that dates have.
_LAST = date.max.toordinal() - 2


@dataclass(frozen=True, slots=True)
class Clock:
    """Days of one zone. `weekend`: days of the week that are free, Monday being 0; `holidays` are free too.

    A day goes from its first instant to that of the next day, and the days follow one another without a gap, also where clocks
    are changed at midnight; a day that a zone left out (Samoa, 30 December 2011) has none. `Misuse` where every day is free.
    """

    zone: ZoneInfo = UTC
    weekend: frozenset[int] = frozenset((SATURDAY, SUNDAY))
    holidays: frozenset[date] = frozenset()
    # Of the days on which work would be done otherwise, in order: what is searched when working days are counted.
    _kept: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.weekend >= set(range(7)):
            accepted = "at least one day of the week on which work is done"
            raise Misuse(Fault("calendar", "a weekend of all seven days", accepted, "Take a day out of the weekend."))
        kept = sorted(day.toordinal() for day in self.holidays if day.weekday() not in self.weekend)
        object.__setattr__(self, "_kept", tuple(kept))

    def day(self, instant: int) -> date:
        """The day in which an instant lies."""
        return _day(self.zone, instant)

    def start(self, day: date) -> int:
        """The first instant of a day."""
        return _start(self.zone, day.toordinal())

    def end(self, day: date) -> int:
        """The first instant of the day after."""
        return _start(self.zone, day.toordinal() + 1)

    def works(self, day: date) -> bool:
        """True of a working day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def due(self, deadline: Deadline, anchor: int) -> int:
        """The instant before which something has to be done, counted from the instant `anchor`; of an absolute deadline its own."""
        if deadline.at is not None:
            return deadline.at
        if deadline.unit is Unit.HOURS:
            return anchor + deadline.number * _HOUR
        return _start(self.zone, self.after(deadline.number, deadline.unit, self.day(anchor)).toordinal() + 1)

    def after(self, number: int, unit: Unit, day: date) -> date:
        """The last of so many days, working days, weeks, months or years after a day, that day not being counted."""
        match unit:
            case Unit.DAYS | Unit.WEEKS:
                ahead = number * 7 if unit is Unit.WEEKS else number
                return date.fromordinal(min(day.toordinal() + ahead, _LAST))
            case Unit.WORKING_DAYS:
                return date.fromordinal(min(self._working(number, day.toordinal()), _LAST))
            case Unit.MONTHS | Unit.YEARS:
                return _months(day, number * 12 if unit is Unit.YEARS else number)
            case Unit.HOURS:
                found = "hours after a day"
                raise Misuse(
                    Fault("Clock.after", found, "a unit of whole days", "Use `due`, which counts from instants.")
                )

    def _working(self, number: int, at: int) -> int:
        """Whole weeks at a time, so that a long time costs no more than a short one."""
        a_week = 7 - len(self.weekend)
        while number > 0 and at < _LAST:
            if weeks := (number - 1) // a_week:
                passed = at + 7 * weeks
                number -= a_week * weeks - (bisect_right(self._kept, passed) - bisect_right(self._kept, at))
                at = passed
            else:
                at += 1
                number -= self.works(date.fromordinal(at))
        return at


def _months(day: date, number: int) -> date:
    """The same day of the month so many months later, or that month's last."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    if year >= date.max.year:
        return date.fromordinal(_LAST)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# Both depend on the zone alone. A record of years has some thousand days, and its items come day by day.
@lru_cache(maxsize=1 << 16)
def _start(zone: ZoneInfo, ordinal: int) -> int:
    day = date.fromordinal(min(ordinal, _LAST + 1))
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    first = int(midnight.timestamp())
    if _local(zone, first) == midnight.replace(tzinfo=None):
        return first
    # Clocks went forward over midnight: the day begins with the change, which lies between the two readings of midnight.
    before = int(midnight.replace(fold=1).timestamp())
    while first - before > 1:
        middle = (before + first) // 2
        if _local(zone, middle).date() < day:
            before = middle
        else:
            first = middle
    return first


@lru_cache(maxsize=1 << 16)
def _day(zone: ZoneInfo, instant: int) -> date:
    day = _local(zone, instant).date()
    # Clocks that go back over midnight show a day twice: its second coming belongs to the day that has begun.
    while instant >= _start(zone, day.toordinal() + 1):
        day = date.fromordinal(day.toordinal() + 1)
    return day


def _local(zone: ZoneInfo, instant: int) -> datetime:
    return datetime.fromtimestamp(instant, zone).replace(tzinfo=None, fold=0)
