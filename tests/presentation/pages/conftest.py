"""A real ledger of the examples, read once by the machine; and the pages' view of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import accords
from accords.presentation.answering import answers
from accords.presentation.pages.address import in_app
from accords.presentation.pages.shown import Shown

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy it before you write to it."""
    path = tmp_path_factory.mktemp("ledger") / "talks.ledger"
    with accords.Ledger.new(path) as ledger:
        accords.add(EXAMPLES, ledger)
    return path


@pytest.fixture(scope="session")
def ledger(ledger_file: Path) -> Iterator[accords.Ledger]:
    with accords.Ledger(ledger_file) as opened:
        yield opened


@pytest.fixture(scope="session")
def shown(ledger: accords.Ledger) -> Shown:
    """The app's view of the examples, without forms."""
    return Shown(
        view=answers(ledger).as_of(),
        links=in_app,
        name="talks",
        text_of=ledger.text,
        find=lambda words, most: ledger.search(words, most=most),
        keeps_day=True,
    )
