"""A negotiation asked what would hold in it. The commands are `accords bargain run` and `inverse`.

>>> talks = accords.bargain("lake-talks.yaml")  # doctest: +SKIP
>>> talks.equilibria["seq"]  # doctest: +SKIP
['nothing', 'deal with a guarantee']
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from accords.agreement.refusal import nearest
from accords.bargaining.coalitions import CoalitionImprovement, coalition_improvements
from accords.bargaining.game import Game, StateId
from accords.bargaining.graph import game_of
from accords.bargaining.inverse import Demands, demands
from accords.bargaining.outright import read_game
from accords.bargaining.parse import VERSION, read_scenario
from accords.bargaining.parse_packages import VERSION as PACKAGES
from accords.bargaining.paths import Path as Way
from accords.bargaining.paths import paths
from accords.bargaining.sensitivity import Sensitivity, sensitivity
from accords.bargaining.stability import Kind, Stability, stability
from accords.bargaining.verdict import Verdict, verdict
from accords.vocabulary import Fault, Misuse

Source: TypeAlias = str | os.PathLike[str]

CAVEAT = (
    "This finds what is stable under the preferences that were entered, and forecasts nothing by itself. "
    "The evidence for the method is mostly retrospective case studies."
)
STATUS_QUO = "status quo"  # what a state may be called, where none has this name
_SHOWN = 12  # names in a message
_HEAD = 4096  # characters in which a file says what it is


@dataclass(frozen=True, eq=False)
class Bargain:
    """A game with the stability of all its states. States are asked for by id or name, and told by number where nouns of `accords.bargaining` tell them.

    `notes`: what is no fault of the file and may be a slip.
    """

    game: Game
    stability: Stability
    title: str
    place: str
    notes: tuple[Fault, ...] = ()

    @cached_property
    def equilibria(self) -> dict[Kind, list[StateId]]:
        """Of each kind the states that are stable for every party, by id or name."""
        return {kind: [self.id_of(int(state)) for state in found] for kind, found in self.stability.equilibria.items()}

    @cached_property
    def names(self) -> dict[int, str]:
        """The states that the scenario names."""
        scenario = self.game.scenario
        return {} if scenario is None else {state: name for name, state in scenario.states}

    @cached_property
    def called(self) -> dict[str, int]:
        """The states of a game given outright, by their ids as words."""
        return {str(own): number for number, own in enumerate(self.game.ids or ())}

    def id_of(self, state: int) -> StateId:
        """The id as given, or the name; of a state without one its options: `norland.withdraw, vestria.law`, or `nothing`."""
        scenario = self.game.scenario
        if scenario is None:
            return self.game.id_of(state)
        return self.names.get(state) or ", ".join(option.id for option in scenario.taken(state)) or "nothing"

    def kinds(self, state: int) -> tuple[Kind, ...]:
        """In which senses a state is an equilibrium."""
        flags = self.stability.stable[:, :, state].tolist()  # of each kind, in their order, one of each party
        return tuple(kind for kind, stable in zip(Kind, flags, strict=True) if all(stable))

    @cached_property
    def stable(self) -> list[int]:
        """Every equilibrium of any kind: what is one in more senses first, then as the states are numbered."""
        found: dict[int, int] = {}
        for states in self.stability.equilibria.values():
            for state in states.tolist():
                found[state] = found.get(state, 0) + 1
        return sorted(found, key=lambda state: (-found[state], state))

    # -- what is asked for -----------------------------------------------------------------------------------------------------

    def state(self, called: StateId) -> int:
        """The number of a feasible state: by id or name, by its options (`norland.withdraw, law`), `nothing`, or `status quo`."""
        name = " ".join(str(called).split())
        game, known = self.game, {name: state for state, name in self.names.items()} or self.called
        found = known.get(name)
        if found is None and name.casefold() == STATUS_QUO:
            found = game.status_quo
            if found is None:
                remedy = 'Write it into the file: "status_quo": ID.'
                raise Misuse(Fault(self.place, "no status quo", "a game that says where it begins", remedy))
        if found is None and game.scenario is not None:
            found = self._of_options(name)
        if found is None:
            accepted = f"a state of the file: {_listed(known)}"
            raise Misuse(Fault(f"the state `{name}`", "no such state", accepted, nearest(name, known, "Name one.")))
        if not game.moves.feasible[found]:
            remedy = "Ask for one that can be, or mend the rules of the file."
            raise Misuse(Fault(f"the state `{name}`", "a state that a rule forbids", "a feasible state", remedy))
        return found

    def _of_options(self, words: str) -> int:
        scenario = self.game.scenario
        assert scenario is not None
        options: dict[str, int] = {}
        for number, option in enumerate(scenario.options):
            options[option.id.casefold()] = number
        shorter = [option.name.casefold() for option in scenario.options]
        for number, name in enumerate(shorter):
            if shorter.count(name) == 1:
                options.setdefault(name, number)
        state = 0
        for word in words.split(",") if words != "nothing" else ():
            option_number = options.get(" ".join(word.split()).casefold())
            if option_number is None:
                every = [*self.names.values(), *(option.id for option in scenario.options)]
                accepted = f"a named state ({_listed(self.names.values()) or 'none has a name'}), or options with commas between ({_listed(option.id for option in scenario.options)})"
                remedy = nearest(word.strip(), every, "Name a state so.")
                raise Misuse(Fault(f"the state `{words}`", f"`{word.strip()}`", accepted, remedy))
            state |= 1 << option_number
        return state

    def party(self, called: str) -> int:
        """The number of a party, by its id or its name."""
        parties = self.game.parties
        names = {own.casefold(): number for number, own in enumerate(parties)}
        names |= {self.game.name_of(number).casefold(): number for number in range(len(parties))} | names
        found = names.get(" ".join(called.split()).casefold())
        if found is None:
            remedy = nearest(called, parties, "Name one of them.")
            raise Misuse(Fault(f"the party `{called}`", "no such party", _listed(parties), remedy))
        return found

    # -- answers ---------------------------------------------------------------------------------------------------------------

    def verdict(self, party: int, state: int, kind: Kind, most: int | None = None) -> Verdict:
        """Whether a state is stable for a party in one sense, and because of what; `most`: with so many improvements at the most."""
        return verdict(self.game, self.stability, party, state, kind, most=most)

    def coalitions(
        self, starts: Iterable[int] | None = None, most: int | None = None
    ) -> tuple[CoalitionImprovement, ...]:
        """What several parties can do together that each prefers to an equilibrium (or to one of `starts`); at most so many of them."""
        return tuple(islice(coalition_improvements(self.game, self.stability, starts), most))

    def ways(self, goals: Sequence[int]) -> tuple[Way, ...]:
        """How one comes from the status quo to each of these states; none where the game has no status quo."""
        return () if self.game.status_quo is None else paths(self.game, self.game.status_quo, goals)

    def sensitivity(self, state: int, kind: Kind) -> Sensitivity:
        """In how many of the neighbouring rankings the state is an equilibrium."""
        return sensitivity(self.game, state, kind, one_step=self.stability.one_step)

    def inverse(self, state: int, parties: Iterable[int] | None = None, kinds: Iterable[Kind] = Kind) -> list[Demands]:
        """What each party must prefer for the state to be stable for it, in each sense."""
        every, chosen = tuple(kinds), range(len(self.game.parties)) if parties is None else parties
        one_step = self.stability.one_step
        return [demands(self.game, party, state, kind, one_step=one_step) for party in chosen for kind in every]


def bargain(file: Source, *, one_step: bool = False) -> Bargain:
    """The game of a scenario file (YAML), or of a game given outright (JSON), and what is stable in it.

    `one_step`: opponents answer with one move of one of them, no sequences. `Misuse` where the file has a fault.
    """
    found, faults = read_bargain(file, one_step=one_step)
    if found is None:
        raise first_of(faults)
    return found


def read_bargain(file: Source, *, one_step: bool = False) -> tuple[Bargain | None, list[Fault]]:
    """The same with every fault of the file; `None` where there is any."""
    path = Path(file)
    head = refuse_other_kind(path, VERSION)
    title = ""
    notes: tuple[Fault, ...] = ()
    if path.suffix.casefold() not in (".yaml", ".yml") and head.lstrip().startswith("{"):
        game, faults = read_game(path)
        title = path.name
    else:
        scenario, faults = read_scenario(path)
        game = None
        if scenario is not None:
            game, title, notes = game_of(scenario), scenario.title, scenario.notes
    if game is None:
        return None, faults
    return Bargain(game, stability(game, one_step=one_step), title, str(file), notes), faults


_COMMANDS = {VERSION: "accords bargain run", PACKAGES: "accords bargain packages", "agreement/1": "accords agreement"}


def refuse_other_kind(path: Path, wanted: str) -> str:
    """The first words of a file; `Misuse` where they say that it is a file of another command."""
    head = _head(path)
    kind = _kind(head)
    if kind is not None and kind != wanted:
        remedy = f"Ask with '{_COMMANDS[kind]}', or name another file."
        raise Misuse(Fault(str(path), f"`accords: {kind}`", f"`accords: {wanted}`", remedy))
    return head


def kind_of(path: Path) -> str | None:
    """What a file says that it is: `scenario/1`, `packages/1`, `agreement/1`; `None` where it says nothing that is known."""
    return _kind(_head(path))


def _head(path: Path) -> str:
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return ""  # whoever reads it whole says why it cannot be read


def _kind(head: str) -> str | None:
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        kind = value.split("#")[0].strip().strip("'\"")
        if colon and key == "accords" and kind in _COMMANDS:
            return kind
    return None


def first_of(faults: Sequence[Fault]) -> Misuse:
    """The first fault of a file of which nothing can be used, as the caller's."""
    first, more = faults[0], f", and {len(faults) - 1} more faults" if len(faults) > 1 else ""
    return Misuse(Fault(first.place, first.found + more, first.accepted, first.remedy))


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    rest = f" and {len(every) - _SHOWN:,} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + rest
