"""The reports, by the day on which they were published, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from accords.assessment.where import ALL
from accords.presentation import wording
from accords.presentation.pages.filters import Filters, filters, narrowed
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.wording import short

if TYPE_CHECKING:
    from accords.assessment.known import Known

SIZE = 100  # reports on a page


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report. `original` is the oldest of its family, where it copies that; `family` leads to all of them."""

    title: Link
    outlet: str
    claims: int
    attributions: int
    original: Link | None
    family: Link | None


@dataclass(frozen=True, slots=True)
class ReportsOfDay:
    """`day` in words: that of publication, else the one on which they were fetched."""

    day: str
    reports: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """`days` are those of the part, `of` counts all reports. `only` says what is asked for, empty where all are; `whole` leads to all."""

    heading: str
    part: Leaf[ReportLine]
    days: tuple[ReportsOfDay, ...]
    of: int
    filters: Filters | None
    only: str
    whole: Link
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "reports.html"


def reports(shown: Shown) -> Reports:
    found = asked_reports(shown)
    leaf = shown.leaf(range(len(found) - 1, -1, -1), SIZE, "reports")
    rows = [found[at] for at in leaf.rows]
    days = tuple(
        ReportsOfDay(_day(*key), tuple(_line(one, shown) for one in several))
        for key, several in groupby(rows, lambda one: (one.known_on, one.undated))
    )
    lines = tuple(line for day in days for line in day.reports)
    return Reports(
        heading="Reports",
        part=leaf.with_rows(lines),
        days=days,
        of=len(shown.view.reports),
        filters=filters(shown, "reports", ("party", "issue", "outlet", "from", "to")),
        only=narrowed(shown),
        whole=shown.link("all reports", "reports"),
        downloads=shown.downloads("reports"),
    )


def asked_reports(shown: Shown) -> Sequence[Known]:
    """Those that are asked for, as they came to be known."""
    known = shown.view.reports
    return known if shown.asked.where == ALL else [one for one in known if _asked(one, shown)]


def _asked(one: Known, shown: Shown) -> bool:
    """True of a report of the outlet and days asked for; of a party, an issue or a standing, where it has such a claim."""
    where = shown.asked.where
    if not (where.from_outlet(one.outlet) and where.on(one.published)):
        return False
    if where.party is None and where.issue is None and where.standing is None:
        return True
    return any(
        where.has_cell(claim.claim.party, claim.claim.issue) and where.standing in (None, shown.view.standing_of(claim))
        for claim in one.claims
    )


def _day(known_on: date, undated: bool) -> str:
    if not undated:
        return wording.day(known_on)
    fetched = f", fetched on {wording.plain_day(known_on)}" if known_on > date.min else ""
    return f"Day of publication not told{fetched}"


def _line(one: Known, shown: Shown) -> ReportLine:
    told = one.account.report
    family = shown.view.families.get(one.id, one.id)
    copies = shown.view.copies.get(family, ())
    return ReportLine(
        title=shown.report(one.id, short(told.title or told.given_id or one.id)),
        outlet=short(one.outlet or ""),
        claims=len(one.claims),
        attributions=len(one.account.sayings),
        original=shown.report(family) if family != one.id else None,
        family=shown.link(wording.counted(len(copies), "report"), "family", family) if copies else None,
    )
