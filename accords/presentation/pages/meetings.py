"""The list of meetings: who met whom, month by month, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from accords.assessment.meetings import MeetingRow
from accords.claims.meeting import MeetingStatus
from accords.presentation import wording
from accords.presentation.pages.filters import Field, Filters, filters, narrowed, of_values
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown

MEETINGS = 100  # on a leaf
PARTIES = 20  # of one that are named


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One occasion. `name` leads to its page."""

    name: Link
    status: str
    when: str
    place: str
    format: str
    parties: tuple[Link, ...]
    outlets: int
    reports: int


@dataclass(frozen=True, slots=True)
class Month:
    """The meetings of one month on this leaf."""

    words: str
    lines: tuple[MeetingLine, ...]


@dataclass(frozen=True, slots=True)
class Meetings:
    """`only` says what is asked for, empty where all is. `months.of` counts meetings."""

    heading: str
    filters: Filters | None
    only: str
    whole: Link
    months: Leaf[Month]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "meetings.html"


def meetings(shown: Shown) -> Meetings:
    _, field = _status(shown)
    leaf = shown.leaf(sorted(asked_meetings(shown), key=_latest_last, reverse=True), MEETINGS, "meetings")
    months = groupby(leaf.rows, key=_month)
    parties = {party for row in shown.view.meetings() for party in row.parties} if shown.keeps_day else ()
    return Meetings(
        heading="Meetings",
        filters=filters(shown, "meetings", ("party", "outlet", "from", "to"), (field,), parties),
        only=narrowed(shown),
        whole=shown.link("all meetings", "meetings"),
        months=leaf.with_rows(tuple(Month(words, tuple(_line(row, shown) for row in rows)) for words, rows in months)),
        downloads=shown.downloads("meetings"),
    )


def asked_meetings(shown: Shown) -> Sequence[MeetingRow]:
    """Those that are asked for, by their own day."""
    status, _ = _status(shown)
    rows = shown.view.meetings(shown.asked.where)
    return rows if status is None else [row for row in rows if row.status.value == status]


def _status(shown: Shown) -> tuple[str | None, Field]:
    return of_values(shown, "status", "Status", (one.value for one in MeetingStatus))


def _latest_last(row: MeetingRow) -> tuple[bool, date, str]:
    return (row.day is not None, row.day or row.first, row.id)


def _month(row: MeetingRow) -> str:
    return wording.plain_day(row.day).partition(" ")[2] if row.day else "Day not told"


def _line(row: MeetingRow, shown: Shown) -> MeetingLine:
    return MeetingLine(
        name=shown.link(name_of(row, shown), "meeting", row.id),
        status=row.status.value,
        when=when_of(row),
        place=wording.short(row.place or ""),
        format=row.format or "",
        parties=tuple(shown.actor(party) for party in row.parties[:PARTIES]),
        outlets=row.independent_outlets,
        reports=len({report for report, _ in row.evidence}),
    )


def name_of(row: MeetingRow, shown: Shown) -> str:
    """What it is called, else whose meeting it was."""
    if row.name:
        words = wording.short(row.name)
        return words[:1].upper() + words[1:]
    names = [wording.inside(shown.name_of(party)) for party in row.parties]
    names = [*names[:3], *([f"{len(names) - 3:,} more"] if len(names) > 3 else [])]
    if len(names) < 2:
        return f"Meeting with {names[0]}" if names else "Meeting"
    return f"Meeting of {', '.join(names[:-1])} and {names[-1]}"


def when_of(row: MeetingRow) -> str:
    return (wording.short(wording.when(row.date)) if row.date else "") or "day not told"
