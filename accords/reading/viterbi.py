"""The best sequence of BIO tags under a linear-chain CRF (Viterbi), over several sequences at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = np.float32(-1e4)


def constraints(tags: Sequence[str]) -> tuple[Floats, Floats]:
    """An I- tag follows only its own B- or I-: [k, k] and [k], zero where allowed."""
    transitions = np.zeros((len(tags), len(tags)), np.float32)
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after.startswith("I-") and before[2:] != after[2:]:
                transitions[i, j] = NEVER
    return transitions, np.array([NEVER if t.startswith("I-") else 0 for t in tags], np.float32)


def log_softmax(x: Floats) -> Floats:
    """Logarithms of probabilities along the last axis."""
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def best_paths(emissions: Sequence[Floats], transitions: Floats, start: Floats) -> list[NDArray[np.int64]]:
    """Emissions [n_i, k] each -> the best tags [n_i] each."""
    longest = max((len(e) for e in emissions), default=0)
    if longest == 0:
        return [np.zeros(0, np.int64) for _ in emissions]
    batch, kinds = len(emissions), len(start)
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
