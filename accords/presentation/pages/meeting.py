"""A meeting: who met, when and where, and how each report tells it, in the order in which they came to be known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from accords.assessment.meetings import MeetingRow
from accords.assessment.told_meeting import MeetingTold
from accords.presentation import wording
from accords.presentation.pages.by_id import meeting_row
from accords.presentation.pages.evidence import words_at
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.meetings import name_of, when_of
from accords.presentation.pages.shown import Missing, Shown

TELLINGS = 50  # on a leaf
PRESENT = 60  # who are named; more are counted
OUTLETS = 20  # likewise
PLACES = 5  # in one report


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was there; `role` and `party` where reports tell them, and the party is another."""

    who: Link
    role: str
    party: Link | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's account of the meeting: `words` are its own and lead to their place. `known` is the day on which it came to be known;
    `turn`: its status is another than that told before. `copies`: it is a copy of another report."""

    report: Link
    outlet: str
    known: str
    undated: bool
    copies: bool
    status: str
    turn: bool
    when: str
    place: str
    format: str
    words: tuple[Link, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """`unnamed` counts who was present beside those who stand there. `outlets` names who tells of it, `independent` counts those that do not copy. `first`, `latest`: when reports of it came to be known.
    `ids`: the meetings of single reports that are held to be one, the first to be told first."""

    heading: str
    status: str
    when: str
    place: str
    format: str
    present: tuple[Present, ...]
    unnamed: int
    parties: tuple[Link, ...]
    outlets: str
    independent: int
    first: str
    latest: str
    undated: bool
    ids: tuple[str, ...]
    tellings: Leaf[Telling]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "meeting.html"


def meeting(shown: Shown, own: str) -> Meeting:
    """The occasion; `own` may be the id of any report's telling of it."""
    row = meeting_row(shown.view, own)
    if row is None:
        raise Missing("meeting", own)
    told = _told(row, shown)
    leaf = shown.leaf(list(enumerate(told)), TELLINGS, "meeting", own)
    return Meeting(
        heading=name_of(row, shown),
        status=row.status.value,
        when=when_of(row),
        place=wording.short(row.place or ""),
        format=row.format or "",
        present=tuple(_present(one, shown) for one in row.participants[:PRESENT]),
        unnamed=max(0, len(row.participants) - PRESENT),
        parties=tuple(shown.actor(party) for party in row.parties[:PRESENT]),
        outlets=some(one.outlet for one in told),
        independent=row.independent_outlets,
        first=wording.plain_day(row.first),
        latest=wording.plain_day(row.latest),
        undated=row.undated,
        ids=row.meetings,
        tellings=leaf.with_rows(tuple(_telling(one, told[at - 1] if at else None, shown) for at, one in leaf.rows)),
        downloads=shown.downloads("meeting", own),
    )


def some(outlets: Iterable[str | None]) -> str:
    """Their names, each once, of very many the first."""
    names = list(dict.fromkeys(outlet for outlet in outlets if outlet))
    more = [f"{len(names) - OUTLETS:,} more"] if len(names) > OUTLETS else []
    return ", ".join([*(wording.short(name) for name in names[:OUTLETS]), *more]) or "outlet not told"


def _told(row: MeetingRow, shown: Shown) -> list[MeetingTold]:
    """What each report tells of it, in order; only the reports that tell of it are looked at."""
    ids = set(row.meetings)
    reports = dict.fromkeys(report for report, _ in row.evidence)
    known = [one for report in reports if (one := shown.view.record.report(report))]
    return sorted((told for one in known for told in one.meetings if told.meeting.id in ids), key=lambda t: t.order)


def _present(own: str, shown: Shown) -> Present:
    actor = shown.known_actor(own)
    apart = actor is not None and actor.party is not None and actor.party != own
    return Present(
        who=shown.actor(own),
        role=wording.short(actor.role) if actor and actor.role else "",
        party=shown.actor(actor.party) if actor and actor.party and apart else None,
    )


def _telling(told: MeetingTold, before: MeetingTold | None, shown: Shown) -> Telling:
    one = told.meeting
    return Telling(
        report=shown.report(told.report),
        outlet=wording.short(told.outlet or ""),
        known=wording.plain_day(told.known_on),
        undated=told.undated,
        copies=shown.view.families.get(told.report, told.report) != told.report,
        status=one.status.value,
        turn=before is not None and before.meeting.status is not one.status,
        when=(wording.short(wording.when(one.date)) if one.date else "") or "day not told",
        place=wording.short(one.place or ""),
        format=one.format or "",
        words=words_at(shown, told.report, [span for report, span in one.evidence if report == told.report][:PLACES]),
        id=one.id,
    )
