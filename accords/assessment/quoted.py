"""Words altered inside quotation marks: quotation against quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from accords.assessment.alteration import Alteration
from accords.assessment.dispute import DisputeKind
from accords.assessment.house_style import plain
from accords.assessment.version import Comparison, Version
from accords.documents.word_forms import SMALL
from accords.reading.reading import Mode
from accords.vocabulary import Span

# What two quotations share, by the shorter, from which one is a rendering of the other; with fewer words in common each must
# be the only one of its sentence, neither twice as long as the other, and the sentences the same around them.
_SAME_QUOTATION = 0.4
_SAME_AROUND, _LEAST_AROUND = 0.4, 2
# From so many words on, a passage that the original tells in its own voice has no quotation marks by chance.
_TOLD = 4
_OMITTED = re.compile(r"…|\.\.\.|\. \. \.|\[|\]|\*\*\*")
_BRACKETS = re.compile(r"\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)")
_CLOSING = "\"”“»’'‘"
_SHOWN = 12  # words of a note


@dataclass(frozen=True, slots=True)
class _Said:
    """Quoted words one by one: in plain form, and the number of the word that each belongs to."""

    forms: list[str]
    words: list[int]

    @classmethod
    def of(cls, version: Version, words: Sequence[int]) -> _Said:
        rows = [(f, n) for n in words for f in plain(version.text[slice(*version.words.spans[n])])]
        return cls([f for f, _ in rows], [n for _, n in rows])


@dataclass(frozen=True, slots=True)
class _Difference:
    original: tuple[int, ...]
    copy: tuple[int, ...]


def words_altered(compared: Comparison) -> Iterator[Alteration]:
    """One for each quotation of the copy that has other words than the original's inside its marks.

    Not reported: typography, house style, a quotation shortened at its ends or left out, words dropped where a sign says so
    (… [..], or the quotation is interrupted), and words put in brackets.
    """
    original, copy = compared.original, compared.copy
    theirs = _quotations(original)
    holder = {word: number for number, span in enumerate(theirs) for word in original.range_of(span)}
    for span in copy.quotations:
        words = list(copy.range_of(span))
        if not words:
            continue
        chosen = _rendered(compared, words, theirs, holder)
        if chosen:
            spans = tuple(theirs[number] for number in chosen)
            found = _differences(original, copy, spans, span)
            if found:
                yield _altered(compared, spans, span, found)
        elif _is_told(compared, words, holder):
            place = original.spans_of(sorted({compared.equal[w] for w in words if w in compared.equal}))
            note = "the copy puts quotation marks around what the original tells in its own words"
            yield _alteration(compared, place, span, note)


def _quotations(version: Version) -> tuple[Span, ...]:
    """What stands between marks, and direct speech without them: the turns of a transcript."""
    turns = [
        place
        for saying in version.account.sayings
        if saying.attribution.mode is Mode.DIRECT
        for place in saying.attribution.content
        if not any(place.meets(span) for span in version.quotations)
    ]
    return tuple(sorted((*version.quotations, *turns)))


def _rendered(
    compared: Comparison, words: Sequence[int], theirs: Sequence[Span], holder: dict[int, int]
) -> tuple[int, ...]:
    """The quotations of the original that these words of the copy render, in order; several where they were joined."""
    equal = Counter(holder[w] for word in words if (w := compared.equal.get(word)) in holder)
    places = {holder[w] for w in compared.original.in_sentences(compared.rendered(words)) if w in holder}
    ours = _Said.of(compared.copy, words)
    chosen = []
    for number in sorted(set(equal) | places):
        there = list(compared.original.range_of(theirs[number]))
        said = _Said.of(compared.original, there)
        common = sum(m.size for m in SequenceMatcher(None, said.forms, ours.forms, False).get_matching_blocks())
        shorter = min(len(said.forms), len(ours.forms))
        content = any(compared.copy.words.forms[word] not in SMALL for word in words if word in compared.equal)
        alike = common >= _SAME_QUOTATION * shorter and (content or common >= 3)
        if alike or _same_place(compared, there, words):
            chosen.append((number, common))
    if not chosen:
        return ()
    best = max(chosen, key=lambda row: (row[1], equal[row[0]]))[0]
    # Joined quotations follow one another, and each gives words of its own.
    return tuple(n for n, _ in chosen if n == best or (abs(n - best) == 1 and equal[n] >= 3))


def _same_place(compared: Comparison, theirs: Sequence[int], ours: Sequence[int]) -> bool:
    """True of the only quotations of two sentences that say the same around them."""
    original, copy = compared.original, compared.copy
    if not len(ours) / 2 <= len(theirs) <= len(ours) * 2:
        return False
    around = []
    for version, words in ((original, theirs), (copy, ours)):
        sentence = version.in_sentences(version.sentences_of(words))
        if version.quoted & set(sentence) - set(words):
            return False
        around.append([word for word in sentence if word not in version.quoted])
    same = sum(compared.equal.get(word) in set(around[0]) for word in around[1])
    return same >= _LEAST_AROUND and same >= _SAME_AROUND * min(map(len, around))


def _is_told(compared: Comparison, words: Sequence[int], holder: dict[int, int]) -> bool:
    """True of words that stand in a row in the original, none of them quoted there."""
    there = [compared.equal.get(word) for word in words]
    if len(words) < _TOLD or any(word is None or word in holder for word in there):
        return False
    known = [word for word in there if word is not None]
    return known == list(range(known[0], known[0] + len(known)))


def _differences(original: Version, copy: Version, theirs: Sequence[Span], ours: Span) -> list[_Difference]:
    one = _Said.of(original, [word for span in theirs for word in original.range_of(span)])
    two = _Said.of(copy, copy.range_of(ours))
    bracketed = _bracketed(original, theirs), _bracketed(copy, (ours,))
    ends = {original.range_of(span).stop for span in theirs} | {original.range_of(span).start for span in theirs}
    closed = copy.text[ours.end : ours.end + 1] in _CLOSING and ours.end < len(copy.text)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, one.forms, two.forms, False).get_opcodes():
        if tag == "equal" or "".join(one.forms[a:b]) == "".join(two.forms[c:d]):
            continue
        lost = tuple(dict.fromkeys(w for w in one.words[a:b] if w not in bracketed[0]))
        new = tuple(dict.fromkeys(w for w in two.words[c:d] if w not in bracketed[1]))
        if not new and (not lost or len(new) < d - c or c == 0 or c == len(two.forms)):
            continue  # in brackets, or shortened at an end
        if not lost and b - a:
            continue  # what the original has in brackets
        if not new and (lost[0] in ends or lost[-1] + 1 in ends or _omitted(copy, two.words[c - 1], two.words[c])):
            continue  # shortened at the end of one of two that were joined, or a sign says so
        if not lost and not closed and d == len(two.forms):
            continue  # marks that never close hold what follows as well
        found.append(_Difference(lost, new))
    return found


def _omitted(version: Version, before: int, after: int) -> bool:
    spans = version.words.spans
    return _OMITTED.search(version.text, spans[before].end, spans[after].start) is not None


def _bracketed(version: Version, spans: Sequence[Span]) -> frozenset[int]:
    places = (m for span in spans for m in _BRACKETS.finditer(version.text, *span))
    return frozenset(word for m in places for word in version.range_of(Span(*m.span())))


def _altered(compared: Comparison, theirs: tuple[Span, ...], ours: Span, found: Sequence[_Difference]) -> Alteration:
    longest = max(found, key=lambda d: (len(d.original) + len(d.copy), -min((*d.original, *d.copy))))
    lost, new = _shown(compared.original, longest.original), _shown(compared.copy, longest.copy)
    if lost and new:
        what = f"“{lost}” becomes “{new}”"
    else:
        what = f"“{lost}” is dropped without a sign" if lost else f"“{new}” is added"
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return _alteration(compared, theirs, ours, f"inside the quotation marks {what}{more}")


def _shown(version: Version, words: Sequence[int]) -> str:
    told = " ".join(version.told(words[:_SHOWN]).split())
    return f"{told} …" if len(words) > _SHOWN else told


def _alteration(compared: Comparison, theirs: tuple[Span, ...], ours: Span, note: str) -> Alteration:
    original, copy = compared.original, compared.copy
    claims = {c.id: c for span in theirs for c in original.claims_in(span)}
    sayings = {s.id: s for span in theirs for s in original.sayings_in(span)}
    return Alteration(
        DisputeKind.WORDS_ALTERED,
        original.side(theirs, claims.values(), sayings.values()),
        copy.side((ours,), copy.claims_in(ours), copy.sayings_in(ours)),
        note,
    )
