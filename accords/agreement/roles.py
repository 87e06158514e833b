"""What an item is to each norm: worked out once for all items that look alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from accords.agreement.condition import State
from accords.agreement.config import NEVER, Config, Memory
from accords.agreement.deadline import Anchor
from accords.agreement.item import Item, Operation
from accords.agreement.norm import Norm, NormKind
from accords.agreement.pattern import Pattern

AGREEMENT = "agreement"
MOST_UNKNOWN = 6  # questions that one item may leave open; beyond, the norms that ask them are not settled
_OPERATIONS = {operation.value: operation for operation in Operation}
WAITING = frozenset((State.CONDITIONAL, State.UNDETERMINED))
RUNNING = frozenset((State.ACTIVE, State.SUSPENDED))
OPEN = WAITING | RUNNING
_LIVING = OPEN | {State.BREACHED, State.FULFILLED, State.CURED, State.RELEASED}
_VOTE = Operation.DETERMINE.value


class Role(NamedTuple):
    """What one item is to one norm, by places in its lists.

    `by`: which debtor did it, -1 none of them. `vote`: voter and whether for. `operation`: upon this norm. `exercised`: of a power, by an operation
    that it allows. `assumed`: nobody is named who did it, and it is taken to be one who may. A role is only made where there is something in it.
    """

    seen: tuple[int, ...] = ()  # of the trigger's item conditions
    ending: tuple[int, ...] = ()  # of `ended_by`
    anchors: tuple[int, ...] = ()
    deed: bool = False
    by: int = -1
    cure: bool = False
    vote: tuple[int, bool] | None = None
    operation: Operation | None = None
    exercised: bool = False
    assumed: bool = False
    bears: frozenset[State] = frozenset()  # in which states of the norm it can matter


# One way in which an item may be meant: what it is to the norms (by place) to which it is anything. The empty way: to none.
Way: TypeAlias = Mapping[int, Role]


class Watch:
    """What one norm looks for in items."""

    def __init__(
        self, norm: Norm, at: int, index: dict[str, int], targets: frozenset[str], reach: frozenset[str]
    ) -> None:
        self.norm, self.at = norm, at
        self.handed: frozenset[str] = frozenset()  # to whom duties were handed: their deeds are looked at as well
        self.reach = reach  # of a power: what an operation that it allows may be about
        self.trigger = Memory(norm.trigger, index)
        self.ending = Memory(norm.ended_by, index)
        # What its deadlines count from, the anchors that every agreement has left out.
        self.anchors: list[Pattern | str | tuple[str, ...]] = []
        for deadline in (norm.begins, norm.due, norm.lapses):
            anchor = deadline.anchor if deadline else None
            if anchor is not None and not isinstance(anchor, Anchor) and anchor not in self.anchors:
                self.anchors.append(anchor)
        # Of several norms: when the last of them is done.
        self.anchor_norms = [
            (n, tuple(index[own] for own in ((one,) if isinstance(one, str) else one)))
            for n, one in enumerate(self.anchors)
            if not isinstance(one, Pattern)
        ]
        self.names = self.trigger.norms | self.ending.norms | {at for _, norms in self.anchor_norms for at in norms}
        absolute = [one.at for one in (norm.begins, norm.due, norm.lapses) if one is not None and one.at is not None]
        self.instants = (*self.trigger.instants, *self.ending.instants, *absolute)
        self.targets = targets  # what an operation may call this norm
        seen = (*self.trigger.fresh, *self.ending.fresh)
        self.fresh = Config(State.CONDITIONAL, NEVER, seen, (None,) * len(self.anchors))

    def patterns(self) -> Iterator[Pattern]:
        """All that it asks of items, whose answers may be unknown."""
        yield from (one.pattern for one in self.trigger.happened)
        yield from (one.pattern for one in self.ending.happened)
        yield from (one for one in self.anchors if isinstance(one, Pattern))
        if self.norm.deed:
            yield self.norm.deed.pattern
        if self.norm.cured_by:
            yield self.norm.cured_by

    def leaves_open(self, item: Item, answers: Mapping[Pattern, bool | None]) -> bool:
        """True where it matters who did it, and nobody is named."""
        if item.party is not None:
            return False
        norm = self.norm
        deed = norm.deed is not None and not norm.anyone and answers[norm.deed.pattern] is not False
        return deed or self._operation(item) is not None or self._exercised(item) or self._votes(item)

    @property
    def joint(self) -> int:
        """How many it matters which of: debtors of whom each has to do the deed, voters; 0 where any one will do."""
        if self.norm.determination is not None:
            return len(self.norm.determination.voters)
        return len(self.norm.debtors) if self.norm.jointly else 0

    def role(self, item: Item, answers: Mapping[Pattern, bool], whose: int) -> Role | None:
        """What an item is to the norm, given what its patterns say of it. `whose`: where nobody is named, the debtor whose deed it is taken
        to be; -1: nobody's who may."""
        assumed = whose >= 0
        norm = self.norm
        deed = norm.deed is not None and answers[norm.deed.pattern]
        by = next((n for n, names in enumerate(norm.debtors) if item.party in names), -1) if deed else -1
        by = whose if assumed and deed and self.joint else by
        if by < 0 and not (norm.anyone or assumed or item.party in self.handed):
            deed = False
        role = Role(
            tuple(n for n, one in enumerate(self.trigger.happened) if answers[one.pattern]),
            tuple(n for n, one in enumerate(self.ending.happened) if answers[one.pattern]),
            tuple(n for n, one in enumerate(self.anchors) if isinstance(one, Pattern) and answers[one]),
            deed,
            by,
            norm.cured_by is not None and answers[norm.cured_by],
            self._vote(item, whose),
            self._operation(item),
            self._exercised(item),
        )
        return None if role == _NOTHING else role._replace(assumed=assumed, bears=self._bears(role))

    def _bears(self, role: Role) -> frozenset[State]:
        norm = self.norm
        states: set[State] = set()
        if role.seen:
            states |= _LIVING if norm.again or norm.restarts else WAITING
        if role.anchors:
            states |= _LIVING if norm.again else OPEN
        if role.deed:
            states |= RUNNING | ({State.BREACHED} if norm.cure else set())
        if role.cure:
            states.add(State.BREACHED)
        if role.ending:
            states |= RUNNING
        if role.vote:
            states |= WAITING
        if role.operation:
            states |= OPEN | {State.BREACHED}
        if role.exercised:
            states.add(State.ACTIVE)
        return frozenset(states)

    def _votes(self, item: Item) -> bool:
        """Whether an item says that this guarantee is triggered, or that it is not."""
        rule = self.norm.determination
        if rule is None or not rule.voters or item.act != _VOTE:
            return False
        return item.about is None or item.about in rule.about

    def _vote(self, item: Item, whose: int) -> tuple[int, bool] | None:
        rule = self.norm.determination
        if rule is None or not self._votes(item):
            return None
        named = next((n for n, names in enumerate(rule.voters) if item.party in names), -1)
        voter = whose if item.party is None else named
        return None if voter < 0 else (voter, not item.negated)

    def _operation(self, item: Item) -> Operation | None:
        operation = _OPERATIONS.get(item.act or "")
        if operation is None or operation is Operation.DETERMINE or item.negated or item.about not in self.targets:
            return None
        return operation

    def _exercised(self, item: Item) -> bool:
        """An operation that this power allows, by one who holds it; the deed of a power is asked with its state."""
        norm = self.norm
        if norm.kind is not NormKind.POWER or item.negated or _OPERATIONS.get(item.act or "") not in norm.operations:
            return False
        return item.about in self.reach


_NOTHING = Role()


class Roles:
    """The ways in which items may be meant, kept for items that look alike."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._watches = watches
        self._ways: dict[object, tuple[Way, ...]] = {}
        self.handed: frozenset[str] = frozenset()
        self._patterns = tuple(dict.fromkeys(pattern for watch in watches for pattern in watch.patterns()))
        # The words of claims are never alike: they tell items apart only where a pattern asks for them.
        self._by_words = any(pattern.words for pattern in self._patterns)

    def hand(self, parties: frozenset[str]) -> None:
        """Duties are handed to these parties somewhere in the record, so what they do may count."""
        if parties != self.handed:
            self.handed = parties
            self._ways.clear()
            for watch in self._watches:
                watch.handed = parties

    def ways(self, item: Item) -> tuple[Way, ...]:
        """One where it is plain what the item is; several where patterns cannot tell, at most 2^`MOST_UNKNOWN`; none: too many to look at."""
        key = (item.key, item.words) if self._by_words else item.key
        found = self._ways.get(key)
        if found is None:
            found = self._ways[key] = self._made(item)
        return found

    def _made(self, item: Item) -> tuple[Way, ...]:
        told = {pattern: pattern.matches(item) for pattern in self._patterns}
        unknown = [pattern for pattern, answer in told.items() if answer is None]
        by_whom = [watch.at for watch in self._watches if watch.leaves_open(item, told)]
        if len(unknown) + len(by_whom) > MOST_UNKNOWN:
            return ()
        ways: list[Way] = []
        # Of what is owed jointly, and of a vote, it matters whose it was; else whether it was that of one who may.
        whose = [range(-1, self._watches[at].joint or 1) for at in by_whom]
        for answers in product(*[(1, 0)] * len(unknown), *whose):
            settled = {one: answer is True for one, answer in told.items()}
            settled |= {one: bool(answer) for one, answer in zip(unknown, answers, strict=False)}
            by = dict(zip(by_whom, answers[len(unknown) :], strict=True))
            way = {
                watch.at: role
                for watch in self._watches
                if (role := watch.role(item, settled, by.get(watch.at, -1))) is not None
            }
            if way not in ways:
                ways.append(way)
        return tuple(ways)
