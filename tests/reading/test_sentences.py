"""Sentences, paragraphs, and lines that were broken to fit a page."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.reading.sentences import Sentences, unwrapped
from accords.vocabulary import Span

PROSE = (
    "The envoy said that the movement would hand the harbour to an administration of engineers by the end of the month. "
    "Its spokesman, who had flown in from the coast on Tuesday, told reporters that nobody had asked for more than that."
)


def words(text):
    return [s.words(text).strip() for s in Sentences.of(text).spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Holt spoke. Nobody answered.", ["Mr. Holt spoke.", "Nobody answered."]),
        ("The U.S. side left. So did we.", ["The U.S. side left.", "So did we."]),
        ("“We wait. We hope,” he said. It rained.", ["“We wait. We hope,” he said.", "It rained."]),
        ("One\n\nTwo. Three", ["One", "Two.", "Three"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text, expected):
    assert words(text) == expected


def test_a_text_broken_to_fit_a_page_reads_as_its_paragraphs():
    broken = "Harbour deal near\n\n" + textwrap.fill(PROSE, 72) + "\n\n" + textwrap.fill(PROSE, 72)
    flat = unwrapped(broken)
    assert len(flat) == len(broken)
    assert flat.split("\n\n") == ["Harbour deal near", PROSE, PROSE]
    assert unwrapped(broken.replace("\n", "\r\n")).count("\n") == flat.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        PROSE + "\n" + PROSE,
        "Q: Will you sign?\nA: Not today.\nQ: When?\nA: Ask them.\nQ: Who?\nA: The others.",
        "1. Talks\n2. A truce\n3. Prisoners\n4. The harbour\n5. A vote",
        "",
        "One line",
    ],
)
def test_lines_that_are_paragraphs_turns_or_a_list_stay(text):
    assert unwrapped(text) == text


@given(st.text(st.sampled_from("ab .\n\r"), max_size=300))
def test_reading_lines_moves_no_place(text):
    flat = unwrapped(text)
    assert len(flat) == len(text)
    assert all(a == b or (a in "\n\r" and b == " ") for a, b in zip(text, flat, strict=True))


@given(st.text(max_size=200))
def test_every_place_is_in_a_sentence_or_between_two(text):
    sentences = Sentences.of(text)
    assert list(sentences.spans) == sorted(sentences.spans)
    assert all("\n" not in s.words(text) for s in sentences.spans)
    for s in sentences.spans:
        assert sentences.holding(s.start) == s
        line = sentences.paragraph(s.start)
        assert s.within(Span(*line))
