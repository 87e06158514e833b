"""The steps that make the tables of a ledger, in order; a new ledger takes all of them, an older one those it lacks.

A step is never changed once it has been released: what it made stands in people's files. SQL is that of both databases,
`{bytes}` aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from accords.ledger import views
from accords.ledger.database import APPLICATION_ID, WAIT, Database
from accords.ledger.entry import instant, now
from accords.ledger.refusals import RESTORE
from accords.vocabulary import Fault, Misuse

FORMAT = "accords-ledger"


@dataclass(frozen=True, slots=True)
class Step:
    """What takes a ledger from the schema before to `schema`; `sqlite` and `postgresql` are for one database alone."""

    schema: int
    about: str
    both: tuple[str, ...] = ()
    sqlite: tuple[str, ...] = ()
    postgresql: tuple[str, ...] = ()


_RECORD = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE entries (
        seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, sha256 TEXT NOT NULL, chain TEXT NOT NULL)""",
    """CREATE TABLE runs (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE REFERENCES entries (seq), how TEXT NOT NULL, begun TEXT NOT NULL,
        version TEXT NOT NULL, weights TEXT NOT NULL, roster TEXT NOT NULL, process TEXT, issues TEXT, source TEXT NOT NULL)""",
    """CREATE TABLE reports (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE REFERENCES entries (seq), run TEXT NOT NULL REFERENCES runs (id),
        outlet TEXT, title TEXT, published TEXT, fetched TEXT NOT NULL, known_on TEXT NOT NULL, language TEXT NOT NULL,
        url TEXT, given_id TEXT, encoding TEXT NOT NULL, text_sha256 TEXT NOT NULL, received_sha256 TEXT,
        added_at TEXT NOT NULL)""",
    """CREATE TABLE texts (
        number INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE REFERENCES reports (id), title TEXT, text TEXT NOT NULL,
        received {bytes})""",
    """CREATE TABLE tombstones (
        report TEXT PRIMARY KEY REFERENCES reports (id), seq INTEGER NOT NULL UNIQUE REFERENCES entries (seq),
        text_sha256 TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, made_at TEXT NOT NULL,
        judgements TEXT NOT NULL)""",
    """CREATE TABLE readings (
        seq INTEGER PRIMARY KEY REFERENCES entries (seq), report TEXT NOT NULL REFERENCES reports (id),
        run TEXT NOT NULL REFERENCES runs (id), read_at TEXT NOT NULL, says TEXT NOT NULL,
        supersedes INTEGER UNIQUE REFERENCES readings (seq), unclear INTEGER NOT NULL)""",
    """CREATE TABLE actors (
        reading INTEGER NOT NULL REFERENCES readings (seq), n INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
        kind TEXT NOT NULL, party TEXT, role TEXT, iso3 TEXT, plover TEXT, aliases TEXT NOT NULL,
        PRIMARY KEY (reading, n))""",
    """CREATE TABLE attributions (
        reading INTEGER NOT NULL REFERENCES readings (seq), n INTEGER NOT NULL, id TEXT NOT NULL, speaker TEXT,
        source_words TEXT NOT NULL, cue_words TEXT NOT NULL, content_words TEXT NOT NULL, kind TEXT NOT NULL,
        mode TEXT NOT NULL, channel TEXT, said_from TEXT, said_to TEXT, said_words TEXT, within TEXT,
        confidence DOUBLE PRECISION NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL, content TEXT NOT NULL,
        why TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    """CREATE TABLE claims (
        reading INTEGER NOT NULL REFERENCES readings (seq), n INTEGER NOT NULL, id TEXT NOT NULL, attribution TEXT,
        party TEXT NOT NULL, person TEXT, act TEXT NOT NULL, toward TEXT NOT NULL, issue TEXT NOT NULL,
        terms TEXT NOT NULL, negated INTEGER NOT NULL, strength TEXT, condition TEXT, chain TEXT NOT NULL,
        standing TEXT NOT NULL, words TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, evidence TEXT NOT NULL,
        act_words TEXT NOT NULL, party_words TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    """CREATE TABLE meetings (
        reading INTEGER NOT NULL REFERENCES readings (seq), n INTEGER NOT NULL, id TEXT NOT NULL, name TEXT,
        date_from TEXT, date_to TEXT, date_words TEXT, place TEXT, participants TEXT NOT NULL, format TEXT,
        status TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    """CREATE TABLE silences (
        reading INTEGER NOT NULL REFERENCES readings (seq), n INTEGER NOT NULL, party TEXT NOT NULL, issue TEXT,
        evidence TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    """CREATE TABLE judgements (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE REFERENCES entries (seq), ruling TEXT NOT NULL,
        subject TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL, made_at TEXT NOT NULL, note TEXT,
        undoes TEXT REFERENCES judgements (id))""",
    "CREATE INDEX reports_known_on ON reports (known_on)",
    "CREATE INDEX readings_report ON readings (report)",
    "CREATE INDEX actors_id ON actors (id)",
    "CREATE INDEX attributions_id ON attributions (id)",
    "CREATE INDEX claims_id ON claims (id)",
    "CREATE INDEX claims_party ON claims (party, issue)",
    "CREATE INDEX meetings_id ON meetings (id)",
    "CREATE INDEX judgements_subject ON judgements (subject)",
)
# SQLite: an index over `texts`, which holds the words themselves; `search` writes to it, since triggers on it would ask for
# a schema that is trusted. PostgreSQL: the words of the first 250,000 characters,
# since a text search vector holds at most a megabyte.
_SEARCH_SQLITE = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, text, content='texts', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    "INSERT INTO search (search) VALUES ('rebuild')",
)
_SEARCH_POSTGRESQL = (
    """ALTER TABLE texts ADD COLUMN search tsvector GENERATED ALWAYS AS
        (to_tsvector('english', coalesce(title, '') || ' ' || left(text, 250000))) STORED""",
    "CREATE INDEX texts_search ON texts USING gin (search)",
)
_FEEDS = (
    """CREATE TABLE feeds (
        address TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, next_at TEXT, failures INTEGER NOT NULL)""",
)

STEPS = (
    Step(1, "the record: runs, reports, readings and what was read, judgements, tombstones", _RECORD),
    Step(2, "full-text search", sqlite=_SEARCH_SQLITE, postgresql=_SEARCH_POSTGRESQL),
    Step(3, "where the polling of feeds stands", _FEEDS),
    Step(4, "views for people", views.MADE),
)
SCHEMA = STEPS[-1].schema


def schema_of(database: Database) -> int | None:
    """The schema of a ledger; `None` of an empty database. `Misuse` where it is of other things, or newer than this program."""
    with database.reading() as connection:
        return schema_in(connection, database.name)


def schema_in(connection: Connection, name: str) -> int | None:
    """The same, on a connection of the caller's to the ledger that messages call `name`."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    found: dict[str, str] = {}
    # Something else may have a table of this name too.
    if "about" in tables and {"name", "value"} <= {c["name"] for c in inspect(connection).get_columns("about")}:
        found = {key: value for key, value in connection.execute(text("SELECT name, value FROM about"))}
    if found.get("format") != FORMAT:
        some = ", ".join(sorted(tables)[:3])
        other = f"a database of something else (its tables: {some}{' …' if len(tables) > 3 else ''})"
        raise Misuse(Fault(name, other, "a ledger of accords, or an empty database", "Name another."))
    told = str(found.get("schema"))
    if not told.isdecimal():
        raise Misuse(Fault(name, f"a ledger of schema {told}", "a number, as accords writes it", RESTORE))
    schema = int(told)
    if schema > SCHEMA:
        newer = f"a ledger of a newer accords (schema {schema}, made by {found.get('version', 'an unknown version')})"
        raise Misuse(Fault(name, newer, f"schema {SCHEMA} or older", "Install a newer accords."))
    return schema


def require_current(database: Database) -> None:
    """`Misuse` unless the ledger has this program's schema."""
    schema = require_ledger(schema_of(database), database.name)
    if schema < SCHEMA:
        found = f"a ledger of an older accords (schema {schema})"
        remedy = f"Run 'accords ledger migrate --ledger {database.name}': it keeps a copy first."
        raise Misuse(Fault(database.name, found, f"schema {SCHEMA}", remedy))


def require_ledger(schema: int | None, name: str) -> int:
    """The schema; `Misuse` where there is no ledger."""
    if schema is None:
        remedy = f"Make one with 'accords ledger init --ledger {name}'."
        raise Misuse(Fault(name, "a database without a ledger", "a ledger", remedy))
    return schema


def take(
    connection: Connection, database: Database, version: str, *, after: int = 0, until: int = SCHEMA
) -> list[Step]:
    """Take the steps after schema `after`, inside the caller's transaction: all of them, or none."""
    taken = [step for step in STEPS if after < step.schema <= until]
    for step in taken:
        own = step.sqlite if database.is_sqlite else step.postgresql
        for statement in (*step.both, *own):
            connection.exec_driver_sql(statement.replace("{bytes}", "BLOB" if database.is_sqlite else "BYTEA"))
    if after == 0:
        connection.execute(
            text("INSERT INTO about (name, value) VALUES ('format', :format), ('made_at', :made_at)"),
            {"format": FORMAT, "made_at": instant(now())},
        )
        if database.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    for name, value in (("schema", str(taken[-1].schema if taken else after)), ("version", version)):
        connection.execute(text("DELETE FROM about WHERE name = :name"), {"name": name})
        connection.execute(text("INSERT INTO about VALUES (:name, :value)"), {"name": name, "value": value})
    return taken


def make(database: Database, version: str, wait: float = WAIT) -> bool:
    """A new ledger in an empty database; false where one is there already, or another makes it meanwhile."""
    if schema_of(database) is not None:
        return False
    if database.is_sqlite:
        database.write_ahead(wait)
    with database.writing(wait, new=True) as connection:
        if schema_in(connection, database.name) is not None:
            return False
        take(connection, database, version)
    return True
