"""The judge of dates: what it counts, what it leaves out, and when a case is met."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def dates() -> ModuleType:
    path = Path(__file__).parents[2] / "bench/dates.py"
    spec = importlib.util.spec_from_file_location("bench_dates", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def row(text: str, words: str, code: str, **days: str) -> dict[str, Any]:
    """A row of the specification whose two views are the same."""
    result = {
        "Text": words,
        "Start": text.index(words),
        "Length": len(words),
        "Value": {"Timex": code, "FutureResolution": days, "PastResolution": days},
    }
    return {"Input": text, "Context": {"ReferenceDateTime": "2024-03-13T00:00:00"}, "Results": [result]}


def shared_of(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    folder = tmp_path / "corpora/recognizers-datetime"
    folder.mkdir(parents=True)
    (folder / "DateParser.json").write_text(json.dumps(rows), "utf-8")
    (folder / "DatePeriodParser.json").write_text("[]", "utf-8")
    return tmp_path


JUDGED = [
    # text, expression, code, expected days, met
    ("She left on Monday.", "Monday", "", {"date": "2024-03-11"}, True),
    ("She left on Monday.", "Monday", "", {"date": "2024-03-18"}, True),  # in the other tense
    ("She left on Monday.", "Monday", "", {"date": "2024-03-04"}, False),
    ("She left on Monday.", "on Monday", "", {"date": "2024-03-11"}, True),
    ("She left on monday.", "monday", "", {"date": "2024-03-11"}, True),
    ("She left on Monday, 4 March.", "Monday", "", {"date": "2024-03-11"}, False),  # only a part of what is found
    ("They met two years ago.", "two years ago", "", {"date": "2022-03-13"}, True),  # a year holds its day
    ("They met two years ago.", "two years ago", "", {"date": "2021-03-13"}, False),
    ("It was February 30.", "February 30", "", {"date": "0001-01-01"}, True),
    ("It was February 28.", "February 28", "", {"date": "0001-01-01"}, False),
    ("They met this month.", "this month", "", {"startDate": "2024-03-01", "endDate": "2024-04-01"}, True),
    ("They met this month.", "this month", "", {"startDate": "2024-03-01", "endDate": "2024-03-31"}, False),
    ("From 4 to 9 March they met.", "4 to 9 March", "", {"startDate": "2024-03-04", "endDate": "2024-03-09"}, True),
    ("From 4 to 9 March they met.", "4 to 9 March", "", {"startDate": "2024-03-04", "endDate": "2024-03-10"}, False),
    ("From 2014 to 2019 they met.", "2014 to 2019", "", {"startDate": "2014-01-01", "endDate": "2019-01-01"}, True),
    ("From 2014 to 2019 they met.", "2014 to 2019", "", {"startDate": "2014-01-01", "endDate": "2020-01-01"}, False),
    ("The past two days were calm.", "past two days", "", {"startDate": "2024-03-11", "endDate": "2024-03-13"}, True),
    ("They met in summer 2019.", "summer 2019", "2019-SU", {}, True),
    ("They met in summer 2019.", "summer 2019", "2018-SU", {}, False),
    ("They met in summer 2019.", "summer 2019", "2019-WI", {}, False),
]


@pytest.mark.parametrize(("text", "words", "code", "days", "met"), JUDGED)
def test_a_case_is_met_by_its_days_at_its_place(
    dates: ModuleType, tmp_path: Path, text: str, words: str, code: str, days: dict[str, str], met: bool
) -> None:
    figures = dates.dates(shared_of(tmp_path, row(text, words, code, **days)))
    assert (figures["cases"], figures["resolved"], figures["left_out"]["cases"]) == (1, int(met), 0)


@pytest.mark.parametrize(
    "words", ["3/9", "my week", "week 9", "2019 May", "3 days hence", "March-9", "nineteen sixty three"]
)
def test_what_news_does_not_write_is_left_out_with_its_reason(dates: ModuleType, tmp_path: Path, words: str) -> None:
    figures = dates.dates(shared_of(tmp_path, row(f"It was {words}.", words, "", date="2024-03-09")))
    assert figures["cases"] == 0 and figures["share"] is None
    ((_, left),) = figures["left_out"]["kinds"].items()
    assert left["cases"] == 1 and left["why"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("from 9 March to now", "range between two ends"),
        ("the past nine days", "other"),
        ("the past four days", "length up to or from now"),
        ("the week of 9 May", "the week of a day"),
        ("last Tuesday", "weekday"),
        ("early next year", "early, middle or end of a period"),
        ("9 March 2019", "day with month and year"),
    ],
)
def test_each_expression_is_of_one_kind_and_what_is_of_none_still_counts(
    dates: ModuleType, words: str, kind: str
) -> None:
    assert dates.kind_of(words) == (kind, None)


def test_names_get_their_capitals_and_verbs_do_not(dates: ModuleType) -> None:
    assert dates.in_print("on friday, june 9, they may march; in may 2019") == (
        "on Friday, June 9, they may march; in May 2019"
    )
