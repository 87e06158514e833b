"""Attributions inside attributions."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from accords.reading.relation import Relation
from accords.vocabulary import Span

Marker = Callable[[str], Any]  # the fixture of conftest.py

NESTED = [
    (
        "<s>Norway</s>, <s2>she</s2> <q2>added</q2>, <q>said</q> <c>it would send monitors to the road</c>.",
        [
            "she | added | Norway … said it would send monitors to the road",
            "  Norway | said | it would send monitors to the road",
        ],
    ),
    (
        "<s>The Courier</s>, citing two people at the table, <q>reported</q> <c>that the king had left</c>.",
        [
            "The Courier | reported | the king had left",
            "  two people at the table | citing | the king had left",
        ],
    ),
    (
        "<c>The king had left</c>, <s>the Courier</s> <q>reported</q>, citing his doctors and two aides.",
        [
            "the Courier | reported | The king had left",
            "  his doctors and two aides | citing | The king had left",
        ],
    ),
    (
        "<q>According to</q> <s>a diplomat</s>, <s2>the king</s2> <q2>told</q2> her "
        "<c2>that the bridge was mined</c2>.",
        [
            "a diplomat | According to | the king told her that the bridge was mined",
            "  the king | told | the bridge was mined",
        ],
    ),
    (
        "<s2>The king</s2> <q2>told</q2> the envoy <c>that the bridge was mined</c>, "
        "<q>according to</q> <s>a diplomat</s>.",
        [
            "a diplomat | according to | The king told the envoy that the bridge was mined",
            "  The king | told | the bridge was mined",
        ],
    ),
    (
        "<s>Rao</s> <q>said</q> that <s2>the king</s2> <q2>told</q2> her <c2>that the bridge was mined</c2>.",
        [
            "Rao | said | the king told her that the bridge was mined",
            "  the king | told | the bridge was mined",
        ],
    ),
    (
        "<s>Rao</s> <q>said</q> <c>the king had told her on Friday that the bridge was mined</c>.",
        [
            "Rao | said | the king had told her on Friday that the bridge was mined",
            "  the king | told | the bridge was mined",
        ],
    ),
    (
        "<s>Rao</s> <q>said</q> <c>the king had “plainly” stated that the bridge was mined</c>.",
        [
            "Rao | said | the king had “plainly” stated that the bridge was mined",
            "  the king | stated | the bridge was mined",
        ],
    ),
    (
        "<s>Rao</s> <q>said</q> <c>the king, who had been there, told her the bridge was mined</c>.",
        [
            "Rao | said | the king, who had been there, told her the bridge was mined",
            "  the king | told | the bridge was mined",
        ],
    ),
]


@pytest.mark.parametrize(("text", "lines"), NESTED)
def test_a_saying_told_by_another_stands_within_the_others(text: str, lines: list[str], marked: Marker) -> None:
    assert marked(text).told() == lines


@pytest.mark.parametrize(
    "content",
    [
        "the king had not said that the bridge was mined",
        "the road would be shut if the king said that the bridge was mined",
        "we said that the bridge was mined long ago",
        "the king said sorry to the men of the guard",
        "the king maintains an office at the old bridge",
        "the king would announce that the bridge was mined",
    ],
)
def test_no_saying_is_found_inside_where_none_is_told(content: str, marked: Marker) -> None:
    assert marked(f"<s>Rao</s> <q>said</q> <c>{content}</c>.").told() == [f"Rao | said | {content}"]


def test_citing_a_reason_cites_nobody(marked: Marker) -> None:
    text = "<s>Rao</s>, citing heavy rain, <q>said</q> <c>the road was shut</c>."
    assert marked(text).told() == ["Rao | said | the road was shut"]


def test_a_second_pass_finds_what_stands_inside_contents(marked: Marker) -> None:
    told = marked("<s>Rao</s> <q>said</q> <c>the bridge, by the king's own account, was mined</c>.")
    asked: list[Span] = []

    def inner(contents: Sequence[Span]) -> list[list[Relation]]:
        asked.extend(contents)
        at = told.text.index
        king, account = Span(at("the king"), at("'s own")), Span(at("account"), at(", was"))
        other, word = Span(at("bridge"), at(", by")), Span(at("was"), at(" mined"))
        return [
            [
                Relation((king,), (account,), (Span(at("the bridge"), at(", by")),), 0.7),
                Relation((other,), (word,), (Span(at("mined"), at("mined") + 5),), 0.7),
            ]
        ]

    # Neither "account" alone nor "was" is a verb of saying.
    assert told.told(inner=inner) == ["Rao | said | the bridge, by the king's own account, was mined"]
    assert [told.text[s:e] for s, e in asked] == ["the bridge, by the king's own account, was mined"]


def test_a_saying_of_the_second_pass_is_kept_unless_it_is_the_speakers_own(marked: Marker) -> None:
    told = marked("<s>Rao</s> <q>said</q> <c>the bridge was mined, as the king warned, and I said so too often</c>.")
    at = told.text.index
    king = Relation(
        (Span(at("the king"), at(" warned")),),
        (Span(at("warned"), at(", and")),),
        (Span(at("the bridge"), at(", as")),),
        0.7,
    )
    own = Relation((Span(at("I said"), at(" said so")),), (Span(at("said so"), at(" so")),), king.content, 0.7)
    lines = told.told(inner=lambda contents: [[king, own] for _ in contents])
    assert lines[1:] == ["  the king | warned | the bridge was mined"]
