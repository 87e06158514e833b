"""What a copy made of some words: those that it kept, those that it took out, and those that it put in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

from accords.documents.alignment import Kind, aligned
from accords.documents.word_forms import WordForms
from accords.vocabulary import Span

# Marks that differ between houses and say the same.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‘’‚‹›", "'")
    | dict.fromkeys("–—‐‑", "-")
    | {"\u00a0": " ", "\u202f": " "}
)


class Change(StrEnum):
    KEPT = "kept"
    TAKEN = "taken out"
    ADDED = "put in"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row. Kept ones may differ in case, marks and spaces, so both sides are told; of words taken out the copy has
    none, of words put in the original."""

    change: Change
    original: str
    copy: str


Runs: TypeAlias = tuple[Run, ...]


def word_changes(original: str, copy: str) -> Runs:
    """The two as runs in the order of both; what is taken out stands before what is put in its place.

    All runs' `original` joined are the original, to the letter, and all `copy` the copy. Two texts of 5,000 words take some
    hundredths of a second.
    """
    return tuple(_joined(_pieces(original, copy)))


def _pieces(original: str, copy: str) -> Iterator[Run]:
    """Word by word, and what stands between words."""
    if original == copy:
        yield from _between(original, copy)
        return
    theirs, ours = _Told(original), _Told(copy)
    pieces = aligned(original, copy)
    nexts = [*((piece.original.start, piece.copy.start) for piece in pieces[1:]), (len(original), len(copy))]
    for piece, (their_next, our_next) in zip(pieces, nexts, strict=False):
        if piece.kind is Kind.EQUAL:
            for one, two in zip(theirs.words(piece.original), ours.words(piece.copy), strict=True):
                yield from _between(theirs.to(one.start), ours.to(two.start))
                yield from _word(theirs.to(one.end), ours.to(two.end))
        elif piece.kind is Kind.REPLACED:
            yield from _between(theirs.to(piece.original.start), ours.to(piece.copy.start))
            yield Run(Change.TAKEN, theirs.to(piece.original.end), "")
            yield Run(Change.ADDED, "", ours.to(piece.copy.end))
        elif piece.kind is Kind.ADDED and ours.is_like_before(piece.copy, our_next, original[theirs.at : their_next]):
            yield from _between(theirs.to(their_next), ours.to(piece.copy.start))
            yield Run(Change.ADDED, "", ours.to(our_next))
        elif piece.kind is Kind.ADDED:
            yield Run(Change.ADDED, "", ours.to(piece.copy.end))
        elif theirs.is_like_before(piece.original, their_next, copy[ours.at : our_next]):
            yield from _between(theirs.to(piece.original.start), ours.to(our_next))
            yield Run(Change.TAKEN, theirs.to(their_next), "")
        else:
            yield Run(Change.TAKEN, theirs.to(piece.original.end), "")
    yield from _between(theirs.to(len(original)), ours.to(len(copy)))


class _Told:
    """A text that is told from its beginning on; `at` is how far."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self._spans = WordForms.of(text).spans
        self._starts = [span.start for span in self._spans]

    def to(self, end: int) -> str:
        """What follows, up to a place."""
        told, self.at = self.text[self.at : end], end
        return told

    def words(self, span: Span) -> tuple[Span, ...]:
        return self._spans[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def is_like_before(self, words: Span, following: int, other: str) -> bool:
        """Of words that this side alone has: True where the marks before them are those that the other side has there (`other`),
        and those behind them, up to the word that follows, are not."""
        before, behind = self.text[self.at : words.start], self.text[words.end : following]
        return _plain(before).split() == _plain(other).split() != _plain(behind).split()


def _word(one: str, two: str) -> Iterator[Run]:
    """A word that has one form in both: plural and dots apart, which are told."""
    if _plain(one) == _plain(two):
        yield Run(Change.KEPT, one, two)
    else:
        yield Run(Change.TAKEN, one, "")
        yield Run(Change.ADDED, "", two)


def _between(one: str, two: str) -> Iterator[Run]:
    """Spaces and marks between two words: what both begin and end with is kept."""
    if _plain(one).split() == _plain(two).split():
        if one or two:
            yield Run(Change.KEPT, one, two)
        return
    least = min(len(one), len(two))
    head = next((at for at in range(least) if _plain(one[at]) != _plain(two[at])), least)
    tail = next((at for at in range(least - head) if _plain(one[-1 - at]) != _plain(two[-1 - at])), least - head)
    if head:
        yield Run(Change.KEPT, one[:head], two[:head])
    if len(one) > head + tail:
        yield Run(Change.TAKEN, one[head : len(one) - tail], "")
    if len(two) > head + tail:
        yield Run(Change.ADDED, "", two[head : len(two) - tail])
    if tail:
        yield Run(Change.KEPT, one[len(one) - tail :], two[len(two) - tail :])


def _plain(text: str) -> str:
    return text.translate(_TYPOGRAPHY).casefold()


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one run; between two kept ones, first all that is taken out, then all that is put in."""
    for kept, several in groupby(runs, key=lambda run: run.change is Change.KEPT):
        rows = list(several)
        one, two = "".join(run.original for run in rows), "".join(run.copy for run in rows)
        if kept:
            yield Run(Change.KEPT, one, two)
            continue
        if one:
            yield Run(Change.TAKEN, one, "")
        if two:
            yield Run(Change.ADDED, "", two)
