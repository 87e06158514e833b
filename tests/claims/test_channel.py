"""The channel of a saying is what its own sentence names as the place of saying."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accords.claims.channel import channels
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode, Reading
from accords.reading.sentences import Sentences
from accords.reading.timex import times
from accords.vocabulary import Span


def channels_of(text: str, cues: list[tuple[str, str]]) -> list[str | None]:
    """`cues` are (speaker, cue words) in order; what stands in “ ” is content, each quotation of the nearest cue."""
    contents = []
    at = 0
    while (begin := text.find("“", at)) >= 0:
        at = text.index("”", begin)
        contents.append(Span(begin + 1, at))
    attributions = []
    place = 0
    for (_, words), content in zip(cues, contents, strict=True):
        place = text.index(words, place)
        cue = Span(place, place + len(words))
        place = cue.end
        attributions.append(Attribution((), (cue,), (content,), Kind.ASSERTION, Mode.DIRECT))
    report = Report(text=text, fetched=datetime(2024, 3, 14, tzinfo=UTC), outlet="The Harbour Lamp")
    reading = Reading(report, Sentences.of(text), tuple(attributions), (), times(text))
    found = channels(reading, [speaker for speaker, _ in cues])
    for channel, why in found:
        assert (channel is None) == (why is None)
        assert why is None or (why.span is not None and why.span.words(text) == why.words)
    return [channel for channel, _ in found]


NAMED = [
    ("“Yes,” she told CNN.", "told", "CNN"),
    ("“Yes,” she told the BBC's Ann Doe.", "told", "BBC"),
    ('“Yes,” she said on NBC\'s "Meet the Press".', "said", 'NBC "Meet the Press"'),
    ("“Yes,” she said on CBS's Face the Nation.", "said", 'CBS "Face the Nation"'),
    ("“Yes,” she said on the Today programme on BBC Radio 4.", "said", 'BBC Radio 4 "Today"'),
    ("“Yes,” she said on Fox News Sunday.", "said", 'Fox News "Fox News Sunday"'),
    ("“Yes,” she said in an interview with the Wall Street Journal.", "said", "Wall Street Journal"),
    ("In remarks carried by the TASS news agency she said “yes”.", "said", "TASS"),
    ("Writing in Le Monde, she argued “yes”.", "argued", "Le Monde"),
    ("“Yes,” she said in a Reuters interview.", "said", "Reuters"),
    ("“Yes,” she told an AFP reporter.", "told", "AFP"),
    ("“Yes,” she told Tolo News.", "told", "Tolo News"),
    ("“Yes,” she told Radio Vellin.", "told", "Radio Vellin"),
    ("“Yes,” she told the Vellin Gazette.", "told", "Vellin Gazette"),
    ("“Yes,” she told the Novina newspaper.", "told", "Novina"),
    ("“Yes,” she told the daily Novina.", "told", "Novina"),
    ("“Yes,” she told broadcaster Ostra.", "told", "Ostra"),
    ("“Yes,” she told state television.", "told", "state television"),
    ("“Yes,” she said in a post on Truth Social.", "said", "Truth Social"),
    ("“Yes,” she said on X.", "said", "X"),
    ("“Yes,” she wrote on the social media platform X.", "wrote", "X"),
    ("“Yes,” she wrote on Telegram.", "wrote", "Telegram"),
    ("“Yes,” she said in a Facebook post.", "said", "Facebook"),
    ("“Yes,” she told this newspaper.", "told", "The Harbour Lamp"),
    ("“Yes,” she told the Lantern.", "told", "Lantern"),
    ("“Yes,” she told the Lamp.", "told", "The Harbour Lamp"),
    ("“Yes,” she told a Vellin daily.", "told", "a Vellin daily"),
    ("“Yes,” she told Vellin radio.", "told", "Vellin radio"),
    ("“Yes,” she told another network.", "told", "another network"),
    ("“Yes,” she tweets.", "tweets", "Twitter"),
    # no place of saying
    ("“Yes,” she told a daily briefing.", "told", None),
    ("“Yes,” she told a petrol station.", "told", None),
    ("“Yes,” she told the Sobranie.", "told", None),
    ("“Yes,” she told the Marlanders.", "told", None),
    ("“Yes,” she told the President.", "told", None),
    ("“Yes,” she told reporters.", "told", None),
    ("“Yes,” she told the Security Council.", "told", None),
    ("According to Reuters, she said “yes”.", "said", None),
    ("“Yes,” she said of sanctions on RT.", "said", None),
    ("Asked about a CNN report, she said “yes”.", "said", None),
    ("“She told CNN so,” he said.", "said", None),
    ("On Sunday, the Vellin Post said “yes”.", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "channel"), NAMED)
def test_a_channel_is_what_the_sentence_names_as_the_place_of_saying(text: str, cue: str, channel: str | None) -> None:
    text = "Head\n\n" + text
    if text.count(cue) > 1 and "“She told" in text:
        assert channels_of(text, [("doe", " said")]) == [channel]
    else:
        assert channels_of(text, [("doe", cue)]) == [channel]


def test_a_channel_belongs_only_to_the_sentences_that_name_it() -> None:
    text = "Head\n\n“Yes,” she told CNN.\n\n“No,” she added."
    assert channels_of(text, [("doe", "told"), ("doe", "added")]) == ["CNN", None]


def test_a_channel_belongs_to_the_nearest_saying_of_its_sentence() -> None:
    text = "Head\n\n“Yes,” she told CNN, while he said “no”."
    assert channels_of(text, [("doe", "told"), ("roe", "said")]) == ["CNN", None]


def test_two_sayings_of_one_speaker_in_one_sentence_share_the_channel() -> None:
    text = "Head\n\n“Yes,” she told CNN, adding “but late”."
    assert channels_of(text, [("doe", "told"), ("doe", "adding")]) == ["CNN", "CNN"]


def test_a_sentence_before_that_quotes_nobody_introduces_the_interview() -> None:
    text = "Head\n\nShe gave an interview to Le Monde. “Yes,” she said. “No,” she added."
    assert channels_of(text, [("doe", "said"), ("doe", "added")]) == ["Le Monde", None]
    assert channels_of(text.replace("Monde. ", "Monde.\n\n"), [("doe", "said"), ("doe", "added")]) == [None, None]


def test_what_the_same_speaker_writes_next_is_on_the_same_platform() -> None:
    text = "Head\n\n“Yes,” she posted on Telegram.\n\n“Soon,” she wrote.\n\n“Maybe,” he wrote."
    assert channels_of(text, [("doe", "posted"), ("doe", "wrote"), ("roe", "wrote")]) == ["Telegram", "Telegram", None]


def test_the_station_of_the_header_is_the_channel_of_every_turn() -> None:
    text = "Transcript: Ann Doe on Radio Vellin's “Open Door”\n\nDOE: Yes.\n\nHOST: And then?\n"
    report = Report(text=text, fetched=datetime(2024, 3, 14, tzinfo=UTC))
    at = [text.index("DOE:") + 3, text.index("HOST:") + 4]
    attributions = tuple(
        Attribution((), (Span(a, a + 1),), (Span(a + 2, a + 6),), Kind.ASSERTION, Mode.DIRECT, turn=True) for a in at
    )
    reading = Reading(report, Sentences.of(text), attributions, (), times(text))
    assert [c for c, _ in channels(reading, ["doe", "host"])] == ['Radio Vellin "Open Door"'] * 2


def test_a_report_without_sayings_has_no_channels() -> None:
    report = Report(text="", fetched=datetime(2024, 3, 14, tzinfo=UTC))
    assert channels(Reading(report, Sentences.of(""), (), (), ()), []) == ()
