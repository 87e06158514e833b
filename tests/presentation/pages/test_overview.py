"""The overview, a party, an issue and a cell of the examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accords import Ledger
from accords.presentation.answering import answers
from accords.presentation.pages.address import in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.link import Link
from accords.presentation.pages.overview import overview
from accords.presentation.pages.party import issue, party, position
from accords.presentation.pages.render import Entry, Frame, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.vocabulary.act import Standing

FRAME = Frame("talks", [Entry(Link("Overview", "/"), True)], "/style.css", "/script.js")


def test_the_matrix_has_every_position_once(shown: Shown) -> None:
    page = overview(replace(shown, asked=Asked.of({"leaf": "all"})))
    halves = [half for line in page.lines.rows for cell in line.cells for half in (cell.own, cell.others) if half]
    rows = shown.view.positions()
    assert len(halves) == len(rows) > 20
    assert sum(half.own for half in halves) == sum(row.standing is Standing.OWN for row in rows)


def test_own_words_and_what_others_say_stand_apart(shown: Shown) -> None:
    page = overview(shown)
    russia = next(line for line in page.lines.rows if line.party.words == "Russia")
    at = [column.words for column in page.issues].index("security guarantees")
    cell = russia.cells[at]
    assert cell.own and cell.own.whose == "own words"
    assert cell.others and cell.others.whose.startswith("according to Steve Witkoff")


def test_a_cell_is_one_click_from_the_words_and_two_from_their_place(shown: Shown) -> None:
    page = overview(shown)
    half = next(half for line in page.lines.rows for cell in line.cells if (half := cell.own or cell.others))
    assert half.href and half.href.startswith("/position/")
    whole = position(shown, half.href.removeprefix("/position/"))
    first = whole.claims.rows[0]
    claim = shown.claim(first.id)
    assert claim is not None
    assert first.words.words == " ".join(claim.claim.words.split())
    assert first.words.href == f"/report/{claim.claim.report}#{first.id}"


def test_what_changed_is_told_since_the_day_that_is_chosen(shown: Shown) -> None:
    early = overview(replace(shown, asked=Asked.of({"since": "2025-08-01"})))
    late = overview(replace(shown, asked=Asked.of({"since": "2031-01-01"})))
    assert early.changes and not late.changes
    assert {one.kind for one in early.changes} <= {"position", "commitment", "meeting", "dispute"}
    assert early.since_words == "1 August 2025"


def test_the_matrix_marks_the_halves_of_cells_that_are_new_or_another_since_the_day(shown: Shown) -> None:
    page = overview(replace(shown, asked=Asked.of({"since": "2025-08-18"})))
    marked = {
        (line.party.words, issue.words, half.own): half.turn
        for line in page.lines.rows
        for issue, cell in zip(page.issues, line.cells, strict=True)
        for half in (cell.own, cell.others)
        if half and half.turn
    }
    assert marked["Russia", "security guarantees", True] == "new"
    assert marked["Russia", "security guarantees", False] == "changed"
    assert ("Armenia", "territory", True) not in marked
    told = next(one for one in page.changes if one.words.words == "Russia on security guarantees" and one.own is False)
    assert (told.how, told.was) == ("changed", "concede, actual") and told.told.startswith("commit, undertaken")
    html = rendered(page, FRAME)
    assert html.count(">new</span>") == 1 + sum(turn == "new" for turn in marked.values())


def test_an_empty_ledger_says_how_reports_get_into_it(tmp_path: Path) -> None:
    with Ledger.new(tmp_path / "none.ledger") as ledger:
        page = overview(Shown(answers(ledger).as_of(), in_app, "none.ledger", keeps_day=True))
    html = rendered(page, FRAME)
    assert page.empty and "accords add FOLDER" in html and "What has changed" not in html


def test_a_party_has_its_cells_with_the_words_behind_them(shown: Shown) -> None:
    page = party(shown, "russia")
    assert page.heading == "Russia"
    cells = {cell.issue.words: cell for cell in page.cells}
    claims = [one for (who, _), cell in shown.view.record.cells.items() if who == "russia" for one in cell.claims]
    assert sum(cell.of for cell in page.cells) == len(claims)
    assert any(one.own is False and "Witkoff" in one.whose for one in cells["security guarantees"].claims)
    assert "Vladimir Putin" in [link.words for link in page.people] or page.people


def test_an_issue_has_every_party_that_is_on_record_on_it(shown: Shown) -> None:
    page = issue(shown, "security guarantees")
    on = {who for who, on in shown.view.record.cells if on == "security guarantees"}
    assert len(page.cells) == len(on)


@pytest.mark.parametrize("make", [party, issue, position])
def test_there_is_no_page_of_what_nobody_names(make: object, shown: Shown) -> None:
    with pytest.raises(Missing):
        make(shown, "atlantis")  # type: ignore[operator]


def test_as_of_a_day_before_everything_there_is_nothing(shown: Shown) -> None:
    page = overview(shown.as_of(__import__("datetime").date(1990, 1, 1)))
    assert page.lines.of == 0 and not page.changes
    assert "Nothing is on record yet" in rendered(page, FRAME)


def test_a_page_has_no_style_script_or_handler_of_its_own(shown: Shown) -> None:
    for page in (overview(shown), party(shown, "russia"), issue(shown, "territory")):
        html = rendered(page, FRAME)
        assert " style=" not in html and "<style" not in html
        assert html.count("<script") == 1 and 'src="/script.js"' in html
        assert " on" not in {piece[:3] for piece in html.split("<") if piece.startswith("on")}
