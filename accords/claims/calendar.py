"""An expression of time, resolved to days by the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeAlias

from accords.claims.counts import DEICTIC, counted
from accords.claims.periods import decade, holding, month_of, named, nth, portion_of, relative_period, shifted
from accords.reading.calendar_words import WEEKDAYS
from accords.reading.reading import Timex
from accords.vocabulary import When

Tense: TypeAlias = Literal["past", "future"]

_ANAPHORIC = {"same day": 0, "day before": -1, "day after": 1}
_RELATION = {"last": -1, "next": 1}
# 29 February comes back after at most eight years (1896 to 1904).
_YEARS_BETWEEN_LEAPS = 8
# A weekday and a day of the month come together again within so many months.
_MONTHS_BETWEEN_MATCHES = 14


def counts_from_a_named_day(timex: Timex) -> bool:
    """True of "the day before", "two days later", "the same week": words that count from a day told before."""
    return (
        timex.part("relative") in _ANAPHORIC
        or timex.part("direction") in ("earlier", "later")
        or timex.part("modifier") == "same"
    )


def is_an_age(timex: Timex) -> bool:
    """True of words that say how long or in what age, not when: "the past three weeks", "the 1990s", "that year"."""
    return (
        timex.part("direction") == "past"
        or timex.part("modifier") in ("same", "every")
        or timex.part("period") == "decade"
        or any(timex.part(name) for name in ("decade", "century"))
    )


def tells_no_day(timex: Timex) -> bool:
    """True of what dates no saying: ages, terms ("within a month", "by the end of the week") and what is to come."""
    return (
        is_an_age(timex)
        or timex.part("direction") in ("coming", "within", "ahead", "from", "before")
        or timex.part("modifier") == "after next"
        or timex.part("for_count") is not None
        or (timex.part("period") is not None and timex.part("portion") in ("end", "rest"))
    )


def resolve(timex: Timex, *, published: date | None, tense: Tense = "past", anchor: date | None = None) -> When | None:
    """The days that the words mean, or `None` where they stay open.

    `anchor` is the day from which relative words count: of a quotation the day it was said, of "two days later" the day
    told before. Without it, words of speaking ("today", "last week", "Friday") count from `published`; words that count
    from a day told before stay open. A weekday is the nearest one on or before that day, of the future on or after it;
    weeks begin on Monday. `words` of the result is `None`: the text is not at hand here.
    """
    base = anchor or published
    try:
        if timex.part("for_count"):
            return _from_a_day(timex, base, tense)
        if _has_other_end(timex):
            return _range(timex, base, tense)
        return _resolved(timex, base, tense, anchor)
    except (ValueError, OverflowError):  # 30 February, or a day outside the calendar
        return None


def _resolved(timex: Timex, base: date | None, tense: Tense, anchor: date | None) -> When | None:
    if timex.part("whole"):
        day = _of_month(timex, base, tense)
        return holding(day.start, timex.part("whole") or "") if day and day.start else None
    if timex.part("rank"):
        return _ranked(timex, base, tense)
    if timex.part("weekday") and not timex.part("day"):
        return _weekday(timex, base, tense)
    if timex.part("day") or timex.part("month"):
        return _of_month(timex, base, tense)
    if timex.part("count"):
        return counted(timex, base, anchor, ahead=tense == "future")
    if timex.part("relative"):
        return _relative(timex, base, anchor)
    if timex.part("period"):
        return _period(timex, anchor if timex.part("modifier") == "same" else base, tense)
    if timex.part("decade"):
        return _decade(timex, base, tense)
    if timex.part("century"):
        last = 100 * int(timex.part("century") or "")
        return When(date(max(1, last - 100), 1, 1), date(last - 1, 12, 31))
    return _of_year(timex, base, tense)


def _days(base: date, days: int) -> date:
    return base + timedelta(days)


def _number(timex: Timex, name: str) -> int | None:
    value = timex.part(name)
    return int(value) if value else None


# Weekdays and days of a month -------------------------------------------------------------------------------------------


def _weekday(timex: Timex, base: date | None, tense: Tense) -> When | None:
    modifier = timex.part("modifier")
    if base is None or modifier == "every":
        return None
    index = WEEKDAYS.index(timex.part("weekday") or "")
    week = timex.part("week")
    if week:
        monday = _days(base, -base.weekday() + 7 * _RELATION.get(week, 0))
        start = _days(monday, index)
    else:
        back, forth = (base.weekday() - index) % 7, (index - base.weekday()) % 7
        before, after = _days(base, -back), _days(base, forth)
        nearest = before if tense == "past" else after
        start = {"last": _days(base, -(back or 7)), "next": _days(base, forth or 7)}.get(modifier or "", nearest)
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
        return portion_of(month_of(year, month), timex.part("portion"), "month")
    end_day, end_month = _number(timex, "end_day"), _number(timex, "end_month") or month
    if end_day is None:
        return When.day(date(year, month, day))
    # "From 20 December to 5 January 2020": a year that is named stands with the far end.
    start = date(year - (end_month < month and timex.part("year") is not None), month, day)
    end = date(start.year + (end_month < month), end_month, end_day)
    return When(start, end) if start <= end else None


def _year(timex: Timex, base: date, tense: Tense, month: int, day: int | None) -> int | None:
    """The year nearest to `base` in which the month and day lie on the side of `tense`; the day itself is on both."""
    of_year = timex.part("of_year")
    if of_year:
        return base.year + _RELATION.get(of_year, 0)
    modifier = timex.part("modifier") if not timex.part("weekday") else None
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
    """ "The 15th": of this month or the one beside it; "Friday the 15th": of the nearest month in which it is one."""
    if base is None:
        return None
    months = base.year * 12 + base.month - 1
    of_month = timex.part("of_month")
    if of_month:
        number = months + _RELATION.get(of_month, 0)
        end = _number(timex, "end_day") or day
        first = date(number // 12, number % 12 + 1, day)
        return When(first, first.replace(day=end)) if day <= end else None
    weekday = timex.part("weekday")
    step = 1 if tense == "future" else -1
    near = (months, months + step) if weekday is None else _outwards(months, step)
    for number in near:
        try:
            start = date(number // 12, number % 12 + 1, day)
        except ValueError:
            continue
        if weekday is not None:
            if WEEKDAYS[start.weekday()] == weekday:
                return When.day(start)
        elif (start <= base) if step < 0 else (start >= base):
            return When.day(start)
    return None


def _outwards(month: int, step: int) -> list[int]:
    """The months around one, the nearest first, those on the side of `step` before those on the other."""
    return [month] + [month + sign * n for n in range(1, _MONTHS_BETWEEN_MATCHES) for sign in (step, -step)]


def _ranked(timex: Timex, base: date | None, tense: Tense) -> When | None:
    """ "The first Friday of July", "the last week of 2015"."""
    whole = Timex(timex.span, tuple(p for p in timex.parts if not p[0].startswith("rank")))
    rank, unit = timex.part("rank") or "", timex.part("rank_of") or ""
    month = _number(whole, "month")
    if month is None or whole.part("year") or base is None:
        within = _resolved(whole, base, tense, None)
        return nth(within, rank, unit) if within else None
    order = (base.year, base.year - 1) if tense == "past" else (base.year, base.year + 1)
    for year in order:
        found = nth(month_of(year, month), rank, unit)
        if found and found.start and ((found.start <= base) if tense == "past" else (found.start >= base)):
            return found
    return None


# Words of speaking, and lengths from a day --------------------------------------------------------------------------------


def _relative(timex: Timex, base: date | None, anchor: date | None) -> When | None:
    word = timex.part("relative") or ""
    if word in DEICTIC:
        return When.day(_days(base, DEICTIC[word])) if base else None
    return When.day(_days(anchor, _ANAPHORIC[word])) if anchor else None


def _from_a_day(timex: Timex, base: date | None, tense: Tense) -> When | None:
    """ "For three days from Monday": the third day after it is the end of the third."""
    first = Timex(timex.span, tuple(p for p in timex.parts if not p[0].startswith("for_")))
    start = _resolved(first, base, tense, None)
    count, unit = timex.part("for_count") or "", timex.part("for_unit") or ""
    if start is None or start.start is None or not count.isdigit() or unit in WEEKDAYS:
        return None
    days = -(-int(count) // 24) if unit == "hour" else int(count)
    return When(start.start, _days(shifted(start.start, "day" if unit == "hour" else unit, days), -1))


# Periods ----------------------------------------------------------------------------------------------------------------


def _period(timex: Timex, base: date | None, tense: Tense) -> When | None:
    if base is None:
        return None
    period, modifier, portion = (timex.part(name) or "" for name in ("period", "modifier", "portion"))
    whole = relative_period(period, modifier, base, ahead=tense == "future")
    if modifier == "earlier":
        return When(whole.start, base)
    if modifier == "later" or portion == "rest":
        return When(base, whole.end)
    return portion_of(whole, portion, period)


def _decade(timex: Timex, base: date | None, tense: Tense) -> When | None:
    number = _number(timex, "decade") or 0
    whole = decade(number, base, ahead=tense == "future")
    return portion_of(whole, timex.part("portion"), "decade") if whole else None


def _of_year(timex: Timex, base: date | None, tense: Tense) -> When | None:
    """A year, or a season, quarter or half of one; without its year the nearest one of the tense."""
    year = _number(timex, "year")
    part = next((name for name in ("season", "quarter", "half") if timex.part(name)), None)
    if part is None:
        whole = When(date(year, 1, 1), date(year, 12, 31)) if year else None
        return portion_of(whole, timex.part("portion"), "year") if whole else None
    word = timex.part(part) or ""
    if year is None:
        of_year, modifier = timex.part("of_year"), timex.part("modifier")
        if base is None:
            return None
        if of_year or modifier == "this":
            year = base.year + _RELATION.get(of_year or "", 0)
        else:
            ahead = modifier == "next" or (modifier != "last" and tense == "future")
            order = range(base.year - 1, base.year + 3) if ahead else range(base.year + 1, base.year - 3, -1)
            year = next(y for y in order if _lies(named(part, word, y), base, modifier, ahead=ahead))
    return portion_of(named(part, word, year), timex.part("portion"), part)


def _lies(when: When, base: date, modifier: str | None, *, ahead: bool) -> bool:
    """True on the right side of `base`; a season that is under way is neither the last nor the next one."""
    if when.start is None or when.end is None:
        return False
    if ahead:
        return when.start > base if modifier == "next" else when.end >= base
    return when.end < base if modifier == "last" else when.start <= base


# Ranges -----------------------------------------------------------------------------------------------------------------


def _has_other_end(timex: Timex) -> bool:
    """True of a range whose far end says more than the weekday, day or day and month of one and the same phrase."""
    ends = {name.removeprefix("end_") for name, _ in timex.parts if name.startswith("end_")}
    if not ends:
        return False
    if ends == {"weekday"} and timex.part("weekday"):
        return timex.part("day") is not None
    return not (ends <= {"month", "day"} and timex.part("day") and (timex.part("month") or timex.part("of_month")))


def _range(timex: Timex, base: date | None, tense: Tense) -> When | None:
    """From the first day of the near end to the last of the far one; what one lacks of a year it has from the other."""
    first = Timex(timex.span, tuple(p for p in timex.parts if not p[0].startswith("end_")))
    last = Timex(
        timex.span,
        tuple((name.removeprefix("end_"), value) for name, value in timex.parts if name.startswith("end_")),
    )
    if _stands_alone(last):
        end = _resolved(last, base, tense, None)
        # "Between 5 May and June 2019": 5 May is the one before.
        from_end = end.start if end and first.part("month") and not first.part("year") else None
        start = _resolved(first, from_end or base, "past" if from_end else tense, None)
    else:
        start = _resolved(first, base, tense, None)
        end = _resolved(last, start.start if start else None, "future", None)
    if start is None or end is None or start.start is None or end.end is None or start.start > end.end:
        return None
    return When(start.start, end.end)


def _stands_alone(timex: Timex) -> bool:
    """True of an end that is fixed by itself, not by the end before it."""
    return any(timex.part(name) for name in ("year", "of_year", "relative", "modifier", "week", "period", "of_month"))
