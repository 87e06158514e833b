"""Readings, with all that was read, against their seals; spans and quoted words against the texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from typing import Any

from sqlalchemy import Connection, Table, func, select

from accords.claims.build import Account
from accords.claims.claim import claim_id
from accords.claims.saying import Saying, saying_id
from accords.documents.report import Report
from accords.ledger import tables as t
from accords.ledger.check_bodies import Row, against, sealed_rows
from accords.ledger.entry import EntryKind
from accords.ledger.finding import Count, wrong
from accords.ledger.rows import account_of, reading_body, reading_seal, what_was_read
from accords.vocabulary import Fault, Span, words_at

# Columns with words of the text, which are empty once it was forgotten.
_WORDS: Mapping[Table, tuple[str, ...]] = {
    t.CLAIMS: ("terms", "condition", "words"),
    t.ATTRIBUTIONS: ("source_words", "cue_words", "content_words", "channel", "said_words"),
    t.MEETINGS: ("name", "place", "date_words"),
}
_SPANS: Mapping[Table, tuple[str, ...]] = {
    t.ATTRIBUTIONS: ("source", "cue", "content"),
    t.CLAIMS: ("evidence", "act_words", "party_words"),
    t.SILENCES: ("evidence",),
}


def check_lines(name: str, connection: Connection) -> Iterator[Fault]:
    """Of each report: a first reading, made by the run and at the time by which the report came; each later one supersedes
    the one before it."""
    r = t.READINGS.c
    before = func.lag(r.seq).over(partition_by=r.report, order_by=r.seq).label("before")
    lined = select(r.seq, r.report, r.run, r.read_at, r.supersedes, before).subquery()
    broken = select(lined).where(lined.c.supersedes.is_distinct_from(lined.c.before)).order_by(lined.c.seq)
    for row in connection.execute(broken):
        accepted = (
            f"{row.before}, the reading before it of report {row.report}" if row.before else "none: it is the first"
        )
        yield wrong(name, "readings", row.seq, f"supersedes {row.supersedes}", accepted)
    unread = select(t.REPORTS.c.id).outerjoin(t.READINGS, r.report == t.REPORTS.c.id).where(r.seq.is_(None))
    for own in connection.scalars(unread):
        yield wrong(name, "reports", own, "no reading of this report", "at least one")
    both = select(t.REPORTS.c.id, t.REPORTS.c.run, t.REPORTS.c.added_at, lined.c.run.label("by"), lined.c.read_at)
    firsts = both.join(lined, lined.c.report == t.REPORTS.c.id).where(lined.c.before.is_(None))
    for row in connection.execute(
        firsts.where((t.REPORTS.c.run != lined.c.run) | (t.REPORTS.c.added_at != lined.c.read_at))
    ):
        found = f"run {row.run}, added_at {row.added_at}"
        accepted = f"run {row.by} and {row.read_at}, those of its first reading"
        yield wrong(name, "reports", row.id, found, accepted)


def check_readings(name: str, count: Count, connection: Connection) -> Iterator[Fault]:
    """Each reading's account, rebuilt from its rows."""
    gone = set(connection.scalars(select(t.TOMBSTONES.c.report)))
    texts = select(t.TEXTS.c.text).where(t.TEXTS.c.report == t.READINGS.c.report).scalar_subquery().label("text")
    with ExitStack() as opened:
        streams = [opened.enter_context(closing(_Rows(connection, table))) for table in t.READ]
        for row in sealed_rows(connection, t.READINGS, texts):
            count.one()
            yield from _reading(name, row, [stream.of(row["seq"]) for stream in streams], row["report"] in gone)


def _reading(name: str, row: Row, children: Sequence[Sequence[Row]], forgotten: bool) -> Iterator[Fault]:
    own, report = row["seq"], row["report"]
    seal = reading_seal(report, row["run"], row["says"])
    yield from against(name, "readings", own, row, EntryKind.READING, report, seal)
    if forgotten:
        yield from _wordless(name, children)
        return
    try:
        account = account_of(Report("", None, kept_id=report), row["unclear"], children)
        says = what_was_read(reading_body(account, row["run"]))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        found = f"rows of the report {report} with values that none has ({error})"
        yield wrong(name, "readings", own, found, "what accords writes")
        return
    if says != row["says"]:
        where = "; ".join(_suspects(account, children)) or "in one of its rows, or in 'unclear'"
        found = f"rows of the report {report} that were changed: {where}"
        yield wrong(name, "readings", own, found, f"what was read (digest {row['says'][:12]}…)")
    if row["text"] is not None:
        yield from _places(name, row["text"], children)
        yield from _quotations(name, row["text"], account, own)


class _Rows:
    """The rows of one table, reading by reading; those of no reading are passed over (the keys tell of them)."""

    def __init__(self, connection: Connection, table: Table) -> None:
        query = select(table).order_by(table.c.reading, table.c.n)
        self._result = connection.execution_options(yield_per=2000).execute(query)
        self._rows = iter(self._result.mappings())
        self._ahead: Any = next(self._rows, None)

    def of(self, reading: int) -> list[Row]:
        found: list[Row] = []
        while (row := self._ahead) is not None and row["reading"] <= reading:
            if row["reading"] == reading:
                found.append(row)
            self._ahead = next(self._rows, None)
        return found

    def close(self) -> None:
        """Rows of readings that are not there were not asked for."""
        self._result.close()


def _suspects(account: Account, children: Sequence[Sequence[Row]]) -> Iterator[str]:
    """Which rows it seems to be: numbers that are left out, and ids that are not the hash of what makes them.

    An import may have ids of another program; so this helps where something was changed, and finds nothing by itself.
    """
    for table, rows in zip(t.READ, children, strict=True):
        numbers = {row["n"] for row in rows}
        yield from (f"{table.name} has no row {n}" for n in range(max(numbers, default=-1)) if n not in numbers)
    for claim in account.claims:
        if claim.id != claim_id(claim.report, claim.party, claim.act, claim.issue, claim.evidence):
            yield f"claims {claim.id} has another id than its party, act, issue and place give"
    for saying in account.sayings:
        if saying.id != saying_id(saying.report, saying.attribution):
            yield f"attributions {saying.id} has another id than its places give"


def _places(name: str, text: str, children: Sequence[Sequence[Row]]) -> Iterator[Fault]:
    """Spans that are not inside the text."""
    for table, rows in zip(t.READ, children, strict=True):
        for row in rows:
            spans = [(column, span) for column in _SPANS.get(table, ()) for span in json.loads(row[column])]
            if table is t.MEETINGS:
                spans = [("evidence", span) for _, span in json.loads(row["evidence"])]
            for column, (start, end) in spans:
                if not 0 <= start <= end <= len(text):
                    own = (row["reading"], row["n"])
                    found, accepted = f"{column} [{start}, {end})", f"places in the text, [0, {len(text)})"
                    yield wrong(name, table.name, row.get("id", own), found, accepted)


def _quotations(name: str, text: str, account: Account, reading: int) -> Iterator[Fault]:
    """Words that are not the text's own at their places. None at all is no fault: another program may not have kept them."""
    for claim in account.claims:
        yield from _quoted(name, "claims", claim.id, "words", claim.words, text, claim.evidence, reading)
    for saying in account.sayings:
        for column, words, spans in _said(saying):
            yield from _quoted(name, "attributions", saying.id, column, words, text, spans, reading)


def _said(saying: Saying) -> tuple[tuple[str, str, Sequence[Span]], ...]:
    a, words = saying.attribution, saying.words
    return (
        ("source_words", words.source, a.source),
        ("cue_words", words.cue, a.cue),
        ("content_words", words.content, a.content),
    )


def _quoted(
    name: str, table: str, own: str, column: str, words: str, text: str, spans: Sequence[Span], reading: int
) -> Iterator[Fault]:
    here = words_at(text, spans)
    if words and words != here:
        found = f"{column} {_short(words)} in reading {reading}"
        yield wrong(name, table, own, found, f"the text's own words at {[list(s) for s in spans]}, {_short(here)}")


def _short(words: str, most: int = 60) -> str:
    return repr(words if len(words) <= most else words[: most - 1] + "…")


def _wordless(name: str, children: Sequence[Sequence[Row]]) -> Iterator[Fault]:
    for table, rows in zip(t.READ, children, strict=True):
        for row in rows:
            for column in _WORDS.get(table, ()):
                if row[column]:
                    found = f"{column} of a report that was forgotten"
                    yield wrong(name, table.name, row["id"], found, "no words")
