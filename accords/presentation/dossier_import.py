"""A dossier or an exported log -> a ledger, each told by its first bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from io import BufferedReader
from typing import BinaryIO

from accords.claims.account_form import as_dossier
from accords.claims.accounts import accounts_of
from accords.claims.build import Account
from accords.claims.fields import Data, maybe, needed, rows
from accords.ledger.entry import Run, now
from accords.ledger.judgement import Judgement
from accords.ledger.ledger import Ledger
from accords.ledger.log_lines import is_log, judgement_of, run_of, tombstone_of
from accords.ledger.ruling_form import from_json
from accords.ledger.take_in import Imported, read_log
from accords.ledger.whole import Whole, add_whole
from accords.presentation.dossier_form import json_of
from accords.vocabulary import Fault, Misuse

_ACCEPTED = "a dossier ('accords read --json', 'accords export --format dossier') or a log ('--format jsonl')"
_PEEK = 65_536  # bytes in which a file says what it is
UNKNOWN = "unknown"


class FileForm(StrEnum):
    LOG = "log"
    DOSSIER = "dossier"


@contextmanager
def load_any(path: str | os.PathLike[str], *, stdin: BinaryIO | None = None) -> Iterator[tuple[FileForm, BinaryIO]]:
    """A file (`-`: standard input) from its beginning, and which of the two it is; `Misuse` where it cannot be read."""
    name = os.fspath(path)
    try:
        file = stdin or sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115 (closed below)
    except (OSError, ValueError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise Misuse(Fault(name, found, f"a file that can be read: {_ACCEPTED}", "Check its name.")) from None
    stream = file if isinstance(file, BufferedReader) else BufferedReader(file)  # type: ignore[type-var]
    try:
        head = stream.peek(_PEEK)
        if head.startswith(b"SQLite format 3\0"):
            remedy = "Write it as one with 'accords export --format jsonl', and import that."
            raise Misuse(Fault(name, "a ledger, or another SQLite database", _ACCEPTED, remedy))
        yield FileForm.LOG if is_log(head) else FileForm.DOSSIER, stream
    finally:
        if name != "-":
            stream.close()


def import_file(
    ledger: Ledger, path: str | os.PathLike[str], *, version: str = UNKNOWN, stdin: BinaryIO | None = None
) -> tuple[Imported, tuple[Fault, ...]]:
    """Add a dossier or an exported log to a ledger: all of it or nothing, but for the rows that the faults name.

    `version` is the program's, for the record. What is there already is passed over. `Misuse` where the file is neither,
    and where anything of a log is not as it was written.

        >>> import_file(ledger, "talks.jsonl")  # doctest: +SKIP
    """
    name = os.fspath(path)
    with load_any(path, stdin=stdin) as (form, stream):
        if form is FileForm.LOG:
            done = read_log(ledger.database, stream, name, wait=ledger.wait)
            return done, done.faults(name)
        return import_dossier(ledger, json_of(stream.read(), name), name, version=version)


def import_dossier(
    ledger: Ledger, data: object, place: str, *, version: str = UNKNOWN
) -> tuple[Imported, tuple[Fault, ...]]:
    """Add a dossier in JSON to a ledger in one transaction; `place` is the file's name.

    Its rows are kept as a reading of each report: by the run that the file names, else by one of `source` "import". A
    tombstone counts here too. `Misuse` where the whole is no dossier, or its field `ledger` not of the form.
    """
    accounts, faults = accounts_of(data, place)
    run = Run(now(), version, UNKNOWN, UNKNOWN, source="import")
    whole = _whole(as_dossier(data, place), place, accounts, run)
    done, left = add_whole(ledger.database, whole, f"{place}: ledger", wait=ledger.wait)
    return done, (*faults, *left, *done.faults(place))


def _whole(data: Data, place: str, accounts: Sequence[Account], run: Run) -> Whole:
    """The accounts with what the field `ledger` tells: how each report was read, and what persons did."""
    told = maybe(data, "ledger", dict, f"{place}: ") or {}
    at = f"{place}: ledger"
    try:
        runs: dict[str, Run] = {}
        for row, here in rows(told, "runs", at):
            known = run_of(row, here)
            if needed(row, "id", str, here) != known.id:
                raise _wrong(f"{here}.id", str(row["id"]), f"{known.id!r}, the hash of what the run says")
            runs[known.id] = known
        made: dict[str, tuple[Run, datetime]] = {}
        for row, here in rows(told, "readings", at):
            by = runs.get(needed(row, "run", str, here))
            if by is None:
                raise _wrong(f"{here}.run", str(row["run"]), "the id of one of the file's runs")
            made[needed(row, "report", str, here)] = (by, datetime.fromisoformat(needed(row, "read_at", str, here)))
        stones = tuple(tombstone_of(row, here) for row, here in rows(told, "tombstones", at))
        blanked = {own for stone in stones for own in stone.judgements}
        judgements = tuple(_judgement(row, here, blanked) for row, here in rows(told, "judgements", at))
    except (ValueError, OverflowError, RecursionError) as error:
        raise _wrong(at, str(error)[:80], "times as 2025-08-18T06:00:00Z") from None
    return Whole(accounts, (run, run.begun), made, judgements, stones)


def _wrong(at: str, found: str, accepted: str) -> Misuse:
    return Misuse(Fault(at, found, accepted, "Export the ledger again, or leave the field 'ledger' out."))


def _judgement(row: Data, at: str, blanked: set[str]) -> Judgement:
    """Where words went with a forgotten report, the ruling has the id that it was given; else that of what it says."""
    if (own := row.get("id")) in blanked:
        return judgement_of(row, at, str(own))
    value = row.get("value")
    # Issues beside the closed list are those of a process file, which is not at hand.
    issue = value.get("issue") if isinstance(value, dict) else None
    return from_json(row, at, known_issues={issue} if isinstance(issue, str) else ())
