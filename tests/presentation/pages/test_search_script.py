"""The search of a site without a server, in a real browser, from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accords.presentation.pages import assets
from accords.presentation.pages.address import InSite
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.search import search
from accords.presentation.pages.shown import Shown
from tests.presentation.pages.copies import HOSTILE, bold, shown_of, wire

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'none'; base-uri 'none'"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    page.close()


def opened(page: Page, shown: Shown, folder: Path, query: str = "") -> Page:
    site = replace(shown, find=None, keeps_day=False, links=InSite("search.html", {"report"}))
    frame = Frame(name="talks", menu=(), style="style.css", script="script.js", policy=POLICY)
    (folder / "search.html").write_text(rendered(search(site), frame), "utf-8")
    (folder / "style.css").write_text(assets.style(), "utf-8")
    (folder / "script.js").write_text(assets.script(), "utf-8")
    page.goto(f"file://{folder}/search.html{query}")
    return page


def found(page: Page, words: str) -> str:
    page.get_by_label("Words").fill(words)
    page.wait_for_timeout(250)
    return page.get_by_role("status").inner_text()


def test_words_are_found_and_lead_to_their_places(page: Page, shown: Shown, tmp_path: Path) -> None:
    opened(page, shown, tmp_path)
    assert found(page, "lavrov GUARANTEE denied") == "0 reports, 1 claim found."
    hit = page.locator(".hit")
    assert hit.locator("a").inner_text() == "Lavrov denied that Russia had accepted guarantees"
    assert hit.locator(".excerpt mark").all_inner_texts() == ["Lavrov", "denied", "guarantees"]
    assert hit.locator("a").get_attribute("href").startswith("report/")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('"could pull"', "0 reports, 1 claim found."),
        ('"pull could"', "0 reports, 0 claims found."),
        ("pull -could", "0 reports, 1 claim found."),
        ("bread", "1 report, 0 claims found."),
        ("rea", "0 reports, 0 claims found."),
        ("-could", "No word to look for."),
        ("", ""),
    ],
)
def test_phrases_and_words_that_are_not_wanted(page: Page, tmp_path: Path, words: str, told: str) -> None:
    opened(page, shown_of([wire(), bold("echo")], head="wire"), tmp_path)
    assert found(page, words) == told


def test_an_address_with_words_shows_what_they_find(page: Page, shown: Shown, tmp_path: Path) -> None:
    opened(page, shown, tmp_path, "?q=lavrov")
    assert page.get_by_label("Words").input_value() == "lavrov"
    assert page.locator(".hit").count() > 0


def test_hostile_words_stay_words(page: Page, tmp_path: Path) -> None:
    opened(page, shown_of([wire(title=f"Zürich {HOSTILE}")]), tmp_path)
    page.on("dialog", lambda dialog: pytest.fail("a script of a report ran"))
    assert found(page, "zurich alert") == "1 report, 0 claims found."
    assert page.locator(".hit a").inner_text() == f"Zürich {HOSTILE}".replace("\u202e", "\\u202e")
    assert page.locator(".hit mark").all_inner_texts() == ["Zürich", "alert"]
