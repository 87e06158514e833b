"""How often each package is in the zone and is picked, where numbers are uncertain: all are drawn, many times, each apart from the others.

The shares say how far the answer hangs on numbers that the analyst did not know, as the analyst spread them; they are no chances of an agreement.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accords.bargaining.domain import Domain, Estimate, Package, Shape
from accords.bargaining.packages import frontier_of
from accords.bargaining.solutions import Concept, picked_of
from accords.bargaining.worths import Floats, PartyWorth, Worths, exact_worth, mask, rounded_worth, slabs
from accords.vocabulary import Fault, Misuse

Counts = NDArray[np.int32]

DRAWS = 1_000
QUANTILES = (0.05, 0.5, 0.95)
_AHEAD = 256  # draws that are made at once
_Z = 1.959964  # of a normal distribution, 95 % lie within so many deviations


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `draws`; between `low` and `high` the share lies with 95 % confidence were it drawn without end (Wilson's interval)."""

    count: int
    draws: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """What came of `draws` draws from a seed.

    `open`: in how many the zone was not empty. `in_zone`, `picked`: of each package, by number, in how many it was in the zone, and was
    what a concept picks, or was among those that tie. `undecided`: in how many a concept picked nothing though the zone was open.
    `zone_sizes`: how many packages the zone had, and `gains`: of each party its gain by what a concept picks (the first of those that
    tie), as quantiles 5, 50 and 95 % of the draws, of `gains` of those in which something was picked; `None` where there was none.
    """

    domain: Domain
    draws: int
    seed: int
    open: int
    in_zone: Counts
    picked: dict[Concept, Counts]
    undecided: dict[Concept, int]
    zone_sizes: tuple[float, float, float]
    gains: dict[Concept, tuple[tuple[float, float, float], ...] | None]

    def share(self, count: int) -> Share:
        return share_of(int(count), self.draws)

    def oftenest(self, counts: Counts, most: int = 10) -> tuple[tuple[Package, Share], ...]:
        """The packages that were counted most, the most first, of those as many the lower number."""
        ahead = np.flatnonzero(counts)
        if len(ahead) > most:
            least = np.partition(counts[ahead], len(ahead) - most)[len(ahead) - most]
            ahead = ahead[counts[ahead] >= least]
        order = ahead[np.lexsort((ahead, -counts[ahead]))][:most]
        return tuple((self.domain.package(int(number)), self.share(int(counts[number]))) for number in order)


def share_of(count: int, draws: int) -> Share:
    """With Wilson's interval, *Probable Inference, the Law of Succession, and Statistical Inference* (Journal of the American Statistical
    Association 22, 1927): it holds near none and all, where the plain one does not."""
    share = count / draws
    middle = (share + _Z**2 / (2 * draws)) / (1 + _Z**2 / draws)
    half = _Z / (1 + _Z**2 / draws) * math.sqrt(share * (1 - share) / draws + _Z**2 / (4 * draws**2))
    # At none and at all the interval ends there; rounding is not to move it.
    low, high = (0.0 if not count else max(0.0, middle - half)), (1.0 if count == draws else min(1.0, middle + half))
    return Share(count, draws, low, high)


def sampled(
    domain: Domain, *, draws: int = DRAWS, seed: int = 0, progress: Callable[[int, int], None] | None = None
) -> Sampled:
    """Draws every uncertain number `draws` times. The same seed gives the same answer. Weights drawn below nought count as nought.

    `progress` is told after each draw how many are done, and of how many. Raises `Misuse` without draws, or with too many packages.
    """
    if draws < 1 or seed < 0:
        found = f"{draws} draws" if draws < 1 else f"the seed {seed}"
        accepted, remedy = (
            ("one draw or more", "Ask for 1,000.") if draws < 1 else ("nought or more", "Take another seed.")
        )
        raise Misuse(Fault(domain.place, found, accepted, remedy))
    in_zone = np.zeros(domain.size, dtype=np.int32)
    picked = {concept: np.zeros(domain.size, dtype=np.int32) for concept in Concept}
    undecided = dict.fromkeys(Concept, 0)
    gains: dict[Concept, list[Floats]] = {concept: [] for concept in Concept}
    sizes = np.zeros(draws)
    for draw, worths in enumerate(_drawn(domain, draws, seed)):
        for slab in slabs(worths):
            inside = slab.inside(worths.parties)
            in_zone[slab.start : slab.start + len(inside)] += inside
            sizes[draw] += np.count_nonzero(inside)
        if sizes[draw]:
            for concept, choice in picked_of(worths, frontier_of(worths, domain.infeasible)).items():
                picked[concept][choice.numbers] += 1
                undecided[concept] += not len(choice.numbers)
                if len(choice.numbers):
                    gains[concept].append(worths.gains(choice.numbers[:1])[:, 0])
        if progress:
            progress(draw + 1, draws)
    return Sampled(
        domain=domain,
        draws=draws,
        seed=seed,
        open=int(np.count_nonzero(sizes)),
        in_zone=in_zone,
        picked=picked,
        undecided=undecided,
        zone_sizes=_quantiles(sizes),
        gains={concept: tuple(map(_quantiles, np.array(rows).T)) if rows else None for concept, rows in gains.items()},
    )


def _quantiles(numbers: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(numbers, QUANTILES).tolist()
    return low, middle, high


def _drawn(domain: Domain, draws: int, seed: int) -> Iterator[Worths]:
    generator = np.random.default_rng(seed)
    may = mask(domain)
    certain = {party: exact_worth(domain, party) for party, own in enumerate(domain.parties) if not own.uncertain}
    for start in range(0, draws, _AHEAD):
        count = min(_AHEAD, draws - start)
        ahead = {
            party: _drawn_party(domain, party, generator)
            for party in range(len(domain.parties))
            if party not in certain
        }
        for draw in range(count):
            yield Worths(
                domain.shape,
                tuple(
                    certain[party] if party in certain else ahead[party](draw) for party in range(len(domain.parties))
                ),
                may,
            )


def _drawn_party(domain: Domain, party: int, generator: np.random.Generator) -> Callable[[int], PartyWorth]:
    """`_AHEAD` draws of a party's numbers, always as many, so that more draws begin with the same ones."""
    own = domain.parties[party]
    reservation = _draw(own.reservation, generator)
    weights = [np.maximum(_draw(issue.weight, generator), 0) for issue in own.issues]
    values = [np.stack([_draw(value, generator) for value in issue.values]) for issue in own.issues]

    def settled(draw: int) -> PartyWorth:
        weight = [float(one[draw]) for one in weights]
        tables = [one * value[:, draw] for one, value in zip(weight, values, strict=True)]
        return rounded_worth(tables, sum(weight), float(reservation[draw]) * sum(weight))

    return settled


def _draw(estimate: Estimate, generator: np.random.Generator) -> Floats:
    numbers = [float(number) for number in estimate.numbers]
    match estimate.shape:
        case Shape.BETWEEN:
            return generator.uniform(numbers[0], numbers[1], _AHEAD)
        case Shape.NORMAL:
            return generator.normal(numbers[0], numbers[1], _AHEAD)
        case Shape.TRIANGLE if numbers[0] < numbers[2]:
            return generator.triangular(numbers[0], numbers[1], numbers[2], _AHEAD)
        case _:
            return np.full(_AHEAD, numbers[0])
