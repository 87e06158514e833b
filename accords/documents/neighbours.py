"""Finds the few texts among many that may be copies of a text: MinHash of two kinds of shingles, and hash tables over it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from rensa import RMinHash

from accords.documents.word_forms import SMALL, WordForms

# Values of a signature. Two texts meet where any one value agrees, which they do at a Jaccard index of 0.1 with a chance of
# 0.999, so that a lead alone finds the whole story, and half of the words another half.
_ROWS = 64
_OUTLINE = 3  # names and figures in a row
_RUN = 5  # content words in a row, inside a sentence
_SEEDS = (1, 2)
# Of the older ones that agree in a value, so many of the first and of the last are candidates.
_FIRST, _LAST = 16, 48


class Age(NamedTuple):
    """What is older comes first: by day (published, else fetched); that day an agency's own text, then what was fetched first."""

    day: date
    retold: bool
    fetched: datetime
    report: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """Signatures of a text: of its names and figures, which a rewriting leaves, and of its runs of content words.

    `None` where the text has too few of either.
    """

    outline: RMinHash | None
    runs: RMinHash | None

    @classmethod
    def of(cls, text: str) -> Sketch:
        words = WordForms.of(text)
        return cls(_signature(outline_shingles(words), _SEEDS[0]), _signature(run_shingles(words), _SEEDS[1]))

    def values(self) -> Iterator[int]:
        """The values of both signatures, told apart by their places in them."""
        for kind, signature in enumerate((self.outline, self.runs)):
            if signature is not None:
                for row, value in enumerate(signature.digest(), kind * _ROWS):
                    yield row << 32 | value

    def likeness(self, other: Sketch) -> float:
        """The sum of both estimated Jaccard indices, 0 to 2, in steps of 1/64."""
        return self.outline_likeness(other) + _jaccard(self.runs, other.runs)

    def outline_likeness(self, other: Sketch) -> float:
        """How far names and figures come in the same order: the estimated Jaccard index of the outlines, 0 to 1."""
        return _jaccard(self.outline, other.outline)


class Neighbours:
    """Sketches, each under the age of its report. A sketch is a candidate where one value or more agrees.

    A value that very many agree in (the lines that a site sets under all of its texts, the names of one round of talks) tells
    little, and would make every report a candidate for every other: of those that are older, the first few count, since an
    original is among them, and the last few, since copies follow within days. So a candidate costs the same however many
    there are, and what is known later changes nothing.
    """

    def __init__(self) -> None:
        # Nearly all values stand in one sketch alone: those need no list.
        self._holding: dict[int, Age | list[Age]] = {}

    def add(self, age: Age, sketch: Sketch) -> None:
        for value in sketch.values():
            there = self._holding.setdefault(value, age)
            if isinstance(there, list):
                insort(there, age)
            elif there is not age:
                self._holding[value] = sorted((there, age))

    def remove(self, age: Age, sketch: Sketch) -> None:
        for value in sketch.values():
            there = self._holding[value]
            if isinstance(there, list):
                del there[bisect_left(there, age)]
            if there in (age, []):
                del self._holding[value]

    def before(self, age: Age, sketch: Sketch) -> set[Age]:
        """The older ones that are candidates for this one, which may be held or not."""
        found: set[Age] = set()
        for there in self._where(sketch):
            end = bisect_left(there, age)
            found.update(there[: min(end, _FIRST)], there[max(end - _LAST, 0) : end])
        return found

    def after(self, age: Age, sketch: Sketch) -> set[Age]:
        """The younger ones whose candidates are others when this one comes or goes; it is held."""
        found: set[Age] = set()
        for there in self._where(sketch):
            at = bisect_left(there, age)
            found.update(there[at + 1 : None if at < _FIRST else at + 1 + _LAST])
        return found

    def _where(self, sketch: Sketch) -> Iterator[Sequence[Age]]:
        for value in sketch.values():
            there = self._holding.get(value)
            if there is not None:
                yield there if isinstance(there, list) else (there,)


def outline_shingles(words: WordForms) -> set[str]:
    """Three names or figures in a row, quotations left out. Of a name of several words the last counts."""
    outline: list[str] = []
    for sentence in words.sentences:
        last, counted = -2, False  # the last word with a capital, and whether its run stands in the outline
        for i in sentence:
            form = words.forms[i]
            if words.quoted[i]:
                continue
            if form[0].isdigit():
                outline.append(form)
            elif form not in SMALL and words.text[words.spans[i].start].isupper():
                if last == i - 1 and counted:
                    outline[-1] = form
                elif i != sentence.start:  # a first word has its capital anyway
                    outline.append(form)
                counted = i != sentence.start
                last = i
    return {" ".join(outline[i : i + _OUTLINE]) for i in range(len(outline) - _OUTLINE + 1)}


def run_shingles(words: WordForms) -> set[str]:
    """Five content words in a row inside a sentence, quotations left out; shorter sentences count as a whole."""
    found: set[str] = set()
    for sentence in words.sentences:
        kept = [words.forms[i] for i in sentence if words.forms[i] not in SMALL and not words.quoted[i]]
        found.update(" ".join(kept[i : i + _RUN]) for i in range(max(len(kept) - _RUN + 1, 1)) if len(kept) > 2)
    return found


def _jaccard(one: RMinHash | None, other: RMinHash | None) -> float:
    return float(one.jaccard(other)) if one is not None and other is not None else 0.0


def _signature(shingles: set[str], seed: int) -> RMinHash | None:
    if not shingles:
        return None
    signature = RMinHash(_ROWS, seed)
    signature.update(list(shingles))
    return signature
