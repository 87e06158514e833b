"""All of a ledger but superseded readings, as values: read out of one ledger at one moment, added to another in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, select

from accords.claims.build import Account
from accords.ledger import tables as t
from accords.ledger.database import WAIT, Database
from accords.ledger.entry import Head, Run, Tombstone
from accords.ledger.forget import sweep
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.keep import Added, add_accounts, add_judgements
from accords.ledger.log import head_of
from accords.ledger.recall import latest, named_in, parts, read_accounts, read_actors, read_judgements, read_tombstones
from accords.ledger.take_in import Imported, Taken, mark_without_texts, take_tombstone
from accords.ledger.verbatim import not_verbatim
from accords.vocabulary import Actor, Fault

_AT_ONCE = 100  # accounts


@dataclass(frozen=True, slots=True)
class Whole:
    """`accounts` are as they were read; `made` says by which run and when, by report (`otherwise` for those it does not have).

    `known`: actors that rulings may bring into a report from others.
    """

    accounts: Sequence[Account]
    otherwise: tuple[Run, datetime] | None = None
    made: Mapping[str, tuple[Run, datetime]] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()
    tombstones: Sequence[Tombstone] = ()
    known: Mapping[str, Actor] = field(default_factory=dict)
    head: Head = field(default_factory=Head)

    def made_by(self, account: Account) -> tuple[Run, datetime]:
        made = self.made.get(account.report.id, self.otherwise)
        if made is None:
            raise KeyError(account.report.id)
        return made


def read_whole(database: Database, *, texts: bool = True) -> Whole:
    """What a ledger holds at one moment; `texts=False` leaves texts out (empty)."""
    with database.reading() as connection:
        judgements = read_judgements(connection)
        return Whole(
            accounts=list(read_accounts(connection, texts=texts)),
            made=_made(connection),
            judgements=judgements,
            tombstones=read_tombstones(connection),
            known=read_actors(connection, named_in(judgements)),
            head=head_of(connection),
        )


def _made(connection: Connection) -> dict[str, tuple[Run, datetime]]:
    names = ("version", "weights", "roster", "process", "issues", "source")
    runs = {
        row["id"]: Run(datetime.fromisoformat(row["begun"]), **{name: row[name] for name in names})
        for row in connection.execute(select(t.RUNS)).mappings()
    }
    rows = latest(select(t.READINGS.c.report, t.READINGS.c.run, t.READINGS.c.read_at))
    return {row.report: (runs[row.run], datetime.fromisoformat(row.read_at)) for row in connection.execute(rows)}


def add_whole(database: Database, whole: Whole, place: str, *, wait: float = WAIT) -> tuple[Imported, list[Fault]]:
    """Add all of it to a ledger in one transaction. What is there already is passed over; a tombstone counts here too.

    A fault for each judgement that undoes what is not there or was undone, or adds a claim by words that are not the
    report's, and each tombstone of no report; `place` is where they come from.
    """
    faults: list[Fault] = []
    with database.writing(wait) as connection:
        before = head_of(connection).seq
        added = Added()
        for (run, at), some in groupby(whole.accounts, whole.made_by):
            for part in parts(list(some), _AT_ONCE):
                added += add_accounts(connection, part, run, at)
        forgotten = {stone.report for stone in whole.tombstones}
        if added.reports and any(not a.report.text and a.report.id not in forgotten for a in whole.accounts):
            mark_without_texts(connection)
        done = Imported(added.reports, added.readings, alike=added.alike)
        done = _judged(connection, database.name, whole.judgements, done, place, faults)
        for number, stone in enumerate(whole.tombstones):
            taken = take_tombstone(connection, database.name, stone, before)
            if taken is Taken.NOWHERE:
                at_row = f"{place}.tombstones[{number}]"
                accepted = "one of a report that is in the file or the ledger"
                faults.append(Fault(at_row, f"a tombstone of {stone.report}", accepted, "It is left out."))
            done = done.with_tombstone(stone, taken)
    if done.forgotten:
        sweep(database, wait)
    return done, faults


def _judged(
    connection: Connection, name: str, judgements: Sequence[Judgement], done: Imported, place: str, faults: list[Fault]
) -> Imported:
    there = read_judgements(connection) if judgements else ()
    known = {judgement.id: judgement for judgement in there}
    before = frozenset(known)
    undone = {judgement.subject for judgement in there if judgement.ruling is Ruling.UNDO}
    new: list[Judgement] = []
    for number, judgement in enumerate(judgements):
        if judgement.id in known:
            continue
        if judgement.ruling is Ruling.UNDO:
            subject = known.get(judgement.subject)
            if subject is None or subject.ruling is Ruling.UNDO or subject.id in undone:
                found = (
                    "an undoing of what is not there" if subject is None else "an undoing of what was undone already"
                )
                accepted = "the id of a judgement that stands"
                faults.append(Fault(f"{place}.judgements[{number}]", found, accepted, "The ruling is left out."))
                continue
            undone.add(subject.id)
        if fault := not_verbatim(connection, judgement, f"{place}.judgements[{number}]"):
            faults.append(replace(fault, remedy="The ruling is left out."))
            continue
        known[judgement.id] = judgement
        new.append(judgement)
    add_judgements(connection, new, name)
    alike = sum(judgement.id in before for judgement in judgements)
    return replace(done, judgements=len(new), alike=done.alike + alike)
