"""Where the polling of feeds stands, in the ledger's table `feeds`. It is not of the record: nothing seals it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select

from accords.documents.answer import Conditions, Visit
from accords.documents.feeds import Item
from accords.ledger import tables as t
from accords.ledger.entry import instant
from accords.ledger.ledger import Ledger
from accords.ledger.recall import parts


def visits(ledger: Ledger) -> dict[str, Visit]:
    """What is remembered of each feed, by its address as it was given."""
    with ledger.database.reading() as connection:
        return {
            row.address: Visit(
                Conditions(row.etag, row.last_modified),
                datetime.fromisoformat(row.next_at) if row.next_at else None,
                row.failures,
            )
            for row in connection.execute(select(t.FEEDS))
        }


def remember(ledger: Ledger, address: str, visit: Visit) -> None:
    """Keep a visit in place of the one before. Where the feed has moved to is not kept: its address leads there."""
    row = {
        "address": address,
        "etag": visit.conditions.etag,
        "last_modified": visit.conditions.last_modified,
        "next_at": instant(visit.next_at) if visit.next_at else None,
        "failures": visit.failures,
    }
    with ledger.database.writing(ledger.wait) as connection:
        connection.execute(delete(t.FEEDS).where(t.FEEDS.c.address == address))
        connection.execute(insert(t.FEEDS), row)


def forget(ledger: Ledger, address: str) -> None:
    """Remember nothing of a feed any more."""
    with ledger.database.writing(ledger.wait) as connection:
        connection.execute(delete(t.FEEDS).where(t.FEEDS.c.address == address))


def unseen(ledger: Ledger, items: Iterable[Item]) -> list[Item]:
    """The items whose report the ledger has not, in order, each once. One that was forgotten counts as known.

    An item is known by its link, which is the url of its report. Ids such as "1234" are given by many feeds, so that the id
    tells of an item without a link alone; one with neither has to be read to be known.
    """
    rows = list({item.link or item.id or item: item for item in items}.values())
    links = _known(ledger, "url", {item.link for item in rows if item.link})
    ids = _known(ledger, "given_id", {item.id for item in rows if item.id and not item.link})
    return [item for item in rows if not (item.link in links if item.link else item.id in ids)]


def _known(ledger: Ledger, column: str, values: Collection[str]) -> set[str]:
    found: set[str] = set()
    with ledger.database.reading() as connection:
        for some in parts(sorted(values)):
            wanted = t.REPORTS.c[column]
            found.update(connection.scalars(select(wanted).where(wanted.in_(some))))
    return found
