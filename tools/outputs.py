"""Fill the outputs in README and docs with what the commands print now: `python tools/outputs.py [--check]`.

A block is `<!-- output: COMMAND -->` … `<!-- end of output -->`. Commands run in a folder where `examples` is the
repository's and `dossier.json` is the dossier of `examples/witkoff.txt`; `ID` is its first claim that reaches us through
somebody else. With `--check` nothing is written, and exit
status 1 says that a block is out of date.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(<!-- output: (?P<command>[^\n]*?) -->\n)(?P<body>.*?)(<!-- end of output -->)", re.S)
COLUMNS = 88


def run(command: str, folder: Path) -> str:
    env = {
        **os.environ,
        "COLUMNS": str(COLUMNS),
        "NO_COLOR": "1",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout.rstrip()


def first_id(dossier: str) -> str:
    """The id of a claim that others make of a party, or of a nested saying where there is no such claim."""
    rows = json.loads(dossier)
    claims = [c["id"] for c in rows["claims"] if c["standing"] == "counterpart"]
    return str((claims or [a["id"] for a in rows["attributions"] if a["within"]])[0])


def main(arguments: list[str]) -> int:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    stale = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        dossier = run("accords read examples/witkoff.txt --json", folder)
        (folder / "dossier.json").write_text(dossier, "utf-8")
        example = first_id(dossier)

        def block(m: re.Match[str]) -> str:
            command = re.sub(r"\bID\b", example, m["command"])
            return f"{m[1]}\n```text\n$ {command}\n{run(command, folder)}\n```\n\n{m[4]}"

        for page in pages:
            text = page.read_text("utf-8")
            filled = BLOCK.sub(block, text)
            if filled != text:
                stale.append(page)
                if "--check" not in arguments:
                    page.write_text(filled, "utf-8")
    for page in stale:
        print(f"{page.relative_to(ROOT)}: {'out of date; run: make docs' if '--check' in arguments else 'filled'}")
    return bool(stale and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
