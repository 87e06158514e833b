"""The zone of agreement and the Pareto frontier: by their definitions, package by package, and as the laws of both say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.domain import MOST_PACKAGES, Domain, Estimate, Issue, Level, Valuation
from accords.bargaining.packages import frontier, zone
from accords.bargaining.worths import slabs, worths_of
from accords.vocabulary import Misuse
from tests.bargaining.talks import Wants, domain, domains, exact, frontier_by_definition, gains_of, zone_by_definition


def levels_of(made: Domain, numbers: np.ndarray) -> set[tuple[int, ...]]:
    return {made.package(number).levels for number in numbers.tolist()}


def test_a_zone_of_two_issues_is_what_one_would_work_out_by_hand() -> None:
    # p0 wants little of the first and much of the second, p1 the other way round; each would walk away below 50.
    talks = domain(
        Wants(50, [(60, [100, 50, 0]), (40, [0, 40, 100])]), Wants(50, [(50, [0, 50, 100]), (50, [100, 50, 0])])
    )
    found = zone(talks)
    # Worth to p0: 60, 76, 100 / 30, 46, 70 / 0, 16, 40; to p1: 50, 25, 0 / 75, 50, 25 / 100, 75, 50.
    assert levels_of(talks, np.flatnonzero(found.members)) == {(0, 0)}
    assert (found.count, found.feasible, found.best, found.assents) == (1, 9, (60.0, 50.0), (4, 6))
    on = frontier(talks)
    assert levels_of(talks, on.numbers) == {(0, 0), (0, 1), (0, 2), (1, 0), (2, 0)}
    assert on.worth.T.tolist() == [[60, 50], [76, 25], [100, 0], [30, 75], [0, 100]]
    assert on.in_zone.tolist() == [True, False, False, False, False]


@settings(deadline=None)
@given(domains())
def test_the_zone_holds_what_no_party_refuses_and_nothing_else(talks: Domain) -> None:
    found, expected = zone(talks), zone_by_definition(talks)
    assert levels_of(talks, np.flatnonzero(found.members)) == set(expected)
    assert (found.count, found.feasible, found.empty) == (len(expected), len(gains_of(talks)), not expected)
    by_party = zip(*gains_of(talks).values(), strict=True)
    assert found.assents == tuple(sum(gain >= 0 for gain in gains) for gains in by_party)
    if expected:
        greatest = [max(gains) for gains in zip(*expected.values(), strict=True)]
        reservations = [float(party.reservation.mean) for party in talks.parties]
        assert found.best == pytest.approx(
            [float(gain) + own for gain, own in zip(greatest, reservations, strict=True)]
        )


@settings(deadline=None)
@given(domains())
def test_the_frontier_holds_what_no_package_betters_and_nothing_else(talks: Domain) -> None:
    on = frontier(talks)
    assert levels_of(talks, on.numbers) == frontier_by_definition(gains_of(talks))
    assert levels_of(talks, on.numbers[on.in_zone]) == frontier_by_definition(zone_by_definition(talks))
    gains = gains_of(talks)
    for number, worth in zip(on.numbers.tolist(), on.worth.T, strict=True):
        expected = [
            float(gain + party.reservation.mean)
            for gain, party in zip(gains[talks.package(number).levels], talks.parties, strict=True)
        ]
        assert worth.tolist() == pytest.approx(expected)


@settings(deadline=None)
@given(domains(), st.integers(1, 7))
def test_how_packages_are_cut_into_slabs_changes_nothing(talks: Domain, most: int) -> None:
    worths = worths_of(talks)
    cut, whole = list(slabs(worths, most)), list(slabs(worths))
    assert [one.start for one in cut] == np.cumsum([0, *(len(one.base[0]) for one in cut[:-1])]).tolist()
    for party in range(len(talks.parties)):
        one_by_one = worths.units(np.arange(worths.size))[party]
        for pieces in (cut, whole):
            assert (
                np.concatenate([one.base[party] + one.constants[party] for one in pieces]).tolist()
                == one_by_one.tolist()
            )
    members = np.concatenate([one.inside(worths.parties) for one in cut])
    assert (members == zone(talks).members).all()


@settings(deadline=None)
@given(domains(), st.data())
def test_another_scale_of_a_partys_values_changes_neither_zone_nor_frontier(talks: Domain, data: st.DataObject) -> None:
    which = data.draw(st.sampled_from(range(len(talks.parties))))
    factor = data.draw(st.builds(Fraction, st.integers(1, 50), st.sampled_from([1, 7, 10])))
    shift = data.draw(st.integers(-20, 20))

    def scaled(one: Estimate) -> Estimate:
        return exact(one.mean * factor + shift)

    own = talks.parties[which]
    issues = tuple(replace(one, values=tuple(map(scaled, one.values))) for one in own.issues)
    other = replace(own, reservation=scaled(own.reservation), issues=issues)
    changed = replace(talks, parties=(*talks.parties[:which], other, *talks.parties[which + 1 :]))
    assert (zone(changed).members == zone(talks).members).all()
    assert frontier(changed).numbers.tolist() == frontier(talks).numbers.tolist()


@settings(deadline=None)
@given(domains(), st.data())
def test_a_higher_reservation_shrinks_the_zone_and_leaves_the_frontier(talks: Domain, data: st.DataObject) -> None:
    which = data.draw(st.sampled_from(range(len(talks.parties))))
    own = talks.parties[which]
    higher = replace(own, reservation=exact(own.reservation.mean + data.draw(st.integers(1, 5))))
    changed = replace(talks, parties=(*talks.parties[:which], higher, *talks.parties[which + 1 :]))
    assert not (zone(changed).members & ~zone(talks).members).any()
    assert frontier(changed).numbers.tolist() == frontier(talks).numbers.tolist()


@settings(deadline=None)
@given(domains(with_exclusions=False), st.data())
def test_a_level_that_is_worse_for_everybody_changes_no_frontier(talks: Domain, data: st.DataObject) -> None:
    which = data.draw(st.sampled_from(range(len(talks.issues))))
    issue = talks.issues[which]

    def with_worse(own: Valuation) -> Valuation:
        return replace(
            own,
            weight=exact(own.weight.mean or 1),
            values=(*own.values, exact(min(one.mean for one in own.values) - 1)),
        )

    def weighed(own: Valuation) -> Valuation:
        return replace(own, weight=exact(own.weight.mean or 1))

    def changed(change: type | object, issue: Issue) -> Domain:
        assert callable(change)
        return replace(
            talks,
            issues=(*talks.issues[:which], issue, *talks.issues[which + 1 :]),
            parties=tuple(
                replace(one, issues=(*one.issues[:which], change(one.issues[which]), *one.issues[which + 1 :]))
                for one in talks.parties
            ),
        )

    before = changed(weighed, issue)
    after = changed(with_worse, replace(issue, levels=(*issue.levels, Level("worse", "worse"))))
    assert levels_of(after, frontier(after).numbers) == levels_of(before, frontier(before).numbers)


def test_decimals_that_no_float_holds_are_added_without_rounding() -> None:
    """0.1 + 0.2 is more than 0.3 in floats: with them the party would refuse what is worth just what it asks."""
    talks = domain(
        Wants("0.15", [(1, ["0.1", "0.3"]), (1, ["0.2", "0"])]),
        Wants(0, [(1, [1, 1]), (1, [1, 1])]),
    )
    found = zone(talks)
    assert levels_of(talks, np.flatnonzero(found.members)) == {(0, 0), (1, 0), (1, 1)}
    assert levels_of(talks, frontier(talks).numbers) == {(1, 0)}
    assert found.best == (0.25, 1.0)


def test_thirds_that_no_decimal_holds_are_added_without_rounding() -> None:
    """Three thirds are one: neither package is better for anybody, and both are on the frontier."""
    third = Fraction(1, 3)
    same = [(1, [0, 0])] * 3
    talks = domain(
        Wants(0, [(1, [third, 1]), (1, [third, 0]), (1, [third, 0])]),
        Wants(0, same),
        infeasible=[{0: [0], 1: [1]}, {0: [0], 2: [1]}, {0: [1], 1: [0]}, {0: [1], 2: [0]}],
    )
    assert levels_of(talks, frontier(talks).numbers) == {(0, 0, 0), (1, 1, 1)}


@pytest.mark.parametrize("seed", range(20))
def test_who_asks_for_just_what_a_package_is_worth_does_not_refuse_it_for_a_rounding(seed: int) -> None:
    """Numbers of 17 digits, as programs write them, whose products fit no whole units."""
    generator = np.random.default_rng(seed)

    def numbers(count: int) -> list[str]:
        return [repr(one) for one in generator.random(count).tolist()]

    issues = [(weight, numbers(3)) for weight in numbers(5)]
    talks = domain(Wants(0, issues), Wants(0, [(1, [0, 0, 0])] * 5))
    gains = gains_of(talks)
    levels = sorted(gains)[int(generator.integers(len(gains)))]
    own = replace(talks.parties[0], reservation=exact(gains[levels][0]))
    asking = replace(talks, parties=(own, talks.parties[1]))
    assert levels_of(asking, np.flatnonzero(zone(asking).members)) == set(zone_by_definition(asking))


def test_numbers_too_long_for_whole_units_still_refuse_nothing_by_rounding() -> None:
    third, long = Fraction(1, 3), Fraction("0.37454011884736250")
    talks = domain(
        Wants((third + long) / 2, [(third + 0, [1, 0]), (Fraction("0.6666666666666667"), [long, third])]),
        Wants(0, [(1, [1, 2]), (1, [1, 2])]),
    )
    expected = zone_by_definition(talks)
    assert levels_of(talks, np.flatnonzero(zone(talks).members)) == set(expected)
    just = max(gains[0] for gains in gains_of(talks).values()) + talks.parties[0].reservation.mean
    asking = replace(talks, parties=(replace(talks.parties[0], reservation=exact(just)), talks.parties[1]))
    assert zone(asking).count == 1


def test_more_issues_of_one_level_than_numpy_has_axes_are_no_matter() -> None:
    alone = [(1, [5])] * 70
    talks = domain(
        Wants(0, [*alone, (1, [1, 2, 3])]),
        Wants(0, [*alone, (1, [3, 2, 1])]),
        infeasible=[{0: [0], 70: [1]}],
    )
    assert zone(talks).feasible == 2
    assert [talks.package(number).levels[-1] for number in frontier(talks).numbers.tolist()] == [0, 2]


def test_too_many_packages_are_refused_before_memory_is_taken() -> None:
    values = [(1, [0, 1])] * 25
    talks = domain(Wants(0, values), Wants(0, values))
    with pytest.raises(Misuse, match=f"at most {MOST_PACKAGES:,}"):
        zone(talks)
    with pytest.raises(Misuse, match="Leave out issues"):
        frontier(talks)


def test_a_frontier_that_nobody_could_read_says_so() -> None:
    opposed = domain(
        Wants(0, [(1, list(range(11))), (1, [n * 20 for n in range(11)])]),
        Wants(0, [(1, list(range(0, -11, -1))), (1, [n * -20 for n in range(11)])]),
    )
    assert len(frontier(opposed).numbers) == 121 and frontier(opposed).huge
    agreed = domain(Wants(0, [(1, list(range(121)))]), Wants(0, [(1, list(range(121)))]))
    assert len(frontier(agreed).numbers) == 1 and not frontier(agreed).huge


@settings(deadline=None)
@given(domains())
def test_packages_are_numbered_by_their_levels_the_last_issue_running_fastest(talks: Domain) -> None:
    last = talks.package(talks.size - 1)
    assert last.levels == tuple(count - 1 for count in talks.shape)
    assert talks.number(last.levels) == talks.size - 1
    assert [talks.number(talks.package(number).levels) for number in range(talks.size)] == list(range(talks.size))
    assert talks.named(talks.package(0)) == {issue.id: "l0" for issue in talks.issues}
