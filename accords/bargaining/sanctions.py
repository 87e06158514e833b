"""What spoils an improvement: the shortest legal sequence of opponents to a state of a given set, looked for from that set backwards."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accords.bargaining.game import Game
from accords.bargaining.option_moves import Bools, States
from accords.bargaining.sequences import Step, anyone


class Sanctions:
    """Sequences of a party's opponents that end in `ends`. `improving`: each move is an improvement of whoever moves.

    `length`: (parties, states), with how many moves at the least a sequence that this opponent begins ends there, 0 if none is known yet.
    """

    def __init__(self, game: Game, party: int, ends: Bools, *, improving: bool, one_step: bool) -> None:
        self._game, self._others, self._ends = game, game.opponents(party), ends
        self._ranks = game.ranks[party]
        self._improving, self._most = improving, 1 if one_step else None
        self.length = np.zeros((len(game.parties), game.size), dtype=np.int32)
        self._last: npt.NDArray[np.bool_] | None = None
        self._moves_made = 0
        self._done = not self._others

    @property
    def size(self) -> int:
        """Bytes, for whoever keeps it."""
        return self.length.nbytes

    def comes_from(self, start: int) -> bool:
        """Whether there is any sequence from this state."""
        while not self.length[:, start].any() and not self._done:
            self._go_back()
        return bool(self.length[:, start].any())

    def of(self, start: int) -> tuple[Step, ...] | None:
        """The shortest sequence from a state, or `None`; of several the opponents' in order, and of the last moves the worst for the party."""
        if not self.comes_from(start):
            return None
        steps: list[Step] = []
        state, before = start, -1
        while True:
            mover = self._next(state, before)
            left = int(self.length[mover, state]) - 1
            to = self._to(mover, state, left)
            ranks = self._game.ranks[mover]
            steps.append(Step(mover, state, to, bool(ranks[to] > ranks[state])))
            if left == 0:
                return tuple(steps)
            state, before = to, mover

    def _next(self, state: int, before: int) -> int:
        lengths = self.length[:, state]
        may = [other for other in self._others if lengths[other] and (self._game.moves.joined or other != before)]
        return min(may, key=lambda other: int(lengths[other]))

    def _to(self, mover: int, state: int, left: int) -> int:
        found: States = self._game.moves.reach(mover, state)
        if self._improving:
            ranks = self._game.ranks[mover]
            found = found[ranks[found] > ranks[state]]
        if left == 0:
            found = found[self._ends[found]]
            return int(found[self._ranks[found].argmin()])
        onward = [other for other in self._others if self._game.moves.joined or other != mover]
        return int(found[anyone(self.length[onward][:, found] == left)][0])

    def _go_back(self) -> None:
        game, joined = self._game, self._game.moves.joined
        self._moves_made += 1
        new = np.zeros(self.length.shape, dtype=np.bool_)
        for mover in self._others:
            if self._last is None:
                whither = self._ends
            else:
                whither = anyone(self._last[[other for other in self._others if joined or other != mover]])
            found = game.moves.before(mover, whither, game.ranks[mover] if self._improving else None)
            # A shortest sequence does not pass through its end, nor, in a game of options, comes to a state twice.
            known = anyone(self.length > 0) if joined else self.length[mover] > 0
            new[mover] = found & ~self._ends & ~known
        self.length[new] = self._moves_made
        self._last = new
        self._done = not new.any() or self._moves_made == self._most
