"""A scenario is what an analyst writes of a negotiation: who could do what, what cannot be together, and who prefers what.

A state says of each option whether it is taken: it is a whole number of which bit k is option k of `Scenario.options`, so the
options of a party stand side by side, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from accords.agreement.agreement import Source
from accords.bargaining.condition import Condition
from accords.vocabulary import Fault

MOST_OPTIONS = 24  # 2^24 states: with the ranks of three parties what a common computer holds


class Irreversible(StrEnum):
    """What cannot be undone: `taken` stays once it is taken, `not taken` stays out once it is given up."""

    TAKEN = "taken"
    NOT_TAKEN = "not taken"


@dataclass(frozen=True, slots=True)
class Option:
    """`id` is `party.name`; `text` says what is done; `place` is `file:line`. `claims`: ids of the claims of a record that it rests on;
    `guess`: it is marked as one."""

    id: str
    party: str
    name: str
    text: str
    place: str
    irreversible: Irreversible | None = None
    because: str = ""
    claims: tuple[str, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A state in which it holds is preferred to any in which it does not. `words`: as the file has them."""

    prefers: Condition
    words: str
    place: str
    because: str = ""
    claims: tuple[str, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Priorities:
    """What matters most is first; states that agree in all statements are tied."""

    statements: tuple[Statement, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Best first; states of one tier are tied. `rest`: which tier has, beside those listed in it, every feasible state that no tier lists."""

    tiers: tuple[tuple[int, ...], ...]
    rest: int | None
    words: str
    place: str
    because: str = ""
    claims: tuple[str, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class ScenarioParty:
    id: str
    name: str
    place: str
    options: tuple[Option, ...]
    preference: Priorities | Ranking


@dataclass(frozen=True, slots=True)
class Rule:
    """States in which `forbids` holds are not feasible. `words`: as the file has them."""

    forbids: Condition
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """`states`: names of states. `notes`: what is no fault and may yet be a slip, such as a priority that no two states differ in."""

    id: str
    title: str
    place: str
    parties: tuple[ScenarioParty, ...]
    rules: tuple[Rule, ...]
    status_quo: int
    states: tuple[tuple[str, int], ...] = ()
    about: str = ""
    sources: tuple[Source, ...] = ()
    notes: tuple[Fault, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """All options; option k is bit k of a state."""
        return tuple(option for party in self.parties for option in party.options)

    def taken(self, state: int) -> tuple[Option, ...]:
        return tuple(option for number, option in enumerate(self.options) if state >> number & 1)

    def name(self, state: int) -> str:
        """The name that the file gives a state, else its options: `norland.withdraw, vestria.law`; `nothing` where none is taken."""
        called = next((name for name, known in self.states if known == state), None)
        return called or names_of(option.id for option in self.taken(state))


def names_of(options: Iterable[str]) -> str:
    return ", ".join(options) or "nothing"


def bits_of(state: int) -> Iterator[int]:
    """The numbers of the options that are taken."""
    while state:
        lowest = state & -state
        yield lowest.bit_length() - 1
        state ^= lowest
