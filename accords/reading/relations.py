"""The model's scores -> attribution relations: cues from the first look, each cue's source and content from the second.

The first look tags every word once, so it holds one layer of contents; arcs lead from a content to its cue. The second look,
at one cue and its paragraph, tags what each word is to that cue, so that a content may hold another cue and words between two
cues go to either or to both. Measured: docs/decisions/tagger.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from accords.reading.relation import Relation
from accords.reading.viterbi import Floats, log_softmax
from accords.reading.windows import Ints, Pieces, Window
from accords.vocabulary import Span

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
OUTSIDE, CUE, CONTENT = 0, 3, 5
# What a word of the paragraph is to a cue.
TO_CUE = ("O", "B-source", "I-source", "B-content", "I-content")
ITS_SOURCE, ITS_CONTENT = 1, 3

Places = NDArray[np.intp]
# First and last word of a stretch, as numbers among a window's labelled positions.
Run = tuple[int, int]


class Linked(Protocol):
    """The first look's scores of one window that relations need (`tagger.Scores`)."""

    @property
    def window(self) -> Window: ...
    @property
    def arcs(self) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of one window, with what the first look makes of it.

    `words` [k] are the numbers of its paragraph's words among the window's labelled positions; `contents` the flat ones that
    point to it; `sure` the probability that it is a cue, `linked` that of the likeliest content and its arc.
    """

    first: int
    last: int
    words: Places
    contents: tuple[Run, ...]
    sure: float
    linked: float


def cues_of(scores: Linked, at: Places, emission: Floats, path: Ints) -> list[Cue]:
    """The cues of one window in order of place. `at` [k] are its labelled positions, `emission` [k, 7] and `path` [k] their tags."""
    paragraph = np.cumsum(scores.window.pieces < 0, dtype=np.int64)[at]
    cues = runs(path, CUE, paragraph)
    if not cues:
        return []
    contents: list[list[Run]] = [[] for _ in cues]
    linked = [0.0 for _ in cues]
    cue_at = at[[first for first, _ in cues]]
    for first, last in runs(path, CONTENT, paragraph):
        row = log_softmax(scores.arcs[at[first : last + 1]])[:, cue_at].mean(0)
        k = int(row.argmax())
        contents[k].append((first, last))
        share = float(np.exp(row[k]) / max(float(np.exp(row).sum()), 1e-9))
        linked[k] = max(linked[k], (1 - float(np.exp(emission[first, OUTSIDE]))) * share)
    return [
        Cue(
            first,
            last,
            np.flatnonzero(paragraph == paragraph[first]),
            tuple(contents[k]),
            1 - float(np.exp(emission[first, OUTSIDE])),
            linked[k],
        )
        for k, (first, last) in enumerate(cues)
    ]


def relation(pieces: Pieces, window: Window, at: Places, cue: Cue, seen: Floats, path: Ints) -> Relation:
    """What is said of one cue, from the second look's scores `seen` [k, 5] of its paragraph's words and their best `path` [k].

    The first look's contents stand in where the second sees none. It may lack a content: a cue whose content was not found.
    """
    content = runs(path, ITS_CONTENT)
    sure = max((1 - float(np.exp(seen[first, OUTSIDE])) for first, _ in content), default=cue.linked or 1.0)
    mine = [(int(cue.words[i]), int(cue.words[j])) for i, j in content] or cue.contents
    named = [(int(cue.words[i]), int(cue.words[j])) for i, j in runs(path, ITS_SOURCE)]
    # One stretch names who says it: the nearest.
    source = sorted(named, key=lambda run: max(run[0] - cue.last, cue.first - run[1]))[:1]
    return Relation(
        source=tuple(span(pieces, window, at, run) for run in source),
        cue=(span(pieces, window, at, (cue.first, cue.last)),),
        content=tuple(span(pieces, window, at, run) for run in mine),
        confidence=round(cue.sure * sure, 4),
    )


def runs(path: Ints, begin: int, paragraph: Ints | None = None) -> list[Run]:
    """The stretches of one tag, `begin` and its I- after it; none crosses from one paragraph to another."""
    found: list[Run] = []
    for k in np.flatnonzero((path == begin) | (path == begin + 1)).tolist():
        goes_on = path[k] != begin and found and found[-1][1] == k - 1
        if goes_on and (paragraph is None or paragraph[k] == paragraph[k - 1]):
            found[-1] = (found[-1][0], k)
        else:
            found.append((k, k))
    return found


def span(pieces: Pieces, window: Window, at: Places, run: Run) -> Span:
    """The code points of a run of words, to the end of its last word."""
    first, last = int(window.pieces[at[run[0]]]), int(window.pieces[at[run[1]]])
    while last + 1 < len(pieces.first) and not pieces.first[last + 1]:
        last += 1
    return Span(int(pieces.starts[first]), int(pieces.ends[last]))
