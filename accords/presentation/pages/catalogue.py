"""The kinds of pages: how each is made, and of which ids there are pages. The app makes routes of them, the site files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from accords.presentation.pages.actors import actors
from accords.presentation.pages.agreement import agreement, agreement_figure_of
from accords.presentation.pages.agreements import agreements
from accords.presentation.pages.commitment import commitment
from accords.presentation.pages.commitments import commitments
from accords.presentation.pages.dispute import dispute
from accords.presentation.pages.disputes import disputes
from accords.presentation.pages.families import families
from accords.presentation.pages.family import family
from accords.presentation.pages.judge import judge
from accords.presentation.pages.meeting import meeting
from accords.presentation.pages.meetings import meetings
from accords.presentation.pages.overview import overview
from accords.presentation.pages.party import issue, party, position
from accords.presentation.pages.person import people, person
from accords.presentation.pages.queue import queue
from accords.presentation.pages.render import Page
from accords.presentation.pages.report import report
from accords.presentation.pages.reports import reports
from accords.presentation.pages.rulings import rulings
from accords.presentation.pages.scenario import scenario, scenario_figure, scenarios
from accords.presentation.pages.search import search
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.stance import cell_place
from accords.presentation.pages.timeline import timeline, timeline_figure_of


@dataclass(frozen=True, slots=True)
class Kind:
    """`make` raises `Missing` for an id that there is nothing of. `ids`: those of which there are pages; `None` where there is one page of the
    kind. `menu`: its words in the menu, where it stands there. `within`: the kind of the list in which its pages stand.
    `when`: whether there is anything of the kind. `figure`: its figure as SVG that stands alone."""

    name: str
    make: Callable[[Shown, str], Page]
    ids: Callable[[Shown], Iterable[str]] | None = None
    menu: str | None = None
    within: str | None = None
    when: Callable[[Shown], bool] | None = None
    figure: Callable[[Shown, str], str] | None = None


def _parties(shown: Shown) -> list[str]:
    """Those of whom there are claims, and the states, blocs and armed groups that are merely named."""
    named = {own for own in shown.view.record.sightings if shown.is_party(own)}
    return sorted(named | {party for party, _ in shown.view.record.cells})


def _cells(shown: Shown) -> list[str]:
    return sorted(cell_place(*key) for key in shown.view.record.cells)


def _issues(shown: Shown) -> list[str]:
    return sorted({issue for _, issue in shown.view.record.cells})


def _reports(shown: Shown) -> list[str]:
    return [known.id for known in shown.view.reports]


_ALL = (
    Kind("overview", lambda shown, own: overview(shown), menu="Overview"),
    Kind("party", party, _parties, within="overview"),
    Kind("position", position, _cells, within="overview"),
    Kind("issue", issue, _issues, within="overview"),
    Kind("timeline", lambda shown, own: timeline(shown), menu="Timeline", figure=timeline_figure_of),
    Kind("commitments", lambda shown, own: commitments(shown), menu="Commitments"),
    Kind("commitment", commitment, lambda shown: [row.id for row in shown.view.commitments()], within="commitments"),
    Kind("meetings", lambda shown, own: meetings(shown), menu="Meetings"),
    Kind("meeting", meeting, lambda shown: [row.id for row in shown.view.meetings()], within="meetings"),
    Kind("disputes", lambda shown, own: disputes(shown), menu="Disputes"),
    Kind("dispute", dispute, lambda shown: [row.id for row in shown.view.disputes()], within="disputes"),
    Kind("families", lambda shown, own: families(shown), menu="Copies"),
    Kind("family", family, lambda shown: list(shown.view.copies), within="families"),
    Kind("actors", lambda shown, own: actors(shown), menu="Actors"),
    Kind("person", person, people, within="actors"),
    Kind("reports", lambda shown, own: reports(shown), menu="Reports"),
    Kind("report", report, _reports, within="reports"),
    Kind(
        "agreements", lambda shown, own: agreements(shown), menu="Agreements", when=lambda shown: bool(shown.agreements)
    ),
    Kind(
        "agreement",
        agreement,
        lambda shown: sorted(shown.agreements),
        within="agreements",
        when=lambda shown: bool(shown.agreements),
        figure=agreement_figure_of,
    ),
    Kind("scenarios", lambda shown, own: scenarios(shown), menu="Scenarios", when=lambda shown: bool(shown.scenarios)),
    Kind(
        "scenario",
        scenario,
        lambda shown: sorted(shown.scenarios),
        within="scenarios",
        when=lambda shown: bool(shown.scenarios),
        figure=scenario_figure,
    ),
    Kind("search", lambda shown, own: search(shown), menu="Search"),
    Kind("queue", lambda shown, own: queue(shown), menu="Queue"),
    Kind("rulings", lambda shown, own: rulings(shown), menu="Rulings"),
    Kind("judge", judge, lambda shown: (), within="rulings"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
