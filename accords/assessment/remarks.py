"""How reports stand to one another and in time, and how far one rendering of a remark goes from another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accords.assessment.order import DayOf, place
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Strength

# How far apart renderings of one remark are told: a week of talks and the week after, in which outlets repeat it. Beyond, the same
# speaker has most often said it again.
WINDOW = timedelta(days=14)
_DISTANCE = {strength: number for number, strength in enumerate(Strength)}


@dataclass(frozen=True, slots=True)
class Telling:
    """How reports stand to one another and in time, as far as it is known: what disputes across reports rest on.

    `day_of` is the day of a claim (said, else published). `origin` is the report that another is a copy of: itself if none.
    `known_on` is the day on which a report was known. `cue_of`
    gives the cue of the attribution in which a claim stands.
    """

    day_of: DayOf = lambda claim: None
    origin: Callable[[str], str] = lambda report: report
    known_on: Callable[[str], date | None] = lambda report: None
    cue_of: Callable[[Claim], str] = lambda claim: ""

    def older(self, one: str, other: str) -> bool:
        """True where one report is known to be older than another: of an earlier day."""
        ones, others = self.known_on(one), self.known_on(other)
        return ones is not None and others is not None and ones < others


def kind_of(claim: Claim) -> str | None:
    """Accepting, agreeing, offering, committing and backing are one kind of act, conceding another: PLOVER's types."""
    return Act.ACCEPT.plover if claim.act is Act.SUPPORT else claim.act.plover


@dataclass(frozen=True, slots=True)
class Dated:
    """Claims by their days, to find those told about when others were without looking at all."""

    days: list[date]
    dated: list[Claim]
    undated: list[Claim]
    day_of: DayOf

    @classmethod
    def of(cls, claims: Iterable[Claim], day_of: DayOf) -> Dated:
        rows = [(day_of(claim), place(claim), claim) for claim in claims]
        dated = sorted((day, at, claim) for day, at, claim in rows if day is not None)
        undated = [claim for day, _, claim in sorted(rows, key=lambda row: row[1]) if day is None]
        return cls([day for day, _, _ in dated], [claim for _, _, claim in dated], undated, day_of)

    def near(self, claims: Iterable[Claim], apart: timedelta = WINDOW) -> list[Claim]:
        """Those told within so many days of the others, and those without a day; all where the others have none."""
        days = [day for claim in claims if (day := self.day_of(claim))]
        if not days:
            return [*self.dated, *self.undated]
        first, last = bisect_left(self.days, min(days) - apart), bisect_right(self.days, max(days) + apart)
        return [*self.dated[first:last], *self.undated]


def far(one: Strength | None, other: Strength | None) -> bool:
    """Two steps of the scale, or a condition that one has and the other passes over; neighbours are a matter of words."""
    if one is None or other is None:
        return False
    low, high = sorted((_DISTANCE[one], _DISTANCE[other]))
    return high - low >= 2 or (high == _DISTANCE[Strength.CONDITIONAL] and low < high)


def beyond(one: Strength, other: Strength) -> bool:
    """True where `one` goes far beyond `other`."""
    return far(one, other) and _DISTANCE[one] < _DISTANCE[other]


def extremes(strengths: Iterable[Strength]) -> list[Strength]:
    """The strength that goes furthest and the one that goes least."""
    told = list(strengths)
    return [min(told, key=_DISTANCE.__getitem__), max(told, key=_DISTANCE.__getitem__)] if told else []
