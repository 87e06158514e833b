"""A part of a dossier: the rows that were asked for, with everything that they refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from accords.claims.claim import Claim
from accords.claims.meeting import Meeting
from accords.claims.saying import Saying
from accords.presentation.dossier import Dossier
from accords.vocabulary import Actor
from accords.vocabulary.actor import fold, slug

# Meetings are what this issue is about; of another issue they say nothing.
_TALKS = "talks"


def select(
    dossier: Dossier,
    *,
    as_of: date | None = None,
    outlet: str | None = None,
    reports: Collection[str] | None = None,
    party: str | None = None,
    issue: str | None = None,
) -> Dossier:
    """The dossier of what fits all that is asked; what is worked out of claims is worked out anew of those that are left.

    `as_of`: reports published by then (fetched, where nobody said when). `outlet`: its reports, case aside. `reports`:
    ids. `party`: claims and silences of a party, by id or name, and meetings at which somebody is for it. `issue`: claims
    and silences on it; meetings only of `talks`. Attributions stay in which such a claim stands, and those around them;
    actors whom a row names; reports in which a row stands. A selection by reports alone keeps all that is in them.
    """
    kept = {
        row.id
        for row in dossier.reports
        if (as_of is None or row.told_on <= as_of)
        and (outlet is None or fold(row.outlet or "") == fold(outlet))
        and (reports is None or row.id in reports)
    }
    claims = [claim for claim in dossier.claims if claim.report in kept]
    silences = [silence for silence in dossier.silences if silence.report in kept]
    sayings = [saying for saying in dossier.attributions if saying.report in kept]
    meetings = list(_meetings(dossier, kept))
    if party is not None or issue is not None:
        own = _party(dossier, party)
        claims = [c for c in claims if own in (None, c.party) and issue in (None, c.issue)]
        silences = [s for s in silences if own in (None, s.party) and issue in (None, s.issue)]
        around = _around(claims, dossier)
        sayings = [saying for saying in sayings if saying.id in around]
        meetings = [m for m in meetings if issue in (None, _TALKS) and (own is None or _there(m, own, dossier))]
        kept = {row.report for rows in (claims, silences, sayings) for row in rows}
        kept |= {report for meeting in meetings for report, _ in meeting.evidence}
    everything = len(kept) == len(dossier.reports) and party is None and issue is None
    named = _named(dossier, claims, sayings, meetings, (silence.party for silence in silences))
    return Dossier.made_of(
        (row for row in dossier.reports if row.id in kept),
        (actor for actor in dossier.actors if everything or actor.id in named),
        sayings,
        claims,
        meetings,
        silences,
        dossier.faults,
    )


def _meetings(dossier: Dossier, kept: Collection[str]) -> Iterable[Meeting]:
    for meeting in dossier.meetings:
        evidence = tuple(place for place in meeting.evidence if place[0] in kept)
        # One without evidence is of an only report.
        if evidence or (not meeting.evidence and len(kept) == len(dossier.reports)):
            yield meeting if evidence == meeting.evidence else replace(meeting, evidence=evidence)


def _party(dossier: Dossier, asked: str | None) -> str | None:
    """The id of a party, given by that or by its name."""
    if asked is None or asked in dossier.actor_by_id:
        return asked
    name = fold(asked)
    called = (actor.id for actor in dossier.actors if name in (fold(actor.name), *map(fold, actor.aliases)))
    return next(called, slug(asked))


def _around(claims: Iterable[Claim], dossier: Dossier) -> set[str]:
    """The attributions in which claims stand, and those in which these do."""
    found: set[str] = set()
    for claim in claims:
        saying: Saying | None = dossier.saying_by_id.get(claim.attribution or "")
        while saying is not None and saying.id not in found:
            found.add(saying.id)
            saying = dossier.saying_by_id.get(saying.within or "")
    return found


def _there(meeting: Meeting, party: str, dossier: Dossier) -> bool:
    return any(
        own == party or ((actor := dossier.actor_by_id.get(own)) is not None and actor.party == party)
        for own in meeting.participants
    )


def _named(
    dossier: Dossier,
    claims: Iterable[Claim],
    sayings: Iterable[Saying],
    meetings: Iterable[Meeting],
    silent: Iterable[str],
) -> set[str]:
    """The actors whom rows name, and the parties that they speak for."""
    named: set[str | None] = set(silent)
    for claim in claims:
        named |= {claim.party, claim.person, *claim.toward, *claim.chain}
    for saying in sayings:
        named |= {saying.speaker, *saying.speaker_why.candidates}
    for meeting in meetings:
        named.update(meeting.participants)
    known: dict[str, Actor] = dossier.actor_by_id
    waiting = [own for own in named if own is not None]
    found: set[str] = set()
    while waiting:
        own = waiting.pop()
        if own not in found:
            found.add(own)
            waiting += [party] if own in known and (party := known[own].party) is not None else []
    return found
