"""A recorded claim is a claim with the day from which it is known; what is worked out of its words is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from accords.assessment.forms import Form, form_of
from accords.assessment.likeness import subject
from accords.assessment.order import place
from accords.assessment.undertakings import binds_each, undertakes
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing
from accords.vocabulary.actor import fold

_IN_FORCE = re.compile(
    r"\b(?:(?:is|are|now|already|remains?) in force|(?:went|entered|came|has come|have come|gone|entering) into (?:force|effect)"
    r"|took effect|has taken effect)\b",
    re.I,
)
# The standing of a recorded claim as of a day: lower than the claim's own where the report lost whom it copies says so.
StandingOf: TypeAlias = Callable[["Recorded"], Standing]


# Acts by which a party gives its assent.
ASSENTS = frozenset((Act.AGREE, Act.ACCEPT))


class First(StrEnum):
    """What may hold of a claim of an undertaking, and is asked of the first of them."""

    FORM = "names a form"
    CONDITION = "has a condition"
    DATED = "stands in a report whose day of publication is known"
    COMMIT = "says outright that the party will do it"
    OWN = "in the party's own words"
    OWN_COMMIT = "in its own words, outright"
    IN_FORCE = "in its own words, in force"
    SIGNED = "in a text of its own"
    ASSENTED = "in its own words, agreed or accepted"


@dataclass(frozen=True, slots=True)
class Undertaken:
    """What the words of a claim make of it: whether it undertakes (`bare`: only as an agreement with the other side), or
    takes back what was undertaken; what it is about, in what form; and what else holds of it, as another's claim (`holds`) and
    as one in the party's own words."""

    undertakes: bool
    bare: bool
    takes_back: bool
    about: frozenset[str]
    form: Form | None
    holds: tuple[First, ...] = ()
    holds_of_own: tuple[First, ...] = ()


class Recorded:
    """`known_on`: when its report was published, else fetched. `day`: when it was said, else published. `undated`: nobody
    said when the report was published. `order` is the one order in which answers are made: as things came to be known.
    `rank`: the latest claim of several is that which ranks highest."""

    __slots__ = (
        "_undertaken",
        "_wording",
        "claim",
        "day",
        "event",
        "id",
        "known_on",
        "order",
        "outlet",
        "rank",
        "report",
        "undated",
        "words",
    )

    def __init__(
        self,
        claim: Claim,
        known_on: date,
        day: date | None,
        words: str,
        *,
        outlet: str | None = None,
        undated: bool = False,
    ) -> None:
        self.claim, self.known_on, self.day, self.words = claim, known_on, day, words
        self.outlet, self.undated = outlet, undated
        report, first, last, own = place(claim)
        self.id, self.report = own, report
        self.order = (known_on, report, first, last, own)
        self.rank = (day or date.min, first, last, report, own)
        self.event: object = None  # its row of the timeline, once that was made
        self._undertaken: Undertaken | None = None
        self._wording: tuple[object, ...] | None = None

    @property
    def said(self) -> tuple[date, date, str, int, int, str]:
        """Its place among all claims by the day on which they were said."""
        return (self.day or self.known_on, *self.order)

    @property
    def made_of(self) -> tuple[object, ...]:
        """What it is beside its claim."""
        return (self.known_on, self.day, self.words, self.outlet, self.undated)

    @property
    def wording(self) -> tuple[object, ...]:
        """What two tellings have in common that are one word for word."""
        if self._wording is None:
            claim = self.claim
            self._wording = (fold(self.words or claim.terms), claim.party, claim.act, claim.issue, claim.negated)
        return self._wording

    @property
    def undertaken(self) -> Undertaken:
        if self._undertaken is None:
            self._undertaken = _undertaken(self.claim, self.words)
        return self._undertaken


def _undertaken(claim: Claim, words: str) -> Undertaken:
    told_of = f"{words} {claim.terms}"
    if undertakes(claim, told_of):
        about, form = subject(claim.terms) or subject(words), form_of(words)
        outright = claim.act is Act.COMMIT
        holds = _those(
            (First.FORM, form is not None), (First.CONDITION, claim.condition is not None), (First.COMMIT, outright)
        )
        own = _those(
            (First.OWN, True),
            (First.OWN_COMMIT, outright),
            (First.IN_FORCE, _IN_FORCE.search(words) is not None),
            (First.SIGNED, not claim.chain),
            (First.ASSENTED, claim.act in ASSENTS),
        )
        return Undertaken(True, binds_each(claim, told_of), False, about, form, holds, (*holds, *own))
    # Whether a denial is the party's own is asked when an answer is made: its standing may have been lowered by then.
    back = not claim.negated and claim.act in (Act.WITHDRAW, Act.DENY)
    return Undertaken(False, False, back, subject(claim.terms) if back else frozenset(), None)


def _those(*pairs: tuple[First, bool]) -> tuple[First, ...]:
    return tuple(name for name, holds in pairs if holds)
