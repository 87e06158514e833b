"""A course is what became of every norm of an agreement by an instant: its certain and possible states over time, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accords.agreement.condition import State
from accords.agreement.config import Config
from accords.agreement.item import Item, Status
from accords.agreement.machine import Machine
from accords.agreement.roles import Way
from accords.agreement.worlds import MOVES, Move, Outcome, Trace, Unsettled, explored, together


@dataclass(frozen=True)
class Course:
    """Of each norm by id, and of each group of norms by its name. `possible`: from an instant on (seconds since 1970 UTC) the states that it may be in; each holds until the next.

    `ends`: the configs that it may have at the end, each with how it came to that, least assumptions first. `bearing`: the unsettled items
    that decide between them. `unsettled`: norms whose worlds became too many; of these `possible` is true up to that instant only.
    """

    machine: Machine
    start: int
    until: int
    items: tuple[Item, ...]
    possible: Mapping[str, list[tuple[int, frozenset[State]]]]
    ends: Mapping[str, list[tuple[Config, Trace]]]
    bearing: Mapping[str, tuple[Item, ...]]
    unsettled: Mapping[str, Unsettled]

    def states(self, norm: str, at: int | None = None) -> frozenset[State] | None:
        """What a norm may be at an instant (default: the end); `None` where that is not settled."""
        at = self.until if at is None else at
        unsettled = self.unsettled.get(norm)
        if unsettled and at >= unsettled.at:
            return None
        rows = self.possible[norm]
        found = bisect_right(rows, at, key=lambda row: row[0])
        return rows[found - 1][1] if found else rows[0][1]

    def certain(self, norm: str, at: int | None = None) -> State | None:
        states = self.states(norm, at)
        return next(iter(states)) if states and len(states) == 1 else None


def course(
    machine: Machine,
    items: Iterable[Item],
    until: int,
    *,
    groups: Mapping[str, Sequence[str]] | None = None,
    moves: int = MOVES,
    traced: bool = False,
) -> Course:
    """What becomes of all norms by `until`. Retracted items count for nothing; those of one instant keep the order in which they come.

    `groups`: names of norms that are looked at together, such as those of one stipulation. A name that is a norm's is passed over.
    `traced`: tell also of norms of which all is settled how they came to where they are; it costs half as much again.
    """
    told = sorted(
        (item for item in items if item.status is not Status.RETRACTED and item.first <= until),
        key=lambda item: item.first,
    )
    machine.roles.hand(frozenset(item.to for item in told if item.to))
    start = min([0, until, *(item.first for item in told[:1]), *machine.instants])
    ways_of = machine.roles.ways
    plain: list[tuple[Item, Way]] = []
    touched: set[int] = set()
    open_to: list[frozenset[int]] = []  # of each unsettled item the norms that it may touch
    for item in told:
        ways = ways_of(item)
        if len(ways) == 1 and item.status is Status.CONFIRMED and item.first == item.last:
            if ways[0]:
                plain.append((item, ways[0]))
            continue
        bears = {at for way in ways for at in way} if ways else set(range(1, len(machine.norms)))
        touched |= bears
        open_to.append(frozenset(bears))
    asked: dict[str, tuple[int, ...]] = {norm.id: (at,) for at, norm in enumerate(machine.norms)}
    for name, ids in (groups or {}).items():
        asked.setdefault(name, tuple(machine.index[own] for own in ids))
    dirty = {
        name: closure
        for name, norms in asked.items()
        if touched and touched.intersection(closure := machine.closure(*norms))
    }
    plainly = _plain(machine, plain, start, until, traced)
    found: dict[str, Outcome] = {}
    for name, norms in asked.items():
        if name not in dirty:
            found[name] = plainly[norms[0]] if len(norms) == 1 else together([plainly[at] for at in norms])
            continue
        share = moves // len(dirty)
        outcomes = []
        for apart in _apart(machine, norms, open_to):
            closure = machine.closure(*apart)
            if touched.isdisjoint(closure):
                outcomes += [plainly[at] for at in apart]
                continue
            part = machine.part(closure)
            meant = [(item, part.roles.ways(item)) for item in told]
            bearing = [item for item, several in meant if any(several) or not several]
            outcomes.append(explored(part, [closure.index(at) for at in apart], bearing, start, until, share))
        found[name] = outcomes[0] if len(outcomes) == 1 else together(outcomes)
    return Course(
        machine,
        start,
        until,
        tuple(told),
        {name: outcome.possible for name, outcome in found.items()},
        {name: list(outcome.ends.items()) for name, outcome in found.items()},
        {name: tuple(outcome.bearing.values()) for name, outcome in found.items()},
        {name: outcome.unsettled for name, outcome in found.items() if outcome.unsettled},
    )


def _apart(machine: Machine, norms: Sequence[int], open_to: Sequence[frozenset[int]]) -> list[list[int]]:
    """Norms in groups of which no two depend on one unsettled item: what becomes of one group says nothing of another."""
    closures = {at: frozenset(machine.closure(at)) for at in norms}
    groups: list[tuple[set[int], list[int]]] = []  # the unsettled items, by number, and the norms
    for at in norms:
        items = {number for number, bears in enumerate(open_to) if not bears.isdisjoint(closures[at])}
        members = [at]
        rest = []
        for others, several in groups:
            if items.isdisjoint(others):
                rest.append((others, several))
            else:
                items |= others
                members = [*several, *members]
        groups = [*rest, (items, members)]
    return [members for _, members in groups]


def _plain(machine: Machine, items: Sequence[tuple[Item, Way]], start: int, until: int, traced: bool) -> list[Outcome]:
    """One world: all is settled."""
    world = machine.begin(start)
    possible = [[(start, frozenset((state,)))] for state in world.states]
    told: list[Move] = []
    move, norms, states = machine.move, machine.norms, world.states
    wake = world.wake

    def note(at: int, item: Item | None) -> None:
        if traced:
            changes = tuple((norms[n].id, before, world.configs[n]) for n, before in world.before.items())
            told.append(Move(at, item, False, changes))
        for n, before in world.before.items():
            if before.state is not states[n]:
                rows = possible[n]
                if rows[-1][0] == at:
                    rows.pop()
                if not rows or states[n] not in rows[-1][1]:
                    rows.append((at, frozenset((states[n],))))

    for item, way in items:
        at = item.first
        while wake <= at:
            now = wake
            if move(world, now):
                note(now, None)
            wake = world.wake
        for norm, role in way.items():
            if states[norm] in role.bears:  # most items find nobody listening
                if move(world, at, item, way):
                    note(at, item)
                    wake = world.wake
                break
    while wake <= until:
        now = wake
        if move(world, now):
            note(now, None)
        wake = world.wake
    found = []
    for at in range(len(norms)):
        trace = Trace()
        if told:
            rests_on = {norms[n].id for n in machine.closure(at)}
            for row in told:
                if any(own in rests_on for own, _, _ in row.changes):
                    trace = Trace(row, trace)
        found.append(Outcome(possible[at], {world.configs[at]: trace}))
    return found
