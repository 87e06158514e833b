"""The list of commitments: what each party undertook, and on whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from accords.assessment.commitments import Commitment, CommitmentStatus
from accords.presentation import claim_words, wording
from accords.presentation.marks import anchor_of
from accords.presentation.pages.address import in_path
from accords.presentation.pages.asked import WHOLE
from accords.presentation.pages.filters import Field, Filters, filters, narrowed, of_values
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import day_words

COMMITMENTS = 100  # on a leaf
CREDITORS = 10  # of one that are named
CONTENTS = 40  # debtors that are named above the list
MEANINGS = {
    CommitmentStatus.REPORTED: "others say so, the debtor has not confirmed it",
    CommitmentStatus.STATED: "the debtor says so itself",
    CommitmentStatus.AGREED: "signed, or both sides say that they agreed",
    CommitmentStatus.IN_FORCE: "said to be in force",
    CommitmentStatus.WITHDRAWN: "taken back since",
    CommitmentStatus.DENIED: "the debtor denies it",
}


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One undertaking. `terms` lead to its page; `own`: the debtor says so itself, or has done. `silent`: reports say that the debtor has not
    confirmed it. `denied` counts denials, the debtor's and others'."""

    terms: Link
    status: str
    meaning: str
    own: bool
    issue: Link
    creditors: tuple[Link, ...]
    days: str
    claims: int
    outlets: int
    silent: bool
    denied: int


@dataclass(frozen=True, slots=True)
class Debtor:
    """One party's undertakings on this leaf, the latest first; `of` that many it has. `place` is empty where they begin on another leaf."""

    party: Link
    place: str
    of: int
    lines: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class Commitments:
    """`counts`: how many there are of each status, leading to these alone. `contents` leads to each debtor, with how many it has; `unnamed`
    counts the debtors that are left out there. `debtors.of` counts commitments."""

    heading: str
    filters: Filters | None
    only: str
    whole: Link
    counts: tuple[Link, ...]
    contents: tuple[Link, ...]
    unnamed: int
    debtors: Leaf[Debtor]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "commitments.html"


def commitments(shown: Shown) -> Commitments:
    _, field = _status(shown)
    asked = asked_commitments(shown)
    several = Counter(row.debtor for row in asked)
    # They come in the order in which they were first told; of one debtor the latest is to stand first.
    ordered = sorted(reversed(asked), key=lambda row: (-several[row.debtor], row.debtor))
    begins: dict[str, int] = {}
    for at, row in enumerate(ordered):
        begins.setdefault(row.debtor, at)
    leaf = shown.leaf(ordered, COMMITMENTS, "commitments")
    first = (leaf.number - 1) * COMMITMENTS if leaf.leaves > 1 else 0
    debtors = tuple(
        Debtor(
            party=shown.actor(debtor),
            place=_place(debtor) if begins[debtor] >= first else "",
            of=several[debtor],
            lines=tuple(_line(row, shown) for row in rows),
        )
        for debtor, rows in groupby(leaf.rows, key=lambda row: row.debtor)
    )
    contents = list(begins)[:CONTENTS] if len(begins) > 1 else []
    return Commitments(
        heading="Commitments",
        filters=filters(shown, "commitments", ("party", "issue", "outlet", "standing", "from", "to"), (field,)),
        only=narrowed(shown),
        whole=shown.link("all commitments", "commitments"),
        counts=_counts(shown),
        contents=tuple(
            Link(f"{shown.name_of(debtor)} ({several[debtor]:,})", _begins(debtor, begins[debtor], shown))
            for debtor in contents
        ),
        unnamed=len(begins) - len(contents) if contents else 0,
        debtors=leaf.with_rows(debtors),
        downloads=shown.downloads("commitments"),
    )


def asked_commitments(shown: Shown) -> Sequence[Commitment]:
    """Those that are asked for, in the order in which they were first told."""
    status, _ = _status(shown)
    rows = shown.view.commitments(shown.asked.where)
    return rows if status is None else [row for row in rows if row.status.value == status]


def _status(shown: Shown) -> tuple[str | None, Field]:
    return of_values(shown, "status", "Status", (one.value for one in CommitmentStatus))


def _counts(shown: Shown) -> tuple[Link, ...]:
    counted = Counter(row.status for row in shown.view.commitments(shown.asked.where))
    return tuple(
        Link(f"{counted[one]:,} {one.value}", shown.same("commitments", status=one.value, leaf=None))
        for one in CommitmentStatus
        if counted[one]
    )


def _begins(debtor: str, at: int, shown: Shown) -> str | None:
    """Where a debtor's undertakings begin: on which leaf, and where there."""
    number = at // COMMITMENTS + 1
    leaf = WHOLE if shown.asked.leaf is None else str(number) if number > 1 else None
    return shown.same("commitments", place=_place(debtor), leaf=leaf)


def _place(debtor: str) -> str:
    return f"debtor-{anchor_of(in_path(debtor))}"


def _line(row: Commitment, shown: Shown) -> CommitmentLine:
    return CommitmentLine(
        terms=shown.link(wording.short(claim_words.commitment_words(row)), "commitment", row.id),
        status=row.status.value,
        meaning=MEANINGS[row.status],
        own=bool(row.confirmed),
        issue=shown.link(row.issue, "issue", row.issue),
        creditors=tuple(shown.actor(own) for own in row.creditor[:CREDITORS]),
        days=days_of(row),
        claims=len(row.claims),
        outlets=row.independent_outlets,
        silent=bool(row.silences),
        denied=len(row.denied),
    )


def days_of(row: Commitment) -> str:
    """`8 August 2025`, or from the first to the latest."""
    if row.first is None or row.latest is None or row.first == row.latest:
        return day_words(row.first or row.latest)
    return f"{wording.plain_day(row.first)} to {wording.plain_day(row.latest)}"
