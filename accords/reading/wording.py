"""What the words around a clause say of its issue and its act: linear models over words, beside the neural one.

The neural model reads a paragraph or two; the issue often stands in a headline or far above. So each zone of the report speaks: the
clause, its sentence, the sentence before, the neighbourhood, the whole. A zone is its words by tf-idf (1 + ln count, length 1); each
has its own weights. Trained by `training/wording.py`; what it adds is in docs/decisions/claims.md.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accords.reading import weights as shipped
from accords.reading.clause import Clause
from accords.reading.sentences import Sentences
from accords.reading.viterbi import Floats, log_softmax
from accords.vocabulary import lowered

Ints = NDArray[np.int64]


WORD = re.compile(r"[a-z][a-z'’-]+")
# Code points of the neighbourhood before and after a clause's sentence.
BEFORE, AFTER = 900, 400
ISSUE_ZONES = ("clause", "sentence", "sentence before", "neighbourhood", "report")
ACT_ZONES = ("trigger", "clause")


class Weights:
    """The trained weights: `words` known, `idf` [words], `issues` [5, words, 16], `acts` [2, words, 27]."""

    def __init__(self, path: Path = shipped.WORDING) -> None:
        with np.load(path) as stored:
            self.words = {word: k for k, word in enumerate(str(stored["words"]).split())}
            self.idf: Floats = stored["idf"].astype(np.float32)
            self.issues: Floats = stored["issues"].astype(np.float32) * stored["issues_scale"].astype(np.float32)
            self.acts: Floats = stored["acts"].astype(np.float32) * stored["acts_scale"].astype(np.float32)
            self.issue_bias: Floats = stored["issue_bias"].astype(np.float32)
            self.act_bias: Floats = stored["act_bias"].astype(np.float32)


@cache
def weights() -> Weights:
    """The shipped weights, read once."""
    return Weights()


class Words:
    """The known words of one text, and the zones of its clauses."""

    def __init__(self, text: str, known: dict[str, int], idf: Floats) -> None:
        ids, starts = [], []
        for m in WORD.finditer(lowered(text)):
            number = known.get(m.group())
            if number is not None:
                ids.append(number)
                starts.append(m.start())
        self.ids, self.starts, self.idf = np.array(ids, np.int64), np.array(starts, np.int64), idf

    def zone(self, low: int, high: int) -> tuple[Ints, Floats]:
        """The words that begin in `[low, high)`, each once, and their tf-idf weights, of length 1 together."""
        a, b = np.searchsorted(self.starts, (low, high))
        found, counts = np.unique(self.ids[a:b], return_counts=True)
        weight = (1 + np.log(counts)) * self.idf[found]
        return found, (weight / max(1e-6, float(np.sqrt((weight * weight).sum())))).astype(np.float32)


def issue_zones(clause: Clause, sentences: Sentences) -> list[tuple[int, int]]:
    """The stretches of `ISSUE_ZONES` for one clause; the last is the whole report."""
    k = sentences.index(clause.trigger.start)
    sentence, length = sentences.spans[k], len(sentences.text)
    before = sentences.spans[k - 1] if k else (0, 0)
    near = (max(0, sentence.start - BEFORE), min(length, sentence.end + AFTER))
    return [
        (clause.evidence.start, clause.evidence.end),
        (sentence.start, sentence.end),
        (before[0], before[1]),
        near,
        (0, length),
    ]


def act_zones(clause: Clause) -> list[tuple[int, int]]:
    """The stretches of `ACT_ZONES` for one clause."""
    return [(clause.trigger.start, clause.trigger.end), (clause.evidence.start, clause.evidence.end)]


class Wording:
    """Asks the words of one report."""

    def __init__(self, sentences: Sentences, stored: Weights | None = None) -> None:
        self.sentences, self._stored = sentences, stored or weights()
        self._words = Words(sentences.text, self._stored.words, self._stored.idf)
        # Zones wider than a clause are asked for again by the next clause of the sentence.
        self._wide: dict[tuple[int, int, int], Floats] = {}

    def issues(self, clause: Clause) -> list[float]:
        """[16] log-probabilities in the order of `vocabulary.issue.NAMES`."""
        total = self._stored.issue_bias.copy()
        for k, (low, high) in enumerate(issue_zones(clause, self.sentences)):
            key = (k, low, high)
            score = self._wide.get(key)
            if score is None:
                words, weight = self._words.zone(low, high)
                score = weight @ self._stored.issues[k][words]
                if k:
                    self._wide[key] = score
            total += score
        return _log_softmax(total)

    def acts(self, clause: Clause) -> list[float]:
        """[27] log-probabilities in the order of `vocabulary.act.Act`."""
        total = self._stored.act_bias.copy()
        for k, (low, high) in enumerate(act_zones(clause)):
            words, weight = self._words.zone(low, high)
            total += weight @ self._stored.acts[k][words]
        return _log_softmax(total)


def _log_softmax(x: Floats) -> list[float]:
    out: list[float] = log_softmax(x).tolist()
    return out
