"""A norm is what the machine runs: one stipulation of one debtor in one reading, all names resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accords.agreement.condition import Condition, Happened
from accords.agreement.deadline import Deadline
from accords.agreement.item import Operation
from accords.agreement.pattern import Pattern


class NormKind(StrEnum):
    AGREEMENT = "agreement"  # the agreement itself: in force or not; the first norm, and all others rest on it
    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    POWER = "power"
    TRIGGER = "trigger"  # of a guarantee: whether it is triggered, by whose word


class Rule(StrEnum):
    """By what rule it is determined that a guarantee is triggered."""

    FACTS = "facts"  # nobody need say so
    ANY = "any"  # one of those who may
    MAJORITY = "majority"  # more than half
    TWO_THIRDS = "two thirds"
    UNANIMITY = "unanimity"


@dataclass(frozen=True, slots=True)
class Determination:
    """Who says that a guarantee is triggered. `voters` each with all their names; `veto`: those of them whose no decides.

    `within` (seconds after the facts): those who have not spoken by then leave it undetermined; it is told, and changes no state.
    """

    rule: Rule
    voters: tuple[frozenset[str], ...] = ()
    veto: frozenset[int] = frozenset()  # places in `voters`
    about: frozenset[str] = frozenset()  # what a determination may say that it is about; unsaid counts too
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm. Fields that do not belong to its kind are empty.

    `debtors`: those who owe (of a power: who hold it), each with all its names; `jointly`: each of them must do the deed. `trigger`
    `None`: from the entry into force. `deed`: what is owed or forbidden or empowered; whose deed it is, is asked of `debtors` and of
    those to whom they subcontracted, not of the pattern, unless `anyone`.
    """

    id: str
    kind: NormKind
    place: str  # file:line
    article: str
    debtors: tuple[frozenset[str], ...] = ()
    creditors: tuple[frozenset[str], ...] = ()
    trigger: Condition | None = None
    begins: Deadline | None = None  # active from then, once triggered
    deed: Happened | None = None
    due: Deadline | None = None  # an obligation: to be done before; a prohibition or power: its end
    lapses: Deadline | None = None  # of a conditional one
    ended_by: Condition | None = None  # ends without failing: released
    determination: Determination | None = None  # of a trigger, whose `trigger` are then the facts
    operations: frozenset[Operation] = frozenset()  # of a power: what may be done
    over: frozenset[str] = frozenset()  # of a power: upon which norms
    jointly: bool = False
    anyone: bool = False
    cure: bool = False  # a deed after the breach cures it
    cured_by: Pattern | None = None  # of a prohibition: what cures a breach
    restarts: bool = False  # a second trigger restarts the clock
    again: bool = False  # a trigger after it is done makes it active again; a power is not used up
    survives: bool = False  # the termination of the agreement
    delegable: bool = True  # may be subcontracted
    assignable: bool = True
    reading: str | None = None
