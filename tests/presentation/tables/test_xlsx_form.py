"""Workbooks, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from accords.presentation.dossier import Dossier
from accords.presentation.tables.table import Cell, Column, Kind, Table, flat, writable
from accords.presentation.tables.tables import tables_of
from accords.presentation.tables.xlsx_form import CELL, CUT, write_xlsx
from accords.vocabulary import Fault


def book_of(tables: Iterable[Table], **options: int) -> tuple[bytes, tuple[Fault, ...]]:
    stream = io.BytesIO()
    faults = write_xlsx(tables, stream, **options)
    return stream.getvalue(), faults


def column_of(*cells: Cell, kind: Kind = Kind.TEXT) -> Table:
    return Table("t", "One column.", (Column("c", kind, "A cell."),), lambda: iter([(cell,) for cell in cells]))


def cell_of(words: str) -> tuple[str, str]:
    """Type and text of a cell that holds these words."""
    sheet = openpyxl.load_workbook(io.BytesIO(book_of([column_of(words)])[0]))["t"]
    return sheet["A2"].data_type, unescape(str(sheet["A2"].value))


def as_read(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else cell


def test_every_table_comes_back(claimed: Dossier) -> None:
    data, faults = book_of(tables_of(claimed))
    assert faults == ()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [table.name for table in tables_of(claimed)]
    for table in tables_of(claimed):
        head, *rows = book[table.name].iter_rows(values_only=True)
        assert list(head) == [column.name for column in table.columns]
        expected = [
            [
                flat(cell, column) or (cell if cell in (0, False) else None)
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows()
        ]
        assert [[as_read(cell) for cell in row] for row in rows] == expected


def test_the_header_is_frozen_and_filters(claimed: Dossier) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(tables_of(claimed))[0]))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= column.width <= 61 for column in sheet.column_dimensions.values())


def test_days_numbers_and_yes_no_are_what_they_are() -> None:
    columns = tuple(Column(kind.value, kind, "") for kind in Kind)
    table = Table("t", "", columns, lambda: iter([("2025-08-17", date(2025, 8, 17), -1.5, True)]))
    sheet = openpyxl.load_workbook(io.BytesIO(book_of([table])[0]))["t"]
    assert [cell.data_type for cell in sheet[2]][1:] == ["d", "n", "b"]
    assert sheet["B2"].is_date and sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["A2"].value == "2025-08-17" and not sheet["A2"].is_date


def test_days_before_excels_first_are_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book_of([column_of(date(1899, 12, 31), kind=Kind.DAY)])[0]))["t"]
    assert sheet["A2"].value == "1899-12-31"


FORMULAS = ("=1+1", "+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "{=1+1}")
LINKS = ("http://example.org/", "mailto:a@example.org", "internal:t!A1", "external:other.xlsx")


@pytest.mark.parametrize("words", (*FORMULAS, *LINKS, "12", "TRUE", "#REF!"))
def test_text_is_text_and_never_a_formula_a_link_or_a_number(words: str) -> None:
    data, _ = book_of([column_of(words)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet and '<c r="A2" t="inlineStr">' in sheet
    assert cell_of(words)[1] == words


HOSTILE = {
    "NUL": ("a\x00b", "a\\x00b"),
    "controls": ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
    "a lone surrogate": ("a\ud800b", "a\\ud800b"),
    "no character at all": ("a\ufffe\uffff", "a\\ufffe\\uffff"),
    "marks of direction": ("\u202eabc\u200f", "\u202eabc\u200f"),
    "newlines": ("a\r\nb\rc\nd", "a\nb\nc\nd"),
    "white space around": ("  a  ", "  a  "),
    "markup": ("<b>&amp;</b>", "<b>&amp;</b>"),
    "markup of the workbook's own": ("<r><t>x</t></is></c>", "<r><t>x</t></is></c>"),
    "a rich string": ("<r><t>x</t></r>", "<r><t>x</t></r> "),
    "an escape of the workbook's own": ("_x0041_", "_x0041_"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_words_are_written_and_the_book_opens(case: str) -> None:
    words, expected = HOSTILE[case]
    assert cell_of(words)[1] == expected


@given(st.text(st.characters() | st.sampled_from("\x00\x1b\ud800\udfff\u202e\ufffe=<>&_x0"), min_size=1))
@example("<r>\x00</r>")
@example("]]>")
def test_any_words_make_a_book_that_opens(words: str) -> None:
    read = cell_of(words)[1]
    expected = writable(words.replace("\r\n", "\n").replace("\r", "\n"))
    assert read in (expected, f"{expected} ")


@pytest.mark.parametrize("words", ("word " * 8_000, "😀" * 17_000, "é" * 40_000))
def test_a_cell_that_is_too_long_is_cut_marked_and_told(words: str) -> None:
    data, [fault] = book_of([column_of(words, "short")])
    cell = str(openpyxl.load_workbook(io.BytesIO(data))["t"]["A2"].value)
    assert len(cell.encode("utf-16-le")) // 2 in (CELL, CELL - 1)
    assert cell.endswith(CUT) and words.startswith(cell.removesuffix(CUT))
    assert "column c" in fault.place and "1 cell of more than 32,767 characters" in fault.found


def test_a_cell_that_just_fits_is_whole() -> None:
    for words in ("x" * CELL, "😀" * (CELL // 2)):
        data, faults = book_of([column_of(words)])
        assert faults == () and openpyxl.load_workbook(io.BytesIO(data))["t"]["A2"].value == words


def test_rows_beyond_a_sheet_stand_in_further_ones_and_are_told() -> None:
    data, [fault] = book_of([column_of(*"abcdefg")], most_rows=4)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [[row[0] for row in sheet.values] for sheet in book] == [list("cabc"), list("cdef"), list("cg")]
    assert book.sheetnames == ["t", "t 2", "t 3"] and book["t 3"].freeze_panes == "A2"
    assert "more than 3 rows" in fault.found and "t 3" in fault.remedy


def test_a_table_that_just_fits_has_one_sheet() -> None:
    data, faults = book_of([column_of(*"abc")], most_rows=4)
    assert faults == () and len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames) == 1


def test_the_same_dossier_gives_the_same_bytes(claimed: Dossier) -> None:
    assert book_of(tables_of(claimed)) == book_of(tables_of(claimed))


def test_a_dossier_without_texts_is_written(forgotten: Dossier, titled: Callable[[str], Dossier]) -> None:
    for one in (forgotten, titled(""), Dossier()):
        assert book_of(tables_of(one))[1] == ()


class Full(io.BytesIO):
    """A disk with room for some bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.room:
            raise OSError(28, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", (0, 100, 2_000))
def test_a_full_disk_is_an_error_of_the_disk_and_leaves_nothing_behind(
    room: int, claimed: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="No space left"):
        write_xlsx(tables_of(claimed), Full(room))
    assert list(tmp_path.iterdir()) == []


def test_rows_that_fail_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield ("one",)
        raise ValueError("the second row")

    stream = io.BytesIO()
    with pytest.raises(ValueError, match="the second row"):
        write_xlsx([Table("t", "", (Column("c", Kind.TEXT, ""),), rows)], stream)
    assert stream.getvalue() == b"" and list(tmp_path.iterdir()) == []
