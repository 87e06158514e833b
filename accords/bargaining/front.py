"""Which of many points no other point dominates: at least as good in every row, and better in one.

Divide and conquer after Kung, Luccio and Preparata, *On Finding the Maxima of a Set of Vectors* (Journal of the ACM 22, 1975): points are
sorted so that whoever dominates comes first; of the second half only those stay that the front of the first half does not dominate. What one
set has over another is found by splitting both at a median of one row, of which the better half needs no further look at that row.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from accords.bargaining.worths import Bools, Floats, Numbers

Ranks = NDArray[np.int32]

_PAIRS = 1 << 18  # comparisons that are done at once rather than split further
_SMALL = 128  # points of which each is compared with each
_SENTINELS = (16, 256)  # points of the greatest sums that all others are held against first
_FEW = 4_096  # below, sentinels cost more than they save


def front(points: Floats) -> Bools:
    """Of each point, a column of `points`, whether no other dominates it. Equal points stay together.

    `points`: rows by points. Time for n points of d rows grows as n log(n)^(d-2) at worst.
    """
    if points.shape[0] == 1:
        best: Bools = points[0] == points[0].max(initial=-np.inf)
        return best
    kept: Numbers = np.arange(points.shape[1])
    for count in _SENTINELS:
        if len(kept) <= _FEW:
            break
        beaten = _beaten_by_sentinels(points[:, kept], count)
        if not beaten.any():
            break
        kept = kept[~beaten]
    found = np.zeros(points.shape[1], dtype=bool)
    found[kept] = _front_of_ranks(points[:, kept])
    return found


def _beaten_by_sentinels(points: Floats, count: int) -> Bools:
    """Of each point whether one of `count` points with great sums dominates it."""
    low = points.min(axis=1, keepdims=True)
    span = points.max(axis=1, keepdims=True) - low
    sums = np.sum((points - low) / np.where(span > 0, span, 1), axis=0)
    beaten = np.zeros(points.shape[1], dtype=bool)
    for sentinel in np.argpartition(-sums, count)[:count]:
        at = points[:, sentinel]
        reached = points[0] <= at[0]
        for row, most in zip(points[1:], at[1:], strict=True):
            reached &= row <= most
        below = np.flatnonzero(reached)
        beaten[below[(points[:, below] < at[:, None]).any(axis=0)]] = True
    return beaten


def _front_of_ranks(points: Floats) -> Bools:
    """The same by ranks, whose sums are exact: whoever dominates has a greater sum."""
    ranks = np.stack([np.unique(row, return_inverse=True)[1].reshape(-1) for row in points]).astype(np.int32)
    key = ranks[0].astype(np.int64)
    for row in ranks[1:]:
        key = np.unique(key * (int(row.max(initial=0)) + 1) + row, return_inverse=True)[1].reshape(-1)
    _, first, same = np.unique(key, return_index=True, return_inverse=True)
    distinct = ranks[:, first]
    order = np.argsort(-distinct.sum(axis=0, dtype=np.int64), kind="stable")
    kept = np.zeros(len(first), dtype=bool)
    kept[order[_sorted_front(np.ascontiguousarray(distinct[:, order]))]] = True
    found: Bools = kept[same.reshape(-1)]
    return found


def _sorted_front(ranks: Ranks) -> NDArray[np.intp]:
    """The columns that none dominates; all differ, and the greatest sums stand first."""
    count = ranks.shape[1]
    if count <= _SMALL:
        over = np.ones((count, count), dtype=bool)
        for row in ranks:
            over &= row[:, None] >= row
        np.fill_diagonal(over, False)
        return np.flatnonzero(~over.any(axis=0))
    half = count // 2
    first = _sorted_front(ranks[:, :half])
    rest = half + np.flatnonzero(~_under(ranks[:, first], ranks[:, half:]))
    return np.concatenate([first, rest[_sorted_front(ranks[:, rest])]])


def _under(over: Ranks, points: Ranks) -> Bools:
    """Of each of `points` whether one of `over` is at least as great in every row."""
    found = np.zeros(points.shape[1], dtype=bool)
    if not over.shape[1] or not points.shape[1]:
        return found
    if len(over) == 1:
        return np.asarray(points[0] <= over[0].max())
    if len(over) == 2:
        return _under_stairs(over, points)
    over = over[:, (over >= points.min(axis=1)[:, None]).all(axis=0)]
    if not over.shape[1]:
        return found
    may = np.flatnonzero((points <= over.max(axis=1)[:, None]).all(axis=0))
    if not len(may):
        return found
    points = points[:, may]
    rows = over.min(axis=1) < points.max(axis=1)  # in the others every pair holds
    if not rows.any():
        found[may] = True
    elif not rows.all():
        found[may] = _under(over[rows], points[rows])
    elif over.shape[1] * points.shape[1] <= _PAIRS:
        found[may] = _under_one_by_one(over, points)
    else:
        found[may] = _under_halves(over, points)
    return found


def _under_halves(over: Ranks, points: Ranks) -> Bools:
    low = np.minimum(over.min(axis=1), points.min(axis=1))
    row = int(np.argmax(np.maximum(over.max(axis=1), points.max(axis=1)) - low))
    both = np.concatenate([over[row], points[row]])
    # The lower half must hold something, else nothing was split.
    middle = max(int(np.partition(both, len(both) // 2)[len(both) // 2]), int(low[row]) + 1)
    great, high = over[row] >= middle, points[row] >= middle
    found = np.zeros(points.shape[1], dtype=bool)
    found[high] = _under(over[:, great], points[:, high])
    below = np.flatnonzero(~high)
    other = np.arange(len(over)) != row
    hit = _under(over[other][:, great], points[other][:, below])
    found[below[hit]] = True
    below = below[~hit]
    found[below] = _under(over[:, ~great], points[:, below])
    return found


def _under_one_by_one(over: Ranks, points: Ranks) -> Bools:
    reached = over[0][:, None] >= points[0]
    for great, row in zip(over[1:], points[1:], strict=True):
        reached &= great[:, None] >= row
    return np.asarray(reached.any(axis=0))


def _under_stairs(over: Ranks, points: Ranks) -> Bools:
    """Of two rows: sorted by the first, the greatest of the second from there on."""
    order = np.argsort(over[0])
    stairs = np.maximum.accumulate(over[1][order][::-1])[::-1]
    step = np.searchsorted(over[0][order], points[0])
    on = np.flatnonzero(step < len(order))
    found = np.zeros(points.shape[1], dtype=bool)
    found[on] = stairs[step[on]] >= points[1][on]
    return found
