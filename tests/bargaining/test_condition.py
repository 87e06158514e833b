"""The language of conditions: what binds more, what names may look like, and what each slip is answered with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.refusal import Refusal
from accords.bargaining.condition import Among, Condition, holds_in, options_of
from accords.bargaining.feasible import where
from accords.bargaining.parse_condition import DEEPEST, MOST_SIGNS, condition_of

NAMES = ("a", "b", "c", "lift sanctions", "cease and desist")


def number(name: str) -> int | Refusal:
    return NAMES.index(name) if name in NAMES else Refusal(f"unknown {name}", "", "")


def read(words: str) -> Condition:
    made = condition_of(words, number)
    assert not isinstance(made, list), made
    return made


def refused(words: str) -> list[Refusal]:
    made = condition_of(words, number)
    assert isinstance(made, list), made
    return made


def states(words: str) -> set[str]:
    """The states of a, b, c in which it holds, as the letters that are taken."""
    condition = read(words)
    return {
        "".join(letter for at, letter in enumerate("abc") if state >> at & 1)
        for state in range(8)
        if holds_in(condition, state)
    }


def same(one: str, other: str) -> bool:
    return states(one) == states(other)


def test_each_word_means_what_it_says() -> None:
    assert states("a and b") == {"ab", "abc"}
    assert states("a or b") == {"a", "b", "ab", "ac", "bc", "abc"}
    assert states("a xor b") == {"a", "b", "ac", "bc"}
    assert states("not a") == {"", "b", "c", "bc"}
    assert states("if a then b") == {"", "b", "c", "bc", "ab", "abc"}
    assert states("a iff b") == {"", "c", "ab", "abc"}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("not a and b", "(not a) and b"),
        ("a or b and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c"),
        ("a xor b and c", "a xor (b and c)"),
        ("a xor b or c", "(a xor b) or c"),
        ("a or b iff c", "(a or b) iff c"),
        ("if a then b or c", "if a then (b or c)"),
        ("if a then b iff c", "if a then (b iff c)"),
        ("a and if b then c", "a and (if b then c)"),
        ("not if a then b", "a and not b"),
        ("not not a", "a"),
        ("NOT a AND (b)", "not a and b"),
        ("(a)and(b)", "a and b"),
        ("`a` and b", "a and b"),
    ],
)
def test_what_binds_more(words: str, meant: str) -> None:
    assert same(words, meant)


def test_a_name_may_have_spaces_and_one_with_a_word_of_the_language_stands_between_backticks() -> None:
    assert list(options_of(read("not lift sanctions or a"))) == [3, 0]
    assert list(options_of(read("`cease and desist` and a"))) == [4, 0]
    assert [one.found for one in refused("cease and desist")] == ["unknown cease", "unknown desist"]


@pytest.mark.parametrize(
    ("words", "found", "remedy"),
    [
        ("a and", "the end after `and`, where the name of an option is missing", "Name an option there"),
        ("and a", "`and`, where the name of an option is missing", "Name an option there"),
        ("", "the end, where the name of an option is missing", "Name an option there"),
        ("a or or b", "`or` after `or`, where the name of an option is missing", "Name an option there"),
        ("(a", "the end after `a`, where the `)` to its `(` is missing", "Close the parenthesis."),
        ("a)", "`)` after `a`", "Put the `(` before it that is missing"),
        ("if a", "the end after `a`, where the `then` to its `if` is missing", "Write `if … then …`."),
        ("a then b", "`then` after `a`", "Put the `if` before it that is missing"),
        ("a (b)", "`(` after `a`", "Join the two with `and` or `or`"),
        ("a xor b xor c", "`xor` after `b`", "write `exactly one of`"),
        ("a iff b iff c", "`iff` after `b`", "put one pair in parentheses"),
        ("a && b", "the sign `&&`", "Write `and`."),
        ("!a", "the sign `!`", "Write `not`."),
        ("a -> b", "the sign `->`", "Write `if … then …`."),
        ("a, b", "the sign `,`", "Remove it."),
        ("`a", "a backtick without its other", "Close it"),
        ("a" * (MOST_SIGNS + 1), "a condition of 4,001 signs", "Make several conditions of it."),
        ("(" * 60 + "a" + ")" * 60, f"a condition nested more than {DEEPEST} deep", "Make several conditions of it."),
        ("not " * 60 + "a", f"a condition nested more than {DEEPEST} deep", "Make several conditions of it."),
    ],
    ids=lambda value: value[:24],
)
def test_a_slip_is_answered_with_what_to_do(words: str, found: str, remedy: str) -> None:
    (refusal,) = refused(words)
    assert refusal.found == found
    assert remedy in refusal.remedy


def test_all_unknown_names_are_told_at_once() -> None:
    assert [one.found for one in refused("x and (y or a) z")] == ["unknown x", "unknown y", "`z` after `)`"]


def expressions() -> st.SearchStrategy[str]:
    """Conditions with every pair in parentheses, which Python can read after its own words are put in."""
    return st.recursive(
        st.sampled_from(["a", "b", "c"]),
        lambda inner: st.one_of(
            inner.map(lambda one: f"not ({one})"),
            st.tuples(inner, st.sampled_from(["and", "or", "xor", "iff"]), inner).map(
                lambda t: f"({t[0]}) {t[1]} ({t[2]})"
            ),
            st.tuples(inner, inner).map(lambda t: f"if ({t[0]}) then ({t[1]})"),
        ),
        max_leaves=8,
    )


def python_of(words: str) -> str:
    words = words.replace("xor", "!=").replace("iff", "==")
    while "if " in words:
        at = words.rindex("if ")  # the innermost comes last
        words = f"{words[:at]}not {words[at + 3 :].replace(' then ', ' or ', 1)}"
    return words


@given(expressions())
def test_conditions_hold_where_python_says_so(words: str) -> None:
    condition = read(words)
    told = [
        bool(eval(python_of(words), {}, {name: bool(state >> at & 1) for at, name in enumerate("abc")}))
        for state in range(8)
    ]
    assert [holds_in(condition, state) for state in range(8)] == told
    assert list(where(condition, 3)) == told


def counts() -> Iterator[Among]:
    for options in ((0, 1, 2), (1, 2)):
        for least in range(3):
            for most in range(least, 4):
                yield Among(options, least, most)


@pytest.mark.parametrize("among", tuple(counts()), ids=str)
def test_so_many_of_a_list_are_counted_alike_in_one_state_and_in_all(among: Among) -> None:
    told = [among.least <= sum(state >> at & 1 for at in among.options) <= among.most for state in range(8)]
    assert [holds_in(among, state) for state in range(8)] == told
    assert np.array_equal(where(among, 3), np.array(told))


@given(st.text(alphabet="ab`() &notrifxd,.é\n", max_size=40) | st.text(max_size=40))
def test_any_text_is_a_condition_or_refused(words: str) -> None:
    made = condition_of(words, number)
    assert made
