"""What a copy states by itself, or as the party's own, and its original has somebody of another side say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from accords.assessment.order import WordsOf
from accords.assessment.remarks import Dated, Telling, kind_of
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing

# Report (or family), party, issue, kind of act.
_Key: TypeAlias = tuple[str, str, str, str | None]
# A party that does so has not said it in so many words.
_SIGNALLED = re.compile(
    r"\b(?:signal(?:s|led|ed|ling)?|indicat(?:es|ed|ing|ion)|hint(?:s|ed)?|let it be known|suggest(?:s|ed))\b", re.I
)
_ASCRIBED = (Standing.COUNTERPART, Standing.THIRD_PARTY)


def bare_in_copies(ordered: Sequence[Claim], telling: Telling) -> dict[str, tuple[Claim, ...]]:
    """A claim of a copy, by id -> the claims of an older version that tell the same of the party, according to somebody.

    By the claims alone, no text is needed: what a version without texts, or another program's, can be held against. Of versions
    of one day, the one that ascribes is the original: copying drops a speaker and adds none.
    """
    ascribed: dict[_Key, list[Claim]] = defaultdict(list)
    plain: set[_Key] = set()
    for claim in ordered:
        key = (claim.report, claim.party, claim.issue, kind_of(claim))
        if claim.standing in _ASCRIBED:
            ascribed[key].append(claim)
        elif not claim.chain:
            plain.add(key)  # it says so by itself as well
    versions: dict[_Key, list[str]] = defaultdict(list)
    for key in ascribed:
        if key not in plain:
            versions[telling.origin(key[0]), *key[1:]].append(key[0])
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in ordered:
        if claim.chain and claim.chain != (claim.party,):
            continue
        rest = (claim.party, claim.issue, kind_of(claim))
        origin = telling.origin(claim.report)
        older = [
            report
            for report in versions.get((origin, *rest), ())
            if report != claim.report and not telling.older(claim.report, report)
        ]
        if older:
            best = origin if origin in older else min(older)
            found[claim.id] = tuple(ascribed[best, *rest])
    return found


def borrowed(ordered: Sequence[Claim], words_of: WordsOf, telling: Telling) -> dict[str, tuple[Claim, ...]]:
    """A claim that a party has "signalled" or "indicated" something, nobody being named who did, by id -> the claims of other reports
    by which only another side says so of it.

    `ordered`: the claims of one party on one issue, or of several. What the party is quoted with, or a person of its says, is its own.
    """
    vague = [c for c in ordered if _impersonal(c) and signals(c, words_of(c), telling.cue_of(c))]
    if not vague:
        return {}
    others: dict[tuple[str, str, Act], list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.standing is Standing.COUNTERPART and claim.act.undertakes:
            others[claim.party, claim.issue, claim.act].append(claim)
    dated = {key: Dated.of(claims, telling.day_of) for key, claims in others.items()}
    found = {}
    for claim in vague:
        same = dated.get((claim.party, claim.issue, claim.act))
        source = [other for other in same.near([claim]) if other.report != claim.report] if same else []
        if source:
            found[claim.id] = tuple(source)
    return found


def signals(claim: Claim, words: str, cue: str) -> bool:
    """True of a party's indication of what it undertakes, no person being named who gave it."""
    return _impersonal(claim) and _SIGNALLED.search(f"{cue} {words}") is not None


def _impersonal(claim: Claim) -> bool:
    return claim.act.undertakes and claim.chain == (claim.party,)


def lowered(ordered: Sequence[Claim], telling: Telling) -> Mapping[str, Standing]:
    """The standing that claims of copies have by their originals."""
    return {own: claims[0].standing for own, claims in bare_in_copies(ordered, telling).items()}
