"""Random games for the engine and, of the same description, for the definitions."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from accords.bargaining.game import Game
from accords.bargaining.listed_moves import listed
from accords.bargaining.option_moves import OptionMoves
from tests.bargaining.definitions import Plain

Pair = tuple[Game, Plain]


def option_game(
    random: np.random.Generator, options: int, parties: int, one_way: float, infeasible: float, tiers: int
) -> Pair:
    """`one_way`, `infeasible`: shares; `tiers`: how many ranks there are at the most."""
    cuts = [0, *sorted(int(cut) for cut in random.integers(0, options + 1, parties - 1)), options]
    masks = tuple(((1 << (high - low)) - 1) << low for low, high in pairwise(cuts))
    stays = gone = 0
    for bit in range(options):
        if random.random() < one_way:
            if random.random() < 0.5:
                stays |= 1 << bit
            else:
                gone |= 1 << bit
    size = 1 << options
    feasible = random.random(size) >= infeasible
    feasible[int(random.integers(size))] = True
    ranks = tuple(np.where(feasible, random.integers(0, tiers, size), -1).astype(np.int32) for _ in range(parties))
    states = tuple(int(state) for state in np.flatnonzero(feasible))
    moves = tuple(
        frozenset(
            (start, end)
            for start in states
            for end in states
            if start != end and (start ^ end) & ~mask == 0 and start & ~end & stays == 0 and end & ~start & gone == 0
        )
        for mask in masks
    )
    plain = Plain(states, moves, tuple({state: int(own[state]) for state in states} for own in ranks))
    names = tuple(f"P{number}" for number in range(parties))
    return Game(names, OptionMoves(masks, feasible, stays, gone), ranks, states[0]), plain


def listed_game(random: np.random.Generator, size: int, parties: int, density: float, tiers: int) -> Pair:
    """`density`: about how many moves each party has from each state."""
    moves = tuple(
        frozenset(
            (int(start), int(end))
            for start, end in random.integers(0, size, (int(density * size) + 1, 2))
            if start != end
        )
        for _ in range(parties)
    )
    ranks = tuple(random.integers(0, tiers, size).astype(np.int32) for _ in range(parties))
    plain = Plain(tuple(range(size)), moves, tuple(dict(enumerate(map(int, own))) for own in ranks))
    names = tuple(f"P{number}" for number in range(parties))
    ids = tuple(f"s{number}" for number in range(size))
    return Game(names, listed(moves, size), ranks, 0, ids), plain


@st.composite
def games(draw: st.DrawFn, options: int = 6, states: int = 64, parties: int = 4, least: int = 1) -> Pair:
    """Of at most so many options, or states; `least`: the fewest parties."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    number = draw(st.integers(least, parties))
    tiers = draw(st.sampled_from((2, 4, 1000)))
    if draw(st.booleans()):
        shares = st.sampled_from((0.0, 0.3, 1.0))
        return option_game(
            random, draw(st.integers(1, options)), number, draw(shares), draw(st.sampled_from((0.0, 0.2, 0.6))), tiers
        )
    return listed_game(random, draw(st.integers(1, states)), number, draw(st.sampled_from((0.3, 1.0, 2.5))), tiers)
