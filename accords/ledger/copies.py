"""Copies of a ledger, and the steps that bring an older one up to date, which keep a copy first."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect, make_url, select, text

from accords.ledger import tables as t
from accords.ledger.check import check
from accords.ledger.corrections import rebuild
from accords.ledger.database import WAIT, Database, connect
from accords.ledger.entry import Head
from accords.ledger.forget import UNSWEPT
from accords.ledger.log import head_of
from accords.ledger.migrations import SCHEMA, require_current, require_ledger, schema_in, take
from accords.ledger.refusals import RESTORE
from accords.vocabulary import Fault, Misuse

# Rows that are in memory at once while they are copied: of texts few, since one may be megabytes long.
_ROWS, _TEXTS = 1000, 20


@dataclass(frozen=True, slots=True)
class Migrated:
    """Schemas `before` and `after`, what the steps between brought, where the copy of before is (a file, or a schema of the
    same PostgreSQL database), and what a check found then."""

    before: int
    after: int
    steps: tuple[str, ...] = ()
    copy: str | None = None
    faults: tuple[Fault, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "before": self.before,
            "after": self.after,
            "steps": list(self.steps),
            "copy": self.copy,
            "faults": [fault.to_json() for fault in self.faults],
        }


def backup(database: Database, target: Path | None = None) -> Path:
    """Copy a ledger, as it is at one moment, into a new file, itself a ledger; others may write meanwhile.

    The file is there whole and checked, or not at all. Without a `target` it gets a name with the time: beside a ledger that
    is a file, else in the current folder. `Misuse` where there is such a file already, and where it cannot be written.
    """
    target = target or _named(database)
    with _new_file(target) as part:
        if database.is_sqlite:
            _copy_file(database, part)
        else:
            _copy_rows(database, part)
        mode = database.path.stat().st_mode & 0o777 if database.path else 0o600
        part.chmod(mode)
    return target


def migrate(database: Database, version: str, *, copy: Path | None = None, wait: float = WAIT) -> Migrated:
    """Take the steps that an older ledger lacks, all of them or none, and check it; one that lacks none stays as it is.

    A copy is kept before: a file (`copy`, else named like a backup), of PostgreSQL a schema `accords_before_…` of the same
    database. `version` is that of the program. Nobody else writes meanwhile. `Misuse` where there is no ledger, where it is
    of a newer accords, where the copy cannot be made, and where a step fails: then the ledger is as it was.
    """
    with database.reading() as connection:
        if require_ledger(schema_in(connection, database.name), database.name) == SCHEMA:
            return Migrated(SCHEMA, SCHEMA)
    if copy is not None and not database.is_sqlite:
        accepted = "no name: the copy is a schema of the same database"
        raise Misuse(
            Fault(str(copy), "a file to copy a PostgreSQL ledger of an older accords to", accepted, "Leave it out.")
        )
    with database.writing(wait) as connection:
        before = require_ledger(schema_in(connection, database.name), database.name)
        if before == SCHEMA:  # another did it while this one waited
            return Migrated(SCHEMA, SCHEMA)
        kept = str(backup(database, copy)) if database.is_sqlite else _copy_schema(connection)
        steps = take(connection, database, version, after=before)
        if connection.scalar(select(t.JUDGEMENTS.c.seq).limit(1)) is not None:
            rebuild(connection)
    found = tuple(check(database))
    return Migrated(before, SCHEMA, tuple(step.about for step in steps), kept, found)


def _named(database: Database) -> Path:
    """A name with the time, and a number where there is such a file."""
    time = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    if database.path is not None:
        base = database.path.with_name(f"{database.path.stem}-{time}")
    else:
        base = Path(f"{make_url(database.name).database or 'accords'}-{time}")
    names = (base.with_name(f"{base.name}{end}.backup.ledger") for end in ("", *(f"-{k}" for k in range(2, 1000))))
    return next(name for name in names if not name.exists())


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A file to write to, which gets its name only when it is whole and on the disk."""
    accepted, there = "a file that is not there yet, in a folder that is", "a file that is there already"
    part: Path | None = None
    try:
        if target.exists():
            raise FileExistsError
        # Nobody else may read it before it has the rights of the ledger.
        number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(number)
        part = Path(name)
        yield part
        _synced(part)
        _given_name(part, target)
        _synced(target.parent)
    except FileExistsError:
        raise Misuse(Fault(str(target), there, accepted, "Name another: nothing is overwritten.")) from None
    except OSError as error:
        remedy = "See to the folder, its permissions and its room, or name another."
        raise Misuse(Fault(str(target), f"no copy could be written there ({error})", accepted, remedy)) from error
    finally:
        for end in ("", "-wal", "-shm", "-journal") if part else ():
            Path(f"{part}{end}").unlink(missing_ok=True)


def _given_name(part: Path, target: Path) -> None:
    """Unlike a renaming, a link does not take the place of a file that came meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        if target.exists():
            raise FileExistsError from None
        part.rename(target)


def _synced(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _copy_file(database: Database, part: Path) -> None:
    """Page by page, all in one step: it sees one moment, and writers go on."""
    with database.reading() as connection, closing(sqlite3.connect(part, isolation_level=None)) as copy:
        head = head_of(connection)
        source: Any = connection.connection.driver_connection
        source.backup(copy)
        said = [row[0] for row in copy.execute("PRAGMA quick_check")]
        last = copy.execute("SELECT seq, chain FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    if said != ["ok"]:
        raise Misuse(Fault(database.name, f"a damaged file ({said[0]})", "a whole ledger", RESTORE))
    _require_head(part, Head(*last) if last else Head(), head)


def _copy_rows(database: Database, part: Path) -> None:
    """Row by row into the tables of a new file, as they are at one moment."""
    require_current(database)
    copy = connect(part, make=True)
    try:
        copy.write_ahead()
        with database.reading() as source, copy.writing(new=True) as target:
            take(target, copy, "")
            tables = [t.METADATA.tables[name] for name in _names(target)]
            for table in reversed(tables):  # the steps fill some
                target.execute(table.delete())
            for table in tables:
                _copy_table(source, target, table)
            target.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))
            head = head_of(source)
        with copy.reading() as target:
            said = target.scalars(text("PRAGMA quick_check")).all()
            _require_head(part, head_of(target), head)
        if said != ["ok"]:
            raise Misuse(Fault(str(part), f"a damaged copy ({said[0]})", "a whole one", "See to the disk; try again."))
    finally:
        copy.close()
    # The last to leave folds the log beside it into the file; whoever syncs it must find all there.
    with closing(sqlite3.connect(part, isolation_level=None)) as last:
        last.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _names(connection: Connection) -> list[str]:
    """The tables, each after those that it refers to."""
    there = set(inspect(connection).get_table_names())
    return [name for name in t.METADATA.tables if name in there]


def _require_head(part: Path, found: Head, wanted: Head) -> None:
    if found != wanted:
        told = f"a copy that ends at entry {found.seq}, {found.chain[:12]}…"
        raise Misuse(Fault(str(part), told, f"entry {wanted.seq}, {wanted.chain[:12]}…", "See to the disk; try again."))


def _copy_table(source: Connection, target: Connection, table: Any) -> None:
    query = select(table).order_by(*table.primary_key)
    if "seq" in table.c:  # what a row refers to in its own table was there before
        query = select(table).order_by(table.c.seq)
    if table is t.ABOUT:  # the new file never held what was forgotten
        query = query.where(table.c.name != UNSWEPT)
    rows = source.execution_options(yield_per=_TEXTS if table is t.TEXTS else _ROWS).execute(query)
    for some in rows.mappings().partitions():
        target.execute(insert(table), [dict(row) for row in some])


def _copy_schema(connection: Connection) -> str:
    """Every table of the ledger with its rows, keys, indexes and views, in a schema of its own: itself a ledger."""
    known = inspect(connection)
    there = set(known.get_schema_names())
    base = f"accords_before_{SCHEMA}_{datetime.now(UTC):%Y%m%d_%H%M%S}"
    name = next(n for n in (base, *(f"{base}_{k}" for k in range(2, 1000))) if n not in there)
    own, path = connection.execute(text("SELECT quote_ident(current_schema()), current_setting('search_path')")).one()
    # As PostgreSQL words them, from where they stand now: without a schema before the names.
    keys = connection.execute(text(_KEYS)).all()
    indexes = [made.replace(f" ON {own}.", " ON ", 1) for made in connection.scalars(text(_INDEXES))]
    views = connection.execute(text(_VIEWS)).all()
    connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    for table in known.get_table_names():
        columns = ", ".join(f'"{c["name"]}"' for c in known.get_columns(table) if not c.get("computed"))
        connection.exec_driver_sql(f'CREATE TABLE {name}."{table}" (LIKE "{table}" INCLUDING ALL EXCLUDING INDEXES)')
        connection.exec_driver_sql(f'INSERT INTO {name}."{table}" ({columns}) SELECT {columns} FROM "{table}"')
    connection.exec_driver_sql(f"SET LOCAL search_path TO {name}")
    for table, key, made in keys:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ADD CONSTRAINT "{key}" {made}')
    for made in indexes:
        connection.exec_driver_sql(made)
    for view, made in views:
        connection.exec_driver_sql(f'CREATE VIEW "{view}" AS {made}'.replace("%", "%%"))
    connection.execute(text("SELECT set_config('search_path', :path, true)"), {"path": path})
    return name


# What others refer to comes first: primary keys, then unique ones, then those that refer.
_KEYS = """SELECT relname, conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid
    WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f') ORDER BY contype = 'f', conname"""
_INDEXES = """SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
    AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace)"""
_VIEWS = """SELECT relname, pg_get_viewdef(oid) FROM pg_class
    WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace ORDER BY oid"""
