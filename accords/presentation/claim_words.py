"""Claims and what is made of them, in words that every rendering shares.

What others say of a party is never worded as the party's: each phrase says whose words they are.
"""

from __future__ import annotations

from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.assessment.gaps import Gaps
from accords.assessment.positions import Position
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, Silence
from accords.presentation import wording
from accords.presentation.dossier import Dossier
from accords.vocabulary import words_at
from accords.vocabulary.act import Act, Standing, Strength

_STATUS = {
    CommitmentStatus.REPORTED: "reported by others only",
    CommitmentStatus.STATED: "stated",
    CommitmentStatus.AGREED: "agreed",
    CommitmentStatus.IN_FORCE: "in force",
    CommitmentStatus.WITHDRAWN: "withdrawn",
    CommitmentStatus.DENIED: "denied",
}


def name(actor_id: str, dossier: Dossier) -> str:
    """The actor's name, or its id made readable where the dossier does not list it."""
    actor = dossier.actor_by_id.get(actor_id)
    return wording.line_of(actor.name) if actor else wording.line_of(actor_id.replace("-", " ").title())


def names(actor_ids: tuple[str, ...], dossier: Dossier) -> str:
    return ", ".join(name(actor_id, dossier) for actor_id in actor_ids)


def owned(party: str) -> str:
    """`Russia's`, `the United States'`."""
    return f"{party}'" if party.endswith("s") else f"{party}'s"


def stance(act: Act, strength: Strength | None, negated: bool) -> str:
    """`concede, actual`; `not agree`."""
    return f"{'not ' if negated else ''}{act}{f', {strength}' if strength else ''}"


def chain(claim: Claim, dossier: Dossier) -> str:
    """`Steve Witkoff, citing Russia`: who vouches, from the report inwards; empty for the outlet's own voice."""
    return ", citing ".join(name(link, dossier) for link in claim.chain)


def vouched(claim: Claim, dossier: Dossier) -> str:
    """Whose words they are, relative to the party."""
    party, through = owned(name(claim.party, dossier)), chain(claim, dossier)
    if claim.standing is Standing.OWN:
        return f"in {party} own words ({through})" if through else f"in {party} own words, in a text that it signed"
    if not through:
        return f"told by the report itself, not in {party} own words"
    return f"according to {through} ({claim.standing}), not in {party} own words"


def position(row: Position, dossier: Dossier) -> str:
    """`Russia / territory: concede, actual — according to Steve Witkoff (counterpart), not in Russia's own words`."""
    claim = dossier.claim_by_id.get(row.claim)
    party = name(row.party, dossier)
    whose = (
        vouched(claim, dossier)
        if claim
        else f"in {owned(party)} own words"
        if row.standing is Standing.OWN
        else f"according to others ({row.standing}), not in {owned(party)} own words"
    )
    day = f", {wording.plain_day(row.as_of)}" if row.as_of else ""
    return f"{party} / {wording.line_of(row.issue)}: {stance(row.stance, row.strength, row.negated)} — {whose}{day}"


def commitment(row: Commitment, dossier: Dossier) -> str:
    """`Russia to Ukraine / territory: …; by legislation; if …; reported by others only, according to …`."""
    debtor = name(row.debtor, dossier)
    toward = f" to {names(row.creditor, dossier)}" if row.creditor else ""
    parts = [wording.line_of(row.terms) or "terms not told"]
    if row.form:
        parts.append(f"form: {row.form}")
    if row.condition:
        parts.append(f"condition: {wording.line_of(row.condition)}")
    parts.append(confirmed(row, dossier))
    return f"{debtor}{toward} / {wording.line_of(row.issue)}: {'; '.join(parts)}"


def confirmed(row: Commitment, dossier: Dossier) -> str:
    """Its status, and who vouches for it; of what only others say, that the debtor has not confirmed it, and its silence."""
    claims = [claim for own in row.claims if (claim := dossier.claim_by_id.get(own))]
    debtor = name(row.debtor, dossier)
    own = dict.fromkeys(vouched(claim, dossier) for claim in claims if claim.standing is Standing.OWN)
    others = dict.fromkeys(_witness(claim, dossier) for claim in claims if claim.standing is not Standing.OWN)
    told = [_STATUS[row.status]]
    if own:
        told.append(" and ".join(own))
    elif row.status is CommitmentStatus.REPORTED:
        told.append(f"not confirmed by {debtor}")
    if others:
        told.append(f"{'also ' if own else ''}{' and '.join(others)}")
    silent = {(row.debtor, None), (row.debtor, row.issue)} & dossier.silent
    if silent and not own:
        told.append(f"and {debtor} is said to have kept silent on it")
    return ", ".join(told)


def _witness(claim: Claim, dossier: Dossier) -> str:
    through = chain(claim, dossier)
    return f"according to {through} ({claim.standing})" if through else "told by the report itself"


def meeting(row: Meeting, dossier: Dossier) -> str:
    """`Alaska summit, held, Friday 15 August 2025, Anchorage, in person: Donald Trump, Vladimir Putin`."""
    parts = [
        wording.line_of(row.name) if row.name else "meeting",
        row.status.value,
        (wording.when(row.date) if row.date else "") or "day not told",
        *([wording.line_of(row.place)] if row.place else []),
        *([wording.line_of(row.format)] if row.format else []),
    ]
    return f"{', '.join(parts)}: {names(row.participants, dossier) or 'participants not told'}"


def silence(row: Silence, dossier: Dossier) -> str:
    """`Russia / territory: “has not commented”`, in the report's words."""
    report = dossier.report_by_id.get(row.report)
    words = wording.line_of(words_at(report.text, row.evidence)) if report else ""
    about = f" / {wording.line_of(row.issue)}" if row.issue else ""
    return f"{name(row.party, dossier)}{about}: {words or 'said to have kept silent'}"


def dispute_sides(claims: tuple[str, ...], dossier: Dossier) -> list[tuple[Claim, str]]:
    """Each claim of a dispute with a line for it."""
    found = [claim for own in claims if (claim := dossier.claim_by_id.get(own))]
    return [(claim, claim_line(claim, dossier)) for claim in found]


def claim_line(claim: Claim, dossier: Dossier) -> str:
    act = stance(claim.act, claim.strength, claim.negated)
    return f"{name(claim.party, dossier)} / {wording.line_of(claim.issue)}: {act} — {vouched(claim, dossier)}"


def understood(gaps: Gaps) -> str | None:
    """What was not understood; `None` where nothing is left."""
    parts = []
    if gaps.unclear:
        clauses = wording.counted(gaps.unclear, "clause")
        parts.append(f"{clauses} with an act whose party is unknown")
    if gaps.without_speaker:
        parts.append(f"{wording.counted(gaps.without_speaker, 'saying')} of which nobody knows who said it")
    if gaps.without_claim:
        parts.append(f"{gaps.without_claim:,} of {wording.counted(gaps.sayings, 'saying')} without a claim")
    return f"not understood: {'; '.join(parts)}" if parts else None
