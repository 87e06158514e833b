"""How one could come from the status quo to a state: move by move, and who makes each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accords.bargaining.game import Game
from accords.bargaining.sequences import Outwards, Step


@dataclass(frozen=True, slots=True)
class Path:
    """`steps`: the shortest, nobody twice in a row; none where it begins at its end. `None`: there is no way."""

    start: int
    to: int
    steps: tuple[Step, ...] | None

    @property
    def by_improvements(self) -> bool:
        """Whoever moves prefers where it comes to; else some move on the way is against the wishes of whoever makes it."""
        return self.steps is not None and all(step.improves for step in self.steps)


def paths(game: Game, start: int, goals: Iterable[int]) -> tuple[Path, ...]:
    """To each goal the shortest path by improvements, and where there is none the shortest by any moves."""
    parties = range(len(game.parties))
    improving, any_moves = (Outwards(game, start, parties, improving=only) for only in (True, False))
    return tuple(
        Path(start, goal, () if goal == start else _way(improving, goal) or _way(any_moves, goal)) for goal in goals
    )


def _way(outwards: Outwards, goal: int) -> tuple[Step, ...] | None:
    while not outwards.has(goal) and outwards.going:
        outwards.go_on()
    return outwards.way_to(goal)
