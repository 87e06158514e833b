"""The commands run as their users run them: in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from accords.presentation.cli.main import main
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
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The same as `run` inside this process, which starts faster."""

    def go(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        monkeypatch.chdir(tmp_path)
        for name in [name for name in os.environ if name.startswith("ACCORDS_")] + ["COLUMNS"]:
            monkeypatch.delenv(name, raising=False)
        try:
            status = main(arguments)
        except SystemExit as stopped:  # the command line itself is wrong
            status = int(str(stopped.code))
        out, told = capsysbinary.readouterr()
        return subprocess.CompletedProcess(["accords", *arguments], status, out, told)

    return go


@pytest.fixture
def written(tmp_path: Path, dossier: Dossier) -> Path:
    """The dossier of the sample, in a file."""
    path = tmp_path / "dossier.json"
    path.write_text(json.dumps(dossier.to_json()), "utf-8")
    return path
