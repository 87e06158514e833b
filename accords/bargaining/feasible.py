"""Which states are feasible, and which of them a condition holds in: all states at once, a block of them at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from accords.bargaining.condition import Condition, holds
from accords.bargaining.scenario import Rule

Bools = npt.NDArray[np.bool_]
BLOCK = 20  # bits: blocks of a million states, each with an array of bools for each option that is named


def feasible_states(rules: Iterable[Rule], options: int) -> Bools:
    """Of each of the 2^options states whether no rule forbids it."""
    found = np.ones(1 << options, dtype=np.bool_)
    rules = tuple(rules)
    for start, taken in blocks(options):
        part = found[start : start + (1 << BLOCK)]
        for rule in rules:
            np.logical_and(part, np.logical_not(holds(rule.forbids, taken)), out=part)
    return found


def where(condition: Condition, options: int) -> Bools:
    """Of each of the 2^options states whether the condition holds in it."""
    found = np.empty(1 << options, dtype=np.bool_)
    for start, taken in blocks(options):
        found[start : start + (1 << BLOCK)] = holds(condition, taken)
    return found


def blocks(options: int) -> Iterator[tuple[int, Callable[[int], Bools]]]:
    """The first state of each block, and for `holds` which of its states take an option."""
    size = min(1 << options, 1 << BLOCK)
    # The low options are the same in every block.
    low = np.arange(size, dtype=np.uint32)
    inside = cache(lambda option: (low >> np.uint32(option) & np.uint32(1)).astype(np.bool_))
    always, never = np.ones(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for start in range(0, 1 << options, size):

        def taken(option: int, start: int = start) -> Bools:
            return inside(option) if option < BLOCK else always if start >> option & 1 else never

        yield start, taken


def emptied_by(rules: Iterable[Rule], options: int) -> int:
    """Where all rules leave no state: the number, from 0, of the first that leaves none of those before it."""
    rules = tuple(rules)
    last = 0
    for _, taken in blocks(options):
        left = np.ones(min(1 << options, 1 << BLOCK), dtype=np.bool_)
        for number, rule in enumerate(rules):
            left &= ~holds(rule.forbids, taken)
            if not left.any():
                last = max(last, number)
                break
    return last
