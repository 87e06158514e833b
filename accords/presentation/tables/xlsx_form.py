"""One workbook for Excel and its like: a sheet for each table."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from accords.presentation.tables.table import Cell, Column, Kind, Table, flat, writable
from accords.vocabulary import Fault

# Excel's own limits ("Excel specifications and limits", Microsoft): characters of a cell, counted in UTF-16, and rows
# of a sheet, the header among them.
CELL = 32_767
ROWS = 1_048_576
CUT = " […]"
# Excel's days begin in 1900, and it takes 29 February 1900 for a day.
_FIRST_DAY = date(1900, 3, 1)
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
# In characters of the default font. Text wraps nowhere: rows of equal height are what a filter is read by.
_WIDTHS = {Kind.TEXT: 24, Kind.DAY: 12, Kind.NUMBER: 11, Kind.YES_NO: 9}
_WIDE, _WIDEST = ("words", "terms", "text", "about"), 60


def write_xlsx(tables: Iterable[Table], stream: BinaryIO, *, most_rows: int = ROWS) -> tuple[Fault, ...]:
    """All tables, in their order; the faults tell what Excel cannot hold, and what was done instead.

    Header row frozen, with a filter; days are days, yes/no are TRUE/FALSE, numbers numbers; text is written as text and
    never as a formula, a link or a number. A cell over 32,767 characters is cut, marked with ` […]`; rows that a sheet
    has no place for stand in a further one, `claims 2`. `most_rows` is the rows of a sheet, its header among them.
    """
    import xlsxwriter

    faults: list[Fault] = []
    # XlsxWriter gathers rows in files beside; with the whole book among them the stream gets a book or nothing.
    with tempfile.TemporaryDirectory(prefix="accords-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
        }
        path = Path(folder, "book.xlsx")
        book = xlsxwriter.Workbook(path, options)
        # The clock would make each file another.
        book.set_properties({"created": _CREATED, "title": "accords"})
        style = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        try:
            for table in tables:
                faults += _sheets(book, table, style, most_rows)
        finally:
            _close(book)
        with open(path, "rb") as whole:
            shutil.copyfileobj(whole, stream)
    return tuple(faults)


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        [cause] = error.args
        raise cause from None


def _sheets(book: Any, table: Table, style: dict[str, Any], most_rows: int) -> list[Fault]:
    sheets = 1
    sheet = _sheet(book, table, table.name, style)
    at = 0
    cut: dict[str, int] = {}
    for row in table.rows():
        if at + 1 >= most_rows:
            _finish(sheet, table, at)
            sheets += 1
            sheet, at = _sheet(book, table, f"{table.name} {sheets}", style), 0
        at += 1
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            if _put(sheet, at, place, cell, column, style):
                cut[column.name] = cut.get(column.name, 0) + 1
    _finish(sheet, table, at)
    faults = [
        Fault(
            f"xlsx, sheet {table.name}, column {name}",
            f"{count:,} cell{'s' if count > 1 else ''} of more than {CELL:,} characters",
            "what Excel has place for",
            f"The end was cut, and marked{CUT}. CSV, Parquet and the dossier hold the whole.",
        )
        for name, count in cut.items()
    ]
    if sheets > 1:
        found = f"more than {most_rows - 1:,} rows"
        remedy = f"The rest stands in further sheets, up to {table.name} {sheets}."
        faults.append(Fault(f"xlsx, sheet {table.name}", found, "what a sheet has place for", remedy))
    return faults


def _sheet(book: Any, table: Table, name: str, style: dict[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    for place, column in enumerate(table.columns):
        wide = any(column.name.endswith(own) for own in _WIDE)
        sheet.set_column(place, place, max(len(column.name) + 3, _WIDEST if wide else _WIDTHS[column.kind]))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, style["head"])
    return sheet


def _finish(sheet: Any, table: Table, last: int) -> None:
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _put(sheet: Any, row: int, place: int, cell: Cell, column: Column, style: dict[str, Any]) -> bool:
    """Write one cell; true where it was cut."""
    value = flat(cell, column)
    if value is None or value == "":
        return False
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, place, value, style["day"])
    else:
        whole = value.isoformat() if isinstance(value, date) else _text(value)
        fitting = _fitting(whole)
        sheet.write_string(row, place, fitting)
        return fitting != whole
    return False


def _text(text: str) -> str:
    # Excel's newline in a cell is a line feed alone; XlsxWriter would write a carriage return out.
    lines = writable(text.replace("\r\n", "\n").replace("\r", "\n"))
    # XlsxWriter takes such a string for XML of its own and copies it unescaped: a space at the end makes it a text again.
    return f"{lines} " if lines.startswith("<r>") and lines.endswith("</r>") else lines


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds, with the mark; characters beyond U+FFFF count for two."""
    if len(text) <= CELL // 2 or _units(text) <= CELL:
        return text
    left, end = CELL - len(CUT), 0
    for character in text:
        left -= 1 + (character > "\uffff")
        if left < 0:
            break
        end += 1
    return text[:end] + CUT


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
