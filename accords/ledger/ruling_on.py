"""What a person says of something in a ledger -> a judgement that can be kept: ids looked up, what was read put beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from accords.ledger import tables as t
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ruling_form import checked
from accords.ledger.subjects import Subject, SubjectKind, subject_of
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
    Ruling.PARTY: _CLAIM,
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
    if about.read and kind is not Ruling.NOTE:
        told["read"] = dict(about.read)
    if kind is Ruling.NOTE and not (note or "").strip():
        raise Misuse(Fault("note", "nothing", "what the note says", "Give the words."))
    return Judgement(kind, about.id, who, at, told, note)


def _found(
    connection: Connection, beginning: str, accepted: tuple[SubjectKind, ...], ruling: Ruling, name: str
) -> Subject:
    about = subject_of(connection, beginning, name)
    if about.kind not in accepted:
        kinds = " or ".join(f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.value}" for kind in accepted)
        found = f"{about.kind.value} {about.id}"
        raise Misuse(Fault(f"a ruling '{ruling.value}'", found, f"the id of {kinds}", "See docs/reference/rulings.md."))
    return about
