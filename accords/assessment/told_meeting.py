"""A meeting as one report tells it, and whether two tellings may be of one occasion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accords.claims.meeting import Meeting
from accords.vocabulary import When
from accords.vocabulary.actor import fold

_WORD = re.compile(r"[^\W_]{3,}")
# Words that every meeting is called by, and none is told by.
_EMPTY = frozenset(
    """
    the this that and with for its their his her our talks talk meeting meetings summit conference session sessions round
    rounds negotiation negotiations call conversation phone telephone video visit discussions discussion consultations
    monday tuesday wednesday thursday friday saturday sunday day week weekend today yesterday tomorrow last next later
    new latest recent planned upcoming held peace leaders delegations delegation sides
    """.split()
)
_NUMBERED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b", re.I
)
_REMOTE = frozenset(("video", "phone"))
# How far from publication a meeting may be whose day nobody tells, to be the one of another report.
NEAR = timedelta(days=7)
# A longer stretch of days tells no day.
_LONGEST = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Features:
    """What tells one occasion from another. `parties`: those of the participants, a participant itself where its party is
    unknown. `start`, `end`: its days, both or neither; `known_on` counts only of one without days."""

    parties: frozenset[str]
    start: date | None
    end: date | None
    place: frozenset[str]
    name: frozenset[str]
    numbered: frozenset[str]
    format: str | None
    known_on: date | None

    @property
    def dated(self) -> bool:
        return self.start is not None


@dataclass(frozen=True, slots=True, eq=False)
class MeetingTold:
    meeting: Meeting
    report: str
    outlet: str | None
    known_on: date
    undated: bool
    parties: tuple[str, ...]
    features: Features

    @property
    def made_of(self) -> tuple[object, ...]:
        """All but what follows from it."""
        return (self.meeting, self.report, self.outlet, self.known_on, self.undated, self.parties)

    @property
    def order(self) -> tuple[date, str, int, str]:
        first = min((span.start for report, span in self.meeting.evidence if report == self.report), default=-1)
        return (self.known_on, self.report, first, self.meeting.id)


def told_of(
    meeting: Meeting,
    report: str,
    outlet: str | None,
    known_on: date,
    party_of: Mapping[str, str | None],
    *,
    undated: bool = False,
) -> MeetingTold:
    """`party_of`: actor -> the party for which the report says that it speaks."""
    parties = tuple(dict.fromkeys(party_of.get(actor) or actor for actor in meeting.participants))
    told = features(meeting, frozenset(parties), known_on)
    return MeetingTold(meeting, report, outlet, known_on, undated, parties, told)


def features(meeting: Meeting, parties: frozenset[str], known_on: date) -> Features:
    days = days_of(meeting.date)
    start, end = days or (None, None)
    name = meeting.name or ""
    return Features(
        parties=parties,
        start=start,
        end=end,
        place=_words(meeting.place or ""),
        name=_words(name),
        numbered=frozenset(word.lower() for word in _NUMBERED.findall(name)),
        format=meeting.format,
        known_on=None if days else known_on,
    )


def days_of(when: When | None) -> tuple[date, date] | None:
    """The days of a meeting, where they are told exactly enough to tell it from another."""
    if when is None or when.start is None or when.end is None or when.end - when.start > _LONGEST:
        return None
    return when.start, when.end


def _words(words: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(fold(words)) if word not in _EMPTY)


def may_be_one(one: Features, other: Features) -> bool:
    """True where those present, the days, the place, the name and the form do not keep the two apart.

    Where a day is unknown, a place or name in common and nearness of publication must speak for it; likewise where it is
    told of fewer than two parties who was there.
    """
    if not same_form(one.format, other.format) or (one.numbered and other.numbered and one.numbered != other.numbered):
        return False
    if one.place and other.place and not one.place & other.place:
        return False
    named = bool((one.place | one.name) & (other.place | other.name))
    if not _same_parties(one.parties, other.parties, named=named):
        return False
    if one.start and one.end and other.start and other.end:
        return one.start <= other.end and other.start <= one.end
    return named and _near(one, other)


def same_form(one: str | None, other: str | None) -> bool:
    """A call may be both by phone and by video."""
    return one is None or other is None or one == other or (one in _REMOTE and other in _REMOTE)


def _same_parties(one: frozenset[str], other: frozenset[str], *, named: bool) -> bool:
    """The same parties, give or take those whom one report leaves out: of two parties at most a third one, of more at
    least two thirds of the fewer. Two who meet are not the ten who meet after them."""
    fewest, most = sorted((len(one), len(other)))
    shared = len(one & other)
    if fewest < 2:
        return named and shared == fewest
    if fewest == 2:
        return shared == 2 and most <= 3
    return shared * 3 >= fewest * 2


def _near(one: Features, other: Features) -> bool:
    first = (one.start, one.end) if one.start and one.end else (one.known_on, one.known_on)
    second = (other.start, other.end) if other.start and other.end else (other.known_on, other.known_on)
    if first[0] is None or first[1] is None or second[0] is None or second[1] is None:
        return False
    # Of days, since the first day there is has none before it.
    return (second[0] - first[1]) <= NEAR and (first[0] - second[1]) <= NEAR
