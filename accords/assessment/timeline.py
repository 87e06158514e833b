"""What happened day by day: what was said, what was undertaken and what came of it, who met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.commitments import commitment_id, status_of, taken_back, undertakings_in
from accords.assessment.gathering import Undertaking
from accords.assessment.meetings import MeetingRow
from accords.assessment.recorded import First, Recorded
from accords.assessment.where import ALL, Where
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.view import View


_TURNS = (First.OWN, First.IN_FORCE, First.SIGNED, First.ASSENTED)


class Kind(StrEnum):
    STATEMENT = "statement"
    MEETING = "meeting"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing of one day. `id` is that of the claim, the meeting or the commitment, `report` the one that tells it first.

    `day` is that of saying or meeting, else of publication; `None` where nobody said. `parties`: of a statement and a
    commitment, one. `what`: the act of a statement, the status of a meeting or, from that day, of a commitment.
    `according_to`: the actors who vouch for it, from the report inwards; none is the outlet's own voice. `undated`: nobody
    said when the report was published.
    """

    day: date | None
    kind: Kind
    parties: tuple[str, ...]
    issue: str | None
    what: str
    words: str
    according_to: tuple[str, ...]
    standing: Standing | None
    report: str
    id: str
    independent_outlets: int
    undated: bool

    def to_json(self) -> dict[str, object]:
        return {
            "day": self.day.isoformat() if self.day else None,
            "kind": self.kind.value,
            "parties": list(self.parties),
            "issue": self.issue,
            "what": self.what,
            "words": self.words,
            "according_to": list(self.according_to),
            "standing": self.standing.value if self.standing else None,
            "report": self.report,
            "id": self.id,
            "independent_outlets": self.independent_outlets,
            "undated": self.undated,
        }


# A row and the day by which it has its place.
Dated: TypeAlias = tuple[date, TimelineRow]


def timeline_in(view: View, where: Where = ALL) -> tuple[TimelineRow, ...]:
    """What is known by the view's day, by the day on which it happened; what copies repeat word for word stands once."""
    rows = [*_statements(view, where), *_commitments(view, where), *_meetings(view, where)]
    rows.sort(key=itemgetter(0))
    return tuple([row for _, row in rows])


def _statements(view: View, where: Where) -> list[Dated]:
    day, repeated, standing_of = view.day or date.max, view.repeated, view.standing_of
    said = view.record.said
    if where.party is not None or where.issue is not None:
        said = sorted((one for cell in view.cells(where) for one in cell.claims), key=lambda one: one.said)
    if where.of_claims or view.lowers():
        asked = where.claims(standing_of)
        return [
            _statement(one, standing_of(one))
            for one in said
            if one.known_on <= day and one.id not in repeated and asked(one)
        ]
    # As the reports have it: made once, for there are as many as claims.
    return [
        one.event or _kept(one)  # type: ignore[misc]
        for one in said
        if one.known_on <= day and one.id not in repeated
    ]


def _kept(one: Recorded) -> Dated:
    one.event = made = _statement(one, one.claim.standing)
    return made


def _statement(one: Recorded, standing: Standing) -> Dated:
    """One report tells it, so it has one outlet."""
    claim = one.claim
    row = TimelineRow(
        one.day,
        Kind.STATEMENT,
        (claim.party,),
        claim.issue,
        f"not {claim.act.value}" if claim.negated else claim.act.value,
        one.words,
        claim.chain,
        standing,
        claim.report,
        claim.id,
        1,
        one.undated,
    )
    return (one.day or one.known_on, row)


def _commitments(view: View, where: Where) -> Iterator[Dated]:
    """Each undertaking when it is first told, and whenever its status changes."""
    asked = where.claims(view.standing_of)
    for cell, row, among in undertakings_in(view, Where(where.party, where.issue)):
        status = None
        for since, one, now in _turns(view, row, among):
            if now == status:
                continue
            status = now
            if not asked(one):
                continue
            claim, by_then = one.claim, row.reports[: row.known_by(since)]
            yield (
                one.day or one.known_on,
                TimelineRow(
                    one.day,
                    Kind.COMMITMENT,
                    (cell.party,),
                    cell.issue,
                    now,
                    claim.terms or one.words,
                    claim.chain,
                    view.standing_of(one),
                    claim.report,
                    commitment_id(row.claims[0].claim),
                    len({view.sources[report] for report in by_then}),
                    one.undated,
                ),
            )


def _turns(view: View, row: Undertaking, among: int) -> Iterator[tuple[date, Recorded, str]]:
    """Days on which the status may have changed, the claim that is behind it, and what it was then."""
    back = taken_back(row, view.day, view.standing_of)
    marks = {one.id: (one.known_on, one) for name in _TURNS if (one := row.first(name, among))}
    first = row.claims[0]
    marks[first.id] = (first.known_on, first)
    assented = row.first(First.ASSENTED, among)
    joint = [since for party, since in view.assents.get(first.claim.issue, {}).items() if party != first.claim.party]
    if assented and joint and min(joint) > assented.known_on:
        marks["joint"] = (min(joint), assented)
    for since, one in sorted((*marks.values(), *back), key=lambda mark: (mark[0], mark[1].order)):
        before = [mark for mark in back if mark[0] <= since]
        yield since, one, status_of(row, row.known_by(since), before, view.assents, since).value


def _meetings(view: View, where: Where) -> Iterator[Dated]:
    return ((row.day or row.first, _meeting(row)) for row in view.meetings(where))


def _meeting(row: MeetingRow) -> TimelineRow:
    return TimelineRow(
        row.day,
        Kind.MEETING,
        row.parties,
        None,
        row.status.value,
        ", ".join(part for part in (row.name, row.place) if part),
        (),
        None,
        row.evidence[0][0] if row.evidence else "",
        row.id,
        row.independent_outlets,
        row.undated,
    )
