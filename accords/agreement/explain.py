"""Why a norm stands where it does, and why not where it does not: every change with its cause, its rule and its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State
from accords.agreement.config import NEVER, Config, Tally
from accords.agreement.course import Course
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.item import Item, Operation
from accords.agreement.norm import Norm
from accords.agreement.roles import RUNNING, WAITING
from accords.agreement.worlds import Move, Trace

_OPERATIONS = frozenset(one.value for one in Operation)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How an instant was reckoned: so much after something that was at `anchor`; of an absolute date `anchor` is `None`."""

    deadline: Deadline
    anchor: int | None
    due: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One change: when, of which norm (its `place` is the rule: file and line), from what to what, and by what.

    `item`: the claim or event that brought it about; `assumed`: which is not settled and is taken to be so. `norms`: other norms that changed with it and that this
    one rests on. `clock`: the deadline that came. `runs`: the deadline that runs from here on.
    """

    at: int
    norm: Norm
    before: State
    after: State
    item: Item | None = None
    assumed: bool = False
    norms: tuple[tuple[str, State], ...] = ()
    clock: Arithmetic | None = None
    runs: Arithmetic | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a norm may have come to a state, by the fewest assumptions; what the norms it rests on went through is in it."""

    state: State
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something that did not come about. `condition` or `deadline` says what; `so_far`: how many items of how many there were, or what the norm is instead."""

    condition: Condition | None = None
    deadline: Deadline | None = None
    so_far: int | State | None = None
    deed: bool = False


def why(ran: Course, norm: str) -> tuple[Derivation, ...]:
    """A derivation for each state that a norm may be in at the end of a course that was traced."""
    found: dict[State, Derivation] = {}
    for config, trace in ran.ends[norm]:
        if config.state not in found:
            found[config.state] = Derivation(config.state, tuple(_reasons(ran, norm, trace)))
    return tuple(found.values())


def _reasons(ran: Course, norm: str, trace: Trace) -> Iterator[Reason]:
    machine = ran.machine
    wanted = {machine.norms[at].id for at in machine.closure(machine.index[norm])}
    moves = trace.moves()
    came: dict[str, int] = {}  # when each norm last became active
    for move in moves:
        states = {own: after.state for own, before, after in move.changes if before.state is not after.state}
        for own, before, after in move.changes:
            if own not in wanted or (before.state is after.state and before.due == after.due):
                continue
            if own != norm and before.state is after.state:
                continue
            if after.state is State.ACTIVE and before.state is not State.ACTIVE:
                came[own] = move.at
            yield _reason(ran, own, before, after, move, states, came.get(own))


def _reason(
    ran: Course, own: str, before: Config, after: Config, move: Move, states: dict[str, State], came: int | None
) -> Reason:
    machine = ran.machine
    norm = machine.norms[machine.index[own]]
    rests = {machine.norms[at].id for at in machine.rests_on[machine.index[own]]}
    others = tuple((other, state) for other, state in states.items() if other in rests and other != own)
    item = move.item
    if item is not None and others and machine.index[own] not in machine.roles.ways(item)[0]:
        item = None  # it changed another norm, and that one this
    clock = _clock(ran, norm, before, move.at, came) if move.item is None and not others else None
    runs = None
    if after.state is State.ACTIVE and after.due < NEVER and norm.due is not None:
        runs = _arithmetic(ran, norm.due, after, after.due, came)
    return Reason(move.at, norm, before.state, after.state, item, bool(item and move.assumed), others, clock, runs)


def _clock(ran: Course, norm: Norm, before: Config, at: int, came: int | None) -> Arithmetic | None:
    """The deadline that came at an instant."""
    if before.state in WAITING:
        deadline = norm.begins if before.armed else norm.lapses
    else:
        deadline = norm.due if before.state in RUNNING else None
    return None if deadline is None or before.due > at else _arithmetic(ran, deadline, before, at, came)


def _arithmetic(ran: Course, deadline: Deadline, config: Config, due: int, came: int | None) -> Arithmetic:
    machine, anchor = ran.machine, deadline.anchor
    at: int | None = None
    if anchor is Anchor.SIGNING:
        at = machine.signed
    elif anchor is Anchor.FORCE:
        at = next((instant for instant, states in ran.possible[machine.norms[0].id] if State.ACTIVE in states), None)
    elif anchor is Anchor.TRIGGER:
        at = config.left if config.armed else came
    elif anchor is not None:
        places = [watch.anchors for watch in machine.watches if anchor in watch.anchors]
        at = next((config.anchors[one.index(anchor)] for one in places if len(one) == len(config.anchors)), None)
    return Arithmetic(deadline, at, due)


def why_not(ran: Course, norm: str, wanted: State | None = None) -> tuple[Unmet, ...]:
    """What is unmet for a norm to be in a state (of one that waits: active; of one that is owed: fulfilled), the first of it first.

    Empty where nothing is: it is so, or it can never be.
    """
    machine = ran.machine
    at = machine.index[norm]
    config = min((config for config, _ in ran.ends[norm]), key=lambda config: config.state is wanted)
    rule = machine.norms[at]
    if config.state is wanted:
        return ()
    found: list[Unmet] = []
    if config.state in WAITING or config.state is State.LAPSED:
        if config.armed:
            found.append(Unmet(deadline=rule.begins))
        elif rule.trigger is not None:
            memory = machine.watches[at].trigger
            tallies = dict(zip(memory.happened, config.seen, strict=False))
            found += _unmet(ran, rule.trigger, tallies, True)
    if config.state in RUNNING and rule.deed is not None:
        done = config.done if isinstance(config.done, int) else sum(count for _, count in config.done)
        found.append(Unmet(rule.deed, rule.due, max(done, 0), deed=True))
    return tuple(found)


def _unmet(ran: Course, condition: Condition, tallies: dict[Happened, Tally], wanted: bool) -> Iterator[Unmet]:
    """The parts that keep a condition from being as wanted."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _unmet(ran, part, tallies, wanted)
        case Not(part):
            yield from _unmet(ran, part, tallies, not wanted)
        case Happened():
            tally = tallies.get(condition, 0)
            so_far = tally if isinstance(tally, int) else sum(count for _, count in tally)
            if (so_far < 0 or so_far >= condition.count) is not wanted:
                yield Unmet(condition if wanted else Not(condition), so_far=max(so_far, 0))
        case Reached(other, states):
            now = ran.states(other)
            if now is None or (not now <= states if wanted else bool(now & states)):
                state = next(iter(now)) if now and len(now) == 1 else None
                yield Unmet(condition if wanted else Not(condition), so_far=state)
        case Passed(at):
            if (ran.until >= at) is not wanted:
                yield Unmet(condition if wanted else Not(condition))


@dataclass(frozen=True, slots=True)
class NoEffect:
    """An operation or the use of a power that changed nothing: by nobody empowered, or upon what was not open to it."""

    item: Item
    norms: tuple[str, ...]
    empowered: bool


def without_effect(ran: Course) -> tuple[NoEffect, ...]:
    """What was done upon norms without effect, in a course that was traced."""
    effective = {
        move.item.id
        for ends in ran.ends.values()
        for _, trace in ends
        for move in trace.moves()
        if move.item is not None
    }
    return tuple(_ineffective(ran, item) for item in ran.items if _is_upon(ran, item) and item.id not in effective)


def _is_upon(ran: Course, item: Item) -> bool:
    return not item.negated and item.act in _OPERATIONS


def _ineffective(ran: Course, item: Item) -> NoEffect:
    machine = ran.machine
    norms = [watch.norm for watch in machine.watches if item.about in watch.targets]
    empowered = any(_may(machine.norms, norm, item) for norm in norms)
    return NoEffect(item, tuple(norm.id for norm in norms), empowered)


def _may(norms: Sequence[Norm], norm: Norm, item: Item) -> bool:
    """Whether this party may do this at all; then it was the wrong time."""
    holds = any(
        item.act in {operation.value for operation in power.operations} and _named(item, power.debtors)
        for power in norms
        if power.operations and (norm.id in power.over or norm.article in power.over)
    )
    if item.act in (Operation.RELEASE, Operation.SUBSTITUTE, Operation.ASSIGN):
        return holds or _named(item, norm.creditors)
    if item.act == Operation.SUBCONTRACT:
        return holds or _named(item, norm.debtors)
    if item.act == Operation.DETERMINE:
        return norm.determination is not None and _named(item, norm.determination.voters)
    return holds


def _named(item: Item, parties: Sequence[frozenset[str]]) -> bool:
    return any(item.party in names for names in parties)
