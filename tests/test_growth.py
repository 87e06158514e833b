"""The guard against quadratic steps tells them from work that is in proportion to its size."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable

import pytest

from tests.growth import Growth, calls, growth


def sums(numbers: list[int]) -> int:
    """In proportion."""
    total = 0
    for number in numbers:
        total += number % 7
    return total


def in_order(numbers: list[int]) -> list[int]:
    """n log n."""
    return sorted(numbers, key=lambda number: number * 7919 % 10_007)


def pairs(numbers: list[int]) -> int:
    """Each against each."""
    return sum(one == other for one in numbers for other in numbers)


def new_ones(numbers: list[int]) -> list[int]:
    """Looked up in a list: the quadratic step is in C, and no count of calls would show it."""
    kept: list[int] = []
    for number in numbers:
        if number not in kept:
            kept.append(number)
    return kept


def backtracked(numbers: list[int]) -> object:
    return re.search(r"1+2", "1" * len(numbers))


def numbers(size: int) -> list[int]:
    return list(range(size))


@pytest.mark.parametrize(("work", "size"), [(sums, 4_000), (in_order, 1_000)])
def test_work_in_proportion_to_its_size_passes(work: Callable[[list[int]], object], size: int) -> None:
    found = growth(numbers, work, size, 16 * size)
    assert found.is_near_linear, found
    assert found.exponent > 0.5, "the sizes told nothing"


@pytest.mark.parametrize(("work", "size"), [(pairs, 60), (new_ones, 150), (backtracked, 400)])
def test_a_quadratic_step_does_not(work: Callable[[list[int]], object], size: int) -> None:
    found = growth(numbers, work, size, 16 * size)
    assert not found.is_near_linear, found
    assert found.rounds > 2, "it is not believed at once"


@pytest.mark.parametrize(
    ("large_cost", "near"), [(0.016, True), (0.063, True), (0.065, False), (0.256, False), (0.001, True)]
)
def test_the_limit_lies_half_way(large_cost: float, near: bool) -> None:
    assert Growth(100, 1_600, 0.001, large_cost, 3).is_near_linear is near


def test_calls_are_counted_in_python_and_in_c() -> None:
    def asked(numbers: list[int]) -> int:
        return sum(one.bit_length() for one in numbers)

    def asked_in_pairs(numbers: list[int]) -> int:
        return sum(one.bit_length() for one in numbers for _ in numbers)

    def of_this_one(numbers: list[int]) -> int:
        return max(len(numbers), asked(numbers))

    found = growth(numbers, asked, 100, 400, cost=calls)
    assert found == growth(numbers, asked, 100, 400, cost=calls), "it is the same each time"
    assert found.is_near_linear and found.rounds == 1
    assert not growth(numbers, asked_in_pairs, 50, 200, cost=calls).is_near_linear
    assert calls(of_this_one, [1, 2], 1) == calls(asked, [1, 2], 1) + 3, "itself, `len` and `max`"


def test_what_is_given_is_made_once_for_each_size() -> None:
    made: list[int] = []
    growth(lambda size: made.append(size) or numbers(size), sums, 100, 1_600)  # type: ignore[func-returns-value]
    assert made == [100, 1_600]


def test_sizes_that_are_near_to_each_other_are_refused() -> None:
    with pytest.raises(AssertionError, match="too near"):
        growth(numbers, sums, 100, 400)


def test_the_garbage_collector_is_as_it_was_afterwards() -> None:
    def broken(_: object) -> None:
        assert not gc.isenabled()
        raise ValueError("stop")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="stop"):
        growth(numbers, broken, 100, 1_600)
    assert gc.isenabled()
