"""Expressions of time, found as spans with their parts and left unresolved.

The parts of a `Timex`, all in lower case and each there only where the words give it:

| part | value |
| --- | --- |
| `year` `month` `day` | numbers without leading zeros ("2025", "8", "17") |
| `of_month` `of_year` | last, this, next: the month of a `day`, the year of a month, season or quarter, told by its relation |
| `weekday` | monday .. sunday |
| `modifier` | of a weekday, month or period: last, this, next, every, early, late, earlier, later, same, after next, |
|            | before last |
| `portion` | of a month or period: early, middle, late, beginning, end, rest |
| `week` | last, this, next: the week that a weekday is said to be of ("Monday last week") |
| `time` | morning, afternoon, evening, night |
| `relative` | from the day of speaking: now, today, yesterday, tomorrow, day before yesterday, day after tomorrow; |
|            | from a day named before: day before, day after, same day |
| `count` | a number, or "?" for "several" |
| `unit` | hour, day, working day, week, fortnight, month, year, decade, or a weekday ("two Sundays ago") |
| `more` | further counts and units: "1 month, 21 day" |
| `direction` | ago, earlier, later, ahead ("in two weeks"); from, before (of `relative`); within; |
|             | of a length that ends or begins at the day of speaking: past, coming |
| `bound` | more, where the words only say on which side ("more than two days from now") |
| `period` | week, weekend, month, year, decade ("last week", "at the weekend") |
| `season` `quarter` `half` `decade` `century` | spring .. winter, 1 .. 4, 1 or 2, "1990" ("90" without its century), "20" |
| `rank` `rank_of` | "2" and a weekday, week or weekend: the second Friday of the month that other parts tell; or last |
| `whole` | week, weekend, month: the one in which the day lies ("the week of 18 August") |
| `for_count` `for_unit` | how long from the day on ("for three days from Monday") |
| `end_…` | the same parts of the far end of a range ("17-18 August"); only month and day: of the same year |
| `possessive` | yes, where the words end in 's ("Friday's") |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from accords.reading.calendar_words import MONTHS, WEEKDAY, WEEKDAYS
from accords.reading.days import DAY_READERS, DAYS
from accords.reading.periods import PERIOD_READERS, PERIODS, WEAK
from accords.reading.ranges import joined, ranged
from accords.reading.reading import Timex
from accords.vocabulary import Span

__all__ = ["MONTHS", "WEEKDAYS", "times"]

# The words that an expression can begin with, months and digits beside them: a cheap look before the costly pattern.
_FIRST = (
    r"[Aa]n?\b|[Aa]nd\b|[Aa]fter\b|[Aa]round\b|[Aa]t\b|[Aa]utumn|[Bb]e(?:fore|tween|ginning)\b|[Bb]y\b|[Cc]o(?:ming|uple)\b|[Cc]urrent\b|[Dd]uring\b"
    r"|[Ee](?:arl|ach\b|very\b|nd\b|ight|leven)|[Ff](?:ew\b|inal\b|irst\b|ollowing\b|or\b|rom\b|all\b|ou?r|i[fv]|riday)|[Ii]n\b|[Ll]a(?:st|ter?)\b|[Ll]ess\b"
    r"|[Mm](?:ore|iddle|onday|onth|id)|[Nn](?:ext|ow|ine|int)|[Oo](?:f|n|ne|ver)\b|[Pp](?:ast|revious)\b|[Rr]est\b|[Ss](?:ame\b|eve|ixt?|ince\b|ome\b|pring|ummer|tart\b|econd|aturday|unday)"
    r"|[Tt](?:h|ill\b|o|e?n|uesday|w)|[Uu](?:ntil|pcoming)\b|[Ww](?:i|e)|[Yy]esterday|(?:Ma|Ap|Au|Oc|De|Ja|Fe|Ju|No|Se|[QH])|[A-Z][A-Z]"
)
_TIME = re.compile(rf"(?<![\w/$£€])(?<!\d[.,])(?=[0-9]|{_FIRST})(?:{DAYS}|{PERIODS})", re.VERBOSE)
_READERS = {**DAY_READERS, **PERIOD_READERS}
# Every expression has one of these or a digit; the costly pattern is tried only around them.
_SIGNS = (
    "day DAY week Week month Month year Year hour Hour minute Minute decade Decade centur Centur quarter Quarter night Night "
    "morning Morning evening Evening afternoon Afternoon tomorrow Tomorrow TOMORROW Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov "
    "Dec JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC spring summer autumn winter fall Spring Summer Autumn Winter ties "
    "twent thirt tens teenth tieth tenth eleventh twelfth"
)


def _by_first_letter(words: list[str]) -> str:
    """A pattern of the words that looks at each letter of a text but once."""
    letters = sorted({word[0] for word in words})
    return "|".join(f"{letter}(?:{'|'.join(w[1:] for w in words if w[0] == letter)})" for letter in letters)


_SIGN = re.compile(f"(?:[0-9]|{_by_first_letter(_SIGNS.split())})")
# Code points of an expression before its first sign, and after its last.
_BEFORE_SIGN, _AFTER_SIGN = 32, 32
# Days with a name of their own, papers and programmes.
_NAMED_BEFORE = re.compile(r"(?:Bloody|Black|Good|Easter|Palm|Super|Holy|Ash|Maundy|Whit|Mail on)\s$")
_NAMED_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Independent|Mail|Herald|Star|Tribune|Post|Agreement|Accords?"
    r"|Night (?:Live|Football))\b"
)
_NAMED_TODAY = re.compile(r"\b[A-Z][\w]*(?:['’]s)?\s$")
_TODAY_SHOW = re.compile(r"\s(?:show|programme|program)\b")
# "For the first time in two weeks", "the third attack in two weeks": a length, not a day ahead.
_COUNTED_IN = re.compile(
    rf"\b(?:first|second|third|fourth|fifth|\w+th|\d+(?:st|nd|rd|th)|only|once|twice|times?|most|\w+est|more|fewer|least|best|no|not|{WEEKDAY})\b[^.;:!?\n]{{0,40}}$",
    re.I,
)
# "Between 1500 and 2000 people".
_MANY = re.compile(
    r"\s(?!(?:was|is|has|as|its|his|this|always|series|talks|times|elections|hostilities)\b)(?:[a-z]+s|people|men|women|children|police)\b"
)
_BETWEEN = re.compile(r"\b(?:from|between|in|since|during|of)\s$", re.I)
_FROM_OR_BETWEEN = re.compile(r"\b(?:from|between|in|since)\s$", re.I)


def times(text: str) -> tuple[Timex, ...]:
    """The expressions of time of `text`, in order, none overlapping another.

    Each pattern is bounded, so the cost is linear in the length of the text.
    """
    whole = _together(text, _each(text), joined)
    return tuple(timex for timex, weak in _together(text, whole, ranged) if not weak)


_Found: TypeAlias = tuple[Timex, bool]  # weak: a time only as an end of something larger


def _together(text: str, found: Iterable[_Found], both: Callable[[str, Timex, Timex], Timex | None]) -> list[_Found]:
    """Each expression with the one before it made one where `both` says so."""
    out: list[_Found] = []
    for timex, weak in found:
        one = both(text, out[-1][0], timex) if out else None
        if one is None:
            out.append((timex, weak))
        else:
            out[-1] = one, False
    return out


def _around_signs(text: str) -> Iterator[Span]:
    """The stretches of `text` in which a sign of time stands, none overlapping another."""
    start = end = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at - _BEFORE_SIGN > end:
            if end:
                yield Span(start, end)
            start = at - _BEFORE_SIGN
        end = sign.end() + _AFTER_SIGN
    if end:
        yield Span(start, min(end, len(text)))


def _each(text: str) -> Iterator[_Found]:
    for stretch in _around_signs(text):
        for match in _TIME.finditer(text, *stretch):
            g = {name: value for name, value in match.groupdict().items() if value is not None}
            kind = next(k for k in _READERS if k in g)
            if _is_something_else(text, kind, match, g):
                continue
            parts = _READERS[kind](g)
            if parts is None:
                continue
            start, end = match.span()
            # What governs the time ("in March", "on the 15th", "on Friday") is no part of it, a modifier is.
            lead = _LEAD.match(text, start, end) if kind in _LED else None
            if lead:
                start = lead.end()
            end = match.start(_JOINT[kind]) if kind in _JOINT and match[_JOINT[kind]] else end
            known = tuple((name, value) for name, value in parts if value is not None)
            yield Timex(Span(start, end), known), kind in WEAK and "wod" not in g


# What joins a length or a week to its day is no part of it either.
_JOINT = {"lf": "lfs", "wo": "wos"}
_LED = frozenset({"wd", "th", "pm", "py", "yw", "sn"})
_LEAD = re.compile(
    r"(?i:on|by|until|since|from|before|after|to|and|in|during|throughout|through|till|around|of|at|over|between)\s{1,3}"
)


def _is_something_else(text: str, kind: str, match: re.Match[str], g: dict[str, str]) -> bool:
    """True of names ("Bloody Sunday", "USA Today") and of numbers and lengths that look like a time."""
    at, end = match.span()
    if kind == "wd":
        return bool(_NAMED_BEFORE.search(text, max(0, at - 10), at) or _NAMED_AFTER.match(text, end))
    if kind == "rel" and g["rel"] == "Today":
        return bool(_NAMED_TODAY.search(text, max(0, at - 20), at) or _TODAY_SHOW.match(text, end))
    if kind == "ih":
        return _COUNTED_IN.search(text, max(0, at - 60), at) is not None
    if kind == "yr":
        dash = g["yrto"].strip() in ("-", "–", "—")
        led = (_BETWEEN if dash else _FROM_OR_BETWEEN).search(text, max(0, at - 8), at) is not None
        return _MANY.match(text, end) is not None or not (led or dash)
    return kind == "yw" and _MANY.match(text, end) is not None
