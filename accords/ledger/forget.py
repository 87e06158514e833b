"""A report is forgotten: its text goes, and its words wherever they stand; a tombstone stays.

What stays is the record: ids, who said or did what to whom, on which issue and day, at which places of the text, and how
sure that is. An actor goes by its name, a described source by its id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Update, bindparam, case, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from accords.ledger import tables as t
from accords.ledger.added import added_row
from accords.ledger.blanked import ELSEWHERE, LEAST, Forgotten
from accords.ledger.corrections import rebuild
from accords.ledger.database import WAIT, Database
from accords.ledger.entry import Entry, EntryKind, Tombstone, canonical, digest, now
from accords.ledger.log import Log
from accords.ledger.recall import read_judgements, read_tombstones
from accords.ledger.refusals import fault_of
from accords.ledger.search import unindex
from accords.vocabulary import ActorKind, Fault, Misuse

# The row of `about` that stands while the words are gone from the tables, and not yet from the file.
UNSWEPT = "unswept"


def forget(database: Database, report: str, *, reason: str, who: str, wait: float = WAIT) -> Tombstone:
    """Forget a report for good. Its readings stay without their words, and the ledger's files no longer hold them.

    Copies made before (backups, exports, the server's own) still do. `Misuse` where there is no such report, where it was
    forgotten already, and where somebody else keeps the files from being swept: then the report is forgotten, and the
    same call sweeps once they are done.
    """
    for name, words in (("reason", reason), ("who", who)):
        if not words.strip():
            raise Misuse(Fault(f"{database.name}: {report}", f"no {name}", f"the {name}, in words", "Give it."))
    with database.writing(wait) as connection:
        known = {stone.report: stone for stone in read_tombstones(connection)}
        if stone := known.get(report):
            if connection.scalar(select(t.ABOUT.c.value).where(t.ABOUT.c.name == UNSWEPT)) is None:
                raise Misuse(_already(database.name, stone))
        else:
            stone = forget_in(connection, database.name, report, reason.strip(), who.strip())
    sweep(database, wait)
    return stone


def add_tombstone(connection: Connection, stone: Tombstone) -> Entry:
    """Add a tombstone in the caller's transaction: of a report whose words are gone, or were never there (an import)."""
    log = Log.of(connection)
    entry = log.seal(EntryKind.TOMBSTONE, stone.report, digest(stone.to_json()))
    log.write(connection)
    row = {**stone.to_json(), "seq": entry.seq, "judgements": json.dumps(stone.judgements)}
    connection.execute(insert(t.TOMBSTONES), row)
    return entry


def _already(name: str, stone: Tombstone) -> Fault:
    found = f"a report that {stone.who} forgot on {stone.made_at.date()} ({stone.reason})"
    return Fault(f"{name}: {stone.report}", found, "a report that is still there", "There is nothing left to do.")


def forget_in(
    connection: Connection, name: str, report: str, reason: str, who: str, *, judgements: Sequence[str] = ()
) -> Tombstone:
    """Forget a report in the caller's transaction, who calls `sweep` after it. `judgements` are the ids of rulings whose
    words went already, in the ledger that they come from."""
    row = connection.execute(select(t.REPORTS).where(t.REPORTS.c.id == report)).mappings().first()
    if row is None:
        remedy = "Find it with 'accords search', which prints whole ids."
        raise Misuse(Fault(f"{name}: {report}", "no report of this id", "the whole id of a report", remedy))
    kept = connection.execute(select(t.TEXTS).where(t.TEXTS.c.report == report)).mappings().first()
    words = "\n".join((row["title"] or "", kept["text"] if kept else ""))
    # Before the rows are blanked: a report that came without its text has its words there alone.
    quoted = "\n".join((words, *_quoted(connection, report)))
    if kept is not None:
        unindex(connection, kept["number"], kept["title"], kept["text"])
        connection.execute(delete(t.TEXTS).where(t.TEXTS.c.report == report))
        if connection.dialect.name == "sqlite":
            # The index keeps the words of what left it until its parts are merged.
            connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
    for statement in _blanks(report):
        connection.execute(statement)
    _blank_whys(connection, report)
    touched = _blank_judgements(connection, report, quoted)
    touched = tuple(dict.fromkeys((*touched, *judgements)))
    stone = Tombstone(report, row["text_sha256"], reason, who, now(), touched)
    add_tombstone(connection, stone)
    if connection.scalar(select(t.JUDGEMENTS.c.seq).limit(1)) is not None:
        rebuild(connection)  # of rows that have no words: rulings bring an actor's words into other reports too
    connection.execute(delete(t.ABOUT).where(t.ABOUT.c.name == UNSWEPT))
    connection.execute(insert(t.ABOUT), {"name": UNSWEPT, "value": report})
    return stone


def _readings(report: str) -> Any:
    """The numbers of all readings of a report, those that were superseded too."""
    return select(t.READINGS.c.seq).where(t.READINGS.c.report == report)


def _quoted(connection: Connection, report: str) -> Iterable[str]:
    for column in (t.CLAIMS.c.words, t.CLAIMS.c.terms, t.ATTRIBUTIONS.c.content_words, t.ATTRIBUTIONS.c.source_words):
        yield from connection.scalars(select(column).where(column.table.c.reading.in_(_readings(report))).distinct())
    for judgement in read_judgements(connection):
        if (added := added_row(judgement)) is not None and added["report"] == report:
            yield str(added.get("words"))


def _blanks(report: str) -> Iterable[Update]:
    """A condition and a date stay told apart from none: they become empty."""
    readings = _readings(report)
    c, a, m = t.CLAIMS.c, t.ATTRIBUTIONS.c, t.MEETINGS.c

    def emptied(column: Any) -> Any:
        return case((column.is_(None), None), else_="")

    yield (
        update(t.CLAIMS)
        .where(c.reading.in_(readings))
        .values(terms="", words="", why="{}", condition=emptied(c.condition))
    )
    yield (
        update(t.ATTRIBUTIONS)
        .where(a.reading.in_(readings))
        .values(source_words="", cue_words="", content_words="", channel=None, said_words=emptied(a.said_words))
    )
    yield (
        update(t.MEETINGS)
        .where(m.reading.in_(readings))
        .values(name=None, place=None, date_words=emptied(m.date_words))
    )
    actors = update(t.ACTORS).where(t.ACTORS.c.reading.in_(readings))
    yield actors.values(role=None, aliases="[]")
    yield actors.where(t.ACTORS.c.kind == ActorKind.UNNAMED).values(name=t.ACTORS.c.id)
    yield update(t.REPORTS).where(t.REPORTS.c.id == report).values(title=None)


def _blank_whys(connection: Connection, report: str) -> None:
    """Of the reasons for a speaker, a channel and a day the rule, the place and the candidates stay."""
    a = t.ATTRIBUTIONS.c
    rows = connection.execute(select(a.reading, a.n, a.why).where(a.reading.in_(_readings(report)))).all()
    changed = []
    for row in rows:
        whys = [why and {**why, "words": None} for why in json.loads(row.why)]
        changed.append({"of": row.reading, "at": row.n, "now": json.dumps(whys, separators=(",", ":"))})
    if changed:
        mine = (a.reading == bindparam("of")) & (a.n == bindparam("at"))
        connection.execute(update(t.ATTRIBUTIONS).where(mine).values(why=bindparam("now")), changed)


def _blank_judgements(connection: Connection, report: str, words: str) -> tuple[str, ...]:
    """Take the report's words out of rulings; the ids of those that held some. Rulings on other reports are left alone:
    what a copy of this one says is its own."""
    own, others = _subjects(connection, report)
    mine, elsewhere = Forgotten.of(words, LEAST), Forgotten.of(words, ELSEWHERE)
    touched = []
    for row in connection.execute(select(t.JUDGEMENTS).order_by(t.JUDGEMENTS.c.seq)).mappings().all():
        value = json.loads(row["value"])
        read = value.get("read")
        about = read.get("report") if isinstance(read, dict) else None
        if about == report or row["subject"] in own or row["subject"] == report:
            taken, blanked = mine, mine.taken_from_value(value)
        elif about is None and row["subject"] not in others:
            taken, blanked = elsewhere, elsewhere.taken_from_value(value)
        else:
            continue
        note = row["note"] and taken.taken_from(row["note"])
        if blanked != value or note != row["note"]:
            touched.append(row["id"])
            connection.execute(
                update(t.JUDGEMENTS).where(t.JUDGEMENTS.c.id == row["id"]).values(value=canonical(blanked), note=note)
            )
    return tuple(touched)


def _subjects(connection: Connection, report: str) -> tuple[set[str], set[str]]:
    """The ids that were ruled on and are claims, attributions or meetings of this report, and those of other reports;
    claims that people added among them."""
    own: set[str] = set()
    others: set[str] = set()
    for table in (t.CLAIMS, t.ATTRIBUTIONS, t.MEETINGS):
        rows = connection.execute(
            select(table.c.id, t.READINGS.c.report)
            .join(t.JUDGEMENTS, t.JUDGEMENTS.c.subject == table.c.id)
            .join(t.READINGS, t.READINGS.c.seq == table.c.reading)
            .distinct()
        )
        for row in rows:
            (own if row.report == report else others).add(row.id)
    for judgement in read_judgements(connection):
        if (added := added_row(judgement)) is not None:
            (own if added["report"] == report else others).add(added["id"])
    named = select(t.REPORTS.c.id).join(t.JUDGEMENTS, t.JUDGEMENTS.c.subject == t.REPORTS.c.id)
    others.update(connection.scalars(named.where(t.REPORTS.c.id != report)))
    return own, others


def sweep(database: Database, wait: float = WAIT) -> None:
    """Write the ledger's files anew, without what was forgotten. Nothing where nothing is left to sweep.

    `Misuse` where somebody else reads or writes for longer than `wait` seconds.
    """
    with database.reading() as connection:
        report = connection.scalar(select(t.ABOUT.c.value).where(t.ABOUT.c.name == UNSWEPT))
    if report is None:
        return
    try:
        swept = _swept_file(database, wait) if database.is_sqlite else _swept_tables(database, wait)
    except DBAPIError as error:
        fault = fault_of(error, database.name, wait)
        if "another writer" not in fault.found:
            raise Misuse(fault) from error
        swept = False
    if not swept:
        found = f"others at work on it for longer than {wait:g} s: the report is forgotten, its words still stand in the files"
        remedy = f"When they are done, run again: accords ledger forget {report} …"
        raise Misuse(Fault(f"{database.name}: {report}", found, "nobody else while the files are written anew", remedy))
    with database.writing(wait) as connection:
        connection.execute(delete(t.ABOUT).where(t.ABOUT.c.name == UNSWEPT))


def _swept_file(database: Database, wait: float) -> bool:
    with database.engine.connect() as connection:
        # Past SQLAlchemy, which would begin a transaction: neither may stand in one.
        cursor = connection.connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
            cursor.execute("VACUUM")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except database.engine.dialect.loaded_dbapi.Error as error:
            raise DBAPIError("VACUUM", None, error) from error
        return not busy


def _swept_tables(database: Database, wait: float) -> bool:
    """Rows that were updated or deleted stay in a table's file until it is written anew."""
    held = (t.TEXTS, t.REPORTS, t.JUDGEMENTS, *t.READ, *t.CORRECTED_READ)
    with database.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"SET lock_timeout = {max(1, int(wait * 1000))}"))
        for table in held:
            connection.execute(text(f"VACUUM (FULL) {table.name}"))
    return True
