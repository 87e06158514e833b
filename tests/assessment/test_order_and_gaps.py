"""The day of a claim, and what was not understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accords.assessment.gaps import gaps
from accords.assessment.likeness import alike, subject
from accords.assessment.order import days
from accords.claims.saying import Saying, Why
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Span, When
from accords.vocabulary.act import Act

FRIDAY, SUNDAY, MONDAY = date(2025, 8, 15), date(2025, 8, 17), date(2025, 8, 18)


def saying(own: str, said_on: When | None = None, within: str | None = None, kind: Kind = Kind.ASSERTION) -> Saying:
    attribution = Attribution((), (), (Span(0, 1),), kind, Mode.INDIRECT)
    return Saying(own, "r1", attribution, "somebody", Why("name"), said_on=said_on, within=within)


@pytest.mark.parametrize(
    ("inner", "outer", "published", "day"),
    [
        (When.day(FRIDAY), When.day(SUNDAY), MONDAY, FRIDAY),
        (None, When.day(SUNDAY), MONDAY, SUNDAY),
        (None, None, MONDAY, MONDAY),
        (None, None, None, None),
        (When(FRIDAY, SUNDAY), None, MONDAY, SUNDAY),
        (When(FRIDAY, None), None, MONDAY, FRIDAY),
        (When(None, None, "recently"), None, MONDAY, MONDAY),
    ],
)
def test_the_day_of_a_claim(bench: Any, inner: Any, outer: Any, published: date | None, day: date | None) -> None:
    claim = bench.claim("norland", Act.WANT, "talks", "talks", attribution="in")
    day_of = days([saying("in", inner, within="out"), saying("out", outer)], {"r1": published})
    assert day_of(claim) == day


def test_sayings_in_a_circle_end(bench: Any) -> None:
    claim = bench.claim("norland", Act.WANT, "talks", "talks", attribution="one")
    day_of = days([saying("one", within="two"), saying("two", within="one")], {"r1": MONDAY})
    assert day_of(claim) == MONDAY
    assert gaps([claim], [saying("one", within="two"), saying("two", within="one")], 0).without_claim == 0


def test_what_made_no_claim_and_has_no_speaker_is_counted(bench: Any) -> None:
    claim = bench.claim("norland", Act.WANT, "talks", "talks", attribution="in")
    sayings = [
        saying("out"),
        saying("in", within="out"),
        replace(saying("alone"), speaker=None),
        saying("hope", kind=Kind.BELIEF),
    ]
    found = gaps([claim], sayings, 4)
    assert found.to_json() == {"unclear": 4, "sayings": 3, "without_claim": 1, "without_speaker": 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("to take no more land from Estland", "not to seize Estland's land", True),
        ("guarantees for the border", "the border was guaranteed", True),
        ("to free the prisoners", "to free the prisoner exchange list", True),
        ("will do it", "will do it", False),  # about nothing
        ("to close the camp", "to close the river crossing and the bridge", False),
    ],
)
def test_likeness_is_of_what_it_is_about(one: str, other: str, same: bool) -> None:
    assert alike(subject(one), subject(other)) is same
    assert alike(subject(other), subject(one)) is same
