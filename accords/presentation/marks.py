"""A text with marked spans, as well-formed HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NewType

from accords.presentation.wording import escaped
from accords.vocabulary import Span

Html = NewType("Html", str)
# Marks that stand in one another at one place, at the most. Each is closed and opened again where one around it ends: without a
# limit ten thousand spans that cross would make a page of gigabytes.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a saying or a claim in the text, of the id `of`. `part` is `source`, `cue`, `content` or `claim`, in words of
    a style sheet; `title` what a reader is told; `lead` is put before the first words of the first piece."""

    span: Span
    part: str
    of: str
    title: str = ""
    lead: Html = Html("")


def html(text: str) -> Html:
    """Any text as HTML: escaped, with what cannot be seen written out."""
    return Html(escape(seen(text)))


def seen(text: str) -> str:
    """The text with what cannot be seen written out, but for carriage returns: HTML takes them for ends of lines, alone or before a newline
    (html.spec.whatwg.org, "normalize newlines"), and many reports have them."""
    return "\r".join(map(escaped, text.split("\r"))) if "\r" in text else escaped(text)


def marked(text: str, marks: Sequence[Mark], elsewhere: Collection[str] = ()) -> Html:
    """The whole text once, each mark around its words.

    Marks may stand in one another or overlap: where one ends inside another, the inner one is closed and opened again,
    so that elements nest. The first element of each id bears it as its anchor, but not of those that have it `elsewhere`. Of marks
    without words, and of those within `DEEPEST` others, the anchor alone is there. O(marks · log marks + text).
    """
    size = len(text)
    spans = [Span(max(0, min(m.span.start, size)), max(0, min(m.span.end, size))) for m in marks]
    order = sorted(range(len(marks)), key=lambda i: (spans[i].start, -spans[i].end, i))
    cuts = sorted({0, size, *(place for span in spans for place in span)})
    anchored = set(elsewhere)
    open_: list[int] = []
    out: list[str] = []
    following = 0
    for at, until in pairwise([*cuts, size]):
        ending = next((depth for depth, i in enumerate(open_) if spans[i].end <= at), None)
        again: list[int] = []
        if ending is not None:
            out.append("</mark>" * (len(open_) - ending))
            again = [i for i in open_[ending:] if spans[i].end > at]
            del open_[ending:]
        while following < len(order) and spans[order[following]].start == at:
            again.append(order[following])
            following += 1
        for i in sorted(again, key=lambda i: -spans[i].end):
            if spans[i].end > at and len(open_) < DEEPEST:
                out.append(_opening(marks[i], anchored))
                open_.append(i)
            elif marks[i].of not in anchored:
                out.append(f"{_opening(marks[i], anchored)}</mark>")
        out.append(html(text[at:until]))
    return Html("".join(out))


def _opening(mark: Mark, anchored: set[str]) -> str:
    first = mark.of not in anchored
    anchored.add(mark.of)
    anchor = f' id="{anchor_of(mark.of)}"' if first else ""
    title = f' title="{html(mark.title)}"' if mark.title else ""
    return f'<mark class="{html(mark.part)}"{anchor} data-id="{html(mark.of)}"{title}>{mark.lead if first else ""}'


def anchor_of(own: str) -> Html:
    """An id as an anchor: no space in it, and none of the letters that an address would need escaped."""
    return Html("".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"_{ord(c):x}_" for c in own))
