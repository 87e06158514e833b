"""Word pieces -> who says what, and clauses with an act: the model, and the only import of onnxruntime.

Two looks: the first reads a window of paragraphs; the second looks at one cue and its paragraph, on the states of the first.

Windows go through the graph one at a time: the graph's int8 products take their scale from the whole input, so in a batch
a report would be read differently beside another report. A window holds 128 pieces, which is enough to fill the
processor (measured in docs/decisions/tagger.md). Decoding is batched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from accords.reading import weights
from accords.reading.clause import Clause
from accords.reading.relation import Relation
from accords.reading.relations import CUE, TAGS, TO_CUE, Cue, Places, cues_of, relation
from accords.reading.trigger import read_clauses
from accords.reading.viterbi import Floats, best_paths, constraints, log_softmax
from accords.reading.windows import Pieces, Window, load_tokenizer

# Windows whose scores are held at once before they are decoded together: 250 KB each.
HELD = 32


@dataclass(frozen=True, slots=True)
class Scores:
    """What the first look says of one window of one text, over the window's n positions.

    tags [n, 7]; arcs [n, n]; acts [n, 28]; issues [n, 16]; strengths [n, 6]; negated [n]; pointers [4, n, n]: from a trigger to the
    first and last word of its party's words, and of its evidence; states [n, width]: for the second look.
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
    states: Floats


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model finds in one text: attribution relations and clauses with an act, in order of place."""

    relations: tuple[Relation, ...]
    clauses: tuple[Clause, ...]


class Tagger:
    """The shipped model, ready to read. One instance serves any number of texts; it holds no state between them."""

    def __init__(self, threads: int = 1) -> None:
        self._first = _session(weights.GRAPH, threads)
        self._second = _session(weights.SECOND, threads)
        self._tokenizer = load_tokenizer(str(weights.TOKENIZER))
        decoding = weights.decoding()
        self._tags = _crf(TAGS, decoding["first"])
        self._to_cue = _crf(TO_CUE, decoding["second"])
        # Added to the scores of a cue's first word: the weights find fewer attributions than annotators do.
        self._lean = np.zeros(len(TAGS), np.float32)
        self._lean[CUE] = float(decoding["cue"])
        # From what probability on an act is one; chosen on the held-out tenth of our own data.
        self._act = float(decoding["act"])

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """What is in each text. A relation may lack a content: a cue whose content was not found."""
        relations: list[list[Relation]] = [[] for _ in texts]
        clauses: list[list[Clause]] = [[] for _ in texts]
        pieces: dict[int, Pieces] = {}
        held: list[Scores] = []
        for scores in self._score(texts, pieces):
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
                out = self._first.run(None, {"ids": window.ids[None], "shapes": window.shapes[None]})
                yield Scores(number, window, *(o[0] for o in out))

    def _decode(self, held: Sequence[Scores], pieces: dict[int, Pieces], found: list[list[Relation]]) -> None:
        if not held:
            return
        places = [np.flatnonzero((s.window.pieces >= 0) & pieces[s.text].first[s.window.pieces]) for s in held]
        emissions = [log_softmax(s.tags[at]) + self._lean for s, at in zip(held, places, strict=True)]
        looks: list[tuple[Scores, Places, Cue]] = []
        seen: list[Floats] = []
        for scores, at, emission, path in zip(held, places, emissions, best_paths(emissions, *self._tags), strict=True):
            cues = cues_of(scores, at, emission, path)
            seen += self._look(scores, at, cues)
            looks += [(scores, at, cue) for cue in cues]
        for (scores, at, cue), saw, path in zip(looks, seen, best_paths(seen, *self._to_cue), strict=True):
            found[scores.text].append(relation(pieces[scores.text], scores.window, at, cue, saw, path))

    def _look(self, scores: Scores, at: Places, cues: Sequence[Cue]) -> list[Floats]:
        """The second look at each cue of one window, in one run: [k, 5] over the k words of its paragraph."""
        if not cues:
            return []
        begins = np.array([at[cue.words[0]] for cue in cues])
        lengths = np.array([at[cue.words[-1]] for cue in cues]) - begins + 1
        offset = np.arange(lengths.max())
        rows = begins[:, None] + np.minimum(offset, lengths[:, None] - 1)
        [out] = self._second.run(
            None,
            {
                "states": scores.states[rows],
                "at": np.array([at[cue.first] for cue in cues]) - begins,
                "mask": offset < lengths[:, None],
            },
        )
        return [log_softmax(out[k, at[cue.words] - begins[k]]) for k, cue in enumerate(cues)]


def load_tagger(threads: int = 1) -> Tagger:
    """The shipped tagger; checks the weights' digest first."""
    weights.check()
    return Tagger(threads)


@cache
def shipped_tagger() -> Tagger:
    """The shipped tagger, loaded once a process: that takes as long as reading some thousand words."""
    return load_tagger()


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Adding and normalizing apart takes 8 % less time than the fused operator (onnxruntime 1.32, measured).
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _crf(tags: Sequence[str], learned: dict[str, object]) -> tuple[Floats, Floats]:
    transitions, start = constraints(tags)
    return transitions + np.array(learned["transitions"], np.float32), start + np.array(learned["start"], np.float32)
