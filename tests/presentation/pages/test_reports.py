"""The list of reports: by day, the latest first, in parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from accords.assessment.record import Record
from accords.assessment.where import Where
from accords.claims.build import Account
from accords.documents.report import Report
from accords.presentation.pages.address import in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.reports import SIZE, Reports, reports
from accords.presentation.pages.shown import Shown
from tests.ledger.accounts import accounts

FRAME = Frame(name="talks", menu=(), style="/style.css", script="/script.js")


def bare(title: str | None, published: date | None, *, outlet: str | None = "Example Post") -> Account:
    fetched = datetime(2031, 5, 9, 6, 0, tzinfo=UTC)
    return Account(Report(f"Text of {title}.", fetched, outlet=outlet, title=title, published=published), (), ())


def listed(page: Reports) -> list[tuple[str, list[str]]]:
    return [(day.day, [line.title.words for line in day.reports]) for day in page.days]


def test_reports_stand_by_day_the_latest_first_and_one_without_a_day_says_so() -> None:
    rows = [bare("First", date(2031, 5, 1)), bare("Third", date(2031, 5, 3)), bare("Again", date(2031, 5, 1))]
    record = Record([*rows, bare("Undated", None, outlet=None)])
    page = reports(Shown(view=record.as_of(), links=in_app, name="talks"))
    days = listed(page)
    assert [day for day, _ in days] == [
        "Day of publication not told, fetched on 9 May 2031",
        "Saturday 3 May 2031",
        "Thursday 1 May 2031",
    ]
    assert [sorted(titles) for _, titles in days] == [["Undated"], ["Third"], ["Again", "First"]]
    assert "outlet not told" in rendered(page, FRAME)


def test_a_line_says_how_much_was_read_and_what_it_copies(shown: Shown) -> None:
    page = reports(shown)
    lines = {line.title.href: line for line in page.part.rows}
    assert len(lines) == len(shown.view.reports) == page.of
    for known in shown.view.reports:
        line = lines[f"/report/{known.id}"]
        assert (line.claims, line.attributions) == (len(known.claims), len(known.account.sayings))
        assert line.outlet == known.outlet
    (head, *copies), *_ = shown.view.copies.values()
    line = lines[f"/report/{copies[0].id}"]
    assert line.original is not None and line.original.href == f"/report/{head.id}"
    assert line.family is not None and line.family.href == f"/family/{head.id}"
    assert lines[f"/report/{head.id}"].original is None


def test_many_reports_are_in_parts_of_which_every_report_is_in_one() -> None:
    record = Record(accounts(230))
    shown = Shown(view=record.as_of(), links=in_app, name="talks")
    seen: list[str | None] = []
    for number in (1, 2, 3):
        page = reports(replace(shown, asked=Asked(leaf=number)))
        assert page.part.leaves == 3 and len(page.part.rows) <= SIZE
        assert [line for day in page.days for line in day.reports] == list(page.part.rows)
        seen += [line.title.href for line in page.part.rows]
    assert len(seen) == len(set(seen)) == 230
    assert reports(shown).part.next == "/reports?leaf=2"


def test_reports_of_an_outlet_of_some_days_or_about_a_party_can_be_asked_for(shown: Shown) -> None:
    known = shown.view.reports[0]
    asked = replace(shown, asked=Asked(where=Where(outlet=(known.outlet or "").upper())))
    page = reports(asked)
    assert {line.outlet for line in page.part.rows} == {known.outlet}
    assert page.only and page.whole.href == "/reports" and page.part.of < page.of
    first = date(2025, 8, 18)
    later = reports(replace(shown, asked=Asked(where=Where(first=first))))
    wanted = {f"/report/{one.id}" for one in shown.view.reports if one.published and one.published >= first}
    assert {line.title.href for line in later.part.rows} == wanted
    about = reports(replace(shown, asked=Asked(where=Where(party="russia"))))
    wanted = {f"/report/{one.id}" for one in shown.view.reports if any(c.claim.party == "russia" for c in one.claims)}
    assert {line.title.href for line in about.part.rows} == wanted
    none = reports(replace(shown, asked=Asked(where=Where(outlet="No such post"))))
    assert none.days == () and "No report is as asked for." in rendered(none, FRAME)


def test_hostile_titles_and_outlets_stay_words() -> None:
    evil = "<script>alert(1)</script> {{ 7*7 }} \u202e\x00\ud800"
    page = reports(Shown(view=Record([bare(evil, date(2031, 5, 1), outlet=evil)]).as_of(), links=in_app, name="talks"))
    text = rendered(page, FRAME)
    text.encode("utf-8")
    assert "<script>alert" not in text and "&lt;script&gt;" in text and "{{ 7*7 }}" in text
    assert "\u202e" not in text and "\x00" not in text


def test_an_empty_record_says_that_there_is_none() -> None:
    page = reports(Shown(view=Record().as_of(), links=in_app, name="talks"))
    assert page.of == 0 and "There is no report yet." in rendered(page, FRAME)
