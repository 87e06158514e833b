"""A game: which states there are, who can move from which to which, and how each party ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from accords.bargaining.listed_moves import ListedMoves
from accords.bargaining.option_moves import INFEASIBLE, Ints, OptionMoves, States
from accords.bargaining.scenario import Scenario

StateId = int | str


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """States and parties are numbered from 0; in a game of options the number of a state is its options as bits.

    `ranks`: of each party an array over all states, higher is better, equal is a tie, -1 is not feasible.
    `ids`: of a game given outright the ids of its states as they were given; `about`: what its file says of each for people.
    """

    parties: tuple[str, ...]
    moves: OptionMoves | ListedMoves
    ranks: tuple[Ints, ...]
    status_quo: int | None = None
    ids: tuple[StateId, ...] | None = None
    about: tuple[object, ...] = ()
    scenario: Scenario | None = None

    @property
    def size(self) -> int:
        """How many states there are, those that are not feasible too."""
        return self.moves.size

    @property
    def states(self) -> States:
        """The feasible states, ascending."""
        return np.flatnonzero(self.moves.feasible)

    def id_of(self, state: int) -> StateId:
        """What a state is called: its id as given, or the name that its scenario has for it, or its options."""
        if self.ids is not None:
            return self.ids[state]
        return self.scenario.name(state) if self.scenario is not None else state

    def state_of(self, called: StateId) -> int | None:
        """The state with this id, or with this name in the scenario; `None` where there is none."""
        if self.ids is not None:
            return self.ids.index(called) if called in self.ids else None
        names = dict(self.scenario.states) if self.scenario is not None else {}
        return names.get(str(called))

    def party_of(self, called: str) -> int | None:
        return self.parties.index(called) if called in self.parties else None

    def name_of(self, party: int) -> str:
        """What a party is called for people."""
        return self.scenario.parties[party].name if self.scenario is not None else self.parties[party]

    def opponents(self, party: int) -> tuple[int, ...]:
        return tuple(other for other in range(len(self.parties)) if other != party)

    def improvements(self, party: int, state: int) -> States:
        """Where the party can move to and strictly prefers to be, what it prefers most first."""
        ranks = self.ranks[party]
        found = self.moves.reach(party, state)
        better = found[ranks[found] > ranks[state]]
        best_first: States = better[np.argsort(-ranks[better], kind="stable")]
        return best_first

    def with_ranks(self, party: int, ranks: Ints) -> Game:
        """The same game, in which one party ranks otherwise."""
        every = tuple(ranks if number == party else own for number, own in enumerate(self.ranks))
        return replace(self, ranks=every)


def ranks_of(tiers: Sequence[Iterable[int]], size: int) -> Ints:
    """Ranks of states given best first, each tier a tie; -1 for a state in none."""
    ranks = np.full(size, INFEASIBLE, dtype=np.int32)
    for rank, tier in enumerate(reversed(tiers)):
        ranks[list(tier)] = rank
    return ranks
