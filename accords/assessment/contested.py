"""The disputes of a view: what reports make of one another as of a day, and what copies changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from accords.assessment.alteration import Alteration
from accords.assessment.board import Board, Key
from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.found import Found, found
from accords.assessment.placed import Placed, heard, placed
from accords.assessment.quotations import Pair, Quotation, Told, Wording, apart, pairs, quoted_apart
from accords.assessment.recorded import Recorded
from accords.assessment.remarks import Telling
from accords.assessment.where import Where
from accords.claims.claim import Claim
from accords.reading.reading import Mode

if TYPE_CHECKING:
    from accords.assessment.known import Known
    from accords.assessment.view import View

_KEPT = 9  # days of which the disputes are kept: of now, and of as many as a record keeps views
# A report as a view sees it: what it says, and the oldest report that it copies.
_Seen: TypeAlias = tuple["Known", "Known"]
_Two: TypeAlias = tuple[str, str, str]  # two reports and a speaker


def disputes_in(view: View, where: Where) -> tuple[Dispute, ...]:
    """Every dispute of the day, by kind and place. Asked for by party, issue or outlet: those with a claim that is so."""
    kept = contested_of(view).disputes
    if where.party is None and where.issue is None and not where.of_claims:
        return kept
    asked = where.claims(view.standing_of)
    fit = {one.id for cell in view.cells(where) for one in cell.claims if view.knows(one) and asked(one)}
    return tuple(dispute for dispute in kept if not fit.isdisjoint(dispute.claims))


def asked_for(view: View, where: Where) -> Callable[[Dispute], bool]:
    """Whether a dispute is asked for: of a few, without going through all claims."""
    if where.party is None and where.issue is None and not where.of_claims:
        return lambda dispute: True
    asked, claims = where.claims(view.standing_of), view.record.claims

    def of_claim(own: str) -> bool:
        one = claims.get(own)
        return one is not None and where.has_cell(one.claim.party, one.claim.issue) and view.knows(one) and asked(one)

    return lambda dispute: any(map(of_claim, dispute.claims))


def telling_of(view: View) -> Telling:
    """How the reports of a view stand to one another and in time, asked of the record as it is needed."""
    families, record = view.families, view.record

    def published(report: str) -> date | None:
        known = record.report(report)
        return known.published if known else None

    def day_of(claim: Claim) -> date | None:
        one, known = record.claim(claim.id), record.report(claim.report)
        head = record.report(families[claim.report])
        return _day(one, known, head) if one and known and head else None

    def cue_of(claim: Claim) -> str:
        known = record.report(claim.report)
        sayings = known.account.sayings if known and claim.attribution else ()
        return next((saying.words.cue for saying in sayings if saying.id == claim.attribution), "")

    return Telling(day_of, lambda report: families.get(report, report), published, cue_of)


def _day(one: Recorded, known: Known, head: Known) -> date | None:
    """Of a claim that is dated by its report alone, the day of the report that it copies."""
    return one.day if one.day is not None and one.day != known.published else head.published or one.day


class Contested:
    """The disputes of a record as of a day. Brought up to a view, it works out what the reports touch that have come, gone, been
    replaced, or copy another report now; whatever tells of it."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._heads: dict[str, Known] = {}  # a copy -> what it copies
        self._board = Board()
        self._altered: dict[str, tuple[Alteration, ...]] = {}
        self._quoted: dict[str, tuple[Wording, ...]] = {}
        self._pairs: dict[Wording, tuple[Pair, ...]] = {}
        self._of_two: dict[_Two, tuple[tuple[Wording, Pair], ...]] = {}
        self.disputes: tuple[Dispute, ...] = ()

    def __len__(self) -> int:
        return len(self._seen)

    def copy(self) -> Contested:
        other = Contested()
        other._seen, other._heads, other._altered = self._seen, self._heads, self._altered
        other._board = self._board.copy()
        other._quoted, other._pairs, other._of_two = self._quoted.copy(), self._pairs.copy(), self._of_two.copy()
        other.disputes = self.disputes
        return other

    def apart_from(self, other: Contested, about: AbstractSet[str] = frozenset()) -> Iterator[Dispute]:
        """The disputes that the other has not, in order; and those of some claims, whether it has them or not."""
        return self._board.apart_from(other._board, about)

    def bring_to(self, view: View) -> None:
        before = self._seen
        heads = {known.id: reports[0] for reports in view.copies.values() for known in reports[1:]}
        reports = {known.id: known for known in view.reports}
        changed = [own for own, known in reports.items() if own not in before or before[own][0] is not known]
        changed += [own for own, head in heads.items() if own in before and before[own][1] is not head]
        changed += [own for own in self._heads if own in reports and own not in heads]
        come = {own: (reports[own], heads.get(own, reports[own])) for own in changed}
        gone = [own for own in before if own not in reports or own in come]
        seen = before.copy()
        for own in gone:
            del seen[own]
        seen |= come
        self._heads = heads
        self._seen = seen
        altered = view.alterations
        if not gone and not come and altered == self._altered:
            return
        elsewhere = {**self._of_copies(altered, {*gone, *come}), **self._of_quotations(view, gone, come)}
        self._altered = dict(altered)
        self._board.change(gone, {own: _placed(*row) for own, row in come.items()}, elsewhere)
        self.disputes = self._board.disputes()

    # -- what copies changed ---------------------------------------------------------------------------------------------

    def _of_copies(
        self, altered: Mapping[str, tuple[Alteration, ...]], changed: Collection[str]
    ) -> dict[Key, tuple[Found, ...]]:
        """By the words of both: one dispute for a copy and a kind."""
        told: dict[Key, tuple[Found, ...]] = {("copy", own): () for own in self._altered if own not in altered}
        for own, several in altered.items():
            same = self._altered.get(own) == several
            if not same or own in changed or any(one.original.report in changed for one in several):
                told["copy", own] = tuple(self._of_copy(several))
        return told

    def _of_copy(self, several: Iterable[Alteration]) -> Iterator[Found]:
        grouped: dict[DisputeKind, list[Alteration]] = defaultdict(list)
        for one in several:
            if one.already_in is None:
                grouped[one.kind].append(one)
        for kind, same in sorted(grouped.items()):
            claims = list(self._claims_at(same))
            if len({claim.report for claim in claims}) > 1:
                yield found(kind, claims, same[0].note)

    def _claims_at(self, alterations: Iterable[Alteration]) -> Iterator[Claim]:
        """The claims that stand where something was changed; else those that rest on the sayings there; else those that touch the
        words."""
        for alteration in alterations:
            for side in (alteration.original, alteration.copy):
                if side.report not in self._seen:
                    continue
                finders: tuple[Callable[[Claim], bool], ...] = (
                    lambda claim, side=side: claim.id in side.claims,  # type: ignore[misc]
                    lambda claim, side=side: claim.attribution in side.sayings,  # type: ignore[misc]
                    lambda claim, side=side: any(a.meets(b) for a in claim.evidence for b in side.spans),  # type: ignore[misc]
                )
                claims = [one.claim for one in self._seen[side.report][0].claims]
                for finder in finders:
                    if standing := [claim for claim in claims if finder(claim)]:
                        yield from standing
                        break

    # -- quotations ------------------------------------------------------------------------------------------------------

    def _of_quotations(self, view: View, gone: Iterable[str], come: Iterable[str]) -> dict[Key, tuple[Found, ...]]:
        seen = self._seen
        telling = Told(seen.__contains__, lambda own: seen[own][1].id, lambda own: seen[own][0].known_on)
        touched: dict[Wording, None] = {}
        for own in gone:
            touched |= dict.fromkeys(self._quoted.pop(own, ()))
        for own in come:
            self._quoted[own] = view.record.quotations.wordings(own)
            touched |= dict.fromkeys(self._quoted[own])
        two: dict[_Two, None] = {}
        # Where nobody tells a wording any more, others only lose what they had beside it.
        beside = (
            other
            for one in touched
            for other in one.near
            if other in self._pairs or any(own in seen for own in one.told)
        )
        for wording in dict.fromkeys([*touched, *beside]):
            before = self._pairs.get(wording, ())
            after: tuple[Pair, ...] = ()
            if any(own in seen for own in wording.told):
                after = tuple(pair for pair in pairs(wording, telling) if apart(pair, telling))
            if not before and not after:
                continue
            two |= dict.fromkeys(map(_two, before)) | dict.fromkeys(map(_two, after))
            for key in {_two(pair) for pair in before}:
                self._of_two[key] = tuple(row for row in self._of_two[key] if row[0] is not wording)
            for pair in after:
                self._of_two[_two(pair)] = (*self._of_two.get(_two(pair), ()), (wording, pair))
            if after:
                self._pairs[wording] = after
            else:
                self._pairs.pop(wording, None)
        told: dict[Key, tuple[Found, ...]] = {}
        for key in two:
            rows = self._of_two[key]
            told["quotation", *key] = tuple(quoted_apart([pair for _, pair in rows], self._claims_of, telling))
            if not rows:
                del self._of_two[key]
        return told

    def _claims_of(self, quotation: Quotation) -> list[Claim]:
        claims = [one.claim for one in self._seen[quotation.report][0].claims]
        own = [claim for claim in claims if claim.attribution == quotation.saying]
        return own or [claim for claim in claims if claim.chain and claim.chain[-1] == quotation.speaker]


def _two(pair: Pair) -> _Two:
    one, other, _ = pair
    first, second = sorted((one.report, other.report))
    return first, second, one.speaker


def _placed(known: Known, head: Known) -> list[Placed]:
    sayings = {saying.id: saying for saying in known.account.sayings}
    own = heard(one.claim for one in known.claims)
    heard_in = (own,) if head is known else (heard(one.claim for one in head.claims), own)
    rows = []
    for one in known.claims:
        saying = sayings.get(one.claim.attribution or "")
        rows.append(
            placed(
                one.claim,
                one.words,
                day=_day(one, known, head),
                known_on=known.known_on,
                published=known.published,
                origin=head.id,
                heard_in=heard_in,
                quoted=saying is not None and saying.attribution.mode is Mode.DIRECT,
                cue=saying.words.cue if saying else "",
            )
        )
    return rows


def contested_of(view: View) -> Contested:
    """That of the view's day, brought up to it; of a day not asked about before, a copy of the nearest later one."""
    kept = view.record.contested
    one = kept.pop(view.day, None)
    if one is None:
        later = [day for day in kept if day is None or (view.day is not None and day >= view.day)]
        nearest = min(later, key=lambda day: day or date.max, default=None)
        one = kept[nearest].copy() if later else Contested()
    one.bring_to(view)
    kept[view.day] = one
    if len(kept) > _KEPT:
        del kept[next(day for day in kept if day is not None)]
    return one
