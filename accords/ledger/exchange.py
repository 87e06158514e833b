"""A ledger's log as JSON Lines: a header, then one line for each entry in order. Read back in `take_in`.

Every line can be checked against the one before it, so that the file proves itself without the ledger. Described field by
field in docs/reference/exchange.md.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from sqlalchemy import Connection, Select, Table, select

from accords.ledger import tables as t
from accords.ledger.database import Database
from accords.ledger.entry import EntryKind, Head
from accords.ledger.log import head_of
from accords.ledger.recall import read_tombstones
from accords.ledger.rows import account_of, reading_body, report_of
from accords.vocabulary import Fault, Misuse

FORMAT = "accords-ledger/1"
# Rows that are fetched at once: of texts few, since one may be megabytes long.
_ROWS, _TEXTS = 200, 4

_BODIES = {
    EntryKind.RUN: (t.RUNS, ("begun", "version", "weights", "roster", "process", "issues", "source")),
    EntryKind.JUDGEMENT: (t.JUDGEMENTS, ("ruling", "subject", "who", "made_at", "value", "note")),
}
_REPORT = (
    "id", "given_id", "text_sha256", "received_sha256", "outlet", "title", "url", "language", "published", "fetched",
    "encoding",
)  # fmt: skip


def write_log(database: Database, stream: BinaryIO, *, texts: bool = True) -> Head:
    """Write the whole log as it is at one moment, and say where it ends. One line is in memory at a time.

    `texts=False` leaves the texts and the bytes received out (null); the words that readings quote stay, and all seals
    hold. `Misuse` where the ledger is damaged.
    """
    with database.reading() as connection:
        head = head_of(connection)
        about: dict[str, str] = {row.name: row.value for row in connection.execute(select(t.ABOUT))}
        stream.write(
            _line(
                {
                    "format": FORMAT,
                    "version": about.get("version", "unknown"),
                    "schema": int(about["schema"]),
                    "head": {"seq": head.seq, "chain": head.chain},
                }
            )
        )
        for row in _entries(connection, database.name, texts):
            stream.write(_line(row))
    return head


def _line(row: Mapping[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Rows:
    """The rows of a query that stand in the order of the log, asked for one entry after another."""

    def __init__(self, connection: Connection, query: Select[Any], key: str, at_once: int, place: str) -> None:
        rows = connection.execute(query.execution_options(yield_per=at_once))
        self._rows = iter(rows.mappings())
        self._ahead: Mapping[Any, Any] | None = next(self._rows, None)
        self._key, self._place = key, place

    def all_of(self, seq: int) -> list[Mapping[Any, Any]]:
        found = []
        while (row := self._ahead) is not None and row[self._key] == seq:
            found.append(row)
            self._ahead = next(self._rows, None)
        return found

    def one_of(self, seq: int) -> Mapping[Any, Any]:
        found = self.all_of(seq)
        if len(found) != 1:
            remedy = "Run 'accords ledger check', and take the last backup."
            raise Misuse(Fault(self._place, f"entry {seq} without its row", "a whole ledger", remedy))
        return found[0]


def _entries(connection: Connection, place: str, texts: bool) -> Iterator[dict[str, object]]:
    def rows(query: Select[Any], table: Table, key: str = "seq", at_once: int = _ROWS) -> _Rows:
        return _Rows(connection, query.order_by(table.c[key]), key, at_once, place)

    of_kind = {kind: rows(select(table), table) for kind, (table, _) in _BODIES.items()}
    left_out: list[Any] = [t.TOMBSTONES.c.report.label("forgotten")]
    reports = t.REPORTS.outerjoin(t.TOMBSTONES, t.TOMBSTONES.c.report == t.REPORTS.c.id)
    if texts:
        left_out += [t.TEXTS.c.text, t.TEXTS.c.received]
        reports = reports.outerjoin(t.TEXTS, t.TEXTS.c.report == t.REPORTS.c.id)
    received = rows(select(t.REPORTS, *left_out).select_from(reports), t.REPORTS, at_once=_TEXTS if texts else _ROWS)
    columns: list[Any] = [t.READINGS, left_out[0], *(c.label(f"r_{c.name}") for c in t.REPORTS.c)]
    readings = rows(
        select(*columns).select_from(
            t.READINGS.join(t.REPORTS, t.REPORTS.c.id == t.READINGS.c.report).outerjoin(
                t.TOMBSTONES, t.TOMBSTONES.c.report == t.READINGS.c.report
            )
        ),
        t.READINGS,
    )
    read = [rows(select(table).order_by(table.c.reading, table.c.n), table, "reading") for table in t.READ]
    # Few, and known only at the end of the log.
    stones = {stone.report: stone for stone in read_tombstones(connection)}
    blanked = {own for stone in stones.values() for own in stone.judgements}
    query = select(t.ENTRIES).order_by(t.ENTRIES.c.seq).execution_options(yield_per=_ROWS)
    for entry in connection.execute(query).mappings():
        seq, kind = entry["seq"], EntryKind(entry["kind"])
        row: dict[str, object] = {name: entry[name] for name in ("seq", "kind", "subject", "sha256", "chain")}
        if kind is EntryKind.REPORT:
            row |= _report(received.one_of(seq))
        elif kind is EntryKind.READING:
            row |= _reading(readings.one_of(seq), [children.all_of(seq) for children in read])
        elif kind is EntryKind.TOMBSTONE:
            row["body"] = stones[entry["subject"]].to_json()
        else:
            own, names = of_kind[kind].one_of(seq), _BODIES[kind][1]
            row["body"] = {name: json.loads(own[name]) if name == "value" else own[name] for name in names}
            if kind is EntryKind.JUDGEMENT and entry["subject"] in blanked:
                row["forgotten"] = True
        yield row


def _report(own: Mapping[Any, Any]) -> dict[str, object]:
    packed = own.get("received")
    return {
        "body": {name: own[name] for name in _REPORT},
        "run": own["run"],
        "added_at": own["added_at"],
        **_forgotten(own),
        "text": own.get("text"),
        "received": base64.b64encode(packed).decode("ascii") if packed is not None else None,
    }


def _reading(own: Mapping[Any, Any], children: list[list[Mapping[Any, Any]]]) -> dict[str, object]:
    report = report_of({c.name: own[f"r_{c.name}"] for c in t.REPORTS.c}, None)
    account = account_of(report, own["unclear"], children)
    # Of a forgotten report the words are gone that `says` was made of.
    gone = {"says": own["says"]} if own["forgotten"] is not None else {}
    return {"body": reading_body(account, own["run"]), "read_at": own["read_at"], **_forgotten(own), **gone}


def _forgotten(own: Mapping[Any, Any]) -> dict[str, object]:
    return {"forgotten": True} if own["forgotten"] is not None else {}
