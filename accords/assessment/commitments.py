"""What each party has undertaken to do or to refrain from, in what form, on what condition, and on whose word."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from accords.assessment.cell import Cell, denials
from accords.assessment.forms import Form
from accords.assessment.gathering import Gathering, Undertaking
from accords.assessment.order import DayOf, WordsOf
from accords.assessment.recorded import ASSENTS, First, Recorded, StandingOf
from accords.assessment.where import ALL, Where
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing

if TYPE_CHECKING:
    from accords.assessment.view import View

_KEPT = 4  # rows of one undertaking, as of several days
# Issue -> party -> the day from which it is known that the party says in its own words that it agreed or accepted.
Assents = Mapping[str, Mapping[str, date]]


class CommitmentStatus(StrEnum):
    REPORTED = "reported"
    STATED = "stated"
    AGREED = "agreed"
    IN_FORCE = "in force"
    WITHDRAWN = "withdrawn"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Denied:
    """A claim by which an undertaking is not so: of the party `by`, the debtor or another; `standing` says who vouches that
    it denies it, `own` in its own words. Of the debtor's alone, in its own words, is the status `denied`."""

    claim: str
    by: str | None
    standing: Standing = Standing.OWN

    def to_json(self) -> dict[str, object]:
        return {"claim": self.claim, "by": self.by, "standing": self.standing.value}


@dataclass(frozen=True, slots=True)
class Commitment:
    """One undertaking of one debtor, with all the claims that tell of it, in order of place.

    `terms`, `condition` are the words of the claim that says most for it: the debtor's own first. With status
    `reported` nobody but others says so, and the debtor has confirmed nothing. `confirmed`: the claims in the debtor's
    own words. `denied`: everybody's denials. `silences`: the reports that say that the debtor has not confirmed it. `first`, `latest`: the days of the
    claims, `None` where nobody said. `undated`: nobody said when any of the reports was published.
    """

    id: str
    debtor: str
    creditor: tuple[str, ...]
    issue: str
    terms: str
    form: Form | None
    condition: str | None
    status: CommitmentStatus
    claims: tuple[str, ...]
    independent_outlets: int = 1
    confirmed: tuple[str, ...] = ()
    denied: tuple[Denied, ...] = ()
    silences: tuple[str, ...] = ()
    first: date | None = None
    latest: date | None = None
    undated: bool = False

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "debtor": self.debtor,
            "creditor": list(self.creditor),
            "issue": self.issue,
            "terms": self.terms,
            "form": self.form.value if self.form else None,
            "condition": self.condition,
            "status": self.status.value,
            "claims": list(self.claims),
            "independent_outlets": self.independent_outlets,
            "confirmed": list(self.confirmed),
            "denied": [denied.to_json() for denied in self.denied],
            "silences": list(self.silences),
            "first": self.first.isoformat() if self.first else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "undated": self.undated,
        }


def commitments(
    claims: Iterable[Claim],
    words_of: WordsOf,
    *,
    outlet_of: Callable[[Claim], str] = lambda claim: claim.report,
    day_of: DayOf = lambda claim: None,
    known_on: Callable[[Claim], date] = lambda claim: date.min,
) -> tuple[Commitment, ...]:
    """One row for each undertaking, in the order in which it is first told; the order of the claims does not matter.

    `words_of` gives the words of a claim's evidence. `outlet_of` names where a claim stands, so that copies of one report
    can be counted once. `known_on`: the day from which a claim is known; without it all are of one day.
    """
    distinct = {claim.id: claim for claim in claims}.values()
    recorded = sorted(
        (Recorded(claim, known_on(claim), day_of(claim), words_of(claim)) for claim in distinct), key=lambda r: r.order
    )
    cells: dict[tuple[str, str], Gathering] = defaultdict(Gathering)
    assents: dict[str, dict[str, date]] = defaultdict(dict)
    denied: dict[str, list[Recorded]] = defaultdict(list)
    for one in recorded:
        cells[one.claim.party, one.claim.issue].take(one)
        if assents_itself(one, one.claim.standing):
            assents[one.claim.issue].setdefault(one.claim.party, one.known_on)
        if one.claim.act is Act.DENY and not one.claim.negated:
            denied[one.claim.issue].append(one)
    rows: list[Undertaking] = []
    for (party, issue), cell in cells.items():
        cell.settle()
        cell.contradict(party, [one for one in denied[issue] if one.claim.party != party])
        rows += cell.rows
    outlets = {one.report: outlet_of(one.claim) for one in recorded}
    return tuple(
        commitment_of(row, len(row.claims), None, assents, sources=outlets)
        for row in sorted(rows, key=lambda row: row.claims[0].order)
    )


def commitments_in(view: View, where: Where = ALL) -> tuple[Commitment, ...]:
    """The commitments as of the view's day, in the order in which they were first told.

    Of an outlet, a standing or some days: those of which at least one such claim tells, each as it is by all its claims.
    """
    contradict(view, where)
    return commitments_of(view, undertakings_in(view, where))


def contradict(view: View, where: Where = ALL) -> None:
    """Have every cell asked for say which denials, other parties' ones among them, are of its undertakings."""
    denied = denials(view.record.cells.values())
    for cell in view.cells(where):
        cell.contradicted(denied.get(cell.issue, ()))


def commitments_of(view: View, rows: Iterable[tuple[Cell, Undertaking, int]]) -> tuple[Commitment, ...]:
    """The commitments that some undertakings are as of the view's day, in the order in which they were first told."""
    found: list[tuple[Recorded, Commitment]] = []
    for cell, row, among in rows:
        made = commitment_of(
            row,
            among,
            view.day,
            view.assents,
            sources=view.sources,
            standing_of=view.standing_of,
            silent=view.silent(cell.party, cell.issue),
        )
        found.append((row.claims[0], made))
    return tuple(made for _, made in sorted(found, key=lambda pair: pair[0].order))


def undertakings_in(
    view: View, where: Where = ALL, some: Callable[[Undertaking], bool] = lambda row: True
) -> Iterator[tuple[Cell, Undertaking, int]]:
    """The undertakings asked for, and how many of the claims of each are known by the view's day; only `some` of them."""
    asked = where.claims(view.standing_of)
    for cell in view.cells(where):
        for row in cell.undertakings():
            among = row.known_by(view.day)
            if not among:
                break  # rows stand in the order in which they were first told
            if not some(row):
                continue
            if where.of_claims and not any(asked(one) for one in row.claims[:among]):
                continue
            yield cell, row.standing_as(view.standing_of) if view.lowers(row.ids) else row, among


def _own_standing(told: Recorded) -> Standing:
    return told.claim.standing


def assents_itself(told: Recorded, standing: Standing) -> bool:
    """True where a party says in its own words that it agreed or accepted."""
    return standing is Standing.OWN and told.claim.act in ASSENTS and not told.claim.negated


def commitment_of(
    row: Undertaking,
    among: int,
    day: date | None,
    assents: Assents,
    *,
    sources: Mapping[str, str],
    standing_of: StandingOf = _own_standing,
    silent: Container[str] = (),
) -> Commitment:
    """What an undertaking is by its first `among` claims, which are those known by the day. `sources`: report -> outlet."""
    reports = row.reports if among == len(row.reports) else row.reports[:among]
    back = taken_back(row, day, standing_of) if row.taken_back else []
    status = status_of(row, among, back, assents, day)
    outlets = len(set(map(sources.__getitem__, reports)))
    silences = tuple(dict.fromkeys([report for report in reports if report in silent]))
    denied = _denied(row, day, standing_of) if row.taken_back or row.contradicted else ()
    # The rest follows from the row and how many of its claims are known.
    made_of = (among, status, outlets, silences, denied)
    made: Commitment | None = row.made.get(made_of)
    if made is None:
        made = _made(row, among, status, outlets, silences, denied)
        row.made[made_of] = made
        if len(row.made) > _KEPT:
            del row.made[next(iter(row.made))]
    return made


def _made(
    row: Undertaking,
    among: int,
    status: CommitmentStatus,
    outlets: int,
    silences: tuple[str, ...],
    denied: tuple[Denied, ...],
) -> Commitment:
    first = row.claims[0].claim
    told = First.OWN if row.first(First.OWN, among) else First.COMMIT
    best = row.first(First.OWN_COMMIT, among) or row.first(told, among) or row.claims[0]
    form, condition = row.first(First.FORM, among), row.first(First.CONDITION, among)
    earliest, latest = row.days[among - 1]
    return Commitment(
        id=commitment_id(first),
        debtor=first.party,
        creditor=tuple(party for party, at in row.others.items() if at < among and party != first.party),
        issue=first.issue,
        terms=best.claim.terms,
        form=form.undertaken.form if form else None,
        condition=best.claim.condition or (condition.claim.condition if condition else None),
        status=status,
        claims=tuple(row.ids[:among]),
        independent_outlets=outlets,
        confirmed=tuple([row.ids[at] for at in row.own[: bisect_left(row.own, among)]]),
        denied=denied,
        silences=silences,
        first=earliest,
        latest=latest,
        undated=row.first(First.DATED, among) is None,
    )


def taken_back(
    row: Undertaking, day: date | None, standing_of: StandingOf = _own_standing
) -> list[tuple[date, Recorded]]:
    """What is known by the day to deny it in the debtor's own words, or to withdraw it."""
    return [
        (since, one)
        for since, one in row.taken_back
        if (day is None or since <= day) and (one.claim.act is Act.WITHDRAW or standing_of(one) is Standing.OWN)
    ]


def _denied(row: Undertaking, day: date | None, standing_of: StandingOf) -> tuple[Denied, ...]:
    """What is known by the day to deny it, whoever does, in order."""
    told = [
        one
        for since, one in (*row.taken_back, *row.contradicted)
        if one.claim.act is Act.DENY and (day is None or since <= day)
    ]
    return tuple(Denied(one.id, one.claim.party, standing_of(one)) for one in sorted(told, key=lambda one: one.order))


def status_of(
    row: Undertaking,
    among: int,
    back: Sequence[tuple[date, Recorded]],
    assents: Assents,
    day: date | None,
) -> CommitmentStatus:
    """Taken back before anything else; then in force or agreed by a text or by both; then by the debtor's own words."""
    if back:
        last = max(back, key=lambda pair: pair[1].order)[1]
        return CommitmentStatus.DENIED if last.claim.act is Act.DENY else CommitmentStatus.WITHDRAWN
    if row.first(First.IN_FORCE, among):
        return CommitmentStatus.IN_FORCE
    if row.first(First.SIGNED, among):
        return CommitmentStatus.AGREED
    if row.first(First.ASSENTED, among) and another_assents(row.claims[0].claim, assents, day):
        return CommitmentStatus.AGREED
    return CommitmentStatus.STATED if row.first(First.OWN, among) else CommitmentStatus.REPORTED


def another_assents(claim: Claim, assents: Assents, day: date | None) -> bool:
    """True where another party than the debtor is known by the day to have agreed on the issue itself."""
    known = assents.get(claim.issue, {})
    return any(party != claim.party and (day is None or since <= day) for party, since in known.items())


def commitment_id(first: Claim) -> str:
    """A hash of the claim that tells of it first."""
    return "k" + hashlib.sha256(repr((first.party, first.issue, first.id)).encode()).hexdigest()[:12]
