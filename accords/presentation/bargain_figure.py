"""States and moves of a negotiation as a drawing: where the boxes stand, and which lines run between them.

States stand in a grid wherever they can: what some parties do tells the column, what the others do the row, so that moves run along
rows and columns. Else they stand on a circle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from accords.presentation.bargain_answer import Answer

MOST = 64  # states that are all drawn; of more, equilibria and the ways to them
_EQUILIBRIA = 20  # that are drawn of more states
_EVERY_MOVE, _EVERY_IMPROVEMENT = 60, 150  # lines
_WIDEST = 16  # columns
_MOST_SPLIT = 8  # parties whose every division into two is tried
WIDTH, HEIGHT = 150, 62  # of a box
_ACROSS, _DOWN = 214, 128  # from box to box


@dataclass(frozen=True, slots=True)
class Line:
    """A move of a party from one state to another. `improves`: it prefers where it comes to; else it is a move that it can make and would not.

    `back`: it can move back too.
    """

    party: int
    start: int
    to: int
    improves: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """`places`: the middle of each state's box, in the order of the numbers that the page gives them. `lines`: what is drawn.

    `note`: what is left out; empty where nothing is.
    """

    places: dict[int, tuple[float, float]]
    lines: tuple[Line, ...]
    note: str
    width: float
    height: float


def figure(answer: Answer) -> Figure:
    states, some = _states(answer)
    lines, note = _lines(answer, states)
    places = _grid(answer, states) or _circle(states)
    note = f"{some} {note}".strip()
    width = max(x for x, _ in places.values()) + WIDTH / 2 + 50
    height = max(y for _, y in places.values()) + HEIGHT / 2 + 40
    return Figure(places, lines, note, width, height)


def _states(answer: Answer) -> tuple[list[int], str]:
    game = answer.bargain.game
    if len(game.states) <= MOST:
        return [int(state) for state in game.states], ""
    drawn = {*answer.bargain.stable[:_EQUILIBRIA], *answer.states}
    drawn |= {step.to for way in answer.ways for step in way.steps or ()}
    drawn |= set() if game.status_quo is None else {game.status_quo}
    some = f"Of {len(game.states):,} states only {len(drawn)} are drawn: equilibria, and those on the way to them."
    return sorted(drawn)[:MOST], some


def _lines(answer: Answer, states: Sequence[int]) -> tuple[tuple[Line, ...], str]:
    """Every move where the drawing can hold them, else the improvements, else of each party and state the best improvement."""
    game, drawn = answer.bargain.game, set(states)
    moves: dict[tuple[int, int, int], bool] = {}
    for party, ranks in enumerate(game.ranks):
        for start in states:
            for to in game.moves.reach(party, start).tolist():
                if to in drawn:
                    moves[party, start, to] = bool(ranks[to] > ranks[start])
    improving = [move for move, better in moves.items() if better]
    single = [
        (party, start, to)
        for (party, start, to), better in moves.items()
        if not better and not moves.get((party, to, start), False) and ((party, to, start) not in moves or start < to)
    ]
    if len(improving) + len(single) <= _EVERY_MOVE:
        chosen, note = [*improving, *single], ""
    elif len(improving) <= _EVERY_IMPROVEMENT:
        chosen, note = improving, "Only moves that their party prefers to make are drawn."
    else:
        best: dict[tuple[int, int], int] = {}
        for party, start, to in improving:
            known = best.get((party, start))
            if known is None or game.ranks[party][to] > game.ranks[party][known]:
                best[party, start] = to
        chosen = [(party, start, to) for (party, start), to in best.items()]
        note = "Only the move that each party prefers most to make from each state is drawn."
    return tuple(Line(*move, moves[move], (move[0], move[2], move[1]) in moves) for move in chosen), note


def _grid(answer: Answer, states: Sequence[int]) -> dict[int, tuple[float, float]] | None:
    """Rows and columns, where some division of the parties tells every state by its row and column and the grid is not mostly empty."""
    parties = range(len(answer.bargain.game.parties))
    if len(parties) > _MOST_SPLIT:
        return None
    together = {party: _joined(answer, party, states) for party in parties}
    best: tuple[int, dict[int, tuple[int, int]]] | None = None
    for size in range(1, len(parties)):
        for across in combinations(parties, size):
            rows = _numbered(states, [pair for party in across for pair in together[party]])
            down = [pair for party in parties if party not in across for pair in together[party]]
            columns = _numbered(states, down)
            cells = {state: (columns[state], rows[state]) for state in states}
            count, wide = max(rows.values()) + 1, max(columns.values()) + 1
            if len(set(cells.values())) < len(states) or count * wide > 3 * len(states) or wide > _WIDEST:
                continue
            cost = max(wide, count * 2)  # a page is wider than it is high
            if best is None or cost < best[0]:
                best = cost, cells
    if best is None:
        return None
    return {state: (x * _ACROSS + WIDTH, y * _DOWN + HEIGHT + 20) for state, (x, y) in best[1].items()}


def _joined(answer: Answer, party: int, states: Sequence[int]) -> list[tuple[int, int]]:
    drawn, moves = set(states), answer.bargain.game.moves
    return [(start, to) for start in states for to in moves.reach(party, start).tolist() if to in drawn]


def _numbered(states: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Of each state the number of those with which the pairs connect it, in the order of their first states."""
    leader = {state: state for state in states}

    def lead(state: int) -> int:
        while leader[state] != state:
            leader[state] = leader[leader[state]]
            state = leader[state]
        return state

    for one, other in pairs:
        first, second = sorted((lead(one), lead(other)))
        leader[second] = first
    order: dict[int, int] = {}
    return {state: order.setdefault(lead(state), len(order)) for state in leader}


def _circle(states: Sequence[int]) -> dict[int, tuple[float, float]]:
    across = max(150.0, len(states) * (WIDTH + 40) / (2 * math.pi))
    high = max(120.0, across * 0.7)
    turn = 2 * math.pi / max(1, len(states))
    return {
        state: (
            across + WIDTH + across * math.sin(turn * at),
            high + HEIGHT + 20 - high * math.cos(turn * at),
        )
        for at, state in enumerate(states)
    }
