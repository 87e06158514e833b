"""The quotations of a text, by its marks alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from accords.vocabulary import Span

_MARK = re.compile(r"[\"“”„«»‘’']|\n\s*")
_CLOSERS = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-:“‘\"'/")
_AFTER_CLOSING = frozenset(" \t\n\u00a0)]}—–-:,.;!?…”’\"'/")
_FAR = 1 << 62
_STOPS = frozenset(",.!?…")


@dataclass(frozen=True, slots=True)
class Quotations:
    """`outer` are the words between double marks, or single ones outside of those; `inner` between single marks inside
    double ones. Spans exclude the marks, are sorted, and none overlaps another of its list.

    A quotation may run over paragraphs, each of which then opens with the mark again; those marks stay inside.
    One that is never closed ends with its line.
    """

    outer: tuple[Span, ...]
    inner: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> Quotations:
        doubles = _doubles(text)
        singles = _singles(text)
        outer, inner = list(doubles), []
        starts = [q.start for q in doubles]
        for single in singles:
            k = bisect_right(starts, single.start) - 1
            if k >= 0 and single.within(doubles[k]):
                inner.append(single)
            elif not (k >= 0 and single.meets(doubles[k])) and not (
                k + 1 < len(doubles) and single.meets(doubles[k + 1])
            ):
                outer.append(single)
        outer.sort()
        return cls(tuple(outer), tuple(inner))

    def holding(self, span: Span, beside: Span | None = None) -> Span | None:
        """The quotation that holds all of `span`, but not `beside` (a cue: who quotes stands outside the marks)."""
        for level in (self.outer, self.inner):
            k = bisect_right(level, (span.start, _FAR)) - 1
            if k >= 0 and span.within(level[k]) and not (beside and beside.meets(level[k])):
                return level[k]
        return None

    def meeting(self, span: Span, beside: Span | None = None) -> Span | None:
        """The first quotation that shares a code point with `span`, but not with `beside`."""
        for level in (self.outer, self.inner):
            k = max(0, bisect_right(level, (span.start, _FAR)) - 1)
            while k < len(level) and level[k].start < span.end:
                if level[k].meets(span) and not (beside and beside.meets(level[k])):
                    return level[k]
                k += 1
        return None


def _doubles(text: str) -> list[Span]:
    found: list[Span] = []
    opened, mark, head = -1, "", 0
    for m in _MARK.finditer(text):
        at, c = m.start(), m.group()[0]
        if c == "\n":
            head = m.end()
            # Open at the end of a paragraph: it runs on only where the next one opens with the mark again.
            if opened >= 0 and text[m.end() : m.end() + 1] != mark:
                found.append(Span(opened, at))
                opened = -1
        elif opened < 0:
            if c in "“„«" or (c == '"' and _opens(text, at)):
                opened, mark = m.end(), c
        elif c in _CLOSERS[mark]:
            if c == '"' and at == head:
                continue  # the mark repeated at the head of a paragraph
            if c == '"' and _opens(text, at) and not _closes(text, at):
                opened = m.end()  # the one before was never closed
            elif at > opened:
                found.append(Span(opened, at))
                opened = -1
            else:
                opened = -1
    if opened >= 0 and opened < len(text):
        found.append(Span(opened, len(text)))
    trimmed = (_trim(text, span) for span in found)
    return [span for span in trimmed if span.start < span.end]


def _singles(text: str) -> list[Span]:
    """Pairs of single marks inside one line, apostrophes left out where it can be told."""
    found: list[Span] = []
    opened, mark = -1, ""
    plain = -1  # the first place that may be the closing mark, or the apostrophe of a plural
    for m in _MARK.finditer(text):
        at, c = m.start(), m.group()[0]
        if c not in "‘’'\n":
            continue
        opening = c in "‘'" and _opens(text, at) and text[at + 1 : at + 2].isalnum()
        if opened >= 0 and (c == "\n" or opening):
            if plain > opened:
                found.append(Span(opened, plain))
            opened = plain = -1
        if opening:
            opened, mark = at + 1, c
        elif opened >= 0 and c in ("’" if mark == "‘" else "'") and _closes(text, at):
            if text[at - 1] in _STOPS or text[at + 1 : at + 2] in _STOPS:
                found.append(Span(opened, at))
                opened = plain = -1
            elif plain < 0:
                plain = at
    if opened >= 0 and plain > opened:
        found.append(Span(opened, plain))
    return found


def _opens(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return (at == 0 or text[at - 1] in _BEFORE_OPENING) and bool(after) and not after.isspace()


def _closes(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and (at + 1 >= len(text) or text[at + 1] in _AFTER_CLOSING)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
