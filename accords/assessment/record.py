"""A record holds what many reports say; answers are views of it as of a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.actors import Sighting, Sightings
from accords.assessment.cell import Cell
from accords.assessment.contested import Contested
from accords.assessment.copied import Copied
from accords.assessment.occasions import Occasions
from accords.assessment.order import WordsOf, days
from accords.assessment.quotations import Quotations
from accords.assessment.recorded import ASSENTS, Recorded
from accords.assessment.told_meeting import MeetingTold, told_of
from accords.assessment.view import View, unknown_outlet
from accords.documents.report import Report
from accords.documents.syndication import Syndication
from accords.vocabulary.act import Standing
from accords.vocabulary.actor import fold

if TYPE_CHECKING:
    from accords.claims.build import Account

# The family of a report as of a day (`None`: now), under any name. Which of its reports is the oldest is found here.
Families: TypeAlias = Callable[[str, date | None], str] | Mapping[str, str]
# The standing of claims that a copy tells without saying who vouches, as of a day; `None` for any other claim.
Lowered: TypeAlias = Callable[[str, date | None], Standing | None] | Mapping[str, Standing]

_order = attrgetter("order")
_VIEWS = 8  # days whose answers are kept
_MANY = 1_000  # claims that are sorted in together; fewer go to their places one by one


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


class Record:
    """Accounts of many reports, indexed: adding or removing one costs what that report touches, however many there are.

    Nothing depends on the order in which they were added, and a view as of a day is that of a record that never saw what
    was published later. `families` and `lowered` are asked anew after every change; `changed` tells that they changed.

        >>> record = Record(ledger.accounts(texts=False))  # doctest: +SKIP
        >>> record.as_of(date(2025, 8, 18)).positions(Where(party="russia"))  # doctest: +SKIP
    """

    def __init__(
        self,
        accounts: Iterable[Account] = (),
        *,
        families: Families | None = None,
        lowered: Lowered | None = None,
        apart: Iterable[tuple[str, str | None]] = (),
        words_of: WordsOf = lambda claim: claim.words,
    ) -> None:
        """`families` and `lowered` where they are known; else both are worked out, from the texts and the claims. `apart`: the
        reports that people ruled to be no copies, of another or (`None`) of any."""
        self.families, self.lowered = families, lowered
        self.apart = frozenset(apart)
        self.copied, self.quotations = Copied(), Quotations()
        # As of days, the disputes that were last asked for.
        self.contested: dict[date | None, Contested] = {}
        self._texts: dict[str, str] = {}
        self._syndication: Syndication | None = None
        self._words_of = words_of
        self._known: dict[str, Known] = {}
        self._in_order: list[Known] = []
        self._ids: list[str] = []  # of the same
        self._cells: dict[tuple[str, str], Cell] = {}
        self._assents: dict[str, dict[str, list[Recorded]]] = {}
        self._views: dict[date | None, View] = {}
        self._sightings: dict[str, Sightings] = {}
        # Party and issue (`None`: none is named) -> the reports that say that it has not confirmed.
        self.silences: dict[tuple[str, str | None], set[str]] = {}
        self._claims: dict[str, Recorded] = {}
        # Reports of a family in order -> what the later ones repeat: kept, since most families do not change.
        self.repeats: dict[tuple[str, ...], frozenset[str]] = {}
        self._said: list[Recorded] = []
        self._to_sort: list[Recorded] = []
        self.occasions = Occasions()
        for account in accounts:
            self.add(account)

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, report: str) -> bool:
        return report in self._known

    def add(self, account: Account) -> None:
        """Add what one report says; a report that is there is replaced."""
        known = self._dated(account)
        if known.id in self._known:
            self.remove(known.id)
        self.changed(known.known_on)
        self._known[known.id] = known
        self._place(account.report)
        self.quotations.add(known.account.sayings)
        at = bisect_left(self._in_order, known.order, key=_order)
        self._in_order.insert(at, known)
        self._ids.insert(at, known.id)
        for one in known.claims:
            claim = one.claim
            self._claims[claim.id] = one
            key = (claim.party, claim.issue)
            if key not in self._cells:
                self._cells[key] = Cell(*key)
            self._cells[key].add(one)
            if claim.act in ASSENTS and not claim.negated:
                of_issue = self._assents.setdefault(claim.issue, {})
                insort(of_issue.setdefault(claim.party, []), one, key=_claim_order)
            for about in {claim.party, claim.person or claim.party}:
                self._sightings.setdefault(about, Sightings()).claimed(one)
        for actor in known.account.actors:
            self._sightings.setdefault(actor.id, Sightings()).named(Sighting(known.known_on, known.id, actor))
        for silence in known.account.silences:
            self.silences.setdefault((silence.party, silence.issue), set()).add(known.id)
        for told in known.meetings:
            self.occasions.add(told)
        self._to_sort += known.claims

    def remove(self, report: str) -> None:
        """Take a report out, as if it had never been there; one that is not there is passed over."""
        known = self._known.pop(report, None)
        if known is None:
            return
        self.changed(known.known_on)
        self.repeats.clear()
        self._displace(report)
        at = bisect_left(self._in_order, known.order, key=_order)
        del self._in_order[at], self._ids[at]
        for one in known.claims:
            claim = one.claim
            self._claims.pop(claim.id, None)
            key = (claim.party, claim.issue)
            self._cells[key].remove(one)
            if not self._cells[key].claims:
                del self._cells[key]
            if claim.act in ASSENTS and not claim.negated:
                rows = self._assents[claim.issue][claim.party]
                del rows[bisect_left(rows, one.order, key=_claim_order)]
            for about in {claim.party, claim.person or claim.party}:
                self._sightings[about].unclaimed(one)
            del self.said[bisect_left(self.said, one.said, key=_said)]
        for actor in known.account.actors:
            self._sightings[actor.id].unnamed(known.known_on, known.id)
        for silence in known.account.silences:
            self.silences[silence.party, silence.issue].discard(known.id)
        for told in known.meetings:
            self.occasions.remove(told)

    def _place(self, report: Report) -> None:
        if not report.text:
            return
        self._texts[report.id] = report.text
        if self._syndication is not None:
            _hold(self._syndication, report, report.text)

    def _displace(self, report: str) -> None:
        self.quotations.remove(report)
        self.copied.forget(report)
        if self._texts.pop(report, None) is not None:
            self._syndication = None  # made anew of the rest when it is asked for

    @property
    def syndication(self) -> Syndication:
        """Which reports are copies of one another, of those whose texts are there."""
        if self._syndication is None:
            self._syndication = Syndication()
            for own, text in self._texts.items():
                _hold(self._syndication, self._known[own].account.report, text)
        return self._syndication

    def with_text(self, report: str) -> Account | None:
        """The account of a report with its text; `None` where the text was left out or forgotten."""
        known, text = self._known.get(report), self._texts.get(report)
        if known is None or text is None:
            return None
        return replace(known.account, report=replace(known.account.report, text=text))

    def changed(self, since: date | None = None) -> None:
        """Families or standings are others now: answers are made anew, those as of days before `since` excepted."""
        if since is None:
            self._views.clear()
        for day in [day for day in self._views if day is None or (since is not None and day >= since)]:
            del self._views[day]

    def as_of(self, day: date | None = None) -> View:
        """What was known by the end of a day; without one, all that is known."""
        view = self._views.pop(day, None) or View(self, day)
        self._views[day] = view
        if len(self._views) > _VIEWS:
            del self._views[next(iter(self._views))]
        return view

    # -- what views ask for ----------------------------------------------------------------------------------------------

    def known_by(self, day: date | None) -> list[Known]:
        """The reports known by a day, as they came to be known."""
        if day is None:
            return list(self._in_order)
        return self._in_order[: bisect_right(self._in_order, day, key=lambda known: known.known_on)]

    def ids_by(self, day: date | None) -> list[str]:
        """The same by their ids."""
        if day is None:
            return list(self._ids)
        return self._ids[: bisect_right(self._in_order, day, key=lambda known: known.known_on)]

    def report(self, report: str) -> Known | None:
        return self._known.get(report)

    def claim(self, claim: str) -> Recorded | None:
        return self._claims.get(claim)

    @property
    def cells(self) -> Mapping[tuple[str, str], Cell]:
        return self._cells

    @property
    def assents(self) -> Mapping[str, Mapping[str, list[Recorded]]]:
        """Issue -> party -> its claims of agreeing and accepting, in order."""
        return self._assents

    @property
    def sightings(self) -> Mapping[str, Sightings]:
        """Actor -> the reports that name it, and the claims about it."""
        return self._sightings

    @property
    def said(self) -> list[Recorded]:
        """All claims by the day on which they were said, else known."""
        if len(self._to_sort) > _MANY:
            self._said += self._to_sort
            self._said.sort(key=_said)
        else:
            for one in self._to_sort:
                insort(self._said, one, key=_said)
        self._to_sort.clear()
        return self._said

    def _dated(self, account: Account) -> Known:
        report = account.report
        own = report.id
        known_on = report.published or (report.fetched.date() if report.fetched else date.min)
        undated = report.published is None
        day_of = days(account.sayings, {own: report.published})
        claims = tuple(
            Recorded(claim, known_on, day_of(claim), self._words_of(claim), outlet=report.outlet, undated=undated)
            for claim in {claim.id: claim for claim in account.claims}.values()
        )
        parties = {actor.id: actor.party for actor in account.actors}
        meetings = tuple(
            told_of(meeting, own, report.outlet, known_on, parties, undated=undated)
            for meeting in {meeting.id: meeting for meeting in account.meetings}.values()
        )
        source = fold(report.outlet) if report.outlet else unknown_outlet(own)
        bare = replace(report, text="", received=b"", kept_id=own, kept_sha256=report.text_sha256)
        kept = replace(account, report=bare)
        order = (known_on, own)
        return Known(own, kept, known_on, undated, report.outlet, source, claims, meetings, order)


def _hold(syndication: Syndication, report: Report, text: str) -> None:
    syndication.add(report.id, text, published=report.published, fetched=report.fetched, outlet=report.outlet)


def _said(one: Recorded) -> tuple[date, date, str, int, int, str]:
    return one.said


def _claim_order(one: Recorded) -> tuple[date, str, int, int, str]:
    return one.order
