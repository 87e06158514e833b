"""Which words of an original stand in its copy, and which were replaced, dropped or added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from rapidfuzz.distance import Indel, LCSseq

from accords.documents.word_forms import SMALL, WordForms
from accords.vocabulary import Span

_ANCHOR = 3  # words in a row that fix an alignment, before the words between such runs are aligned
_ISLAND = 2  # small words alone in the midst of changes are a chance meeting, up to so many
_CHANGED = 3  # words changed on either side of an island
# Shares of content words in order, set on the gold copies and on generated ones (tests/documents/stories.py).
_ALIKE = 0.4
_CONTAINED = 0.6
_TRIED = 6  # sentences compared with one; those that share the most content words


class Kind(StrEnum):
    EQUAL = "equal"
    REPLACED = "replaced"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, `[start, end)` code points of each text, from the first word to the last.

    Equal is what differs in case, typography or punctuation alone. Of a dropped piece the span in the copy is empty and
    stands where the words would be; of an added one the span in the original.
    """

    kind: Kind
    original: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the original and the sentence of the copy that tells the same; `None` where there is none.

    `likeness`: the content words that both have in the same order, by the geometric mean of their numbers; 0 to 1.
    """

    original: Span | None
    copy: Span | None
    likeness: float


def aligned(original: str, copy: str) -> list[Piece]:
    """The two texts as runs of words in the order of both; equal and changed runs take turns.

    Words keep their order, so a sentence that was moved is dropped in one place and added in another: `aligned_sentences`
    finds it. Two texts of 5,000 words take some hundredths of a second.
    """
    first, second = WordForms.of(original), WordForms.of(copy)
    runs = _without_islands(first, _runs(first.forms, second.forms), len(second.forms))
    pieces: list[Piece] = []
    at_first = at_second = 0
    for start, other, length in [*runs, (len(first.forms), len(second.forms), 0)]:
        before, beside = range(at_first, start), range(at_second, other)
        if before or beside:
            kind = Kind.REPLACED if before and beside else Kind.DROPPED if before else Kind.ADDED
            pieces.append(Piece(kind, first.span(before), second.span(beside)))
        at_first, at_second = start + length, other + length
        if length:
            same = first.span(range(start, at_first)), second.span(range(other, at_second))
            pieces.append(Piece(Kind.EQUAL, *same))
    return pieces


def aligned_sentences(original: str, copy: str) -> list[SentencePair]:
    """Each sentence of the copy with the sentence of the original that it renders, moved or not, in the copy's order.

    Added ones have no original. Then follow the original's sentences that no sentence of the copy renders, in their order.
    A sentence may stand in two pairs, where two were joined or one was divided.
    """
    first, second = WordForms.of(original), WordForms.of(copy)
    theirs, ours = [_content(first, s) for s in first.sentences], [_content(second, s) for s in second.sentences]
    best = _best(ours, theirs)
    back = _best(theirs, ours)
    best |= _between(second, first, best, {number for number, _ in best.values()} | set(back))
    pairs: list[SentencePair] = []
    rendered = {number for number, _ in best.values()}
    pointing: defaultdict[int, list[int]] = defaultdict(list)
    for there, (here, _) in back.items():
        pointing[here].append(there)
    for here, words in enumerate(second.sentences):
        joined = [there for there in pointing.get(here, ()) if there not in rendered]
        found = sorted({best[here][0], *joined} if here in best else joined)
        for there in found:
            likeness = best[here][1] if here in best and best[here][0] == there else back[there][1]
            pairs.append(SentencePair(first.span(first.sentences[there]), second.span(words), likeness))
            rendered.add(there)
        if not found:
            pairs.append(SentencePair(None, second.span(words), 0.0))
    lost = (words for number, words in enumerate(first.sentences) if number not in rendered)
    return [*pairs, *(SentencePair(first.span(words), None, 0.0) for words in lost)]


# A run: where it begins in the first sequence, where in the second, and how many words it has.
Run = tuple[int, int, int]


def _runs(first: Sequence[str], second: Sequence[str]) -> list[Run]:
    """Equal runs in order. Longer runs are fixed first: small words alone would drag the rest with them."""
    numbers: dict[object, int] = {}
    anchors = _equal(*(_numbered(_grams(words), numbers) for words in (first, second)))
    fixed = [(a, b, length + _ANCHOR - 1) for a, b, length in anchors]
    one, two = _numbered(first, numbers), _numbered(second, numbers)
    found: list[Run] = []
    at_first = at_second = 0
    for a, b, length in [*fixed, (len(one), len(two), 0)]:
        skip = max(at_first - a, at_second - b, 0)  # two anchors may overlap in one of the texts
        if skip and skip >= length:
            continue
        a, b, length = a + skip, b + skip, length - skip
        between = _equal(one[at_first:a], two[at_second:b])
        found += [(at_first + x, at_second + y, n) for x, y, n in between]
        if length:
            found.append((a, b, length))
        at_first, at_second = a + length, b + length
    return _joined(found)


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _ANCHOR]) for i in range(len(words) - _ANCHOR + 1)]


def _numbered(items: Iterable[object], numbers: dict[object, int]) -> list[int]:
    return [numbers.setdefault(item, len(numbers)) for item in items]


def _equal(first: list[int], second: list[int]) -> list[Run]:
    if not first or not second:
        return []
    steps = Indel.opcodes(first, second)
    return [(o.src_start, o.dest_start, o.src_end - o.src_start) for o in steps if o.tag == "equal"]


def _joined(runs: list[Run]) -> list[Run]:
    out: list[Run] = []
    for a, b, length in runs:
        if out and (out[-1][0] + out[-1][2], out[-1][1] + out[-1][2]) == (a, b):
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + length)
        else:
            out.append((a, b, length))
    return out


def _without_islands(first: WordForms, runs: list[Run], length_of_second: int) -> list[Run]:
    """Without the runs of a few small words that have more changed words than a few on both sides."""
    kept: list[Run] = []
    for number, (a, b, length) in enumerate(runs):
        if length <= _ISLAND and all(form in SMALL for form in first.forms[a : a + length]):
            before = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
            after = runs[number + 1][:2] if number + 1 < len(runs) else (len(first.forms), length_of_second)
            gaps = (max(a - before[0], b - before[1]), max(after[0] - a - length, after[1] - b - length))
            if min(gaps) >= _CHANGED:
                continue
        kept.append((a, b, length))
    return kept


def _content(words: WordForms, sentence: range) -> list[str]:
    """The content words of a sentence; all of its words where it has hardly any."""
    forms = words.forms[sentence.start : sentence.stop]
    content = [form for form in forms if form not in SMALL]
    return content if len(content) > 2 else list(forms)


def _best(ours: list[list[str]], theirs: list[list[str]]) -> dict[int, tuple[int, float]]:
    """For each of our sentences that tells the same as one of theirs: the number of that one, and how alike they are."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(theirs):
        for word in set(words):
            holding[word].append(number)
    found: dict[int, tuple[int, float]] = {}
    for number, words in enumerate(ours):
        common: Counter[int] = Counter()
        for word in set(words):
            common.update(holding.get(word, ()))
        ranked = sorted(common.items(), key=lambda item: (-item[1] / sqrt(len(theirs[item[0]])), item[0]))[:_TRIED]
        scored = [(_likeness(words, theirs[other]), -abs(other - number), other) for other, _ in ranked]
        if scored and (top := max(scored))[0] > 0:
            found[number] = (top[2], top[0])
    return found


def _between(
    second: WordForms, first: WordForms, best: dict[int, tuple[int, float]], taken: set[int]
) -> dict[int, tuple[int, float]]:
    """Of sentences without a partner those that stand between the same neighbours in both texts and share words of any kind.

    A sentence of which each content word was replaced is known by its small words and by its place.
    """
    found: dict[int, tuple[int, float]] = {}
    at = -1  # the last sentence of the original that has a partner before this place
    for number, words in enumerate(second.sentences):
        if number in best:
            at = best[number][0]
            continue
        scored = []
        for there in range(at + 1, min(at + 1 + _TRIED, len(first.sentences))):
            if there in taken:
                continue
            other = first.sentences[there]
            one, two = second.forms[words.start : words.stop], first.forms[other.start : other.stop]
            scored.append((LCSseq.similarity(one, two) / sqrt(len(one) * len(two)), -there))
        if scored and (top := max(scored))[0] >= _ALIKE:
            at = -top[1]
            found[number] = (at, top[0])
    return found


def _likeness(first: list[str], second: list[str]) -> float:
    """0 where the two do not tell the same."""
    common = LCSseq.similarity(first, second)
    likeness = common / sqrt(len(first) * len(second))
    contained = common >= 4 and common >= _CONTAINED * min(len(first), len(second))
    return likeness if likeness >= _ALIKE or contained else 0.0
