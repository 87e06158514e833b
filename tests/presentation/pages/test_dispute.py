"""The page of a dispute: tellings on their scale, claim beside denial, what copies made of their original."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accords.assessment.dispute import DisputeKind
from accords.claims.build import Account
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.dispute import CLAIMS, Dispute, dispute
from accords.presentation.pages.dispute_sides import side_of
from accords.presentation.pages.own_words import Rendering
from accords.presentation.pages.shown import Missing, Shown
from accords.reading.reading import Mode
from accords.vocabulary.act import Act, Strength
from tests.assessment.tellings import SUNDAY, Done, Said, telling
from tests.presentation.pages.copies import HOSTILE, LEAD, bold, html, shown_of, wire


def told(
    name: str,
    deed: str,
    strength: Strength,
    speaker: str = "Ada Brandt",
    *,
    act: Act = Act.ACCEPT,
    mode: Mode = Mode.INDIRECT,
    outlet: str | None = None,
) -> Account:
    """A report in which somebody says what Vestria takes on itself."""
    return telling(
        name,
        f"{LEAD}\n\n{deed}, {speaker} said.",
        said=[Said(deed, speaker, mode=mode)],
        done=[Done(deed, "Vestria", act, strength, issue="security guarantees")],
        outlet=outlet,
    )


def remark(**more: str) -> Shown:
    return shown_of(
        [
            told("a", "Vestria may accept the shield", Strength.POSSIBLE, mode=Mode.DIRECT),
            told("b", "Vestria has accepted the shield", Strength.ACTUAL, outlet=more.get("outlet")),
            told("c", "Vestria wants the shield", Strength.DESIRED, "Ivo Keller"),
        ]
    )


def only(shown: Shown, kind: DisputeKind) -> Dispute:
    found = [row for row in shown.view.disputes() if row.kind is kind]
    assert len(found) == 1, shown.view.disputes()
    return dispute(shown, found[0].id)


def test_tellings_stand_from_what_goes_least_far_to_what_goes_furthest() -> None:
    page = only(remark(), DisputeKind.STRENGTH)
    (scale,) = page.scales
    assert (scale.party.words, page.steps) == (
        "Vestria",
        ("desired", "possible", "conditional", "undertaken", "actual"),
    )
    assert [(one.rank, one.told.outlet) for one in scale.renderings] == [(1, "c"), (2, "a"), (5, "b")]
    assert page.heading == "Strength: Vestria / security guarantees"


def test_they_are_held_against_the_partys_own_words_and_the_speakers_as_quoted() -> None:
    (scale,) = only(remark(), DisputeKind.STRENGTH).scales
    assert [(mark.whose, mark.rank, mark.told.outlet) for mark in scale.marks] == [
        ("Vestria's own words, paraphrased", 1, "c"),
        ("Ada Brandt's words, quoted", 2, "a"),
    ]
    assert [one.distances for one in scale.renderings] == [
        (),
        ("further (1 step) than Vestria's own words",),
        ("much further (4 steps) than Vestria's own words", "much further (3 steps) than Ada Brandt's words"),
    ]
    assert [one.mark for one in scale.renderings] == [True, True, False]


def test_a_denial_stands_beside_what_it_denies(shown: Shown) -> None:
    row = next(row for row in shown.view.disputes() if row.kind is DisputeKind.DENIAL)
    page = dispute(shown, row.id)
    said, against = page.sides
    assert (said.heading, against.heading) == ("What is said", "What is said against it")
    assert said.claims and [claim.act for claim in against.claims] == ["deny"]
    assert {claim.id for side in page.sides for claim in side.claims} == set(row.claims)
    assert page.scales == ()


def test_what_a_copy_made_of_it_is_told_word_by_word() -> None:
    shown = shown_of([wire(), bold("echo")], head="wire")
    page = only(shown, DisputeKind.STRENGTH)
    (pair,) = page.pairs
    assert pair.changes == (("strength", "raised: “could” becomes “will”"),)
    assert [run.original or run.copy for run in pair.runs if run.change.value != "kept"] == ["could", "will"]
    assert page.family and page.family.href == "/family/wire"


def test_a_copy_that_states_as_fact_is_no_own_word(shown: Shown) -> None:
    row = next(row for row in shown.view.disputes() if row.kind is DisputeKind.ATTRIBUTION_LOST)
    page = dispute(shown, row.id)
    assert [side.heading for side in page.sides] == ["Ascribed to somebody", "Stated as a fact, or as the party’s own"]
    assert {claim.outlet for claim in page.sides[0].claims} == {"Harbour Standard"}
    assert {claim.outlet for claim in page.sides[1].claims} == {"Daybreak Online"}
    assert page.pairs


def test_one_quotation_in_two_reports_is_told_word_by_word() -> None:
    first = "we will not leave a single gun on the ridge before the snow falls"
    second = first.replace("not leave a single gun", "leave hardly a gun")
    shown = shown_of([_quoting("a", first), _quoting("b", second)])
    page = only(shown, DisputeKind.WORDS_ALTERED)
    (pair,) = page.pairs
    assert {pair.original.href, pair.copy.href} == {"/report/a#a-s0", "/report/b#b-s0"}
    assert {run.original or run.copy for run in pair.runs if run.change.value != "kept"} == {
        " not",
        " hardly",
        " single",
    }
    assert page.family is None and pair.sides == ("One report", "Another")


def _quoting(name: str, words: str) -> Account:
    return telling(
        name,
        f"{LEAD}\n\n“{words},” Ivo Keller said.",
        said=[Said(words, "Ivo Keller", mode=Mode.DIRECT)],
        done=[Done(words, "Vestria", Act.RETREAT, Strength.UNDERTAKEN)],
    )


SIDES = {
    "a negated claim denies": (DisputeKind.DENIAL, Act.AGREE, True, "", "", "What is said against it"),
    "an assent is what is denied": (DisputeKind.DENIAL, Act.AGREE, False, "", "", "What is said"),
    "who says that nothing was agreed": (DisputeKind.DENIAL, Act.ASSESS, False, "", "", "What is said against it"),
    "a role is a party and its act": (DisputeKind.ROLE, Act.OFFER, False, "", "", "Norland: offer"),
    "a proposal is its party's": (DisputeKind.ORIGIN, Act.PROPOSE, False, "", "", "The proposal of Norland"),
    "a form by its words": (DisputeKind.FORM, Act.AGREE, False, "", "by a law of its own", "legislation"),
    "a form that is none": (DisputeKind.FORM, Act.AGREE, False, "", "as it pleases", "No form is named"),
    "two forms that exclude each other": (
        DisputeKind.FORM,
        Act.AGREE,
        False,
        "signed or initialled",
        "was initialled on Friday",
        "“initialled”",
    ),
    "both of two forms": (
        DisputeKind.FORM,
        Act.AGREE,
        False,
        "signed or initialled",
        "was initialled, then signed",
        "Neither, or both",
    ),
}


@pytest.mark.parametrize("situation", SIDES)
def test_the_side_of_a_claim(situation: str) -> None:
    kind, act, negated, note, words, heading = SIDES[situation]
    (claim,) = told("a", "Vestria may accept the shield", Strength.POSSIBLE).claims
    one = Rendering(replace(claim, act=act, negated=negated), claim.standing, None, SUNDAY)
    assert side_of(kind, note, one, words, lambda party: "Norland")[1] == heading


def test_every_kind_has_sides() -> None:
    (claim,) = told("a", "Vestria may accept the shield", Strength.POSSIBLE).claims
    one = Rendering(claim, claim.standing, None, None)
    assert all(side_of(kind, "", one, "", str.title)[1] for kind in DisputeKind)


def test_a_dispute_of_many_claims_is_in_leaves_each_with_what_they_are_held_against() -> None:
    accounts = [told("own", "Vestria wants the shield", Strength.DESIRED, "Ivo Keller")]
    accounts += [told(f"r{n:02}", "Vestria has accepted the shield", Strength.ACTUAL) for n in range(CLAIMS + 10)]
    shown = shown_of(accounts)
    (row,) = (row for row in shown.view.disputes() if row.kind is DisputeKind.STRENGTH)
    pages = [dispute(replace(shown, asked=Asked(leaf=n)), row.id) for n in (1, 2)]
    ids = [one.id for page in pages for one in page.claims.rows]
    assert sorted(ids) == sorted(row.claims) and len(ids) == len(set(ids))
    assert [page.claims.leaves for page in pages] == [2, 2]
    assert [mark.told.outlet for page in pages for scale in page.scales for mark in scale.marks] == ["own", "own"]


def test_what_is_no_dispute_or_was_none_by_then_is_missing() -> None:
    shown = remark()
    (row,) = (row for row in shown.view.disputes() if row.kind is DisputeKind.STRENGTH)
    for own, view in (("d0", shown), (row.id, shown.as_of(date(2031, 5, 1)))):
        with pytest.raises(Missing):
            dispute(view, own)
    assert dispute(shown.as_of(SUNDAY + timedelta(days=1)), row.id)


def test_hostile_words_stay_words() -> None:
    page = only(remark(outlet=HOSTILE), DisputeKind.STRENGTH)
    told_ = html(page)
    assert "<script>alert" not in told_ and "\u202e" not in told_ and "&lt;script&gt;" in told_


def test_the_scale_says_in_words_what_it_shows() -> None:
    told_ = html(only(remark(), DisputeKind.STRENGTH))
    assert "It goes <bdi>much further (4 steps) than Vestria&#39;s own words</bdi>." in told_
    assert 'class="grades" aria-hidden="true"' in told_
