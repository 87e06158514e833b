"""Worlds: every way of settling what is unconfirmed, inexact or unknown, side by side; equal ones are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from accords.agreement.clock import Clock
from accords.agreement.condition import State
from accords.agreement.config import NEVER, Config
from accords.agreement.item import Item
from accords.agreement.machine import TIME, Machine, World
from accords.agreement.roles import Way

WORLDS = 2_000  # held side by side for one norm
MOVES = 250_000  # made for all norms of a course together; about ten microseconds each
DAYS = 400  # on how many days an inexact item may have happened

# Norms of one stipulation are together in the first of these that one of them is in.
TOGETHER = {
    state: rank
    for rank, state in enumerate(
        (
            State.BREACHED,
            State.ACTIVE,
            State.UNDETERMINED,
            State.SUSPENDED,
            State.CONDITIONAL,
            State.CURED,
            State.FULFILLED,
            State.RELEASED,
            State.TERMINATED,
            State.LAPSED,
        )
    )
}

_Pending: TypeAlias = frozenset[int]
_Key: TypeAlias = tuple[tuple[Config, ...], _Pending]


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """What changed at one instant: norm, config before and after. `item` is `None` where it was time; `assumed`: the item is not settled."""

    at: int
    item: Item | None
    assumed: bool
    changes: tuple[tuple[str, Config, Config], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """How a world came about, from its last move backwards. `assumptions`: how many items that are not settled it takes to be so."""

    move: Move | None = None
    earlier: Trace | None = None
    assumptions: int = 0

    def moves(self) -> list[Move]:
        """From the first on."""
        found: list[Move] = []
        at: Trace | None = self
        while at is not None and at.move is not None:
            found.append(at.move)
            at = at.earlier
        return found[::-1]


@dataclass(slots=True)
class Held:
    """One world that is possible, how it came about, and when time next changes it."""

    world: World
    trace: Trace
    wake: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Where the worlds of a norm became too many: from `at` on nothing is certain of it. `cap` names the limit."""

    at: int
    cap: str


@dataclass(slots=True)
class Outcome:
    """Of one norm: its possible states over time, the configs that it may have at the end, each with how it came about (least
    assumptions first), and the items that decide."""

    possible: list[tuple[int, frozenset[State]]] = field(default_factory=list)
    ends: dict[Config, Trace] = field(default_factory=dict)
    bearing: dict[str, Item] = field(default_factory=dict)
    unsettled: Unsettled | None = None
    moves: int = 0


def explored(machine: Machine, of: Sequence[int], items: Sequence[Item], start: int, until: int, moves: int) -> Outcome:
    """All worlds of a machine, from `start` to `until`: the states of the norm at the place `of`; of several, the one that they have together."""
    run = _Run(machine, of, moves)
    run.begin(start)
    for at, number, item, last in _entries(items, machine.clock):
        if at > until:
            break
        run.to(at)
        if run.outcome.unsettled is None:
            run.take(at, number, item, last)
    run.to(until)
    for held in sorted(run.held.values(), key=lambda held: held.trace.assumptions):
        run.outcome.ends.setdefault(held.world.configs[run.first(held.world)], held.trace)
    return run.outcome


def _entries(items: Iterable[Item], clock: Clock) -> Iterator[tuple[int, int, Item, bool]]:
    """When items come, in order: an inexact one at the start of each day on which it may have happened; True at the last."""
    entries: list[tuple[int, int, int, Item, bool]] = []
    for number, item in enumerate(items):
        days = [item.first]
        while len(days) <= DAYS and (after := clock.end(clock.day(days[-1]))) <= item.last:
            days.append(after)
        entries += [(at, number, n, item, n == len(days) - 1) for n, at in enumerate(days)]
    entries.sort(key=lambda entry: entry[:3])
    for at, number, _, item, last in entries:
        yield at, number, item, last


class _Run:
    def __init__(self, machine: Machine, of: Sequence[int], moves: int) -> None:
        self.machine, self.of, self.allowed = machine, of, moves
        self.held: dict[_Key, Held] = {}
        self.outcome = Outcome()
        self._started: set[int] = set()

    def begin(self, start: int) -> None:
        world = self.machine.begin(start)
        self._hold(self.held, world, frozenset(), Trace())
        self._note(start)

    def to(self, until: int) -> None:
        """Let time pass in all worlds, instant by instant."""
        while self.outcome.unsettled is None:
            at = min((held.wake for held in self.held.values()), default=NEVER)
            if at > until:
                return
            after: dict[_Key, Held] = {}
            for (configs, pending), held in self.held.items():
                if held.wake > at:
                    self._keep(after, (configs, pending), held)
                    continue
                trace = self._moved(held.world, held.trace, at, None, TIME, assumed=False)
                self._hold(after, held.world, pending, trace)
            self._replace(after, at)

    def take(self, at: int, number: int, item: Item, last: bool) -> None:
        """Settle one item in all worlds: whether it is so, what it is to each norm, and if it is on this day."""
        ways = list(self.machine.roles.ways(item))
        if not ways:
            self.outcome.unsettled = Unsettled(at, "too many things unknown of one item")
            return
        if ways == [TIME]:
            return
        if item.last - item.first > DAYS * 86_400:
            self.outcome.unsettled = Unsettled(at, f"{DAYS} days on which one item may have happened")
            self.outcome.bearing[item.id] = item
            return
        single = item.exact
        open_before = number in self._started
        self._started.add(number)
        after: dict[_Key, Held] = {}
        for (configs, pending), held in self.held.items():
            if open_before and number not in pending:
                self._keep(after, (configs, pending), held)
                continue
            rest = pending - {number}
            found: set[tuple[Config, ...]] = set()
            choices = list(ways)
            if not open_before and not item.status.settled:
                choices.append(TIME)
            assumed = not item.status.settled or not single or len(ways) > 1
            for way in choices:
                world = held.world.copy()
                trace = held.trace
                if way:
                    trace = self._moved(world, trace, at, item, way, assumed=assumed)
                found.add(tuple(world.configs))
                self._hold(after, world, rest, trace)
            if not last:
                self._keep(after, (configs, rest | {number}), Held(held.world, held.trace, held.wake))
            if len(found) > 1 or (not last and found != {configs}):
                self.outcome.bearing[item.id] = item
        self._replace(after, at)

    def _moved(self, world: World, trace: Trace, at: int, item: Item | None, way: Way, *, assumed: bool) -> Trace:
        self.outcome.moves += 1
        if not self.machine.move(world, at, item, way):
            return trace
        norms = self.machine.norms
        changes = tuple((norms[n].id, before, world.configs[n]) for n, before in world.before.items())
        return Trace(Move(at, item, assumed, changes), trace, trace.assumptions + assumed)

    def _hold(self, among: dict[_Key, Held], world: World, pending: _Pending, trace: Trace) -> None:
        self._keep(among, (tuple(world.configs), pending), Held(world, trace, world.wake))

    @staticmethod
    def _keep(among: dict[_Key, Held], key: _Key, held: Held) -> None:
        """Of two worlds that have become one, the one that assumes less tells how it came about."""
        other = among.get(key)
        if other is None or held.trace.assumptions < other.trace.assumptions:
            among[key] = held

    def _replace(self, after: dict[_Key, Held], at: int) -> None:
        self.held = after
        self._note(at)
        if len(after) > WORLDS:
            self.outcome.unsettled = Unsettled(at, f"{WORLDS:,} worlds of one norm")
        elif self.outcome.moves > self.allowed:
            self.outcome.unsettled = Unsettled(at, f"{self.allowed:,} moves of one norm")

    def first(self, world: World) -> int:
        """Of the norms asked for, the one whose state they have together."""
        return min(self.of, key=lambda at: TOGETHER[world.states[at]]) if len(self.of) > 1 else self.of[0]

    def _note(self, at: int) -> None:
        now = frozenset(held.world.states[self.first(held.world)] for held in self.held.values())
        possible = self.outcome.possible
        if possible and possible[-1][0] == at:
            possible.pop()
        if not possible or possible[-1][1] != now:
            possible.append((at, now))


def together(several: Sequence[Outcome]) -> Outcome:
    """What norms are together of which no two depend on one unsettled item, so that any states of theirs may go with any."""
    changes = sorted({at for one in several for at, _ in one.possible})
    unsettled = min((one.unsettled for one in several if one.unsettled), key=lambda one: one.at, default=None)
    found = Outcome(unsettled=unsettled)
    places = [0] * len(several)
    for at in changes:
        states: frozenset[State] = frozenset()
        for n, one in enumerate(several):
            while places[n] + 1 < len(one.possible) and one.possible[places[n] + 1][0] <= at:
                places[n] += 1
            own = one.possible[places[n]][1]
            states = frozenset(min(a, b, key=TOGETHER.__getitem__) for a in states for b in own) if states else own
        if not found.possible or found.possible[-1][1] != states:
            found.possible.append((at, states))
    for one in several:
        found.ends |= one.ends
        found.bearing |= one.bearing
    return found
