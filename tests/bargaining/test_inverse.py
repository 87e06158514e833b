"""What a party must prefer: the demands are held against every ranking there is."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.game import Game
from accords.bargaining.inverse import Demands, demands
from accords.bargaining.listed_moves import listed
from accords.bargaining.option_moves import OptionMoves
from accords.bargaining.stability import Kind, stability
from accords.vocabulary.errors import Misuse
from tests.bargaining.definitions import Plain
from tests.bargaining.random_games import Pair, games


def allows(told: Demands, preferred: set[int]) -> bool:
    """Whether the demands are met by a party that prefers these states to the one in question."""
    return all(any(not preferred & set(one) for one in demand.alternatives) for demand in told.demands)


@settings(max_examples=25, deadline=None)
@given(games(options=2, states=4, parties=3), st.sampled_from(Kind), st.booleans())
def test_a_ranking_makes_a_state_stable_exactly_where_it_meets_the_demands(
    pair: Pair, kind: Kind, one_step: bool
) -> None:
    """Every ranking with ties of up to four states."""
    game, plain = pair
    party = 0
    told = [demands(game, party, state, kind, one_step=one_step) for state in plain.states]
    for ranks in product(range(len(plain.states)), repeat=len(plain.states)):
        own = game.ranks[party].copy()
        own[list(plain.states)] = ranks
        found = stability(game.with_ranks(party, own), one_step=one_step).of(party, kind)
        for state, one in zip(plain.states, told, strict=True):
            preferred = {other for other in plain.states if own[other] > own[state]}
            assert allows(one, preferred) == bool(found[state])


@settings(max_examples=40, deadline=None)
@given(games(options=3, states=8, least=2), st.sampled_from(Kind))
def test_so_it_is_of_larger_games_whatever_is_preferred_to_the_state(pair: Pair, kind: Kind) -> None:
    """Stability turns on nothing else, so every set of preferred states stands for all rankings that have it."""
    game, plain = pair
    state, party = plain.states[0], 0
    told = demands(game, party, state, kind)
    others = [other for other in plain.states if other != state]
    for number in range(len(others) + 1):
        for preferred in combinations(others, number):
            ranks = {one: 2 if one in preferred else 1 for one in plain.states}
            other = Plain(plain.states, plain.moves, (ranks, *plain.ranks[1:]))
            assert allows(told, set(preferred)) == getattr(other, kind.value)(party, state)


@settings(max_examples=60, deadline=None)
@given(games(options=4, states=14, least=2), st.sampled_from(Kind))
def test_they_are_met_now_where_the_state_is_stable_now_and_none_follows_from_another(pair: Pair, kind: Kind) -> None:
    game, plain = pair
    found = stability(game)
    for state in plain.states:
        told = demands(game, 0, state, kind)
        assert told.met == bool(found.of(0, kind)[state])
        sets = [[set(one) for one in demand.alternatives] for demand in told.demands]
        for alternatives in sets:
            assert all(alternatives), "an alternative that asks nothing"
            assert not any(one < other for one in alternatives for other in alternatives)
        for one, other in product(sets, repeat=2):
            assert one is other or not all(any(less <= more for less in one) for more in other)


def simple_game(kind_moves: list[list[tuple[int, int]]], ranks: list[list[int]]) -> Game:
    return Game(("A", "B"), listed(kind_moves, len(ranks[0])), tuple(np.array(own, dtype=np.int32) for own in ranks))


def test_what_is_demanded_reads_as_a_mediator_would_say_it() -> None:
    """From 0 A can go to 1, whence B can go to 2, whence A can go to 3."""
    game = simple_game([[(0, 1), (2, 3)], [(1, 2)]], [[0, 1, 0, 0], [0, 0, 0, 0]])
    said = {kind: [demand.alternatives for demand in demands(game, 0, 0, kind).demands] for kind in Kind}
    assert said == {
        Kind.NASH: [((1,),)],  # A must not prefer 1 to 0
        Kind.SEQ: [((1,),)],  # B does not want to go to 2
        Kind.GMR: [((1,), (2,))],  # A must not prefer 1 to 0, or not 2
        Kind.SMR: [((1,), (2, 3))],  # … or neither 2 nor 3
    }
    assert [demand.met for demand in demands(game, 0, 0, Kind.GMR).demands] == [True]
    assert not demands(game, 0, 0, Kind.NASH).met


def test_a_state_that_can_be_restored_is_stable_whatever_the_party_prefers() -> None:
    game = simple_game([[(0, 1)], [(1, 0)]], [[0, 1], [0, 0]])
    assert demands(game, 0, 0, Kind.GMR).demands == ()


def test_a_game_too_large_to_read_the_demands_of_is_refused() -> None:
    size = 1 << 13
    ranks = (np.zeros(size, dtype=np.int32),) * 2
    game = Game(("A", "B"), OptionMoves(((1 << 6) - 1, 127 << 6), np.ones(size, dtype=np.bool_)), ranks)
    with pytest.raises(Misuse) as refused:
        demands(game, 0, 0, Kind.SMR)
    assert refused.value.fault.found == "8,192 feasible states"
    assert refused.value.fault.accepted == "at most 4,096 to tell what a party must prefer in the sense of SMR"
    assert (
        refused.value.fault.remedy == "Ask in the sense of Nash, or leave out options that do not matter to this state."
    )
    assert demands(game, 0, 0, Kind.NASH).met
