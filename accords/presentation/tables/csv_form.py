"""CSV as spreadsheets and pandas read it, with cells that cannot run as formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from accords.presentation.tables.table import Cell, Column, Table, flat, writable

# What makes a formula of a cell: the signs that OWASP's page on CSV injection lists, and the full-width ones, which
# some spreadsheets take for them.
_SIGNS = "=+\\-@＝＋－＠"
# A semicolon, a tab, a bar or a newline starts a new cell for a spreadsheet that was told another separator than the
# comma, or whose country has another: what follows them is guarded like a beginning.
_STARTS = ";|\t\r\n"
_SKIPPED = f"{_STARTS}\"'\\s\\ufeff\\u200b-\\u200f\\u2060"
_RUN = re.compile(rf"(\A[{_SKIPPED}]*+|[{_SKIPPED}]++)([{_SIGNS}]?)")
_START = re.compile(rf"([{_STARTS}])")
_GUARDED_START = re.compile(rf"([{_STARTS}])'")
# Tab and carriage return at the very beginning: spreadsheets drop them and then look at the rest.
_BLANK_START = re.compile(r"'*+[\t\r\n]")


def guarded(text: str) -> str:
    """The text with an apostrophe before whatever could begin a formula; most texts stay as they are.

    >>> guarded("=1+1"), guarded("a = b"), guarded("x;=1+1")
    ("'=1+1", 'a = b', "x;'=1+1")
    """

    def guard(match: re.Match[str]) -> str:
        run, sign = match.groups()
        first = match.start() == 0 and (sign or _BLANK_START.match(text))
        return ("'" if first else "") + (_START.sub(r"\1'", run) if sign else run) + sign

    return _RUN.sub(guard, text)


def unguarded(text: str) -> str:
    """What `guarded` was given: the inverse, for programs that read our CSV back.

    In pandas: `frame[column] = frame[column].map(unguarded, na_action="ignore")`.
    """

    def unguard(match: re.Match[str]) -> str:
        run, sign = match.groups()
        if match.start() == 0 and run.startswith("'") and (sign or _BLANK_START.match(text)):
            run = run[1:]
        return (_GUARDED_START.sub(r"\1", run) if sign else run) + sign

    return _RUN.sub(unguard, text)


def written(cell: Cell, column: Column) -> str | int | float | None:
    """A cell as it stands in the file: days as `YYYY-MM-DD`, `yes` and `no`, text guarded, numbers as they are."""
    value = flat(cell, column)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return guarded(writable(value)) if isinstance(value, str) else value


def write_csv(table: Table, stream: BinaryIO) -> None:
    """One table: UTF-8 with a byte-order mark (without one Excel takes it for the country's old encoding), CRLF, commas.

    Rows are written as they are made.
    """
    file = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=False)
    try:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow([column.name for column in table.columns])
        for row in table.rows():
            rows.writerow([written(cell, column) for cell, column in zip(row, table.columns, strict=True)])
        file.flush()
    finally:
        file.detach()


def write_csv_files(tables: Iterable[Table], folder: Path) -> None:
    """A file `NAME.csv` for each table, in a folder that is there.

    A folder, not a zip: Excel, R and pandas open its files where they are.
    """
    for table in tables:
        with open(folder / f"{table.name}.csv", "wb") as file:
            write_csv(table, file)
