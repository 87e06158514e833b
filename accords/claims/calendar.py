"""An expression of time, resolved to days by the day of publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal, TypeAlias

from accords.reading.reading import Timex
from accords.reading.timex import WEEKDAYS
from accords.vocabulary import When

Tense: TypeAlias = Literal["past", "future"]

_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_ANAPHORIC = {"same day": 0, "day before": -1, "day after": 1}
# 29 February comes back after at most eight years (1896 to 1904).
_YEARS_BETWEEN_LEAPS = 8


def counts_from_a_named_day(timex: Timex) -> bool:
    """True of "the day before", "two days later": words that count from a day told before."""
    return timex.part("relative") in _ANAPHORIC or timex.part("direction") in ("earlier", "later")


def resolve(timex: Timex, *, published: date | None, tense: Tense = "past", anchor: date | None = None) -> When | None:
    """The days that the words mean, or `None` where they stay open.

    `anchor` is the day from which relative words count: of a quotation the day it was said, of "two days later" the day
    told before. Without it, words of speaking ("today", "last week", "Friday") count from `published`; words that count
    from a day told before stay open. A weekday is the nearest one on or before that day, of the future on or after it;
    weeks begin on Monday. `words` of the result is `None`: the text is not at hand here.
    """
    base = anchor or published
    try:
        if timex.part("weekday") and not timex.part("day"):
            return _weekday(timex, base, tense)
        if timex.part("day") or timex.part("month"):
            return _of_month(timex, base, tense)
        if timex.part("relative"):
            return _relative(timex, base, anchor)
        if timex.part("count"):
            return _counted(timex, base, anchor)
        if timex.part("period"):
            return _period(timex, base, tense)
        year = timex.part("year")
        return When(date(int(year), 1, 1), date(int(year), 12, 31)) if year else None
    except (ValueError, OverflowError):  # 30 February, or a day outside the calendar
        return None


def _days(base: date, days: int) -> date:
    return base + timedelta(days)


def _weekday(timex: Timex, base: date | None, tense: Tense) -> When | None:
    modifier = timex.part("modifier")
    if base is None or modifier == "every":
        return None
    index = WEEKDAYS.index(timex.part("weekday") or "")
    week = timex.part("week")
    if week:
        monday = _days(base, -base.weekday() + {"last": -7, "this": 0, "next": 7}[week])
        start = _days(monday, index)
    else:
        back, forth = (base.weekday() - index) % 7, (index - base.weekday()) % 7
        if modifier == "last":
            start = _days(base, -(back or 7))
        elif modifier == "next":
            start = _days(base, forth or 7)
        else:
            start = _days(base, -back if tense == "past" else forth)
    end_name = timex.part("end_weekday")
    if end_name is None:
        return When.day(start)
    span = (WEEKDAYS.index(end_name) - index) % 7
    if tense == "past" and not modifier and not week and _days(start, span) > base:
        start = _days(start, -7)
    return When(start, _days(start, span))


def _of_month(timex: Timex, base: date | None, tense: Tense) -> When | None:
    year, month, day = (_number(timex, name) for name in ("year", "month", "day"))
    if month is None:
        return _day_of_month(timex, base, tense, day or 0)
    if year is None:
        if base is None:
            return None
        year = _year(timex, base, tense, month, day)
        if year is None:
            return None
    if day is None:
        return _month(year, month)
    start = date(year, month, day)
    end_day = _number(timex, "end_day")
    if end_day is None:
        return When.day(start)
    end_month = _number(timex, "end_month") or month
    end = date(_number(timex, "end_year") or year + (end_month < month), end_month, end_day)
    return When(start, end) if start <= end else None


def _number(timex: Timex, name: str) -> int | None:
    value = timex.part(name)
    return int(value) if value else None


def _month(year: int, month: int) -> When:
    return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _year(timex: Timex, base: date, tense: Tense, month: int, day: int | None) -> int | None:
    """The year nearest to `base` in which the month and day lie on the side of `tense`; the day itself is on both."""
    modifier = timex.part("modifier")
    if modifier == "this":
        return base.year
    step = 1 if tense == "future" or modifier == "next" else -1
    for year in range(base.year - step, base.year + step * _YEARS_BETWEEN_LEAPS + step, step):
        try:
            start = date(year, month, day or 1)
        except ValueError:
            continue
        if day is None:
            apart = (year - base.year) * 12 + month - base.month
            if step < 0 and (apart < 0 or (apart == 0 and modifier != "last")):
                return year
            if step > 0 and (apart > 0 or (apart == 0 and modifier != "next")):
                return year
        elif (start <= base) if step < 0 else (start >= base):
            return year
    return None


def _day_of_month(timex: Timex, base: date | None, tense: Tense, day: int) -> When | None:
    """ "The 15th": of this month or the one beside it."""
    if base is None:
        return None
    if timex.part("modifier") == "last":
        before = _days(base.replace(day=1), -1)
        return When.day(before.replace(day=day))
    step = 1 if tense == "future" else -1
    months = base.year * 12 + base.month - 1
    for number in (months, months + step):
        try:
            start = date(number // 12, number % 12 + 1, day)
        except ValueError:
            continue
        if (start <= base) if step < 0 else (start >= base):
            return When.day(start)
    return None


def _relative(timex: Timex, base: date | None, anchor: date | None) -> When | None:
    word = timex.part("relative") or ""
    if word in _DEICTIC:
        return When.day(_days(base, _DEICTIC[word])) if base else None
    return When.day(_days(anchor, _ANAPHORIC[word])) if anchor else None


def _counted(timex: Timex, base: date | None, anchor: date | None) -> When | None:
    count, unit, direction = timex.part("count"), timex.part("unit"), timex.part("direction")
    start = base if direction == "ago" else anchor
    if start is None or count is None or not count.isdigit():
        return None
    number = int(count) if direction == "later" else -int(count)
    if unit == "hour":
        # Nobody says at what hour the count begins: "two hours later" is taken for the same day, "ago" stays open.
        return When.day(start) if direction != "ago" and int(count) < 12 else None
    if unit in ("day", "week"):
        return When.day(_days(start, number * (7 if unit == "week" else 1)))
    months = start.year * 12 + start.month - 1 + number * (12 if unit == "year" else 1)
    if unit == "year":
        return When(date(months // 12, 1, 1), date(months // 12, 12, 31))
    return _month(months // 12, months % 12 + 1)


def _period(timex: Timex, base: date | None, tense: Tense) -> When | None:
    if base is None:
        return None
    period, modifier = timex.part("period"), timex.part("modifier")
    step = {"last": -1, "next": 1}.get(modifier or "", 0)
    if period == "weekend":
        saturday = _days(base, -((base.weekday() - 5) % 7))
        if step == 1 or (step == 0 and tense == "future" and base.weekday() < 5):
            saturday = _days(saturday, 7)
        elif step == -1 and base.weekday() >= 5:
            saturday = _days(saturday, -7)
        return When(saturday, _days(saturday, 1))
    if period == "week":
        monday = _days(base, -base.weekday() + 7 * step)
        whole = When(monday, _days(monday, 6))
    elif period == "month":
        months = base.year * 12 + base.month - 1 + step
        whole = _month(months // 12, months % 12 + 1)
    else:
        whole = When(date(base.year + step, 1, 1), date(base.year + step, 12, 31))
    if modifier == "earlier":
        return When(whole.start, base)
    if modifier == "later":
        return When(base, whole.end)
    return whole
