"""What a party must prefer for a state to be stable for it: a mediator's question, turned round from `stability`.

Whether a state is stable for a party, given how the others rank, turns on nothing but which states the party prefers to it. So the answer
is a list of demands, all of which must be met; each offers alternatives, one of which must hold; and an alternative names states none
of which the party may prefer to the one in question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from accords.bargaining.game import Game
from accords.bargaining.option_moves import bits
from accords.bargaining.sequences import reached
from accords.bargaining.stability import Kind
from accords.vocabulary import Fault
from accords.vocabulary.errors import Misuse

MOST_STATES = 4096  # nobody reads the demands of more, and they grow with the square

# Bit n of a number says that state n is named; a demand is a set of such alternatives.
_Alternatives = frozenset[int]


@dataclass(frozen=True, slots=True)
class Demand:
    """Of at least one of `alternatives` the party may prefer no state to the one in question. `met`: so it is, as the party ranks now."""

    alternatives: tuple[tuple[int, ...], ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Demands:
    """The state is stable for the party, in this sense, if and only if every one of `demands` is met, however the party ranks; the
    rankings of the others are as they are (which matters for SEQ alone). With none it is stable whatever the party prefers."""

    party: int
    state: int
    kind: Kind
    demands: tuple[Demand, ...]

    @property
    def met(self) -> bool:
        return all(demand.met for demand in self.demands)


def demands(game: Game, party: int, state: int, kind: Kind, *, one_step: bool = False) -> Demands:
    """No demand follows from another one, no alternative from another of its demand, and what is demanded outright is not repeated.

    Raises `Misuse` for a game of more than 4,096 feasible states, but for Nash.
    """
    if kind is not Kind.NASH and (number := len(game.states)) > MOST_STATES:
        raise Misuse(
            Fault(
                game.scenario.place if game.scenario is not None else "the game",
                f"{number:,} feasible states",
                f"at most {MOST_STATES:,} to tell what a party must prefer in the sense of {kind.upper()}",
                "Ask in the sense of Nash, or leave out options that do not matter to this state.",
            )
        )
    found = (
        _simple(_alternatives(game, party, state, int(move), kind, one_step)) for move in game.moves.reach(party, state)
    )
    needed = _irredundant(set(found))
    ranks = game.ranks[party]
    listed = [sorted(tuple(bits(one)) for one in demand) for demand in needed]
    listed.sort(key=lambda demand: (len(demand), demand))
    return Demands(
        party,
        state,
        kind,
        tuple(
            Demand(tuple(one), any(bool((ranks[list(states)] <= ranks[state]).all()) for states in one))
            for one in listed
        ),
    )


def _alternatives(game: Game, party: int, state: int, move: int, kind: Kind, one_step: bool) -> Iterator[int]:
    """What keeps the party from one move: it does not prefer it, or each of the ways in which the others can spoil it."""
    itself = 1 << state  # a state is never preferred to itself
    yield (1 << move) & ~itself
    if kind is Kind.NASH:
        return
    ends = reached(game, move, game.opponents(party), improving=kind is Kind.SEQ, one_step=one_step)
    for end in map(int, np.flatnonzero(ends)):
        named = 1 << end
        if kind is Kind.SMR:
            for onward in map(int, game.moves.reach(party, end)):
                named |= 1 << onward
        yield named & ~itself


def _simple(alternatives: Iterable[int]) -> _Alternatives:
    """Without what asks for more than another alternative does."""
    kept: list[int] = []
    for one in sorted(set(alternatives), key=int.bit_count):
        if not any(less & ~one == 0 for less in kept):
            kept.append(one)
    return frozenset(kept)


def _irredundant(every: set[_Alternatives]) -> list[_Alternatives]:
    """Demands that together mean the same, none of which follows from the rest by what is demanded outright or by one other."""
    outright = 0
    while True:
        more = outright
        for demand in every:
            if len(demand) == 1:
                more |= next(iter(demand))
        every = {_simple(one & ~more for one in demand) for demand in every}
        every = {demand for demand in every if 0 not in demand}
        if more == outright:
            break
        outright = more
    kept: list[_Alternatives] = []
    for demand in sorted(every, key=lambda demand: (len(demand), sorted(demand))):
        if not any(_follows(demand, known) for known in kept):
            kept = [known for known in kept if not _follows(known, demand)] + [demand]
    return [frozenset((1 << state,)) for state in bits(outright)] + kept


def _follows(demand: _Alternatives, known: _Alternatives) -> bool:
    """Whoever meets the known one meets the demand: each of its alternatives asks for all that some alternative of the demand does."""
    return all(any(less & ~one == 0 for less in demand) for one in known)
