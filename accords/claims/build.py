"""A reading becomes an account: what one report says, with everybody looked up."""

from __future__ import annotations

from dataclasses import dataclass

from accords.claims.channel import channels
from accords.claims.claim import Claim
from accords.claims.claimed import claims_of
from accords.claims.dating import date_sayings
from accords.claims.issues import Topics, named_in, patterns_of
from accords.claims.meeting import Meeting, Silence
from accords.claims.meetings import meetings
from accords.claims.parties import actors_of, resolve
from accords.claims.process import Process
from accords.claims.roster import Roster
from accords.claims.saying import Saying, Words, saying_id
from accords.claims.silences import silences
from accords.claims.talks import of_talks
from accords.documents.report import Report
from accords.reading.reading import Reading
from accords.vocabulary import Actor, slug


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says: whom it names, who said what in order of place, and what parties are on record for.

    `unclear` counts the clauses that hold an act whose party is not known: no claim is made of them.
    """

    report: Report
    actors: tuple[Actor, ...]
    sayings: tuple[Saying, ...]
    claims: tuple[Claim, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    silences: tuple[Silence, ...] = ()
    unclear: int = 0


def build(reading: Reading, *, roster: Roster, process: Process | None = None) -> Account:
    """The account of one reading: sayings with speaker, channel and day, claims, and why. `process` says who sits at the table."""
    resolved = resolve(reading, roster)
    days = date_sayings(reading, resolved.speakers)
    cast = resolved.state.cast
    places = channels(reading, resolved.speakers, lambda span: bool(cast.places_between(*span) or cast.between(*span)))
    report_id = reading.report.id
    ids = [saying_id(report_id, attribution) for attribution in reading.attributions]
    rows = zip(ids, reading.attributions, resolved.speakers, resolved.whys, places, days, strict=True)
    sayings = tuple(
        Saying(
            id=own_id,
            report=report_id,
            attribution=attribution,
            speaker=speaker,
            speaker_why=why,
            channel=channel,
            channel_why=channel_why,
            said_on=day,
            said_on_why=day_why,
            within=None if attribution.within is None else ids[attribution.within],
            words=Words.of(attribution, reading.text),
        )
        for own_id, attribution, speaker, why, (channel, channel_why), (day, day_why) in rows
    )
    if not of_talks(reading, resolved.state.cast):
        return Account(reading.report, resolved.actors, sayings)
    topics = Topics(reading.text, patterns_of(process))
    found = claims_of(reading, resolved.state, resolved.characters, sayings, process, topics)
    held = meetings(reading, cast, process=process)
    unsaid = silences(reading, cast, issue_of=lambda span: named_in(topics, span))
    # What somebody did not say is a silence and no claim of his.
    quiet = {(s.party, span) for s in unsaid for span in s.evidence}
    claims = tuple(c for c in found.claims if not any(p == c.party and c.trigger[0].within(span) for p, span in quiet))
    present = {actor for meeting in held for actor in meeting.participants} | {s.party for s in unsaid}
    parties = [*found.parties, *(c.name for c in cast.characters.values() if slug(c.name) in present)]
    actors = actors_of(cast, roster, resolved.characters, parties)
    return Account(reading.report, actors, sayings, claims, held, unsaid, unclear=len(found.unclear))
