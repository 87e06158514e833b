"""CSV, read back by csv and by pandas, and cells that would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accords.presentation.dossier import Dossier
from accords.presentation.tables.csv_form import guarded, unguarded, write_csv, write_csv_files, written
from accords.presentation.tables.table import Column, Kind, Table, writable
from accords.presentation.tables.tables import chosen, tables_of

# A cell as a report may hold it, and as the file has it.
FORMULAS = {
    "equals": ("=1+1", "'=1+1"),
    "a command": ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    "plus": ("+1 555 0100", "'+1 555 0100"),
    "minus": ("-2+3", "'-2+3"),
    "at": ("@SUM(A1)", "'@SUM(A1)"),
    "white space before": ("  =1+1", "'  =1+1"),
    "a tab before": ("\t=1+1", "'\t'=1+1"),
    "a tab alone": ("\tquiet", "'\tquiet"),
    "a carriage return": ("\r=1+1", "'\r'=1+1"),
    "a newline": ("\nquiet", "'\nquiet"),
    "a space that no break goes through": ("\u00a0=1+1", "'\u00a0=1+1"),
    "a byte-order mark before": ("\ufeff=1+1", "'\ufeff=1+1"),
    "an invisible space before": ("\u200b=1+1", "'\u200b=1+1"),
    "a full-width sign": ("＝1+1", "'＝1+1"),
    "a full-width at": ("＠SUM(A1)", "'＠SUM(A1)"),
    "a quotation mark before": ('"=1+1', "'\"=1+1"),
    "an apostrophe of its own": ("'=1+1", "''=1+1"),
    "a cell of its own, by semicolon": ("x;=1+1", "x;'=1+1"),
    "a cell of its own, by semicolon and quote": ('x";"=1+1', 'x";\'"=1+1'),
    "a row of its own": ("x\n=1+1", "x\n'=1+1"),
}
HARMLESS = (
    "",
    "a = b",
    "2025-08-17",
    "Kosovo-Serbia",
    "’tis",
    "'tis",
    "well; quite",
    "one\n\ntwo",
    "e@example.org",
    "–5",
    "\u200fשלום",
    '"No"',
)


@pytest.mark.parametrize("case", FORMULAS)
def test_a_formula_is_guarded_and_the_guard_comes_off(case: str) -> None:
    text, cell = FORMULAS[case]
    assert guarded(text) == cell
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


STARTS = st.text(st.sampled_from("=+-@＝; \t\r\n|'\"ax\ufeff\u200b,"), max_size=12)


@given(STARTS | st.text())
@example("';'=")
@example("'\t'")
def test_the_guard_always_comes_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(STARTS)
def test_whatever_the_separator_no_cell_begins_a_formula(text: str) -> None:
    for separator in ",;\t|":
        rows = csv.reader(io.StringIO(guarded(text), newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        for row in rows if separator != "," else [[guarded(text)]]:
            assert not any(cell.strip(' \t\r\n"\ufeff\u200b').startswith(tuple("=+-@＝")) for cell in row)


def test_the_guard_takes_time_in_proportion() -> None:
    for text in ("\n" * 200_000, ";' " * 100_000, "'" * 200_000 + "x", " " * 200_000 + "="):
        assert unguarded(guarded(text)) == text


def test_numbers_stay_numbers() -> None:
    assert written(-3, Column("n", Kind.NUMBER, "A number.")) == -3
    assert written(-0.5, Column("n", Kind.NUMBER, "A number.")) == -0.5


def file_of(table: Table) -> bytes:
    stream = io.BytesIO()
    write_csv(table, stream)
    return stream.getvalue()


def read_back(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file_of(table).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", tables_of(Dossier()), ids=lambda table: table.name)
def test_every_table_comes_back_by_csv(table: Table, claimed: Dossier) -> None:
    [whole] = chosen(tables_of(claimed), [table.name])
    head, *rows = read_back(whole)
    assert head == [column.name for column in whole.columns]
    expected = [
        [
            "" if (value := written(cell, column)) is None else str(value)
            for cell, column in zip(row, whole.columns, strict=True)
        ]
        for row in whole.rows()
    ]
    assert rows == expected


def test_the_file_is_as_excel_wants_it(claimed: Dossier) -> None:
    [silences] = chosen(tables_of(claimed), ["silences"])
    data = file_of(silences)
    assert data.startswith(b"\xef\xbb\xbfreport,outlet,published,party,")
    assert data.count(b"\r\n") == 2 and data.endswith(b"\r\n")


def test_pandas_reads_what_the_dossier_says(claimed: Dossier, tmp_path: Path) -> None:
    write_csv_files(tables_of(claimed), tmp_path)
    frame = pandas.read_csv(tmp_path / "claims.csv", parse_dates=["published"])
    assert list(frame["id"]) == [claim.id for claim in claimed.claims]
    assert list(frame["confidence"]) == [claim.confidence for claim in claimed.claims]
    assert set(frame["negated"]) == {"no"}
    assert frame["published"].dt.date.unique().tolist() == [claimed.reports[0].published]
    assert {path.name for path in tmp_path.iterdir()} == {f"{table.name}.csv" for table in tables_of(claimed)}


HOSTILE = st.text(st.characters() | st.sampled_from("=+-@\x00\x1b\ud800\udfff\u202e\ufffe\r\n\t\";'")).filter(str.strip)


@given(HOSTILE)
@example("\x00=1+1")
@example("=\ud800")
def test_hostile_words_come_back_through_pandas(words: str) -> None:
    table = Table("t", "", (Column("id", Kind.TEXT, ""), Column("words", Kind.TEXT, "")), lambda: iter([("x", words)]))
    frame = pandas.read_csv(io.BytesIO(file_of(table)), dtype=str, keep_default_na=False)
    assert [unguarded(cell) for cell in frame["words"]] == [writable(words)]


def test_a_long_cell_is_whole(titled: Callable[[str], Dossier]) -> None:
    words = "word\n" * 8_000
    [reports] = chosen(tables_of(titled(words)), ["reports"])
    head, row = read_back(reports)
    assert row[head.index("text")] == words


def test_the_same_dossier_gives_the_same_bytes(claimed: Dossier) -> None:
    assert [file_of(t) for t in tables_of(claimed)] == [file_of(t) for t in tables_of(claimed)]


def test_a_dossier_without_texts_is_written(forgotten: Dossier) -> None:
    assert all(file_of(table) for table in tables_of(forgotten))
