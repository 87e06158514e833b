"""What of an answer is asked for: one party, issue, outlet or standing, some days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accords.assessment.recorded import Recorded
from accords.vocabulary.act import Standing
from accords.vocabulary.actor import fold


@dataclass(frozen=True, slots=True)
class Where:
    """`None` asks for all. `party` is an actor's id, `outlet` the name of one, case and accents aside. `first` and `last` are
    days, both included: of saying where they are told, else of publication; what has no day is in no stretch of days."""

    party: str | None = None
    issue: str | None = None
    outlet: str | None = None
    standing: Standing | None = None
    first: date | None = None
    last: date | None = None

    @property
    def of_claims(self) -> bool:
        """True where some claims of a party and issue are asked for, and others not."""
        return any(asked is not None for asked in (self.outlet, self.standing, self.first, self.last))

    def has_cell(self, party: str, issue: str) -> bool:
        return self.party in (None, party) and self.issue in (None, issue)

    def on(self, day: date | None) -> bool:
        if self.first is None and self.last is None:
            return True
        return day is not None and (self.first or date.min) <= day <= (self.last or date.max)

    def from_outlet(self, outlet: str | None) -> bool:
        return self.outlet is None or (outlet is not None and fold(outlet) == fold(self.outlet))

    def claims(self, standing_of: Callable[[Recorded], Standing]) -> Callable[[Recorded], bool]:
        """Whether a claim is asked for, party and issue aside."""

        def asked(one: Recorded) -> bool:
            if self.standing is not None and standing_of(one) is not self.standing:
                return False
            return self.from_outlet(one.outlet) and self.on(one.day)

        return asked if self.of_claims else lambda one: True


ALL = Where()
