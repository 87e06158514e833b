"""Packages of issues asked what could be agreed on. The command is `accords bargain packages`.

>>> talks = accords.packages("lake-package.yaml")  # doctest: +SKIP
>>> talks.zone.count, talks.solutions["nash"].packages  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from accords.agreement.refusal import nearest
from accords.bargaining import opening as openings
from accords.bargaining import packages as settled
from accords.bargaining import solutions as concepts
from accords.bargaining import uncertain
from accords.bargaining.domain import Domain, DomainParty, Package
from accords.bargaining.opening import Assent, Opening
from accords.bargaining.packages import Frontier, Zone
from accords.bargaining.parse_packages import VERSION, read_domain
from accords.bargaining.solutions import Concept, Solution
from accords.bargaining.uncertain import DRAWS, Sampled
from accords.bargaining.worths import PartyWorth, Worths, worths_of
from accords.presentation.bargain import Source, first_of, refuse_other_kind
from accords.vocabulary import Fault, Misuse

CAVEAT = (
    "This finds what follows from the values, weights and reservations that were entered, and forecasts nothing by itself. "
    "Uncertain numbers count as their means unless they are drawn."
)


@dataclass(frozen=True, slots=True, eq=False)
class _Own:
    """What a package is worth to a party, in its units."""

    party: PartyWorth
    units: float


@dataclass(frozen=True, eq=False)
class Packages:
    """A domain, and what could be agreed on in it. Everything is worked out when it is first asked for."""

    domain: Domain
    place: str

    @cached_property
    def zone(self) -> Zone:
        """Packages that no party refuses."""
        return settled.zone(self.domain)

    @cached_property
    def frontier(self) -> Frontier:
        """Packages that could not be bettered for one party but at the cost of another."""
        return settled.frontier(self.domain)

    @cached_property
    def solutions(self) -> Mapping[Concept, Solution]:
        """What each concept of the theory of bargaining picks."""
        return concepts.solutions(self.domain, self.frontier)

    @cached_property
    def opening(self) -> Opening | None:
        """The smallest changes that open the zone; `None` where it is open."""
        return openings.opening(self.domain)

    def assent(self, package: Package, party: str) -> Assent | None:
        """What moves a party from refusal of a package to assent."""
        return openings.assent(self.domain, package, party)

    def sampled(self, draws: int = DRAWS, seed: int = 0, progress: Callable[[int, int], None] | None = None) -> Sampled:
        """How often each package is in the zone and is picked, where uncertain numbers are drawn."""
        return uncertain.sampled(self.domain, draws=draws, seed=seed, progress=progress)

    @cached_property
    def _worths(self) -> Worths:
        return worths_of(self.domain)

    def worth(self, package: Package) -> tuple[float, ...]:
        """What a package is worth to each party, on the scale of the party's values."""
        return tuple(own.units / own.party.scale for own in self._own(package))

    def refusers(self, package: Package) -> list[DomainParty]:
        """The parties to which no agreement is worth more than this package."""
        rows = zip(self.domain.parties, self._own(package), strict=True)
        return [party for party, own in rows if own.units < own.party.threshold]

    def _own(self, package: Package) -> list[_Own]:
        return [
            _Own(party, sum(float(table[level]) for table, level in zip(party.tables, package.levels, strict=True)))
            for party in self._worths.parties
        ]

    def feasible(self, package: Package) -> bool:
        allowed = self._worths.feasible
        return allowed is None or bool(allowed[package.number])

    def package(self, words: str) -> Package:
        """The package of `withdrawal=half, guarantee=assistance`: a level of each issue, by id or by its words."""
        domain = self.domain
        levels: dict[int, int] = {}
        issues = {issue.id.casefold(): number for number, issue in enumerate(domain.issues)}
        issues |= {issue.name.casefold(): number for number, issue in enumerate(domain.issues)} | issues
        place = f"the package `{words}`"
        for pair in words.split(","):
            issue, equals, level = (" ".join(part.split()) for part in pair.partition("="))
            accepted = "a level of each issue: " + ", ".join(f"{one.id}={one.levels[0].id}" for one in domain.issues)
            number = issues.get(issue.casefold())
            if not equals or number is None:
                remedy = nearest(issue, [one.id for one in domain.issues], "Write ISSUE=LEVEL, with commas between.")
                raise Misuse(Fault(place, f"`{pair.strip()}`", accepted, remedy))
            known = {one.text.casefold(): at for at, one in enumerate(domain.issues[number].levels)}
            known |= {one.id.casefold(): at for at, one in enumerate(domain.issues[number].levels)}
            if level.casefold() not in known:
                listed = ", ".join(one.id for one in domain.issues[number].levels)
                raise Misuse(
                    Fault(place, f"the level `{level}` of `{issue}`", listed, nearest(level, known, "Choose one."))
                )
            if number in levels:
                raise Misuse(Fault(place, f"`{issue}` twice", "each issue once", "Leave one out."))
            levels[number] = known[level.casefold()]
        missing = [issue.id for number, issue in enumerate(domain.issues) if number not in levels]
        if missing:
            remedy = "Name a level of each issue."
            raise Misuse(Fault(place, f"nothing of {', '.join(missing)}", "a level of each issue", remedy))
        return domain.package(domain.number(tuple(levels[number] for number in range(len(domain.issues)))))


def packages(file: Source) -> Packages:
    """The domain of a packages file. `Misuse` where the file has a fault."""
    found, faults = read_packages(file)
    if found is None:
        raise first_of(faults)
    return found


def read_packages(file: Source) -> tuple[Packages | None, list[Fault]]:
    """The same with every fault of the file; `None` where there is any."""
    path = Path(file)
    refuse_other_kind(path, VERSION)
    domain, faults = read_domain(path)
    return None if domain is None else Packages(domain, str(file)), faults
