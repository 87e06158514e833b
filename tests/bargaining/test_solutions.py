"""What each solution concept picks: by its definition in fractions, by the laws that it is known for, and beside negmas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.domain import Domain, Estimate, Exclusion
from accords.bargaining.packages import frontier
from accords.bargaining.solutions import Concept, solutions
from tests.bargaining.talks import Wants, domain, domains, exact, frontier_by_definition, gains_of, zone_by_definition

Gains = tuple[Fraction, ...]
SCORES: dict[Concept, Callable[[Gains, Gains], Fraction]] = {
    Concept.NASH: lambda gains, best: prod(gains, start=Fraction(1)),
    Concept.RELATIVE_EGALITARIAN: lambda gains, best: min(gain / most for gain, most in zip(gains, best, strict=True)),
    Concept.EGALITARIAN: lambda gains, best: min(gains),
    Concept.UTILITARIAN: lambda gains, best: sum(gains, Fraction(0)),
}

SHARING = (Concept.NASH, Concept.KALAI_SMORODINSKY, Concept.RELATIVE_EGALITARIAN)  # whatever the scales


def by_definition(talks: Domain, concept: Concept) -> set[tuple[int, ...]]:
    """The packages of the frontier of the zone whose score is greatest, none where the greatest is nought; or whose shares are most alike."""
    points = zone_by_definition(talks)
    if not points:
        return set()
    front = frontier_by_definition(points)
    if concept is Concept.KALAI_SMORODINSKY:
        apart = {levels: apart_by_definition(talks, points[levels]) for levels in front}
        return {levels for levels in front if apart[levels] == min(apart.values())}
    best = [max(gains) for gains in zip(*points.values(), strict=True)]
    gaining = [party for party, most in enumerate(best) if most]
    if not gaining:
        return set(points)
    own = tuple(best[party] for party in gaining)
    score = {levels: SCORES[concept](tuple(gains[party] for party in gaining), own) for levels, gains in points.items()}
    greatest = max(score.values())
    if not greatest:
        return set()
    return {levels for levels in front if score[levels] == greatest}


def apart_by_definition(talks: Domain, gains: Gains) -> Fraction:
    """By how much the shares of the parties differ, of the most that each gains by any feasible package."""
    ideal = [max(own) for own in zip(*gains_of(talks).values(), strict=True)]
    shares = [gain / most for gain, most in zip(gains, ideal, strict=True) if most > 0]
    return max(shares) - min(shares) if shares else Fraction(0)


def picked(talks: Domain, concept: Concept) -> set[tuple[int, ...]]:
    return {package.levels for package in solutions(talks)[concept].packages}


@settings(deadline=None)
@given(domains())
def test_each_concept_picks_what_its_definition_says_with_all_that_ties(talks: Domain) -> None:
    zone = zone_by_definition(talks)
    for concept, found in solutions(talks).items():
        expected = by_definition(talks, concept)
        assert {package.levels for package in found.packages} == expected, concept
        assert found.count == len(expected) == len(found.gains)
        assert bool(found.none) == (not expected)
        for package, gains in zip(found.packages, found.gains, strict=True):
            assert gains == pytest.approx([float(one) for one in zone[package.levels]])


@settings(deadline=None)
@given(domains())
def test_with_the_frontier_at_hand_the_answer_is_the_same(talks: Domain) -> None:
    assert solutions(talks, frontier(talks)) == solutions(talks)


def test_the_concepts_part_company_where_they_should() -> None:
    """One issue of five levels: of each concept another is the best, and what each says can be read off."""
    talks = domain(
        Wants(0, [(1, [1, 4, 5, 7, 10])]),
        Wants(0, [(1, [50, 25, 19, 14, 2])]),
    )
    # Products: 50, 100, 95, 98, 20. Shares of 10 and 50: .1 and 1, .4 and .5, .5 and .38, .7 and .28, 1 and .04.
    # Least gains: 1, 4, 5, 7, 2. Sums: 51, 29, 24, 21, 12.
    assert picked(talks, Concept.NASH) == {(1,)}
    assert picked(talks, Concept.KALAI_SMORODINSKY) == {(1,)}
    assert picked(talks, Concept.RELATIVE_EGALITARIAN) == {(1,)}
    assert picked(talks, Concept.EGALITARIAN) == {(3,)}
    assert picked(talks, Concept.UTILITARIAN) == {(0,)}


def test_the_two_readings_of_kalai_and_smorodinsky_part_where_more_alike_is_less_for_the_worst_off() -> None:
    # Shares: none and all, .5 and .9, .7 and .45, all and none. The second are .4 apart, the third .25.
    talks = domain(Wants(0, [(1, [0, 50, 70, 100])]), Wants(0, [(1, [100, 90, 45, 0])]))
    assert picked(talks, Concept.KALAI_SMORODINSKY) == {(2,)}
    assert picked(talks, Concept.RELATIVE_EGALITARIAN) == {(1,)}


def test_they_part_too_where_a_party_could_gain_more_by_what_another_refuses() -> None:
    # By the last p0 gains 400, which p1 refuses: of 400 and 100 the shares are 0.15 and 0.6, 0.2 and 0.4, 0.25 and 0.1; of what the zone holds, 100 and 60,
    # they are 0.6 and 1, 0.8 and 0.67, 1 and 0.17. The first is out of the zone as well.
    talks = domain(Wants(0, [(1, [-1, 60, 80, 100, 400])]), Wants(0, [(1, [100, 60, 40, 10, -1])]))
    assert picked(talks, Concept.KALAI_SMORODINSKY) == {(3,)}
    assert picked(talks, Concept.RELATIVE_EGALITARIAN) == {(2,)}
    without = replace(
        talks, infeasible=(Exclusion(((0, (0, 4)),), "talks"),)
    )  # what is not feasible makes nobody's ideal
    assert picked(without, Concept.KALAI_SMORODINSKY) == {(2,)}


def test_what_ties_is_told_whole() -> None:
    talks = domain(Wants(0, [(1, [2, 1, 1])]), Wants(0, [(1, [1, 2, 2])]))
    found = solutions(talks)
    for concept in Concept:
        assert [package.levels for package in found[concept].packages] == [(0,), (1,), (2,)]
        assert found[concept].gains == ((2, 1), (1, 2), (1, 2))


def test_of_more_ties_than_anybody_reads_the_first_are_made_and_all_are_counted() -> None:
    same = [(1, [1] * 40), (1, [1] * 40)]
    found = solutions(domain(Wants(0, same), Wants(0, same)))[Concept.NASH]
    assert found.count == 1_600
    assert len(found.packages) == len(found.gains) == 1_000


def test_where_no_package_is_acceptable_to_all_it_is_said_and_none_is_picked() -> None:
    found = solutions(domain(Wants(5, [(1, [9, 0])]), Wants(5, [(1, [0, 9])])))
    for one in found.values():
        assert (one.packages, one.count, one.none) == ((), 0, "no package is acceptable to every party")


def test_where_no_package_leaves_every_gainer_better_off_only_the_sum_and_the_least_difference_decide() -> None:
    found = solutions(domain(Wants(0, [(1, [9, 0])]), Wants(0, [(1, [0, 8])])))
    for concept in (Concept.NASH, Concept.RELATIVE_EGALITARIAN, Concept.EGALITARIAN):
        assert found[concept].packages == ()
        assert found[concept].none == "no package leaves every party that could gain better off than no agreement"
    assert [package.levels for package in found[Concept.UTILITARIAN].packages] == [(0,)]
    assert [package.levels for package in found[Concept.KALAI_SMORODINSKY].packages] == [(0,), (1,)]  # both as unlike


def test_a_party_that_can_gain_nothing_is_left_out_of_products_and_of_shares() -> None:
    found = solutions(domain(Wants(0, [(1, [1, 2, 3])]), Wants(0, [(1, [3, 2, 1])]), Wants(7, [(1, [7, 7, 7])])))
    for concept in (*SHARING, Concept.EGALITARIAN):
        assert [package.levels for package in found[concept].packages] == [(1,)]


def test_a_party_that_would_gain_outside_the_zone_alone_counts_where_shares_are_to_be_alike() -> None:
    # By the last p2 gains 10, which p0 refuses: in the zone its share is nought, so the most alike is the least for the others.
    talks = domain(Wants(0, [(1, [20, 16, 4, -1])]), Wants(0, [(1, [18, 20, 4, 0])]), Wants(7, [(1, [7, 7, 7, 17])]))
    assert picked(talks, Concept.RELATIVE_EGALITARIAN) == {(0,)}
    assert picked(talks, Concept.KALAI_SMORODINSKY) == {(0,), (1,)}


# -- laws ---------------------------------------------------------------------------------------------------------------------


def rescaled(talks: Domain, which: int, factor: Fraction, shift: Fraction) -> Domain:
    def scaled(one: Estimate) -> Estimate:
        return exact(one.mean * factor + shift)

    own = talks.parties[which]
    issues = tuple(replace(one, values=tuple(map(scaled, one.values))) for one in own.issues)
    other = replace(own, reservation=scaled(own.reservation), issues=issues)
    return replace(talks, parties=(*talks.parties[:which], other, *talks.parties[which + 1 :]))


@settings(deadline=None)
@given(domains(), st.data())
def test_another_scale_of_a_partys_values_changes_nothing_in_products_and_shares(
    talks: Domain, data: st.DataObject
) -> None:
    which = data.draw(st.sampled_from(range(len(talks.parties))))
    factor = Fraction(data.draw(st.integers(1, 1_000)), data.draw(st.integers(1, 10)))
    changed = rescaled(talks, which, factor, Fraction(data.draw(st.integers(-50, 50))))
    for concept in SHARING:
        assert picked(changed, concept) == picked(talks, concept)


@settings(deadline=None)
@given(domains())
def test_the_order_of_the_parties_changes_nothing(talks: Domain) -> None:
    turned = replace(talks, parties=talks.parties[::-1])
    for concept in Concept:
        assert picked(turned, concept) == picked(talks, concept)


@settings(deadline=None)
@given(domains())
def test_whatever_is_picked_is_on_the_frontier_of_the_zone(talks: Domain) -> None:
    on = frontier(talks)
    for found in solutions(talks).values():
        assert {package.number for package in found.packages} <= set(on.numbers[on.in_zone].tolist())


@settings(deadline=None)
@given(domains(with_exclusions=False), st.data())
def test_nash_does_not_depend_on_packages_that_it_did_not_pick(talks: Domain, data: st.DataObject) -> None:
    """Independence of irrelevant alternatives: forbid another package, and the same is picked."""
    talks = replace(
        talks, parties=tuple(replace(one, reservation=exact(-10)) for one in talks.parties)
    )  # all gain by all
    before = picked(talks, Concept.NASH)
    others = [levels for levels in product(*map(range, talks.shape)) if levels not in before]
    forbidden = data.draw(st.lists(st.sampled_from(others), max_size=3)) if others else []
    sides = [tuple((issue, (level,)) for issue, level in enumerate(levels)) for levels in forbidden]
    forbidding = replace(talks, infeasible=tuple(Exclusion(one, "talks") for one in sides))
    assert before
    assert picked(forbidding, Concept.NASH) == before


# -- negmas -------------------------------------------------------------------------------------------------------------------


def _beside_negmas(talks: Domain) -> tuple[set[int], dict[Concept, set[int]]]:
    """What negmas holds to be the frontier of the zone, and what its rules pick. It does not divide by the sum of the weights, so they are divided here;
    and it knows nothing of what is not feasible, so it is told of no other packages."""
    pytest.importorskip("negmas")
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.ops import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier
    from negmas.preferences.value_fun import TableFun

    space = make_os([make_issue([level.id for level in issue.levels], issue.id) for issue in talks.issues])
    functions = []
    for party in talks.parties:
        weights = sum(issue.weight.mean for issue in party.issues)
        tables = {
            issue.id: TableFun(
                {level.id: float(value.mean) for level, value in zip(issue.levels, own.values, strict=True)}
            )
            for issue, own in zip(talks.issues, party.issues, strict=True)
        }
        shares = {
            issue.id: float(own.weight.mean / weights) for issue, own in zip(talks.issues, party.issues, strict=True)
        }
        functions.append(
            LinearAdditiveUtilityFunction(
                tables, weights=shares, outcome_space=space, reserved_value=float(party.reservation.mean)
            )
        )
    every = {levels: number for number, levels in enumerate(product(*map(range, talks.shape)))}
    may = list(gains_of(talks))
    outcomes = [
        tuple(issue.levels[level].id for issue, level in zip(talks.issues, levels, strict=True)) for levels in may
    ]
    utilities, at = pareto_frontier(functions, outcomes=outcomes)
    numbers = [every[may[one]] for one in at]
    reach = [[function(outcome) for outcome in outcomes] for function in functions]
    ranges = [(min(own), max(own)) for own in reach]
    rules = {
        Concept.NASH: nash_points,
        Concept.KALAI_SMORODINSKY: ks_points,
        Concept.EGALITARIAN: kalai_points,
        Concept.UTILITARIAN: max_welfare_points,
    }
    chosen = {
        concept: {numbers[one] for _, one in rule(functions, utilities, ranges=ranges)}
        for concept, rule in rules.items()
    }
    return set(numbers), chosen


def random_talks(seed: int, parties: int) -> Domain:
    """Values of many different sizes, so that hardly any tie: of packages that tie for everybody negmas keeps one."""
    generator = np.random.default_rng(seed)
    shape = generator.integers(2, 6, generator.integers(2, 5))

    def numbers(count: int) -> list[Fraction]:
        return [Fraction(int(one), 1_000) for one in generator.integers(0, 100_000, count)]

    share = Fraction(int(generator.integers(2, 7)), 10)
    wants = []
    for _ in range(parties):
        issues = [(weight, numbers(count)) for weight, count in zip(numbers(len(shape)), shape.tolist(), strict=True)]
        weights = sum(weight for weight, _ in issues)
        low, high = (sum(weight * reach(values) for weight, values in issues) / weights for reach in (min, max))
        # negmas takes the worst package as the disagreement point where the reservation is lower still; here it never is.
        wants.append(Wants(low + share * (high - low), issues))
    return domain(*wants)


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_negmas_finds_the_same_packages(parties: int) -> None:
    found = parted = 0
    for seed in range(60):
        talks = random_talks(1_000 * parties + seed, parties)
        if seed % 3 == 0:
            talks = replace(talks, infeasible=(Exclusion(((0, (0,)), (1, (1,))), "talks"),))
        on = frontier(talks)
        numbers, chosen = _beside_negmas(talks)
        assert set(on.numbers[on.in_zone].tolist()) == numbers, seed
        if not numbers:
            continue
        found += 1
        picked_by = {concept: {one.number for one in own.packages} for concept, own in solutions(talks, on).items()}
        parted += picked_by[Concept.KALAI_SMORODINSKY] != picked_by[Concept.RELATIVE_EGALITARIAN]
        for concept, theirs in chosen.items():
            assert picked_by[concept] == theirs, (seed, concept)
    assert found >= 30 and parted >= 3  # else little was compared
