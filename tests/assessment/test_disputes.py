"""Disputes inside one report: plain contradictions, and near misses that are none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.assessment.disputes import DisputeKind, disputes
from accords.vocabulary.act import Act, Standing, Strength

OWN, COUNTERPART, OUTLET = Standing.OWN, Standing.COUNTERPART, Standing.OUTLET
ACTUAL, UNDERTAKEN, CONDITIONAL, POSSIBLE = (
    Strength.ACTUAL,
    Strength.UNDERTAKEN,
    Strength.CONDITIONAL,
    Strength.POSSIBLE,
)


def kinds(bench: Any, *claims: Any) -> list[DisputeKind]:
    return [dispute.kind for dispute in disputes(claims, bench.words)]


def test_a_party_denies_what_is_said_of_it(bench: Any) -> None:
    said = bench.claim("norland", Act.AGREE, "territory", "Norland agreed to hand back the valley towns")
    denied = bench.claim("norland", Act.DENY, "territory", "no valley towns were promised", standing=OWN)
    (row,) = disputes([said, denied], bench.words)
    assert (row.kind, row.claims) == (DisputeKind.DENIAL, (said.id, denied.id))


@pytest.mark.parametrize(
    ("issue", "words", "chain"),
    [
        ("prisoners", "no valley towns were promised", ("speaker-of-norland",)),  # another issue
        ("territory", "it shelled nobody's market", ("envoy",)),  # about something else, from the same mouth
    ],
)
def test_a_denial_of_something_else_is_no_dispute(bench: Any, issue: str, words: str, chain: Any) -> None:
    said = bench.claim("norland", Act.AGREE, "territory", "Norland agreed to hand back the valley towns")
    denied = bench.claim("norland", Act.DENY, issue, words, standing=OWN, chain=chain)
    assert kinds(bench, said, denied) == []


def test_one_says_that_it_agreed_and_it_says_that_it_did_not(bench: Any) -> None:
    told = bench.claim("norland", Act.AGREE, "forces", "Norland agreed to pull the tanks from the ridge")
    no = bench.claim(
        "norland", Act.AGREE, "forces", "we never agreed to pull tanks from the ridge", standing=OWN, negated=True
    )
    assert kinds(bench, told, no) == [DisputeKind.DENIAL]


@pytest.mark.parametrize(
    ("own", "others", "differs"),
    [
        (POSSIBLE, ACTUAL, True),
        (POSSIBLE, UNDERTAKEN, True),
        (CONDITIONAL, UNDERTAKEN, True),
        (CONDITIONAL, ACTUAL, True),
        (UNDERTAKEN, ACTUAL, False),
        (POSSIBLE, CONDITIONAL, False),
        (ACTUAL, ACTUAL, False),
    ],
)
@pytest.mark.parametrize("standing", [COUNTERPART, OUTLET])
def test_own_words_and_others_go_differently_far(
    bench: Any, own: Strength, others: Strength, differs: bool, standing: Standing
) -> None:
    words = "widen the buffer zone along the river"
    mine = bench.claim("norland", Act.CONCEDE, "forces", words, standing=OWN, strength=own)
    theirs = bench.claim("norland", Act.CONCEDE, "forces", words, standing=standing, strength=others)
    assert kinds(bench, mine, theirs) == ([DisputeKind.STRENGTH] if differs else [])


def test_two_matters_in_two_strengths_are_no_dispute(bench: Any) -> None:
    mine = bench.claim("norland", Act.OFFER, "forces", "may widen the river zone", standing=OWN, strength=POSSIBLE)
    other = bench.claim("norland", Act.OFFER, "forces", "gave up two hill bases", strength=ACTUAL)
    assert kinds(bench, mine, other) == []


def test_the_giver_of_one_claim_only_assents_in_another(bench: Any) -> None:
    gives = bench.claim(
        "norland", Act.ACCEPT, "security guarantees", "Norland agreed to give Estland border protection"
    )
    assents = bench.claim("norland", Act.CONCEDE, "security guarantees", "we won this concession", attribution="a1")
    offer = bench.claim(
        "westmark",
        Act.OFFER,
        "security guarantees",
        "Westmark could offer Estland protection",
        standing=OWN,
        attribution="a1",
    )
    (row,) = disputes([gives, assents, offer], bench.words)
    assert (row.kind, row.claims) == (DisputeKind.ROLE, (gives.id, assents.id, offer.id))
    assert kinds(bench, gives, offer) == []  # both may give


def test_a_law_or_a_letter(bench: Any) -> None:
    law = bench.claim("norland", Act.COMMIT, "territory", "pledged to write into law that Estland's land is safe")
    letter = bench.claim(
        "norland",
        Act.COMMIT,
        "territory",
        "gave a written promise that Estland's land is safe",
        chain=("two-diplomats",),
    )
    (row,) = disputes([law, letter], bench.words)
    assert (row.kind, row.note) == (DisputeKind.FORM, "legislation or written")


def test_signed_or_initialled(bench: Any) -> None:
    one = bench.claim("norland", Act.AGREE, "peace agreement", "Norland signed the river protocol in Lakeside")
    other = bench.claim(
        "norland", Act.AGREE, "peace agreement", "Norland only initialled the river protocol in Lakeside", standing=OWN
    )
    assert DisputeKind.FORM in kinds(bench, one, other)


def test_whose_proposal_it_was(bench: Any) -> None:
    one = bench.claim("norland", Act.PROPOSE, "ceasefire", "Norland's proposal of a thirty-day harvest truce")
    other = bench.claim(
        "westmark", Act.PROPOSE, "ceasefire", "the harvest truce of thirty-day length was Westmark's idea"
    )
    assert kinds(bench, one, other) == [DisputeKind.ORIGIN]


def test_a_joint_proposal_is_no_dispute(bench: Any) -> None:
    words = "they proposed a thirty-day harvest truce"
    claims = [bench.claim(party, Act.PROPOSE, "ceasefire", words, at=500) for party in ("norland", "westmark")]
    assert kinds(bench, *claims) == []


WORDS = [
    "to give the valley towns protection",
    "no valley towns",
    "by law the valley towns",
    "a written promise for valley towns",
    "",
]
rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from([Act.ACCEPT, Act.DENY, Act.OFFER, Act.PROPOSE, Act.CONCEDE]),
        st.sampled_from(WORDS),
        st.sampled_from(list(Standing)),
        st.sampled_from(list(Strength)),
        st.booleans(),
        st.sampled_from([None, "a1"]),
    ),
    max_size=10,
)


@given(rows, st.randoms())
def test_laws_of_disputes(table: Any, random: Any) -> None:
    from .conftest import Bench

    bench = Bench()
    claims = [
        bench.claim(party, act, "x", words, standing=standing, strength=strength, negated=negated, attribution=within)
        for party, act, words, standing, strength, negated, within in table
    ]
    found = disputes(claims, bench.words)
    random.shuffle(claims)
    assert disputes(claims, bench.words) == found
    ids = {claim.id for claim in claims}
    assert len({row.id for row in found}) == len(found)
    for row in found:
        assert len(row.claims) >= 2 and set(row.claims) <= ids and len(set(row.claims)) == len(row.claims)
