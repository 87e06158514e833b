"""Where each party stands on each issue: by its own words, and beside it, marked, by what others say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from accords.assessment.order import DayOf
from accords.assessment.recorded import Recorded
from accords.assessment.where import ALL, Where
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength

if TYPE_CHECKING:
    from accords.assessment.cell import Cell
    from accords.assessment.view import View

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
    `as_of` is the day of the claim, `None` where nobody said. `independent_outlets`: how many tell the same stance.
    `undated`: nobody said when the claim's report was published, so it counts from the day on which it was fetched.
    """

    party: str
    issue: str
    stance: Act
    strength: Strength | None
    standing: Standing
    as_of: date | None
    claim: str
    negated: bool = False
    independent_outlets: int = 1
    undated: bool = False

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
            "independent_outlets": self.independent_outlets,
            "undated": self.undated,
        }


def positions(claims: Iterable[Claim], day_of: DayOf) -> tuple[Position, ...]:
    """By party and issue, own words first; the order of the claims does not matter.

    The latest claim is that of the latest day; one without a day comes before all that have one; of one day it is the
    one that stands later in its report.
    """
    latest: dict[tuple[str, str, bool], Recorded] = {}
    for claim in claims:
        if claim.act not in STANCES:
            continue
        row = (claim.party, claim.issue, claim.standing is not Standing.OWN)
        one = Recorded(claim, date.min, day_of(claim), "")
        if row not in latest or one.rank > latest[row].rank:
            latest[row] = one
    return tuple(position_of(one, one.claim.standing) for _, one in sorted(latest.items(), key=lambda pair: pair[0]))


def position_of(one: Recorded, standing: Standing, independent_outlets: int = 1) -> Position:
    claim = one.claim
    return Position(
        claim.party,
        claim.issue,
        claim.act,
        claim.strength,
        standing,
        one.day,
        claim.id,
        claim.negated,
        independent_outlets,
        one.undated,
    )


def positions_in(view: View, where: Where = ALL) -> tuple[Position, ...]:
    """The positions as of the view's day, by party and issue, own words first.

    Of an outlet, a standing or some days: the latest claim among those. What a copy repeats word for word counts as told
    where it was told first.
    """
    return positions_of(view, where, view.cells(where))


def positions_of(view: View, where: Where, cells: Iterable[Cell]) -> tuple[Position, ...]:
    """Those of some cells."""
    rows: list[Position] = []
    asked, standing_of, sources = where.claims(view.standing_of), view.standing_of, view.sources
    repeated, day = view.repeated, view.day or date.max
    plain = not where.of_claims and not view.lowers()
    for cell in cells:
        own = others = None
        for one in reversed(cell.ranked):
            if one.known_on > day or one.id in repeated or not asked(one):
                continue
            if standing_of(one) is Standing.OWN:
                own = own or one
            else:
                others = others or one
            if own and others:
                break
        for latest in (own, others):
            if latest is None:
                continue
            by_itself = latest is own
            latest = _first_told(latest, view)
            claim = latest.claim
            if plain:
                told = set(map(sources.__getitem__, cell.stances[claim.act, claim.negated, by_itself].reports_by(day)))
            else:
                told = {
                    sources[one.report]
                    for itself in (True, False)
                    if (stance := cell.stances.get((claim.act, claim.negated, itself)))
                    for one in stance.claims
                    if one.known_on <= day and (standing_of(one) is Standing.OWN) is by_itself and asked(one)
                }
            rows.append(position_of(latest, standing_of(latest), len(told)))
    return tuple(rows)


def _first_told(one: Recorded, view: View) -> Recorded:
    """The same stance in the report that this one copies, where it has it: words that a copy altered do not win."""
    oldest = view.record.report(view.families[one.report])
    if oldest is None or oldest.id == one.report:
        return one
    claim, own = one.claim, view.standing_of(one) is Standing.OWN
    same = [
        other
        for other in oldest.claims
        if (other.claim.party, other.claim.issue, other.claim.act, other.claim.negated)
        == (claim.party, claim.issue, claim.act, claim.negated)
        and (view.standing_of(other) is Standing.OWN) is own
    ]
    return max(same, key=lambda other: other.rank, default=one)
