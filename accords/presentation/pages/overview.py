"""The overview: the matrix of parties and issues, and what has changed since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from accords.assessment.positions import Position
from accords.assessment.since import Change
from accords.presentation import wording
from accords.presentation.change_words import claims_of, how, worded
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.stance import Stance, stance_of
from accords.vocabulary.act import Standing

PARTIES = 25  # rows of the matrix on one page
CHANGES = 40  # changes on the page; more are counted
DAYS = 7  # back from the latest report, where no day is chosen


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party is on record for on one issue; either half may be missing."""

    own: Stance | None = None
    others: Stance | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One party with its cells, in the order of the issues."""

    party: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One row that is new, gone or another; `by` are the reports that changed it."""

    kind: str
    how: str
    words: Link
    by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """`issues` are the columns; `counts` what the record holds, in words; `since` the day after which changes are told; `unshown` counts
    the changes that are left out."""

    heading: str
    counts: tuple[Link, ...]
    issues: tuple[Link, ...]
    lines: Leaf[Line]
    since: str
    since_words: str
    changes: tuple[ChangeShown, ...]
    unshown: int
    action: str | None
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "overview.html"


def overview(shown: Shown) -> Overview:
    rows = shown.view.positions(shown.asked.where)
    claims: Counter[str] = Counter()
    on: Counter[str] = Counter()
    for (party, issue), cell in shown.view.record.cells.items():
        claims[party] += len(cell.claims)
        on[issue] += len(cell.claims)
    cells: dict[str, dict[str, list[Position]]] = {}
    for row in rows:
        cells.setdefault(row.party, {}).setdefault(row.issue, []).append(row)
    issues = sorted({row.issue for row in rows}, key=lambda issue: (-on[issue], issue))
    parties = sorted(cells, key=lambda party: (-claims[party], party))
    leaf = shown.leaf(parties, PARTIES, "overview")
    lines = tuple(
        Line(shown.actor(party), tuple(_cell(cells[party].get(issue, ()), shown) for issue in issues))
        for party in leaf.rows
    )
    day = shown.asked.since or _before(shown)
    changes = shown.view.since(day, shown.asked.where) if day else ()
    return Overview(
        heading="Who stands where",
        counts=_counts(shown, len(rows)),
        issues=tuple(shown.link(issue, "issue", issue) for issue in issues),
        lines=leaf.with_rows(lines),
        since=day.isoformat() if day else "",
        since_words=wording.plain_day(day) if day else "",
        changes=_changes(changes[:CHANGES], shown),
        unshown=max(0, len(changes) - CHANGES),
        action=shown.same("overview", since=None, as_of=None) if shown.keeps_day else None,
        downloads=shown.downloads("positions"),
    )


def _cell(rows: Sequence[Position], shown: Shown) -> Cell:
    own = next((row for row in rows if row.standing is Standing.OWN), None)
    others = next((row for row in rows if row.standing is not Standing.OWN), None)
    return Cell(stance_of(own, shown) if own else None, stance_of(others, shown) if others else None)


def _counts(shown: Shown, positions: int) -> tuple[Link, ...]:
    view = shown.view
    return (
        shown.link(wording.counted(len(view.reports), "report"), "reports"),
        Link(wording.counted(sum(len(known.claims) for known in view.reports), "claim")),
        Link(wording.counted(positions, "position")),
        shown.link(wording.counted(len(view.commitments()), "commitment"), "commitments"),
        shown.link(wording.counted(len(view.meetings()), "meeting"), "meetings"),
        shown.link(wording.counted(len(view.disputes()), "dispute"), "disputes"),
    )


def _before(shown: Shown) -> date | None:
    """A week before the latest report that says when it was published."""
    last = shown.view.reports[-1].known_on if shown.view.reports else None
    return last - timedelta(days=DAYS) if last and last > date.min + timedelta(days=DAYS) else None


def _changes(rows: Sequence[Change], shown: Shown) -> tuple[ChangeShown, ...]:
    known = [(row, now) for row in rows if (now := row.after or row.before)]
    dossier = shown.dossier(
        [own for _, now in known for own in claims_of(now)], [r for row in rows for r in row.reports]
    )
    made = []
    for row, now in known:
        words = worded(now, dossier)
        if isinstance(now, Position):
            link = Link(wording.short(words), stance_of(now, shown).href)
        else:
            link = shown.link(words, row.kind.value, now.id)
        made.append(ChangeShown(row.kind.value, how(row), link, tuple(shown.report(own) for own in row.reports)))
    return tuple(made)
