"""An item is one thing that is said to have happened: a claim, or a row of a table of events."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """How an item stands. Reported and disputed ones may be true or false; a retracted one counts for nothing."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    RETRACTED = "retracted"

    @property
    def settled(self) -> bool:
        return self in (Status.CONFIRMED, Status.RETRACTED)


class Operation(StrEnum):
    """Acts upon a norm or the agreement itself, beside the acts of claims (`accords.vocabulary.act.Act`)."""

    SUSPEND = "suspend"
    RESUME = "resume"
    RELEASE = "release"
    TERMINATE = "terminate"
    ASSIGN = "assign"  # the creditor hands its right to another
    SUBSTITUTE = "substitute"  # another takes the debtor's place
    SUBCONTRACT = "subcontract"  # another performs; the debtor stays liable
    DETERMINE = "determine"  # says that a guarantee is triggered; negated: that it is not


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said to have happened at an instant from `first` to `last`, in seconds since 1970 UTC; both are one where the
    time is exact. A day without an hour is exact to the engine: its first instant (docs/decisions/agreement.md).

    What is not told is `None` or empty, and a pattern that asks for it answers unknown. `place` goes from narrow to wide
    ("Izyum", "Kharkiv", "Ukraine"). `about` is the norm or article that an operation is upon, `to` the party that a right or
    duty goes to. `known_on` is the day on which it was published.
    """

    id: str
    first: int
    last: int
    known_on: date
    status: Status = Status.CONFIRMED
    act: str | None = None
    event: str | None = None  # what a table of events calls it
    party: str | None = None
    toward: tuple[str, ...] = ()
    issue: str | None = None
    place: tuple[str, ...] = ()
    about: str | None = None
    to: str | None = None
    count: int = 1
    negated: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    words: str = ""
    source: str = ""  # the outlet, or the file and line
    report: str | None = None
    key: Hashable = field(init=False, compare=False, repr=False)  # all that patterns look at, but for the words

    def __post_init__(self) -> None:
        key = (
            self.act, self.event, self.party, self.toward, self.issue, self.place, self.about, self.to, self.negated,
            self.attributes,
        )  # fmt: skip
        object.__setattr__(self, "key", key)

    @property
    def exact(self) -> bool:
        return self.first == self.last
