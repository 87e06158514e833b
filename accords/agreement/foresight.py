"""Foresight is what can be known of an agreement before anything has happened: which instants are sure, and what each norm can come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from accords.agreement.agreement import AGREEMENT, Agreement, Stipulation
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.item import Operation
from accords.agreement.naming import NormName, named_by, norm_names, shape_of
from accords.agreement.norm import Norm, NormKind, Rule
from accords.agreement.norms import drawn, norms_of, rests_on
from accords.vocabulary import Misuse

LONG_AGO = -(1 << 62)  # of something that may have come at any time


class Owner(NamedTuple):
    """Whose a norm is."""

    name: NormName
    stipulation: Stipulation

    @property
    def about(self) -> str:
        """What a finding on it is about: the stipulation, or of a procedure the step."""
        return f"{self.stipulation.id}.{self.name.step}" if self.name.step else self.stipulation.id


class Foresight:
    """Of one agreement. `norms`: in the order in which they rest on each other; where they do so in a circle, in the file's."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.clock = agreement.clock
        try:
            self.norms, self.circular = norms_of(agreement), False
        except Misuse:
            self.norms, self.circular = tuple(drawn(agreement)), True
        self.by_id = {norm.id: norm for norm in self.norms}
        self.owners = {
            name.id: Owner(name, one) for one in agreement.stipulations for name in norm_names(shape_of(one))
        }
        self._place = {own: at for at, own in enumerate(self.owners)}
        self.named = named_by(map(shape_of, agreement.stipulations))
        self.force, self.sure_force = _force(agreement.in_force)
        # Of each norm the operations that a power over it allows, with the powers.
        self.powers: dict[str, dict[Operation, list[str]]] = {}
        for norm in self.norms:
            for one in self.reached(norm.over):
                for operation in norm.operations:
                    self.powers.setdefault(one, {}).setdefault(operation, []).append(norm.id)
        self._earliest: dict[str, int] = {AGREEMENT: self.force}
        self._lapses: dict[str, bool] = {}
        self._states: dict[str, frozenset[State]] = {}
        for norm in self.norms:
            self._earliest.setdefault(norm.id, self._first(norm))
            self._lapses[norm.id] = norm.lapses is not None or (
                norm.trigger is not None and self._fails(norm.trigger, True)
            )
            self._states[norm.id] = frozenset(self._reachable(norm))

    def reached(self, words: Iterable[str]) -> tuple[str, ...]:
        """Ids of the norms that words stand for, each once."""
        found: dict[str, None] = {}
        for word in sorted(words):
            if word == AGREEMENT:
                found[AGREEMENT] = None
            for norm in self.named.get(word, ()):
                found[norm.id] = None
        return tuple(found)

    def duties(self) -> Iterator[tuple[Norm, Owner]]:
        """Every norm but the agreement itself, in the order of the file."""
        for own, owner in self.owners.items():
            yield self.by_id[own], owner

    # -- instants ----------------------------------------------------------------------------------------------------------

    def instant(self, deadline: Deadline | None) -> int | None:
        """A deadline's instant where it is sure: absolute, or counted from the signing or an entry into force that have dates."""
        if deadline is None or deadline.at is not None:
            return deadline.at if deadline else None
        anchor = None
        if deadline.anchor is Anchor.SIGNING:
            anchor = self.agreement.signed
        elif deadline.anchor is Anchor.FORCE and self.sure_force:
            anchor = self.force
        return None if anchor is None else self.clock.due(deadline, anchor)

    def earliest(self, norm: str) -> int:
        """Before this instant a norm cannot become active; `LONG_AGO` where nothing says so."""
        return self._earliest.get(norm, LONG_AGO)

    def condition_earliest(self, condition: Condition | None) -> int:
        match condition:
            case All(parts):
                return max(map(self.condition_earliest, parts))
            case AnyOf(parts):
                return min(map(self.condition_earliest, parts))
            case Passed(at):
                return max(at, self.force)
            case Reached(norm, states) if State.CONDITIONAL not in states:
                return self.earliest(norm)
        return self.force

    def _first(self, norm: Norm) -> int:
        begins = self.instant(norm.begins)
        return max(self.condition_earliest(norm.trigger), LONG_AGO if begins is None else begins)

    # -- what a norm can come to -------------------------------------------------------------------------------------------

    def can_lapse(self, norm: str) -> bool:
        """Whether its condition can come to be impossible, or has a date by which it must have come."""
        return self._lapses.get(norm, True)

    def states(self, norm: str) -> frozenset[State]:
        """All states that a norm can be in at some time."""
        return self._states.get(norm, frozenset(State))

    def _reachable(self, norm: Norm) -> Iterator[State]:
        yield from (State.CONDITIONAL, State.ACTIVE)
        operations = self.powers.get(norm.id, {}).keys()
        agreement = self.powers.get(AGREEMENT, {}).keys()
        if self._lapses[norm.id] or (norm.kind is NormKind.POWER and norm.due):
            yield State.LAPSED
        if Operation.TERMINATE in operations or (Operation.TERMINATE in agreement and not norm.survives):
            yield State.TERMINATED
        if norm.kind is NormKind.AGREEMENT:
            if Operation.SUSPEND in operations:
                yield State.SUSPENDED
            return
        if norm.kind is NormKind.TRIGGER:
            if norm.determination is None or norm.determination.rule is not Rule.FACTS:
                yield State.UNDETERMINED
            return
        if Operation.SUSPEND in operations or Operation.SUSPEND in agreement:
            yield State.SUSPENDED
        if Operation.RELEASE in operations or norm.creditors or norm.ended_by:
            yield State.RELEASED
        yield from self._own(norm)

    @staticmethod
    def _own(norm: Norm) -> Iterator[State]:
        """By its kind."""
        if norm.kind is NormKind.OBLIGATION:
            yield State.FULFILLED
            if norm.due:
                yield State.BREACHED
            if norm.due and norm.cure:
                yield State.CURED
        elif norm.kind is NormKind.PROHIBITION:
            yield State.BREACHED
            if norm.due:
                yield State.FULFILLED
            if norm.cured_by:
                yield State.CURED
        elif not norm.again:
            yield State.FULFILLED

    def _finals(self, norm: str) -> frozenset[State]:
        """States that it comes to by itself, and cannot leave any more."""
        one = self.by_id.get(norm)
        if one is None:
            return frozenset()
        final: set[State] = {State.LAPSED} if self.can_lapse(norm) else set()
        if one.kind is NormKind.POWER and one.due:
            final.add(State.LAPSED)
        if one.ended_by:
            final.add(State.RELEASED)
        if not one.again:
            final |= set(self._own(one)) - {State.BREACHED}
        if State.BREACHED in self._own(one) and not (one.cure or one.cured_by):
            final.add(State.BREACHED)
        return frozenset(final)

    def _fails(self, condition: Condition, wanted: bool) -> bool:
        """Whether it can come to be impossible that the condition holds (or not `wanted`: that it does not)."""
        match condition:
            case Happened() | Passed():
                return not wanted
            case Reached(norm, states):
                final = self._finals(norm)
                return bool(final - states) if wanted else bool(final & states)
            case All(parts):
                return (any if wanted else all)(self._fails(part, wanted) for part in parts)
            case AnyOf(parts):
                return (all if wanted else any)(self._fails(part, wanted) for part in parts)
            case Not(part):
                return self._fails(part, not wanted)

    # -- order -------------------------------------------------------------------------------------------------------------

    def waits_for(self, norm: Norm) -> list[str]:
        """The norms that its conditions and deadlines name, in order."""
        return sorted(rests_on(norm) & self.owners.keys(), key=self._place.__getitem__)


def _force(condition: Condition | None) -> tuple[int, bool]:
    """The first instant at which the agreement can be in force, and whether it is then, and no later."""
    match condition:
        case Passed(at):
            return at, True
        case All(parts):
            return max(_force(part)[0] for part in parts), False
        case AnyOf(parts):
            return min(_force(part)[0] for part in parts), False
    return LONG_AGO, False
