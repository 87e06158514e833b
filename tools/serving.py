"""The real app in a process of its own: what benchmarks, pictures and tests of pages run against."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def serving(ledger: Path, *options: str) -> Iterator[str]:
    """`accords serve` of a ledger, on any free port; yields its address without the slash at the end. It is stopped afterwards."""
    command = [sys.executable, "-m", "accords", "serve", "--ledger", str(ledger), "--port", "0", "--json", *options]
    # What it complains of goes to a file: nobody reads a pipe while the app runs, and a full one would stop it.
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True, env={**os.environ}) as app,
    ):
        try:
            yield _address(app, complaints)
        finally:
            app.terminate()
            app.communicate(timeout=30)


def _address(app: subprocess.Popen[str], complaints: IO[str]) -> str:
    assert app.stdout is not None
    told = ""
    for line in app.stdout:
        told += line
        try:
            return str(json.loads(told)["address"]).rstrip("/")
        except ValueError:
            continue
    complaints.seek(0)
    raise RuntimeError(f"the app did not start: {complaints.read()}")
