"""What it costs to find every stable state: four senses, three parties, 2^10 to 2^20 states; the curve, with peak memory.

    python -m bench.bargaining [--most OPTIONS] [--json]

Each line is a process of its own. Three kinds of game: `priorities` is a scenario of 12 statements of each party, from its nouns to the game
(2) and its stability (3); `rankings` has no ties at all, which is the hardest, and a tenth of the states infeasible; `one way` is the same with
two options of each party that cannot be undone. Beside them, of the same minute and machine, a plain loop over states that stops at the
first sanction of each improvement, for as many options as that is bearable.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import numpy as np

from accords.bargaining.condition import AnyOf, Condition, Not, Taken
from accords.bargaining.game import Game
from accords.bargaining.graph import game_of
from accords.bargaining.option_moves import OptionMoves
from accords.bargaining.scenario import Option, Priorities, Scenario, ScenarioParty, Statement
from accords.bargaining.stability import KINDS, stability

PARTIES = 3
KINDS_OF_GAME = ("priorities", "rankings", "one way")
PLAIN = (10, 12)  # options for which the plain loop is run
STATEMENTS = 12
GOALS = {16: 10.0, 20: 60.0}  # options -> seconds
MOST_MEMORY = 4e9  # bytes, at 20 options


def scenario(options: int) -> Scenario:
    """Statements are an option or not, or this or that option, drawn with a seed."""
    draw = random.Random(options)
    parties = []
    cuts = [options * number // PARTIES for number in range(PARTIES + 1)]
    for number, (first, last) in enumerate(pairwise(cuts)):
        name = "abc"[number]
        own = tuple(Option(f"{name}.o{bit}", name, f"o{bit}", "…", "bench:1") for bit in range(first, last))
        said = tuple(Statement(statement(draw, options), "…", "bench:1") for _ in range(STATEMENTS))
        parties.append(ScenarioParty(name, name, "bench:1", own, Priorities(said, "bench:1")))
    return Scenario("bench", "Bench", "bench", tuple(parties), (), 0)


def statement(draw: random.Random, options: int) -> Condition:
    one, other = (Taken(draw.randrange(options)) for _ in range(2))
    return draw.choice((one, Not(one), AnyOf((one, Not(other)))))


def ranked(options: int, one_way: int) -> Game:
    draw = np.random.default_rng(options)
    size = 1 << options
    cuts = [options * number // PARTIES for number in range(PARTIES + 1)]
    masks = tuple(((1 << (last - first)) - 1) << first for first, last in pairwise(cuts))
    stays = sum(1 << (first + bit) for first in cuts[:-1] for bit in range(one_way))
    feasible = draw.random(size) >= 0.1
    ranks = tuple(np.where(feasible, draw.permutation(size), -1).astype(np.int32) for _ in masks)
    return Game(("a", "b", "c"), OptionMoves(masks, feasible, stays), ranks)


def one(kind: str, options: int) -> dict[str, float]:
    """In a process of its own. Seconds, and bytes of resident memory at the most."""
    start = perf_counter()
    game = game_of(scenario(options)) if kind == "priorities" else ranked(options, 2 if kind == "one way" else 0)
    made = perf_counter()
    stability(game)
    done = perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"game_seconds": made - start, "stability_seconds": done - made, "peak_bytes": peak}


def plain(game: Game) -> list[list[list[bool]]]:
    """The four senses state by state, as one would write them down: (kinds, parties, states)."""
    assert isinstance(game.moves, OptionMoves)
    feasible = game.moves.feasible.tolist()
    ranks = [own.tolist() for own in game.ranks]

    def reach(party: int, state: int) -> Iterator[int]:
        mask = game.moves.masks[party]  # type: ignore[union-attr]
        part = mask
        while part:
            if feasible[state ^ part]:
                yield state ^ part
            part = (part - 1) & mask

    def spoilt(start: int, party: int, state: int, improving: bool, for_good: bool) -> bool:
        seen, edge = {start}, [start]
        own = ranks[party]
        while edge:
            at = edge.pop()
            for other in range(PARTIES):
                if other == party:
                    continue
                for to in reach(other, at):
                    if to in seen or (improving and ranks[other][to] <= ranks[other][at]):
                        continue
                    if own[to] <= own[state] and not (
                        for_good and any(own[on] > own[state] for on in reach(party, to))
                    ):
                        return True
                    seen.add(to)
                    edge.append(to)
        return False

    found = [[[False] * game.size for _ in range(PARTIES)] for _ in KINDS]
    for party in range(PARTIES):
        own = ranks[party]
        for state in map(int, game.states):
            better = [to for to in reach(party, state) if own[to] > own[state]]
            found[0][party][state] = not better
            for row, improving, for_good in ((1, True, False), (2, False, False), (3, False, True)):
                found[row][party][state] = all(spoilt(to, party, state, improving, for_good) for to in better)
    return found


def in_a_process(kind: str, options: int) -> dict[str, float]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.bargaining", "--one", kind, str(options)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    answer: dict[str, float] = json.loads(told.stdout)
    return answer


def beside(options: int) -> dict[str, float]:
    """The plain loop and the engine on one game without what cannot be undone, and that they agree."""
    game = ranked(options, 0)
    start = perf_counter()
    slow = plain(game)
    middle = perf_counter()
    fast = stability(game)
    end = perf_counter()
    if not np.array_equal(fast.stable, np.array(slow)):
        raise SystemExit(f"2^{options} states: the plain loop and the engine disagree")
    return {"plain_seconds": middle - start, "seconds": end - middle, "ratio": (middle - start) / (end - middle)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=20, help="options of the largest game (20)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "OPTIONS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(asked.one[0], int(asked.one[1]))))
        return
    curve = {
        kind: {options: in_a_process(kind, options) for options in range(10, asked.most + 1, 2)}
        for kind in KINDS_OF_GAME
    }
    loops = {options: beside(options) for options in PLAIN if options <= asked.most}
    if asked.json:
        print(json.dumps({"curve": curve, "plain": loops}, indent=2))
        return
    print("kind        options     states   game s   stability s   peak MB")
    for kind, lines in curve.items():
        for options, line in lines.items():
            print(
                f"{kind:<11} {options:>7} {1 << options:>10,} {line['game_seconds']:>8.3f} "
                f"{line['stability_seconds']:>13.3f} {line['peak_bytes'] / 1e6:>9.0f}{goal(options, line)}"
            )
    for options, loop in loops.items():
        print(
            f"2^{options} states, plain loop: {loop['plain_seconds']:.2f} s, here {loop['seconds']:.4f} s, "
            f"{loop['ratio']:,.0f} times as fast"
        )


def goal(options: int, line: dict[str, float]) -> str:
    most = GOALS.get(options)
    if most is None:
        return ""
    kept = line["game_seconds"] + line["stability_seconds"] <= most and line["peak_bytes"] <= MOST_MEMORY
    return f"   {'within' if kept else 'MORE THAN'} {most:.0f} s and {MOST_MEMORY / 1e9:.0f} GB"


if __name__ == "__main__":
    main()
