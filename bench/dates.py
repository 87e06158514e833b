"""How many dates of the Recognizers specification accords resolves as it expects: `python bench/dates.py SHARED`.

SHARED holds `corpora/recognizers-datetime/`: sentences to an assistant with a day of reference, an expression of date or period,
and the days it means, looked at from before (`FutureResolution`) and from after (`PastResolution`).

Each case is of the first kind of `KINDS` whose pattern its expression has. A kind with a reason is left out: news does not write so.
Nothing is left out for being read wrongly; what no pattern takes is counted as "other". How the others are judged:

- Names of months and weekdays get their capitals first, as news prints them.
- The day of reference is the day of publication, and for words that count from a day told before ("the next day") that day too.
- The expression must be found at its place; a preposition or article before it may belong to it or not.
- The tense of the sentence is not measured here: what our reader says in either tense may meet either of the two resolutions.
  They differ only where the words are open between the two ("on Friday").
- The specification ends a period with the first day after it, and so do we compare; where both ends are named ("from 4 to 22 May")
  its end is the day named. The day of reference as an end may be counted or not ("the past three weeks").
- Two ends in months or years ("from 2014 to 2018"): it gives the first day of the last one, our reader the last; we compare the first.
- "Two years ago": it gives a day, our reader the year, as words are no more exact than their unit; the day must lie in it.
- Of seasons it gives no days: season and year must be those of its code.
- Where it expects no day ("February 30") the reader must find none.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from accords.claims.calendar import resolve
from accords.reading.timex import times
from accords.vocabulary import When

Json = dict[str, Any]
FILES = ("DateParser.json", "DatePeriodParser.json")
NO_DAY = "0001-01-01"

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT_DAY = r"(?:mon|tues?|wed|thur?s?|fri|sat|sun)"
_RANK = r"(?:first|second|third|fourth|fifth|last)"
_NTH = r"(?:first|second|third|fourth|fifth)"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|few|couple|several)"
_UNIT = r"(?:(?:business )?day|week|month|year|decade|weekend)s?"
_NEAR = r"(?:now|today|yesterday|tomorrow)"

# (kind, pattern, why it is left out); the first that is found counts.
KINDS: tuple[tuple[str, str, str | None], ...] = (
    ("day and month in numbers without a year, or with two digits of it", r"^(?:from )?\d\d?[./-]\d\d?(?:[,./-]\d\d)?(?: to .*)?$", "office shorthand, in either order"),
    ("numbers with a comma before the year", r"^\d\d?/\d\d?,\d{4}$", "no written form of English news"),
    ("month and year in numbers alone", r"^(?:\d{4} ?[./-] ?\d\d?|\d\d? ?[./-] ?\d{4})$", "file names and forms"),
    ("month joined to its day", rf"[a-z]{{3}}[-/.]?\d|\d[-/](?:{_MONTH})|^\d+\. |[a-z]{{6,}}\. \d", "chat and machine shorthand, or a misprint"),
    ("year before its month or quarter", rf"\d{{4}} ?,? ?(?:{_MONTH}|the|[qh]\d)", "no written form of English news"),
    ("year of two or three digits", rf"\byear (?:\d{{1,3}}$|\w+ hundred)|{_MONTH} [4-9]\d$", "news writes all four"),
    ("year spelled out", r"thousand|hundred|nineteen (?!\w+ties$)", "dictation: news writes figures"),
    ("cardinal for a day of the month", r"(?:twenty|thirty)(?: (?:one|two))?(?! \w+(?:st|nd|th|d)\b)(?!-)\b|fifteen$|^(?:the )?\d\d?$", "dictation and chat: news writes 22 January or the 27th"),
    ("words of one's own calendar", r"\b(?:my|tmrw|w/c)\b", "chat language"),
    ("words that tell no day of a report", r"^(?:the |this |past )?(?:last )?day$|^the week$", "in a report the last day is that of what it tells"),
    ("nth weekday of no month", rf"^{_NTH} {_WEEKDAY}$", "of an event or a season, where news writes it at all"),
    ("numbered week", r"\bweek \d", "office calendars"),
    ("words left out or in disorder", rf"^rest (?:the|this|of week)|\d(?:day|week|month|year)| , |^two {_WEEKDAY} |two and half|^from last {_WEEKDAY} {_MONTH}|^{_MONTH} between|^from \d\d? to {_MONTH} \d|^weekend$", "misspelt or no English"),
    ("hence, in the future", r" hence$| in the future$", "not written of dates in news; and a point is taken for a length"),
    # Counted kinds from here on.
    ("the week of a day", r"week (?:of|commencing|starting|beginning)\b(?! (?:this|next|the month|\d{4}|july|oct|tomorrow))", None),
    ("length from a day", rf"^for |{_UNIT} starting", None),
    ("nth week of a month or year", rf"{_RANK} week (?:of|in|this|next)", None),
    ("nth weekday of a month", rf"{_RANK} {_WEEKDAY} (?:of|in)", None),
    ("quarter or half of a year", r"quarter|\b[qh][1-4]\b", None),
    ("season", r"spring|summer|autumn|winter", None),
    ("century", r"century", None),
    ("decade", r"decade|\d0'?s|ties$|tens$", None),
    ("weekday of last, this or next week", rf"week .*{_WEEKDAY}|{_WEEKDAY} (?:of )?next week|week from", None),
    ("counted from now, today, yesterday, tomorrow", rf"{_COUNT} (?:{_UNIT}|{_WEEKDAY}s) (?:from|after|before) {_NEAR}$", None),
    ("day in numbers with year", r"^\d+[-/.]\d+[-/.]\d+$", None),
    ("range between two ends", r"\b(?:from|between|until|till|through|to)\b|\d-\d+$|^[a-z]+ \d.* - \d", None),
    ("counted ago or later", r"(?: ago| later)$", None),
    ("within or in so long", r"^(?:within|in) ", None),
    ("length up to or from now", rf"^(?:the )?(?:next|past|last|previous) {_COUNT} {_UNIT}$", None),
    ("rest of a period", r"^rest of", None),
    ("earlier or later in a period", r"^(?:earlier|later)\b", None),
    ("early, middle or end of a period", r"^(?:early|late|mid|beginning|start|middle|end)\b", None),
    ("weekend", r"weekend", None),
    ("last, this, next week, month, year", r"^(?:last|this|next|same|coming|current|upcoming) (?:week|month|year)$|after (?:the )?next$", None),
    ("yesterday, today, tomorrow, the next day", r"today|yesterday|tomorrow|next day$", None),
    ("weekday and day", rf"^{_WEEKDAY} the ", None),
    ("day of this, last or next month", r"of (?:this|next|last) month$", None),
    ("weekday", rf"{_WEEKDAY}$", None),
    ("day with month and year", rf"^(?:.*\b[1-3]?\d(?:st|nd|rd|th)?,? .*\d{{4}}|.*{_RANK} of \w+ \d{{4}})$", None),
    ("day with month", rf"{_MONTH} (?:\d|[\w-]*(?:first|second|third|th)\b)|(?:\d\w*|{_NTH}) (?:of )?{_MONTH}$", None),
    ("month with or without year", rf"^(?:last |this |next )?{_MONTH}", None),
    ("year", r"^\d{4}$", None),
    ("day of the month", r"^the (?:\d\d?(?:st|nd|rd|th)|[\w-]*(?: ?first|second|third|th))$|^the twenty \w+$", None),
)  # fmt: skip
# Kinds whose ends are both named, so that the expected end is the last day itself.
_CLOSED = frozenset(
    {
        "range between two ends",
        "within or in so long",
        "rest of a period",
        "counted from now, today, yesterday, tomorrow",
        "weekday of last, this or next week",
    }
)
_NONE_EXPECTED = (
    "no date or period",
    "the specification expects nothing here, or the same words elsewhere as the other kind",
)

_PATTERNS = tuple((name, re.compile(pattern), reason) for name, pattern, reason in KINDS)
_NAMES = re.compile(rf"\b(?:{_MONTH}|{_SHORT_DAY}|{_WEEKDAY}s?)(?!\w)", re.I)
_LEAD = re.compile(r"(?:(?:on|in|at|from|for|of|the|between|by|during|over|since|until)\s+)*", re.I)
_SEASON = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


@dataclass(frozen=True, slots=True)
class Case:
    """One expression at `[start, end)` of `text`, and the days expected of it: (first, end or `None`) in either view."""

    text: str
    start: int
    end: int
    code: str
    reference: date | None
    expected: tuple[Json, Json]
    kind: str


def kind_of(words: str) -> tuple[str, str | None]:
    """The kind of an expression, and why it is left out, or `None`."""
    words = " ".join(words.lower().split())
    return next(((name, why) for name, pattern, why in _PATTERNS if pattern.search(words)), ("other", None))


def in_print(text: str) -> str:
    """The text with the capitals of months and weekdays; "may" and "march" only beside a number."""

    def capital(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() in ("may", "march", "mar", "sat", "sun") and not re.match(
            r"\s\d|\stwenty", text[match.end() :]
        ):
            return word
        return word[0].upper() + word[1:]

    return _NAMES.sub(capital, text)


def cases(folder: Path) -> Iterator[Case | None]:
    """The cases of both files, in their order; `None` where nothing is expected."""
    for name in FILES:
        for row in json.loads((folder / name).read_text("utf-8-sig")):
            moment = row.get("Context", {}).get("ReferenceDateTime")
            reference = date.fromisoformat(moment[:10]) if moment else None
            if not row["Results"]:
                yield None
            for result in row["Results"]:
                value, start = result["Value"], result["Start"]
                end = start + result["Length"]
                kind, _ = kind_of(result["Text"])
                views = value["FutureResolution"], value["PastResolution"]
                yield Case(in_print(row["Input"]), start, end, value["Timex"], reference, views, kind)


def found_at(case: Case) -> list[Any]:
    """The expressions found at the place of the case, but for what governs it."""
    low = case.start
    while (lead := _LEAD.match(case.text, low, case.end)) and lead.end() > low:
        low = lead.end()
    high = case.start
    before = re.search(r"(?:\b(?:on|in|at|from|for|of|the|between|by|during)\s+)+$", case.text[: case.start], re.I)
    if before:
        high = before.start()

    def ends(end: int) -> bool:  # the point of "Aug." may belong to it
        return end == case.end or case.text[case.end : end] == "."

    return [t for t in times(case.text) if high <= t.span.start <= low and ends(t.span.end)]


def is_met(case: Case, when: When | None, *, parts: dict[str, str]) -> bool:
    """True where the days are those that the case expects in one of its two views."""
    if "season" in parts:
        year, _, season = case.code.rpartition("-")
        named = not year or (when is not None and when.start is not None and str(when.start.year) == year)
        return _SEASON[season] == parts["season"] and named
    return any(_meets(case, when, view) for view in case.expected)


def _meets(case: Case, when: When | None, view: Json) -> bool:
    day = view.get("date")
    if day is not None:
        if day == NO_DAY or not _is_day(day):
            return when is None
        if when is None or when.start is None or when.end is None:
            return False
        expected = date.fromisoformat(day)
        if case.kind == "counted ago or later" and when.start != when.end:
            unit = (when.end - when.start).days + 1
            return unit <= 366 and when.start <= expected <= when.end
        return when.start == when.end == expected
    if when is None:
        return False
    first, last = (date.fromisoformat(view[name]) if name in view else None for name in ("startDate", "endDate"))
    if first != when.start:
        return False
    if last is None or when.end is None:
        return last is None and when.end is None
    ends = {last} if case.kind in _CLOSED else {last - timedelta(1)}
    if last == case.reference:
        ends |= {last, last - timedelta(1)}
    if case.kind == "range between two ends" and last.day == 1:
        ends |= _last_days_from(last, case.text[case.start : case.end])
    return when.end in ends


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _last_days_from(first: date, words: str) -> set[date]:
    """The last day of the month or year that the words name as the far end and that begins on `first`."""
    ending = words.lower().strip()
    if re.search(rf"{_MONTH}(?: of)?,? ?\d{{4}}$", ending) or re.search(rf"\d{{4}} {_MONTH}$", ending):
        if re.search(r"\b\d{1,2}(?:st|nd|rd|th)?,? \d{4}$", ending):
            return set()
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return {following - timedelta(1)}
    return {date(first.year, 12, 31)} if re.search(r"\d{4}$", ending) and first.month == 1 else set()


def judged(case: Case) -> bool:
    """True where the case is found and resolved as expected, in either tense."""
    none = all(
        view.get("date") is not None and (view["date"] == NO_DAY or not _is_day(view["date"])) for view in case.expected
    )
    found = found_at(case)
    if not found:
        return none
    for timex in found:
        for tense in ("past", "future"):
            anchor = case.reference if resolve(timex, published=case.reference, tense=tense) is None else None
            when = resolve(timex, published=case.reference, tense=tense, anchor=anchor)
            if is_met(case, when, parts=dict(timex.parts)):
                return True
    return False


def dates(shared: Path) -> Json:
    """Cases, those resolved as expected and the share in percent, in all and by kind; and what is left out, with its reason."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    reasons = {name: why for name, _, why in KINDS if why} | dict([_NONE_EXPECTED])
    for case in cases(shared / "corpora/recognizers-datetime"):
        kind = case.kind if case else _NONE_EXPECTED[0]
        if kind in reasons:
            left_out[kind] += 1
        elif case:
            total[kind] += 1
            right[kind] += judged(case)

    def share(cases: int, met: int) -> Json:
        return {"cases": cases, "resolved": met, "share": round(100 * met / cases, 1) if cases else None}

    return {
        **share(total.total(), right.total()),
        "kinds": {kind: share(count, right[kind]) for kind, count in sorted(total.items())},
        "left_out": {
            "cases": left_out.total(),
            "kinds": {kind: {"cases": count, "why": reasons[kind]} for kind, count in sorted(left_out.items())},
        },
    }


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("bench/dates.py: found no folder of gold data; say `python bench/dates.py SHARED`")
    print(json.dumps(dates(Path(sys.argv[1])), indent=1))


if __name__ == "__main__":
    main()
