"""Where claims of one matter contradict one another: inside one report, and what carries over to several.

Kept to plain cases: what is listed here is to be looked at by a person, and a wrong one costs more than a missed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from accords.assessment.across import ASSENTS, GIVING, across
from accords.assessment.dispute import Dispute, DisputeKind, dispute_id, dispute_of
from accords.assessment.forms import form_of
from accords.assessment.likeness import Subjects, subject
from accords.assessment.order import WordsOf, in_order, place
from accords.assessment.remarks import Telling, extremes, far, stretches
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing

__all__ = ["Dispute", "DisputeKind", "dispute_id", "disputes"]

ALONE = Telling()
_GIVERS = frozenset((Act.OFFER, Act.COMMIT))
# Two forms of one thing that exclude each other.
_CONTRASTS = (
    (re.compile(r"\bsigned\b", re.I), re.compile(r"\binitiall?ed\b", re.I), "signed or initialled"),
    (
        re.compile(r"\b(?:direct|face-to-face) (?:talks|negotiations|contacts?|meetings?)\b", re.I),
        re.compile(r"\b(?:indirect|proximity|shuttle) (?:talks|negotiations|contacts?|meetings?|diplomacy)\b", re.I),
        "direct or indirect",
    ),
    (
        re.compile(r"\b(?:agreement|accord|deal)\b", re.I),
        re.compile(r"\b(?:formula|non-paper|understanding in principle)\b", re.I),
        "an agreement or a formula",
    ),
)


def disputes(claims: Iterable[Claim], words_of: WordsOf, telling: Telling = ALONE) -> tuple[Dispute, ...]:
    """Every dispute once, by kind and place; the order of the claims does not matter.

    `telling` says what is known of days and of who copies whom; what a copy changed is not among these: see `lineage`.
    """
    ordered = in_order(claims)
    groups = _groups(ordered)
    found = [
        *_denials(ordered, groups),
        *_strengths(groups),
        *_roles(ordered, words_of),
        *_forms(groups, words_of),
        *_origins(ordered, telling),
        *across(ordered, words_of, telling),
    ]
    return once(found, {claim.id: claim.report for claim in ordered})


def once(found: Iterable[Dispute], report_of: Mapping[str, str]) -> tuple[Dispute, ...]:
    """Each dispute once; one that is part of a larger one of its kind, or inside one report and half of it, is that one."""
    by_id = {dispute.id: dispute for dispute in found}
    around: dict[tuple[str, str], list[Dispute]] = defaultdict(list)
    for dispute in by_id.values():
        for claim in dispute.claims:
            around[dispute.kind, claim].append(dispute)
    return tuple(
        dispute
        for dispute in by_id.values()
        if not any(_in(dispute, other, report_of) for claim in dispute.claims for other in around[dispute.kind, claim])
    )


def _in(one: Dispute, other: Dispute, report_of: Mapping[str, str]) -> bool:
    if one is other or len(one.claims) >= len(other.claims):
        return False
    shared = len(set(one.claims) & set(other.claims))
    alone = len({report_of[claim] for claim in one.claims}) == 1
    return shared == len(one.claims) or (alone and 2 * shared >= len(one.claims))


def _groups(ordered: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one party, issue and family of act (PLOVER's) that are about one thing, each in order of place."""
    groups: list[list[Claim]] = []
    by_key: dict[tuple[str, str, str | None], Subjects[list[Claim]]] = defaultdict(Subjects)
    for claim in ordered:
        if not claim.act.undertakes:
            continue
        about = subject(claim.terms)
        index = by_key[claim.party, claim.issue, claim.act.plover]
        group = next(iter(index.near(about)), None)
        if group is None:
            group = []
            groups.append(group)
            index.add(about, group)
        group.append(claim)
    return groups


def _denials(ordered: Sequence[Claim], groups: Sequence[Sequence[Claim]]) -> Iterator[Dispute]:
    said: dict[str, Subjects[Claim]] = defaultdict(Subjects)
    of_party: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.act is not Act.DENY and claim.act.undertakes and not claim.negated:
            said[claim.issue].add(subject(claim.terms), claim)
            if claim.standing is not Standing.OWN:
                of_party[claim.party, claim.issue].append(claim)
    for denial in ordered:
        if denial.act is not Act.DENY or denial.negated:
            continue
        against = [c for c in said[denial.issue].near(subject(denial.terms)) if c.chain != denial.chain]
        alone = of_party[denial.party, denial.issue]
        if not against and len(alone) == 1 and alone[0].chain != denial.chain:
            against = alone
        if against:
            yield dispute_of(DisputeKind.DENIAL, [denial, *against], "said of a party, and denied")
    for group in groups:
        for own in (True, False):
            no = [c for c in group if c.negated and (c.standing is Standing.OWN) is own]
            yes = [c for c in group if not c.negated and (c.standing is Standing.OWN) is not own]
            if no and yes:
                yield dispute_of(DisputeKind.DENIAL, [*no, *yes], "own words and what others say: one says yes, one no")


def _strengths(groups: Sequence[Sequence[Claim]]) -> Iterator[Dispute]:
    """Inside one report; what several make of one remark is for `across`."""
    for group in groups:
        by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in group:
            if claim.strength and not claim.negated:
                by_report[claim.report].append(claim)
        for told in by_report.values():
            # "Russia has signalled" without a person may be what another says of it: see `across`.
            own = [c.strength for c in told if c.standing is Standing.OWN and c.chain != (c.party,) and c.strength]
            others = [c.strength for c in told if c.standing is not Standing.OWN and c.strength]
            if any(far(a, b) for a in extremes(own) for b in extremes(others)):
                yield dispute_of(DisputeKind.STRENGTH, told, "own words and what others say go differently far")


def _roles(ordered: Sequence[Claim], words_of: WordsOf) -> Iterator[Dispute]:
    """A party gives in one claim what in another it only assents to, another giving it."""
    by_issue: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.act in _GIVERS | ASSENTS and not claim.negated:
            by_issue[claim.issue].append(claim)
    for claims in by_issue.values():
        gives: dict[str, list[Claim]] = defaultdict(list)
        assents: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
        for claim in claims:
            # Of accepting, agreeing and conceding only what is "to give": the deed is then the party's own.
            if claim.act in ASSENTS and GIVING.search(words_of(claim)):
                gives[claim.party].append(claim)
            elif claim.act in ASSENTS:
                assents[claim.report, claim.attribution].append(claim)
        for offer in claims:
            if offer.act is not Act.OFFER or offer.attribution is None:
                continue
            for assent in assents.get((offer.report, offer.attribution), ())[:8]:
                against = [
                    c
                    for c in gives.get(assent.party, ())
                    if c.report == offer.report and offer.party != assent.party and _share(c, offer)
                ]
                if against:
                    yield dispute_of(
                        DisputeKind.ROLE, [*against[:8], assent, offer], "who gives, and who assents to it"
                    )


def _share(one: Claim, other: Claim) -> bool:
    return bool(subject(one.terms) & subject(other.terms))


def _forms(groups: Sequence[Sequence[Claim]], words_of: WordsOf) -> Iterator[Dispute]:
    for group in groups:
        if len({claim.chain for claim in group}) < 2:
            continue
        by_form = _parted(group, lambda claim: form_of(words_of(claim)))
        if len(by_form) > 1:
            names = " or ".join(sorted(str(name) for name in by_form))
            yield dispute_of(DisputeKind.FORM, [c for several in by_form.values() for c in several], names)
        for one, other, note in _CONTRASTS:
            ones = [c for c in group if one.search(words_of(c)) and not other.search(words_of(c))]
            others = [c for c in group if other.search(words_of(c)) and not one.search(words_of(c))]
            if ones and others and {c.chain for c in ones} != {c.chain for c in others}:
                yield dispute_of(DisputeKind.FORM, [*ones, *others], note)


def _parted(group: Sequence[Claim], by: Callable[[Claim], str | None]) -> dict[str, list[Claim]]:
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in group:
        name = by(claim)
        if name is not None:
            parts[name].append(claim)
    return parts


def _origins(ordered: Sequence[Claim], telling: Telling) -> Iterator[Dispute]:
    """One proposal of two parties that do not propose it together; one dispute for all who tell of it in one stretch of days."""
    groups: list[list[Claim]] = []
    by_issue: dict[str, Subjects[list[Claim]]] = defaultdict(Subjects)
    for claim in ordered:
        about = subject(claim.terms)
        if claim.act is not Act.PROPOSE or claim.negated or len(about) < 2:
            continue
        group = next(iter(by_issue[claim.issue].near(about)), None)
        if group is None:
            group = []
            groups.append(group)
            by_issue[claim.issue].add(about, group)
        group.append(claim)
    for group in groups:
        for told in stretches(group, telling.day_of):
            if any(
                one.party != other.party and not (one.report == other.report and _overlap(one, other))
                for one, other in pairwise(sorted(told, key=lambda claim: (claim.party, place(claim))))
            ):
                yield dispute_of(DisputeKind.ORIGIN, told, "whose proposal it was")


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a.meets(b) for a in one.evidence for b in other.evidence)
