from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.presentation import wording
from accords.vocabulary import Span, When

MONDAY = date(2025, 8, 18)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\rb\x07", "a\\x0db\\x07"),
        ("\u009b31m", "\\x9b31m"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("می\u200cخواهم שלום e\u0301", "می\u200cخواهم שלום e\u0301"),  # spelling, not trickery
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert wording.escaped(text) == shown


@given(st.text())
def test_no_text_can_move_the_cursor(text: str) -> None:
    line = wording.line_of(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in line)
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (When.day(MONDAY), "Monday 18 August 2025"),
        (When(MONDAY, date(2025, 8, 20)), "between 18 August 2025 and 20 August 2025"),
        (When(None, MONDAY), "18 August 2025 or earlier"),
        (When(MONDAY, None), "18 August 2025 or later"),
        (When(None, None, "some days ago"), "some days ago"),
    ],
)
def test_a_day_is_as_exact_as_its_words(value: When, shown: str) -> None:
    assert wording.when(value) == shown


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("“We will go,” he said.", "We will go,", "“We will go,”"),
        ("“We will go,” he said.", "“We will go,”", "“We will go,”"),
        ('He said: "Go."', '"Go."', "“Go.”"),
        ("HOLT: We will go.", "We will go.", "We will go."),  # a transcript has no marks, so none are shown
        ("“We will go.\nAnd stay.", "“We will go.", "“We will go.”"),  # a quotation that runs on
        ("“The leaders’ wish”", "The leaders’", "“The leaders’”"),
    ],
)
def test_quotation_marks_stand_only_where_the_report_has_them(text: str, words: str, shown: str) -> None:
    at = text.index(words)
    assert wording._quoted(text, Span(at, at + len(words))) == shown


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300), st.integers(20, 60))
def test_wrapped_lines_keep_every_word_and_fit(text: str, columns: int) -> None:
    line = wording.line_of(text)
    lines = wording.wrapped(line, columns, "  - ", "    ")
    assert "".join(x[4:] for x in lines).replace(" ", "") == line.replace(" ", "")
    assert all(wording.width(x) <= columns for x in lines)


def test_wide_characters_count_twice_and_marks_not_at_all() -> None:
    assert wording.width("東京") == 4
    assert wording.width("e\u0301") == 1


def test_one_and_many_are_told_apart() -> None:
    assert wording.counted(1, "saying") == "1 saying"
    assert wording.counted(1200, "saying") == "1,200 sayings"
    assert wording.counted(0, "entry", "entries") == "0 entries"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Russia", "Russia"),
        ("United States", "the United States"),
        ("Taliban", "the Taliban"),
        ("Tigray People's Liberation Front", "the Tigray People's Liberation Front"),
        ("Rapid Support Forces", "the Rapid Support Forces"),
        ("the African Union", "the African Union"),
        ("European diplomats", "European diplomats"),
        ("Union officials", "Union officials"),
    ],
)
def test_names_have_their_article_inside_a_sentence(name: str, words: str) -> None:
    assert wording.inside(name) == words


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ('what he called "like protection', 'what he called "like protection"'),
        ('made some concessions" on five regions', '"made some concessions" on five regions'),
        ("made “some concessions", "made “some concessions”"),
        ('"a" and "b"', '"a" and "b"'),
        ("no marks", "no marks"),
    ],
)
def test_a_quotation_that_was_cut_gets_its_other_mark(words: str, whole: str) -> None:
    assert wording.balanced(words) == whole
