"""The meetings of one report: its mentions gathered into occasions, one row each however often it is told of."""

from __future__ import annotations

import re
from dataclasses import replace

from accords.claims.cast import Cast
from accords.claims.guests import people_first
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
        occasions.take(told, home)
        big = big or (home is None and told.noun.split()[-1:] in _BIG)
    rows = list(occasions)
    _seat_principals(rows, teller, process)
    report_id = reading.report.id
    found = (_meeting(o, report_id) for o in rows)
    return tuple(m for m in found if m is not None)


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


def _meeting(o: Occasion, report: str) -> Meeting | None:
    """The row of an occasion; `None` where too little is said of it: no day, no place, nobody beside one."""
    present = people_first(o.present.values())
    if len(present) < 2:
        more = [c for c in o.perhaps.values() if c not in present]
        present = people_first((*present, *more[: _SEATS - len(present)]))
    if len(present) < 2 and o.when is None and not o.places and o.status in _ENDED:
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
