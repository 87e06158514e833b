"""Disputes between reports: renderings of one remark, and accounts of one party's act by different people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from accords.assessment.bare import bare_in_copies, borrowed
from accords.assessment.dispute import Dispute, DisputeKind, dispute_of
from accords.assessment.likeness import subject
from accords.assessment.order import WordsOf
from accords.assessment.remarks import (
    Dated,
    Remark,
    Telling,
    beyond,
    extremes,
    far,
    kind_of,
    measure,
    near,
    originals,
    remarks,
    stretches,
)
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength

# What is said of protection is answered in terms of the soldiers who would give it, and the other way round.
KINDRED = frozenset((("security guarantees", "forces"), ("alliance membership", "security guarantees")))
_ANSWERED_WITHIN = timedelta(days=3)
_FIRM = re.compile(
    r"\b(?:categorical(?:ly)?|flat(?:ly)?|firm(?:ly)?|absolute(?:ly)?|outright|unacceptable|inadmissible|out of the question|never"
    r"|under no circumstances|any scenario|in any form)\b",
    re.I,
)
_SOFT = re.compile(
    r"\b(?:not (?:a |an |the )?(?:\w+ )?(?:practical|realistic|helpful|useful|productive|solution|timely|the time)|impractical|premature"
    r"|no need|sceptical|skeptical|reservations?|doubts?|doubtful|hesitant|reluctant|not in favou?r|not convinced)\b",
    re.I,
)
_NOTHING_YET = re.compile(
    r"\b(?:(?:not|never|n't|hardly|barely|yet to be|nothing (?:had|has|was|is)(?: been)?) (?:even |really |been |yet |actually |so much as )*"
    r"(?:discussed|agreed|decided|settled|negotiated|talked about|on the table)|no (?:deal|agreement|decision|specifics|details))\b",
    re.I,
)
_GUARANTOR = re.compile(
    r"\b(?:guarantors?|guarantee[sd]?|guaranteeing|protectors?|mediators?|mediat(?:e[sd]?|ing|ion))\b", re.I
)
_PROPER = re.compile(r"\b[A-Z]\w{3,}")
ASSENTS = frozenset((Act.ACCEPT, Act.AGREE, Act.CONCEDE))
# What a party "agreed to give" is its own deed; "to give up" is none.
GIVING = re.compile(r"\bto (?:\w+ly )?(?:give|provide|offer|grant|supply|extend|guarantee)\b(?! (?:up|in)\b)", re.I)
_STEM = 4  # letters by which an adjective is known to belong to a party's name: "Russian", russia


def across(ordered: Sequence[Claim], words_of: WordsOf, telling: Telling) -> Iterator[Dispute]:
    """The disputes that several reports make; `ordered` is in the order of place, each claim once."""
    if len({claim.report for claim in ordered}) < 2:
        return
    told = remarks(ordered, telling)
    source_of = borrowed(ordered, words_of, telling)
    yield from _as_its_own(ordered, source_of, telling)
    yield from _renderings(told, source_of, telling)
    yield from _unascribed(ordered, telling)
    yield from _accounts(ordered, telling)
    yield from _softened(ordered, words_of, telling)
    yield from _corrections(told, ordered, telling)
    yield from _answers(told, ordered, telling)
    yield from _second_thoughts(told, ordered, words_of, telling)
    yield from _givers(told, words_of, telling)
    yield from _unwanted_givers(ordered, words_of, telling)


def _renderings(told: Sequence[Remark], taken: Collection[str], telling: Telling) -> Iterator[Dispute]:
    """One remark in strengths that go differently far; the own words of the party that it is about, where they do."""
    said: dict[tuple[str, str, str | None], list[Claim]] = defaultdict(list)
    for remark in told:
        for claim in remark.claims:
            if claim.standing is Standing.OWN and claim.strength and claim.id not in taken:
                said[claim.party, claim.issue, kind_of(claim)].append(claim)
    own = {key: Dated.of(claims, telling.day_of) for key, claims in said.items()}
    for remark in told:
        if remark.speaker is None:
            continue
        of_others: list[Claim] = []
        of_own: list[Claim] = []
        for (party, kind), claims in remark.parts.items():
            if any(claim.standing in (Standing.COUNTERPART, Standing.THIRD_PARTY) for claim in claims):
                mine = own[party, remark.issue, kind].near(claims) if (party, remark.issue, kind) in own else []
                # What others say goes further than what it says itself; that somebody says less of it is no news.
                further = _beyond(_strengths(claims), _strengths(mine))
                if further or _differ(_strengths(claims), _strengths(claims)):
                    of_others += [*claims, *(mine if further else ())]
            else:
                of_own += _apart(claims, remark.bare)
        # What he said of his own side and of another is one remark where the same reports tell both.
        together = {c.report for c in of_own} & {c.report for c in of_others}
        one = 2 * len(together) > _reports(of_own)
        for involved in ([*of_others, *of_own],) if one else (of_others, of_own):
            if _reports(involved) > 1:
                yield dispute_of(DisputeKind.STRENGTH, involved, "one remark told in strengths that go differently far")


def _apart(claims: Sequence[Claim], bare: Collection[str]) -> list[Claim]:
    """Of what somebody says of his own side: what he is quoted with, and what outlets make of the same words."""
    said = [c for c in claims if c.id not in bare and c.strength and not c.negated]
    made = [c for c in claims if c.id in bare and c.strength and not c.negated]
    found: dict[str, Claim] = {}
    for one in made:
        for other in said:
            if far(one.strength, other.strength) and subject(one.terms) & subject(other.terms):
                found |= {one.id: one, other.id: other}
    return list(found.values())


def _beyond(ones: Sequence[Strength], others: Sequence[Strength]) -> bool:
    """True where the furthest of the ones is far beyond the least of the others."""
    return bool(ones and others) and beyond(extremes(ones)[0], extremes(others)[1])


def _differ(ones: Sequence[Strength], others: Sequence[Strength]) -> bool:
    return any(far(a, b) for a in extremes(ones) for b in extremes(others))


def _strengths(claims: Iterable[Claim]) -> list[Strength]:
    return [claim.strength for claim in claims if claim.strength and not claim.negated]


def _reports(claims: Iterable[Claim]) -> int:
    return len({claim.report for claim in claims})


def _unascribed(ordered: Sequence[Claim], telling: Telling) -> Iterator[Dispute]:
    """A copy states by itself, or as the party's own, what its original has somebody of another side say."""
    by_id = {claim.id: claim for claim in ordered}
    lost: dict[tuple[str, str], list[list[Claim]]] = defaultdict(list)
    for own, ascribed in bare_in_copies(ordered, telling).items():
        lost[by_id[own].report, by_id[own].issue].append([by_id[own], *ascribed])
    # One sentence on two issues is one remark: issues of a report that share a place go together.
    joined: list[tuple[str, set[str], dict[str, Claim]]] = []
    for (report, _), rows in sorted(lost.items()):
        places = {repr(row[0].evidence) for row in rows}
        claims = {claim.id: claim for row in rows for claim in row}
        same = next((one for one in joined if one[0] == report and one[1] & places), None)
        if same:
            same[1].update(places)
            same[2].update(claims)
        else:
            joined.append((report, places, claims))
    for _, _, claims in joined:
        yield dispute_of(DisputeKind.ATTRIBUTION_LOST, claims.values(), "stated as fact; the original ascribes it")


def _accounts(ordered: Sequence[Claim], telling: Telling) -> Iterator[Dispute]:
    """Two accounts of where a party stands, neither its own: one has it yield, another has it demand or refuse."""
    unyielding: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in ordered:
        others = claim.standing in (Standing.COUNTERPART, Standing.THIRD_PARTY)
        if (others and (claim.act in (Act.DEMAND, Act.REJECT) and not claim.negated)) or (
            claim.negated and claim.act.undertakes and claim.standing in (Standing.OUTLET, Standing.THIRD_PARTY)
        ):
            unyielding[claim.party, claim.issue].append(claim)
    yielding: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in ordered:
        if (
            claim.standing is Standing.COUNTERPART
            and not claim.negated
            and (claim.act in (Act.CONCEDE, Act.WITHDRAW) or (claim.act is Act.WANT and claim.strength))
        ):
            yielding[claim.party, claim.issue].append(claim)
    for key in sorted(yielding.keys() & unyielding.keys()):
        for group in stretches([*yielding[key], *unyielding[key]], telling.day_of):
            ids = {claim.id for claim in unyielding[key]}
            mine = originals(group, telling)
            yes, no = [c for c in mine if c.id not in ids], [c for c in mine if c.id in ids]
            if yes and no and {c.chain for c in yes} != {c.chain for c in no} and _reports(mine) > 1:
                yield dispute_of(DisputeKind.STRENGTH, [*yes, *no], "one account has it yield, another has it insist")


def _softened(ordered: Sequence[Claim], words_of: WordsOf, telling: Telling) -> Iterator[Dispute]:
    """A refusal that is firm in one report and a matter of doubt in another."""
    refusals: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.act is Act.REJECT and claim.standing is Standing.OWN and not claim.negated:
            refusals[claim.party, claim.issue].append(claim)
    for key in sorted(refusals):
        for group in stretches(refusals[key], telling.day_of):
            firm = [c for c in group if _FIRM.search(words_of(c)) and not _SOFT.search(words_of(c))]
            soft = [c for c in group if _SOFT.search(words_of(c)) and not _FIRM.search(words_of(c))]
            if firm and soft and _reports([*firm, *soft]) > 1:
                yield dispute_of(DisputeKind.STRENGTH, [*firm, *soft], "firm in one, a matter of doubt in another")


def _corrections(told: Sequence[Remark], ordered: Sequence[Claim], telling: Telling) -> Iterator[Dispute]:
    """A speaker says that this is not what he said; reports tell it in their own voice all the same."""
    for denial in ordered:
        if denial.act is not Act.DENY or denial.negated or denial.standing is not Standing.OWN or not denial.chain:
            continue
        bare = [
            claim
            for remark in told
            if (remark.speaker, remark.issue) == (denial.chain[-1], denial.issue)
            for claim in remark.claims
            if claim.id in remark.bare and claim.report != denial.report and near([claim], [denial], telling.day_of)
        ]
        if bare:
            yield dispute_of(DisputeKind.DENIAL, [denial, *bare], "a speaker's correction of what is made of his words")


def _answers(told: Sequence[Remark], ordered: Sequence[Claim], telling: Telling) -> Iterator[Dispute]:
    """Others say that a party accepts; in its own words, of the same days, it refuses that or a form of it.

    Of several who say so, the one whom reports tell most often beside the refusal.
    """
    said: dict[tuple[str, str], list[list[Claim]]] = defaultdict(list)
    for remark in told:
        for (party, kind), claims in remark.parts.items():
            yes = [c for c in claims if c.act in ASSENTS and c.standing is Standing.COUNTERPART and not c.negated]
            if kind == Act.ACCEPT.plover and yes:
                said[party, remark.issue].append(yes)
    refused: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.act is Act.REJECT and claim.standing is Standing.OWN and not claim.negated:
            refused[claim.party, claim.issue].append(claim)
    for (party, issue), remarks_of in sorted(said.items()):
        issues = (issue, *(other for one, other in KINDRED if one == issue))
        refusals = [claim for one in issues for claim in refused.get((party, one), ())]
        for no in stretches(refusals, telling.day_of):
            reports = {c.report for c in no}
            close = [yes for yes in remarks_of if near(no, yes, telling.day_of, _ANSWERED_WITHIN)]
            if not close:
                continue
            yes = max(close, key=lambda several: (len({c.report for c in several} & reports), several[0].id))
            beside = [c for c in no if near([c], yes, telling.day_of, _ANSWERED_WITHIN)]
            mine = originals([*yes, *beside], telling)
            if _reports(mine) > 1 and any(c in beside for c in mine) and any(c in yes for c in mine):
                note = "others say that it accepts; in its own words it refuses, at least in part"
                yield dispute_of(DisputeKind.DENIAL, mine, note)


def _second_thoughts(
    told: Sequence[Remark], ordered: Sequence[Claim], words_of: WordsOf, telling: Telling
) -> Iterator[Dispute]:
    """Somebody who told of an agreement says that it was not even discussed."""
    for claim in ordered:
        if claim.act is not Act.ASSESS or not claim.chain or not _NOTHING_YET.search(words_of(claim)):
            continue
        before = [
            other
            for remark in told
            if (remark.speaker, remark.issue) == (claim.chain[-1], claim.issue)
            for other in remark.claims
            if other.act in ASSENTS and not other.negated
        ]
        involved = originals([claim, *before], telling)
        if before and claim in involved and _reports(involved) > 1:
            yield dispute_of(DisputeKind.DENIAL, involved, "who told of an agreement now says that there is none")


def _as_its_own(
    ordered: Sequence[Claim], source_of: Mapping[str, Sequence[Claim]], telling: Telling
) -> Iterator[Dispute]:
    """A party's "own" indication, with no person who gave it, of what elsewhere somebody of another side says of it."""
    for claim in ordered:
        if claim.id in source_of:
            involved = [claim, *originals(source_of[claim.id], telling)]
            if _reports(involved) > 1:
                note = "told as its own; elsewhere only another side says so"
                yield dispute_of(DisputeKind.ATTRIBUTION_LOST, involved, note)


def _givers(told: Sequence[Remark], words_of: WordsOf, telling: Telling) -> Iterator[Dispute]:
    """A rendering has a party give what, in the words nearest to the remark, it only assents to, another giving it."""
    for remark in told:
        gives: dict[str, list[Claim]] = defaultdict(list)
        for claim in remark.claims:
            if claim.act in ASSENTS and not claim.negated and GIVING.search(words_of(claim)):
                gives[claim.party].append(claim)
        for party, claims in sorted(gives.items()):
            given_in = {c.report for c in claims}
            offers = [c for c in remark.claims if c.act is Act.OFFER and c.party != party]
            assents = [c for c in remark.claims if c.party == party and c.act in ASSENTS and c not in claims]
            both = ({c.report for c in offers} & {c.report for c in assents}) - given_in
            best = measure([c for c in (*assents, *offers) if c.report in both], telling)
            involved = [*claims, *best]
            if best and _reports(involved) > 1:
                yield dispute_of(DisputeKind.ROLE, involved, "who gives, and who assents to it")


def _unwanted_givers(ordered: Sequence[Claim], words_of: WordsOf, telling: Telling) -> Iterator[Dispute]:
    """A party refuses another as guarantor or mediator whom the remark itself has only assent to it."""
    by_issue: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        by_issue[claim.issue].append(claim)
    for claims in by_issue.values():
        assents = {
            c.party
            for c in claims
            if c.act in (Act.ACCEPT, Act.AGREE, Act.CONCEDE) and c.standing is Standing.COUNTERPART
        }
        for claim in claims:
            words = words_of(claim)
            if claim.act is not Act.REJECT or claim.standing is not Standing.OWN or not _GUARANTOR.search(words):
                continue
            names = {name.lower()[:_STEM] for name in _PROPER.findall(words)}
            refused = {party for party in assents if party != claim.party and party[:_STEM] in names}
            offers = [
                c
                for c in claims
                if c.act is Act.OFFER
                and c.party not in refused
                and c.party != claim.party
                and near([c], [claim], telling.day_of)
            ]
            if refused and offers and (best := [c for c in measure(offers, telling) if c.report != claim.report]):
                yield dispute_of(DisputeKind.ROLE, [claim, *best], "who is to give it: one whom it refuses, or another")
