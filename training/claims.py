"""Our labelled reports and clauses -> labels of the claim heads, per word piece.

A claim hangs on its trigger. On the trigger's pieces: the act. On its first piece: issue, strength, negation, and four pointers,
to the first and last word of the party's words ([CLS] where nothing stands for it) and of the evidence.
"""

from dataclasses import dataclass

import numpy as np
from labels import UNLABELLED, by_cue, label
from reports import Labelled

from accords.reading.trigger import ACTS, ISSUES
from accords.reading.windows import Pieces, Window

STRENGTHS = ("none", "actual", "undertaken", "conditional", "possible", "desired")
POINTERS = ("party first", "party last", "evidence first", "evidence last")


@dataclass
class ClaimLabels:
    """Of one text with `n` pieces."""

    tags: np.ndarray  # [n] of attributions, UNLABELLED on continuation pieces
    arcs: np.ndarray  # [n]
    acts: np.ndarray  # [n, 28] shares of 1; all zero on continuation pieces
    triggers: list[
        tuple[int, np.ndarray, int, int, tuple[int, int, int, int]]
    ]  # piece, issue shares [16], strength, negated, pointers
    cues: dict[int, np.ndarray]  # first piece of a cue -> [n] what every piece is to it


def shares(value: str, names: tuple[str, ...]) -> np.ndarray:
    """The first value of several acceptable ones takes twice the share of the rest."""
    out = np.zeros(len(names), np.float32)
    values = value.split("/")
    for k, v in enumerate(values):
        out[names.index(v)] += 2 if k == 0 and len(values) > 1 else 1
    return out / out.sum()


def word_range(pieces: Pieces, begin: int, end: int) -> tuple[int, int] | None:
    """First pieces of the first and the last word of a stretch of text."""
    i, j = int(np.searchsorted(pieces.ends, begin, "right")), int(np.searchsorted(pieces.starts, end, "left")) - 1
    if i > j:
        return None
    # signs at the edges belong to nobody
    while i < j and not pieces.text[pieces.starts[i] : pieces.ends[i]][:1].isalnum():
        i += 1
    while i < j and not pieces.text[pieces.starts[j] : pieces.ends[j]][:1].isalnum():
        j -= 1
    while i > 0 and not pieces.first[i]:
        i -= 1
    while j > 0 and not pieces.first[j]:
        j -= 1
    return i, j


def claim_labels(pieces: Pieces, labelled: Labelled) -> ClaimLabels:
    spans = labelled.spans
    said = [
        {
            role: [list(s) for s in spans.get(mark, {}).get(n, [])]
            for role, mark in (("source", "s"), ("cue", "q"), ("content", "c"))
        }
        for n, row in labelled.said.items()
    ]
    tags, arcs = label(pieces, said)
    acts = np.zeros((len(pieces.ids), len(ACTS)), np.float32)
    acts[:, 0] = 1
    triggers = []
    for n, row in sorted(labelled.claims.items()):
        at = spans.get("t", {}).get(n)
        where = word_range(pieces, *at[0]) if at else None
        if where is None or acts[where[0], 0] < 1:
            continue  # a second claim of the same words: the first stands
        i, j = where
        act = shares(row["act"], ACTS)
        for k in range(i, j + 1):
            acts[k] = act
        pointers = []
        for mark in ("p", "e"):
            stretch = spans.get(mark, {}).get(n)
            found = word_range(pieces, stretch[0][0], stretch[-1][1]) if stretch else None
            pointers += [found[0], found[1]] if found else [-1, -1]
        strength = STRENGTHS.index(row.get("strength", "none").split("/")[0])
        triggers.append((i, shares(row["issue"], ISSUES), strength, int(row.get("negated") == "yes"), tuple(pointers)))
    acts[~pieces.first] = 0
    return ClaimLabels(tags, arcs, acts, triggers, by_cue(pieces, said))


@dataclass
class ClaimWindow:
    window: Window
    tags: np.ndarray
    arcs: np.ndarray
    acts: np.ndarray  # [n, 28]
    triggers: list  # positions of the window
    looks: list  # of each cue: its paragraph in the window (begin, end), its place in it, [end - begin] what every piece is to it


def claim_windows(pieces: Pieces, labels: ClaimLabels, windows: list[Window]) -> list[ClaimWindow]:
    out = []
    for w in windows:
        at = {int(m): k for k, m in enumerate(w.pieces) if m >= 0}
        real = w.pieces >= 0
        acts = np.zeros((len(w.pieces), len(ACTS)), np.float32)
        acts[real] = labels.acts[w.pieces[real]]
        tags = np.where(real, labels.tags[w.pieces], UNLABELLED)
        arcs = np.array(
            [
                UNLABELLED
                if m < 0 or labels.arcs[m] == -1
                else 0
                if labels.arcs[m] == -2
                else at.get(int(labels.arcs[m]), UNLABELLED)
                for m in w.pieces
            ]
        )
        triggers = [
            (at[i], issue, strength, negated, tuple(0 if p < 0 else at.get(p, UNLABELLED) for p in pointers))
            for i, issue, strength, negated, pointers in labels.triggers
            if i in at
        ]
        out.append(ClaimWindow(w, tags, arcs, acts, triggers, looks(w, labels.cues)))
    return out


def looks(window: Window, cues: dict[int, np.ndarray]) -> list[tuple[int, int, int, np.ndarray]]:
    """Of each cue in the window: its paragraph (begin, end), its place in it, and what every piece of it is to the cue."""
    ends = np.flatnonzero(window.pieces < 0)
    out = []
    for piece, of in cues.items():
        at = np.flatnonzero(window.pieces == piece)
        if len(at):
            k = int(np.searchsorted(ends, at[0]))
            begin, end = int(ends[k - 1]) + 1, int(ends[k])
            out.append((begin, end, int(at[0]) - begin, of[window.pieces[begin:end]]))
    return out
