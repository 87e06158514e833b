"""The site as its readers open it: from a disk, with the network off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

SIZES = ((360, 740), (1440, 900))


def grave(page: Any) -> list[str]:
    """What axe calls serious or critical, with the element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def samples(folder: Path) -> list[Path]:
    """Of every kind of page the list, and the largest of the single ones."""
    pages = sorted(folder.glob("*.html"))
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        pages += sorted(kind.glob("*.html"), key=lambda path: path.stat().st_size)[-1:]
    return pages


def test_no_serious_violation_on_any_kind_of_page_light_and_dark_narrow_and_wide(
    browser: Any, site_folder: Path
) -> None:
    wrong: dict[str, list[str]] = {}
    pages = samples(site_folder)
    assert len(pages) >= 18
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, offline=True, reduced_motion="reduce"
            )
            page = context.new_page()
            for path in pages:
                page.goto(path.as_uri())
                if found := grave(page):
                    wrong[f"{path.relative_to(site_folder)} {width} {scheme}"] = found
            context.close()
    assert not wrong, "\n".join(f"{where}: {one}" for where, found in wrong.items() for one in found)


def test_no_page_scrolls_sideways_on_a_phone(browser: Any, site_folder: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, offline=True)
    page = context.new_page()
    wide = []
    for path in samples(site_folder):
        page.goto(path.as_uri())
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wide.append((path.name, width))
    context.close()
    assert not wide


@pytest.mark.parametrize("kind", ["folder", "single"])
def test_from_the_matrix_to_the_words_in_two_clicks_without_a_network(
    kind: str, page: Any, site_folder: Path, read_ledger: Path, tmp_path: Path
) -> None:
    from accords.presentation.cli.main import main

    start = site_folder / "index.html"
    if kind == "single":
        start = tmp_path / "talks.html"
        assert main(["site", "--single", str(start), "--ledger", str(read_ledger), "--text"]) == 0
    page.context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(start.as_uri())
    row = page.locator("table.matrix tr", has=page.locator("th", has_text="Russia")).first
    row.locator(".stance.others a").first.click()
    assert page.locator("h1:visible").inner_text().startswith("Russia on")
    page.locator("main .told blockquote a:visible").first.click()
    words = page.locator("mark:target, :target mark").first
    words.wait_for()
    assert words.is_visible()
    assert all(url.startswith("file://") for url in asked)


def test_the_whole_menu_can_be_walked_by_keyboard(page: Any, site_folder: Path) -> None:
    page.goto((site_folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('nav.menu') ? document.activeElement.innerText : ''"))
    entries = page.locator("nav.menu a").all_inner_texts()
    assert [one for one in seen if one] == entries
    page.locator("nav.menu a", has_text="Timeline").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline.html")
    assert page.locator("nav.menu [aria-current]").inner_text() == "Timeline"
