"""Guarantee clauses stand side by side with what real ones differ in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accords.agreement.compare import GuaranteeRow, compare
from accords.agreement.parse import read_agreement
from tests.agreement.files import agreed, clause

SHIPPED = Path(__file__).parents[2] / "examples" / "agreements"
NAMES = (
    "nato",
    "rio",
    "csto",
    "eu-42-7",
    "us-japan",
    "us-korea",
    "budapest-1994",
    "istanbul-2022",
    "istanbul-2022-counter",
)


@pytest.fixture(scope="module")
def rows() -> dict[str, GuaranteeRow]:
    agreements = [read_agreement(SHIPPED / f"{name}.yaml")[0] for name in NAMES]
    assert all(agreements)
    found: dict[str, GuaranteeRow] = {}
    for row in compare(agreement for agreement in agreements if agreement):
        found.setdefault(row.agreement, row)
    return found


def test_each_agreement_has_a_row_in_the_order_given(rows: dict[str, GuaranteeRow]) -> None:
    assert tuple(rows) == NAMES
    for row in rows.values():
        assert json.loads(json.dumps(row.to_json()))["guarantors"] == list(row.guarantors)


def test_what_the_treaties_differ_in_stands_in_the_rows(rows: dict[str, GuaranteeRow]) -> None:
    assert rows["nato"].rule == "each" and rows["nato"].discretion
    assert "hawaii" in rows["nato"].outside and "turkey" in rows["nato"].inside
    assert rows["nato"].ends is not None
    assert rows["csto"].determined_by == ("Armenia",) and not rows["csto"].discretion
    assert ("ATOP", ("DEFENSE",)) in rows["csto"].codes  # those of the article, where the clause has none
    assert rows["budapest-1994"].deadline is None and rows["budapest-1994"].strength is not None
    assert rows["istanbul-2022"].rule == "each"
    assert (rows["istanbul-2022-counter"].rule, rows["istanbul-2022-counter"].within) == ("unanimity", 3 * 86_400)
    assert "crimea" in rows["istanbul-2022"].outside


def test_every_guarantee_of_an_agreement_has_a_row_and_nothing_else_has() -> None:
    text = clause(
        "kind: guarantee", "guarantors: [beland]", "beneficiary: arland", "trigger: armed attack", "duty: {act: aid, toward: arland}",
        "by: 30 days after trigger", "determined by: {who: [arland, beland], rule: majority, veto: beland, within: 2 days}",
        "discretion: yes", "strength: will assist", "procedure: [consult, report]", "ended by: {event: peace}", "lapses: 2039-01-01",
        "when: start", "codes: {ATOP: [DEFENSE]}", "standing: offered",
    ) + clause("kind: obligation", "who: arland", "does: {event: x}", number=2)  # fmt: skip
    (row,) = compare([agreed(text)])
    told = row.to_json()
    assert told == told | {
        "agreement": "pond",
        "stipulation": "1",
        "guarantors": ["Beland"],
        "beneficiary": ["Arland"],
        "trigger": "attack toward Arland",
        "condition": "withdrawal begins",
        "inside": ["harbourg", "lakeside"],
        "outside": ["old mill"],
        "determined_by": ["Arland", "Beland"],
        "rule": "majority",
        "veto": ["Beland"],
        "within": 2 * 86_400,
        "duty": "aid toward Arland",
        "discretion": True,
        "strength": "will assist",
        "deadline": "30 days after trigger",
        "procedure": ["consult", "report"],
        "ends": "peace",
        "lapses": "2039-01-01",
        "codes": {"ATOP": ["DEFENSE"]},
        "standing": "offered",
        "reading": None,
    }
