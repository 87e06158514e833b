"""A text with marked spans, as well-formed HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NewType

from accords.presentation.wording import escaped
from accords.vocabulary import Span

Html = NewType("Html", str)


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a saying in the text: `part` is `source`, `cue` or `content`, `title` what a reader is told."""

    span: Span
    part: str
    saying: str
    title: str


def html(text: str) -> Html:
    """Any text as HTML: escaped, with what cannot be seen written out."""
    return Html(escape(escaped(text)))


def marked(text: str, marks: Sequence[Mark]) -> Html:
    """The whole text once, each mark around its words.

    Marks may stand in one another or overlap: where one ends inside another, the inner one is closed and opened again,
    so that elements nest. The first element of a saying bears the anchor of its id.
    """
    order = sorted(range(len(marks)), key=lambda i: (marks[i].span.start, -marks[i].span.end, i))
    ends = {i: marks[i].span.end for i in order}
    cuts = sorted({0, len(text), *(m.span.start for m in marks), *ends.values()})
    anchored: set[str] = set()
    open_: list[int] = []
    out: list[str] = []
    coming = iter([*order, None])
    following = next(coming)
    for at, until in zip(cuts, [*cuts[1:], len(text)], strict=True):
        ending = next((depth for depth, i in enumerate(open_) if ends[i] <= at), None)
        if ending is not None:
            out.append("</mark>" * (len(open_) - ending))
            again = [i for i in open_[ending:] if ends[i] > at]
            del open_[ending:]
        else:
            again = []
        while following is not None and marks[following].span.start == at:
            again.append(following)
            following = next(coming)
        for i in sorted(again, key=lambda i: -ends[i]):
            out.append(_opening(marks[i], anchored))
            open_.append(i)
        out.append(html(text[at:until]))
    return Html("".join(out))


def _opening(mark: Mark, anchored: set[str]) -> str:
    anchor = "" if mark.saying in anchored else f' id="{anchor_of(mark.saying)}"'
    anchored.add(mark.saying)
    return f'<mark class="{html(mark.part)}"{anchor} data-id="{html(mark.saying)}" title="{html(mark.title)}">'


def anchor_of(own: str) -> Html:
    """An id as an anchor: no space in it, and none of the letters that an address would need escaped."""
    return Html("".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"_{ord(c):x}_" for c in own))
