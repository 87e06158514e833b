"""Patterns made of lists of words."""

from __future__ import annotations

import re

import pytest

from accords.reading.cues import alternatives, pattern

WORDS = ("says", "said", "went on", "speaks", "told", "tells")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said so", ["said"]),
        ("she went on: it speaks", ["went on", "speaks"]),
        ("unsaid, retold, saids", []),
        ("(told) tells", ["told", "tells"]),
    ],
)
def test_words_in_groups_find_what_the_plain_list_finds(text: str, found: list[str]) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(WORDS)})\b")
    leaping = re.compile("(?:" + alternatives(WORDS, r"\w") + r")\b")
    assert plain.findall(text) == leaping.findall(text) == found


def test_signs_that_are_barred_keep_a_word_from_being_found() -> None:
    assert re.findall(alternatives(["CNN"], r"\w-"), "x-CNN CNN xCNN") == ["CNN"]


def test_words_with_signs_of_patterns_in_them_mean_themselves() -> None:
    assert re.findall(alternatives(["U.S.", "a+b"]), "UXSX U.S. aab a+b") == ["U.S.", "a+b"]


def test_the_first_of_two_words_that_fit_is_found_where_nothing_follows() -> None:
    assert re.match(alternatives(["chief", "chiefs"]), "chiefs").group() == "chief"  # type: ignore[union-attr]


def test_a_pattern_of_verbs_leaves_out_the_bare_verb_and_what_is_as_often_a_noun() -> None:
    assert pattern(["say", "claim"]).findall("say says claim claims claimed claiming") == ["says", "claimed"]
