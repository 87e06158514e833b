"""Remarks: what one speaker said of one party's act, told in many renderings, gathered across reports."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from accords.assessment.likeness import subject
from accords.assessment.order import DayOf, in_order, place
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Strength

# How far apart renderings of one remark are told: a week of talks and the week after, in which outlets repeat it. Beyond, the same
# speaker has most often said it again.
WINDOW = timedelta(days=12)
_DISTANCE = {strength: number for number, strength in enumerate(Strength)}


@dataclass(frozen=True, slots=True)
class Telling:
    """How reports stand to one another and in time, as far as it is known: what disputes across reports rest on.

    `day_of` is the day of a claim (said, else published). `origin` is the report that another is a copy of: itself if none.
    `direct` are the ids of claims in the speaker's own quoted words. `known_on` is the day on which a report was known. `cue_of`
    gives the cue of the attribution in which a claim stands.
    """

    day_of: DayOf = lambda claim: None
    origin: Callable[[str], str] = lambda report: report
    direct: Container[str] = field(default_factory=frozenset)
    known_on: Callable[[str], date | None] = lambda report: None
    cue_of: Callable[[Claim], str] = lambda claim: ""

    def older(self, one: str, other: str) -> bool:
        """True where one report is known to be older than another: of an earlier day."""
        ones, others = self.known_on(one), self.known_on(other)
        return ones is not None and others is not None and ones < others


@dataclass(frozen=True, slots=True)
class Remark:
    """The renderings, in order of place, of what `speaker` said on `issue` in one stretch of days.

    `speaker` is an actor's id; `None` for what outlets state by themselves and no speaker could be found for.
    `bare` are the ids of the claims that stand without the speaker in their report.
    """

    speaker: str | None
    issue: str
    claims: tuple[Claim, ...]
    bare: frozenset[str] = frozenset()

    @property
    def parts(self) -> dict[tuple[str, str | None], list[Claim]]:
        """The claims by party and kind of act."""
        found: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.party, kind_of(claim)].append(claim)
        return found


def remarks(claims: Iterable[Claim], telling: Telling) -> tuple[Remark, ...]:
    """Claims of acts that undertake or yield, by speaker and issue, and by stretch of days.

    A claim that an outlet states by itself goes with the speaker whom the report that it copies, or its own, has say so of the
    same party, most alike first: a headline and a lead tell in short what the report ascribes. The order of the claims does not matter.
    """
    told = [
        claim for claim in in_order(claims) if claim.act.undertakes or (claim.act is Act.SUPPORT and claim.strength)
    ]
    heard: dict[tuple[str, str, str, str | None], list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.chain:
            heard[claim.report, claim.party, claim.issue, kind_of(claim)].append(claim)
    found: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    bare: set[str] = set()
    for claim in told:
        speaker = claim.chain[-1] if claim.chain else None
        if speaker is None:
            rest = (claim.party, claim.issue, kind_of(claim))
            same = heard.get((telling.origin(claim.report), *rest)) or heard.get((claim.report, *rest), [])
            if same:
                speaker = _most_alike(claim, same).chain[-1]
                bare.add(claim.id)
        found[speaker, claim.issue].append(claim)
    return tuple(
        Remark(speaker, issue, tuple(sorted(several, key=place)), frozenset(c.id for c in several if c.id in bare))
        for (speaker, issue), gathered in sorted(found.items(), key=lambda row: (row[0][0] or "", row[0][1]))
        for several in stretches(gathered, telling.day_of)
    )


def _most_alike(claim: Claim, others: Sequence[Claim]) -> Claim:
    """The one that shares most words of what it is about; of equals the first."""
    about = subject(claim.terms)
    return max(others, key=lambda other: len(about & subject(other.terms)))


def kind_of(claim: Claim) -> str | None:
    """Accepting, agreeing, offering, committing and backing are one kind of act, conceding another: PLOVER's types."""
    return Act.ACCEPT.plover if claim.act is Act.SUPPORT else claim.act.plover


def stretches(claims: Sequence[Claim], day_of: DayOf) -> list[list[Claim]]:
    """Claims by stretches of `WINDOW` days, each from its first claim on; those without a day go with the first."""
    dated = sorted(
        ((day, claim) for claim in claims if (day := day_of(claim))), key=lambda row: (row[0], place(row[1]))
    )
    found: list[tuple[date, list[Claim]]] = []
    for day, claim in dated:
        if found and day - found[-1][0] <= WINDOW:
            found[-1][1].append(claim)
        else:
            found.append((day, [claim]))
    undated = [claim for claim in claims if day_of(claim) is None]
    if not found:
        return [undated] if undated else []
    found[0][1].extend(undated)
    return [several for _, several in found]


def near(one: Iterable[Claim], other: Iterable[Claim], day_of: DayOf, apart: timedelta = WINDOW) -> bool:
    """True where two groups are told within so many days of each other, or where one has no day."""
    ones, others = ([day for claim in group if (day := day_of(claim))] for group in (one, other))
    if not ones or not others:
        return True
    return min(ones) - max(others) <= apart and min(others) - max(ones) <= apart


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


def originals(claims: Iterable[Claim], telling: Telling) -> list[Claim]:
    """Claims of reports that are no copies: what copies repeat is told once."""
    return [claim for claim in claims if telling.origin(claim.report) == claim.report]


def measure(claims: Iterable[Claim], telling: Telling) -> list[Claim]:
    """The claims of the report that is nearest to what was said: quoted words first, then the earliest, then by place."""
    by_report: Mapping[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)

    def rank(report: str) -> tuple[object, ...]:
        told = by_report[report]
        quoted = sum(claim.id in telling.direct for claim in told)
        days = [day for claim in told if (day := telling.day_of(claim))]
        return (not quoted, -quoted, min(days, default=date.max), report)

    return by_report[min(by_report, key=rank)] if by_report else []
