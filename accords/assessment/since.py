"""What has changed since a day, and which new reports changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from accords.assessment.commitments import Commitment
from accords.assessment.dispute import Dispute, outlets_of
from accords.assessment.meetings import MeetingRow
from accords.assessment.positions import Position
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

    A dispute whose claims are all in a larger one of its kind now has changed into that one.
    """
    before = view.record.as_of(day if view.day is None else min(day, view.day))

    def new(reports: Iterable[str]) -> tuple[str, ...]:
        known = (view.record.report(report) for report in dict.fromkeys(reports))
        return tuple([one.id for one in sorted((k for k in known if k and k.known_on > day), key=lambda k: k.order)])

    def of_claims(claims: Iterable[str]) -> tuple[str, ...]:
        return new(one.report for claim in claims if (one := view.record.claim(claim)))

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

    # The later day first: an earlier one starts from it, and shares what is the same.
    disputes = view.disputes(where)
    old_disputes = before.disputes(where)
    grown = _grown(old_disputes, disputes)
    return (
        *changes(
            Changed.POSITION,
            (before.positions(where), view.positions(where)),
            lambda row: (row.party, row.issue, row.standing is Standing.OWN),
            lambda old, now: of_claims([now.claim]),
        ),
        *changes(
            Changed.COMMITMENT,
            (before.commitments(where), view.commitments(where)),
            lambda row: row.id,
            lambda old, now: of_claims([*_added(old, now), *(denied.claim for denied in now.denied)]),
        ),
        *changes(
            Changed.MEETING,
            (before.meetings(where), view.meetings(where)),
            lambda row: row.id,
            lambda old, now: new(report for report, _ in now.evidence),
        ),
        *changes(
            Changed.DISPUTE,
            (old_disputes, disputes),
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


def _grown(before: Iterable[Dispute], after: Iterable[Dispute]) -> Mapping[str, str]:
    """The id of a dispute that is no more -> that of the first new one of its kind that has all of its claims."""
    there, still = {dispute.id for dispute in before}, {dispute.id for dispute in after}
    new: dict[tuple[str, str], list[Dispute]] = defaultdict(list)
    for dispute in after:
        if dispute.id not in there:
            for claim in dispute.claims:
                new[dispute.kind, claim].append(dispute)
    grown: dict[str, str] = {}
    for dispute in before:
        if dispute.id not in still:
            claims = frozenset(dispute.claims)
            larger = (one for one in new.get((dispute.kind, dispute.claims[0]), ()) if claims <= set(one.claims))
            if (found := next(larger, None)) is not None:
                grown[dispute.id] = found.id
    return grown


def _added(old: Commitment | None, now: Commitment) -> Sequence[str]:
    told = old.claims if old else ()
    if now.claims[: len(told)] == told:
        return now.claims[len(told) :]
    known = set(told)
    return [claim for claim in now.claims if claim not in known]
