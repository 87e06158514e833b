"""Why: the move that breaks a state, or what spoils each improvement, checked move by move against the definitions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.game import Game
from accords.bargaining.listed_moves import listed
from accords.bargaining.sequences import Step
from accords.bargaining.stability import Kind, stability
from accords.bargaining.verdict import Improvement, Sanction, equilibrium_at, stable_for, verdict
from tests.bargaining.definitions import Plain
from tests.bargaining.random_games import Pair, games


@settings(max_examples=80, deadline=None)
@given(games(options=5, states=24), st.sampled_from(Kind), st.booleans())
def test_every_verdict_is_borne_out_by_the_moves_it_names(pair: Pair, kind: Kind, one_step: bool) -> None:
    game, plain = pair
    most = 1 if one_step else None
    found = stability(game, one_step=one_step)
    for party in plain.parties:
        for state in plain.states:
            told = verdict(game, found, party, state, kind)
            assert told.stable == bool(found.of(party, kind)[state])
            assert told.stable == stable_for(game, party, state, kind, one_step=one_step)
            assert {improvement.to for improvement in told.improvements} == plain.improvements(party, state)
            better = [plain.ranks[party][improvement.to] for improvement in told.improvements]
            assert better == sorted(better, reverse=True)
            for improvement in told.improvements:
                if improvement.sanction is not None:
                    assert kind is not Kind.NASH
                    check_sanction(plain, party, state, kind, improvement, improvement.sanction, most)
                if improvement.escaped is not None:
                    assert kind is Kind.SMR and improvement.sanction is None
                    check_sanction(plain, party, state, Kind.GMR, improvement, improvement.escaped, most)
                    onward = improvement.escaped.onward
                    assert onward is not None and plain.ranks[party][onward] > plain.ranks[party][state]


@settings(max_examples=40, deadline=None)
@given(games(options=5, states=24), st.sampled_from(Kind), st.integers(0, 3))
def test_with_fewer_improvements_a_verdict_is_the_same_and_says_how_many_there_are(
    pair: Pair, kind: Kind, most: int
) -> None:
    game, plain = pair
    found = stability(game)
    for party in plain.parties:
        for state in plain.states:
            whole = verdict(game, found, party, state, kind)
            less = verdict(game, found, party, state, kind, most=most)
            assert (less.stable, less.breaks, less.number) == (whole.stable, whole.breaks, len(whole.improvements))
            assert less.improvements == (whole.improvements[:most] if whole.stable else (whole.breaks,))


def check_sanction(
    plain: Plain, party: int, state: int, kind: Kind, improvement: Improvement, sanction: Sanction, most: int | None
) -> None:
    at, last = improvement.to, None
    for step in sanction.steps:
        assert step.start == at and step.party not in (party, last)
        assert step.to in plain.reach(step.party, at)
        assert step.improves == (plain.ranks[step.party][step.to] > plain.ranks[step.party][at])
        assert step.improves or kind is not Kind.SEQ
        at, last = step.to, step.party
    ranks = plain.ranks[party]
    assert sanction.ends == at and ranks[at] <= ranks[state]
    onward = plain.reach(party, at)
    assert (sanction.onward is None) == (not onward)
    if sanction.onward is not None:
        assert ranks[sanction.onward] == max(ranks[end] for end in onward)
        assert kind is not Kind.SMR or ranks[sanction.onward] <= ranks[state]
    shorter = len(sanction.steps) - 1
    ends = plain.not_preferred(party, state)
    if kind is Kind.SMR:
        ends = {end for end in ends if plain.reach(party, end) <= plain.not_preferred(party, state)}
    assert shorter == 0 or not (
        plain.sequences(improvement.to, plain.opponents(party), improving=kind is Kind.SEQ, most=shorter) & ends
    ), "a shorter sequence would do"
    assert most is None or len(sanction.steps) <= most


def game(moves: list[list[tuple[int, int]]], ranks: list[list[int]]) -> Game:
    names = tuple("ABC"[: len(moves)])
    return Game(names, listed(moves, len(ranks[0])), tuple(np.array(own, dtype=np.int32) for own in ranks))


def test_a_verdict_says_who_would_spoil_an_improvement_and_how() -> None:
    talks = game([[(0, 1)], [(1, 2)], [(2, 3)]], [[1, 2, 2, 0], [0, 0, 1, 1], [0, 0, 0, 1]])
    told = verdict(talks, stability(talks), 0, 0, Kind.SEQ)
    assert told.stable and told.breaks is None
    assert told.improvements == (Improvement(1, Sanction((Step(1, 1, 2, True), Step(2, 2, 3, True)), onward=None)),)


def test_the_best_improvement_that_nothing_spoils_is_what_breaks_a_state() -> None:
    talks = game([[(0, 1), (0, 2), (0, 3)], [(3, 0)]], [[0, 1, 2, 3], [0, 0, 0, 0]])
    told = verdict(talks, stability(talks), 0, 0, Kind.GMR)
    assert [improvement.to for improvement in told.improvements] == [3, 2, 1]
    assert not told.stable and told.breaks == Improvement(2, None)


def test_where_a_party_could_move_on_from_a_sanction_it_is_told_whereto() -> None:
    talks = game([[(0, 1), (2, 3)], [(1, 2)]], [[1, 2, 0, 3], [0, 0, 0, 0]])
    told = verdict(talks, stability(talks), 0, 0, Kind.SMR)
    assert told.breaks == Improvement(1, None, escaped=Sanction((Step(1, 1, 2, False),), onward=3))


@settings(max_examples=40, deadline=None)
@given(games(options=4, states=16), st.sampled_from(Kind))
def test_one_state_alone_is_answered_as_among_all(pair: Pair, kind: Kind) -> None:
    talks, plain = pair
    expected = stability(talks).equilibrium(kind)
    assert [equilibrium_at(talks, state, kind) for state in plain.states] == expected[list(plain.states)].tolist()
