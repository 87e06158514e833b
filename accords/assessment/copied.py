"""What follows from who copies whom, family by family: kept, since most families do not change when a report is added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.alteration import Alteration
from accords.assessment.bare import lowered
from accords.assessment.lineage import Lineage, lineage
from accords.assessment.order import in_order
from accords.assessment.recorded import Recorded
from accords.assessment.remarks import Telling
from accords.claims.claim import Claim
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.claims.build import Account

# The reports of a family, oldest first.
Members: TypeAlias = tuple[str, ...]
_KEPT = 8  # the same family as of so many days: as many as a record keeps views


@dataclass(slots=True)
class _Family:
    """Of one family with these members: the standings that copies lost, what they altered, and what they tell again."""

    lowered: Mapping[str, Standing] | None = None
    lineage: Lineage | None = None
    altered: Mapping[str, tuple[Alteration, ...]] | None = None
    repeated: frozenset[str] | None = None


class Copied:
    """Of each family by its members: the standings that copies lost, what they altered, and what they tell again. `forget` when
    a report changes.

    When a family has one more copy, what the older ones altered is not worked out again.
    """

    def __init__(self) -> None:
        self._families: dict[Members, _Family] = {}
        self._of_oldest: dict[str, list[Members]] = {}
        self._of_report: dict[str, set[Members]] = {}

    def lowered(
        self, members: Members, claims_of: Callable[[str], Sequence[Claim]], telling: Telling
    ) -> Mapping[str, Standing]:
        """The claims of copies whose standing is lower by their originals."""
        family = self._family(members)
        if family.lowered is None:
            family.lowered = lowered(in_order(claim for report in members for claim in claims_of(report)), telling)
        return family.lowered

    def altered(
        self, members: Members, account_of: Callable[[str], Account | None]
    ) -> Mapping[str, tuple[Alteration, ...]]:
        """Each copy -> what it changed; nothing of versions whose texts are not there."""
        family = self._family(members)
        if family.altered is None:
            accounts = [account for report in members if (account := account_of(report)) is not None]
            if len(accounts) > 1:
                family.lineage = lineage(accounts, self._nearest(members))
            family.altered = family.lineage.alterations if family.lineage else {}
        return family.altered

    def repeated(self, members: Members, told_in: Callable[[str], Sequence[Recorded]]) -> frozenset[str]:
        """The claims that a copy repeats word for word after an older one."""
        family = self._family(members)
        if family.repeated is None:
            told: dict[tuple[object, ...], str] = {}
            family.repeated = frozenset(
                one.id
                for report in members
                for one in told_in(report)
                if one.wording[0] and told.setdefault(one.wording, report) != report
            )
        return family.repeated

    def forget(self, report: str) -> None:
        for members in [*self._of_report.get(report, ())]:
            self._drop(members)

    def _family(self, members: Members) -> _Family:
        found = self._families.get(members)
        if found is None:
            found = self._families[members] = _Family()
            of_oldest = self._of_oldest.setdefault(members[0], [])
            of_oldest.append(members)
            for report in members:
                self._of_report.setdefault(report, set()).add(members)
            if len(of_oldest) > _KEPT:
                self._drop(of_oldest[0])
        return found

    def _drop(self, members: Members) -> None:
        del self._families[members]
        self._of_oldest[members[0]].remove(members)
        if not self._of_oldest[members[0]]:
            del self._of_oldest[members[0]]
        for report in members:
            self._of_report[report].discard(members)
            if not self._of_report[report]:
                del self._of_report[report]

    def _nearest(self, members: Members) -> Lineage | None:
        """That of the most of these members which was worked out before."""
        known = [
            (len(set(other) & set(members)), told)
            for other in self._of_oldest[members[0]]
            if (told := self._families[other].lineage) is not None
        ]
        return max(known, key=lambda row: row[0])[1] if known else None
