"""Columns of a figure: every day has one, they are as fine as there is room for, and long silences take no room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.presentation.pages.timeline_columns import Step, columns

FIRST = date(2031, 6, 2)  # a Monday


def days(*after: int) -> set[date]:
    return {FIRST + timedelta(days=number) for number in after}


@given(st.sets(st.dates(), min_size=1, max_size=80), st.integers(min_value=3, max_value=60))
def test_every_day_stands_in_a_column_of_its_own_time_and_there_are_no_more_than_asked(
    days: set[date], most: int
) -> None:
    made = columns(days, most)
    assert len(made) <= most
    for day, column in made.places(days).items():
        assert made.start(column) <= day <= made.end(column)


@given(st.sets(st.dates(), min_size=2, max_size=40))
def test_later_days_never_stand_further_left_and_columns_do_not_overlap(days: set[date]) -> None:
    made = columns(days, 20)
    places = made.places(days)
    ordered = sorted(days)
    assert [places[day] for day in ordered] == sorted(places.values())
    for column in range(1, len(made)):
        assert made.end(column - 1) < made.start(column)


@given(st.sets(st.dates(), min_size=1, max_size=40))
def test_a_gap_holds_none_of_the_days(days: set[date]) -> None:
    made = columns(days, 20)
    for column, number in enumerate(made.numbers):
        if number is None:
            assert not [day for day in days if made.start(column) <= day <= made.end(column)]
            assert 0 < column < len(made) - 1


@pytest.mark.parametrize(
    ("after", "most", "step", "words"),
    [
        ((0, 1, 2), 50, Step.DAY, "2 June 2031"),
        (range(60), 50, Step.WEEK, "week of 2 June 2031"),
        (range(0, 700, 3), 50, Step.MONTH, "June 2031"),
        (range(0, 3000, 10), 50, Step.QUARTER, "April to June 2031"),
        (range(0, 9000, 30), 50, Step.YEAR, "2031"),
        (range(0, 36000, 90), 50, Step.YEARS, "2030 to 2031"),
    ],
)
def test_columns_are_as_fine_as_there_is_room_for(after: tuple[int, ...], most: int, step: Step, words: str) -> None:
    made = columns(days(*after), most)
    assert made.step is step
    assert made.words(0) == words


def test_years_of_silence_take_the_room_of_one_column() -> None:
    made = columns(days(0, 1, 4000), 50)
    assert made.step is Step.DAY
    assert [number is None for number in made.numbers] == [False, False, True, False]
    assert made.words(2) == "4 June 2031 to 14 May 2042"


def test_a_day_or_two_of_silence_are_drawn_as_they_are() -> None:
    assert None not in columns(days(0, 3), 50).numbers


def test_the_first_and_the_last_day_that_there_are_have_columns() -> None:
    ends = {date.min, date.max}
    assert len(columns(ends, 50).places(ends)) == 2
