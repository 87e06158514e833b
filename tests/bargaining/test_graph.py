"""A scenario becomes a game: states as bits, moves that the rules leave, and ranks by what matters most."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.bargaining import graph
from accords.bargaining.condition import Condition, Not, Taken, holds_in
from accords.bargaining.game import Game
from accords.bargaining.graph import game_of
from accords.bargaining.option_moves import OptionMoves
from accords.bargaining.parse import scenario_of
from accords.bargaining.scenario import (
    Irreversible,
    Option,
    Priorities,
    Ranking,
    Rule,
    Scenario,
    ScenarioParty,
    Statement,
)
from accords.bargaining.stability import Kind, stability
from accords.vocabulary.errors import Misuse

LAKE = """\
accords: scenario/1
id: lake
title: The lake
parties:
  norland:
    name: Norland
    options:
      withdraw: {text: draw back, irreversible: yes}
      guarantee: accept guarantors
  vestria:
    name: Vestria
    options:
      lift: {text: lift the blockade, irreversible: not taken}
infeasible: [norland.withdraw and not vestria.lift and norland.guarantee]
status quo: [vestria.lift]
states: {nothing: [], all: [withdraw, guarantee, lift]}
preferences:
  norland:
    priorities: [{prefers: lift, because: trade}, not withdraw]
  vestria:
    ranking: [[all], rest, [nothing]]
"""


def lake() -> Game:
    scenario, faults = scenario_of(LAKE, "lake.yaml")
    assert scenario is not None, faults
    return game_of(scenario)


def test_states_are_the_options_as_bits_and_those_against_a_rule_are_left_out() -> None:
    game = lake()
    assert game.parties == ("norland", "vestria")
    assert game.states.tolist() == [0, 1, 2, 4, 5, 6, 7]
    assert game.status_quo == 0b100


def test_parties_move_by_their_own_options_as_far_as_they_can_be_undone() -> None:
    moves = lake().moves
    assert moves.reach(0, 0b110).tolist() == [0b100, 0b101, 0b111]
    assert moves.reach(0, 0b111).tolist() == [0b101]  # who has drawn back stays back
    assert moves.reach(1, 0b100).tolist() == [0b000]
    assert moves.reach(1, 0b000).tolist() == []  # a blockade that was once put up stays
    assert moves.sources(0, 0b101).tolist() == [0b100, 0b110, 0b111]
    assert moves.sources(1, 0b011).tolist() == [0b111]


def test_the_first_statement_matters_most_and_a_rest_is_one_tie() -> None:
    game = lake()
    # lifted and not withdrawn, lifted, neither lifted nor withdrawn, withdrawn alone; 3 is not feasible
    assert game.ranks[0].tolist() == [1, 0, 1, -1, 3, 2, 3, 2]
    assert game.ranks[1].tolist() == [0, 1, 1, -1, 1, 1, 1, 2]


def test_states_are_called_as_the_file_calls_them() -> None:
    game = lake()
    assert [game.id_of(state) for state in (0, 5, 7)] == ["nothing", "norland.withdraw, vestria.lift", "all"]
    assert (game.state_of("all"), game.state_of("none such")) == (7, None)
    assert (game.party_of("vestria"), game.party_of("Vestria"), game.name_of(1)) == (1, None, "Vestria")


def made(options: int, rules: tuple[Rule, ...] = (), statements: tuple[Condition, ...] = (Taken(0),)) -> Scenario:
    """A scenario of one party."""
    own = tuple(Option(f"a.o{n}", "a", f"o{n}", "…", "made:1") for n in range(options))
    said = Priorities(tuple(Statement(one, "…", "made:2") for one in statements), "made:2")
    return Scenario("made", "Made", "made.yaml", (ScenarioParty("a", "A", "made:1", own, said),), rules, 0)


def test_forty_options_are_refused_before_memory_is_taken() -> None:
    scenario = made(40)
    tracemalloc.start()
    with pytest.raises(Misuse) as refused:
        game_of(scenario)
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 1_000_000
    fault = refused.value.fault
    assert fault.found == "40 options: 2^40 = 1,099,511,627,776 states"
    assert fault.accepted == "at most 24 options (2^24 = 16,777,216 states)"
    assert fault.remedy.startswith("Join options that are only taken together")


def test_what_the_memory_does_not_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "_free_bytes", lambda: 500_000_000)
    with pytest.raises(Misuse) as refused:
        game_of(made(24))
    assert refused.value.fault.found == "24 options: 2^24 = 16,777,216 states, which take about 1.3 GB"
    assert refused.value.fault.accepted == "what this computer has free, 0.5 GB"
    assert "Leave out options" in refused.value.fault.remedy


def test_where_memory_cannot_be_told_nothing_is_refused_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "_free_bytes", lambda: None)
    assert game_of(made(3)).size == 8


def test_no_feasible_state_is_refused() -> None:
    rules = tuple(Rule(one, "…", "made:3") for one in (Taken(0), Not(Taken(0))))
    with pytest.raises(Misuse, match="no feasible state: every combination of the options breaks a rule"):
        game_of(made(2, rules))


literals = st.builds(
    lambda option, negated: Not(Taken(option)) if negated else Taken(option), st.integers(0, 3), st.booleans()
)


@given(st.lists(literals, min_size=1, max_size=70))
def test_statements_rank_as_words_are_sorted_however_many_there_are(statements: list[Condition]) -> None:
    """More than fit into one number, too."""
    ranks = game_of(made(4, statements=tuple(statements))).ranks[0]
    truths = [tuple(holds_in(one, state) for one in statements) for state in range(16)]
    order = sorted(set(truths))
    assert ranks.tolist() == [order.index(truth) for truth in truths]


def test_a_ranking_by_tiers_is_dense_where_a_tier_has_no_feasible_state() -> None:
    party = ScenarioParty("a", "A", "made:1", made(2).options, Ranking(((3,), (), (0, 2)), 1, "…", "made:2"))
    scenario = Scenario("made", "Made", "made.yaml", (party,), (Rule(Taken(0), "…", "made:3"),), 0)
    scenario_2 = Scenario("made", "Made", "made.yaml", (party,), (), 0)
    assert game_of(scenario_2).ranks[0].tolist() == [0, 1, 0, 2]
    assert game_of(scenario).moves.feasible.tolist() == [True, False, True, False]


def test_a_scenario_and_the_game_written_out_by_hand_agree() -> None:
    """Two parties that both gain by giving way last: a game of chicken."""
    options = tuple(
        Option(f"{party}.yield", party, "yield", "…", "made:1", irreversible)
        for party, irreversible in (("a", None), ("b", None))
    )
    # bit 0: A yields, bit 1: B yields
    a = Ranking(((2,), (3,), (1,), (0,)), None, "…", "made:2")
    b = Ranking(((1,), (3,), (2,), (0,)), None, "…", "made:2")
    parties = tuple(
        ScenarioParty(option.party, option.party, "made:1", (option,), ranking)
        for option, ranking in zip(options, (a, b), strict=True)
    )
    found = stability(game_of(Scenario("c", "Chicken", "c.yaml", parties, (), 0))).equilibria
    assert {kind: states.tolist() for kind, states in found.items()} == {
        Kind.NASH: [1, 2],
        Kind.SEQ: [1, 2],
        Kind.GMR: [1, 2, 3],
        Kind.SMR: [1, 2, 3],
    }


def test_what_cannot_be_taken_up_again_is_told_apart_from_what_stays() -> None:
    moves = lake().moves
    assert isinstance(moves, OptionMoves)
    assert (moves.stays, moves.gone) == (0b001, 0b100)
    assert [option.irreversible for option in lake().scenario.options] == [  # type: ignore[union-attr]
        Irreversible.TAKEN,
        None,
        Irreversible.NOT_TAKEN,
    ]
    assert np.array_equal(moves.feasible, np.arange(8) != 3)
