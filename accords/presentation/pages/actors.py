"""The list of actors: whom the reports name, what they are, for whom they speak, how often they are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from accords.assessment.actors import ActorRow
from accords.presentation import wording
from accords.presentation.pages.filters import Field, Filters, filters, narrowed, of_values
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.vocabulary import ActorKind

ACTORS = 100  # on a leaf


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor. `party`: for whom it speaks, where that is another. `first`, `latest`: when reports that name it came to be known."""

    who: Link
    kind: str
    role: str
    party: Link | None
    reports: int
    claims: int
    outlets: int
    first: str
    latest: str
    undated: bool


@dataclass(frozen=True, slots=True)
class Actors:
    """`lines`: those whom most reports name first."""

    heading: str
    filters: Filters | None
    only: str
    whole: Link
    lines: Leaf[ActorLine]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "actors.html"


def actors(shown: Shown) -> Actors:
    _, field = _kind(shown)
    leaf = shown.leaf(
        sorted(asked_actors(shown), key=lambda row: (-row.reports, -row.claims, row.id)), ACTORS, "actors"
    )
    return Actors(
        heading="Whom the reports name",
        filters=filters(shown, "actors", ("party", "issue", "outlet", "from", "to"), (field,)),
        only=narrowed(shown),
        whole=shown.link("all actors", "actors"),
        lines=leaf.with_rows(tuple(_line(row, shown) for row in leaf.rows)),
        downloads=shown.downloads("actors"),
    )


def asked_actors(shown: Shown) -> Sequence[ActorRow]:
    """Those that are asked for, by id."""
    kind, _ = _kind(shown)
    rows = shown.view.actors(shown.asked.where)
    return rows if kind is None else [row for row in rows if row.kind.value == kind]


def _kind(shown: Shown) -> tuple[str | None, Field]:
    return of_values(shown, "kind", "Kind", (one.value for one in ActorKind))


def _line(row: ActorRow, shown: Shown) -> ActorLine:
    return ActorLine(
        who=shown.actor(row.id),
        kind=row.kind.value,
        role=wording.short(row.role or ""),
        party=shown.actor(row.party) if row.party and row.party != row.id else None,
        reports=row.reports,
        claims=row.claims,
        outlets=row.independent_outlets,
        first=wording.plain_day(row.first),
        latest=wording.plain_day(row.latest),
        undated=row.undated,
    )
