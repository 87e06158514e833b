"""What the shipped scenarios show, and every table of docs/how-to/scenarios.md."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from accords.bargaining.coalitions import coalition_improvements
from accords.bargaining.game import Game
from accords.bargaining.graph import game_of
from accords.bargaining.parse import read_scenario, scenario_of
from accords.bargaining.scenario import Priorities, Scenario
from accords.bargaining.stability import Kind, Stability, stability

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/scenarios.md").read_text(encoding="utf-8")
FOLDER = ROOT / "examples" / "scenarios"
WORDS = {Kind.NASH: "Nash", Kind.SEQ: "SEQ", Kind.GMR: "GMR", Kind.SMR: "SMR"}


def shipped(name: str) -> Scenario:
    scenario, faults = read_scenario(FOLDER / name)
    assert not faults
    assert scenario is not None
    assert not scenario.notes
    return scenario


LAKE, SETTLEMENT = shipped("lake-talks.yaml"), shipped("settlement-2025.yaml")


def senses(scenario: Scenario) -> dict[str, str]:
    """Of each named state in which senses it is an equilibrium, as the page has it."""
    found = stability(game_of(scenario))
    return {
        name: ", ".join(words for kind, words in WORDS.items() if found.equilibrium(kind)[state])
        for name, state in scenario.states
    }


def leaving(game: Game, found: Stability, state: int) -> str:
    """The parties for which a state is not stable in the sense of SEQ, as the page has it."""
    scenario = game.scenario
    assert scenario is not None
    each = enumerate(scenario.parties)
    return ", ".join(party.name for number, party in each if not found.of(number, Kind.SEQ)[state])


def tables() -> list[list[list[str]]]:
    """The tables of the page: rows of cells, without the heads."""
    found = re.findall(r"(?m)(?:^\|.*\n)+", PAGE)
    rows = [[line.strip("|\n").split("|") for line in table.splitlines()[2:]] for table in found]
    return [[[cell.strip() for cell in row] for row in table] for table in rows]


def without(scenario: Scenario, party: int, number: int) -> Scenario:
    """The scenario without one statement of a party."""
    parties = list(scenario.parties)
    preference = parties[party].preference
    assert isinstance(preference, Priorities)
    kept = tuple(one for at, one in enumerate(preference.statements) if at != number)
    parties[party] = replace(parties[party], preference=replace(preference, statements=kept))
    return replace(scenario, parties=tuple(parties))


def guesses(scenario: Scenario) -> list[tuple[int, int, str]]:
    """Party, number and words, as the page has them, of each statement that is marked as a guess."""
    return [
        (party, number, f"{one.name}: `{statement.words}`")
        for party, one in enumerate(scenario.parties)
        if isinstance(one.preference, Priorities)
        for number, statement in enumerate(one.preference.statements)
        if statement.guess
    ]


def test_the_file_on_the_page_is_the_shipped_one_without_its_reasons() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    told, faults = scenario_of(text, "page.yaml")
    assert not faults
    assert told is not None
    assert [(option.id, option.text, option.irreversible) for option in told.options] == [
        (option.id, option.text, option.irreversible) for option in LAKE.options
    ]
    assert (told.status_quo, told.states) == (LAKE.status_quo, LAKE.states)
    assert senses(told) == senses(LAKE)
    for one, other in zip(told.parties, LAKE.parties, strict=True):
        assert isinstance(one.preference, Priorities)
        assert isinstance(other.preference, Priorities)
        assert [s.prefers for s in one.preference.statements] == [s.prefers for s in other.preference.statements]


def test_a_guarantee_makes_the_deal_on_the_lake_hold() -> None:
    found = senses(LAKE)
    assert found["nothing"] == "Nash, SEQ, GMR, SMR"
    assert found["deal on trust"] == "GMR, SMR"
    assert found["deal with a guarantee"] == "Nash, SEQ, GMR, SMR"
    game = game_of(LAKE)
    assert leaving(game, stability(game), dict(LAKE.states)["deal on trust"]) == "Vestria"


def test_without_what_cannot_be_undone_norland_would_take_the_shore_back() -> None:
    parties = [
        replace(party, options=tuple(replace(option, irreversible=None) for option in party.options))
        for party in LAKE.parties
    ]
    assert senses(replace(LAKE, parties=tuple(parties)))["deal with a guarantee"] != "Nash, SEQ, GMR, SMR"


def test_every_priority_of_the_shipped_scenarios_says_on_what_it_rests() -> None:
    for scenario in (LAKE, SETTLEMENT):
        for party in scenario.parties:
            assert isinstance(party.preference, Priorities)
            assert all(statement.because for statement in party.preference.statements), party.id
    assert len(SETTLEMENT.options) <= 12
    assert all(source.title for source in SETTLEMENT.sources)


def test_the_first_table_of_the_page_is_what_comes_out() -> None:
    game = game_of(SETTLEMENT)
    found = stability(game)
    told = {outcome: (stable, who) for outcome, stable, who in tables()[0]}
    expected = senses(SETTLEMENT)
    assert told == {name: (expected[name], leaving(game, found, state)) for name, state in SETTLEMENT.states}


def test_the_second_table_of_the_page_has_the_guesses_that_decide_and_the_others_decide_nothing() -> None:
    _, second = tables()
    columns = ("peace on the present lines", "the same with the law", "the same with European forces")
    told = {row[0]: tuple(row[1:]) for row in second}
    whole = senses(SETTLEMENT)
    assert told.pop("(the file as it is)") == tuple(whole[name] for name in columns)
    every = guesses(SETTLEMENT)
    assert len(every) == 9
    for party, number, words in every:
        found = senses(without(SETTLEMENT, party, number))
        if words in told:
            assert tuple(found[name] for name in columns) == told.pop(words)
            assert found != whole
        else:
            assert found == whole, words
    assert not told


def test_from_war_to_peace_all_four_have_to_move() -> None:
    game = game_of(SETTLEMENT)
    peace = dict(SETTLEMENT.states)["peace on the present lines"]
    together = coalition_improvements(game, stability(game), [SETTLEMENT.status_quo])
    assert {one.parties for one in together if one.to == peace} == {(0, 1, 2, 3)}


@pytest.mark.parametrize("name", ["lake-talks.yaml", "settlement-2025.yaml"])
def test_the_status_quo_is_an_equilibrium_in_every_sense(name: str) -> None:
    scenario = shipped(name)
    found = stability(game_of(scenario))
    assert all(found.equilibrium(kind)[scenario.status_quo] for kind in Kind)
