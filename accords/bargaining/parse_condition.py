"""`not vestria.law or norland.guarantee` -> a condition.

From what binds most to what binds least: `not`, `and`, `xor`, `or`, `iff`; `if … then …` reaches to the end of what it stands in.
A name is a run of words none of which is a word of this language, and of anything between backticks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from accords.agreement.refusal import Refusal
from accords.bargaining.condition import All, AnyOf, Condition, If, Iff, Not, Taken, Xor

WORDS = ("not", "and", "or", "xor", "iff", "if", "then")
ACCEPTED = "names of options, joined by `not`, `and`, `or`, `xor`, `iff`, `if … then …` and parentheses"
MOST_SIGNS, DEEPEST = 4_000, 40  # signs of a condition, and parentheses and words in each other
_PIECE = re.compile(r"(?P<sign>[()])|(?P<name>(?:`[^`]*`|[^\s()`])+)|(?P<odd>`)")
# What people write who know other notations.
_MEANT = {"&": "and", "&&": "and", "|": "or", "||": "or", "!": "not", "~": "not", "¬": "not", "->": "if … then …", "=>": "if … then …", "→": "if … then …", "=": "iff", "==": "iff", "<->": "iff"}  # fmt: skip
_SIGNS = re.compile(r"<->|->|=>|&&|\|\||==|[&|!~¬→=<>,;:]")
_JOINED: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {"or": AnyOf, "and": All}
_PAIRED: dict[str, Callable[[Condition, Condition], Condition]] = {"iff": Iff, "xor": Xor}


class _Token(NamedTuple):
    """`word`: a word of the language or a parenthesis, else `None` and it is a name."""

    text: str
    word: str | None = None


def condition_of(text: str, number: Callable[[str], int | Refusal]) -> Condition | list[Refusal]:
    """The condition, or all that is wrong with its words. `number` tells which option a name means."""
    try:
        return _Reader(text, number).whole()
    except _NotSo as error:
        return error.refusals


class _NotSo(Exception):
    def __init__(self, *refusals: Refusal) -> None:
        super().__init__()
        self.refusals = list(refusals)


class _Reader:
    def __init__(self, text: str, number: Callable[[str], int | Refusal]) -> None:
        if len(text) > MOST_SIGNS:
            found = f"a condition of {len(text):,} signs"
            raise _NotSo(Refusal(found, f"at most {MOST_SIGNS:,}", "Make several conditions of it."))
        self.tokens = list(_tokens(text))
        self.at, self.depth = 0, 0
        self.number, self.unknown = number, list[Refusal]()

    def whole(self) -> Condition:
        made = self.expression()
        if self.at < len(self.tokens):
            after, left = self.tokens[self.at - 1].text, self.tokens[self.at].text
            remedy = f"Join the two with `and` or `or`, or remove `{left}`."
            if left in ("iff", "xor"):
                remedy = f"`{left}` has two sides: put one pair in parentheses; for one of several options write `exactly one of`."
            elif left in (")", "then"):
                remedy = f"Put the `{'(' if left == ')' else 'if'}` before it that is missing, or remove it."
            self.unknown.append(Refusal(f"`{left}` after `{after}`", ACCEPTED, remedy))
        if self.unknown:
            raise _NotSo(*self.unknown)
        return made

    def take(self, word: str) -> bool:
        """Whether this word is next; then it is read."""
        if self.at < len(self.tokens) and self.tokens[self.at].word == word:
            self.at += 1
            return True
        return False

    def expression(self) -> Condition:
        return self.paired("iff", lambda: self.joined("or", self.conjunction_or_xor))

    def conjunction_or_xor(self) -> Condition:
        return self.paired("xor", lambda: self.joined("and", self.operand))

    def paired(self, word: str, side: Callable[[], Condition]) -> Condition:
        one = side()
        return _PAIRED[word](one, side()) if self.take(word) else one

    def joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else _JOINED[word](tuple(parts))

    def operand(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NotSo(
                *self.unknown,
                Refusal(f"a condition nested more than {DEEPEST} deep", ACCEPTED, "Make several conditions of it."),
            )
        made = self.one()
        self.depth -= 1
        return made

    def one(self) -> Condition:
        if self.take("not"):
            return Not(self.operand())
        if self.take("("):
            made = self.expression()
            self.wanted(")", "the `)` to its `(`", "Close the parenthesis.")
            return made
        if self.take("if"):
            given = self.expression()
            self.wanted("then", "the `then` to its `if`", "Write `if … then …`.")
            return If(given, self.expression())
        if self.at == len(self.tokens) or self.tokens[self.at].word is not None:
            self.wanted("", "the name of an option", "Name an option there: `party.option`.")
        found = self.number(self.tokens[self.at].text)
        self.at += 1
        if isinstance(found, Refusal):
            self.unknown.append(found)
            return Taken(0)
        return Taken(found)

    def wanted(self, word: str, what: str, remedy: str) -> None:
        """Read this word, or say what is there in its place."""
        if word and self.take(word):
            return
        there = f"`{self.tokens[self.at].text}`" if self.at < len(self.tokens) else "the end"
        after = f" after `{self.tokens[self.at - 1].text}`" if self.at else ""
        raise _NotSo(*self.unknown, Refusal(f"{there}{after}, where {what} is missing", ACCEPTED, remedy))


def _tokens(text: str) -> Iterator[_Token]:
    """Names are whole, and without their backticks."""
    name: list[str] = []
    for piece in _PIECE.finditer(text):
        words = piece["name"]
        if piece["odd"]:
            found = "a backtick without its other"
            raise _NotSo(Refusal(found, "a name between two backticks", "Close it, or remove it."))
        plain = words is not None and "`" not in words
        if plain and words.casefold() not in WORDS:
            _check_signs(words)
        if words is None or (plain and words.casefold() in WORDS):
            if name:
                yield _Token(" ".join(name))
                name = []
            word = piece["sign"] or words.casefold()
            yield _Token(word, word)
        else:
            name.append(words.replace("`", ""))
    if name:
        yield _Token(" ".join(name))


def _check_signs(words: str) -> None:
    if found := _SIGNS.search(words):
        sign = found[0]
        meant = _MEANT.get(sign)
        remedy = f"Write `{meant}`." if meant else "Remove it."
        raise _NotSo(Refusal(f"the sign `{sign}`", ACCEPTED, remedy))
