"""A page's data hold what the page holds: what is asked for, of what there is, as it was known by the day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accords.presentation.pages.asked import Asked
from accords.presentation.pages.disputes import disputes
from accords.presentation.pages.downloads import download
from accords.presentation.pages.families import families
from accords.presentation.pages.family import family
from accords.presentation.pages.reports import reports
from accords.presentation.pages.shown import Missing, Shown
from accords.vocabulary import Misuse
from tests.assessment.tellings import SUNDAY
from tests.presentation.pages.copies import bold, faithful, shown_of, wire

HEAD = wire().report.id


def asking(shown: Shown, **query: str) -> Shown:
    return replace(shown, asked=Asked.of({name.rstrip("_"): value for name, value in query.items()}))


def told(kind: str, own: str, shown: Shown) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(download(kind, own, "json", shown).body)
    return found


def copied() -> Shown:
    return shown_of([wire(), bold("first"), bold("second", 2), faithful("third", 3)], head=HEAD)


def test_disputes_of_one_kind_are_those_of_the_page(shown: Shown) -> None:
    every = told("disputes", "", shown)["disputes"]
    kinds = {row["kind"] for row in every}
    assert len(kinds) > 1, "the examples have disputes of one kind alone"
    for kind in kinds:
        asked = asking(shown, kind=kind)
        rows = told("disputes", "", asked)["disputes"]
        assert [row["id"] for row in rows] == list(disputes(asked).rows.rows)
        assert {row["kind"] for row in rows} == {kind}


def test_families_of_which_copies_changed_something_are_those_of_the_page() -> None:
    for kind, found in (("attribution lost", 1), ("date moved", 0)):
        asked = asking(copied(), kind=kind)
        assert families(asked).lines.of == found
        assert len(told("families", "", asked)["reports"]) == 4 * found


def test_one_copy_of_a_family_has_its_own_alterations_alone() -> None:
    shown = copied()
    every = told("family", HEAD, shown)
    copy = bold("second", 2).report.id
    alone = told("family", HEAD, asking(shown, copy=copy))
    assert family(asking(shown, copy=copy), HEAD).only == "Second"
    assert {row["copy"]["report"] for row in every["alterations"]} > {copy}
    assert alone["alterations"] == [row for row in every["alterations"] if row["copy"]["report"] == copy] != []
    assert [row["id"] for row in alone["reports"]] == [HEAD, copy]
    with pytest.raises(Missing):
        download("family", HEAD, "csv", asking(shown, copy="nobody"))


def test_reports_are_those_that_are_asked_for(shown: Shown) -> None:
    for query in ({"outlet": "Caspian Ledger"}, {"party": "sudan"}, {"to": "2025-08-09"}):
        asked = asking(shown, **query)
        page = {line.title.href for day in reports(asked).days for line in day.reports}
        rows = told("reports", "", asked)["reports"]
        assert {f"/report/{row['id']}" for row in rows} == page
        assert 0 < len(rows) < len(shown.view.reports)


@pytest.mark.parametrize("kind", ["disputes", "families", "actors", "meetings", "commitments"])
def test_what_is_no_kind_is_refused_as_the_page_refuses_it(kind: str, shown: Shown) -> None:
    with pytest.raises(Misuse):
        download(kind, "", "csv", asking(shown, kind="nonsense", status="nonsense"))


@pytest.mark.parametrize(
    "kind", ["party", "issue", "position", "meeting", "commitment", "dispute", "family", "report", "person"]
)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_there_are_no_data_of_what_is_not_there(kind: str, form: str, shown: Shown) -> None:
    with pytest.raises(Missing):
        download(kind, "nobody-and-nothing", form, shown)


@pytest.mark.parametrize("kind", ["party", "issue", "report", "family"])
def test_nor_of_what_was_not_known_by_the_day(kind: str) -> None:
    own = {"party": "vestria", "issue": copied().view.reports[0].claims[0].claim.issue}.get(kind, HEAD)
    download(kind, own, "csv", copied())
    before = replace(copied(), view=copied().view.record.as_of(date(SUNDAY.year - 1, 1, 1)))
    with pytest.raises(Missing):
        download(kind, own, "csv", before)
