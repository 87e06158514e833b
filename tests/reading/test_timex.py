"""Expressions of time are found as spans with their parts, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.reading.timex import times
from tests.growth import growth

FOUND = [
    # text, the words found, the parts
    ("Signed 2024-03-09 in Doha", "2024-03-09", {"year": "2024", "month": "3", "day": "9"}),
    ("It ended on 9 March 2024.", "9 March 2024", {"year": "2024", "month": "3", "day": "9"}),
    ("It ended on March 9.", "March 9", {"month": "3", "day": "9"}),
    ("It ended on Sept. 9, 2024, he said", "Sept. 9, 2024", {"year": "2024", "month": "9", "day": "9"}),
    ("the ninth of March", "the ninth of March", {"month": "3", "day": "9"}),
    ("March the ninth", "March the ninth", {"month": "3", "day": "9"}),
    ("March 21st", "March 21st", {"month": "3", "day": "21"}),
    ("he spoke on the 15th.", "the 15th", {"day": "15"}),
    ("09.03.2024", "09.03.2024", {"year": "2024", "month": "3", "day": "9"}),
    ("3/25/2024", "3/25/2024", {"year": "2024", "month": "3", "day": "25"}),
    ("in March 2015", "March 2015", {"year": "2015", "month": "3"}),
    ("the fighting of 2015", "2015", {"year": "2015"}),
    ("in March 15,000 fled", "March", {"month": "3"}),
    ("since May", "May", {"month": "5"}),
    ("on Friday", "Friday", {"weekday": "friday"}),
    ("last Friday night", "last Friday night", {"weekday": "friday", "modifier": "last", "time": "night"}),
    ("Friday last", "Friday last", {"weekday": "friday", "modifier": "last"}),
    ("Monday of last week", "Monday of last week", {"weekday": "monday", "week": "last"}),
    ("this Friday", "this Friday", {"weekday": "friday", "modifier": "this"}),
    ("Friday's round", "Friday's", {"weekday": "friday", "possessive": "yes"}),
    ("every Friday", "every Friday", {"weekday": "friday", "modifier": "every"}),
    ("ON MONDAY", "MONDAY", {"weekday": "monday"}),
    ("Monday, March 9, he said", "Monday, March 9", {"weekday": "monday", "month": "3", "day": "9"}),
    ("earlier today", "today", {"relative": "today"}),
    ("this morning", "this morning", {"relative": "today", "time": "morning"}),
    ("last night", "last night", {"relative": "yesterday", "time": "night"}),
    ("yesterday evening", "yesterday evening", {"relative": "yesterday", "time": "evening"}),
    ("the day before yesterday", "the day before yesterday", {"relative": "day before yesterday"}),
    ("he had said the day before.", "the day before", {"relative": "day before"}),
    ("the previous day", "the previous day", {"relative": "day before"}),
    ("two days ago", "two days ago", {"count": "2", "unit": "day", "direction": "ago"}),
    ("A week later", "A week later", {"count": "1", "unit": "week", "direction": "later"}),
    ("three days earlier", "three days earlier", {"count": "3", "unit": "day", "direction": "earlier"}),
    ("several weeks ago", "several weeks ago", {"count": "?", "unit": "week", "direction": "ago"}),
    ("last week", "last week", {"period": "week", "modifier": "last"}),
    ("earlier this month", "earlier this month", {"period": "month", "modifier": "earlier"}),
    ("at the weekend", "at the weekend", {"period": "weekend"}),
    ("from 25 to 27 June", "25 to 27 June", {"month": "6", "day": "25", "end_month": "6", "end_day": "27"}),
    ("17-18 August", "17-18 August", {"month": "8", "day": "17", "end_month": "8", "end_day": "18"}),
    ("August 17–18", "August 17–18", {"month": "8", "day": "17", "end_month": "8", "end_day": "18"}),
    ("30 June-2 July", "30 June-2 July", {"month": "6", "day": "30", "end_month": "7", "end_day": "2"}),
    ("between Monday and Wednesday", "Monday and Wednesday", {"weekday": "monday", "end_weekday": "wednesday"}),
    ("Wed, 9 March", "Wed, 9 March", {"weekday": "wednesday", "month": "3", "day": "9"}),
    ("Tuesday the 9th, he said", "Tuesday the 9th", {"weekday": "tuesday", "day": "9"}),
    ("the 9th of last month", "the 9th of last month", {"day": "9", "of_month": "last"}),
    ("from 9 to 14 this month", "9 to 14 this month", {"day": "9", "end_day": "14", "of_month": "this"}),
    ("due on the 9th of March 1453", "9th of March 1453", {"year": "1453", "month": "3", "day": "9"}),
    ("9-25-2024", "9-25-2024", {"year": "2024", "month": "9", "day": "25"}),
    ("2024/03/09", "2024/03/09", {"year": "2024", "month": "3", "day": "9"}),
    ("in May last year", "May last year", {"month": "5", "of_year": "last"}),
    ("9 March this year", "9 March this year", {"month": "3", "day": "9", "of_year": "this"}),
    ("next week on Friday", "next week on Friday", {"weekday": "friday", "week": "next"}),
]


PERIODS = [
    ("by the end of March", "the end of March", {"month": "3", "portion": "end"}),
    ("early next month", "early next month", {"period": "month", "modifier": "next", "portion": "early"}),
    ("in mid-2019", "mid-2019", {"year": "2019", "portion": "middle"}),
    ("by the end of the week", "the end of the week", {"period": "week", "modifier": "this", "portion": "end"}),
    ("for the rest of the year", "the rest of the year", {"period": "year", "modifier": "this", "portion": "rest"}),
    ("earlier in the week", "earlier in the week", {"period": "week", "modifier": "earlier"}),
    ("the same week", "the same week", {"period": "week", "modifier": "same"}),
    ("the month after next", "the month after next", {"period": "month", "modifier": "after next"}),
    ("the second Friday of June", "the second Friday of June", {"rank": "2", "rank_of": "friday", "month": "6"}),
    ("the last week of 2023", "the last week of 2023", {"rank": "last", "rank_of": "week", "year": "2023"}),
    ("the week of 9 March", "the week of 9 March", {"month": "3", "day": "9", "whole": "week"}),
    ("in the third quarter of 2023", "the third quarter of 2023", {"quarter": "3", "year": "2023"}),
    ("the second half of this year", "the second half of this year", {"half": "2", "of_year": "this"}),
    ("during Q3", "Q3", {"quarter": "3"}),
    ("last winter", "last winter", {"season": "winter", "modifier": "last"}),
    ("the autumn of 1998", "the autumn of 1998", {"season": "autumn", "year": "1998"}),
    ("in the spring", "spring", {"season": "spring"}),
    ("the late 1980s", "the late 1980s", {"decade": "1980", "portion": "late"}),
    ("the '90s", "the '90s", {"decade": "90"}),
    ("the noughties", "the noughties", {"decade": "2000"}),
    ("the nineteenth century", "the nineteenth century", {"century": "19"}),
    ("the past three weeks", "the past three weeks", {"count": "3", "unit": "week", "direction": "past"}),
    ("in the next few days", "the next few days", {"count": "?", "unit": "day", "direction": "coming"}),
    ("within two months", "within two months", {"count": "2", "unit": "month", "direction": "within"}),
    ("in two weeks' time", "in two weeks' time", {"count": "2", "unit": "week", "direction": "ahead"}),
    ("two Sundays ago", "two Sundays ago", {"count": "2", "unit": "sunday", "direction": "ago"}),
    (
        "a year and two days ago",
        "a year and two days ago",
        {"count": "1", "unit": "year", "direction": "ago", "more": "2 day"},
    ),
    (
        "a week from tomorrow",
        "a week from tomorrow",
        {"count": "1", "unit": "week", "direction": "from", "relative": "tomorrow"},
    ),
    (
        "for three days from Monday",
        "for three days from Monday",
        {"weekday": "monday", "for_count": "3", "for_unit": "day"},
    ),
    ("from 2014 to 2019", "2014 to 2019", {"year": "2014", "end_year": "2019"}),
    ("the war of 2014–19", "2014–19", {"year": "2014", "end_year": "2019"}),
    ("between March 2015 and now", "March 2015 and now", {"month": "3", "year": "2015", "end_relative": "now"}),
    (
        "from 9 March until Friday the 5th of April",
        "9 March until Friday the 5th of April",
        {"month": "3", "day": "9", "end_weekday": "friday", "end_month": "4", "end_day": "5"},
    ),
]


@pytest.mark.parametrize(("text", "words", "parts"), PERIODS)
def test_periods_lengths_and_ranges_are_found_with_their_parts(text: str, words: str, parts: dict[str, str]) -> None:
    (timex,) = times(text)
    assert timex.span.words(text).removeprefix("the ") == words.removeprefix("the ")
    assert dict(timex.parts) == parts


@pytest.mark.parametrize(("text", "words", "parts"), FOUND)
def test_an_expression_of_time_is_found_with_its_parts(text: str, words: str, parts: dict[str, str]) -> None:
    (timex,) = times(text)
    assert timex.span.words(text) == words
    assert dict(timex.parts) == parts


@pytest.mark.parametrize(
    "text",
    [
        "He may come, and they may 5 times refuse.",
        "They march 20 miles towards the border.",
        "Theresa May said no.",
        "Bloody Sunday changed the town.",
        "She wrote in the Sunday Times.",
        "He told USA Today so.",
        "the 20th anniversary of the first round",
        "3/4/2025",
        "Mondays are slow.",
        "the day before the summit",
        "two days after the vote",
        "for the first time in two weeks",
        "the third strike in three days",
        "They came second, and the second of them won.",
        "Between 1500 and 2000 people fled.",
        "the Arab Spring and the fall of the city",
        "He is in his seventies.",
        "It was decided in the third quarter.",
        "He won the first half.",
        "a week of talks",
        "the past and the next",
        "Now and again, and now this.",
        "temperatures of 30 to 40",
        "5 to 10 of them",
        "the week-long visit",
        "They may, in time, march again.",
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert times(text) == ()


def test_a_day_that_was_moved_to_another_is_two_days() -> None:
    text = "The round was moved from 9 March 2024 to 4 April 2024."
    assert [timex.span.words(text) for timex in times(text)] == ["9 March 2024", "4 April 2024"]


def test_two_days_named_beside_each_other_are_no_range() -> None:
    text = "They met on 9 March 2024 and 4 April 2024, and on Monday and yesterday."
    assert [timex.part("end_day") or timex.part("end_relative") for timex in times(text)] == [None] * 4


@pytest.mark.parametrize("gap", [1, 20, 31, 32, 33, 60, 100, 1000])
def test_an_expression_is_found_wherever_it_stands(gap: int) -> None:
    text = "x " * gap + "on 9 March 2024" + " x" * gap + " the day before yesterday" + " x" * gap
    assert [timex.span.words(text) for timex in times(text)] == ["9 March 2024", "the day before yesterday"]


@given(st.text(alphabet="onthe Monday17Augustlwk'-,.35 \n", max_size=200))
def test_times_are_in_order_and_inside_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for timex in times(text):
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert all(value == value.lower() for _, value in timex.parts)
        end = timex.span.end


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "Monday ",
        "the 12 of ",
        "last ",
        "August ",
        "a",
        "5-",
        " ",
        "the week of ",
        "for 3 days from ",
        "and 2015 ",
        "in May last year ",
    ],
)
def test_the_cost_is_linear_in_the_length_of_the_text(unit: str) -> None:
    grown = growth(lambda length: unit * (length // len(unit)), times, 2_000, 32_000)
    assert grown.is_near_linear, grown
