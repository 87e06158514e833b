"""The words of a report and the list beside them, linked both ways: by pointer, by keyboard, and without script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

LIT = "[...document.querySelectorAll('.text mark.lit')].map((mark) => mark.dataset.id)"


@pytest.fixture
def report(page: Any, site_folder: Path) -> Any:
    """The longest report of the examples."""
    page.goto(max((site_folder / "report").glob("*.html"), key=lambda path: path.stat().st_size).as_uri())
    return page


def focused(page: Any) -> dict[str, Any]:
    """Where the focus is: whether in the text, of which id, and whether that is a claim."""
    told: dict[str, Any] = page.evaluate(
        """() => {
          const at = document.activeElement, mark = at.closest("mark"), entry = at.closest(".entry");
          return {text: !!at.closest("article.text"), id: mark?.dataset.id ?? entry?.dataset.of ?? null,
                  claim: at.tagName === "A" && !(entry ?? at).classList.contains("said"), tag: at.tagName};
        }"""
    )
    return told


def test_pointing_at_words_lights_their_entry_and_pointing_at_an_entry_its_words(report: Any) -> None:
    mark = report.locator("article.text mark.claim").first
    own = mark.get_attribute("data-id")
    mark.hover(position={"x": 2, "y": 12})
    lit = report.locator(".entry.lit")
    assert lit.count() == 1 and lit.get_attribute("data-of") in report.evaluate(LIT)
    last = report.locator(".entry").last
    last.hover()
    assert set(report.evaluate(LIT)) == {last.get_attribute("data-of")} != {own}
    report.locator("h1").hover()
    assert report.evaluate(LIT) == []


def test_an_entry_that_is_out_of_sight_comes_into_sight_and_the_page_stays(report: Any) -> None:
    last = report.locator("article.text mark[id]").last
    last.scroll_into_view_if_needed()
    before = report.evaluate("scrollY")
    last.hover(position={"x": 2, "y": 12})
    entry = report.locator(".entry.lit")
    box = entry.bounding_box()
    assert box is not None and 0 <= box["y"] < 900
    assert report.evaluate("scrollY") == before


def test_j_and_k_go_from_claim_to_claim_enter_across_and_escape_leaves(report: Any) -> None:
    report.locator("article.text").focus()
    claims = report.locator("article.text a.ref:not(.said)")
    ids = claims.evaluate_all("(refs) => refs.map((ref) => ref.closest('mark').dataset.id)")
    assert len(ids) > 3
    for own in ids[:3]:
        report.keyboard.press("j")
        at = focused(report)
        assert at["text"] and at["claim"] and at["id"] == own
        assert report.locator(".entry.lit").get_attribute("data-of") == own
    report.keyboard.press("k")
    assert focused(report)["id"] == ids[1]
    report.keyboard.press("Enter")
    at = focused(report)
    assert not at["text"] and at["id"] == ids[1] and set(report.evaluate(LIT)) == {ids[1]}
    report.keyboard.press("j")
    assert focused(report)["id"] == ids[2] and not focused(report)["text"]
    report.keyboard.press("Enter")
    assert focused(report)["id"] == ids[2] and focused(report)["text"]
    report.keyboard.press("Escape")
    assert focused(report)["tag"] == "ARTICLE" and report.evaluate(LIT) == []


def test_arrows_go_to_all_that_is_marked_and_stop_at_either_end(report: Any) -> None:
    refs = report.locator("article.text a.ref")
    ids = refs.evaluate_all("(refs) => refs.map((ref) => ref.closest('mark').dataset.id)")
    refs.first.focus()
    report.keyboard.press("ArrowUp")
    assert focused(report)["id"] == ids[0]
    seen = [ids[0]]
    for _ in ids[1:]:
        report.keyboard.press("ArrowDown")
        seen.append(focused(report)["id"])
    assert seen == ids
    report.keyboard.press("ArrowDown")
    assert focused(report)["id"] == ids[-1]


def test_the_numbers_of_a_text_are_one_stop_of_the_tabulator(report: Any) -> None:
    report.locator("article.text").focus()
    report.keyboard.press("Tab")
    assert focused(report)["text"] and focused(report)["tag"] == "A"
    report.keyboard.press("Tab")
    assert not focused(report)["text"]


def test_letters_are_letters_outside_the_report_and_in_fields(report: Any) -> None:
    report.locator("nav.menu a").first.focus()
    report.keyboard.press("j")
    assert report.locator("nav.menu a:focus").count() == 1


def test_a_click_on_words_goes_to_their_entry_and_selecting_words_goes_nowhere(report: Any) -> None:
    mark = report.locator("article.text mark.claim").first
    mark.click(position={"x": 30, "y": 12})
    entry = report.locator(".entry:target")
    assert entry.count() == 1 and focused(report)["id"] == entry.get_attribute("data-of")
    assert report.evaluate("scrollY") == 0  # what is in sight already stays where it is
    before = report.url
    box = report.locator("article.text mark.claim").nth(1).bounding_box()
    report.mouse.move(box["x"] + 30, box["y"] + 12)
    report.mouse.down()
    report.mouse.move(box["x"] + 120, box["y"] + 12, steps=4)
    report.mouse.up()
    assert report.evaluate("String(getSelection()).length") > 3 and report.url == before
    report.evaluate("getSelection().removeAllRanges()")
    entry.locator("blockquote").click()
    assert focused(report)["text"] and focused(report)["id"] == mark.get_attribute("data-id")


def test_without_script_numbers_lead_there_and_back(browser: Any, site_folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(max((site_folder / "report").glob("*.html"), key=lambda path: path.stat().st_size).as_uri())
    ref = page.locator("article.text a.ref").nth(2)
    own = (ref.get_attribute("href") or "").removeprefix("#entry.")
    ref.click()
    entry = page.locator(".entry:target")
    assert entry.get_attribute("data-of") == own
    entry.locator("a.no").click()
    assert page.locator("article.text mark:target").get_attribute("data-id") == own
    context.close()


def test_what_is_copied_from_the_text_holds_the_report_and_no_number(report: Any) -> None:
    report.evaluate("getSelection().selectAllChildren(document.querySelector('article.text'))")
    copied = report.evaluate("String(getSelection())")
    assert copied.split() == report.locator("article.text").evaluate("(text) => text.textContent.trim().split(/\\s+/)")
