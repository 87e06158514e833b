"""The meetings of one report: its mentions gathered into occasions, one row each however often it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from accords.claims.cast import Cast, Character
from accords.claims.guests import people_first
from accords.claims.meeting import Meeting, MeetingStatus, meeting_id
from accords.claims.meeting_mentions import Teller, Told, verbs
from accords.claims.meeting_nouns import nouns
from accords.claims.meeting_words import TALKS
from accords.claims.process import Process
from accords.reading.reading import Reading
from accords.vocabulary import Span, When, slug

# Occasions told last among which "the meeting" is looked for.
_RECENT = 8
# People who are taken to sit at talks of which the report does not say who does.
_SEATS = 4


def meetings(reading: Reading, cast: Cast, *, process: Process | None = None) -> tuple[Meeting, ...]:
    """The meetings that the report tells of, in the order in which it first does.

    Participants are ids of actors of `cast`, which may gain some that only a meeting names. Without a day of
    publication, days that count from it stay open.
    """
    occasions: list[_Occasion] = []
    by_day: dict[date, list[_Occasion]] = {}
    teller = Teller(reading, cast)
    for _, told in sorted([*verbs(teller), *nouns(teller)], key=lambda row: row[0]):
        home = _home(told, occasions, by_day)
        if home is None:
            headline = told.at.start < reading.sentences.headline.end
            if not told.founds and (headline or not _main(told, teller.around.dateline, occasions)):
                continue
            if not told.founds:
                told = replace(told, place=told.place or teller.around.dateline)
            home = _Occasion()
            occasions.append(home)
        elif occasions[-1] is not home and home in occasions[-_RECENT:]:
            occasions.remove(home)
            occasions.append(home)
        home.take(told)
        if told.when is not None and told.when.start is not None and home.days == (told.when.start, told.when.end):
            rows = by_day.setdefault(told.when.start, [])
            if home not in rows:
                rows.append(home)
    _seat_principals(occasions, teller, process)
    rows = [o.meeting(reading) for o in sorted(occasions, key=lambda o: o.mentions[0].at)]
    return tuple(m for m in rows if m is not None)


def _main(told: Told, dateline: str | None, occasions: list[_Occasion]) -> bool:
    """True of "the talks" in a report sent from where they are: those which it is about, told of by no other words."""
    noun = told.noun.split()[-1] if told.noun else ""
    return (
        told.definite
        and noun in (*TALKS, "conference", "summit")
        and (dateline is not None or told.place is not None or noun not in TALKS)
        and told.status in (None, MeetingStatus.HELD, MeetingStatus.UNDER_WAY)
        and not any(o.big for o in occasions)
    )


def _seat_principals(occasions: list[_Occasion], teller: Teller, process: Process | None) -> None:
    """Of the first talks, summit or conference that the report tells of without saying between whom: those who lead or
    negotiate for the parties in the report, if they are of two parties at least."""
    ended = (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)
    for o in occasions:
        if (
            not o.big
            or o.status not in ended
            or o.format in ("video", "phone")
            or len({c.party for c in (*o.present.values(), *o.perhaps.values())}) >= 2
        ):
            continue
        people = [
            c for c in teller.attendance.guests.principals() if process is None or process.at_table(c.party or "")
        ]
        if len({c.party for c in people}) >= 2:
            o.perhaps |= {id(c): c for c in people[:_SEATS]}
        return


@dataclass(eq=False)
class _Occasion:
    mentions: list[Told] = field(default_factory=list)
    present: dict[int, Character] = field(default_factory=dict)
    perhaps: dict[int, Character] = field(default_factory=dict)
    when: When | None = None
    places: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    format: str | None = None
    big: bool = False

    @property
    def days(self) -> tuple[date | None, date | None]:
        return (self.when.start, self.when.end) if self.when is not None else (None, None)

    def take(self, told: Told) -> None:
        self.mentions.append(told)
        self.present |= {id(c): c for c in told.present}
        self.perhaps |= {id(c): c for c in told.perhaps}
        if told.when is not None and told.when.start is not None:
            start, end = self.days
            if start is None or end is None or (told.when.end and (told.when.end - told.when.start) < (end - start)):
                self.when = told.when
        if told.place and told.place not in self.places:
            self.places.append(told.place)
        if told.noun:
            self.nouns.add(_sort(told.noun))
            self.big = self.big or told.noun.split()[-1] in (*TALKS, "conference", "summit")
        self.format = self.format or told.format

    @property
    def status(self) -> MeetingStatus:
        said = [t.status for t in self.mentions if t.status is not None and not t.guessed]
        said = said or [t.status for t in self.mentions if t.status is not None]
        for status in (
            MeetingStatus.CANCELLED,
            MeetingStatus.UNDER_WAY,
            MeetingStatus.HELD,
            MeetingStatus.PLANNED,
            MeetingStatus.PROPOSED,
        ):
            if status in said:
                return status
        return MeetingStatus.HELD

    def meeting(self, reading: Reading) -> Meeting | None:
        present = people_first(tuple(self.present.values()))
        if len(present) < 2:
            more = [c for c in self.perhaps.values() if c not in present]
            present = people_first((*present, *more[: _SEATS - len(present)]))
        status = self.status
        open_yet = status in (MeetingStatus.PROPOSED, MeetingStatus.PLANNED)
        if len(present) < 2 and self.when is None and not self.places and not open_yet:
            return None
        report = reading.report.id
        first = self.mentions[0].at
        names = [t.name for t in self.mentions if t.name]
        seen: dict[Span, None] = {}
        for t in self.mentions:
            seen.setdefault(t.evidence)
        form = self.format
        if form is None and self.places:
            form = "in person"
        return Meeting(
            id=meeting_id(report, first),
            name=max(names, key=_tells) if names else None,
            date=self.when,
            place=max(self.places, key=len) if self.places else None,
            participants=tuple(slug(c.name) for c in present),
            format=form,
            status=status,
            evidence=tuple((report, span) for span in seen),
        )


def _tells(name: str) -> tuple[bool, int]:
    return (bool(re.search(r"[A-Z]", name[1:])), -len(name))


def _sort(noun: str) -> str:
    """Nouns that go on about one another are of one sort."""
    last = noun.split()[-1].replace("mini-", "")
    if last in ("call", "conversation"):
        return "call"
    if last in ("ceremony", "signing"):
        return "signing"
    return "meeting"


def _home(told: Told, occasions: list[_Occasion], by_day: dict[date, list[_Occasion]]) -> _Occasion | None:
    """The occasion that a mention goes on about, or `None` where it is of another."""
    recent = occasions[: -_RECENT - 1 : -1]
    for when in (told.when, told.earlier):
        if when is None or when.start is None:
            continue
        for o in (*by_day.get(when.start, ()), *recent):
            start, end = o.days
            if start is None or end is None or when.end is None or when.start > end or start > when.end:
                continue
            if _together(told, o, dated=True):
                return o
    if (
        recent
        and recent[0].mentions[-1].evidence == told.evidence
        and told.when is None
        and _together(told, recent[0], dated=True)
        and not (told.anew and told.founds and told.status is not recent[0].mentions[-1].status)
    ):
        return recent[0]
    best: tuple[int, _Occasion] | None = None
    for back, o in enumerate(recent):
        if told.when is not None and o.when is not None:
            continue
        if told.when is not None and not told.definite and told.noun:
            pass
        if not _together(told, o, dated=False):
            continue
        shared = len(_shared(told, o))
        place = _same_place(told, o)
        noun = bool(told.noun) and _sort(told.noun) in o.nouns
        if told.anew and not (shared >= 2 or (place and (shared or not o.present))):
            continue
        if not (shared or place or (noun and not (told.present and o.present)) or (told.definite and not told.present)):
            continue
        score = 4 * shared + 3 * place + 2 * noun - back
        if best is None or score > best[0]:
            best = (score, o)
    return best[1] if best else None


def _shared(told: Told, o: _Occasion) -> set[str]:
    mine = _names(told.present)
    return mine & _names(o.present.values())


def _names(people: Iterable[Character]) -> set[str]:
    return {c.party or c.name for c in people}


def _same_place(told: Told, o: _Occasion) -> bool:
    if not told.place:
        return False
    mine = set(re.findall(r"\w+", told.place.lower()))
    return any(mine & set(re.findall(r"\w+", p.lower())) for p in o.places)


def _together(told: Told, o: _Occasion, *, dated: bool) -> bool:
    """False where form, people, place or what has become of them keep the two apart."""
    if told.format in ("video", "phone") and o.format not in (None, told.format) and not dated:
        return False
    if told.format in ("video", "phone") and o.format == "in person":
        return False
    if told.format == "in person" and o.format in ("video", "phone"):
        return False
    shared = _shared(told, o)
    if told.present and o.present and not shared:
        return False
    place = _same_place(told, o)
    if told.place and o.places and not place and (not dated or not shared):
        return False
    if dated:
        return True
    ended = (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)
    statuses = {t.status for t in o.mentions if t.status}
    if told.status in ended and statuses and not statuses & set(ended):
        return False
    if told.status in (MeetingStatus.PLANNED, MeetingStatus.PROPOSED) and statuses & set(ended):
        return False
    return True
