"""Meetings, and the dates of agreements, as a calendar (iCalendar, RFC 5545): on days of one's own calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from accords.agreement.dues import Due, DueKind
from accords.agreement.status import AgreementStanding
from accords.claims.meeting import Meeting, MeetingStatus
from accords.presentation import wording
from accords.presentation.agreement_words import AgreementWords
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


def write_dues(dues: Sequence[Due], standing: AgreementStanding, stream: BinaryIO) -> None:
    """One event for each instant at which a norm of an agreement is due, begins, ends or lapses.

    What is due at midnight stands on the day that ends then, all day; what has an hour stands at it. The same status gives the same bytes: the
    stamp is the end of the day that was asked for.
    """
    from icalendar import Calendar

    words = AgreementWords(standing.agreement)
    stamp = datetime.fromtimestamp(standing.course.until, UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//accords//agreement//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", wording.line_of(standing.agreement.title))
    for due in dues:
        calendar.add_component(_due_event(due, standing.agreement.id, stamp, words))
    stream.write(calendar.to_ical())


def _due_event(due: Due, agreement: str, stamp: datetime, words: AgreementWords) -> Event:
    from icalendar import Event

    clock = words.clock
    event = Event()
    event.add("uid", f"{agreement}/{due.norm.id}/{due.kind}/{due.at}@accords")
    event.add("dtstamp", stamp)
    if due.at == clock.start(clock.day(due.at)):
        day = clock.day(due.at if due.kind is DueKind.BEGINS else due.at - 1)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    else:
        event.add("dtstart", datetime.fromtimestamp(due.at, UTC))
    event.add("status", "CONFIRMED" if due.certain and due.runs else "TENTATIVE")
    event.add("summary", f"{due.norm.id}: {_HOW[due.kind]}")
    lines = [
        words.clause(due.norm),
        f"Deadline in the text: {wording.line_of(due.deadline.words)}",
        f"In the file: {due.norm.place}",
    ]
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event


_HOW = {
    DueKind.DUE: "last day to do it",
    DueKind.END: "last day",
    DueKind.BEGINS: "begins",
    DueKind.LAPSES: "lapses unless it is triggered by then",
}
