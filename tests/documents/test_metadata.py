"""What is said of a report is taken field by field, and what is wrong in it is refused in words."""

from __future__ import annotations

from datetime import date

import pytest

from accords.documents.metadata import Given, Stated, day_of, language_option, published_option, stated_in
from accords.vocabulary import Fault, Misuse

DAY = date(2025, 8, 17)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-08-17", DAY),
        (" 2025-08-17 ", DAY),
        ("2025-08-17T06:00", DAY),
        ("2025-08-17 06:00:00", DAY),
        ("2025-08-17T06:00:00.250Z", DAY),
        ("2025-08-17T23:30:00-04:00", DAY),  # the day where it was published, not in Greenwich
        ("2025-08-17 06:00:00 +0200", DAY),
        ("2025-08", None),
        ("2025-02-30", None),
        ("2025-08-17T25:00", None),
        ("17 August 2025", None),
        ("17/08/2025", None),
        ("20250817", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_an_iso_date_or_date_and_time(words: str, day: date | None) -> None:
    assert day_of(words) == day


def test_a_bad_option_is_the_callers_mistake_and_says_what_is_accepted() -> None:
    assert published_option("2025-08-17") == DAY
    with pytest.raises(Misuse, match=r"--published: found `last week`; accepted: a date \(2025-08-17\)"):
        published_option("last week")


@pytest.mark.parametrize(
    ("words", "code"), [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("pt_BR", "pt"), ("ckb", "ckb")]
)
def test_a_language_is_a_code_without_its_region(words: str, code: str) -> None:
    assert language_option(words) == code


@pytest.mark.parametrize("words", ["german", "d", "", "12"])
def test_a_language_that_is_no_code_is_misuse(words: str) -> None:
    with pytest.raises(Misuse, match="--language"):
        language_option(words)


def test_all_fields_of_a_record_are_taken() -> None:
    record = {
        "id": 7,
        "outlet": " Harbour ",
        "title": "",
        "url": None,
        "published": "2025-08-17",
        "language": "de",
        "x": [],
    }
    assert stated_in(record, "a") == Stated(Given(outlet="Harbour", published=DAY, language="de"), "7")


@pytest.mark.parametrize(
    ("record", "found", "accepted"),
    [
        ({"outlet": 5}, "`outlet` with the number 5", "a string or null"),
        ({"title": ["x"]}, "`title` with a list", "a string or null"),
        ({"published": "17 August 2025"}, "`published` with `17 August 2025`", "2025-08-17"),
        ({"published": 20250817}, "`published` with the number 20250817", "2025-08-17"),
        ({"id": True}, "`id` with true", "a string or a whole number"),
        ({"id": {}}, "`id` with an object", "a string or a whole number"),
    ],
)
def test_a_field_of_the_wrong_kind_is_a_fault(record: dict[str, object], found: str, accepted: str) -> None:
    fault = stated_in(record, "a.jsonl:3")
    assert isinstance(fault, Fault)
    assert (fault.place, fault.found) == ("a.jsonl:3", found)
    assert accepted in fault.accepted


def test_what_is_said_goes_before_what_is_said_elsewhere_field_by_field() -> None:
    assert Given(outlet="A").over(Given(outlet="B", title="T")) == Given(outlet="A", title="T")
