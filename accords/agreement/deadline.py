"""A deadline is an instant, or so much time after something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accords.agreement.pattern import Pattern


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Anchor(StrEnum):
    """What a deadline may count from, beside an event and a norm."""

    SIGNING = "signing"
    FORCE = "entry into force"
    TRIGGER = "trigger"  # when the norm itself became active


@dataclass(frozen=True, slots=True)
class Deadline:
    """`at` (seconds since 1970 UTC) where it is absolute; else `number` of `unit` after the anchor: the signing, the entry into force,
    the trigger, the first item of a pattern, or the fulfilment (late or not) of the norm of that id; of several norms, of the last of them.

    Days, working days, weeks, months and years are counted in the agreement's calendar and zone, and end with their last day:
    what is due "14 days after" 12 March is due at 00:00 of 27 March. Hours are counted by the clock.
    """

    words: str
    at: int | None = None
    number: int = 0
    unit: Unit = Unit.DAYS
    anchor: Anchor | Pattern | str | tuple[str, ...] | None = None
