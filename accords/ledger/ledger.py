"""A ledger: accounts are added, people rule on them, and nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType

from sqlalchemy import select

from accords.claims.build import Account
from accords.ledger import tables as t
from accords.ledger.changes import Changes, changes_since
from accords.ledger.check import check
from accords.ledger.copies import Migrated, backup, migrate
from accords.ledger.database import WAIT, Database, connect
from accords.ledger.entry import NOTHING, Entry, Head, Run, Tombstone, now
from accords.ledger.finding import Progress
from accords.ledger.forget import forget
from accords.ledger.info import Info, info
from accords.ledger.judgement import Judgement
from accords.ledger.keep import Added, add_accounts, add_judgement, is_there
from accords.ledger.log import head_of
from accords.ledger.migrations import make, require_current
from accords.ledger.recall import latest, named_in, parts, read_accounts, read_actors, read_judgements, read_tombstones
from accords.ledger.ruling_on import judgement_on
from accords.ledger.rulings import Rulings
from accords.ledger.search import Hit, find
from accords.ledger.subjects import report_of_subject
from accords.vocabulary import Fault


class Ledger:
    """A ledger at a path, or at a `postgresql://` URL; any number may read it while one writes.

    Raises `Misuse` where there is none, where it is damaged, of a newer accords, or of an older one that has to be
    migrated. Use it with `with`, or call `close`.

        >>> with Ledger.new("talks.ledger") as ledger:  # doctest: +SKIP
        ...     ledger.add(accounts, run)
    """

    def __init__(self, where: str | os.PathLike[str], *, wait: float = WAIT) -> None:
        """`wait`: seconds that a writer waits for another."""
        self.database = connect(where)
        self.wait = wait
        try:
            require_current(self.database)
        except BaseException:
            self.close()
            raise

    @classmethod
    def new(cls, where: str | os.PathLike[str], *, version: str = "unknown", wait: float = WAIT) -> Ledger:
        """Make a ledger where there is none yet, and open it; one that is there is opened as it is."""
        database: Database = connect(where, make=True)
        try:
            make(database, version, wait)
        finally:
            database.close()
        return cls(where, wait=wait)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    @property
    def name(self) -> str:
        return self.database.name

    def head(self) -> Head:
        """Where the log ends."""
        with self.database.reading() as connection:
            return head_of(connection)

    def changes(self, since: Head = NOTHING) -> Changes:
        """What has come since a head that was noted, all of one moment; without one, all that the ledger holds."""
        with self.database.reading() as connection:
            return changes_since(connection, since)

    def known(self, ids: Iterable[str], *, how: str | None = None) -> set[str]:
        """Of these reports those that are in the ledger; with `how` (`Run.how`) those whose latest reading was made so.

        A forgotten report counts as known: it is not to come back.
        """
        found: set[str] = set()
        with self.database.reading() as connection:
            for some in parts(list(dict.fromkeys(ids))):
                if how is None:
                    rows = select(t.REPORTS.c.id).where(t.REPORTS.c.id.in_(some))
                else:
                    rows = (
                        latest(select(t.READINGS.c.report))
                        .join(t.RUNS, t.RUNS.c.id == t.READINGS.c.run)
                        .where(t.READINGS.c.report.in_(some), t.RUNS.c.how == how)
                    )
                found.update(connection.scalars(rows))
                found.update(connection.scalars(select(t.TOMBSTONES.c.report).where(t.TOMBSTONES.c.report.in_(some))))
        return found

    def add(self, accounts: Sequence[Account], run: Run, *, read_at: datetime | None = None) -> Added:
        """Add what was read, in one transaction: all of these accounts are kept, or none.

        A report that is there keeps its row; another reading of it supersedes the one before, which stays. A reading that
        says the same as the latest is not added again, and a forgotten report stays forgotten.
        """
        if not accounts:
            return Added()
        at = read_at or now()
        with self.database.writing(self.wait) as connection:
            return add_accounts(connection, accounts, run, at)

    def accounts(
        self,
        *,
        as_of: date | None = None,
        reports: Iterable[str] | None = None,
        texts: bool = True,
        received: bool = False,
        as_read: bool = False,
    ) -> Iterator[Account]:
        """The latest reading of each report, in the order in which they were made, as people have ruled it to be.

        `as_of`: only what was published by then (fetched, where nobody said when it was published); rulings hold in every
        view of the past. `texts=False` leaves texts out (empty), which answers do not need; `received` brings the bytes
        received. `as_read`: as the machine read it, without rulings.
        """
        asked = None if reports is None else list(dict.fromkeys(reports))
        with self.database.reading() as connection:
            accounts = read_accounts(connection, as_of=as_of, reports=asked, texts=texts, received=received)
            if as_read or not (judgements := read_judgements(connection)):
                yield from accounts
                return
            rulings = Rulings.of(judgements)
            known = read_actors(connection, named_in(judgements))
            for account in accounts:
                yield rulings.applied(account, known=known)

    def text(self, report: str) -> str | None:
        """The text of a report; `None` where it was left out or forgotten."""
        with self.database.reading() as connection:
            found: str | None = connection.scalar(select(t.TEXTS.c.text).where(t.TEXTS.c.report == report))
            return found

    def report_of(self, beginning: str) -> str | None:
        """The report in which the one claim or attribution stands whose id begins so; `None` where it is none of these."""
        with self.database.reading() as connection:
            return report_of_subject(connection, beginning)

    def search(self, words: str, *, as_of: date | None = None, most: int = 20) -> tuple[Hit, ...]:
        """The reports with all these words, best first; `"a phrase"`, and `-word` for those without it."""
        with self.database.reading() as connection:
            return find(connection, words, as_of=as_of, most=most)

    def judge(self, judgement: Judgement) -> Entry:
        """Add a ruling. `Misuse` where it undoes what is no judgement, or one that was undone."""
        with self.database.writing(self.wait) as connection:
            return add_judgement(connection, judgement, self.name)

    def rule(
        self,
        ruling: str,
        subject: str,
        value: Mapping[str, object] | None = None,
        *,
        who: str,
        note: str | None = None,
    ) -> Judgement:
        """Rule on what the ledger holds: `ruling` of the closed list (`Ruling`), `subject` an id or the beginning of one.

        What was read there is kept with the ruling, so that it holds when the report is read anew. `Misuse` where there is
        no such thing, or the ruling asks for another value: `docs/reference/rulings.md`.

            >>> ledger.rule("act", "c1b2", {"act": "accept"}, who="A. Analyst")  # doctest: +SKIP
        """
        with self.database.writing(self.wait) as connection:
            judgement = judgement_on(connection, ruling, subject, value, who=who, note=note, at=now(), name=self.name)
            # Said, undone and said again within a second: three rulings, so three times.
            while is_there(connection, judgement):
                judgement = replace(judgement, made_at=judgement.made_at + timedelta(seconds=1))
            add_judgement(connection, judgement, self.name)
        return judgement

    def judgements(self) -> tuple[Judgement, ...]:
        """All rulings in the order in which they were made, those undone and those that undo among them."""
        with self.database.reading() as connection:
            return read_judgements(connection)

    def tombstones(self) -> tuple[Tombstone, ...]:
        """The reports that were forgotten, in order."""
        with self.database.reading() as connection:
            return read_tombstones(connection)

    def forget(self, report: str, *, reason: str, who: str) -> Tombstone:
        """Let the text of a report go for good, and its words wherever they stand; a tombstone stays.

        Its readings stay without words: who did what, on which issue and day. `tombstones` tells them from others, whose
        texts were merely left out. Backups and exports that were made before still hold the text. `Misuse` where there is
        no such report, where it was forgotten already, and where others keep the files from being written anew.
        """
        return forget(self.database, report, reason=reason, who=who, wait=self.wait)

    def check(self, *, progress: Progress | None = None, head: Head | None = None) -> Iterator[Fault]:
        """Every fault of the ledger; none where it is whole and unchanged. `head`: one that was noted before."""
        return check(self.database, progress=progress, head=head)

    def backup(self, target: Path | None = None) -> Path:
        """Copy the ledger, as it is at one moment, into a new file, itself a ledger; see `copies.backup`."""
        return backup(self.database, target)

    @classmethod
    def migrate(
        cls, where: str | os.PathLike[str], *, version: str, copy: Path | None = None, wait: float = WAIT
    ) -> Migrated:
        """Bring a ledger of an older accords up to this one, a copy kept first; see `copies.migrate`."""
        database = connect(where)
        try:
            return migrate(database, version, copy=copy, wait=wait)
        finally:
            database.close()

    def info(self) -> Info:
        """What the ledger holds, in numbers."""
        return info(self.database)
