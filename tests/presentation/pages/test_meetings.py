"""Meetings: who met whom, month by month; and one meeting as each report tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accords.claims.meeting import MeetingStatus
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.meeting import PRESENT, TELLINGS, meeting
from accords.presentation.pages.meetings import MEETINGS, meetings
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.vocabulary import Misuse
from tests.presentation.pages.by_hand import ADELA, BRUNO, NORLAND, RIVER, VESTRIA, Met, account, view_of

FRAME = Frame("talks", (), "/style.css", "/script.js")
HELD, PLANNED = MeetingStatus.HELD, MeetingStatus.PLANNED
SEASON = (
    account(
        date(2031, 7, 1),
        "Lake Wire",
        [
            Met("they met in Dalum in May", (ADELA, BRUNO), date(2031, 5, 3), "Dalum", name="the Dalum round"),
            Met("they will meet in Fjordby", (ADELA, VESTRIA), date(2031, 8, 9), "Fjordby", PLANNED),
            Met("a dinner that nobody dated", (NORLAND, VESTRIA), None, "Oststrand"),
        ],
    ),
)


def lines(shown: Shown) -> list[tuple[str, str, str]]:
    return [
        (month.words, line.name.words, line.status) for month in meetings(shown).months.rows for line in month.lines
    ]


def test_they_stand_by_month_the_latest_first_and_those_without_a_day_last() -> None:
    assert lines(view_of(SEASON)) == [
        ("August 2031", "Meeting of Norland and Vestria", "planned"),
        ("May 2031", "The Dalum round", "held"),
        ("Day not told", "Meeting of Norland and Vestria", "held"),
    ]


def test_a_line_says_who_when_where_and_from_how_many_outlets() -> None:
    (month,) = meetings(view_of(RIVER)).months.rows
    (line,) = month.lines
    assert [party.words for party in line.parties] == ["Norland", "Vestria"]
    assert (line.when, line.place, line.format) == ("Thursday 5 June 2031", "Dalum", "in person")
    assert (line.reports, line.outlets) == (2, 2)


@pytest.mark.parametrize(
    ("query", "count"),
    [({"party": "norland"}, 3), ({"status": "planned"}, 1), ({"outlet": "none"}, 0), ({"from": "2031-08-01"}, 1)],
)
def test_a_filter_leaves_what_is_asked_for(query: dict[str, str], count: int) -> None:
    page = meetings(view_of(SEASON, **query))
    assert page.months.of == count
    assert page.only


def test_a_status_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(Misuse, match="held, under way, planned, proposed, cancelled"):
        meetings(view_of(SEASON, status="postponed"))


def test_of_the_examples_each_occasion_stands_there_once(shown: Shown) -> None:
    hrefs = [line.name.href for month in meetings(shown).months.rows for line in month.lines]
    assert sorted(hrefs) == sorted(f"/meeting/{row.id}" for row in shown.view.meetings())


def test_a_long_list_is_in_leaves() -> None:
    told = [
        Met(f"meeting number {n}", (ADELA, BRUNO), date(2030, 1, 1 + n % 28), f"Room {n}") for n in range(MEETINGS + 20)
    ]
    shown = view_of([account(date(2031, 6, 6), "Lake Wire", told)], leaf="2")
    page = meetings(shown)
    assert (page.months.leaves, page.months.of) == (2, MEETINGS + 20)
    assert sum(len(month.lines) for month in page.months.rows) == 20


# -- one meeting -------------------------------------------------------------------------------------------------------------


def test_it_says_who_met_when_and_where_and_who_tells_of_it() -> None:
    shown = view_of(RIVER)
    (row,) = shown.view.meetings()
    page = meeting(shown, row.id)
    assert page.heading == "Meeting of Norland and Vestria"
    assert (page.status, page.when, page.place, page.format) == ("held", "Thursday 5 June 2031", "Dalum", "in person")
    assert [(one.who.words, one.role, one.party and one.party.words) for one in page.present] == [
        ("Adela Birke", "chief negotiator", "Norland"),
        ("Bruno Dahl", "foreign minister", "Vestria"),
    ]
    assert page.outlets == "Lake Wire, Harbour Post" and page.independent == 2
    assert (page.first, page.latest) == ("1 June 2031", "6 June 2031")


def test_its_history_has_each_report_in_order_with_its_own_words() -> None:
    shown = view_of(RIVER)
    (row,) = shown.view.meetings()
    told = meeting(shown, row.id).tellings.rows
    assert [(one.known, one.outlet, one.status, one.turn) for one in told] == [
        ("1 June 2031", "Lake Wire", "planned", False),
        ("6 June 2031", "Harbour Post", "held", True),
    ]
    assert [words.words for one in told for words in one.words] == [
        "the two sides are to meet in Dalum on 5 June",
        "both delegations met in Dalum on 5 June",
    ]


def test_meetings_of_several_reports_that_are_one_have_one_page_under_each_of_their_ids() -> None:
    shown = view_of(RIVER)
    (row,) = shown.view.meetings()
    assert len(row.meetings) == 2
    one, other = (meeting(shown, own) for own in row.meetings)
    assert one.ids == other.ids == row.meetings
    assert one.heading == other.heading and len(other.tellings.rows) == 2


def test_as_of_a_day_before_the_second_report_it_is_only_planned() -> None:
    shown = view_of(RIVER, as_of="2031-06-02")
    (row,) = shown.view.meetings()
    page = meeting(shown, row.id)
    assert page.status == "planned" and len(page.tellings.rows) == 1


def test_where_the_text_is_not_shown_the_page_says_so_and_still_leads_to_the_report() -> None:
    shown = replace(view_of(SEASON), text_of=lambda report: None)
    telling = meeting(shown, shown.view.meetings()[0].id).tellings.rows[0]
    (words,) = telling.words
    assert words.words == "(its words are not shown here)"
    assert words.href == telling.report.href


def test_a_meeting_that_very_many_reports_tell_of_is_in_leaves() -> None:
    told = [Met("both delegations met in Dalum", (ADELA, BRUNO), date(2031, 6, 5), "Dalum")]
    accounts = [account(date(2031, 6, 6), f"Paper {n}", told) for n in range(TELLINGS + 5)]
    shown = view_of(accounts)
    (row,) = shown.view.meetings()
    page = meeting(replace(shown, asked=Asked.of({"leaf": "2"})), row.id)
    assert page.tellings.leaves == 2 and len(page.tellings.rows) == 5


def test_of_what_nobody_tells_there_is_no_page() -> None:
    with pytest.raises(Missing):
        meeting(view_of(RIVER), "m000000000000")


def test_the_pages_hold_it_escaped() -> None:
    harm = '<img src=x onerror="ran=1">'
    told = [Met(f"they met {harm}", (replace(ADELA, name=harm, role=harm), BRUNO), date(2031, 6, 5), harm, name=harm)]
    shown = view_of([account(date(2031, 6, 6), harm, told)])
    for page in (meetings(shown), meeting(shown, shown.view.meetings()[0].id)):
        html = rendered(page, FRAME)
        assert "<img" not in html and "&lt;img src=x onerror=" in html


def test_of_very_many_who_were_there_some_are_named_and_the_rest_is_counted() -> None:
    guests = tuple(replace(ADELA, id=f"guest-{n}", name=f"Guest {n}", party=None) for n in range(PRESENT + 8))
    told = [Met("everybody met", guests, date(2031, 6, 5), "Dalum")]
    shown = view_of([account(date(2031, 6, 6), "Lake Wire", told)])
    page = meeting(shown, shown.view.meetings()[0].id)
    assert len(page.present) == PRESENT and page.unnamed == 8
    assert "8 more" in rendered(page, FRAME)
    assert page.heading.endswith("and 65 more")
