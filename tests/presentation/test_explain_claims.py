"""Why a claim has its party, act and standing, in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from accords.presentation.dossier import Dossier
from accords.presentation.explain import explain
from accords.vocabulary.act import Standing


def text_of(dossier: Dossier, own: str) -> str:
    return "\n".join(explain(dossier, own).lines(500))


def test_a_claim_stands_with_its_sentence_and_place(claimed: Dossier) -> None:
    told = explain(claimed, claimed.claims[0].id)
    assert told.sentence.startswith("Envoy Mira Holt of Westmark said") and told.line == 2
    assert "evidence    Norland would write into law a pledge" in text_of(claimed, told.id)
    assert "act words   pledge (code points" in text_of(claimed, told.id)


def test_the_act_comes_with_its_rule_and_what_the_model_gives(claimed: Dossier) -> None:
    told = explain(claimed, claimed.claims[0].id)
    act = next(answer for answer in told.answers if answer.of == "act")
    assert act.rule == "head"
    assert "The model gives commit 0.71, offer 0.20." in act.because


@pytest.mark.parametrize("odd", ["x", 3, [["a"]], {"a": "b"}, None, [[1, 2, 3]]])
def test_a_reason_of_another_form_is_passed_over(claimed: Dossier, odd: Any) -> None:
    claim = replace(claimed.claims[0], why={"acts": odd})
    told = explain(replace(claimed, claims=(claim,)), claim.id)
    assert "The model gives" not in "\n".join(told.lines(300))


def test_the_chain_is_told_link_by_link(claimed: Dossier) -> None:
    claim = replace(claimed.claims[0], chain=("mira-holt", "norland"))
    dossier = replace(claimed, claims=(claim,))
    line = next(x for x in text_of(dossier, claim.id).splitlines() if x.startswith("chain"))
    assert "1. Mira Holt, envoy, for Westmark; 2. Norland, state." in line
    assert f"inside the attribution {claim.attribution}" in line


@pytest.mark.parametrize(
    ("chain", "standing", "words"),
    [
        (("jon-varga",), Standing.OWN, "Jon Varga speaks for Norland."),
        (("jon-varga", "norland"), Standing.OWN, "Every link of the chain speaks for Norland."),
        ((), Standing.OWN, "The report is itself a text of Norland, or one that it signed"),
        ((), Standing.OUTLET, "in its own voice, and names nobody who vouches for it. Until Norland's own words"),
        (
            ("mira-holt", "norland"),
            Standing.COUNTERPART,
            "innermost link of the chain that does not speak for Norland is Mira Holt, who speaks for Westmark and takes part",
        ),
        (
            ("an-expert",),
            Standing.THIRD_PARTY,
            "is An Expert, of whom no party is known and is no side of the talks. Until",
        ),
    ],
)
def test_standing_comes_with_the_rule(claimed: Dossier, chain: Any, standing: Standing, words: str) -> None:
    claim = replace(claimed.claims[0], chain=chain, standing=standing)
    assert words in text_of(replace(claimed, claims=(claim,)), claim.id)


@pytest.mark.parametrize("standing", [s for s in Standing if s is not Standing.OWN])
def test_what_others_say_is_never_explained_as_the_partys_position(claimed: Dossier, standing: Standing) -> None:
    claim = replace(claimed.claims[0], standing=standing, chain=() if standing is Standing.OUTLET else ("mira-holt",))
    text = text_of(replace(claimed, claims=(claim,)), claim.id)
    assert "no position of Norland" in text and "not in Norland's own words" in text


def test_a_meeting_tells_where_it_is_told_and_when_it_is(claimed: Dossier) -> None:
    text = text_of(claimed, claimed.meetings[0].id)
    for words in ("status   held.", "day      Friday 15 August 2025. By the words “on Friday”.", "where    Lakeside."):
        assert words in text


def test_a_commitment_tells_its_status_and_its_claims(claimed: Dossier) -> None:
    text = text_of(claimed, claimed.commitments[0].id)
    assert "status    reported. Nobody but others says so: Norland has not confirmed it." in text
    assert f"claim 1   {claimed.claims[0].id}: Norland / territory: commit, undertaken — according to" in text


def test_the_json_form_keeps_the_place_beside_the_answers(claimed: Dossier) -> None:
    for own in (claimed.claims[0].id, claimed.meetings[0].id, claimed.commitments[0].id):
        form = explain(claimed, own).to_json()
        assert isinstance(form["at"], list) and isinstance(form["place"], str)
    assert explain(claimed, claimed.claims[0].id).to_json()["standing"]["settled"] == "counterpart"  # type: ignore[index]


def test_a_meeting_without_evidence_or_day_is_still_explained(claimed: Dossier) -> None:
    bare = replace(claimed.meetings[0], evidence=(), date=None, place=None, participants=())
    text = text_of(replace(claimed, meetings=(bare,)), bare.id)
    assert "day      open." in text and "present  nobody named." in text
