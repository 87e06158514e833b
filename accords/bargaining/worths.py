"""What packages are worth to each party, laid out in numpy without ever holding all of them for all parties.

A party's worth is kept in units of its own in which the sums over issues are whole numbers below 2^53, so that a float64 holds
them without rounding: two packages that are worth the same are equal, and whatever the order of adding, the bits are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from numpy.typing import NDArray

from accords.bargaining.domain import MOST_PACKAGES, Domain
from accords.vocabulary import Fault, Misuse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Numbers = NDArray[np.int64]

SLAB = 1 << 18  # packages that are looked at together: 2 MB for each party
_WHOLE = 1 << 53


@dataclass(frozen=True, slots=True, eq=False)
class PartyWorth:
    """`tables`: of each issue what each of its levels adds, in whole units. A package's worth is the sum, divided by `scale`.

    `reservation`: in units. `threshold`: what a package must reach for the party to prefer it at least to no agreement; a few
    units lower where the values did not fit whole units, so that rounding refuses nothing.
    """

    tables: tuple[Floats, ...]
    scale: float
    reservation: float
    threshold: float


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """Of a domain whose numbers have been settled: what it takes to tell the worth of any package.

    `feasible`: of each package whether it is; `None` where all are.
    """

    shape: tuple[int, ...]
    parties: tuple[PartyWorth, ...]
    feasible: Bools | None = None

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    def levels(self, numbers: Numbers) -> tuple[Numbers, ...]:
        """Of packages the levels, an array for each issue."""
        levels: list[Numbers] = []
        for count in reversed(self.shape):
            numbers, level = np.divmod(numbers, count)
            levels.append(level)
        return tuple(reversed(levels))

    def units(self, numbers: Numbers) -> Floats:
        """Worth of packages in each party's units, parties by packages."""
        found = np.zeros((len(self.parties), len(numbers)))
        for issue, level in enumerate(self.levels(numbers)):
            for row, party in zip(found, self.parties, strict=True):
                row += party.tables[issue][level]
        return found

    def worth(self, numbers: Numbers) -> Floats:
        """Worth of packages on the scale of each party's values, parties by packages."""
        worth: Floats = self.units(numbers) / np.array([[party.scale] for party in self.parties])
        return worth

    def gains(self, numbers: Numbers) -> Floats:
        """How much more than no agreement packages are worth, on the scale of each party's values; parties by packages."""
        units = self.units(numbers) - np.array([[party.reservation] for party in self.parties])
        gains: Floats = units / np.array([[party.scale] for party in self.parties])
        return gains


@dataclass(frozen=True, slots=True, eq=False)
class Slab:
    """Packages that stand side by side: the first number, and of each party their worth in units less `constants`.

    They share the levels of the first issues; `shape` is that of the other issues. `feasible`: `None` where all are.
    """

    start: int
    shape: tuple[int, ...]
    base: tuple[Floats, ...]
    constants: tuple[float, ...]
    feasible: Bools | None

    def may(self) -> Bools:
        """Which of them are feasible, in an array of the caller's own."""
        return np.ones(len(self.base[0]), dtype=bool) if self.feasible is None else self.feasible.copy()

    def inside(self, parties: Sequence[PartyWorth]) -> Bools:
        """Which of them are in the zone: feasible, and every party prefers them at least to no agreement."""
        inside = self.may()
        for party, own in enumerate(parties):
            inside &= self.reach(party, own.threshold)
        return inside

    def reach(self, party: int, threshold: float) -> Bools:
        """Which of them are worth that much to the party, in its units."""
        reached: Bools = self.base[party] >= threshold - self.constants[party]
        return reached


def worths_of(domain: Domain) -> Worths:
    """Each uncertain number counts as its mean. Raises `Misuse` where there are more packages than `MOST_PACKAGES`."""
    return Worths(domain.shape, tuple(exact_worth(domain, party) for party in range(len(domain.parties))), mask(domain))


def exact_worth(domain: Domain, party: int) -> PartyWorth:
    own = domain.parties[party]
    terms = [[issue.weight.mean * value.mean for value in issue.values] for issue in own.issues]
    weights = sum((issue.weight.mean for issue in own.issues), Fraction(0))
    reservation = own.reservation.mean * weights
    unit = math.lcm(reservation.denominator, *(term.denominator for issue in terms for term in issue))
    reach = sum((max(map(abs, issue)) for issue in terms), abs(reservation)) * unit
    if reach >= _WHOLE:
        tables = [np.array([float(term) for term in issue]) for issue in terms]
        return rounded_worth(tables, float(weights), float(reservation))
    whole = float(reservation * unit)
    exact = tuple(np.array([float(term * unit) for term in issue]) for issue in terms)
    return PartyWorth(exact, float(weights * unit), whole, whole)


def rounded_worth(tables: Sequence[Floats], weights: float, reservation: float) -> PartyWorth:
    """Of terms (weight times value) and a reservation (times the sum of the weights) that fit no whole units: rounded to a 2^-50th of the greatest sum."""
    reach = sum((float(np.abs(issue).max()) for issue in tables), abs(reservation)) or 1.0
    unit = 2.0 ** (50 - math.frexp(reach)[1])
    whole = float(np.rint(reservation * unit))
    rounded = tuple(np.rint(issue * unit) for issue in tables)
    return PartyWorth(rounded, (weights or 1.0) * unit, whole, whole - len(tables) - 1)


def feasible(domain: Domain) -> Bools:
    """Of each package whether it is feasible. Raises `Misuse` where there are more than `MOST_PACKAGES`."""
    if domain.size > MOST_PACKAGES:
        remedy = "Leave out issues on which nobody differs, or levels that nobody would propose."
        raise Misuse(Fault(domain.place, "more packages than can be laid out", f"at most {MOST_PACKAGES:,}", remedy))
    return allowed(domain.shape, [exclusion.levels for exclusion in domain.infeasible])


def allowed(shape: Sequence[int], exclusions: Sequence[Sequence[tuple[int, tuple[int, ...]]]]) -> Bools:
    """Of each package of issues with so many levels whether no exclusion forbids it (`Exclusion.levels`)."""
    # Issues of one level change nothing, and numpy knows no more than 32 axes; of the others there are at most 24.
    axes = {issue: axis for axis, issue in enumerate(i for i, count in enumerate(shape) if count > 1)}
    may = np.ones([shape[issue] for issue in axes], dtype=bool)
    for exclusion in exclusions:
        sides = [(axes[issue], levels) for issue, levels in exclusion if issue in axes]
        where: list[slice | NDArray[np.intp]] = [slice(None)] * len(axes)
        for (axis, _), levels in zip(sides, np.ix_(*(levels for _, levels in sides)), strict=True):
            where[axis] = levels
        may[tuple(where)] = False
    return may.reshape(-1)


def mask(domain: Domain) -> Bools | None:
    """`feasible`, `None` where nothing is forbidden."""
    may = feasible(domain)
    return None if may.all() else may


def slabs(worths: Worths, most: int = SLAB) -> Iterator[Slab]:
    """All packages, in order, in slabs of at most `most` packages (or of one issue's levels)."""
    first = len(worths.shape) - 1
    while first and math.prod(worths.shape[first - 1 :]) <= most:
        first -= 1
    inner = worths.shape[first:]
    size = math.prod(inner)
    base = tuple(outer_sum(party.tables[first:]) for party in worths.parties)
    for position, leading in enumerate(product(*map(range, worths.shape[:first]))):
        start = position * size
        constants = tuple(
            float(sum(party.tables[issue][level] for issue, level in enumerate(leading))) for party in worths.parties
        )
        may = None if worths.feasible is None else worths.feasible[start : start + size]
        yield Slab(start, inner, base, constants, may)


def outer_sum(tables: Sequence[Floats]) -> Floats:
    """The sums of one of each table, the last running fastest."""
    total = np.zeros(1)
    for table in tables:
        total = np.add.outer(total, table).reshape(-1)
    return total
