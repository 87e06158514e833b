"""Fill the outputs in README and docs with what the commands print now: `python tools/outputs.py [--check]`.

A block is `<!-- output: COMMAND -->` … `<!-- end of output -->`; `<!-- printed by: COMMAND -->` hands the block of code that
stands before it to the command as its input. Commands run in a folder where `examples` is the repository's,
`dossier.json` is the dossier of `examples/witkoff.txt` and `talks.ledger` a ledger of all examples in which a person set one
claim aside; `ID` is the dossier's first claim that reaches us through somebody else. A block whose program is not installed
(sqlite3, datasette, Rscript) stays as it is, and is named. With `--check` nothing is written, and exit status 1 says that a
block is out of date.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(<!-- output: (?P<command>[^\n]*?) -->\n)(?P<body>.*?)(<!-- end of output -->)", re.S)
PRINTED = re.compile(
    r"(```(?:sql|r|python)\n(?P<script>(?:(?!```).)*)```\n\n<!-- printed by: (?P<command>[^\n]*?) -->\n)"
    r"(?P<body>(?:(?!```).|```text\n(?:(?!```).)*```)*?)(<!-- end of output -->)",
    re.S,
)
# Read as though it were an answer: the claim of talks.ledger that a person set aside.
MISREAD = "I can confirm neither"
COLUMNS = 88


PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def run(command: str, folder: Path, script: str | None = None) -> str:
    env = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1", "PATH": PATH}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=env, input=script or "", capture_output=True, text=True, timeout=300
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout.rstrip()


def first_id(dossier: str) -> str:
    """The id of a claim that others make of a party, or of a nested saying where there is no such claim."""
    rows = json.loads(dossier)
    claims = [c["id"] for c in rows["claims"] if c["standing"] == "counterpart"]
    return str((claims or [a["id"] for a in rows["attributions"] if a["within"]])[0])


def installed(command: str, page: Path) -> bool:
    """Whether the command's program is there; where it is not, whoever runs this is told."""
    program = command.split()[0]
    if shutil.which(program, path=PATH):
        return True
    print(f"{page.relative_to(ROOT)}: '{command}' stays as it is: {program} is not installed", file=sys.stderr)
    return False


def make_ledger(folder: Path) -> None:
    """`talks.ledger` of all examples, with one ruling."""
    run("accords ledger init --ledger talks.ledger && accords add examples --ledger talks.ledger", folder)
    with sqlite3.connect(folder / "talks.ledger") as connection:
        row = connection.execute("SELECT id FROM claims_now WHERE words = ?", [MISREAD]).fetchone()
    connection.close()
    if row is None:
        sys.exit(f"no claim of the examples has the words {MISREAD!r} any more: choose another one that is misread")
    run(f"accords judge misread {row[0]} --by 'Ana Ruiz' --note 'It confirms nothing.' --ledger talks.ledger", folder)


def main(arguments: list[str]) -> int:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    stale = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        dossier = run("accords read examples/witkoff.txt --json", folder)
        (folder / "dossier.json").write_text(dossier, "utf-8")
        example = first_id(dossier)
        make_ledger(folder)

        def block(m: re.Match[str], page: Path) -> str:
            if not installed(m["command"], page):
                return m[0]
            command = re.sub(r"\bID\b", example, m["command"])
            return f"{m[1]}\n```text\n$ {command}\n{run(command, folder)}\n```\n\n{m[4]}"

        def printed(m: re.Match[str], page: Path) -> str:
            if not installed(m["command"], page):
                return m[0]
            lines = (line.rstrip() for line in run(m["command"], folder, m["script"]).splitlines())
            return f"{m[1]}\n```text\n{chr(10).join(lines)}\n```\n\n{m[5]}"

        for page in pages:
            text = page.read_text("utf-8")
            filled = BLOCK.sub(partial(block, page=page), PRINTED.sub(partial(printed, page=page), text))
            if filled != text:
                stale.append(page)
                if "--check" not in arguments:
                    page.write_text(filled, "utf-8")
    for page in stale:
        print(f"{page.relative_to(ROOT)}: {'out of date; run: make docs' if '--check' in arguments else 'filled'}")
    return bool(stale and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
