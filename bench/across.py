"""Families and disputes of many reports against gold: on dossiers made of the gold, and end to end from the texts.

    python -m bench.across ../shared

Both go through a ledger: the gold dossier is imported, the texts are added with the gold's outlets and days, and what is scored is
the dossier that the ledger exports (`eval/score_ledger.py` of the gold data).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROCESS = "ukraine-2025"


def accords(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "accords", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        sys.exit(done.stderr)
    return done.stdout


def records(gold: Path) -> str:
    """The texts as JSON Lines with the outlets and days of the gold."""
    rows = []
    for path in sorted(gold.glob("*.gold.json")):
        if path.name != "disputes.gold.json":
            head = json.loads(path.read_text("utf-8"))["report"]
            text = (gold / head["file"]).read_text("utf-8")
            row = {"id": head["file"], "text": text, "outlet": head.get("outlet"), "published": head.get("published")}
            rows.append(json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False))
    return "\n".join(rows) + "\n"


def scored(shared: Path, dossier: Path) -> dict[str, object]:
    command = [sys.executable, "score_ledger.py", str((shared / "reports/dev").resolve()), str(dossier)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=shared / "eval", check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def cases(shared: Path, dossier: Path) -> dict[str, list[str]]:
    """The nine cases, by what came of their tests on this dossier."""
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "--no-header", "tests/assessment/test_cases.py"]
    environment = {**os.environ, "ACCORDS_CASES": str(dossier), "ACCORDS_SHARED": str(shared.resolve())}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    told: dict[str, list[str]] = {"hold": [], "fail": []}
    for line in done.stdout.splitlines():
        verdict, _, test = line.partition(" ")
        if verdict in ("PASSED", "FAILED"):
            told["hold" if verdict == "PASSED" else "fail"].append(
                test.split("::")[-1].split(" ")[0].removeprefix("test_")
            )
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with reports/dev and eval")
    shared = parser.parse_args().shared
    gold = shared / "reports" / "dev"
    told = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [sys.executable, str(shared / "eval" / "gold_dossier.py"), str(gold), str(folder / "gold.json")]
        subprocess.run(made, check=True)
        (folder / "texts.jsonl").write_text(records(gold), "utf-8")
        for way, command in (
            ("on gold dossiers", ["import", folder / "gold.json"]),
            ("end to end", ["add", folder / "texts.jsonl", "--process", PROCESS, "--quiet"]),
        ):
            ledger = folder / f"{way}.ledger"
            accords("ledger", "init", "--ledger", ledger)
            accords(*command, "--ledger", ledger)
            accords("export", "--format", "dossier", "--out", folder / "out.json", "--ledger", ledger)
            told[way] = {**scored(shared, folder / "out.json"), "cases": cases(shared, folder / "out.json")}
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
