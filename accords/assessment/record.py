"""A record holds what many reports say; answers are views of it as of a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.actors import Sighting, Sightings
from accords.assessment.cell import Cell
from accords.assessment.contested import Contested
from accords.assessment.copied import Copied
from accords.assessment.known import Known, bare, known_of
from accords.assessment.occasions import Occasions
from accords.assessment.order import WordsOf
from accords.assessment.quotations import Quotations
from accords.assessment.recorded import ASSENTS, Recorded
from accords.assessment.view import View
from accords.documents.report import Report
from accords.documents.syndication import Syndication
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.claims.build import Account

# The family of a report as of a day (`None`: now), under any name. Which of its reports is the oldest is found here.
Families: TypeAlias = Callable[[str, date | None], str] | Mapping[str, str]
# The standing of claims that a copy tells without saying who vouches, as of a day; `None` for any other claim.
Lowered: TypeAlias = Callable[[str, date | None], Standing | None] | Mapping[str, Standing]

_order = attrgetter("order")
_VIEWS = 8  # days whose answers are kept
_MANY = 1_000  # claims that are sorted in together; fewer go to their places one by one


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
        """Add what one report says; a report that is there is replaced.

        Where the report is the same and only what was read in it is another, that costs what differs: who copies whom is
        not asked again.
        """
        report = account.report
        before = self._known.get(report.id)
        if before is not None and not self._is_there(report):
            self.remove(report.id)
            before = None
        known = known_of(account, self._words_of, before)
        if known is before:
            return
        self.changed(known.known_on)
        self._known[known.id] = known
        at = bisect_left(self._in_order, known.order, key=_order)
        if before is None:
            self._place(report)
            self._in_order.insert(at, known)
            self._ids.insert(at, known.id)
            self.quotations.add(known.account.sayings)
        else:
            self._in_order[at] = known
            self.copied.forget(known.id)
            if known.account.sayings != before.account.sayings:
                self.quotations.remove(known.id)
                self.quotations.add(known.account.sayings)
            self._leave(before, known)
        self._enter(known, before)

    def remove(self, report: str) -> None:
        """Take a report out, as if it had never been there; one that is not there is passed over."""
        known = self._known.pop(report, None)
        if known is None:
            return
        self.changed(known.known_on)
        self.quotations.remove(report)
        self.copied.forget(report)
        if self._texts.pop(report, None) is not None and self._syndication is not None:
            self._syndication.remove(report)
        at = bisect_left(self._in_order, known.order, key=_order)
        del self._in_order[at], self._ids[at]
        self._leave(known)

    def _enter(self, known: Known, before: Known | None) -> None:
        """Put into the indexes what the one before it did not tell."""
        rows = known.beyond(before)
        for one in rows.claims:
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
        for actor in rows.actors:
            self._sightings.setdefault(actor.id, Sightings()).named(Sighting(known.known_on, known.id, actor))
        for silent in rows.silent:
            self.silences.setdefault(silent, set()).add(known.id)
        for told in rows.meetings:
            self.occasions.add(told)
        self._to_sort += rows.claims

    def _leave(self, known: Known, after: Known | None = None) -> None:
        """Take out of the indexes what the one after it does not tell any more."""
        rows = known.beyond(after)
        for one in rows.claims:
            claim = one.claim
            self._claims.pop(claim.id, None)
            key = (claim.party, claim.issue)
            self._cells[key].remove(one)
            if not self._cells[key].claims:
                del self._cells[key]
            if claim.act in ASSENTS and not claim.negated:
                assents = self._assents[claim.issue][claim.party]
                del assents[bisect_left(assents, one.order, key=_claim_order)]
            for about in {claim.party, claim.person or claim.party}:
                self._sightings[about].unclaimed(one)
            del self.said[bisect_left(self.said, one.said, key=_said)]
        for actor in rows.actors:
            self._sightings[actor.id].unnamed(known.known_on, known.id)
        for silent in rows.silent:
            self.silences[silent].discard(known.id)
        for told in rows.meetings:
            self.occasions.remove(told)

    def _is_there(self, report: Report) -> bool:
        """True where the record holds this very report, word for word."""
        return self._texts.get(report.id, "") == report.text and self._known[report.id].account.report == bare(report)

    def _place(self, report: Report) -> None:
        if not report.text:
            return
        self._texts[report.id] = report.text
        if self._syndication is not None:
            _hold(self._syndication, report, report.text)

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
    def claims(self) -> Mapping[str, Recorded]:
        """All claims by id."""
        return self._claims

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


def _hold(syndication: Syndication, report: Report, text: str) -> None:
    syndication.add(report.id, text, published=report.published, fetched=report.fetched, outlet=report.outlet)


def _said(one: Recorded) -> tuple[date, date, str, int, int, str]:
    return one.said


def _claim_order(one: Recorded) -> tuple[date, str, int, int, str]:
    return one.order
