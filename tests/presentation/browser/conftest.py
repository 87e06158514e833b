"""Debian's Chromium, the real app on a real ledger, and the real site on a disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import accords
from accords.presentation.cli.main import main
from tools.serving import serving

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = ["--agreement", str(EXAMPLES / "agreements"), "--scenario", str(EXAMPLES / "scenarios")]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A new window; what a page complains of in its console fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(6000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda told: complaints.append(told.text) if told.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not complaints, complaints


@pytest.fixture(scope="session")
def read_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read; to be copied before anybody rules."""
    path = tmp_path_factory.mktemp("read") / "talks.ledger"
    with accords.Ledger.new(path) as ledger:
        accords.add(EXAMPLES, ledger)
    return path


@pytest.fixture
def own_ledger(read_ledger: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read_ledger, tmp_path / "talks.ledger"))


@pytest.fixture(scope="session")
def site_folder(read_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "pages"
    assert main(["site", str(out), "--ledger", str(read_ledger), "--text", *FILES]) == 0
    return out


@dataclass(frozen=True)
class App:
    """A server of its own process: where it answers, and of which ledger."""

    url: str
    ledger: Path


@pytest.fixture
def app(own_ledger: Path) -> Iterator[App]:
    """The app of a ledger that is the test's own."""
    with serving(own_ledger, *FILES) as url:
        yield App(url, own_ledger)


@pytest.fixture(scope="session")
def shared_app(read_ledger: Path) -> Iterator[App]:
    """The app for tests that only look."""
    with serving(read_ledger, *FILES) as url:
        yield App(url, read_ledger)
