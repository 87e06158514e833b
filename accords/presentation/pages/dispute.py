"""A dispute: the renderings of one remark on a scale, what is said and what is denied, what a copy made of its original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import ClassVar

from accords.assessment import dispute as assessed
from accords.assessment.alteration import Alteration
from accords.assessment.dispute import DisputeKind, outlets_of
from accords.presentation import claim_words, wording
from accords.presentation.pages.altered import Altered, altered
from accords.presentation.pages.by_id import dispute_row
from accords.presentation.pages.dispute_sides import side_of
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.own_words import Measures, Rendering, further, measures
from accords.presentation.pages.quoted_pairs import quoted_pairs
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.told import RANKS, Told, all_told
from accords.reading.reading import Mode

CLAIMS = 40  # on a leaf
PAIRS = 15  # of words altered; the page of the family has all
NAMED = 3  # parties and issues in a heading


@dataclass(frozen=True, slots=True)
class Mark:
    """What renderings are held against: whose words, how far they go, and the claim."""

    whose: str
    strength: str
    rank: int
    told: Told


@dataclass(frozen=True, slots=True)
class Placed:
    """A rendering at its place on the scale. `distances`: `much further (2 steps) than Russia's own words`. `mark`: it is one of the marks."""

    told: Told
    rank: int
    distances: tuple[str, ...]
    mark: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """What is said of one party, from what goes least far to what goes furthest. `marks`: its own words first, then speakers as quoted."""

    party: Link
    marks: tuple[Mark, ...]
    renderings: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The claims of one side, the earliest first."""

    heading: str
    claims: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """`pairs` are words of two reports beside one another; `family` leads to all that copies changed, where there is such a page. `claims`
    are those of this leaf, in the order of `scales` and `sides`."""

    heading: str
    kind: str
    note: str
    parties: tuple[Link, ...]
    issues: tuple[Link, ...]
    outlets: int
    steps: tuple[str, ...]
    pairs: tuple[Altered, ...]
    family: Link | None
    scales: tuple[Scale, ...]
    sides: tuple[Side, ...]
    claims: Leaf[Told]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "dispute.html"


@dataclass(frozen=True, slots=True)
class _Row:
    """A rendering in its place: `order` is that of its scale (negative) or side, with what that is called; `at` its place in there."""

    order: tuple[int, str]
    at: tuple[int, str, str]
    rendering: Rendering

    @property
    def id(self) -> str:
        return self.rendering.claim.id

    @property
    def on_scale(self) -> bool:
        return self.order[0] < 0


def dispute(shown: Shown, own: str) -> Dispute:
    row = dispute_row(shown.view, own)
    if row is None:
        raise Missing("dispute", own)
    rows = sorted(
        (_row(row, one, shown) for one in renderings_of(row.claims, shown)), key=lambda one: (one.order, one.at)
    )
    scaled = {
        party: measures(one.rendering for one in several)
        for (_, party), several in groupby((one for one in rows if one.on_scale), key=lambda one: one.order)
    }
    leaf = shown.leaf(rows, CLAIMS, "dispute", own)
    marks = (one.claim.id for of_party in scaled.values() for one in of_party.all)
    told = {one.id: one for one in all_told(dict.fromkeys([*marks, *(one.id for one in leaf.rows)]), shown)}
    parties = list(dict.fromkeys(one.rendering.claim.party for one in rows))
    issues = list(dict.fromkeys(one.rendering.claim.issue for one in rows))
    pairs, family = _pairs(row, [one.rendering.claim.report for one in rows], shown)
    return Dispute(
        heading=f"{row.kind.value.capitalize()}: {_some([shown.name_of(own) for own in parties])} / {_some(issues)}",
        kind=row.kind.value,
        note=wording.line_of(row.note),
        parties=tuple(shown.actor(party) for party in parties),
        issues=tuple(shown.link(issue, "issue", issue) for issue in issues),
        outlets=outlets_of(row, shown.view),
        steps=tuple(RANKS),
        pairs=pairs,
        family=family,
        scales=_scales([one for one in leaf.rows if one.on_scale], scaled, told, shown),
        sides=_sides([one for one in leaf.rows if not one.on_scale], told),
        claims=leaf.with_rows(tuple(told[one.id] for one in leaf.rows)),
        downloads=shown.downloads("dispute", own),
    )


def renderings_of(claims: Sequence[str], shown: Shown) -> list[Rendering]:
    """The claims that are known, as renderings."""
    modes: dict[str, dict[str, Mode]] = {}
    found = []
    for own in claims:
        one = shown.claim(own)
        known = shown.view.record.report(one.report) if one else None
        if one is None or known is None:
            continue
        if one.report not in modes:
            modes[one.report] = {saying.id: saying.attribution.mode for saying in known.account.sayings}
        mode = modes[one.report].get(one.claim.attribution or "")
        is_copy = shown.view.families.get(one.report, one.report) != one.report
        found.append(Rendering(one.claim, shown.view.standing_of(one), mode, one.day, is_copy))
    return found


def _row(row: assessed.Dispute, one: Rendering, shown: Shown) -> _Row:
    at = (one.rank, one.day.isoformat() if one.day else "9999", one.claim.id)
    if row.kind is DisputeKind.STRENGTH and one.rank:
        return _Row((-1, one.claim.party), at, one)
    recorded = shown.claim(one.claim.id)
    return _Row(side_of(row.kind, row.note, one, recorded.words if recorded else "", shown.name_of), (0, *at[1:]), one)


def _scales(
    rows: Sequence[_Row], scaled: Mapping[str, Measures], told: Mapping[str, Told], shown: Shown
) -> tuple[Scale, ...]:
    found = []
    for (_, party), several in groupby(rows, key=lambda one: one.order):
        measured = scaled[party]
        marks = tuple(
            Mark(f"{_whose(one, shown)}{_AS[one.mode]}", _strength(one), one.rank, told[one.claim.id])
            for one in measured.all
        )
        placed = tuple(
            Placed(
                told[row.id],
                row.rendering.rank,
                tuple(
                    f"{further(row.rendering, one)} {_whose(one, shown)}"
                    for one in measured.held_against(row.rendering)
                ),
                row.rendering in measured,
            )
            for row in several
        )
        found.append(Scale(shown.actor(party), marks, placed))
    return tuple(found)


def _whose(one: Rendering, shown: Shown) -> str:
    """`Russia's own words`; `Steve Witkoff's words`, of another."""
    if one.is_own:
        return f"{claim_words.owned(shown.name_of(one.claim.party))} own words"
    return f"{claim_words.owned(shown.name_of(one.speaker or ''))} words"


_AS = {Mode.DIRECT: ", quoted", Mode.MIXED: ", quoted in part", Mode.INDIRECT: ", paraphrased", None: ""}


def _strength(one: Rendering) -> str:
    return one.claim.strength.value if one.claim.strength else ""


def _sides(rows: Sequence[_Row], told: Mapping[str, Told]) -> tuple[Side, ...]:
    return tuple(
        Side(wording.line_of(heading), tuple(told[row.id] for row in several))
        for (_, heading), several in groupby(rows, key=lambda one: one.order)
    )


def _pairs(row: assessed.Dispute, reports: Sequence[str], shown: Shown) -> tuple[tuple[Altered, ...], Link | None]:
    """What copies among the reports changed in this way; of quotations in reports that copy nobody, their words."""
    told = dict.fromkeys(reports)
    changes: list[Alteration] = [
        one
        for copy in told
        for one in shown.view.alterations.get(copy, ())
        if one.kind is row.kind and one.original.report in told and one.already_in is None
    ]
    if changes:
        words = f"all that this family’s copies changed ({len(changes):,} so)" if len(changes) > PAIRS else "the family"
        family = shown.link(words, "family", shown.view.families[changes[0].copy.report])
        return altered(changes[:PAIRS], shown), family
    if row.kind in (DisputeKind.WORDS_ALTERED, DisputeKind.DATE_MOVED):
        return tuple(islice(quoted_pairs(row.kind.value, row.note, list(told)[:NAMED], shown), PAIRS)), None
    return (), None


def _some(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - NAMED
    return ", ".join([*(wording.line_of(name) for name in names[:NAMED]), *([f"{more} more"] if more > 0 else [])])
