"""Expressions of time, found as spans with their parts and left unresolved.

The parts of a `Timex`, all in lower case and each there only where the words give it:

| part | value |
| --- | --- |
| `year` `month` `day` | numbers without leading zeros ("2025", "8", "17") |
| `end_year` `end_month` `end_day` | the far end of a range ("17-18 August"), where it differs |
| `weekday` `end_weekday` | monday .. sunday |
| `modifier` | of a weekday, month or period: last, this, next, every, early, mid, late, earlier, later |
| `week` | last, this, next: the week that a weekday is said to be of ("Monday last week") |
| `time` | morning, afternoon, evening, night |
| `relative` | from the day of speaking: today, yesterday, tomorrow, day before yesterday, day after tomorrow; |
|            | from a day named before: day before, day after, same day |
| `count` | a number, or "?" for "several" |
| `unit` `direction` | hour, day, week, month, year; ago, earlier, later |
| `period` | week, weekend, month, year ("last week", "at the weekend") |
| `possessive` | yes, where the words end in 's ("Friday's") |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accords.reading.reading import Timex
from accords.vocabulary import Span

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)}
_MONTH_NUMBER |= {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_TEENS = [
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINAL = {word: n for n, word in enumerate([*_ONES, *_TEENS, "twentieth"], 1)}
_ORDINAL |= {f"twenty-{word}": 20 + n for n, word in enumerate(_ONES[:9], 1)} | {"thirtieth": 30, "thirty-first": 31}
_CARDINAL = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_CARDINAL |= {"a": 1, "an": 1, "couple": 2}
_RELATIVE = {
    "tonight": ("today", "night"),
    "last night": ("yesterday", "night"),
    "the previous day": ("day before", None),
    "the day before": ("day before", None),
    "the next day": ("day after", None),
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

# Months and weekdays count only with their capital: "may" and "march" are verbs far more often.
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_FULL = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_W = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
)
_S = r"[^\S\n]{1,3}"
_TO = r"[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|and|until|through|till)[^\S\n]"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|[^\S\n]?%)"
_Y = r"(?:1[5-9]|20|21)\d\d(?!\d|[.,]\d)"
_SPELT = "|".join(sorted(_ORDINAL, key=len, reverse=True))
_PERIOD_MODIFIER = (
    r"(?:last|this|next|the\s(?:past|previous|following|coming)|earlier\sthis|later\sthis|early\sthis|late\slast)"
)
# "The day before the summit" counts from an event, not from a day.
_EVENT = r"\s(?:(?:the|an?|his|her|its|their|this|that|these|those|any)\b|(?-i:[A-Z])|\w+ing\b)"
_IN = r"(?:in|since|until|during|from|by|last|this|next|late|early|mid-?|throughout|through|around)"

_TIME = re.compile(
    rf"""(?<![\w/])(?=[0-9A-Za-z])(?:
    (?P<iso>(?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))
    |(?P<dotted>(?P<td>\d\d?)\.(?P<tm>\d\d?)\.(?P<ty>{_Y}))
    |(?P<slashed>(?P<s1>\d\d?)/(?P<s2>\d\d?)/(?P<sy>{_Y}))
    |(?P<dm>(?P<d1>{_D})(?:{_S}(?:of{_S})?(?P<m1>{_M}))?(?:(?:{_TO})(?P<d1e>{_D}))?{_S}(?:of{_S})?(?P<m1e>{_M})\b(?:,?{_S}(?P<y1>{_Y}))?)
    |(?P<md>(?P<m2>{_M}){_S}(?:the{_S})?(?P<d2>{_D}|(?i:{_SPELT})\b)(?:(?:{_TO})(?:(?P<m2e>{_M}){_S})?(?P<d2e>{_D})\b)?(?:,?{_S}(?P<y2>{_Y}))?)
    |(?P<om>(?i:the){_S}(?P<o>(?i:{_SPELT})){_S}of{_S}(?P<om1>{_M})\b(?:,?{_S}(?P<oy>{_Y}))?)
    |(?P<my>(?P<m3>{_M})(?:{_S}of)?,?{_S}(?P<y3>{_Y}))
    |(?P<wd>(?:(?P<wmod>(?i:last|this(?:\s(?:past|coming))?|next|every|each|on|early|late|coming))\s)?
        (?P<w>{_W})(?P<poss>['’][sS])?(?:\s(?P<part>(?i:morning|afternoon|evening|night)))?(?P<poss2>['’]s)?\b
        (?:(?:(?:{_TO})(?P<we>{_W}))|(?:\s(?:of\s)?(?P<wweek>(?i:last|this|next))(?P<wwk>\sweek)?(?!\s(?:month|year|night|\w+day|time)\b))\b)?)
    |(?P<rel>(?i:today|yesterday|tomorrow|tonight|last\snight|this\s(?:morning|afternoon|evening)|earlier\sin\sthe\sday|later\s(?:in\sthe|that)\sday
        |the\sday\s(?:before\syesterday|after\stomorrow|(?:before|after)(?!{_EVENT}))|the\s(?:previous|next|following|same)\sday|that\s(?:same\s)?day)\b
        (?:\s(?P<rpart>(?i:morning|afternoon|evening|night))\b)?(?P<rposs>['’]s\b)?)
    |(?P<ago>(?P<n>(?i:an?\scouple\sof|couple\sof|an?\sfew|several|some|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?)|\d{{1,3}})
        \s(?P<u>(?i:day|week|month|year|hour|minute))s?\s(?P<dir>(?i:ago|earlier|later|before(?!{_EVENT})|previously))\b)
    |(?P<ps>(?P<pmod>(?i:{_PERIOD_MODIFIER}))\s(?P<p>(?i:week(?:end)?|month|year))\b(?!-)(?P<pposs>['’]s\b)?)
    |(?P<we2>(?i:(?:at|over|on|during)\sthe\sweekend)\b)
    |(?P<th>(?i:on|by|until|since|from|before|after|to|and){_S}(?i:the){_S}(?P<th1>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_SPELT}))
        (?=[,.;:!?)”"’]|$|\s(?i:and|to|at|in|that|when|but|said|of\s(?:this|last|the)\smonth|while|with|after|before)\b)(?:\sof\s(?P<thm>(?i:this|last|the))\smonth)?)
    |(?P<pm>(?i:{_IN})[\s-]?(?P<pm1>{_FULL})\b(?!,?{_S}(?:of{_S})?(?:{_D}|{_Y}))(?P<pmposs>['’]s\b)?)
    |(?P<py>(?i:in|since|until|from|of|by|during|early|late|mid-?){_S}?(?P<py1>{_Y})(?![-–\w]))
    )""",
    re.VERBOSE,
)
# Days with a name of their own, papers and programmes.
_NAMED_BEFORE = re.compile(r"(?:Bloody|Black|Good|Easter|Palm|Super|Holy|Ash|Maundy|Whit|Mail on)\s$")
_NAMED_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Independent|Mail|Herald|Star|Tribune|Post|Agreement|Accords?"
    r"|Night (?:Live|Football))\b"
)
_NAMED_TODAY = re.compile(r"\b[A-Z][\w]*(?:['’]s)?\s$")
_TODAY_SHOW = re.compile(r"\s(?:show|programme|program)\b")
_BETWEEN_WEEKDAY_AND_DATE = re.compile(r",?\s(?:the\s|on\s)?\(?")


def times(text: str) -> tuple[Timex, ...]:
    """The expressions of time of `text`, in order, none overlapping another.

    Each pattern is bounded, so the cost is linear in the length of the text.
    """
    found: list[Timex] = []
    for timex in _each(text):
        before = found[-1] if found else None
        if before is not None and _same_day_twice(text, before, timex):
            parts = tuple(p for p in before.parts if p[0] in ("weekday", "modifier", "time")) + timex.parts
            found[-1] = Timex(Span(before.span.start, timex.span.end), parts)
        else:
            found.append(timex)
    return tuple(found)


def _same_day_twice(text: str, before: Timex, timex: Timex) -> bool:
    """True of a weekday and its date: "Monday, August 18", "Monday the 18th", "Monday (18 August)"."""
    if before.part("weekday") is None or before.part("possessive") or before.part("end_weekday"):
        return False
    if timex.part("day") is None or timex.part("weekday") or timex.span.start - before.span.end > 6:
        return False
    return bool(_BETWEEN_WEEKDAY_AND_DATE.fullmatch(text, before.span.end, timex.span.start))


def _each(text: str) -> Iterator[Timex]:
    for match in _TIME.finditer(text):
        g = {name: value for name, value in match.groupdict().items() if value is not None}
        kind = next(k for k in _READERS if k in g)
        if kind == "wd" and (
            _NAMED_BEFORE.search(text, max(0, match.start() - 10), match.start())
            or _NAMED_AFTER.match(text, match.end())
        ):
            continue
        if g.get("rel") == "Today" and (
            _NAMED_TODAY.search(text, max(0, match.start() - 20), match.start()) or _TODAY_SHOW.match(text, match.end())
        ):
            continue
        parts = _READERS[kind](g)
        if parts is None:
            continue
        start = match.start()
        # What governs the time ("in March", "on the 15th", "on Friday") is no part of it, a modifier is.
        lead = _LEAD.match(text, start, match.end()) if kind in ("wd", "th", "pm", "py") else None
        if lead:
            start = lead.end()
        yield Timex(Span(start, match.end()), tuple((name, value) for name, value in parts if value is not None))


_LEAD = re.compile(r"(?i:on|by|until|since|from|before|after|to|and|in|during|through|throughout|around|of)\s{1,3}")

_Parts = list[tuple[str, str | None]]


def _number(word: str) -> str:
    word = word.lower()
    return str(_ORDINAL[word]) if word in _ORDINAL else str(int(word.rstrip("stndrh")))


def _month(word: str) -> str:
    return str(_MONTH_NUMBER[word.rstrip(".").lower()])


def _iso(g: dict[str, str]) -> _Parts:
    return [("year", str(int(g["iy"]))), ("month", str(int(g["im"]))), ("day", str(int(g["id"])))]


def _dotted(g: dict[str, str]) -> _Parts:
    return [("year", g["ty"]), ("month", str(int(g["tm"]))), ("day", str(int(g["td"])))]


def _slashed(g: dict[str, str]) -> _Parts | None:
    """Day and month in numbers stand in either order: only where one cannot be a month are they told apart."""
    first, second = int(g["s1"]), int(g["s2"])
    if first > 12 >= second:
        return [("year", g["sy"]), ("month", str(second)), ("day", str(first))]
    if second > 12 >= first or first == second:
        return [("year", g["sy"]), ("month", str(first)), ("day", str(second))]
    return None


def _day_month(g: dict[str, str]) -> _Parts | None:
    if "m1" in g and "d1e" not in g:
        return None  # "17 August September": no range between the two months
    month = g.get("m1", g["m1e"])
    parts: _Parts = [("year", g.get("y1")), ("month", _month(month)), ("day", _number(g["d1"]))]
    if "d1e" in g:
        parts += [("end_month", _month(g["m1e"])), ("end_day", _number(g["d1e"]))]
    return parts


def _month_day(g: dict[str, str]) -> _Parts:
    parts: _Parts = [("year", g.get("y2")), ("month", _month(g["m2"])), ("day", _number(g["d2"]))]
    if "d2e" in g:
        parts += [("end_month", _month(g.get("m2e", g["m2"]))), ("end_day", _number(g["d2e"]))]
    return parts


def _ordinal_month(g: dict[str, str]) -> _Parts:
    return [("year", g.get("oy")), ("month", _month(g["om1"])), ("day", _number(g["o"]))]


def _month_year(g: dict[str, str]) -> _Parts:
    return [("year", g["y3"]), ("month", _month(g["m3"]))]


def _weekday(g: dict[str, str]) -> _Parts:
    modifier = " ".join(g.get("wmod", "").lower().split())
    week = g["wweek"].lower() if "wweek" in g else None
    modifier = {"on": "", "this past": "last", "this coming": "next", "coming": "next", "each": "every"}.get(
        modifier, modifier
    )
    return [
        ("weekday", g["w"].lower()),
        ("end_weekday", g["we"].lower() if "we" in g else None),
        ("modifier", modifier or (week if "wwk" not in g else None)),
        ("week", week if "wwk" in g else None),
        ("time", g["part"].lower() if "part" in g else None),
        ("possessive", "yes" if "poss" in g or "poss2" in g else None),
    ]


def _relative(g: dict[str, str]) -> _Parts:
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


def _counted(g: dict[str, str]) -> _Parts:
    word = g["n"].lower().split()
    unit, direction = g["u"].lower(), g["dir"].lower()
    if unit == "minute":
        unit = "hour"
    number = word[-2] if word[-1] == "of" else word[-1]
    count = str(int(number)) if number.isdigit() else str(_CARDINAL.get(number, "?"))
    direction = {"before": "earlier", "previously": "earlier"}.get(direction, direction)
    return [("count", count), ("unit", unit), ("direction", direction)]


def _period(g: dict[str, str]) -> _Parts:
    words = g["pmod"].lower().split()
    modifier = "earlier" if words[0] in ("earlier", "early") else "later" if words[0] == "later" else words[-1]
    modifier = {"past": "last", "previous": "last", "following": "next", "coming": "next"}.get(modifier, modifier)
    return [("period", g["p"].lower()), ("modifier", modifier), ("possessive", "yes" if "pposs" in g else None)]


def _weekend(_: dict[str, str]) -> _Parts:
    return [("period", "weekend")]


def _the_nth(g: dict[str, str]) -> _Parts | None:
    day = _number(g["th1"])
    if not 1 <= int(day) <= 31 or (g["th1"][0].isalpha() and "thm" not in g and int(day) < 10):
        return None  # "to the first", "and the second": a rank
    return [("day", day), ("modifier", "last" if g.get("thm", "").lower() == "last" else None)]


def _bare_month(g: dict[str, str]) -> _Parts:
    word = re.split(r"[\s-]", g["pm"].lower())[0].rstrip("-")
    modifier = word if word in ("last", "this", "next", "late", "early", "mid") else None
    return [("month", _month(g["pm1"])), ("modifier", modifier), ("possessive", "yes" if "pmposs" in g else None)]


def _bare_year(g: dict[str, str]) -> _Parts:
    return [("year", g["py1"])]


_READERS = {
    "iso": _iso,
    "dotted": _dotted,
    "slashed": _slashed,
    "dm": _day_month,
    "md": _month_day,
    "om": _ordinal_month,
    "my": _month_year,
    "wd": _weekday,
    "rel": _relative,
    "ago": _counted,
    "ps": _period,
    "we2": _weekend,
    "th": _the_nth,
    "pm": _bare_month,
    "py": _bare_year,
}
