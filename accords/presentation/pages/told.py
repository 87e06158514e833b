"""One claim as every page shows it: whose act, how far it goes, whose words they are, the words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accords.claims.claim import Claim
from accords.presentation import claim_words, wording
from accords.presentation.dossier import Dossier
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import NAME, Shown
from accords.vocabulary.act import Standing


@dataclass(frozen=True, slots=True)
class Told:
    """`stance` is act and strength in words; `rank` the strength from 0 (none) to 5 (actual), for marks that are not colour alone.

    `own`: in the party's own words; else `whose` says according to whom. `words` are the report's, verbatim, and lead to their place.
    `sure` is the confidence in hundredths. `ruled`: a person has confirmed or changed it.
    `judge` leads to where one does, in the app.
    """

    id: str
    party: Link
    toward: tuple[Link, ...]
    issue: Link
    act: str
    stance: str
    rank: int
    negated: bool
    terms: str
    condition: str
    own: bool
    whose: str
    words: Link
    report: Link
    outlet: str
    day: str
    undated: bool
    sure: int
    ruled: bool
    judge: str | None = None


RANKS = {"desired": 1, "possible": 2, "conditional": 3, "undertaken": 4, "actual": 5}


def told(claim: Claim, dossier: Dossier, shown: Shown) -> Told:
    """`dossier` holds the claim, its report and its attribution (`Shown.dossier`)."""
    report = dossier.report_by_id[claim.report]
    recorded = shown.claim(claim.id)
    standing = shown.view.standing_of(recorded) if recorded else claim.standing
    words = claim.words or claim_words.evidence(claim, report)
    day = recorded.day if recorded else None
    return Told(
        id=claim.id,
        party=shown.actor(claim.party),
        toward=tuple(shown.actor(own) for own in claim.toward),
        issue=shown.link(claim.issue, "issue", claim.issue),
        act=claim.act.value,
        stance=claim_words.stance(claim.act, claim.strength, claim.negated),
        rank=RANKS.get(claim.strength.value, 0) if claim.strength else 0,
        negated=claim.negated,
        terms=wording.short(claim.terms),
        condition=wording.short(claim.condition or ""),
        own=standing is Standing.OWN,
        whose=wording.short(whose(claim, standing, dossier)),
        words=shown.report(claim.report, wording.short(words) or "(no words)", claim.id),
        report=shown.report(claim.report),
        outlet=wording.short(report.outlet or "", NAME),
        day=day_words(day),
        undated=recorded.undated if recorded else report.published is None,
        sure=round(claim.confidence * 100),
        ruled="ruling" in claim.why,
        judge=shown.href("judge", claim.id) if shown.may_rule else None,
    )


def whose(claim: Claim, standing: Standing, dossier: Dossier) -> str:
    """Whose words they are. A copy may have lost who said it: then the claim has less standing than its report says."""
    if standing is claim.standing:
        return claim_words.vouched(claim, dossier)
    party = claim_words.owned(claim_words.name(claim.party, dossier))
    return f"in a copy that lost who said it ({standing}), not in {party} own words"


def all_told(claims: Iterable[str], shown: Shown) -> tuple[Told, ...]:
    """Those of these claims that are known, in the order given."""
    asked = list(claims)
    dossier = shown.dossier(asked)
    return tuple(told(claim, dossier, shown) for own in asked if (claim := dossier.claim_by_id.get(own)))


def day_words(day: date | None) -> str:
    return wording.plain_day(day) if day else "day not told"
