"""Families of a view: which reports are copies of one another, and what each copy changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accords.assessment.alteration import Alteration
from accords.assessment.where import ALL, Where

if TYPE_CHECKING:
    from accords.assessment.view import View


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One family of two reports or more, as of a day. `family` is the oldest of `reports`, which stand in order of age.

    `outlets` are those that printed it, one independent outlet together: that of the oldest. `changed`: each copy -> what it
    changed against the oldest, where the texts are there.
    """

    family: str
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    changed: Mapping[str, tuple[Alteration, ...]] = field(default_factory=dict)
    independent_outlets: int = 1

    def to_json(self) -> dict[str, object]:
        return {
            "family": self.family,
            "reports": list(self.reports),
            "outlets": list(self.outlets),
            "independent_outlets": self.independent_outlets,
            "changed": {report: [one.to_json() for one in several] for report, several in self.changed.items()},
        }


def families_in(view: View, where: Where = ALL) -> tuple[FamilyRow, ...]:
    """The families with a report of the outlet and days asked for, oldest first."""
    rows = []
    whole = where.outlet is None and where.first is None and where.last is None
    for known in sorted(view.copies.values(), key=lambda known: min(known[0].order, known[1].order)):
        if not whole and not any(where.from_outlet(one.outlet) and where.on(one.known_on) for one in known):
            continue
        ordered = tuple([one.id for one in known])
        outlets = tuple(dict.fromkeys([one.outlet for one in known if one.outlet]))
        changed = {own: view.alterations[own] for own in ordered if view.alterations.get(own)}
        rows.append(FamilyRow(ordered[0], ordered, outlets, changed))
    return tuple(rows)
