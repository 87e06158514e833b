"""Renderings of a remark and what they are held against: the party's own words, and the speaker's as they are quoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accords.assessment.remarks import far
from accords.claims.claim import Claim
from accords.presentation.pages.told import RANKS
from accords.reading.reading import Mode
from accords.vocabulary.act import Standing

_NEAREST = (Mode.DIRECT, Mode.MIXED, Mode.INDIRECT, None)  # to what was said


@dataclass(frozen=True, slots=True)
class Rendering:
    """One claim as a rendering of what was said. `standing` is that which it has after copies were looked at. `mode`: how the report
    tells it, `None` in its own voice. `is_copy`: an older report tells it."""

    claim: Claim
    standing: Standing
    mode: Mode | None
    day: date | None
    is_copy: bool = False

    @property
    def rank(self) -> int:
        """How far it goes, 1 to 5; 0 where that is not told, or it is a refusal."""
        return RANKS[self.claim.strength.value] if self.claim.strength and not self.claim.negated else 0

    @property
    def speaker(self) -> str | None:
        return self.claim.chain[-1] if self.claim.chain else None

    @property
    def is_own(self) -> bool:
        return self.standing is Standing.OWN


@dataclass(frozen=True, slots=True)
class Measures:
    """What the renderings of one party's act are held against. `own`: the party's own words. `quoted`: each speaker of another side -> what he
    is quoted with."""

    own: Rendering | None
    quoted: Mapping[str, Rendering]

    @property
    def all(self) -> tuple[Rendering, ...]:
        return tuple(one for one in (self.own, *self.quoted.values()) if one is not None)

    def held_against(self, rendering: Rendering) -> tuple[Rendering, ...]:
        """Those that a rendering is held against: never itself. What stands without a speaker is held against the only one quoted."""
        speaker = rendering.speaker or (next(iter(self.quoted)) if len(self.quoted) == 1 else None)
        quoted = None if rendering.is_own else self.quoted.get(speaker or "")
        return tuple(one for one in (self.own, quoted) if one is not None and one.claim.id != rendering.claim.id)

    def __contains__(self, rendering: Rendering) -> bool:
        return any(one.claim.id == rendering.claim.id for one in self.all)


def measures(renderings: Iterable[Rendering]) -> Measures:
    """Of several own words those of no copy, then those quoted, then the earliest. A speaker of another side is held to his words only
    where some stand in quotation marks. `renderings`: of one party; those without a strength measure nothing."""
    own: list[Rendering] = []
    quoted: dict[str, list[Rendering]] = {}
    for one in renderings:
        if one.rank and one.is_own:
            own.append(one)
        elif one.rank and one.speaker and one.mode in (Mode.DIRECT, Mode.MIXED):
            quoted.setdefault(one.speaker, []).append(one)
    nearest = {speaker: min(several, key=_order) for speaker, several in sorted(quoted.items())}
    return Measures(min(own, key=_order, default=None), nearest)


def further(rendering: Rendering, measure: Rendering) -> str:
    """`2 steps further than`, `1 step short of`, `as far as`: how far a rendering goes, before the words of the measure."""
    steps = rendering.rank - measure.rank
    if steps == 0:
        return "as far as"
    much = "much " if far(rendering.claim.strength, measure.claim.strength) else ""
    number = f"{abs(steps)} step{'' if abs(steps) == 1 else 's'}"
    return f"{much}further ({number}) than" if steps > 0 else f"{much}less far ({number}) than"


def _order(one: Rendering) -> tuple[bool, int, date, str, str]:
    return (one.is_copy, _NEAREST.index(one.mode), one.day or date.max, one.claim.report, one.claim.id)
