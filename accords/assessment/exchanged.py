"""Role: who gives and who assents, or who acts and who is acted upon, changed places in a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accords.assessment.alteration import Alteration
from accords.assessment.counterparts import Counterpart
from accords.assessment.dispute import DisputeKind
from accords.assessment.version import Comparison, Version, party_named
from accords.claims.claim import Claim
from accords.vocabulary.act import Act

GIVES = frozenset((Act.OFFER, Act.COMMIT, Act.AID, Act.PROPOSE))
ASSENTS = frozenset((Act.ACCEPT, Act.AGREE, Act.CONCEDE))
# The deed of whoever assents: "agreed to give". Not "agreed that others could give".
_GIVING = (
    r"(?:\w+ly\s+)?(?:giv|provid|offer|grant|suppl|extend|guarantee|send|deliver|lend|furnish|afford|contribut|deploy|pay|hand)\w*\b"
    r"(?!\s+(?:up|in)\b)"
)
_OWN_DEED = re.compile(
    r"\b(?:agree|accept|consent|assent|commit|pledg|promis|vow|decid|undert)\w*\s+(?:\w+ly\s+)?(?:(?:itself|himself|herself|themselves)\s+)?"
    rf"to\s+{_GIVING}",
    re.I,
)
# The deed of another, to whom the party assents: "that others could give", "to let others give".
_OTHERS_DEED = re.compile(
    rf"\b(?:that|which)\s[^.;:]{{2,80}}?\s(?:could|would|will|may|might|can|should)\s+{_GIVING}"
    rf"|\b(?:let|allow|permit)\w*\s[^.;:]{{2,80}}?\s{_GIVING}",
    re.I,
)


def roles(compared: Comparison, pairs: Sequence[Counterpart]) -> Iterator[Alteration]:
    """One for each claim whose parties changed places, and for each giver that only assents in the original."""
    for pair in pairs:
        if pair.exchanged:
            if _names_moved(compared, pair):
                yield _of_parties(compared, pair)
        elif _gives_itself(compared, pair):
            giver = _giver(compared, pair)
            if giver is not None or _others_gone(compared, pair):
                yield _of_giver(compared, pair, giver)


def _names_moved(compared: Comparison, pair: Counterpart) -> bool:
    """True where what was changed in the sentence holds the name of one of the two: else it is read otherwise, not told so."""
    parties = (pair.original.party, pair.copy.party)
    edits = compared.changed(compared.copy.at(pair.copy.evidence))
    return any(
        party_named(version, party, version.told(words))
        for edit in edits
        for version, words in ((compared.original, edit.original), (compared.copy, edit.copy))
        for party in parties
    )


def _gives_itself(compared: Comparison, pair: Counterpart) -> bool:
    """True of a party that assents in the original, and in the copy gives."""
    theirs, ours = pair.original, pair.copy
    if theirs.act not in ASSENTS or _own_deed(_words(compared.original, theirs)):
        return False
    return (ours.act in GIVES or _own_deed(_words(compared.copy, ours))) and bool(
        compared.changed(compared.copy.at(ours.evidence))
    )


def _giver(compared: Comparison, pair: Counterpart) -> Claim | None:
    """The claim of the original whose party gives there, and no longer in the copy; `None` where there is none."""
    original, copy = compared.original, compared.copy
    theirs, ours = pair.original, pair.copy
    sentences = set(original.sentences_of(original.at(theirs.evidence)))
    here = set(copy.sentences_of(copy.at(ours.evidence)))
    still = {
        c.party for c in copy.account.claims if c.act in GIVES and here & set(copy.sentences_of(copy.at(c.evidence)))
    }
    for claim in original.account.claims:
        gives = claim.act in GIVES and claim.issue in (theirs.issue, ours.issue)
        other = claim.party != theirs.party and claim.party not in still
        if gives and other and sentences & set(original.sentences_of(original.at(claim.evidence))):
            return claim
    return None


def _others_gone(compared: Comparison, pair: Counterpart) -> bool:
    """True where the words tell another giver in the original, and none in the copy."""
    theirs, ours = _words(compared.original, pair.original), _words(compared.copy, pair.copy)
    return _OTHERS_DEED.search(theirs) is not None and _own_deed(ours) and _OTHERS_DEED.search(ours) is None


def _words(version: Version, claim: Claim) -> str:
    return claim.words or version.told(version.at(claim.evidence))


def _own_deed(words: str) -> bool:
    return _OWN_DEED.search(words) is not None


def _of_parties(compared: Comparison, pair: Counterpart) -> Alteration:
    theirs, ours = pair.original, pair.copy
    one, two = compared.original.name(theirs.party), compared.copy.name(ours.party)
    return Alteration(
        DisputeKind.ROLE,
        compared.original.side(theirs.evidence, (theirs,), compared.original.around(theirs)),
        compared.copy.side(ours.evidence, (ours,), compared.copy.around(ours)),
        f"in the original it is {one} that acts, in the copy {two}",
    )


def _of_giver(compared: Comparison, pair: Counterpart, giver: Claim | None) -> Alteration:
    theirs, ours = pair.original, pair.copy
    name = compared.original.name(theirs.party)
    gives = compared.original.name(giver.party) if giver else "another"
    return Alteration(
        DisputeKind.ROLE,
        compared.original.side(
            theirs.evidence, (theirs, giver) if giver else (theirs,), compared.original.around(theirs)
        ),
        compared.copy.side(ours.evidence, (ours,), compared.copy.around(ours)),
        f"in the original {name} assents and {gives} gives; in the copy {name} gives",
    )
