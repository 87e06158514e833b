"""Puts pictures of the real pages into docs/pictures: the examples read into a ledger, the app, Chromium.

    python -m tools.pictures

Each picture is `NAME.png` of the page and the part of it that `PICTURES` names. docs/how-to/look-and-correct.md shows them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import accords
from tools.serving import serving

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "pictures"
EXAMPLES = ROOT / "examples"
FILES = ("--agreement", str(EXAMPLES / "agreements"), "--scenario", str(EXAMPLES / "scenarios"))
SIZE = {"width": 1100, "height": 720}


def overview(page: Any) -> None:
    page.goto("/")


def words(page: Any) -> None:
    page.goto("/")
    page.locator("table.matrix tr", has=page.locator("th", has_text="Russia")).locator(".stance.others a").first.click()


def report(page: Any) -> None:
    words(page)
    page.locator("main .told blockquote a").first.click()


def family(page: Any) -> None:
    page.goto("/families")
    page.locator("main a[href^='/family/']").first.click()


def dispute(page: Any) -> None:
    page.goto("/disputes?kind=strength")
    page.locator("main a[href^='/dispute/']").first.click()
    page.locator(".scale").first.evaluate("one => one.scrollIntoView()")


def ruling(page: Any) -> None:
    words(page)
    page.locator("a", has_text="Rule on it").first.click()


def agreement(page: Any) -> None:
    page.goto("/agreement/minsk-ii")


def scenario(page: Any) -> None:
    page.goto("/scenario/lake-talks")
    page.locator("main svg").first.scroll_into_view_if_needed()


def timeline(page: Any) -> None:
    page.goto("/timeline")


@dataclass(frozen=True)
class Picture:
    name: str
    go: Callable[[Any], None]
    dark: bool = False


PICTURES = (
    Picture("overview", overview),
    Picture("words", words),
    Picture("report", report),
    Picture("family", family),
    Picture("dispute", dispute),
    Picture("ruling", ruling),
    Picture("agreement", agreement),
    Picture("scenario", scenario),
    Picture("timeline", timeline, dark=True),
)


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("found no program `chromium`; accepted: Debian's. Install it with: make system", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ledger = Path(folder, "talks.ledger")
        with accords.Ledger.new(ledger) as opened:
            accords.add(EXAMPLES, opened)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with serving(ledger, *FILES) as url:
            for picture in PICTURES:
                scheme = "dark" if picture.dark else "light"
                context = browser.new_context(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce", base_url=url)
                page = context.new_page()
                picture.go(page)
                page.screenshot(path=OUT / f"{picture.name}.png")
                context.close()
                print(f"docs/pictures/{picture.name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
