"""All rulings, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from accords.ledger.judgement import Ruling
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.ruling_forms import Ruled, made
from accords.presentation.pages.shown import Shown

SIZE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A ruling with the page of what it is about; `undone`: another ruling undid it."""

    ruled: Ruled
    subject: Link
    undone: bool


@dataclass(frozen=True, slots=True)
class Rulings:
    heading: str
    rows: Leaf[Row]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "rulings.html"


def rulings(shown: Shown) -> Rulings:
    undone = {one.subject for one in shown.judgements if one.ruling is Ruling.UNDO}
    leaf = shown.leaf(shown.judgements[::-1], SIZE, "rulings")
    rows = []
    for one in leaf.rows:
        gone = one.id in undone
        subject = Link(one.subject) if one.ruling is Ruling.UNDO else shown.link(one.subject, "judge", one.subject)
        rows.append(Row(made(one, not gone, gone), subject, gone))
    return Rulings("What people ruled", leaf.with_rows(tuple(rows)), shown.downloads("rulings"))
