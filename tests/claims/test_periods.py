"""Periods, counts and ranges, resolved to days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.claims.calendar import Tense, is_an_age, resolve, tells_no_day
from accords.claims.periods import decade, holding, nth, portion_of, relative_period, shifted, working_days
from accords.reading.timex import times
from accords.vocabulary import When

WEDNESDAY = date(2024, 3, 13)

RESOLVED: list[tuple[str, Tense, str | None, str | None]] = [
    # words, tense, first day, last day; published on Wednesday 13 March 2024
    ("Friday the 9th", "past", "2024-02-09", "2024-02-09"),
    ("Friday the 5th", "future", "2024-04-05", "2024-04-05"),
    ("the 9th of last month", "past", "2024-02-09", "2024-02-09"),
    ("the 31st of next month", "future", None, None),
    ("from 9 to 14 this month", "past", "2024-03-09", "2024-03-14"),
    ("9 May last year", "past", "2023-05-09", "2023-05-09"),
    ("in May this year", "past", "2024-05-01", "2024-05-31"),
    ("last week on Friday", "past", "2024-03-08", "2024-03-08"),
    ("next week between Monday and Wednesday", "past", "2024-03-18", "2024-03-20"),
    ("early March", "past", "2024-03-01", "2024-03-15"),
    ("the middle of March", "past", "2024-03-11", "2024-03-20"),
    ("late February", "past", "2024-02-16", "2024-02-29"),
    ("late last week", "past", "2024-03-07", "2024-03-10"),
    ("the end of the week", "future", "2024-03-14", "2024-03-17"),
    ("the rest of the month", "future", "2024-03-13", "2024-03-31"),
    ("earlier in the week", "past", "2024-03-11", "2024-03-13"),
    ("early next year", "future", "2025-01-01", "2025-06-30"),
    ("the end of 2019", "past", "2019-09-01", "2019-12-31"),
    ("the week after next", "future", "2024-03-25", "2024-03-31"),
    ("the month before last", "past", "2024-01-01", "2024-01-31"),
    ("the weekend after next", "future", "2024-03-23", "2024-03-24"),
    ("the weekend before last", "past", "2024-03-02", "2024-03-03"),
    ("the first Friday of March", "past", "2024-03-01", "2024-03-01"),
    ("the last Friday of March", "past", "2023-03-31", "2023-03-31"),
    ("the last Friday of March", "future", "2024-03-29", "2024-03-29"),
    ("the fifth Friday of February 2024", "past", None, None),
    ("the second Monday of next month", "future", "2024-04-08", "2024-04-08"),
    ("the first week of 2021", "past", "2021-01-04", "2021-01-10"),
    ("the week of 9 March", "past", "2024-03-04", "2024-03-10"),
    ("the week of the 9th.", "past", "2024-03-04", "2024-03-10"),
    ("the third quarter of 2023", "past", "2023-07-01", "2023-09-30"),
    ("the second half of this year", "future", "2024-07-01", "2024-12-31"),
    ("during Q4", "past", "2023-10-01", "2023-12-31"),
    ("last winter", "past", "2023-12-01", "2024-02-29"),
    ("this summer", "future", "2024-06-01", "2024-08-31"),
    ("last summer", "past", "2023-06-01", "2023-08-31"),
    ("in the autumn", "past", "2023-09-01", "2023-11-30"),
    ("in the autumn", "future", "2024-09-01", "2024-11-30"),
    ("the summer of 1998", "past", "1998-06-01", "1998-08-31"),
    ("the early 1990s", "past", "1990-01-01", "1994-12-31"),
    ("the '90s", "past", "1990-01-01", "1999-12-31"),
    ("the '30s", "future", "2030-01-01", "2039-12-31"),
    ("this decade", "past", "2020-01-01", "2029-12-31"),
    ("the 19th century", "past", "1800-01-01", "1899-12-31"),
    ("the past three weeks", "past", "2024-02-21", "2024-03-13"),
    ("the past decade", "past", "2014-03-13", "2024-03-13"),
    ("the next three days", "future", "2024-03-14", "2024-03-16"),
    ("the last 24 hours", "past", "2024-03-12", "2024-03-13"),
    ("the past few weeks", "past", None, None),
    ("within two weeks", "future", "2024-03-13", "2024-03-27"),
    ("within two weeks", "past", None, None),
    ("in two weeks", "future", "2024-03-27", "2024-03-27"),
    ("in two weeks", "past", None, None),
    ("in two months", "future", "2024-05-01", "2024-05-31"),
    ("in five working days", "future", "2024-03-20", "2024-03-20"),
    ("a week from tomorrow", "past", "2024-03-21", "2024-03-21"),
    ("more than two days from now", "future", "2024-03-15", None),
    ("two Sundays ago", "past", "2024-03-03", "2024-03-03"),
    ("two Sundays from now", "future", "2024-03-24", "2024-03-24"),
    ("a year and two days ago", "past", "2023-03-11", "2023-03-11"),
    ("for three days from Monday", "past", "2024-03-11", "2024-03-13"),
    ("for 72 hours starting on 9 March", "past", "2024-03-09", "2024-03-11"),
    ("from 2014 to 2019", "past", "2014-01-01", "2019-12-31"),
    ("between March 2015 and now", "past", "2015-03-01", "2024-03-13"),
    ("from 20 December to 5 January 2020", "past", "2019-12-20", "2020-01-05"),
    ("from last Friday until 5 April", "past", "2024-03-08", "2024-04-05"),
    ("between yesterday and tomorrow", "past", "2024-03-12", "2024-03-14"),
    ("the same week", "past", None, None),
]


def _days(when: When | None) -> tuple[str | None, str | None]:
    if when is None:
        return None, None
    return (when.start.isoformat() if when.start else None), (when.end.isoformat() if when.end else None)


@pytest.mark.parametrize(("words", "tense", "start", "end"), RESOLVED)
def test_words_for_longer_times_resolve_by_the_day_of_publication(
    words: str, tense: Tense, start: str | None, end: str | None
) -> None:
    (timex,) = times(words)
    assert _days(resolve(timex, published=WEDNESDAY, tense=tense)) == (start, end)


def test_the_same_week_is_that_of_the_day_told_before() -> None:
    (timex,) = times("the same week")
    assert _days(resolve(timex, published=WEDNESDAY, anchor=date(2024, 1, 3))) == ("2024-01-01", "2024-01-07")


@pytest.mark.parametrize("words", ["the past three weeks", "the 1990s", "the 20th century", "that year", "this decade"])
def test_an_age_dates_nothing(words: str) -> None:
    (timex,) = times(words)
    assert is_an_age(timex) and tells_no_day(timex)


@pytest.mark.parametrize(
    "words", ["within a month", "in two weeks", "by the end of the week", "for 3 days from Monday"]
)
def test_a_term_dates_no_saying_but_may_date_a_meeting(words: str) -> None:
    (timex,) = times(words)
    assert tells_no_day(timex) and not is_an_age(timex)


@pytest.mark.parametrize("words", ["on Monday", "late last week", "in early March", "two days ago", "last summer"])
def test_a_day_or_a_period_gone_by_may_date_a_saying(words: str) -> None:
    (timex,) = times(words)
    assert not tells_no_day(timex)


@pytest.mark.parametrize(
    ("count", "day"), [(1, "2024-03-14"), (3, "2024-03-18"), (5, "2024-03-20"), (-1, "2024-03-12"), (-3, "2024-03-08")]
)
def test_working_days_leave_out_the_weekend(count: int, day: str) -> None:
    assert working_days(WEDNESDAY, count).isoformat() == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "year"]))
def test_a_day_lies_in_the_period_that_holds_it(day: date, unit: str) -> None:
    when = holding(day, unit)
    assert when.start is not None and when.end is not None
    assert when.start <= day <= when.end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "year", "decade", "weekend"]))
def test_last_this_and_next_follow_one_another_without_a_day_in_two_of_them(day: date, period: str) -> None:
    last, this, after = (relative_period(period, word, day, ahead=False) for word in ("last", "this", "next"))
    assert last.before(this) or (last == this and period == "weekend")
    assert this.before(after)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["week", "month", "year"]),
    st.sampled_from(["early", "beginning", "middle", "late", "end"]),
)
def test_a_portion_lies_inside_its_period(day: date, unit: str, portion: str) -> None:
    whole = holding(day, unit)
    part = portion_of(whole, portion, unit)
    assert whole.start and whole.end and part.start and part.end
    assert whole.start <= part.start < part.end <= whole.end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["monday", "sunday", "week", "weekend"]))
def test_the_fifth_of_a_month_if_there_is_one_is_its_last(day: date, unit: str) -> None:
    month = holding(day, "month")
    fifth = nth(month, "5", unit)
    assert fifth is None or fifth == nth(month, "last", unit)


def test_a_decade_of_two_digits_is_the_nearest_of_the_tense() -> None:
    assert decade(90, date(2024, 1, 1), ahead=False) == decade(1990, None, ahead=False)
    assert decade(20, date(2024, 1, 1), ahead=True) == decade(2020, None, ahead=False)
    assert decade(90, None, ahead=False) is None


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert shifted(date(2024, 1, 31), "month", 1) == date(2024, 2, 29)
    assert shifted(date(2024, 2, 29), "year", 1) == date(2025, 2, 28)
