"""Dues: what comes when, for a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accords.agreement.condition import State
from accords.agreement.config import NEVER
from accords.agreement.deadline import Deadline
from accords.agreement.norm import Norm, NormKind
from accords.agreement.roles import WAITING
from accords.agreement.status import AgreementStanding


class DueKind(StrEnum):
    DUE = "due"  # an obligation is to be done before
    END = "end"  # a prohibition or power ends
    BEGINS = "begins"
    LAPSES = "lapses"  # a condition that has not come by then


@dataclass(frozen=True, slots=True)
class Due:
    """One instant of one norm. `certain`: in every world; `runs`: its clock runs, else it is a date of the text whose norm is not triggered yet.

    `passed`: the instant lies before the end of the day that was asked for, and the text's date is told for the record.
    """

    at: int
    kind: DueKind
    norm: Norm
    deadline: Deadline
    certain: bool
    runs: bool
    passed: bool


def dues(standing: AgreementStanding) -> tuple[Due, ...]:
    """All instants that are known, by time, then by norm."""
    ran = standing.course
    found: dict[tuple[int, DueKind, str], Due] = {}

    def add(at: int | None, kind: DueKind, norm: Norm, deadline: Deadline | None, certain: bool, runs: bool) -> None:
        if at is None or deadline is None or at >= NEVER:
            return
        known = found.get((at, kind, norm.id))
        if known is None or (certain, runs) > (known.certain, known.runs):
            found[at, kind, norm.id] = Due(at, kind, norm, deadline, certain, runs, at <= ran.until)

    for norm in ran.machine.norms[1:]:
        end = DueKind.DUE if norm.kind is NormKind.OBLIGATION else DueKind.END
        ends = [config for config, _ in ran.ends[norm.id]]
        one = len({(config.state, config.due) for config in ends}) == 1 and norm.id not in ran.unsettled
        for config in ends:
            if config.state is State.ACTIVE:
                add(config.due, end, norm, norm.due, one, True)
            elif config.state in WAITING and config.armed:
                add(config.due, DueKind.BEGINS, norm, norm.begins, one, True)
            elif config.state in WAITING and norm.kind is not NormKind.TRIGGER:
                add(config.due, DueKind.LAPSES, norm, norm.lapses, one, True)
        for deadline, kind in ((norm.begins, DueKind.BEGINS), (norm.due, end), (norm.lapses, DueKind.LAPSES)):
            if deadline is not None:
                add(deadline.at, kind, norm, deadline, True, False)
    return tuple(sorted(found.values(), key=lambda due: (due.at, due.norm.id, due.kind)))
