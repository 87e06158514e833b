"""Tables of events, plain ones and ACLED's -> items; a bad row is named, and the others are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from accords.agreement.acled_rows import ACLED_COLUMNS, AcledRows, is_acled
from accords.agreement.called import Called
from accords.agreement.clock import Clock
from accords.agreement.item import Item, Status
from accords.agreement.plain_rows import COLUMNS, PlainRows
from accords.agreement.refusal import nearest
from accords.agreement.table_rows import Table, table_in
from accords.vocabulary import Fault
from accords.vocabulary.actor import fold

# Faults of one kind that are told one by one; of the others the number.
_TOLD = 10
_PLAIN = ", ".join(COLUMNS)


def items_of_table(
    path: Path,
    clock: Clock,
    *,
    parties: Mapping[str, str] | None = None,
    columns: AbstractSet[str] | None = None,
    status: Status = Status.REPORTED,
) -> tuple[list[Item], list[Fault]]:
    """The items of a CSV file in the order of its rows, and all that is wrong with it.

    `parties`: names, folded -> ids (`Agreement.party_ids`). `columns`: which other columns are kept as attributes (`None`: all; those that
    no pattern asks for only take memory). `status`: of rows that tell none. Ids are those of the rows, else `file:line`.
    """
    place = str(path)
    items: list[Item] = []
    faults = _Faults()
    try:
        with path.open("rb") as stream:
            table = table_in(stream, place, COLUMNS.keys() | ACLED_COLUMNS)
            if isinstance(table, Fault):
                return [], [table]
            if unusable := _header(table, f"{place}:{table.line}", columns, faults):
                return [], unusable
            called = Called(parties or {})
            kind = AcledRows if is_acled(table.header) else PlainRows
            rows = kind(table.header, place, clock, called, columns, status)
            lines: dict[str, int] = {}
            for row in table.rows():
                if isinstance(row, Fault):
                    faults.add(row)
                    continue
                line, cells = row
                made = rows.items(line, cells)
                for refusal in rows.told:
                    faults.add(refusal.at(f"{place}:{line}"))
                rows.told.clear()
                if made and made[0].id.startswith(place) and made[0].id == f"{place}:{line}":
                    items += made  # a place is there once
                elif twice := next((one.id for one in made if one.id in lines), None):
                    found = f"the id `{twice}` a second time (first in line {lines[twice]})"
                    faults.add(Fault(f"{place}:{line}", found, "an id of its own for each row", "Mend one of the ids."))
                else:
                    lines.update(dict.fromkeys([one.id for one in made], line))
                    items += made
    except (OSError, ValueError) as error:  # ValueError: a path that holds a null
        reason = str(getattr(error, "strerror", None) or type(error).__name__).lower()
        return items, [*faults.all(), Fault(place, reason, "a table in CSV", "Check the path and the permissions.")]
    return items, faults.all()


class _Faults:
    """The first of each kind, and how many more there are: a million rows may all be wrong in one way."""

    def __init__(self) -> None:
        self._told: list[Fault] = []
        self._count: Counter[str] = Counter()
        self._last: dict[str, Fault] = {}

    def add(self, fault: Fault) -> None:
        self._count[fault.accepted] += 1
        if self._count[fault.accepted] <= _TOLD:
            self._told.append(fault)
        else:
            self._last[fault.accepted] = fault

    def all(self) -> list[Fault]:
        more = [
            Fault(last.place, f"{last.found}, and {count - _TOLD - 1:,} more like it before", kind, last.remedy)
            if (count := self._count[kind]) > _TOLD + 1
            else last
            for kind, last in self._last.items()
        ]
        return [*self._told, *more]


def _header(table: Table, at: str, columns: AbstractSet[str] | None, faults: _Faults) -> list[Fault]:
    """What makes a table unusable. A column that is probably a slip of the pen is told, and used as what it is called."""
    names = [fold(name) for name in table.header if name]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        found = f"the column `{twice[0]}` {Counter(names)[twice[0]]} times"
        return [Fault(at, found, "each column once", "Rename one of them, or take it out.")]
    if is_acled(table.header):
        return []
    if "date" not in names:
        what = "no column `date`" if any(name in COLUMNS for name in names) else "a first line that names no column"
        shown = ", ".join(f"`{name[:40]}`" for name in table.header[:8])
        remedy = "Write the names of the columns into the first line, `date` among them."
        if any(name in ACLED_COLUMNS for name in names):
            remedy = "Name the column of dates `date`; a table of ACLED has `event_date`, `event_type` and `actor1`."
        return [Fault(at, f"{what}: {shown}", f"`date`, and any of {_PLAIN}", remedy)]
    for name in table.header:
        asked = columns is not None and name in columns
        if name and not asked and fold(name) not in COLUMNS and len(name) > 3:
            near = nearest(name, COLUMNS.keys() - set(names), "", 0.85)
            if near:
                remedy = f"{near} The rows are used, with `{name}` as an attribute."
                faults.add(Fault(at, f"the column `{name}`", f"{_PLAIN}, or the name of an attribute", remedy))
    return []
