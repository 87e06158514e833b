"""Meetings of one report: what tells of one, when, where, between whom, what became of it, and what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.claims.cast import Cast
from accords.claims.meeting import Meeting
from accords.claims.meetings import meetings
from accords.claims.process import Process
from accords.claims.roster import load_roster
from accords.documents.report import Report
from accords.reading.mentions import mentions
from accords.reading.reading import Attribution, Kind, Mode, Reading
from accords.reading.sentences import Sentences
from accords.reading.timex import times
from accords.vocabulary import Span, When
from tests.growth import growth

WEDNESDAY = date(2024, 3, 13)
# People of nobody's cabinet. A report introduces them before it tells of the meeting.
INTRODUCED = (
    "Talks in the north\n"
    "Norwegian Prime Minister Anna Berg and Finnish President Timo Lahti lead the two governments. "
    "Swedish Foreign Minister Karin Holm carries messages between them.\n"
)
BERG, LAHTI, HOLM = "anna-berg", "timo-lahti", "karin-holm"


def read(text: str, published: date | None = WEDNESDAY, attributions: tuple[Attribution, ...] = ()) -> Reading:
    report = Report(text=text, published=published, fetched=datetime(2024, 3, 13, tzinfo=UTC))
    sentences = Sentences.of(text)
    return Reading(report, sentences, attributions, mentions(text, sentences), times(text))


def found(text: str, published: date | None = WEDNESDAY, attributions: tuple[Attribution, ...] = ()) -> list[Meeting]:
    reading = read(text, published, attributions)
    return list(meetings(reading, Cast(reading, load_roster())))


def told(sentence: str, published: date | None = WEDNESDAY) -> list[Meeting]:
    return found(INTRODUCED + sentence, published)


def day(meeting: Meeting) -> str | None:
    return meeting.date.start.isoformat() if meeting.date is not None and meeting.date.start is not None else None


ONE: list[tuple[str, str | None, str | None, set[str], str]] = [
    # sentence, first day, place, participants, status; published on Wednesday 13 March 2024
    ("Berg met Lahti in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Berg and Lahti met in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Berg will meet Lahti in Oslo on Monday.", "2024-03-18", "Oslo", {BERG, LAHTI}, "planned"),
    ("Berg is to meet Lahti in Oslo on 2 April.", "2024-04-02", "Oslo", {BERG, LAHTI}, "planned"),
    ("Berg meets Lahti in Oslo on Friday.", "2024-03-15", "Oslo", {BERG, LAHTI}, "planned"),
    ("Berg might meet Lahti in Oslo next Friday.", "2024-03-15", "Oslo", {BERG, LAHTI}, "proposed"),
    ("Berg wants to meet Lahti.", None, None, {BERG, LAHTI}, "proposed"),
    ("Berg and Lahti are meeting today in Oslo.", "2024-03-13", "Oslo", {BERG, LAHTI}, "under way"),
    ("Berg received Lahti at her residence in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("On Monday Berg sat down with Lahti.", "2024-03-11", None, {BERG, LAHTI}, "held"),
    ("Friday's summit in Oslo between Berg and Lahti ended early.", "2024-03-08", "Oslo", {BERG, LAHTI}, "held"),
    ("Monday's summit between Berg and Lahti, which will open at noon, is short.", "2024-03-18", None, {BERG, LAHTI}, "planned"),
    ("A summit between Berg and Lahti is set for 27 March in Oslo.", "2024-03-27", "Oslo", {BERG, LAHTI}, "planned"),
    ("Berg has proposed a summit with Lahti.", None, None, {BERG, LAHTI}, "proposed"),
    ("Berg called off a summit with Lahti in Oslo.", None, "Oslo", {BERG, LAHTI}, "cancelled"),
    ("The summit between Berg and Lahti in Oslo has been postponed.", None, "Oslo", {BERG, LAHTI}, "cancelled"),
    ("Berg held talks with Lahti in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("After talks with Lahti in Oslo on Monday, Berg flew home.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Berg flew to Oslo on Monday for talks with Lahti.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Talks between Norway and Finland resume on Friday in Oslo.", "2024-03-15", "Oslo", {"norway", "finland"}, "planned"),
    ("Norwegian and Finnish negotiators gathered in Oslo on Monday.", "2024-03-11", "Oslo", {"norway", "finland"}, "held"),
    ("Berg invited Lahti to Bergen.", None, "Bergen", {BERG, LAHTI}, "proposed"),
    ("Berg and Lahti signed the accord in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("The accord, signed in Oslo on Monday by Berg and Lahti, has ten pages.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Lahti comes to the White House on Monday.", "2024-03-18", "White House", {LAHTI, "united-states"}, "planned"),
    ("The delegations, meeting in Oslo from 4 to 8 March, agreed on an agenda.", "2024-03-04", "Oslo", set(), "held"),
    ("Berg and Lahti put their signatures on Monday to a declaration in Oslo.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Berg signed a peace with Lahti in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Berg and Lahti met in Oslo on Monday in the presence of Holm.", "2024-03-11", "Oslo", {BERG, LAHTI, HOLM}, "held"),
    ("Berg, who has nothing to lose, met Lahti in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Holm spoke on Tuesday, two days after Berg met Lahti in Oslo.", "2024-03-10", "Oslo", {BERG, LAHTI}, "held"),
    ("Holm spoke on Tuesday, a day before Berg was to meet Lahti in Oslo.", "2024-03-13", "Oslo", {BERG, LAHTI}, "planned"),
    ("Berg is receiving Lahti at her residence in Oslo.", "2024-03-13", "Oslo", {BERG, LAHTI}, "under way"),
    ("Berg will see Lahti in the coming weeks.", None, None, {BERG, LAHTI}, "planned"),
    ("Berg discussed the truce with Lahti in Oslo on Monday.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Berg's talk with Lahti in Oslo last Friday was short.", "2024-03-08", "Oslo", {BERG, LAHTI}, "held"),
    ("At a joint news conference with Lahti in Oslo on Monday, Berg said the truce would hold.", "2024-03-11", "Oslo", {BERG, LAHTI}, "held"),
    ("Holm noted a formal meeting between Berg and Lahti in Oslo on March 27.", "2024-03-27", "Oslo", {BERG, LAHTI}, "planned"),
    ("Berg and Lahti agreed on Monday in Oslo to hold a summit.", None, "Oslo", {BERG, LAHTI}, "planned"),
    ("The foreign ministers are due in Oslo on 28 March.", "2024-03-28", "Oslo", set(), "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "first", "place", "participants", "status"), ONE)
def test_a_sentence_tells_of_one_meeting(
    sentence: str, first: str | None, place: str | None, participants: set[str], status: str
) -> None:
    (meeting,) = told(sentence)
    assert (day(meeting), meeting.place, meeting.status.value) == (first, place, status)
    assert set(meeting.participants) == participants


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Berg spoke by telephone with Lahti on Monday.", "phone"),
        ("Berg had a phone call with Lahti on Monday.", "phone"),
        ("In a call on Monday, Berg told Lahti that she would come.", "phone"),
        ("Berg spoke on Monday by telephone with Lahti.", "phone"),
        ("Berg told Lahti over the phone that she would come.", "phone"),
        ("Berg joined Lahti by video link.", "video"),
        ("Berg and Lahti met by video link on Monday.", "video"),
        ("Berg and Lahti held a video conference on Monday.", "video"),
        ("Berg and Lahti had dinner in Oslo on Monday.", "in person"),
        ("Berg and Lahti are to meet next week.", None),
    ],
)
def test_the_form_of_a_meeting_is_told_by_its_words(sentence: str, form: str | None) -> None:
    (meeting,) = told(sentence)
    assert meeting.format == form
    assert set(meeting.participants) == {BERG, LAHTI}


NONE = [
    "Berg held a press conference in Oslo on Monday.",
    "Berg gave an interview on Monday.",
    "Berg chaired a cabinet meeting in Oslo on Monday.",
    "Several rounds of talks between Norway and Finland have brought nothing.",
    "Regular meetings between Berg and Lahti are of no use.",
    "No meeting between Berg and Lahti is planned.",
    "Berg refused to meet Lahti.",
    "Berg did not meet Lahti in Oslo on Monday.",
    "Berg left Oslo without meeting Lahti.",
    "Norway met the deadline on Monday.",
    "The plan met with criticism from Finland on Monday.",
    "Berg welcomed Lahti's plan on Monday.",
    "Berg received a letter from Lahti on Monday.",
    "Berg saw Lahti as a rival.",
    "Talks between Norway and Finland began in 2012 and lasted four years.",
    "A call for restraint came from Finland on Monday.",
    "Finland seeks talks with Norway.",
    "Norway's parliament met in Oslo on Monday.",
    "The accord that Norway and Finland signed in 1995 is a dead letter.",
    "Berg wants to talk with Lahti.",
    "Berg discussed the truce with reporters in Oslo on Monday.",
    "Done in Oslo on 11 March 2024.\nFor Norway: Anna Berg",
    "There was no link with the talks.",
    "Berg held a joint press conference with her spokesman on Monday.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_what_only_sounds_like_a_meeting_is_none(sentence: str) -> None:
    assert told(sentence) == []


def test_a_meeting_is_one_row_however_often_it_is_told_of() -> None:
    text = INTRODUCED + (
        "Berg met Lahti in Oslo on Monday. The meeting lasted three hours.\n"
        "At Monday's talks Lahti asked for time. After the meeting he flew home."
    )
    (meeting,) = found(text)
    assert day(meeting) == "2024-03-11"
    words = [text[span.start : span.end] for _, span in meeting.evidence]
    assert words[0].startswith("Berg met Lahti")
    assert any("lasted three hours" in w for w in words) and any("Monday's talks" in w for w in words)


def test_meetings_of_two_days_are_two() -> None:
    first, second = told("Berg met Lahti in Oslo on Monday. She will meet him again in Turku on Friday.")
    assert (day(first), first.place, first.status.value) == ("2024-03-11", "Oslo", "held")
    assert (day(second), second.place, second.status.value) == ("2024-03-15", "Turku", "planned")


def test_a_call_and_a_visit_of_one_day_are_two() -> None:
    rows = told("Berg met Lahti in Oslo on Monday. Berg spoke by telephone with Holm on Monday.")
    assert [set(m.participants) for m in rows] == [{BERG, LAHTI}, {BERG, HOLM}]


def test_a_plan_and_what_was_held_are_two() -> None:
    rows = told("Berg met Lahti in Oslo on Monday. Holm has proposed a three-way summit.")
    assert [(m.status.value, day(m)) for m in rows] == [("held", "2024-03-11"), ("proposed", None)]


def test_who_took_part_in_fridays_talks_was_sent_to_the_meeting_told_before() -> None:
    (meeting,) = found(
        INTRODUCED
        + "Norwegian Defence Minister Ola Vik carries Berg's papers.\n"
        + "At her meeting with Lahti, Berg asked for time. Vik, who took part in Friday's talks in Oslo, said little."
    )
    assert (day(meeting), meeting.place) == ("2024-03-08", "Oslo")
    assert {BERG, LAHTI} < set(meeting.participants)


def test_another_partys_talks_are_another_meeting() -> None:
    rows = told("At his meeting with Berg, Lahti asked for time. Holm, who took part in Friday's talks in Turku, left.")
    assert (set(rows[0].participants) >= {BERG, LAHTI}, day(rows[0])) == (True, None)


def test_what_they_then_did_was_on_the_same_day() -> None:
    first, second = told("Berg met Lahti in Oslo on Monday. The two then joined Holm by video link.")
    assert (day(second), second.format) == (day(first), "video")
    assert set(second.participants) == {BERG, LAHTI, HOLM}


def test_a_year_is_no_day_of_a_meeting() -> None:
    (meeting,) = told("Berg and Lahti have met in Oslo this year.")
    assert (meeting.date, meeting.place) == (None, "Oslo")


def test_a_day_of_the_year_is_taken_where_it_is_near() -> None:
    (near,) = told("The summit between Berg and Lahti called for 8 April in Oslo binds nobody.")
    assert day(near) == "2024-04-08"
    (far,) = told("The summit between Berg and Lahti on 8 September in Oslo bound nobody.")
    assert day(far) == "2023-09-08"


def test_principals_of_a_process_sit_at_talks_that_name_nobody() -> None:
    text = (
        "Talks to resume\nFinland and Norway have stopped their fire. Norway lost a ship, and Finland two. Sweden waits.\n"
        "Regional commanders are to meet in Oslo on Friday."
    )
    reading = read(text)
    process = Process(
        "north", "Northern talks", When(None, None), ("Norway", "Finland"), ("Sweden",), (), (), (), (), (), ()
    )
    (seated,) = meetings(reading, Cast(reading, load_roster()), process=process)
    assert set(seated.participants) == {"norway", "finland"}
    (empty,) = meetings(reading, Cast(reading, load_roster()))
    assert empty.participants == ()


def test_of_an_undated_report_a_day_is_told_though_it_stays_open() -> None:
    (meeting,) = told("Lahti is due at the White House on Monday.", published=None)
    assert (meeting.date, meeting.status.value) == (None, "planned")


def test_without_a_day_of_publication_the_day_stays_open() -> None:
    (meeting,) = told("Berg met Lahti in Oslo on Monday.", published=None)
    assert meeting.date is None
    (meeting,) = told("Berg met Lahti in Oslo on 11 March 2024.", published=None)
    assert day(meeting) == "2024-03-11"


def test_the_words_of_the_day_are_the_texts_own() -> None:
    (meeting,) = told("Berg met Lahti in Oslo on Monday.")
    assert meeting.date is not None and meeting.date.words == "Monday"


def test_pronouns_and_the_two_leaders_are_those_told_before() -> None:
    (meeting,) = told("On Monday the two leaders sat down in Oslo.")
    assert set(meeting.participants) == {BERG, LAHTI}
    (meeting,) = told("Lahti waited at the gate. On Monday he met Holm in Turku.")
    assert set(meeting.participants) == {LAHTI, HOLM}


def test_a_party_is_not_named_beside_its_own_people() -> None:
    (meeting,) = told("Berg met Lahti and the Finnish delegation in Oslo on Monday.")
    assert set(meeting.participants) == {BERG, LAHTI}


def test_who_tells_of_a_meeting_is_not_at_it() -> None:
    text = INTRODUCED + "Holm said that Berg had met Lahti in Oslo on Monday."
    at = text.index("Holm said")
    content = Span(at + len("Holm said "), len(text))
    saying = Attribution((Span(at, at + 4),), (Span(at + 5, at + 9),), (content,), Kind.ASSERTION, Mode.INDIRECT)
    (meeting,) = found(text, attributions=(saying,))
    assert set(meeting.participants) == {BERG, LAHTI}


def test_who_speaks_of_we_was_there() -> None:
    text = INTRODUCED + 'Holm was brief. "We met Lahti in Turku on Monday," Holm said.'
    begin = text.index("We met")
    end = text.index('," Holm') + 1
    source = text.rindex("Holm")
    saying = Attribution(
        (Span(source, source + 4),), (Span(source + 5, source + 9),), (Span(begin, end),), Kind.ASSERTION, Mode.DIRECT
    )
    (meeting,) = found(text, attributions=(saying,))
    assert set(meeting.participants) == {HOLM, LAHTI}


def test_the_talks_that_a_report_is_sent_from_are_a_meeting() -> None:
    text = (
        "Still no deal\n"
        "TURKU, March 12 (Northern Wire) - Norwegian Prime Minister Anna Berg dropped a claim and Finnish President Timo Lahti "
        "did not answer.\n"
        "The talks were close to collapse, a diplomat said."
    )
    (meeting,) = found(text)
    assert meeting.place == "Turku"
    assert set(meeting.participants) == {BERG, LAHTI}


def test_the_same_report_gives_the_same_ids_and_another_report_others() -> None:
    first, again = told("Berg met Lahti in Oslo on Monday."), told("Berg met Lahti in Oslo on Monday.")
    other = found("New. " + INTRODUCED + "Berg met Lahti in Oslo on Monday.")
    assert [m.id for m in first] == [m.id for m in again]
    assert {m.id for m in first}.isdisjoint(m.id for m in other)


def test_the_json_form_has_every_field() -> None:
    (meeting,) = told("Berg met Lahti in Oslo on Monday.")
    row = meeting.to_json()
    assert row["status"] == "held" and row["format"] == "in person" and row["place"] == "Oslo"
    assert row["date"] == {"start": "2024-03-11", "end": "2024-03-11", "words": "Monday"}


_WORDS = st.sampled_from(
    """Berg Lahti Norway the a meeting talks met with between in Oslo on Monday will signed they he said summit two leaders and
    , . " after invited to called rounds of hours White House is due not""".split()
)


@given(st.lists(_WORDS, max_size=40), st.booleans())
@settings(max_examples=150, deadline=None)
def test_evidence_lies_in_the_report_and_participants_in_its_cast(words: list[str], dated: bool) -> None:
    reading = read(INTRODUCED + " ".join(words), WEDNESDAY if dated else None)
    cast = Cast(reading, load_roster())
    rows = meetings(reading, cast)
    for row in rows:
        assert row.evidence and all(0 <= s.start < s.end <= len(reading.report.text) for _, s in row.evidence)
        assert len(set(row.participants)) == len(row.participants)
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "unit",
    ["Berg met Lahti on Monday. ", "the meeting and the talks with Lahti and ", "Berg told Lahti at the talks. \n"],
)
def test_many_mentions_cost_time_in_proportion(unit: str) -> None:
    def of(count: int) -> tuple[Reading, Cast]:
        reading = read(INTRODUCED + unit * count)
        return reading, Cast(reading, load_roster())

    grown = growth(of, lambda given: meetings(*given), 20, 160)
    assert grown.is_near_linear, grown
