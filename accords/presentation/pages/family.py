"""A family: a report and its copies, each beside the oldest, word by word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from accords.assessment.alteration import Alteration
from accords.presentation import wording
from accords.presentation.pages.altered import Altered, Version, altered, counted, version
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.side_by_side import COMPARED, Line, Stretch, lines_of, stretches

# Of the page of a whole family: pieces on a leaf, alterations in a piece, copies in a piece of those that changed nothing.
PIECES, ALTERATIONS, PLAIN = 6, 20, 30
# Sentences of one copy beside the original's, and code points of both: more stand on the copy's own page.
LINES, MOST = 80, 24_000
ALONE = 60  # alterations or sentences on a leaf of one copy's own page


@dataclass(frozen=True, slots=True)
class Texts:
    """The two texts sentence by sentence. `unshown` counts the sentences left out here; `cut`: only so many code points were compared."""

    stretches: tuple[Stretch, ...]
    unshown: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy beside the oldest, or some of it. `counts` is what it changed in all; `first` and `last` the numbers
    of the alterations here, of `of`. `alone` leads to its own page."""

    version: Version
    counts: tuple[str, ...]
    alterations: tuple[Altered, ...]
    first: int
    last: int
    of: int
    texts: Texts | None
    alone: Link | None
    changed_nothing: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Plain:
    """Copies of which no alteration is known; `same`: their texts are the oldest's, letter for letter."""

    versions: tuple[tuple[Version, bool], ...]
    changed_nothing: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Family:
    """`oldest` is what the others copy. `counts`: what all copies changed. `pieces`: the copies in order of age, those first that changed
    something. `only` names the one copy that is asked for; `whole` leads back. `no_texts` says why no texts stand here, where none do."""

    heading: str
    oldest: Version
    copies: int
    counts: tuple[str, ...]
    pieces: Leaf[Copy | Plain]
    only: str
    whole: Link | None
    no_texts: str
    compared: int
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "family.html"


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one piece: a copy and its alterations from one on, with the texts after the last; or (`first` is `None`) copies that
    changed nothing."""

    reports: tuple[str, ...]
    first: int | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Oldest:
    """What the copies are held against. `text` is `None` where it is not there, or not to be shown."""

    id: str
    text: str | None
    shown: Shown

    def beside(self, copy: str) -> tuple[tuple[Line, ...], bool]:
        """The sentences of both; whether one text goes on after what was compared. Nothing where a text is not there."""
        other = self.shown.text_of(copy) if self.text else None
        if self.text is None or other is None:
            return (), False
        return lines_of(self.text, other), max(len(self.text), len(other)) > COMPARED

    def is_same(self, copy: str) -> bool:
        """True where the two texts are one, by their digests: no text is read for that."""
        one, two = (self.shown.view.record.report(own) for own in (self.id, copy))
        return one is not None and two is not None and one.account.report.text_sha256 == two.account.report.text_sha256

    def changed_in(self, copy: str) -> Sequence[Alteration]:
        return self.shown.view.alterations.get(copy, ())


def family(shown: Shown, own: str) -> Family:
    """The family of a report, the oldest or another; with `copy=REPORT` asked for, that copy alone."""
    head = shown.view.families.get(own)
    members = shown.view.copies.get(head or "", ())
    if head is None or not members:
        raise Missing("family", own)
    copies = [known.id for known in members[1:]]
    asked = asked_copy(shown, own, copies)
    oldest = _Oldest(head, shown.text_of(head), shown)
    report = members[0].account.report
    return Family(
        heading=f"Copies of “{wording.line_of(report.title or report.outlet or report.given_id or head)}”",
        oldest=version(head, shown),
        copies=len(copies),
        counts=counted(one for copy in ([asked] if asked else copies) for one in oldest.changed_in(copy)),
        pieces=_alone(asked, oldest) if asked else _together(copies, oldest),
        only=version(asked, shown).outlet if asked else "",
        whole=shown.link("all copies", "family", head) if asked else None,
        no_texts=_no_texts(oldest),
        compared=COMPARED,
        downloads=shown.downloads("family", head),
    )


def asked_copy(shown: Shown, own: str, copies: Collection[str]) -> str | None:
    """The one copy of a family that is asked for; `None` where all are. `Missing` where it is none of them."""
    asked = dict(shown.asked.more).get("copy")
    if asked is not None and asked not in copies:
        raise Missing("family", f"{own} of which {asked} is a copy")
    return asked


def _no_texts(oldest: _Oldest) -> str:
    if oldest.shown.excerpts:
        return "The texts of the reports are not put here, only what was altered."
    return "" if oldest.text else "The text of the oldest report is not there any more, or was never kept."


def _together(copies: Sequence[str], oldest: _Oldest) -> Leaf[Copy | Plain]:
    leaf = oldest.shown.leaf(list(_pieces(copies, oldest)), PIECES, "family", oldest.id)
    return leaf.with_rows(tuple(_told(piece, oldest) for piece in leaf.rows))


def _pieces(copies: Sequence[str], oldest: _Oldest) -> Iterator[_Piece]:
    plain = []
    for own in copies:
        rows = oldest.changed_in(own)
        if not rows and (oldest.text is None or oldest.is_same(own)):
            plain.append(own)
            continue
        starts = range(0, len(rows), ALTERATIONS) or range(1)
        yield from (_Piece((own,), first, first == starts[-1]) for first in starts)
    yield from (_Piece(tuple(plain[at : at + PLAIN])) for at in range(0, len(plain), PLAIN))


def _told(piece: _Piece, oldest: _Oldest) -> Copy | Plain:
    if piece.first is None:
        return Plain(tuple((version(own, oldest.shown), oldest.is_same(own)) for own in piece.reports))
    own = piece.reports[0]
    here = oldest.changed_in(own)[piece.first : piece.first + ALTERATIONS]
    return _copy(own, here, piece.first, _texts(own, oldest) if piece.last else None, oldest)


def _copy(own: str, here: Sequence[Alteration], first: int, texts: Texts | None, oldest: _Oldest) -> Copy:
    rows, shown = oldest.changed_in(own), oldest.shown
    alone = shown.link("this copy alone", "family", oldest.id, copy=own)
    return Copy(
        version=version(own, shown),
        counts=counted(rows),
        alterations=altered(here, shown),
        last=first + len(here),
        first=first + 1,
        of=len(rows),
        texts=texts,
        alone=alone if alone.href else None,
    )


def _texts(own: str, oldest: _Oldest) -> Texts | None:
    """As many sentences as fit on a page with other copies."""
    lines, cut = oldest.beside(own)
    number = size = 0
    for line in lines[:LINES]:
        size += len(line.copy) if line.is_same else len(line.original) + len(line.copy)
        if size > MOST:
            break
        number += 1
    return Texts(stretches(lines[:number]), len(lines) - number, cut) if lines else None


def _alone(own: str, oldest: _Oldest) -> Leaf[Copy | Plain]:
    """All of one copy: its alterations, then all sentences of the two texts."""
    lines, cut = oldest.beside(own)
    rows: list[Alteration | Line] = [*oldest.changed_in(own), *lines]
    leaf = oldest.shown.leaf(rows, ALONE, "family", oldest.id)
    here = [row for row in leaf.rows if isinstance(row, Line)]
    texts = Texts(stretches(here), 0, cut and leaf.number == leaf.leaves) if here else None
    told = [row for row in leaf.rows if isinstance(row, Alteration)]
    copy = _copy(own, told, (leaf.number - 1) * ALONE, texts, oldest)
    return leaf.with_rows((copy,))
