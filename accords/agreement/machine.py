"""The machine: what one item, or time, makes of norms. Deterministic; who settles what is true is `worlds`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from accords.agreement.condition import State
from accords.agreement.config import NEVER, Config
from accords.agreement.item import Item
from accords.agreement.norm import Norm
from accords.agreement.roles import AGREEMENT, RUNNING, WAITING, Roles, Watch, Way
from accords.agreement.transition import ENDED, OVER, Transition

if TYPE_CHECKING:
    from accords.agreement.clock import Clock

TIME: Way = {}  # no item: what time makes of norms


class World:
    """The configs of all norms in one world, which `Machine.move` changes; `before`: what those stood at that the last move changed."""

    __slots__ = ("before", "configs", "final", "states", "wakes")

    def __init__(self, configs: list[Config], states: list[State], final: list[bool], wakes: list[int]) -> None:
        self.configs, self.states, self.final = configs, states, final
        self.wakes = wakes  # when time alone next may change each
        self.before: dict[int, Config] = {}

    def copy(self) -> World:
        return World(list(self.configs), list(self.states), list(self.final), list(self.wakes))

    def was(self, at: int) -> Config:
        """What a norm stood at before this move."""
        found = self.before.get(at)
        return self.configs[at] if found is None else found

    @property
    def wake(self) -> int:
        return min(self.wakes)


class Machine:
    """Norms in an order in which each comes after those that it names; the first is the agreement itself.

    `signed` is the instant that deadlines "after signing" count from. `targets`: what an operation may call norms (an article, a
    stipulation) -> their ids; each is called by its own id, and by its article's number, in any case. `reach`: power -> all that an operation
    which it allows may be about, where that is known; else by the norms that are here.
    """

    def __init__(
        self,
        norms: Sequence[Norm],
        clock: Clock,
        signed: int | None = None,
        targets: Mapping[str, Iterable[str]] | None = None,
        reach: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.norms, self.clock, self.signed = tuple(norms), clock, signed
        self.targets = {word: frozenset(ids) for word, ids in (targets or {}).items()}
        self.index = {norm.id: at for at, norm in enumerate(norms)}
        called = {norm.id: {norm.id, norm.article} - {""} for norm in norms}
        for word, ids in self.targets.items():
            for own in ids & called.keys():
                called[own].add(word)
        called[norms[0].id] = {AGREEMENT, norms[0].id}
        reached = {norm.id: [one for one in norms if norm.over & called[one.id]] for norm in norms if norm.over}
        self.watches = [
            Watch(
                norm,
                at,
                self.index,
                frozenset(called[norm.id]),
                (reach or {}).get(norm.id)
                or frozenset(word for one in reached.get(norm.id, ()) for word in called[one.id]),
            )
            for at, norm in enumerate(norms)
        ]
        self.powers: list[list[int]] = [[] for _ in norms]  # of each norm the powers that reach it
        for power, over in reached.items():
            for one in over:
                self.powers[self.index[one.id]].append(self.index[power])
        # A norm is looked at again where one of these changed. All rest on the agreement.
        self.rests_on = [frozenset(watch.names | {0}) - {watch.at} for watch in self.watches]
        self.looks_at = [frozenset(n for n, on in enumerate(self.rests_on) if at in on) for at in range(len(norms))]
        self.roles = Roles(self.watches)

    def closure(self, *norms: int) -> tuple[int, ...]:
        """The norms on which some rest, themselves included, in order: those that they name, the powers over them, and what these rest on."""
        found: set[int] = set()
        ahead = [*norms]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += [*self.rests_on[one], *self.powers[one]]
        return tuple(sorted(found))

    def part(self, closure: Sequence[int]) -> Machine:
        """A machine of some norms with all on which they rest."""
        reach = {self.norms[at].id: self.watches[at].reach for at in closure}
        part = Machine([self.norms[at] for at in closure], self.clock, self.signed, self.targets, reach)
        part.roles.hand(self.roles.handed)
        return part

    @property
    def instants(self) -> tuple[int, ...]:
        """Instants that the norms and the agreement name, the signing among them."""
        named = [at for watch in self.watches for at in watch.instants]
        return tuple(named if self.signed is None else [*named, self.signed])

    def begin(self, now: int) -> World:
        """All norms at the first instant that is looked at."""
        configs = [watch.fresh for watch in self.watches]
        states = [config.state for config in configs]
        world = World(configs, states, [False] * len(configs), [NEVER] * len(configs))
        self._move(world, now, None, TIME, range(len(configs)))
        return world

    def move(self, world: World, now: int, item: Item | None = None, way: Way = TIME) -> bool:
        """What an item, meant in one way, makes of a world; without one, what time does. True where a config is another."""
        if item is None:
            touched: Iterable[int] = [at for at, wake in enumerate(world.wakes) if wake <= now]
        else:
            touched = way
        return self._move(world, now, item, way, touched)

    def _move(self, world: World, now: int, item: Item | None, way: Way, touched: Iterable[int]) -> bool:
        world.before = {}
        states = world.states
        # What rests on a norm that changed is looked at as well; it comes later in the order.
        ahead = set(touched) if item is None else {at for at, role in way.items() if states[at] in role.bears}
        while ahead:
            at = min(ahead)
            ahead.discard(at)
            if self._step(world, at, now, item, way):
                ahead |= self.looks_at[at]
        return bool(world.before)

    def _step(self, world: World, at: int, now: int, item: Item | None, way: Way) -> bool:
        if world.final[at]:
            world.wakes[at] = NEVER
            return False
        config = world.configs[at]
        after = Transition(self, world, at, now, item, way.get(at), way).config()
        world.wakes[at] = self._wakes(at, after, now)
        if after == config:
            return False
        world.before[at] = config
        world.configs[at] = after
        if after.state is not config.state:
            world.states[at] = after.state
            world.final[at] = self.is_final(at, after.state)
        return True

    def _wakes(self, at: int, config: Config, now: int) -> int:
        """When time next may change a norm: its own clock, or an instant that a condition of it names."""
        watch, norm = self.watches[at], self.norms[at]
        wake = config.due if config.due > now else NEVER
        if watch.trigger.instants and (config.state in WAITING or norm.again or norm.restarts):
            wake = min(wake, watch.trigger.next_instant(now))
        if watch.ending.instants and config.state in RUNNING:
            wake = min(wake, watch.ending.next_instant(now))
        return wake

    def is_final(self, at: int, state: State) -> bool:
        """True of a state that this norm cannot leave any more."""
        norm = self.norms[at]
        if state is State.BREACHED:
            return not (norm.cure or norm.cured_by)
        return state in (ENDED if norm.again else OVER)
