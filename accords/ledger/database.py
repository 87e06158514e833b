"""Where a ledger is kept: a file of SQLite, or a schema of PostgreSQL named by a URL. The only imports of SQLAlchemy's engine."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from accords.ledger.refusals import LEDGERS, RESTORE, fault_of
from accords.vocabulary import Fault, Misuse

# SQLite's header carries it: "acrd". `file` and other programs tell a ledger by it.
APPLICATION_ID = 0x61637264
WAIT = 30.0  # seconds that a writer waits for another
_URL = re.compile(r"postgres(?:ql)?(?:\+\w+)?://", re.I)
_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Database:
    """An open database. `name` is what messages call it: the path, or the URL without its password."""

    name: str
    engine: Engine
    path: Path | None  # None: PostgreSQL

    @property
    def is_sqlite(self) -> bool:
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger, whatever is written meanwhile."""
        with self._told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self, wait: float = WAIT, *, new: bool = False) -> Iterator[Connection]:
        """The one connection that writes, in one transaction: all of it is kept, or nothing. `new`: there may be no table yet.

        `Misuse` where another writer has not finished after `wait` seconds, and where the disk is full.
        """
        with self._told(wait), self.engine.connect() as connection:
            if self.is_sqlite:
                # Past SQLAlchemy, which would begin a transaction for it.
                connection.connection.cursor().execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
                connection.info["immediate"] = True  # goes with the connection, which no pool keeps
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = {max(1, int(wait * 1000))}"))
                    # A number of our own stands for a table that is not there.
                    lock = f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"
                    connection.execute(text(lock if new else "LOCK TABLE about IN SHARE ROW EXCLUSIVE MODE"))
                yield connection

    def write_ahead(self, wait: float = WAIT) -> None:
        """SQLite: readers go on while one writes (sqlite.org/wal.html), which is a property of the file and no part of a
        transaction. Two that ask for it at once refuse each other at once, whatever the time they would wait."""
        until = monotonic() + wait
        with self._told(wait), self.engine.connect() as connection:
            while True:
                try:
                    # Past SQLAlchemy, which would begin a transaction for it.
                    connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                        raise
                    sleep(0.02)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _told(self, wait: float = WAIT) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise Misuse(fault_of(error, self.name, wait)) from error


def is_url(where: str | os.PathLike[str]) -> bool:
    return isinstance(where, str) and _URL.match(where) is not None


def connect(where: str | os.PathLike[str], *, make: bool = False) -> Database:
    """The database at a path or URL, nothing read yet. `make`: a file that is not there is made; else it is `Misuse`."""
    return _postgresql(str(where)) if is_url(where) else _sqlite(os.fspath(where), make)


def _sqlite(name: str, make: bool) -> Database:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name):
        raise Misuse(Fault(name, "an address that is no ledger's", LEDGERS, "Check the spelling."))
    path = Path(name)
    try:
        refused = _file_fault(path, make)
    except (OSError, ValueError) as error:
        refused = Fault(name, f"no file that can be opened ({error})", LEDGERS, "Check its name and its permissions.")
    if refused:
        raise Misuse(refused)
    path = path.resolve()
    if path.exists() and _log_size(path) and (cut := _cut_off(path)) and not _whole_with_log(path):
        raise Misuse(cut)
    # A folder that cannot be written to cannot hold the small file by which readers share a ledger.
    fixed = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    # `immutable` passes over the log beside the file, which holds what was added last.
    mode = ("mode=ro" if _log_size(path) else "mode=ro&immutable=1") if fixed else "mode=rwc" if make else "mode=rw"
    uri = f"file:{_quoted(path)}?{mode}"
    engine = create_engine(f"sqlite+pysqlite:///{uri}&uri=true", poolclass=NullPool, connect_args={"timeout": WAIT})

    def connected(raw: Any, record: object) -> None:
        # The driver opens no transactions of its own: `begun` below does, and says whether to write.
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA trusted_schema = OFF")
        if not fixed:
            cursor.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
            cursor.execute("PRAGMA synchronous = FULL")  # what a command reported as kept survives a power cut
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("immediate") else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return Database(name, engine, path)


def _log_size(path: Path) -> int:
    """Bytes of the write-ahead log beside a file; 0 where there is none."""
    log = Path(f"{path}-wal")
    return log.stat().st_size if log.exists() else 0


def _whole_with_log(path: Path) -> bool:
    """True where all that a file lacks stands in the log beside it: a checkpoint that was stopped. SQLite has to look.

    It may only read: whoever may write folds the log into what is left of the file, and leaves holes that nobody sees.
    """
    try:
        with closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True)) as file:
            said: tuple[str] = file.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        # A full or broken disk, or a writer at work: no reason to call the ledger lost.
        raise Misuse(fault_of(error, str(path), WAIT)) from error
    return said[0] == "ok"


def _cut_off(path: Path) -> Fault | None:
    """The fault of a file that is shorter than its header says."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(100)
    page = int.from_bytes(header[16:18], "big")
    wanted = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    # The page count of the header counts where its two change counters agree (SQLite file format, 1.3.7).
    if header[24:28] == header[92:96] and size < wanted:
        found = f"a file cut off: {size:,} of {wanted:,} bytes"
        return Fault(str(path), found, "a whole ledger", RESTORE)
    return None


def _quoted(path: Path) -> str:
    # Characters that mean something in SQLite's file URIs.
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _file_fault(path: Path, make: bool) -> Fault | None:
    """What is wrong with a file before SQLite sees it: SQLite makes an empty ledger of an empty file, and words little."""
    name = str(path)
    if path.is_dir():
        return Fault(name, "a folder", LEDGERS, "Name a file in it.")
    if not path.exists():
        if make and path.parent.is_dir():
            return None
        if make:
            return Fault(name, f"no folder {path.parent}", "a file in a folder that is there", "Make the folder first.")
        return Fault(name, "no file of this name", LEDGERS, f"Make one with 'accords ledger init --ledger {name}'.")
    if path.stat().st_size == 0 and not _log_size(path):
        # What a stopped 'init' leaves is empty too, and holds nothing.
        return None if make else Fault(name, "an empty file", LEDGERS, "Run 'accords ledger init' on it.")
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 and _HEADER.startswith(header[: len(_HEADER)]):
        # SQLite would make a new database of what is left, and throw the log beside it away.
        return Fault(name, f"a file cut off: {len(header)} bytes", "a whole ledger", RESTORE)
    if not header.startswith(_HEADER):
        return Fault(name, "a file that is no SQLite database", LEDGERS, "Name another file.")
    return None if _log_size(path) else _cut_off(path)


def _postgresql(where: str) -> Database:
    try:
        url = make_url(_URL.sub("postgresql+psycopg://", where, count=1))
    except (ArgumentError, ValueError):
        raise Misuse(Fault("the ledger's URL", "no URL", LEDGERS, "Check the spelling.")) from None
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    try:
        import psycopg  # noqa: F401
    except ImportError:
        remedy = "Install it with: pip install 'accords[postgresql]'"
        raise Misuse(Fault(name, "no PostgreSQL driver", "the package psycopg", remedy)) from None
    # What it warns of when a server goes away is in the error, and would else be printed beside it.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 10})
    return Database(name, engine, None)
