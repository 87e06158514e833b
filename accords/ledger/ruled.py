"""What counts of the rulings on one claim, attribution or meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from accords.ledger.judgement import Judgement, Ruling

# What a ruling on a row settles; of several on one row that settle the same, the latest counts.
FIELDS: Mapping[Ruling, str] = {
    Ruling.RIGHT: "verdict",
    Ruling.MISREAD: "verdict",
    Ruling.RE_ATTRIBUTE: "speaker",
    Ruling.ACT: "act",
    Ruling.ISSUE: "issue",
    Ruling.STRENGTH: "strength",
    Ruling.PARTY: "party",
}


class Dated(NamedTuple):
    at: int  # in the order of the log
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Ruled:
    """Field of a row -> the judgement that settles it."""

    subject: str
    fields: Mapping[str, Dated]

    @property
    def misread(self) -> bool:
        return self._verdict is Ruling.MISREAD

    @property
    def right(self) -> bool:
        return self._verdict is Ruling.RIGHT

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(sorted(dated.judgement.id for dated in self.fields.values()))

    @property
    def report(self) -> str | None:
        """The report of the row that was ruled on, where a ruling says so."""
        return next((report for read, _ in self.reads if (report := _report_of(read)) is not None), None)

    @property
    def reads(self) -> list[tuple[Mapping[str, object], str]]:
        """The rows that were ruled on, as JSON, the first ruling's first; with the place of each for messages."""
        dated = sorted(self.fields.values(), key=lambda d: d.at)
        return [(read, f"judgement {d.judgement.id}: value.read") for d in dated if (read := read_of(d.judgement))]

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
    for at, judgement in enumerate(judgements):
        if (name := FIELDS.get(judgement.ruling)) is not None:
            fields.setdefault(judgement.subject, {})[name] = Dated(at, judgement)
    return {subject: Ruled(subject, settled) for subject, settled in fields.items()}
