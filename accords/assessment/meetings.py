"""Which meetings were held, are planned or were called off: one row for an occasion, however many reports tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.occasions import Group
from accords.assessment.told_meeting import MeetingTold, days_of
from accords.assessment.where import ALL, Where
from accords.claims.meeting import Meeting, MeetingStatus
from accords.vocabulary import Span, When

if TYPE_CHECKING:
    from accords.assessment.view import View

Day: TypeAlias = date
_KEPT = 4  # rows of one occasion, as of several days
# What has come of a meeting is not undone by a late report of what was planned; of what is equally far the latest counts.
_SETTLED = {
    MeetingStatus.PROPOSED: 0,
    MeetingStatus.PLANNED: 1,
    MeetingStatus.UNDER_WAY: 2,
    MeetingStatus.CANCELLED: 3,
    MeetingStatus.HELD: 3,
}


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One occasion as of a day. `id` is that of the meeting in the report that told of it first, `meetings` are all of them.

    `name`, `place` and `format` are what is told first, `date` the narrowest; everybody who is named took part. `status` is
    the latest. `first`, `latest`: when reports of it came to be known. `undated`: nobody said when any was published.
    """

    id: str
    name: str | None
    date: When | None
    place: str | None
    participants: tuple[str, ...]
    parties: tuple[str, ...]
    format: str | None
    status: MeetingStatus
    evidence: tuple[tuple[str, Span], ...]
    meetings: tuple[str, ...]
    independent_outlets: int
    first: Day
    latest: Day
    undated: bool

    @property
    def day(self) -> Day | None:
        return (self.date.start or self.date.end) if self.date else None

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "name": self.name,
            "date": self.date.to_json() if self.date else None,
            "place": self.place,
            "participants": list(self.participants),
            "parties": list(self.parties),
            "format": self.format,
            "status": self.status.value,
            "evidence": [{"report": report, "span": list(span)} for report, span in self.evidence],
            "meetings": list(self.meetings),
            "independent_outlets": self.independent_outlets,
            "first": self.first.isoformat(),
            "latest": self.latest.isoformat(),
            "undated": self.undated,
        }


def meetings_in(view: View, where: Where = ALL) -> tuple[MeetingRow, ...]:
    """The occasions known by the view's day, by their own day; those without one come last.

    A meeting has no standing and no issue: asked for one of these, there is none, but for the issue of who meets whom.
    """
    return meetings_of(view, where, view.record.occasions.groups())


def meetings_of(view: View, where: Where, groups: Iterable[Group]) -> tuple[MeetingRow, ...]:
    """Those of some occasions."""
    if where.standing is not None or where.issue not in (None, "talks"):
        return ()
    found: list[tuple[str, MeetingRow]] = []
    for group in groups:
        known = group.known_by(view.day)
        if not known:
            continue
        if where.outlet is not None and not any(where.from_outlet(row.outlet) for row in known):
            continue
        pair = _kept(group, known, view)
        made = pair[1]
        if where.party is not None and where.party not in made.parties and where.party not in made.participants:
            continue
        if _within(made, where):
            found.append(pair)
    found.sort(key=itemgetter(0))
    return tuple([made for _, made in found])


def _kept(group: Group, known: Sequence[MeetingTold], view: View) -> tuple[str, MeetingRow]:
    """The row made before of the same tellings from the same outlets, else made now."""
    # Of one telling there is one outlet, and nothing later or earlier to compare it with.
    of = 1 if len(known) == 1 else tuple([(view.sources[row.report], view.first_known(row.report)) for row in known])
    pair = group.made.get(of)
    if pair is None:
        if isinstance(of, int):
            made = _made(known, (known[0].known_on,), 1)
        else:
            made = _made(known, [first for _, first in of], len({source for source, _ in of}))
        pair = group.made[of] = (f"{made.day or date.max} {made.first} {made.id}", made)
        if len(group.made) > _KEPT:
            del group.made[next(iter(group.made))]
    return pair


def _made(known: Sequence[MeetingTold], since: Sequence[date], independent_outlets: int) -> MeetingRow:
    rows = [row.meeting for row in known]
    first = rows[0]
    # A copy of an old report tells nothing later than the report itself.
    last = max(range(len(known)), key=lambda at: (_SETTLED[rows[at].status], since[at], known[at].order))
    return MeetingRow(
        id=first.id,
        name=next((row.name for row in rows if row.name), None),
        date=_narrowest(rows),
        place=next((row.place for row in rows if row.place), None),
        participants=tuple(dict.fromkeys(actor for row in rows for actor in row.participants)),
        parties=tuple(dict.fromkeys(party for row in known for party in row.parties)),
        format=next((row.format for row in rows if row.format), None),
        status=rows[last].status,
        evidence=tuple(
            dict.fromkeys(place for row in known for place in row.meeting.evidence if place[0] == row.report)
        ),
        meetings=tuple(dict.fromkeys(row.id for row in rows)),
        independent_outlets=independent_outlets,
        first=known[0].known_on,
        latest=known[-1].known_on,
        undated=all(row.undated for row in known),
    )


def _narrowest(rows: Sequence[Meeting]) -> When | None:
    dated = [(days[1] - days[0], at) for at, row in enumerate(rows) if (days := days_of(row.date))]
    if dated:
        return rows[min(dated)[1]].date
    return next((row.date for row in rows if row.date), None)


def _within(made: MeetingRow, where: Where) -> bool:
    if where.first is None and where.last is None:
        return True
    start, end = (made.date.start, made.date.end) if made.date else (made.first, made.first)
    return (start or date.min) <= (where.last or date.max) and (where.first or date.min) <= (end or date.max)
