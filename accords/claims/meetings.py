"""The meetings of one report: its mentions gathered into occasions, one row each however often it is told of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from accords.claims.cast import Cast, Character
from accords.claims.guests import people_first
from accords.claims.listed import Listed
from accords.claims.meeting import Meeting, MeetingStatus, meeting_id
from accords.claims.meeting_mentions import Teller, Told
from accords.claims.meeting_nouns import nouns
from accords.claims.meeting_verbs import verbs
from accords.claims.meeting_words import TALKS
from accords.claims.occasion import Occasion, Occasions
from accords.claims.process import Process
from accords.reading.reading import Reading
from accords.vocabulary import Span, slug

# People who are taken to sit at talks of which the report does not say who does.
_SEATS = 4
# How many times as often as a third the two sides are told of.
_PLAINLY = 1.5
_ENDED = (MeetingStatus.HELD, MeetingStatus.UNDER_WAY)


def meetings(reading: Reading, cast: Cast, *, process: Process | None = None) -> tuple[Meeting, ...]:
    """The meetings that the report tells of, in the order in which it first does.

    Participants are ids of characters of `cast` (`slug(c.name)`), which may gain some that only a meeting names; none where
    the report names none. With a `process`, those who are taken to sit at talks are of its table. Without a day of
    publication, days that count from it stay open.
    """
    occasions = Occasions()
    big = False
    teller = Teller(reading, cast)
    headline = reading.sentences.headline.end
    for _, told in sorted([*verbs(teller), *nouns(teller)], key=lambda row: row[0]):
        home = occasions.home(told)
        if home is None and not told.founds:
            if big or told.at.start < headline or not _is_main(told, teller.around.dateline):
                continue
            told = replace(told, place=told.place or teller.around.dateline)
        if home is None and told.when is None and _THEN.search(reading.text, max(0, told.at.start - 12), told.at.start):
            told = replace(told, when=occasions.last_day())
        occasions.take(told, home)
        big = big or (home is None and told.noun.split()[-1:] in _BIG)
    rows = list(occasions)
    _seat_principals(rows, teller, process)
    report_id = reading.report.id
    _seat_sides(rows, teller, process)
    found = (_meeting(o, report_id) for o in rows)
    return tuple(m for m in found if m is not None)


# "The two then joined others by video": on the day told of before.
_THEN = re.compile(r"\bthen\s(?:also\s)?$")
_BIG = [[noun] for noun in (*TALKS, "conference", "summit")]


def _is_main(told: Told, dateline: str | None) -> bool:
    """True of "the talks" in a report sent from where they are, and of "the summit": those that the report is about."""
    if not told.definite or told.noun.split()[-1:] not in _BIG or told.status not in (None, *_ENDED):
        return False
    return dateline is not None or told.place is not None or not TALKS & set(told.noun.split())


def _seat_principals(occasions: list[Occasion], teller: Teller, process: Process | None) -> None:
    """Of the first talks, conference or summit told of without saying between whom: those who lead or negotiate for the
    parties in the report, if they are of two parties at least."""
    for o in occasions:
        if not o.big or o.status not in _ENDED or o.format in ("video", "phone"):
            continue
        if len({c.party for c in (*o.present.values(), *o.perhaps.values())}) >= 2:
            continue
        leading = teller.attendance.guests.principals()
        people = [c for c in leading if process is None or process.at_table(c.party or "")]
        if len({c.party for c in people}) >= 2:
            o.perhaps.update((id(c), c) for c in people[:_SEATS])
        return


def _seat_sides(occasions: list[Occasion], teller: Teller, process: Process | None) -> None:
    """ "The delegations meet again on Friday", "talks resume in X": the two principals of the `process` that the report is
    about, if it is plainly about two. Without one nobody is seated."""
    if process is None:
        return
    empty = [o for o in occasions if not o.present and not o.perhaps and (o.big or o.several)]
    if not empty:
        return
    sides = _sides(teller.cast, process)
    for o in empty:
        o.perhaps.update((id(c), c) for c in sides)


def _sides(cast: Cast, process: Process) -> tuple[Character, ...]:
    """The two principals that are told of most, by name and by their people; none where a third comes near them."""
    told: Counter[str] = Counter()
    named: dict[str, Listed] = {}
    for place in cast.places:
        party = cast.party_of(place.listed)
        if party is not None and process.is_principal(party):
            told[party] += 1
            if place.listed.name == party:
                named[party] = place.listed
    for person in cast.people:
        if person.party is not None and person.party in told:
            told[person.party] += person.count
    ranked = [(party, count) for party, count in told.most_common(3) if party in named]
    if len(ranked) < 2 or (len(ranked) == 3 and ranked[2][1] * _PLAINLY > ranked[1][1]):
        return ()
    return tuple(cast.listed(named[party]) for party, _ in ranked[:2])


def _meeting(o: Occasion, report: str) -> Meeting | None:
    """The row of an occasion; `None` where too little is said of it: no day, no place, nobody beside one."""
    present = people_first(o.present.values())
    if len(present) < 2:
        more = [c for c in o.perhaps.values() if c not in present]
        present = people_first((*present, *more[: _SEATS - len(present)]))
    if len(present) < 2 and o.when is None and o.status in _ENDED and not (present and o.places):
        return None
    names = [told.name for told in o.mentions if told.name]
    evidence: dict[Span, None] = dict.fromkeys(told.evidence for told in o.mentions)
    return Meeting(
        id=meeting_id(report, o.mentions[0].at),
        name=max(names, key=_tells) if names else None,
        date=o.when,
        place=max(o.places, key=len) if o.places else None,
        participants=tuple(slug(c.name) for c in present),
        format=o.format,
        status=o.status,
        evidence=tuple((report, span) for span in evidence),
    )


def _tells(name: str) -> tuple[bool, int]:
    """What names it best: words with a name in them, then the shortest."""
    return bool(re.search(r"[A-Z]", name[1:])), -len(name)
