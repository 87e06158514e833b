"""The four stabilities: published cases, the definitions written out, and what must hold of any game."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.coalitions import coalition_improvements
from accords.bargaining.game import Game
from accords.bargaining.listed_moves import ListedMoves, listed
from accords.bargaining.option_moves import OptionMoves
from accords.bargaining.outright import read_game
from accords.bargaining.stability import KINDS, Kind, stability
from tests.bargaining.random_games import Pair, games, listed_game, option_game

CASES = (
    "chicken",
    "cuba-1962",
    "cuba-1962-irreversible",
    "guarantor",
    "korea-2017-base",
    "korea-2017-deterrence",
    "prisoners-dilemma",
)


@pytest.mark.parametrize("case", CASES)
def test_published_cases_come_out_exactly(case: str, shared: Path) -> None:
    path = shared / "corpora" / "gmcr" / f"{case}.json"
    if not path.is_file():
        pytest.skip(f"no case {path}")
    expected = json.loads(path.read_text("utf-8"))["expected"]
    game, faults = read_game(path)
    assert game is not None, faults
    found = stability(game)
    told: dict[str, object] = {
        str(kind): [game.id_of(int(state)) for state in states] for kind, states in found.equilibria.items()
    }
    told["coalition_improvements"] = [
        {
            "parties": [game.parties[party] for party in one.parties],
            "from": game.id_of(one.start),
            "to": game.id_of(one.to),
        }
        for one in coalition_improvements(game, found)
    ]
    assert {key: told[key] for key in expected} == expected


def test_every_published_case_is_run(shared: Path) -> None:
    assert {path.stem for path in (shared / "corpora" / "gmcr").glob("*.json")} == set(CASES)


@settings(max_examples=150, deadline=None)
@given(games(), st.booleans())
def test_the_engine_agrees_with_the_definitions(pair: Pair, one_step: bool) -> None:
    game, plain = pair
    found = stability(game, one_step=one_step)
    most = 1 if one_step else None
    for kind in Kind:
        stable = getattr(plain, kind.value)
        for party in plain.parties:
            expected = [state for state in plain.states if stable(party, state, most)]
            assert np.flatnonzero(found.of(party, kind)).tolist() == expected, (kind, party)


@pytest.mark.parametrize("seed", range(40))
def test_so_it_does_on_games_of_four_parties_and_64_states(seed: int) -> None:
    random = np.random.default_rng(seed)
    tiers = int(random.choice((3, 8, 1000)))
    if seed % 2:
        game, plain = listed_game(random, 64, 4, float(random.choice((0.7, 1.5))), tiers)
    else:
        game, plain = option_game(
            random, 6, 4, float(random.choice((0.0, 0.4))), float(random.choice((0.0, 0.3))), tiers
        )
    found = stability(game)
    for kind in Kind:
        for party in plain.parties:
            expected = [state for state in plain.states if getattr(plain, kind.value)(party, state)]
            assert np.flatnonzero(found.of(party, kind)).tolist() == expected, (kind, party)


@settings(max_examples=200, deadline=None)
@given(games(), st.booleans())
def test_nash_implies_seq_and_smr_and_both_imply_gmr(pair: Pair, one_step: bool) -> None:
    game, _ = pair
    found = stability(game, one_step=one_step)
    for party in range(len(game.parties)):
        nash, seq, gmr, smr = (found.of(party, kind) for kind in KINDS)
        assert not (nash & ~seq).any() and not (nash & ~smr).any()
        assert not (seq & ~gmr).any() and not (smr & ~gmr).any()


@settings(max_examples=60, deadline=None)
@given(games(options=5, states=30), st.randoms(use_true_random=False))
def test_names_of_states_and_parties_change_nothing(pair: Pair, random: object) -> None:
    game, plain = pair
    order = list(range(len(game.parties)))
    random.shuffle(order)  # type: ignore[attr-defined]
    place = list(range(game.size))
    if isinstance(game.moves, ListedMoves):
        random.shuffle(place)  # type: ignore[attr-defined]
        moves: OptionMoves | ListedMoves = listed(
            [{(place[start], place[end]) for start, end in plain.moves[party]} for party in order], game.size
        )
    else:
        moves = replace(game.moves, masks=tuple(game.moves.masks[party] for party in order))
    ranks = []
    for party in order:
        own = np.empty_like(game.ranks[party])
        own[place] = game.ranks[party]
        ranks.append(own)
    other = Game(tuple(game.parties[party] for party in order), moves, tuple(ranks))
    expected, found = stability(game).stable, stability(other).stable
    assert np.array_equal(found[:, :, place], expected[:, order])


@settings(max_examples=60, deadline=None)
@given(games(options=5, states=30))
def test_a_game_of_options_is_the_game_of_its_moves(pair: Pair) -> None:
    """Two moves in a row of one party are one move there, so both readings say the same."""
    game, plain = pair
    if isinstance(game.moves, ListedMoves):
        return
    ranks = tuple(own.copy() for own in game.ranks)
    other = Game(game.parties, listed([set(own) for own in plain.moves], game.size), ranks)
    states = list(plain.states)
    assert np.array_equal(stability(game).stable[:, :, states], stability(other).stable[:, :, states])


def test_no_party_moves_twice_in_a_row_where_moves_are_listed() -> None:
    """B could bring A below where it began, but only by two moves with nobody between."""
    moves = [[(0, 1)], [(1, 2), (2, 3)]]
    ranks = tuple(np.array(own, dtype=np.int32) for own in ([1, 2, 3, 0], [0, 0, 0, 0]))
    two = stability(Game(("A", "B"), listed(moves, 4), ranks))
    assert not two.of(0, Kind.GMR)[0]
    # A third party can step between: it moves from where B came to, and B goes on from there.
    third = (*ranks, np.zeros(4, dtype=np.int32))
    between = [[(0, 1)], [(1, 2), (1, 3)], [(2, 1)]]
    assert stability(Game(("A", "B", "C"), listed(between, 4), third)).of(0, Kind.GMR)[0]


def test_one_step_looks_no_further_than_one_move_of_one_opponent() -> None:
    """It takes B and then C to bring A below where it began."""
    moves = [[(0, 1)], [(1, 2)], [(2, 3)]]
    ranks = tuple(np.array(own, dtype=np.int32) for own in ([1, 2, 2, 0], [0, 0, 1, 1], [0, 0, 0, 1]))
    game = Game(("A", "B", "C"), listed(moves, 4), ranks)
    for kind in (Kind.SEQ, Kind.GMR, Kind.SMR):
        assert stability(game).of(0, kind)[0]
        assert not stability(game, one_step=True).of(0, kind)[0]


def test_infeasible_states_are_stable_for_nobody_and_spoil_nothing() -> None:
    """A's improvement would be answered by a move to a state that cannot be."""
    feasible = np.array([True, True, True, False])
    ranks = tuple(np.array(own, dtype=np.int32) for own in ([1, 2, 0, -1], [0, 0, 1, -1]))
    found = stability(Game(("A", "B"), OptionMoves((1, 2), feasible), ranks))
    assert not found.of(0, Kind.GMR)[0]
    assert not found.stable[:, :, 3].any()


@pytest.mark.parametrize(
    ("stays", "gone"), list(permutations((0b111000011, 0b000111000))), ids=("taken stays", "given up stays")
)
def test_options_that_cannot_be_undone_are_looked_up_anew_where_there_is_no_room_to_keep_them(
    stays: int, gone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from accords.bargaining import improving
    from accords.bargaining import stability as stability_module

    pair = option_game(np.random.default_rng(3), 10, 3, 0.0, 0.1, 1000)
    game = replace(pair[0], moves=replace(pair[0].moves, stays=stays, gone=gone & ~stays))
    kept = stability(game).stable
    monkeypatch.setattr(stability_module, "Improving", lambda *given: improving.Improving(*given, most_kept=0))
    assert np.array_equal(stability(game).stable, kept)
