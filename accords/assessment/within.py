"""Where claims of one matter contradict one another: inside one report, and what carries over to several.

Kept to plain cases: what is listed here is to be looked at by a person, and a wrong one costs more than a missed one.
Each rule takes its claims in the order of place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from accords.assessment.dispute import DisputeKind
from accords.assessment.found import Found, found
from accords.assessment.likeness import Subjects
from accords.assessment.likeness import alike as alike_words
from accords.assessment.placed import ASSENTS, CONTRASTS, Mark, Placed
from accords.assessment.remarks import extremes, far
from accords.vocabulary.act import Act, Standing

# What a denial is held against at most, the likeliest first.
_COMPARED = 16


def matters(claims: Sequence[Placed], least: int = 1) -> list[list[Placed]]:
    """Claims that are about one thing; those with fewer words of what they are about than `least` are left out."""
    several: list[list[Placed]] = []
    index: Subjects[list[Placed]] = Subjects()
    for one in claims:
        if len(one.about) < least:
            continue
        matter = next(iter(index.near(one.about)), None)
        if matter is None:
            matter = []
            several.append(matter)
            index.add(one.about, matter)
        matter.append(one)
    return several


def in_one_report(claims: Sequence[Placed]) -> Iterator[Found]:
    """`claims`: those of one report."""
    undertaking: dict[tuple[str, str, str | None], list[Placed]] = defaultdict(list)
    for one in claims:
        claim = one.claim
        if claim.act.undertakes and claim.strength and not claim.negated:
            undertaking[claim.party, claim.issue, claim.act.plover].append(one)
    for several in undertaking.values():
        if len(several) > 1:
            yield from _strengths(several)
    yield from _roles(claims)


def _strengths(claims: Sequence[Placed]) -> Iterator[Found]:
    for told in matters(claims):
        # "Russia has signalled" without a person may be what another says of it: see `across`.
        own = [
            c.claim.strength
            for c in told
            if c.claim.standing is Standing.OWN and c.claim.chain != (c.claim.party,) and c.claim.strength
        ]
        others = [c.claim.strength for c in told if c.claim.standing is not Standing.OWN and c.claim.strength]
        if any(far(a, b) for a in extremes(own) for b in extremes(others)):
            note = "own words and what others say go differently far"
            yield found(DisputeKind.STRENGTH, (c.claim for c in told), note)


def _roles(claims: Sequence[Placed]) -> Iterator[Found]:
    """A party gives in one claim what in another it only assents to, another giving it."""
    gives: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    assents: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for one in claims:
        claim = one.claim
        if claim.negated or claim.act not in ASSENTS:
            continue
        # Of accepting, agreeing and conceding only what is "to give": the deed is then the party's own.
        if Mark.GIVING in one.marks:
            gives[claim.issue, claim.party].append(one)
        else:
            assents[claim.issue, claim.attribution].append(one)
    if not gives:
        return
    for offer in claims:
        claim = offer.claim
        if claim.act is not Act.OFFER or claim.negated or claim.attribution is None:
            continue
        for assent in assents.get((claim.issue, claim.attribution), ())[:8]:
            against = [
                c
                for c in gives.get((claim.issue, assent.claim.party), ())
                if claim.party != assent.claim.party and c.about & offer.about
            ]
            if against:
                involved = (c.claim for c in (*against[:8], assent, offer))
                yield found(DisputeKind.ROLE, involved, "who gives, and who assents to it")


def contradicted(claims: Sequence[Placed]) -> Iterator[Found]:
    """A yes in a party's own words and a no in others', or the other way round. `claims`: of one party, issue and type of act."""
    if not any(one.claim.negated for one in claims):
        return
    for matter in matters(claims):
        for own in (True, False):
            no = [c for c in matter if c.claim.negated and (c.claim.standing is Standing.OWN) is own]
            yes = [c for c in matter if not c.claim.negated and (c.claim.standing is Standing.OWN) is not own]
            if no and yes:
                note = "own words and what others say: one says yes, one no"
                yield found(DisputeKind.DENIAL, (c.claim for c in (*no, *yes)), note)


def denied(denial: Placed, alike: Sequence[Placed], of_party: Sequence[Placed]) -> Iterator[Found]:
    """What is said of a party, and denied. `alike`: what is said on the issue in words that the denial has; `of_party`: what
    others say of the party that denies, which it denies in whatever words if there is one thing only."""
    near = [c for c in alike if alike_words(c.about, denial.about)]
    near.sort(key=lambda c: -len(c.about & denial.about))
    against = [c for c in near[:_COMPARED] if c.claim.chain != denial.claim.chain]
    if not against and len(of_party) == 1 and of_party[0].claim.chain != denial.claim.chain:
        against = [*of_party]
    if against:
        yield found(DisputeKind.DENIAL, (c.claim for c in (denial, *against)), "said of a party, and denied")


def in_two_forms(claims: Sequence[Placed]) -> Iterator[Found]:
    """`claims`: of one party, issue and type of act, those that name a form."""
    if len({one.claim.chain for one in claims}) < 2 or len({one.forms for one in claims}) < 2:
        return
    for matter in matters(claims):
        if len({one.claim.chain for one in matter}) < 2:
            continue
        by_form: dict[str, list[Placed]] = defaultdict(list)
        for one in matter:
            if one.forms[0] is not None:
                by_form[one.forms[0]].append(one)
        if len(by_form) > 1:
            note = " or ".join(sorted(str(name) for name in by_form))
            yield found(DisputeKind.FORM, (c.claim for several in by_form.values() for c in several), note)
        for number, (_, _, note) in enumerate(CONTRASTS):
            ones = [c for c in matter if c.forms[1][number] > 0]
            others = [c for c in matter if c.forms[1][number] < 0]
            if ones and others and {c.claim.chain for c in ones} != {c.claim.chain for c in others}:
                yield found(DisputeKind.FORM, (c.claim for c in (*ones, *others)), note)


def whose_proposal(claims: Sequence[Placed]) -> Iterator[Found]:
    """One proposal of two parties that do not propose it together. `claims`: proposals on one issue."""
    if len({one.claim.party for one in claims}) < 2:
        return
    for told in matters(claims, 2):
        if any(
            one.claim.party != other.claim.party and not (one.report == other.report and _overlap(one, other))
            for one, other in pairwise(sorted(told, key=lambda one: (one.claim.party, one.at)))
        ):
            yield found(DisputeKind.ORIGIN, (one.claim for one in told), "whose proposal it was")


def _overlap(one: Placed, other: Placed) -> bool:
    return any(a.meets(b) for a in one.claim.evidence for b in other.claim.evidence)
