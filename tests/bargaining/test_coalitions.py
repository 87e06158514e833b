"""What several parties can bring about together that all of them prefer."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from accords.bargaining.coalitions import coalition_improvements
from accords.bargaining.game import Game
from accords.bargaining.listed_moves import listed
from accords.bargaining.stability import Kind, stability
from tests.bargaining.random_games import Pair, games


@settings(max_examples=80, deadline=None)
@given(games(options=5, states=20, least=2))
def test_they_are_those_of_the_definition(pair: Pair) -> None:
    game, plain = pair
    found = stability(game)
    starts = {int(state) for states in found.equilibria.values() for state in states}
    told = list(coalition_improvements(game, found))
    assert {(one.parties, one.start, one.to) for one in told} == plain.coalition_improvements(starts)
    assert len({(one.parties, one.start, one.to) for one in told}) == len(told)
    for one in told:
        smaller = [other for other in told if (other.start, other.to) == (one.start, one.to)]
        assert one.minimal == (not any(set(other.parties) < set(one.parties) for other in smaller))
        at, last = one.start, None
        for step in one.steps:
            assert step.start == at and step.party in one.parties and step.party != last
            assert step.to in plain.reach(step.party, at)
            at, last = step.to, step.party
        assert at == one.to
        fewer = len(one.steps) - 1
        assert fewer == 0 or one.to not in plain.sequences(one.start, one.parties, most=fewer)


def talks(moves: list[list[tuple[int, int]]], ranks: list[list[int]]) -> Game:
    return Game(("A", "B", "C"), listed(moves, len(ranks[0])), tuple(np.array(own, dtype=np.int32) for own in ranks))


def test_a_coalition_goes_through_a_state_that_all_of_it_dislike() -> None:
    game = talks([[(0, 1)], [(1, 2)], []], [[1, 0, 2], [1, 0, 2], [0, 0, 0]])
    found = stability(game)
    assert 0 in found.equilibria[Kind.NASH]
    assert [(one.parties, one.start, one.to) for one in coalition_improvements(game, found)] == [((0, 1), 0, 2)]


def test_a_member_that_is_as_well_off_as_before_does_not_prefer_it() -> None:
    game = talks([[(0, 1)], [(1, 2)], []], [[1, 0, 2], [1, 0, 1], [0, 0, 0]])
    assert list(coalition_improvements(game, stability(game))) == []


def test_no_member_moves_twice_in_a_row() -> None:
    """Only A can move on from where A came to, and B stands still."""
    game = talks([[(0, 1), (1, 2)], [], []], [[1, 0, 2], [1, 0, 2], [0, 0, 0]])
    assert list(coalition_improvements(game, stability(game))) == []
