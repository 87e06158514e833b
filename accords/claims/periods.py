"""Periods of the calendar: months, weeks, seasons, quarters, decades, and their early, middle and late portions."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from accords.reading.calendar_words import SEASONS, WEEKDAYS
from accords.vocabulary import When

_STEPS = {"last": -1, "next": 1, "after next": 2, "before last": -2}
# The months of a quarter and of a half; the seasons of the northern half of the earth, as the weather services count them.
_MONTHS = {"quarter": 3, "half": 6, "season": 3}
# Early and late are halves, so as to hold whatever a writer means; beginning, middle and end are thirds. Of a week: days.
_OF_WEEK = {"early": (0, 2), "beginning": (0, 2), "middle": (1, 4), "late": (3, 6), "end": (3, 6)}
_OF_MONTH = {"early": (1, 15), "beginning": (1, 15), "middle": (11, 20), "late": (16, 31), "end": (16, 31)}
_OF_YEAR = {"early": (1, 6), "late": (7, 12), "beginning": (1, 4), "middle": (5, 8), "end": (9, 12)}
_OF_DECADE = {"early": (0, 4), "beginning": (0, 3), "middle": (3, 6), "late": (5, 9), "end": (6, 9)}


def month_of(year: int, month: int) -> When:
    return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _months(year: int, first: int, count: int) -> When:
    """`count` months from a month on, which may count past December."""
    start, last = year * 12 + first - 1, year * 12 + first + count - 2
    return When(date(start // 12, start % 12 + 1, 1), month_of(last // 12, last % 12 + 1).end)


def holding(day: date, unit: str) -> When:
    """The week, weekend, month or year in which the day lies; the weekend of a working day is the one after it."""
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "year":
        return _months(day.year, 1, 12)
    monday = day - timedelta(day.weekday())
    return When(monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6))


def shifted(day: date, unit: str, count: int) -> date:
    """The day so many units on; of a month that is too short its last day."""
    if unit == "day":
        return day + timedelta(count)
    if unit in ("week", "fortnight"):
        return day + timedelta(count * (7 if unit == "week" else 14))
    if unit == "working day":
        return working_days(day, count)
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def working_days(day: date, count: int) -> date:
    """So many days from Monday to Friday on; holidays are not known here."""
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    day += timedelta(7 * weeks * step)
    while rest or day.weekday() > 4:
        day += timedelta(step)
        rest -= day.weekday() < 5 and rest > 0
    return day


def relative_period(period: str, modifier: str, base: date, *, ahead: bool) -> When:
    """The week, weekend, month, year or decade that lies to `base` as the modifier says; else the one of `base`.

    A weekend of no modifier is the last one that has begun, or with `ahead` the next one that is not over.
    """
    step = _STEPS.get(modifier, 0)
    if period == "weekend":
        if modifier == "same":
            return holding(base, period)
        saturday = base - timedelta((base.weekday() - 5) % 7)
        if step > 0:
            saturday += timedelta(7 * step)
        elif step == 0 and ahead and base.weekday() < 5:
            saturday += timedelta(7)
        elif step < 0:
            saturday += timedelta(7 * (step + (base.weekday() < 5)))
        return When(saturday, saturday + timedelta(1))
    if period == "week":
        return holding(base + timedelta(7 * step), "week")
    if period == "month":
        return _months(base.year, base.month + step, 1)
    if period == "decade":
        return _months(base.year // 10 * 10 + 10 * step, 1, 120)
    return _months(base.year + step, 1, 12)


def named(part: str, word: str, year: int) -> When:
    """The `season`, `quarter` or `half` of a year; winter is that which begins in its December."""
    number = SEASONS.index(word) if part == "season" else int(word) - 1
    length = _MONTHS[part]
    return _months(year, (3 if part == "season" else 1) + number * length, length)


def decade(number: int, base: date | None, *, ahead: bool) -> When | None:
    """Of four digits that decade; of two the last such one that has begun, or with `ahead` the next that is not over."""
    if number < 100:
        if base is None:
            return None
        first = base.year // 100 * 100 + number
        if ahead:
            first += 100 * (first + 9 < base.year)
        else:
            first -= 100 * (first > base.year)
        number = first
    return _months(number, 1, 120)


def nth(within: When, rank: str, unit: str) -> When | None:
    """The first, second … or last weekday, week or weekend in a month or year.

    A week is of the month or year in which its Thursday lies, as ISO 8601 counts weeks; a weekend of that of its Saturday.
    """
    if within.start is None or within.end is None:
        return None
    index = {"week": 3, "weekend": 5}.get(unit)
    index = WEEKDAYS.index(unit) if index is None else index
    if rank == "last":
        day = within.end - timedelta((within.end.weekday() - index) % 7)
    else:
        day = within.start + timedelta((index - within.start.weekday()) % 7 + 7 * (int(rank) - 1))
    if not within.start <= day <= within.end:
        return None
    return holding(day, unit) if unit in ("week", "weekend") else When.day(day)


def portion_of(when: When, portion: str | None, unit: str) -> When:
    """The early, middle or late days of a period; of a unit that nobody divides the whole."""
    start = when.start
    if not portion or start is None or when.end is None:
        return when
    if unit == "week" and portion in _OF_WEEK:
        low, high = _OF_WEEK[portion]
        return When(start + timedelta(low), start + timedelta(high))
    if unit == "month" and portion in _OF_MONTH:
        low, high = _OF_MONTH[portion]
        return When(start.replace(day=low), start.replace(day=min(high, when.end.day)))
    if unit == "year" and portion in _OF_YEAR:
        low, high = _OF_YEAR[portion]
        return _months(start.year, low, high - low + 1)
    if unit == "decade" and portion in _OF_DECADE:
        low, high = _OF_DECADE[portion]
        return When(date(start.year + low, 1, 1), date(start.year + high, 12, 31))
    return when
