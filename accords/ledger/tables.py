"""The tables as queries name them. What makes them is in `migrations`; a test holds the two together.

Days and times are ISO 8601 texts, lists are JSON texts: alike in both databases, and read by every tool.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _table(name: str, *columns: Column[object], key: tuple[str, ...]) -> Table:
    for column in columns:
        column.primary_key = column.name in key
    return Table(name, METADATA, *columns)


def _texts(*names: str) -> list[Column[object]]:
    return [Column(name, Text) for name in names]


def _numbers(*names: str) -> list[Column[object]]:
    return [Column(name, Integer) for name in names]


ABOUT = _table("about", *_texts("name", "value"), key=("name",))

# The log: one row for each of what follows, in the order in which it was added.
ENTRIES = _table("entries", *_numbers("seq"), *_texts("kind", "subject", "sha256", "chain"), key=("seq",))

RUNS = _table(
    "runs",
    *_texts("id"),
    *_numbers("seq"),
    *_texts("how", "begun", "version", "weights", "roster", "process", "issues", "source"),
    key=("id",),
)
REPORTS = _table(
    "reports",
    *_texts("id"),
    *_numbers("seq"),
    *_texts("run", "outlet", "title", "published", "fetched", "known_on", "language", "url", "given_id", "encoding"),
    *_texts("text_sha256", "received_sha256", "added_at"),
    key=("id",),
)
# What may be forgotten stands apart from what is kept.
TEXTS = _table(
    "texts",
    *_numbers("number"),
    *_texts("report", "title", "text"),
    Column("received", LargeBinary),
    key=("number",),
)
TOMBSTONES = _table(
    "tombstones",
    *_texts("report"),
    *_numbers("seq"),
    *_texts("text_sha256", "reason", "who", "made_at", "judgements"),
    key=("report",),
)
READINGS = _table(
    "readings",
    *_numbers("seq"),
    *_texts("report", "run", "read_at", "says"),
    *_numbers("supersedes", "unclear"),
    key=("seq",),
)
ACTORS = _table(
    "actors",
    *_numbers("reading", "n"),
    *_texts("id", "name", "kind", "party", "role", "iso3", "plover", "aliases"),
    key=("reading", "n"),
)
ATTRIBUTIONS = _table(
    "attributions",
    *_numbers("reading", "n"),
    *_texts("id", "speaker", "source_words", "cue_words", "content_words", "kind", "mode", "channel"),
    *_texts("said_from", "said_to", "said_words", "within"),
    Column("confidence", Float),
    *_texts("source", "cue", "content", "why"),
    key=("reading", "n"),
)
CLAIMS = _table(
    "claims",
    *_numbers("reading", "n"),
    *_texts("id", "attribution", "party", "person", "act", "toward", "issue", "terms"),
    *_numbers("negated"),
    *_texts("strength", "condition", "chain", "standing", "words"),
    Column("confidence", Float),
    *_texts("evidence", "act_words", "party_words", "why"),
    key=("reading", "n"),
)
MEETINGS = _table(
    "meetings",
    *_numbers("reading", "n"),
    *_texts(
        "id", "name", "date_from", "date_to", "date_words", "place", "participants", "format", "status", "evidence"
    ),
    key=("reading", "n"),
)
SILENCES = _table("silences", *_numbers("reading", "n"), *_texts("party", "issue", "evidence"), key=("reading", "n"))
JUDGEMENTS = _table(
    "judgements",
    *_texts("id"),
    *_numbers("seq"),
    *_texts("ruling", "subject", "value", "who", "made_at", "note", "undoes"),
    key=("id",),
)
# Not of the record: where the polling of feeds stands.
FEEDS = _table("feeds", *_texts("address", "etag", "last_modified", "next_at"), *_numbers("failures"), key=("address",))

# A reading's rows, in the order in which they are written and sealed.
READ = (ACTORS, ATTRIBUTIONS, CLAIMS, MEETINGS, SILENCES)

# Not of the record either: what `views` shows and `corrections` works out of the rulings; made anew at any time.
ACTS = _table("acts", *_texts("act", "plover"), *_numbers("position"), key=("act",))
SAME_AS = _table("same_as", *_texts("id", "stands_for"), key=("id",))
JUDGED_REPORTS = _table("judged_reports", *_texts("judgement", "report"), key=("judgement", "report"))
CORRECTED = _table("corrected", *_numbers("reading"), *_texts("report"), key=("reading",))


def _corrected(table: Table) -> Table:
    columns: list[Column[object]] = [Column(column.name, column.type) for column in table.columns]
    rulings = _texts("rulings") if table in (ATTRIBUTIONS, CLAIMS) else []
    return _table(f"corrected_{table.name}", *columns, *rulings, key=("reading", "n"))


# In the order of `READ`.
CORRECTED_READ = tuple(map(_corrected, READ))
