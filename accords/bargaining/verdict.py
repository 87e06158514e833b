"""Whether a state is stable for a party in one sense, and because of what."""

from __future__ import annotations

from dataclasses import dataclass

from accords.bargaining.game import Game
from accords.bargaining.option_moves import Bools
from accords.bargaining.sanctions import Sanctions
from accords.bargaining.sequences import Step
from accords.bargaining.stability import Kind, Stability

_MOST_KEPT = 1 << 26  # bytes of searches that are kept for the next question


@dataclass(frozen=True, slots=True)
class Sanction:
    """The opponents' moves from the improvement on, and where they end, a state that the party does not prefer to the first.

    `onward`: the best that the party can then move to by itself, `None` where it has no move.
    """

    steps: tuple[Step, ...]
    onward: int | None

    @property
    def ends(self) -> int:
        return self.steps[-1].to


@dataclass(frozen=True, slots=True)
class Improvement:
    """A move of the party to a state that it prefers. `sanction`: what spoils it, `None` where nothing does (or, in Nash's sense, may).

    `escaped`, of SMR where nothing spoils it: what would, if the party could not then move on to `Sanction.onward`, which it prefers to the first state.
    """

    to: int
    sanction: Sanction | None
    escaped: Sanction | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`improvements`: of the party from the state, what it prefers most first; `number`: how many there are, those too that were not asked for."""

    party: int
    state: int
    kind: Kind
    improvements: tuple[Improvement, ...]
    number: int

    @property
    def stable(self) -> bool:
        return self.breaks is None

    @property
    def breaks(self) -> Improvement | None:
        """The best improvement that nothing spoils."""
        return next((improvement for improvement in self.improvements if improvement.sanction is None), None)


def verdict(
    game: Game, stability: Stability, party: int, state: int, kind: Kind, *, most: int | None = None
) -> Verdict:
    """`state` is a feasible state; one verdict of a game of a million states takes about a second, the next of the same kind less.

    `most`: so many improvements at the most are worked out; of a state that is not stable the search ends with the one that breaks it.
    """
    better = game.improvements(party, state)
    kept: list[Improvement] = []
    stable = bool(stability.of(party, kind)[state])
    for to in better if most is None or not stable else better[:most]:
        one = _improvement(game, stability, party, state, kind, int(to))
        if most is None or stable or one.sanction is None:
            kept.append(one)
        if most is not None and one.sanction is None:
            break
    return Verdict(party, state, kind, tuple(kept), len(better))


def _improvement(game: Game, stability: Stability, party: int, state: int, kind: Kind, to: int) -> Improvement:
    if kind is Kind.NASH:
        return Improvement(to, None)
    rank = int(game.ranks[party][state])
    found = _sanction(game, stability, party, rank, kind, to)
    escaped = None
    if kind is Kind.SMR and found is None:
        escaped = _sanction(game, stability, party, rank, Kind.GMR, to)
    return Improvement(to, found, escaped)


def _sanction(game: Game, stability: Stability, party: int, rank: int, kind: Kind, to: int) -> Sanction | None:
    asked = stability.asked
    search = asked.get((party, kind, rank))
    if search is None:
        if sum(known.size for known in asked.values()) > _MOST_KEPT:
            asked.clear()
        search = asked[party, kind, rank] = Sanctions(
            game,
            party,
            ends_of(game, party, rank, kind),
            improving=kind is Kind.SEQ,
            one_step=stability.one_step,
        )
    steps = search.of(to)
    if steps is None:
        return None
    onward = game.moves.reach(party, steps[-1].to)
    ranks = game.ranks[party]
    return Sanction(steps, int(onward[ranks[onward].argmax()]) if len(onward) else None)


def ends_of(game: Game, party: int, rank: int, kind: Kind) -> Bools:
    """Where a sanction may end: states that are no more to the party than this rank, and for SMR none it can move to from there is."""
    values = game.ranks[party]
    if kind is Kind.SMR:
        values = game.moves.best(party, values)
    found: Bools = (values <= rank) & game.moves.feasible
    return found


def stable_for(game: Game, party: int, state: int, kind: Kind, *, one_step: bool = False) -> bool:
    """The answer alone, for one state, without that of all others."""
    improvements = game.improvements(party, state)
    if kind is Kind.NASH or not len(improvements):
        return not len(improvements)
    ends = ends_of(game, party, int(game.ranks[party][state]), kind)
    search = Sanctions(game, party, ends, improving=kind is Kind.SEQ, one_step=one_step)
    return all(search.comes_from(int(to)) for to in improvements)


def equilibrium_at(game: Game, state: int, kind: Kind, *, one_step: bool = False) -> bool:
    """Whether a state is stable for every party."""
    return all(stable_for(game, party, state, kind, one_step=one_step) for party in range(len(game.parties)))
