"""A text as sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from accords.vocabulary import Span

_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘«(\[]?[^\W_a-z])")
# What ends in a full stop and no sentence: titles, months, initials, letter abbreviations.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|Cmdr|Sgt|Capt|St|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|No|Gov|Maj|Brig|Adm|Amb|Hon|Rev|Jr|Sr|Inc|Ltd|Co|approx)"
    r"|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)


_DOUBLE = re.compile(r"[“”\"]")


@dataclass(frozen=True)
class Sentences:
    """The sentences of a text in order; none crosses a line, and a quotation that runs on is not cut inside its line."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> Sentences:
        spans: list[Span] = []
        for line in re.finditer(r"[^\n]+", text):
            begin, open_quotes = line.start(), 0
            seen = begin
            for m in _END.finditer(text, line.start(), line.end()):
                end = m.end()
                mark = m.start()
                if text[mark] == "." and _ABBREVIATION.search(text, max(begin, mark - 12), mark + 1):
                    continue
                # Inside a quotation that is still open the sentence of the report goes on.
                open_quotes = _open_after(text, seen, end, open_quotes)
                seen = end
                if open_quotes and end - begin < 4000:
                    continue
                open_quotes = 0
                spans.append(Span(begin, end))
                begin = end
            if text[begin : line.end()].strip():
                spans.append(Span(begin, line.end()))
        return cls(text, tuple(spans))

    def index(self, at: int) -> int:
        """The number of the sentence that holds code point `at` (the one before, where it is between two)."""
        place = bisect_right(self._starts, at)
        return place - 1 if place else 0

    def holding(self, at: int) -> Span:
        return self.spans[self.index(at)]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.spans]

    def paragraph(self, at: int) -> Span:
        """The line that holds code point `at`."""
        begin = bisect_right(self._lines, at) - 1
        end = self._lines[begin + 1] - 1 if begin + 1 < len(self._lines) else len(self.text)
        return Span(self._lines[begin], end)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    @cached_property
    def headline(self) -> Span:
        """The first line that is not blank: the place that marks a headline."""
        return Span(*re.match(r"\s*[^\n]*", self.text).span())  # type: ignore[union-attr]


# A line longer than this was not broken to fit a page, and so many breaks tell that others were.
_PAGE, _BREAKS, _SHARE = 100, 3, 0.8


def unwrapped(text: str) -> str:
    """The text with the line breaks that only fit it to a page made spaces; as long as the text itself.

    A break is one where the next word would not have fitted in the longest line. Where fewer than four in five breaks between
    lines that are not blank are such, the lines are paragraphs, verses or a list, and the text stays as it is.
    """
    ends = [m.start() for m in re.finditer("\n", text)]
    longest, begin, rows = 0, 0, []
    for end in [*ends, len(text)]:
        line = text[begin:end].rstrip()
        longest = max(longest, len(line))
        rows.append((len(line), end))
        begin = end + 1
        if longest > _PAGE:
            return text
    between = [(length, end) for (length, end), (after, _) in pairwise(rows) if length and after]
    soft = [end for length, end in between if length + 1 + len(_WORD.match(text, end + 1).group()) > longest]  # type: ignore[union-attr]
    if len(soft) < _BREAKS or len(soft) < _SHARE * len(between):
        return text
    flat = list(text)
    for end in soft:
        flat[end] = " "
        if end and flat[end - 1] == "\r":
            flat[end - 1] = " "
    return "".join(flat)


_WORD = re.compile(r"\s*\S*")


def _open_after(text: str, begin: int, end: int, depth: int) -> int:
    """1 where a double quotation is open at `end`, 0 where none is, given its state at `begin`."""
    for mark in _DOUBLE.finditer(text, begin, end):
        c = mark.group()
        if c == "“":
            depth = 1
        elif c == "”":
            depth = 0
        else:
            depth = 0 if depth else 1
    return depth
