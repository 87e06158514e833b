"""Disputes between reports: renderings of one remark, and accounts of one party's act by different people.

Each rule takes claims of one stretch of days, in the order of place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from accords.assessment.bare import bare_in_copies
from accords.assessment.dispute import DisputeKind
from accords.assessment.found import Found, found
from accords.assessment.placed import ASSENTS, Mark, Placed
from accords.assessment.remarks import Telling, beyond, extremes, far
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength

# What is said of protection is answered in terms of the soldiers who would give it, and the other way round.
KINDRED = frozenset((("security guarantees", "forces"), ("alliance membership", "security guarantees")))
ANSWERED_WITHIN = timedelta(days=3)
# Of a party's own words as many stand in a dispute at most: where all speak daily, a remark is held against those of its days.
_OWN_WORDS = 16
_OTHERS = (Standing.COUNTERPART, Standing.THIRD_PARTY)
_PROPER = re.compile(r"\b[A-Z]\w{3,}")
_STEM = 4  # letters by which an adjective is known to belong to a party's name: "Russian", russia

# The own words of a party, of a kind of act, told about when others' claims were.
OwnWords: TypeAlias = Callable[[str, str | None, Sequence[Placed]], Sequence[Placed]]


def renderings(remark: Sequence[Placed], own_words: OwnWords) -> Iterator[Found]:
    """One speaker's remark in strengths that go differently far; the own words of the party that it is about, where they do."""
    of_others: list[Placed] = []
    of_own: list[Placed] = []
    for (party, kind), claims in _parts(remark):
        others = [one for one in claims if one.claim.standing in _OTHERS]
        if others:
            strengths = _strengths(claims)
            if not strengths:
                continue
            mine = own_words(party, kind, others)
            # What others say goes further than what it says itself; that somebody says less of it is no news.
            least = _strengths(mine)
            further = bool(least) and beyond(extremes(strengths)[0], extremes(least)[1])
            if further or _differ(strengths):
                of_others += [*claims, *(_nearest(mine, others) if further else ())]
        else:
            of_own += _apart(claims)
    # What he said of his own side and of another is one remark where the same reports tell both.
    together = {c.report for c in of_own} & {c.report for c in of_others}
    one = 2 * len(together) > _reports(of_own)
    for involved in ([*of_others, *of_own],) if one else (of_others, of_own):
        if _reports(involved) > 1:
            note = "one remark told in strengths that go differently far"
            yield found(DisputeKind.STRENGTH, (c.claim for c in involved), note)


def _nearest(mine: Sequence[Placed], claims: Sequence[Placed]) -> list[Placed]:
    """Of many own words those told nearest to the first of others' claims."""
    day = min(one.day for one in claims)
    return sorted(mine, key=lambda one: (abs(one.day - day), one.at))[:_OWN_WORDS]


def _parts(remark: Sequence[Placed]) -> Iterable[tuple[tuple[str, str | None], list[Placed]]]:
    """The claims by party and kind of act."""
    parts: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for one in remark:
        parts[one.claim.party, one.kind].append(one)
    return parts.items()


def _apart(claims: Sequence[Placed]) -> list[Placed]:
    """Of what somebody says of his own side: what he is quoted with, and what outlets make of the same words."""
    made = [c for c in claims if c.bare and c.claim.strength and not c.claim.negated]
    if not made:
        return []
    said = [c for c in claims if not c.bare and c.claim.strength and not c.claim.negated]
    told: dict[str, Placed] = {}
    for one in made:
        for other in said:
            if far(one.claim.strength, other.claim.strength) and one.about & other.about:
                told |= {one.id: one, other.id: other}
    return list(told.values())


def _differ(strengths: Sequence[Strength]) -> bool:
    return any(far(a, b) for a in extremes(strengths) for b in extremes(strengths))


def _strengths(claims: Iterable[Placed]) -> list[Strength]:
    return [one.claim.strength for one in claims if one.claim.strength and not one.claim.negated]


def _reports(claims: Iterable[Placed]) -> int:
    return len({one.claim.report for one in claims})


def givers(remark: Sequence[Placed]) -> Iterator[Found]:
    """A rendering has a party give what, in the words nearest to the remark, it only assents to, another giving it."""
    gives: dict[str, list[Placed]] = defaultdict(list)
    for one in remark:
        if Mark.GIVING in one.marks and not one.claim.negated:
            gives[one.claim.party].append(one)
    for party, claims in sorted(gives.items()):
        given_in = {c.report for c in claims}
        offers = [c for c in remark if c.claim.act is Act.OFFER and c.claim.party != party]
        assents = [c for c in remark if c.claim.party == party and c.claim.act in ASSENTS and c not in claims]
        both = ({c.report for c in offers} & {c.report for c in assents}) - given_in
        best = measure([c for c in (*assents, *offers) if c.report in both])
        involved = [*claims, *best]
        if best and _reports(involved) > 1:
            yield found(DisputeKind.ROLE, (c.claim for c in involved), "who gives, and who assents to it")


def measure(claims: Iterable[Placed]) -> list[Placed]:
    """The claims of the report that is nearest to what was said: quoted words first, then the earliest, then by place."""
    by_report: dict[str, list[Placed]] = defaultdict(list)
    for one in claims:
        by_report[one.report].append(one)

    def rank(report: str) -> tuple[bool, int, date, str]:
        told = by_report[report]
        quoted = sum(one.quoted for one in told)
        return (not quoted, -quoted, min(one.day for one in told), report)

    return by_report[min(by_report, key=rank)] if by_report else []


def originals(claims: Iterable[Placed]) -> list[Placed]:
    """Claims of reports that are no copies: what copies repeat is told once."""
    return [one for one in claims if one.is_original]


def unascribed(claims: Sequence[Claim], telling: Telling) -> Iterator[Found]:
    """A copy states by itself, or as the party's own, what its original has somebody of another side say. `claims`: of a family."""
    by_id = {claim.id: claim for claim in claims}
    lost: dict[tuple[str, str], list[list[Claim]]] = defaultdict(list)
    for own, ascribed in bare_in_copies(claims, telling).items():
        lost[by_id[own].report, by_id[own].issue].append([by_id[own], *ascribed])
    # One sentence on two issues is one remark: issues of a report that share a place go together.
    joined: dict[str, list[tuple[set[str], dict[str, Claim]]]] = defaultdict(list)
    for (report, _), rows in sorted(lost.items()):
        places = {repr(row[0].evidence) for row in rows}
        told = {claim.id: claim for row in rows for claim in row}
        same = next((one for one in joined[report] if one[0] & places), None)
        if same:
            same[0].update(places)
            same[1].update(told)
        else:
            joined[report].append((places, told))
    for several in joined.values():
        for _, told in several:
            yield found(DisputeKind.ATTRIBUTION_LOST, told.values(), "stated as fact; the original ascribes it")


def is_account(claim: Claim) -> bool:
    """True of what others tell of where a party stands: that it yields, or that it demands or refuses."""
    return _insists(claim) or _yields(claim)


def _insists(claim: Claim) -> bool:
    if claim.negated:
        return claim.act.undertakes and claim.standing in (Standing.OUTLET, Standing.THIRD_PARTY)
    return claim.standing in _OTHERS and claim.act in (Act.DEMAND, Act.REJECT)


def _yields(claim: Claim) -> bool:
    if claim.standing is not Standing.COUNTERPART or claim.negated:
        return False
    return claim.act in (Act.CONCEDE, Act.WITHDRAW) or (claim.act is Act.WANT and claim.strength is not None)


def assents(claim: Claim) -> bool:
    return claim.act in ASSENTS


def accounts(claims: Sequence[Placed]) -> Iterator[Found]:
    """Two accounts of where a party stands, neither its own: one has it yield, another has it demand or refuse. `claims`: of
    one party and issue."""
    mine = originals(claims)
    yes, no = [c for c in mine if not _insists(c.claim)], [c for c in mine if _insists(c.claim)]
    if yes and no and {c.claim.chain for c in yes} != {c.claim.chain for c in no} and _reports(mine) > 1:
        note = "one account has it yield, another has it insist"
        yield found(DisputeKind.STRENGTH, (c.claim for c in (*yes, *no)), note)


def softened(refusals: Sequence[Placed]) -> Iterator[Found]:
    """A refusal that is firm in one report and a matter of doubt in another. `refusals`: a party's own on one issue."""
    firm, soft = ([c for c in refusals if mark in c.marks] for mark in (Mark.FIRM, Mark.SOFT))
    if firm and soft and _reports([*firm, *soft]) > 1:
        note = "firm in one, a matter of doubt in another"
        yield found(DisputeKind.STRENGTH, (c.claim for c in (*firm, *soft)), note)


def answered(refusals: Sequence[Placed], assents: Iterable[Placed]) -> Iterator[Found]:
    """Others say that a party accepts; in its own words, of the same days, it refuses that or a form of it.

    Of several who say so, the one whom reports tell most often beside the refusal.
    """
    first, last = min(c.day for c in refusals) - ANSWERED_WITHIN, max(c.day for c in refusals) + ANSWERED_WITHIN
    said: dict[str | None, list[Placed]] = defaultdict(list)
    for one in assents:
        if first <= one.day <= last:
            said[one.speaker].append(one)
    if not said:
        return
    reports = {c.report for c in refusals}
    yes = max(
        said.values(), key=lambda several: (len({c.report for c in several} & reports), min(c.at for c in several))
    )
    first, last = min(c.day for c in yes) - ANSWERED_WITHIN, max(c.day for c in yes) + ANSWERED_WITHIN
    no, mine = originals(c for c in refusals if first <= c.day <= last), originals(yes)
    if no and mine and _reports([*no, *mine]) > 1:
        note = "others say that it accepts; in its own words it refuses, at least in part"
        yield found(DisputeKind.DENIAL, (c.claim for c in (*no, *mine)), note)


def corrected(denial: Placed, remark: Iterable[Placed]) -> Iterator[Found]:
    """A speaker says that this is not what he said; reports tell it in their own voice all the same."""
    made = [one for one in remark if one.bare and one.report != denial.report]
    if made and denial.claim.standing is Standing.OWN:
        note = "a speaker's correction of what is made of his words"
        yield found(DisputeKind.DENIAL, (c.claim for c in (denial, *made)), note)


def second_thoughts(one: Placed, remark: Iterable[Placed]) -> Iterator[Found]:
    """Somebody who told of an agreement says that it was not even discussed."""
    before = originals(c for c in remark if c.claim.act in ASSENTS and not c.claim.negated)
    if before and one.is_original and _reports([one, *before]) > 1:
        note = "who told of an agreement now says that there is none"
        yield found(DisputeKind.DENIAL, (c.claim for c in (one, *before)), note)


def as_its_own(signal: Placed, sources: Iterable[Placed]) -> Iterator[Found]:
    """A party's "own" indication, with no person who gave it, of what elsewhere somebody of another side says of it."""
    told = originals(sources)
    if told:
        note = "told as its own; elsewhere only another side says so"
        yield found(DisputeKind.ATTRIBUTION_LOST, (c.claim for c in (signal, *told)), note)


def unwanted_giver(refusal: Placed, given: Sequence[Placed]) -> Iterator[Found]:
    """A party refuses another as guarantor or mediator whom the remark itself has only assent to it. `given`: what others offer,
    and what they are said to assent to."""
    party = refusal.claim.party
    names = {name.lower()[:_STEM] for name in _PROPER.findall(refusal.words)}
    refused = {
        c.claim.party
        for c in given
        if c.claim.act in ASSENTS and c.claim.party != party and c.claim.party[:_STEM] in names
    }
    if not refused:
        return
    offers = [c for c in given if c.claim.act is Act.OFFER and c.claim.party not in refused and c.claim.party != party]
    best = [c for c in measure(offers) if c.report != refusal.report]
    if best:
        note = "who is to give it: one whom it refuses, or another"
        yield found(DisputeKind.ROLE, (c.claim for c in (refusal, *best)), note)


def answers_on(issue: str) -> tuple[str, ...]:
    """The issues on which a refusal answers what is said of one."""
    return (issue, *sorted(other for one, other in KINDRED if one == issue))


def answered_by(issue: str) -> tuple[str, ...]:
    """The issues of which a refusal on one answers what is said."""
    return (issue, *sorted(one for one, other in KINDRED if other == issue))
