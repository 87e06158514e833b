"""Uncertain numbers are drawn: the shares come near what can be worked out, a seed gives one answer, and intervals hold what they should."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.domain import Domain, Estimate, Shape
from accords.bargaining.packages import zone
from accords.bargaining.solutions import Concept, solutions
from accords.bargaining.uncertain import sampled, share_of
from accords.vocabulary import Misuse
from tests.bargaining.talks import Wants, domain, domains


def spread(shape: Shape, *numbers: int) -> Estimate:
    return Estimate(tuple(map(Fraction, numbers)), shape)


def talks_with(reservation: Estimate) -> Domain:
    """p0 gets 10, 20, 30 or 40, p1 the rest of 50; p1 takes 15 or more."""
    talks = domain(Wants(0, [(1, [10, 20, 30, 40])]), Wants(15, [(1, [40, 30, 20, 10])]))
    return replace(talks, parties=(replace(talks.parties[0], reservation=reservation), talks.parties[1]))


# Of each spread the share of draws in which 10, 20 and 30 are enough for p0.
SPREADS = {
    "evenly between 15 and 35": (spread(Shape.BETWEEN, 15, 35), (0.0, 0.25, 0.75)),
    "normally around 20": (spread(Shape.NORMAL, 20, 10), (0.1587, 0.5, 0.8413)),
    "in a triangle": (spread(Shape.TRIANGLE, 10, 20, 40), (0.0, 1 / 3, 1 - 1 / 6)),
}


@pytest.mark.parametrize("case", SPREADS)
def test_shares_come_near_what_can_be_worked_out(case: str) -> None:
    reservation, expected = SPREADS[case]
    found = sampled(talks_with(reservation), draws=4_000, seed=1)
    assert found.in_zone[3] == 0  # p1 never takes it
    assert (found.in_zone[:3] / 4_000).tolist() == pytest.approx(expected, abs=0.025)
    assert found.open == found.in_zone[2]
    for count, share in zip(found.in_zone[:3].tolist(), expected, strict=True):
        assert found.share(count).low - 0.01 <= share <= found.share(count).high + 0.01


def test_what_is_picked_follows_what_is_drawn() -> None:
    found = sampled(talks_with(spread(Shape.BETWEEN, 0, 40)), draws=2_000, seed=3)
    # By sums all of the zone tie. By products 20 is taken where (20 - r) 15 > (30 - r) 5, that is below 15.
    assert (found.picked[Concept.UTILITARIAN] == found.in_zone).all()
    nash = found.picked[Concept.NASH]
    assert nash[1] / 2_000 == pytest.approx(15 / 40, abs=0.03)
    assert nash[:3].sum() + found.undecided[Concept.NASH] == found.open
    ((first, share), *_) = found.oftenest(nash)
    assert (first.levels, share.count) == ((1,) if nash[1] > nash[2] else (2,), max(nash))
    gains = found.gains[Concept.NASH]
    assert gains is not None
    low, middle, high = gains[0]
    assert 0 <= low <= middle <= high <= 30
    assert found.zone_sizes[0] <= found.zone_sizes[1] <= found.zone_sizes[2] == 3


@settings(deadline=None)
@given(domains())
def test_without_anything_uncertain_every_draw_is_the_answer_itself(talks: Domain) -> None:
    found = sampled(talks, draws=3)
    open_zone = zone(talks)
    assert (found.in_zone == 3 * open_zone.members).all()
    assert found.open == (0 if open_zone.empty else 3)
    if open_zone.empty:
        assert found.gains == dict.fromkeys(Concept)
        return
    for concept, one in solutions(talks).items():
        assert np.flatnonzero(found.picked[concept]).tolist() == [package.number for package in one.packages]
        assert found.undecided[concept] == (0 if one.packages else 3)


def test_the_same_seed_gives_the_same_answer_and_more_draws_begin_with_the_same() -> None:
    talks = talks_with(spread(Shape.NORMAL, 20, 10))
    first, again, other = (sampled(talks, draws=300, seed=seed) for seed in (5, 5, 6))
    assert first.in_zone.tolist() == again.in_zone.tolist() != other.in_zone.tolist()
    longer = sampled(talks, draws=500, seed=5)
    assert (longer.in_zone >= first.in_zone).all()
    assert (longer.in_zone - first.in_zone <= 200).all()


def test_weights_and_values_are_drawn_too_and_no_weight_is_below_nought() -> None:
    talks = talks_with(Estimate((Fraction(5),)))
    own = talks.parties[0]
    valuation = replace(
        own.issues[0],
        weight=spread(Shape.NORMAL, 1, 5),
        values=(spread(Shape.BETWEEN, 0, 10), *own.issues[0].values[1:]),
    )
    found = sampled(replace(talks, parties=(replace(own, issues=(valuation,)), talks.parties[1])), draws=2_000)
    # Where the weight comes out as nought all is worth nothing to it, and nothing is asked: a zone all the same.
    assert found.open == 2_000
    heavy = 0.579  # of a normal distribution of mean 1 and deviation 5, what lies above nought
    assert found.in_zone[0] / 2_000 == pytest.approx(1 - heavy / 2, abs=0.03)


def test_a_spread_without_breadth_is_a_number() -> None:
    for shape, numbers in ((Shape.BETWEEN, (20, 20)), (Shape.NORMAL, (20, 0)), (Shape.TRIANGLE, (20, 20, 20))):
        assert sampled(talks_with(spread(shape, *numbers)), draws=10).in_zone.tolist() == [0, 10, 10, 0]


def test_progress_is_told_after_each_draw() -> None:
    told: list[tuple[int, int]] = []
    sampled(talks_with(spread(Shape.BETWEEN, 0, 40)), draws=4, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(("draws", "seed", "words"), [(0, 0, "one draw or more"), (5, -1, "nought or more")])
def test_no_draws_and_no_seed_are_refused(draws: int, seed: int, words: str) -> None:
    with pytest.raises(Misuse, match=words):
        sampled(talks_with(spread(Shape.BETWEEN, 0, 40)), draws=draws, seed=seed)


# Newcombe, Two-sided confidence intervals for the single proportion (Statistics in Medicine 17, 1998), table I, method 3.
@pytest.mark.parametrize(
    ("count", "draws", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_the_published_table(count: int, draws: int, low: float, high: float) -> None:
    found = share_of(count, draws)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@settings(deadline=None)
@given(st.integers(1, 10_000).flatmap(lambda draws: st.tuples(st.integers(0, draws), st.just(draws))))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(counts: tuple[int, int]) -> None:
    count, draws = counts
    found = share_of(count, draws)
    assert 0 <= found.low <= count / draws <= found.high <= 1
