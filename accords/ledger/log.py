"""The log while it is written to, and the runs that it begins with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from accords.ledger import tables as t
from accords.ledger.entry import Entry, EntryKind, Head, Run, digest


def head_of(connection: Connection) -> Head:
    row = connection.execute(
        select(t.ENTRIES.c.seq, t.ENTRIES.c.chain).order_by(t.ENTRIES.c.seq.desc()).limit(1)
    ).first()
    return Head(row.seq, row.chain) if row else Head()


@dataclass(slots=True)
class Log:
    """The log while it is written to: entries are sealed one after another and written together, before what they seal."""

    head: Head
    unwritten: list[Entry]

    @classmethod
    def of(cls, connection: Connection) -> Log:
        return cls(head_of(connection), [])

    def seal(self, kind: EntryKind, subject: str, sha256: str) -> Entry:
        entry = self.head.next(kind, subject, sha256)
        self.head = Head(entry.seq, entry.chain)
        self.unwritten.append(entry)
        return entry

    def write(self, connection: Connection) -> None:
        if self.unwritten:
            rows = [
                {"seq": e.seq, "kind": e.kind.value, "subject": e.subject, "sha256": e.sha256, "chain": e.chain}
                for e in self.unwritten
            ]
            connection.execute(insert(t.ENTRIES), rows)
            self.unwritten = []


def add_run(connection: Connection, log: Log, run: Run) -> None:
    """Add a run unless it is there."""
    if connection.scalar(select(t.RUNS.c.id).where(t.RUNS.c.id == run.id)) is not None:
        return
    entry = log.seal(EntryKind.RUN, run.id, digest(run.to_json()))
    log.write(connection)
    connection.execute(insert(t.RUNS), {"id": run.id, "seq": entry.seq, "how": run.how, **run.to_json()})
