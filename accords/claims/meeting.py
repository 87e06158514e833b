"""A meeting is an occasion with at least two parties present, held or to come: one however often a report speaks of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

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
