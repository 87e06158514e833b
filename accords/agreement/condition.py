"""A condition over items, norms and time: what must be so for a norm to be triggered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from accords.agreement.pattern import Pattern


class State(StrEnum):
    """Where a norm stands (docs/decisions/agreement.md)."""

    CONDITIONAL = "conditional"  # made, not yet triggered
    UNDETERMINED = "undetermined"  # facts suggest a trigger that nobody has determined
    LAPSED = "lapsed"  # the condition can no longer come
    ACTIVE = "active"  # owed, bound or empowered
    SUSPENDED = "suspended"  # owed, its clock stopped
    FULFILLED = "fulfilled"  # done in time; of a prohibition: kept to its end; of a power: exercised
    BREACHED = "breached"
    CURED = "cured"  # breached, then done late
    RELEASED = "released"  # let go by one who may, or ended without failing
    TERMINATED = "terminated"  # ended without success

    @property
    def done(self) -> bool:
        return self in (State.FULFILLED, State.CURED)


@dataclass(frozen=True, slots=True)
class Happened:
    """Items of a pattern whose counts come to `count` or more, of those `within` so many seconds of each other (`None`: ever).

    Once true it stays true. Only items since the entry into force count.
    """

    pattern: Pattern
    count: int = 1
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A norm is in one of these states now."""

    norm: str
    states: frozenset[State]


@dataclass(frozen=True, slots=True)
class Passed:
    """An instant has come, in seconds since 1970 UTC."""

    at: int


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition: TypeAlias = Happened | Reached | Passed | All | AnyOf | Not


def atoms(condition: Condition | None) -> Iterator[Happened | Reached | Passed]:
    """What a condition is made of, in the order of writing; what stands twice comes twice."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case Happened() | Reached() | Passed():
            yield condition
