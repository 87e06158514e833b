"""The commands run as their users run them: in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from accords.presentation.dossier import Dossier

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PACKAGE = Path(__file__).parents[3]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `accords ARGUMENTS` in an empty folder, with nothing of the environment that could change what it says."""

    def go(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "accords", *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": str(PACKAGE), **environment},
            timeout=120,
            check=False,
        )

    return go


@pytest.fixture
def written(tmp_path: Path, dossier: Dossier) -> Path:
    """The dossier of the sample, in a file."""
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(dossier.to_json()), "utf-8")
    return path
