"""Made-up talks as domains, and what the definitions say of them when they are read package by package, in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from accords.bargaining.domain import Domain, DomainParty, Estimate, Exclusion, Issue, Level, Valuation


def exact(number: int | str | Fraction) -> Estimate:
    return Estimate((Fraction(number),))


@dataclass(frozen=True)
class Wants:
    """Of a party its reservation, and of each issue the weight and the values of the levels."""

    reservation: int | str | Fraction
    issues: Sequence[tuple[int | str | Fraction, Sequence[int | str | Fraction]]]


def domain(*wants: Wants, infeasible: Sequence[dict[int, Sequence[int]]] = ()) -> Domain:
    issues = tuple(
        Issue(f"i{number}", f"i{number}", "talks", tuple(Level(f"l{one}", f"l{one}") for one in range(len(values))))
        for number, (_, values) in enumerate(wants[0].issues)
    )
    parties = tuple(
        DomainParty(
            f"p{number}",
            f"p{number}",
            "talks",
            exact(one.reservation),
            tuple(Valuation(exact(weight), tuple(map(exact, values)), "talks") for weight, values in one.issues),
        )
        for number, one in enumerate(wants)
    )
    exclusions = tuple(
        Exclusion(tuple((issue, tuple(levels)) for issue, levels in one.items()), "talks") for one in infeasible
    )
    return Domain("talks", "Talks", "talks", issues, parties, exclusions)


# -- the definitions ----------------------------------------------------------------------------------------------------------


def gains_of(made: Domain) -> dict[tuple[int, ...], tuple[Fraction, ...]]:
    """Of each feasible package, by levels, the gain of each party over no agreement."""
    found = {}
    for levels in product(*map(range, made.shape)):
        if any(all(levels[issue] in which for issue, which in one.levels) for one in made.infeasible):
            continue
        gains = []
        for party in made.parties:
            weights = sum(issue.weight.mean for issue in party.issues)
            worth = sum(
                one.weight.mean * one.values[level].mean for one, level in zip(party.issues, levels, strict=True)
            )
            gains.append(worth / weights - party.reservation.mean)
        found[levels] = tuple(gains)
    return found


def zone_by_definition(made: Domain) -> dict[tuple[int, ...], tuple[Fraction, ...]]:
    return {levels: gains for levels, gains in gains_of(made).items() if min(gains) >= 0}


def frontier_by_definition(points: dict[tuple[int, ...], tuple[Fraction, ...]]) -> set[tuple[int, ...]]:
    def dominates(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
        return one != other and all(a >= b for a, b in zip(one, other, strict=True))

    return {levels for levels, own in points.items() if not any(dominates(other, own) for other in points.values())}


# -- random ones --------------------------------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 6)
# Thirds do not fit into a float, so they try what rounding would do.
THIRDS = st.builds(Fraction, st.integers(-9, 9), st.sampled_from([1, 2, 3]))


SHAPES = [(3,), (2, 2), (4, 3), (1, 5), (2, 3, 2), (3, 2, 4), (2, 2, 2, 2), (2, 1, 3, 2)]


@st.composite
def domains(draw: st.DrawFn, *, parties: int | None = None, with_exclusions: bool = True) -> Domain:
    """Up to four parties and 24 packages, few different values, so that much ties."""
    shape = draw(st.sampled_from(SHAPES))
    values = draw(st.sampled_from([NUMBERS, THIRDS]))
    wants = []
    for _ in range(parties or draw(st.integers(2, 4))):
        weights = [Fraction(draw(st.integers(0, 3))) for _ in shape]
        if not any(weights):
            weights[0] = Fraction(1)
        issues = [
            (weight, draw(st.lists(values, min_size=n, max_size=n))) for weight, n in zip(weights, shape, strict=True)
        ]
        wants.append(Wants(draw(values), issues))
    infeasible = []
    if with_exclusions and len(shape) > 1:
        for _ in range(draw(st.integers(0, 2))):
            named = draw(st.lists(st.sampled_from(range(len(shape))), min_size=1, max_size=3, unique=True))
            infeasible.append(
                {
                    issue: draw(st.lists(st.integers(0, shape[issue] - 1), min_size=1, max_size=2, unique=True))
                    for issue in named
                }
            )
    made = domain(*wants, infeasible=infeasible)
    return made if gains_of(made) else domain(*wants)
