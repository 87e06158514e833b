"""From flat relations to attributions: repairs, gaps, order."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.reading.attribution import attributions
from accords.reading.quotations import Quotations
from accords.reading.relation import Relation
from accords.reading.sentences import Sentences
from accords.vocabulary import Span

Marker = Callable[[str], Any]  # the fixture of conftest.py

REPAIRED = [
    ("<s>Rao</s> <q>said</q> <c>that the road is open</c>.", "Rao | said | the road is open"),
    (
        "<c>OSLO, March 3 (Northwire) — The road is open</c>, <s>Rao</s> <q>said</q>.",
        "Rao | said | The road is open",
    ),
    (
        "<s>Rao</s> <q>said</q> <c>the road was open and safe, without elaborating</c>.",
        "Rao | said | the road was open and safe",
    ),
    (
        "<s>Rao</s> <q>said</q> <c>the road was open and safe but declined to give a day</c>.",
        "Rao | said | the road was open and safe",
    ),
    (
        "<c>The road is open to all</c>, <q>according to</q> <s>an officer</s>, <c>who asked not to be named</c>.",
        "an officer | according to | The road is open to all",
    ),
    ("“The <c>road is open</c> to all,” <s>Rao</s> <q>said</q>.", "Rao | said | The road is open to all"),
    (
        "<c>Talks end\n\nThe road is open</c>, <s>Rao</s> <q>said</q>.",
        "Rao | said | The road is open",
    ),
    (
        "“<c>The road is open.\n\n“It stays so</c>,” <s>Rao</s> <q>said</q>.",
        "Rao | said | The road is open.\n\n“It stays so",
    ),
    ("<s>Rao</s> <q>said</q> <c>the road was “wide open</c>”.", "Rao | said | the road was “wide open”"),
    (
        "<s>Rao</s> <q>told</q> <c>the radio's “Evening Hour” that the road is open</c>.",
        "Rao | told | the road is open",
    ),
    ("<s>Rao</s> <q>disclosed</q> <c>to her guests that the road is open</c>.", "Rao | disclosed | the road is open"),
    ("<c>What</c> <s>Rao</s> <q>said</q> was <c>that the road is open</c>.", "Rao | said | the road is open"),
    (
        "<s>Rao</s> <q>said</q> <c>the road is open</c>.\n\n<c>The gate is shut</c>.",
        "Rao | said | the road is open",
    ),
    ("<s>Rao</s> <q>said</q> <c>it was “wide open</c>,” and left.", "Rao | said | it was “wide open,”"),
    ("<s>Rao</s> <q>claimed</q> “<c>good ground” on the road</c>.", "Rao | claimed | “good ground” on the road"),
    ("<s>Rao</s> <q>told</q> <c>them</c> <c>the road is open</c>.", "Rao | told | the road is open"),
]


@pytest.mark.parametrize(("text", "line"), REPAIRED)
def test_a_content_is_mended(text: str, line: str, marked: Marker) -> None:
    assert marked(text).told() == [line]


GAPS = [
    ("The road is open to all, according to two officers.", ["two officers | according to | The road is open to all"]),
    ("According to Rao, the road is open to all.", ["Rao | According to | the road is open to all"]),
    ("12.40 The mayor, Ana Rao: “The road is open to all.”", ["The mayor, Ana Rao | : | The road is open to all"]),
    ("The talks will go on in May, he said.", ["he | said | The talks will go on in May"]),
    ("The talks, the minister said, will go on in May.", ["the minister | said | The talks … will go on in May"]),
    ("Any road, he went on, would have to be safe.", ["he | went on | Any road … would have to be safe"]),
    ("The road is safe again, one of the two added.", ["one of the two | added | The road is safe again"]),
    (
        "The admiral, who had come late, spoke and wrote of a “long and hard and good day”.",
        [],
    ),
    (
        "The admiral, who had come late, wrote of a “long and hard and good day”.",
        ["The admiral | wrote | long and hard and good day"],
    ),
    (
        "“We shall go on in May,” said Dana Lund, the envoy.",
        ["Dana Lund | said | We shall go on in May"],
    ),
    (
        "On Monday Dana Lund told the radio: “We shall go on in May, whatever comes.”",
        ["Dana Lund | told | We shall go on in May, whatever comes"],
    ),
    (
        "“<c>We are close</c>,” <s>she</s> <q>said</q>. “The rest is detail and will be done by May.”",
        ["she | said | We are close … The rest is detail and will be done by May"],
    ),
]


@pytest.mark.parametrize(("text", "lines"), GAPS)
def test_a_saying_that_was_left_out_is_found(text: str, lines: list[str], marked: Marker) -> None:
    assert marked(text).told() == lines


@pytest.mark.parametrize(
    "text",
    [
        "The envoy, who had said little, left the hall.",
        "The hall is known as “the old house of the four winds”.",
        "That said, the talks will go on in May.",
        "The two states reported losses, and the talks will go on.",
        "He said nothing.",
        "The work on the road went according to plan.",
        "The mayor has hung up a sign: “The road is open to all.”",
        "",
        "\n \n",
    ],
)
def test_nothing_is_found_where_nobody_says_anything(text: str, marked: Marker) -> None:
    assert marked(text).told() == []


def test_a_found_saying_has_no_probability_of_the_model(marked: Marker) -> None:
    assert [a.confidence for a in marked("The talks will go on in May, he said.").attributions()] == [0.5]


def test_a_cue_without_a_content_is_dropped_where_none_can_be_found(marked: Marker) -> None:
    assert marked("<s>He</s> <q>said</q> so.").told() == []


def test_attributions_come_in_order_of_place_the_inner_ones_after_their_outer_one(marked: Marker) -> None:
    text = (
        "“<c>The king told us that the road is open</c>,” <s>Rao</s> <q>said</q>. "
        "<s2>Lund</s2> <q2>warned</q2> <c2>that it was mined</c2>."
    )
    rows = marked(text).attributions()
    assert [a.within for a in rows] == [None, 0, None]
    assert marked(text).told() == [
        "Rao | said | The king told us that the road is open",
        "  The king | told | the road is open",
        "Lund | warned | it was mined",
    ]


def test_two_relations_that_hold_each_other_do_not_go_round() -> None:
    text = "Rao said this and Lund said that here."
    at = text.index
    whole = (Span(0, len(text)),)
    rao = Relation((Span(0, 3),), (Span(at("said this"), at(" this")),), whole, 0.9)
    lund = Relation((Span(at("Lund"), at(" said that")),), (Span(at("said that"), at(" that here")),), whole, 0.9)
    rows = attributions(text, Sentences.of(text), [rao, lund])
    assert len(rows) == 2
    assert all(a.within is None or a.within < k for k, a in enumerate(rows))


def test_the_same_cue_is_told_once(marked: Marker) -> None:
    one = marked("<s>Rao</s> <q>said</q> <c>the road is open</c>.")
    rows = attributions(one.text, Sentences.of(one.text), [*one.relations, *one.relations])
    assert len(rows) == 1


def test_a_headline_is_read_like_any_sentence(marked: Marker) -> None:
    assert marked("<c>Road is open to all</c>, <s>Rao</s> <q>says</q>\n\nIt rained.").told() == [
        "Rao | says | Road is open to all"
    ]


QUOTED = [
    ("“a b” c", ["a b"]),
    ('"a b" c "d"', ["a b", "d"]),
    ("«a» „b“", ["a", "b"]),
    ("‘We go,’ the guards’ man said", ["We go,"]),
    ("the guards’ road isn’t ‘open’ yet", ["open"]),
    ("“a ‘b’ c”", ["a ‘b’ c"]),
    ("“a.\n\n“b.” c", ["a.\n\n“b."]),
    ('"a.\n\n"b." c', ['a.\n\n"b.']),
    ("“a.\nb “c” d", ["a.", "c"]),
    ('a 5" pipe and "b"', ["b"]),
    ("”", []),
]


@pytest.mark.parametrize(("text", "inside"), QUOTED)
def test_quotations_are_found_by_their_marks(text: str, inside: list[str]) -> None:
    assert [text[s:e] for s, e in Quotations.of(text).outer] == inside


@pytest.mark.parametrize(
    "unit",
    ["he said, ", '"we go," he said, ', "said ", '"', "‘ ’ “ ", "A b, ", " \n", "A: b\n", "citing A, ", "x" * 99, ", "],
)
def test_a_long_line_of_anything_is_read(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    for a in attributions(text, Sentences.of(text), []):
        assert a.content


def test_a_report_of_three_thousand_attributions_on_one_line_is_read(marked: Marker) -> None:
    one = marked("<s>Rao</s> <q>said</q> <c>the road was open to all</c>, and ")
    relations = []
    for k in range(3000):
        step = k * len(one.text)
        for r in one.relations:
            moved = (tuple(Span(s + step, e + step) for s, e in spans) for spans in (r.source, r.cue, r.content))
            relations.append(Relation(*moved, 0.9))
    text = one.text * 3000
    rows = attributions(text, Sentences.of(text), relations)
    assert len(rows) == 3000
    assert all(a.within is None for a in rows)


PIECES = st.sampled_from(
    ["Rao", " said", " the road", ", ", "“", "”", '"', "‘", "’", ". ", "\n", "\n\n", " that", " he", " told", " them",
     " citing", " two aides", " according to", "RAO: ", "LUND: ", " I", " you?", " not", " who", " — ", "«", "»",
     "\u200f"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.data())
def test_every_span_lies_inside_its_text_and_holds_words(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    relations = []
    for _ in range(data.draw(st.integers(0, 5))):
        rows = []
        for _ in range(3):
            ends = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
            ends = sorted(set(ends))
            rows.append(tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)))
        if rows[1] or rows[2]:
            relations.append(Relation(rows[0], rows[1], rows[2], 0.5))
    found = attributions(text, Sentences.of(text), relations)
    for k, a in enumerate(found):
        assert a.content
        assert a.within is None or a.within < k
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(text)
        for start, end in a.content:
            assert text[start:end] == text[start:end].strip()
    assert found == attributions(text, Sentences.of(text), relations)
