"""A config is where one norm stands in one world, and all that its future depends on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State

NEVER = 1 << 62  # an instant that does not come
# How much of something has happened: a sum, or with a window the instants and counts inside it.
Tally: TypeAlias = int | tuple[tuple[int, int], ...]


_Asked: TypeAlias = Callable[[tuple[Tally, ...], list[State], int], bool]


class Config(NamedTuple):
    """What is kept is what can still matter: two worlds that agree in it have one future.

    `due`: the instant at which time alone changes it: its end, or while it waits the end of the waiting. `seen`: a tally for each item condition. `anchors`: when each thing that its deadlines count
    from came. `done`: the tally of the deed; of what is owed jointly how many debtors did it, and `each` the tally of each. `left`: of a suspended one, seconds left. `votes`: masks of
    voters for and against. `debtor`: who stands in the place of all debtors now; `rights`: of whose rights (places in the norm's
    creditors; of a power in its holders) another has now; `helpers`: those to whom the deed was subcontracted.
    """

    state: State
    due: int = NEVER
    seen: tuple[Tally, ...] = ()
    anchors: tuple[int | None, ...] = ()
    done: Tally = 0
    left: int | None = None
    armed: bool = False  # triggered, and waits for its beginning
    votes: tuple[int, int] = (0, 0)
    debtor: str | None = None
    rights: tuple[tuple[int, str], ...] = ()
    helpers: frozenset[str] = frozenset()
    each: tuple[Tally, ...] = ()
    never: bool = False  # released before any trigger: the one that comes is the first, and no second

    @property
    def assigned_to(self) -> str | None:
        """Those to whom rights were handed, for people."""
        return ", ".join(dict.fromkeys(to for _, to in self.rights)) or None


def with_done(config: Config, done: Tally) -> Config:
    """The same but for what is done: most items that move a norm at all only count, and `_replace` is slow."""
    return config if done == config.done else Config._make((*config[:4], done, *config[5:]))


def counted(tally: Tally, happened: Happened, at: int, count: int) -> Tally:
    """A tally with one item more. What has been reached stays reached, and of it nothing else is kept."""
    if reached(tally, happened):
        return tally
    if happened.within is None:
        return int(tally) + count if isinstance(tally, int) else tally
    inside = tuple(row for row in (tally if isinstance(tally, tuple) else ()) if at - row[0] <= happened.within)
    inside = (*inside, (at, count))
    return _REACHED if sum(row[1] for row in inside) >= happened.count else inside


_REACHED = -1  # of a window: so many have happened once


def reached(tally: Tally, happened: Happened) -> bool:
    if isinstance(tally, tuple):
        return False
    return tally == _REACHED or (happened.within is None and tally >= happened.count)


class Memory:
    """A condition with its item conditions numbered, so that what is remembered of them is a tuple."""

    def __init__(self, condition: Condition | None, index: dict[str, int]) -> None:
        self.condition = condition
        self.happened: list[Happened] = []
        self.norms: set[int] = set()
        self.instants: list[int] = []
        self._index = index
        self._walk(condition)
        self.fresh: tuple[Tally, ...] = (0,) * len(self.happened)
        self._place = {one: at for at, one in enumerate(self.happened)}
        self._holds = self._asked(condition)

    def _walk(self, condition: Condition | None) -> None:
        match condition:
            case All(parts) | AnyOf(parts):
                for part in parts:
                    self._walk(part)
            case Not(part):
                self._walk(part)
            case Happened():
                if condition not in self.happened:
                    self.happened.append(condition)
            case Reached(norm):
                self.norms.add(self._index[norm])
            case Passed(at):
                self.instants.append(at)

    def next_instant(self, now: int) -> int:
        """The next instant that the condition itself names."""
        return min((at for at in self.instants if at > now), default=NEVER)

    def holds(self, seen: tuple[Tally, ...], states: list[State], now: int) -> bool:
        return self._holds(seen, states, now)

    def _asked(self, condition: Condition | None) -> _Asked:
        """A condition as a function of what is remembered, the states of all norms, and now: asked at every item, so made once."""
        match condition:
            case Happened():
                place, happened = self._place[condition], condition
                return lambda seen, states, now: reached(seen[place], happened)
            case Reached(norm, wanted):
                at = self._index[norm]
                return lambda seen, states, now: states[at] in wanted
            case Passed(instant):
                return lambda seen, states, now: now >= instant
            case All(parts):
                all_of = [self._asked(part) for part in parts]
                return lambda seen, states, now: all(part(seen, states, now) for part in all_of)
            case AnyOf(parts):
                any_of = [self._asked(part) for part in parts]
                return lambda seen, states, now: any(part(seen, states, now) for part in any_of)
            case Not(part):
                not_so = self._asked(part)
                return lambda seen, states, now: not not_so(seen, states, now)
            case None:
                return lambda seen, states, now: True

    def could(self, seen: tuple[Tally, ...], states: list[State], final: list[bool], now: int) -> bool:
        """False where it can no longer come to hold, taking each part by itself."""
        return self.condition is None or self._could(self.condition, True, seen, states, final, now)

    def _could(
        self,
        condition: Condition,
        wanted: bool,
        seen: tuple[Tally, ...],
        states: list[State],
        final: list[bool],
        now: int,
    ) -> bool:
        match condition:
            case Happened():
                return wanted or not reached(seen[self._place[condition]], condition)
            case Reached(norm, among):
                at = self._index[norm]
                return not final[at] or (states[at] in among) is wanted
            case Passed(at):
                return wanted or now < at
            case All(parts):
                asked = all if wanted else any
                return asked(self._could(part, wanted, seen, states, final, now) for part in parts)
            case AnyOf(parts):
                asked = any if wanted else all
                return asked(self._could(part, wanted, seen, states, final, now) for part in parts)
            case Not(part):
                return self._could(part, not wanted, seen, states, final, now)


def held_by(party: str | None, holders: Sequence[frozenset[str]], rights: Sequence[tuple[int, str]]) -> list[int]:
    """The places of the rights that a party holds: its own that it has not handed on, and others' that were handed to it."""
    handed = dict(rights)
    return [n for n, names in enumerate(holders) if (party == handed[n] if n in handed else party in names)]
