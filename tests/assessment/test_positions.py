"""Positions: by own words, and beside it by others'; the latest of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.assessment.positions import STANCES, positions
from accords.vocabulary.act import Act, Standing, Strength

OWN, COUNTERPART, OUTLET, THIRD = Standing.OWN, Standing.COUNTERPART, Standing.OUTLET, Standing.THIRD_PARTY
FRIDAY, SUNDAY = date(2025, 8, 15), date(2025, 8, 17)


def no_day(_: Any) -> date | None:
    return None


def test_own_words_and_what_others_say_are_two_rows(bench: Any) -> None:
    said = bench.claim("norland", Act.REJECT, "territory", "we will cede nothing", standing=OWN)
    told = bench.claim("norland", Act.CONCEDE, "territory", "Norland made concessions", strength=Strength.ACTUAL)
    own, others = positions([told, said], no_day)
    assert (own.stance, own.standing, own.claim) == (Act.REJECT, OWN, said.id)
    assert (others.stance, others.standing, others.strength) == (Act.CONCEDE, COUNTERPART, Strength.ACTUAL)


def test_the_latest_day_counts_and_not_the_place(bench: Any) -> None:
    late = bench.claim("norland", Act.ACCEPT, "ceasefire", "yes", standing=OWN)
    early = bench.claim("norland", Act.REJECT, "ceasefire", "no", standing=OWN)
    days = {late.id: SUNDAY, early.id: FRIDAY}
    (row,) = positions([late, early], lambda claim: days[claim.id])
    assert (row.stance, row.as_of) == (Act.ACCEPT, SUNDAY)


def test_of_one_day_the_later_in_the_text_counts(bench: Any) -> None:
    first = bench.claim("norland", Act.REJECT, "ceasefire", "no", standing=OWN)
    last = bench.claim("norland", Act.ACCEPT, "ceasefire", "yes", standing=OWN)
    (row,) = positions([last, first], lambda _: SUNDAY)
    assert row.claim == last.id


def test_a_claim_without_a_day_comes_before_all_that_have_one(bench: Any) -> None:
    dated = bench.claim("norland", Act.REJECT, "ceasefire", "no", standing=OWN)
    undated = bench.claim("norland", Act.ACCEPT, "ceasefire", "yes", standing=OWN)
    (row,) = positions([dated, undated], lambda claim: FRIDAY if claim is dated else None)
    assert row.claim == dated.id


def test_what_was_not_agreed_keeps_its_negation(bench: Any) -> None:
    claim = bench.claim("norland", Act.AGREE, "peace agreement", "no agreement was reached", negated=True)
    (row,) = positions([claim], no_day)
    assert row.negated and row.to_json()["negated"] is True


@pytest.mark.parametrize("act", sorted(set(Act) - STANCES))
def test_acts_that_say_nothing_of_where_it_stands_hide_nothing(bench: Any, act: Act) -> None:
    stance = bench.claim("norland", Act.DEMAND, "territory", "the valley must be returned", standing=OWN)
    later = bench.claim("norland", act, "territory", "something else", standing=OWN)
    (row,) = positions([stance, later], no_day)
    assert row.stance is Act.DEMAND


def test_every_act_that_undertakes_or_yields_is_a_stance() -> None:
    assert {act for act in Act if act.undertakes} <= STANCES
    assert not STANCES & {Act.ASSESS, Act.ACCUSE, Act.WARN, Act.MEET, Act.ATTACK, Act.COERCE, Act.MOBILIZE, Act.PROTEST}


rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from(list(Act)),
        st.sampled_from(["x", "y"]),
        st.sampled_from(list(Standing)),
        st.sampled_from([None, FRIDAY, SUNDAY]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(rows, st.randoms())
def test_the_order_of_claims_changes_no_position(table: Any, random: Any) -> None:
    from .conftest import Bench

    bench, days = Bench(), {}
    claims = []
    for party, act, issue, standing, day, at in table:
        claim = bench.claim(party, act, issue, "w", standing=standing, at=at)
        days[claim.id] = day
        claims.append(claim)
    expected = positions(claims, lambda claim: days[claim.id])
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert positions(shuffled, lambda claim: days[claim.id]) == expected
    by_id = {claim.id: claim for claim in claims}
    for row in expected:
        claim = by_id[row.claim]
        assert (row.standing is OWN) == (claim.standing is OWN)
        assert (row.party, row.issue, row.stance) == (claim.party, claim.issue, claim.act)
    keys = [(row.party, row.issue, row.standing is OWN) for row in expected]
    assert len(keys) == len(set(keys))
