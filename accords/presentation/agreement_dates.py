"""The dates of an agreement in words that every rendering shares: what comes when, and what became of what has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accords.agreement.config import NEVER
from accords.agreement.dues import Due, DueKind
from accords.agreement.explain import why
from accords.agreement.norm import NormKind
from accords.agreement.status import AgreementStanding
from accords.presentation.agreement_form import standings_of
from accords.presentation.agreement_words import AgreementWords
from accords.presentation.wording import plain_day

BEGINS = "begins"
_WANTED = {DueKind.DUE: "to be done", DueKind.END: "ends", DueKind.BEGINS: BEGINS, DueKind.LAPSES: "lapses"}


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of one norm. `day` is what a calendar shows. `wanted`: what comes then. `note`: how it stands, empty where the clock runs in every world.

    `passed`: it lies before the end of the day that was asked for.
    """

    at: int
    day: str
    norm: str
    wanted: str
    note: str
    asks: str
    passed: bool


def dated(dues: Iterable[Due], standing: AgreementStanding) -> tuple[Dated, ...]:
    """Dues in words, in their order."""
    words, standings = AgreementWords(standing.agreement), standings_of(standing)
    told = []
    for due in dues:
        note = ""
        if not (due.runs and due.certain):
            note = f"{'not certain; ' if due.runs else ''}now {words.states(standings[due.norm.id])}"
        own = due.norm.id
        told.append(
            Dated(
                due.at, _day(due.at, due.kind, words), own, _WANTED[due.kind], note, words.clause(due.norm), due.passed
            )
        )
    return tuple(told)


def came(standing: AgreementStanding) -> Iterator[Dated]:
    """The deadlines that ran and have come: those that count from something, which `dues` tells only as long as they run."""
    words, standings = AgreementWords(standing.agreement), standings_of(standing)
    course = standing.course
    for norm in course.machine.norms[1:]:
        kind = DueKind.DUE if norm.kind is NormKind.OBLIGATION else DueKind.END
        runs = [
            {
                reason.runs.due
                for reason in derivation.reasons
                if reason.norm.id == norm.id and reason.runs is not None and reason.runs.deadline.at is None
            }
            for derivation in why(course, norm.id)
        ]
        now = f"now {words.states(standings[norm.id])}"
        for at in sorted(at for at in set().union(*runs) if at <= course.until and at < NEVER):
            note = now if all(at in some for some in runs) else f"not certain; {now}"
            yield Dated(at, _day(at, kind, words), norm.id, _WANTED[kind], note, words.clause(norm), True)


def calendar(dues: Iterable[Due], standing: AgreementStanding) -> list[Dated]:
    """Dues and what has come beside them, each date of a norm once, by time."""
    known = {(one.at, one.norm, one.wanted): one for one in (*came(standing), *dated(dues, standing))}
    return sorted(known.values(), key=lambda one: (one.at, one.norm))


def _day(at: int, kind: DueKind, words: AgreementWords) -> str:
    """Of what is due at midnight the day that ends then."""
    clock = words.clock
    if kind is not DueKind.BEGINS and at == clock.start(clock.day(at)):
        return plain_day(clock.day(at - 1))
    return words.at(at)
