"""The rows of a dossier from `claims` on, read back from their JSON form and checked."""

from __future__ import annotations

from datetime import date

from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.assessment.disputes import Dispute, DisputeKind
from accords.assessment.forms import Form
from accords.assessment.positions import Position
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, MeetingStatus, Silence
from accords.presentation.fields import (
    Data,
    choice,
    flag,
    maybe,
    maybe_choice,
    moment,
    needed,
    span,
    spans,
    strings,
    sure,
    when,
    wrong,
)
from accords.vocabulary import Span
from accords.vocabulary.act import Act, Standing, Strength

# Report id -> code points of its text: no span reaches beyond.
Sizes = dict[str, int]


def claim(row: Data, at: str, sizes: Sizes) -> Claim:
    report = _report(row, at, sizes)
    evidence, trigger, party_words = (
        spans(row, name, sizes[report], at) for name in ("evidence", "trigger", "party_words")
    )
    return Claim(
        id=needed(row, "id", str, at),
        report=report,
        attribution=maybe(row, "attribution", str, at),
        party=needed(row, "party", str, at),
        person=maybe(row, "person", str, at),
        act=choice(row, "act", Act, at),
        toward=strings(row, "toward", at, "a list of actor ids"),
        issue=needed(row, "issue", str, at),
        terms=maybe(row, "terms", str, at) or "",
        negated=flag(row, "negated", at),
        strength=maybe_choice(row, "strength", Strength, at),
        condition=maybe(row, "condition", str, at),
        chain=strings(row, "chain", at, "a list of actor ids"),
        standing=choice(row, "standing", Standing, at),
        evidence=evidence,
        confidence=sure(row, at),
        trigger=trigger,
        party_words=party_words,
        why=maybe(row, "why", dict, at) or {},
    )


def meeting(row: Data, at: str, sizes: Sizes) -> Meeting:
    places: list[tuple[str, Span]] = []
    for number, place in enumerate(maybe(row, "evidence", list, at) or []):
        here = f"{at}.evidence[{number}]"
        if not isinstance(place, dict):
            wrong(here, place, "an object with 'report' and 'span'")
        report = _report(place, here, sizes)
        places.append((report, span(place.get("span"), sizes[report], f"{here}.span")))
    return Meeting(
        id=needed(row, "id", str, at),
        name=maybe(row, "name", str, at),
        date=when(row, "date", at),
        place=maybe(row, "place", str, at),
        participants=strings(row, "participants", at, "a list of actor ids"),
        format=maybe(row, "format", str, at),
        status=choice(row, "status", MeetingStatus, at),
        evidence=tuple(places),
    )


def silence(row: Data, at: str, sizes: Sizes) -> Silence:
    report = _report(row, at, sizes)
    return Silence(
        report=report,
        party=needed(row, "party", str, at),
        issue=maybe(row, "issue", str, at),
        evidence=spans(row, "evidence", sizes[report], at),
    )


def commitment(row: Data, at: str) -> Commitment:
    outlets = maybe(row, "independent_outlets", int, at)
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
        independent_outlets=1 if outlets is None else outlets,
    )


def position(row: Data, at: str) -> Position:
    return Position(
        party=needed(row, "party", str, at),
        issue=needed(row, "issue", str, at),
        stance=choice(row, "stance", Act, at),
        strength=maybe_choice(row, "strength", Strength, at),
        standing=choice(row, "standing", Standing, at),
        as_of=moment(row, "as_of", date.fromisoformat, "a day as YYYY-MM-DD", at),
        claim=needed(row, "claim", str, at),
        negated=flag(row, "negated", at),
    )


def dispute(row: Data, at: str) -> Dispute:
    return Dispute(
        id=needed(row, "id", str, at),
        kind=choice(row, "kind", DisputeKind, at),
        claims=strings(row, "claims", at, "a list of claim ids"),
        note=maybe(row, "note", str, at) or "",
    )


def _report(row: Data, at: str, sizes: Sizes) -> str:
    report = needed(row, "report", str, at)
    if report not in sizes:
        wrong(f"{at}.report", report, "the id of one of the file's reports")
    return report
