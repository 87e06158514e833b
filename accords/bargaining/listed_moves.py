"""Moves in a game given outright: those that it lists, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from accords.bargaining.option_moves import NEVER, Bools, Ints, States


@dataclass(frozen=True, slots=True, eq=False)
class ListedMoves:
    """`starts[p]` and `ends[p]` are the moves of party p, each pair once, in the order of starts and then of ends."""

    starts: tuple[States, ...]
    ends: tuple[States, ...]
    size: int
    # Two moves in a row of one party need not be one move, so a sequence minds who moved last.
    joined: ClassVar[bool] = False

    @property
    def feasible(self) -> Bools:
        return np.ones(self.size, dtype=np.bool_)

    def reach(self, party: int, state: int) -> States:
        """Where a party can move to from a state, ascending."""
        first, last = np.searchsorted(self.starts[party], (state, state + 1))
        found: States = self.ends[party][first:last]
        return found

    def sources(self, party: int, state: int) -> States:
        """Whence a party can move to a state, ascending."""
        found: States = self.starts[party][self.ends[party] == state]
        return found

    def best(self, party: int, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The greatest value among each state and all that the party can move to from it."""
        found = values.copy()
        np.maximum.at(found, self.starts[party], values[self.ends[party]])
        return found

    def least(self, party: int, values: Ints, ranks: Ints | None = None) -> Ints:
        """The least value of all that the party can move to from each state, `NEVER` where it has no move; with its ranks, of its improvements."""
        starts, ends = self._moves(party, ranks)
        found = np.full(self.size, NEVER, dtype=np.int32)
        np.minimum.at(found, starts, values[ends])
        return found

    def before(self, party: int, states: Bools, ranks: Ints | None = None) -> Bools:
        """From where the party has a move to one of these states; with its ranks, from where it has an improvement."""
        starts, ends = self._moves(party, ranks)
        found = np.zeros(self.size, dtype=np.bool_)
        found[starts[states[ends]]] = True
        return found

    def after(self, party: int, states: Bools, ranks: Ints | None = None) -> Bools:
        """Where the party can move to from one of these states; with its ranks, where by an improvement."""
        starts, ends = self._moves(party, ranks)
        found = np.zeros(self.size, dtype=np.bool_)
        found[ends[states[starts]]] = True
        return found

    def _moves(self, party: int, ranks: Ints | None) -> tuple[States, States]:
        starts, ends = self.starts[party], self.ends[party]
        if ranks is None:
            return starts, ends
        better = ranks[ends] > ranks[starts]
        return starts[better], ends[better]


def listed(moves: Sequence[Iterable[tuple[int, int]]], size: int) -> ListedMoves:
    """Of each party its moves as pairs of states; a pair may stand twice."""
    rows = [np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2) for pairs in moves]
    return ListedMoves(tuple(row[:, 0].copy() for row in rows), tuple(row[:, 1].copy() for row in rows), size)
