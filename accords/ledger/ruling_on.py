"""What a person says of something in a ledger -> a judgement that can be kept: ids looked up, what was read put beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from accords.claims.claim import Claim
from accords.ledger import tables as t
from accords.ledger.added import ADDED, checked_words, claim_told
from accords.ledger.found_again import shared
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.named_ids import with_ids
from accords.ledger.recall import named_in, read_accounts, read_actors, read_judgements
from accords.ledger.ruled import ruled_rows
from accords.ledger.ruling_form import checked
from accords.ledger.rulings import Rulings
from accords.ledger.subjects import Subject, SubjectKind, subject_among
from accords.vocabulary import Fault, Misuse

_READ = (SubjectKind.CLAIM, SubjectKind.ATTRIBUTION, SubjectKind.MEETING)
_ACTOR = (SubjectKind.ACTOR,)
_CLAIM = (SubjectKind.CLAIM,)
# What each ruling may be about; a note is about anything.
_ABOUT: Mapping[Ruling, tuple[SubjectKind, ...]] = {
    Ruling.RIGHT: _READ,
    Ruling.MISREAD: _READ,
    Ruling.SAME_ACTOR: _ACTOR,
    Ruling.NOT_THE_SAME: _ACTOR,
    Ruling.MERGE: (SubjectKind.ACTOR, SubjectKind.MEETING),
    Ruling.SPLIT: (SubjectKind.ACTOR, SubjectKind.MEETING),
    Ruling.RE_ATTRIBUTE: (SubjectKind.CLAIM, SubjectKind.ATTRIBUTION),
    Ruling.ACT: _CLAIM,
    Ruling.ISSUE: _CLAIM,
    Ruling.STRENGTH: _CLAIM,
    Ruling.NEGATED: _CLAIM,
    Ruling.PARTY: _CLAIM,
    Ruling.CLAIM: (SubjectKind.REPORT,),
    Ruling.NOT_A_COPY: (SubjectKind.REPORT,),
    Ruling.NOTE: tuple(SubjectKind),
    Ruling.UNDO: (SubjectKind.JUDGEMENT,),
}


def judgement_on(
    connection: Connection,
    ruling: str,
    subject: str,
    value: Mapping[str, Any] | None,
    *,
    who: str,
    note: str | None,
    at: datetime,
    name: str,
) -> Judgement:
    """The judgement that says so. `subject` is an id or the beginning of one; `name` is the ledger's, for messages.

    `Misuse` where there is no such thing, or the ruling cannot be about it, or its value is not of the form.
    """
    issues = set(connection.scalars(select(t.CLAIMS.c.issue).distinct()))
    told = checked(ruling, subject, value, known_issues=issues)
    kind = Ruling(ruling)
    about = _found(connection, subject, _ABOUT[kind], kind, name)
    for field in ("other", "others"):
        if isinstance(others := told.get(field), list):
            told[field] = [_found(connection, other, (about.kind,), kind, name).id for other in others]
        elif isinstance(others, str):
            told[field] = _found(connection, others, (about.kind,), kind, name).id
    told = with_ids(connection, about, kind, told, name)
    if about.read and kind is not Ruling.NOTE:
        told["read"] = dict(about.read)
    if kind is Ruling.NOTE and not (note or "").strip():
        raise Misuse(Fault("note", "nothing", "what the note says", "Give the words."))
    judgement = Judgement(kind, about.id, who, at, told, note)
    return _with_claim(connection, judgement, name) if kind is Ruling.CLAIM else judgement


def _with_claim(connection: Connection, judgement: Judgement, name: str) -> Judgement:
    """The ruling with the claim that it adds, placed and vouched for as all rulings have it.

    `Misuse` where the report has that claim already, where its words are not the report's, and where no text is there to
    hold them against.
    """
    report, value = judgement.subject, dict(judgement.value)
    value.pop("read", None)
    text = connection.scalar(select(t.TEXTS.c.text).where(t.TEXTS.c.report == report))
    if text is None:
        found = "a report whose text is not here: it was forgotten, or left out when the report came"
        remedy = "A claim is added by the report's own words, which nobody can see here."
        raise Misuse(Fault(f"{name}: {report}", found, "a report with its text", remedy))
    if (inside := value.get("attribution")) is not None:
        around = _found(connection, str(inside), (SubjectKind.ATTRIBUTION,), Ruling.CLAIM, name)
        if around.read.get("report") != report:
            found = f"{around.id}, an attribution of the report {around.read.get('report')}"
            accepted = f"the id of an attribution of the report {report}, or null"
            raise Misuse(Fault("ruling.value.attribution", found, accepted, "See docs/reference/rulings.md."))
        value["attribution"] = around.id
    value = checked_words(text, value, "ruling.value")
    claim = claim_told(report, text, value)
    told = replace(judgement, value={**value, "read": {**claim.to_json(), ADDED: True}})
    every = read_judgements(connection)
    # Said, undone and said again within a second: the undoing is not of this one.
    there = {one.id for one in every}
    while told.id in there:
        told = replace(told, made_at=told.made_at + timedelta(seconds=1))
    known = read_actors(connection, named_in((*every, told)))
    [account] = read_accounts(connection, reports=[report])
    before = Rulings.of(every).applied(account, known=known).claims
    after = Rulings.of((*every, told)).applied(account, known=known).claims
    new = next((row for row in after if row.id == claim.id), None)
    if new is None or len(after) == len(before):
        raise Misuse(_there(claim, before, every))
    row = replace(claim, attribution=new.attribution, chain=new.chain, standing=new.standing)
    return replace(told, value={**value, "read": {**row.to_json(), ADDED: True}})


def _there(claim: Claim, before: Sequence[Claim], every: Sequence[Judgement]) -> Fault:
    accepted = "a claim that the report does not have"
    if (ruled := ruled_rows(every).get(claim.id)) is not None and ruled.misread:
        found = f"the claim {claim.id}, which was set aside"
        return Fault("ruling.value", found, accepted, f"Bring it back instead: accords judge right {claim.id}.")
    alike = [row for row in before if (row.act, row.issue) == (claim.act, claim.issue)]
    own = max(alike, key=lambda row: shared(row.evidence, claim.evidence)).id if alike else claim.id
    remedy = f"Rule on that one instead, such as: accords judge right {own}."
    return Fault("ruling.value", f"the claim {own}, which is there already", accepted, remedy)


def _found(
    connection: Connection, beginning: str, accepted: tuple[SubjectKind, ...], ruling: Ruling, name: str
) -> Subject:
    place, remedy = f"a ruling '{ruling.value}'", "See docs/reference/rulings.md."
    return subject_among(connection, beginning, accepted, name, place=place, remedy=remedy)
