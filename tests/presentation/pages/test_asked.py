"""What a query asks of a page."""

from __future__ import annotations

from datetime import date

import pytest

from accords.presentation.pages.asked import NOTHING, Asked
from accords.vocabulary import Misuse
from accords.vocabulary.act import Standing


def test_nothing_is_asked_of_an_empty_query_or_of_blanks() -> None:
    assert Asked.of({}) == NOTHING
    assert Asked.of({"party": " ", "from": "", "leaf": ""}) == NOTHING


def test_every_filter_is_read() -> None:
    asked = Asked.of(
        {
            "party": "Russia",
            "issue": "Security guarantees",
            "standing": "own",
            "from": "2025-08-01",
            "as_of": "2025-08-18",
            "leaf": "3",
        }
    )
    assert (asked.where.party, asked.where.issue) == ("russia", "security guarantees")
    assert asked.where.standing is Standing.OWN
    assert (asked.where.first, asked.where.last) == (date(2025, 8, 1), None)
    assert (asked.as_of, asked.leaf) == (date(2025, 8, 18), 3)


def test_the_whole_list_is_asked_for_by_name() -> None:
    assert Asked.of({"leaf": "all"}).leaf is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "17 August"}, "YYYY-MM-DD"),
        ({"as_of": "2025-02-30"}, "YYYY-MM-DD"),
        ({"standing": "mine"}, "own, counterpart"),
        ({"leaf": "0"}, "a number from 1"),
        ({"leaf": "-1"}, "a number from 1"),
        ({"leaf": "²"}, "a number from 1"),
    ],
)
def test_what_is_not_of_its_kind_is_refused_in_words(query: dict[str, str], words: str) -> None:
    with pytest.raises(Misuse) as refused:
        Asked.of(query)
    assert next(iter(query)) in str(refused.value)
    assert words in str(refused.value)


def test_a_query_comes_back_as_it_was_asked() -> None:
    query = {"as_of": "2025-08-18", "party": "russia", "q": "land swap", "copy": "ab12", "leaf": "2"}
    assert dict(Asked.of(query).query()) == query
    assert "leaf" not in dict(Asked.of(query).query(leaf=None))
