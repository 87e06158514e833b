"""What each solution concept picks: by its definition in fractions, by the laws that it is known for, and beside negmas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accords.bargaining import solutions as solutions_module
from accords.bargaining.domain import Domain, Estimate, Exclusion
from accords.bargaining.packages import frontier
from accords.bargaining.solutions import Concept, solutions
from accords.bargaining.worths import slabs
from tests.bargaining.talks import Wants, domain, domains, exact, frontier_by_definition, zone_by_definition

Gains = tuple[Fraction, ...]
SCORES: dict[Concept, Callable[[Gains, Gains], Fraction]] = {
    Concept.NASH: lambda gains, best: prod(gains, start=Fraction(1)),
    Concept.KALAI_SMORODINSKY: lambda gains, best: min(gain / most for gain, most in zip(gains, best, strict=True)),
    Concept.EGALITARIAN: lambda gains, best: min(gains),
    Concept.UTILITARIAN: lambda gains, best: sum(gains, Fraction(0)),
}


def by_definition(talks: Domain, concept: Concept) -> set[tuple[int, ...]]:
    """The packages of the frontier of the zone whose score is greatest; none where the greatest is nought."""
    points = zone_by_definition(talks)
    if not points:
        return set()
    best = [max(gains) for gains in zip(*points.values(), strict=True)]
    gaining = [party for party, most in enumerate(best) if most]
    if not gaining:
        return set(points)
    own = tuple(best[party] for party in gaining)
    score = {levels: SCORES[concept](tuple(gains[party] for party in gaining), own) for levels, gains in points.items()}
    greatest = max(score.values())
    if not greatest:
        return set()
    return {levels for levels in frontier_by_definition(points) if score[levels] == greatest}


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
@given(domains(), st.integers(1, 5))
def test_how_packages_are_cut_into_slabs_changes_nothing(talks: Domain, most: int) -> None:
    whole = solutions(talks)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(solutions_module, "slabs", partial(slabs, most=most))
        assert solutions(talks) == whole


def test_the_concepts_part_company_where_they_should() -> None:
    """One issue of five levels: of each concept another is the best, and what each says can be read off."""
    talks = domain(
        Wants(0, [(1, [1, 4, 5, 7, 10])]),
        Wants(0, [(1, [50, 25, 19, 14, 2])]),
    )
    # Products: 50, 100, 95, 98, 20. Least shares of 10 and 50: .1, .4, .38, .28, .04. Least gains: 1, 4, 5, 7, 2. Sums: 51, 29, 24, 21, 12.
    assert picked(talks, Concept.NASH) == {(1,)}
    assert picked(talks, Concept.KALAI_SMORODINSKY) == {(1,)}
    assert picked(talks, Concept.EGALITARIAN) == {(3,)}
    assert picked(talks, Concept.UTILITARIAN) == {(0,)}


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


def test_where_no_package_leaves_every_gainer_better_off_only_the_sum_decides() -> None:
    found = solutions(domain(Wants(0, [(1, [9, 0])]), Wants(0, [(1, [0, 8])])))
    for concept in (Concept.NASH, Concept.KALAI_SMORODINSKY, Concept.EGALITARIAN):
        assert found[concept].packages == ()
        assert found[concept].none == "no package leaves every party that could gain better off than no agreement"
    assert [package.levels for package in found[Concept.UTILITARIAN].packages] == [(0,)]


def test_a_party_that_can_gain_nothing_is_left_out_of_products_and_least_shares() -> None:
    found = solutions(domain(Wants(0, [(1, [1, 2, 3])]), Wants(0, [(1, [3, 2, 1])]), Wants(7, [(1, [7, 7, 7])])))
    for concept in (Concept.NASH, Concept.KALAI_SMORODINSKY, Concept.EGALITARIAN):
        assert [package.levels for package in found[concept].packages] == [(1,)]


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
def test_another_scale_of_a_partys_values_changes_neither_nash_nor_kalai_smorodinsky(
    talks: Domain, data: st.DataObject
) -> None:
    which = data.draw(st.sampled_from(range(len(talks.parties))))
    factor = Fraction(data.draw(st.integers(1, 1_000)), data.draw(st.integers(1, 10)))
    changed = rescaled(talks, which, factor, Fraction(data.draw(st.integers(-50, 50))))
    for concept in (Concept.NASH, Concept.KALAI_SMORODINSKY):
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
    """What negmas holds to be the frontier of the zone, and what its rules pick. It does not divide by the sum of the weights, so they are divided here."""
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
    outcomes = list(product(*([level.id for level in issue.levels] for issue in talks.issues)))
    utilities, numbers = pareto_frontier(functions, outcomes=outcomes)
    rules = {
        Concept.NASH: nash_points,
        Concept.KALAI_SMORODINSKY: ks_points,
        Concept.EGALITARIAN: kalai_points,
        Concept.UTILITARIAN: max_welfare_points,
    }
    chosen = {
        concept: {int(numbers[at]) for _, at in rule(functions, utilities, outcome_space=space)}
        for concept, rule in rules.items()
    }
    return set(map(int, numbers)), chosen


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
    found = 0
    for seed in range(60):
        talks = random_talks(1_000 * parties + seed, parties)
        on = frontier(talks)
        numbers, chosen = _beside_negmas(talks)
        assert set(on.numbers[on.in_zone].tolist()) == numbers, seed
        if not numbers:
            continue
        found += 1
        picked_by = solutions(talks)
        for concept in (Concept.NASH, Concept.EGALITARIAN, Concept.UTILITARIAN):
            assert {package.number for package in picked_by[concept].packages} == chosen[concept], (seed, concept)
    assert found >= 30  # else little was compared


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_negmas_reads_kalai_smorodinsky_as_the_least_difference_of_shares_and_so_never_betters_the_worst_off(
    seed: int, parties: int
) -> None:
    """negmas takes of the frontier what makes the greatest and the least share differ least, here the greatest least share is taken: where
    the two part, its package leaves somebody with a smaller share than ours leaves anybody."""
    talks = random_talks(seed, parties)
    _, chosen = _beside_negmas(talks)
    points = zone_by_definition(talks)
    assume(points)
    best = tuple(max(gains) for gains in zip(*points.values(), strict=True))
    assume(all(best))
    score = SCORES[Concept.KALAI_SMORODINSKY]
    (ours,) = picked(talks, Concept.KALAI_SMORODINSKY)
    for number in chosen[Concept.KALAI_SMORODINSKY]:
        theirs = talks.package(number).levels
        assert score(points[theirs], best) < score(points[ours], best) or theirs == ours
