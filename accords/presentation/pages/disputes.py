"""The list of disputes: where reports contradict one another, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import ClassVar

from accords.assessment import dispute as assessed
from accords.assessment.dispute import DisputeKind, outlets_of
from accords.assessment.recorded import Recorded
from accords.presentation import wording
from accords.presentation.pages.dispute_sides import side_of
from accords.presentation.pages.filters import Field, Filters, filters, narrowed, of_values
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.own_words import Rendering
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import RANKS

DISPUTES = 50  # on a leaf
WORDS = 200  # code points of a telling
ABOUT = {
    DisputeKind.DENIAL: "What is said of a party, and what it or another denies.",
    DisputeKind.STRENGTH: "One remark or undertaking that goes differently far in different tellings.",
    DisputeKind.ROLE: "Who gives, and who only assents to it.",
    DisputeKind.FORM: "In what form: by law, by treaty, in writing, by word of mouth.",
    DisputeKind.ORIGIN: "Whose proposal it was.",
    DisputeKind.ATTRIBUTION_LOST: "Stated as a fact, or as a party’s own, what the original has somebody say.",
    DisputeKind.WORDS_ALTERED: "One quotation in different words.",
    DisputeKind.DATE_MOVED: "One thing on different days.",
}


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One dispute. `note` leads to its page. `days` are those on which it was told, from the first to the last. `tellings` are two claims
    that stand against one another, each with its words and its outlet."""

    note: Link
    parties: tuple[Link, ...]
    issues: tuple[Link, ...]
    claims: int
    outlets: int
    days: str
    tellings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The disputes of one kind that stand on this leaf; `of` that many there are."""

    kind: str
    about: str
    of: int
    lines: tuple[DisputeLine, ...]


@dataclass(frozen=True, slots=True)
class Disputes:
    """`counts`: how many there are of each kind, leading to these alone. `rows` are the ids of this leaf, in the order of `groups`.
    `only` says what is asked for, where some are; `whole` leads to all."""

    heading: str
    counts: tuple[Link, ...]
    groups: tuple[Group, ...]
    rows: Leaf[str]
    filters: Filters | None
    only: str
    whole: Link
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "disputes.html"


def disputes(shown: Shown) -> Disputes:
    _, field = _kind(shown)
    counted = Counter(row.kind for row in shown.view.disputes(shown.asked.where))
    leaf = shown.leaf(asked_disputes(shown), DISPUTES, "disputes")
    groups = tuple(
        Group(of.value, ABOUT[of], counted[of], tuple(_line(row, shown) for row in several))
        for of, several in groupby(leaf.rows, key=lambda row: row.kind)
    )
    return Disputes(
        heading="Where accounts contradict one another",
        counts=tuple(
            Link(f"{of.value} ({counted[of]:,})", shown.same("disputes", kind_=of.value, leaf=None))
            for of in DisputeKind
            if counted[of]
        ),
        groups=groups,
        rows=leaf.with_rows(tuple(row.id for row in leaf.rows)),
        filters=filters(shown, "disputes", ("party", "issue", "outlet", "from", "to"), (field,)),
        only=narrowed(shown),
        whole=shown.link("all disputes", "disputes"),
        downloads=shown.downloads("disputes"),
    )


def asked_disputes(shown: Shown) -> Sequence[assessed.Dispute]:
    """Those that are asked for, kind by kind."""
    kind, _ = _kind(shown)
    rows = shown.view.disputes(shown.asked.where)
    return rows if kind is None else [row for row in rows if row.kind.value == kind]


def _kind(shown: Shown) -> tuple[str | None, Field]:
    return of_values(shown, "kind", "Kind", (one.value for one in DisputeKind))


def _line(row: assessed.Dispute, shown: Shown) -> DisputeLine:
    claims = [one for own in row.claims if (one := shown.claim(own))]
    parties = dict.fromkeys(one.claim.party for one in claims)
    issues = dict.fromkeys(one.claim.issue for one in claims)
    days = sorted({one.day for one in claims if one.day})
    told = [wording.plain_day(day) for day in dict.fromkeys([*days[:1], *days[-1:]])]
    return DisputeLine(
        note=shown.link(wording.line_of(row.note), "dispute", row.id),
        parties=tuple(shown.actor(party) for party in parties),
        issues=tuple(shown.link(issue, "issue", issue) for issue in issues),
        claims=len(claims),
        outlets=outlets_of(row, shown.view),
        days=" to ".join(told) or "day not told",
        tellings=tuple(_telling(one) for one in _apart(row, claims, shown)),
    )


def _apart(row: assessed.Dispute, claims: Sequence[Recorded], shown: Shown) -> list[Recorded]:
    """Of the party of which tellings go furthest apart what goes least far and what goes furthest; else the first claim of each of two
    sides; else the first, and one of another report or act."""
    if row.kind is DisputeKind.STRENGTH:
        graded: dict[str, list[Recorded]] = {}
        for one in claims:
            if _rank(one):
                graded.setdefault(one.claim.party, []).append(one)
        spans = [(min(several, key=_rank), max(several, key=_rank)) for several in graded.values()]
        least, most = max(spans, key=lambda span: _rank(span[1]) - _rank(span[0]), default=(None, None))
        if least and most and _rank(least) < _rank(most):
            return [least, most]
    sides: dict[tuple[int, str], Recorded] = {}
    for one in claims:
        is_copy = shown.view.families.get(one.report, one.report) != one.report
        told = Rendering(one.claim, shown.view.standing_of(one), None, one.day, is_copy)
        sides.setdefault(side_of(row.kind, row.note, told, one.words, shown.name_of), one)
    if len(sides) > 1:
        return [sides[side] for side in sorted(sides)][:2]
    others = (one for one in claims[1:] if (one.report, one.claim.act) != (claims[0].report, claims[0].claim.act))
    return [*claims[:1], *islice(others, 1)]


def _rank(one: Recorded) -> int:
    return RANKS[one.claim.strength.value] if one.claim.strength and not one.claim.negated else 0


def _telling(one: Recorded) -> tuple[str, str]:
    words = wording.line_of(one.words)
    return (words if len(words) <= WORDS else f"{words[:WORDS]} …", wording.line_of(one.outlet or "outlet not told"))
