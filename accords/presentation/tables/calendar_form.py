"""Meetings as a calendar (iCalendar, RFC 5545): what a report says was held or is to be held, on days of one's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from accords.claims.meeting import Meeting, MeetingStatus
from accords.presentation import wording
from accords.presentation.claim_words import name
from accords.presentation.dossier import Dossier
from accords.presentation.tables.assessed import meeting_words, outlets_of
from accords.vocabulary import Fault

if TYPE_CHECKING:
    from icalendar import Event

# Held and under way are certain, as far as the report goes.
_STATUS = {
    MeetingStatus.HELD: "CONFIRMED",
    MeetingStatus.UNDER_WAY: "CONFIRMED",
    MeetingStatus.PLANNED: "TENTATIVE",
    MeetingStatus.PROPOSED: "TENTATIVE",
    MeetingStatus.CANCELLED: "CANCELLED",
}
# "Next month" still says where to look in a calendar; "this year" does not.
LONGEST_DAYS = 31
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write_calendar(dossier: Dossier, stream: BinaryIO) -> tuple[Fault, ...]:
    """One all-day event for each meeting with a first and a last day; the faults count those that have none.

    A stretch of days (`next week`) is one event over all of it, and its words say so. The same dossier gives the same
    bytes: ids are the meetings', and the stamp is the time of the newest report.
    """
    from icalendar import Calendar

    stamp = stamp_of(dossier)
    calendar = Calendar()
    calendar.add("prodid", "-//accords//meetings//EN")
    calendar.add("version", "2.0")
    undated = vague = 0
    for meeting in dossier.meetings:
        when = meeting.date
        if when is None or when.start is None or when.end is None or when.end < when.start:
            undated += 1
        elif (when.end - when.start).days >= LONGEST_DAYS:
            vague += 1
        else:
            calendar.add_component(_event(meeting, when.start, when.end, stamp, dossier))
    stream.write(calendar.to_ical())
    return tuple(
        Fault(
            "ics", wording.counted(count, "meeting") + f" {what}", accepted, "Left out here; every other form has them."
        )
        for count, what, accepted in (
            (undated, "without a day", "meetings with a first and a last day"),
            (
                vague,
                f"on no nearer day than one of more than {LONGEST_DAYS}",
                f"stretches of at most {LONGEST_DAYS} days",
            ),
        )
        if count
    )


def stamp_of(dossier: Dossier) -> datetime:
    """When the newest report was fetched, or was published at midnight UTC where that is later or all that is known."""
    times = [
        moment
        for row in dossier.reports
        for moment in (
            row.fetched,
            datetime.combine(row.published, time(), UTC) if row.published else None,
        )
        if moment
    ]
    aware = [moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in times]
    return max(aware, default=_EPOCH).astimezone(UTC).replace(microsecond=0)


def _event(meeting: Meeting, start: date, end: date, stamp: datetime, dossier: Dossier) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{wording.line_of(meeting.id)}@accords")
    event.add("dtstamp", stamp)
    event.add("dtstart", start)
    # The end of an all-day event is the day after it; without one it is a single day, and after the last day is none.
    if end < date.max:
        event.add("dtend", end + timedelta(days=1))
    event.add("status", _STATUS[meeting.status])
    event.add("summary", _summary(meeting, dossier))
    if meeting.place:
        event.add("location", wording.line_of(meeting.place))
    event.add("description", "\n".join(_description(meeting, start, end, dossier)))
    # Nobody is busy because others meet.
    event.add("transp", "TRANSPARENT")
    return event


def _summary(meeting: Meeting, dossier: Dossier) -> str:
    present = ", ".join(name(own, dossier) for own in meeting.participants)
    called = wording.line_of(meeting.name) if meeting.name else "Meeting"
    return f"{called} ({meeting.status})" + (f": {present}" if present else "")


def _description(meeting: Meeting, start: date, end: date, dossier: Dossier) -> list[str]:
    """No attendees: a calendar would write to them, or take its owner for one."""
    present = ", ".join(name(own, dossier) for own in meeting.participants)
    words = wording.line_of(meeting.date.words) if meeting.date and meeting.date.words else ""
    lines = [f"Status as reported: {meeting.status}", f"Participants named: {present or 'none'}"]
    if meeting.format:
        lines.append(f"Format: {wording.line_of(meeting.format)}")
    if words:
        lines.append(f"Day as reported: “{words}”" + (" (one or several of these days)" if end > start else ""))
    lines += [f"“{wording.line_of(own)}”" for own in meeting_words(meeting, dossier)]
    outlets = ", ".join(wording.line_of(own) for own in outlets_of(meeting, dossier))
    return [*lines, f"According to: {outlets or 'an outlet that is not known'}"]
