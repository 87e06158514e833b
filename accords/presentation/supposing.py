"""What is supposed in a `what-if`, as words or as a table -> items; and which items of the record are settled how."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

from accords.agreement.agreement import Agreement
from accords.agreement.called import Called
from accords.agreement.item import Item, Status
from accords.agreement.plain_rows import COLUMNS, PlainRows
from accords.agreement.refusal import nearest
from accords.agreement.tables import items_of_table
from accords.presentation.agreement_record import columns_asked
from accords.vocabulary import Fault, Misuse

_TRUE = {"true": True, "yes": True, "false": False, "no": False}


def supposed(agreement: Agreement, words: Iterable[str], option: str = "--suppose") -> list[Item]:
    """The items of `date=2029-05-01 act=attack place="New Harbour"`, one for each; the keys are the columns of a table of events.

    `Misuse` names what cannot be meant.
    """
    items: list[Item] = []
    known = COLUMNS.keys() | columns_asked(agreement)
    for number, text in enumerate(words, 1):
        place = f"{option} {number}"
        items += supposed_row(agreement, _pairs(text, place, known), place)
    return items


def supposed_row(agreement: Agreement, cells: Mapping[str, str], place: str) -> list[Item]:
    """The items of one row of a table of events, by its columns; `place` is where `Misuse` says that something is wrong."""
    if not cells.get("date"):
        accepted = "the day, or the day and hour, on which it happens"
        raise Misuse(Fault(place, "no `date`", accepted, "Write date=2029-05-01."))
    rows = PlainRows([*cells], place, agreement.clock, Called(agreement.party_ids), None, Status.CONFIRMED)
    made = rows.items(1, [*cells.values()])
    if not made:
        raise Misuse(
            rows.told[0].at(place) if rows.told else Fault(place, "a count of 0", "what happens", "Leave it out.")
        )
    return made


def supposed_from(agreement: Agreement, tables: Iterable[str | os.PathLike[str]]) -> tuple[list[Item], list[Fault]]:
    """The items of tables of events, all taken as confirmed but for those that say otherwise; and what is wrong with the tables."""
    items: list[Item] = []
    faults: list[Fault] = []
    for table in tables:
        columns = columns_asked(agreement)
        more, wrong = items_of_table(
            Path(table), agreement.clock, parties=agreement.party_ids, columns=columns, status=Status.CONFIRMED
        )
        items += more
        faults += wrong
    return items, faults


def settled(words: Iterable[str], option: str = "--settle") -> dict[str, bool]:
    """`ITEM=true` or `ITEM=false` -> id and whether it is so; `Misuse` for anything else."""
    found: dict[str, bool] = {}
    for text in words:
        own, equals, so = text.rpartition("=")
        if not equals or not own or so.casefold() not in _TRUE:
            remedy = "Write the id that `status` shows, such as rows.csv:12=false."
            raise Misuse(Fault(option, f"`{text}`", "the id of a report and `=true` or `=false`", remedy))
        found[own] = _TRUE[so.casefold()]
    return found


def _pairs(text: str, place: str, known: Iterable[str]) -> dict[str, str]:
    try:
        words = shlex.split(text)
    except ValueError:
        remedy = 'Write place="New Harbour".'
        raise Misuse(
            Fault(place, f"a quotation mark that is not closed in `{text}`", "values with spaces in quotes", remedy)
        ) from None
    columns = {column.casefold(): column for column in known}
    pairs: dict[str, str] = {}
    listed = ", ".join(sorted(columns.values()))
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            remedy = 'Put a value of several words in quotes: place="New Harbour".'
            raise Misuse(Fault(place, f"`{word}`", "words as key=value: date=2029-05-01 act=attack", remedy))
        if key.casefold() not in columns:
            raise Misuse(
                Fault(place, f"the key `{key}`", listed, nearest(key, columns.values(), "Choose one of these."))
            )
        if columns[key.casefold()] in pairs:
            remedy = "Part several values of one key by `;`."
            raise Misuse(Fault(place, f"the key `{key}` twice", "each key once", remedy))
        pairs[columns[key.casefold()]] = value
    return pairs
