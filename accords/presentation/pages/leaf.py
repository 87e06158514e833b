"""A leaf is one part of a list that is too long for one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """`rows` are those of this part; `number` counts from 1, of `leaves`; `of` rows there are in all. The links are `None` where there is
    nothing to lead to."""

    rows: tuple[Row, ...]
    number: int
    leaves: int
    of: int
    previous: str | None = None
    next: str | None = None
    whole: str | None = None

    def with_rows(self, rows: tuple[Other, ...]) -> Leaf[Other]:
        """The same part with its rows made into something else, one for one."""
        return Leaf(rows, self.number, self.leaves, self.of, self.previous, self.next, self.whole)


def leaf_of(rows: Sequence[Row], number: int | None, size: int, href: Callable[[str], str | None]) -> Leaf[Row]:
    """Part `number` (`None`: the whole) of rows in parts of `size`; one beyond the last is the last. `href`: of a value of `leaf`."""
    if number is None or len(rows) <= size:
        return Leaf(tuple(rows), 1, 1, len(rows))
    leaves = -(-len(rows) // size)
    number = min(number, leaves)
    return Leaf(
        tuple(rows[(number - 1) * size : number * size]),
        number,
        leaves,
        len(rows),
        href(str(number - 1)) if number > 1 else None,
        href(str(number + 1)) if number < leaves else None,
        href("all"),
    )
