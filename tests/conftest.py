"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data, `ACCORDS_SHARED` or `../shared`; the test is skipped where it is not there."""
    folder = Path(os.environ.get("ACCORDS_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no gold data: there is no folder {folder} (make test SHARED=FOLDER)")
    return folder
