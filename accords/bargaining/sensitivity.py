"""How far an equilibrium hangs on the exact rankings, and on what can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np

from accords.bargaining.game import Game, ranks_of
from accords.bargaining.option_moves import OptionMoves, bits
from accords.bargaining.scenario import Irreversible
from accords.bargaining.stability import Kind
from accords.bargaining.verdict import equilibrium_at, stable_for
from accords.vocabulary import Fault
from accords.vocabulary.errors import Misuse

MOST_STATES = 4096  # each ranking has about twice as many neighbours, each of which is a game of its own


class Change(StrEnum):
    """How a ranking differs from its neighbour: two neighbouring tiers change places, become one tie, or one state leaves its tie."""

    SWAPPED = "swapped"
    TIED = "tied"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A ranking one step from a party's own. Of a swap `upper` is above `lower` in the neighbour, of a split too; of a tie it was before."""

    party: int
    change: Change
    upper: tuple[int, ...]
    lower: tuple[int, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Reversal:
    """A game in which one option, by its number, is irreversible in another way (`None`: can be undone)."""

    option: int
    irreversible: Irreversible | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`kept` of a neighbour or a reversal: the state is an equilibrium in it, in this sense."""

    state: int
    kind: Kind
    equilibrium: bool
    neighbours: tuple[Neighbour, ...]
    reversals: tuple[Reversal, ...]

    @property
    def kept(self) -> int:
        """In how many neighbouring rankings it is an equilibrium, of `len(neighbours)`."""
        return sum(neighbour.kept for neighbour in self.neighbours)


def sensitivity(game: Game, state: int, kind: Kind, *, one_step: bool = False) -> Sensitivity:
    """Raises `Misuse` for a game of more than 4,096 feasible states."""
    if (number := len(game.states)) > MOST_STATES:
        raise Misuse(
            Fault(
                game.scenario.place if game.scenario is not None else "the game",
                f"{number:,} feasible states",
                f"at most {MOST_STATES:,} to try every neighbouring ranking",
                "Leave out options that do not matter to this state, or change one ranking in the file and run it again.",
            )
        )
    stable = [stable_for(game, party, state, kind, one_step=one_step) for party in range(len(game.parties))]
    return Sensitivity(
        state,
        kind,
        all(stable),
        tuple(_neighbours(game, state, kind, stable, one_step)),
        tuple(_reversals(game, state, kind, one_step)),
    )


def tiers_of(game: Game, party: int) -> list[tuple[int, ...]]:
    """The feasible states as the party ranks them, best first."""
    ranks, states = game.ranks[party], game.states
    ordered = states[np.argsort(-ranks[states], kind="stable")]
    parts = np.split(ordered, np.flatnonzero(np.diff(ranks[ordered])) + 1)
    return [tuple(map(int, part)) for part in parts]


def neighbours_of(
    tiers: list[tuple[int, ...]],
) -> Iterator[tuple[Change, tuple[int, ...], tuple[int, ...], list[tuple[int, ...]]]]:
    """Every ranking one step away: the change, what is upper and lower in it, and its tiers; each once."""
    for place, (upper, lower) in enumerate(pairwise(tiers)):
        before, after = tiers[:place], tiers[place + 2 :]
        yield Change.SWAPPED, lower, upper, [*before, lower, upper, *after]
        yield Change.TIED, upper, lower, [*before, upper + lower, *after]
    for place, tier in enumerate(tiers):
        before, after = tiers[:place], tiers[place + 1 :]
        for one in tier if len(tier) > 1 else ():
            alone, others = (one,), tuple(other for other in tier if other != one)
            yield Change.SPLIT, alone, others, [*before, alone, others, *after]
            if len(tier) > 2:  # of two, one below is the other above
                yield Change.SPLIT, others, alone, [*before, others, alone, *after]


def _neighbours(game: Game, state: int, kind: Kind, stable: list[bool], one_step: bool) -> Iterator[Neighbour]:
    for party in range(len(game.parties)):
        for change, upper, lower, tiers in neighbours_of(tiers_of(game, party)):
            other = game.with_ranks(party, ranks_of(tiers, game.size))
            kept = []
            for judge, known in enumerate(stable):
                # To the party itself it matters only how states compare with this one; to others only for SEQ how it ranks at all.
                concerned = (state in upper or state in lower) if judge == party else kind is Kind.SEQ
                kept.append(stable_for(other, judge, state, kind, one_step=one_step) if concerned else known)
            yield Neighbour(party, change, upper, lower, all(kept))


def _reversals(game: Game, state: int, kind: Kind, one_step: bool) -> Iterator[Reversal]:
    moves = game.moves
    if not isinstance(moves, OptionMoves):
        return
    for party_mask in moves.masks:
        for option in bits(party_mask):
            bit = 1 << option
            if (moves.stays | moves.gone) & bit:
                changed, irreversible = replace(moves, stays=moves.stays & ~bit, gone=moves.gone & ~bit), None
            else:
                changed, irreversible = replace(moves, stays=moves.stays | bit), Irreversible.TAKEN
            kept = equilibrium_at(replace(game, moves=changed), state, kind, one_step=one_step)
            yield Reversal(option, irreversible, kept)
