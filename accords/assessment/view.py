"""A view is the record as of a day: who copies whom, who stands behind what, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from accords.assessment.actors import ActorRow, actors_in
from accords.assessment.alteration import Alteration
from accords.assessment.bare import borrowed
from accords.assessment.cell import Cell
from accords.assessment.commitments import Commitment, commitments_in
from accords.assessment.contested import disputes_in, telling_of
from accords.assessment.dispute import Dispute
from accords.assessment.families import FamilyRow, families_in
from accords.assessment.meetings import MeetingRow, meetings_in
from accords.assessment.positions import Position, positions_in
from accords.assessment.recorded import Recorded, StandingOf
from accords.assessment.since import Change, since_in
from accords.assessment.timeline import TimelineRow, timeline_in
from accords.assessment.where import ALL, Where
from accords.claims.claim import Claim
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.known import Known
    from accords.assessment.record import Record

Row = TypeVar("Row")
_order = attrgetter("order")
_NONE: AbstractSet[str] = frozenset()


class View:
    """What a record knew by the end of `day` (`None`: all). Each answer is made once and kept; a record that changes makes
    other views, and this one is not to be asked any more."""

    def __init__(self, record: Record, day: date | None) -> None:
        self.record, self.day = record, day
        self._changes: dict[tuple[date, Where], tuple[Change, ...]] = {}
        self._answers: dict[tuple[object, Where], tuple[object, ...]] = {}
        lowered = record.lowered
        if lowered is None:
            lowered = self.lowered
        self._lowers = bool(lowered) or callable(lowered)
        self.standing_of: StandingOf = _standing
        if isinstance(lowered, Mapping):
            if lowered:
                self.standing_of = lambda one: lowered.get(one.claim.id, one.claim.standing)
        elif lowered is not None:
            self.standing_of = lambda one: lowered(one.claim.id, day) or one.claim.standing

    # -- answers ---------------------------------------------------------------------------------------------------------

    def positions(self, where: Where = ALL) -> tuple[Position, ...]:
        """Where each party stands on each issue, by its own words and by what others say."""
        return self._kept(positions_in, where)

    def commitments(self, where: Where = ALL) -> tuple[Commitment, ...]:
        """What each party undertook, in the order in which it was first told."""
        return self._kept(commitments_in, where)

    def timeline(self, where: Where = ALL) -> tuple[TimelineRow, ...]:
        """What was said, what was undertaken and what came of it, and who met, day by day."""
        return self._kept(timeline_in, where)

    def meetings(self, where: Where = ALL) -> tuple[MeetingRow, ...]:
        """Which meetings were held, are planned or were called off."""
        return self._kept(meetings_in, where)

    def actors(self, where: Where = ALL) -> tuple[ActorRow, ...]:
        """Whom the reports name."""
        return self._kept(actors_in, where)

    def since(self, day: date, where: Where = ALL) -> tuple[Change, ...]:
        """What has changed since the end of a day, and which new reports changed it."""
        key = (day, where)
        if key not in self._changes:
            self._changes[key] = since_in(self, day, where)
        return self._changes[key]

    def disputes(self, where: Where = ALL) -> tuple[Dispute, ...]:
        """Where reports contradict one another, and what copies changed."""
        return self._kept(disputes_in, where)

    def families_of(self, where: Where = ALL) -> tuple[FamilyRow, ...]:
        """Which reports are copies of one another, and what each copy changed."""
        return self._kept(families_in, where)

    def _kept(self, answer: Callable[[View, Where], tuple[Row, ...]], where: Where) -> tuple[Row, ...]:
        key = (answer, where)
        if key not in self._answers:
            self._answers[key] = answer(self, where)
        return self._answers[key]  # type: ignore[return-value]

    # -- what answers ask for --------------------------------------------------------------------------------------------

    def knows(self, one: Recorded) -> bool:
        return self.day is None or one.known_on <= self.day

    def reaches(self, day: date) -> bool:
        return self.day is None or day <= self.day

    @cached_property
    def reports(self) -> list[Known]:
        """The reports known by the day, as they came to be known."""
        return self.record.known_by(self.day)

    def cells(self, where: Where = ALL) -> Iterator[Cell]:
        """The cells asked for, by party and issue."""
        cells = self.record.cells
        if where.party is not None and where.issue is not None:
            cell = cells.get((where.party, where.issue))
            return iter(() if cell is None else (cell,))
        return (cells[key] for key in sorted(cells) if where.has_cell(*key))

    @property
    def families(self) -> Mapping[str, str]:
        """Report -> the oldest report known by the day that it is a copy of, itself where it copies none."""
        return self._kin[0]

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Report -> the outlet of its family's oldest report; where that is unknown, the family."""
        found = {known.id: known.source for known in self.reports}
        for head, *copies in self.copies.values():
            found |= dict.fromkeys([known.id for known in copies], head.source)
        return found

    @cached_property
    def _kin(self) -> tuple[dict[str, str], dict[str, list[Known]]]:
        """Families; and of every family with copies its reports, as they came to be known."""
        asked, day = self.record.families, self.day
        own_of = dict(zip(self.record.ids_by(day), self.reports, strict=True))
        families = dict(zip(own_of, own_of, strict=True))
        if callable(asked):
            names = {own: asked(own, day) for own in own_of}
        elif asked is None:
            names = dict(self.record.syndication.families(day, self.record.apart))
        else:
            names = dict(asked)
        # Most reports copy nobody: only those that are named for another, and those that others are named for, are looked at.
        several: dict[str, list[Known]] = {}
        for own, family in names.items():
            if family != own and own in own_of:
                several.setdefault(family, []).append(own_of[own])
        copies: dict[str, list[Known]] = {}
        for family, reports in several.items():
            if family in own_of and names.get(family, family) == family:
                reports.append(own_of[family])
            reports.sort(key=_order)
            # What is worked out is named for the oldest report; of what was asked for, the first to be known is the oldest.
            head = own_of.get(family, reports[0]) if asked is None else reports[0]
            if len(reports) > 1:
                copies[head.id] = [head, *(known for known in reports if known is not head)]
            for known in reports:
                families[known.id] = head.id
        return families, copies

    @property
    def copies(self) -> Mapping[str, Sequence[Known]]:
        """The families of two reports or more: the oldest -> it, then the others as they came to be known."""
        return self._kin[1]

    @cached_property
    def members(self) -> list[tuple[str, ...]]:
        """The same by their ids."""
        return [tuple([known.id for known in reports]) for reports in self.copies.values()]

    @cached_property
    def lowered(self) -> Mapping[str, Standing]:
        """The claims of copies that lost whom their originals have say so, with the standing that is left."""
        found: dict[str, Standing] = {}
        telling = telling_of(self)
        for cell in self.record.cells.values():
            # Only a claim whose party speaks for itself, no person being named, can be such.
            if cell.impersonal:
                known = [one for one in cell.claims if self.knows(one)]
                words = {one.id: one.words for one in known}
                source = borrowed([one.claim for one in known], lambda claim, words=words: words[claim.id], telling)  # type: ignore[misc]
                found |= dict.fromkeys(source, Standing.COUNTERPART)
        for members in self.members:
            found |= self.record.copied.lowered(members, self._claims_of, telling)
        return found

    def _claims_of(self, report: str) -> list[Claim]:
        return [one.claim for one in self._told_in(report)]

    def _told_in(self, report: str) -> Sequence[Recorded]:
        known = self.record.report(report)
        return known.claims if known else ()

    @cached_property
    def alterations(self) -> Mapping[str, tuple[Alteration, ...]]:
        """Each copy -> what it changed against the oldest of its family, by the words of both."""
        found: dict[str, tuple[Alteration, ...]] = {}
        for members in self.members:
            found |= self.record.copied.altered(members, self.record.with_text)
        return found

    @cached_property
    def undated(self) -> frozenset[str]:
        """The reports of which nobody said when they were published."""
        return frozenset(known.id for known in self.reports if known.undated)

    def outlet_of(self, report: str) -> str | None:
        known = self.record.report(report)
        return known.outlet if known else None

    def lowers(self, claims: Iterable[str] | None = None) -> bool:
        """False where no claim (none of these) has another standing than its report says."""
        lowered = self.record.lowered if self.record.lowered is not None else self.lowered
        if not self._lowers or claims is None or not isinstance(lowered, Mapping):
            return self._lowers
        return any(claim in lowered for claim in claims)

    def first_known(self, report: str) -> date:
        """Since when it is known what a report copies: as its family's oldest report is."""
        oldest = self.record.report(self.families[report]) or self.record.report(report)
        return oldest.known_on if oldest else date.min

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The claims that a copy repeats word for word: they are told where they were told first."""
        again = [self.record.copied.repeated(members, self._told_in) for members in self.members]
        return frozenset().union(*again)

    @cached_property
    def assents(self) -> Mapping[str, Mapping[str, date]]:
        """Issue -> party -> since when it is known to say itself that it agreed."""
        found: dict[str, dict[str, date]] = {}
        for issue, parties in self.record.assents.items():
            for party, claims in parties.items():
                own = next((one for one in claims if self.knows(one) and self.standing_of(one) is Standing.OWN), None)
                if own is not None:
                    found.setdefault(issue, {})[party] = own.known_on
        return found

    def silent(self, party: str, issue: str) -> AbstractSet[str]:
        """The reports, later ones too, that say that a party has not confirmed or commented, on the issue or on none."""
        silences = self.record.silences
        return silences.get((party, None), _NONE) | silences.get((party, issue), _NONE)


def _standing(one: Recorded) -> Standing:
    return one.claim.standing
