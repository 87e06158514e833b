"""What follows from who copies whom, family by family: kept, since most families do not change when a report is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.alteration import Alteration
from accords.assessment.bare import lowered
from accords.assessment.lineage import lineage
from accords.assessment.order import in_order
from accords.assessment.remarks import Telling
from accords.claims.claim import Claim
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.claims.build import Account

# The reports of a family, oldest first.
Members: TypeAlias = tuple[str, ...]


class Copied:
    """Of each family by its members: the standings that copies lost, and what they altered. `forget` when a report changes."""

    def __init__(self) -> None:
        self._lowered: dict[Members, Mapping[str, Standing]] = {}
        self._altered: dict[Members, Mapping[str, tuple[Alteration, ...]]] = {}
        self._of_report: dict[str, set[Members]] = defaultdict(set)

    def lowered(
        self, members: Members, claims_of: Callable[[str], Sequence[Claim]], telling: Telling
    ) -> Mapping[str, Standing]:
        """The claims of copies whose standing is lower by their originals."""
        if members not in self._lowered:
            told = in_order(claim for report in members for claim in claims_of(report))
            self._keep(members)
            self._lowered[members] = lowered(told, telling)
        return self._lowered[members]

    def altered(
        self, members: Members, account_of: Callable[[str], Account | None]
    ) -> Mapping[str, tuple[Alteration, ...]]:
        """Each copy -> what it changed; nothing of versions whose texts are not there."""
        if members not in self._altered:
            accounts = [account for report in members if (account := account_of(report)) is not None]
            self._keep(members)
            self._altered[members] = lineage(accounts).alterations if len(accounts) > 1 else {}
        return self._altered[members]

    def forget(self, report: str) -> None:
        for members in self._of_report.pop(report, ()):
            self._lowered.pop(members, None)
            self._altered.pop(members, None)

    def _keep(self, members: Members) -> None:
        for report in members:
            self._of_report[report].add(members)
