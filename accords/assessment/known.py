"""A known account is one in a record: without its text, with the day from which it is known and what its words make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from accords.assessment.order import WordsOf, days
from accords.assessment.recorded import Recorded
from accords.assessment.told_meeting import MeetingTold, told_of
from accords.vocabulary import Actor
from accords.vocabulary.actor import fold

if TYPE_CHECKING:
    from accords.claims.build import Account
    from accords.documents.report import Report


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One account in the record, without its text, and since when it is known: published, else fetched. `source`: the
    name of its outlet as it is compared, or what stands for one that is unknown."""

    id: str
    account: Account
    known_on: date
    undated: bool
    outlet: str | None
    source: str
    claims: tuple[Recorded, ...]
    meetings: tuple[MeetingTold, ...]
    order: tuple[date, str]  # in which reports came to be known

    @property
    def published(self) -> date | None:
        return None if self.undated else self.known_on

    def beyond(self, other: Known | None) -> Rows:
        """What it tells and the other does not: all where there is no other."""
        account = self.account
        silent = {(silence.party, silence.issue) for silence in account.silences}
        if other is None:
            return Rows(self.claims, account.actors, silent, self.meetings)
        there = {id(row) for row in (*other.claims, *other.meetings)}
        named = {actor.id: actor for actor in other.account.actors}
        return Rows(
            [one for one in self.claims if id(one) not in there],
            [actor for actor in account.actors if named.get(actor.id) != actor],
            silent - {(silence.party, silence.issue) for silence in other.account.silences},
            [told for told in self.meetings if id(told) not in there],
        )


class Rows(NamedTuple):
    """What a record's indexes hold of an account. `silent`: of whom, and on which issue, it says that nothing was confirmed."""

    claims: Sequence[Recorded]
    actors: Sequence[Actor]
    silent: set[tuple[str, str | None]]
    meetings: Sequence[MeetingTold]


def bare(report: Report) -> Report:
    """A report without its words, under the id and the digest that it has with them."""
    return replace(report, text="", received=b"", kept_id=report.id, kept_sha256=report.text_sha256)


def known_of(account: Account, words_of: WordsOf, before: Known | None = None) -> Known:
    """An account as it stands in a record. `before`: the one of the same report that stood there; what both tell alike are
    the very same rows, and where they tell all alike, it is that one."""
    own = account.report.id
    report = bare(account.report)
    known_on = report.published or (report.fetched.date() if report.fetched else date.min)
    undated = report.published is None
    day_of = days(account.sayings, {own: report.published})
    there = {one.id: one for one in before.claims} if before else {}
    claims = tuple(
        _kept(
            there.get(claim.id),
            Recorded(claim, known_on, day_of(claim), words_of(claim), outlet=report.outlet, undated=undated),
        )
        for claim in {claim.id: claim for claim in account.claims}.values()
    )
    parties = {actor.id: actor.party for actor in account.actors}
    held = {told.meeting.id: told for told in before.meetings} if before else {}
    meetings = tuple(
        _told(held.get(meeting.id), told_of(meeting, own, report.outlet, known_on, parties, undated=undated))
        for meeting in {meeting.id: meeting for meeting in account.meetings}.values()
    )
    kept = replace(account, report=report)
    if before and kept == before.account and all(a is b for a, b in zip(claims, before.claims, strict=True)):
        return before
    source = fold(report.outlet) if report.outlet else unknown_outlet(own)
    return Known(own, kept, known_on, undated, report.outlet, source, claims, meetings, (known_on, own))


def unknown_outlet(family: str) -> str:
    """What is counted for an outlet that nobody names: the family. No name that was folded begins with a space."""
    return " family " + family


def _kept(old: Recorded | None, new: Recorded) -> Recorded:
    # Two claims are equal whatever they were made by; who asks why is to be told of this one.
    same = old is not None and old.claim == new.claim and old.claim.why == new.claim.why
    return old if old is not None and same and old.made_of == new.made_of else new


def _told(old: MeetingTold | None, new: MeetingTold) -> MeetingTold:
    return old if old is not None and old.made_of == new.made_of else new
