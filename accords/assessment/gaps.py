"""What was not understood, counted: a reader who sees claims must also see what yielded none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.reading.reading import Kind


@dataclass(frozen=True, slots=True)
class Gaps:
    """`unclear`: clauses with an act whose party is unknown. `sayings`: assertions; `without_claim`, `without_speaker`: of
    those, how many made no claim, and how many have nobody who said them."""

    unclear: int
    sayings: int
    without_claim: int
    without_speaker: int

    def to_json(self) -> dict[str, int]:
        return {
            "unclear": self.unclear,
            "sayings": self.sayings,
            "without_claim": self.without_claim,
            "without_speaker": self.without_speaker,
        }


def gaps(claims: Iterable[Claim], sayings: Iterable[Saying], unclear: int) -> Gaps:
    """A saying has a claim where one stands in it, or in one that is within it."""
    asserted = [saying for saying in sayings if saying.attribution.kind is Kind.ASSERTION]
    outer = {saying.id: saying.within for saying in asserted}
    claimed: set[str] = set()
    for claim in claims:
        at = claim.attribution
        while at is not None and at not in claimed:
            claimed.add(at)
            at = outer.get(at)
    return Gaps(
        unclear=unclear,
        sayings=len(asserted),
        without_claim=sum(saying.id not in claimed for saying in asserted),
        without_speaker=sum(saying.speaker is None for saying in asserted),
    )
