"""An agreement as norms: one for each debtor, reading, guarantor and step, all names resolved (docs/decisions/agreement.md, "Norms")."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import replace

from accords.agreement.agreement import AGREEMENT, Agreement, Determined, Kind, Owed, Stipulation
from accords.agreement.condition import All, Condition, Not, Reached, State, atoms
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.naming import Named, NormName, named_by, norm_names, shape_of, target_ids
from accords.agreement.norm import Determination, Norm, NormKind, Rule
from accords.agreement.resolved import DONE, Resolved
from accords.vocabulary import Fault, Misuse

_KINDS = {Kind.OBLIGATION: NormKind.OBLIGATION, Kind.PROHIBITION: NormKind.PROHIBITION, Kind.POWER: NormKind.POWER}


def norms_of(agreement: Agreement) -> tuple[Norm, ...]:
    """The agreement itself, then its norms in the order of the file, but each after those that its conditions and deadlines name.

    `Misuse` where they rest on each other in a circle, which no agreement does that was read without a fault.
    """
    first, *others = drawn(agreement)
    index = {norm.id: at for at, norm in enumerate(others)}
    behind: dict[int, list[int]] = {}
    waits = [0] * len(others)
    for at, norm in enumerate(others):
        for named in rests_on(norm):
            behind.setdefault(index[named], []).append(at)
            waits[at] += 1
    ready = [at for at, number in enumerate(waits) if not number]  # in order, so a heap
    order: list[Norm] = [first]
    while ready:
        at = heapq.heappop(ready)
        order.append(others[at])
        for later in behind.get(at, ()):
            waits[later] -= 1
            if not waits[later]:
                heapq.heappush(ready, later)
    if len(order) <= len(others):
        left = ", ".join(f"`{others[at].id}`" for at, number in enumerate(waits) if number)
        accepted = "norms that rest on others only"
        raise Misuse(
            Fault(
                agreement.place, f"norms that rest on each other: {left}", accepted, "Read the file anew and mend it."
            )
        )
    return tuple(order)


def targets_of(agreement: Agreement) -> dict[str, tuple[str, ...]]:
    """What an operation, or whoever asks, may call norms -> their ids: the id of a norm or a stipulation, the number of an article, `agreement`."""
    return target_ids(named_by(map(shape_of, agreement.stipulations)))


def together_of(agreement: Agreement) -> dict[str, tuple[str, ...]]:
    """Each stipulation's id, and of one with readings also each `ID~reading` -> ids of the norms whose states it shows together."""
    shown: dict[str, dict[str, None]] = {}
    for one in agreement.stipulations:
        shape = shape_of(one)
        ids = dict.fromkeys(name.id for name in norm_names(shape))
        for word in dict.fromkeys((shape.id, shape.stem)):
            shown.setdefault(word, {}).update(ids)
    return {word: tuple(ids) for word, ids in shown.items()}


def rests_on(norm: Norm) -> set[str]:
    """The ids of the norms that its conditions and deadlines name, the agreement aside."""
    found = {atom.norm for one in (norm.trigger, norm.ended_by) for atom in atoms(one) if isinstance(atom, Reached)}
    for deadline in (norm.begins, norm.due, norm.lapses):
        match deadline:
            case Deadline(anchor=tuple(ids)):
                found.update(ids)
            case Deadline(anchor=str(anchor)) if not isinstance(anchor, Anchor):
                found.add(anchor)
    return found - {AGREEMENT}


def drawn(agreement: Agreement) -> list[Norm]:
    """The norms in the order of the file."""
    draft = _Draft(agreement)
    norms = [
        Norm(
            AGREEMENT,
            NormKind.AGREEMENT,
            agreement.place,
            "",
            trigger=Resolved(draft.named).condition(agreement.in_force, None),
        ),
    ]
    for one in agreement.stipulations:
        norms += draft.norms(one)
    return norms


class _Draft:
    """Makes the norms of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._names = {party.id: party.names for party in agreement.parties}
        self.named: Named = named_by(map(shape_of, agreement.stipulations))
        self._say = Resolved(self.named)

    def norms(self, one: Stipulation) -> Iterator[Norm]:
        shape = shape_of(one)
        named = norm_names(shape)
        match one.kind:
            case Kind.GUARANTEE:
                yield from self._guarantee(one, named)
            case Kind.PROCEDURE:
                yield from self._procedure(one, named)
            case _:
                for name in named:
                    yield self._plain(one, name)

    # -- one kind after another ----------------------------------------------------------------------------------------------

    def _shared(self, one: Stipulation, name: NormName) -> Norm:
        """What the norms of a stipulation have in common."""
        return Norm(
            id=name.id,
            kind=_KINDS.get(one.kind, NormKind.OBLIGATION),
            place=one.place,
            article=one.article,
            creditors=self._parties(one.to),
            ended_by=self._say.condition(one.ended_by, one.reading),
            survives=one.survives,
            again=one.again,
            cure=one.cure and one.kind not in (Kind.PROHIBITION, Kind.POWER),
            restarts=one.restarts,
            delegable=one.delegable,
            assignable=one.assignable,
            reading=one.reading,
        )

    def _plain(self, one: Stipulation, name: NormName) -> Norm:
        who = (name.debtor,) if name.debtor else one.who
        return replace(
            self._shared(one, name),
            debtors=self._parties(who),
            trigger=self._waits_for(one),
            begins=self._say.deadline(one.begins, one.reading),
            deed=self._say.happened(one.deed),
            due=self._say.deadline(one.due, one.reading),
            lapses=self._say.deadline(one.lapses, one.reading),
            operations=one.operations,
            over=self._over(one.over),
            jointly=one.owed is Owed.JOINTLY and len(who) > 1 and one.kind is Kind.OBLIGATION,
            # Where the text names nobody, whoever does it has done it.
            anyone=one.anyone or (not who and one.kind is not Kind.POWER),
            cured_by=self._say.pattern(one.cured_by) if one.cured_by else None,
        )

    def _guarantee(self, one: Stipulation, named: tuple[NormName, ...]) -> Iterator[Norm]:
        guarantee = one.guarantee
        assert guarantee is not None
        facts = _joined((self._say.condition(guarantee.trigger, one.reading), self._waits_for(one)))
        triggers = [name for name in named if name.trigger]
        for name in triggers:
            yield replace(
                self._shared(one, name),
                kind=NormKind.TRIGGER,
                creditors=(),
                trigger=facts,
                lapses=self._say.deadline(one.lapses, one.reading),
                ended_by=None,
                cure=False,
                determination=self._determination(guarantee.determined, name),
            )
        for name in named:
            if name.trigger:
                continue
            asked = next(trigger for trigger in triggers if trigger.debtor in (None, name.debtor))
            # A trigger that facts have made active stays so; what may come again waits for the facts themselves.
            by_facts = guarantee.determined is None or guarantee.determined.rule is Rule.FACTS
            yield replace(
                self._shared(one, name),
                debtors=self._parties((name.debtor,) if name.debtor else ()),
                creditors=self._parties(tuple(dict.fromkeys((*guarantee.beneficiary, *one.to)))),
                trigger=facts if by_facts and one.again else Reached(asked.id, frozenset((State.ACTIVE,))),
                begins=self._say.deadline(one.begins, one.reading),
                deed=self._say.happened(one.deed),
                due=self._say.deadline(one.due, one.reading),
            )

    def _procedure(self, one: Stipulation, named: tuple[NormName, ...]) -> Iterator[Norm]:
        before: NormName | None = None
        for step, name in zip(one.steps, named, strict=True):
            norm = replace(
                self._shared(one, name),
                place=step.place,
                debtors=self._parties(step.who),
                deed=self._say.happened(step.deed),
                due=self._say.deadline(step.due, one.reading),
                anyone=not step.who,
            )
            if before is None:
                norm = replace(
                    norm,
                    trigger=self._waits_for(one),
                    begins=self._say.deadline(one.begins, one.reading),
                    lapses=self._say.deadline(one.lapses, one.reading),
                )
            else:
                norm = replace(norm, trigger=Reached(before.id, DONE))
            yield norm
            before = name

    def _determination(self, determined: Determined | None, name: NormName) -> Determination:
        about = {word for word, norms in self.named.items() if name in norms}
        if determined is None:
            return Determination(Rule.FACTS, about=frozenset(about))
        if determined.each:
            stem = name.id.partition(".trigger")[0]
            about |= {f"{stem}[{name.debtor}]", f"{name.stipulation}[{name.debtor}]"}
        who = (name.debtor,) if determined.each and name.debtor else determined.who
        veto = frozenset(at for at, party in enumerate(who) if party in determined.veto)
        return Determination(determined.rule, self._parties(who), veto, frozenset(about), determined.within)

    # -- names ---------------------------------------------------------------------------------------------------------------

    def _parties(self, ids: Iterable[str]) -> tuple[frozenset[str], ...]:
        return tuple(self._names[one] for one in ids)

    def _over(self, words: tuple[str, ...]) -> frozenset[str]:
        ids = {norm.id for word in words for norm in self.named.get(word, ())}
        return frozenset(ids | {AGREEMENT} if AGREEMENT in words else ids)

    def _waits_for(self, one: Stipulation) -> Condition | None:
        when, unless = self._say.condition(one.when, one.reading), self._say.condition(one.unless, one.reading)
        return _joined((when, Not(unless) if unless else None))


def _joined(parts: Iterable[Condition | None]) -> Condition | None:
    told = tuple(part for part in parts if part is not None)
    return All(told) if len(told) > 1 else told[0] if told else None
