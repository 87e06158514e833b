"""Commitments: what a party itself will do or refrain from; one row each; form, condition and status by the words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.assessment.commitments import CommitmentStatus, commitments
from accords.assessment.forms import Form, form_of
from accords.assessment.undertakings import undertakes
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength
from tests.growth import growth

OWN, COUNTERPART, OUTLET = Standing.OWN, Standing.COUNTERPART, Standing.OUTLET


@pytest.mark.parametrize(
    ("act", "words", "makes_one"),
    [
        (Act.COMMIT, "Norland pledged to close the camp", True),
        (Act.COMMIT, "you have our word", True),
        (Act.AGREE, "Norland agreed to withdraw its guns from the ridge", True),
        (Act.ACCEPT, "Norland has agreed not to arm the settlers", True),
        (Act.OFFER, "Norland would release forty prisoners if the road opened", True),
        (Act.OFFER, "Norland is ready to reopen the crossing", True),
        (Act.CONCEDE, "Norland will fully lift the embargo", True),
        (Act.OFFER, "Norland could station a battalion there", True),
        # what others give, or a thing in general, binds a party to nothing
        (Act.AGREE, "Norland agreed to robust guarantees", False),
        (Act.ACCEPT, "Norland accepted the plan", False),
        (Act.CONCEDE, "Norland made some concessions on the valley", False),
        (Act.AGREE, "the two sides agreed on the wording", False),
        # readiness to talk
        (Act.OFFER, "Norland is ready to talk about the border", False),
        (Act.AGREE, "Norland agreed to resume the negotiations", False),
        (Act.COMMIT, "Norland promised to return to the table", False),
        # demands, praise and assessments
        (Act.DEMAND, "Norland must withdraw", False),
        (Act.SUPPORT, "Norland will back the plan", False),
        (Act.ASSESS, "the sides are ready to sign", False),
        (Act.REJECT, "Norland will not withdraw", False),
    ],
)
def test_what_makes_a_commitment(bench: Any, act: Act, words: str, makes_one: bool) -> None:
    claim = bench.claim("norland", act, "forces", words)
    assert undertakes(claim, words) is makes_one
    assert len(commitments([claim], bench.words)) == makes_one


@pytest.mark.parametrize("fields", [{"negated": True}, {"strength": Strength.DESIRED}])
def test_what_was_not_promised_or_is_only_wished_is_none(bench: Any, fields: Any) -> None:
    claim = bench.claim("norland", Act.COMMIT, "forces", "Norland has promised no soldiers", **fields)
    assert commitments([claim], bench.words) == ()


@pytest.mark.parametrize(
    ("issue", "words", "makes_one"),
    [
        ("ceasefire", "the two sides agreed to a truce", True),
        ("prisoners", "Norland and Estland reached a deal on an exchange of prisoners", True),
        ("ceasefire", "the two sides agreed on many points", False),
        ("ceasefire", "Norland has yet to agree to a truce", False),
        ("ceasefire", "the truce ran out without the sides having agreed on another", False),
        ("governance", "the two sides agreed on a cabinet", False),
    ],
)
def test_sides_that_agree_on_a_truce_or_an_exchange_bind_each_itself(
    bench: Any, issue: str, words: str, makes_one: bool
) -> None:
    claim = bench.claim("norland", Act.AGREE, issue, words)
    assert undertakes(claim, words) is makes_one


def test_what_was_agreed_and_what_it_lays_down_are_one_row(bench: Any) -> None:
    claims = [
        bench.claim("norland", Act.AGREE, "ceasefire", "the two sides agreed to a truce", at=0),
        bench.claim("norland", Act.COMMIT, "ceasefire", "its gunners will rest from midnight", at=100),
        bench.claim("norland", Act.COMMIT, "ceasefire", "observers may inspect every battery", at=200),
    ]
    first, second = commitments(claims, bench.words)
    assert (first.claims, second.claims) == ((claims[0].id, claims[1].id), (claims[2].id,))


@pytest.mark.parametrize(
    ("strength", "standing", "words", "makes_one"),
    [
        (Strength.CONDITIONAL, OWN, "our soldiers home by Sunday if the road opens", True),
        (Strength.CONDITIONAL, OUTLET, "its soldiers home by Sunday if the road opens", False),
        (Strength.POSSIBLE, OWN, "we are ready to help with the matter", False),
        (Strength.POSSIBLE, OWN, "we could consider it", False),
    ],
)
def test_an_offer_needs_its_price_or_a_deed(
    bench: Any, strength: Strength, standing: Standing, words: str, makes_one: bool
) -> None:
    claim = bench.claim("norland", Act.OFFER, "forces", words, strength=strength, standing=standing)
    assert undertakes(claim, words) is makes_one


def test_who_meets_whom_is_no_commitment(bench: Any) -> None:
    assert not commitments([bench.claim("norland", Act.COMMIT, "talks", "he would call him")], bench.words)


@pytest.mark.parametrize("strength", [Strength.CONDITIONAL, Strength.POSSIBLE])
def test_conditional_and_possible_ones_count_with_their_condition(bench: Any, strength: Strength) -> None:
    words = "Norland would release the prisoners once the road is open"
    claim = bench.claim("norland", Act.OFFER, "prisoners", words, strength=strength, condition="once the road is open")
    (row,) = commitments([claim], bench.words)
    assert row.condition == "once the road is open"


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("would make a legislative commitment not to annex more land", Form.LEGISLATION),
        ("would write into its laws that it takes no more land", Form.LEGISLATION),
        ("a Norland law is to rule that out", Form.LEGISLATION),
        ("will enshrine it in the constitution", Form.LEGISLATION),
        ("bound itself by treaty to keep out", Form.TREATY),
        ("bound itself by a treaty to keep out", Form.TREATY),
        ("undertook in the border treaty to keep out", Form.TREATY),
        ("signed accords on the river", Form.TREATY),
        ("gave a written promise to keep out", Form.WRITTEN),
        ("put it in writing that it would keep out", Form.WRITTEN),
        ("promised in a letter to keep out", Form.WRITTEN),
        ("promised by word of mouth to keep out", Form.ORAL),
        ("gave an oral assurance", Form.ORAL),
        ("told the envoy that it would keep out", None),
        ("promised law and order in the valley", None),
        ("promised to keep out", None),
    ],
)
def test_the_form_is_what_the_words_say_and_saying_it_is_none(words: str, form: Form | None) -> None:
    assert form_of(words) is form


def test_several_claims_of_one_undertaking_are_one_row(bench: Any) -> None:
    claims = [
        bench.claim(
            "norland", Act.COMMIT, "territory", "Norland would take no more land from Estland", toward=("estland",)
        ),
        bench.claim("norland", Act.COMMIT, "territory", "a pledge not to seize Estland's land"),
        bench.claim("norland", Act.COMMIT, "territory", "it pledged by law to take no more Estland land"),
    ]
    (row,) = commitments(claims, bench.words)
    assert row.claims == tuple(claim.id for claim in claims)
    assert (row.form, row.creditor) == (Form.LEGISLATION, ("estland",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"words": "will release all the prisoners"}, {"words": "will hand over the bodies of soldiers"}),
        ({"words": "will release all prisoners"}, {"words": "will release all prisoners", "party": "estland"}),
        ({"words": "will release all prisoners"}, {"words": "will release all prisoners", "issue": "humanitarian"}),
        (
            {"words": "pledged by law to free the prisoners"},
            {"words": "gave a written promise to free the prisoners"},
        ),
    ],
)
def test_another_debtor_issue_deed_or_form_is_another_row(bench: Any, one: Any, other: Any) -> None:
    claims = [
        bench.claim(row.get("party", "norland"), Act.COMMIT, row.get("issue", "prisoners"), row["words"])
        for row in (one, other)
    ]
    assert len(commitments(claims, bench.words)) == 2


def test_vague_words_go_with_what_was_promised_just_before(bench: Any) -> None:
    claims = [
        bench.claim("norland", Act.COMMIT, "forces", "we will guard the river crossing", standing=OWN),
        bench.claim("norland", Act.COMMIT, "forces", "we will do it", standing=OWN),
    ]
    (row,) = commitments(claims, bench.words)
    assert len(row.claims) == 2 and row.terms == "we will guard the river crossing"


def test_status_by_who_says_so(bench: Any) -> None:
    words = "Norland will take no more land from Estland"
    told = bench.claim("norland", Act.COMMIT, "territory", words)
    retold = bench.claim("norland", Act.COMMIT, "territory", words, standing=OUTLET)
    said = bench.claim("norland", Act.COMMIT, "territory", words, standing=OWN)
    signed = bench.claim("norland", Act.COMMIT, "territory", words, standing=OWN, chain=())

    def status(*claims: Any) -> CommitmentStatus:
        (row,) = commitments(claims, bench.words)
        return row.status

    assert status(told) is status(told, retold) is CommitmentStatus.REPORTED
    assert status(told, said) is CommitmentStatus.STATED
    assert status(told, said, signed) is CommitmentStatus.AGREED


def test_it_is_agreed_where_each_side_says_so_itself_and_not_where_one_says_it_of_both(bench: Any) -> None:
    words = "Norland agreed to withdraw from the valley"
    mine = bench.claim("norland", Act.AGREE, "forces", words, standing=OWN)
    theirs = bench.claim("estland", Act.AGREE, "forces", "we agreed on the valley", standing=OWN)
    told = bench.claim("estland", Act.AGREE, "forces", "Estland agreed on the valley too")
    assert commitments([mine, theirs], bench.words)[0].status is CommitmentStatus.AGREED
    assert commitments([mine, told], bench.words)[0].status is CommitmentStatus.STATED


def test_in_force_only_where_the_debtors_words_say_so(bench: Any) -> None:
    words = "Norland's pledge to free all prisoners is in force"
    told = bench.claim("norland", Act.COMMIT, "prisoners", words)
    said = bench.claim("norland", Act.COMMIT, "prisoners", words, standing=OWN)
    assert commitments([told], bench.words)[0].status is CommitmentStatus.REPORTED
    assert commitments([said], bench.words)[0].status is CommitmentStatus.IN_FORCE


@pytest.mark.parametrize(
    ("act", "standing", "status"),
    [
        (Act.WITHDRAW, COUNTERPART, CommitmentStatus.WITHDRAWN),
        (Act.WITHDRAW, OWN, CommitmentStatus.WITHDRAWN),
        (Act.DENY, OWN, CommitmentStatus.DENIED),
        (Act.DENY, COUNTERPART, CommitmentStatus.REPORTED),
    ],
)
def test_what_is_taken_back_is_kept_with_that_status(bench: Any, act: Act, standing: Standing, status: Any) -> None:
    promise = bench.claim("norland", Act.COMMIT, "territory", "Norland would take no more land from Estland")
    back = bench.claim("norland", act, "territory", "no promise about land from Estland", standing=standing)
    (row,) = commitments([promise, back], bench.words)
    assert row.status is status


def test_the_debtors_own_words_are_the_terms(bench: Any) -> None:
    told = bench.claim("norland", Act.COMMIT, "territory", "Norland would take no more land from Estland ever")
    said = bench.claim("norland", Act.COMMIT, "territory", "we will take no land from Estland", standing=OWN)
    (row,) = commitments([told, said], bench.words)
    assert row.terms == "we will take no land from Estland"


def test_copies_under_one_outlet_count_once(bench: Any) -> None:
    words = "Norland would take no more land from Estland"
    claims = [bench.claim("norland", Act.COMMIT, "territory", words, report=name) for name in ("r1", "r2", "r3")]
    (row,) = commitments(claims, bench.words, outlet_of=lambda claim: "Post" if claim.report != "r3" else "Gazette")
    assert row.independent_outlets == 2


@pytest.mark.parametrize("same", [True, False])
def test_thousands_of_undertakings_of_one_debtor_take_no_quadratic_time(bench: Any, same: bool) -> None:
    def of(number: int) -> list[Claim]:
        words = (f"will free prisoners of camp {'x' if same else f'number{n} sector{n}'}" for n in range(number))
        return [bench.claim("norland", Act.COMMIT, "prisoners", each) for each in words]

    grown = growth(of, lambda claims: commitments(claims, bench.words), 750, 12_000)
    assert grown.is_near_linear, grown


TERMS = ["to free all prisoners", "to close the camp at dawn", "it will do so", "to write into law a ban", "to talk"]
rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from([Act.COMMIT, Act.AGREE, Act.OFFER, Act.WITHDRAW, Act.DENY, Act.ACCUSE]),
        st.sampled_from(TERMS),
        st.sampled_from(list(Standing)),
        st.integers(0, 3),
        st.sampled_from(["r1", "r2"]),
    ),
    max_size=10,
)


@given(rows, st.randoms())
def test_laws_of_commitments(table: Any, random: Any) -> None:
    from .conftest import Bench

    bench = Bench()
    claims = [
        bench.claim(party, act, "prisoners", words, standing=standing, at=at, report=report)
        for party, act, words, standing, at, report in table
    ]
    made = commitments(claims, bench.words)
    random.shuffle(claims)
    assert commitments(claims, bench.words) == made
    by_id = {claim.id: claim for claim in claims}
    ids = [row.id for row in made]
    assert len(ids) == len(set(ids))
    gathered = [own for row in made for own in row.claims]
    assert len(gathered) == len(set(gathered))
    for row in made:
        told = [by_id[own] for own in row.claims]
        assert told and all((claim.party, claim.issue) == (row.debtor, row.issue) for claim in told)
        assert row.debtor not in row.creditor
        if not any(claim.standing is OWN for claim in told):
            assert row.status not in (CommitmentStatus.STATED, CommitmentStatus.AGREED, CommitmentStatus.IN_FORCE)
