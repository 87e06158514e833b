"""A commitment: who owes what to whom, and every claim that tells it, confirms it, denies it or takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from accords.assessment.commitments import Commitment as Row
from accords.assessment.commitments import commitment_id, taken_back, undertakings_in
from accords.assessment.timeline import Kind
from accords.assessment.where import Where
from accords.presentation import wording
from accords.presentation.pages.by_id import commitment_row
from accords.presentation.pages.commitments import CREDITORS, MEANINGS
from accords.presentation.pages.evidence import words_at
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.meeting import some
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.told import Told, all_told, day_words
from accords.vocabulary.act import Act, Standing

CLAIMS = 50  # on a leaf
NAMED = 3  # creditors in the heading
SILENCES = 20  # on the page; more are counted


@dataclass(frozen=True, slots=True)
class Step:
    """One claim of the history, and what it does: tells of it first, tells of it, confirms, denies, takes back."""

    does: str
    told: Told


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the status became another, with the report by which it did."""

    day: str
    status: str
    report: Link


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A report that says that the debtor has not confirmed it, with its words."""

    report: Link
    outlet: str
    words: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """`own`: the debtor says so itself. `outlets` names who tells of it, `independent` counts those that do not copy. `silences` are some of
    them, `unshown` counts the rest. `steps` are its claims, the latest first."""

    heading: str
    debtor: Link
    creditors: tuple[Link, ...]
    issue: Link
    terms: str
    form: str
    condition: str
    status: str
    meaning: str
    own: bool
    outlets: str
    independent: int
    first: str
    latest: str
    undated: bool
    turns: tuple[Turn, ...]
    silences: tuple[Unsaid, ...]
    unshown: int
    steps: Leaf[Step]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "commitment.html"


def commitment(shown: Shown, own: str) -> CommitmentPage:
    row = commitment_row(shown.view, own)
    if row is None:
        raise Missing("commitment", own)
    does = _does(row, shown)
    latest = sorted(does, key=lambda claim: one.said if (one := shown.claim(claim)) else (), reverse=True)
    leaf = shown.leaf(latest, CLAIMS, "commitment", own)
    by_id = {told.id: told for told in all_told(leaf.rows, shown)}
    return CommitmentPage(
        heading=_heading(row, shown),
        debtor=shown.actor(row.debtor),
        creditors=tuple(shown.actor(creditor) for creditor in row.creditor[:CREDITORS]),
        issue=shown.link(row.issue, "issue", row.issue),
        terms=wording.balanced(wording.short(row.terms)) or "terms not told",
        form=row.form.value if row.form else "",
        condition=wording.short(row.condition or ""),
        status=row.status.value,
        meaning=MEANINGS[row.status],
        own=bool(row.confirmed),
        outlets=some(one.outlet for claim in row.claims if (one := shown.claim(claim))),
        independent=row.independent_outlets,
        first=day_words(row.first),
        latest=day_words(row.latest),
        undated=row.undated,
        turns=_turns(row, shown),
        silences=tuple(_unsaid(report, row, shown) for report in row.silences[-SILENCES:][::-1]),
        unshown=max(0, len(row.silences) - SILENCES),
        steps=leaf.with_rows(tuple(Step(does[claim], by_id[claim]) for claim in leaf.rows)),
        downloads=shown.downloads("commitment", own),
    )


def _heading(row: Row, shown: Shown) -> str:
    toward = (
        f" to {', '.join(wording.inside(shown.name_of(creditor)) for creditor in row.creditor[:NAMED])}"
        if row.creditor
        else ""
    )
    return f"What {wording.inside(shown.name_of(row.debtor))} undertook{toward} on {wording.short(row.issue)}"


def _does(row: Row, shown: Shown) -> dict[str, str]:
    """Each claim of the history -> what it does. It costs the commitments of its party on its issue."""
    confirmed = set(row.confirmed)
    does = {claim: ("the debtor says so itself" if claim in confirmed else "others tell of it") for claim in row.claims}
    does[row.claims[0]] = f"told first, by {'the debtor itself' if row.claims[0] in confirmed else 'others'}"
    for denied in row.denied:
        by = "the debtor" if denied.by == row.debtor else shown.name_of(denied.by) if denied.by else "somebody"
        is_own = denied.standing is Standing.OWN
        does[denied.claim] = f"{by} denies it" if is_own else f"{by} is said to deny it"
    for _, undertaking, _ in undertakings_in(shown.view, Where(row.debtor, row.issue)):
        if commitment_id(undertaking.claims[0].claim) == row.id:
            for _, one in taken_back(undertaking, shown.view.day, shown.view.standing_of):
                if one.claim.act is Act.WITHDRAW:
                    does[one.id] = "the debtor takes it back"
    return does


def _turns(row: Row, shown: Shown) -> tuple[Turn, ...]:
    rows = shown.view.timeline(Where(row.debtor, row.issue))
    return tuple(
        Turn(day_words(one.day), one.what, shown.report(one.report))
        for one in rows
        if one.kind is Kind.COMMITMENT and one.id == row.id
    )


def _unsaid(report: str, row: Row, shown: Shown) -> Unsaid:
    known = shown.view.record.report(report)
    silences = known.account.silences if known else ()
    spans = [
        span
        for silence in silences
        if silence.party == row.debtor and silence.issue in (None, row.issue)
        for span in silence.evidence
    ]
    outlet = wording.short(known.outlet or "") if known else ""
    return Unsaid(shown.report(report), outlet, words_at(shown, report, spans))
