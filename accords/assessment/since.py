"""What has changed since a day, and which new reports changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from accords.assessment.between import Between
from accords.assessment.commitments import Commitment, commitments_of, contradict, undertakings_in
from accords.assessment.dispute import Dispute, outlets_of
from accords.assessment.meetings import MeetingRow, meetings_of
from accords.assessment.positions import Position, positions_of
from accords.assessment.where import ALL, Where
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.view import View

Row: TypeAlias = Position | Commitment | MeetingRow | Dispute


class Changed(StrEnum):
    POSITION = "position"
    COMMITMENT = "commitment"
    MEETING = "meeting"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of an answer that is new (`before` is `None`), gone (`after` is `None`), or another in some of its `fields`.

    `reports`: those that have come to be known since and are behind it, in order. `independent_outlets`: of the row as it is
    now, else as it was.
    """

    kind: Changed
    before: Row | None
    after: Row | None
    fields: tuple[str, ...]
    reports: tuple[str, ...]
    independent_outlets: int

    def to_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "before": self.before.to_json() if self.before else None,
            "after": self.after.to_json() if self.after else None,
            "fields": list(self.fields),
            "reports": list(self.reports),
            "independent_outlets": self.independent_outlets,
        }


def since_in(view: View, day: date, where: Where = ALL) -> tuple[Change, ...]:
    """Positions, commitments, meetings and disputes that are others by the view's day than by `day`.

    Only those are asked for that what has come since may have touched. A dispute whose claims are all in a larger one of its
    kind now has changed into that one.
    """
    record = view.record
    before = record.as_of(day if view.day is None else min(day, view.day))
    if before is view:
        return ()
    between = Between(before, view)
    claims = record.claims
    place = {known.id: at for at, known in enumerate(between.come)}

    def of_reports(told: Iterable[str]) -> tuple[str, ...]:
        """The new ones of some reports, as they came to be known."""
        return tuple([between.come[at].id for at in sorted({place[own] for own in told if own in place})])

    def of_claims(told: Iterable[str]) -> tuple[str, ...]:
        return of_reports([claims[claim].report for claim in told if claim in claims])

    def outlets(old: Row | None, now: Row | None) -> int:
        row = now or old
        if isinstance(row, Dispute):
            return outlets_of(row, view if now else before)
        return row.independent_outlets if row else 0

    def changes(
        kind: Changed,
        rows: tuple[Sequence[RowT], Sequence[RowT]],
        key_of: Callable[[RowT], object],
        reports_of: Callable[[RowT | None, RowT], tuple[str, ...]],
    ) -> Iterator[Change]:
        """In the order of the answer as it is now, then what is gone."""
        for old, now in _paired(*rows, key_of):
            names = _names(old, now) if old and now else ()
            yield Change(kind, old, now, names, reports_of(old, now) if now else (), outlets(old, now))

    disputes = between.disputes(where)
    grown = _grown(*disputes)
    cells = list(between.cells(where))
    contradict(view, where)
    undertakings = [list(undertakings_in(one, where, between.undertaking)) for one in (before, view)]
    groups = [group for group in record.occasions.groups() if between.occasion(group)]
    return (
        *changes(
            Changed.POSITION,
            (positions_of(before, where, cells), positions_of(view, where, cells)),
            lambda row: (row.party, row.issue, row.standing is Standing.OWN),
            lambda old, now: of_claims([now.claim]),
        ),
        *changes(
            Changed.COMMITMENT,
            (commitments_of(before, undertakings[0]), commitments_of(view, undertakings[1])),
            lambda row: row.id,
            lambda old, now: of_claims([*_added(old, now), *(denied.claim for denied in now.denied)]),
        ),
        *changes(
            Changed.MEETING,
            (meetings_of(before, where, groups), meetings_of(view, where, groups)),
            lambda row: row.id,
            lambda old, now: of_reports(report for report, _ in now.evidence),
        ),
        *changes(
            Changed.DISPUTE,
            disputes,
            lambda row: grown.get(row.id, row.id),
            lambda old, now: of_claims(now.claims),
        ),
    )


RowT = TypeVar("RowT", Position, Commitment, MeetingRow, Dispute)


def _paired(
    before: Sequence[RowT], after: Sequence[RowT], key_of: Callable[[RowT], object]
) -> Iterator[tuple[RowT | None, RowT | None]]:
    """What was and what is, of the rows that are not the same; of several that were, the last."""
    old = {key_of(row): row for row in before}
    for now in after:
        was = old.pop(key_of(now), None)
        if was is not now and was != now:
            yield was, now
    for was in old.values():
        yield was, None


def _names(was: Row, now: Row) -> tuple[str, ...]:
    """The fields in which they differ; of a dispute, whose id is a hash of its claims, the claims tell it."""
    names = (one.name for one in fields(now) if one.name != "id")
    return tuple(name for name in names if getattr(was, name) != getattr(now, name))


def _grown(before: Sequence[Dispute], after: Sequence[Dispute]) -> Mapping[str, str]:
    """The id of a dispute that is no more -> that of the first new one of its kind that has all of its claims."""
    there, still = {dispute.id for dispute in before}, {dispute.id for dispute in after}
    gone = [dispute for dispute in before if dispute.id not in still]
    asked = {dispute.claims[0] for dispute in gone}
    new: dict[tuple[str, str], list[Dispute]] = defaultdict(list)
    for dispute in after:
        if dispute.id not in there:
            for claim in asked.intersection(dispute.claims):
                new[dispute.kind, claim].append(dispute)
    grown: dict[str, str] = {}
    for dispute in gone:
        larger = (one for one in new.get((dispute.kind, dispute.claims[0]), ()) if {*dispute.claims} <= {*one.claims})
        if (found := next(larger, None)) is not None:
            grown[dispute.id] = found.id
    return grown


def _added(old: Commitment | None, now: Commitment) -> Sequence[str]:
    told = old.claims if old else ()
    if now.claims[: len(told)] == told:
        return now.claims[len(told) :]
    known = set(told)
    return [claim for claim in now.claims if claim not in known]
