"""A page's data in other forms: CSV, a workbook, JSON; of figures SVG."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accords.presentation.agreement_dates import calendar
from accords.presentation.dossier import Dossier
from accords.presentation.packages import Packages
from accords.presentation.pages.actors import asked_actors
from accords.presentation.pages.address import LONGEST
from accords.presentation.pages.agreement import standing_of
from accords.presentation.pages.agreement_lines import Folders
from accords.presentation.pages.by_id import commitment_row, dispute_row, meeting_row
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.commitments import asked_commitments
from accords.presentation.pages.disputes import asked_disputes
from accords.presentation.pages.families import asked_families
from accords.presentation.pages.family import asked_copy
from accords.presentation.pages.meetings import asked_meetings
from accords.presentation.pages.reports import asked_reports
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.stance import cell_place
from accords.presentation.tables import agreed, answered, assessed, said
from accords.presentation.tables.csv_form import write_csv
from accords.presentation.tables.field import Field, table
from accords.presentation.tables.table import Table, writable
from accords.presentation.tables.xlsx_form import write_xlsx

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Download:
    """`name` is what a file of it is called."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True)
class Data:
    """Rows of one kind, with their columns. Each row has `to_json`. `dossier` names what they refer to."""

    name: str
    about: str
    fields: tuple[Field[Any], ...]
    rows: Sequence[Any]
    dossier: Dossier

    @property
    def table(self) -> Table:
        return table(self.name, self.about, self.fields, self.rows, self.dossier)


def download(kind: str, own: str, form: str, shown: Shown) -> Download:
    """The data of one page; `Missing` where there is no such page, or none of its data in that form."""
    named = "".join(c if c.isalnum() and c.isascii() else "-" for c in own[:LONGEST])
    name = "-".join(part for part in (kind, named) if part)
    if form not in TYPES:
        raise Missing(f"{kind} as {form}", own)
    if form == "svg":
        figure = KINDS[kind].figure if kind in KINDS else None
        if figure is None:
            raise Missing(f"{kind} as {form}", own)
        return Download(f"{name}.svg", TYPES[form], figure(shown, own).encode())
    if kind not in _DATA:
        raise Missing(f"{kind} as {form}", own)
    data = _DATA[kind](shown, own)
    if form == "json":
        day = shown.view.day
        told = {
            "ledger": shown.name,
            "as_of": day.isoformat() if day else None,
            **{one.name: [row.to_json() for row in one.rows] for one in data},
        }
        # A lone surrogate of a report is no UTF-8: it is written out as in tables.
        body = writable(json.dumps(told, ensure_ascii=False, indent=1)).encode()
    else:
        stream = io.BytesIO()
        if form == "csv":
            write_csv(data[0].table, stream)
        else:
            write_xlsx([one.table for one in data], stream)
        body = stream.getvalue()
    return Download(f"{name}.{form}", TYPES[form], body)


def _claims(ids: Iterable[str], shown: Shown) -> Data:
    dossier = shown.dossier(ids)
    about = "Which party is said to have done, undertaken, wanted or refused what, and who vouches for it."
    return Data("claims", about, said.CLAIMS, dossier.claims, dossier)


def _positions(shown: Shown, own: str = "", **of: str) -> tuple[Data, ...]:
    rows = [row for row in shown.view.positions(shown.asked.where) if all(getattr(row, n) == v for n, v in of.items())]
    dossier = shown.dossier([row.claim for row in rows])
    about = "The latest claim of each party on each issue: by its own words, and apart from them by what others say."
    return (Data("positions", about, assessed.POSITIONS, rows, dossier),)


def _cells(asked: Callable[[str, str], bool], shown: Shown) -> list[str]:
    where = shown.asked.where.claims(shown.view.standing_of)
    return [
        one.id
        for key, cell in shown.view.record.cells.items()
        if asked(*key)
        for one in cell.claims
        if shown.view.knows(one) and where(one)
    ]


def _has_cell(asked: Callable[[str, str], bool], shown: Shown) -> bool:
    """Whether anything was known of such a party and issue by the day."""
    return any(asked(*key) and shown.view.knows(cell.claims[0]) for key, cell in shown.view.record.cells.items())


def _require(there: object, kind: str, own: str) -> None:
    """An empty table of what there is not would look like one of which nothing is told."""
    if not there:
        raise Missing(kind, own)


def _commitments(rows: Sequence[Any], shown: Shown) -> Data:
    dossier = shown.dossier([own for row in rows for own in row.claims])
    return Data("commitments", "What parties bound themselves to.", assessed.COMMITMENTS, rows, dossier)


def _party(shown: Shown, own: str) -> tuple[Data, ...]:
    _require(shown.known_actor(own) is not None or _has_cell(lambda party, _: party == own, shown), "party", own)
    claims = _claims(_cells(lambda party, issue: party == own, shown), shown)
    rows = [row for row in shown.view.commitments() if row.debtor == own]
    return (claims, *_positions(shown, party=own), _commitments(rows, shown))


def _issue(shown: Shown, own: str) -> tuple[Data, ...]:
    _require(_has_cell(lambda _, issue: issue == own, shown), "issue", own)
    claims = _claims(_cells(lambda party, issue: issue == own, shown), shown)
    rows = [row for row in shown.view.commitments() if row.issue == own]
    return (claims, *_positions(shown, issue=own), _commitments(rows, shown))


def _position(shown: Shown, own: str) -> tuple[Data, ...]:
    _require(_has_cell(lambda party, issue: cell_place(party, issue) == own, shown), "position", own)
    return (_claims(_cells(lambda party, issue: cell_place(party, issue) == own, shown), shown),)


def _timeline(shown: Shown, own: str) -> tuple[Data, ...]:
    rows = shown.view.timeline(shown.asked.where)
    dossier = shown.dossier((), {row.report for row in rows})
    return (Data("timeline", "What was said, undertaken, and who met, day by day.", answered.TIMELINE, rows, dossier),)


def _meetings(shown: Shown, own: str) -> tuple[Data, ...]:
    one = meeting_row(shown.view, own)
    _require(one or not own, "meeting", own)
    rows = [one] if one else asked_meetings(shown)
    dossier = shown.dossier((), {report for row in rows for report, _ in row.evidence})
    return (Data("meetings", "Who met whom, when and where.", answered.MEETINGS, rows, dossier),)


def _disputes(shown: Shown, own: str) -> tuple[Data, ...]:
    one = dispute_row(shown.view, own)
    _require(one or not own, "dispute", own)
    rows = [one] if one else asked_disputes(shown)
    dossier = shown.dossier([claim for row in rows for claim in row.claims])
    table = Data("disputes", "Where claims contradict one another.", assessed.DISPUTES, rows, dossier)
    return (table, _claims([claim for row in rows for claim in row.claims], shown))


def _families(shown: Shown, own: str) -> tuple[Data, ...]:
    rows = [row for row in shown.view.families_of() if own in row.reports] if own else asked_families(shown)
    _require(rows or not own, "family", own)
    reports = [report for row in rows for report in row.reports]
    changes = [one for row in rows for several in row.changed.values() for one in several]
    if own and (copy := asked_copy(shown, own, rows[0].reports[1:])):
        reports = [rows[0].family, copy]
        changes = list(rows[0].changed.get(copy, ()))
    dossier = shown.dossier((), reports)
    return (
        Data("alterations", "What copies changed against the oldest version.", answered.ALTERATIONS, changes, dossier),
        Data("reports", "The reports of the families.", _BARE_REPORTS, dossier.reports, dossier),
    )


def _actors(shown: Shown, own: str) -> tuple[Data, ...]:
    rows = asked_actors(shown)
    return (Data("actors", "Whom the reports name.", answered.ACTORS, rows, Dossier(actors=_named(rows, shown))),)


def _named(rows: Iterable[Any], shown: Shown) -> tuple[Any, ...]:
    return tuple(actor for row in rows for own in (row.id, row.party) if own and (actor := shown.known_actor(own)))


def _reports(shown: Shown, own: str) -> tuple[Data, ...]:
    dossier = shown.dossier((), [known.id for known in asked_reports(shown)])
    return (Data("reports", "The reports, without their texts.", _BARE_REPORTS, dossier.reports, dossier),)


def _report(shown: Shown, own: str) -> tuple[Data, ...]:
    known = shown.view.record.report(own)
    if known is None or not shown.view.reaches(known.known_on):
        raise Missing("report", own)
    claims = _claims([one.claim.id for one in known.claims], shown)
    sayings = known.account.sayings
    return (claims, Data("attributions", "Who said what.", said.ATTRIBUTIONS, sayings, shown.dossier((), [own])))


def _person(shown: Shown, own: str) -> tuple[Data, ...]:
    sightings = shown.view.record.sightings.get(own)
    if sightings is None or not (seen := sightings.known_by(shown.view.day)):
        raise Missing("person", own)
    reports = list(dict.fromkeys(one.report for one in seen))
    accounts = [known.account for report in reports if (known := shown.view.record.report(report))]
    sayings = [saying for account in accounts for saying in account.sayings if saying.speaker == own]
    attributions = Data("attributions", "Who said what.", said.ATTRIBUTIONS, sayings, shown.dossier((), reports))
    return (attributions, _claims([one.id for one in sightings.claims_by(shown.view.day)], shown))


def _all_commitments(shown: Shown, own: str) -> tuple[Data, ...]:
    one = commitment_row(shown.view, own)
    _require(one or not own, "commitment", own)
    rows = [one] if one else asked_commitments(shown)
    return (_commitments(rows, shown), *((_claims(rows[0].claims, shown),) if own and rows else ()))


def _rulings(shown: Shown, own: str) -> tuple[Data, ...]:
    return (Data("rulings", "What people ruled.", answered.RULINGS, shown.judgements, Dossier()),)


def _agreement(shown: Shown, own: str) -> tuple[Data, ...]:
    watched, standing = standing_of(shown, own)
    without = Folders.of(watched).without
    norms = list(agreed.norms(standing, without))
    dates = list(agreed.dates(calendar(watched.calendar(standing.day), standing), standing))
    return (
        Data("norms", "Where every norm of the agreement stands.", agreed.NORMS, norms, Dossier()),
        Data("dates", "What comes when.", agreed.DATES, dates, Dossier()),
    )


def _scenario(shown: Shown, own: str) -> tuple[Data, ...]:
    found = shown.scenarios.get(own)
    if found is None:
        raise Missing("scenario", own)
    if isinstance(found, Packages):
        rows = list(agreed.frontier(found))
        about = "Packages that could not be better for one party but at the cost of another."
        return (Data("frontier", about, agreed.frontier_columns(found), rows, Dossier()),)
    states = list(agreed.states(found))
    return (
        Data(
            "states", "The feasible states, with the senses in which each is stable.", agreed.STATES, states, Dossier()
        ),
    )


_BARE_REPORTS = tuple(field for field in said.REPORTS if field is not said.TEXT_OF_REPORT)
# Each gives the table of CSV first, and what else a workbook holds.
_DATA: Mapping[str, Callable[[Shown, str], tuple[Data, ...]]] = {
    "positions": _positions,
    "party": _party,
    "issue": _issue,
    "position": _position,
    "timeline": _timeline,
    "meetings": _meetings,
    "meeting": _meetings,
    "commitments": _all_commitments,
    "commitment": _all_commitments,
    "disputes": _disputes,
    "dispute": _disputes,
    "families": _families,
    "family": _families,
    "actors": _actors,
    "person": _person,
    "reports": _reports,
    "report": _report,
    "rulings": _rulings,
    "agreement": _agreement,
    "scenario": _scenario,
}
