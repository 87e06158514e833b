"""What is wrong with a row of a ledger, in words; and how far a check has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from accords.ledger.refusals import RESTORE
from accords.vocabulary import Fault

# Called with the entries gone through, and all there are to go through.
Progress: TypeAlias = Callable[[int, int], None]
_EVERY = 500


@dataclass(slots=True)
class Count:
    """Entries gone through; each counts twice: once for its seal, once for what it seals."""

    progress: Progress | None
    total: int
    at: int = 0

    def one(self) -> None:
        self.at += 1
        if self.progress and self.at % _EVERY == 0:
            self.progress(min(self.at, self.total), self.total)

    def done(self) -> None:
        if self.progress:
            self.progress(self.total, self.total)


def wrong(name: str, table: str, own: object, found: str, accepted: str, remedy: str = RESTORE) -> Fault:
    """A fault of the row `own` (its key, a tuple where it has several columns) of a table; `None`: of the table itself."""
    key = "" if own is None else " " + ("/".join(map(str, own)) if isinstance(own, tuple) else str(own))
    return Fault(f"{name}: {table}{key}", found, accepted, remedy)
