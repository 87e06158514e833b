"""The real app in a process of its own: what benchmarks, pictures and tests of pages run against."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(ledger: Path, *options: str) -> Iterator[str]:
    """`accords serve` of a ledger, on any free port; yields its address without the slash at the end. It is stopped afterwards."""
    command = [sys.executable, "-m", "accords", "serve", "--ledger", str(ledger), "--port", "0", "--json", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    ) as app:
        try:
            yield _address(app)
        finally:
            app.terminate()
            app.communicate(timeout=30)


def _address(app: subprocess.Popen[str]) -> str:
    assert app.stdout is not None and app.stderr is not None
    told = ""
    for line in app.stdout:
        told += line
        try:
            return str(json.loads(told)["address"]).rstrip("/")
        except ValueError:
            continue
    raise RuntimeError(f"the app did not start: {app.stderr.read()}")
