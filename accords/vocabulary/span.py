"""A span is a place in a report's text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """The code points `[start, end)` of a report's text."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def words(self, text: str) -> str:
        return text[self.start : self.end]


# Several pieces where something else interrupts: ("Russia", "said it would …") around ", he added,".
Spans: TypeAlias = tuple[Span, ...]


def lowered(text: str) -> str:
    """The text in lower case, every code point in its place: for patterns, which are slow where they ignore case."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[0] for c in text)


def words_at(text: str, spans: Iterable[Span], between: str = " … ") -> str:
    """The text's own characters at the spans; `between` stands where pieces are apart."""
    return between.join(text[s:e] for s, e in spans)
