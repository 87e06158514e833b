"""The one order of claims in which answers are made, so that the order in which claims come changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.vocabulary import When

# The day on which a claim was said, or was published; `None` where neither is known.
DayOf: TypeAlias = Callable[[Claim], date | None]
# The words of the report in which a claim stands.
WordsOf: TypeAlias = Callable[[Claim], str]


def place(claim: Claim) -> tuple[str, int, int, str]:
    """Where a claim stands: report, first and last code point of its evidence, id."""
    spans = claim.evidence
    first = min((span.start for span in spans), default=-1)
    return (claim.report, first, max((span.end for span in spans), default=-1), claim.id)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """By report and place; a claim that comes twice (equal ids) counts once."""
    return sorted({claim.id: claim for claim in claims}.values(), key=place)


def days(sayings: Iterable[Saying], published: Mapping[str, date | None]) -> DayOf:
    """The day of a claim: that of the innermost saying around it which has one, else its report's publication.

    `published` is by report id. Of a stretch of days the last counts: what was said between Friday and Sunday was said
    by Sunday. What somebody is quoted with on Sunday about another's words was said by Sunday too.
    """
    by_id = {saying.id: saying for saying in sayings}

    def day(claim: Claim) -> date | None:
        seen: set[str] = set()
        at = claim.attribution
        while at is not None and at not in seen and at in by_id:
            seen.add(at)
            said = _settled(by_id[at].said_on)
            if said is not None:
                return said
            at = by_id[at].within
        return published.get(claim.report)

    return day


def _settled(when: When | None) -> date | None:
    return (when.end or when.start) if when else None
