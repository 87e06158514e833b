"""The lead of a dossier on a terminal: whose words each line is, and where it can be asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accords.assessment.commitments import CommitmentStatus, Denied
from accords.presentation import measured
from accords.presentation.claim_words import claim_line, commitment_words, confirmed, vouched
from accords.presentation.dossier import Dossier
from accords.presentation.explain import explain
from accords.presentation.screen import Screen
from accords.presentation.terminal import terminal
from accords.reading.reading import Mode
from accords.vocabulary.act import Act, Standing, Strength

WIDE = Screen(columns=400)


def shown(dossier: Dossier) -> str:
    return "\n".join(terminal(dossier, screen=WIDE))


def part(page: str, title: str) -> list[str]:
    lines = page.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(title))
    return [line for line in lines[at + 1 : lines.index("", at)]]


def test_positions_stand_under_their_party_and_say_first_whose_words_they_are(claimed: Dossier) -> None:
    assert part(shown(claimed), "Positions") == [
        "  Norland",
        "  - forces, in its own words (Jon Varga):",
        f"    concede, possible: We may widen the river border zone [{claimed.claims[1].id[:8]}]",
        "  - forces, according to Mira Holt (counterpart), not in its own words:",
        f"    concede, actual: Norland has widened the river border zone [{claimed.claims[2].id[:8]}]",
        "  - talks, in its own words (Jon Varga):",
        f"    want: We want talks in the spring. [{claimed.claims[3].id[:8]}]",
        "  - territory, according to Mira Holt (counterpart), not in its own words, 17 August 2025:",
        f"    commit, undertaken: to take no more land from Estland [{claimed.claims[0].id[:8]}]",
    ]


def test_the_lead_fits_eighty_columns(claimed: Dossier) -> None:
    lines = list(terminal(claimed, screen=Screen(columns=80)))
    assert max(map(len, lines)) <= 80
    assert "  - territory, according to Mira Holt (counterpart), not in its own words, 17" in lines


def test_a_commitment_says_its_form_its_status_and_that_nobody_confirmed_it(claimed: Dossier) -> None:
    assert part(shown(claimed), "Commitments") == [
        "  - Norland to Estland / territory, reported by others only, not confirmed by Norland, "
        "according to Mira Holt (counterpart), and Norland is said to have kept silent on it:",
        f"    to take no more land from Estland; form: legislation [{claimed.commitments[0].id[:8]}]",
    ]


def test_a_silence_that_names_no_issue_is_not_said_to_be_on_this_one(claimed: Dossier) -> None:
    silence = replace(claimed.silences[0], issue=None)
    told = confirmed(claimed.commitments[0], replace(claimed, silences=(silence,)))
    assert told.endswith("and Norland is said to have kept silent, perhaps on this (see Silences)")


def test_what_its_debtor_denied_says_who_denied_it_and_no_silence(claimed: Dossier) -> None:
    denied = replace(claimed.commitments[0], status=CommitmentStatus.DENIED)
    assert confirmed(denied, claimed) == "denied by Norland, but according to Mira Holt (counterpart)"


def test_who_else_denied_it_is_named_with_who_vouches_for_that(claimed: Dossier) -> None:
    row, others = claimed.commitments[0], claimed.claims[2]
    told = replace(
        row,
        denied=(Denied("elsewhere", "estland", Standing.OWN), Denied(others.id, "norland", others.standing)),
    )
    assert (
        "according to Mira Holt (counterpart), denied by Estland, denied by Norland according to Mira Holt (counterpart), and"
        in confirmed(told, claimed)
    )
    withdrawn = replace(row, status=CommitmentStatus.WITHDRAWN, denied=(Denied("elsewhere", "norland", Standing.OWN),))
    assert confirmed(withdrawn, claimed).endswith(", denied by Norland before")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("if the army leaves", "would hand over the harbour if the army leaves"),
        ("once it is signed", "would hand over the harbour if the army leaves; condition: once it is signed"),
    ],
)
def test_a_condition_that_the_terms_hold_is_not_said_twice(claimed: Dossier, condition: str, words: str) -> None:
    row = replace(
        claimed.commitments[0], terms="would hand over the harbour if the army leaves", form=None, condition=condition
    )
    assert commitment_words(row) == words


def test_meetings_silences_and_disputes_have_their_part(claimed: Dossier) -> None:
    page = shown(claimed)
    (meeting,) = part(page, "Meetings")
    assert "held, Friday 15 August 2025, Lakeside, in person: Mira Holt (Westmark), Jon Varga (Norland)" in meeting
    assert part(page, "Silences") == ["  - Norland / territory: Norland has not commented on the law"]
    head, own, others = part(page, "Open disputes")
    assert head == "  - strength, own words and what others say go differently far:"
    assert own.startswith("    Norland / forces: concede, possible — in Norland's own words (Jon Varga) [")
    assert others.startswith(
        "    against Norland / forces: concede, actual — according to Mira Holt (counterpart), not in"
    )


def test_what_was_not_understood_is_counted(claimed: Dossier) -> None:
    assert "not understood: 3 clauses with an act whose party is unknown" in shown(claimed)


def test_the_sayings_come_last(claimed: Dossier) -> None:
    page = shown(claimed)
    titles = ["Positions", "Commitments", "Meetings", "Silences", "Open disputes", "not understood", "Who said what"]
    places = [page.index(f"\n{title}") for title in titles]
    assert places == sorted(places)


def test_every_id_of_the_lead_can_be_explained(claimed: Dossier) -> None:
    ids = re.findall(r"\[([a-z][0-9a-f]{7,})\]", shown(claimed))
    assert len(ids) >= 9
    for own in ids:
        assert explain(claimed, own).lines(80)


def test_several_reports_come_together_first(claimed: Dossier) -> None:
    other = replace(claimed.reports[0], id="other", title="Another", text="Nothing.")
    lines = shown(replace(claimed, reports=(*claimed.reports, other))).splitlines()
    assert lines[0] == "2 reports together" and lines[2].startswith("Positions")


def test_among_several_reports_the_outlet_that_tells_is_named_and_every_row_has_its_day(claimed: Dossier) -> None:
    bare = replace(claimed.claims[1], chain=(), standing=Standing.OUTLET)
    other = replace(claimed.reports[0], id="other", title="Another", text="Nothing.", published=date(2025, 8, 20))
    both = replace(claimed, reports=(*claimed.reports, other))
    assert vouched(bare, both) == "told by Example Post itself, not in Norland's own words"
    assert part(shown(both), "Positions")[1] == "  - forces, in its own words (Jon Varga), 18 August 2025:"


def test_a_report_without_claims_has_no_lead(dossier: Dossier) -> None:
    assert "Positions" not in shown(dossier) and "not understood" not in shown(dossier)


@pytest.mark.parametrize(
    ("chain", "standing", "words"),
    [
        (("jon-varga",), Standing.OWN, "in Norland's own words (Jon Varga)"),
        (("norland",), Standing.OWN, "in Norland's own words"),
        ((), Standing.OWN, "in Norland's own words, in a text that it signed"),
        ((), Standing.OUTLET, "told by the report itself, not in Norland's own words"),
        (
            ("mira-holt", "norland"),
            Standing.COUNTERPART,
            "according to Mira Holt, citing Norland (counterpart), not in Norland's own words",
        ),
        (("an-expert",), Standing.THIRD_PARTY, "according to An Expert (third party), not in Norland's own words"),
    ],
)
def test_each_standing_has_its_words(claimed: Dossier, chain: Any, standing: Standing, words: str) -> None:
    claim = replace(claimed.claims[0], chain=chain, standing=standing, attribution=None)
    assert vouched(claim, claimed) == words


def test_own_words_that_the_report_does_not_quote_are_said_to_be_paraphrased(claimed: Dossier) -> None:
    claim = claimed.claims[1]
    assert vouched(claim, claimed) == "in Norland's own words (Jon Varga)"
    sayings = tuple(
        replace(saying, attribution=replace(saying.attribution, mode=Mode.INDIRECT)) for saying in claimed.attributions
    )
    told = vouched(claim, replace(claimed, attributions=sayings))
    assert told == "in Norland's own words, paraphrased (Jon Varga)"


def test_what_was_not_done_says_not(claimed: Dossier) -> None:
    claim = replace(claimed.claims[0], act=Act.AGREE, strength=Strength.ACTUAL, negated=True)
    assert "territory: not agree, actual —" in claim_line(claim, claimed)


def test_a_hostile_claim_cannot_move_the_cursor(claimed: Dossier) -> None:
    evil = "a\x1b[2J\u202e\x00b"
    claim = replace(claimed.claims[0], terms=evil, issue=evil, condition=evil)
    commitment = replace(claimed.commitments[0], terms=evil, condition=evil, issue=evil)
    meeting = replace(claimed.meetings[0], name=evil, place=evil, participants=(evil,))
    page = shown(replace(claimed, claims=(claim,), commitments=(commitment,), meetings=(meeting,)))
    assert not set(page) & {"\x1b", "\u202e", "\x00"}


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, None),
        ({"on": "x", "claims": {"precision": None, "recall": None}}, None),
        (
            {"on": "twelve talks", "claims": {"precision": 41.2, "recall": 30.0}, "standing": 86.0},
            "Measured on twelve talks: of 100 claims shown 41 are right, and 30 of 100 that the reports hold are found; "
            "who vouches for a claim is right in 86 of 100.",
        ),
        (
            {"on": "x", "claims": {"precision": 50.0}, "meetings": {"precision": 60.0, "recall": 70.0}},
            "Measured on x: of 100 claims shown 50 are right; "
            "of 100 meetings shown 60 are right, and 70 of 100 that the reports hold are found.",
        ),
    ],
)
def test_the_measured_error_is_told_where_it_was_measured(figures: Any, words: str | None) -> None:
    assert measured.sentence(figures) == words


def test_the_measured_error_stands_at_the_foot(claimed: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = {"on": "ten talks", "claims": {"precision": 40.0, "recall": 30.0}}
    monkeypatch.setattr(measured, "measured", lambda: figures)
    assert shown(claimed).splitlines()[-1].startswith("Measured on ten talks: of 100 claims shown 40 are right")


def test_the_figures_of_the_package_have_every_list() -> None:
    figures = measured.measured()
    assert set(figures) >= {"on", "attributions", "claims", "standing", "commitments", "meetings"}
    for name in ("attributions", "claims", "commitments", "meetings"):
        assert all(value is None or 0 <= value <= 100 for value in figures[name].values())
