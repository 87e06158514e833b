"""A second reading of docs/decisions/agreement.md, in clingo (semantics.lp): the possible states of every norm at every instant.

It shares the nouns with the machine, and nothing of how it works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

import clingo

from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State, atoms
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.item import Item, Operation, Status
from accords.agreement.norm import Norm, NormKind, Rule
from accords.agreement.pattern import Pattern

PROGRAM = Path(__file__).with_name("semantics.lp").read_text("utf-8")
EVER = 10**9

Possible = dict[str, dict[int, frozenset[State]]]
"""Norm id -> instant -> states that it may be in after all of that instant; they hold until the next instant."""


class Calendar(Protocol):
    def day(self, instant: int) -> object: ...
    def start(self, day: object) -> int: ...
    def end(self, day: object) -> int: ...
    def due(self, deadline: Deadline, anchor: int) -> int: ...


def possible_states(
    norms: Sequence[Norm], items: Sequence[Item], until: int, clock: Calendar, signed: int | None = None
) -> Possible:
    """States from 0 to `until`, both included, at every instant at which one may change."""
    facts = _Facts(norms, items, until, clock, signed).all()
    control = clingo.Control(["--enum-mode=brave", "--models=0", "--warn=none"])
    control.add("base", [], PROGRAM)
    control.add("base", [], "\n".join(facts))
    control.ground([("base", [])])
    shown: Sequence[clingo.Symbol] = []
    with control.solve(yield_=True) as solving:
        for model in solving:
            shown = model.symbols(shown=True)
    assert shown, "the meaning of an agreement has no world"
    states: dict[str, dict[int, set[State]]] = {norm.id: {} for norm in norms}
    for symbol in shown:
        assert symbol.name == "at", f"a norm without a state, or with two: {symbol}"
        n, instant, state = symbol.arguments
        states[norms[n.number].id].setdefault(instant.number, set()).add(State(state.name))
    return {name: {at: frozenset(then) for at, then in sorted(row.items())} for name, row in states.items()}


def options(item: Item, clock: Calendar) -> list[int]:
    """The instants at which an item may stand: its first, or the start of any later day of it."""
    found = [item.first]
    at = clock.end(clock.day(item.first))
    while at <= item.last:
        found.append(at)
        at = clock.end(clock.day(at))
    return found


@dataclass
class _Facts:
    norms: Sequence[Norm]
    items: Sequence[Item]
    until: int
    clock: Calendar
    signed: int | None
    patterns: dict[Pattern, int] = field(default_factory=dict)
    groups: dict[frozenset[str], int] = field(default_factory=dict)
    nodes: Iterator[int] = field(default_factory=lambda: count(1))
    timed: list[set[int]] = field(default_factory=list)
    instants: list[int] = field(default_factory=list)

    def all(self) -> list[str]:
        self.items = sorted((i for i in self.items if i.status is not Status.RETRACTED), key=lambda item: item.first)
        self.places = {norm.id: n for n, norm in enumerate(self.norms)}
        self.when = [options(item, self.clock) for item in self.items]
        facts = [fact for n, norm in enumerate(self.norms) for fact in self.of_norm(n, norm)]
        self.find_instants()
        facts += self.of_steps()
        facts += [fact for n, norm in enumerate(self.norms) for fact in self.of_deadlines(n, norm)]
        for item in self.items:
            if item.to is not None:
                self.group(frozenset({item.to}))
        facts += [fact for i, item in enumerate(self.items) for fact in self.of_item(i, item)]
        return [f"{fact}." for fact in facts]

    def pattern(self, pattern: Pattern) -> int:
        return self.patterns.setdefault(pattern, len(self.patterns))

    def group(self, names: frozenset[str]) -> int:
        return self.groups.setdefault(names, len(self.groups))

    # ---- norms

    def of_norm(self, n: int, norm: Norm) -> Iterator[str]:
        yield f"norm({n})"
        yield f"kind({n},{norm.kind.value})"
        for j, names in enumerate(norm.debtors):
            yield f"debtor({n},{j},{self.group(names)})"
        for j, names in enumerate(norm.creditors):
            yield f"creditor({n},{j},{self.group(names)})"
        for flag in ("jointly", "anyone", "cure", "restarts", "again", "survives", "delegable", "assignable"):
            if getattr(norm, flag):
                yield f"{flag}({n})"
        if norm.deed:
            window = EVER if norm.deed.within is None else norm.deed.within
            yield f"deed({n},{self.pattern(norm.deed.pattern)})"
            yield f"asks({n},{norm.deed.count},{window})"
            if norm.deed.count > 1 or norm.jointly:
                yield f"many({n})"
        if norm.cured_by:
            yield f"curedby({n},{self.pattern(norm.cured_by)})"
        for state in _final(norm):
            yield f"final({n},{state.value})"
        for operation in norm.operations:
            yield f"may({n},{operation.value})"
        for name in norm.over:
            yield f"over({n},{self.places[name]})"
        if norm.trigger:
            yield f"conditioned({n})"
            c = next(self.nodes)
            yield f"trigger({n},{c})"
            yield from self.of_condition(n, c, norm.trigger)
            if norm.again or norm.restarts:
                # The condition with what has happened since the last trigger, and the same without what made the last one.
                c, d = next(self.nodes), next(self.nodes)
                yield f"retrigger({n},{c})"
                yield from self.of_condition(n, c, norm.trigger, memory="since", rest=d)
                yield f"rest({n},{d})"
        if norm.ended_by:
            c = next(self.nodes)
            yield f"endedby({n},{c})"
            yield from self.of_condition(n, c, norm.ended_by, memory="lately")
        if norm.determination:
            yield from self.of_determination(n, norm)
        for named in self.named(norm):
            yield f"named({n},{named})"

    def named(self, norm: Norm) -> set[int]:
        found = {
            atom.norm for part in (norm.trigger, norm.ended_by) for atom in atoms(part) if isinstance(atom, Reached)
        }
        found |= {
            d.anchor
            for d in _deadlines(norm).values()
            if isinstance(d.anchor, str) and not isinstance(d.anchor, Anchor)
        }
        places = {self.places[name] for name in found}
        return places | ({0} if norm is not self.norms[0] else set())

    def of_condition(
        self, n: int, c: int, condition: Condition, *, memory: str = "", rest: int | None = None
    ) -> Iterator[str]:
        """`c`: its number. `memory`: what its items are remembered by, if not for ever. `rest`: the number of a twin of it that shares
        its memory, and has none in a step in which the norm is triggered."""
        twins = [c] if rest is None else [c, rest]
        match condition:
            case Happened(pattern, times, within):
                yield f"atom({c},{n},{self.pattern(pattern)})"
                yield f"is_hap({c},{c})"
                if rest is not None:
                    yield f"is_rest({rest},{c})"
                if memory:
                    yield f"{memory}({c})"
                if times > 1:
                    yield f"sums({c})"
                    yield f"sum({c},{times},{EVER if within is None else within})"
            case Passed(at):
                for c in twins:
                    yield f"is_passed({c},{at})"
            case Reached(name, states):
                for c in twins:
                    yield f"is_reached({c},{self.places[name]})"
                    for state in states:
                        yield f"wants({c},{state.value})"
            case All(parts) | AnyOf(parts):
                for c in twins:
                    yield f"is_{'all' if isinstance(condition, All) else 'any'}({c})"
                for part in parts:
                    numbers = [next(self.nodes) for _ in twins]
                    for c, d in zip(twins, numbers, strict=True):
                        yield f"part({c},{d})"
                    yield from self.of_condition(n, numbers[0], part, memory=memory, rest=numbers[1] if rest else None)
            case Not(part):
                numbers = [next(self.nodes) for _ in twins]
                for c, d in zip(twins, numbers, strict=True):
                    yield f"is_not({c},{d})"
                yield from self.of_condition(n, numbers[0], part, memory=memory, rest=numbers[1] if rest else None)

    def of_determination(self, n: int, norm: Norm) -> Iterator[str]:
        determination = norm.determination
        assert determination
        voters = len(determination.voters)
        if determination.rule is Rule.FACTS:
            return
        need = {
            Rule.ANY: 1,
            Rule.MAJORITY: voters // 2 + 1,
            Rule.TWO_THIRDS: -(-2 * voters // 3),
            Rule.UNANIMITY: voters,
        }[determination.rule]
        yield f"voted({n})"
        yield f"need({n},{need})"
        yield f"spare({n},{voters - need})"
        for v, names in enumerate(determination.voters):
            yield f"voter({n},{v},{self.group(names)})"
        for v in determination.veto:
            yield f"veto({n},{v})"

    # ---- time

    def find_instants(self) -> None:
        """Every instant at which something may change, in any world, and of each norm those at which something of it may be due:
        more than there are does no harm. A norm changes with items, with its own time, and with the norms that it names."""
        items = {at for when in self.when for at in when}
        suspended = {name for norm in self.norms if Operation.SUSPEND in norm.operations for name in norm.over}
        if self.norms[0].id in suspended:
            suspended |= set(self.places)
        suspensions = [
            at for item, when in zip(self.items, self.when, strict=True) if item.act == Operation.SUSPEND for at in when
        ]
        resumptions = [
            at for item, when in zip(self.items, self.when, strict=True) if item.act == Operation.RESUME for at in when
        ]
        changes: list[set[int]] = []
        for norm in self.norms:
            passed = {a.at for part in (norm.trigger, norm.ended_by) for a in atoms(part) if isinstance(a, Passed)}
            woken = {0} | items | passed | {at for m in self.named(norm) for at in changes[m]}
            lapses = self.ends_of(norm.lapses, woken)
            begins = self.ends_of(norm.begins, woken)
            due = self.ends_of(norm.due, woken | begins)
            for _ in suspensions if norm.id in suspended else ():
                due |= {r + d - s for s in suspensions for r in resumptions for d in due if s < r and s < d}
            timed = {at for at in passed | lapses | begins | due if 0 <= at <= self.until}
            self.timed.append(timed)
            changes.append(woken | timed)
        self.instants = sorted(at for at in set().union(*changes) if 0 <= at <= self.until)

    def ends_of(self, deadline: Deadline | None, anchors: set[int]) -> set[int]:
        if deadline is None:
            return set()
        if deadline.at is not None:
            return {deadline.at}
        if deadline.anchor is Anchor.SIGNING:
            return set() if self.signed is None else {self.clock.due(deadline, self.signed)}
        return {self.clock.due(deadline, at) for at in anchors if 0 <= at <= self.until}

    def of_steps(self) -> Iterator[str]:
        yield "step(0,0)"
        k = 0
        for at in self.instants:
            for n, timed in enumerate(self.timed):
                if at in timed:
                    k += 1
                    yield f"step({k},{at})"
                    yield f"dstep({k},{n})"
            for i, when in enumerate(self.when):
                if at in when:
                    k += 1
                    yield f"step({k},{at})"
                    yield f"istep({k},{i})"
            yield f"last({k},{at})"

    def of_deadlines(self, n: int, norm: Norm) -> Iterator[str]:
        if norm.begins:
            yield f"begins({n})"
        for x, deadline in _deadlines(norm).items():
            anchor = deadline.anchor
            if deadline.at is not None:
                yield f"absolute({n},{x},{deadline.at})"
                continue
            if anchor is Anchor.SIGNING:
                if self.signed is not None:
                    yield f"absolute({n},{x},{self.clock.due(deadline, self.signed)})"
                continue
            for at in self.instants:
                if (due := self.clock.due(deadline, at)) <= self.until:
                    yield f"val({n},{x},{at},{due})"
            if isinstance(anchor, Pattern):
                yield f"of_pattern({n},{x},{self.pattern(anchor)})"
            elif anchor is Anchor.FORCE:
                yield f"of_force({n},{x})"
            elif anchor is Anchor.TRIGGER:
                yield f"of_trigger({n},{x})"
            elif anchor is not None:
                yield f"of_norm({n},{x},{self.places[str(anchor)]})"

    # ---- items

    def of_item(self, i: int, item: Item) -> Iterator[str]:
        yield f"item({i})"
        yield f"{'settled' if item.status.settled else 'unsettled'}({i})"
        yield f"weight({i},{item.count})"
        for at in self.when[i]:
            yield f"option({i},{at})"
        if item.act in set(Operation) and not item.negated:
            yield f"op({i},{item.act})"
            for n, norm in enumerate(self.norms):
                if item.about is not None and item.about in (norm.id, norm.article):
                    yield f"target({i},{n})"
        if item.to is not None:
            yield f"goes({i},{self.group(frozenset({item.to}))})"
        if item.act == Operation.DETERMINE:
            for n, norm in enumerate(self.norms):
                if norm.determination and (item.about is None or item.about in norm.determination.about):
                    yield f"vote({i},{n},{'no' if item.negated else 'yes'})"
        for pattern, p in self.patterns.items():
            match pattern.matches(item):
                case True:
                    yield f"meant({i},{p})"
                case None:
                    yield f"maybe({i},{p})"
        for names, g in self.groups.items():
            if item.party is None:
                yield f"maybe_by({i},{g})"
            elif item.party in names:
                yield f"surely_by({i},{g})"


def _deadlines(norm: Norm) -> dict[str, Deadline]:
    named = {"due": norm.due, "begins": norm.begins, "lapses": norm.lapses}
    return {x: deadline for x, deadline in named.items() if deadline}


def _final(norm: Norm) -> Iterable[State]:
    if norm.again:
        final = {State.LAPSED, State.TERMINATED}
    else:
        final = {State.LAPSED, State.FULFILLED, State.CURED, State.RELEASED, State.TERMINATED}
    curable = norm.cure if norm.kind is NormKind.OBLIGATION else norm.cured_by is not None
    return final if curable else final | {State.BREACHED}
