"""One meeting told by many reports is one row; what days, places, people and rulings keep apart stays apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from accords.assessment.record import Record
from accords.assessment.where import Where
from accords.claims.build import Account
from accords.claims.meeting import Meeting, MeetingStatus
from accords.documents.report import Report
from accords.vocabulary import Actor, ActorKind, Span, When

MONDAY = date(2029, 3, 5)
HELD, PLANNED, CANCELLED = MeetingStatus.HELD, MeetingStatus.PLANNED, MeetingStatus.CANCELLED
ACTORS = tuple(
    Actor(name, name.title(), ActorKind.PERSON if party else ActorKind.STATE, party or name)
    for name, party in (
        ("norland", None),
        ("vestria", None),
        ("kasmere", None),
        ("oldavia", None),
        ("adela-holm", "norland"),
        ("bruno-lund", "vestria"),
    )
)


def told(report: str, published: int = 0, **fields: Any) -> Account:
    """A report of a meeting; `published` in days after Monday, `on` the days of the meeting likewise."""
    number = fields.pop("number", 0)
    on: Sequence[int] | None = fields.pop("on", (0, 0))
    days = When(MONDAY + timedelta(on[0]), MONDAY + timedelta(on[1])) if on else None
    values: dict[str, Any] = {
        "id": f"m-{report}-{number}",
        "name": None,
        "date": days,
        "place": None,
        "participants": ("norland", "vestria"),
        "format": None,
        "status": HELD,
        "evidence": ((report, Span(number * 10, number * 10 + 5)),),
        **fields,
    }
    made = Report("", None, outlet=f"Paper {report}", published=MONDAY + timedelta(published), kept_id=report)
    return Account(made, ACTORS, (), (), (Meeting(**values),))


def rows(*read: Account) -> list[list[str]]:
    """Which reports tell of each meeting; the same in whatever order they come."""
    found = [
        sorted(sorted({report for report, _ in row.evidence}) for row in Record(order).as_of().meetings())
        for order in permutations(read)
    ]
    assert all(one == found[0] for one in found)
    return found[0]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        # days
        ({}, {}, True),
        ({"on": (0, 0)}, {"on": (1, 1)}, False),
        ({"on": (0, 2)}, {"on": (2, 3)}, True),
        # people and their parties
        ({"participants": ("adela-holm", "bruno-lund")}, {"participants": ("norland", "vestria")}, True),
        ({"participants": ("norland", "vestria")}, {"participants": ("norland", "kasmere")}, False),
        ({"participants": ("norland", "vestria")}, {"participants": ("norland", "vestria", "kasmere")}, True),
        ({"participants": ("norland", "vestria")}, {"participants": tuple(a.id for a in ACTORS[:4])}, False),
        # place, form, number
        ({"place": "Harbourg"}, {"place": "the port of Harbourg"}, True),
        ({"place": "Harbourg"}, {"place": "Lakeside"}, False),
        ({"place": "Harbourg"}, {"place": None}, True),
        ({"format": "phone"}, {"format": "video"}, True),
        ({"format": "phone"}, {"format": "in person"}, False),
        ({"name": "the second round"}, {"name": "the third round"}, False),
        # a day that nobody tells
        ({"on": None, "place": "Harbourg"}, {"place": "Harbourg"}, True),
        ({"on": None}, {}, False),
        ({"on": None, "name": "Harbourg summit"}, {"on": None, "place": "Harbourg"}, True),
        ({"on": None, "place": "Harbourg", "published": 30}, {"place": "Harbourg"}, False),
        # one side only
        ({"participants": ("norland",), "place": "Harbourg"}, {"place": "Harbourg"}, True),
        ({"participants": ("norland",)}, {}, False),
        # a stretch of weeks tells no day
        ({"on": (-20, 20)}, {}, False),
        # persons rule that two are one
        ({"id": "m", "on": (0, 0), "place": "Harbourg"}, {"id": "m", "on": (9, 9), "place": "Lakeside"}, True),
    ],
)
def test_whether_two_reports_tell_of_one_meeting(first: Any, second: Any, one: bool) -> None:
    expected = [["a", "b"]] if one else [["a"], ["b"]]
    assert rows(told("a", **first), told("b", **second)) == expected


def test_two_meetings_of_one_report_are_two_and_a_vague_one_does_not_join_them() -> None:
    morning, evening = told("a"), told("a", number=1)
    both = Account(morning.report, ACTORS, (), (), (*morning.meetings, *evening.meetings))
    found = Record([both, told("b", 1)]).as_of().meetings()
    assert sorted(len(row.meetings) for row in found) == [1, 2]


def test_a_vague_telling_does_not_join_meetings_of_two_places() -> None:
    assert len(rows(told("a", place="Harbourg"), told("b", place="Lakeside"), told("c", 1))) == 2


def test_many_who_are_named_in_parts_are_all_there() -> None:
    named = [("norland", "vestria", "adela-holm"), ("vestria", "norland", "bruno-lund")]
    (row,) = Record(told(str(n), participants=who) for n, who in enumerate(named)).as_of().meetings()
    assert row.participants == ("norland", "vestria", "adela-holm", "bruno-lund")
    assert (row.parties, row.independent_outlets) == (("norland", "vestria"), 2)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((PLANNED, HELD), HELD),
        ((PLANNED, CANCELLED), CANCELLED),
        ((HELD, PLANNED), HELD),  # a late report of what was planned
        ((MeetingStatus.PROPOSED, PLANNED), PLANNED),
        ((MeetingStatus.UNDER_WAY, HELD), HELD),
    ],
)
def test_the_status_is_that_which_came_of_it(statuses: Sequence[MeetingStatus], expected: MeetingStatus) -> None:
    record = Record(told(str(n), n, status=status) for n, status in enumerate(statuses))
    (row,) = record.as_of().meetings()
    assert row.status is expected
    (before,) = record.as_of(MONDAY).meetings()
    assert (before.status, before.id) == (statuses[0], row.id)


def test_a_late_copy_of_a_cancellation_does_not_undo_what_was_held_after() -> None:
    read = [told("a", 0, status=CANCELLED), told("b", 1, status=HELD), told("c", 2, status=CANCELLED)]
    (aware,), (unaware,) = (
        Record(read, families={"c": "a"}).as_of().meetings(),
        Record(read).as_of().meetings(),
    )
    assert (aware.status, unaware.status) == (HELD, CANCELLED)
    assert (aware.independent_outlets, unaware.independent_outlets) == (2, 3)


def test_the_narrowest_day_counts() -> None:
    (row,) = Record([told("a", on=(0, 3)), told("b", on=(1, 1))]).as_of().meetings()
    assert row.day == MONDAY + timedelta(1)


def test_taking_out_the_report_that_held_two_together_takes_them_apart() -> None:
    record = Record([told("a", on=(0, 1)), told("b", on=(1, 2)), told("c", on=(2, 3))])
    record.remove("b")
    assert len(record.as_of().meetings()) == 2


def test_meetings_are_asked_for_by_party_outlet_and_day() -> None:
    view = Record([told("a"), told("b", on=(9, 9), participants=("kasmere", "oldavia"))]).as_of()
    assert [row.id for row in view.meetings(Where(party="kasmere"))] == ["m-b-0"]
    assert [row.id for row in view.meetings(Where(outlet="paper a"))] == ["m-a-0"]
    assert [row.id for row in view.meetings(Where(last=MONDAY))] == ["m-a-0"]
    assert view.meetings(Where(issue="forces")) == ()


def test_a_thousand_reports_of_one_summit_are_one_row() -> None:
    record = Record(told(f"r{n:04}", n % 5, place="Harbourg") for n in range(1000))
    (row,) = record.as_of().meetings()
    assert (len(row.meetings), row.independent_outlets) == (1000, 1000)
