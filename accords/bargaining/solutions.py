"""Which package of the zone each solution concept of the theory of bargaining picks.

A domain has finitely many packages and knows no lotteries over them, so each is read as it is for finite sets. In all of them the disagreement point
is what the parties' reservations say that no agreement is worth; a *gain* is what a package is worth above it, on the scale of the party's values; a
*share* is a gain divided by the most that the party could gain. Only what is on the frontier of the zone is picked, so that it could not be bettered
for one party at nobody's cost, and what ties there is told whole.

A party that gains by no package of the zone is left out of products, least gains and least shares: it is indifferent, and would make all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from accords.bargaining.domain import Domain, Package
from accords.bargaining.packages import Frontier, frontier_of
from accords.bargaining.worths import Floats, Numbers, Worths, worths_of

# Relative to what is made greatest: products of gains of a dozen parties differ by rounding in far less, and no analyst's numbers in as little.
# Of differences of shares, which may be nought, it is absolute: shares go from 0 to 1.
_TIE = 1e-12
_MOST_PACKAGES = 1_000  # of one concept that are made into nouns; the rest are counted


class Concept(StrEnum):
    """NASH: the greatest product of gains. Nash, *The Bargaining Problem* (Econometrica 18, 1950); for finite sets Mariotti, *Nash bargaining theory
    when the number of alternatives can be finite* (Social Choice and Welfare 15, 1998). Whatever the scales of the parties, it is the same.

    KALAI_SMORODINSKY: the least difference between the greatest share and the least, shares being counted of the most that a party gains by any feasible
    package. Kalai and Smorodinsky, *Other Solutions to Nash's Bargaining Problem* (Econometrica 43, 1975), make all shares equal; finite sets need hold
    no such package, and there are several readings of what comes next to it. This is the one that programs for negotiations compute (negmas for any
    number of parties), and is taken so that answers can be compared. It counts a party that gains nothing in the zone, as long as it would gain
    outside, and so it always picks something. Whatever the scales, it is the same.

    RELATIVE_EGALITARIAN: the greatest least share, of the most that a party gains in the zone: the other reading of Kalai and Smorodinsky, for finite
    sets by Nagahisa and Tanaka, *An axiomatization of the Kalai-Smorodinsky solution when the feasible sets can be finite* (Social Choice and
    Welfare 19, 2002). Nobody who is worst off could be better off, which the least difference does not see to. Whatever the scales, it is the same.

    EGALITARIAN: the greatest least gain. Kalai, *Proportional Solutions to Bargaining Situations* (Econometrica 45, 1977). It compares what parties
    gain, and so depends on their scales.

    UTILITARIAN: the greatest sum of gains, Bentham's; as a solution Myerson, *Utilitarianism, Egalitarianism, and the Timing Effect in
    Social Choice Problems* (Econometrica 49, 1981). It adds what parties gain, and so depends on their scales.
    """

    NASH = "nash"
    KALAI_SMORODINSKY = "kalai-smorodinsky"
    RELATIVE_EGALITARIAN = "relative-egalitarian"
    EGALITARIAN = "egalitarian"
    UTILITARIAN = "utilitarian"


@dataclass(frozen=True, slots=True)
class Solution:
    """`packages`: those that tie, by number; at most the first 1,000 of `count`. `gains`: of each of them the gain of each party.

    `none`: why there is none; "" where there are some.
    """

    concept: Concept
    packages: tuple[Package, ...]
    count: int
    gains: tuple[tuple[float, ...], ...]
    none: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """What a concept picks, by number, ascending. `none`: as of `Solution`."""

    numbers: Numbers
    none: str = ""


def solutions(domain: Domain, ahead: Frontier | None = None) -> dict[Concept, Solution]:
    """What each concept picks. `ahead`: the domain's frontier where it is at hand; else it is worked out, which is most of the work.

    Raises `Misuse` where there are too many packages.
    """
    worths = worths_of(domain)
    numbers = frontier_of(worths, domain.infeasible) if ahead is None else ahead.numbers
    made: dict[Concept, Solution] = {}
    for concept, picked in picked_of(worths, numbers).items():
        first = picked.numbers[:_MOST_PACKAGES]
        gains = tuple(tuple(row) for row in worths.gains(first).T.tolist())
        packages = tuple(map(domain.package, first.tolist()))
        made[concept] = Solution(concept, packages, len(picked.numbers), gains, picked.none)
    return made


def picked_of(worths: Worths, ahead: Numbers) -> dict[Concept, Picked]:
    """What each concept picks of the packages on the frontier, `ahead`.

    Nothing else needs a look: what is at least as good for every party has no smaller product, sum, least gain or least share, and is in the zone with
    what it betters; so the greatest of them, and the greatest gains of the parties, are found on the frontier.
    """
    units = worths.units(ahead)
    thresholds, reservations, scales = (
        np.array(rows)[:, None]
        for rows in zip(*((one.threshold, one.reservation, one.scale) for one in worths.parties), strict=True)
    )
    inside = np.flatnonzero((units >= thresholds).all(axis=0))
    numbers = ahead[inside]
    if not len(numbers):
        return {concept: Picked(numbers, "no package is acceptable to every party") for concept in Concept}
    ideal = np.maximum(units.max(axis=1, keepdims=True) - reservations, 0)
    # Where worths were rounded, a threshold is a few units lower than the reservation.
    gains = np.maximum(units[:, inside] - reservations, 0)
    del units
    gaining = gains.any(axis=1)
    if not gaining.any():
        return {concept: Picked(numbers) for concept in Concept}
    shares = gains[gaining] / gains[gaining].max(axis=1, keepdims=True)
    scores: dict[Concept, Floats] = {
        Concept.NASH: shares.prod(axis=0),
        Concept.RELATIVE_EGALITARIAN: shares.min(axis=0),
        Concept.EGALITARIAN: (gains / scales)[gaining].min(axis=0),
        Concept.UTILITARIAN: (gains / scales).sum(axis=0),
    }
    of_ideal = gains[ideal[:, 0] > 0] / ideal[ideal > 0, None]
    apart = of_ideal.max(axis=0) - of_ideal.min(axis=0)
    picked = {concept: _greatest(numbers, score) for concept, score in scores.items()}
    picked[Concept.KALAI_SMORODINSKY] = Picked(numbers[apart <= apart.min() + _TIE])
    return {concept: picked[concept] for concept in Concept}


def _greatest(numbers: Numbers, score: Floats) -> Picked:
    most = score.max()
    if most == 0:  # the sum never is, since somebody gains
        return Picked(numbers[:0], "no package leaves every party that could gain better off than no agreement")
    return Picked(numbers[score >= most - _TIE * most])
