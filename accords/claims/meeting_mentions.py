"""Where a report tells of a meeting: each mention with its day, place, participants and what has become of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from accords.claims import meeting_words as words
from accords.claims.attendance import Attendance
from accords.claims.cast import Cast, Character
from accords.claims.guests import people_first
from accords.claims.meeting import MeetingStatus
from accords.claims.meeting_frame import Frame, Surroundings
from accords.claims.meeting_status import Outcome
from accords.reading.reading import Reading, Timex
from accords.vocabulary import Span, When

_PLANNED, _HELD, _PROPOSED = MeetingStatus.PLANNED, MeetingStatus.HELD, MeetingStatus.PROPOSED
_COMING = (MeetingStatus.PLANNED, MeetingStatus.PROPOSED, MeetingStatus.CANCELLED)
# Days above which a time says nothing of when a meeting was: "this year".
_SPAN = 45
_PRESENT_OF_PLAN = re.compile(r"\b(?:will|due|meets?|expected|scheduled|to\sbe\sheld|tomorrow|comes|travels|flies)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """One mention. `present` take part by the grammar of the sentence, `perhaps` stand beside it.

    `noun` is empty for a verb. `definite` is true of "the meeting" and "Friday's talks", `anew` of "a meeting" and "another
    round". `founds` is false where the words are too thin for a meeting of their own: they only add to one told of
    elsewhere; `several` of a plural that meets and names nobody; `undated` where a day is told and stays open,
    for want of a day of publication; `guessed` where only a preposition says what has become of it. `earlier` is the day if it lies behind, where only a preposition says that it is to come.
    """

    at: Span
    evidence: Span
    noun: str
    when: When | None
    place: str | None
    present: tuple[Character, ...]
    format: str | None
    status: MeetingStatus | None
    name: str | None = None
    perhaps: tuple[Character, ...] = ()
    definite: bool = False
    anew: bool = False
    founds: bool = True
    guessed: bool = False
    several: bool = False
    undated: bool = False
    earlier: When | None = None

    @property
    def single(self) -> bool:
        """True where the day is told."""
        return self.when is not None and self.when.start is not None and self.when.start == self.when.end

    @property
    def short(self) -> bool:
        """True where days are told, ten at most, or a day that stays open."""
        when = self.when
        if when is None or when.start is None or when.end is None:
            return self.undated
        return (when.end - when.start).days < 10


@dataclass
class Teller:
    """Makes mentions of one report."""

    reading: Reading
    cast: Cast
    attendance: Attendance = field(init=False)
    around: Surroundings = field(init=False)

    def __post_init__(self) -> None:
        self.attendance = Attendance(self.reading, self.cast)
        self.around = Surroundings(self.reading, self.cast)

    @property
    def text(self) -> str:
        return self.reading.text

    def told(
        self, word: re.Match[str], start: int, frame: Frame, outcome: Outcome, present: tuple[Character, ...]
    ) -> Told:
        """The mention of a trigger `word` in a phrase that begins at `start`."""
        span = Span(*word.span())
        noun = word.groupdict().get("noun") or ""
        status = outcome.status
        timex = self.around.time(start, span, frame)
        if timex is not None and status is MeetingStatus.CANCELLED and timex.span.start < start:
            timex = None  # the day on which it was called off
        if timex is None and (not noun or outcome.guessed):
            timex = self._day_of_saying(start, frame, noun)
        when = self.around.day(timex, "future" if status in _COMING else "past") if timex is not None else None
        earlier = None
        counted = self.around.days_after(start, frame) if timex is None or timex.span.end <= start else None
        if counted is not None:
            when = counted
        elif timex is None and not noun and status is MeetingStatus.UNDER_WAY:
            when = self.around.today
        elif timex is None and (eve := self.around.eve(start, frame)) is not None:
            when, status = eve, _PLANNED
        elif timex is not None and status is None and self._lies_ahead(word, frame):
            when, status = self.around.day(timex, "future"), _PLANNED
        elif timex is not None and outcome.guessed and status in _COMING:
            earlier = self.around.day(timex, "past")
        elif timex is not None and when is not None and (status is None or outcome.guessed or status in _COMING):
            nearer = self.around.nearer(timex, when)
            if nearer is not None:
                when, status = nearer, (status if status is MeetingStatus.CANCELLED else _PLANNED)
        if _is_wide(when):
            when = None
        return Told(
            at=span,
            evidence=frame.evidence,
            noun=noun.lower(),
            when=when,
            place=self.around.place(start, span, frame),
            present=people_first(present),
            format=words.format_of(self.text[start : frame.end], noun),
            status=self._by_day(status, when),
            undated=when is None and timex is not None and self.reading.report.published is None,
            earlier=earlier,
        )

    def _lies_ahead(self, word: re.Match[str], frame: Frame) -> bool:
        """True where the present tense tells of what is to come: "the ministers meet on Monday"."""
        if not word.groupdict().get("noun") and self.text[max(0, word.start() - 3) : word.start()] != "to ":
            return True
        return _PRESENT_OF_PLAN.search(self.text, frame.begin, frame.end) is not None

    def _day_of_saying(self, start: int, frame: Frame, noun: str) -> Timex | None:
        if noun and self.text[start : start + 4].lower() in ("the ", "his ", "her ", "thei", "that", "this"):
            return None
        return self.around.time_of_saying(start, frame)

    def _by_day(self, status: MeetingStatus | None, when: When | None) -> MeetingStatus | None:
        """The status that the day leaves possible: what lies ahead is planned, what lies behind was held."""
        published = self.reading.report.published
        if published is None or when is None or when.start is None or when.end is None:
            return status
        if status in (MeetingStatus.PROPOSED, MeetingStatus.CANCELLED):
            return status
        if when.start > published:
            return _PLANNED
        if when.end < published and status is _PLANNED:
            return _HELD
        return status or _HELD


def _is_wide(when: When | None) -> bool:
    return when is not None and when.start is not None and when.end is not None and (when.end - when.start).days > _SPAN
