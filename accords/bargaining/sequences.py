"""Legal sequences: one move or more, nobody twice in a row; how many moves it takes to come somewhere, and where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from accords.bargaining.game import Game
from accords.bargaining.option_moves import Bools


@dataclass(frozen=True, slots=True)
class Step:
    """A move. `improves`: whoever moves prefers where it comes to, to where it was."""

    party: int
    start: int
    to: int
    improves: bool


def reached(game: Game, start: int, movers: Sequence[int], *, improving: bool = False, one_step: bool = False) -> Bools:
    """The states that these parties come to from `start` by a legal sequence; `improving`: each move is an improvement of whoever moves.

    In a game of options `start` itself is told too.
    """
    outwards = Outwards(game, start, movers, improving=improving)
    if one_step:
        outwards.go_on()
    else:
        outwards.go_all_the_way()
    return outwards.come_to


def anyone(rows: npt.NDArray[np.bool_]) -> Bools:
    """(parties, states) -> of each state whether it is true of any party."""
    found: Bools = np.logical_or.reduce(rows, axis=0)
    return found


class Outwards:
    """From one state outwards, one move further with each `go_on`.

    `length`: (parties, states), after how many moves the party is first the one that comes to the state, 0 if never.
    `going`: the last move came to something new.
    """

    def __init__(self, game: Game, start: int, movers: Sequence[int], *, improving: bool) -> None:
        self._game, self._start, self._movers, self._improving = game, start, movers, improving
        self.length = np.zeros((len(game.parties), game.size), dtype=np.int32)
        self._last = np.zeros(self.length.shape, dtype=np.bool_)
        self._last[:, start] = True
        self._moves_made = 0
        self.going = True

    @property
    def come_to(self) -> Bools:
        """Of each state whether anyone has come to it."""
        return anyone(self.length > 0)

    def go_on(self) -> None:
        game, joined = self._game, self._game.moves.joined
        new = np.zeros(self.length.shape, dtype=np.bool_)
        self._moves_made += 1
        for mover in self._movers:
            whence = anyone(self._last[[other for other in range(len(game.parties)) if joined or other != mover]])
            if self._moves_made == 1:
                whence[self._start] = True
            found = game.moves.after(mover, whence, game.ranks[mover] if self._improving else None)
            # In a game of options who moved last never matters: what is known by one mover is known.
            new[mover] = found & ~(self.come_to if joined else self.length[mover] > 0)
        self.length[new] = self._moves_made
        self._last = new
        self.going = bool(new.any())

    def go_all_the_way(self) -> None:
        while self.going:
            self.go_on()

    def has(self, goal: int) -> bool:
        """Some sequence of those gone so far comes to this state."""
        return bool(self.length[:, goal].any())

    def way_to(self, goal: int) -> tuple[Step, ...] | None:
        """The shortest sequence of those gone so far; of several the one whose movers and states come first."""
        lengths = self.length[:, goal]
        if not lengths.any():
            return None
        mover = int(np.where(lengths > 0, lengths, np.iinfo(np.int32).max).argmin())
        steps: list[Step] = []
        state, left = goal, int(lengths[mover])
        while True:
            ranks = self._game.ranks[mover]
            whence = self._game.moves.sources(mover, state)
            if self._improving:
                whence = whence[ranks[whence] < ranks[state]]
            left -= 1
            if left == 0:
                steps.append(self._step(mover, self._start, state))
                return tuple(reversed(steps))
            for other in self._movers:
                if other == mover and not self._game.moves.joined:
                    continue
                there = whence[self.length[other, whence] == left]
                if len(there):
                    steps.append(self._step(mover, int(there[0]), state))
                    mover, state = other, int(there[0])
                    break
            else:  # pragma: no cover - every length was come to from the one before
                raise AssertionError("a state that nobody came to")

    def _step(self, mover: int, start: int, to: int) -> Step:
        ranks = self._game.ranks[mover]
        return Step(mover, start, to, bool(ranks[to] > ranks[start]))
