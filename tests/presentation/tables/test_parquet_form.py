"""Parquet, read back by pyarrow and pandas."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.presentation.dossier import Dossier
from accords.presentation.tables.parquet_form import write_parquet, write_parquet_files
from accords.presentation.tables.table import Column, Kind, Table, writable
from accords.presentation.tables.tables import chosen, tables_of
from accords.vocabulary import Misuse


def file_of(table: Table) -> bytes:
    stream = io.BytesIO()
    write_parquet(table, stream)
    return stream.getvalue()


def read_back(table: Table) -> pyarrow.Table:
    return pyarrow.parquet.read_table(io.BytesIO(file_of(table)))


@pytest.mark.parametrize("name", [table.name for table in tables_of(Dossier())])
def test_every_table_comes_back(name: str, claimed: Dossier) -> None:
    [table] = chosen(tables_of(claimed), [name])
    columns = [column.name for column in table.columns]
    expected = [
        {key: list(cell) if isinstance(cell, tuple) else cell for key, cell in zip(columns, row, strict=True)}
        for row in table.rows()
    ]
    assert read_back(table).to_pylist() == expected


def test_lists_are_lists_days_are_days_and_columns_say_what_they_are(claimed: Dossier) -> None:
    [claims] = chosen(tables_of(claimed), ["claims"])
    schema = read_back(claims).schema
    assert schema.field("chain").type == pyarrow.list_(pyarrow.string())
    assert schema.field("published").type == pyarrow.date32()
    assert schema.field("negated").type == pyarrow.bool_()
    assert schema.field("confidence").type == pyarrow.float64()
    assert {c.name: schema.field(c.name).metadata[b"about"].decode() for c in claims.columns} == {
        c.name: c.about for c in claims.columns
    }
    assert schema.metadata[b"about"].decode() == claims.about


def test_a_file_for_each_table_also_without_rows(tmp_path: Path) -> None:
    write_parquet_files(tables_of(Dossier()), tmp_path)
    for table in tables_of(Dossier()):
        assert pyarrow.parquet.read_table(tmp_path / f"{table.name}.parquet").num_rows == 0


def test_many_rows_come_in_groups(claimed: Dossier) -> None:
    many = replace(claimed, silences=claimed.silences * 2_500)
    [silences] = chosen(tables_of(many), ["silences"])
    file = pyarrow.parquet.ParquetFile(io.BytesIO(file_of(silences)))
    assert file.metadata.num_rows == 2_500 and file.metadata.num_row_groups == 3


@given(st.text(st.characters() | st.sampled_from("\x00\ud800\udfff\u202e\ufffe=\r\n")))
def test_hostile_words_come_back(words: str) -> None:
    columns = (Column("one", Kind.TEXT, ""), Column("many", Kind.TEXT, "", "; "))
    table = Table("t", "", columns, lambda: iter([(words, (words, words))]))
    assert read_back(table).to_pylist() == [{"one": writable(words), "many": [writable(words)] * 2}]


def test_a_long_text_is_whole(claimed: Dossier) -> None:
    long = replace(claimed, reports=(replace(claimed.reports[0], text="word\n" * 8_000),))
    [reports] = chosen(tables_of(long), ["reports"])
    assert read_back(reports).to_pylist()[0]["text"] == "word\n" * 8_000


def test_pandas_reads_it(claimed: Dossier) -> None:
    [claims] = chosen(tables_of(claimed), ["claims"])
    frame = read_back(claims).to_pandas()
    assert list(frame["chain"].map(list)) == [list(claim.chain) for claim in claimed.claims]


def test_the_same_dossier_gives_the_same_bytes(claimed: Dossier) -> None:
    assert [file_of(t) for t in tables_of(claimed)] == [file_of(t) for t in tables_of(claimed)]


def test_a_dossier_without_texts_is_written(forgotten: Dossier) -> None:
    assert all(file_of(table) for table in tables_of(forgotten))


def test_without_pyarrow_it_says_what_to_install(
    claimed: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for write in (
        lambda: write_parquet_files(tables_of(claimed), tmp_path),
        lambda: write_parquet(tables_of(claimed)[0], io.BytesIO()),
    ):
        with pytest.raises(Misuse, match=r"no package pyarrow.*pip install 'accords\[parquet\]'"):
            write()
    assert list(tmp_path.iterdir()) == []
