"""What a database's error means for whoever keeps a ledger in it. Told by its code: the words may be in any language."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from accords.vocabulary import Fault

RESTORE = "Take the last backup ('accords ledger backup' makes them), or import an export of it into a new ledger."
LEDGERS = "a ledger: a file that 'accords ledger init' made, or postgresql://USER@HOST/DATABASE"
_AGAIN = "then run the command again: what was kept stays, and nothing is added twice."


def fault_of(error: DBAPIError | sqlite3.Error, name: str, wait: float) -> Fault:
    """The fault of an error of SQLite or PostgreSQL; `name` is the ledger's, `wait` the seconds that were waited for another."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    words = next(iter(str(cause).strip().splitlines()), "") or type(cause).__name__
    if isinstance(cause, sqlite3.Error):
        found = _of_sqlite(getattr(cause, "sqlite_errorcode", None), words, name, wait)
    else:
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        found = _of_postgresql(getattr(cause, "sqlstate", None), lost, words, name, wait)
    return found or Fault(name, words, "a ledger that its database can read", "Run 'accords ledger check'.")


def _of_sqlite(code: int | None, words: str, name: str, wait: float) -> Fault | None:
    # The low byte is the kind of error, the rest says more (sqlite.org/rescode.html).
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _busy(name, wait)
        case sqlite3.SQLITE_FULL:
            return _full(name)
        case sqlite3.SQLITE_IOERR:
            found = "an error of the disk, or a limit on the size of files (I/O error)"
            remedy = f"See to the disk (df, ulimit -f, its log), run 'accords ledger check', {_AGAIN}"
            return Fault(name, found, "a disk that can be read and written", remedy)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _fixed(name, words)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            # SQLite says so of a read that failed inside its search index, too.
            remedy = f"Run 'accords ledger check'. If it finds the file damaged: {RESTORE[0].lower()}{RESTORE[1:]}"
            return Fault(name, f"a damaged file ({words})", "a whole ledger", remedy)
        case sqlite3.SQLITE_CANTOPEN:
            remedy = "Check its permissions and its folder's, and that the disk has room."
            return Fault(name, f"a file that cannot be opened ({words})", LEDGERS, remedy)
        case sqlite3.SQLITE_NOMEM:
            return _no_memory(name)
    return None


def _of_postgresql(state: str | None, lost: bool, words: str, name: str, wait: float) -> Fault | None:
    # postgresql.org/docs/current/errcodes-appendix.html
    state = state or ""
    if state == "55P03" or state in ("40P01", "40001"):
        return _busy(name, wait)
    if state == "53100":
        return _full(name)
    if state == "53200":
        return _no_memory(name)
    if state == "53300":
        remedy = "Try again when some have gone, or let more in (max_connections)."
        return Fault(name, f"a server with too many clients ({words})", "a server with room for one more", remedy)
    if state in ("25006", "42501"):
        return _fixed(name, words)
    if state in ("58030", "XX001", "XX002"):
        remedy = f"See to the server's disk and its log, run 'accords ledger check', {_AGAIN}"
        return Fault(name, f"an error of the server's disk ({words})", "a disk that can be read and written", remedy)
    if lost or state.startswith(("57P", "08")):
        remedy = f"See that the server runs, {_AGAIN}"
        return Fault(name, f"a server that went away in the middle ({words})", "a server that stays", remedy)
    if not state or state.startswith("28") or state in ("3D000", "3F000"):
        return Fault(name, words, LEDGERS, "Check the address, the user and that the server runs.")
    return None


def _busy(name: str, wait: float) -> Fault:
    remedy = "Try again when the other has finished."
    return Fault(name, f"another writer that has not finished in {wait:g} s", "one writer at a time", remedy)


def _full(name: str) -> Fault:
    return Fault(name, "a full disk", "room for what is to be added", f"Free some, {_AGAIN}")


def _fixed(name: str, words: str) -> Fault:
    return Fault(name, f"a ledger that cannot be written to ({words})", "permission to write", "Copy it, or ask.")


def _no_memory(name: str) -> Fault:
    return Fault(name, "too little memory", "memory for what is to be added", f"Free some, {_AGAIN}")
