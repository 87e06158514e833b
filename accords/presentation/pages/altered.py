"""Alterations as pages show them: both sides word by word, what was changed and what that does, and where the words stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from accords.assessment.alteration import Alteration, Side
from accords.assessment.dispute import DisputeKind
from accords.presentation import wording
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.side_by_side import shortened
from accords.presentation.pages.told import day_words
from accords.presentation.pages.word_changes import Runs, word_changes
from accords.vocabulary.act import Standing

# Code points of either side that are compared: a paragraph. Of what both have in a row so many are shown.
WORDS, _ROW = 1_500, 400
_LOWERED = {
    Standing.OWN: "as the party’s own words",
    Standing.COUNTERPART: "as what a counterpart says of the party",
    Standing.THIRD_PARTY: "as what a third party says of the party",
    Standing.OUTLET: "as what an outlet says of the party",
}


@dataclass(frozen=True, slots=True)
class Version:
    """A report of a family: its title or name with its page, its outlet, when it was published."""

    link: Link
    outlet: str
    day: str


@dataclass(frozen=True, slots=True)
class Altered:
    """What was altered in one place. `changes`: each with its kind and what it is. `original` and `copy` lead to the words in the two
    reports. `ascribed`: of a lost attribution, the words by which the original has somebody say it. `lowered` says what the copy's claims
    count as; empty where they keep their standing. `already_in` are the older copies that have the same changes. `sides`: what the two
    are called."""

    changes: tuple[tuple[str, str], ...]
    original: Link
    copy: Link
    runs: Runs
    ascribed: tuple[str, ...]
    lowered: str
    already_in: tuple[Link, ...]
    sides: tuple[str, str] = ("Original", "Copy")


def version(own: str, shown: Shown) -> Version:
    known = shown.view.record.report(own)
    return Version(shown.report(own), outlet_of(own, shown), day_words(known.published if known else None))


def outlet_of(report: str, shown: Shown) -> str:
    known = shown.view.record.report(report)
    return wording.line_of(known.outlet) if known and known.outlet else "outlet not told"


def altered(rows: Iterable[Alteration], shown: Shown) -> tuple[Altered, ...]:
    """Alterations in their order, those that follow one another in one place together."""
    places = groupby(rows, key=lambda row: (row.original.report, row.original.spans, row.copy.report, row.copy.spans))
    return tuple(_altered(list(several), shown) for _, several in places)


def _altered(rows: Sequence[Alteration], shown: Shown) -> Altered:
    first = rows[0]
    lowered = next((row.lowered for row in rows if row.lowered), None)
    return Altered(
        changes=tuple((row.kind.value, wording.line_of(row.note)) for row in rows),
        original=_place(first.original, shown),
        copy=_place(first.copy, shown),
        runs=shortened(word_changes(_words(first.original), _words(first.copy)), _ROW),
        ascribed=tuple(dict.fromkeys(words for row in rows for words in _ascribed(row, shown))),
        lowered=f"the copy’s claims count {_LOWERED[lowered]}, as in the original" if lowered else "",
        already_in=tuple(shown.report(own) for own in dict.fromkeys(row.already_in for row in rows if row.already_in)),
    )


def counted(rows: Iterable[Alteration]) -> tuple[str, ...]:
    """`strength (3)`: kinds of alterations with how many there are, in the order of the closed list."""
    found = Counter(row.kind for row in rows)
    return tuple(f"{kind.value} ({found[kind]:,})" for kind in DisputeKind if found[kind])


def _place(side: Side, shown: Shown) -> Link:
    """The outlet's name, leading to the claim or attribution that stands there; where none does, to that part of the report."""
    at = side.spans[0].start if side.spans else 0
    return shown.report(side.report, outlet_of(side.report, shown), next(iter((*side.claims, *side.sayings)), ""), at)


def _ascribed(row: Alteration, shown: Shown) -> tuple[str, ...]:
    """`Steve Witkoff said`: source and cue in the words of the original."""
    known = shown.view.record.report(row.original.report)
    if row.kind is not DisputeKind.ATTRIBUTION_LOST or known is None:
        return ()
    wanted = set(row.original.sayings)
    told = (f"{one.words.source} {one.words.cue}" for one in known.account.sayings if one.id in wanted)
    return tuple(line for words in told if (line := wording.line_of(words)))


def _words(side: Side) -> str:
    words = " ".join(side.words.split())
    return words if len(words) <= WORDS else f"{words[:WORDS]} …"
