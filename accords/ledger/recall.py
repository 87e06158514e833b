"""Rows -> accounts, rulings and tombstones, on a connection of the caller's."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from accords.claims.build import Account
from accords.ledger import tables as t
from accords.ledger.entry import Tombstone
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.rows import account_of, actor_of, report_of
from accords.vocabulary import Actor

T = TypeVar("T")
# Ids asked for in one query: below the number of parameters that both databases take.
ASKED = 500
_LATER = t.READINGS.alias("later")


def parts(things: Sequence[T], size: int = ASKED) -> Iterator[Sequence[T]]:
    """Ids, or other things, in their order, so many at a time: unless told as many as one query may ask for."""
    return (things[start : start + size] for start in range(0, len(things), size))


def latest(query: Select[Any]) -> Select[Any]:
    """Of a query over readings, only those that no later one supersedes."""
    return query.where(~select(_LATER.c.seq).where(_LATER.c.supersedes == t.READINGS.c.seq).exists())


def read_judgements(connection: Connection) -> tuple[Judgement, ...]:
    blanked = {own for stone in read_tombstones(connection) for own in stone.judgements}
    return tuple(
        Judgement(
            Ruling(row.ruling),
            row.subject,
            row.who,
            datetime.fromisoformat(row.made_at),
            json.loads(row.value),
            row.note,
            row.id if row.id in blanked else None,
        )
        for row in connection.execute(select(t.JUDGEMENTS).order_by(t.JUDGEMENTS.c.seq))
    )


def named_in(judgements: Iterable[Judgement]) -> list[str]:
    """The ids of actors that rulings may bring into a report from others."""
    named: dict[str, None] = {}
    for judgement in judgements:
        values = [judgement.value.get(name) for name in ("party", "speaker", "other", "id")]
        lists = [judgement.value.get(name) for name in ("others", "toward")]
        several = [own for some in lists if isinstance(some, list) for own in some]
        for own in (judgement.subject, *values, *several):
            if isinstance(own, str):
                named.setdefault(own)
    return list(named)


def read_actors(connection: Connection, ids: Iterable[str]) -> dict[str, Actor]:
    """Actors by id, and the parties they speak for, as the first reading that names them has them; who is in none is left out.

    The first stays what it is whatever is added later, so that `corrections` hold what answers say.
    """
    found: dict[str, Actor] = {}
    asked = set(ids)
    while asked:
        some = {row["id"]: actor_of(row) for row in first_rows(connection, asked)}
        found.update(some)
        asked = {actor.party for actor in some.values() if actor.party is not None} - found.keys()
    return found


def first_rows(connection: Connection, ids: Iterable[str]) -> Iterator[Mapping[Any, Any]]:
    """The row of each of these actors in the first reading that names it, superseded or not."""
    for asked in parts(sorted(ids)):
        some = t.ACTORS.c.id.in_(asked)
        first = select(func.min(t.ACTORS.c.reading).label("reading"), t.ACTORS.c.id).where(some).group_by(t.ACTORS.c.id)
        row = first.subquery()
        both = (row.c.reading == t.ACTORS.c.reading) & (row.c.id == t.ACTORS.c.id)
        yield from connection.execute(select(t.ACTORS).join(row, both)).mappings()


def read_tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    return tuple(
        Tombstone(
            row.report,
            row.text_sha256,
            row.reason,
            row.who,
            datetime.fromisoformat(row.made_at),
            tuple(json.loads(row.judgements)),
        )
        for row in connection.execute(select(t.TOMBSTONES).order_by(t.TOMBSTONES.c.seq))
    )


def read_accounts(
    connection: Connection,
    *,
    as_of: date | None = None,
    reports: Sequence[str] | None = None,
    texts: bool = True,
    received: bool = False,
) -> Iterator[Account]:
    """The accounts of `Ledger.accounts`, on a connection of the caller's."""
    if reports is not None:
        for some in parts(reports):
            yield from _accounts(connection, as_of, some, texts, received)
    else:
        yield from _accounts(connection, as_of, None, texts, received)


def _accounts(
    connection: Connection, as_of: date | None, reports: Sequence[str] | None, texts: bool, received: bool
) -> Iterator[Account]:
    def wanted(query: Select[Any]) -> Select[Any]:
        query = latest(query)
        if as_of is not None:
            query = query.where(t.REPORTS.c.known_on <= as_of.isoformat())
        if reports is not None:
            query = query.where(t.REPORTS.c.id.in_(reports))
        return query.order_by(t.READINGS.c.seq)

    columns: list[Any] = [t.READINGS.c.seq.label("reading"), t.READINGS.c.unclear, t.REPORTS]
    base = t.READINGS.join(t.REPORTS, t.REPORTS.c.id == t.READINGS.c.report)
    if texts:
        columns.append(t.TEXTS.c.text)
    if received:
        columns.append(t.TEXTS.c.received)
    if texts or received:
        base = base.outerjoin(t.TEXTS, t.TEXTS.c.report == t.REPORTS.c.id)
    # Of the statements: options of the connection would outlive them, and what is written on it later is no stream.
    heads = connection.execute(wanted(select(*columns).select_from(base)).execution_options(yield_per=500)).mappings()
    streams = [
        connection.execute(
            wanted(
                select(table).select_from(
                    table.join(t.READINGS, t.READINGS.c.seq == table.c.reading).join(
                        t.REPORTS, t.REPORTS.c.id == t.READINGS.c.report
                    )
                )
            )
            .order_by(table.c.n)
            .execution_options(yield_per=5000)
        ).mappings()
        for table in t.READ
    ]
    try:
        yield from _merged(heads, streams)
    finally:
        # Who stops in the middle leaves none open on a server.
        for result in (heads, *streams):
            result.close()


def _merged(heads: Iterable[Any], streams: Sequence[Iterable[Any]]) -> Iterator[Account]:
    rest = [iter(stream) for stream in streams]
    ahead = [next(stream, None) for stream in rest]
    for head in heads:
        children = []
        for at, stream in enumerate(rest):
            own = []
            while (row := ahead[at]) is not None and row["reading"] == head["reading"]:
                own.append(row)
                ahead[at] = next(stream, None)
            children.append(own)
        packed = head.get("received")
        report = report_of(head, head.get("text"), zlib.decompress(packed) if packed else None)
        yield account_of(report, head["unclear"], children)
