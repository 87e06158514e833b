"""What answers of the API look like, as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it): the forms of `--json`, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from accords.assessment.commitments import CommitmentStatus
from accords.assessment.dispute import DisputeKind
from accords.assessment.forms import Form
from accords.assessment.question import Hangs, QuestionKind
from accords.assessment.since import Changed
from accords.assessment.timeline import Kind
from accords.ledger.judgement import Ruling
from accords.vocabulary import ActorKind
from accords.vocabulary.act import Act, Standing, Strength

Schema: TypeAlias = dict[str, object]

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0}
YES: Schema = {"type": "boolean"}
ANYTHING: Schema = {"type": "object", "additionalProperties": True}


def one_of(words: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [one.value for one in words]}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def row(**fields: Schema) -> Schema:
    """An object with these fields and no others."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def begins(**fields: Schema) -> Schema:
    """An object with these fields, and more that another page describes."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": True}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


IDS = several(TEXT)
SPAN: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
STRENGTH = maybe(one_of(Strength))
STANDING = one_of(Standing)
FAULT = row(place=TEXT, found=TEXT, accepted=TEXT, remedy=TEXT)
WHEN = maybe(row(start=maybe(DAY), end=maybe(DAY), words=maybe(TEXT)))
TELLING = row(report=TEXT, span=SPAN)
_ALTERED = row(report=TEXT, spans=several(SPAN), words=TEXT, claims=IDS, attributions=IDS)

# The rows of the answers of a ledger (docs/reference/commands.md, docs/reference/exchange.md).
ROWS: Mapping[str, Schema] = {
    "Position": row(
        party=TEXT,
        issue=TEXT,
        stance=one_of(Act),
        strength=STRENGTH,
        standing=STANDING,
        as_of=maybe(DAY),
        claim=TEXT,
        negated=YES,
        independent_outlets=NUMBER,
        undated=YES,
    ),
    "Commitment": row(
        id=TEXT,
        debtor=TEXT,
        creditor=IDS,
        issue=TEXT,
        terms=TEXT,
        form=maybe(one_of(Form)),
        condition=maybe(TEXT),
        status=one_of(CommitmentStatus),
        claims=IDS,
        independent_outlets=NUMBER,
        confirmed=IDS,
        denied=several(row(claim=TEXT, by=maybe(TEXT), standing=STANDING)),
        silences=IDS,
        first=maybe(DAY),
        latest=maybe(DAY),
        undated=YES,
    ),
    "TimelineRow": row(
        day=maybe(DAY),
        kind=one_of(Kind),
        parties=IDS,
        issue=maybe(TEXT),
        what=TEXT,
        words=TEXT,
        according_to=IDS,
        standing=maybe(STANDING),
        report=TEXT,
        id=TEXT,
        independent_outlets=NUMBER,
        undated=YES,
    ),
    "MeetingRow": row(
        id=TEXT,
        name=maybe(TEXT),
        date=WHEN,
        place=maybe(TEXT),
        participants=IDS,
        parties=IDS,
        format=maybe(TEXT),
        status=TEXT,
        evidence=several(TELLING),
        meetings=IDS,
        independent_outlets=NUMBER,
        first=DAY,
        latest=DAY,
        undated=YES,
    ),
    "Dispute": row(id=TEXT, kind=one_of(DisputeKind), claims=IDS, note=TEXT),
    "Alteration": row(
        id=TEXT,
        kind=one_of(DisputeKind),
        original=_ALTERED,
        copy=_ALTERED,
        note=TEXT,
        lowered=maybe(STANDING),
        already_in=maybe(TEXT),
    ),
    "Family": row(
        family=TEXT,
        reports=IDS,
        outlets=IDS,
        independent_outlets=NUMBER,
        changed={"type": "object", "additionalProperties": several(ref("Alteration"))},
    ),
    "ActorRow": row(
        id=TEXT,
        name=TEXT,
        kind=one_of(ActorKind),
        party=maybe(TEXT),
        role=maybe(TEXT),
        aliases=IDS,
        first=DAY,
        latest=DAY,
        reports=NUMBER,
        claims=NUMBER,
        independent_outlets=NUMBER,
        undated=YES,
    ),
    "Change": row(
        kind=one_of(Changed),
        before=maybe(ANYTHING),
        after=maybe(ANYTHING),
        fields=IDS,
        reports=IDS,
        independent_outlets=NUMBER,
    ),
    "Report": row(
        id=TEXT,
        given_id=maybe(TEXT),
        text_sha256=TEXT,
        outlet=maybe(TEXT),
        title=maybe(TEXT),
        url=maybe(TEXT),
        language=TEXT,
        published=maybe(DAY),
        fetched=maybe(TEXT),
        encoding=TEXT,
        unclear=NUMBER,
        family=TEXT,
    ),
    "Hit": row(
        report=TEXT,
        title=maybe(TEXT),
        outlet=maybe(TEXT),
        published=maybe(DAY),
        excerpt=TEXT,
        found=several(SPAN),
    ),
    "Question": row(
        number=NUMBER,
        asked=TEXT,
        words=TEXT,
        why=IDS,
        commands=IDS,
        kind=one_of(QuestionKind),
        subject=TEXT,
        other=maybe(TEXT),
        worth=SHARE,
        unsure=SHARE,
        reports=IDS,
        claims=IDS,
        reasons=several(
            row(
                hangs=one_of(Hangs),
                answers=SHARE,
                own=YES,
                others=NUMBER,
                row=maybe(TEXT),
                instead=maybe(TEXT),
            )
        ),
    ),
    "Judgement": row(
        id=TEXT,
        ruling=one_of(Ruling),
        subject=TEXT,
        who=TEXT,
        made_at=TEXT,
        value=ANYTHING,
        note=maybe(TEXT),
        undone=YES,
    ),
    "Agreement": row(name=TEXT, agreement=TEXT, title=TEXT, parties=IDS, faults=several(ref("Fault"))),
    "Scenario": row(name=TEXT, kind={"type": "string", "enum": ["scenario", "packages"]}, title=TEXT, parties=IDS),
    "Fault": FAULT,
    "Error": row(error=ref("Fault")),
}


def rows_answer(name: str) -> Schema:
    """The answer with rows of one kind: those from `offset` on, `limit` at the most, of `of`."""
    return row(
        answer=TEXT,
        ledger=TEXT,
        as_of=maybe(DAY),
        of=NUMBER,
        offset=NUMBER,
        limit=NUMBER,
        rows=several(ref(name)),
    )


HEALTH = row(ledger=TEXT, entries=NUMBER, head=TEXT, version=TEXT)
SEARCH_ANSWER = row(asked=TEXT, ledger=TEXT, as_of=maybe(DAY), offset=NUMBER, limit=NUMBER, hits=several(ref("Hit")))
QUEUE_ANSWER = row(
    answer=TEXT, ledger=TEXT, as_of=maybe(DAY), offset=NUMBER, limit=NUMBER, rows=several(ref("Question"))
)
CLAIM_ANSWER = row(
    ledger=TEXT,
    as_of=maybe(DAY),
    claim=begins(id=TEXT, report=TEXT, party=TEXT, act=one_of(Act), issue=TEXT, words=TEXT, strength=STRENGTH),
    standing=STANDING,
    known_on=DAY,
    day=maybe(DAY),
    explanation=begins(id=TEXT, place=TEXT, sentence=TEXT, what=TEXT),
)
DOSSIER = begins(
    format=TEXT,
    reports=several(begins(id=TEXT, text=maybe(TEXT), family=TEXT)),
    attributions=several(begins(id=TEXT, report=TEXT)),
    claims=several(begins(id=TEXT, report=TEXT, party=TEXT)),
    meetings=several(begins(id=TEXT)),
    positions=several(ref("Position")),
)
AGREEMENT_ANSWER = begins(agreement=TEXT, title=TEXT, zone=TEXT, faults=several(ref("Fault")))
SCENARIO_ANSWER = begins(file=TEXT, title=TEXT, caveat=TEXT)
JUDGED = row(id=TEXT, ruling=one_of(Ruling), subject=TEXT, who=TEXT, made_at=TEXT, value=ANYTHING, note=maybe(TEXT))
TO_JUDGE: Schema = {
    "type": "object",
    "properties": {
        "ruling": one_of(Ruling),
        "subject": {"type": "string", "minLength": 1},
        "value": ANYTHING,
        "who": {"type": "string", "minLength": 1, "maxLength": 200},
        "note": maybe(TEXT),
    },
    "required": ["ruling", "subject", "who"],
    "additionalProperties": False,
}
