"""The rows of a dossier that are made of its claims, read back from their JSON form and checked."""

from __future__ import annotations

from datetime import date

from accords.assessment.commitments import Commitment, CommitmentStatus, Denied
from accords.assessment.disputes import Dispute, DisputeKind
from accords.assessment.forms import Form
from accords.assessment.positions import Position
from accords.claims.fields import Data, choice, flag, maybe, maybe_choice, moment, needed, rows, strings
from accords.vocabulary.act import Act, Standing, Strength


def commitment(row: Data, at: str) -> Commitment:
    return Commitment(
        id=needed(row, "id", str, at),
        debtor=needed(row, "debtor", str, at),
        creditor=strings(row, "creditor", at, "a list of actor ids"),
        issue=needed(row, "issue", str, at),
        terms=maybe(row, "terms", str, at) or "",
        form=maybe_choice(row, "form", Form, at),
        condition=maybe(row, "condition", str, at),
        status=choice(row, "status", CommitmentStatus, at),
        claims=strings(row, "claims", at, "a list of claim ids"),
        independent_outlets=_outlets(row, at),
        confirmed=strings(row, "confirmed", at, "a list of claim ids"),
        denied=tuple(
            Denied(
                needed(denied, "claim", str, here),
                maybe(denied, "by", str, here),
                maybe_choice(denied, "standing", Standing, here) or Standing.OWN,
            )
            for denied, here in rows(row, "denied", at)
        ),
        silences=strings(row, "silences", at, "a list of report ids"),
        first=_day(row, "first", at),
        latest=_day(row, "latest", at),
        undated=flag(row, "undated", at),
    )


def _outlets(row: Data, at: str) -> int:
    """One, where the file does not say."""
    outlets = maybe(row, "independent_outlets", int, at)
    return 1 if outlets is None else outlets


def _day(row: Data, name: str, at: str) -> date | None:
    return moment(row, name, date.fromisoformat, "a day as YYYY-MM-DD", at)


def position(row: Data, at: str) -> Position:
    return Position(
        party=needed(row, "party", str, at),
        issue=needed(row, "issue", str, at),
        stance=choice(row, "stance", Act, at),
        strength=maybe_choice(row, "strength", Strength, at),
        standing=choice(row, "standing", Standing, at),
        as_of=_day(row, "as_of", at),
        claim=needed(row, "claim", str, at),
        negated=flag(row, "negated", at),
        independent_outlets=_outlets(row, at),
        undated=flag(row, "undated", at),
    )


def dispute(row: Data, at: str) -> Dispute:
    return Dispute(
        id=needed(row, "id", str, at),
        kind=choice(row, "kind", DisputeKind, at),
        claims=strings(row, "claims", at, "a list of claim ids"),
        note=maybe(row, "note", str, at) or "",
    )
