"""A field is a column with the way to its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from accords.presentation.dossier import Dossier
from accords.presentation.tables.table import Cell, Column, Kind, Row, Table

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Field(Generic[Item]):
    column: Column
    cell: Callable[[Item, Dossier], Cell]


def text(name: str, about: str, cell: Callable[[Item, Dossier], str | None]) -> Field[Item]:
    return Field(Column(name, Kind.TEXT, about), cell)


def texts(name: str, about: str, cell: Callable[[Item, Dossier], Iterable[str]], between: str = "; ") -> Field[Item]:
    return Field(Column(name, Kind.TEXT, about, between), lambda item, dossier: tuple(cell(item, dossier)))


def day(name: str, about: str, cell: Callable[[Item, Dossier], Cell]) -> Field[Item]:
    return Field(Column(name, Kind.DAY, about), cell)


def number(name: str, about: str, cell: Callable[[Item, Dossier], Cell]) -> Field[Item]:
    return Field(Column(name, Kind.NUMBER, about), cell)


def yes_no(name: str, about: str, cell: Callable[[Item, Dossier], Cell]) -> Field[Item]:
    return Field(Column(name, Kind.YES_NO, about), cell)


def table(name: str, about: str, fields: tuple[Field[Item], ...], items: Iterable[Item], dossier: Dossier) -> Table:
    """`items` is read through once for each call of `rows`: a sequence, not an iterator."""

    def rows() -> Iterator[Row]:
        for item in items:
            yield tuple(field.cell(item, dossier) for field in fields)

    return Table(name, about, tuple(field.column for field in fields), rows)
