"""Calendars, read back by icalendar."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from accords.claims.meeting import MeetingStatus
from accords.presentation.dossier import Dossier
from accords.presentation.tables.calendar_form import stamp_of, write_calendar
from accords.vocabulary import Fault


def file_of(dossier: Dossier) -> tuple[bytes, tuple[Fault, ...]]:
    stream = io.BytesIO()
    faults = write_calendar(dossier, stream)
    return stream.getvalue(), faults


def events(dossier: Dossier) -> Iterator[Any]:
    calendar = Calendar.from_ical(file_of(dossier)[0])
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    yield from calendar.walk("VEVENT")


STATUS = {
    MeetingStatus.HELD: "CONFIRMED",
    MeetingStatus.UNDER_WAY: "CONFIRMED",
    MeetingStatus.PLANNED: "TENTATIVE",
    MeetingStatus.PROPOSED: "TENTATIVE",
    MeetingStatus.CANCELLED: "CANCELLED",
}


def test_every_status_has_its_own(met: Dossier) -> None:
    told = {str(event["UID"]): event["STATUS"] for event in events(met)}
    for meeting in met.meetings[:5]:
        assert told[f"{meeting.id}@accords"] == STATUS[meeting.status]
    assert set(STATUS) == set(MeetingStatus)


def test_a_day_is_an_all_day_event_that_ends_the_day_after(claimed: Dossier) -> None:
    [event] = events(claimed)
    assert event["DTSTART"].dt == date(2025, 8, 15) and event["DTEND"].dt == date(2025, 8, 16)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["LOCATION"] == "Lakeside" and event["TRANSP"] == "TRANSPARENT"


def test_a_stretch_of_days_is_one_event_that_says_so(met: Dossier) -> None:
    [event] = [event for event in events(met) if "round 2" in event["SUMMARY"]]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 9, 1), date(2025, 9, 8))
    assert "“next week” (one or several of these days)" in event["DESCRIPTION"]
    assert event["LOCATION"] == "Lakeside, Norland"
    assert event["SUMMARY"] == "Spring; talks, round 2 (planned)"


def test_the_last_day_there_is_has_no_end(met: Dossier) -> None:
    [event] = [event for event in events(met) if event["DTSTART"].dt == date.max]
    assert "DTEND" not in event


def test_participants_words_and_outlets_stand_in_the_description_and_nobody_is_invited(claimed: Dossier) -> None:
    [event] = events(claimed)
    assert event["SUMMARY"] == "Meeting (held): Mira Holt, Jon Varga"
    assert "“Holt and Varga met in Lakeside on Friday”" in event["DESCRIPTION"]
    assert "According to: Example Post" in event["DESCRIPTION"]
    assert "ATTENDEE" not in event and "ORGANIZER" not in event and b"mailto" not in file_of(claimed)[0].lower()


def test_meetings_without_a_day_are_left_out_and_counted(met: Dossier) -> None:
    undated, vague = file_of(met)[1]
    assert undated.found == "2 meetings without a day" and "Left out here" in undated.remedy
    assert vague.found == "1 meeting on no nearer day than one of more than 31"
    assert len(list(events(met))) == len(met.meetings) - 3


def test_the_stamp_is_the_newest_report_and_not_the_clock(met: Dossier) -> None:
    assert {event["DTSTAMP"].dt for event in events(met)} == {datetime(2025, 8, 19, 7, 30, tzinfo=UTC)}
    assert file_of(met) == file_of(met)


STAMPS: dict[str, tuple[datetime | None, date | None, datetime]] = {
    "fetched": (datetime(2025, 8, 18, 6, tzinfo=UTC), date(2025, 8, 17), datetime(2025, 8, 18, 6, tzinfo=UTC)),
    "published alone": (None, date(2025, 8, 17), datetime(2025, 8, 17, tzinfo=UTC)),
    "fetched without a zone": (datetime(2025, 8, 18, 6), None, datetime(2025, 8, 18, 6, tzinfo=UTC)),
    "neither": (None, None, datetime(1970, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize("situation", STAMPS)
def test_the_stamp_of_a_report(situation: str, claimed: Dossier) -> None:
    fetched, published, expected = STAMPS[situation]
    report = replace(claimed.reports[0], fetched=fetched, published=published)
    assert stamp_of(replace(claimed, reports=(report,))) == expected


def test_without_meetings_or_texts_it_is_a_calendar_still(forgotten: Dossier) -> None:
    assert list(events(Dossier())) == [] and file_of(Dossier())[1] == ()
    [event] = events(forgotten)
    assert "Mira Holt" in event["DESCRIPTION"] and "“Holt" not in event["DESCRIPTION"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters() | st.sampled_from('\x00\x1b\ud800\u202e\r\n;,:\\"^')))
@example("x\r\nEND:VEVENT\r\nBEGIN:VALARM")
@example("a" * 40_000)
def test_hostile_words_stay_in_their_place(claimed: Dossier, words: str) -> None:
    meeting = replace(claimed.meetings[0], name=words, place=words)
    dossier = replace(claimed, meetings=(meeting,))
    [event] = events(dossier)
    assert set(event) == set(next(events(claimed))) - (set() if words else {"LOCATION"})
    data = file_of(dossier)[0]
    assert not any(byte < 0x20 and byte not in b"\r\n\t" for byte in data)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
