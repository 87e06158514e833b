"""An id, or the beginning of one -> what a ruling is about: a claim, an attribution, a meeting, a report, an actor, a ruling."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from accords.ledger import tables as t
from accords.ledger.judgement import Ruling
from accords.ledger.recall import latest
from accords.ledger.rows import claim_of, meeting_of, saying_of
from accords.vocabulary import Fault, Misuse


class SubjectKind(StrEnum):
    CLAIM = "claim"
    ATTRIBUTION = "attribution"
    MEETING = "meeting"
    REPORT = "report"
    ACTOR = "actor"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Subject:
    """`read` is what the machine read there, as its JSON; empty of reports, actors and judgements."""

    kind: SubjectKind
    id: str
    read: Mapping[str, object] = field(default_factory=dict)


_READ = (
    (SubjectKind.CLAIM, t.CLAIMS, claim_of),
    (SubjectKind.ATTRIBUTION, t.ATTRIBUTIONS, saying_of),
    (SubjectKind.MEETING, t.MEETINGS, meeting_of),
)
_NAMED = ((SubjectKind.REPORT, t.REPORTS), (SubjectKind.JUDGEMENT, t.JUDGEMENTS))
_SHOWN = 4


def subject_of(connection: Connection, beginning: str, place: str) -> Subject:
    """The one thing whose id begins so; an actor's id is given whole. `Misuse` where there is none, or several."""
    found: dict[str, Subject] = {}
    for kind, table, made in _READ:
        query: Select[tuple[object, ...]] = select(table, t.READINGS.c.report).join(
            t.READINGS, t.READINGS.c.seq == table.c.reading
        )
        rows: Iterable[Any] = connection.execute(
            latest(query).where(_begins(table, beginning)).limit(_SHOWN)
        ).mappings()
        for row in rows:
            found[row["id"]] = Subject(kind, row["id"], made(row, row["report"]).to_json())
    for kind, table in _NAMED:
        for own in connection.scalars(select(table.c.id).where(_begins(table, beginning)).limit(_SHOWN)):
            found[own] = Subject(kind, own)
    for own, value in connection.execute(
        select(t.JUDGEMENTS.c.subject, t.JUDGEMENTS.c.value).where(
            t.JUDGEMENTS.c.subject.startswith(beginning, autoescape=True), t.JUDGEMENTS.c.ruling != Ruling.CLAIM
        )
    ):
        # What was ruled on stays what can be ruled on, whatever a later reading found there.
        if own not in found and (read := json.loads(value).get("read")):
            found[own] = Subject(_kind(read), own, read)
    for read in _added(connection, beginning):
        found.setdefault(read["id"], Subject(SubjectKind.CLAIM, read["id"], read))
    if connection.scalar(select(t.ACTORS.c.id).where(t.ACTORS.c.id == beginning).limit(1)) is not None:
        found[beginning] = Subject(SubjectKind.ACTOR, beginning)
    if beginning in found:
        return found[beginning]
    accepted = "the id of a claim, attribution, meeting, report, actor or judgement, or its beginning"
    if not found or not beginning:
        raise Misuse(
            Fault(place, f"no id {beginning!r}", accepted, "Ids stand at the end of the lines of every answer.")
        )
    if len(found) > 1:
        several = ", ".join(sorted(found)[:_SHOWN])
        raise Misuse(
            Fault(place, f"several ids that begin with {beginning!r}: {several}", accepted, "Give more of it.")
        )
    return next(iter(found.values()))


def subject_among(
    connection: Connection, beginning: str, kinds: Sequence[SubjectKind], name: str, *, place: str, remedy: str
) -> Subject:
    """The same as `subject_of`, of one of these kinds; else `Misuse`, with `place` and `remedy`. `name` is the ledger's."""
    about = subject_of(connection, beginning, name)
    if about.kind not in kinds:
        accepted = " or ".join(f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.value}" for kind in kinds)
        raise Misuse(Fault(place, f"{about.kind.value} {about.id}", f"the id of {accepted}", remedy))
    return about


def _added(connection: Connection, beginning: str) -> list[dict[str, Any]]:
    """The rows of the claims that people added, and did not take back, whose ids begin so."""
    undoing = t.JUDGEMENTS.alias("undoing")
    query = select(t.JUDGEMENTS.c.value).where(
        t.JUDGEMENTS.c.ruling == Ruling.CLAIM,
        t.JUDGEMENTS.c.value.contains(beginning, autoescape=True),
        ~select(undoing.c.id).where(undoing.c.undoes == t.JUDGEMENTS.c.id).exists(),
    )
    rows = [json.loads(value).get("read") for value in connection.scalars(query)]
    return [row for row in rows if isinstance(row, dict) and str(row.get("id", "")).startswith(beginning)]


def _kind(read: Mapping[str, object]) -> SubjectKind:
    if "act" in read:
        return SubjectKind.CLAIM
    return SubjectKind.ATTRIBUTION if "content" in read else SubjectKind.MEETING


def report_of_subject(connection: Connection, beginning: str) -> str | None:
    """The report of the one claim or attribution whose id begins so; `None` where it is another thing, or several."""
    reports: set[str] = set()
    for table in (t.CLAIMS, t.ATTRIBUTIONS):
        query = select(t.READINGS.c.report).join(table, t.READINGS.c.seq == table.c.reading)
        reports.update(connection.scalars(latest(query).where(_begins(table, beginning)).limit(_SHOWN)))
    reports.update(row["report"] for row in _added(connection, beginning))
    return reports.pop() if len(reports) == 1 and beginning else None


def _begins(table: Table, beginning: str) -> ColumnElement[bool]:
    own: ColumnElement[bool] = table.c.id.startswith(beginning, autoescape=True)
    return own
