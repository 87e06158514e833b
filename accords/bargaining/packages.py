"""Which packages no party would refuse, and which could not be bettered for one party but at the cost of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accords.bargaining.domain import Domain, Exclusion
from accords.bargaining.front import front
from accords.bargaining.worths import Bools, Floats, Numbers, Worths, allowed, slabs, worths_of

_TOGETHER = 1 << 21  # packages of linked issues that are compared at once: 80 MB for five parties
_HUGE = 10_000  # packages of a frontier that nobody reads


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """The zone of agreement: feasible packages that every party prefers at least to no agreement.

    `members`: of each package whether it is in it. `best`: of each party the most that it can have in it, `None` where it is empty.
    `assents`: of each party how many feasible packages it prefers at least to no agreement.
    """

    members: Bools
    count: int
    feasible: int
    best: tuple[float, ...] | None
    assents: tuple[int, ...]

    @property
    def empty(self) -> bool:
        return not self.count


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """The packages than which no feasible one is at least as good for all and better for one (Pareto's).

    `numbers`: ascending. `worth`: parties by packages, on the scale of each party's values. `in_zone`: whether every party prefers it
    at least to no agreement; those are the frontier of the zone too, since what is better for all is in the zone with them.
    """

    numbers: Numbers
    worth: Floats
    in_zone: Bools
    feasible: int

    @property
    def huge(self) -> bool:
        """Nearly everything is a gain of one at the cost of another, or there are more packages than anybody reads."""
        return len(self.numbers) > _HUGE or (len(self.numbers) > 100 and 2 * len(self.numbers) > self.feasible)


def zone(domain: Domain) -> Zone:
    """The zone of agreement. Raises `Misuse` where there are too many packages."""
    return zone_of(worths_of(domain))


def zone_of(worths: Worths) -> Zone:
    members = np.zeros(worths.size, dtype=bool)
    best = np.full(len(worths.parties), -np.inf)
    assents = np.zeros(len(worths.parties), dtype=np.int64)
    feasible = 0
    for slab in slabs(worths):
        inside = slab.may()
        feasible += int(np.count_nonzero(inside))
        for party, own in enumerate(worths.parties):
            reached = slab.reach(party, own.threshold)
            assents[party] += np.count_nonzero(reached if slab.feasible is None else reached & slab.feasible)
            inside &= reached
        members[slab.start : slab.start + len(inside)] = inside
        if inside.any():
            most = [float(slab.base[party][inside].max()) + constant for party, constant in enumerate(slab.constants)]
            best = np.maximum(best, most)
    count = int(np.count_nonzero(members))
    scales = np.array([party.scale for party in worths.parties])
    return Zone(members, count, feasible, tuple((best / scales).tolist()) if count else None, tuple(assents.tolist()))


def frontier(domain: Domain) -> Frontier:
    """The Pareto frontier. Packages that are worth the same to everybody are on it together.

    Raises `Misuse` where there are too many packages.
    """
    worths = worths_of(domain)
    numbers = frontier_of(worths, domain.infeasible)
    units = worths.units(numbers)
    in_zone = np.ones(len(numbers), dtype=bool)
    for row, party in zip(units, worths.parties, strict=True):
        in_zone &= row >= party.threshold
    feasible = worths.size if worths.feasible is None else int(np.count_nonzero(worths.feasible))
    return Frontier(numbers, worths.worth(numbers), in_zone, feasible)


def frontier_of(worths: Worths, exclusions: Sequence[Exclusion]) -> Numbers:
    """Numbers of the packages on the frontier, ascending.

    What is worth more in some issues is worth more in all, the rest alike: so issues that no exclusion links are joined one after
    another, and of each joint only its own frontier is kept.
    """
    numbers: Numbers = np.zeros(1, dtype=np.int64)
    units: Floats = np.zeros((len(worths.parties), 1))
    for group in sorted(_groups(len(worths.shape), exclusions), key=len):
        own_numbers, own_units = _front_of_group(worths, group, exclusions)
        numbers = np.add.outer(numbers, own_numbers).reshape(-1)
        units = np.add(units[:, :, None], own_units[:, None, :]).reshape(len(units), -1)
        on = front(units)
        numbers, units = numbers[on], units[:, on]
    return np.sort(numbers)


def _front_of_group(worths: Worths, group: Sequence[int], exclusions: Sequence[Exclusion]) -> tuple[Numbers, Floats]:
    """What the levels of these issues, all others at their first, add to the number and to the worth; what another dominates is left out."""
    strides = np.cumprod((1, *worths.shape[:0:-1]), dtype=np.int64)[::-1]
    shape = [worths.shape[issue] for issue in group]
    own = [
        [(group.index(issue), levels) for issue, levels in exclusion.levels]
        for exclusion in exclusions
        if exclusion.levels[0][0] in group
    ]
    may = np.flatnonzero(allowed(shape, own))
    kept_numbers: Numbers = np.zeros(0, dtype=np.int64)
    kept_units: Floats = np.zeros((len(worths.parties), 0))
    for start in range(0, len(may), _TOGETHER):
        rest = may[start : start + _TOGETHER]
        numbers = np.zeros(len(rest), dtype=np.int64)
        units = np.zeros((len(worths.parties), len(rest)))
        for issue in reversed(group):
            rest, level = np.divmod(rest, worths.shape[issue])
            numbers += level * strides[issue]
            for row, party in zip(units, worths.parties, strict=True):
                row += party.tables[issue][level]
        kept_numbers = np.concatenate([kept_numbers, numbers])
        kept_units = np.concatenate([kept_units, units], axis=1)
        on = front(kept_units)
        kept_numbers, kept_units = kept_numbers[on], kept_units[:, on]
    return kept_numbers, kept_units


def _groups(count: int, exclusions: Sequence[Exclusion]) -> list[list[int]]:
    """Issues, each with those that exclusions name with it, directly or through others."""
    leader = list(range(count))

    def lead(issue: int) -> int:
        while leader[issue] != issue:
            leader[issue] = leader[leader[issue]]
            issue = leader[issue]
        return issue

    for exclusion in exclusions:
        for issue, _ in exclusion.levels[1:]:
            leader[lead(issue)] = lead(exclusion.levels[0][0])
    groups: dict[int, list[int]] = {}
    for issue in range(count):
        groups.setdefault(lead(issue), []).append(issue)
    return list(groups.values())
