"""Finds the few texts among many that may be copies of a text: MinHash of two kinds of shingles, and hash tables over it."""

from __future__ import annotations

from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from accords.documents.word_forms import SMALL, WordForms

# Values of a signature. One row a band: two texts meet where any one value agrees, which they do at a Jaccard index of 0.1
# with a chance of 0.999, so that a lead alone finds the whole story, and half of the words another half.
_ROWS = 64
_OUTLINE = 3  # names and figures in a row
_RUN = 5  # content words in a row, inside a sentence
_SEEDS = (1, 2)


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

    def likeness(self, other: Sketch) -> float:
        """The sum of both estimated Jaccard indices, 0 to 2, in steps of 1/64."""
        return self.outline_likeness(other) + _jaccard(self.runs, other.runs)

    def outline_likeness(self, other: Sketch) -> float:
        """How far names and figures come in the same order: the estimated Jaccard index of the outlines, 0 to 1."""
        return _jaccard(self.outline, other.outline)


class Neighbours:
    """Sketches by number. What is near depends on the two sketches alone."""

    def __init__(self) -> None:
        # The threshold is that of a comparison which is not used here.
        self._outlines = RMinHashLSH(0.5, _ROWS, _ROWS)
        self._runs = RMinHashLSH(0.5, _ROWS, _ROWS)

    def add(self, number: int, sketch: Sketch) -> None:
        if sketch.outline is not None:
            self._outlines.insert(number, sketch.outline)
        if sketch.runs is not None:
            self._runs.insert(number, sketch.runs)

    def remove(self, number: int, sketch: Sketch) -> None:
        if sketch.outline is not None:
            self._outlines.remove(number)
        if sketch.runs is not None:
            self._runs.remove(number)

    def near(self, sketch: Sketch) -> set[int]:
        """The numbers of all sketches of which one value or more agrees."""
        found: set[int] = set()
        if sketch.outline is not None:
            found.update(self._outlines.query(sketch.outline))
        if sketch.runs is not None:
            found.update(self._runs.query(sketch.runs))
        return found


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
