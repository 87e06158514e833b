"""The status of an agreement: where each norm stands by the end of a day, who owes what to whom by when, and what decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accords.agreement.agreement import AGREEMENT, Agreement, Stipulation
from accords.agreement.condition import Reached, State, atoms
from accords.agreement.config import NEVER
from accords.agreement.course import Course, course
from accords.agreement.item import Item, Operation
from accords.agreement.machine import Machine
from accords.agreement.norm import Norm, NormKind
from accords.agreement.norms import norms_of, targets_of, together_of
from accords.agreement.worlds import TOGETHER

_RANK = sorted(State, key=TOGETHER.__getitem__)
_OPERATIONS = frozenset(one.value for one in Operation)
_STILL = frozenset((State.ACTIVE, State.SUSPENDED, State.UNDETERMINED, State.BREACHED))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one norm, or the norms of one stipulation together, stand.

    `possible`: in the order of the rank in which norms are together; empty where it is not settled, and then `unsettled` names the limit. `since`: the
    instant from which these are the possible states. `dues`: the first and last instant at which it may come due, where it is active in some world.
    `deciding`: the unsettled items on which the state depends.
    """

    id: str
    possible: tuple[State, ...]
    since: int
    dues: tuple[int, int] | None = None
    deciding: tuple[Item, ...] = ()
    unsettled: str | None = None

    @property
    def certain(self) -> State | None:
        return self.possible[0] if len(self.possible) == 1 else None


@dataclass(frozen=True, slots=True)
class Holders:
    """Who stands in whose place in one norm, where it is not as the file has it: who owes (or holds the power), to whom, and who performs beside."""

    debtor: str | None = None
    creditor: str | None = None
    helpers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NormStanding:
    """A norm with where it stands. `holders`: each way in which it may have been handed on; the file's own is `Holders()`."""

    norm: Norm
    standing: Standing
    holders: tuple[Holders, ...] = (Holders(),)


@dataclass(frozen=True, slots=True)
class StipulationStanding:
    """A stipulation with its norms; `together` is that of its one norm where it has no more."""

    stipulation: Stipulation
    together: Standing
    norms: tuple[NormStanding, ...]


@dataclass(frozen=True, slots=True)
class AgreementStanding:
    """By the end of `day`, by what was known by then."""

    agreement: Agreement
    day: date
    standing: Standing
    stipulations: tuple[StipulationStanding, ...]
    course: Course


def machine_of(agreement: Agreement) -> Machine:
    """The machine that runs an agreement."""
    return Machine(norms_of(agreement), agreement.clock, agreement.signed, targets_of(agreement))


def course_of(
    agreement: Agreement, items: Iterable[Item], day: date, *, traced: bool = False, machine: Machine | None = None
) -> Course:
    """What became of an agreement by the end of a day, by the items that were known by then."""
    known = [item for item in items if item.known_on <= day]
    last = agreement.clock.end(day) - 1
    machine = machine or machine_of(agreement)
    groups = {own: _duties(machine, ids) for own, ids in together_of(agreement).items() if len(ids) > 1}
    return course(machine, known, last, groups=groups, traced=traced)


def acts_asked(machine: Machine) -> frozenset[str] | None:
    """The acts of which a claim has to be to be anything to a norm; `None`: any. A claim tells no event, so patterns that ask for one leave it out."""
    patterns = [pattern for watch in machine.watches for pattern in watch.patterns() if not pattern.events]
    if any(not pattern.acts for pattern in patterns):
        return None
    return frozenset(act for pattern in patterns for act in pattern.acts)


def bearing(machine: Machine, items: Iterable[Item]) -> list[Item]:
    """Those of the items that are anything to a norm, and operations even where they are upon none. The others change nothing."""
    every = list(items)
    machine.roles.hand(frozenset(item.to for item in every if item.to))
    return [item for item in every if item.act in _OPERATIONS or not (ways := machine.roles.ways(item)) or any(ways)]


def _duties(machine: Machine, ids: Sequence[str]) -> list[str]:
    """Whether a guarantee is triggered says nothing of what its guarantors are together, beside what it says through them."""
    kinds = {own: machine.norms[machine.index[own]].kind for own in ids}
    return [own for own in ids if kinds[own] is not NormKind.TRIGGER] or list(ids)


def status(agreement: Agreement, items: Iterable[Item], day: date) -> AgreementStanding:
    """Where each stipulation stands by the end of a day."""
    return standing_of(agreement, course_of(agreement, items, day), day)


def standing_of(agreement: Agreement, ran: Course, day: date) -> AgreementStanding:
    together = together_of(agreement)
    norms = {norm.id: norm for norm in ran.machine.norms}
    found = []
    for stipulation in agreement.stipulations:
        name = own_name(stipulation)
        ids = together[name]
        several = tuple(NormStanding(norms[own], _standing(ran, own, norms[own]), _holders(ran, own)) for own in ids)
        whole = several[0].standing if len(ids) == 1 else _standing(ran, name, None, several)
        found.append(StipulationStanding(stipulation, whole, several))
    standing = _of_agreement(ran, [row for one in found for row in one.norms])
    return AgreementStanding(agreement, day, standing, tuple(found), ran)


def own_name(stipulation: Stipulation) -> str:
    """What the norms of a stipulation in one reading are together."""
    return f"{stipulation.id}~{stipulation.reading}" if stipulation.reading else stipulation.id


def _standing(ran: Course, name: str, norm: Norm | None, several: Sequence[NormStanding] = ()) -> Standing:
    rows = ran.possible[name]
    unsettled = ran.unsettled.get(name)
    if unsettled:
        return Standing(name, (), unsettled.at, None, ran.bearing[name], unsettled.cap)
    states, since = rows[-1][1], rows[-1][0]
    if norm is not None:
        shown, trigger = states_shown(ran, norm) or states, trigger_of(ran, norm)
        if trigger is not None and shown != states:
            states, since = shown, max(since, ran.possible[trigger][-1][0])
        dues = [config.due for config, _ in ran.ends[name] if config.state is State.ACTIVE and config.due < NEVER]
    else:
        dues = [due for row in several for due in row.standing.dues or ()]
        waiting = [row.standing for row in several if State.UNDETERMINED in row.standing.possible]
        if State.CONDITIONAL in states and waiting:
            states |= {State.UNDETERMINED}
            since = max(since, min(one.since for one in waiting))
            if any(one.certain for one in waiting):
                states -= {State.CONDITIONAL}
    ordered = tuple(state for state in _RANK if state in states)
    deciding = ran.bearing[name] if len(ordered) > 1 else ()
    return Standing(name, ordered, since, (min(dues), max(dues)) if dues else None, deciding)


def _holders(ran: Course, name: str) -> tuple[Holders, ...]:
    power = ran.machine.norms[ran.machine.index[name]].kind is NormKind.POWER
    found = (
        Holders(
            config.debtor or (config.assigned_to if power else None),
            None if power else config.assigned_to,
            config.helpers,
        )
        for config, _ in ran.ends[name]
    )
    return tuple(dict.fromkeys(found)) or (Holders(),)


def states_shown(ran: Course, norm: Norm, at: int | None = None) -> frozenset[State] | None:
    """The states that a norm may be in at an instant (default: the end) as they are told; `None` where that is not settled.

    A guarantor's duty is undetermined while its trigger is: it waits for the same word.
    """
    states, trigger = ran.states(norm.id, at), trigger_of(ran, norm)
    if states is None or trigger is None or State.CONDITIONAL not in states:
        return states
    asked = ran.states(trigger, at)
    if asked is None or State.UNDETERMINED not in asked:
        return states
    shown = states | {State.UNDETERMINED}
    return shown if State.CONDITIONAL in asked else shown - {State.CONDITIONAL}


def trigger_of(ran: Course, norm: Norm) -> str | None:
    """Of a guarantor's duty the norm that says whether the guarantee is triggered."""
    if norm.kind is not NormKind.OBLIGATION:
        return None
    for atom in atoms(norm.trigger):
        if isinstance(atom, Reached) and ran.machine.norms[ran.machine.index[atom.norm]].kind is NormKind.TRIGGER:
            return atom.norm
    return None


def _of_agreement(ran: Course, rows: Sequence[NormStanding]) -> Standing:
    """The agreement itself; in force, it is fulfilled when some obligation is done and nothing is open or breached."""
    norm = ran.machine.norms[0]
    standing = _standing(ran, norm.id, None)
    if standing.certain is not State.ACTIVE:
        return standing
    duties = [row.standing for row in rows if row.norm.kind is NormKind.OBLIGATION]
    closed = all(one.possible and _STILL.isdisjoint(one.possible) for one in duties)
    if closed and any(one.certain is not None and one.certain.done for one in duties):
        return Standing(AGREEMENT, (State.FULFILLED,), max(one.since for one in duties))
    possibly = all(not one.possible or set(one.possible) - _STILL for one in duties)
    if possibly and any(State.FULFILLED in one.possible or State.CURED in one.possible for one in duties):
        deciding = {item.id: item for one in duties for item in one.deciding}
        return Standing(
            AGREEMENT, (State.ACTIVE, State.FULFILLED), max(one.since for one in duties), None, tuple(deciding.values())
        )
    return standing


def history(ran: Course, names: Iterable[str]) -> Mapping[str, list[tuple[int, tuple[State, ...]]]]:
    """The possible states of norms or stipulations over time, in the order of the rank."""
    return {
        name: [(at, tuple(state for state in _RANK if state in states)) for at, states in ran.possible[name]]
        for name in names
    }
