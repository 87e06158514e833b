"""How far a long reading has come, on a terminal, and nowhere else."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from accords.vocabulary import Fault

if TYPE_CHECKING:
    from accords.claims.build import Account
    from accords.intake.accounts import Known

EVERY = 0.2  # seconds between two drawings


class Progress:
    """Counts reports, words and faults; draws one line over itself on `stream` where that is a terminal."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.shown = not quiet and stream.isatty()
        self.clock = clock
        self.reports = self.words = self.faults = self.known = 0
        self.begun = self.drawn = clock()

    def __call__(self, item: Account | Fault | Known) -> None:
        if not self.shown:
            return
        if isinstance(item, Fault):
            self.faults += 1
        elif isinstance(item.report, str):  # one that the ledger has
            self.known += 1
        else:
            self.reports += 1
            self.words += len(item.report.text.split())
        now = self.clock()
        if now - self.drawn >= EVERY:
            self.drawn = now
            self.stream.write(f"\r\x1b[K{self.line(now)}")
            self.stream.flush()

    def line(self, now: float) -> str:
        speed = self.words / max(now - self.begun, 0.001)
        faults = f", {self.faults:,} faults" if self.faults else ""
        known = f", {self.known:,} there already" if self.known else ""
        return f"{self.reports:,} reports, {self.words:,} words, {speed:,.0f} words/s{known}{faults}"

    def end(self) -> None:
        """Take the line away again."""
        if self.shown and self.drawn != self.begun:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


class Counted:
    """So many of so many of something: one line over itself, as `Progress` draws it."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.shown = not quiet and stream.isatty()
        self.clock = clock
        self.begun = self.drawn = clock()

    def __call__(self, what: str, done: int, of: int) -> None:
        if not self.shown:
            return
        now = self.clock()
        if now - self.drawn >= EVERY:
            self.drawn = now
            self.stream.write(f"\r\x1b[K{what}: {done:,} of {of:,}")
            self.stream.flush()

    def end(self) -> None:
        """Take the line away again."""
        if self.shown and self.drawn != self.begun:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
