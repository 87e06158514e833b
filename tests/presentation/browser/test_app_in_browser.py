"""The app as analysts use it: they look, read, correct, undo and take the data with them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook

import accords
from tests.presentation.browser.conftest import App
from tools.serving import serving

NAME = "Ana Ruiz"


def cell(page: Any, party: str, half: str) -> Any:
    """The first stance of a party in the matrix, in its own words or according to others."""
    return (
        page.locator("table.matrix tr", has=page.locator("th", has_text=party)).first.locator(f".stance.{half}").first
    )


def test_the_matrix_tells_own_words_from_what_others_say_without_colour(page: Any, shared_app: App) -> None:
    page.goto(shared_app.url)
    own, others = cell(page, "Russia", "own"), cell(page, "Russia", "others")
    assert "own words" in own.inner_text() and "deny" in own.inner_text()
    assert "according to Steve Witkoff" in others.inner_text()
    style = "e => getComputedStyle(e).borderTopStyle"
    assert own.evaluate(style) != others.evaluate(style)


def test_from_a_cell_to_the_words_in_their_report_in_two_clicks(page: Any, shared_app: App) -> None:
    page.goto(shared_app.url)
    cell(page, "Russia", "others").locator("a").first.click()
    quoted = page.locator("main .told blockquote a").first
    words = quoted.inner_text()
    quoted.click()
    mark = page.locator("mark:target")
    assert mark.is_visible()
    article = " ".join(page.locator("article.text").inner_text().split())
    assert mark.first.inner_text().split()[0] in words
    assert words.split()[0] in article


def test_what_copies_changed_is_followed_word_by_word(page: Any, shared_app: App) -> None:
    page.goto(shared_app.url)
    page.locator("nav.menu a", has_text="Copies").click()
    page.locator("main a[href^='/family/']").first.click()
    assert page.locator("main ins").count() >= 1 and page.locator("main del").count() >= 1
    text = page.locator("main").inner_text()
    assert re.search(r"words altered|attribution lost|date moved|strength|role", text)


def ruled_claim(page: Any) -> None:
    """From the matrix to the page on which one rules on the claim behind Russia's own words."""
    cell(page, "Russia", "own").locator("a").first.click()
    page.locator("main .told.own a", has_text="Rule on it").first.click()
    page.wait_for_url("**/judge/**")


def test_a_claim_is_corrected_the_position_follows_and_undo_brings_it_back(page: Any, app: App) -> None:
    page.goto(app.url)
    assert "deny" in cell(page, "Russia", "own").inner_text()
    ruled_claim(page)
    form = page.locator("form.rule", has=page.locator("select[name='value.act']"))
    form.locator("select").select_option("accept")
    form.locator("input[name=who]").fill(NAME)
    form.locator("button").click()
    assert "the act of" in page.locator("[role=status]").inner_text()
    assert "accept" in page.locator(".stance.own").first.inner_text()
    page.goto(app.url)
    assert "accept" in cell(page, "Russia", "own").inner_text()
    with accords.Ledger(app.ledger) as ledger:
        made = ledger.judgements()
    assert [(one.ruling.value, one.who, one.value["act"]) for one in made] == [("act", NAME, "accept")]
    page.locator("nav.menu a", has_text="Rulings").click()
    page.locator("main form.rule button", has_text="Undo").first.click()
    page.goto(app.url)
    assert "deny" in cell(page, "Russia", "own").inner_text()
    with accords.Ledger(app.ledger) as ledger:
        assert [one.ruling.value for one in ledger.judgements()] == ["act", "undo"]


def test_a_claim_is_confirmed_with_one_button_beside_its_words(page: Any, app: App) -> None:
    page.goto(app.url)
    cell(page, "Russia", "others").locator("a").first.click()
    page.locator("main .told blockquote a").first.click()
    claim = page.locator("mark:target").first.get_attribute("id")
    entry = page.locator(f"[data-of='{claim}']").first
    name = page.get_by_label("Your name, which stands on each ruling")
    name.fill(NAME)
    name.press("Enter")  # rules nothing: no button is meant by it
    with accords.Ledger(app.ledger) as ledger:
        assert not ledger.judgements()
    entry.locator("button", has_text="Right").click()
    assert NAME in page.locator(f"[data-of='{claim}']").first.inner_text()
    with accords.Ledger(app.ledger) as ledger:
        assert [(one.ruling.value, one.subject) for one in ledger.judgements()] == [("right", claim)]


def test_a_claim_is_added_by_selecting_its_words(page: Any, app: App) -> None:
    page.goto(f"{app.url}/reports")
    page.locator("main a[href^='/report/']").first.click()
    report = page.url.rsplit("/", 1)[1].split("#")[0].split("?")[0]
    with accords.Ledger(app.ledger) as ledger:
        text = ledger.text(report)
    assert text is not None
    # A run of words of one paragraph, chosen as a mouse would: by a range in the text that is shown.
    wanted = page.evaluate(
        """() => {
          const article = document.querySelector("article.text");
          const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
          let node; while ((node = walker.nextNode())) if (node.data.trim().length > 30) break;
          const range = document.createRange(); const start = node.data.search(/\\S/);
          range.setStart(node, start); range.setEnd(node, start + 30);
          const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
          document.dispatchEvent(new Event("selectionchange"));
          return selection.toString();
        }"""
    )
    form = page.locator("form.rule", has=page.locator("textarea[name='value.words']"))
    field = form.locator("textarea[name='value.words']")
    page.wait_for_function("e => e.value.length > 0", arg=field.element_handle())
    assert field.is_visible()
    form.locator("input[name='value.party']").fill("norland")
    form.locator("input[name='value.name']").fill("Norland")
    form.locator("select[name='value.act']").select_option("commit")
    form.locator("select[name='value.issue']").select_option("ceasefire")
    form.locator("input[name=who]").fill(NAME)
    form.locator("button").click()
    page.locator("[role=status]").wait_for()
    with accords.Ledger(app.ledger) as ledger:
        account = next(one for one in ledger.accounts(reports=[report]))
        added = [claim for claim in account.claims if claim.party == "norland"]
    assert len(added) == 1
    assert " ".join(added[0].words.split()) == " ".join(wanted.split())
    page.goto(f"{app.url}/party/norland")
    assert "Norland" in page.locator("h1").inner_text()


def test_the_queue_offers_claims_and_a_ruling_takes_one_out(page: Any, app: App) -> None:
    page.goto(f"{app.url}/queue")
    first = page.locator("main .question").first
    before = page.locator("main .question").count()
    subject = first.get_attribute("id")
    assert before > 3 and subject
    page.get_by_label("Your name, which stands on each ruling").fill(NAME)
    first.locator("button").first.click()
    page.locator("[role=status]").wait_for()
    assert page.locator(f"[id='{subject}']").count() == 0


def test_the_data_of_a_page_open_in_a_spreadsheet(page: Any, shared_app: App, tmp_path: Path) -> None:
    page.goto(shared_app.url)
    with page.expect_download() as waiting:
        page.locator(".downloads a", has_text="XLSX").click()
    path = tmp_path / "positions.xlsx"
    waiting.value.save_as(path)
    rows = list(load_workbook(path)["positions"].iter_rows(values_only=True))
    head = list(rows[0])
    told = [dict(zip(head, row, strict=True)) for row in rows[1:]]
    russia = [row for row in told if row["party"] == "russia" and row["issue"] == "security guarantees"]
    assert {row["standing"] for row in russia} >= {"own", "counterpart"}
    assert next(row for row in russia if row["standing"] == "own")["stance"] == "deny"


def test_no_serious_violation_in_the_app_light_and_dark_narrow_and_wide(browser: Any, shared_app: App) -> None:
    from tests.presentation.browser.test_site_in_browser import SIZES, grave

    assert Axe
    wrong: dict[str, list[str]] = {}
    paths = [
        "/",
        "/queue",
        "/rulings",
        "/search?q=guarantee",
        "/timeline?party=russia",
        "/commitments",
        "/disputes",
        "/nowhere",
    ]
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(shared_app.url)
            if len(paths) < 10:
                cell(page, "Russia", "own").locator("a").first.click()
                paths.append(page.url.removeprefix(shared_app.url))
                paths.append(page.locator("a", has_text="Rule on it").first.get_attribute("href"))
                paths.append(page.locator("main .told blockquote a").first.get_attribute("href"))
                for kind in ("agreement", "scenario"):
                    page.goto(f"{shared_app.url}/{kind}s")
                    paths.append(page.locator(f"main a[href^='/{kind}/']").first.get_attribute("href"))
            for path in paths:
                page.goto(shared_app.url + path)
                if found := grave(page):
                    wrong[f"{path} {width} {scheme}"] = found
                if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wrong[f"{path} {width} {scheme} scrolls"] = [str(wide)]
            context.close()
    assert not wrong, "\n".join(f"{where}: {one}" for where, found in wrong.items() for one in found)


def test_the_reports_made_for_development_are_read_ruled_and_shown(page: Any, tmp_path: Path) -> None:
    shared = Path(os.environ.get("ACCORDS_SHARED", Path(__file__).parents[4] / "shared"))
    reports = shared / "reports" / "dev"
    if not reports.is_dir():
        pytest.skip(f"no gold data: there is no folder {shared} (make test SHARED=FOLDER)")
    path = tmp_path / "dev.ledger"
    with accords.Ledger.new(path) as ledger:
        accords.add(sorted(reports.glob("*.txt")), ledger)
    with serving(path) as url:
        page.goto(url)
        assert page.locator("table.matrix tbody tr").count() > 5
        page.locator("table.matrix .stance a").first.click()
        page.locator("main .told blockquote a").first.click()
        assert page.locator("mark:target").first.is_visible()
        page.goto(url)
        before = cell(page, "Russia", "others").inner_text()
        cell(page, "Russia", "others").locator("a").first.click()
        page.locator("main .told.others a", has_text="Rule on it").first.click()
        form = page.locator("form.rule.plain", has=page.locator("button", has_text="Misread")).first
        form.locator("input[name=who]").fill(NAME)
        form.locator("button", has_text="Misread").click()
        page.locator("[role=status]").wait_for()
        page.locator("[role=status] button, main form.rule button", has_text="Undo").first.click()
        page.goto(url)
        assert cell(page, "Russia", "others").inner_text() == before
        page.goto(f"{url}/families")
        assert page.locator("main a[href^='/family/']").count() >= 1
