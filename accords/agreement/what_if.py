"""What if: the same record with something added, or with something settled that is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from accords.agreement.agreement import Agreement
from accords.agreement.condition import State
from accords.agreement.item import Item, Status
from accords.agreement.norm import Norm, NormKind
from accords.agreement.status import AgreementStanding, Standing, course_of, machine_of, standing_of
from accords.vocabulary import Fault, Misuse


@dataclass(frozen=True, slots=True)
class Changed:
    """A norm, or the norms of a stipulation together, whose standing is another."""

    id: str
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what by when: an obligation that is owed, certainly or in some world, and was not before."""

    norm: Norm
    certain: bool
    dues: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The same day with the record as it is and as it might be."""

    before: AgreementStanding
    after: AgreementStanding
    changed: tuple[Changed, ...]
    duties: tuple[Duty, ...]


def what_if(
    agreement: Agreement,
    items: Iterable[Item],
    day: date,
    *,
    added: Iterable[Item] = (),
    settled: Mapping[str, bool] | None = None,
    until: date | None = None,
) -> WhatIf:
    """`added`: items that are supposed, and count as confirmed; `settled`: ids of items -> whether they are so. `day`: what was known by then;
    `until`: the day whose end is looked at (default `day`). `Misuse` for an id that no known item has."""
    known = [item for item in items if item.known_on <= day]
    ruled = dict(settled or {})
    missing = sorted(ruled.keys() - {item.id for item in known})
    if missing:
        found = f"no item `{missing[0]}` in the record as of {day.isoformat()}"
        raise Misuse(
            Fault("what-if", found, "the id of an item that bears on the agreement", "Take one from `status`.")
        )
    supposed = [
        replace(item, status=Status.CONFIRMED if ruled[item.id] else Status.RETRACTED) if item.id in ruled else item
        for item in known
    ]
    supposed += [replace(item, status=Status.CONFIRMED, known_on=day) for item in added]
    last = until or day
    machine = machine_of(agreement)
    before = standing_of(agreement, course_of(agreement, known, last, machine=machine), last)
    after = standing_of(agreement, course_of(agreement, supposed, last, machine=machine), last)
    return WhatIf(before, after, tuple(_changed(before, after)), tuple(_duties(before, after)))


def _standings(standing: AgreementStanding) -> dict[str, Standing]:
    found = {"agreement": standing.standing}
    for one in standing.stipulations:
        found[one.together.id] = one.together
        found |= {row.norm.id: row.standing for row in one.norms}
    return found


def _changed(before: AgreementStanding, after: AgreementStanding) -> Iterable[Changed]:
    was, now = _standings(before), _standings(after)
    return (
        Changed(own, was[own], one)
        for own, one in now.items()
        if (was[own].possible, was[own].dues, was[own].unsettled) != (one.possible, one.dues, one.unsettled)
    )


def _duties(before: AgreementStanding, after: AgreementStanding) -> Iterable[Duty]:
    was = _standings(before)
    return (
        Duty(row.norm, row.standing.certain is State.ACTIVE, row.standing.dues)
        for one in after.stipulations
        for row in one.norms
        if row.norm.kind is NormKind.OBLIGATION
        and State.ACTIVE in row.standing.possible
        and (State.ACTIVE not in was[row.norm.id].possible or was[row.norm.id].dues != row.standing.dues)
    )
