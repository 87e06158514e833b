"""Which package of the zone each solution concept of the theory of bargaining picks.

A domain has finitely many packages and knows no lotteries over them, so each is read as it is for finite sets. In all of them the disagreement point
is what the parties' reservations say that no agreement is worth; a *gain* is what a package is worth above it, on the scale of the party's values.
A party that gains by no package of the zone is left out of products and of least shares: it is indifferent, and would make all the same.

What ties is told whole. Of packages that tie, only those on the frontier are told, so that none of them could be bettered for one party at nobody's cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from accords.bargaining.domain import Domain, Package
from accords.bargaining.front import front
from accords.bargaining.worths import Floats, Numbers, Worths, slabs, worths_of

# Relative: products of gains of a dozen parties differ by rounding in far less, and no analyst's numbers in as little.
_TIE = 1e-12
_MOST_PACKAGES = 1_000  # of one concept that are made into nouns; the rest are counted


class Concept(StrEnum):
    """NASH: the greatest product of gains. Nash, *The Bargaining Problem* (Econometrica 18, 1950); for finite sets Mariotti, *Nash bargaining theory
    when the number of alternatives can be finite* (Social Choice and Welfare 15, 1998). Whatever the scales of the parties, it is the same.

    KALAI_SMORODINSKY: the greatest least share, a share being a gain divided by the party's greatest gain in the zone. Kalai and Smorodinsky,
    *Other Solutions to Nash's Bargaining Problem* (Econometrica 43, 1975), who make all shares equal; finite sets need hold no such package, and the
    greatest least share is what Nagahisa and Tanaka take there, *An axiomatization of the Kalai-Smorodinsky solution when the feasible sets can
    be finite* (Social Choice and Welfare 19, 2002). Whatever the scales, it is the same.

    EGALITARIAN: the greatest least gain. Kalai, *Proportional Solutions to Bargaining Situations* (Econometrica 45, 1977). It compares what parties
    gain, and so depends on their scales.

    UTILITARIAN: the greatest sum of gains, Bentham's; as a solution Myerson, *Utilitarianism, Egalitarianism, and the Timing Effect in
    Social Choice Problems* (Econometrica 49, 1981). It adds what parties gain, and so depends on their scales.
    """

    NASH = "nash"
    KALAI_SMORODINSKY = "kalai-smorodinsky"
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
    """What a concept picks, by number. `score`: what it makes greatest, `None` where nothing is picked."""

    numbers: Numbers
    score: float | None
    none: str = ""


def solutions(domain: Domain) -> dict[Concept, Solution]:
    """What each concept picks. Raises `Misuse` where there are too many packages."""
    worths = worths_of(domain)
    made: dict[Concept, Solution] = {}
    for concept, picked in picked_of(worths).items():
        first = picked.numbers[:_MOST_PACKAGES]
        gains = tuple(tuple(row) for row in worths.gains(first).T.tolist())
        packages = tuple(map(domain.package, first.tolist()))
        made[concept] = Solution(concept, packages, len(picked.numbers), gains, picked.none)
    return made


def picked_of(worths: Worths) -> dict[Concept, Picked]:
    """What each concept picks, in two passes over the packages: the greatest gains in the zone, then the scores."""
    best = _best(worths)
    nobody: Numbers = np.zeros(0, dtype=np.int64)
    if best is None:
        return {concept: Picked(nobody, None, "no package is acceptable to every party") for concept in Concept}
    gaining = [party for party, most in enumerate(best) if most > 0]
    if not gaining:
        every = np.concatenate([slab.start + np.flatnonzero(slab.inside(worths.parties)) for slab in slabs(worths)])
        return {concept: Picked(every, 0.0) for concept in Concept}
    scales = np.array([worths.parties[party].scale for party in gaining])[:, None]
    scores: dict[Concept, Callable[[Floats], Floats]] = {
        Concept.NASH: lambda shares: np.prod(shares, axis=0),
        Concept.KALAI_SMORODINSKY: lambda shares: np.min(shares, axis=0),
        Concept.EGALITARIAN: lambda shares: np.min(shares * best[gaining, None] / scales, axis=0),
        Concept.UTILITARIAN: lambda shares: np.sum(shares * best[gaining, None] / scales, axis=0),
    }
    greatest = dict.fromkeys(Concept, -np.inf)
    held = {concept: (nobody, np.zeros(0)) for concept in Concept}
    for slab in slabs(worths):
        inside = np.flatnonzero(slab.inside(worths.parties))
        if not len(inside):
            continue
        shares = np.stack(
            [
                np.maximum(slab.base[party][inside] + (slab.constants[party] - worths.parties[party].reservation), 0)
                / best[party]
                for party in gaining
            ]
        )
        for concept, score_of in scores.items():
            score = score_of(shares)
            most = max(greatest[concept], float(score.max()))
            least = most - _TIE * abs(most)
            near = np.flatnonzero(score >= least)
            numbers, before = held[concept]
            still = before >= least
            held[concept] = (
                np.concatenate([numbers[still], slab.start + inside[near]]),
                np.concatenate([before[still], score[near]]),
            )
            greatest[concept] = most
    picked: dict[Concept, Picked] = {}
    for concept, (numbers, _) in held.items():
        if greatest[concept] == 0:  # of the sum it never is, since somebody gains
            none = "no package leaves every party that could gain better off than no agreement"
            picked[concept] = Picked(nobody, None, none)
        else:
            on = front(worths.units(numbers))
            picked[concept] = Picked(numbers[on], greatest[concept])
    return picked


def _best(worths: Worths) -> Floats | None:
    """Of each party the greatest gain in the zone, in its units; `None` where the zone is empty."""
    best: Floats | None = None
    nought = np.array([party.reservation for party in worths.parties])
    for slab in slabs(worths):
        inside = slab.inside(worths.parties)
        if inside.any():
            most = [
                float(own[inside].max()) + constant for own, constant in zip(slab.base, slab.constants, strict=True)
            ]
            gains = np.maximum(np.array(most) - nought, 0)
            best = gains if best is None else np.maximum(best, gains)
    return best
