"""Parquet, a file for each table: lists as lists, days as days, the line about each column in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from accords.presentation.tables.table import Cell, Column, Kind, Row, Table, writable
from accords.vocabulary import Fault, Misuse

# Rows of a row group. A report's text is some 5 KB: 5 MB in hand at a time.
_GROUP = 1000


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        remedy = "Install it: pip install 'accords[parquet]'. Or choose csv or xlsx."
        raise Misuse(Fault("parquet", "no package pyarrow", "pyarrow beside accords", remedy)) from None
    return pyarrow, pyarrow.parquet


def write_parquet(table: Table, stream: BinaryIO) -> None:
    """One table. Columns: text `string`, several texts `list<string>`, days `date32`, numbers `double` (whole numbers
    too), yes/no `bool`; `about` in the metadata of each column and of the table. `Misuse` where pyarrow is missing.
    """
    arrow, parquet = _pyarrow()
    plain = {
        Kind.TEXT: arrow.string(),
        Kind.DAY: arrow.date32(),
        Kind.NUMBER: arrow.float64(),
        Kind.YES_NO: arrow.bool_(),
    }

    def field(column: Column) -> Any:
        kind = arrow.list_(arrow.string()) if column.several else plain[column.kind]
        return arrow.field(column.name, kind, metadata={"about": column.about})

    schema = arrow.schema([field(c) for c in table.columns], metadata={"table": table.name, "about": table.about})
    with parquet.ParquetWriter(stream, schema, compression="zstd") as file:
        for group in _groups(table.rows()):
            cells = [
                arrow.array([_value(row[n]) for row in group], type=schema.field(n).type)
                for n in range(len(table.columns))
            ]
            file.write_batch(arrow.record_batch(cells, schema=schema))


def write_parquet_files(tables: Iterable[Table], folder: Path) -> None:
    """A file `NAME.parquet` for each table, in a folder that is there."""
    _pyarrow()
    for table in tables:
        with open(folder / f"{table.name}.parquet", "wb") as file:
            write_parquet(table, file)


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def _value(cell: Cell) -> Cell | list[str]:
    if isinstance(cell, tuple):
        return [writable(own) for own in cell]
    return writable(cell) if isinstance(cell, str) else cell
