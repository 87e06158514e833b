"""An occasion gathers the mentions of one meeting; which occasion a mention goes on about is decided here.

By the day first, then by those present, the place and the noun, among the few told of last: so the cost of a mention does not
grow with the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from accords.claims.cast import Character
from accords.claims.meeting import MeetingStatus
from accords.claims.meeting_mentions import Told
from accords.claims.meeting_words import TALKS
from accords.vocabulary import When

# Occasions told of last, and those of one day, among which "the meeting" is looked for.
RECENT = 8
_ENDED = frozenset((MeetingStatus.HELD, MeetingStatus.UNDER_WAY))
_AHEAD = frozenset((MeetingStatus.PLANNED, MeetingStatus.PROPOSED))
_REMOTE = ("video", "phone")
_BIG = (*TALKS, "conference", "summit")
_BY_DAY = re.compile(r"(?:the|that|this|\w+day['’]s)\s", re.I)
_CALLS = ("call", "conversation")
# Where mentions differ, what a report says outright stands over what a preposition suggests, and of two the first of these.
_ORDER = (
    MeetingStatus.CANCELLED,
    MeetingStatus.UNDER_WAY,
    MeetingStatus.HELD,
    MeetingStatus.PLANNED,
    MeetingStatus.PROPOSED,
)


@dataclass(eq=False)
class Occasion:
    """One meeting, while its mentions are being gathered. `big` is true of talks, conferences and summits, `several`
    where a plural meets that names nobody ("the delegations")."""

    mentions: list[Told] = field(default_factory=list)
    present: dict[int, Character] = field(default_factory=dict)
    perhaps: dict[int, Character] = field(default_factory=dict)
    when: When | None = None
    places: list[str] = field(default_factory=list)
    format: str | None = None
    big: bool = False
    several: bool = False
    _nouns: set[str] = field(default_factory=set)
    _statuses: set[MeetingStatus] = field(default_factory=set)
    _sure: set[MeetingStatus] = field(default_factory=set)
    _place_words: set[str] = field(default_factory=set)

    @property
    def days(self) -> tuple[date, date] | None:
        when = self.when
        return (when.start, when.end) if when is not None and when.start is not None and when.end is not None else None

    @property
    def status(self) -> MeetingStatus:
        found = self._sure or self._statuses
        return next((status for status in _ORDER if status in found), MeetingStatus.HELD)

    def take(self, told: Told) -> None:
        """Add a mention; of days the narrowest is kept."""
        self.mentions.append(told)
        self.present.update((id(c), c) for c in told.present)
        self.perhaps.update((id(c), c) for c in told.perhaps)
        days, mine = days_of(told.when), self.days
        if days is not None and (mine is None or days[1] - days[0] < mine[1] - mine[0]):
            self.when = told.when
        if told.place and told.place not in self.places[:RECENT]:
            self.places.append(told.place)
            self._place_words |= _words(told.place)
        if told.noun:
            self._nouns.add(_sort(told.noun))
            self.big = self.big or told.noun.split()[-1] in _BIG
        self.several = self.several or told.several
        if told.status is not None:
            self._statuses.add(told.status)
            if not told.guessed:
                self._sure.add(told.status)
        self.format = self.format or _form(told)

    # -- is it this one? -------------------------------------------------------------------------------------------------

    def on(self, when: When | None) -> bool:
        """True where its days and those of `when` meet."""
        days, mine = days_of(when), self.days
        return days is not None and mine is not None and days[0] <= mine[1] and mine[0] <= days[1]

    def shared(self, told: Told) -> int:
        """How many of those present are the same; a party and somebody of that party are."""
        if not told.present or not self.present:
            return 0
        same = sum(id(c) in self.present for c in told.present)
        mine = _parties(self.present.values())
        theirs = _parties(told.present)
        return same + len((mine[0] & theirs[1]) | (mine[1] & theirs[0]))

    def at(self, place: str | None) -> bool:
        """True where a word of the place is in those told of it."""
        return bool(place and self._place_words & _words(place))

    def called(self, noun: str) -> bool:
        """True where it was told of by a noun of the same sort."""
        return bool(noun) and _sort(noun) in self._nouns

    def _of_form(self, form: str | None, dated: bool) -> bool:
        if form is None or self.format is None or form == self.format:
            return True
        return dated and form in _REMOTE and self.format in _REMOTE  # a call may be both

    def sent(self, told: Told) -> bool:
        """True of "the talks" or "Friday's talks" in which one took part whose party's people were there."""
        if not (told.definite and told.name and len(told.present) == 1 and _BY_DAY.match(told.name)):
            return False
        return told.present[0].is_person and told.present[0].party in _parties(self.present.values())[0]

    def admits(self, told: Told, *, dated: bool) -> bool:
        """False where form, people, place or what has become of them keep the two apart. `dated`: their days agree."""
        if not self._of_form(_form(told), dated):
            return False
        shared = self.shared(told)
        if told.present and self.present and not shared and not self.sent(told):
            return False
        if told.place and self.places and not self.at(told.place) and not (dated and shared):
            return False
        if dated or not self._statuses:
            return True
        ended = bool(self._statuses & _ENDED)
        return not (told.status in _ENDED and not ended) and not (told.status in _AHEAD and ended)


@dataclass
class Occasions:
    """All occasions of a report, those told of last at the end."""

    _rows: dict[int, Occasion] = field(default_factory=dict)
    _by_day: dict[date, list[Occasion]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Occasion]:
        return iter(sorted(self._rows.values(), key=lambda o: o.mentions[0].at))

    def home(self, told: Told) -> Occasion | None:
        """The occasion that a mention goes on about, or `None` where it is of another."""
        recent = list(islice(reversed(self._rows.values()), RECENT))
        for when in (told.when, told.earlier):
            if when is None or when.start is None:
                continue
            of_day = self._by_day.get(when.start, [])[-RECENT:]
            for o in (*of_day, *recent):
                if o.on(when) and o.admits(told, dated=True):
                    return o
        if recent and _of_same_clause(told, recent[0]):
            return recent[0]
        scores = [(_likeness(told, o), -back, o) for back, o in enumerate(recent)]
        best = max(scores, key=lambda row: (4 * row[0] + row[1], row[1]), default=None)
        return best[2] if best is not None and best[0] > 0 else None

    def last_day(self) -> When | None:
        """The day of the meeting told of last, where it is one."""
        last = next(reversed(self._rows.values()), None)
        return last.when if last is not None and last.days is not None and last.days[0] == last.days[1] else None

    def take(self, told: Told, home: Occasion | None) -> None:
        """Add a mention to its occasion, or a new one."""
        home = home or Occasion()
        self._rows.pop(id(home), None)
        self._rows[id(home)] = home
        home.take(told)
        days = days_of(told.when)
        if days is not None and home.days == days:
            rows = self._by_day.setdefault(days[0], [])
            if home not in rows[-RECENT:]:
                rows.append(home)


def days_of(when: When | None) -> tuple[date, date] | None:
    if when is None or when.start is None or when.end is None:
        return None
    return when.start, when.end


def _form(told: Told) -> str | None:
    """The form that is told; where a place is named, people met there."""
    return told.format or ("in person" if told.place else None)


def _of_same_clause(told: Told, last: Occasion) -> bool:
    """ "Met for talks": two words for one meeting."""
    before = last.mentions[-1]
    if before.evidence != told.evidence or told.when is not None or not last.admits(told, dated=True):
        return False
    return not (told.anew and told.founds and told.status is not before.status)


def _likeness(told: Told, o: Occasion) -> int:
    """How much speaks for one occasion where no day does, 0 for nothing: those present, the place, the noun."""
    if (told.when is not None and o.when is not None) or not o.admits(told, dated=False):
        return 0
    shared, place, noun = o.shared(told), o.at(told.place), o.called(told.noun)
    if noun and not shared and o.sent(told):
        return 1 + 3 * place + 2 * noun
    if told.anew and not (shared >= 2 or (place and (shared or not o.present))):
        return 0
    if not (shared or place or (noun and not (told.present and o.present)) or (told.definite and not told.present)):
        return 0
    return 1 + 4 * shared + 3 * place + 2 * noun


def _parties(people: Iterable[Character]) -> tuple[set[str], set[str]]:
    """The parties of the people, and those that are there in their own name."""
    rows = list(people)
    return {c.party for c in rows if c.is_person and c.party}, {c.name for c in rows if not c.is_person}


def _words(place: str) -> set[str]:
    return set(re.findall(r"\w{3,}", place.lower()))


def _sort(noun: str) -> str:
    """Nouns that go on about one another are of one sort."""
    last = noun.split()[-1]
    return "call" if last in _CALLS else "signing" if last in ("ceremony", "signing") else "meeting"
