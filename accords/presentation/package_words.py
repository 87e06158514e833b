"""Packages, what they are worth, and what would have to change, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.agreement.spoken import series
from accords.bargaining.domain import DomainParty, Estimate, Package, Shape
from accords.bargaining.opening import Assent, LevelChange, Opening
from accords.bargaining.solutions import Concept, Solution
from accords.bargaining.uncertain import Share
from accords.presentation.packages import CAVEAT as CAVEAT
from accords.presentation.packages import Packages
from accords.presentation.wording import counted, line_of

CONCEPTS = {
    Concept.NASH: "Nash",
    Concept.KALAI_SMORODINSKY: "Kalai–Smorodinsky",
    Concept.RELATIVE_EGALITARIAN: "relative egalitarian",
    Concept.EGALITARIAN: "egalitarian",
    Concept.UTILITARIAN: "utilitarian",
}
MEANT = {
    Concept.NASH: "the greatest product of gains",
    Concept.KALAI_SMORODINSKY: "shares the most alike, of what each could gain by any feasible package",
    Concept.RELATIVE_EGALITARIAN: "the greatest least share, of what each could gain in the zone",
    Concept.EGALITARIAN: "the greatest least gain; it hangs on the scales of the values",
    Concept.UTILITARIAN: "the greatest sum of gains; it hangs on the scales of the values",
}
OPENERS = 3  # single changes of a kind that are told


class PackageWords:
    """The words of one domain: its parties, issues and levels as people read them.

    `whole`: each package with all its levels wherever it is told; else the second time by the number that it was given the first time.
    """

    def __init__(self, packages: Packages, *, whole: bool = False) -> None:
        self.packages, self.domain = packages, packages.domain
        self._whole = whole
        self._told: dict[int, int] = {}
        self._parties = {party.id: line_of(party.name) for party in self.domain.parties}

    def party(self, own: str) -> str:
        return self._parties[own]

    def parties(self, ids: Iterable[str]) -> str:
        return series(map(self.party, ids))

    def package(self, package: Package) -> str:
        """`withdrawal: half; guarantee: consultation`."""
        return "; ".join(
            f"{line_of(issue.name)}: {line_of(issue.levels[level].text)}"
            for issue, level in zip(self.domain.issues, package.levels, strict=True)
        )

    def called(self, package: Package) -> str:
        """`package 2 (withdrawal: half; guarantee: consultation)`; the next time `package 2`."""
        if self._whole:
            return self.package(package)
        known = self._told.get(package.number)
        if known is not None:
            return f"package {known}"
        self._told[package.number] = len(self._told) + 1
        return f"package {len(self._told)} ({self.package(package)})"

    def level(self, issue: str, level: str) -> str:
        own = next(one for one in self.domain.issues if one.id == issue)
        text = next(one.text for one in own.levels if one.id == level)
        return f"{line_of(own.name)}: {line_of(text)}"

    def change(self, change: LevelChange) -> str:
        after = self.level(change.issue, change.after)
        return f"{after} (instead of {self.level(change.issue, change.before).partition(': ')[2]})"

    def worths(self, worths: Iterable[float]) -> str:
        """`Norland 70, Vestria 45`."""
        own = zip(self._parties.values(), worths, strict=True)
        return ", ".join(f"{name} {number(worth)}" for name, worth in own)

    def gains(self, gains: Iterable[float]) -> str:
        own = zip(self._parties.values(), gains, strict=True)
        return ", ".join(f"{name} {'+' if gain >= 0 else '−'}{number(abs(gain))}" for name, gain in own)

    def reservation(self, party: DomainParty) -> str:
        return f"{line_of(party.name)}: no agreement is worth {estimate(party.reservation)}"

    def zone(self) -> str:
        zone = self.packages.zone
        feasible = counted(zone.feasible, "feasible package")
        if zone.empty:
            return f"Of {feasible} none is at least as good as no agreement for every party."
        are = "is" if zone.count == 1 else "are"
        return f"Of {feasible} {zone.count:,} {are} at least as good as no agreement for every party."

    def solution(self, solution: Solution) -> str:
        """What a concept picks, with what each gains over no agreement."""
        if not solution.packages:
            return f"none: {solution.none}"
        told = [
            f"{self.called(package)}, gains {self.gains(gains)}"
            for package, gains in zip(solution.packages[:OPENERS], solution.gains, strict=False)
        ]
        more = solution.count - len(told)
        return "; or else ".join(told) + (f"; and {more:,} more that tie" if more > 0 else "")

    def opening(self, opening: Opening) -> Iterator[str]:
        """What would open the zone: single changes, the smallest of each kind first; then what all would have to give alike."""
        for one in opening.reservations[:OPENERS]:
            who = self.party(one.party)
            yield f"If {who} alone asked for {number(one.needed)} where no agreement is now worth {number(one.now)}: {self.called(one.package)}."
        for value in opening.values[:OPENERS]:
            level = self.level(value.issue, value.level)
            yield f"If “{level}” were worth {number(value.needed)} to {self.party(value.party)} instead of {number(value.now)}: {self.called(value.package)}."
        for weight in opening.weights[:OPENERS]:
            issue = next(line_of(one.name) for one in self.domain.issues if one.id == weight.issue)
            yield f"If {issue} weighed {number(weight.needed)} with {self.party(weight.party)} instead of {number(weight.now)}: {self.called(weight.package)}."
        near = opening.nearest
        lacks = [
            f"{line_of(party.name)} {number(lack)}"
            for party, lack in zip(self.domain.parties, near.lacks, strict=True)
            if lack > 0
        ]
        yield f"If all gave way alike, soonest: {self.called(near.package)}; it lacks {series(lacks)}."

    def assent(self, found: Assent | None, party: str) -> str:
        """What would move a party from refusal of a package to assent."""
        who = self.party(party)
        if found is None:
            return f"{who} would refuse every feasible package."
        if not found.changes:
            return f"{who} would not refuse it."
        changes = series(map(self.change, found.changes))
        cost = (
            f"; then {self.parties(found.losers)} would refuse it"
            if found.losers
            else "; nobody who assents would then refuse"
        )
        return f"{who} would assent to {changes}{cost}."

    def share(self, share: Share) -> str:
        """`in 62 of 100 draws (52 to 71 of 100 were it drawn without end)`."""
        return f"in {percent(share.count / share.draws)} of {share.draws:,} draws ({percent(share.low)} to {percent(share.high)} were they endless)"


def number(value: float) -> str:
    """Four figures, which is more than anybody's values bear."""
    return f"{value + 0.0:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def estimate(value: Estimate) -> str:
    """A number as it was entered."""
    told = [number(float(one)) for one in value.numbers]
    match value.shape:
        case Shape.BETWEEN:
            return f"between {told[0]} and {told[1]}"
        case Shape.NORMAL:
            return f"about {told[0]}, give or take {told[1]}"
        case Shape.TRIANGLE:
            return f"from {told[0]} to {told[2]}, likeliest {told[1]}"
        case _:
            return told[0]
