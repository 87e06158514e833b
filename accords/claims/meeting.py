"""A meeting is an occasion with at least two parties present, held or to come: one however often a report speaks of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from accords.vocabulary import Span, When


class MeetingStatus(StrEnum):
    HELD = "held"
    UNDER_WAY = "under way"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Meeting:
    """`participants` are actor ids, those whom the report names; `format` is "in person", "video", "phone" or `None`."""

    id: str
    name: str | None
    date: When | None
    place: str | None
    participants: tuple[str, ...]
    format: str | None
    status: MeetingStatus
    evidence: tuple[tuple[str, Span], ...]  # report id and place

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "name": self.name,
            "date": self.date.to_json() if self.date else None,
            "place": self.place,
            "participants": list(self.participants),
            "format": self.format,
            "status": self.status.value,
            "evidence": [{"report": report, "span": list(span)} for report, span in self.evidence],
        }


def united(meetings: Sequence[Meeting]) -> Meeting:
    """One meeting of several rows with one id, the earliest told first: of name, day, place and format what is told first,
    the status that is told last, everybody who is named, all evidence."""
    first, last = meetings[0], meetings[-1]

    def told(name: str) -> Any:
        return next((value for row in meetings if (value := getattr(row, name)) is not None), None)

    return replace(
        first,
        name=told("name"),
        date=told("date"),
        place=told("place"),
        participants=tuple(dict.fromkeys(actor for row in meetings for actor in row.participants)),
        format=told("format"),
        status=last.status,
        evidence=tuple(dict.fromkeys(place for row in meetings for place in row.evidence)),
    )


@dataclass(frozen=True, slots=True)
class Silence:
    """A party that is said not to have confirmed, commented or answered."""

    report: str
    party: str
    issue: str | None
    evidence: tuple[Span, ...]

    def to_json(self) -> dict[str, object]:
        return {
            "report": self.report,
            "party": self.party,
            "issue": self.issue,
            "evidence": [list(s) for s in self.evidence],
        }


def meeting_id(report_id: str, first: Span) -> str:
    """A hash of the place where the report first tells of it."""
    return "m" + hashlib.sha256(repr((report_id, first)).encode()).hexdigest()[:12]
