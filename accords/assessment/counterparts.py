"""Which claim of a copy renders which claim of its original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from accords.assessment.version import Comparison, party_named
from accords.claims.claim import Claim

# The share of aligned words from which two places tell the same.
LEAST_SHARED = 1 / 3
# Nearly the same words of one party are one claim, whatever act and issue each was read as.
SAME_PLACE = 0.6
# Of claims whose party is another: whole sentences that differ in little but in who acts.
LEAST_EXCHANGED = 0.5


class Counterpart(NamedTuple):
    """A claim of the original and the copy's rendering of it. `exchanged`: the parties changed places."""

    original: Claim
    copy: Claim
    shared: float
    exchanged: bool


def counterparts(compared: Comparison) -> tuple[Counterpart, ...]:
    """One to one, best first; in the order of the copy. A claim is compared with those of the sentences that its own renders.

    They share a third of their words or more, and the party, or have each other's; and the issue or the family of acts.
    """
    original, copy = compared.original, compared.copy
    here: dict[int, list[tuple[int, Claim, list[int]]]] = defaultdict(list)
    for number, claim in enumerate(original.account.claims):
        words = original.at(claim.evidence)
        for sentence in original.sentences_of(words):
            here[sentence].append((number, claim, words))
    found: list[tuple[tuple[float, ...], int, int, Counterpart]] = []
    for number, claim in enumerate(copy.account.claims):
        words = copy.at(claim.evidence)
        tried = {n: (c, w) for sentence in compared.rendered(words) for n, c, w in here.get(sentence, ())}
        for other, (theirs, place) in tried.items():
            shared = compared.shared(place, words)
            if shared < LEAST_SHARED:
                continue
            for exchanged in _how(compared, theirs, claim, shared):
                rank = (
                    theirs.party == claim.party,
                    theirs.issue == claim.issue,
                    theirs.act is claim.act,
                    round(shared, 2),
                    set(theirs.toward) == set(claim.toward),
                    theirs.terms == claim.terms,
                )
                score = (-float(sum(rank[:3])), -rank[3], -float(sum(rank[4:])))
                found.append((score, number, other, Counterpart(theirs, claim, shared, exchanged)))
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen: dict[int, Counterpart] = {}
    for _, number, other, pair in sorted(found, key=lambda row: row[:3]):
        if number not in taken[0] and other not in taken[1]:
            taken[0].add(number)
            taken[1].add(other)
            chosen[number] = pair
    return tuple(chosen[number] for number in sorted(chosen))


def _how(compared: Comparison, original: Claim, copy: Claim, shared: float) -> Iterator[bool]:
    """Whether the two may be one claim: `False` as it stands, `True` with its parties exchanged."""
    same_issue, same_family = original.issue == copy.issue, original.act.plover == copy.act.plover
    if not (same_issue or same_family or shared >= SAME_PLACE):
        return
    if original.party == copy.party:
        yield False
    elif copy.party in original.toward and original.party in copy.toward:
        yield True
    elif same_issue and same_family and shared >= LEAST_EXCHANGED:
        # Where nobody is told whom the act is for: both are named in both sentences, and each acts in one.
        theirs, ours = _sentences(compared, original, copy)
        if party_named(compared.original, copy.party, theirs) and party_named(compared.copy, original.party, ours):
            yield True


def _sentences(compared: Comparison, original: Claim, copy: Claim) -> tuple[str, str]:
    one, two = compared.original, compared.copy
    theirs = one.sentences_of(one.at(original.evidence))
    ours = two.sentences_of(two.at(copy.evidence))
    return one.told(one.in_sentences(theirs)), two.told(two.in_sentences(ours))
