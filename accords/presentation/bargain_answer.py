"""What is told of a negotiation: which states in full, and all that was asked about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from accords.bargaining.coalitions import CoalitionImprovement
from accords.bargaining.paths import Path
from accords.bargaining.sensitivity import Sensitivity
from accords.presentation.bargain import Bargain

LARGE = 512  # feasible states; of a larger game not all is worked out unless it is asked for
FIRST = 5  # equilibria that are told in full where nobody asks for others
MOST_COALITIONS = 100_000  # coalition improvements that are worked out

Done = Callable[[str, int, int], None]


def silent(what: str, done: int, of: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Answer:
    """`states`: told in full. `asked`: somebody asked for them; else they are the first equilibria, and the status quo.

    `ways`: from the status quo, to each of them. `coalitions`: `None` where they were not worked out; `cut`: there are more of them.
    """

    bargain: Bargain
    states: tuple[int, ...]
    asked: bool
    ways: tuple[Path, ...]
    coalitions: tuple[CoalitionImprovement, ...] | None = None
    cut: bool = False
    sensitivities: tuple[Sensitivity, ...] = ()

    @property
    def left_out(self) -> str:
        """How many equilibria are not told in full."""
        rest = len(set(self.bargain.stable) - set(self.states))
        return f"{rest:,}" if rest else ""


def bearing(answer: Answer) -> list[CoalitionImprovement]:
    """The coalition improvements that bear on the states that are told, less those of which a smaller coalition is enough.

    From each of them; and, of states that somebody asked for, to each.
    """
    states = set(answer.states)
    return [
        row
        for row in answer.coalitions or ()
        if row.minimal and (row.start in states or (answer.asked and row.to in states))
    ]


def large(bargain: Bargain) -> bool:
    return len(bargain.game.states) > LARGE


def answer(
    bargain: Bargain,
    asked: Sequence[int] = (),
    *,
    coalitions: bool = False,
    sensitive: bool = False,
    done: Done = silent,
) -> Answer:
    """The answer about the states that are asked for, or about the first equilibria and the status quo.

    `coalitions`: also of a large game; `sensitive`: try the neighbouring rankings of every equilibrium that is told.
    """
    told = tuple(dict.fromkeys(asked)) or first_of(bargain)
    rows, cut = None, False
    if coalitions or not large(bargain):
        found = bargain.coalitions(told if asked and large(bargain) else None, MOST_COALITIONS + 1)
        rows, cut = found[:MOST_COALITIONS], len(found) > MOST_COALITIONS
    sensitivities: list[Sensitivity] = []
    if sensitive:
        questions = [(state, kind) for state in told for kind in bargain.kinds(state)]
        for number, (state, kind) in enumerate(questions):
            done("neighbouring rankings", number, len(questions))
            sensitivities.append(bargain.sensitivity(state, kind))
    return Answer(bargain, told, bool(asked), bargain.ways(told), rows, cut, tuple(sensitivities))


def first_of(bargain: Bargain) -> tuple[int, ...]:
    """The first equilibria, and the status quo."""
    now = bargain.game.status_quo
    return tuple(dict.fromkeys([*bargain.stable[:FIRST], *([] if now is None else [now])]))


def told_in_json(bargain: Bargain, asked: Iterable[int], every: bool) -> list[int]:
    """Of which states the stability is told: of all, unless the game is large: then of the first equilibria, as many as a game that is not large
    has states, of the status quo and of those asked for."""
    if every or not large(bargain):
        return [int(state) for state in bargain.game.states]
    now = bargain.game.status_quo
    return sorted({*bargain.stable[:LARGE], *asked, *([] if now is None else [now])})
