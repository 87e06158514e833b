"""Counted time, resolved to days: "two weeks ago", "within a month", "the past three weeks", "two days from tomorrow"."""

from __future__ import annotations

from datetime import date, timedelta

from accords.claims.periods import holding, shifted
from accords.reading.calendar_words import WEEKDAYS
from accords.reading.reading import Timex
from accords.vocabulary import When

# Days from the day of speaking.
DEICTIC = {
    "now": 0,
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}


def counted(timex: Timex, base: date | None, anchor: date | None, *, ahead: bool) -> When | None:
    """The days of a count from `base`, or of "earlier" and "later" from `anchor`; `None` where the number is open.

    "In" and "within two weeks" are terms only of the future (`ahead`): of the past they say how long it took. A count is
    no more exact than its unit: "two years ago" is a year.
    """
    direction = timex.part("direction") or ""
    start = anchor if direction in ("earlier", "later") else base
    count, unit = timex.part("count") or "", timex.part("unit") or ""
    if start is None or not count.isdigit():
        return None
    relative = timex.part("relative")
    if relative:
        start = _days_on(start, DEICTIC[relative])
    counts = [(int(count), unit), *_more(timex)]
    if direction in ("past", "coming", "within"):
        return _length(start, counts, direction, ahead=ahead)
    if direction == "ahead" and not ahead:
        return None  # "he did it in two weeks"
    sign = 1 if direction in ("later", "from", "ahead") else -1
    if unit == "hour":
        # Nobody says at what hour the count begins: "two hours later" is taken for the same day, "ago" stays open.
        return When.day(start) if direction in ("earlier", "later") and int(count) < 12 else None
    day = start
    for number, of in counts:
        day = _weekdays_on(day, of, sign * number) if of in WEEKDAYS else shifted(day, of, sign * number)
    if timex.part("bound"):
        return When(day, None) if sign > 0 else When(None, day)
    if counts[-1][1] == "decade":
        return When(date(day.year, 1, 1), date(day.year, 12, 31))
    return holding(day, counts[-1][1]) if counts[-1][1] in ("month", "year") else When.day(day)


def _more(timex: Timex) -> list[tuple[int, str]]:
    pairs = [words.split(maxsplit=1) for words in (timex.part("more") or "").split(", ") if words]
    return [(int(number), unit) for number, unit in pairs]


def _weekdays_on(day: date, weekday: str, count: int) -> date:
    """ "Two Sundays ago", "two Mondays from now"."""
    apart = (WEEKDAYS.index(weekday) - day.weekday()) % 7
    if count > 0:
        return _days_on(day, (apart or 7) + 7 * (count - 1))
    return _days_on(day, (apart - 7) + 7 * (count + 1))


def _length(start: date, counts: list[tuple[int, str]], direction: str, *, ahead: bool) -> When | None:
    """From or to the day of speaking; the day itself belongs to it, except to "the next three days"."""
    if direction == "within" and not ahead:
        return None  # "they had left within two days"
    far = start
    for number, unit in counts:
        if unit in WEEKDAYS:
            return None
        if unit == "hour":
            far = _days_on(far, (-1 if direction == "past" else 1) * -(-number // 24))
        else:
            far = shifted(far, unit, -number if direction == "past" else number)
    if direction == "past":
        return When(far, start)
    return When(start if direction == "within" else min(_days_on(start, 1), far), far)


def _days_on(day: date, days: int) -> date:
    return day + timedelta(days)
