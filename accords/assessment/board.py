"""A board holds the claims of many reports by what they are about and by fortnights, and the disputes among them.

What a rule looks at is a shelf: the claims of one speaker on one issue, of one party on one issue, and so on, fortnight by
fortnight. So a claim that comes or goes has only those rules asked again that look at its shelves in the fortnights beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TypeAlias

from accords.assessment import across, within
from accords.assessment.dispute import Dispute
from accords.assessment.found import Found
from accords.assessment.listed import Listed
from accords.assessment.placed import Mark, Placed, fortnight
from accords.assessment.remarks import WINDOW, Telling
from accords.vocabulary.act import Act, Standing

# The rule or rules that look at a shelf, and what the shelf holds.
Key: TypeAlias = tuple[str | None, ...]
# What is worked out by itself: a shelf from one fortnight on, or a claim that stands against others.
_Unit: TypeAlias = tuple[int, Key]
_OTHERS = (Standing.COUNTERPART, Standing.THIRD_PARTY)
_ASSENTS = Act.ACCEPT.plover
# Shelves of which the claims of one stretch are held against one another.
_STRETCHED = frozenset(("remark", "acts", "forms", "accounts", "refusals", "proposals"))


class _Fortnight:
    """The claims of one fortnight on their shelves, in order of place, and what was found there."""

    __slots__ = ("found", "reports", "shelves")

    def __init__(self) -> None:
        self.shelves: dict[Key, tuple[Placed, ...]] = {}
        self.found: dict[Key, tuple[Found, ...]] = {}
        self.reports: dict[str, int] = {}  # how many claims of a report are here

    def copy(self) -> _Fortnight:
        other = _Fortnight()
        other.shelves, other.found, other.reports = self.shelves.copy(), self.found.copy(), self.reports.copy()
        return other


class Board:
    """Claims of many reports in their places, and the disputes among them: a function of the claims alone, in whatever order
    they came. A copy shares with its model whatever neither has changed since."""

    def __init__(self) -> None:
        self._fortnights: dict[int, _Fortnight] = {}
        self._own: set[int] = set()  # fortnights that no other board shares
        self._of_report: dict[str, tuple[Placed, ...]] = {}
        self._copies: dict[str, frozenset[str]] = {}  # the oldest report of a family -> its copies
        self._apart: dict[Key, tuple[Found, ...]] = {}  # what was found in one report, family, quotation or copy
        self._undated: dict[
            Key, frozenset[str]
        ] = {}  # reports with claims whose day is that of claims on these shelves
        self._listed = Listed()

    def copy(self) -> Board:
        other = Board()
        other._fortnights, other._of_report = self._fortnights.copy(), self._of_report.copy()
        other._copies, other._apart = self._copies.copy(), self._apart.copy()
        other._undated, other._listed = self._undated.copy(), self._listed.copy()
        self._own.clear()
        return other

    def disputes(self) -> tuple[Dispute, ...]:
        """Each once, by kind, then by the place of the first claim."""
        return tuple(self._listed)

    def apart_from(self, other: Board, about: AbstractSet[str] = frozenset()) -> Iterator[Dispute]:
        """The disputes that the other has not, in order; and those of some claims, whether it has them or not."""
        return self._listed.apart_from(other._listed, about)

    # -- what changes it -------------------------------------------------------------------------------------------------

    def change(
        self,
        gone: Collection[str],
        come: Mapping[str, Sequence[Placed]],
        found: Mapping[Key, tuple[Found, ...]] | None = None,
    ) -> None:
        """Take the claims of some reports out and put those of others in; a report that is replaced is in both.

        `found`: disputes that come from elsewhere, under any name; empty where there are none any more.
        """
        left = [self._of_report.pop(report, ()) for report in gone]
        out = [one for several in left for one in several]
        families = self._take_copies(left, come.values())
        lost = self._shelve(out, [one for several in come.values() for one in several if one.dated])
        waiting: set[str] = set()
        if self._undated:
            dated = (one for several in (out, *come.values()) for one in several if one.dated)
            changed = {key for one in dated for key in _dating(one)}
            waiting = {own for key in changed & self._undated.keys() for own in self._undated[key]} - set(gone)
        units = self._touched(out)
        moved_out: list[Placed] = []
        moved_in: list[Placed] = []
        for report, several in come.items():
            self._of_report[report] = tuple(one if one.dated else self._settled(one) for one in several)
            moved_in += [one for one in self._of_report[report] if not one.dated]
        for report in waiting - come.keys():
            before = self._of_report[report]
            after = tuple(one if one.dated else self._settled(one) for one in before)
            self._of_report[report] = after
            moved_out += [one for one, other in zip(before, after, strict=True) if one.day != other.day]
            moved_in += [other for one, other in zip(before, after, strict=True) if one.day != other.day]
        self._wait(out, come)
        units |= self._touched(moved_out)
        lost += self._shelve(moved_out, moved_in)
        units |= self._touched([*(one for several in come.values() for one in several if one.dated), *moved_in])
        apart = dict(found or {})
        for report in {*gone, *come}:
            apart["report", report] = tuple(within.in_one_report(self._of_report.get(report, ())))
        for origin in families:
            apart["family", origin] = tuple(self._unascribed(origin))
        out_of, into = self._work_out(units, apart)
        self._listed.change([*lost, *out_of], into, set(gone) - come.keys())

    def _settled(self, one: Placed) -> Placed:
        """With the day of what the same speaker last told on the issue before the report was fetched, or told first after; else of
        what was so told of the party; else the day of fetching."""
        told, limit = sorted(self._fortnights), fortnight(one.known_on)
        for key in _dating(one):
            for at in (*(at for at in reversed(told) if at <= limit), *(at for at in told if at >= limit)):
                days = [row.day for row in self._fortnights[at].shelves.get(key, ())]
                before = [day for day in days if day <= one.known_on]
                if before or (days and at >= limit):
                    return one.on(max(before) if before else min(days))
        return one.on(one.known_on)

    def _wait(self, out: Iterable[Placed], come: Mapping[str, Sequence[Placed]]) -> None:
        for one in out:
            for key in _dating(one) if not one.dated else ():
                left = self._undated.get(key, frozenset()) - {one.report}
                if left:
                    self._undated[key] = left
                else:
                    self._undated.pop(key, None)
        for report, several in come.items():
            for one in several:
                for key in _dating(one) if not one.dated else ():
                    self._undated[key] = self._undated.get(key, frozenset()) | {report}

    def _take_copies(self, out: Iterable[Sequence[Placed]], come: Iterable[Sequence[Placed]]) -> set[str]:
        """The families that are touched by the claims of some reports."""
        before = {several[0].report: several[0].origin for several in out if several}.items()
        after = {several[0].report: several[0].origin for several in come if several}.items()
        for report, origin in before - after:
            if origin != report:
                left = self._copies[origin] - {report}
                if left:
                    self._copies[origin] = left
                else:
                    del self._copies[origin]
        for report, origin in after - before:
            if origin != report:
                self._copies[origin] = self._copies.get(origin, frozenset()) | {report}
        return {origin for _, origin in before | after}

    def _shelve(self, out: Iterable[Placed], come: Iterable[Placed]) -> list[Found]:
        """What was found in fortnights of which nothing is left."""
        lost: list[Found] = []
        leave: dict[int, list[Placed]] = defaultdict(list)
        enter: dict[int, list[Placed]] = defaultdict(list)
        for one in out:
            leave[one.fortnight].append(one)
        for one in come:
            enter[one.fortnight].append(one)
        for at in leave.keys() | enter.keys():
            held = self._fortnights.get(at)
            if held is not None and at not in enter and len(leave[at]) == sum(held.reports.values()):
                lost += [one for several in held.found.values() for one in several]
                del self._fortnights[at]
                continue
            if held is None or at not in self._own:
                held = self._fortnights[at] = held.copy() if held else _Fortnight()
                self._own.add(at)
            _change(held, leave.get(at, ()), enter.get(at, ()))
        return lost

    # -- which rules are asked again -------------------------------------------------------------------------------------

    def _touched(self, claims: Iterable[Placed]) -> set[_Unit]:
        """The units that look at these claims, or would, in the fortnights that there are."""
        units: set[_Unit] = set()
        near = {beside for at in self._fortnights for beside in range(at - 2, at + 3)}
        beside = {at: [one for one in (at - 1, at, at + 1) if one in self._fortnights] for at in near}
        for one in claims:
            at = one.fortnight
            if at not in near:
                continue
            for key in _shelves(one):
                name = key[0]
                if name in _STRETCHED:
                    units.update([(there, key) for there in beside[at]])
                if name == "refusals":
                    for issue in across.answered_by(one.claim.issue):
                        answers: Key = ("answers", one.claim.party, issue)
                        units.update([(there, answers) for there in beside[at]])
                elif name == "assents":
                    answers = ("answers", *key[1:])
                    units.update((there, answers) for there in range(at - 2, at + 2))
                elif name == "own":
                    self._renderers(one, key, units)
                elif name == "others":
                    for signal in self._beside(("signals", *key[1:]), one):
                        if signal.claim.act is one.claim.act:
                            units.add((signal.fortnight, ("against", signal.claim.issue, signal.id)))
                            self._renderers(signal, ("own", *key[1:]), units)
                elif name == "against":
                    units.add((at, (*key, one.id)))
            for against in self._beside(("against", one.claim.issue), one):
                if _concerns(one, against):
                    units.add((against.fortnight, ("against", against.claim.issue, against.id)))
        return units

    def _renderers(self, own: Placed, key: Key, units: set[_Unit]) -> None:
        """The remarks of others about a party that its own words may be held against."""
        for other in self._beside(("others", *key[1:]), own):
            remark = ("remark", other.speaker, other.claim.issue)
            units.update(((other.fortnight - 1, remark), (other.fortnight, remark)))

    # -- what rules look at ----------------------------------------------------------------------------------------------

    def _shelf(self, key: Key, first: int, last: int) -> list[Placed]:
        """The claims of some fortnights."""
        told: list[Placed] = []
        for at in range(first, last + 1):
            held = self._fortnights.get(at)
            if held is not None and key in held.shelves:
                told += held.shelves[key]
        return told

    def _beside(self, key: Key, one: Placed) -> list[Placed]:
        """Those told within a fortnight of a claim."""
        return self._between(key, one.day, one.day)

    def _between(self, key: Key, first: date, last: date) -> list[Placed]:
        """Those told from a fortnight before the first day to a fortnight after the last, fortnight by fortnight."""
        first, last = _before(first), _after(last)
        return [one for one in self._shelf(key, fortnight(first), fortnight(last)) if first <= one.day <= last]

    def _stretch(self, keys: Sequence[Key], at: int) -> list[Placed]:
        """What is told within a fortnight of the first claim of this one, in order of place; nothing where the stretch before
        has all of it."""
        here = [one for key in keys for one in self._shelf(key, at, at)]
        if not here:
            return []
        end = _after(min(one.day for one in here))
        told = [*here, *(one for key in keys for one in self._shelf(key, at + 1, at + 1) if one.day <= end)]
        before = [one.day for key in keys for one in self._shelf(key, at - 1, at - 1)]
        if before and max(one.day for one in told) <= _after(min(before)):
            return []
        return sorted(told, key=_at)

    # -- the rules -------------------------------------------------------------------------------------------------------

    def _work_out(
        self, units: Iterable[_Unit], apart: Mapping[Key, tuple[Found, ...]]
    ) -> tuple[list[Found], list[Found]]:
        """What is found no more, and what is found now."""
        gone: list[Found] = []
        come: list[Found] = []
        for at, key in units:
            held = self._fortnights.get(at)
            if held is None:
                continue
            after, before = tuple(self._asked(at, key)), held.found.get(key, ())
            if after or before:
                if at not in self._own:
                    held = self._fortnights[at] = held.copy()
                    self._own.add(at)
                _keep(held.found, key, after)
                gone += before
                come += after
        for key, after in apart.items():
            gone += self._apart.get(key, ())
            come += after
            _keep(self._apart, key, after)
        return gone, come

    def _asked(self, at: int, key: Key) -> Iterator[Found]:
        name = key[0]
        if name == "against":
            one = next((one for one in self._shelf(key[:2], at, at) if one.id == key[2]), None)
            if one is not None:
                yield from self._against(one)
        elif name == "answers":
            _, party, issue = key
            refusals = self._stretch([("refusals", party, one) for one in across.answers_on(str(issue))], at)
            if refusals:
                days = [one.day for one in refusals]
                yield from across.answered(refusals, self._between(("assents", party, issue), min(days), max(days)))
        elif name == "remark":
            remark = self._stretch([key], at)
            if remark:
                yield from across.renderings(remark, self._own_words)
                yield from across.givers(remark)
        else:
            told = self._stretch([key], at)
            if len(told) > 1:
                yield from _RULES[name](told)

    def _own_words(self, party: str, kind: str | None, claims: Sequence[Placed]) -> list[Placed]:
        days = [one.day for one in claims]
        rows = self._between(("own", party, claims[0].claim.issue, kind), min(days), max(days))
        return [one for one in rows if Mark.SIGNAL not in one.marks or not self._sources(one)]

    def _sources(self, signal: Placed) -> list[Placed]:
        """By whom alone it is told that a party has "signalled" something."""
        claim = signal.claim
        return [
            one
            for one in self._beside(("others", claim.party, claim.issue, signal.kind), signal)
            if one.claim.standing is Standing.COUNTERPART and one.claim.act is claim.act and one.report != signal.report
        ]

    def _against(self, one: Placed) -> Iterator[Found]:
        claim = one.claim
        if Mark.SIGNAL in one.marks:
            yield from across.as_its_own(one, self._sources(one))
        if Mark.GUARANTOR in one.marks:
            yield from across.unwanted_giver(one, self._beside(("given", claim.issue), one))
        if Mark.NOTHING_YET in one.marks:
            yield from across.second_thoughts(one, self._beside(("remark", claim.chain[-1], claim.issue), one))
        if claim.act is Act.DENY:
            alike: dict[str, Placed] = {}
            for word in sorted(one.about):
                alike |= {other.id: other for other in self._beside(("said", claim.issue, word), one)}
            alone = self._beside(("said of", claim.party, claim.issue), one)
            yield from within.denied(one, sorted(alike.values(), key=_at), alone)
            if claim.chain:
                yield from across.corrected(one, self._beside(("remark", claim.chain[-1], claim.issue), one))

    def _unascribed(self, origin: str) -> Iterator[Found]:
        copies = self._copies.get(origin)
        if not copies:
            return
        rows = [one for report in (origin, *copies) for one in self._of_report.get(report, ())]
        published = {one.report: one.published for one in rows}
        telling = Telling(origin=lambda report: origin, known_on=published.get)
        yield from across.unascribed([one.claim for one in sorted(rows, key=_at)], telling)


_RULES: Mapping[str | None, Callable[[Sequence[Placed]], Iterator[Found]]] = {
    "acts": within.contradicted,
    "forms": within.in_two_forms,
    "accounts": across.accounts,
    "refusals": across.softened,
    "proposals": within.whose_proposal,
}


def _shelves(one: Placed) -> Iterator[Key]:
    """Where a claim stands. `of` and `by` give undated claims their day; `against` has those that are held against others."""
    claim, marks = one.claim, one.marks
    party, issue, act, standing = claim.party, claim.issue, claim.act, claim.standing
    if one.dated:
        yield from _dating(one)
    if one.remark:
        yield "remark", one.speaker, issue
        if standing is Standing.OWN and claim.strength:
            yield "own", party, issue, one.kind
        elif standing in _OTHERS:
            yield "others", party, issue, one.kind
    if act.undertakes:
        yield "acts", party, issue, act.plover
        if one.forms[0] is not None or any(one.forms[1]):
            yield "forms", party, issue, act.plover
        if not claim.negated:
            for word in one.about:
                yield "said", issue, word
            if standing is not Standing.OWN:
                yield "said of", party, issue
            if act is Act.PROPOSE and len(one.about) > 1:
                yield "proposals", issue
    if across.is_account(claim):
        yield "accounts", party, issue
    if act is Act.REJECT and standing is Standing.OWN and not claim.negated:
        yield "refusals", party, issue
    if standing is Standing.COUNTERPART and across.assents(claim):
        if one.kind == _ASSENTS and not claim.negated:
            yield "assents", party, issue
        yield "given", issue
    if act is Act.OFFER:
        yield "given", issue
    if Mark.SIGNAL in marks:
        yield "signals", party, issue, one.kind
    if (act is Act.DENY and not claim.negated) or marks & _AGAINST:
        yield "against", issue


_AGAINST = frozenset((Mark.SIGNAL, Mark.GUARANTOR, Mark.NOTHING_YET))


def _dating(one: Placed) -> tuple[Key, ...]:
    of_party = ("of", one.claim.party, one.claim.issue)
    return (of_party,) if one.speaker is None else (("by", one.speaker, one.claim.issue), of_party)


def _concerns(one: Placed, against: Placed) -> bool:
    """True where what stands against others may look at this claim."""
    if against.claim.act is Act.DENY and not one.about.isdisjoint(against.about):
        return True
    return (
        one.claim.party == against.claim.party
        or (one.remark and one.speaker is not None and one.speaker == against.speaker)
        or Mark.GUARANTOR in against.marks
    )


def _change(held: _Fortnight, leave: Iterable[Placed], enter: Iterable[Placed]) -> None:
    out: dict[Key, set[Placed]] = defaultdict(set)
    put: dict[Key, list[Placed]] = defaultdict(list)
    for one in leave:
        for key in _shelves(one):
            out[key].add(one)
        left = held.reports[one.report] - 1
        if left:
            held.reports[one.report] = left
        else:
            del held.reports[one.report]
    for one in enter:
        for key in _shelves(one):
            put[key].append(one)
        held.reports[one.report] = held.reports.get(one.report, 0) + 1
    for key in out.keys() | put.keys():
        rows = (
            [one for one in held.shelves.get(key, ()) if one not in out[key]]
            if key in out
            else [*held.shelves.get(key, ())]
        )
        rows += put.get(key, ())
        if rows:
            held.shelves[key] = tuple(sorted(rows, key=_at))
        else:
            held.shelves.pop(key, None)


def _keep(kept: dict[Key, tuple[Found, ...]], key: Key, several: tuple[Found, ...]) -> None:
    if several:
        kept[key] = several
    else:
        kept.pop(key, None)


def _before(day: date) -> date:
    return day - WINDOW if day - date.min > WINDOW else date.min


def _after(day: date) -> date:
    return day + WINDOW if date.max - day > WINDOW else date.max


def _at(one: Placed) -> tuple[str, int, int, str]:
    return one.at
