"""What counts of the rulings on one claim, attribution or meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from accords.ledger.added import ADDED, added_row
from accords.ledger.judgement import Judgement, Ruling

# What a ruling on a row settles; of several on one row that settle the same, the latest counts.
FIELDS: Mapping[Ruling, str] = {
    Ruling.RIGHT: "verdict",
    Ruling.MISREAD: "verdict",
    Ruling.RE_ATTRIBUTE: "speaker",
    Ruling.ACT: "act",
    Ruling.ISSUE: "issue",
    Ruling.STRENGTH: "strength",
    Ruling.NEGATED: "negated",
    Ruling.PARTY: "party",
}


class Dated(NamedTuple):
    at: int  # in the order of the log
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Ruled:
    """Field of a row -> the judgement that settles it; and the one that added the row, where a person did."""

    subject: str
    fields: Mapping[str, Dated]
    added: Dated | None = None

    @property
    def misread(self) -> bool:
        return self._verdict is Ruling.MISREAD

    @property
    def right(self) -> bool:
        """Confirmed; or added by a person, and not ruled on since."""
        return self._verdict is Ruling.RIGHT or (self._verdict is None and self.added is not None)

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(sorted(dated.judgement.id for dated in self._all))

    @property
    def told(self) -> Mapping[str, object]:
        """What the person said who added it; empty of a row that was read."""
        return self.added.judgement.value if self.added else {}

    @property
    def report(self) -> str | None:
        """The report of the row that was ruled on, where a ruling says so."""
        return next((report for read, _ in self.reads if (report := _report_of(read)) is not None), None)

    @property
    def reads(self) -> list[tuple[Mapping[str, object], str]]:
        """The rows that were ruled on, as JSON, the one that a person added first, then the first ruling's; with the place
        of each for messages. What a person added and took back is none: rulings on it wait until it is there again."""
        rows = [(read, d.judgement.id) for d in self._all if (read := read_of(d.judgement)) is not None]
        return [(read, f"judgement {own}: value.read") for read, own in rows if self.added or not read.get(ADDED)]

    @property
    def on_saying(self) -> bool:
        """True where what was ruled on is an attribution, by its form."""
        return any("content" in read for read, _ in self.reads)

    @property
    def on_claim(self) -> bool:
        return any("act" in read for read, _ in self.reads)

    @property
    def on_meeting(self) -> bool:
        return any("participants" in read for read, _ in self.reads)

    def value(self, name: str) -> object:
        """What the ruling on a field says; `KeyError` where there is none."""
        return self.fields[name].judgement.value.get(name)

    def settled(self, name: str) -> object:
        """What the ruling on a field says, else the person who added the row."""
        return self.value(name) if name in self.fields else self.told.get(name)

    @property
    def _all(self) -> list[Dated]:
        dated = sorted(self.fields.values(), key=lambda d: d.at)
        return [self.added, *dated] if self.added else dated

    @property
    def _verdict(self) -> Ruling | None:
        dated = self.fields.get("verdict")
        return dated.judgement.ruling if dated else None


def read_of(judgement: Judgement) -> Mapping[str, object] | None:
    read = judgement.value.get("read")
    return read if isinstance(read, Mapping) else None


def _report_of(read: Mapping[str, object]) -> str | None:
    """The report of a row in JSON; a meeting gives it with its evidence."""
    match read:
        case {"report": str(report)} | {"evidence": [{"report": str(report)}, *_]}:
            return report
    return None


def ruled_rows(judgements: Iterable[Judgement]) -> dict[str, Ruled]:
    """Subject -> what counts of the rulings on it, of judgements in the order of the log."""
    fields: dict[str, dict[str, Dated]] = {}
    added: dict[str, Dated] = {}
    for at, judgement in enumerate(judgements):
        if (name := FIELDS.get(judgement.ruling)) is not None:
            fields.setdefault(judgement.subject, {})[name] = Dated(at, judgement)
        elif (row := added_row(judgement)) is not None:
            added[row["id"]] = Dated(at, judgement)
    return {own: Ruled(own, fields.get(own, {}), added.get(own)) for own in {**fields, **added}}
