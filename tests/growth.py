"""How what a piece of work costs grows with its size: a guard against quadratic steps that holds on a busy machine too.

No test says how many seconds something takes (`make bench` does): that depends on the machine and on what else it does. How a cost
grows does not. A piece of work of one size is done as often as it takes to come to the larger size, and then once at the larger size:
where the cost is in proportion to the size both take the same, and where there is a quadratic step the larger takes as many times
longer as it is larger. Half way between, at size to the power of 1.5, lies the limit:

    assert growth(lambda lines: text_of(lines), read, 200, 3_200).is_near_linear

Costs are CPU seconds of this thread (`seconds`), so that neither other processes nor idle threads count (nor work that is given to other threads
or processes: this cannot judge it). The two sizes are timed in turn, with the garbage collector off, and the least of several rounds
counts; where that is over the limit more rounds are made before it is believed. A step is seen where it costs more than all the rest at
the larger size.

Choose sizes at which the smaller takes a tenth of a millisecond at least, of which no fixed cost is the larger part, and which are 8
times apart or more: 16 leaves a factor of 4 to noise on either side. Where that would take too long, as of work that is in proportion
to its size only where it is large, `calls` are a cost that no noise changes: then each size is done once, and a factor of 4 is enough.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from accords.presentation.live import uncollected

Given = TypeVar("Given")
Cost: TypeAlias = Callable[[Callable[[Given], object], Given, int], float]

# Half way, on a scale of logarithms, between what is in proportion to its size and what is quadratic.
LIMIT = 1.5
FEWEST, MOST = 2, 12
PATIENCE = 5.0  # CPU seconds of the larger size, after which a cost over the limit is believed


@dataclass(frozen=True)
class Growth:
    """What a piece of work costs at two sizes, in CPU seconds or in calls: the least of all rounds."""

    small: int
    large: int
    """The sizes, in whatever is counted: words, lines, reports."""
    small_cost: float
    large_cost: float
    rounds: int

    @property
    def exponent(self) -> float:
        """The power of the size that the cost grows with: 1 where it is in proportion, 2 where it is quadratic."""
        return math.log(self.large_cost / self.small_cost) / math.log(self.large / self.small)

    @property
    def is_near_linear(self) -> bool:
        """True where it grows no faster than the size to the power of 1.5. That is so of n log n, too."""
        return self.exponent <= LIMIT


def seconds(work: Callable[[Given], object], given: Given, times: int) -> float:
    """CPU seconds of this thread."""
    begun = time.thread_time()
    for _ in range(times):
        work(given)
    # A clock that stood still is no reason to divide by nought.
    return max(time.thread_time() - begun, 1e-9)


def calls(work: Callable[[Given], object], given: Given, times: int) -> float:
    """Calls of functions, those in C among them; steps within one are not seen. Once for all times: it is always the same."""
    counted = 0

    def count(frame: object, event: str, called: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work(given)
    finally:
        sys.setprofile(before)
    return counted * times


def growth(
    given: Callable[[int], Given],
    work: Callable[[Given], object],
    small: int,
    large: int,
    *,
    cost: Cost[Given] = seconds,
) -> Growth:
    """What `work` costs at the sizes `small` and `large`, without what it costs to make what it is given.

    `given` makes of a size what the work is done on, once for each size: the work leaves it as it was, and keeps nothing of it.
    """
    fewest, most, apart = (1, 1, 4) if cost is calls else (FEWEST, MOST, 8)
    assert large >= apart * small > 0, "the sizes are too near to each other to tell"
    times = round(large / small)
    few, many = given(small), given(large)
    smaller, larger = [], []
    found = None
    with uncollected():
        while (
            found is None
            or len(larger) < fewest
            or (not found.is_near_linear and len(larger) < most and sum(larger) < PATIENCE)
        ):
            smaller.append(cost(work, few, times) / times)
            larger.append(cost(work, many, 1))
            found = Growth(small, large, min(smaller), min(larger), len(larger))
    return found
