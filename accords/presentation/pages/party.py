"""A party, an issue, and the cell of both: what is on record there, with its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from typing import ClassVar

from accords.assessment.cell import Cell as RecordedCell
from accords.assessment.recorded import Recorded
from accords.assessment.where import Where
from accords.presentation import claim_words, wording
from accords.presentation.marks import anchor_of
from accords.presentation.pages.address import in_path
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.stance import Stance, cell_place, stance_of
from accords.presentation.pages.told import Told, all_told
from accords.vocabulary.act import Standing

HISTORY = 12  # claims of a cell on a page of several cells
ALONE = 200  # claims of a cell on its own page
WITNESSES = 8  # claims by which a commitment is told in a line
MANY = 40  # cells with their claims on one page; of the rest the stances


@dataclass(frozen=True, slots=True)
class History:
    """One cell: where the party stands, then the latest of the `of` claims behind it. `all` leads to the page that has them all."""

    place: str
    party: Link
    issue: Link
    own: Stance | None
    others: Stance | None
    claims: tuple[Told, ...]
    of: int
    all: Link


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One commitment in a line, with its page."""

    words: Link
    status: str
    terms: str


@dataclass(frozen=True, slots=True)
class Party:
    """`about` says what it is; `people` speak for it. `cells` are by issue, the one with most claims first."""

    heading: str
    about: str
    people: tuple[Link, ...]
    cells: tuple[History, ...]
    commitments: tuple[Undertaking, ...]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "party.html"


@dataclass(frozen=True, slots=True)
class Issue:
    """`cells` are by party, the one with most claims first."""

    heading: str
    cells: tuple[History, ...]
    commitments: tuple[Undertaking, ...]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "issue.html"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party is on record for on one issue: `claims`, the latest first."""

    heading: str
    party: Link
    issue: Link
    own: Stance | None
    others: Stance | None
    claims: Leaf[Told]
    commitments: tuple[Undertaking, ...]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "position.html"


def party(shown: Shown, own: str) -> Party:
    """All that a party is on record for."""
    histories = _histories(
        [cell for (who, _), cell in shown.view.record.cells.items() if who == own], shown, by_issue=True
    )
    actor = shown.known_actor(own)
    if actor is None and not histories:
        raise Missing("party", own)
    people = [row.id for row in shown.view.actors(Where(party=own)) if row.id != own]
    return Party(
        heading=shown.name_of(own),
        about=", ".join([actor.kind.value, *([wording.short(actor.role)] if actor.role else [])]) if actor else "party",
        people=tuple(shown.actor(person) for person in people),
        cells=histories,
        commitments=_commitments(Where(party=own), shown),
        downloads=shown.downloads("party", own),
    )


def issue(shown: Shown, own: str) -> Issue:
    """All that anybody is on record for on an issue."""
    histories = _histories(
        [cell for (_, on), cell in shown.view.record.cells.items() if on == own], shown, by_issue=False
    )
    if not histories:
        raise Missing("issue", own)
    return Issue(
        heading=wording.short(own[:1].upper() + own[1:]),
        cells=histories,
        commitments=_commitments(Where(issue=own), shown),
        downloads=shown.downloads("issue", own),
    )


def position(shown: Shown, own: str) -> Cell:
    """One cell, all of it; `own` is its place (`cell_place`)."""
    cell = next((cell for key, cell in shown.view.record.cells.items() if cell_place(*key) == own), None)
    known = _known(cell, shown) if cell else []
    if cell is None or not known:
        raise Missing("position", own)
    leaf = shown.leaf([one.id for one in sorted(known, key=_said, reverse=True)], ALONE, "position", own)
    mine, theirs = stances(cell.party, cell.issue, shown)
    return Cell(
        heading=wording.short(f"{shown.name_of(cell.party)} on {cell.issue}"),
        party=shown.actor(cell.party),
        issue=shown.link(cell.issue, "issue", cell.issue),
        own=mine,
        others=theirs,
        claims=leaf.with_rows(all_told(leaf.rows, shown)),
        commitments=_commitments(Where(party=cell.party, issue=cell.issue), shown),
        downloads=shown.downloads("position", own),
    )


def _known(cell: RecordedCell, shown: Shown) -> list[Recorded]:
    asked = shown.asked.where.claims(shown.view.standing_of)
    return [one for one in cell.claims if shown.view.knows(one) and asked(one)]


def _said(one: Recorded) -> tuple[date, date, str, int, int, str]:
    return one.said


def _histories(cells: Sequence[RecordedCell], shown: Shown, *, by_issue: bool) -> tuple[History, ...]:
    found = [(cell, known) for cell in cells if (known := _known(cell, shown))]
    found.sort(key=lambda one: (-len(one[1]), one[0].issue if by_issue else one[0].party))
    histories = []
    for number, (cell, known) in enumerate(found):
        latest = nlargest(HISTORY if number < MANY else 0, known, key=_said)
        mine, theirs = stances(cell.party, cell.issue, shown)
        place = cell_place(cell.party, cell.issue)
        words = f"all {wording.counted(len(known), 'claim')} of {shown.name_of(cell.party)} on {cell.issue}"
        histories.append(
            History(
                place=anchor_of(in_path(place)),
                party=shown.actor(cell.party),
                issue=shown.link(cell.issue, "issue", cell.issue),
                own=mine,
                others=theirs,
                claims=all_told([one.id for one in latest], shown),
                of=len(known),
                all=shown.link(words, "position", place),
            )
        )
    return tuple(histories)


def stances(party: str, issue: str, shown: Shown) -> tuple[Stance | None, Stance | None]:
    """Where a party stands on an issue by its own words, and by what others say."""
    where = replace(shown.asked.where, party=party, issue=issue)
    rows = {row.standing is Standing.OWN: row for row in shown.view.positions(where)}
    mine, theirs = rows.get(True), rows.get(False)
    return (stance_of(mine, shown) if mine else None), (stance_of(theirs, shown) if theirs else None)


def _commitments(where: Where, shown: Shown) -> tuple[Undertaking, ...]:
    rows = shown.view.commitments(where)[:HISTORY]
    # Its page names everybody who tells of it; of an undertaking that hundreds of claims tell of, a line has the first.
    dossier = shown.dossier([own for row in rows for own in row.claims[:WITNESSES]])
    return tuple(
        Undertaking(
            shown.link(claim_words.commitment_head(row, dossier), "commitment", row.id),
            row.status.value,
            wording.short(claim_words.commitment_words(row)),
        )
        for row in rows
    )
