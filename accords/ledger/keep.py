"""Accounts, rulings and tombstones -> rows, in a transaction of the caller's."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from accords.claims.build import Account
from accords.documents.report import Report
from accords.ledger import tables as t
from accords.ledger.corrections import after_accounts, after_judgements
from accords.ledger.entry import Entry, EntryKind, Run, canonical, digest, instant
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.log import Log, add_run
from accords.ledger.recall import latest, parts
from accords.ledger.rows import child_rows, reading_body, reading_seal, report_body, what_was_read
from accords.ledger.search import index
from accords.ledger.verbatim import not_verbatim
from accords.vocabulary import Fault, Misuse


@dataclass(frozen=True, slots=True)
class Added:
    """What adding some accounts came to: `reports` were new, `readings` new or in place of an older one, `alike` had been
    read so before."""

    reports: int = 0
    readings: int = 0
    alike: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.reports + other.reports, self.readings + other.readings, self.alike + other.alike)


def add_accounts(connection: Connection, accounts: Sequence[Account], run: Run, at: datetime) -> Added:
    """Add accounts: see `Ledger.add`."""
    log = Log.of(connection)
    begun = False

    def seal(kind: EntryKind, subject: str, sha256: str) -> Entry:
        nonlocal begun
        if not begun:  # a run that brings nothing new is none
            add_run(connection, log, run)
            begun = True
        return log.seal(kind, subject, sha256)

    there, gone, last = _what_is_there(connection, list(dict.fromkeys(account.report.id for account in accounts)))
    reports: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    readings: list[dict[str, Any]] = []
    children: list[list[dict[str, Any]]] = [[] for _ in t.READ]
    alike = 0
    for account in accounts:
        report, own = account.report, account.report.id
        if own in gone:
            alike += 1
            continue
        if own not in there:
            there.add(own)
            body = report_body(report, report.fetched or at)
            entry = seal(EntryKind.REPORT, own, digest(body))
            reports.append(_report_row(body, entry.seq, run.id, at))
            if report.text or not report.kept_sha256:
                texts.append(_text_row(report, entry.seq))
        says = what_was_read(reading_body(account, run.id))
        before, said = last.get(own, (None, None))
        if said == says:
            alike += 1
            continue
        entry = seal(EntryKind.READING, own, reading_seal(own, run.id, says))
        readings.append(
            {
                "seq": entry.seq,
                "report": own,
                "run": run.id,
                "read_at": instant(at),
                "says": says,
                "supersedes": before,
                "unclear": account.unclear,
            }
        )
        last[own] = (entry.seq, says)
        for kept, rows in zip(children, child_rows(account, entry.seq), strict=True):
            kept += rows
    log.write(connection)
    written = ((t.REPORTS, reports), (t.TEXTS, texts), (t.READINGS, readings), *zip(t.READ, children, strict=True))
    for table, rows in written:
        if rows:
            connection.execute(insert(table), rows)
    index(connection, texts)
    after_accounts(connection, accounts, {row["report"]: row["seq"] for row in readings})
    return Added(len(reports), len(readings), alike)


def _what_is_there(
    connection: Connection, ids: Sequence[str]
) -> tuple[set[str], set[str], dict[str, tuple[int | None, str | None]]]:
    """Of these reports: those in the ledger, those forgotten, and the latest reading of each with what it says."""
    there, gone = set[str](), set[str]()
    last: dict[str, tuple[int | None, str | None]] = {}
    for some in parts(ids):
        there.update(connection.scalars(select(t.REPORTS.c.id).where(t.REPORTS.c.id.in_(some))))
        gone.update(connection.scalars(select(t.TOMBSTONES.c.report).where(t.TOMBSTONES.c.report.in_(some))))
        rows = latest(select(t.READINGS.c.report, t.READINGS.c.seq, t.READINGS.c.says)).where(
            t.READINGS.c.report.in_(some)
        )
        last.update({row.report: (row.seq, row.says) for row in connection.execute(rows)})
    return there, gone, last


def _report_row(body: dict[str, object], seq: int, run: str, at: datetime) -> dict[str, Any]:
    known_on = body["published"] or str(body["fetched"])[:10]
    return {**body, "seq": seq, "run": run, "known_on": known_on, "added_at": instant(at)}


def _text_row(report: Report, seq: int) -> dict[str, Any]:
    received = zlib.compress(report.received) if report.received else None
    return {"number": seq, "report": report.id, "title": report.title, "text": report.text, "received": received}


def is_there(connection: Connection, judgement: Judgement) -> bool:
    """True where the very same ruling was made: by the same person, at the same second."""
    return connection.scalar(select(t.JUDGEMENTS.c.seq).where(t.JUDGEMENTS.c.id == judgement.id)) is not None


def add_judgement(connection: Connection, judgement: Judgement, name: str) -> Entry:
    """Add a ruling in the caller's transaction; one that is there stays as it is."""
    return add_judgements(connection, [judgement], name)[0]


def add_judgements(connection: Connection, judgements: Sequence[Judgement], name: str) -> list[Entry]:
    """Add rulings in the caller's transaction, in this order, and what they change of what is shown once for all."""
    entries, new = [], []
    for judgement in judgements:
        entry, is_new = _judgement_added(connection, judgement, name)
        entries.append(entry)
        if is_new:
            new.append(judgement)
    after_judgements(connection, new)
    return entries


def _judgement_added(connection: Connection, judgement: Judgement, name: str) -> tuple[Entry, bool]:
    there = connection.execute(
        select(t.ENTRIES).where(t.ENTRIES.c.kind == EntryKind.JUDGEMENT, t.ENTRIES.c.subject == judgement.id)
    ).first()
    if there is not None:
        return Entry(there.seq, EntryKind(there.kind), there.subject, there.sha256, there.chain), False
    undoes = judgement.subject if judgement.ruling is Ruling.UNDO else None
    if undoes is not None:
        row = connection.execute(select(t.JUDGEMENTS.c.ruling).where(t.JUDGEMENTS.c.id == undoes)).first()
        found = "no judgement of this id" if row is None else "an undoing" if row.ruling == Ruling.UNDO else None
        if found is None and connection.scalar(
            select(func.count()).select_from(t.JUDGEMENTS).where(t.JUDGEMENTS.c.undoes == undoes)
        ):
            found = "a judgement that was undone already"
        if found:
            remedy = "Make the ruling anew instead." if row is not None else "See 'accords judge list'."
            raise Misuse(Fault(f"{name}: {undoes}", found, "the id of a judgement that stands", remedy))
    if fault := not_verbatim(connection, judgement, f"{name}: {judgement.id}"):
        raise Misuse(fault)
    log = Log.of(connection)
    entry = log.seal(EntryKind.JUDGEMENT, judgement.id, digest(judgement.to_json()))
    log.write(connection)
    row_values = {**judgement.to_json(), "value": canonical(judgement.value)}
    connection.execute(insert(t.JUDGEMENTS), {"id": judgement.id, "seq": entry.seq, "undoes": undoes, **row_values})
    return entry, True
