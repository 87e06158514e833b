"""Dossiers that are hard on tables: several parties, every status of a meeting, and words that are not kind to files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from accords.claims.meeting import Meeting, MeetingStatus
from accords.presentation.dossier import Dossier
from accords.vocabulary import Span, When


@pytest.fixture
def forgotten(claimed: Dossier) -> Dossier:
    """The dossier with every text gone, and no words kept elsewhere: what an old ledger may hold."""
    return replace(
        claimed,
        reports=tuple(replace(row, text="") for row in claimed.reports),
        claims=tuple(replace(claim, words="") for claim in claimed.claims),
    )


@pytest.fixture
def titled(claimed: Dossier) -> Callable[[str], Dossier]:
    """The dossier whose report has this title and text, and whose claims have these terms."""

    def make(words: str) -> Dossier:
        return replace(
            claimed,
            reports=tuple(replace(row, title=words, text=words) for row in claimed.reports),
            claims=tuple(replace(claim, terms=words) for claim in claimed.claims),
        )

    return make


def meeting(number: int, when: When | None, status: MeetingStatus, **fields: object) -> Meeting:
    given: dict[str, object] = {"name": None, "place": None, "participants": (), "format": None, "evidence": ()}
    return Meeting(id=f"m{number:012x}", date=when, status=status, **{**given, **fields})  # type: ignore[arg-type]


@pytest.fixture
def met(claimed: Dossier) -> Dossier:
    """A meeting of each status, then those without a day that a calendar could show."""
    first = date(2025, 9, 1)
    evidence = ((claimed.reports[0].id, Span(0, 13)),)
    rows = [
        meeting(n, When.day(date(2025, 9, n + 1), "Monday"), status, participants=("mira-holt",), evidence=evidence)
        for n, status in enumerate(MeetingStatus)
    ]
    week = When(first, date(2025, 9, 7), "next week")
    rows.append(meeting(10, week, MeetingStatus.PLANNED, name="Spring; talks,\nround 2", place="Lakeside, Norland"))
    rows.append(meeting(11, None, MeetingStatus.HELD))
    rows.append(meeting(12, When(first, None, "from September on"), MeetingStatus.PLANNED))
    rows.append(meeting(13, When(first, date(2026, 8, 31), "within a year"), MeetingStatus.PROPOSED))
    rows.append(meeting(14, When.day(date.max), MeetingStatus.HELD))
    later = replace(claimed.reports[0], id="later", fetched=datetime(2025, 8, 19, 7, 30, tzinfo=UTC))
    return replace(claimed, reports=(*claimed.reports, later), meetings=tuple(rows))
