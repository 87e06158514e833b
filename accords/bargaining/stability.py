"""Which states are stable for which party, in four senses: of all states at once. What is meant: docs/decisions/bargaining.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from accords.bargaining.game import Game
from accords.bargaining.improving import Improving
from accords.bargaining.listed_moves import ListedMoves
from accords.bargaining.option_moves import NEVER, Bools, Ints, OptionMoves, States
from accords.bargaining.sanctions import Sanctions


class Kind(StrEnum):
    """In which sense a state is stable, in the order of answers."""

    NASH = "nash"
    SEQ = "seq"
    GMR = "gmr"
    SMR = "smr"


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """`stable`: (kinds, parties, states), false where a state is not feasible. `one_step`: opponents answer with one move of one of them."""

    stable: Bools
    one_step: bool = False
    # What could spoil an improvement, kept from one question about this game to the next.
    asked: dict[tuple[int, Kind, int], Sanctions] = field(default_factory=dict, repr=False)

    def of(self, party: int, kind: Kind) -> Bools:
        """Of each state whether it is stable for the party."""
        found: Bools = self.stable[KINDS.index(kind), party]
        return found

    def equilibrium(self, kind: Kind) -> Bools:
        """Of each state whether it is stable for every party."""
        found: Bools = self.stable[KINDS.index(kind)].all(axis=0)
        return found

    @property
    def equilibria(self) -> Mapping[Kind, States]:
        """The states that are stable for every party, ascending."""
        return {kind: np.flatnonzero(self.equilibrium(kind)) for kind in Kind}


def stability(game: Game, *, one_step: bool = False) -> Stability:
    """Nash, SEQ, GMR and SMR of every party and state."""
    moves = game.moves
    feasible = moves.feasible
    stable = np.zeros((len(KINDS), len(game.parties), game.size), dtype=np.bool_)
    spoilt = _worst_by_improvements(game, one_step)
    for party, ranks in enumerate(game.ranks):
        best = moves.best(party, ranks)
        stable[0, party] = best == ranks
        stable[1, party] = _deterred(game, party, spoilt[party])
        for row, start in ((2, ranks), (3, best)):
            worst = np.where(feasible, start, np.int32(NEVER))
            _worst_by_moves(game, party, worst, one_step)
            stable[row, party] = _deterred(game, party, worst)
    stable &= feasible
    return Stability(stable, one_step)


def _deterred(game: Game, party: int, worst: Ints) -> Bools:
    """Of each state whether every improvement of the party comes, at worst, to no more than the state itself is to it.

    No improvement need be singled out: what is no improvement is no more than the state in the first place.
    """
    comes_to = np.minimum(worst, game.ranks[party])
    found: Bools = game.moves.best(party, comes_to) <= game.ranks[party]
    return found


def _worst_by_moves(game: Game, party: int, worst: Ints, one_step: bool) -> None:
    """In place: the least value of each state and of all that the party's opponents come to from it by a legal sequence."""
    if isinstance(game.moves, ListedMoves):
        worst[:] = _worst_listed(game.moves, game, party, worst, one_step, improving=False)
        return
    others = game.opponents(party)
    if one_step:
        start = worst.copy()
        for other in others:
            alone = start.copy()
            game.moves.spread(alone, other, np.minimum, NEVER)
            np.minimum(worst, alone, out=worst)
        return
    waiting = set(others)
    while waiting:
        for other in others:
            if other not in waiting:
                continue
            waiting.discard(other)
            old = worst.copy()
            game.moves.spread(worst, other, np.minimum, NEVER)
            if not np.array_equal(old, worst):
                waiting.update(next_one for next_one in others if next_one != other)


def _worst_by_improvements(game: Game, one_step: bool) -> npt.NDArray[np.int32]:
    """(parties, states): for each party the least rank of each state and of all that its opponents come to from it by improvements."""
    moves = game.moves
    if isinstance(moves, ListedMoves):
        return np.stack(
            [
                _worst_listed(moves, game, party, ranks, one_step, improving=True)
                for party, ranks in enumerate(game.ranks)
            ]
        )
    worst = np.stack(game.ranks)
    moves.blank(worst, NEVER)
    return _one_improvement(game, moves, worst) if one_step else _improvements(game, moves, worst)


def _improvements(game: Game, moves: OptionMoves, worst: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    parties = range(len(game.parties))
    movers = [Improving(moves, party, game.ranks[party]) for party in parties]
    # (party, mover): the row of the party has changed since this mover last had its turn
    waiting = {(party, mover) for party in parties for mover in parties if party != mover}
    while waiting:
        for mover in parties:
            for party in parties:
                if (party, mover) not in waiting:
                    continue
                waiting.discard((party, mover))
                old = worst[party].copy()
                movers[mover].least(worst[party : party + 1])
                if not np.array_equal(old, worst[party]):
                    waiting |= {(party, other) for other in parties if other not in (party, mover)}
    return worst


def _one_improvement(game: Game, moves: OptionMoves, start: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    worst = start.copy()
    for mover, ranks in enumerate(game.ranks):
        alone = start.copy()
        Improving(moves, mover, ranks).least(alone)
        for party in game.opponents(mover):
            np.minimum(worst[party], alone[party], out=worst[party])
    return worst


def _worst_listed(moves: ListedMoves, game: Game, party: int, values: Ints, one_step: bool, *, improving: bool) -> Ints:
    """The least value of each state and of all that the party's opponents come to from it, nobody twice in a row."""
    others = game.opponents(party)
    # Of each state the least value of sequences that this opponent begins.
    begun = {other: np.full(game.size, NEVER, dtype=np.int32) for other in others}
    changed = True
    while changed:
        changed = False
        for other in others:
            onward = values.copy()
            if not one_step:
                for next_one in others:
                    if next_one != other:
                        np.minimum(onward, begun[next_one], out=onward)
            found = moves.least(other, onward, game.ranks[other] if improving else None)
            if not np.array_equal(found, begun[other]):
                begun[other], changed = found, not one_step
    worst = values.copy()
    for found in begun.values():
        np.minimum(worst, found, out=worst)
    return worst
