"""What the reports of a ledger tell of people, counted by the database: one pass over the actors, no account is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, case, func, select

from accords.ledger import tables as t
from accords.ledger.recall import latest, parts
from accords.vocabulary import ActorKind

_A, _R = t.ACTORS.c, t.REPORTS.c


class Person(NamedTuple):
    """Somebody whom reports name; `party` is the id of the one that they agree on, `None` where they do not."""

    id: str
    name: str
    party: str | None


class Row(NamedTuple):
    """An actor as one report tells of it; `text_sha256` is that report's."""

    id: str
    name: str
    kind: ActorKind
    party: str | None
    text_sha256: str


class Role(NamedTuple):
    """A role that several texts give somebody, and the day of the last report that does."""

    id: str
    role: str
    last: date


def _told(*columns: Any) -> Select[Any]:
    """Over the actors of each report's latest reading."""
    base = t.ACTORS.join(t.READINGS, t.READINGS.c.seq == _A.reading).join(t.REPORTS, _R.id == t.READINGS.c.report)
    return latest(select(*columns).select_from(base))


# By an expression, so that SQLite reads the table in its own order and sorts, instead of looking up 200,000 rows by the
# order of an index: a third of the time at 20,000 reports.
_BY_ID, _BY_ROLE = _A.id + "", _A.role + ""
# Two texts at least: the first and the last in the order of their digests differ. Counting them takes three times as long.
_SEVERAL = func.min(_R.text_sha256) < func.max(_R.text_sha256)


def people(connection: Connection) -> Iterator[Person]:
    """Everybody who is a person in all reports. They agree on a party where two different texts give it and none another."""
    told = case((_A.party.is_not(None), _R.text_sha256))
    agreed = and_(func.min(_A.party) == func.max(_A.party), func.min(told) < func.max(told))
    query = (
        _told(func.min(_A.id), func.min(_A.name), case((agreed, func.min(_A.party))))
        .group_by(_BY_ID)
        .having(and_(func.min(_A.kind) == ActorKind.PERSON, func.max(_A.kind) == ActorKind.PERSON))
    )
    return (Person(*row) for row in connection.execute(query))


def told_of(connection: Connection, ids: Collection[str]) -> Iterator[Row]:
    """What each report tells of some actors: for the few that people have ruled on."""
    for some in parts(sorted(ids)):
        query = _told(_A.id, _A.name, _A.kind, _A.party, _R.text_sha256).where(_A.id.in_(some)).order_by(_A.id, _R.id)
        for row in connection.execute(query):
            yield Row(row.id, row.name, ActorKind(row.kind), row.party, row.text_sha256)


def agreed_roles(connection: Connection) -> Iterator[Role]:
    """The roles of people that at least two different texts give them, in order of id and role."""
    query = (
        _told(func.min(_A.id), func.min(_A.role), func.max(_R.known_on))
        .where(_A.role.is_not(None), _A.kind == ActorKind.PERSON)
        .group_by(_BY_ID, _BY_ROLE)
        .having(_SEVERAL)
    )
    return (
        Role(own, role, date.fromisoformat(last)) for own, role, last in sorted(map(tuple, connection.execute(query)))
    )
