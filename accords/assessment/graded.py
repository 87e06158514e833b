"""Strength: the copy lets a party go further than the original did, or less far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accords.assessment.alteration import Alteration
from accords.assessment.counterparts import Counterpart
from accords.assessment.dispute import DisputeKind
from accords.assessment.version import Comparison, Edit, Version
from accords.claims.claim import Claim
from accords.vocabulary import Span, Spans
from accords.vocabulary.act import Strength

_FURTHEST = tuple(Strength)  # furthest first
# Words of the copy's sentence that are looked at on either side of a claim's own words.
_BESIDE = 3
# Of a condition's words, what of them the other version has or tells otherwise where it still has the condition.
_GONE = 0.5
# Of a sentence without a claim: the share of its words that are the original's, and the most words that may stand for others.
_MUCH, _FEW = 0.6, 6
# What tells how far somebody goes.
_GRADES = (
    (
        Strength.DESIRED,
        r"wants?|wanted|hop(?:e|es|ed|ing)|wish(?:es|ed)?|would like|aspires?|longs? (?:to|for)|dreams? of|seeks?|sought",
    ),
    (
        Strength.POSSIBLE,
        r"could|can|may|might|willing|ready|readiness|willingness|open to|prepared to|consider\w*|look(?:s|ed|ing)? (?:in)?to"
        r"|explor\w+|weigh(?:s|ed|ing)?|mull\w*|ponder\w*|study(?:ing)?|think(?:s|ing)? about|not rul\w+ out|float(?:s|ed|ing)?"
        r"|possib\w+|perhaps|maybe|discuss\w*|examin\w+|toy(?:s|ed|ing)? with",
    ),
    (Strength.CONDITIONAL, r"would|['’]d"),
    (
        Strength.UNDERTAKEN,
        r"will|shall|promis(?:es|ed|ing)|pledg(?:es|ed|ing)|vow(?:s|ed|ing)|commit(?:s|ted|ting)|undert(?:ook|akes?|aken)|going to|guarantees? to|sworn|swore",
    ),
    (
        Strength.ACTUAL,
        r"agree[sd]?|accept(?:s|ed)?|sign(?:s|ed)(?: off)?|approv(?:es|ed)|endors(?:es|ed)|assent(?:s|ed)|consent(?:s|ed)"
        r"|conced(?:es|ed)|grant(?:s|ed)|adopt(?:s|ed)|ratif(?:ies|ied)|gave|has given|back(?:s|ed)|began|begun|has started",
    ),
)
_GRADED = re.compile("|".join(rf"(?P<{s.name}>\b(?:{words})\b)" for s, words in _GRADES))
_MODAL = re.compile(r"(?:could|can|may|might|will|shall|would|['’](?:ll|d))$")
_SHIFTED = {Strength.CONDITIONAL, Strength.UNDERTAKEN}
_MONTH = re.compile(r"(?<!^)\bMay\b")
_HEDGE = re.compile(
    r"\b(?:probabl[ye]|possibly|perhaps|maybe|in principle|tentatively|potentially|reportedly|apparently|conditionally|provisionally|likely)\b"
)


def strengths(compared: Comparison, pairs: Sequence[Counterpart], lost: frozenset[str]) -> Iterator[Alteration]:
    """One for each claim of the copy that goes further, or less far, than its counterpart; what the words say goes first.

    Then one for each sentence in which a word of grade stands for another though no claim of both versions shows it.
    `lost` are the claims of the copy that lost their speaker: there "would" for "will" is the same grade, since after "said"
    it is what "will" is in a sentence of its own.
    """
    shown: set[int] = set()  # sentences of the copy
    for pair in pairs:
        theirs, ours = pair.original, pair.copy
        graded = theirs.strength is not None and ours.strength is not None
        if pair.exchanged or theirs.negated != ours.negated or not (graded or theirs.act.plover == ours.act.plover):
            continue
        edits = _edits(compared, pair)
        direct = ours.id in lost
        note = edits and (
            _by_words(compared, pair, edits, direct)
            or _by_condition(compared, pair)
            or _by_grades(compared, pair, edits)
        )
        shown.update(compared.copy.sentences_of(compared.copy.at(ours.evidence)) if edits else ())
        if note:
            yield Alteration(
                DisputeKind.STRENGTH,
                compared.original.side(theirs.evidence, (theirs,), compared.original.around(theirs)),
                compared.copy.side(ours.evidence, (ours,), compared.copy.around(ours)),
                note,
            )
    for sentence, changed in compared.edits.items():
        if sentence not in shown:
            yield from _by_text(compared, sentence, changed)


def _by_text(compared: Comparison, sentence: int, edits: Sequence[Edit]) -> Iterator[Alteration]:
    """A few words that tell another grade, outside quotation marks, in a sentence that is otherwise much the same."""
    original, copy = compared.original, compared.copy
    words = copy.in_sentences((sentence,))
    if sum(word in compared.equal for word in words) < _MUCH * len(words):
        return
    for edit in edits:
        if not 0 < len(edit.original) <= _FEW or not 0 < len(edit.copy) <= _FEW or copy.quoted & set(edit.copy):
            continue
        before, after = _grade(original.told(edit.original)), _grade(copy.told(edit.copy))
        if before is None or after is None or before is after or {before, after} == _SHIFTED:
            continue
        one, two = original.spans_of(edit.original), copy.spans_of(edit.copy)
        yield Alteration(
            DisputeKind.STRENGTH,
            original.side(one, original.claims_in(one[0]), original.sayings_in(one[0])),
            copy.side(two, copy.claims_in(two[0]), copy.sayings_in(two[0])),
            _note(
                _up(before, after), f"“{_flat(original.told(edit.original))}” becomes “{_flat(copy.told(edit.copy))}”"
            ),
        )
        return


def _edits(compared: Comparison, pair: Counterpart) -> list[Edit]:
    """What was changed in the words of the two claims and right beside them."""
    theirs, ours = _near(compared.original.at(_words(pair.original))), _near(compared.copy.at(_words(pair.copy)))
    return [
        edit
        for edit in compared.changed(compared.copy.at(pair.copy.evidence))
        if any(word in ours for word in edit.copy) or (not edit.copy and any(word in theirs for word in edit.original))
    ]


def _words(claim: Claim) -> Spans:
    return (*claim.evidence, *claim.trigger)


def _near(words: Sequence[int]) -> range:
    return range(words[0] - _BESIDE, words[-1] + 1 + _BESIDE) if words else range(0)


def _by_words(compared: Comparison, pair: Counterpart, edits: Sequence[Edit], direct: bool) -> str | None:
    """What stands for "could" is told first; then a hedge that is gone or new."""
    triggers = _triggers(compared, pair)
    for edit in edits:
        lost, new = compared.original.told(edit.original), compared.copy.told(edit.copy)
        beside = _beside(edit, triggers)
        before, after = _grade(lost, beside), _grade(new, beside)
        if direct and {before, after} == _SHIFTED:
            continue
        if before and after and before is not after:
            return _note(_up(before, after), f"“{_flat(lost)}” becomes “{_flat(new)}”")
    hedges = [
        {m.group() for edit in edits for m in _HEDGE.finditer(version.told(words).casefold())}
        for version, words in (
            (compared.original, [w for e in edits for w in e.original]),
            (compared.copy, [w for e in edits for w in e.copy]),
        )
    ]
    gone, come = hedges[0] - hedges[1], hedges[1] - hedges[0]
    if bool(gone) is not bool(come):
        word = min(gone or come)
        return _note(bool(gone), f"“{word}” is {'left out' if gone else 'put in'}")
    return None


def _by_condition(compared: Comparison, pair: Counterpart) -> str | None:
    """A condition of the one that the other does not have: that it is gone, and not merely missed by who read it."""
    before, after = pair.original.condition, pair.copy.condition
    original, copy = compared.original, compared.copy
    if before and not after:
        words = _condition(original, pair.original)
        there = {here for here, words_there in compared.instead.items() if words_there & set(words)}
        lost = sum(word in compared.kept for word in words) + len(there) < _GONE * len(words)
        return _note(True, f"the condition “{_flat(before)}” is left out") if lost else None
    if after and not before:
        words = _condition(copy, pair.copy)
        new = sum(word in compared.equal or bool(compared.instead.get(word)) for word in words) < _GONE * len(words)
        return _note(False, f"the condition “{_flat(after)}” is put in") if new else None
    return None


def _condition(version: Version, claim: Claim) -> list[int]:
    """The words of the claim's condition, from its conjunction on; empty where they are not those of its sentences."""
    near = version.in_sentences(version.sentences_of(version.at(claim.evidence)))
    if not near or not claim.condition:
        return []
    start, end = version.words.spans[near[0]].start, version.words.spans[near[-1]].end
    at = version.text.casefold().find(claim.condition.casefold(), start, end)
    return list(version.range_of(Span(at, at + len(claim.condition)))) if at >= 0 else []


def _by_grades(compared: Comparison, pair: Counterpart, edits: Sequence[Edit]) -> str | None:
    """The grades that the two claims were read with, where words that may tell them were changed."""
    before, after = pair.original.strength, pair.copy.strength
    if before is None or after is None or before is after:
        return None
    triggers = _triggers(compared, pair)
    if not any(_beside(edit, triggers) for edit in edits):
        return None
    same = {
        _grade(version.told(version.at(_words(claim))))
        for version, claim in ((compared.original, pair.original), (compared.copy, pair.copy))
    }
    if len(same) == 1 and None not in same:
        return None  # the words tell the same grade in both
    return _note(_up(before, after), f"from {before.value} to {after.value}")


def _triggers(compared: Comparison, pair: Counterpart) -> tuple[range, range] | None:
    """The words that carry the two acts and those right beside them; `None` where one is not told."""
    theirs, ours = compared.original.at(pair.original.trigger), compared.copy.at(pair.copy.trigger)
    return (_near(theirs), _near(ours)) if theirs and ours else None


def _beside(edit: Edit, triggers: tuple[range, range] | None) -> bool:
    return triggers is None or any(w in triggers[0] for w in edit.original) or any(w in triggers[1] for w in edit.copy)


def _grade(words: str, verbs: bool = True) -> Strength | None:
    """The least of the grades that the words tell: "could agree" is possible. Without `verbs` modal ones alone count."""
    matches = _GRADED.finditer(_MONTH.sub("", words).casefold())
    found = [Strength[str(m.lastgroup)] for m in matches if verbs or _MODAL.match(m.group())]
    return max(found, key=_FURTHEST.index) if found else None


def _up(before: Strength, after: Strength) -> bool:
    return _FURTHEST.index(after) < _FURTHEST.index(before)


def _note(up: bool, what: str) -> str:
    return f"{'raised' if up else 'lowered'}: {what}"


def _flat(words: str) -> str:
    return " ".join(words.split())
