"""Columns of meetings and silences, and of what claims come to: commitments, positions, disputes."""

from __future__ import annotations

from accords.assessment.commitments import Commitment
from accords.assessment.disputes import Dispute
from accords.assessment.positions import Position
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, Silence
from accords.presentation.dossier import Dossier
from accords.presentation.tables.field import Field, day, number, text, texts, yes_no
from accords.presentation.tables.said import name_of, names_of, outlet_of, published_of
from accords.presentation.tables.words import claim_words, whose, words_in
from accords.vocabulary.act import Standing


def meeting_words(meeting: Meeting, dossier: Dossier) -> tuple[str, ...]:
    """The words of each place that tells of it; none where texts were left out."""
    return tuple(words for report, span in meeting.evidence if (words := words_in(report, (span,), dossier)))


def reports_of(meeting: Meeting) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report for report, _ in meeting.evidence))


def outlets_of(meeting: Meeting, dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet for own in reports_of(meeting) if (outlet := outlet_of(own, dossier))))


def _claim_of(row: Position, dossier: Dossier) -> Claim | None:
    return dossier.claim_by_id.get(row.claim)


def _whose_position(row: Position, dossier: Dossier) -> str:
    claim = _claim_of(row, dossier)
    if claim:
        return whose(claim, dossier)
    return "own words" if row.standing is Standing.OWN else f"according to others ({row.standing})"


def _claims_of(row: Dispute, dossier: Dossier) -> list[Claim]:
    return [claim for own in row.claims if (claim := dossier.claim_by_id.get(own))]


MEETINGS: tuple[Field[Meeting], ...] = (
    text("id", "A hash of the place that first tells of it.", lambda m, d: m.id),
    text("name", "What it is called, where it has a name.", lambda m, d: m.name),
    text("status", "held, under way, planned, proposed or cancelled.", lambda m, d: m.status.value),
    day("start", "First day; empty where open or not told.", lambda m, d: m.date.start if m.date else None),
    day("end", "Last day, itself included; empty where open or not told.", lambda m, d: m.date.end if m.date else None),
    text("date_words", "The words that give the day.", lambda m, d: m.date.words if m.date else None),
    text("place", "Where.", lambda m, d: m.place),
    text("format", "in person, video or phone; empty where not told.", lambda m, d: m.format),
    texts("participants", "Ids of those present whom the reports name.", lambda m, d: m.participants),
    texts("participant_names", "Their names.", lambda m, d: names_of(m.participants, d)),
    texts("reports", "Ids of the reports that tell of it.", lambda m, d: reports_of(m)),
    texts("outlets", "Who published them.", outlets_of),
    texts("words", "The words that tell of it.", meeting_words, " | "),
)

COMMITMENTS: tuple[Field[Commitment], ...] = (
    text("id", "A hash of the claim that first tells of it.", lambda c, d: c.id),
    text("debtor", "Id of the party that is said to be bound.", lambda c, d: c.debtor),
    text("debtor_name", "Its name.", lambda c, d: name_of(c.debtor, d)),
    texts("creditor", "Ids of those toward whom.", lambda c, d: c.creditor),
    texts("creditor_names", "Their names.", lambda c, d: names_of(c.creditor, d)),
    text("issue", "What it is about.", lambda c, d: c.issue),
    text("terms", "To do what, in the words of the claim that says most for it.", lambda c, d: c.terms),
    text(
        "form",
        "legislation, treaty, written or oral; empty where not told.",
        lambda c, d: c.form.value if c.form else None,
    ),
    text("condition", "The words of the condition.", lambda c, d: c.condition),
    text(
        "status",
        "reported (by others only), stated, agreed, in force, withdrawn or denied.",
        lambda c, d: c.status.value,
    ),
    number("independent_outlets", "How many outlets tell of it.", lambda c, d: c.independent_outlets),
    texts("claims", "Ids of the claims that tell of it.", lambda c, d: c.claims),
)

POSITIONS: tuple[Field[Position], ...] = (
    text("party", "Id of the party.", lambda p, d: p.party),
    text("party_name", "Its name.", lambda p, d: name_of(p.party, d)),
    text("issue", "What it is about.", lambda p, d: p.issue),
    text("standing", "own: the party's position. Any other: what others say of it.", lambda p, d: p.standing.value),
    text("whose_words", "`own words`, or `according to ...`.", _whose_position),
    text("stance", "The act of the latest claim.", lambda p, d: p.stance.value),
    yes_no("negated", "Yes where the report says that it was not done.", lambda p, d: p.negated),
    text("strength", "How far it goes.", lambda p, d: p.strength.value if p.strength else None),
    day("as_of", "Day of the claim; empty where nobody said.", lambda p, d: p.as_of),
    text("claim", "Id of the claim.", lambda p, d: p.claim),
    text("terms", "The words that say what exactly.", lambda p, d: c.terms if (c := _claim_of(p, d)) else None),
    text("words", "The words of the report.", lambda p, d: claim_words(c, d) if (c := _claim_of(p, d)) else None),
    text("report", "Id of the report.", lambda p, d: c.report if (c := _claim_of(p, d)) else None),
    text("outlet", "Who published it.", lambda p, d: outlet_of(c.report, d) if (c := _claim_of(p, d)) else None),
)

SILENCES: tuple[Field[Silence], ...] = (
    text("report", "Id of the report.", lambda s, d: s.report),
    text("outlet", "Who published it.", lambda s, d: outlet_of(s.report, d)),
    day("published", "Its day of publication.", lambda s, d: published_of(s.report, d)),
    text("party", "Id of the party that is said to have kept silent.", lambda s, d: s.party),
    text("party_name", "Its name.", lambda s, d: name_of(s.party, d)),
    text("issue", "On what; empty where not told.", lambda s, d: s.issue),
    text("words", "The words that say so.", lambda s, d: words_in(s.report, s.evidence, d)),
)

DISPUTES: tuple[Field[Dispute], ...] = (
    text("id", "A hash of its kind and claims.", lambda r, d: r.id),
    text(
        "kind",
        "denial, strength, role, form, origin, attribution lost, words altered or date moved.",
        lambda r, d: r.kind.value,
    ),
    text("note", "What differs.", lambda r, d: r.note),
    texts(
        "parties",
        "Ids of the parties that its claims are about.",
        lambda r, d: dict.fromkeys(c.party for c in _claims_of(r, d)),
    ),
    texts(
        "party_names", "Their names.", lambda r, d: names_of(tuple(dict.fromkeys(c.party for c in _claims_of(r, d))), d)
    ),
    texts("issues", "What it is about.", lambda r, d: dict.fromkeys(c.issue for c in _claims_of(r, d))),
    texts("claims", "Ids of the claims that contradict one another.", lambda r, d: r.claims),
)
