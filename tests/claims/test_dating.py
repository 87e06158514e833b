"""The day of a saying: by the calendar, and by the sentences around it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.claims.calendar import Tense, resolve
from accords.claims.dating import date_sayings
from accords.claims.saying import Why
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode, Reading
from accords.reading.sentences import Sentences
from accords.reading.timex import WEEKDAYS, times
from accords.vocabulary import Span, When

WEDNESDAY = date(2024, 3, 13)

RESOLVED: list[tuple[str, Tense, str | None, str | None]] = [
    # words, tense, first day, last day; published on Wednesday 13 March 2024
    ("on Wednesday", "past", "2024-03-13", "2024-03-13"),
    ("on Wednesday", "future", "2024-03-13", "2024-03-13"),
    ("on Thursday", "past", "2024-03-07", "2024-03-07"),
    ("on Thursday", "future", "2024-03-14", "2024-03-14"),
    ("last Wednesday", "past", "2024-03-06", "2024-03-06"),
    ("next Wednesday", "past", "2024-03-20", "2024-03-20"),
    ("Monday last week", "past", "2024-03-04", "2024-03-04"),
    ("every Monday", "past", None, None),
    ("between Monday and Wednesday", "past", "2024-03-11", "2024-03-13"),
    ("from Thursday to Friday", "past", "2024-03-07", "2024-03-08"),
    ("today", "past", "2024-03-13", "2024-03-13"),
    ("last night", "past", "2024-03-12", "2024-03-12"),
    ("tomorrow", "past", "2024-03-14", "2024-03-14"),
    ("the day before yesterday", "past", "2024-03-11", "2024-03-11"),
    ("two weeks ago", "past", "2024-02-28", "2024-02-28"),
    ("two months ago", "past", "2024-01-01", "2024-01-31"),
    ("several days ago", "past", None, None),
    ("March 13", "past", "2024-03-13", "2024-03-13"),
    ("14 March", "past", "2023-03-14", "2023-03-14"),
    ("14 March", "future", "2024-03-14", "2024-03-14"),
    ("29 February", "past", "2024-02-29", "2024-02-29"),
    ("29 February", "future", "2028-02-29", "2028-02-29"),
    ("30 February 2024", "past", None, None),
    ("30 February", "past", None, None),
    ("on the 15th.", "past", "2024-02-15", "2024-02-15"),
    ("on the 12th.", "past", "2024-03-12", "2024-03-12"),
    ("30 December-2 January", "past", "2023-12-30", "2024-01-02"),
    ("11-12 March 2024", "past", "2024-03-11", "2024-03-12"),
    ("in May", "past", "2023-05-01", "2023-05-31"),
    ("in March", "past", "2024-03-01", "2024-03-31"),
    ("last March", "past", "2023-03-01", "2023-03-31"),
    ("in 2015", "past", "2015-01-01", "2015-12-31"),
    ("last week", "past", "2024-03-04", "2024-03-10"),
    ("this month", "past", "2024-03-01", "2024-03-31"),
    ("earlier this week", "past", "2024-03-11", "2024-03-13"),
    ("at the weekend", "past", "2024-03-09", "2024-03-10"),
    ("two days later", "past", None, None),
    ("the previous day", "past", None, None),
]


def _days(when: When | None) -> tuple[str | None, str | None]:
    if when is None:
        return None, None
    return (when.start.isoformat() if when.start else None), (when.end.isoformat() if when.end else None)


@pytest.mark.parametrize(("words", "tense", "start", "end"), RESOLVED)
def test_words_of_time_resolve_by_the_day_of_publication(
    words: str, tense: Tense, start: str | None, end: str | None
) -> None:
    (timex,) = times(words)
    assert _days(resolve(timex, published=WEDNESDAY, tense=tense)) == (start, end)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("today", "2024-03-08"),
        ("yesterday", "2024-03-07"),
        ("Friday", "2024-03-08"),
        ("Saturday", "2024-03-02"),
        ("two days later", "2024-03-10"),
        ("the previous day", "2024-03-07"),
        ("a week earlier", "2024-03-01"),
    ],
)
def test_an_anchor_is_the_day_from_which_relative_words_count(words: str, start: str) -> None:
    (timex,) = times(words)
    assert _days(resolve(timex, published=WEDNESDAY, anchor=date(2024, 3, 8)))[0] == start


@pytest.mark.parametrize("words", ["Monday", "today", "March 9", "last week", "two days ago", "in May", "on the 15th."])
def test_without_a_day_of_publication_relative_words_stay_open(words: str) -> None:
    (timex,) = times(words)
    assert resolve(timex, published=None) is None


def test_a_full_date_needs_no_day_of_publication() -> None:
    (timex,) = times("9 March 2024")
    assert resolve(timex, published=None) == When.day(date(2024, 3, 9))


@given(st.dates(date(1900, 1, 10), date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_nearest_one_on_or_before_publication(published: date, weekday: str) -> None:
    (timex,) = times(f"on {weekday.capitalize()}")
    when = resolve(timex, published=published)
    assert when is not None and when.start is not None
    assert when.start.weekday() == WEEKDAYS.index(weekday)
    assert 0 <= (published - when.start).days < 7


@given(st.dates(), st.sampled_from(["999 years ago", "next year", "29 February", "the 31st.", "last week", "tomorrow"]))
def test_no_day_of_publication_makes_the_calendar_fail(published: date, words: str) -> None:
    for timex in times("on " + words):
        resolve(timex, published=published)
        resolve(timex, published=published, tense="future")


_MARK = re.compile(r"<(?P<speaker>[\w-]*)\|(?P<cue>[^|>]*)>|\[(?P<content>[^\]]*)\]")


def reading_of(marked: str, published: date | None, *, turn: bool = False) -> tuple[Reading, list[str | None]]:
    """`<speaker|cue>` is a saying's cue, the `[content]`s stand in the same order; the word before it its source."""
    text, pieces, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match["content"] if match["content"] is not None else match["cue"]
        pieces.append((match, Span(len(text), len(text) + len(words))))
        text += words
        at = match.end()
    text += marked[at:]
    cues = [(match, span) for match, span in pieces if match["content"] is None]
    contents = [span for match, span in pieces if match["content"] is not None]
    assert len(cues) == len(contents)
    attributions = tuple(
        Attribution(_source(text, cue), (cue,), (content,), Kind.ASSERTION, Mode.INDIRECT, turn=turn)
        for (_, cue), content in zip(cues, contents, strict=True)
    )
    report = Report(text=text, fetched=datetime(2024, 3, 14, tzinfo=UTC), outlet="Sample Wire", published=published)
    speakers = [match["speaker"] or None for match, _ in cues]
    return Reading(report, Sentences.of(text), attributions, (), times(text)), speakers


def _source(text: str, cue: Span) -> tuple[Span, ...]:
    word = re.search(r"(\w+) $", text[: cue.start])
    return (Span(*word.span(1)),) if word else ()


def dates_of(marked: str, published: date | None = WEDNESDAY, *, turn: bool = False) -> list[str | None]:
    reading, speakers = reading_of(marked, published, turn=turn)
    out = []
    for when, why in date_sayings(reading, speakers):
        assert why is not None
        if why.span is not None and why.words is not None:
            assert why.span.words(reading.report.text) == why.words
        out.append(when.start.isoformat() if when is not None and when.start else None)
    return out


ONE_SENTENCE = [
    # a sentence, the day of its saying; published on Wednesday 13 March 2024
    ("Ms Arro <arro|said> on Monday that [the corridor would open].", "2024-03-11"),
    ("On Monday, Ms Arro <arro|said> [the corridor would open].", "2024-03-11"),
    ("The ministry on Monday <ministry|said> [the corridor would open].", "2024-03-11"),
    ("“[The corridor opens],” she <arro|told> reporters in Vellin on Monday.", "2024-03-11"),
    ("Speaking in Vellin on Monday, she <arro|said> [it would open].", "2024-03-11"),
    ("In a letter dated 5 March, she <arro|said> [it would open].", "2024-03-05"),
    ("In a statement issued on Sunday, she <arro|said> [it would open].", "2024-03-10"),
    ("She arrived in Vellin on Monday, <arro|saying> [it would open].", "2024-03-11"),
    ("At Monday's briefing she <arro|said> [it would open].", "2024-03-11"),
    ("She <arro|told> delegates at Monday's session [it would open].", "2024-03-11"),
    ("When the envoys met on Monday, she <arro|said> [it would open].", "2024-03-11"),
    # another event's
    ("After Monday's talks she <arro|said> [it would open].", None),
    ("Before Monday's session she <arro|said> [it would open].", None),
    ("She <arro|said> of the deal signed on Friday that [it held].", None),
    ("The accord signed on Friday, she <arro|said>, [was holding].", None),
    ("Ms Arro, who met the rebels on Sunday, <arro|said> [it would open].", None),
    ("Talks resume on Thursday, but she <arro|said> [it was late].", None),
    ("She gave them until Tuesday and <arro|said> [it was late].", None),
    ("Since Tuesday she has <arro|said> [it was late].", None),
    ("She <arro|said> [the corridor would open on Monday].", None),
    # never after publication
    ("She <arro|said> on 14 March 2024 that [it would open].", None),
    ("She has <arro|said> [it would open].", None),
]


@pytest.mark.parametrize(("marked", "day"), ONE_SENTENCE)
def test_a_date_of_the_sentence_counts_where_it_is_the_sayings_own(marked: str, day: str | None) -> None:
    assert dates_of("Headline\n\nNothing is said here.\n\n" + marked) == [day]


REPORTS = [
    (
        "the same speaker goes on",
        "Head\n\nArro <arro|said> on Monday [yes].\n\nRain fell.\n\n“[No],” she <arro|added>.",
        ["2024-03-11", "2024-03-11"],
    ),
    (
        "another speaker does not inherit",
        "Head\n\nArro <arro|said> on Monday [yes].\n\nRain fell. Snow fell. Hail fell.\n\nBelo <belo|said> [no].",
        ["2024-03-11", None],
    ),
    (
        "two dates in one sentence go to their own sayings",
        "Head\n\nRain.\n\nArro <arro|said> on Monday [yes], while Belo <belo|said> on Tuesday [no].",
        ["2024-03-11", "2024-03-12"],
    ),
    (
        "what had been said before stays open",
        "Head\n\nArro <arro|said> on Monday [yes].\n\nShe had <arro|said> [no].",
        ["2024-03-11", None],
    ),
    (
        "a saying of an older day does not carry on",
        "Head\n\nArro <arro|said> on Monday [yes].\n\nIn May she had <arro|said> [no].\n\nShe <arro|added> [perhaps].",
        ["2024-03-11", "2023-05-01", "2024-03-11"],
    ),
    (
        "an interview dated in a sentence of its own",
        "Head\n\nRain fell.\n\nArro gave an interview on Sunday night. “[Yes],” she <arro|said>.",
        ["2024-03-10"],
    ),
    (
        "a narrated event before is not the day of saying",
        "Head\n\nRain fell.\n\nThe bridge collapsed on Sunday. Officials <officials|said> [no].",
        [None],
    ),
    (
        "the same briefing",
        "Head\n\nArro <arro|said> on Monday [yes].\n\nRain. Snow. Hail.\n\nAt the same briefing Belo <belo|said> [no].",
        ["2024-03-11", "2024-03-11"],
    ),
    (
        "who stands beside",
        "Head\n\nStanding next to Belo, Arro <arro|said> on Monday [yes].\n\nRain. Snow.\n\nBelo <belo|said> [no].",
        ["2024-03-11", "2024-03-11"],
    ),
    (
        "a lead whose day comes with the next paragraph",
        "Head\n\nArro has <arro|said> [yes].\n\nShe <arro|told> a forum on Monday that [it was so].",
        ["2024-03-11", "2024-03-11"],
    ),
    (
        "two days later counts from the day told before",
        "Head\n\nArro <arro|said> on 4 March [yes].\n\nTwo days later Belo <belo|said> [no].",
        ["2024-03-04", "2024-03-06"],
    ),
    (
        "a live page tells the present day",
        "Live\n\n09.10 Roads closed\nArro <arro|says> [yes].\n\n10.45 Talks go on\nBelo <belo|says> [no].",
        ["2024-03-13", "2024-03-13"],
    ),
    (
        "a live page tells its own day also in the past tense",
        "Live\n\n**09.10** Arro <arro|warned> [yes].\n\n**10.45** Belo had <belo|said> [no].",
        ["2024-03-13", None],
    ),
    (
        "what is said after the ceremony is said on its day",
        "Head\n\nThe sides signed the paper on Monday. Rain fell.\n\nArro <arro|said> after the ceremony [yes].",
        ["2024-03-11"],
    ),
    (
        "what is said about the talks is said on no day",
        "Head\n\nThe sides signed the paper on Monday.\n\nArro <arro|said> of the talks [yes].",
        [None],
    ),
    (
        "the present tense of another report stays open",
        "Head\n\nRain fell.\n\nArro <arro|says> [yes].",
        [None],
    ),
    (
        "a statement takes the date of its own head",
        "Joint statement of the delegations\n\nVellin, 9 March 2024\n\nThe sides <sides|stated> that [they go on].",
        ["2024-03-09"],
    ),
]


@pytest.mark.parametrize(("name", "marked", "days"), REPORTS, ids=[row[0] for row in REPORTS])
def test_a_day_is_inherited_within_one_occasion(name: str, marked: str, days: list[str | None]) -> None:
    assert dates_of(marked) == days


def test_turns_of_a_transcript_take_the_date_of_its_header() -> None:
    head = "Morning Studio\nTranscript, Sunday, 10 March 2024\n\nARRO<arro|:> [We go on from Monday.]\n"
    assert dates_of(head, turn=True) == ["2024-03-10"]
    assert dates_of("Morning Studio\n\nARRO<arro|:> [We go on.]\n", turn=True) == [None]


def test_without_a_day_of_publication_a_weekday_stays_open_and_says_why() -> None:
    reading, speakers = reading_of("Head\n\nRain.\n\nArro <arro|said> on Monday [yes].", None)
    ((when, why),) = date_sayings(reading, speakers)
    assert when is None
    assert why == Why("a relative date without a day of publication", "Monday", times(reading.report.text)[0].span)


def nested(text: str, inner_cue: str, outer_cue: str, mode: Mode) -> Reading:
    begin, end = text.index("“") + 1, text.index("”")
    cue, outer = text.index(inner_cue), text.index(outer_cue)
    attributions = (
        Attribution((), (Span(outer, outer + len(outer_cue)),), (Span(begin, end),), Kind.ASSERTION, mode),
        Attribution((), (Span(cue, cue + len(inner_cue)),), (Span(end - 10, end),), Kind.ASSERTION, Mode.INDIRECT, 0),
    )
    report = Report(text=text, fetched=datetime(2024, 3, 14, tzinfo=UTC), published=WEDNESDAY)
    return Reading(report, Sentences.of(text), attributions, (), times(text))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Belo promised me today that he would come", "2024-03-10"),
        ("Belo promised me yesterday that he would come", "2024-03-09"),
        ("Belo promised me on Monday that he would come", "2024-03-04"),
        ("Belo promised me that he would come", None),
    ],
)
def test_inside_a_quotation_days_count_from_the_day_of_the_outer_saying(words: str, day: str | None) -> None:
    reading = nested(f"Head\n\nRain.\n\nOn Sunday Arro said: “{words}”.", "promised", "said", Mode.DIRECT)
    outer, inner = date_sayings(reading, ["arro", "belo"])
    assert outer[0] is not None and outer[0].start == date(2024, 3, 10)
    assert (inner[0].start.isoformat() if inner[0] and inner[0].start else None) == day


def test_a_report_without_sayings_or_words_has_no_days() -> None:
    for text in ("", "\n", "On Monday it rained."):
        report = Report(text=text, fetched=datetime(2024, 3, 14, tzinfo=UTC), published=WEDNESDAY)
        assert date_sayings(Reading(report, Sentences.of(text), (), (), times(text)), []) == ()
