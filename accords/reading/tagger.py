"""Word pieces -> source, cue, content: the model, and the only import of onnxruntime.

Windows go through the graph one at a time: the graph's int8 products take their scale from the whole input, so in a batch
a report would be read differently beside another report. A window holds 128 pieces, which is enough to fill the
processor (measured in docs/decisions/tagger.md). Decoding is batched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from accords.reading import weights
from accords.reading.clause import Clause
from accords.reading.relation import Relation
from accords.reading.trigger import read_clauses
from accords.reading.windows import Pieces, Window, load_tokenizer
from accords.vocabulary import Span

Floats = NDArray[np.float32]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
NEVER = np.float32(-1e4)
# Windows whose scores are held at once before they are decoded together: 64 KB each.
HELD = 32


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one window of one text, over the window's n positions.

    tags [n, 7]; arcs [n, n]; acts [n, 28]; issues [n, 16]; strengths [n, 6]; negated [n]; pointers [4, n, n]: from a trigger to the
    first and last word of its party's words, and of its evidence.
    """

    text: int
    window: Window
    tags: Floats
    arcs: Floats
    acts: Floats
    issues: Floats
    strengths: Floats
    negated: Floats
    pointers: Floats


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model finds in one text: attribution relations and clauses with an act, in order of place."""

    relations: tuple[Relation, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one tag: words `first` to `last` of a window's labelled positions."""

    tag: int
    first: int
    last: int


class Tagger:
    """The shipped model, ready to read. One instance serves any number of texts; it holds no state between them."""

    def __init__(self, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(weights.GRAPH), options, providers=["CPUExecutionProvider"])
        self._tokenizer = load_tokenizer(str(weights.TOKENIZER))
        decoding = weights.decoding()
        transitions, start = constraints()
        self._transitions = transitions + np.array(decoding["transitions"], np.float32)
        self._start = start + np.array(decoding["start"], np.float32)
        # Added to the score of "no source": annotators name one wherever one can be found.
        self._nobody = float(decoding["nobody"])
        # Added to the scores of a cue's first word: the weights find fewer attributions than annotators do.
        self._lean = np.zeros(len(TAGS), np.float32)
        self._lean[CUE] = float(decoding.get("cue", 0.0))
        # From what probability on an act is one; chosen on the held-out tenth of our own data.
        self._act = float(decoding.get("act", 0.5))

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """What is in each text. A relation may lack a content: a cue whose content was not found."""
        relations: list[list[Relation]] = [[] for _ in texts]
        clauses: list[list[Clause]] = [[] for _ in texts]
        pieces: dict[int, Pieces] = {}
        held: list[Scores] = []
        for scores in self._score(texts, pieces):
            if scores.acts.size:
                clauses[scores.text] += read_clauses(pieces[scores.text], scores, self._act)
            held.append(scores)
            if len(held) == HELD:
                self._decode(held, pieces, relations)
                held = []
        self._decode(held, pieces, relations)
        for row in relations:
            row.sort(key=lambda r: (r.cue or r.content)[0])
        return [Tagged(tuple(r), tuple(c)) for r, c in zip(relations, clauses, strict=True)]

    def relations(self, texts: Sequence[str]) -> list[list[Relation]]:
        """The attribution relations of each text alone."""
        return [list(tagged.relations) for tagged in self.tag(texts)]

    def _score(self, texts: Sequence[str], pieces: dict[int, Pieces]) -> Iterator[Scores]:
        for number, text in enumerate(texts):
            pieces[number] = Pieces.of(text, self._tokenizer)
            for window in pieces[number].windows():
                feed = {
                    "ids": window.ids[None],
                    "shapes": window.shapes[None],
                    "mask": np.ones((1, len(window.ids)), np.bool_),
                }
                out = [o[0] for o in self._session.run(None, feed)]
                yield Scores(number, window, *out, *([np.zeros(0, np.float32)] * (7 - len(out))))

    def _decode(self, held: Sequence[Scores], pieces: dict[int, Pieces], found: list[list[Relation]]) -> None:
        if not held:
            return
        places = [np.flatnonzero((s.window.pieces >= 0) & pieces[s.text].first[s.window.pieces]) for s in held]
        emissions = [log_softmax(s.tags[at]) + self._lean for s, at in zip(held, places, strict=True)]
        for scores, at, emission, path in zip(
            held, places, emissions, best_paths(emissions, self._transitions, self._start), strict=True
        ):
            found[scores.text] += _relations(pieces[scores.text], scores, at, emission, path, self._nobody)


def load_tagger(threads: int = 1) -> Tagger:
    """The shipped tagger; checks the weights' digest first."""
    weights.check()
    return Tagger(threads)


def constraints() -> tuple[Floats, Floats]:
    """An I- tag follows only its own B- or I-: [7, 7] and [7], zero where allowed."""
    transitions = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if after.startswith("I-") and before[2:] != after[2:]:
                transitions[i, j] = NEVER
    return transitions, np.array([NEVER if t.startswith("I-") else 0 for t in TAGS], np.float32)


def log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def best_paths(emissions: Sequence[Floats], transitions: Floats, start: Floats) -> list[NDArray[np.int64]]:
    """Viterbi over several windows at once: emissions [n_i, 7] each -> the best tags [n_i] each."""
    longest = max((len(e) for e in emissions), default=0)
    if longest == 0:
        return [np.zeros(0, np.int64) for _ in emissions]
    batch, kinds = len(emissions), len(TAGS)
    scores = np.zeros((longest, batch, kinds), np.float32)
    for b, e in enumerate(emissions):
        scores[: len(e), b] = e
    lengths = np.array([len(e) for e in emissions])
    back = np.zeros((longest, batch, kinds), np.int64)
    value = scores[0] + start
    for t in range(1, longest):
        every = value[:, :, None] + transitions
        back[t] = every.argmax(1)
        step = every.max(1) + scores[t]
        value = np.where((t < lengths)[:, None], step, value)
    rows = np.arange(batch)
    tag = value.argmax(1)
    paths = np.zeros((longest, batch), np.int64)
    for t in range(longest - 1, -1, -1):
        paths[t] = tag
        tag = np.where(t < lengths, back[t, rows, tag], tag) if t else tag
    return [paths[: len(e), b] for b, e in enumerate(emissions)]


def _runs(path: NDArray[np.int64], unit: NDArray[np.int64]) -> list[Run]:
    """Stretches of one tag; none crosses from one paragraph (`unit`) to another."""
    runs: list[Run] = []
    for k, tag in enumerate(path.tolist()):
        if tag == 0:
            continue
        base = tag if tag % 2 else tag - 1
        if tag % 2 == 0 and runs and runs[-1].tag == base and runs[-1].last == k - 1 and unit[k] == unit[k - 1]:
            runs[-1] = Run(base, runs[-1].first, k)
        else:
            runs.append(Run(base, k, k))
    return runs


def _relations(
    pieces: Pieces, scores: Scores, at: NDArray[np.int64], emission: Floats, path: NDArray[np.int64], nobody: float
) -> list[Relation]:
    """The runs of one window, joined content -> cue -> source by their arcs; a cue may be left without content."""
    unit = np.cumsum(scores.window.pieces < 0, dtype=np.int64)[at]
    runs = _runs(path, unit)
    cues = [r for r in runs if r.tag == CUE]
    if not cues:
        return []
    sources = [r for r in runs if r.tag == SOURCE]
    cue_at = at[[r.first for r in cues]]
    source_at = np.concatenate([[0], at[[r.first for r in sources]]]).astype(np.int64)
    contents: list[list[Run]] = [[] for _ in cues]
    sure = [0.0 for _ in cues]
    for run in runs:
        if run.tag != CONTENT:
            continue
        row = log_softmax(scores.arcs[at[run.first : run.last + 1]])[:, cue_at].mean(0)
        k = int(row.argmax())
        contents[k].append(run)
        linked = float(np.exp(row[k]) / max(float(np.exp(row).sum()), 1e-9))
        sure[k] = max(sure[k], (1 - float(np.exp(emission[run.first, OUTSIDE]))) * linked)
    found = []
    for cue, group, probability in zip(cues, contents, sure, strict=True):
        row = log_softmax(scores.arcs[at[cue.first : cue.last + 1]]).mean(0)[source_at]
        row[0] += nobody
        best = int(row.argmax())
        source = (_span(pieces, scores.window, at, sources[best - 1]),) if best else ()
        found.append(
            Relation(
                source=source,
                cue=(_span(pieces, scores.window, at, cue),),
                content=tuple(_span(pieces, scores.window, at, r) for r in group),
                confidence=round((1 - float(np.exp(emission[cue.first, OUTSIDE]))) * (probability or 1.0), 4),
            )
        )
    return found


def _span(pieces: Pieces, window: Window, at: NDArray[np.int64], run: Run) -> Span:
    first, last = int(window.pieces[at[run.first]]), int(window.pieces[at[run.last]])
    while last + 1 < len(pieces.first) and not pieces.first[last + 1]:
        last += 1
    return Span(int(pieces.starts[first]), int(pieces.ends[last]))
