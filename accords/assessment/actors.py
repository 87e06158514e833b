"""Whom the reports name: who they are, when they were first and last named, how often, and by how many outlets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from accords.assessment.recorded import Recorded
from accords.assessment.where import ALL, Where
from accords.vocabulary import Actor, ActorKind
from accords.vocabulary.actor import united

if TYPE_CHECKING:
    from accords.assessment.view import View


class Sighting(NamedTuple):
    """An actor as one report names it."""

    known_on: date
    report: str
    actor: Actor


@dataclass(eq=False, slots=True)
class Sightings:
    """Of one actor: the reports that name it and the claims about it, each in order."""

    reports: list[Sighting] = field(default_factory=list)
    claims: list[Recorded] = field(default_factory=list)
    _made: dict[int, Actor] = field(default_factory=dict)

    def named(self, sighting: Sighting) -> None:
        insort(self.reports, sighting, key=_seen)
        self._made.clear()

    def unnamed(self, known_on: date, report: str) -> None:
        del self.reports[bisect_left(self.reports, (known_on, report), key=_seen)]
        self._made.clear()

    def claimed(self, one: Recorded) -> None:
        insort(self.claims, one, key=_order)

    def unclaimed(self, one: Recorded) -> None:
        del self.claims[bisect_left(self.claims, one.order, key=_order)]

    def known_by(self, day: date | None) -> list[Sighting]:
        return self.reports if day is None else self.reports[: bisect_right(self.reports, day, key=_seen_on)]

    def claims_by(self, day: date | None) -> list[Recorded]:
        return self.claims if day is None else self.claims[: bisect_right(self.claims, day, key=_known_on)]

    def actor(self, known: Sequence[Sighting]) -> Actor:
        """What the reports tell together; `known` are the first of them."""
        if len(known) not in self._made:
            distinct: dict[object, Actor] = {}
            for sighting in known:
                one = sighting.actor
                distinct.setdefault((one.name, one.kind, one.party, one.role, one.aliases, *one.codes.items()), one)
            self._made[len(known)] = reduce(united, distinct.values())
        return self._made[len(known)]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor as of a day. `first`, `latest`: when the first and the latest report that names it came to be known.
    `reports` and `claims` say how many name it and are about it. `undated`: nobody said when any of them was published."""

    id: str
    name: str
    kind: ActorKind
    party: str | None
    role: str | None
    aliases: tuple[str, ...]
    first: date
    latest: date
    reports: int
    claims: int
    independent_outlets: int
    undated: bool

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "party": self.party,
            "role": self.role,
            "aliases": list(self.aliases),
            "first": self.first.isoformat(),
            "latest": self.latest.isoformat(),
            "reports": self.reports,
            "claims": self.claims,
            "independent_outlets": self.independent_outlets,
            "undated": self.undated,
        }


def actors_in(view: View, where: Where = ALL) -> tuple[ActorRow, ...]:
    """The actors known by the view's day, by id. `where.party`: those who speak for it, itself among them.

    Of an outlet or some days: as its reports of those days name them. Of an issue or a standing: those about whom there are
    such claims.
    """
    found: list[ActorRow] = []
    sources, undated = view.sources, view.undated
    of_reports = where.outlet is not None or where.first is not None or where.last is not None
    asked = where.claims(view.standing_of)
    for own, sightings in view.record.sightings.items():
        known = sightings.known_by(view.day)
        if not known:
            continue
        actor = sightings.actor(known)
        if where.party is not None and where.party not in (own, actor.party):
            continue
        if of_reports:
            known = [one for one in known if where.on(one.known_on) and where.from_outlet(view.outlet_of(one.report))]
        claims = sightings.claims_by(view.day)
        if where.issue is not None or where.of_claims:
            claims = [one for one in claims if where.issue in (None, one.claim.issue) and asked(one)]
        if not known or ((where.issue is not None or where.standing is not None) and not claims):
            continue
        found.append(
            ActorRow(
                own,
                actor.name,
                actor.kind,
                actor.party,
                actor.role,
                actor.aliases,
                known[0].known_on,
                known[-1].known_on,
                len(known),
                len(claims),
                len({sources[one.report] for one in known}),
                all(one.report in undated for one in known),
            )
        )
    return tuple(sorted(found, key=lambda row: row.id))


def _seen(sighting: Sighting) -> tuple[date, str]:
    return (sighting.known_on, sighting.report)


def _seen_on(sighting: Sighting) -> date:
    return sighting.known_on


def _order(one: Recorded) -> tuple[date, str, int, int, str]:
    return one.order


def _known_on(one: Recorded) -> date:
    return one.known_on
