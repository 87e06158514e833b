"""A live record: that of a ledger as it is now, while others add reports and people rule.

It is made of the whole ledger once and then brought up to date by what has come since, which costs that and not the ledger.

    >>> live = Live(ledger)  # doctest: +SKIP
    >>> with live.held():  # doctest: +SKIP
    ...     rows = live.view(date(2025, 8, 18)).positions()
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING

from accords.assessment.record import Record
from accords.ledger.entry import NOTHING, Head
from accords.ledger.judgement import Judgement
from accords.ledger.rulings import Rulings

if TYPE_CHECKING:
    from accords.assessment.view import View
    from accords.ledger.ledger import Ledger


class Live:
    """The record of a ledger, and the rulings that hold, as of the last `view`.

    What a view answers is worked out when it is asked, and one that the record has outgrown is not to be asked any more: so
    several threads ask inside `held`, one after another. `view` alone is safe from any thread, and so is reading the
    other attributes once.

    `head` is that of the log by which the record is made; `judgements` are all of the ledger's in the order of the log, those
    undone and those that undo among them, and `rulings` what counts of them.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Reads the whole ledger, and who copies whom: four milliseconds a report of 2,000, nine of 20,000."""
        self._ledger = ledger
        self._lock = RLock()
        self.head: Head = NOTHING
        self.record = Record()
        self.rulings = Rulings()
        self.judgements: tuple[Judgement, ...] = ()
        with uncollected():
            self.view()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else asks, and nothing changes, until it is left."""
        with self._lock:
            yield

    def view(self, day: date | None = None) -> View:
        """What the ledger holds now, as it was known by the end of a day; without one, all of it.

        `Misuse` where the ledger cannot be read; the record is then as it was.
        """
        with self._lock:
            if self._ledger.head() != self.head:
                self._bring_up()
            return self.record.as_of(day)

    def warm(self) -> None:
        """Work out now what takes long the first time that a page asks: at 20,000 reports half a minute, most of it for the disputes.

        And have Python's collector of garbage pass over all that the process holds by then (`gc.freeze`): it would else go
        through millions of rows that stay, for seconds, in the middle of somebody's page.
        """
        with self._lock:
            with uncollected():
                view = self.view()
                for answer in (
                    view.positions,
                    view.commitments,
                    view.timeline,
                    view.actors,
                    view.disputes,
                    view.families_of,
                ):
                    answer()
            gc.collect()
            gc.freeze()

    def _bring_up(self) -> None:
        changes = self._ledger.changes(self.head)
        apart = changes.rulings.not_copies
        if changes.anew:
            self.record = Record(changes.accounts, apart=apart)
        for account in () if changes.anew else changes.accounts:
            self.record.add(account)
        if apart != self.record.apart:
            self.record.apart = apart
            self.record.changed()
        self.rulings, self.judgements, self.head = changes.rulings, changes.judgements, changes.head


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's collector of garbage stays off: while millions of rows are made, all of which stay, it would go through them over and over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
