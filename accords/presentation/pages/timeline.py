"""The timeline: what was said and undertaken, and who met, day by day, the latest first; above it the same as a drawing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from markupsafe import Markup

from accords.assessment.timeline import Kind, TimelineRow
from accords.assessment.where import ALL
from accords.presentation import wording
from accords.presentation.marks import Html
from accords.presentation.pages.asked import WHOLE
from accords.presentation.pages.by_id import meeting_row
from accords.presentation.pages.evidence import words_at
from accords.presentation.pages.figure_file import alone
from accords.presentation.pages.filters import Filters, filters, narrowed
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import as_markup
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.timeline_figure import drawing
from accords.presentation.pages.timeline_lanes import Lane, Lanes, Mark, Slot, lanes
from accords.presentation.pages.told import day_words
from accords.vocabulary.act import Standing

if TYPE_CHECKING:
    from accords.assessment.view import View

ROWS = 150  # on a leaf
PARTIES = 20  # of a meeting that are named
_LETTERS = 160  # of the words of a mark
_MANY = {
    Slot.OWN_STATEMENT: "statements in its own words",
    Slot.OWN_COMMITMENT: "commitments in its own words",
    Slot.MEETING: "meetings",
    Slot.OTHERS_STATEMENT: "statements according to others",
    Slot.OTHERS_COMMITMENT: "commitments according to others",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One row. `what` is an act, or the status of a meeting or commitment; `own`: in the party's own words, `None` of a meeting, which is
    nobody's words; `whose` says whose they are. `words` lead to their place in the report, `page` to the meeting's or commitment's own."""

    kind: str
    parties: tuple[Link, ...]
    issue: Link | None
    what: str
    own: bool | None
    whose: str
    words: tuple[Link, ...]
    report: Link
    outlet: str
    outlets: int
    undated: bool
    page: Link | None


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of one day on this leaf. `place` is empty where the day began on another leaf, or nobody told a day."""

    place: str
    words: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`only` says what is asked for, empty where all is; `whole` leads to all. `figure` stands on the first leaf alone, with `notes` on what
    it shows. `days.of` counts rows."""

    heading: str
    filters: Filters | None
    only: str
    whole: Link
    figure: Markup | None
    notes: tuple[str, ...]
    first: Link | None
    days: Leaf[Day]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "timeline.html"


def timeline(shown: Shown) -> Timeline:
    rows = _rows(shown)
    dated = _dated(rows)
    latest = [*rows[:dated][::-1], *rows[dated:][::-1]]
    leaf = shown.leaf(latest, ROWS, "timeline")
    drawn = _lanes(rows, shown) if leaf.number == 1 else None
    return Timeline(
        heading="Timeline",
        filters=filters(shown, "timeline", ("party", "issue", "outlet", "standing", "from", "to")),
        only=narrowed(shown),
        whole=shown.link("all of the timeline", "timeline"),
        figure=as_markup(_figure(drawn, rows, shown)) if drawn else None,
        notes=_notes(drawn) if drawn else (),
        first=None if leaf.number == 1 else Link("first part", shown.same("timeline", leaf=None)),
        days=leaf.with_rows(_days(leaf, latest, shown)),
        downloads=shown.downloads("timeline", forms=("csv", "xlsx", "json", *(["svg"] if drawn else []))),
    )


def _rows(shown: Shown) -> Sequence[TimelineRow]:
    """By their days, then those without one, which would stand between days on which they did not happen."""
    return sorted(shown.view.timeline(shown.asked.where), key=_is_undated)


def _dated(rows: Sequence[TimelineRow]) -> int:
    """How many have a day; they come first."""
    return bisect_left(rows, True, key=_is_undated)


def _is_undated(row: TimelineRow) -> bool:
    return row.day is None


def timeline_figure_of(shown: Shown, own: str) -> str:
    """The drawing as a file of its own. It has no links: a file that is passed on leads nowhere."""
    rows = _rows(shown)
    drawn = _lanes(rows, shown)
    if drawn is None:
        raise Missing("timeline as svg", own)
    return alone(_figure(drawn, rows, replace(shown, links=lambda address: None)))


def _lanes(rows: Sequence[TimelineRow], shown: Shown) -> Lanes | None:
    """Of all rows they are made once for a view, whose answers do not change; of some they are made when these are asked for."""
    if shown.asked.where != ALL:
        return lanes(rows)
    if shown.view not in _LANES:
        _LANES[shown.view] = lanes(rows)
    return _LANES[shown.view]


_LANES: WeakKeyDictionary[View, Lanes | None] = WeakKeyDictionary()


# -- rows --------------------------------------------------------------------------------------------------------------------


def _days(leaf: Leaf[TimelineRow], latest: Sequence[TimelineRow], shown: Shown) -> tuple[Day, ...]:
    begin = (leaf.number - 1) * ROWS if leaf.leaves > 1 else 0
    there = {next((latest[at].day for at in range(begin - 1, -1, -1) if latest[at].day), None)}
    made = []
    for day, several in groupby(leaf.rows, key=lambda row: row.day):
        place = day_place(day) if day and day not in there else ""
        there.add(day)
        words = wording.day(day) if day else "Day not told"
        made.append(Day(place, words, tuple(event(row, shown) for row in several)))
    return tuple(made)


def day_place(day: date) -> str:
    """The element of the page at which a day begins."""
    return f"day-{day.isoformat()}"


def event(row: TimelineRow, shown: Shown) -> Event:
    known = shown.view.record.report(row.report)
    return Event(
        kind=row.kind.value,
        parties=tuple(shown.actor(party) for party in row.parties[:PARTIES]),
        issue=shown.link(row.issue, "issue", row.issue) if row.issue else None,
        what=wording.short(row.what),
        own=None if row.kind is Kind.MEETING else row.standing is Standing.OWN,
        whose=whose(row, shown),
        words=_words(row, shown),
        report=shown.report(row.report),
        outlet=wording.short(known.outlet or "") if known else "",
        outlets=row.independent_outlets,
        undated=row.undated,
        page=_page(row, shown),
    )


def whose(row: TimelineRow, shown: Shown) -> str:
    """`own words (Sergei Lavrov)`, `according to Steve Witkoff (counterpart)`; empty of a meeting."""
    if row.kind is Kind.MEETING:
        return ""
    through = ", citing ".join(wording.inside(shown.name_of(link)) for link in row.according_to)
    if row.standing is Standing.OWN:
        if not through:
            return "own words, in a text that it signed"
        return "own words" if row.according_to == row.parties else f"own words ({through})"
    if through:
        return f"according to {through} ({row.standing})"
    return f"told by {wording.short(shown.view.outlet_of(row.report) or 'the report')} itself"


def _words(row: TimelineRow, shown: Shown) -> tuple[Link, ...]:
    if row.kind is Kind.MEETING:
        met = meeting_row(shown.view, row.id)
        spans = [span for report, span in met.evidence if report == row.report] if met else []
        return words_at(shown, row.report, spans[:1])
    words = wording.short(row.words) or "(no words)"
    return (shown.report(row.report, words, row.id if row.kind is Kind.STATEMENT else _behind(row, shown)),)


def _behind(row: TimelineRow, shown: Shown) -> str:
    """The claim by which a commitment came to be what it is that day."""
    known = shown.view.record.report(row.report)
    for one in known.claims if known else ():
        claim = one.claim
        if (claim.party,) == row.parties and claim.issue == row.issue and (claim.terms or one.words) == row.words:
            return claim.id
    return ""


def _page(row: TimelineRow, shown: Shown) -> Link | None:
    if row.kind is Kind.STATEMENT:
        return None
    words = (
        f"the {row.kind.value}: {wording.short(row.words)}"
        if row.kind is Kind.MEETING and row.words
        else f"the {row.kind.value}"
    )
    return shown.link(words, row.kind.value, row.id)


# -- the drawing -------------------------------------------------------------------------------------------------------------


def _figure(drawn: Lanes, rows: Sequence[TimelineRow], shown: Shown) -> Html:
    here = shown.same("timeline")

    @cache
    def begins() -> dict[date | None, int]:
        return {row.day: at for at, row in enumerate(rows)}  # the last row of a day stands first

    def told(lane: Lane, mark: Mark) -> str:
        row, party = rows[mark.row], shown.name_of(lane.party)
        if mark.count > 1:
            return f"{drawn.columns.words(mark.column)}, {party}: {mark.count:,} {_MANY[mark.slot]}"
        words = wording.short(row.words, _LETTERS)
        parts = (
            f"{row.kind.value} on {wording.short(row.issue)}" if row.issue else row.kind.value,
            wording.short(row.what),
            whose(row, shown),
        )
        return f"{day_words(row.day)}, {party}: {', '.join(p for p in parts if p)}{f': {words}' if words else ''}"

    def href(lane: Lane, mark: Mark) -> str | None:
        row = rows[mark.row]
        if mark.count == 1:
            if row.kind is Kind.STATEMENT:
                return shown.report(row.report, place=row.id).href
            return shown.href(row.kind.value, row.id)
        start, end = drawn.columns.start(mark.column), drawn.columns.end(mark.column)
        days = {"from_": start.isoformat(), "to": end.isoformat()}
        narrower = shown.same("timeline", party=lane.party, leaf=None, **days)
        if narrower is not None and narrower != here:
            return narrower
        if row.day is None:
            return None
        number = (_dated(rows) - 1 - begins()[row.day]) // ROWS + 1
        leaf = WHOLE if shown.asked.leaf is None else str(number) if number > 1 else None
        return shown.same("timeline", place=day_place(row.day), leaf=leaf)

    return drawing(drawn, shown.name_of, told, href)


def _notes(drawn: Lanes) -> tuple[str, ...]:
    step = drawn.columns.step.value if drawn.columns.years == 1 else f"{drawn.columns.years} years"
    notes = [
        f"A mark stands for what there is of one kind in one {step} and leads to it; a larger one stands for more. The rows below tell the same."
    ]
    if len(drawn.lanes) < drawn.parties:
        notes.append(f"Of {drawn.parties:,} parties the {len(drawn.lanes)} with most rows are drawn.")
    if None in drawn.columns.numbers:
        notes.append(
            f"Where the lines are broken, several {drawn.columns.step.value.removesuffix('s')}s without anything are left out."
        )
    if drawn.undated:
        notes.append(f"Not drawn: {wording.counted(drawn.undated, 'row')} without a day.")
    return tuple(notes)
