"""What must hold of every ledger at every moment, asked of the tables themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text

from accords.ledger import tables as t
from accords.ledger.entry import Head, Run, digest, sealed
from accords.ledger.ledger import Ledger
from accords.ledger.recall import read_judgements
from accords.ledger.rows import account_of, reading_body, reading_seal, report_body, report_of, what_was_read

# Everything that a ledger records, in an order of its own.
RECORD = (t.ENTRIES, t.RUNS, t.REPORTS, t.TEXTS, t.TOMBSTONES, t.READINGS, *t.READ, t.JUDGEMENTS)


def assert_sound(ledger: Ledger, after: int = 0) -> Head:
    """The log has no gap and its chain holds; every entry after `after` has its rows, whole and as sealed, and no row is without
    an entry. Yields where the log ends, in one moment of the ledger."""
    with ledger.database.reading() as connection:
        if ledger.database.is_sqlite:
            assert connection.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        head = _log(connection)
        bodies = {
            "run": _runs(connection),
            "report": _reports(connection, after),
            "reading": _readings(connection, after),
            "judgement": {judgement.id: digest(judgement.to_json()) for judgement in read_judgements(connection)},
        }
        for entry in connection.execute(select(t.ENTRIES).where(t.ENTRIES.c.seq > after)):
            key = entry.seq if entry.kind == "reading" else entry.subject
            assert bodies[entry.kind][key] == entry.sha256, f"entry {entry.seq} seals something else than its rows"
        for table in (t.RUNS, t.REPORTS, t.READINGS, t.JUDGEMENTS):
            kind = table.name.removesuffix("s")
            entries = select(func.count()).select_from(t.ENTRIES).where(t.ENTRIES.c.kind == kind)
            assert connection.scalar(select(func.count()).select_from(table)) == connection.scalar(entries)
        return head


def _log(connection: Connection) -> Head:
    seq, chain = 0, Head().chain
    for entry in connection.execute(select(t.ENTRIES).order_by(t.ENTRIES.c.seq)):
        assert entry.seq == seq + 1, f"the log has a gap after {seq}"
        seq, chain = entry.seq, sealed(chain, entry.seq, entry.kind, entry.subject, entry.sha256)
        assert entry.chain == chain, f"the chain breaks at {seq}"
    return Head(seq, chain)


def _runs(connection: Connection) -> dict[str, str]:
    names = ("version", "weights", "roster", "process", "issues", "source")
    rows = connection.execute(select(t.RUNS)).mappings()
    runs = [Run(datetime.fromisoformat(row["begun"]), **{name: row[name] for name in names}) for row in rows]
    return {run.id: digest(run.to_json()) for run in runs}


def _reports(connection: Connection, after: int) -> dict[str, str]:
    found = {}
    both = t.REPORTS.outerjoin(t.TEXTS, t.TEXTS.c.report == t.REPORTS.c.id)
    query = select(t.REPORTS, t.TEXTS.c.text).select_from(both).where(t.REPORTS.c.seq > after)
    if connection.dialect.name == "sqlite":
        found_by_search = set(connection.scalars(text("SELECT rowid FROM search_docsize")))
    for row in connection.execute(query).mappings():
        assert row["text"] is not None, f"report {row['id']} has no text"
        assert hashlib.sha256(row["text"].encode()).hexdigest() == row["text_sha256"]
        if connection.dialect.name == "sqlite":
            assert row["seq"] in found_by_search, f"report {row['id']} cannot be found by its words"
        report = report_of(row, row["text"])
        assert report.fetched
        found[report.id] = digest(report_body(report, report.fetched))
    return found


def _readings(connection: Connection, after: int) -> dict[int, str]:
    own = (t.READINGS.c.seq.label("reading"), t.READINGS.c.run.label("by"), t.READINGS.c.says, t.READINGS.c.unclear)
    heads = connection.execute(
        select(t.REPORTS, *own)
        .select_from(t.READINGS)
        .join(t.REPORTS, t.REPORTS.c.id == t.READINGS.c.report)
        .where(t.READINGS.c.seq > after)
    ).mappings()
    readings = {row["reading"]: row for row in heads}
    children: dict[int, list[list[Mapping[str, Any]]]] = {reading: [[] for _ in t.READ] for reading in readings}
    for n, table in enumerate(t.READ):
        for row in connection.execute(select(table).where(table.c.reading > after).order_by(table.c.n)).mappings():
            # A row of no reading raises here.
            children[row["reading"]][n].append(row)
    found = {}
    for reading, row in readings.items():
        account = account_of(report_of(row, None), row["unclear"], children[reading])
        says = what_was_read(reading_body(account, row["by"]))
        assert says == row["says"], f"reading {reading} is not what was added"
        found[reading] = reading_seal(account.report.id, row["by"], says)
    return found


def dump(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the record."""
    with ledger.database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in RECORD
        }
