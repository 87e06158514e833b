"""A transition is what one item, or time, makes of one norm: the table of docs/decisions/agreement.md as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accords.agreement.condition import State
from accords.agreement.config import NEVER, Config, Tally, counted, held_by, reached, with_done
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.item import Item, Operation
from accords.agreement.norm import NormKind, Rule
from accords.agreement.roles import OPEN, RUNNING, WAITING, Role, Way

if TYPE_CHECKING:
    from accords.agreement.machine import Machine, World

OVER = frozenset((State.LAPSED, State.FULFILLED, State.CURED, State.RELEASED, State.TERMINATED))
ENDED = frozenset((State.LAPSED, State.TERMINATED))  # for good, also for a norm that may come again
_HANDED = OPEN | {State.BREACHED}
_AGREEMENT = {
    (Operation.TERMINATE, State.CONDITIONAL): State.TERMINATED,
    (Operation.TERMINATE, State.ACTIVE): State.TERMINATED,
    (Operation.TERMINATE, State.SUSPENDED): State.TERMINATED,
    (Operation.SUSPEND, State.ACTIVE): State.SUSPENDED,
    (Operation.RESUME, State.SUSPENDED): State.ACTIVE,
}


class Transition:
    """Of the norm at `at`, now. What others stand at is read in `world`, where those before it in order have moved already."""

    __slots__ = ("agreement", "at", "before", "item", "machine", "norm", "now", "role", "watch", "way", "world")

    def __init__(
        self, machine: Machine, world: World, at: int, now: int, item: Item | None, role: Role | None, way: Way
    ) -> None:
        self.machine, self.world, self.at, self.now = machine, world, at, now
        self.item, self.role, self.way = item, role, way
        self.watch, self.norm = machine.watches[at], machine.norms[at]
        self.before = world.configs[at]
        self.agreement = world.configs[0]

    def config(self) -> Config:
        """What the norm stands at now."""
        config = self.before
        if self.at == 0:
            return self._of_agreement(config)
        state = self.agreement.state
        if state is State.TERMINATED and not self.norm.survives and config.state in OPEN:
            # By this very power: it has been exercised, and is not cut off by what it did.
            used = config.state is State.ACTIVE and self.role and self.role.exercised and self._by_debtor(config)
            return self._over(State.FULFILLED if used and not self.norm.again else State.TERMINATED)
        if state is State.CONDITIONAL:
            return config
        was = self.world.was(0).state
        stays = self.norm.kind in (NormKind.POWER, NormKind.TRIGGER)  # by a power it is resumed
        if state is State.SUSPENDED and was is State.ACTIVE and config.state is State.ACTIVE and not stays:
            config = self._suspended(config)
            return self._ended(config, State.RELEASED) if self._has_ended(config) else config
        if state is State.ACTIVE and was is State.SUSPENDED and config.state is State.SUSPENDED:
            return self._resumed(config)
        if self.item is None and config.due <= self.now:
            config = self._came_due(config)
            if config.state is not self.before.state:
                return config
        config = self._remembered(config)
        if self._operation_counts():
            config = self._operated(config)
            if config.state is not self.before.state:
                return config
        if self.norm.kind is NormKind.TRIGGER:
            return self._determined(config)
        if config.state is State.CONDITIONAL:
            return self._triggered(config)
        return self._after(config)

    def _after(self, config: Config) -> Config:
        """Of a norm that has been triggered."""
        repeats = (self.norm.again or self.norm.restarts) and not config.never
        second = repeats and self._comes_to_hold(config)
        if second:
            config = config._replace(seen=self.watch.fresh.seen[: self._size] + config.seen[self._size :])
        match config.state:
            case State.ACTIVE | State.SUSPENDED:
                return self._running(config, second)
            case State.BREACHED:
                return self._late(config)
            case State.FULFILLED | State.CURED | State.RELEASED if second and self.norm.again:
                return self._begun(config._replace(state=State.CONDITIONAL))
        return config

    # -- the agreement itself ----------------------------------------------------------------------------------------------

    def _of_agreement(self, config: Config) -> Config:
        config = self._counted(config)
        if config.state is State.CONDITIONAL and self._holds(config.seen):
            # Its one anchor is the entry into force, from which deadlines count.
            return Config(State.ACTIVE, anchors=(self.now,))
        if self._operation_counts() and self.role and self.role.operation:
            state = _AGREEMENT.get((self.role.operation, config.state), config.state)
            return config._replace(state=state)
        return config

    # -- what is remembered ------------------------------------------------------------------------------------------------

    @property
    def _size(self) -> int:
        return len(self.watch.trigger.fresh)

    def _counted(self, config: Config) -> Config:
        """Tallies of conditions: of the trigger while it may still matter, of `ended by` since the norm became active."""
        role, item = self.role, self.item
        if role is None or item is None or not (role.seen or role.ending):
            return config
        tallies: list[Tally] = list(config.seen)
        if config.state in WAITING or self.norm.again or self.norm.restarts:
            for place in role.seen:
                tallies[place] = counted(tallies[place], self.watch.trigger.happened[place], self.now, item.count)
        if config.state in RUNNING:
            for place in role.ending:
                there = self._size + place
                tallies[there] = counted(tallies[there], self.watch.ending.happened[place], self.now, item.count)
        seen = tuple(tallies)
        return config if seen == config.seen else config._replace(seen=seen)

    def _remembered(self, config: Config) -> Config:
        if config.state in OVER and not self.norm.again:
            return config
        config = self._counted(config)
        if not self.watch.anchors:
            return config
        came = set(self.role.anchors) if self.role else set()
        for place, norms in self.watch.anchor_norms:
            if all(self.world.states[norm].done for norm in norms) and not all(
                self.world.was(norm).state.done for norm in norms
            ):
                came.add(place)
        came = {place for place in came if config.anchors[place] is None}
        if not came:
            return config
        anchors = tuple(self.now if place in came else at for place, at in enumerate(config.anchors))
        config = config._replace(anchors=anchors)
        if config.state in WAITING:
            return config._replace(due=self._waits_until(config))
        # What its deadline counts from has come: its clock runs.
        if config.state in RUNNING and config.due == NEVER and config.left is None:
            due = self._instant(self.norm.due, config)
            if due is not None and config.state is State.SUSPENDED:
                return config._replace(left=due - self.now)
            if due is not None:
                return config._replace(due=due)
        return config

    # -- clocks --------------------------------------------------------------------------------------------------------------

    def _instant(self, deadline: Deadline | None, config: Config, trigger: int | None = None) -> int | None:
        """When a deadline is; `None` where there is none, or what it counts from has not come."""
        if deadline is None or deadline.at is not None:
            return deadline.at if deadline else None
        anchor: int | None
        if deadline.anchor is Anchor.SIGNING:
            anchor = self.machine.signed
        elif deadline.anchor is Anchor.FORCE:
            anchor = self.agreement.anchors[0] if self.agreement.anchors else None
        elif deadline.anchor is Anchor.TRIGGER:
            anchor = trigger
        else:
            anchor = config.anchors[self.watch.anchors.index(deadline.anchor)]  # type: ignore[arg-type]
        return None if anchor is None else self.machine.clock.due(deadline, anchor)

    def _waits_until(self, config: Config) -> int:
        """When a norm lapses that is not triggered; when one that waits for its beginning begins."""
        if config.armed:
            begins = self._instant(self.norm.begins, config, config.left)
            return NEVER if begins is None else max(begins, self.now)
        if config.state is not State.CONDITIONAL:
            return NEVER
        lapses = self._instant(self.norm.lapses, config)
        return NEVER if lapses is None else max(lapses, self.now)

    def _suspended(self, config: Config) -> Config:
        left = None if config.due == NEVER else config.due - self.now
        return config._replace(state=State.SUSPENDED, due=NEVER, left=left)

    def _resumed(self, config: Config) -> Config:
        wake = NEVER if config.left is None else self.now + config.left
        return config._replace(state=State.ACTIVE, due=wake, left=None)

    def _came_due(self, config: Config) -> Config:
        """What time alone makes of it at its `due`."""
        if config.state is State.ACTIVE:
            return self._at_end(config)
        return self._over(State.LAPSED) if not config.armed and self._has_lapsed(config) else config

    def _has_lapsed(self, config: Config) -> bool:
        """A condition that has not come by then; of what is undetermined it has come."""
        if config.state is not State.CONDITIONAL:
            return False
        lapses = self._instant(self.norm.lapses, config)
        return lapses is not None and lapses <= self.now

    def _at_end(self, config: Config) -> Config:
        if self.norm.kind is NormKind.OBLIGATION:
            return self._breached(config)
        return self._over(State.FULFILLED if self.norm.kind is NormKind.PROHIBITION else State.LAPSED)

    # -- triggers --------------------------------------------------------------------------------------------------------------

    def _holds(self, seen: tuple[Tally, ...]) -> bool:
        return self.watch.trigger.holds(seen[: self._size], self.world.states, self.now)

    def _could(self, config: Config) -> bool:
        return self.watch.trigger.could(config.seen[: self._size], self.world.states, self.world.final, self.now)

    def _comes_to_hold(self, config: Config) -> bool:
        """The condition of a second trigger: it holds now, and did not before this move."""
        if self.watch.trigger.condition is None or self.world.states[0] is not State.ACTIVE:
            return False
        if self.item is not None and not (self.role and self.role.seen) and not self.world.before:
            return False  # nothing that it asks about has changed
        if not self._holds(config.seen):
            return False
        was = list(self.world.states)
        for at, config in self.world.before.items():
            was[at] = config.state
        return not self.watch.trigger.holds(self.before.seen[: self._size], was, self.now)

    def _triggered(self, config: Config) -> Config:
        if config.armed:
            return self._active(config) if config.due <= self.now else config
        if self._has_lapsed(config):
            return self._over(State.LAPSED)
        if self.world.states[0] is State.ACTIVE and self._holds(config.seen):
            return self._begun(config)
        if not self._could(config):
            return self._over(State.LAPSED)
        return config._replace(due=self._waits_until(config))

    def _begun(self, config: Config) -> Config:
        """Triggered now: active, or waiting for its beginning."""
        if self.norm.begins is None:
            return self._active(config)
        # While it waits, `left` keeps the instant of the trigger, from which the beginning may count.
        armed = config._replace(armed=True, left=self.now, seen=self.watch.fresh.seen)
        armed = armed._replace(due=self._waits_until(armed))
        return armed if armed.due > self.now else self._active(armed)

    def _active(self, config: Config) -> Config:
        active = config._replace(
            state=State.ACTIVE, due=NEVER, seen=self.watch.fresh.seen, done=0, each=(), left=None, armed=False
        )
        due = self._instant(self.norm.due, config, self.now)
        if due is not None and due <= self.now:
            return self._at_end(active)
        if self._has_ended(active):
            return self._over(State.RELEASED)
        return active if due is None else active._replace(due=due)

    def _has_ended(self, config: Config) -> bool:
        """What ends it without failing holds, by what has happened since it became active."""
        ending = self.watch.ending
        return ending.condition is not None and ending.holds(config.seen[self._size :], self.world.states, self.now)

    def _determined(self, config: Config) -> Config:
        """Whether a guarantee is triggered, by whose word."""
        rule, role = self.norm.determination, self.role
        if rule is None:
            return config
        may_come_again = self.norm.again and rule.rule is not Rule.FACTS
        if config.state is State.ACTIVE and may_come_again and self._comes_to_hold(config):
            # Another attack is another question.
            config = config._replace(state=State.UNDETERMINED, seen=self.watch.fresh.seen, votes=(0, 0))
        if config.state not in WAITING:
            return config
        if self._has_lapsed(config):
            return self._over(State.LAPSED)
        if self.world.states[0] is State.ACTIVE:
            if role and role.vote:
                config = config._replace(votes=_voted(config.votes, *role.vote))
            verdict = _verdict(rule.rule, config.votes, len(rule.voters), rule.veto)
            if verdict is False:
                # Refused; another attack is another question.
                config = config._replace(state=State.CONDITIONAL, seen=self.watch.fresh.seen, votes=(0, 0))
                if self._has_lapsed(config):
                    return self._over(State.LAPSED)
            elif verdict or (rule.rule is Rule.FACTS and self._holds(config.seen)):
                return self._over(State.ACTIVE)
            elif rule.rule is not Rule.FACTS and self._holds(config.seen):
                config = config._replace(state=State.UNDETERMINED)
        if rule.rule is Rule.FACTS and not self._could(config):
            return self._over(State.LAPSED)
        return config._replace(due=self._waits_until(config))

    # -- deeds -----------------------------------------------------------------------------------------------------------------

    def _running(self, config: Config, second: bool) -> Config:
        norm, role = self.norm, self.role
        active = self.before.state is State.ACTIVE
        if role and active and role.exercised and self._by_debtor(config):
            return config if norm.again else self._over(State.FULFILLED)
        if role and role.deed and (active or norm.kind is NormKind.OBLIGATION):
            config, whole = self._did(config)
            if whole and norm.kind is NormKind.PROHIBITION:
                return self._breached(config)
            if whole and (norm.kind is NormKind.OBLIGATION or not norm.again):
                return self._ended(config, State.FULFILLED)
        if self._has_ended(config):
            return self._ended(config, State.RELEASED)
        if second and norm.restarts and config.state is State.ACTIVE:
            again = self._active(config)
            return again._replace(done=config.done, each=config.each) if again.state is State.ACTIVE else again
        return config

    def _did(self, config: Config) -> tuple[Config, bool]:
        """With this item, and whether all of the deed is done."""
        norm, item, role = self.norm, self.item, self.role
        if item is None or role is None or norm.deed is None:
            return config, False
        if not (norm.anyone or self._by_debtor(config) or item.party in config.helpers):
            return config, False
        if norm.jointly and config.debtor is None:
            each = list(config.each or (0,) * len(norm.debtors))
            # What a helper does counts for the first who has not done it all.
            owing = (n for n, tally in enumerate(each) if not reached(tally, norm.deed))
            by = role.by if role.by >= 0 else next(owing, 0)
            each[by] = counted(each[by], norm.deed, self.now, item.count)
            did = sum(reached(tally, norm.deed) for tally in each)
            return config._replace(each=tuple(each), done=did), did == len(each)
        done = counted(config.done, norm.deed, self.now, item.count)
        return with_done(config, done), reached(done, norm.deed)

    def _late(self, config: Config) -> Config:
        role = self.role
        if role is None or self.before.state is not State.BREACHED:
            return config
        if role.cure:
            return self._ended(config, State.CURED)
        if self.norm.cure and self.norm.kind is NormKind.OBLIGATION and role.deed:
            config, whole = self._did(config)
            if whole:
                return self._ended(config, State.CURED)
        return config

    def _by_debtor(self, config: Config) -> bool:
        if self.item is None or self.role is None:
            return False
        if self.role.assumed:
            return bool(self.norm.debtors)
        party = self.item.party
        if config.debtor is not None:
            return party == config.debtor
        rights = config.rights if self.norm.kind is NormKind.POWER else ()
        return bool(held_by(party, self.norm.debtors, rights))

    # -- operations --------------------------------------------------------------------------------------------------------------

    def _operation_counts(self) -> bool:
        """Whether there is an operation upon this norm, by one who may: by a power that was active, or as creditor or debtor."""
        role, item = self.role, self.item
        if role is None or item is None or role.operation is None:
            return False
        for power in self.machine.powers[self.at]:
            exercised = self.way.get(power)
            if exercised is None or not exercised.exercised or self.world.was(power).state is not State.ACTIVE:
                continue
            if role.operation in self.machine.norms[power].operations and self._holds_power(power, exercised):
                return True
        if role.operation in (Operation.RELEASE, Operation.SUBSTITUTE):
            return self._by_creditor()
        if role.operation is Operation.ASSIGN:
            # Of a power the right is its holder's.
            by_right = self._by_debtor(self.before) if self.norm.kind is NormKind.POWER else self._by_creditor()
            return self.norm.assignable and by_right
        return role.operation is Operation.SUBCONTRACT and self.norm.delegable and self._by_debtor(self.before)

    def _holds_power(self, power: int, exercised: Role) -> bool:
        holder, party = self.world.was(power).debtor, self.item.party if self.item else None
        if exercised.assumed:
            return True
        if holder is not None:
            return party == holder
        return bool(held_by(party, self.machine.norms[power].debtors, self.world.was(power).rights))

    def _by_creditor(self) -> bool:
        if self.item is None or self.role is None:
            return False
        if self.role.assumed:
            return bool(self.norm.creditors)
        rights = self.before.rights if self.norm.kind is not NormKind.POWER else ()
        return bool(held_by(self.item.party, self.norm.creditors, rights))

    def _assigned(self, config: Config, to: str) -> Config:
        """Each hands on its own right: of several creditors, or holders of a power, the others keep theirs."""
        of_power = self.norm.kind is NormKind.POWER
        if of_power and config.debtor is not None:
            return config._replace(debtor=to)
        party = self.item.party if self.item else None
        handed = dict(config.rights)
        places = held_by(party, self.norm.debtors if of_power else self.norm.creditors, config.rights) or [0]
        return config._replace(rights=tuple(sorted((handed | dict.fromkeys(places, to)).items())))

    def _operated(self, config: Config) -> Config:
        operation, to = (self.role.operation if self.role else None), (self.item.to if self.item else None)
        match operation:
            case Operation.SUSPEND if config.state is State.ACTIVE:
                return self._suspended(config)
            case Operation.RESUME if config.state is State.SUSPENDED:
                return self._resumed(config)
            case Operation.RELEASE if config.state in WAITING:
                return self._over(State.RELEASED)._replace(never=self.norm.again)
            case Operation.RELEASE if config.state in OPEN:
                return self._ended(config, State.RELEASED)
            case Operation.TERMINATE if config.state in OPEN:
                return self._over(State.TERMINATED)
            case Operation.ASSIGN if config.state in _HANDED and to:
                return self._assigned(config, to)
            case Operation.SUBSTITUTE if config.state in _HANDED and to:
                if self.norm.jointly:  # one other takes the place of all, and does the deed alone
                    config = config._replace(done=0, each=())
                return config._replace(debtor=to, helpers=frozenset())
            case Operation.SUBCONTRACT if config.state in _HANDED and to:
                return config._replace(helpers=config.helpers | {to})
        return config

    # -- ends --------------------------------------------------------------------------------------------------------------------

    def _breached(self, config: Config) -> Config:
        if self.machine.is_final(self.at, State.BREACHED):
            return self._over(State.BREACHED)
        return config._replace(state=State.BREACHED, due=NEVER, left=None)

    def _ended(self, config: Config, state: State) -> Config:
        """Of a norm that may be triggered again it is remembered what has happened since the last trigger."""
        if self.norm.again:
            return config._replace(state=state, due=NEVER, done=0, each=(), left=None)
        return self._over(state)

    def _over(self, state: State) -> Config:
        """Only who stands in whose place is kept, to be told; worlds that differ in what no longer matters are one."""
        held = self.before
        return self.watch.fresh._replace(state=state, debtor=held.debtor, rights=held.rights, helpers=held.helpers)


def _voted(votes: tuple[int, int], voter: int, yes: bool) -> tuple[int, int]:
    """Of several votes of one voter the last counts."""
    bit = 1 << voter
    return (votes[0] | bit, votes[1] & ~bit) if yes else (votes[0] & ~bit, votes[1] | bit)


def _verdict(rule: Rule, votes: tuple[int, int], size: int, veto: frozenset[int]) -> bool | None:
    """Determined, refused, or open."""
    if rule is Rule.FACTS:
        return None
    needed = {Rule.ANY: 1, Rule.MAJORITY: size // 2 + 1, Rule.TWO_THIRDS: -(-2 * size // 3)}.get(rule, size)
    if any(votes[1] >> voter & 1 for voter in veto) or size - votes[1].bit_count() < needed:
        return False
    return votes[0].bit_count() >= needed or None
