"""What people ruled on: rows by their ids, who is who by pairs, notes too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accords.ledger.judgement import Judgement, Ruling
from accords.presentation.settled import ruled_on

RULED = {
    "a claim that is right": (Ruling.RIGHT, "c1", {}, {"c1"}),
    "one that was misread": (Ruling.MISREAD, "c1", {}, {"c1"}),
    "one that is another act": (Ruling.ACT, "c1", {"act": "accept"}, {"c1"}),
    "who said it": (Ruling.RE_ATTRIBUTE, "a1", {"speaker": None}, {"a1"}),
    "a note": (Ruling.NOTE, "c1", {}, {"c1"}),
    "two that are one": (Ruling.SAME_ACTOR, "lavrov", {"other": "a-lavrov"}, {"a-lavrov lavrov"}),
    "two that are two": (Ruling.NOT_THE_SAME, "a-lavrov", {"other": "lavrov"}, {"a-lavrov lavrov"}),
    "three that are one": (Ruling.MERGE, "b", {"others": ["a", "c"]}, {"a b", "b c"}),
    "one who is two": (Ruling.SPLIT, "b", {"id": "a", "name": "A", "reports": ["r"]}, {"a b"}),
}


@pytest.mark.parametrize("name", RULED)
def test_what_a_ruling_settles(name: str) -> None:
    ruling, subject, value, settled = RULED[name]
    judgement = Judgement(ruling, subject, "A. Analyst", datetime(2031, 5, 5, tzinfo=UTC), value)
    assert ruled_on([judgement]) == settled


def test_nothing_is_settled_before_anybody_rules() -> None:
    assert ruled_on([]) == frozenset()
