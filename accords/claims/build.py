"""A reading becomes an account: what one report says, with everybody looked up."""

from __future__ import annotations

from dataclasses import dataclass

from accords.claims.channel import channels
from accords.claims.dating import date_sayings
from accords.claims.parties import resolve
from accords.claims.roster import Roster
from accords.claims.saying import Saying, saying_id
from accords.documents.report import Report
from accords.reading.reading import Reading
from accords.vocabulary import Actor


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says: whom it names, and who said what, in order of place."""

    report: Report
    actors: tuple[Actor, ...]
    sayings: tuple[Saying, ...]


def build(reading: Reading, *, roster: Roster) -> Account:
    """The account of one reading: every attribution with its speaker, channel and day, and why."""
    resolved = resolve(reading, roster)
    days = date_sayings(reading, resolved.speakers)
    places = channels(reading, resolved.speakers)
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
        )
        for own_id, attribution, speaker, why, (channel, channel_why), (day, day_why) in rows
    )
    return Account(reading.report, resolved.actors, sayings)
