"""What would have to change: the smallest changes that open a zone of agreement, and what moves one party from refusal to assent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from accords.bargaining.domain import Domain, Package
from accords.bargaining.packages import zone_of
from accords.bargaining.worths import Floats, Numbers, PartyWorth, Worths, slabs, worths_of

_DECIMALS = 6  # of what is told; rounded so that the change is never too small


@dataclass(frozen=True, slots=True)
class ReservationChange:
    """If this party alone were content with `needed` instead of `now`, `package` would be in the zone. On the scale of its values."""

    party: str
    now: float
    needed: float
    package: Package


@dataclass(frozen=True, slots=True)
class ValueChange:
    """If `level` of `issue` were worth `needed` to this party instead of `now`, `package` would be in the zone. `share`: the change, of the
    span between its least and its greatest value."""

    party: str
    issue: str
    level: str
    now: float
    needed: float
    package: Package
    share: float


@dataclass(frozen=True, slots=True)
class WeightChange:
    """If `issue` weighed `needed` with this party instead of `now`, the other weights as they are, `package` would be in the zone. `share`: the
    change, of the sum of its weights."""

    party: str
    issue: str
    now: float
    needed: float
    package: Package
    share: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The package that would come into the zone if every party that refuses it gave way alike: `share` is the greatest lack, as a share of
    what packages differ in for the party that lacks it. `lacks`: of each party how much, on the scale of its values; 0 where nothing."""

    package: Package
    lacks: tuple[float, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Opening:
    """Single changes that open an empty zone, the smallest first; none of a kind where no single one does."""

    reservations: tuple[ReservationChange, ...]
    values: tuple[ValueChange, ...]
    weights: tuple[WeightChange, ...]
    nearest: Nearest


@dataclass(frozen=True, slots=True)
class LevelChange:
    """Of an issue the level before and after, all by id."""

    issue: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Assent:
    """The cheapest change of levels with which a party does not refuse. `changes`: none where it does not refuse as it is.

    `losers`: those who assented and would not. `gains`: of each party its gain over no agreement with the changed package.
    """

    party: str
    package: Package
    changes: tuple[LevelChange, ...]
    losers: tuple[str, ...]
    gains: tuple[float, ...]


def opening(domain: Domain) -> Opening | None:
    """The changes that open the zone; `None` where it is open. Uncertain numbers count as their means.

    Raises `Misuse` where there are too many packages.
    """
    worths = worths_of(domain)
    if not zone_of(worths).empty:
        return None
    reservations: list[ReservationChange] = []
    values: list[ValueChange] = []
    weights: list[WeightChange] = []
    for party, best in enumerate(_best_for_others(worths)):
        own = domain.parties[party]
        found = [number for issue in best for number in issue.tolist() if number >= 0]
        if not found:
            continue
        units = _units(worths, party, np.array(found))
        first = found[int(np.argmax(units))]
        needed = _down(Fraction(float(units.max())) / Fraction(worths.parties[party].scale))
        reservations.append(ReservationChange(own.id, float(own.reservation.mean), needed, domain.package(first)))
        values += _value_changes(domain, worths, party, best)
        weights += _weight_changes(domain, worths, party, best)
    spans = dict(zip((party.id for party in domain.parties), _spans(worths), strict=True))
    scales = {party.id: own.scale for party, own in zip(domain.parties, worths.parties, strict=True)}
    reservations.sort(key=lambda one: (one.now - one.needed) * scales[one.party] / spans[one.party])
    values.sort(key=lambda one: one.share)
    weights.sort(key=lambda one: one.share)
    return Opening(tuple(reservations), tuple(values), tuple(weights), _nearest(domain, worths))


def _best_for_others(worths: Worths) -> list[list[Numbers]]:
    """Of each party, issue and level the package that the party values most of those with that level that no other party refuses; -1: none."""
    best = [[np.full(count, -1, dtype=np.int64) for count in worths.shape] for _ in worths.parties]
    most = [[np.full(count, -np.inf) for count in worths.shape] for _ in worths.parties]
    for slab in slabs(worths):
        reached = [slab.reach(party, own.threshold) for party, own in enumerate(worths.parties)]
        refusals = np.sum([~one for one in reached], axis=0)
        may = slab.may()
        for party, own_reached in enumerate(reached):
            others = np.flatnonzero(may & (refusals == ~own_reached))
            units = slab.base[party][others] + slab.constants[party]
            order = np.argsort(units, kind="stable")
            units, others = units[order], others[order]
            for issue, levels in enumerate(worths.levels(slab.start + others)):
                number, worth = np.full(worths.shape[issue], -1, dtype=np.int64), np.full(worths.shape[issue], -np.inf)
                number[levels], worth[levels] = slab.start + others, units  # of several the last stays: the greatest
                better = worth > most[party][issue]
                best[party][issue][better], most[party][issue][better] = number[better], worth[better]
    return best


def _units(worths: Worths, party: int, numbers: Numbers) -> Floats:
    units: Floats = Worths(worths.shape, (worths.parties[party],)).units(numbers)[0]
    return units


def _unit(own: PartyWorth, weights: Fraction) -> Fraction:
    """Units of a party in one of weight times value."""
    return Fraction(own.scale) / weights


def _value_changes(domain: Domain, worths: Worths, party: int, best: list[Numbers]) -> list[ValueChange]:
    own, table = domain.parties[party], worths.parties[party]
    unit = _unit(table, sum((one.weight.mean for one in own.issues), Fraction(0)))
    every = [value.mean for one in own.issues for value in one.values]
    span = (max(every) - min(every)) or Fraction(1)
    changes = []
    for issue, valuation, numbers in zip(domain.issues, own.issues, best, strict=True):
        if not valuation.weight.mean:
            continue
        units = _units(worths, party, numbers)
        for level, number in enumerate(numbers.tolist()):
            if number < 0:
                continue
            lack = (Fraction(table.reservation) - Fraction(float(units[level]))) / unit
            now = valuation.values[level].mean
            needed = now + lack / valuation.weight.mean
            share = float((needed - now) / span)
            package = domain.package(number)
            changes.append(
                ValueChange(own.id, issue.id, issue.levels[level].id, float(now), _up(needed), package, share)
            )
    return changes


def _weight_changes(domain: Domain, worths: Worths, party: int, best: list[Numbers]) -> list[WeightChange]:
    """With the weight w of an issue and the level's value v, all else making S of the other weights' sum W, the party assents where S + wv >= r(W + w)."""
    own, table = domain.parties[party], worths.parties[party]
    total = sum((one.weight.mean for one in own.issues), Fraction(0))
    unit, reservation = _unit(table, total), own.reservation.mean
    changes = []
    for issue, valuation, numbers in zip(domain.issues, own.issues, best, strict=True):
        now = valuation.weight.mean
        units = _units(worths, party, numbers)
        ways: list[tuple[Fraction, float, int]] = []
        for level, number in enumerate(numbers.tolist()):
            above = valuation.values[level].mean - reservation
            if number < 0 or not above:
                continue
            rest = (
                Fraction(float(units[level])) / unit - now * valuation.values[level].mean - reservation * (total - now)
            )
            needed = -rest / above
            if needed > now if above > 0 else 0 <= needed < now and total - now + needed > 0:
                ways.append((abs(needed - now), _up(needed) if above > 0 else _down(needed), number))
        if ways:
            change, weight, number = min(ways)
            share = float(change / total)
            changes.append(WeightChange(own.id, issue.id, float(now), weight, domain.package(number), share))
    return changes


def _up(number: Fraction) -> float:
    return float(Fraction(math.ceil(number * 10**_DECIMALS), 10**_DECIMALS))


def _down(number: Fraction) -> float:
    return float(Fraction(math.floor(number * 10**_DECIMALS), 10**_DECIMALS))


def _spans(worths: Worths) -> list[float]:
    """Of each party how far the worth of packages may differ, in its units; 1 where all are worth the same."""
    return [sum(float(np.ptp(table)) for table in party.tables) or 1.0 for party in worths.parties]


def _nearest(domain: Domain, worths: Worths) -> Nearest:
    spans = _spans(worths)
    least: tuple[float, float, int] = (math.inf, math.inf, 0)
    for slab in slabs(worths):
        may = np.flatnonzero(slab.may())
        if not len(may):
            continue
        greatest, whole = np.zeros(len(may)), np.zeros(len(may))
        for party, own in enumerate(worths.parties):
            lack = np.maximum(own.reservation - slab.constants[party] - slab.base[party][may], 0) / spans[party]
            greatest = np.maximum(greatest, lack)
            whole += lack
        at = int(np.lexsort((whole, greatest))[0])
        least = min(least, (float(greatest[at]), float(whole[at]), slab.start + int(may[at])))
    package = domain.package(least[2])
    gains = worths.gains(np.array([package.number]))[:, 0]
    return Nearest(package, tuple(np.maximum(-gains, 0).tolist()), least[0])


def assent(domain: Domain, package: Package, party: str) -> Assent | None:
    """What moves a party from refusal to assent, from `package` on; `None` where it would refuse every feasible package.

    Cheapest is: that fewest of the others who assent to `package` come to refuse; then that fewest issues change; then that the others
    lose least in sum, each loss as a share of what packages differ in for that party.
    """
    worths = worths_of(domain)
    own = [one.id for one in domain.parties].index(party)
    now = worths.units(np.array([package.number]))[:, 0]
    assented = [bool(now[other] >= one.threshold) for other, one in enumerate(worths.parties)]
    spans = _spans(worths)
    least: tuple[int, int, float, int] | None = None
    for slab in slabs(worths):
        may = np.flatnonzero(slab.may() & slab.reach(own, worths.parties[own].threshold))
        if not len(may):
            continue
        lost, loss = np.zeros(len(may), dtype=np.int64), np.zeros(len(may))
        for other, one in enumerate(worths.parties):
            if other == own:
                continue
            units = slab.base[other][may] + slab.constants[other]
            loss += np.maximum(now[other] - units, 0) / spans[other]
            if assented[other]:
                lost += units < one.threshold
        changed = np.zeros(len(may), dtype=np.int64)
        for level, levels in zip(package.levels, worths.levels(slab.start + may), strict=True):
            changed += levels != level
        at = int(np.lexsort((loss, changed, lost))[0])
        found = (int(lost[at]), int(changed[at]), float(loss[at]), slab.start + int(may[at]))
        least = found if least is None else min(least, found)
    if least is None:
        return None
    after = domain.package(least[3])
    units = worths.units(np.array([after.number]))[:, 0]
    changes = tuple(
        LevelChange(issue.id, issue.levels[before].id, issue.levels[level].id)
        for issue, before, level in zip(domain.issues, package.levels, after.levels, strict=True)
        if before != level
    )
    losers = tuple(
        one.id
        for other, one in enumerate(domain.parties)
        if assented[other] and units[other] < worths.parties[other].threshold
    )
    gains = tuple(worths.gains(np.array([after.number]))[:, 0].tolist())
    return Assent(party, after, changes, losers, gains)
