"""Rows of the timeline -> lanes by party, with a mark for what there is of one kind in one column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from accords.assessment.timeline import Kind, TimelineRow
from accords.presentation.pages.timeline_columns import Columns, Step, columns
from accords.vocabulary.act import Standing

LANES = 12  # parties that have a lane: those with most rows
COLUMNS = 50
MARKS = 1_500  # in all lanes; of more, columns are made coarser


class Slot(IntEnum):
    """What is told apart by where in its column a mark stands, and by its shape and filling."""

    OWN_STATEMENT = 0
    OWN_COMMITMENT = 1
    MEETING = 2
    OTHERS_STATEMENT = 3
    OTHERS_COMMITMENT = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """`count` rows of one kind in one column; `row` is the index of the last of them."""

    column: int
    slot: Slot
    count: int
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """`party` is an id; `rows` are all of it, those that are not drawn among them."""

    party: str
    rows: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """`parties` that there are in all; `undated` rows are not drawn."""

    columns: Columns
    lanes: tuple[Lane, ...]
    parties: int
    undated: int


def lanes(rows: Sequence[TimelineRow]) -> Lanes | None:
    """`None` where no row has a day and a party.

    One pass over the rows; the rest costs the days and parties that they are of.
    """
    # Rows that are alike in all that counts are put together first: there are many more rows than parties and days.
    counts: dict[tuple[tuple[str, ...], date | None, int], int] = {}
    latest: dict[tuple[tuple[str, ...], date | None, int], int] = {}
    for at, row in enumerate(rows):
        key = (row.parties, row.day, _slot(row))
        counts[key] = counts.get(key, 0) + 1
        latest[key] = at
    total: Counter[str] = Counter()
    found: dict[tuple[str, date, Slot], list[int]] = {}
    undated = 0
    for (parties, day, slot), count in counts.items():
        undated += count if day is None else 0
        for party in parties:
            total[party] += count
            if day is not None:
                pair = found.setdefault((party, day, Slot(slot)), [0, -1])
                pair[0] += count
                pair[1] = max(pair[1], latest[parties, day, slot])
    several = sorted(total, key=lambda party: (-total[party], party))[:LANES]
    kept = {key: pair for key, pair in found.items() if key[0] in set(several)}
    if not kept:
        return None
    days = {day for _, day, _ in kept}
    axis = columns(days, COLUMNS)
    marks = _marks(kept, axis.places(days))
    while sum(map(len, marks.values())) > MARKS and axis.step not in (Step.YEAR, Step.YEARS):
        axis = columns(days, COLUMNS, after=axis.step)
        marks = _marks(kept, axis.places(days))
    return Lanes(axis, tuple(Lane(party, total[party], marks.get(party, ())) for party in several), len(total), undated)


def _slot(row: TimelineRow) -> int:
    """Asked of every row of a record: so a number, since members of an enumeration take their time to be looked up."""
    if row.kind is Kind.MEETING:
        return 2
    return (0 if row.standing is Standing.OWN else 3) + (row.kind is Kind.COMMITMENT)


def _marks(found: dict[tuple[str, date, Slot], list[int]], column_of: dict[date, int]) -> dict[str, tuple[Mark, ...]]:
    together: dict[str, dict[tuple[int, Slot], list[int]]] = {}
    for (party, day, slot), (count, at) in found.items():
        pair = together.setdefault(party, {}).setdefault((column_of[day], slot), [0, at])
        pair[0] += count
        pair[1] = max(pair[1], at)
    return {
        party: tuple(Mark(column, slot, *marks[column, slot]) for column, slot in sorted(marks))
        for party, marks in together.items()
    }
