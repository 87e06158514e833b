"""The patterns of single days and of ranges within one phrase, and the parts that each gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accords.reading.calendar_words import (
    ALONE,
    DATED_YEAR,
    DAY,
    EVENT,
    MONTH,
    SPACE,
    SPELT,
    TO,
    WEEKDAY,
    WEEKDAYS,
    Groups,
    Parts,
    month_number,
    ordinal_number,
)

_RELATIVE = {
    "tonight": ("today", "night"),
    "last night": ("yesterday", "night"),
    "the previous day": ("day before", None),
    "the day before": ("day before", None),
    "the next day": ("day after", None),
    "next day": ("day after", None),
    "the following day": ("day after", None),
    "the day after": ("day after", None),
    "the day before yesterday": ("day before yesterday", None),
    "the day after tomorrow": ("day after tomorrow", None),
    "the same day": ("same day", None),
    "that same day": ("same day", None),
    "that day": ("same day", None),
    "earlier in the day": ("same day", None),
    "later in the day": ("same day", None),
    "later that day": ("same day", None),
}
# "Wed, 22 January": short names of weekdays count only before a date.
_SHORT = r"Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_THIS_MONTH = r"(?i:this|last|next|the\s(?:same|previous|following|current)|the|previous)\smonth"

DAYS = rf"""
    (?P<iso>(?P<iy>(?:1\d|20|21)\d\d)(?P<isep>[-/.])(?P<im>\d\d?)(?P=isep)(?P<id>\d\d?)(?![\d/]|[-.]\d))
    |(?P<dotted>(?P<td>\d\d?)\.(?P<tm>\d\d?)\.(?P<ty>{DATED_YEAR}))
    |(?P<slashed>(?P<s1>\d\d?)(?P<ssep>[/-])(?P<s2>\d\d?)(?P=ssep)(?P<sy>{DATED_YEAR}))
    |(?P<dm>(?:(?P<dmw>{_SHORT})\.?,?{SPACE})?(?P<d1>{DAY})(?:{SPACE}(?:of{SPACE})?(?P<m1>{MONTH}))?(?:(?:{TO})(?P<d1e>{DAY}))?{SPACE}(?:of{SPACE})?(?P<m1e>{MONTH})\b
        (?:,?{SPACE}(?P<y1>{DATED_YEAR}))?)
    |(?P<md>(?:(?P<mdw>{_SHORT})\.?,?{SPACE})?(?P<m2>{MONTH}){SPACE}(?:the{SPACE})?(?P<d2>{DAY}|(?i:{SPELT})\b)(?:(?:{TO})(?:(?P<m2e>{MONTH}){SPACE})?(?P<d2e>{DAY})\b)?
        (?:,?{SPACE}(?P<y2>{DATED_YEAR}))?)
    |(?P<om>(?:(?i:the){SPACE})?(?P<o>(?i:{SPELT})){SPACE}of{SPACE}(?P<om1>{MONTH})(?!\w)(?:,?{SPACE}(?P<oy>{DATED_YEAR}))?)
    |(?P<my>(?P<m3>{MONTH})(?:{SPACE}of)?,?{SPACE}(?P<y3>{DATED_YEAR}))
    |(?P<dr>(?P<drled>(?<=from\s)|(?<=between\s))?(?P<dr1>{DAY})(?:{TO})(?P<dr2>{DAY})\s(?(drled)(?:(?:of|in)\s)?|of\s)(?P<drm>{_THIS_MONTH})\b)
    |(?P<do>(?:(?i:the)\s)?(?P<do1>\d{{1,2}}(?:st|nd|rd|th)|(?i:{SPELT}))\sof\s(?P<dom>{_THIS_MONTH})\b)
    |(?P<wd>(?:(?P<wmod>(?i:last|this(?:\s(?:past|coming))?|next|every|each|on|early|late|coming))\s)?
        (?P<w>{WEEKDAY})(?:,?\sthe\s(?P<wday>\d{{1,2}}(?:st|nd|rd|th)|(?i:{SPELT})){ALONE}
        |(?P<poss>['’][sS])?(?:\s(?P<part>(?i:morning|afternoon|evening|night)))?(?P<poss2>['’]s)?\b
        (?:(?:(?:{TO})(?P<we>{WEEKDAY}))|(?:\s(?:of\s)?(?P<wweek>(?i:last|this|next))(?P<wwk>\sweek)?(?!\s(?:month|year|night|\w+day|time)\b))\b)?))
    |(?P<rel>(?i:today|yesterday|tomorrow|tonight|last\snight|this\s(?:morning|afternoon|evening)|earlier\sin\sthe\sday|later\s(?:in\sthe|that)\sday
        |the\sday\s(?:before\syesterday|after\stomorrow|(?:before|after)(?!{EVENT}))|the\s(?:previous|next|following|same)\sday|next\sday|that\s(?:same\s)?day)\b
        (?:\s(?P<rpart>(?i:morning|afternoon|evening|night))\b)?(?P<rposs>['’]s\b)?)
    |(?P<th>(?i:on|by|until|since|from|before|after|to|and|for|of){SPACE}(?i:the){SPACE}(?P<th1>\d{{1,2}}(?:st|nd|rd|th)|(?i:{SPELT})){ALONE})"""


def _iso(g: Groups) -> Parts | None:
    return [("year", str(int(g["iy"]))), ("month", str(int(g["im"]))), ("day", str(int(g["id"])))]


def _dotted(g: Groups) -> Parts | None:
    return [("year", g["ty"]), ("month", str(int(g["tm"]))), ("day", str(int(g["td"])))]


def _slashed(g: Groups) -> Parts | None:
    """Day and month in numbers stand in either order: only where one cannot be a month are they told apart."""
    first, second = int(g["s1"]), int(g["s2"])
    if first > 12 >= second:
        return [("year", g["sy"]), ("month", str(second)), ("day", str(first))]
    if second > 12 >= first or first == second:
        return [("year", g["sy"]), ("month", str(first)), ("day", str(second))]
    return None


def _short_weekday(word: str | None) -> Parts:
    return [("weekday", next(name for name in WEEKDAYS if name.startswith(word.lower())))] if word else []


def _day_month(g: Groups) -> Parts | None:
    if "m1" in g and "d1e" not in g:
        return None  # "17 August September": no range between the two months
    month = g.get("m1", g["m1e"])
    parts = _short_weekday(g.get("dmw"))
    parts += [("year", g.get("y1")), ("month", month_number(month)), ("day", ordinal_number(g["d1"]))]
    if "d1e" in g:
        parts += [("end_month", month_number(g["m1e"])), ("end_day", ordinal_number(g["d1e"]))]
    return parts


def _month_day(g: Groups) -> Parts | None:
    parts = _short_weekday(g.get("mdw"))
    parts += [("year", g.get("y2")), ("month", month_number(g["m2"])), ("day", ordinal_number(g["d2"]))]
    if "d2e" in g:
        parts += [("end_month", month_number(g.get("m2e", g["m2"]))), ("end_day", ordinal_number(g["d2e"]))]
    return parts


def _ordinal_month(g: Groups) -> Parts | None:
    return [("year", g.get("oy")), ("month", month_number(g["om1"])), ("day", ordinal_number(g["o"]))]


def _month_year(g: Groups) -> Parts | None:
    return [("year", g["y3"]), ("month", month_number(g["m3"]))]


def _of_this_month(words: str) -> str:
    word = words.lower().split()[-2]
    return {"the": "this", "same": "this", "current": "this", "previous": "last", "following": "next"}.get(word, word)


def _days_of_this_month(g: Groups) -> Parts | None:
    return [
        ("day", ordinal_number(g["dr1"])),
        ("end_day", ordinal_number(g["dr2"])),
        ("of_month", _of_this_month(g["drm"])),
    ]


def _day_of_this_month(g: Groups) -> Parts | None:
    return [("day", ordinal_number(g["do1"])), ("of_month", _of_this_month(g["dom"]))]


def _weekday(g: Groups) -> Parts | None:
    modifier = " ".join(g.get("wmod", "").lower().split())
    week = g["wweek"].lower() if "wweek" in g else None
    modifier = {"on": "", "this past": "last", "this coming": "next", "coming": "next", "each": "every"}.get(
        modifier, modifier
    )
    return [
        ("weekday", g["w"].lower()),
        ("day", ordinal_number(g["wday"]) if "wday" in g else None),
        ("end_weekday", g["we"].lower() if "we" in g else None),
        ("modifier", modifier or (week if "wwk" not in g else None)),
        ("week", week if "wwk" in g else None),
        ("time", g["part"].lower() if "part" in g else None),
        ("possessive", "yes" if "poss" in g or "poss2" in g else None),
    ]


def _relative(g: Groups) -> Parts | None:
    words = " ".join(g["rel"].lower().split())
    possessive = "yes" if "rposs" in g else None
    if possessive:
        words = words[:-2]
    part = g["rpart"].lower() if "rpart" in g else None
    if part:
        words = words[: -len(part) - 1]
    if words.startswith("this "):
        relative, part = "today", words.removeprefix("this ")
    else:
        relative, known = _RELATIVE.get(words, (words, None))
        part = part or known
    return [("relative", relative), ("time", part), ("possessive", possessive)]


def _the_nth(g: Groups) -> Parts | None:
    day = ordinal_number(g["th1"])
    if not 1 <= int(day) <= 31 or (g["th1"][0].isalpha() and int(day) < 10):
        return None  # "to the first", "and the second": a rank
    return [("day", day)]


DAY_READERS: Mapping[str, Callable[[Groups], Parts | None]] = {
    "iso": _iso,
    "dotted": _dotted,
    "slashed": _slashed,
    "dm": _day_month,
    "md": _month_day,
    "om": _ordinal_month,
    "my": _month_year,
    "dr": _days_of_this_month,
    "do": _day_of_this_month,
    "wd": _weekday,
    "rel": _relative,
    "th": _the_nth,
}
