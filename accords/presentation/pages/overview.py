"""The overview: the matrix of parties and issues, and what has changed since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from accords.assessment.commitments import Commitment
from accords.assessment.dispute import Dispute
from accords.assessment.meetings import MeetingRow
from accords.assessment.positions import Position
from accords.assessment.since import Change
from accords.presentation import claim_words, wording
from accords.presentation.change_words import claims_of
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.stance import Stance, stance_of
from accords.vocabulary.act import Standing

PARTIES = 25  # rows of the matrix on one page
CHANGES = 40  # changes on the page; more are counted
TOLD_AGAIN = "told again"
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
    """One row that is new, gone or another: `words` say what it is about, `told` what is said of it now, `was` what it was before.
    `own` and `whose` say of a position whose words they are. `by` are the reports that changed it."""

    kind: str
    how: str
    words: Link
    told: str
    was: str
    own: bool | None
    whose: str
    by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """`issues` are the columns; `counts` what the record holds, in words; `since` the day after which changes are told; `of` that many
    there are, and `unshown` counts those that are left out. `empty`: the ledger holds no report at all."""

    heading: str
    counts: tuple[Link, ...]
    issues: tuple[Link, ...]
    lines: Leaf[Line]
    since: str
    since_words: str
    changes: tuple[ChangeShown, ...]
    of: int
    unshown: int
    empty: bool
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
    day = shown.asked.since or _before(shown)
    changes = shown.view.since(day, shown.asked.where) if day else ()
    turns = _turns(changes)
    lines = tuple(
        Line(shown.actor(party), tuple(_cell(cells[party].get(issue, ()), turns, shown) for issue in issues))
        for party in leaf.rows
    )
    return Overview(
        heading="Who stands where",
        counts=_counts(shown, len(rows)),
        issues=tuple(shown.link(issue, "issue", issue) for issue in issues),
        lines=leaf.with_rows(lines),
        since=day.isoformat() if day else "",
        since_words=wording.plain_day(day) if day else "",
        changes=_changes(changes[:CHANGES], shown),
        of=len(changes),
        unshown=max(0, len(changes) - CHANGES),
        empty=not (shown.view.reports or shown.view.record.as_of(None).reports),
        action=shown.same("overview", since=None, as_of=None) if shown.keeps_day else None,
        downloads=shown.downloads("positions"),
    )


def _cell(rows: Sequence[Position], turns: Mapping[tuple[str, str, bool], str], shown: Shown) -> Cell:
    halves = {row.standing is Standing.OWN: row for row in reversed(rows)}
    own, others = (
        replace(stance_of(row, shown), turn=turns.get(_half(row), "")) if (row := halves.get(mine)) else None
        for mine in (True, False)
    )
    return Cell(own, others)


def _half(row: Position) -> tuple[str, str, bool]:
    return row.party, row.issue, row.standing is Standing.OWN


def _turns(changes: Iterable[Change]) -> dict[tuple[str, str, bool], str]:
    """Of each half of a cell that is new or another: which of the two. What is told again, and no more, is neither."""
    return {
        _half(row.after): turn
        for row in changes
        if isinstance(row.after, Position) and (turn := _turn(row)) != TOLD_AGAIN
    }


def _turn(change: Change) -> str:
    """`new`, `gone`, `changed`, or `told again` where a later report has the same stance."""
    before, after = change.before, change.after
    if before is None or after is None:
        return "gone" if after is None else "new"
    if isinstance(before, Position) and isinstance(after, Position) and _stance(before) == _stance(after):
        return TOLD_AGAIN
    return "changed"


def _stance(row: Position) -> str:
    return claim_words.stance(row.stance, row.strength, row.negated)


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
        kind, by = row.kind.value, tuple(shown.report(own) for own in row.reports)
        told, whose, own = "", "", None
        match now:
            case Position():
                half = stance_of(now, shown)
                link = Link(wording.short(f"{shown.name_of(now.party)} on {now.issue}"), half.href)
                told, own = claim_words.position_words(now, dossier), half.own
                whose = f"{half.whose}, {half.day}"
            case Commitment():
                link = shown.link(f"{shown.name_of(now.debtor)} on {now.issue}", kind, now.id)
                told = claim_words.commitment_words(now)
                whose = claim_words.confirmed(now, dossier)
            case Dispute():
                link = shown.link(claim_words.dispute_about(now.claims, dossier), kind, now.id)
                told = f"{now.kind}: {now.note}"
            case MeetingRow():
                link = shown.link(claim_words.meeting(now, dossier), kind, now.id)
        made.append(ChangeShown(kind, _turn(row), link, wording.short(told), _was(row), own, wording.short(whose), by))
    return tuple(made)


def _was(change: Change) -> str:
    """What it was before, where that is told in a word or two and was another."""
    before, after = change.before, change.after
    if isinstance(before, Position) and isinstance(after, Position):
        was, now = _stance(before), _stance(after)
    elif isinstance(before, Commitment | MeetingRow) and isinstance(after, Commitment | MeetingRow):
        was, now = before.status.value, after.status.value
    else:
        return ""
    return was if was != now else ""
