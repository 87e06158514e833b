"""The small values: what they promise, and that unknown stays unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.vocabulary import Fault, Misuse, Span, When, lowered, slug, words_at
from accords.vocabulary.actor import fold

MONDAY, TUESDAY = date(2025, 8, 18), date(2025, 8, 19)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (When.day(MONDAY), When.day(TUESDAY), True),
        (When.day(TUESDAY), When.day(MONDAY), False),
        (When.day(MONDAY), When.day(MONDAY), False),
        (When(None, None), When.day(MONDAY), None),
        (When(None, MONDAY), When(TUESDAY, None), True),
        (When(MONDAY, None), When(TUESDAY, None), None),
        (When(MONDAY, TUESDAY), When(TUESDAY, TUESDAY), None),
    ],
)
def test_a_comparison_of_dates_answers_yes_no_or_unknown(first, second, expected):
    assert first.before(second) is expected


def test_words_at_joins_interrupted_pieces():
    text = "Russia, he added, said it would."
    assert words_at(text, (Span(0, 6), Span(18, 31))) == "Russia … said it would"


@given(st.tuples(*[st.integers(0, 50)] * 4))
def test_spans_meet_exactly_where_they_share_a_code_point(n):
    a, b = Span(min(n[:2]), max(n[:2])), Span(min(n[2:]), max(n[2:]))
    assert a.meets(b) == bool(set(range(*a)) & set(range(*b))) or a.start == a.end or b.start == b.end
    assert not a.within(b) or set(range(*a)) <= set(range(*b))


def test_names_that_differ_in_accents_and_case_fold_to_one():
    assert fold("Luís MONTENEGRO") == fold("luis montenegro")
    assert slug("Ursula von der Leyen") == "ursula-von-der-leyen"


def test_a_fault_says_place_found_accepted_and_remedy():
    fault = Fault("names.yaml:3", "sex 'x'", "m or f", "Correct the line.")
    assert str(Misuse(fault)) == "names.yaml:3: found sex 'x'; accepted: m or f. Correct the line."


@pytest.mark.parametrize("text", ["NATO said", "İzmir and IĞDIR", "ΟΔΟΣ", ""])
def test_a_lowered_text_keeps_every_code_point_in_its_place(text):
    low = lowered(text)
    assert len(low) == len(text)
    assert all(c == d or c.lower().startswith(d) or d == "ς" for c, d in zip(text, low, strict=True))
