"""Runs, reports, texts, tombstones and judgements against the entries that seal them."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, Table, select

from accords.ledger import tables as t
from accords.ledger.added import added_row
from accords.ledger.entry import EntryKind, Run, Tombstone, digest
from accords.ledger.finding import Count, wrong
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.verbatim import misquoted
from accords.vocabulary import Fault

Row: TypeAlias = Mapping[Any, Any]
# The row of `about` that says that some reports came without their texts: from an export that left them out.
WITHOUT_TEXTS = "without_texts"
_REPORT = (
    "id", "given_id", "text_sha256", "received_sha256", "outlet", "title", "url", "language", "published", "fetched",
    "encoding",
)  # fmt: skip
_ENTRY = tuple(t.ENTRIES.c[name].label(f"entry_{name}") for name in ("kind", "subject", "sha256"))


def sealed_rows(connection: Connection, table: Table, *more: Any) -> Iterator[Row]:
    """The rows of a table in the order of the log, each with `entry_kind`, `entry_subject` and `entry_sha256`."""
    query = select(table, *_ENTRY, *more).join(t.ENTRIES, t.ENTRIES.c.seq == table.c.seq).order_by(table.c.seq)
    yield from streamed(connection, query, 500)


def streamed(connection: Connection, query: Select[Any], at_once: int) -> Iterator[Row]:
    """Rows as they come, `at_once` in memory; the server's cursor is closed also where nobody asks for all of them."""
    with connection.execution_options(yield_per=at_once).execute(query) as rows:
        yield from rows.mappings()


def against(
    name: str, table: str, own: object, row: Row, kind: EntryKind, subject: str, seal: str | None
) -> Iterator[Fault]:
    """A row against its entry; without a `seal` only its kind and subject."""
    if (row["entry_kind"], row["entry_subject"]) != (kind.value, subject):
        entry = f"an entry for the {row['entry_kind']} {row['entry_subject']}"
        yield wrong(name, table, own, entry, f"one for the {kind.value} {subject}")
    elif seal is not None and seal != row["entry_sha256"]:
        accepted = f"what entry {row['seq']} seals (digest {row['entry_sha256'][:12]}…)"
        yield wrong(name, table, own, f"a row that was changed (digest {seal[:12]}…)", accepted)


def _seal(name: str, table: str, own: object, body: Callable[[Row], Mapping[str, object]], row: Row) -> str | Fault:
    """The digest of a row's body; a fault where the row holds what no such body has."""
    try:
        return digest(body(row))
    except (ValueError, TypeError, AttributeError) as error:
        return wrong(name, table, own, f"values that no row of {table} has ({error})", "what accords writes")


def check_runs(name: str, count: Count, connection: Connection) -> Iterator[Fault]:
    for row in sealed_rows(connection, t.RUNS):
        count.one()
        names = ("version", "weights", "roster", "process", "issues", "source")
        told = {field: row[field] for field in names}
        try:
            run = Run(datetime.fromisoformat(row["begun"]), **told)
        except ValueError as error:
            yield wrong(name, "runs", row["id"], f"a time of beginning that is none ({error})", "2025-08-18T06:00:00Z")
            continue
        yield from against(name, "runs", row["id"], row, EntryKind.RUN, row["id"], digest(run.to_json()))
        for field, value in (("id", run.id), ("how", run.how)):
            if row[field] != value:
                yield wrong(name, "runs", row["id"], f"{field} {row[field]}", f"{value}, the hash of its other fields")


def check_reports(name: str, count: Count, connection: Connection) -> Iterator[Fault]:
    """What of a report is not sealed is told by what is: the day on which it was known by its days."""
    gone = set(connection.scalars(select(t.TOMBSTONES.c.report)))
    for row in sealed_rows(connection, t.REPORTS):
        count.one()
        own = row["id"]
        seal = digest({field: row[field] for field in _REPORT})
        # The title of a forgotten report went with its words, so its digest is another.
        yield from against(name, "reports", own, row, EntryKind.REPORT, own, None if own in gone else seal)
        if own in gone and row["title"] is not None:
            yield wrong(name, "reports", own, "the title of a report that was forgotten", "none")
        known_on = row["published"] or row["fetched"][:10]
        if row["known_on"] != known_on:
            accepted = f"{known_on}, when it was published (or fetched)"
            yield wrong(name, "reports", own, f"known_on {row['known_on']}", accepted)


def check_texts(name: str, connection: Connection) -> Iterator[Fault]:
    """Every report has its text, or its tombstone, or came without; each text and what was received has its digest."""
    columns = [t.REPORTS.c[field] for field in ("id", "seq", "title", "text_sha256", "received_sha256")]
    theirs = [t.TEXTS.c[field].label(f"t_{field}") for field in ("number", "title", "text", "received")]
    both = (
        t.REPORTS.outerjoin(t.TEXTS, t.TEXTS.c.report == t.REPORTS.c.id)
        .outerjoin(t.TOMBSTONES, t.TOMBSTONES.c.report == t.REPORTS.c.id)
        .outerjoin(t.RUNS, t.RUNS.c.id == t.REPORTS.c.run)
    )
    query = select(*columns, *theirs, t.TOMBSTONES.c.report.label("forgotten"), t.RUNS.c.source).select_from(both)
    left_out = connection.scalar(select(t.ABOUT.c.value).where(t.ABOUT.c.name == WITHOUT_TEXTS)) is not None
    for row in streamed(connection, query.order_by(t.REPORTS.c.seq), 20):
        own = row["id"]
        if row["forgotten"] is not None:
            if row["t_number"] is not None:
                yield wrong(name, "texts", own, "the text of a report that was forgotten", "no text", _AGAIN)
            continue
        if row["t_number"] is None:
            if row["source"] == "read" and not left_out:
                yield wrong(name, "texts", own, "no text of this report", "its text, or its tombstone")
            continue
        found = hashlib.sha256(row["t_text"].encode("utf-8", "surrogatepass")).hexdigest()
        if found != row["text_sha256"]:
            accepted = f"the text as received (SHA-256 {row['text_sha256'][:12]}…)"
            yield wrong(name, "texts", own, f"another text (SHA-256 {found[:12]}…)", accepted)
        yield from _received(name, own, row["t_received"], row["received_sha256"])
        for field, value in (("number", row["seq"]), ("title", row["title"])):
            if row[f"t_{field}"] != value:
                accepted = f"{value!r}, as in reports"
                yield wrong(name, "texts", own, f"{field} {row[f't_{field}']!r}", accepted)


_AGAIN = "Take it out of the table texts, then rebuild the search index; see how it came there."


def _received(name: str, own: str, packed: bytes | None, sha256: str | None) -> Iterator[Fault]:
    accepted = f"the bytes as received (SHA-256 {sha256[:12]}…)" if sha256 else "no bytes, as the report says"
    if packed is None:
        if sha256 is not None:
            yield wrong(name, "texts", own, "none of the bytes received", accepted)
        return
    try:
        found = hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error as error:
        yield wrong(name, "texts", own, f"received bytes that cannot be unpacked ({error})", accepted)
        return
    if found != sha256:
        yield wrong(name, "texts", own, f"other bytes received (SHA-256 {found[:12]}…)", accepted)


def check_tombstones(name: str, count: Count, connection: Connection) -> Iterator[Fault]:
    for row in sealed_rows(connection, t.TOMBSTONES):
        count.one()
        own = row["report"]
        seal = _seal(name, "tombstones", own, _tombstone, row)
        if isinstance(seal, Fault):
            yield seal
        else:
            yield from against(name, "tombstones", own, row, EntryKind.TOMBSTONE, own, seal)
    both = t.TOMBSTONES.join(t.REPORTS, t.REPORTS.c.id == t.TOMBSTONES.c.report)
    told, kept = t.TOMBSTONES.c.text_sha256, t.REPORTS.c.text_sha256.label("kept")
    for other in connection.execute(select(t.REPORTS.c.id, told, kept).select_from(both).where(told != kept)):
        yield wrong(name, "tombstones", other.id, f"text_sha256 {other.text_sha256}", f"{other.kept}, as in reports")


def check_judgements(name: str, count: Count, connection: Connection) -> Iterator[Fault]:
    blanked: set[str] = set()
    for listed in connection.scalars(select(t.TOMBSTONES.c.judgements)):
        with suppress(ValueError, TypeError):  # `check_tombstones` tells
            blanked.update(json.loads(listed))
    texts = select(t.TEXTS.c.text).where(
        t.TEXTS.c.report == t.JUDGEMENTS.c.subject, t.JUDGEMENTS.c.ruling == Ruling.CLAIM
    )
    for row in sealed_rows(connection, t.JUDGEMENTS, texts.scalar_subquery().label("text")):
        count.one()
        own = row["id"]
        seal = _seal(name, "judgements", own, _judgement, row)
        if isinstance(seal, Fault):
            yield seal
            continue
        # Words of a forgotten report went from it: its tombstone, which is sealed, says so.
        yield from against(name, "judgements", own, row, EntryKind.JUDGEMENT, own, None if own in blanked else seal)
        if own not in blanked and own != "j" + seal[:12]:
            yield wrong(name, "judgements", own, f"the id {own}", f"j{seal[:12]}, the hash of what it says")
        undoes = row["subject"] if row["ruling"] == Ruling.UNDO else None
        if row["undoes"] != undoes:
            yield wrong(name, "judgements", own, f"undoes {row['undoes']}", f"{undoes}, as its subject says")
        if row["text"] is not None and (claim := added_row(_made(row))) is not None and own not in blanked:
            fault = misquoted(row["text"], claim, own)
            if fault is not None:
                yield wrong(name, "judgements", own, fault.found, fault.accepted, fault.remedy)


def _tombstone(row: Row) -> Mapping[str, object]:
    made_at, blanked = datetime.fromisoformat(row["made_at"]), tuple(json.loads(row["judgements"]))
    return Tombstone(row["report"], row["text_sha256"], row["reason"], row["who"], made_at, blanked).to_json()


def _judgement(row: Row) -> Mapping[str, object]:
    return _made(row).to_json()


def _made(row: Row) -> Judgement:
    made_at, value = datetime.fromisoformat(row["made_at"]), json.loads(row["value"])
    return Judgement(Ruling(row["ruling"]), row["subject"], row["who"], made_at, value, row["note"])
