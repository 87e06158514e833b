"""A domain is what could be agreed on, issue by issue, and what each level of each issue is worth to each party.

A package is one level of each issue. Its number is that of its levels in mixed radix, the last issue running fastest:
with issues of 3 and 2 levels, levels (2, 1) are package 5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from accords.agreement.agreement import Source

MOST_PACKAGES = (
    1 << 24
)  # a bit of each, and of those in the zone the worth for every party: what a common computer holds


class Shape(StrEnum):
    """How a number is known."""

    EXACT = "exact"
    BETWEEN = "between"  # any between two is as likely
    NORMAL = "normal"  # mean and standard deviation
    TRIANGLE = "triangle"  # least, likeliest, greatest


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number as an analyst wrote it, without rounding. `numbers`: what its shape needs, in the order said there."""

    numbers: tuple[Fraction, ...]
    shape: Shape = Shape.EXACT

    @property
    def mean(self) -> Fraction:
        """What it counts as where nothing is drawn."""
        return self.numbers[0] if self.shape is Shape.NORMAL else sum(self.numbers, Fraction(0)) / len(self.numbers)


@dataclass(frozen=True, slots=True)
class Level:
    """`text`: what people read, its id where the file has no words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    name: str
    place: str
    levels: tuple[Level, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Valuation:
    """What an issue is to a party: its weight, and the value of each level in the order of the issue's levels."""

    weight: Estimate
    values: tuple[Estimate, ...]
    place: str
    because: str = ""
    claims: tuple[str, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class DomainParty:
    """`reservation`: what no agreement is worth to it, on the scale of its values. `issues`: in the order of the domain's."""

    id: str
    name: str
    place: str
    reservation: Estimate
    issues: tuple[Valuation, ...]
    because: str = ""
    claims: tuple[str, ...] = ()
    guess: bool = False

    @property
    def uncertain(self) -> bool:
        """Whether any of its numbers is."""
        every = (self.reservation, *(one for issue in self.issues for one in (issue.weight, *issue.values)))
        return any(one.shape is not Shape.EXACT for one in every)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Packages that have, of each issue named here, one of the levels named with it, are not feasible. Both by number."""

    levels: tuple[tuple[int, tuple[int, ...]], ...]
    place: str


@dataclass(frozen=True, slots=True)
class Package:
    """`levels`: of each issue the number of its level."""

    number: int
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    id: str
    title: str
    place: str
    issues: tuple[Issue, ...]
    parties: tuple[DomainParty, ...]
    infeasible: tuple[Exclusion, ...] = ()
    about: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """How many levels each issue has."""
        return tuple(len(issue.levels) for issue in self.issues)

    @property
    def size(self) -> int:
        """How many packages there are, feasible or not."""
        return math.prod(self.shape)

    @property
    def uncertain(self) -> bool:
        return any(party.uncertain for party in self.parties)

    def package(self, number: int) -> Package:
        """The package of a number, from 0 to `size` - 1."""
        levels: list[int] = []
        rest = int(number)
        for count in reversed(self.shape):
            rest, level = divmod(rest, count)
            levels.append(level)
        return Package(int(number), tuple(reversed(levels)))

    def number(self, levels: tuple[int, ...]) -> int:
        """The number of the package with these levels."""
        number = 0
        for count, level in zip(self.shape, levels, strict=True):
            number = number * count + level
        return number

    def named(self, package: Package) -> dict[str, str]:
        """Issue -> level, both by id."""
        return {issue.id: issue.levels[level].id for issue, level in zip(self.issues, package.levels, strict=True)}
