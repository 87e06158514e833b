"""Moves in a game of options: a party changes any of its own options at once, to a feasible state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]
States = npt.NDArray[np.int64]

NEVER = np.iinfo(np.int32).max  # a value worse than any rank where the least is sought: of states that are not feasible
INFEASIBLE = -1  # the rank of a state that is not feasible: below every other


@dataclass(frozen=True, slots=True, eq=False)
class OptionMoves:
    """A state is a whole number of which bit k says whether option k is taken.

    `masks`: of each party the bits of its options. `stays`: bits that are not given up once taken; `gone`: bits that are not taken
    up once given up. `feasible`: of each of the 2^options states whether it can be.
    """

    masks: tuple[int, ...]
    feasible: Bools
    stays: int = 0
    gone: int = 0
    # Two moves in a row of one party are one move, so who moved last never matters.
    joined: ClassVar[bool] = True

    @property
    def size(self) -> int:
        """How many states there are, the infeasible ones too."""
        return len(self.feasible)

    @property
    def options(self) -> int:
        return self.size.bit_length() - 1

    def reach(self, party: int, state: int) -> States:
        """Where a party can move to from a state, ascending; the state itself is not among them."""
        mask = self.masks[party]
        free = mask & ~(self.stays | self.gone) | mask & self.stays & ~state | mask & self.gone & state
        return self._others(state, free)

    def sources(self, party: int, state: int) -> States:
        """Whence a party can move to a state, ascending."""
        mask = self.masks[party]
        free = mask & ~(self.stays | self.gone) | mask & self.stays & state | mask & self.gone & ~state
        return self._others(state, free)

    def _others(self, state: int, free: int) -> States:
        found = np.sort(state ^ submasks(free)[1:])
        return found[self.feasible[found]]

    def spread(
        self, values: npt.NDArray[Any], party: int, join: np.ufunc, neutral: Any, forwards: bool = False
    ) -> None:
        """In place: each state gets the values of itself and of all that the party can move to from it, joined by `np.minimum`,
        `np.maximum` or `np.logical_or`; `forwards`: of all whence it can move to it.

        `values` has the shape (states) or (rows, states), contiguous, and what `neutral` says where a state is not feasible; so it has after.
        """
        for bit in bits(self.masks[party]):
            halves = values.reshape(-1, 2, 1 << bit)
            without, taken = halves[:, 0], halves[:, 1]
            if self.stays >> bit & 1:
                one_way = (without, taken) if not forwards else (taken, without)
            elif self.gone >> bit & 1:
                one_way = (taken, without) if not forwards else (without, taken)
            else:
                join(without, taken, out=without)
                taken[...] = without
                continue
            join(*one_way, out=one_way[0])
        self.blank(values, neutral)

    def blank(self, values: npt.NDArray[Any], neutral: Any) -> None:
        """In place: `neutral` where a state is not feasible."""
        np.copyto(values, neutral, where=~self.feasible)

    def best(self, party: int, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The greatest value among each state and all that the party can move to from it; `INFEASIBLE` where a state is not feasible."""
        found = values.copy()
        self.spread(found, party, np.maximum, INFEASIBLE)
        return found

    def before(self, party: int, states: Bools, ranks: Ints | None = None) -> Bools:
        """From where the party has a move to one of these states, or what is one of them; with its ranks, from where it has an improvement."""
        if ranks is None:
            found = states & self.feasible
            self.spread(found, party, np.logical_or, False)
            return found
        best = np.where(states, ranks, INFEASIBLE)
        self.spread(best, party, np.maximum, INFEASIBLE)
        return (best > ranks) & self.feasible

    def after(self, party: int, states: Bools, ranks: Ints | None = None) -> Bools:
        """Where the party can move to from one of these states, or what is one of them; with its ranks, where by an improvement."""
        if ranks is None:
            found = states & self.feasible
            self.spread(found, party, np.logical_or, False, forwards=True)
            return found
        least = np.where(states & self.feasible, ranks, NEVER)
        self.spread(least, party, np.minimum, NEVER, forwards=True)
        return (least < ranks) & self.feasible


def bits(mask: int) -> Iterable[int]:
    return (bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def submasks(mask: int) -> States:
    """All numbers whose bits are among those of `mask`, 0 first."""
    found = np.zeros(1, dtype=np.int64)
    for bit in bits(mask):
        found = np.concatenate((found, found | (1 << bit)))
    return found
