"""Is a ledger whole and unchanged? Everything that its entries seal is worked out anew and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy import Connection, and_, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from accords.ledger import tables as t
from accords.ledger.check_bodies import (
    check_judgements,
    check_reports,
    check_runs,
    check_texts,
    check_tombstones,
    streamed,
)
from accords.ledger.check_readings import check_lines, check_readings
from accords.ledger.database import Database
from accords.ledger.entry import Entry, EntryKind, Head, sealed
from accords.ledger.finding import Count, Progress, wrong
from accords.ledger.forget import UNSWEPT
from accords.ledger.refusals import fault_of
from accords.vocabulary import Fault, Misuse

_OF_KIND = {
    EntryKind.RUN: t.RUNS,
    EntryKind.REPORT: t.REPORTS,
    EntryKind.READING: t.READINGS,
    EntryKind.JUDGEMENT: t.JUDGEMENTS,
    EntryKind.TOMBSTONE: t.TOMBSTONES,
}


def check(database: Database, *, progress: Progress | None = None, head: Head | None = None) -> Iterator[Fault]:
    """Every fault of a ledger, as it is found; none where it is whole and unchanged. O(rows), one reading in memory.

    Compared with what the entries seal: runs, reports, readings with all their rows, judgements, tombstones, texts and
    bytes received. Besides: the database's own structure and keys, spans and quoted words against the texts, and the
    search index. A digest cannot tell where words were forgotten: of those readings the seal alone is checked.
    `head` is one that was noted before: whoever changes a ledger and every later seal cannot keep it.
    `progress` is called now and then with the entries gone through and all there are (each counts twice).
    """
    with database.reading() as connection:
        entries = connection.scalar(select(func.count()).select_from(t.ENTRIES)) or 0
    count = Count(progress, 2 * entries)
    name = database.name
    stages: Sequence[Callable[[Connection], Iterator[Fault]]] = (
        partial(_structure, name),
        partial(_keys, name),
        partial(_chain, name, head, count),
        partial(_answered, name),
        partial(check_runs, name, count),
        partial(check_reports, name, count),
        partial(check_texts, name),
        partial(check_tombstones, name, count),
        partial(check_judgements, name, count),
        partial(check_lines, name),
        partial(check_readings, name, count),
        partial(_left, name),
        partial(_found, name),
    )
    for stage in stages:
        # A stage that a damaged file stops is a finding, and the others go on.
        try:
            with database.reading() as connection:
                yield from stage(connection)
        except Misuse as error:
            yield error.fault
    if database.is_sqlite:
        yield from _index(database)
    count.done()


def _structure(name: str, connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        for line in connection.scalars(text("PRAGMA integrity_check")):
            if line != "ok":
                yield wrong(name, "file", None, f"a damaged file ({line})", "pages, rows and indexes that agree")


def _keys(name: str, connection: Connection) -> Iterator[Fault]:
    """Rows that name a row that is not there. The keys are those that the database itself declares."""
    known = inspect(connection)
    for table in t.METADATA.tables.values():
        if not known.has_table(table.name):
            yield wrong(name, table.name, None, "no table of this name", "every table of the schema")
            continue
        for key in known.get_foreign_keys(table.name):
            mine, theirs = table.c[key["constrained_columns"][0]], key["referred_columns"][0]
            parent = t.METADATA.tables[key["referred_table"]].alias("parent")
            own = list(table.primary_key)
            missing = select(*own, mine.label("named")).select_from(
                table.outerjoin(parent, parent.c[theirs] == mine),
            )
            for row in connection.execute(missing.where(and_(mine.is_not(None), parent.c[theirs].is_(None)))):
                found = f"{mine.name} {row.named}, which {key['referred_table']} does not have"
                yield wrong(name, table.name, tuple(row[:-1]), found, f"one that {key['referred_table']} has")


def _chain(name: str, noted: Head | None, count: Count, connection: Connection) -> Iterator[Fault]:
    """The entries stand without gaps, and each is sealed with the one before it. After a break the chain as it stands is
    followed, so that a changed entry is named and not all after it."""
    seq, chain = 0, Head().chain
    met = noted is None or noted.seq == 0
    kinds = {kind.value for kind in EntryKind}
    for row in streamed(connection, select(t.ENTRIES).order_by(t.ENTRIES.c.seq), 5000):
        entry = Entry(**row)
        count.one()
        whole = entry.seq == seq + 1
        if not whole:
            gone = f"{seq + 1}" if entry.seq == seq + 2 else f"{seq + 1} to {entry.seq - 1}"
            yield wrong(name, "entries", entry.seq, f"no entry {gone} before it", "entries without a gap")
        elif entry.chain != sealed(chain, entry.seq, entry.kind, entry.subject, entry.sha256):
            accepted = "the seal over its kind, subject, digest and the chain before it"
            yield wrong(name, "entries", entry.seq, f"the chain {entry.chain[:12]}…", accepted)
        if entry.kind not in kinds:
            yield wrong(name, "entries", entry.seq, f"kind {entry.kind!r}", ", ".join(sorted(kinds)))
        if noted is not None and entry.seq == noted.seq:
            met = True
            if entry.chain != noted.chain:
                yield wrong(name, "entries", entry.seq, f"the chain {entry.chain}", f"{noted.chain}, as was noted")
        seq, chain = entry.seq, entry.chain
    if noted is not None and not met:
        yield wrong(name, "entries", None, f"an end at {seq}", f"entry {noted.seq}, which was noted")


def _answered(name: str, connection: Connection) -> Iterator[Fault]:
    """Every entry has its row. That every row has its entry, the keys tell."""
    for kind, table in _OF_KIND.items():
        both = t.ENTRIES.outerjoin(table, table.c.seq == t.ENTRIES.c.seq)
        query = select(t.ENTRIES.c.seq, t.ENTRIES.c.subject).select_from(both)
        for row in connection.execute(query.where(t.ENTRIES.c.kind == kind.value, table.c.seq.is_(None))):
            found = f"no row in {table.name} for the {kind.value} {row.subject}"
            yield wrong(name, "entries", row.seq, found, f"one row in {table.name}")


def _left(name: str, connection: Connection) -> Iterator[Fault]:
    report = connection.scalar(select(t.ABOUT.c.value).where(t.ABOUT.c.name == UNSWEPT))
    if report is not None:
        remedy = f"Run again, when nobody else is at work on it: accords ledger forget {report} …"
        found = f"words of the forgotten report {report} that may still stand in the ledger's files"
        yield wrong(name, "about", UNSWEPT, found, "files without them", remedy)


def _found(name: str, connection: Connection) -> Iterator[Fault]:
    """The search index has each text, and no other. PostgreSQL keeps its own with the text's row."""
    if connection.dialect.name != "sqlite":
        return
    for asked, found, accepted in (
        (
            "SELECT number FROM texts WHERE number NOT IN (SELECT id FROM search_docsize)",
            "not in the search index",
            "in",
        ),
        (
            "SELECT id FROM search_docsize WHERE id NOT IN (SELECT number FROM texts)",
            "in the search index only",
            "not in",
        ),
    ):
        for number in connection.scalars(text(asked)):
            yield wrong(name, "texts", number, f"a text that is {found}", f"one that is {accepted} it", _REBUILD)


_REBUILD = "Build the index anew: sqlite3 LEDGER \"INSERT INTO search (search) VALUES ('rebuild')\""


def _index(database: Database) -> Iterator[Fault]:
    """FTS5 compares its index with the texts when told to by an INSERT, which changes nothing but asks to be a writer."""
    try:
        with database.writing() as connection:
            try:
                connection.execute(text("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"))
            except DBAPIError as error:
                if "malformed" not in str(error.orig):
                    raise Misuse(fault_of(error, database.name, 0)) from error
                accepted = "the words of the texts, each at its place"
                yield wrong(
                    database.name, "search", None, "an index of other words than the texts'", accepted, _REBUILD
                )
    except Misuse as error:
        # Nobody may write to a ledger on a read-only disk, and then nobody wrote: `_found` has to do.
        if "cannot be written to" not in error.fault.found:
            yield error.fault
