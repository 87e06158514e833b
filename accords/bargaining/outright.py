"""A game given outright, as JSON -> the game, and all that is wrong with the file at once (docs/reference/scenario-file.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeGuard

from accords.agreement.refusal import nearest
from accords.bargaining.game import Game, StateId, ranks_of
from accords.bargaining.json_lines import JsonLines, Key
from accords.bargaining.listed_moves import listed
from accords.vocabulary import Fault

MAX_BYTES = 64_000_000
_PAGE = "docs/reference/scenario-file.md"
_FORM = '{"parties": […], "states": [{"id": …}], "moves": {PARTY: [[ID, ID]]}, "preferences": {PARTY: [ID, [ID, ID]]}}'
_NEEDED = {
    "parties": 'a list of names: ["A", "B"]',
    "states": 'a list of states, each with its id: [{"id": 1}, {"id": 2}]',
    "moves": 'of each party a list of moves: {"A": [[1, 2], [2, 1]], "B": []}',
    "preferences": 'of each party its states from best to worst: {"A": [2, 1], "B": [[1, 2]]}',
}
_MANY = 12  # ids in a message; more are counted


def read_game(path: Path) -> tuple[Game | None, list[Fault]]:
    """The game of a file and every fault in it; `None` where there is any."""
    place = str(path)
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            return None, [Fault(place, f"{size} bytes", f"at most {MAX_BYTES} bytes", "Leave out states and moves.")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found = f"a byte that is not UTF-8 at offset {error.start}"
        return None, [Fault(f"{place}:{line}", found, "UTF-8 text", "Save the file as UTF-8.")]
    except (OSError, ValueError) as error:  # ValueError: a path that holds a null
        reason = str(getattr(error, "strerror", None) or type(error).__name__).lower()
        return None, [Fault(place, reason, "a game in JSON", "Check the path and the permissions.")]
    return game_of_text(text, place)


def game_of_text(text: str, place: str) -> tuple[Game | None, list[Fault]]:
    """The same of a text; `place` is where it came from."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(dict.fromkeys(name for name in names if names.count(name) > 1))
        return made

    try:
        root = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        found = f"what is no JSON ({error.msg.lower()})"
        return None, [Fault(f"{place}:{error.lineno}", found, f"JSON: {_FORM}", f"Mend it; the form is in {_PAGE}.")]
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        found = "lists in lists without end" if isinstance(error, RecursionError) else "a number that is far too long"
        return None, [Fault(place, found, f"JSON: {_FORM}", f"Write the file in the form of {_PAGE}.")]
    reading = _Reading(text, place)
    for name in twice:
        reading.fault((), f"`{name}` a second time in one object", "each key once", "Join the two or remove one.")
    return reading.game(root), reading.faults


class _Reading:
    """The faults of one file, gathered while it is read. A fault's place is the line of the object or list that it stands in."""

    def __init__(self, text: str, place: str) -> None:
        self.faults: list[Fault] = []
        self._place, self._lines = place, JsonLines(text)
        self._parties: list[str] = []
        self._states: dict[StateId, int] = {}
        self._all_states = True  # all that are listed have been understood

    def fault(self, where: tuple[Key, ...], found: str, accepted: str, remedy: str) -> None:
        self.faults.append(Fault(f"{self._place}:{self._lines.line(where)}", found, accepted, remedy))

    def game(self, root: object) -> Game | None:
        if not isinstance(root, dict):
            remedy = f"Write the file in the form of {_PAGE}."
            self.fault((), f"{_shown(root)} as the whole file", f"one object: {_FORM}", remedy)
            return None
        for key, accepted in _NEEDED.items():
            if key not in root:
                self.fault((), f"no `{key}`", accepted, f"Add `{key}`.")
        if "parties" in root:
            self._parties = self._read_parties(root["parties"])
        if "states" in root:
            self._states = self._read_states(root["states"])
        moves = [self._moves(party, given) for party, given in self._by_party("moves", root)]
        tiers = [self._tiers(party, given) for party, given in self._by_party("preferences", root)]
        now = root.get("status_quo")
        status_quo = None if now is None else self._state(now, ("status_quo",), "as the status quo")
        if self.faults:
            return None
        size = len(self._states)
        return Game(
            tuple(self._parties),
            listed(moves, size),
            tuple(ranks_of(one, size) for one in tiers),
            status_quo,
            tuple(self._states),
            tuple(state.get("options") for state in root["states"]),
        )

    def _read_parties(self, given: object) -> list[str]:
        if not isinstance(given, list) or not given:
            remedy = "Name every party once, in a list."
            self.fault(("parties",), f"{_shown(given)} as the parties", _NEEDED["parties"], remedy)
            return []
        known: list[str] = []
        for name in given:
            if not isinstance(name, str) or not name.strip():
                remedy = "Put the name between quotation marks."
                self.fault(("parties",), f"{_shown(name)} as the name of a party", 'a name: "A"', remedy)
            elif name in known:
                self.fault(
                    ("parties",), f"the party {_shown(name)} twice", "each party once", "Remove one, or rename it."
                )
            else:
                known.append(name)
        return known

    def _read_states(self, given: object) -> dict[StateId, int]:
        if not isinstance(given, list) or not given:
            found = "no state" if given == [] else f"{_shown(given)} as the states"
            self.fault(("states",), found, _NEEDED["states"], "List every state with its id.")
            self._all_states = False
            return {}
        known: dict[StateId, int] = {}
        said: dict[str, StateId] = {}  # answers name states by words: 1 and "1" could not be told apart
        for number, state in enumerate(given):
            called = state.get("id") if isinstance(state, dict) else None
            if not _is_id(called):
                found = (
                    "a state without an id"
                    if isinstance(state, dict) and called is None
                    else f"{_shown(state)} as a state"
                )
                accepted = 'an object whose id is a whole number or words: {"id": 1}'
                self.fault(("states", number), found, accepted, "Give the state an `id` of its own.")
                self._all_states = False
            elif str(called) in said:
                other = said[str(called)]
                found = f"the id {_shown(called)} a second time"
                if type(other) is not type(called):
                    found = f"the id {_shown(called)} beside {_shown(other)}"
                self.fault(("states", number), found, "ids that no two states share", "Give one of the two another id.")
            else:
                said[str(called)] = called
                known[called] = number
        return known

    def _by_party(self, key: str, root: Mapping[str, object]) -> Iterator[tuple[str, object]]:
        """What stands under each party, in the order of the parties."""
        if key not in root:
            return
        given = root[key]
        if not isinstance(given, dict):
            found = f"{_shown(given)} under `{key}`"
            self.fault((key,), found, _NEEDED[key], "Write an object with every party in it.")
            return
        for name in given:
            if name not in self._parties:
                remedy = nearest(name, self._parties, "Add it to `parties`, or remove it here.")
                accepted = f"the parties: {_listed(self._parties)}"
                self.fault((key,), f"{_shown(name)} under `{key}`, which is no party", accepted, remedy)
        for party in self._parties:
            if party in given:
                yield party, given[party]
            else:
                remedy = f'Add `"{party}": [{"" if key == "moves" else "…"}]`{", if it has no move" if key == "moves" else ""}.'
                self.fault((key,), f"nothing of {_shown(party)} under `{key}`", _NEEDED[key], remedy)

    def _moves(self, party: str, given: object) -> list[tuple[int, int]]:
        if not isinstance(given, list):
            found = f"{_shown(given)} as the moves of {_shown(party)}"
            self.fault(("moves", party), found, "a list of moves: [[1, 2], [2, 1]]", "List each as [from, to].")
            return []
        made = []
        for number, move in enumerate(given):
            where = ("moves", party, number)
            if not isinstance(move, list) or len(move) != 2:
                found = f"{_shown(move)} as a move of {_shown(party)}"
                self.fault(where, found, "two ids of states, [from, to]", "Write a move each way as one of its own.")
                continue
            start, to = (self._state(one, where, f"in a move of {_shown(party)}") for one in move)
            if start is None or to is None:
                continue
            if start == to:
                found = f"a move of {_shown(party)} from {_shown(move[0])} to itself"
                self.fault(where, found, "a move to another state", "Remove it: who does nothing makes no move.")
                continue
            made.append((start, to))
        return made

    def _tiers(self, party: str, given: object) -> list[list[int]]:
        of = f"in the preferences of {_shown(party)}"
        where: tuple[Key, ...] = ("preferences", party)
        if not isinstance(given, list):
            found = f"{_shown(given)} as the preferences of {_shown(party)}"
            self.fault(where, found, "its states from best to worst: [2, [1, 3]]", "List every state once.")
            return []
        tiers: list[list[int]] = []
        seen: set[int] = set()
        twice: dict[StateId, None] = {}
        wrong = False
        for number, tier in enumerate(given):
            inner = tier if isinstance(tier, list) else [tier]
            if not inner:
                self.fault((*where, number), f"an empty tie {of}", "ids of states that are tied", "Remove it.")
                continue
            tiers.append([])
            for called in inner:
                state = self._state(called, (*where, number), of)
                if state is None:
                    wrong = True
                elif state in seen:
                    twice[called] = None
                else:
                    seen.add(state)
                    tiers[-1].append(state)
        if twice:
            found = f"{_states(list(twice))} more than once {of}"
            self.fault(where, found, "every state once", "Leave each where it belongs and remove it elsewhere.")
        left_out = [called for called, state in self._states.items() if state not in seen]
        if left_out and self._all_states and not wrong:
            found = f"nothing of {_states(left_out)} {of}"
            remedy = "Put each where it belongs; states that are all the same to the party are a tie: [1, 2]."
            self.fault(where, found, "every state once, from best to worst", remedy)
        return tiers

    def _state(self, called: object, where: tuple[Key, ...], of: str) -> int | None:
        if _is_id(called) and called in self._states:
            return self._states[called]
        if not self._all_states and _is_id(called):
            return None  # it may well be one of those that were not understood
        alike = next((known for known in self._states if _is_id(called) and str(known) == str(called)), None)
        if alike is not None:
            remedy = f"Write {_shown(alike)}, as under `states`."
        else:
            words = [known for known in self._states if isinstance(known, str)]
            remedy = nearest(
                called if isinstance(called, str) else "", words, "Add the state, or name one that there is."
            )
        self.fault(
            where, f"{_shown(called)} {of}, which is no state", f"ids of states: {_listed(list(self._states))}", remedy
        )
        return None


def _is_id(value: object) -> TypeGuard[StateId]:
    """True and false are whole numbers to Python."""
    return isinstance(value, (int, str)) and not isinstance(value, bool)


def _shown(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= 60 else f"{words[:57]}…"


def _states(ids: Sequence[object]) -> str:
    return f"state{'s' if len(ids) > 1 else ''} {_listed(ids)}"


def _listed(ids: Sequence[object]) -> str:
    named = ", ".join(map(_shown, ids[:_MANY]))
    return named if len(ids) <= _MANY else f"{named} and {len(ids) - _MANY} more"
