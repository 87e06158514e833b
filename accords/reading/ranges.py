"""Two expressions of time beside each other that are one: a weekday and its date, a day and its week, two ends of a range."""

from __future__ import annotations

import re

from accords.reading.reading import Timex
from accords.vocabulary import Span

# Code points between the two; further apart they are not looked at.
_APART = 20
_BETWEEN_WEEKDAY_AND_DATE = re.compile(r",?\s(?:the\s|on\s)?\(?")
_BETWEEN_WEEK_AND_WEEKDAY = re.compile(r"\s(?:(?:on|between|from)\s)?")
_BETWEEN_DATE_AND_YEAR = re.compile(r",?\s(?:of\s)?")
_BETWEEN_LENGTH_AND_DAY = re.compile(r",?\s(?:(?:starting|beginning|commencing|from)\s)(?:(?:from|on)\s)?")
_BETWEEN_WEEK_AND_ITS_DAY = re.compile(r"\s(?:of|beginning|starting|commencing)\s(?:on\s)?")
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through|and)\s")
_DASH = re.compile(r"\s?[-–—]\s?")
_FROM = re.compile(r"\b(?:from|since|in|by|at)\s(?:the\s)?$", re.I)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.I)
# "Moved from 5 May to 7 June": two days, not a range.
_MOVED = re.compile(r"\b(?:mov|postpon|delay|shift|reschedul|chang|push|brought|extend)\w*\b[^.;:!?\n]{0,40}$", re.I)
# What an end of a range is made of, and what makes it no end.
_ENDS = ("day", "month", "year", "weekday")
_NO_END = ("possessive", "count", "rank", "decade", "century", "whole", "for_count", "time")


def joined(text: str, before: Timex, timex: Timex) -> Timex | None:
    """The one day or period that `before` and `timex`, the next one after it, tell together; `None`: they stay two."""
    if not 0 <= timex.span.start - before.span.end <= _APART or before.part("possessive"):
        return None
    both = (_dated_weekday, _of_week_or_year, _measured)
    parts = next((found for of in both if (found := of(text, before, timex))), None)
    return Timex(Span(before.span.start, timex.span.end), parts) if parts else None


def ranged(text: str, before: Timex, timex: Timex) -> Timex | None:
    """The range whose ends `before` and `timex`, the next one after it, are; `None`: they stay two."""
    if not 0 <= timex.span.start - before.span.end <= _APART or before.part("possessive"):
        return None
    parts = _range(text, before, timex)
    return Timex(Span(before.span.start, timex.span.end), parts) if parts else None


_Parts = tuple[tuple[str, str], ...]


def _gap(text: str, before: Timex, timex: Timex, pattern: re.Pattern[str]) -> bool:
    return pattern.fullmatch(text, before.span.end, timex.span.start) is not None


def _has_end(timex: Timex) -> bool:
    return any(name.startswith("end_") for name, _ in timex.parts)


def _dated_weekday(text: str, before: Timex, timex: Timex) -> _Parts | None:
    """ "Monday, August 18", "Monday the 18th", "Monday (18 August)"."""
    if before.part("weekday") is None or before.part("rank") or before.part("day") or _has_end(before):
        return None
    if timex.part("day") is None or timex.part("weekday") or timex.span.start - before.span.end > 6:
        return None
    if not _gap(text, before, timex, _BETWEEN_WEEKDAY_AND_DATE):
        return None
    return tuple(p for p in before.parts if p[0] in ("weekday", "modifier", "time")) + timex.parts


def _of_week_or_year(text: str, before: Timex, timex: Timex) -> _Parts | None:
    """ "Next week on Friday", "last week between Friday and Sunday"; "5 May last year"."""
    relation = ("last", "this", "next")
    if before.part("period") == "week" and before.part("modifier") in relation and not before.part("portion"):
        free = timex.part("weekday") and not any(
            timex.part(p) for p in ("modifier", "week", "day", "rank", "possessive")
        )
        if free and _gap(text, before, timex, _BETWEEN_WEEK_AND_WEEKDAY):
            return (*timex.parts, ("week", before.part("modifier") or ""))
    if timex.part("period") == "year" and timex.part("modifier") in relation and not timex.part("possessive"):
        free = before.part("month") and not any(before.part(p) for p in ("year", "modifier", "rank", "of_year"))
        if free and not timex.part("portion") and _gap(text, before, timex, _BETWEEN_DATE_AND_YEAR):
            return (*before.parts, ("of_year", timex.part("modifier") or ""))
    return None


def _measured(text: str, before: Timex, timex: Timex) -> _Parts | None:
    """ "For three days from Monday"; "the week beginning 4 February"."""
    if _has_end(timex) or timex.part("possessive"):
        return None
    day = timex.part("day") or timex.part("weekday") or timex.part("relative")
    if before.part("for_count") and day and _gap(text, before, timex, _BETWEEN_LENGTH_AND_DAY):
        return timex.parts + before.parts
    dated = timex.part("day") and timex.part("month")
    if (
        before.part("whole")
        and not before.part("day")
        and dated
        and _gap(text, before, timex, _BETWEEN_WEEK_AND_ITS_DAY)
    ):
        return timex.parts + before.parts
    return None


def _range(text: str, before: Timex, timex: Timex) -> _Parts | None:
    """ "From 5 May until 7 June 2024", "between March 2015 and today"."""
    if _has_end(before) or _has_end(timex) or not _is_end(before) or not _is_end(timex):
        return None
    if not _gap(text, before, timex, _TO):
        return None
    start = before.span.start
    lead = text[max(0, start - 14) : start]
    if _MOVED.search(text, max(0, start - 60), start) or _backwards(before, timex):
        return None
    word = text[before.span.end : timex.span.start].strip()
    between = _BETWEEN.search(lead) is not None or text[start : start + 8].lower() == "between "
    if word == "and":
        if not between:
            return None
    elif not between and not _FROM.search(lead):
        # Without "from" only ends of one kind are a range: "5 May to 7 June", "today till tomorrow".
        kinds = [(bool(t.part("day")), bool(t.part("month")), bool(t.part("relative"))) for t in (before, timex)]
        if kinds[0] != kinds[1] or not any(kinds[0]) or (_DASH.fullmatch(word) and not before.part("month")):
            return None
    return before.parts + tuple((f"end_{name}", value) for name, value in timex.parts)


def _is_end(timex: Timex) -> bool:
    if any(timex.part(name) for name in _NO_END) or timex.part("modifier") == "every":
        return False
    return any(timex.part(name) for name in _ENDS) or timex.part("relative") in (
        "now",
        "today",
        "tomorrow",
        "yesterday",
    )


def _backwards(first: Timex, last: Timex) -> bool:
    """True of ends with their years that stand in the wrong order."""
    years = first.part("year"), last.part("year")
    if years[0] is None or years[1] is None or int(years[0]) < int(years[1]):
        return False
    return int(years[0]) > int(years[1]) or int(first.part("month") or 0) > int(last.part("month") or 12)
