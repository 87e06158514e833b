"""What has changed since a day, and which new reports changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from accords.assessment.commitments import Commitment
from accords.assessment.meetings import MeetingRow
from accords.assessment.positions import Position
from accords.assessment.where import ALL, Where
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.view import View

Row: TypeAlias = Position | Commitment | MeetingRow


class Changed(StrEnum):
    POSITION = "position"
    COMMITMENT = "commitment"
    MEETING = "meeting"


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

    @property
    def independent_outlets(self) -> int:
        row = self.after or self.before
        return row.independent_outlets if row else 0

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
    """Positions, commitments and meetings that are others by the view's day than by `day`."""
    before = view.record.as_of(day if view.day is None else min(day, view.day))

    def new(reports: Iterable[str]) -> tuple[str, ...]:
        known = (view.record.report(report) for report in dict.fromkeys(reports))
        return tuple([one.id for one in sorted((k for k in known if k and k.known_on > day), key=lambda k: k.order)])

    def of_claims(claims: Sequence[str]) -> tuple[str, ...]:
        return new(one.report for claim in claims if (one := view.record.claim(claim)))

    return (
        *_changes(
            Changed.POSITION,
            before.positions(where),
            view.positions(where),
            lambda row: (row.party, row.issue, row.standing is Standing.OWN),
            lambda old, now: of_claims([now.claim] if now else []),
        ),
        *_changes(
            Changed.COMMITMENT,
            before.commitments(where),
            view.commitments(where),
            lambda row: row.id,
            lambda old, now: of_claims([*_added(old, now), *(denied.claim for denied in now.denied)]) if now else (),
        ),
        *_changes(
            Changed.MEETING,
            before.meetings(where),
            view.meetings(where),
            lambda row: row.id,
            lambda old, now: new(report for report, _ in now.evidence) if now else (),
        ),
    )


RowT = TypeVar("RowT", Position, Commitment, MeetingRow)


def _changes(
    kind: Changed,
    before: Sequence[RowT],
    after: Sequence[RowT],
    key_of: Callable[[RowT], object],
    reports_of: Callable[[RowT | None, RowT | None], tuple[str, ...]],
) -> Iterator[Change]:
    """In the order of the answer as it is now, then what is gone."""
    old = {key_of(row): row for row in before}
    for now in after:
        was = old.pop(key_of(now), None)
        if was is now or was == now:
            continue
        names = () if was is None else tuple(name for name in _names(now) if getattr(was, name) != getattr(now, name))
        yield Change(kind, was, now, names, reports_of(was, now))
    for was in old.values():
        yield Change(kind, was, None, (), reports_of(was, None))


def _names(row: Row) -> tuple[str, ...]:
    return tuple(one.name for one in fields(row))


def _added(old: Commitment | None, now: Commitment) -> Sequence[str]:
    told = old.claims if old else ()
    if now.claims[: len(told)] == told:
        return now.claims[len(told) :]
    known = set(told)
    return [claim for claim in now.claims if claim not in known]
