"""The patterns of periods longer than a day and of counted time, and the parts that each gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from accords.reading.calendar_words import (
    ALONE,
    COUNT,
    DAY,
    EVENT,
    FULL_MONTH,
    MONTH,
    SPACE,
    SPELT,
    TO,
    UNIT,
    WEEKDAY,
    YEAR,
    Groups,
    Parts,
    counted,
    month_number,
    ordinal_number,
    unit_of,
)

_TENS = ("tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_RANKS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "final": "last"}
_MODIFIERS = {
    "past": "last",
    "previous": "last",
    "following": "next",
    "coming": "next",
    "upcoming": "next",
    "current": "this",
    "the": "this",
    "that": "same",
}
_PORTIONS = {"mid": "middle", "start": "beginning"}

_MORE = rf"(?:,?\s(?:and\s)?{COUNT}\s{UNIT}s?){{1,2}}"
_PORTION = r"(?i:(?:the\s)?(?:end|beginning|start|middle)\sof\s|(?:early|late|mid)(?:\sin)?[\s-])"
_MODIFIER = (
    r"(?i:last|this|next|current|the\s(?:past|previous|following|coming|upcoming|current|same)|same|that(?:\ssame)?|coming|upcoming"
    r"|(?:earlier|later)\s(?:this|in\sthe))"
)
_IN = r"(?:in|since|until|during|from|by|last|this|next|throughout|through|around)"
_RANK = r"(?i:first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th)"
_OF_YEAR = r"(?i:last|this|next|the\s(?:previous|following|same)|the|previous)"
_RELATIVE_DAY = r"(?i:now|today|tomorrow|yesterday)"

PERIODS = rf"""
    (?P<nth>(?:(?i:the)\s)?(?P<nr>{_RANK})\s(?P<nu>(?i:week(?:end)?)|{WEEKDAY})\s(?:
        (?:of|in)\s(?:(?P<nm>{MONTH})(?!\w)(?:,?\s(?:of\s)?(?P<ny>{YEAR}))?|(?P<nyy>{YEAR}))
        |(?:(?:of|in)\s)?(?P<np>{_OF_YEAR})\s(?P<npu>(?i:month|year)))\b)
    |(?P<qt>(?:(?i:the)\s)?(?:(?P<q1>{_RANK})\s(?P<qu>(?i:quarter|half))|(?P<q2>[QH][1-4]))
        ,?\s(?:(?i:of|in)\s)?(?:(?P<qy>{YEAR})|(?P<qr>{_OF_YEAR})\s(?i:year))\b)
    |(?P<qb>(?:(?<=during\s)|(?<=in\s)|(?<=by\s)|(?<=for\s)|(?<=of\s))Q(?P<qb1>[1-4])\b(?!:))
    |(?P<dc>(?:(?i:the)\s)?(?P<dpor>{_PORTION})?(?P<dy>(?:1[5-9]|20)\d0)['’]?s\b)
    |(?P<dw>(?i:the)\s(?P<dwpor>{_PORTION})?(?:['’‘]?(?P<dshort>[2-9]0)['’]?s|(?i:(?P<dcent>{"|".join(_CENTURIES)})[-\s](?P<dtens>{"|".join(_TENS)})
        |(?P<dten>{"|".join(_TENS[1:])}|noughties)))\b)
    |(?P<ce>(?:(?i:the)\s)?(?P<ce1>\d\d?(?:st|nd|rd|th)|(?i:{SPELT}))\s{{1,2}}(?i:century)\b(?!\sB\.?C)(?P<ceposs>['’]s\b)?)
    |(?P<cf>(?:(?P<cfb>(?i:more\sthan|less\sthan|within))\s)?(?P<cfn>{COUNT})\s(?P<cfu>{UNIT})s?\s(?P<cfd>(?i:from|after|before))\s(?P<cfr>{_RELATIVE_DAY})\b)
    |(?P<lf>(?:(?P<lfor>(?i:for))\s)?(?P<lfn>{COUNT})\s(?P<lfu>{UNIT})s?(?P<lfs>,?\s(?i:starting|beginning|commencing|from)\s(?:(?i:from|on)\s)?)(?=\w))
    |(?P<ago>(?P<n>{COUNT})\s(?P<u>{UNIT})s?(?P<more>{_MORE})?\s(?P<dir>(?i:ago|from\snow|earlier|later|before(?!{EVENT})|previously))\b)
    |(?P<ah>(?P<ahw>(?i:within))\s(?:(?:the\s)?(?:next|coming|upcoming)\s)?(?P<an>{COUNT})\s(?P<au>{UNIT})s?(?P<amore>{_MORE})?\b(?!\s(?:of|before|after|later|earlier)\b))
    |(?P<ih>(?i:in)\s(?P<ihn>{COUNT})\s(?P<ihu>{UNIT})s?\b(?:['’]\stime\b)?(?!['’]|\s(?i:ago|later|earlier|of|or|to|since|that)\b|-))
    |(?P<le>(?:(?i:the)\s)?(?P<lem>(?i:past|last|previous|next|coming|following|upcoming))\s(?P<len>{COUNT})\s(?P<leu>{UNIT})s?\b(?!-))
    |(?P<re>(?:(?i:the)\s)?(?i:rest\sof\s(?:the|this|(?:the\s)?current))\s(?P<rep>(?i:week|month|year))\b(?!['’-]))
    |(?P<an2>(?i:the)\s(?P<anp>(?i:week(?:end)?|month|year))\s(?P<anw>(?i:after\s(?:the\s)?next|before\s(?:the\s)?last))\b(?!\s\w*day\b))
    |(?P<wo>(?:(?i:the)\s)?(?P<wou>(?i:week(?:end)?|month))(?:\s(?i:of|beginning|starting|commencing)\s(?:on\s)?the\s(?P<wod>\d{{1,2}}(?:st|nd|rd|th)|(?i:{SPELT})){ALONE}|(?P<wos>\s(?i:of|beginning|starting|commencing)\s(?:on\s)?)(?=[0-9A-Z])))
    |(?P<ps>(?:(?P<ppor>{_PORTION})(?P<pthe>the\s(?=week|month|year|decade))?)?(?(pthe)|(?P<pmod>{_MODIFIER})\s)(?P<p>(?i:week(?:end)?|month|year|decade))\b(?!-)(?P<pposs>['’]s\b)?)
    |(?P<we2>(?i:(?:at|over|on|during)\sthe\sweekend\b|the\sweekend{ALONE}))
    |(?P<sn>(?:(?P<slead>(?i:in|by|during|since|until|over|through)\s(?:the\s)?)|the\s(?=\w+\s(?:of\s)?\d))?(?P<spor>(?i:early|late|mid)[-\s]?)?
        (?:(?P<smod>(?i:last|this|next|the\s(?:past|previous|coming|following)))\s)?(?P<s>(?i:spring|summer|autumn|winter|fall))
        (?:\s(?:of\s)?(?P<sny>{YEAR})|\s(?:of\s)?(?P<sr>(?i:last|this|next))\syear)?\b(?!-|\s(?i:of|in)\b|\s[A-Z])(?P<sposs>['’]s\b)?)
    |(?P<pm>(?:(?P<pmpor>{_PORTION})|(?P<pml>(?i:{_IN}))[\s-]?)(?P<pm1>{FULL_MONTH})\b(?!,?{SPACE}(?:of{SPACE})?(?:{DAY}|{YEAR}))(?P<pmposs>['’]s\b)?)
    |(?P<pb>(?!May|March)(?P<pb1>{FULL_MONTH})(?={SPACE}(?:of{SPACE})?(?i:last|this|next){SPACE}year\b))
    |(?P<yr>(?P<yr1>(?:1[5-9]|20|21)\d\d)(?P<yrto>{TO})(?P<yr2>(?:1[5-9]|20|21)\d\d|\d\d)(?![-–\d]|[.,]\d))
    |(?P<py>(?:(?P<pypor>{_PORTION})|(?P<pyl>(?i:in|since|until|from|of|by|during)){SPACE})(?P<py1>{YEAR})(?![-–\w]))
    |(?P<yw>(?i:between|and|to|through|till)\s(?P<yw1>{YEAR})(?![-–\w]))
    |(?P<now>(?:(?<=between\s)|(?<=and\s)|(?<=until\s)|(?<=from\s)|(?<=to\s))now\b)"""

# Kinds that are times only as an end of something larger ("between 2015 and …", "for three days from …").
WEAK = frozenset({"lf", "wo", "yw", "now"})


def _modifier(words: str) -> str:
    """ "the past" as last, "earlier in the" as earlier."""
    word = words.lower().split()
    return word[0] if word[0] in ("earlier", "later") else _MODIFIERS.get(word[-1], word[-1])


def _portion(words: str | None) -> str | None:
    if words is None:
        return None
    word = re.split(r"[\s-]", words.lower().removeprefix("the "))[0]
    return _PORTIONS.get(word, word)


def _rank(word: str) -> str:
    return _RANKS.get(word.lower(), word.lower().rstrip("stndrh") if word[0].isdigit() else word.lower())


def _nth(g: Groups) -> Parts | None:
    unit = g["nu"].lower()
    parts: Parts = [("rank", _rank(g["nr"])), ("rank_of", unit), ("year", g.get("ny") or g.get("nyy"))]
    if "nm" in g:
        parts.append(("month", month_number(g["nm"])))
    if "np" in g:
        parts += [("period", g["npu"].lower()), ("modifier", _modifier(g["np"]))]
    return parts


def _quarter(g: Groups) -> Parts | None:
    unit = g["qu"].lower() if "qu" in g else {"Q": "quarter", "H": "half"}[g["q2"][0]]
    rank = _rank(g["q1"]) if "q1" in g else g["q2"][1]
    most = 4 if unit == "quarter" else 2
    rank = str(most) if rank == "last" else rank
    if int(rank) > most:
        return None
    return [("year", g.get("qy")), (unit, rank), ("of_year", _modifier(g["qr"]) if "qr" in g else None)]


def _bare_quarter(g: Groups) -> Parts | None:
    return [("quarter", g["qb1"])]


def _decade(g: Groups) -> Parts | None:
    return [("decade", g["dy"]), ("portion", _portion(g.get("dpor")))]


def _decade_in_words(g: Groups) -> Parts | None:
    """Without a century ("the seventies") the decade has two digits."""
    if "dshort" in g:
        decade = g["dshort"]
    elif "dcent" in g:
        decade = str(_CENTURIES[g["dcent"].lower()] + 10 * (1 + _TENS.index(g["dtens"].lower())))
    else:
        word = g["dten"].lower()
        decade = "2000" if word == "noughties" else str(10 * (1 + _TENS.index(word)))
    return [("decade", decade), ("portion", _portion(g.get("dwpor")))]


def _century(g: Groups) -> Parts | None:
    number = ordinal_number(g["ce1"])
    return [("century", number), ("possessive", "yes" if "ceposs" in g else None)] if 1 <= int(number) <= 22 else None


def _counted_from(g: Groups) -> Parts | None:
    """ "Two days from tomorrow", "less than a week from now"."""
    bound = g.get("cfb", "").lower().split()
    if bound and bound[0] != "more" and g["cfd"].lower() == "before":
        return None
    return [
        ("count", counted(g["cfn"])),
        ("unit", unit_of(g["cfu"])),
        (
            "direction",
            "within" if bound and bound[0] != "more" else "before" if g["cfd"].lower() == "before" else "from",
        ),
        ("relative", g["cfr"].lower()),
        ("bound", "more" if bound and bound[0] == "more" else None),
    ]


def _length_from(g: Groups) -> Parts | None:
    if "lfor" not in g and g["lfs"].lower().strip(" ,") == "from":
        return None
    return [("for_count", counted(g["lfn"])), ("for_unit", unit_of(g["lfu"]))]


def _counted(g: Groups) -> Parts | None:
    direction = " ".join(g["dir"].lower().split())
    direction = {"before": "earlier", "previously": "earlier", "from now": "ahead"}.get(direction, direction)
    return [("count", counted(g["n"])), ("unit", unit_of(g["u"])), ("direction", direction), _more(g.get("more"))]


_EACH_MORE = re.compile(rf"(?P<n>{COUNT})\s(?P<u>{UNIT})s?(?!\w)")


def _more(words: str | None) -> tuple[str, str | None]:
    """The further counts of "a year, two months and three days ago", each a number and its unit."""
    found = [f"{counted(m['n'])} {unit_of(m['u'])}" for m in _EACH_MORE.finditer(words or "")]
    return "more", ", ".join(found) or None


def _within(g: Groups) -> Parts | None:
    return [("count", counted(g["an"])), ("unit", unit_of(g["au"])), ("direction", "within"), _more(g.get("amore"))]


def _ahead(g: Groups) -> Parts | None:
    count, unit = counted(g["ihn"]), unit_of(g["ihu"])
    if unit == "hour" or (g["ihn"].lower() in ("a", "an", "one") and unit in ("day", "year", "decade")):
        return None  # "three times in a day"
    return [("count", count), ("unit", unit), ("direction", "ahead")]


def _length(g: Groups) -> Parts | None:
    if g["leu"].lower() == "minute":
        return None
    direction = "past" if _modifier(g["lem"]) == "last" else "coming"
    return [("count", counted(g["len"])), ("unit", unit_of(g["leu"])), ("direction", direction)]


def _rest(g: Groups) -> Parts | None:
    return [("period", g["rep"].lower()), ("modifier", "this"), ("portion", "rest")]


def _after_next(g: Groups) -> Parts | None:
    words = " ".join(g["anw"].lower().split()).replace("the ", "")
    return [("period", g["anp"].lower()), ("modifier", words)]


def _whole(g: Groups) -> Parts | None:
    return [("whole", g["wou"].lower()), ("day", ordinal_number(g["wod"]) if "wod" in g else None)]


def _period(g: Groups) -> Parts | None:
    period, modifier = g["p"].lower(), _modifier(g["pmod"]) if "pmod" in g else "this"
    if period == "decade" and modifier in ("last", "next"):
        # Nobody means the tens of the calendar by "the past decade".
        return [("count", "1"), ("unit", period), ("direction", "past" if modifier == "last" else "coming")]
    return [
        ("period", period),
        ("modifier", modifier),
        ("portion", _portion(g.get("ppor"))),
        ("possessive", "yes" if "pposs" in g else None),
    ]


def _weekend(_: Groups) -> Parts | None:
    return [("period", "weekend")]


def _season(g: Groups) -> Parts | None:
    dated = "sny" in g or "sr" in g
    if not dated and "smod" not in g and "slead" not in g:
        return None
    if not dated and (g["s"][0].isupper() or (g["s"] == "fall" and "smod" not in g)):
        return None  # "Arab Spring"; "by fall" is no season as often as it is one
    if not dated and "smod" not in g and "spor" not in g and "the" not in g["slead"].lower():
        return None  # "in winter": of any year
    season = g["s"].lower()
    return [
        ("year", g.get("sny")),
        ("season", "autumn" if season == "fall" else season),
        ("modifier", _modifier(g["smod"]) if "smod" in g else None),
        ("of_year", g["sr"].lower() if "sr" in g else None),
        ("portion", _portion(g.get("spor"))),
        ("possessive", "yes" if "sposs" in g else None),
    ]


def _bare_month(g: Groups) -> Parts | None:
    word = g.get("pml", "").lower()
    return [
        ("month", month_number(g["pm1"])),
        ("modifier", word if word in ("last", "this", "next") else None),
        ("portion", _portion(g.get("pmpor"))),
        ("possessive", "yes" if "pmposs" in g else None),
    ]


def _month_of_year(g: Groups) -> Parts | None:
    return [("month", month_number(g["pb1"]))]


def _years(g: Groups) -> Parts | None:
    first, last = g["yr1"], g["yr2"]
    if len(last) == 2:
        if g["yrto"].strip(" ") not in ("-", "–"):
            return None
        last = first[:2] + last
    return [("year", first), ("end_year", last)] if int(first) < int(last) else None


def _bare_year(g: Groups) -> Parts | None:
    return [("year", g["py1"]), ("portion", _portion(g.get("pypor")))]


def _end_year(g: Groups) -> Parts | None:
    return [("year", g["yw1"])]


def _now(_: Groups) -> Parts | None:
    return [("relative", "now")]


PERIOD_READERS: Mapping[str, Callable[[Groups], Parts | None]] = {
    "nth": _nth,
    "qt": _quarter,
    "qb": _bare_quarter,
    "dc": _decade,
    "dw": _decade_in_words,
    "ce": _century,
    "cf": _counted_from,
    "lf": _length_from,
    "ago": _counted,
    "ah": _within,
    "ih": _ahead,
    "le": _length,
    "re": _rest,
    "an2": _after_next,
    "wo": _whole,
    "ps": _period,
    "we2": _weekend,
    "sn": _season,
    "pm": _bare_month,
    "pb": _month_of_year,
    "yr": _years,
    "py": _bare_year,
    "yw": _end_year,
    "now": _now,
}
