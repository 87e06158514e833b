"""A cell of the record: all that one party is on record for on one issue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accords.assessment.gathering import Gathering, Undertaking
from accords.assessment.positions import STANCES
from accords.assessment.recorded import Recorded
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing


class Stance:
    """The claims that tell one stance, in order, and beside each its report."""

    __slots__ = ("claims", "reports")

    def __init__(self) -> None:
        self.claims: list[Recorded] = []
        self.reports: list[str] = []

    def add(self, one: Recorded) -> None:
        at = bisect_left(self.claims, one.order, key=_order)
        self.claims.insert(at, one)
        self.reports.insert(at, one.report)

    def remove(self, one: Recorded) -> None:
        at = bisect_left(self.claims, one.order, key=_order)
        del self.claims[at], self.reports[at]

    def reports_by(self, day: date) -> list[str]:
        """The reports of the claims known by the end of a day."""
        if not self.claims or self.claims[-1].known_on <= day:
            return self.reports
        return self.reports[: bisect_right(self.claims, day, key=_known_on)]


class Cell:
    """`claims` in order; `ranked` those that say where the party stands, the latest last; `stances` the same by act,
    negation and whether they are in its own words."""

    def __init__(self, party: str, issue: str) -> None:
        self.party, self.issue = party, issue
        self.claims: list[Recorded] = []
        self.ranked: list[Recorded] = []
        self.stances: dict[tuple[Act, bool, bool], Stance] = {}
        self.impersonal = 0  # claims that the party itself, no person of its, is said to have told
        self._gathering = Gathering()
        self._gathered = 0

    def add(self, one: Recorded) -> None:
        at = bisect_left(self.claims, one.order, key=_order)
        self.claims.insert(at, one)
        if at < self._gathered:
            self._forget()
        claim = one.claim
        self.impersonal += claim.chain == (self.party,)
        if claim.act in STANCES:
            insort(self.ranked, one, key=_rank)
            self.stances.setdefault(_stance(claim), Stance()).add(one)

    def remove(self, one: Recorded) -> None:
        del self.claims[bisect_left(self.claims, one.order, key=_order)]
        self._forget()
        claim = one.claim
        self.impersonal -= claim.chain == (self.party,)
        if claim.act in STANCES:
            del self.ranked[bisect_left(self.ranked, one.rank, key=_rank)]
            self.stances[_stance(claim)].remove(one)

    def undertakings(self) -> list[Undertaking]:
        """What the party undertook, in the order in which it was first told."""
        if self._gathered < len(self.claims):
            for one in self.claims[self._gathered :]:
                self._gathering.take(one)
            self._gathered = len(self.claims)
            self._gathering.settle()
        return self._gathering.rows

    def contradicted(self, denials: Sequence[Recorded]) -> None:
        """Say of its undertakings which of these denials, other parties' ones among them, contradict them."""
        self.undertakings()
        self._gathering.contradict(self.party, [one for one in denials if one.claim.party != self.party])

    def _forget(self) -> None:
        """What was gathered holds up to the latest claim only: one that comes before it is gathered anew."""
        self._gathering, self._gathered = Gathering(), 0


def denials(cells: Iterable[Cell]) -> Mapping[str, list[Recorded]]:
    """Issue -> what anybody denies on it, in order."""
    found: dict[str, list[Recorded]] = defaultdict(list)
    for cell in cells:
        for own in (True, False):
            if stance := cell.stances.get((Act.DENY, False, own)):
                found[cell.issue] += stance.claims
    for several in found.values():
        several.sort(key=_order)
    return found


def _stance(claim: Claim) -> tuple[Act, bool, bool]:
    return claim.act, claim.negated, claim.standing is Standing.OWN


def _order(one: Recorded) -> tuple[date, str, int, int, str]:
    return one.order


def _rank(one: Recorded) -> tuple[date, int, int, str, str]:
    return one.rank


def _known_on(one: Recorded) -> date:
    return one.known_on
