"""Two texts side by side, sentence by sentence: what a copy says in place of what its original says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from accords.documents.alignment import aligned_sentences
from accords.documents.word_forms import WordForms
from accords.presentation.pages.word_changes import Change, Run, Runs, word_changes
from accords.reading.sentences import unwrapped
from accords.vocabulary import Span

# From so many sentences in a row that are the same on they are folded: one or two are read as what stands around a change.
_FOLDED = 3
_KEPT = 64  # pairs of texts whose lines are kept: those of the leaves that were asked for last
# Code points of each text that are compared: 6,000 words, some tenths of a second. What comes after is not looked at.
COMPARED = 40_000


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the copy beside those of the original that it renders. Either side may be empty. `moved`: in the original it
    stands before what the copy has already told."""

    runs: Runs
    moved: bool = False

    @property
    def original(self) -> str:
        return "".join(run.original for run in self.runs)

    @property
    def copy(self) -> str:
        return "".join(run.copy for run in self.runs)

    @property
    def is_same(self) -> bool:
        return all(run.change is Change.KEPT for run in self.runs)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines in a row. `folded`: they are the same in both, and are shown when asked for."""

    lines: tuple[Line, ...]
    folded: bool


@lru_cache(maxsize=_KEPT)
def lines_of(original: str, copy: str) -> tuple[Line, ...]:
    """In the copy's order; what the copy left out stands behind what it stands behind in the original."""
    original, copy = unwrapped(original[:COMPARED]), unwrapped(copy[:COMPARED])
    theirs, ours = _Sentences.of(original), _Sentences.of(copy)
    rendered: list[tuple[tuple[int, ...], tuple[int, ...]]] = []  # sentences of the original, sentences of the copy
    lost: list[int] = []
    for pair in aligned_sentences(original, copy):
        there: tuple[int, ...] = () if pair.original is None else (theirs.at[pair.original.start],)
        here: tuple[int, ...] = () if pair.copy is None else (ours.at[pair.copy.start],)
        if not here:
            lost += there
        elif rendered and rendered[-1][1] == here:  # two sentences that became one
            rendered[-1] = (rendered[-1][0] + there, here)
        elif rendered and there and rendered[-1][0] == there:  # one that became two
            rendered[-1] = (there, rendered[-1][1] + here)
        else:
            rendered.append((there, here))
    behind = _behind(rendered, lost)
    lines = [Line(word_changes(theirs.words((own,)), "")) for own in behind[-1]]
    furthest = -1
    for number, (there, here) in enumerate(rendered):
        one, two = theirs.words(there), ours.words(here)
        lines.append(Line(word_changes(one, two), moved=bool(there) and there[0] < furthest))
        furthest = max(furthest, *there) if there else furthest
        lines += [Line(word_changes(theirs.words((own,)), "")) for own in behind[number]]
    return tuple(lines)


def stretches(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The same lines, long runs of unchanged ones folded."""
    return tuple(_stretches(lines))


def _stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    waiting: list[Line] = []
    for same, several in groupby(lines, key=lambda line: line.is_same and not line.moved):
        rows = list(several)
        if same and len(rows) >= _FOLDED:
            if waiting:
                yield Stretch(tuple(waiting), folded=False)
                waiting = []
            yield Stretch(tuple(rows), folded=True)
        else:
            waiting += rows
    if waiting:
        yield Stretch(tuple(waiting), folded=False)


def shortened(runs: Runs, most: int) -> Runs:
    """The runs with the midst of long kept ones left out, where one is longer than `most` code points."""
    return tuple(_short(run, most) if run.change is Change.KEPT else run for run in runs)


def _short(run: Run, most: int) -> Run:
    return Run(run.change, _without_midst(run.original, most), _without_midst(run.copy, most))


def _without_midst(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most // 2].rstrip()} … {words[-(most // 2) :].lstrip()}"


def _behind(rendered: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], lost: Sequence[int]) -> dict[int, list[int]]:
    """The number of a rendering -> the lost sentences that stand behind it; -1: those before all."""
    place = {own: number for number, (there, _) in enumerate(rendered) for own in there}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for own in lost:
        place[own] = place.get(own - 1, -1)
        found[place[own]].append(own)
    return found


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a text with their marks; `at`: where one's first word begins -> its number."""

    told: list[str]
    at: dict[int, int]

    @classmethod
    def of(cls, text: str) -> _Sentences:
        words = WordForms.of(text)
        spans = [words.span(sentence) for sentence in words.sentences]
        edges = [0, *(_edge(text, one, two) for one, two in pairwise(spans)), len(text)]
        told = [" ".join(text[a:b].split()) for a, b in pairwise(edges)]
        return cls(told, {span.start: number for number, span in enumerate(spans)})

    def words(self, numbers: Sequence[int]) -> str:
        return " ".join(self.told[number] for number in numbers)


def _edge(text: str, one: Span, two: Span) -> int:
    """Where one sentence ends and the next begins: at the first space between the last word of the one and the first of the other."""
    return next((at for at in range(one.end, two.start) if text[at].isspace()), two.start)
