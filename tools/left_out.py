"""Says plainly which checks `make test` left out on this machine, and what would bring them in."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

# What a check needs -> the check.
PROGRAMS = {
    "git": "the checks of tracked files (tests/test_repository.py)",
    "chromium": "the pages in a browser (tests/presentation/browser)",
}


def left_out(shared: Path) -> list[str]:
    """One line for each check that did not run."""
    lines = [
        f"{check}: no program `{name}` here (make system)" for name, check in PROGRAMS.items() if not shutil.which(name)
    ]
    if not shared.is_dir():
        lines.append(f"tests on the gold data: no folder {shared} (make test SHARED=FOLDER)")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    lines = left_out(parser.parse_args().shared)
    print("left out for want of a program or of data: " + ("; ".join(lines) if lines else "nothing"))


if __name__ == "__main__":
    main()
