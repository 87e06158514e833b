"""All agreements that are shown, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from accords.agreement.finding import Severity
from accords.agreement.lint import lint
from accords.agreement.status import AgreementStanding
from accords.presentation.agreement_dates import dated
from accords.presentation.agreement_told import StandingWords
from accords.presentation.pages.agreement import Counted, counted_in
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.state_mark import Mark, mark
from accords.presentation.wording import counted, line_of, plain_day

SIZE = 50  # agreements on a leaf


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """`signed` is a day, or how far it has come. `next`: the first date to come, empty where there is none."""

    title: Link
    parties: str
    signed: str
    mark: Mark
    since: str
    tally: tuple[Counted, ...]
    next: str
    findings: str


@dataclass(frozen=True, slots=True)
class Agreements:
    heading: str
    day: str
    rows: Leaf[AgreementRow]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "agreements.html"


def agreements(shown: Shown) -> Agreements:
    """By their names. What stands on a leaf is worked out, no more."""
    day = shown.asked.as_of or date.today()
    leaf = shown.leaf(sorted(shown.agreements), SIZE, "agreements")
    rows = tuple(_row(name, shown, day) for name in leaf.rows)
    return Agreements(
        heading="Agreements",
        day=plain_day(day),
        rows=Leaf(rows, leaf.number, leaf.leaves, leaf.of, leaf.previous, leaf.next, leaf.whole),
        downloads=(),
    )


def _row(name: str, shown: Shown, day: date) -> AgreementRow:
    watched = shown.agreements[name]
    agreement = watched.agreement
    standing = watched.status(day)
    told = StandingWords(standing)
    own = told.own()
    coming = next((one for one in dated(watched.calendar(day), standing) if not one.passed), None)
    found = [one.severity for one in lint(agreement)]
    pressing = [counted(found.count(one), one.value) for one in (Severity.ERROR, Severity.WARNING) if found.count(one)]
    return AgreementRow(
        title=shown.link(line_of(agreement.title), "agreement", name),
        parties=", ".join(line_of(party.name) for party in agreement.parties),
        signed=_signed(standing),
        mark=mark(own.standing.possible, own.states),
        since=own.since,
        tally=tuple(Counted(number, counted_in(state)) for state, number in told.tally()),
        next=f"{coming.day}: {coming.norm} {coming.wanted}" if coming else "",
        findings=", ".join(pressing),
    )


def _signed(standing: AgreementStanding) -> str:
    agreement = standing.agreement
    told = agreement.status.value
    return told if agreement.signed is None else f"{told} {plain_day(agreement.clock.day(agreement.signed))}"
