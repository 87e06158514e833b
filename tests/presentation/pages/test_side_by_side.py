"""Two texts beside one another: every sentence of both is there, each beside the one that it renders."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from accords.presentation.pages.side_by_side import COMPARED, lines_of, shortened, stretches
from accords.presentation.pages.word_changes import word_changes
from tests.documents.stories import stories

ONE = "Norland will open two crossings for grain and medicine on Friday."
TWO = "The ferry has been tied up since the autumn floods took the pier."
THREE = "Fishermen on both banks mended their nets and waited for news."
FOUR = "A clerk carried the minutes of the session up the stairs at noon."


def rows(original: str, copy: str) -> list[tuple[str, str]]:
    return [(line.original, line.copy) for line in lines_of(original, copy)]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_sentence_of_both_texts_is_there(seed: int) -> None:
    told = {story.id: story for story in stories(seed, 12, 40)}
    pairs = [(told[story.copy_of].text, story.text) for story in told.values() if story.copy_of]
    assert pairs
    for original, copy in pairs:
        lines = lines_of(original, copy)
        assert squeezed(" ".join(line.copy for line in lines)) == squeezed(copy)
        # A sentence that the copy tells twice stands beside both.
        assert Counter(original.split()) <= Counter(" ".join(line.original for line in lines).split())


def test_what_a_copy_left_out_stands_where_it_stood() -> None:
    assert rows(f"{ONE} {TWO} {THREE}", f"{ONE} {THREE}") == [(ONE, ONE), (TWO, ""), (THREE, THREE)]


def test_what_is_left_out_before_all_else_stands_first_and_what_was_added_has_nothing_beside_it() -> None:
    assert rows(f"{TWO} {ONE}", f"{ONE} {FOUR}") == [(TWO, ""), (ONE, ONE), ("", FOUR)]


def test_two_sentences_that_became_one_stand_beside_it() -> None:
    copy = "The ferry has been tied up since the autumn floods took the pier, and fishermen on both banks mended their nets and waited for news."
    assert rows(f"{TWO} {THREE}", copy) == [(f"{TWO} {THREE}", copy)]


def test_a_sentence_that_was_moved_says_so() -> None:
    lines = lines_of(f"{ONE} {TWO} {THREE}", f"{TWO} {THREE} {ONE}")
    assert [(line.copy, line.moved) for line in lines] == [(TWO, False), (THREE, False), (ONE, True)]


def test_sentences_that_are_the_same_are_folded_from_three_on() -> None:
    same = f"{TWO} {THREE} {FOUR}"
    folded = stretches(lines_of(f"{ONE} {same}", f"{ONE.replace('will', 'could')} {same}"))
    assert [(one.folded, len(one.lines)) for one in folded] == [(False, 1), (True, 3)]
    assert [one.folded for one in stretches(lines_of(f"{ONE} {TWO}", f"{ONE} {TWO}"))] == [False]


def test_a_moved_sentence_is_never_folded() -> None:
    told = stretches(lines_of(f"{ONE} {TWO} {THREE} {FOUR}", f"{TWO} {THREE} {FOUR} {ONE}"))
    assert [(one.folded, [line.copy for line in one.lines]) for one in told] == [
        (True, [TWO, THREE, FOUR]),
        (False, [ONE]),
    ]


def test_words_of_a_quotation_that_begins_a_sentence_keep_its_mark() -> None:
    said = "“We will open two crossings,” she said."
    assert rows(f"{TWO} {said}", f"{TWO} {said}")[1] == (said, said)


def test_of_long_texts_only_the_beginning_is_compared() -> None:
    rng = random.Random(7)
    words = [f"word{rng.randrange(9000)}" for _ in range(12_000)]
    text = ". ".join(" ".join(words[at : at + 12]).capitalize() for at in range(0, len(words), 12))
    assert len(text) > COMPARED
    told = " ".join(line.copy for line in lines_of(text, text))
    assert squeezed(text[:COMPARED]) == squeezed(told)


def test_the_midst_of_a_long_run_of_the_same_words_is_left_out() -> None:
    long = "the quay " * 100
    runs = shortened(word_changes(f"Norland could mend {long}now", f"Norland will mend {long}now"), 60)
    assert [run.change.value for run in runs] == ["kept", "taken out", "put in", "kept"]
    assert " … " in runs[-1].original and len(runs[-1].original) < 70
    assert runs[-1].copy.endswith("now")
