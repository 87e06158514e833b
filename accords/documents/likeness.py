"""How much of one text stands in another, told so that a copy differs from a second story on the same matter.

Compared are the content words of sentences outside quotation marks: two reporters at one press conference share its quotations,
two copies share the sentences around them. Both texts alone decide, so that an answer never changes with what else is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from rapidfuzz.distance import LCSseq

from accords.documents.word_forms import SMALL, WordForms

_SHARED = 3  # content words in the same order; fewer say nothing
_FAINT = 0.2  # share of the longer sentence's words that both must hold to be compared at all
_BRIEF = 24  # added to a text's length in content words: one sentence alike is little, however short the text
_OTHER = 0.1  # what is left of a match where figures or names contradict it
_NARRATIVE = 40  # content words outside quotation marks that are enough to judge by
# Lines that a site sets under or between its texts, whatever they are about.
_FURNITURE = re.compile(
    r"subscri|newsletter|sign up|log in|follow us|all rights reserved|copyright|©|first published|read more|also read"
    r"|read also|related (?:stories|articles)|advertisement|share this|click here|download (?:our|the) app|become a member"
    r"|terms of (?:use|service)|privacy policy|cookies|whatsapp|support (?:independent|our) journalism|live updates|editor[’']s note",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Content words in order; those of them that are figures; those that are names (capitals inside the sentence)."""

    words: tuple[str, ...]
    figures: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells in its own voice: its sentences of three content words and more; `length` counts their words."""

    sentences: tuple[Sentence, ...]
    length: int
    holding: Mapping[str, tuple[int, ...]]  # word -> the sentences that hold it


@lru_cache(maxsize=4096)
def told(text: str) -> Told:
    words = WordForms.of(text)
    outside = _sentences(words, quoted=False)
    if sum(len(s.words) for s in outside) < _NARRATIVE:
        outside = _sentences(words, quoted=True)
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(outside):
        for word in set(sentence.words):
            holding[word].append(number)
    length = sum(len(s.words) for s in outside)
    return Told(tuple(outside), length, {word: tuple(numbers) for word, numbers in holding.items()})


def _sentences(words: WordForms, *, quoted: bool) -> list[Sentence]:
    found = []
    for sentence in words.sentences:
        kept = [i for i in sentence if words.forms[i] not in SMALL and (quoted or not words.quoted[i])]
        if len(kept) < _SHARED or _asked(words, sentence) or _FURNITURE.search(words.text, *words.span(sentence)):
            continue
        figures = frozenset(words.forms[i] for i in kept if words.forms[i][0].isdigit())
        names = frozenset(
            words.forms[i] for i in kept if i != sentence.start and words.text[words.spans[i].start].isupper()
        )
        found.append(Sentence(tuple(words.forms[i] for i in kept), figures, names))
    return found


def _asked(words: WordForms, sentence: range) -> bool:
    """True of a question: one reporter puts the same to many."""
    end = words.spans[sentence.stop - 1].end
    return words.text[end : end + 1] == "?"


def likeness(one: str, other: str) -> float:
    """0 to 1, the same both ways: how much of the one text stands in the other, sentence by sentence, in whatever order.

    For each sentence of the one, the sentence of the other that shares most of its content words in the same order counts
    with that number of words, weighed down by how much of the two sentences they leave out, and by figures and names that
    differ. The sum is set against the length of the one; the greater of the two directions counts, since a copy may be
    shortened or grown.
    """
    first, second = told(one), told(other)
    if not first.sentences or not second.sentences:
        return 0.0
    lengths = [len(sentence.words) for sentence in second.sentences]
    best_first, best_second = [0.0] * len(first.sentences), [0.0] * len(second.sentences)
    for number, sentence in enumerate(first.sentences):
        common = [0] * len(second.sentences)
        for word in set(sentence.words):
            for there in second.holding.get(word, ()):
                common[there] += 1
        for there, shared in enumerate(common):
            if shared >= _SHARED and shared >= _FAINT * max(len(sentence.words), lengths[there]):
                weight = _weight(sentence, second.sentences[there])
                best_first[number] = max(best_first[number], weight)
                best_second[there] = max(best_second[there], weight)
    return max(sum(best_first) / (first.length + _BRIEF), sum(best_second) / (second.length + _BRIEF))


def _weight(one: Sentence, other: Sentence) -> float:
    common = int(LCSseq.similarity(one.words, other.words))
    if common < _SHARED:
        return 0.0
    weight = common * common / sqrt(len(one.words) * len(other.words))
    if one.figures and other.figures and not one.figures & other.figures:
        weight *= _OTHER
    if one.names and other.names:
        shared = len(one.names & other.names) / min(len(one.names), len(other.names))
        weight *= _OTHER + (1 - _OTHER) * shared
    return weight
