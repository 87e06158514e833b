"""How far an equilibrium hangs on exact rankings and on what can be undone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.game import Game, ranks_of
from accords.bargaining.listed_moves import ListedMoves, listed
from accords.bargaining.option_moves import OptionMoves
from accords.bargaining.scenario import Irreversible
from accords.bargaining.sensitivity import Change, neighbours_of, sensitivity, tiers_of
from accords.bargaining.stability import Kind, stability
from accords.vocabulary.errors import Misuse
from tests.bargaining.random_games import Pair, games

Tiers = list[tuple[int, ...]]


def test_the_neighbours_of_a_ranking_with_a_tie() -> None:
    """1 over 2 and 3, over 4."""
    found = [(change.value, tiers) for change, _, _, tiers in neighbours_of([(1,), (2, 3), (4,)])]
    assert found == [
        ("swapped", [(2, 3), (1,), (4,)]),
        ("tied", [(1, 2, 3), (4,)]),
        ("swapped", [(1,), (4,), (2, 3)]),
        ("tied", [(1,), (2, 3, 4)]),
        ("split", [(1,), (2,), (3,), (4,)]),
        ("split", [(1,), (3,), (2,), (4,)]),
    ]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_neighbours_are_other_rankings_of_the_same_states_and_each_stands_once(sizes: list[int]) -> None:
    bounds = [0, *np.cumsum(sizes).tolist()]
    tiers: Tiers = [tuple(range(first, last)) for first, last in pairwise(bounds)]
    found = [tuple(frozenset(tier) for tier in one) for _, _, _, one in neighbours_of(tiers)]
    assert len(set(found)) == len(found)
    assert tuple(map(frozenset, tiers)) not in found
    assert all(sorted(state for tier in one for state in tier) == list(range(bounds[-1])) for one in found)
    splits = sum(2 * size if size > 2 else 2 if size == 2 else 0 for size in sizes)
    assert len(found) == 2 * (len(sizes) - 1) + splits


@settings(max_examples=25, deadline=None)
@given(games(options=3, states=8), st.sampled_from(Kind), st.booleans())
def test_each_neighbour_is_judged_as_the_game_that_it_is(pair: Pair, kind: Kind, one_step: bool) -> None:
    game, plain = pair
    state = plain.states[-1]
    told = sensitivity(game, state, kind, one_step=one_step)
    assert told.equilibrium == bool(stability(game, one_step=one_step).equilibrium(kind)[state])
    expected = [
        bool(stability(game.with_ranks(party, ranks_of(tiers, game.size)), one_step=one_step).equilibrium(kind)[state])
        for party in plain.parties
        for _, _, _, tiers in neighbours_of(tiers_of(game, party))
    ]
    assert [neighbour.kept for neighbour in told.neighbours] == expected
    assert told.kept == sum(expected)
    if isinstance(game.moves, ListedMoves):
        assert told.reversals == ()
        return
    assert len(told.reversals) == game.moves.options
    for reversal in told.reversals:
        bit = 1 << reversal.option
        could_be_undone = not (game.moves.stays | game.moves.gone) & bit
        assert reversal.irreversible == (Irreversible.TAKEN if could_be_undone else None)
        stays, gone = game.moves.stays & ~bit, game.moves.gone & ~bit
        other = replace(game, moves=replace(game.moves, stays=stays | bit if could_be_undone else stays, gone=gone))
        assert reversal.kept == bool(stability(other, one_step=one_step).equilibrium(kind)[state])


def test_what_a_neighbour_changed_is_said() -> None:
    """A stays at 0 as long as it does not prefer 1."""
    ranks = (np.array([2, 1, 0], dtype=np.int32), np.zeros(3, dtype=np.int32))
    told = sensitivity(Game(("A", "B"), listed([[(0, 1)], []], 3), ranks), 0, Kind.NASH)
    lost = [(one.party, one.change, one.upper, one.lower) for one in told.neighbours if not one.kept]
    assert lost == [(0, Change.SWAPPED, (1,), (0,))]
    # 2 swaps and 2 ties of A; B holds all three alike, so each of them may go up or down.
    assert (told.kept, len(told.neighbours)) == (9, 10)


def test_in_the_sense_of_seq_it_matters_to_one_party_what_another_wants() -> None:
    """B would answer A's improvement; were its answer no gain to it, A could go ahead."""
    ranks = (np.array([1, 2, 0], dtype=np.int32), np.array([2, 0, 1], dtype=np.int32))
    told = sensitivity(Game(("A", "B"), listed([[(0, 1)], [(1, 2)]], 3), ranks), 0, Kind.SEQ)
    assert told.equilibrium
    lost = [(one.party, one.change, one.upper, one.lower) for one in told.neighbours if not one.kept]
    assert lost == [
        (0, Change.SWAPPED, (2,), (0,)),
        (1, Change.SWAPPED, (1,), (2,)),
        (1, Change.TIED, (2,), (1,)),
    ]


def test_what_could_be_undone_matters() -> None:
    """B's threat deters A only as long as A cannot go back on what it did."""
    moves = OptionMoves((1, 2), np.ones(4, dtype=np.bool_), stays=1)
    ranks = (np.array([2, 3, 1, 0], dtype=np.int32), np.array([0, 0, 1, 1], dtype=np.int32))
    game = Game(("A", "B"), moves, ranks)
    told = sensitivity(game, 1, Kind.NASH)
    assert not told.equilibrium
    game = Game(("A", "B"), moves, (np.array([0, 1, 3, 2], dtype=np.int32), np.zeros(4, dtype=np.int32)))
    told = sensitivity(game, 3, Kind.NASH)
    assert told.equilibrium
    assert [(one.option, one.irreversible, one.kept) for one in told.reversals] == [
        (0, None, False),
        (1, Irreversible.TAKEN, True),
    ]


def test_a_game_too_large_to_try_every_neighbour_is_refused() -> None:
    size = 1 << 13
    moves = OptionMoves(((1 << 6) - 1, 127 << 6), np.ones(size, dtype=np.bool_))
    game = Game(("A", "B"), moves, (np.zeros(size, dtype=np.int32),) * 2)
    with pytest.raises(
        Misuse, match=r"8,192 feasible states; accepted: at most 4,096 to try every neighbouring ranking"
    ):
        sensitivity(game, 0, Kind.NASH)
