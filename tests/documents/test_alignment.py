"""Which words of an original stand in its copy: runs in order, and sentences wherever they went."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.documents.alignment import Kind, aligned, aligned_sentences
from tests.growth import growth


def told(original: str, copy: str) -> list[tuple[str, str, str]]:
    return [(p.kind.value, p.original.words(original), p.copy.words(copy)) for p in aligned(original, copy)]


SITUATIONS = {
    "a modal is raised": (
        "Norland could open two crossings.",
        "Norland will open two crossings.",
        [
            ("equal", "Norland", "Norland"),
            ("replaced", "could", "will"),
            ("equal", "open two crossings", "open two crossings"),
        ],
    ),
    "an attribution is dropped": (
        "The envoy said on Sunday that Norland agreed to open two crossings.",
        "Norland agreed to open two crossings.",
        [
            ("dropped", "The envoy said on Sunday that", ""),
            ("equal", "Norland agreed to open two crossings", "Norland agreed to open two crossings"),
        ],
    ),
    "words are added at the end": (
        "Talks resume in Oslo.",
        "Talks resume in Oslo, but will it last?",
        [("equal", "Talks resume in Oslo", "Talks resume in Oslo"), ("added", "", "but will it last")],
    ),
    "typography, case and the plural are no change": (
        "“Norland’s guarantees,” he said of the U.S. plan.",
        '"Norland\'s Guarantee," he said of the US plan.',
        [("equal", "Norland’s guarantees,” he said of the U.S. plan", "Norland's Guarantee,\" he said of the US plan")],
    ),
    "nothing is left": ("Talks resume.", "", [("dropped", "Talks resume", "")]),
    "nothing was there": ("", "Talks resume.", [("added", "", "Talks resume")]),
    "both are empty": ("", "", []),
    "a small word between other words is no match": (
        "Shepherds carried candles of the purest wax through seven villages",
        "Bankers praised the stamina of our tired negotiators yesterday",
        [
            (
                "replaced",
                "Shepherds carried candles of the purest wax through seven villages",
                "Bankers praised the stamina of our tired negotiators yesterday",
            )
        ],
    ),
}


@pytest.mark.parametrize(("original", "copy", "expected"), SITUATIONS.values(), ids=SITUATIONS)
def test_runs_of_words(original: str, copy: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(original, copy) == expected


WORDS = st.lists(
    st.sampled_from("the of peace talks Norland could will guns, agreed. “said ridge” 12\n".split(" ")), max_size=40
)


@given(WORDS, WORDS)
def test_pieces_stand_in_the_order_of_both_and_leave_no_word_out(one: list[str], two: list[str]) -> None:
    original, copy = " ".join(one), " ".join(two)
    pieces = aligned(original, copy)
    for text, spans in ((original, [p.original for p in pieces]), (copy, [p.copy for p in pieces])):
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        left, at = "", 0
        for span in spans:
            left, at = left + text[at : span.start], span.end
        assert not any(c.isalnum() for c in left + text[at:])
    for piece, after in itertools.pairwise(pieces):
        assert (piece.kind is Kind.EQUAL) != (after.kind is Kind.EQUAL)


@given(WORDS)
def test_a_text_is_equal_to_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert all(piece.kind is Kind.EQUAL for piece in aligned(text, text))


def a_text_and_its_copy(words: int) -> tuple[str, str]:
    """In sentences of eight words. Half of the copy's are the original's; none is frequent, however long the texts are."""
    rng = random.Random(3)
    ends = ["" if number % 8 else "." for number in range(1, words + 1)]
    original = [f"W{rng.randrange(words)}" for _ in ends]
    copy = [word if rng.random() < 0.5 else f"Z{rng.randrange(words)}" for word in original]
    one, two = (" ".join(word + end for word, end in zip(text, ends, strict=True)) for text in (original, copy))
    return one, two


def test_texts_of_five_thousand_words_are_aligned() -> None:
    original, copy = a_text_and_its_copy(5_000)
    pieces, pairs = aligned(original, copy), aligned_sentences(original, copy)
    equal = sum(len(p.original.words(original).split()) for p in pieces if p.kind is Kind.EQUAL)
    assert equal > 2_000 and len(pairs) > 500


@pytest.mark.parametrize("work", [aligned, aligned_sentences])
def test_time_grows_with_the_length_of_the_texts_alone(work: Callable[[str, str], object]) -> None:
    """Of words that are no more frequent in longer texts: sentences that share a word are compared each with each."""
    grown = growth(a_text_and_its_copy, lambda texts: work(*texts), 400, 6_400)
    assert grown.is_near_linear, grown


ORIGINAL = (
    "The envoy said that Norland would open two crossings in May. Shells fell on the ridge at dawn. "
    "“We must consider all legitimate concerns,” the minister said after the session.\n\n"
    "Nobody could be reached at the ministry."
)
COPY = (
    "Shells fell on the ridge at dawn. Norland would open two crossings in May. "
    "“We have to weigh all justified worries,” the minister said after the meeting.\n\nWhat happens next?"
)


def test_sentences_are_found_wherever_they_went() -> None:
    pairs = [
        (p.original.words(ORIGINAL)[:22] if p.original else None, p.copy.words(COPY)[:22] if p.copy else None)
        for p in aligned_sentences(ORIGINAL, COPY)
    ]
    assert pairs == [
        ("Shells fell on the rid", "Shells fell on the rid"),
        ("The envoy said that No", "Norland would open two"),
        ("We must consider all l", "We have to weigh all j"),
        (None, "What happens next"),
        ("Nobody could be reache", None),
    ]


def test_a_sentence_that_joins_two_stands_in_two_pairs() -> None:
    original = "Norland opened two crossings near the ridge. Monitors from Oslo counted forty lorries with flour."
    copy = "Norland opened two crossings near the ridge and monitors from Oslo counted forty lorries with flour."
    pairs = aligned_sentences(original, copy)
    assert len(pairs) == 2
    assert all(pair.original and pair.copy and 0 < pair.likeness <= 1 for pair in pairs)
