"""What has changed between two days, in words that every rendering shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from accords.assessment.commitments import Commitment
from accords.assessment.dispute import Dispute
from accords.assessment.meetings import MeetingRow
from accords.assessment.positions import Position
from accords.presentation import claim_words, wording
from accords.presentation.dossier import Dossier

if TYPE_CHECKING:
    from accords.assessment.since import Change, Row


def how(change: Change) -> str:
    """`new`, `gone`, or `changed: stance, strength`."""
    if change.before is None:
        return "new"
    differing = ", ".join(name.replace("_", " ") for name in change.fields)
    return "gone" if change.after is None else f"changed: {differing}"


def claims_of(row: Row) -> Iterable[str]:
    """The claims that a row rests on."""
    match row:
        case Position():
            return (row.claim,)
        case Commitment():
            return (*row.claims, *(denied.claim for denied in row.denied))
        case Dispute():
            return row.claims
        case MeetingRow():
            return ()


def worded(row: Row, dossier: Dossier) -> str:
    """One row of an answer in a line; `dossier` holds its claims."""
    match row:
        case Position():
            party = claim_words.name(row.party, dossier)
            return f"{party}, {claim_words.position_head(row, dossier)}: {claim_words.position_words(row, dossier)}"
        case Commitment():
            return claim_words.commitment(row, dossier)
        case Dispute():
            return f"{row.kind}, {claim_words.dispute_about(row.claims, dossier)}: {wording.line_of(row.note)}"
        case MeetingRow():
            return claim_words.meeting(row, dossier)
