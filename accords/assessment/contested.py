"""The disputes of a view: what reports make of one another as of a day, and what copies changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from accords.assessment.across import KINDRED
from accords.assessment.alteration import Alteration
from accords.assessment.dispute import Dispute, DisputeKind, dispute_of
from accords.assessment.disputes import disputes, once
from accords.assessment.quotations import Quotation, quoted_apart
from accords.assessment.recorded import Recorded
from accords.assessment.remarks import Telling
from accords.assessment.where import Where
from accords.claims.claim import Claim
from accords.reading.reading import Mode

if TYPE_CHECKING:
    from accords.assessment.cell import Cell
    from accords.assessment.view import View


def disputes_in(view: View, where: Where) -> tuple[Dispute, ...]:
    """Every dispute of the day, by kind and place. Asked for by party, issue or outlet: those with a claim that is so."""
    found = [*_of_claims(view), *_of_quotations(view), *_of_copies(view)]
    kept = once(
        found, {own: one.report for dispute in found for own in dispute.claims if (one := view.record.claim(own))}
    )
    if where.party is None and where.issue is None and not where.of_claims:
        return kept
    asked = where.claims(view.standing_of)

    def fits(own: str) -> bool:
        one = view.record.claim(own)
        return one is not None and where.has_cell(one.claim.party, one.claim.issue) and asked(one)

    return tuple(dispute for dispute in kept if any(map(fits, dispute.claims)))


def telling_of(view: View) -> Telling:
    """How the reports of a view stand to one another and in time, asked of the record as it is needed."""
    families, record = view.families, view.record

    def published(report: str) -> date | None:
        known = record.report(report)
        return None if known is None or known.undated else known.known_on

    def day_of(claim: Claim) -> date | None:
        """Of a claim that is dated by its report alone, the day of the report that it copies."""
        one = record.claim(claim.id)
        day = one.day if one else None
        return day if day is None or day != published(claim.report) else published(families[claim.report]) or day

    def cue_of(claim: Claim) -> str:
        known = record.report(claim.report)
        sayings = known.account.sayings if known and claim.attribution else ()
        return next((saying.words.cue for saying in sayings if saying.id == claim.attribution), "")

    return Telling(day_of, lambda report: families.get(report, report), _Direct(view), published, cue_of)


class _Direct:
    """The ids of claims in quoted words, told one by one: all of them would be a walk through every report."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __contains__(self, own: object) -> bool:
        one = self._view.record.claim(str(own))
        if one is None or one.claim.attribution is None:
            return False
        known = self._view.record.report(one.report)
        sayings = known.account.sayings if known else ()
        return any(s.id == one.claim.attribution and s.attribution.mode is Mode.DIRECT for s in sayings)


def _of_claims(view: View) -> Iterator[Dispute]:
    """Issue by issue; an issue of which nothing has changed since it was last asked for is not worked out again."""
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in view.cells():
        groups[_GROUP.get(cell.issue, cell.issue)].append(cell)
    telling = telling_of(view)
    kept: dict[tuple[str, date | None], tuple[object, tuple[Dispute, ...]]] = view.record.contested
    for group, cells in sorted(groups.items()):
        known = [one for cell in cells for one in cell.claims if view.knows(one)]
        state = hash(tuple((one.id, view.families[one.report]) for one in known))
        before = kept.get((group, view.day))
        if before is None or before[0] != state:
            words = {one.id: one.words for one in known}
            found = disputes((one.claim for one in known), lambda claim, words=words: words[claim.id], telling)  # type: ignore[misc]
            before = kept[group, view.day] = (state, found)
            while len(kept) > _KEPT:
                del kept[next(iter(kept))]
        yield from before[1]


# Issues that answer one another are worked out together.
_GROUP: Mapping[str, str] = {issue: "security guarantees" for pair in KINDRED for issue in pair}
_KEPT = 256  # groups of issues, as of days, whose disputes are kept


def _of_quotations(view: View) -> Iterator[Dispute]:
    record = view.record

    def claims_of(quotation: Quotation) -> list[Claim]:
        known = record.report(quotation.report)
        claims = [one.claim for one in known.claims] if known else []
        own = [claim for claim in claims if claim.attribution == quotation.saying]
        return own or [claim for claim in claims if claim.chain and claim.chain[-1] == quotation.speaker]

    def knows(report: str) -> bool:
        return report in view.families

    yield from quoted_apart(record.quotations, claims_of, telling_of(view), knows)


def _of_copies(view: View) -> Iterator[Dispute]:
    """What copies changed, by the words of both: one dispute for a copy, a kind and an issue."""
    for alterations in view.alterations.values():
        grouped: dict[tuple[str, DisputeKind], list[Alteration]] = defaultdict(list)
        for one in alterations:
            if one.already_in is None:
                grouped[one.copy.report, one.kind].append(one)
        for (_, kind), several in sorted(grouped.items()):
            claims = list(_claims_at(view, several))
            if len({claim.report for claim in claims}) > 1:
                yield dispute_of(kind, claims, several[0].note)


def _claims_at(view: View, alterations: Iterable[Alteration]) -> Iterator[Claim]:
    """The claims that stand where something was changed; else those that rest on the sayings there; else those of their speakers."""
    for alteration in alterations:
        for side in (alteration.original, alteration.copy):
            known = view.record.report(side.report)
            if known is None:
                continue
            finders: tuple[Callable[[Recorded], bool], ...] = (
                lambda one, side=side: one.id in side.claims,  # type: ignore[misc]
                lambda one, side=side: one.claim.attribution in side.sayings,  # type: ignore[misc]
                lambda one, side=side: any(a.meets(b) for a in one.claim.evidence for b in side.spans),  # type: ignore[misc]
            )
            for finder in finders:
                if found := [one.claim for one in known.claims if finder(one)]:
                    yield from found
                    break
