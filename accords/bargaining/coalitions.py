"""Coalition improvements: what several parties can do together that each of them prefers to an equilibrium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from accords.bargaining.game import Game
from accords.bargaining.sequences import Outwards, Step
from accords.bargaining.stability import Kind, Stability


@dataclass(frozen=True, slots=True)
class CoalitionImprovement:
    """`minimal`: no fewer of its members, two at the least, have it. `steps`: the shortest way, any order, nobody twice in a row."""

    parties: tuple[int, ...]
    start: int
    to: int
    minimal: bool
    steps: tuple[Step, ...]


def coalition_improvements(
    game: Game, stability: Stability, starts: Iterable[int] | None = None
) -> Iterator[CoalitionImprovement]:
    """From each equilibrium of any kind, or from `starts`: every coalition of two parties or more and every state that all of it prefer and can bring about.

    In the order of equilibria, then of coalitions, small ones first. Of a large game there may be very many: they are worked out as they are taken.
    """
    if starts is None:
        of_any = np.logical_or.reduce([stability.equilibrium(kind) for kind in Kind])
        starts = map(int, np.flatnonzero(of_any))
    parties = range(len(game.parties))
    coalitions = [group for number in range(2, len(parties) + 1) for group in combinations(parties, number)]
    for start in starts:
        better = [ranks > ranks[start] for ranks in game.ranks]
        smaller: dict[int, list[frozenset[int]]] = {}  # of each state whoever can bring it about
        for coalition in coalitions:
            wanted = np.logical_and.reduce([better[party] for party in coalition])
            if not wanted.any():
                continue
            outwards = Outwards(game, start, coalition, improving=False)
            outwards.go_all_the_way()
            for to in map(int, np.flatnonzero(outwards.come_to & wanted)):
                known = smaller.setdefault(to, [])
                minimal = not any(fewer < frozenset(coalition) for fewer in known)
                known.append(frozenset(coalition))
                yield CoalitionImprovement(coalition, start, to, minimal, outwards.way_to(to) or ())
