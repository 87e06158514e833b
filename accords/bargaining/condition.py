"""A condition over options, and where it holds: of one state, or of many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Taken:
    """The option with this number, from 0, is taken."""

    option: int


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Xor:
    """One of the two and not the other."""

    one: Condition
    other: Condition


@dataclass(frozen=True, slots=True)
class If:
    """Where `condition` does not hold, this does."""

    condition: Condition
    then: Condition


@dataclass(frozen=True, slots=True)
class Iff:
    one: Condition
    other: Condition


@dataclass(frozen=True, slots=True)
class Among:
    """Of these options at least `least` and at most `most` are taken."""

    options: tuple[int, ...]
    least: int
    most: int


Condition: TypeAlias = Taken | Not | All | AnyOf | Xor | If | Iff | Among


def holds(condition: Condition, taken: Callable[[int], Any]) -> Any:
    """Whether it holds. `taken` tells of an option whether it is taken: a bool of one state, or a numpy array of bools of many."""
    match condition:
        case Taken(option):
            return taken(option)
        case Not(part):
            return holds(part, taken) ^ True
        case All(parts):
            found = holds(parts[0], taken)
            for part in parts[1:]:
                found = found & holds(part, taken)
            return found
        case AnyOf(parts):
            found = holds(parts[0], taken)
            for part in parts[1:]:
                found = found | holds(part, taken)
            return found
        case Xor(one, other):
            return holds(one, taken) ^ holds(other, taken)
        case If(given, then):
            return (holds(given, taken) ^ True) | holds(then, taken)
        case Iff(one, other):
            return (holds(one, taken) ^ holds(other, taken)) ^ True
        case Among(options, least, most):
            number = sum(map(taken, options))
            return (number >= least) & (number <= most)


def holds_in(condition: Condition, state: int) -> bool:
    """Whether it holds in one state, of which bit k says that option k is taken."""
    return bool(holds(condition, lambda option: bool(state >> option & 1)))


def options_of(condition: Condition) -> Iterator[int]:
    """The numbers of the options that it names, some perhaps twice."""
    match condition:
        case Taken(option):
            yield option
        case Not(part):
            yield from options_of(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from options_of(part)
        case Xor(one, other) | Iff(one, other) | If(one, other):
            yield from options_of(one)
            yield from options_of(other)
        case Among(options):
            yield from options
