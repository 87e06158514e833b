"""Silences of one report: whose they are, what says so, and what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accords.claims.cast import Cast
from accords.claims.meeting import Silence
from accords.claims.roster import load_roster
from accords.claims.silences import silences
from accords.documents.report import Report
from accords.reading.mentions import mentions
from accords.reading.reading import Attribution, Kind, Mode, Reading
from accords.reading.sentences import Sentences
from accords.reading.timex import times
from accords.vocabulary import Span
from tests.growth import growth

INTRODUCED = (
    "Silence in the north\nNorwegian Prime Minister Anna Berg met Finnish President Timo Lahti. Hamas sent a letter.\n"
)


def read(text: str, attributions: tuple[Attribution, ...] = ()) -> Reading:
    report = Report(text=text, published=date(2024, 3, 13), fetched=datetime(2024, 3, 13, tzinfo=UTC))
    sentences = Sentences.of(text)
    return Reading(report, sentences, attributions, mentions(text, sentences), times(text))


def found(sentence: str) -> tuple[Silence, ...]:
    reading = read(INTRODUCED + sentence)
    return silences(reading, Cast(reading, load_roster()))


SILENT = [
    ("Norway has not confirmed the plan.", "norway"),
    ("Oslo has not yet replied.", "norway"),
    ("Berg declined to comment.", "norway"),
    ("Berg refused to say whether she would come.", "norway"),
    ("Lahti has yet to respond to the letter.", "finland"),
    ("Finland has still not answered.", "finland"),
    ("Finnish officials did not immediately respond.", "finland"),
    ("The Finnish foreign ministry did not comment on the plan.", "finland"),
    ("Lahti's office did not reply to questions.", "finland"),
    ("Helsinki was silent on the plan.", "finland"),
    ("Hamas made no mention of the letter.", "hamas"),
    ("Hamas has neither confirmed nor denied the plan.", "hamas"),
    ("Lahti said nothing about the prisoners.", "finland"),
    ("Lahti would not be drawn on the date.", "finland"),
    ("There was no immediate response from Helsinki.", "finland"),
    ("No comment came from Berg.", "norway"),
    ("No Norwegian has confirmed that.", "norway"),
    ("Berg did not say whether Norway would sign.", "norway"),
    ("Questions to the Norwegian foreign ministry went unanswered.", "norway"),
    ("Berg spoke for an hour. She did not say when she would sign.", "norway"),
    ("Hamas took the letter back. It has not commented.", "hamas"),
    ("Asked about the prisoners, Lahti did not answer.", "finland"),
    ("Finland, which lists Hamas as terrorists, has not said whether it will come.", "finland"),
    ("Hamas has said nothing at all.", "hamas"),
    ("Whether they will sign, Lahti would not say.", "finland"),
    ("Berg had nothing to say about the letter.", "norway"),
    ("The Norwegian foreign ministry is not commenting.", "norway"),
    ("Norway has made no statement.", "norway"),
    ("Lahti did not wish to comment on the letter.", "finland"),
    ("Lahti was not to be reached.", "finland"),
    ("Norway keeps its counsel.", "norway"),
    ("Berg neither confirmed this nor denied it.", "norway"),
]


@pytest.mark.parametrize(("sentence", "party"), SILENT)
def test_a_stated_silence_is_its_partys(sentence: str, party: str) -> None:
    rows = found(sentence)
    assert [row.party for row in rows] == [party]
    assert rows[0].issue is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Finland sent letters. Neither side has confirmed that.",
        "Norway and Finland sent letters. Neither would disclose the terms.",
        "Norway and Finland sent letters. There was no comment from either government.",
        "Norwegian and Finnish officials have not commented.",
    ],
)
def test_a_silence_of_two_is_each_ones(sentence: str) -> None:
    assert sorted(row.party for row in found(sentence)) == ["finland", "norway"]


SPOKEN = [
    "Of the prisoners that Norway holds the treaty says nothing.",
    "Norway would not say it too loudly.",
    "Neither side accepted the plan.",
    "Norway has confirmed the plan.",
    "Berg did not accept the plan.",
    "Lahti refused to sign.",
    "Lahti would not be drawn into a quarrel.",
    "The paper says nothing about prisoners.",
    "Northern Timber Inc. did not respond to a request for comment.",
    "The analyst declined to comment.",
    "Finland does not want an answer.",
]


@pytest.mark.parametrize("sentence", SPOKEN)
def test_a_refusal_or_a_strangers_silence_is_none(sentence: str) -> None:
    assert found(sentence) == ()


def test_evidence_is_the_words_that_say_so() -> None:
    (row,) = found("Berg was pleased. Norway has not confirmed the plan.")
    (span,) = row.evidence
    assert (INTRODUCED + "Berg was pleased. Norway has not confirmed the plan.")[span.start : span.end] == (
        "Norway has not confirmed the plan."
    )


def test_silences_of_one_party_on_one_issue_are_one_row() -> None:
    reading = read(
        INTRODUCED + "Norway has not confirmed the truce. Finland signed. Berg declined to comment on the truce."
    )
    cast = Cast(reading, load_roster())
    (row,) = silences(reading, cast, issue_of=lambda span: "ceasefire")
    assert (row.party, row.issue, len(row.evidence)) == ("norway", "ceasefire", 2)
    assert len(silences(reading, cast)) == 2


def test_who_says_i_cannot_confirm_is_the_speaker() -> None:
    text = INTRODUCED + '"I cannot confirm that," Lahti said.'
    begin, end = text.index("I cannot"), text.index('," Lahti') + 1
    source = text.rindex("Lahti")
    saying = Attribution(
        (Span(source, source + 5),), (Span(source + 6, source + 10),), (Span(begin, end),), Kind.ASSERTION, Mode.DIRECT
    )
    reading = read(text, (saying,))
    assert [row.party for row in silences(reading, Cast(reading, load_roster()))] == ["finland"]


def test_many_silences_cost_time_in_proportion() -> None:
    def of(count: int) -> tuple[Reading, Cast]:
        reading = read(INTRODUCED + "Norway has not confirmed that Berg would come, and " * count)
        return reading, Cast(reading, load_roster())

    grown = growth(of, lambda given: silences(*given), 100, 1_600)
    assert grown.is_near_linear, grown
