"""What sets two views of one record apart, so that what has changed is asked of that and not of all there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accords.assessment.cell import Cell
from accords.assessment.commitments import another_assents
from accords.assessment.contested import asked_for, contested_of
from accords.assessment.dispute import Dispute
from accords.assessment.gathering import Undertaking
from accords.assessment.occasions import Group
from accords.assessment.recorded import First
from accords.assessment.where import Where

if TYPE_CHECKING:
    from accords.assessment.known import Known
    from accords.assessment.view import View


@dataclass(frozen=True)
class Between:
    """Two views of one record, `before` as of no later day than `after`.

    What it says to be touched may be the same in both; what it does not is the same for certain.
    """

    before: View
    after: View

    @cached_property
    def come(self) -> Sequence[Known]:
        """The reports that only the later view knows: as they came to be known, those of the earlier one come first."""
        return self.after.reports[len(self.before.reports) :]

    @cached_property
    def moved(self) -> frozenset[str]:
        """The reports known to both that are copies of another report now than then, or of one and of none."""
        now = self.after.families
        return frozenset(own for own, family in self.before.families.items() if now[own] != family)

    @cached_property
    def lowered(self) -> frozenset[str]:
        """The claims known to both that have another standing now than then."""
        before, after, lowered = self.before, self.after, self.before.record.lowered
        if lowered is None:
            there = before.record.claims
            differ = {own for own, _ in before.lowered.items() ^ after.lowered.items()}
            return frozenset(own for own in differ if own in there and before.knows(there[own]))
        if not callable(lowered):
            return frozenset()
        claims = (one for known in before.reports for one in known.claims)
        return frozenset(one.id for one in claims if before.standing_of(one) is not after.standing_of(one))

    def cells(self, where: Where) -> Iterator[Cell]:
        """The cells of which a claim is new, stands otherwise, or stands in a report that copies another one now.

        Which of them a copy tells again is another only where one of the reports that tell it copies another one now.
        """
        record = self.before.record
        moved = [known for own in self.moved if (known := record.report(own)) is not None]
        keys = {(one.claim.party, one.claim.issue) for known in (*self.come, *moved) for one in known.claims}
        keys |= {(one.claim.party, one.claim.issue) for one in map(record.claims.__getitem__, self.lowered)}
        return (record.cells[key] for key in sorted(keys) if where.has_cell(*key))

    def undertaking(self, row: Undertaking) -> bool:
        """True where it may have another claim, another standing or another status."""
        before, after = self.before, self.after
        among = row.known_by(after.day)
        if row.known_by(before.day) != among:
            return True
        if (row.taken_back or row.contradicted) and any(
            one.id in self.lowered or (not before.reaches(since) and after.reaches(since))
            for since, one in (*row.taken_back, *row.contradicted)
        ):
            return True
        if row.first(First.ASSENTED, among):
            claim = row.claims[0].claim
            if another_assents(claim, before.assents, before.day) != another_assents(claim, after.assents, after.day):
                return True
        return not (self.moved.isdisjoint(row.reports) and self.lowered.isdisjoint(row.ids))

    def occasion(self, group: Group) -> bool:
        """True where it may be told by another report, or by one that copies another now."""
        before, after = self.before, self.after
        if not before.reaches(group.rows[-1].known_on) and len(group.known_by(before.day)) != len(
            group.known_by(after.day)
        ):
            return True
        return not self.moved.isdisjoint(group.reports)

    def disputes(self, where: Where) -> tuple[tuple[Dispute, ...], tuple[Dispute, ...]]:
        """Those of the earlier view that the later one has not, and the other way round, each in order."""
        # The later day first: an earlier one starts from it, and shares what is the same.
        now = contested_of(self.after)
        then = contested_of(self.before)
        otherwise = self.lowered if where.standing is not None else frozenset[str]()
        return (
            tuple(filter(asked_for(self.before, where), then.apart_from(now, otherwise))),
            tuple(filter(asked_for(self.after, where), now.apart_from(then, otherwise))),
        )
