"""The calendar of agreements: days of a zone, working days, and when something is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.clock import Clock
from accords.agreement.deadline import Deadline, Unit
from accords.vocabulary import Misuse

KYIV = ZoneInfo("Europe/Kyiv")


def instant(words: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


def after(number: int, unit: Unit) -> Deadline:
    return Deadline(f"{number} {unit} after signing", None, number, unit)


DUE = {
    # The day of the event is not counted, and the last day is; whatever the hour.
    "14 days after an afternoon": ("2029-03-12 14:00", 14, Unit.DAYS, "2029-03-27"),
    "14 days after a midnight": ("2029-03-12 00:00", 14, Unit.DAYS, "2029-03-27"),
    "14 days after the last second of a day": ("2029-03-12 23:59:59", 14, Unit.DAYS, "2029-03-27"),
    "a day": ("2029-03-12 14:00", 1, Unit.DAYS, "2029-03-14"),
    "two weeks": ("2029-03-12 14:00", 2, Unit.WEEKS, "2029-03-27"),
    "a month keeps the day of the month": ("2029-03-12 14:00", 1, Unit.MONTHS, "2029-04-13"),
    "a month after the 31st ends with a shorter month": ("2029-01-31 09:00", 1, Unit.MONTHS, "2029-03-01"),
    "the same in a leap year": ("2028-01-31 09:00", 1, Unit.MONTHS, "2028-03-01"),
    "months over the turn of a year": ("2029-11-30 09:00", 3, Unit.MONTHS, "2030-03-01"),
    "twelve months are a year": ("2029-03-12 09:00", 12, Unit.MONTHS, "2030-03-13"),
    "a year after 29 February": ("2028-02-29 09:00", 1, Unit.YEARS, "2029-03-01"),
    "four years after 29 February": ("2028-02-29 09:00", 4, Unit.YEARS, "2032-03-01"),
    "hours by the clock": ("2029-03-12 14:00", 72, Unit.HOURS, "2029-03-15 14:00"),
    # 12 March 2029 is a Monday.
    "five working days are a week": ("2029-03-12 14:00", 5, Unit.WORKING_DAYS, "2029-03-20"),
    "one working day after a Friday": ("2029-03-16 14:00", 1, Unit.WORKING_DAYS, "2029-03-20"),
    "one working day after a Saturday": ("2029-03-17 14:00", 1, Unit.WORKING_DAYS, "2029-03-20"),
    "four working days end with a Friday": ("2029-03-12 14:00", 4, Unit.WORKING_DAYS, "2029-03-17"),
}


@pytest.mark.parametrize("situation", DUE)
def test_when_it_is_due(situation: str) -> None:
    anchor, number, unit, expected = DUE[situation]
    assert Clock().due(after(number, unit), instant(anchor)) == instant(expected)


def test_an_absolute_deadline_is_its_own_instant() -> None:
    assert Clock().due(Deadline("2029-03-12", 42), instant("2031-01-01")) == 42


def test_holidays_are_no_working_days_and_count_once_on_a_weekend() -> None:
    clock = Clock(holidays=frozenset((date(2029, 3, 13), date(2029, 3, 14), date(2029, 3, 17))))
    # Tuesday, Wednesday and a Saturday are free: Thursday, Friday, Monday.
    assert clock.due(after(3, Unit.WORKING_DAYS), instant("2029-03-12 14:00")) == instant("2029-03-20")


def test_another_weekend() -> None:
    friday = Clock(weekend=frozenset((4, 5)))
    assert friday.due(after(4, Unit.WORKING_DAYS), instant("2029-03-12 14:00")) == instant("2029-03-19")


def test_a_calendar_without_a_working_day_is_refused() -> None:
    with pytest.raises(Misuse, match="a weekend of all seven days; accepted: at least one day of the week"):
        Clock(weekend=frozenset(range(7)))


def test_days_of_kyiv_are_counted_by_its_own_midnights_over_the_change_of_clocks() -> None:
    clock = Clock(KYIV)
    # 24 March 2029, 22:30 UTC is already the 25th in Kyiv, a day of 23 hours.
    night = instant("2029-03-24 22:30")
    assert clock.day(night) == date(2029, 3, 25)
    assert clock.end(date(2029, 3, 25)) - clock.start(date(2029, 3, 25)) == 23 * 3600
    assert clock.due(after(1, Unit.DAYS), night) == instant("2029-03-27", "Europe/Kyiv")
    assert clock.end(date(2029, 10, 28)) - clock.start(date(2029, 10, 28)) == 25 * 3600


ODD_DAYS = {
    # zone, day, its first instant in UTC, its hours
    "clocks go forward at midnight": ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04 03:00", 23),
    "midnight comes twice, within one day": ("America/Havana", date(2029, 11, 4), "2029-11-04 04:00", 25),
    "clocks go back from midnight into the day before": (
        "America/Sao_Paulo",
        date(2018, 2, 17),
        "2018-02-17 02:00",
        25,
    ),
    "clocks go back just after midnight": ("America/St_Johns", date(2009, 11, 1), "2009-11-01 02:30", 25),
    "clocks go forward over midnight": ("America/Toronto", date(1919, 3, 31), "1919-03-31 04:30", 23.5),
    "a day that the zone left out": ("Pacific/Apia", date(2011, 12, 30), "2011-12-30 10:00", 0),
}


@pytest.mark.parametrize("situation", ODD_DAYS)
def test_the_first_instant_of_an_odd_day(situation: str) -> None:
    zone, day, start, hours = ODD_DAYS[situation]
    clock = Clock(ZoneInfo(zone))
    assert clock.start(day) == instant(start)
    assert clock.end(day) - clock.start(day) == hours * 3600


ZONES = (
    "UTC Europe/Kyiv Europe/London Africa/Casablanca America/Sao_Paulo America/Havana America/St_Johns Asia/Kathmandu Asia/Tehran "
    "Asia/Gaza Australia/Lord_Howe Pacific/Apia Pacific/Chatham Antarctica/Troll"
).split()
INSTANTS = st.integers(instant("1990-01-01"), instant("2060-01-01"))
CLOCKS = st.builds(
    Clock,
    st.sampled_from(ZONES).map(ZoneInfo),
    st.frozensets(st.integers(0, 6), max_size=6),
    st.frozensets(st.dates(date(2028, 1, 1), date(2031, 1, 1)), max_size=40),
)
NUMBERS = st.integers(1, 400)


@given(CLOCKS, st.integers(instant("1950-01-01"), instant("2060-01-01")))
def test_every_instant_lies_in_its_day(clock: Clock, at: int) -> None:
    day = clock.day(at)
    assert clock.start(day) <= at < clock.end(day) == clock.start(day + timedelta(days=1))


@given(CLOCKS, NUMBERS, st.sampled_from(Unit), INSTANTS, st.integers(0, 10**8))
def test_who_starts_later_is_due_no_earlier(clock: Clock, number: int, unit: Unit, at: int, later: int) -> None:
    deadline = after(number, unit)
    assert at < clock.due(deadline, at) <= clock.due(deadline, at + later)


@given(CLOCKS, NUMBERS, NUMBERS, st.sampled_from(Unit), INSTANTS)
def test_more_time_is_due_later(clock: Clock, number: int, more: int, unit: Unit, at: int) -> None:
    assert clock.due(after(number, unit), at) <= clock.due(after(number + more, unit), at)


@given(CLOCKS, NUMBERS, INSTANTS)
def test_days_are_days_of_the_calendar_whatever_the_clocks_do(clock: Clock, number: int, at: int) -> None:
    due = clock.due(after(number, Unit.DAYS), at)
    assert due == clock.start(clock.day(at) + timedelta(days=number + 1))
    assert due == clock.due(after(1, Unit.DAYS), clock.start(clock.day(at) + timedelta(days=number - 1)))


@given(CLOCKS, NUMBERS, st.dates(date(2027, 12, 1), date(2031, 2, 1)))
def test_working_days_end_on_a_working_day_and_are_as_many_as_asked(clock: Clock, number: int, day: date) -> None:
    last = clock.after(number, Unit.WORKING_DAYS, day)
    assert clock.works(last)
    assert last.weekday() not in clock.weekend and last not in clock.holidays
    passed = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(clock.works, passed)) == number


@given(CLOCKS, st.integers(1, 10**6), st.sampled_from(Unit), INSTANTS)
def test_the_far_future_is_due_as_late_as_dates_go(clock: Clock, number: int, unit: Unit, at: int) -> None:
    due = clock.due(after(number, unit), at)
    assert at < due < datetime(9999, 12, 31, tzinfo=UTC).timestamp()


def test_clocks_of_one_calendar_are_one() -> None:
    assert Clock(KYIV) == Clock(ZoneInfo("Europe/Kyiv"))
    assert hash(Clock(KYIV)) == hash(Clock(ZoneInfo("Europe/Kyiv")))
    assert Clock(KYIV) != Clock()
