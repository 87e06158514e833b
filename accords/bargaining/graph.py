"""A scenario -> the game: its feasible states as bits, and the ranks that priorities and rankings give them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from accords.bargaining.feasible import feasible_states, where
from accords.bargaining.game import Game
from accords.bargaining.improving import MOST_KEPT
from accords.bargaining.option_moves import INFEASIBLE, Bools, Ints, OptionMoves
from accords.bargaining.scenario import MOST_OPTIONS, Irreversible, Priorities, Ranking, Scenario
from accords.vocabulary import Fault
from accords.vocabulary.errors import Misuse

_AT_ONCE = 30  # statements whose truth is kept in one number; more are ranked so many at a time


def game_of(scenario: Scenario) -> Game:
    """Raises `Misuse` where it has more options than can be searched or than there is memory for, before any is taken, or no feasible state."""
    options = scenario.options
    one_way = [sum(option.irreversible is not None for option in party.options) for party in scenario.parties]
    _refuse_too_many(scenario.place, len(options), one_way)
    feasible = feasible_states(scenario.rules, len(options))
    if not feasible.any():
        raise Misuse(
            Fault(
                scenario.place,
                "no feasible state: every combination of the options breaks a rule",
                "rules that leave at least one state",
                "Take out, one after the other, what stands under `infeasible`, `requires` and the like, until a state is left.",
            )
        )
    masks, first = [], 0
    for party in scenario.parties:
        masks.append(((1 << len(party.options)) - 1) << first)
        first += len(party.options)
    moves = OptionMoves(
        tuple(masks),
        feasible,
        stays=_bits(option.irreversible is Irreversible.TAKEN for option in options),
        gone=_bits(option.irreversible is Irreversible.NOT_TAKEN for option in options),
    )
    ranks = tuple(
        _ranks_of_priorities(party.preference, feasible)
        if isinstance(party.preference, Priorities)
        else _ranks_of_ranking(party.preference, feasible)
        for party in scenario.parties
    )
    return Game(tuple(party.id for party in scenario.parties), moves, ranks, scenario.status_quo, scenario=scenario)


def bytes_needed(options: int, one_way: Sequence[int]) -> int:
    """What stability takes at the most, about; `one_way`: of each party how many of its options cannot be undone.

    Of each state and party: its rank (4), the worst it comes to (4), the order of preference and places in it (8), four answers (4), and
    places in other groups where something cannot be undone; 56 once for the party whose turn it is (bench/bargaining.py measures it).
    """
    states = 1 << options
    kept = sum(min(4 * MOST_KEPT, int(4 * states * (1.5**number - 1))) for number in one_way)
    return states * (20 * len(one_way) + 56) + kept


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << bit for bit, flag in enumerate(flags) if flag)


def _refuse_too_many(place: str, options: int, one_way: Sequence[int]) -> None:
    if options > MOST_OPTIONS:
        states = f" = {1 << options:,}" if options <= 64 else ""
        raise Misuse(
            Fault(
                place,
                f"{options} options: 2^{options}{states} states",
                f"at most {MOST_OPTIONS} options (2^{MOST_OPTIONS} = {1 << MOST_OPTIONS:,} states)",
                "Join options that are only taken together, leave out those that no party's preference turns on, "
                "or write two scenarios.",
            )
        )
    needed, there = bytes_needed(options, one_way), _free_bytes()
    if there is not None and needed > there:
        raise Misuse(
            Fault(
                place,
                f"{options} options: 2^{options} = {1 << options:,} states, which take about {needed / 1e9:.1f} GB",
                f"what this computer has free, {there / 1e9:.1f} GB",
                "Leave out options, each halves what is needed; or run it on a computer with more memory.",
            )
        )


def _free_bytes() -> int | None:
    """The memory that a process may still take; `None` where it cannot be told."""
    try:
        told = Path("/proc/meminfo").read_text("ascii").split()
        return int(told[told.index("MemAvailable:") + 1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None


def _ranks_of_priorities(priorities: Priorities, feasible: Bools) -> Ints:
    """The first statement matters most: states are compared like words, statement by statement."""
    options = len(feasible).bit_length() - 1
    ranks = np.zeros(len(feasible), dtype=np.int64)
    statements = priorities.statements
    for start in range(0, len(statements), _AT_ONCE):
        for statement in statements[start : start + _AT_ONCE]:
            ranks <<= 1
            ranks |= where(statement.prefers, options)
        ranks = _dense(ranks, feasible).astype(np.int64)
    return _dense(ranks, feasible)


def _ranks_of_ranking(ranking: Ranking, feasible: Bools) -> Ints:
    tiers = ranking.tiers
    ranks = np.full(len(feasible), INFEASIBLE, dtype=np.int32)
    if ranking.rest is not None:
        ranks[feasible] = len(tiers) - 1 - ranking.rest
    for number, tier in enumerate(tiers):
        ranks[list(tier)] = len(tiers) - 1 - number
    return _dense(ranks.astype(np.int64), feasible)


def _dense(scores: npt.NDArray[np.int64], feasible: Bools) -> Ints:
    """Scores -> ranks 0, 1, 2 … without gaps; -1 where a state is not feasible."""
    ranks = np.full(len(scores), INFEASIBLE, dtype=np.int32)
    # (states) of int64 twice, for as long as this takes
    ranks[feasible] = np.unique(scores[feasible], return_inverse=True)[1].reshape(-1)
    return ranks
