"""The list of families: which reports are copies of one another, and what the copies changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from accords.assessment.dispute import DisputeKind
from accords.assessment.families import FamilyRow
from accords.assessment.where import Where
from accords.presentation import wording
from accords.presentation.pages.altered import Version, counted, version
from accords.presentation.pages.filters import Field, Filters, filters, narrowed, of_values
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown

FAMILIES = 50  # on a leaf
OUTLETS = 5  # named of a family; more are counted
# What a copy can change; the other kinds are of reports that copy nobody.
CHANGES = (
    DisputeKind.STRENGTH,
    DisputeKind.ROLE,
    DisputeKind.ATTRIBUTION_LOST,
    DisputeKind.WORDS_ALTERED,
    DisputeKind.DATE_MOVED,
)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One family. `title` is that of the oldest report and leads to the family's page; `outlets` names who printed it; `changed` is how
    many copies changed anything, `counts` what."""

    title: Link
    oldest: Version
    copies: int
    outlets: str
    changed: int
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Families:
    """`lines`: the family whose oldest report came last stands first. `reports` are all that are in these families. `only`
    says what is asked for, where some are; `whole` leads to all."""

    heading: str
    lines: Leaf[FamilyLine]
    reports: int
    filters: Filters | None
    only: str
    whole: Link
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "families.html"


def families(shown: Shown) -> Families:
    _, field = _kind(shown)
    asked = asked_families(shown)
    leaf = shown.leaf(asked[::-1], FAMILIES, "families")
    return Families(
        heading="Copies of one story",
        lines=leaf.with_rows(tuple(_line(row, shown) for row in leaf.rows)),
        reports=sum(len(row.reports) for row in asked),
        filters=filters(shown, "families", ("outlet", "from", "to"), (field,)),
        only=narrowed(shown),
        whole=shown.link("all families", "families"),
        downloads=shown.downloads("families"),
    )


def asked_families(shown: Shown) -> Sequence[FamilyRow]:
    """Those that are asked for, the one whose oldest report came first before the others."""
    kind, _ = _kind(shown)
    where = shown.asked.where
    rows = shown.view.families_of(Where(outlet=where.outlet, first=where.first, last=where.last))
    return rows if kind is None else [row for row in rows if _has(row, kind)]


def _kind(shown: Shown) -> tuple[str | None, Field]:
    return of_values(shown, "kind", "What copies changed", (one.value for one in CHANGES))


def _has(row: FamilyRow, kind: str) -> bool:
    return any(one.kind.value == kind for several in row.changed.values() for one in several)


def _line(row: FamilyRow, shown: Shown) -> FamilyLine:
    oldest = version(row.family, shown)
    named = [wording.line_of(outlet) for outlet in row.outlets[:OUTLETS]]
    more = len(row.outlets) - len(named)
    return FamilyLine(
        title=shown.link(oldest.link.words, "family", row.family),
        oldest=oldest,
        copies=len(row.reports) - 1,
        outlets=", ".join([*named, *([f"{more:,} more"] if more else [])]),
        changed=len(row.changed),
        counts=counted(one for several in row.changed.values() for one in several),
    )
