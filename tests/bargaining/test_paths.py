"""The way from the status quo: by improvements where there is one, else by any moves."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from accords.bargaining.game import Game
from accords.bargaining.listed_moves import listed
from accords.bargaining.paths import Path, paths
from accords.bargaining.sequences import Step
from tests.bargaining.random_games import Pair, games


@settings(max_examples=80, deadline=None)
@given(games(options=5, states=20))
def test_a_path_is_legal_the_shortest_and_by_improvements_where_it_can_be(pair: Pair) -> None:
    game, plain = pair
    start = plain.states[0]
    by_improvements = plain.sequences(start, plain.parties, improving=True)
    by_any = plain.sequences(start, plain.parties)
    for goal, path in zip(plain.states, paths(game, start, plain.states), strict=True):
        assert (path.start, path.to) == (start, goal)
        if goal == start:
            assert path.steps == ()
            continue
        assert (path.steps is None) == (goal not in by_any)
        if path.steps is None:
            assert not path.by_improvements
            continue
        assert path.by_improvements == (goal in by_improvements)
        at, last = start, None
        for step in path.steps:
            assert step.start == at and step.party != last and step.to in plain.reach(step.party, at)
            assert step.improves == (plain.ranks[step.party][step.to] > plain.ranks[step.party][at])
            at, last = step.to, step.party
        assert at == goal
        fewer = len(path.steps) - 1
        assert fewer == 0 or goal not in plain.sequences(
            start, plain.parties, improving=path.by_improvements, most=fewer
        )


def test_a_longer_way_that_everybody_wants_goes_before_a_short_one_against_a_wish() -> None:
    moves = [[(0, 1), (0, 3)], [(1, 2)], [(2, 3), (0, 4)]]
    ranks = tuple(np.array(own, dtype=np.int32) for own in ([1, 2, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 0, 2, 0]))
    game = Game(("A", "B", "C"), listed(moves, 6), tuple(np.append(own, 0).astype(np.int32) for own in ranks))
    long, against, none = paths(game, 0, (3, 4, 5))
    assert long.steps == (Step(0, 0, 1, True), Step(1, 1, 2, True), Step(2, 2, 3, True))
    assert against == Path(0, 4, (Step(2, 0, 4, False),)) and not against.by_improvements
    assert none == Path(0, 5, None)
