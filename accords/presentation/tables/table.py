"""A table is what every tabular form is written from: typed columns with a line about each, and rows that are made as they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes/no"


# `None` is "nobody said". A tuple only in columns that hold several texts.
Cell: TypeAlias = str | date | int | float | bool | tuple[str, ...] | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`between` joins several texts where the form has no lists; `None` where a cell holds one value."""

    name: str
    kind: Kind
    about: str
    between: str | None = None

    @property
    def several(self) -> bool:
        return self.between is not None


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` makes the rows anew at each call, one at a time; a row has one cell for each column, in their order."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]


# C0 controls but tab and newlines (XML 1.0 and many readers of CSV refuse them), lone surrogates (no UTF-8), and what is
# no character at all. Marks of direction stay: they are part of what was written.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text with what files cannot hold written out, `\\x00`, `\\ud800`, as on our pages."""
    return _UNWRITABLE.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def flat(cell: Cell, column: Column) -> str | date | int | float | bool | None:
    """A cell for forms without lists: several texts are one."""
    if isinstance(cell, tuple):
        return (column.between or "; ").join(cell)
    return cell
