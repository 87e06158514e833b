"""Words of an agreement file or a table -> moments (`2029-03-12 14:00`) and deadlines (`14 days after signing`)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo

from accords.agreement.clock import Clock
from accords.agreement.deadline import Anchor, Deadline, Unit
from accords.agreement.pattern import Pattern
from accords.agreement.refusal import Refusal, nearest

# What an anchor's name means: `None` where it is nobody's.
Resolve: TypeAlias = Callable[[str], Anchor | Pattern | str | None]
# Is told what has to be said of words that are taken all the same.
Note: TypeAlias = Callable[[Refusal], None]

DATE = "a date as `2029-03-12`, `2029-03-12 14:00` or `2029-03-12 14:00 Europe/Zurich`"
SPAN = f"{DATE}, a month as `2029-03`, a year as `2029`, or two with a slash between, as `2029-03-01/2029-03-10`"
DEADLINE = (
    "a date as `2029-03-12`, or `14 days after ANCHOR`, `within 14 days of ANCHOR`, `by day 14 after ANCHOR`, with hours, days, "
    "working days, weeks, months or years"
)
# Years that dates are taken from, and how many units of a deadline: wider than any agreement, so that a slip is seen.
FIRST_YEAR, LAST_YEAR = 1000, 2999
MOST = 9_999

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<only>\d{4})", re.ASCII)
_HOUR = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?: ?(?P<offset>[Zz]|[+-]\d\d:?\d\d)| (?P<zone>[^\s\d+-]\S*))?",
    re.ASCII,
)
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*", re.ASCII)
# What a machine keeps beside the zones of the tz database: its own zone, and copies that count other seconds.
_NO_ZONES = re.compile(r"(?:posix|right)/|(?:localtime|posixrules|Factory)$", re.I)
_AFTER = re.compile(
    r"the day after (?P<next>.+)|by day (?P<nth>\d{1,9}|[a-z]+) (?:after|of|from) (?P<of>.+)"
    r"|(?:within )?(?P<number>\d{1,9}|[a-z]+) (?P<unit>working days?|[a-z]+) (?:after|of|from) (?P<anchor>.+)",
    re.I | re.ASCII,
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ANCHORS = {anchor.value: anchor for anchor in Anchor}
_UNITS = {unit.value: unit for unit in Unit} | {unit.value.removesuffix("s"): unit for unit in Unit}


@dataclass(frozen=True, slots=True)
class Moment:
    """What words of time say: the instants at which it may have been, `first` to `last`; `end` is the first instant after.

    A day without an hour stands at its first instant, so that of one day `first` and `last` are the same; `last` of several days is
    the start of the last. `day`: the last day. `hour`: an hour is told.
    """

    words: str
    first: int
    last: int
    end: int
    day: date
    hour: bool = False


def zone_of(name: str) -> ZoneInfo | Refusal:
    """A zone of the tz database by its name."""
    if _ZONE.fullmatch(name) and not _NO_ZONES.match(name):
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError):  # a folder, what is no zone file, no such zone
            pass
    from zoneinfo import available_timezones  # reads folders, only on the way to a fault

    accepted = "a zone of the tz database, as `Europe/Zurich` or `UTC`"
    otherwise = "Name the zone by its continent and city, as `Europe/Zurich`."
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(available_timezones()) if not _NO_ZONES.match(zone)}
    city = name.rpartition("/")[2].replace(" ", "_").casefold()
    same = sorted(zone for called, zone in cities.items() if called.casefold() == city)
    remedy = f"Did you mean `{same[0]}`?" if same else nearest(name, cities.values(), otherwise)
    return Refusal(f"the unknown zone `{_short(name)}`", accepted, remedy)


def day_of(words: str) -> date | Refusal:
    """A day by itself, without an hour: a holiday."""
    found = _days(" ".join(words.split()))
    if isinstance(found, Refusal):
        return found
    if found is None or found[0] != found[1]:
        return _no_date(words, "a date as `2029-03-12`")
    return found[0]


def moment_of(words: str, clock: Clock, *, spans: bool = False, note: Note | None = None) -> Moment | Refusal:
    """A date, with an hour or without; with `spans` also months, years and stretches of days.

    An hour without a zone is that of the clock. One that comes twice, since clocks go back, is the first, and `note` is told.
    """
    plain = " ".join(words.split())
    if spans and plain.count("/") == 1 and plain.partition("/")[2][:1].isdigit():
        return _stretch(plain, clock, note)
    if hour := _HOUR.fullmatch(plain):
        return _hour(plain, hour, clock, note)
    found = _days(plain)
    if isinstance(found, Refusal):
        return found
    if found is None or (not spans and found[0] != found[1]):
        return _no_date(words, SPAN if spans else DATE)
    first, last = found
    if clock.start(last) == clock.end(last):
        missing = f"{_long(last)}, a day that {clock.zone.key} left out"
        return Refusal(missing, "a day that the zone has", "Write the day before or the day after.")
    return Moment(plain, clock.start(first), clock.start(last), clock.end(last), last)


def deadline_of(
    words: str,
    clock: Clock,
    resolve: Resolve,
    *,
    begins: bool = False,
    known: Iterable[str] = (),
    note: Note | None = None,
) -> Deadline | Refusal:
    """A date, which as a deadline ends with its day, or so much time after an anchor.

    `begins`: of what starts then, so that a date without an hour stands at its first instant. `resolve` is asked for the anchor's
    name first, so that a file may say what `trigger` is; else that and the other anchors of `Anchor` mean themselves. `known`: names
    that it would know, for the remedy.
    """
    plain = " ".join(words.split())
    after = _AFTER.fullmatch(plain)
    if after is None:
        found = moment_of(plain, clock, note=note)
        if isinstance(found, Refusal):
            return Refusal(found.found, DEADLINE, found.remedy) if found.accepted == DATE else found
        return Deadline(plain, found.first if found.hour or begins else found.end)
    number = 1 if after["next"] else _number(after["number"] or after["nth"])
    if isinstance(number, Refusal):
        return number
    unit = _UNITS.get((after["unit"] or "days").lower())
    if unit is None:
        remedy = nearest(after["unit"], _UNITS, "Write the time in one of these.")
        return Refusal(f"the unknown unit `{_short(after['unit'])}`", ", ".join(unit.value for unit in Unit), remedy)
    name = after["anchor"] or after["of"] or after["next"]
    anchor = _anchor(name, resolve)
    if anchor is None:
        accepted = "`signing`, `entry into force`, `trigger`, the name of a definition, or the id of a stipulation"
        otherwise = "Define the term under `definitions`, or name one of these."
        remedy = nearest(name, [*known, *_ANCHORS], otherwise)
        return Refusal(f"`{_short(name)}`, which nothing is called, as what a deadline counts from", accepted, remedy)
    return Deadline(plain, None, number, unit, anchor)


def _anchor(name: str, resolve: Resolve) -> Anchor | Pattern | str | None:
    for called in (name, name[4:] if name[:4].lower() == "the " else name):
        found = resolve(called)
        if found is not None:
            return found
        if called.lower() in _ANCHORS:
            return _ANCHORS[called.lower()]
    return None


def _number(words: str) -> int | Refusal:
    low = words.lower()
    number = int(low) if low.isdigit() else _NUMBERS.index(low) if low in _NUMBERS else None
    accepted = f"a number from 1 to {MOST:,}, in digits or from `one` to `ten`"
    if number is None:
        return Refusal(f"`{_short(words)}` as a number", accepted, "Write the number in digits.")
    if not 1 <= number <= MOST:
        remedy = "Name the date itself, or count from something else." if number == 0 else "Name a larger unit."
        return Refusal(f"the number {words}", accepted, remedy)
    return number


def _stretch(plain: str, clock: Clock, note: Note | None) -> Moment | Refusal:
    left, _, right = plain.partition("/")
    first = moment_of(left, clock, spans=True, note=note)
    if isinstance(first, Refusal):
        return first
    last = moment_of(right, clock, spans=True, note=note)
    if isinstance(last, Refusal):
        return last
    if last.last < first.first:
        return Refusal(f"`{plain}`, which ends before it begins", SPAN, "Write the earlier date first.")
    return Moment(plain, first.first, last.last, last.end, last.day, first.hour and last.hour)


def _days(words: str) -> tuple[date, date] | Refusal | None:
    """The first and last day of a year, a month or a day; `None` where the words are none of these."""
    told = _DAY.fullmatch(words)
    if told is None:
        return None
    year = int(told["year"] or told["only"])
    accepted = "a date that exists, as `2029-03-12`"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Refusal(f"the year {year} in `{words}`", f"a year from {FIRST_YEAR} to {LAST_YEAR}", "Mend the year.")
    if told["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(told["month"])
    if not 1 <= month <= 12:
        remedy = "Write the year, the month and the day, in this order."
        return Refusal(f"a month {told['month']} in `{words}`, which does not exist", accepted, remedy)
    last = calendar.monthrange(year, month)[1]
    if told["day"] is None:
        return date(year, month, 1), date(year, month, last)
    day = int(told["day"])
    if not 1 <= day <= last:
        named = f"{calendar.month_name[month]} {year}"
        found = f"{day} {named} in `{words}`, a date that does not exist"
        return Refusal(found, accepted, f"{named} has {last} days: mend the date.")
    return date(year, month, day), date(year, month, day)


def _hour(plain: str, told: re.Match[str], clock: Clock, note: Note | None) -> Moment | Refusal:
    days = _days(told["day"])
    if days is None or isinstance(days, Refusal):
        return days or _no_date(plain, DATE)
    hour, minute, second = int(told["hour"]), int(told["minute"]), int(told["second"] or 0)
    midnight = (hour, minute, second) == (24, 0, 0)  # the end of a day
    if not midnight and (hour > 23 or minute > 59 or second > 59):
        found = f"the hour {plain.split(told['day'])[1][1:]} in `{plain}`, which does not exist"
        return Refusal(found, "an hour from 00:00 to 24:00", "Mend the hour.")
    zone: tzinfo = clock.zone
    name = clock.zone.key
    if told["zone"]:
        named = zone_of(told["zone"])
        if isinstance(named, Refusal):
            return named
        zone, name = named, named.key
    elif told["offset"]:
        offset = _offset(told["offset"])
        if isinstance(offset, Refusal):
            return offset
        zone = offset
    day = days[0] + timedelta(days=midnight)
    wall = datetime(day.year, day.month, day.day, hour % 24, minute, second, tzinfo=zone)
    first, second_time = int(wall.timestamp()), int(wall.replace(fold=1).timestamp())
    shown = f"{wall:%Y-%m-%d %H:%M}"
    if first > second_time:
        found = f"{shown} in {name}, an hour that does not exist, since the clocks go forward over it"
        before, after = (datetime.fromtimestamp(at, zone) for at in (second_time, first))
        return Refusal(
            found, f"an hour that exists, as {before:%H:%M} or {after:%H:%M}", "Write the hour that is meant."
        )
    if first < second_time and note is not None:
        found = f"{shown} in {name}, an hour that comes twice, since the clocks go back over it: the first is taken"
        offsets = [f"{wall.replace(fold=fold):%z}" for fold in (0, 1)]
        one, other = (f"{offset[:3]}:{offset[3:5]}" for offset in offsets)
        accepted = f"an hour with its distance from UTC, here {one} or {other}"
        note(Refusal(found, accepted, f"Write `{shown} {one}`, or `{shown} {other}` if the second is meant."))
    return Moment(plain, first, first, first, clock.day(first), True)


def _offset(words: str) -> tzinfo | Refusal:
    if words in "Zz":
        return UTC
    hours, minutes = int(words[1:3]), int(words[-2:])
    if hours > 14 or minutes > 59:
        return Refusal(f"the distance from UTC {words}", "at most +14:00 or -14:00", "Mend it, or name the zone.")
    return timezone((-1 if words[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _no_date(words: str, accepted: str) -> Refusal:
    found = f"`{_short(words)}`" if words.strip() else "nothing"
    remedy = "Write the year first, with four digits, then month and day with two."
    return Refusal(f"{found} as a date", accepted, remedy)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


def _long(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
