"""Games given outright in JSON, and all that can be wrong with them at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from accords.bargaining.outright import game_of_text, read_game

GOOD: dict[str, Any] = {
    "parties": ["A", "B"],
    "states": [{"id": 1, "options": "war"}, {"id": 2, "options": ["A: stop"]}, {"id": "peace"}],
    "moves": {"A": [[1, 2], [2, 1], [1, 2]], "B": [[2, "peace"]]},
    "preferences": {"A": ["peace", [1, 2]], "B": [2, "peace", 1]},
    "status_quo": 1,
    "title": "passed over",
}


def changed(**keys: Any) -> str:
    return json.dumps({**GOOD, **keys}, ensure_ascii=False)


def test_a_game_is_what_its_file_says_and_ids_come_back_as_given(tmp_path: Path) -> None:
    path = tmp_path / "game.json"
    path.write_text(json.dumps(GOOD), "utf-8")
    game, faults = read_game(path)
    assert faults == [] and game is not None
    assert game.parties == ("A", "B")
    assert [game.id_of(state) for state in range(3)] == [1, 2, "peace"]
    assert [game.state_of(called) for called in (1, "peace", "1")] == [0, 2, None]
    assert game.about == ("war", ["A: stop"], None)
    assert [own.tolist() for own in game.ranks] == [[0, 0, 1], [0, 2, 1]]
    assert game.moves.reach(0, 0).tolist() == [1]  # a move that stands twice is one
    assert game.moves.reach(1, 1).tolist() == [2]
    assert game.moves.reach(1, 2).tolist() == []
    assert game.status_quo == 0
    assert game.ranks[0].dtype == np.int32


def test_a_status_quo_need_not_be_said() -> None:
    for text in (changed(status_quo=None), json.dumps({key: GOOD[key] for key in GOOD if key != "status_quo"})):
        game, faults = game_of_text(text, "game.json")
        assert game is not None and game.status_quo is None and faults == []


# What is wrong -> the changed keys, and what is found, accepted and to be done (the beginning of each).
FAULTS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "a ranking that omits a state": (
        {"preferences": {"A": ["peace", 1], "B": [2, "peace", 1]}},
        'nothing of state 2 in the preferences of "A"',
        "every state once, from best to worst",
        "Put each where it belongs; states that are all the same to the party are a tie",
    ),
    "a ranking that repeats a state": (
        {"preferences": {"A": ["peace", 1, 2], "B": [2, "peace", [1, 2]]}},
        'state 2 more than once in the preferences of "B"',
        "every state once",
        "Leave each where it belongs and remove it elsewhere.",
    ),
    "a ranking of a state that is not there": (
        {"preferences": {"A": ["peece", 1, 2], "B": [2, "peace", 1]}},
        '"peece" in the preferences of "A", which is no state',
        'ids of states: 1, 2, "peace"',
        "Did you mean `peace`?",
    ),
    "a number as words": (
        {"preferences": {"A": ["peace", "1", 2], "B": [2, "peace", 1]}},
        '"1" in the preferences of "A", which is no state',
        'ids of states: 1, 2, "peace"',
        "Write 1, as under `states`.",
    ),
    "an empty tie": (
        {"preferences": {"A": ["peace", [], 1, 2], "B": [2, "peace", 1]}},
        'an empty tie in the preferences of "A"',
        "ids of states that are tied",
        "Remove it.",
    ),
    "a ranking that is no list": (
        {"preferences": {"A": "peace", "B": [2, "peace", 1]}},
        '"peace" as the preferences of "A"',
        "its states from best to worst: [2, [1, 3]]",
        "List every state once.",
    ),
    "a party without a ranking": (
        {"preferences": {"A": ["peace", [1, 2]]}},
        'nothing of "B" under `preferences`',
        "of each party its states from best to worst",
        'Add `"B": […]`.',
    ),
    "a move to no state": (
        {"moves": {"A": [[1, 2]], "B": [[2, 4]]}},
        '4 in a move of "B", which is no state',
        'ids of states: 1, 2, "peace"',
        "Add the state, or name one that there is.",
    ),
    "a move to where one is": (
        {"moves": {"A": [[1, 1]], "B": []}},
        'a move of "A" from 1 to itself',
        "a move to another state",
        "Remove it: who does nothing makes no move.",
    ),
    "a move of three states": (
        {"moves": {"A": [[1, 2, 1]], "B": []}},
        '[1, 2, 1] as a move of "A"',
        "two ids of states, [from, to]",
        "Write a move each way as one of its own.",
    ),
    "moves that are no list": (
        {"moves": {"A": {"1": 2}, "B": []}},
        '{"1": 2} as the moves of "A"',
        "a list of moves: [[1, 2], [2, 1]]",
        "List each as [from, to].",
    ),
    "moves of nobody in particular": (
        {"moves": [[1, 2]]},
        "[[1, 2]] under `moves`",
        'of each party a list of moves: {"A": [[1, 2], [2, 1]], "B": []}',
        "Write an object with every party in it.",
    ),
    "a party without moves": (
        {"moves": {"A": [[1, 2]]}},
        'nothing of "B" under `moves`',
        "of each party a list of moves",
        'Add `"B": []`, if it has no move.',
    ),
    "moves of a stranger": (
        {"moves": {"A": [], "B": [], "C": []}},
        '"C" under `moves`, which is no party',
        'the parties: "A", "B"',
        "Add it to `parties`, or remove it here.",
    ),
    "two states of one id": (
        {"states": [{"id": 1}, {"id": 2}, {"id": "peace"}, {"id": 2}]},
        "the id 2 a second time",
        "ids that no two states share",
        "Give one of the two another id.",
    ),
    "ids that answers could not tell apart": (
        {"states": [{"id": 1}, {"id": 2}, {"id": "peace"}, {"id": "2"}]},
        'the id "2" beside 2',
        "ids that no two states share",
        "Give one of the two another id.",
    ),
    "an id that is a list": (
        {"states": [{"id": 1}, {"id": 2}, {"id": "peace"}, {"id": [3]}]},
        '{"id": [3]} as a state',
        "an object whose id is a whole number or words",
        "Give the state an `id` of its own.",
    ),
    "an id that is true": (
        {"states": [{"id": 1}, {"id": 2}, {"id": "peace"}, {"id": True}]},
        '{"id": true} as a state',
        "an object whose id is a whole number or words",
        "Give the state an `id` of its own.",
    ),
    "a state without an id": (
        {"states": [{"id": 1}, {"id": 2}, {"id": "peace"}, {"options": "?"}]},
        "a state without an id",
        "an object whose id is a whole number or words",
        "Give the state an `id` of its own.",
    ),
    "a party twice": ({"parties": ["A", "B", "A"]}, 'the party "A" twice', "each party once", "Remove one"),
    "a party that is a number": (
        {"parties": ["A", "B", 3]},
        "3 as the name of a party",
        'a name: "A"',
        "Put the name between quotation marks.",
    ),
    "parties in one word": (
        {"parties": "AB", "moves": {}, "preferences": {}},
        '"AB" as the parties',
        "a list of names",
        "Name",
    ),
    "a status quo that is no state": (
        {"status_quo": "pece"},
        '"pece" as the status quo, which is no state',
        'ids of states: 1, 2, "peace"',
        "Did you mean `peace`?",
    ),
}


@pytest.mark.parametrize("situation", FAULTS)
def test_a_fault_is_told_and_nothing_else(situation: str) -> None:
    keys, found, accepted, remedy = FAULTS[situation]
    game, faults = game_of_text(changed(**keys), "game.json")
    assert game is None
    assert len(faults) == 1, faults
    assert faults[0].place == "game.json:1"
    assert faults[0].found == found
    assert faults[0].accepted.startswith(accepted)
    assert faults[0].remedy.startswith(remedy)


def test_all_faults_are_told_at_once_each_with_its_line() -> None:
    text = """\
{
 "parties": ["A", "B"],
 "states": [{"id": 1},
            {"id": 2},
            {"id": 1}],
 "moves": {
   "A": [[1, 2],
         [2, 9]],
   "B": []
 },
 "preferences": {
   "A": [1],
   "B": [2, 1, 2]
 }
}"""
    game, faults = game_of_text(text, "game.json")
    assert game is None
    assert [(fault.place, fault.found) for fault in faults] == [
        ("game.json:5", "the id 1 a second time"),
        ("game.json:8", '9 in a move of "A", which is no state'),
        ("game.json:12", 'nothing of state 2 in the preferences of "A"'),
        ("game.json:13", 'state 2 more than once in the preferences of "B"'),
    ]


def test_every_key_that_is_missing_is_named() -> None:
    game, faults = game_of_text("{}", "game.json")
    assert game is None
    assert [fault.found for fault in faults] == ["no `parties`", "no `states`", "no `moves`", "no `preferences`"]
    assert faults[0].remedy == "Add `parties`."


NO_GAMES = {
    "no JSON": ('{"parties": ["A",\n]}', "game.json:2", "what is no JSON ("),
    "nothing": ("", "game.json:1", "what is no JSON ("),
    "a list": ("[]", "game.json:1", "[] as the whole file"),
    "lists without end": ("[" * 100_000, "game.json", "lists in lists without end"),
    "a number without end": ('{"a": ' + "1" * 5000 + "}", "game.json", "a number that is far too long"),
    "no states": (changed(states=[], moves={}, preferences={}, status_quo=None), "game.json:1", "no state"),
    "a key twice": ('{"parties": ["A"],\n"parties": ["B"]}', "game.json:1", "`parties` a second time in one object"),
}


@pytest.mark.parametrize("situation", NO_GAMES)
def test_what_is_no_game_is_refused(situation: str) -> None:
    text, place, found = NO_GAMES[situation]
    game, faults = game_of_text(text, "game.json")
    assert game is None
    assert faults[0].place == place
    assert faults[0].found.startswith(found)
    assert faults[0].accepted and faults[0].remedy


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    game, faults = read_game(tmp_path / "nothing.json")
    assert game is None and faults[0].found == "no such file or directory"
    path = tmp_path / "latin.json"
    path.write_bytes(b'{\n"parties": ["\xe9"]}')
    game, faults = read_game(path)
    assert game is None and faults[0].place == f"{path}:2"
    assert faults[0].found == "a byte that is not UTF-8 at offset 15"
