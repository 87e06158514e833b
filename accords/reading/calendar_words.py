"""Names of months and weekdays, numbers in words, and the pieces of pattern that days and periods share."""

from __future__ import annotations

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
SEASONS = ("spring", "summer", "autumn", "winter")

_MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)}
_MONTH_NUMBER |= {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_TEENS = "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_ORDINAL = {word: n for n, word in enumerate([*_ONES, *_TEENS, "twentieth"], 1)}
_ORDINAL |= {f"twenty-{word}": 20 + n for n, word in enumerate(_ONES[:9], 1)} | {"thirtieth": 30, "thirty-first": 31}
_CARDINAL = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
_CARDINAL |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_COUNTED = _CARDINAL | {"a": 1, "an": 1, "couple": 2}

# Months and weekdays count only with their capital: "may" and "march" are verbs far more often.
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
)
SPACE = r"[^\S\n]{1,3}"
TO = r"[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|and|until|through|till)[^\S\n]"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|[^\S\n]?%)"
YEAR = r"(?:1[5-9]|20|21)\d\d(?!\d|[.,]\d)"
# Beside a month or a day an older year is a year too.
DATED_YEAR = r"(?:1\d|20|21)\d\d(?!\d|[.,]\d)"
SPELT = "|".join(sorted((word.replace("-", r"[-\s]") for word in _ORDINAL), key=len, reverse=True))
# "The 5th" stands alone: what follows is no noun that it ranks.
ALONE = (
    r"(?=[,.;:!?)”\"’]|$|\s(?i:and|to|at|in|that|when|but|said|of\s(?:this|last|next|the)\smonth|while|with|after|before"
    r"|until|till|through)\b)"
)
COUNT = (
    rf"(?:(?i:(?:an?\s)?couple\sof|(?:an?\s)?few|several|some|"
    rf"{'|'.join(sorted(_CARDINAL, key=len, reverse=True))}|an?)|\d{{1,3}})"
)
UNIT = rf"(?:(?i:(?:(?:business|working)\s)?day|week|month|year|hour|minute|decade|fortnight)|{WEEKDAY})"
# "The day before the summit" counts from an event, not from a day.
EVENT = r"\s(?:(?:the|an?|his|her|its|their|this|that|these|those|any)\b|(?-i:[A-Z])|\w+ing\b)"

Parts = list[tuple[str, str | None]]
Groups = dict[str, str]


def ordinal_number(word: str) -> str:
    """ "5th", "05", "fifth", "twenty fifth" as a number without leading zeros."""
    word = "-".join(word.lower().split())
    return str(_ORDINAL[word]) if word in _ORDINAL else str(int(word.rstrip("stndrh")))


def month_number(word: str) -> str:
    return str(_MONTH_NUMBER[word.rstrip(".").lower()])


def counted(words: str) -> str:
    """A number as it is counted by, "?" where the words leave it open ("several")."""
    word = words.lower().split()
    number = word[-2] if word[-1] == "of" else word[-1]
    return str(int(number)) if number.isdigit() else str(_COUNTED.get(number, "?"))


def unit_of(word: str) -> str:
    """The unit of a count; minutes are too short to tell from hours."""
    word = " ".join(word.lower().split()).replace("business", "working")
    return "hour" if word == "minute" else word
