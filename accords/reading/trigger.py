"""The model's scores of one window -> its clauses: a trigger, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from accords.reading.clause import Clause
from accords.reading.windows import Ints, Pieces, Window
from accords.vocabulary import Span
from accords.vocabulary.act import Act
from accords.vocabulary.issue import NAMES as ISSUES

Floats = NDArray[np.float32]

NONE = 0
ACTS = ("none", *(act.value for act in Act))
STRENGTHS = (None, "actual", "undertaken", "conditional", "possible", "desired")
# Words of the longest party and of the longest evidence that are looked for.
PARTY_WORDS, EVIDENCE_WORDS = 16, 90
LEAST = 0.02
# Neighbouring words of different acts are two triggers only where both are plain.
PLAINLY, NEARLY = 0.6, 0.8


class Heads(Protocol):
    """The claim heads' scores of one window (`tagger.Scores`)."""

    @property
    def window(self) -> Window: ...
    @property
    def acts(self) -> Floats: ...
    @property
    def issues(self) -> Floats: ...
    @property
    def strengths(self) -> Floats: ...
    @property
    def negated(self) -> Floats: ...
    @property
    def pointers(self) -> Floats: ...


def read_clauses(pieces: Pieces, scores: Heads, threshold: float) -> Iterator[Clause]:
    """The clauses of one window: neighbouring words of one act are one trigger."""
    at = np.flatnonzero((scores.window.pieces >= 0) & pieces.first[scores.window.pieces])
    if not len(at):
        return
    chances = _softmax(scores.acts[at])
    sure = 1 - chances[:, NONE]
    units = np.cumsum(scores.window.pieces < 0, dtype=np.int64)[at]
    k, likely = 0, np.flatnonzero(sure >= threshold).tolist()
    while k < len(likely):
        begin, j = likely[k], k + 1
        while j < len(likely) and likely[j] == likely[j - 1] + 1 and _one(units, chances, likely[j]):
            j += 1
        end = likely[j - 1] + 1
        # Where the issue, the strength and the pointers are read: the first word that is nearly as sure as the surest.
        head = begin + int(np.argmax(sure[begin:end] >= NEARLY * sure[begin:end].max()))
        yield _clause(pieces, scores, at, units, (begin, head, end - 1), chances[begin:end].max(0))
        k = j


def _one(units: Ints, chances: Floats, k: int) -> bool:
    """True where the word goes on the trigger of the word before: "has already praised", not "agreed, offered"."""
    if units[k - 1] != units[k]:
        return False
    one, other = chances[k - 1, 1:], chances[k, 1:]
    return bool(one.argmax() == other.argmax() or min(one.max(), other.max()) < PLAINLY)


def _clause(
    pieces: Pieces, scores: Heads, at: NDArray[np.intp], units: Ints, run: tuple[int, int, int], chances: Floats
) -> Clause:
    """`run` is the first word of the trigger, the one where it is read, and the last."""
    first, head, last = run
    here = int(at[head])
    acts = sorted(
        ((ACTS[i], round(float(p), 4)) for i, p in enumerate(chances) if i and p >= LEAST), key=lambda x: -x[1]
    )
    total = sum(p for _, p in acts)
    if total > 1:
        acts = [(name, round(p / total, 4)) for name, p in acts]
    issues = _softmax(scores.issues[here])
    points = scores.pointers[:, here]
    # The words of the trigger's paragraph: nothing hangs on a trigger from another one.
    low, high = int(np.searchsorted(units, units[first], "left")), int(np.searchsorted(units, units[first], "right"))
    party = None
    begin = int(points[0].argmax())
    if begin:
        k = int(np.searchsorted(at, begin, "right")) - 1
        stop = min(int(np.searchsorted(units, units[k], "right")), k + PARTY_WORDS)
        party = _span(pieces, scores.window, int(at[k]), int(at[_best(points[1], at, k, stop)]))
    start = _best(points[2], at, max(low, first - EVIDENCE_WORDS), first + 1)
    end = _best(points[3], at, last, min(high, last + EVIDENCE_WORDS))
    return Clause(
        trigger=_span(pieces, scores.window, int(at[first]), int(at[last])),
        evidence=_span(pieces, scores.window, int(at[start]), int(at[end])),
        party=party,
        acts=tuple(acts),
        issues=tuple(
            sorted(((ISSUES[i], round(float(p), 4)) for i, p in enumerate(issues) if p >= LEAST), key=lambda x: -x[1])
        ),
        strength=STRENGTHS[int(scores.strengths[here].argmax())],
        negated=round(float(1 / (1 + np.exp(-scores.negated[here]))), 4),
    )


def _best(row: Floats, at: NDArray[np.intp], low: int, high: int) -> int:
    """The likeliest of the words `[low, high)`, by its number."""
    return low + int(row[at[low : max(high, low + 1)]].argmax())


def _span(pieces: Pieces, window: Window, first: int, last: int) -> Span:
    begin, end = int(window.pieces[first]), int(window.pieces[last])
    while end + 1 < len(pieces.first) and not pieces.first[end + 1]:
        end += 1
    return Span(int(pieces.starts[begin]), int(pieces.ends[end]))


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out
