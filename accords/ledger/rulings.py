"""Judgements -> what counts of them, and an account with the rulings of persons applied. They always win over the machine.

`read` in the value of a ruling is the row as the machine read it, without rulings; see `found_again`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from accords.claims import account_form
from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting
from accords.claims.saying import Saying
from accords.claims.standing import Table
from accords.ledger.found_again import Found, claim_places, found_again, same_cue, saying_places
from accords.ledger.identities import Identities
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ruled import Dated, Ruled, ruled_rows
from accords.ledger.ruled_actors import Told, party_of, ruled_actors, ruled_meetings, ruled_silences, told_of
from accords.ledger.ruled_claims import (
    OTHER_THAN,
    innermost_of,
    placed,
    ruled_claims,
    seated,
    seats,
    with_standing,
)
from accords.ledger.ruled_sayings import RuledSayings, ruled_sayings
from accords.vocabulary import Actor, ActorKind, Spans

Row = TypeVar("Row")
_NOBODY: Mapping[str, Actor] = MappingProxyType({})
_SEATED = (ActorKind.STATE, ActorKind.BLOC, ActorKind.ARMED_GROUP)


@dataclass(frozen=True)
class Rulings:
    """What counts of a ledger's judgements.

    `judgements` are those that no other undid, in the order of the log. `not_copies`: a report, and the report that it
    is no copy of (`None`: of none). `notes`: subject -> the notes on it.
    """

    judgements: tuple[Judgement, ...] = ()
    not_copies: frozenset[tuple[str, str | None]] = frozenset()
    notes: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    _identities: Identities = field(default_factory=Identities)
    _ruled: Mapping[str, Ruled] = field(default_factory=dict)
    _of_report: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # report -> subjects whose `read` is of it
    _told: Mapping[str, Told] = field(default_factory=dict)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Rulings:
        """Of judgements in the order of the log, each as `ruling_form.checked` takes it."""
        rows = tuple(judgements)
        undone = {judgement.subject for judgement in rows if judgement.ruling is Ruling.UNDO}
        rows = tuple(j for j in rows if j.ruling is not Ruling.UNDO and (not undone or j.id not in undone))
        notes: dict[str, list[Judgement]] = {}
        not_copies: set[tuple[str, str | None]] = set()
        for judgement in rows:
            if judgement.ruling is Ruling.NOTE:
                notes.setdefault(judgement.subject, []).append(judgement)
            elif judgement.ruling is Ruling.NOT_A_COPY:
                other = judgement.value.get("other")
                not_copies.add((judgement.subject, None if other is None else str(other)))
        ruled = ruled_rows(rows)
        of_report: dict[str, list[str]] = {}
        for subject in sorted(ruled):
            if (report := ruled[subject].report) is not None:
                of_report.setdefault(report, []).append(subject)
        return cls(
            rows,
            frozenset(not_copies),
            {subject: tuple(written) for subject, written in notes.items()},
            Identities.of(rows),
            ruled,
            {report: tuple(subjects) for report, subjects in of_report.items()},
            told_of(rows),
        )

    def same(self, own: str) -> str:
        """The one id of all actors (or meetings) that are one with this one."""
        return self._identities.unions.kept(own)

    def applied(self, account: Account, *, known: Mapping[str, Actor] = _NOBODY) -> Account:
        """The account as persons have ruled it to be; the very same where no ruling concerns it.

        `known`: actors by id that a ruling may bring in from other reports. `Misuse` where the `read` of a judgement is
        not of the form. It takes the time of the account's rows and the rulings on them, however many others there are.
        """
        if not (self._ruled or self._identities):
            return account
        report = account.report.id
        identities = self._identities
        texts = {report: account.report.text}
        sayings_ruled, claims_ruled = self._concerning(account, report)
        # Which row each ruling is about: of the sayings first, whose ids say where a split holds.
        said = {s: _rows(r, account_form.saying, texts, "content") for s, r in sayings_ruled.items()}
        found_sayings = _sayings_again(account.sayings, said)
        named = {subject: account.sayings[index].id for subject, index in found_sayings.at.items()}
        back_sayings = [
            replace(said[s][0], id=s) for s in found_sayings.missing if said[s] and not sayings_ruled[s].misread
        ]
        claimed = {s: _rows(r, account_form.claim, texts, "act") for s, r in claims_ruled.items()}
        now = {raw: subject for subject, raw in named.items()}
        found_claims = _claims_again(account.claims, claimed, claims_ruled, identities, now)
        missing = [replace(claimed[s][0], id=s) for s in found_claims.missing if claimed[s]]
        by_id = {saying.id: saying for saying in (*account.sayings, *back_sayings)}
        gone = {subject for subject, ruled in sayings_ruled.items() if ruled.misread}
        # Those that this reading lacks, and of which nobody kept what had been read, too.
        gone |= {own for c in missing if (own := c.attribution) and (on := self._ruled.get(own)) and on.misread}
        set_aside = {named.get(subject, subject) for subject in gone}
        standing = (saying for own, saying in by_id.items() if own not in set_aside)
        innermost = innermost_of(standing) if missing else lambda places: None
        fresh = {own for own in found_claims.missing if claims_ruled[own].added}
        missing_placed = [
            placed(
                claim,
                by_id,
                named,
                gone,
                innermost,
                left_open=claim.id in fresh and "attribution" not in claims_ruled[claim.id].told,
            )
            for claim in missing
        ]
        back_claims = [claim for claim in missing_placed if not claims_ruled[claim.id].misread]
        there = seated(account.claims, found_claims, claims_ruled, by_id, named)
        speakers = _speakers(there, found_claims, missing_placed, claims_ruled, named, sayings_ruled)
        sayings = ruled_sayings(
            account.sayings, found_sayings, back_sayings, sayings_ruled, speakers, identities, report
        )
        was = _party_of(account.actors, known)
        claims = ruled_claims(there, found_claims, back_claims, claims_ruled, sayings, identities, was)
        meetings = ruled_meetings(account.meetings, self._meetings_gone(account, texts), identities, report)
        silences = ruled_silences(account.silences, identities, report)
        asked = _asked(account, sayings, claims)
        actors = ruled_actors(account.actors, asked, identities, self._told, known, report)

        def table() -> tuple[Table, frozenset[str]]:
            if not kept:
                otherwise = {a.id for a in actors if a.kind in _SEATED} | {a.party for a in actors if a.party}
                kept.append(seats(account.claims, was, lambda p: identities.meant(p, report).id, frozenset(otherwise)))
            return kept[0]

        kept: list[tuple[Table, frozenset[str]]] = []
        at = {subject: account.claims[index] for subject, index in found_claims.at.items()}
        before = {**{c.id: c for c in account.claims}, **{c.id: c for c in missing}, **at}
        claims = with_standing(claims, before, was, _party_of(actors, known), table, fresh)
        return _changed(account, actors, sayings.sayings, claims, meetings, silences)

    def _concerning(self, account: Account, report: str) -> tuple[dict[str, Ruled], dict[str, Ruled]]:
        """The rulings on this report's sayings and claims, by subject in the order of the alphabet."""
        sayings = {saying.id for saying in account.sayings}
        claims = {claim.id for claim in account.claims}
        there = {own for own in (*sayings, *claims) if own in self._ruled}
        on_sayings: dict[str, Ruled] = {}
        on_claims: dict[str, Ruled] = {}
        for subject in sorted(there.union(self._of_report.get(report, ()))):
            ruled = self._ruled[subject]
            if ruled.report not in (None, report):
                continue  # another program's id, which two reports have
            if subject in claims or (subject not in sayings and ruled.on_claim):
                on_claims[subject] = ruled
            elif subject in sayings or ruled.on_saying:
                on_sayings[subject] = ruled
        return on_sayings, on_claims

    def _meetings_gone(self, account: Account, texts: Mapping[str, str]) -> set[str]:
        """The ids of the meetings that are set aside, those that they have in this reading among them."""
        if not account.meetings:
            return set()
        (report,) = texts
        told = {meeting.id for meeting in account.meetings} | {self._meant(m.id, report) for m in account.meetings}
        reads: dict[str, list[Meeting]] = {own: [] for own in told if own in self._ruled and self._ruled[own].misread}
        for subject in self._of_report.get(report, ()):
            ruled = self._ruled[subject]
            if ruled.on_meeting and ruled.misread:
                reads[subject] = _rows(ruled, account_form.meeting, texts, "participants")
        if not reads:
            return set()

        def places(meeting: Meeting) -> Spans:
            return tuple(span for own, span in meeting.evidence if own == report)

        ids = [meeting.id for meeting in account.meetings]
        found = found_again(account.meetings, ids, reads, places, lambda s, m: True, lambda s, m: False)
        return {*reads, *(ids[index] for index in found.at.values())}

    def _meant(self, own: str, report: str) -> str:
        return self._identities.meant(own, report).id


def _rows(
    ruled: Ruled, parse: Callable[[dict[str, object], str, Mapping[str, str]], Row], texts: Mapping[str, str], form: str
) -> list[Row]:
    """The rows that were ruled on; `form` is a field that such a row has."""
    return [parse(dict(read), place, texts) for read, place in ruled.reads if form in read]


def _sayings_again(sayings: Sequence[Saying], said: Mapping[str, Sequence[Saying]]) -> Found[Saying]:
    return found_again(
        sayings,
        [saying.id for saying in sayings],
        said,
        saying_places,
        lambda subject, saying: any(same_cue(saying, read) for read in said[subject]),
        lambda subject, saying: any(saying.speaker == read.speaker for read in said[subject]),
    )


def _claims_again(
    claims: Sequence[Claim],
    claimed: Mapping[str, Sequence[Claim]],
    ruled: Mapping[str, Ruled],
    identities: Identities,
    now: Mapping[str, str],
) -> Found[Claim]:
    """A claim counts as the one ruled on where its party is the one that was read, or that the person says; to be set
    aside, or to be one that a person added, where also act and issue are the same (and, of one added, whether it is
    negated), else it is another claim."""

    def party(claim: Claim, own: str, told: str) -> str:
        inside = now.get(claim.attribution, claim.attribution) if claim.attribution is not None else None
        return identities.meant(told, own, inside, claim.report).id

    parties = {s: {party(read, s, read.party) for read in reads} for s, reads in claimed.items()}
    for subject, reads in claimed.items():
        if "party" in ruled[subject].fields:
            told = str(ruled[subject].value("party"))
            parties[subject].update(party(read, subject, told) for read in reads)
    deeds: dict[str, set[tuple[str, str]]] = {
        s: {(read.act, read.issue) for read in reads} for s, reads in claimed.items()
    }
    for subject, reads in claimed.items():
        on = ruled[subject]
        if reads and on.added and not on.misread:  # the machine may read it as a later ruling says
            act, issue = on.settled("act"), on.settled("issue")
            deeds[subject].add((str(act), str(issue)))

    def counts(subject: str, claim: Claim) -> bool:
        if party(claim, claim.id, claim.party) not in parties[subject]:
            return False
        apart = claim.why.get(OTHER_THAN)
        told_apart = isinstance(apart, list | tuple) and subject in apart
        on = ruled[subject]
        # Of one added also as a later ruling says: the machine may read it so.
        if on.added and claim.negated not in (bool(on.told.get("negated")), bool(on.settled("negated"))):
            return False
        alike = (claim.act, claim.issue) in deeds[subject]
        return alike and not told_apart if on.misread else alike or not on.added

    return found_again(
        claims,
        [claim.id for claim in claims],
        claimed,
        claim_places,
        counts,
        lambda subject, claim: (claim.act, claim.issue) in deeds[subject],
    )


def _speakers(
    claims: Sequence[Claim],
    found: Found[Claim],
    missing: Iterable[Claim],
    ruled: Mapping[str, Ruled],
    named: Mapping[str, str],
    on_sayings: Mapping[str, Ruled],
) -> dict[str, Dated]:
    """Id of a saying -> the latest ruling on who speaks: on it, or on a claim that stands in it."""
    asked = [(named.get(s, s), dated) for s, r in on_sayings.items() if (dated := r.fields.get("speaker"))]
    rows = [*((s, claims[index]) for s, index in found.at.items()), *((claim.id, claim) for claim in missing)]
    for subject, claim in rows:
        if claim.attribution is not None and (dated := ruled[subject].fields.get("speaker")):
            asked.append((claim.attribution, dated))
    latest: dict[str, Dated] = {}
    for own, dated in asked:
        if own not in latest or latest[own].at < dated.at:
            latest[own] = dated
    return latest


def _party_of(actors: Iterable[Actor], known: Mapping[str, Actor]) -> Callable[[str], str | None]:
    by_id = {actor.id: actor for actor in actors}

    def side(own: str) -> str | None:
        actor = by_id.get(own) or known.get(own)
        return party_of(actor) if actor is not None else None

    return side


def _asked(account: Account, sayings: RuledSayings, claims: Iterable[Claim]) -> set[str]:
    """The actors that changed rows name, and those of the report that any row still does."""
    before = {id(row) for row in (*account.sayings, *account.claims)}
    there = {actor.id for actor in account.actors}
    asked: set[str] = set()
    for saying in sayings.sayings:
        if saying.speaker is not None and (saying.speaker in there or id(saying) not in before):
            asked.add(saying.speaker)
    for claim in claims:
        named = {claim.party, *claim.toward, *claim.chain, *((claim.person,) if claim.person else ())}
        asked |= named if id(claim) not in before else named & there
    return asked


def _changed(account: Account, *rows: Sequence[object]) -> Account:
    """The account with other actors, sayings, claims, meetings, silences; the very same where all are."""
    before = (account.actors, account.sayings, account.claims, account.meetings, account.silences)
    if all(
        len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True))
        for old, new in zip(before, rows, strict=True)
    ):
        return account
    names = ("actors", "sayings", "claims", "meetings", "silences")
    return replace(account, **dict(zip(names, map(tuple, rows), strict=True)))  # type: ignore[arg-type]
