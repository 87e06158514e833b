"""What a ledger holds, in numbers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from accords.ledger import tables as t
from accords.ledger.database import Database
from accords.ledger.entry import Head, Run
from accords.ledger.judgement import Ruling
from accords.ledger.log import head_of
from accords.ledger.recall import latest


@dataclass(frozen=True, slots=True)
class Info:
    """A ledger at one moment. `readings` counts all, `superseded` those that a later one replaced; `claims` and
    `attributions` are those of the latest readings. `judgements` stand, `undone` do not. Days are those on which reports
    were known. `bytes` is the size of the files, of PostgreSQL that of tables and indexes."""

    name: str
    schema: int
    version: str
    made_at: str
    head: Head
    reports: int
    forgotten: int
    readings: int
    superseded: int
    attributions: int
    claims: int
    meetings: int
    judgements: int
    undone: int
    outlets: int
    first_day: str | None
    last_day: str | None
    last_run: Run | None
    bytes: int

    def to_json(self) -> dict[str, object]:
        run = self.last_run
        return {
            **asdict(self),
            "head": {"seq": self.head.seq, "chain": self.head.chain},
            "last_run": {"id": run.id, **run.to_json()} if run else None,
        }


def info(database: Database) -> Info:
    """What a ledger holds, all of it at one moment."""
    with database.reading() as connection:
        about: Mapping[str, str] = {row.name: row.value for row in connection.execute(select(t.ABOUT))}
        days = connection.execute(
            select(
                func.min(t.REPORTS.c.known_on),
                func.max(t.REPORTS.c.known_on),
                func.count(t.REPORTS.c.outlet.distinct()),
            )
        ).one()
        rulings = _count(connection, t.JUDGEMENTS, t.JUDGEMENTS.c.ruling != Ruling.UNDO)
        undone = _count(connection, t.JUDGEMENTS, t.JUDGEMENTS.c.undoes.is_not(None))
        return Info(
            name=database.name,
            schema=int(about["schema"]),
            version=about["version"],
            made_at=about["made_at"],
            head=head_of(connection),
            reports=_count(connection, t.REPORTS),
            forgotten=_count(connection, t.TOMBSTONES),
            readings=_count(connection, t.READINGS),
            superseded=_count(connection, t.READINGS, t.READINGS.c.supersedes.is_not(None)),
            attributions=_of_latest(connection, t.ATTRIBUTIONS),
            claims=_of_latest(connection, t.CLAIMS),
            meetings=_of_latest(connection, t.MEETINGS),
            judgements=rulings - undone,
            undone=undone,
            outlets=days[2],
            first_day=days[0],
            last_day=days[1],
            last_run=_last_run(connection),
            bytes=_size(connection, database),
        )


def _count(connection: Connection, table: Table, *where: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _of_latest(connection: Connection, table: Table) -> int:
    both = table.join(t.READINGS, t.READINGS.c.seq == table.c.reading)
    return connection.scalar(latest(select(func.count()).select_from(both))) or 0


def _last_run(connection: Connection) -> Run | None:
    row = connection.execute(select(t.RUNS).order_by(t.RUNS.c.seq.desc()).limit(1)).first()
    if row is None:
        return None
    begun = datetime.fromisoformat(row.begun)
    return Run(begun, row.version, row.weights, row.roster, row.process, row.issues, row.source)


def _size(connection: Connection, database: Database) -> int:
    if database.path is None:
        asked = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        return int(connection.scalar(text(asked)) or 0)
    files = (database.path, Path(f"{database.path}-wal"))
    return sum(os.stat(file).st_size for file in files if file.exists())
