"""What has come into a ledger since a head: for whoever keeps what it holds at hand and wants to read only what is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from accords.claims.build import Account
from accords.ledger import tables as t
from accords.ledger.corrections import corrected_naming, judged_by, naming, touched
from accords.ledger.entry import EntryKind, Head
from accords.ledger.judgement import Judgement
from accords.ledger.log import head_of
from accords.ledger.recall import first_rows, named_in, read_accounts, read_actors, read_judgements
from accords.ledger.rulings import Rulings
from accords.vocabulary import Actor

_KINDS = (EntryKind.READING, EntryKind.JUDGEMENT, EntryKind.TOMBSTONE)


@dataclass(frozen=True, slots=True)
class Changes:
    """The ledger as of one moment, as far as it is another than before.

    `accounts` are those of the reports that were read, ruled on or forgotten since, each as people have ruled it to be by
    `head`; of all reports where `anew`: nothing was known before, or the log does not go on from there (a backup was put
    in its place). `judgements` are all that there are, in the order of the log, `rulings` what counts of them.
    """

    head: Head
    accounts: tuple[Account, ...]
    judgements: tuple[Judgement, ...]
    rulings: Rulings
    anew: bool


def changes_since(connection: Connection, since: Head) -> Changes:
    """What has changed since a head. A ruling costs the reports that it touches, and a look at each judgement.

    A text that an import brings to a report which was there without one is no entry of the log: it is not among the changes.
    """
    head = head_of(connection)
    anew = since.seq == 0 or _chain(connection, since.seq) != since.chain
    judgements = read_judgements(connection)
    rulings = Rulings.of(judgements)
    known = read_actors(connection, named_in(judgements))
    reports = None if anew else _reports(connection, since, judgements, known)
    accounts = read_accounts(connection, reports=None if reports is None else sorted(reports))
    applied = tuple(rulings.applied(account, known=known) for account in accounts)
    return Changes(head, applied, judgements, rulings, anew)


def _chain(connection: Connection, seq: int) -> str | None:
    chain: str | None = connection.scalar(select(t.ENTRIES.c.chain).where(t.ENTRIES.c.seq == seq))
    return chain


def _reports(
    connection: Connection, since: Head, judgements: Collection[Judgement], known: Mapping[str, Actor]
) -> set[str]:
    """The reports whose accounts may be others than they were. `known`: whom rulings bring into reports from others."""
    came: dict[EntryKind, list[str]] = {kind: [] for kind in _KINDS}
    rows = select(t.ENTRIES.c.kind, t.ENTRIES.c.subject).where(
        t.ENTRIES.c.seq > since.seq, t.ENTRIES.c.kind.in_(_KINDS)
    )
    for row in connection.execute(rows.order_by(t.ENTRIES.c.seq)):
        came[EntryKind(row.kind)].append(row.subject)
    reports = {*came[EntryKind.READING], *came[EntryKind.TOMBSTONE]}
    if not judgements:
        return reports
    if came[EntryKind.JUDGEMENT]:
        reports |= touched(connection, judgements, set(came[EntryKind.JUDGEMENT]))
    if came[EntryKind.READING]:
        # Whom rulings bring into other reports may be told of here for the first time.
        brought = {*named_in(judgements), *known, *(actor.party for actor in known.values() if actor.party)}
        new = _first_named(connection, brought, since.seq)
        reports |= corrected_naming(connection, new) | judged_by(connection, naming(judgements, new))
    if came[EntryKind.TOMBSTONE]:
        # The words that went may have stood in other reports, as the name of whom a ruling brought in.
        reports.update(connection.scalars(select(t.JUDGED_REPORTS.c.report).distinct()))
        reports.update(connection.scalars(select(t.CORRECTED.c.report)))
    return reports


def _first_named(connection: Connection, ids: Collection[str], seq: int) -> set[str]:
    """Those of some actors that are named by readings after that entry and by none before."""
    fresh = select(t.ACTORS.c.id).where(t.ACTORS.c.reading > seq).distinct()
    there = [own for own in connection.scalars(fresh) if own in ids]
    return {row["id"] for row in first_rows(connection, there) if row["reading"] > seq}
