"""The agreement of two labellers (training/agreement.py), on small texts labelled twice."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

TRAINING = Path(__file__).parent.parent / "training"


@pytest.fixture(scope="module")
def agreement() -> ModuleType:
    """`training/` is no package: its modules find each other beside them."""
    sys.path.insert(0, str(TRAINING))
    try:
        return importlib.import_module("agreement")
    finally:
        sys.path.remove(str(TRAINING))


HEAD = "process: Test\nregister: wire\npublished: 2020-01-02\n---\n"
BOTH = """<s1>The envoy</s1> <q1>said</q1> <c1><e1><p1>Arland</p1> <t1>had agreed</t1> to a truce</e1></c1>. <e2><p2>Beland</p2> <t2>wants</t2> its prisoners back</e2>.
---
a1 speaker=the envoy | kind=assertion
t1 party=Arland | act=accept/agree | issue=ceasefire | strength=actual | standing=third party | chain=the envoy
t2 party=Beland | act=want | issue=prisoners | standing=outlet
"""
# The content shorter; the first claim with another act before the same, the second with another trigger.
OTHER = """<s1>The envoy</s1> <q1>said</q1> <e1><p1>Arland</p1> had <t1>agreed</t1> <c1>to a truce</c1></e1>. <e2><p2>Beland</p2> wants its <t2>prisoners back</t2></e2>.
---
a1 speaker=Envoy | kind=assertion
t1 party=Arland | act=agree | issue=ceasefire | strength=actual/undertaken | standing=third party | chain=the envoy
t2 party=Beland | act=demand | issue=prisoners | standing=outlet | negated=yes
"""


def labelled_twice(
    folder: Path, first: str, second: str, clauses: tuple[str, str] | None = None, name: str = "one.txt"
) -> Path:
    texts = {f"reports/{name}": HEAD + first, f"second/reports/{name}": HEAD + second}
    if clauses:
        texts |= {"clauses/c.txt": clauses[0], "second/clauses/c.txt": clauses[1]}
    for place, text in texts.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    return folder


def found(agreement: ModuleType, folder: Path) -> dict[str, dict[str, float]]:
    pairs, faults = agreement.twice_labelled(folder)
    assert faults == []
    out: dict[str, dict[str, float]] = agreement.measured([agreement.counted(*p) for p in pairs], samples=20)
    return out


def f1s(measured: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    return {name: row["f1"] for name, row in measured["f1"].items()}


def test_the_same_labels_agree_wholly(agreement: ModuleType, tmp_path: Path) -> None:
    measured = found(agreement, labelled_twice(tmp_path, BOTH, BOTH))
    assert set(f1s(measured).values()) == {1.0}
    assert measured["alpha"]["act"]["alpha"] == 1.0
    assert measured["alpha"]["negation"]["alpha"] is None, "nothing varies: nothing to be agreed on beyond chance"


def test_each_question_counts_what_it_asks(agreement: ModuleType, tmp_path: Path) -> None:
    measured = f1s(found(agreement, labelled_twice(tmp_path, BOTH, OTHER)))
    assert measured["attributions: found"] == 1.0
    assert measured["attributions: same content"] == 0.0
    assert measured["attributions: same source"] == 1.0
    assert measured["attributions: same speaker"] == 1.0, "case and article do not count"
    assert measured["claims by trigger: found"] == 0.5, "one pair of two claims each"
    assert measured["claims by trigger: same act"] == 0.0, "the first of several values counts"
    assert measured["claims by trigger: any acceptable value, whatever the party's name"] == 0.5
    assert measured["claims by evidence: found"] == 1.0
    assert measured["claims by evidence: same party"] == 1.0


def test_a_row_with_two_parties_is_a_claim_about_each(agreement: ModuleType, tmp_path: Path) -> None:
    one = (
        "<e1><p1>Arland and Beland</p1> <t1>agreed</t1></e1>.\n---\nt1 party=Arland; Beland | act=agree | issue=talks\n"
    )
    two = one.replace("Arland; Beland |", "Beland |")
    measured = found(agreement, labelled_twice(tmp_path, one, two))
    row = measured["f1"]["claims by trigger: same party"]
    assert row == {"f1": 0.667, "interval": [0.667, 0.667], "alike": 1, "labels": 3}


def test_another_name_of_a_party_is_known_by_standing_in_its_place_twice(agreement: ModuleType, tmp_path: Path) -> None:
    text = "<e1><p1>The rebels</p1> <t1>refused</t1></e1>. <e2><p2>They</p2> <t2>left</t2></e2>.\n---\n"
    rows = "t1 party={0} | act=reject | issue=talks\nt2 party={0} | act=withdraw | issue=talks\n"
    measured = f1s(found(agreement, labelled_twice(tmp_path, text + rows.format("Front"), text + rows.format("MFB"))))
    assert measured["claims by trigger: same party"] == 0.0
    assert measured["claims by trigger: same party, whatever its name"] == 1.0
    # once is no evidence
    once = text.replace("<t2>left</t2></e2>", "left").replace("<e2><p2>They</p2>", "They")
    rows = "t1 party={0} | act=reject | issue=talks\n"
    measured = f1s(found(agreement, labelled_twice(tmp_path, once + rows.format("Front"), once + rows.format("MFB"))))
    assert measured["claims by trigger: same party, whatever its name"] == 0.0


def test_clauses_are_found_by_their_text_and_ask_for_no_attributions(agreement: ModuleType, tmp_path: Path) -> None:
    first = "Rain fell. ||| The road was shut. ##\n ||| <e1><p1>Beland</p1> <t1>left</t1></e1>. ## t1 party=Beland | act=withdraw | issue=talks\n"
    second = " ||| <e1><p1>Beland</p1> <t1>left</t1></e1>. ## t1 party=Beland | act=retreat | issue=talks\n"
    pairs, faults = agreement.twice_labelled(labelled_twice(tmp_path, BOTH, BOTH, (first, second)))
    assert faults == []
    clause = agreement.counted(*pairs[-1])
    assert clause.kind == "clause"
    assert clause.values["act"] == [("withdraw", "retreat")]
    assert "attributions" not in clause.items


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        # Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): ten units, two observers, 0 and 1.
        (list(zip("0100000010", "1110010000", strict=True)), 0.095),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -0.5),
    ],
)
def test_alpha_is_krippendorffs(agreement: ModuleType, pairs: list[tuple[str, str]], expected: float) -> None:
    text = agreement.Counts("report", values={"act": pairs})
    table = agreement.coincidences([text], "act").sum(0)
    assert table.sum() == 2 * len(pairs)
    assert float(agreement.alpha(table)) == pytest.approx(expected, abs=0.0005)


def test_alpha_of_what_never_varies_is_unknown(agreement: ModuleType) -> None:
    assert np.isnan(agreement.alpha(np.array([[8.0]])))


def test_the_bootstrap_draws_as_many_texts_of_each_kind_as_there_are(agreement: ModuleType) -> None:
    kinds = ["report", "clause", "clause", "report", "clause"]
    drawn = agreement.weights(kinds, 50)
    assert drawn.shape == (50, 5)
    assert (drawn[:, [0, 3]].sum(1) == 2).all()
    assert (drawn[:, [1, 2, 4]].sum(1) == 3).all()


def test_the_command_prints_tables_or_json(
    agreement: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(labelled_twice(tmp_path, BOTH, OTHER))
    assert agreement.main(["--json", "--data", folder]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed.keys() == {"all", "reports"}
    assert printed["all"]["acts"]["want"] == {"f1": 0.0, "interval": [0.0, 0.0], "alike": 0, "labels": 1}
    assert agreement.main(["--data", folder]) == 0
    tables = capsys.readouterr().out
    assert "alpha strength" in tables
    assert "F1 of issues, by trigger" in tables


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (BOTH.replace("truce", "pause"), "another text than reports/one.txt from character"),
        (BOTH.replace("act=want", "act=wish"), "second/one.txt: t: act='wish'"),
    ],
)
def test_texts_that_cannot_be_compared_are_refused(
    agreement: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], second: str, said: str
) -> None:
    assert agreement.main(["--data", str(labelled_twice(tmp_path, BOTH, second))]) == 1
    assert said in capsys.readouterr().err


def test_a_second_label_without_a_first_is_refused(
    agreement: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = labelled_twice(tmp_path, BOTH, BOTH)
    (folder / "reports/one.txt").unlink()
    assert agreement.main(["--data", str(folder)]) == 1
    assert "second/reports/one.txt: there is no reports/one.txt" in capsys.readouterr().err


def test_nothing_labelled_twice_is_said(
    agreement: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agreement.main(["--data", str(tmp_path)]) == 1
    assert "nothing is labelled twice" in capsys.readouterr().err
