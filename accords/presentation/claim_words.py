"""Claims and what is made of them, in words that every rendering shares.

What others say of a party is never worded as the party's: each phrase says whose words they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from accords.assessment.commitments import Commitment, CommitmentStatus, Denied
from accords.assessment.gaps import Gaps
from accords.assessment.meetings import MeetingRow
from accords.assessment.positions import Position
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, Silence
from accords.presentation import wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.reading.reading import Mode
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
    whole = wording.inside(party)
    return f"{whole}'" if whole.endswith("s") else f"{whole}'s"


def stance(act: Act, strength: Strength | None, negated: bool) -> str:
    """`concede, actual`; `not agree`."""
    return f"{'not ' if negated else ''}{act}{f', {strength}' if strength else ''}"


def chain(claim: Claim, dossier: Dossier) -> str:
    """`Steve Witkoff, citing Russia`: who vouches, from the report inwards; empty for the outlet's own voice."""
    return ", citing ".join(wording.inside(name(link, dossier)) for link in claim.chain)


def vouched(claim: Claim, dossier: Dossier) -> str:
    """Whose words they are, relative to the party."""
    return _whose(claim, dossier, owned(name(claim.party, dossier)))


def _whose(claim: Claim, dossier: Dossier, owner: str) -> str:
    through = chain(claim, dossier)
    if claim.standing is not Standing.OWN:
        told = f"according to {through} ({claim.standing})" if through else f"told by {teller(claim, dossier)} itself"
        return f"{told}, not in {owner} own words"
    if not through:
        return f"in {owner} own words, in a text that it signed"
    own = f"in {owner} own words{', paraphrased' if paraphrased(claim, dossier) else ''}"
    return own if claim.chain == (claim.party,) else f"{own} ({through})"


def paraphrased(claim: Claim, dossier: Dossier) -> bool:
    """True where the report tells what was said and quotes none of it: the wording is the reporter's."""
    saying = dossier.saying_by_id.get(claim.attribution or "")
    return saying is not None and saying.attribution.mode is Mode.INDIRECT


def teller(claim: Claim, dossier: Dossier) -> str:
    """Who tells it where nobody vouches: the report; among several, the outlet where it is known."""
    return told_by(claim.report, dossier)


def told_by(report_id: str, dossier: Dossier) -> str:
    report = dossier.report_by_id.get(report_id)
    if report is None or _alone(dossier):
        return "the report"
    return wording.line_of(report.outlet or report.name)


def _alone(dossier: Dossier) -> bool:
    """True of one report, whose head on the page names outlet and day; rows of a ledger, which have no text, have no head."""
    return len(dossier.reports) == 1 and bool(dossier.reports[0].text)


def positions(rows: Iterable[Position], dossier: Dossier) -> Iterator[tuple[str, list[Position]]]:
    """A party's name with its rows, in their order."""
    for party, own in groupby(rows, key=lambda row: row.party):
        yield name(party, dossier), list(own)


def position_head(row: Position, dossier: Dossier) -> str:
    """`territory, according to Steve Witkoff (counterpart), not in its own words, 17 August 2025`, under the party.

    Whose words they are comes before what they say: a reader who stops early has not taken them for the party's.
    """
    claim = dossier.claim_by_id.get(row.claim)
    if claim:
        whose = _whose(claim, dossier, "its")
    elif row.standing is Standing.OWN:
        whose = "in its own words"
    else:
        whose = f"according to others ({row.standing}), not in its own words"
    # Under the head of a report that is alone, its own day is told already.
    told = _alone(dossier) and dossier.reports[0].published == row.as_of
    day = f", {wording.plain_day(row.as_of)}" if row.as_of and not told else ""
    return f"{wording.line_of(row.issue)}, {whose}{day}"


def position_words(row: Position, dossier: Dossier) -> str:
    """`concede, actual: some concessions`."""
    claim = dossier.claim_by_id.get(row.claim)
    terms = wording.balanced(wording.line_of(claim.terms)) if claim else ""
    return f"{stance(row.stance, row.strength, row.negated)}{f': {terms}' if terms else ''}"


def commitment(row: Commitment, dossier: Dossier) -> str:
    """Both of its lines in one."""
    return f"{commitment_head(row, dossier)}: {commitment_words(row)}"


def commitment_head(row: Commitment, dossier: Dossier) -> str:
    """`Russia to Ukraine / territory, reported by others only, not confirmed by Russia, according to …`."""
    toward = f" to {names(row.creditor, dossier)}" if row.creditor else ""
    return f"{name(row.debtor, dossier)}{toward} / {wording.line_of(row.issue)}, {confirmed(row, dossier)}"


def commitment_words(row: Commitment) -> str:
    """`to take no more land; form: legislation; condition: if …`; a condition that the terms hold is not said twice."""
    parts = [terms := wording.balanced(wording.line_of(row.terms)) or "terms not told"]
    if row.form:
        parts.append(f"form: {row.form}")
    condition = wording.line_of(row.condition or "")
    if condition and condition not in terms:
        parts.append(f"condition: {condition}")
    return "; ".join(parts)


def confirmed(row: Commitment, dossier: Dossier) -> str:
    """Its status, and who vouches for it; of what only others say, that the debtor has not confirmed it, and its silence."""
    claims = [claim for own in row.claims if (claim := dossier.claim_by_id.get(own))]
    debtor = wording.inside(name(row.debtor, dossier))
    own = dict.fromkeys(vouched(claim, dossier) for claim in claims if claim.standing is Standing.OWN)
    others = dict.fromkeys(_witness(claim, dossier) for claim in claims if claim.standing is not Standing.OWN)
    told = [f"denied by {debtor}" if row.status is CommitmentStatus.DENIED else _STATUS[row.status]]
    if own:
        told.append(" and ".join(own))
    elif row.status is CommitmentStatus.REPORTED:
        told.append(f"not confirmed by {debtor}")
    if others:
        before = "but " if row.status is CommitmentStatus.DENIED else "also " if own else ""
        told.append(f"{before}{' and '.join(others)}")
    told += dict.fromkeys(by for one in row.denied if (by := _denied(one, row, dossier)))
    if row.status is CommitmentStatus.REPORTED and not own:
        if (row.debtor, row.issue) in dossier.silent:
            told.append(f"and {debtor} is said to have kept silent on it")
        elif (row.debtor, None) in dossier.silent:
            see = " (see Silences)" if any(report.text for report in dossier.reports) else ""  # the page has that part
            told.append(f"and {debtor} is said to have kept silent, perhaps on this{see}")
    return ", ".join(told)


def _denied(one: Denied, row: Commitment, dossier: Dossier) -> str | None:
    """`denied by Norland`; whoever but the party itself says that it denies it is named. The status tells of the debtor's own."""
    if one.standing is Standing.OWN and one.by == row.debtor:
        return None if row.status is CommitmentStatus.DENIED else f"denied by {name(row.debtor, dossier)} before"
    by = f"denied by {wording.inside(name(one.by, dossier))}" if one.by else "denied"
    claim = dossier.claim_by_id.get(one.claim)
    if one.standing is Standing.OWN:
        return by
    return f"{by} {_witness(claim, dossier)}" if claim else f"{by} ({one.standing})"


def _witness(claim: Claim, dossier: Dossier) -> str:
    through = chain(claim, dossier)
    return f"according to {through} ({claim.standing})" if through else f"told by {teller(claim, dossier)} itself"


def meeting(row: Meeting | MeetingRow, dossier: Dossier) -> str:
    """`Alaska summit, held, Friday 15 August 2025, Anchorage, in person: Donald Trump (United States), …`."""
    parts = [
        wording.line_of(row.name) if row.name else "meeting",
        row.status.value,
        (wording.when(row.date) if row.date else "") or "day not told",
        *([wording.line_of(row.place)] if row.place else []),
        *([wording.line_of(row.format)] if row.format else []),
    ]
    present = ", ".join(_present(own, dossier) for own in row.participants)
    return f"{', '.join(parts)}: {present or 'participants not told'}"


def _present(actor_id: str, dossier: Dossier) -> str:
    """`Steve Witkoff (United States)`: who was there, and for whom where that is known."""
    actor = dossier.actor_by_id.get(actor_id)
    side = wording.party(actor, dossier) if actor else None
    return f"{name(actor_id, dossier)} ({side})" if side else name(actor_id, dossier)


def evidence(claim: Claim, report: ReportRow) -> str:
    """The text's own words; where the text was left out, those that stayed."""
    return wording.line_of(words_at(report.text, claim.evidence) if report.text else claim.words)


def silence(row: Silence, dossier: Dossier) -> str:
    """`Russia / territory: “has not commented”`, in the report's words."""
    report = dossier.report_by_id.get(row.report)
    words = wording.line_of(words_at(report.text, row.evidence)) if report and report.text else ""
    about = f" / {wording.line_of(row.issue)}" if row.issue else ""
    return f"{name(row.party, dossier)}{about}: {words or 'said to have kept silent'}"


def dispute_sides(claims: tuple[str, ...], dossier: Dossier) -> list[tuple[Claim, str]]:
    """Each claim of a dispute with a line for it."""
    found = [claim for own in claims if (claim := dossier.claim_by_id.get(own))]
    return [(claim, claim_line(claim, dossier)) for claim in found]


def dispute_about(claims: tuple[str, ...], dossier: Dossier) -> str:
    """`Russia, United States / security guarantees`: whom and what it is about."""
    found = [claim for claim, _ in dispute_sides(claims, dossier)]
    parties = names(tuple(dict.fromkeys(claim.party for claim in found)), dossier)
    return f"{parties} / {', '.join(dict.fromkeys(wording.line_of(claim.issue) for claim in found))}"


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
