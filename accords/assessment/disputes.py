"""Where claims of one matter contradict one another: inside one report, and what carries over to several.

Kept to plain cases: what is listed here is to be looked at by a person, and a wrong one costs more than a missed one.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accords.assessment.forms import form_of
from accords.assessment.likeness import Subjects, subject
from accords.assessment.order import WordsOf, in_order, place
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength


class DisputeKind(StrEnum):
    """The closed list. The last three are what a copy changed: they need the report that it copies, and none is made here."""

    DENIAL = "denial"
    STRENGTH = "strength"
    ROLE = "role"
    FORM = "form"
    ORIGIN = "origin"
    ATTRIBUTION_LOST = "attribution lost"
    WORDS_ALTERED = "words altered"
    DATE_MOVED = "date moved"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One contradiction, with all of its claims in order of place; `note` says in a phrase what differs."""

    id: str
    kind: DisputeKind
    claims: tuple[str, ...]
    note: str

    def to_json(self) -> dict[str, object]:
        return {"id": self.id, "kind": self.kind.value, "claims": list(self.claims), "note": self.note}


_DISTANCE = {
    Strength.ACTUAL: 0,
    Strength.UNDERTAKEN: 1,
    Strength.CONDITIONAL: 2,
    Strength.POSSIBLE: 3,
    Strength.DESIRED: 4,
}
_GIVERS = frozenset((Act.OFFER, Act.COMMIT))
_ASSENTS = frozenset((Act.ACCEPT, Act.AGREE, Act.CONCEDE))
_GIVING = re.compile(r"\bto (?:\w+ly )?(?:give|provide|offer|grant|supply|extend|guarantee)\b(?! (?:up|in)\b)", re.I)
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


def disputes(claims: Iterable[Claim], words_of: WordsOf) -> tuple[Dispute, ...]:
    """Every dispute once, by kind and place; the order of the claims does not matter."""
    ordered = in_order(claims)
    groups = _groups(ordered)
    found = [
        *_denials(ordered, groups),
        *_strengths(groups),
        *_roles(ordered, words_of),
        *_forms(groups, words_of),
        *_origins(ordered),
    ]
    return tuple({dispute.id: dispute for dispute in found}.values())


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
            yield _dispute(DisputeKind.DENIAL, [denial, *against], "said of a party, and denied")
    for group in groups:
        for own in (True, False):
            no = [c for c in group if c.negated and (c.standing is Standing.OWN) is own]
            yes = [c for c in group if not c.negated and (c.standing is Standing.OWN) is not own]
            if no and yes:
                yield _dispute(DisputeKind.DENIAL, [*no, *yes], "own words and what others say: one says yes, one no")


def _strengths(groups: Sequence[Sequence[Claim]]) -> Iterator[Dispute]:
    for group in groups:
        told = [c for c in group if c.strength and not c.negated]
        own = [c for c in told if c.standing is Standing.OWN]
        others = [c for c in told if c.standing is not Standing.OWN]
        if any(_far(a, b) for a in _extremes(own) for b in _extremes(others)):
            yield _dispute(DisputeKind.STRENGTH, told, "own words and what others say go differently far")


def _extremes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that go least and furthest far."""

    def distance(claim: Claim) -> int:
        return _DISTANCE[claim.strength] if claim.strength else 0

    return [min(claims, key=distance), max(claims, key=distance)] if claims else []


def _far(one: Claim, other: Claim) -> bool:
    """Two steps of the scale, or a condition that one has and the other passes over; neighbours are a matter of words."""
    if one.strength is None or other.strength is None:
        return False
    low, high = sorted((_DISTANCE[one.strength], _DISTANCE[other.strength]))
    return high - low >= 2 or (high == _DISTANCE[Strength.CONDITIONAL] and low < high)


def _roles(ordered: Sequence[Claim], words_of: WordsOf) -> Iterator[Dispute]:
    """A party gives in one claim what in another it only assents to, another giving it."""
    by_issue: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.act in _GIVERS | _ASSENTS and not claim.negated:
            by_issue[claim.issue].append(claim)
    for claims in by_issue.values():
        gives: dict[str, list[Claim]] = defaultdict(list)
        assents: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
        for claim in claims:
            # Of accepting, agreeing and conceding only what is "to give": the deed is then the party's own.
            if claim.act in _ASSENTS and _GIVING.search(words_of(claim)):
                gives[claim.party].append(claim)
            elif claim.act in _ASSENTS:
                assents[claim.report, claim.attribution].append(claim)
        for offer in claims:
            if offer.act is not Act.OFFER or offer.attribution is None:
                continue
            for assent in assents.get((offer.report, offer.attribution), ())[:8]:
                against = [c for c in gives.get(assent.party, ()) if offer.party != assent.party and _share(c, offer)]
                if against:
                    yield _dispute(DisputeKind.ROLE, [*against[:8], assent, offer], "who gives, and who assents to it")


def _share(one: Claim, other: Claim) -> bool:
    return bool(subject(one.terms) & subject(other.terms))


def _forms(groups: Sequence[Sequence[Claim]], words_of: WordsOf) -> Iterator[Dispute]:
    for group in groups:
        if len({claim.chain for claim in group}) < 2:
            continue
        by_form = _parted(group, lambda claim: form_of(words_of(claim)))
        if len(by_form) > 1:
            names = " or ".join(sorted(str(name) for name in by_form))
            yield _dispute(DisputeKind.FORM, [c for several in by_form.values() for c in several], names)
        for one, other, note in _CONTRASTS:
            ones = [c for c in group if one.search(words_of(c)) and not other.search(words_of(c))]
            others = [c for c in group if other.search(words_of(c)) and not one.search(words_of(c))]
            if ones and others and {c.chain for c in ones} != {c.chain for c in others}:
                yield _dispute(DisputeKind.FORM, [*ones, *others], note)


def _parted(group: Sequence[Claim], by: Callable[[Claim], str | None]) -> dict[str, list[Claim]]:
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in group:
        name = by(claim)
        if name is not None:
            parts[name].append(claim)
    return parts


def _origins(ordered: Sequence[Claim]) -> Iterator[Dispute]:
    """One proposal of two parties that do not propose it together."""
    by_issue: dict[str, Subjects[Claim]] = defaultdict(Subjects)
    for claim in ordered:
        if claim.act is not Act.PROPOSE or claim.negated:
            continue
        about = subject(claim.terms)
        for other in by_issue[claim.issue].near(about):
            together = other.report == claim.report and _overlap(other, claim)
            if other.party != claim.party and not together and len(about) > 1:
                yield _dispute(DisputeKind.ORIGIN, [other, claim], "whose proposal it was")
        by_issue[claim.issue].add(about, claim)


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a.meets(b) for a in one.evidence for b in other.evidence)


def _dispute(kind: DisputeKind, claims: Iterable[Claim], note: str) -> Dispute:
    ids = tuple(claim.id for claim in sorted({claim.id: claim for claim in claims}.values(), key=place))
    return Dispute(dispute_id(kind, ids), kind, ids, note)


def dispute_id(kind: DisputeKind, claims: Sequence[str]) -> str:
    """A hash of its kind and its claims."""
    return "d" + hashlib.sha256(repr((kind.value, sorted(claims))).encode()).hexdigest()[:12]
