"""Where each party stands on each issue: by its own words, and beside it, marked, by what others say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accords.assessment.order import DayOf, place
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength

# What a party does at the table about an issue. Not among them: what it says of others or of the talks (accuse, warn,
# assess), meeting, and force or measures (attack, coerce, mobilize, sanction, investigate, protest): none of these says
# where it stands, and each would hide what it said before.
STANCES = frozenset(
    (
        *(Act.ACCEPT, Act.AGREE, Act.COMMIT, Act.OFFER, Act.PROPOSE, Act.CONCEDE, Act.WITHDRAW, Act.WANT, Act.REQUEST),
        *(Act.DEMAND, Act.REJECT, Act.DENY, Act.THREATEN, Act.SUPPORT, Act.COOPERATE, Act.AID, Act.RETREAT),
    )
)


@dataclass(frozen=True, slots=True)
class Position:
    """The latest claim of one party on one issue, by its own words (`standing` own) or by others'.

    `stance` is the claim's act. With any standing but own it is what others say, never the party's position.
    `as_of` is the day of the claim, `None` where nobody said.
    """

    party: str
    issue: str
    stance: Act
    strength: Strength | None
    standing: Standing
    as_of: date | None
    claim: str
    negated: bool = False

    def to_json(self) -> dict[str, object]:
        return {
            "party": self.party,
            "issue": self.issue,
            "stance": self.stance.value,
            "strength": self.strength.value if self.strength else None,
            "standing": self.standing.value,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "claim": self.claim,
            "negated": self.negated,
        }


def positions(claims: Iterable[Claim], day_of: DayOf) -> tuple[Position, ...]:
    """By party and issue, own words first; the order of the claims does not matter.

    The latest claim is that of the latest day; one without a day comes before all that have one; of one day it is the
    one that stands later in its report.
    """
    latest: dict[tuple[str, str, bool], tuple[tuple[object, ...], Claim]] = {}
    for claim in claims:
        if claim.act not in STANCES:
            continue
        report, first, last, own_id = place(claim)
        rank = (day_of(claim) or date.min, first, last, report, own_id)
        row = (claim.party, claim.issue, claim.standing is not Standing.OWN)
        if row not in latest or rank > latest[row][0]:
            latest[row] = (rank, claim)
    return tuple(
        Position(
            claim.party,
            claim.issue,
            claim.act,
            claim.strength,
            claim.standing,
            day_of(claim),
            claim.id,
            claim.negated,
        )
        for _, (_, claim) in sorted(latest.items())
    )
