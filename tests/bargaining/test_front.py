"""Of many points, those that no other dominates: against a comparison of each with each, and at sizes where that takes too long."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from accords.bargaining import front as front_module
from accords.bargaining.front import front


def by_definition(points: np.ndarray) -> np.ndarray:
    over = (points[:, :, None] >= points[:, None, :]).all(axis=0)
    strictly = over & (points[:, :, None] > points[:, None, :]).any(axis=0)
    return ~strictly.any(axis=0)


@settings(deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda rows: arrays(
            np.float64, st.tuples(st.just(rows), st.integers(0, 60)), elements=st.integers(-4, 4).map(float)
        )
    )
)
def test_small_sets_agree_with_the_definition(points: np.ndarray) -> None:
    assert (front(points) == by_definition(points)).all()


def points_of(kind: str, rows: int, generator: np.random.Generator) -> np.ndarray:
    count = 3_000
    match kind:
        case "even":
            return generator.random((rows, count))
        case "much ties":
            return generator.integers(0, 7, (rows, count)).astype(float)
        case "one's loss is another's gain":
            points = generator.integers(0, 1_000, (rows, count)).astype(float)
            points[-1] = -points[:-1].sum(axis=0)
            return points
        case "on a sphere":
            points = generator.random((rows, count))
            return points / np.sqrt((points**2).sum(axis=0))
        case _:  # one row says nothing
            points = generator.random((rows, count))
            points[0] = 3
            return points


@pytest.mark.parametrize("rows", [2, 3, 4, 6])
@pytest.mark.parametrize(
    "kind", ["even", "much ties", "one's loss is another's gain", "on a sphere", "one row the same"]
)
@pytest.mark.parametrize("small", [True, False], ids=["split often", "as it is"])
def test_large_sets_agree_with_the_definition(
    kind: str, rows: int, small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:  # so that every branch is taken
        monkeypatch.setattr(front_module, "_PAIRS", 16)
        monkeypatch.setattr(front_module, "_SMALL", 4)
        monkeypatch.setattr(front_module, "_FEW", 500)
    points = points_of(kind, rows, np.random.default_rng(rows))
    assert (front(points) == by_definition(points)).all()


def test_a_front_of_every_point_is_found_without_comparing_each_with_each() -> None:
    generator = np.random.default_rng(1)
    points = generator.integers(0, 10_000, (4, 100_000)).astype(float)
    points[3] = -points[:3].sum(axis=0)
    assert front(points).all()  # 10^10 pairs would take a minute or more
