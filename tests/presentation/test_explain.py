from __future__ import annotations

import pytest

from accords.claims.saying import Why
from accords.presentation.dossier import Dossier
from accords.presentation.explain import explain, find
from accords.vocabulary import Misuse


def text_of(dossier: Dossier, number: int) -> str:
    return "\n".join(explain(dossier, dossier.attributions[number].id).lines(200))


def test_the_sentence_stands_with_its_place(dossier: Dossier) -> None:
    told = explain(dossier, dossier.attributions[0].id)
    assert told.sentence == "Envoy Mira Holt said on Sunday that the delegation would stay in Lakeside."
    assert told.line == 2
    assert dossier.reports[0].text[told.at.start : told.at.end] == told.sentence
    assert told.place == "The envoy returns (Example Post, Sunday 17 August 2025)"


def test_source_cue_and_content_stand_with_their_code_points(dossier: Dossier) -> None:
    text = text_of(dossier, 0)
    assert "source   Envoy Mira Holt (code points 32–47)" in text
    assert "cue      said (code points 48–52)" in text
    assert "content  the delegation would stay in Lakeside (code points" in text


def test_the_speaker_comes_with_the_reason_and_where_it_rests(dossier: Dossier) -> None:
    line = next(x for x in text_of(dossier, 0).splitlines() if x.startswith("speaker"))
    assert line == ("speaker  Mira Holt, envoy, for Westmark. “Mira Holt” (line 2, code points 38–47) names Mira Holt.")


def test_of_two_candidates_nobody_is_chosen(dossier: Dossier) -> None:
    text = text_of(dossier, 5)
    assert "nobody: it may be Mira Holt or Anna Reed, and none is chosen" in text
    assert "fits Mira Holt or Anna Reed equally well, and accords does not guess" in text


def test_what_reaches_us_through_somebody_says_through_whom(dossier: Dossier) -> None:
    assert f"through  according to Mira Holt: it stands inside {dossier.attributions[2].id}" in text_of(dossier, 3)


def test_channel_and_day_are_told_or_said_to_be_open(dossier: Dossier) -> None:
    assert "channel  Northern Radio. The dossier does not say why." in text_of(dossier, 1)
    assert "day      open. The report says no day for it." in text_of(dossier, 1)
    assert "day      Sunday 17 August 2025." in text_of(dossier, 0)
    assert "channel  none. The report names no place of saying." in text_of(dossier, 0)


def test_the_json_form_has_the_rule_beside_the_sentence(dossier: Dossier) -> None:
    form = explain(dossier, dossier.attributions[4].id).to_json()
    assert form["speaker"] == {
        "settled": "Two senior officials, unnamed",
        "because": "“Two senior officials” describes the source and does not name it: it is kept as described.",
        "rule": "described, not named",
    }
    assert form["content"]["words"] == "the plan as “fragile” and “late”"  # type: ignore[index]


def test_an_unknown_rule_is_shown_by_its_name(dossier: Dossier) -> None:
    from dataclasses import replace

    strange = replace(dossier.attributions[0], speaker_why=Why("by the stars"))
    told = explain(replace(dossier, attributions=(strange,)), strange.id)
    assert told.answers[0].because == "Rule: by the stars."


def test_the_beginning_of_an_id_is_enough_where_only_one_has_it(dossier: Dossier) -> None:
    own = dossier.attributions[1].id
    assert find(dossier, own[:8], "d") == own


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("a", "which begins 7 ids"),
        ("zzzz", "no id 'zzzz'"),
        ("", "no id ''"),
        ("mira-holt", "the id of an actor"),
        ("\x1b[2J", "no id '\\\\x1b[2J'"),
    ],
)
def test_an_id_that_tells_nothing_apart_is_refused(dossier: Dossier, wanted: str, words: str) -> None:
    with pytest.raises(Misuse) as refused:
        explain(dossier, wanted, place="d.json")
    assert words in str(refused.value)
    assert str(refused.value).startswith("d.json: ")


def test_a_slip_is_answered_with_the_nearest_ids(dossier: Dossier) -> None:
    own = dossier.attributions[2].id
    slip = own[:4] + ("0" if own[4] != "0" else "1") + own[5:]
    with pytest.raises(Misuse) as refused:
        explain(dossier, slip)
    nearest = str(refused.value).split("The nearest: ")[1]
    assert nearest.startswith(own[:8])


def test_a_report_id_is_refused_as_what_it_is(dossier: Dossier) -> None:
    with pytest.raises(Misuse, match="the id of a report"):
        explain(dossier, dossier.reports[0].id)


def test_a_dossier_without_attributions_says_so() -> None:
    with pytest.raises(Misuse, match="no attribution at all"):
        explain(Dossier(), "a1")
