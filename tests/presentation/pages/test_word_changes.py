"""What a copy made of some words, run by run: nothing is lost, nothing is added, and the runs are those of a careful reader."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from accords.presentation.pages.word_changes import Change, word_changes

# Words of one small stock, so that texts share many; marks and spaces of all kinds between them.
_WORDS = st.sampled_from(
    ["Norland", "norland", "will", "could", "guarantee", "Guarantees’", "U.S.", "US", "the", "a", "1,500", "full"]
)
_BETWEEN = st.sampled_from([" ", "  ", "\n", ", ", ". ", " “", "” ", ' "', '" ', "-", " – ", "", "…", "\u202e", "<b>"])
_TEXTS = st.lists(st.tuples(_WORDS, _BETWEEN), max_size=25).map(lambda rows: "".join(a + b for a, b in rows))


def told(original: str, copy: str) -> list[tuple[str, str, str]]:
    return [(run.change.value, run.original, run.copy) for run in word_changes(original, copy)]


@given(_TEXTS | st.text(), _TEXTS | st.text())
def test_runs_are_the_original_and_the_copy_to_the_letter(original: str, copy: str) -> None:
    runs = word_changes(original, copy)
    assert "".join(run.original for run in runs) == original
    assert "".join(run.copy for run in runs) == copy
    assert all(run.copy == "" for run in runs if run.change is Change.TAKEN)
    assert all(run.original == "" for run in runs if run.change is Change.ADDED)


@given(_TEXTS | st.text())
def test_what_is_the_same_is_one_kept_run(text: str) -> None:
    assert {run.change for run in word_changes(text, text)} <= {Change.KEPT}


@given(_TEXTS, _TEXTS)
def test_neighbours_differ_and_what_is_put_in_stands_after_what_was_taken_out(original: str, copy: str) -> None:
    changes = [run.change for run in word_changes(original, copy)]
    allowed = {
        (Change.KEPT, Change.TAKEN),
        (Change.KEPT, Change.ADDED),
        (Change.TAKEN, Change.ADDED),
        (Change.TAKEN, Change.KEPT),
        (Change.ADDED, Change.KEPT),
    }
    assert set(pairwise(changes)) <= allowed


def test_a_modal_that_was_raised_is_one_word_for_another() -> None:
    assert told("Norland could open two crossings.", "Norland will open two crossings.") == [
        ("kept", "Norland ", "Norland "),
        ("taken out", "could", ""),
        ("put in", "", "will"),
        ("kept", " open two crossings.", " open two crossings."),
    ]


def test_marks_of_another_house_are_no_change_and_each_side_keeps_its_own() -> None:
    assert told("“Norland’s plan” – so far", '"norland\'s plan" - so far') == [
        ("kept", "“Norland’s plan” – so far", '"norland\'s plan" - so far')
    ]


def test_quotation_marks_put_around_words_are_told() -> None:
    assert told("He called it game-changing.", "He called it “game-changing”.") == [
        ("kept", "He called it ", "He called it "),
        ("put in", "", "“"),
        ("kept", "game-changing", "game-changing"),
        ("put in", "", "”"),
        ("kept", ".", "."),
    ]


def test_a_plural_is_a_change_of_a_word() -> None:
    assert told("the guarantee stands", "the guarantees stand")[1:3] == [
        ("taken out", "guarantee", ""),
        ("put in", "", "guarantees"),
    ]


def test_what_has_nothing_on_the_other_side_is_all_taken_out_or_all_put_in() -> None:
    assert told("All is gone.", "") == [("taken out", "All is gone.", "")]
    assert told("", "All is new.") == [("put in", "", "All is new.")]
    assert told("", "") == []
