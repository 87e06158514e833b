"""Expressions of time are found as spans with their parts, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.reading.timex import times

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
]


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
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert times(text) == ()


@given(st.text(alphabet="onthe Monday17Augustlwk'-,.35 \n", max_size=200))
def test_times_are_in_order_and_inside_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for timex in times(text):
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert all(value == value.lower() for _, value in timex.parts)
        end = timex.span.end


@pytest.mark.parametrize("unit", ["1 ", "Monday ", "the 12 of ", "last ", "August ", "a", "5-", " "])
def test_the_cost_is_linear_in_the_length_of_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        times(text)
        return time.process_time() - begin

    short = min(seconds(20_000) for _ in range(2))
    # Ten times the text may take forty times the time before this fails: a quadratic step takes a hundred.
    assert seconds(200_000) < 40 * short + 0.2
