"""What keeping costs: rows a second, size, and whether one more `add` costs the same however large the ledger is.

    python bench/ledger.py [--reports N] [--shared ../shared] [--json]

Synthetic readings (tests/ledger/accounts.py), the model left out; then `accords add` as whole processes on Wikinews with one job and
with two. Every figure stands beside another of the same minute and machine.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from accords.claims.build import Account
from accords.ledger.ledger import Ledger
from bench.speed import articles
from tests.ledger.accounts import RUN, account, accounts

STEPS = (1_000, 2_000, 5_000, 10_000, 20_000)
TOGETHER = 16  # reports in one transaction, about what intake reads in one batch
SINGLE = 40  # additions of one report at each size; their median is given


def rows_of(several: Sequence[Account]) -> int:
    return sum(2 + len(a.actors) + len(a.sayings) + len(a.claims) + len(a.meetings) + len(a.silences) for a in several)


def batches(first: int, count: int) -> Iterator[list[Account]]:
    made = list(accounts(count, first=first))
    yield from (made[start : start + TOGETHER] for start in range(0, count, TOGETHER))


def keeping(reports: int) -> dict[str, object]:
    """Seconds are of `Ledger.add` alone: the accounts are made before the clock starts."""
    sizes: list[dict[str, object]] = []
    rows, seconds, added = 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.ledger")
        with Ledger.new(path) as ledger:
            for target in (*(step for step in STEPS if step < reports), reports):
                for batch in batches(added, target - added):
                    begun = time.perf_counter()
                    ledger.add(batch, RUN)
                    seconds += time.perf_counter() - begun
                    rows += rows_of(batch)
                added = target
                one = []
                # Numbers that no step reaches, so that each is new.
                for number in range(SINGLE):
                    more = account(1_000_000 + target * 100 + number)
                    begun = time.perf_counter()
                    ledger.add([more], RUN)
                    one.append(time.perf_counter() - begun)
                sizes.append({"reports": target, "one_more_ms": 1000 * statistics.median(one)})
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        plain = _plain(path, Path(folder, "plain.db"))
    text = statistics.mean(len(one.report.text.encode()) for one in accounts(200))
    first, last = sizes[0]["one_more_ms"], sizes[-1]["one_more_ms"]
    return {
        "reports": reports,
        "rows_a_second": rows / seconds,
        "reports_a_second": reports / seconds,
        "plain_sqlite_rows_a_second": plain,
        "bytes_a_report": size / reports,
        "bytes_of_text_a_report": text,
        "one_more": sizes,
        "one_more_last_to_first": float(str(last)) / float(str(first)),
    }


def _plain(source: Path, target: Path) -> float:
    """Rows a second of copying the claims into a table without keys, seals or durability: what SQLite does at the most."""
    with sqlite3.connect(source) as connection:
        claims = connection.execute("SELECT * FROM claims").fetchall()
    places = ", ".join("?" * len(claims[0]))
    with sqlite3.connect(target) as connection:
        connection.execute(f"CREATE TABLE claims ({', '.join(f'c{n}' for n in range(len(claims[0])))})")
        begun = time.perf_counter()
        connection.executemany(f"INSERT INTO claims VALUES ({places})", claims)
        connection.commit()
        return len(claims) / (time.perf_counter() - begun)


def adding(shared: Path) -> dict[str, object]:
    """Wall seconds of `accords add` on Wikinews, whole process, with one job and with two, in turn."""
    _, rows = articles(shared, None)
    walls: dict[str, list[float]] = {"1": [], "2": []}
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place, "wikinews.jsonl")
        texts.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
        for turn in range(2):
            for jobs in walls:
                ledger = str(Path(place, f"{turn}-{jobs}.ledger"))
                for command in (["ledger", "init"], ["add", str(texts), "--jobs", jobs, "--quiet"]):
                    begun = time.perf_counter()
                    subprocess.run(
                        [sys.executable, "-m", "accords", *command, "--ledger", ledger],
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                        check=False,
                    )
                walls[jobs].append(time.perf_counter() - begun)
    one, two = (min(walls[jobs]) for jobs in walls)
    return {"reports": len(rows), "one_job_s": one, "two_jobs_s": two, "ratio": one / two}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where corpora/wikinews is")
    parser.add_argument("--reports", type=int, default=STEPS[-1], metavar="N", help="synthetic readings (20,000)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    told = keeping(options.reports)
    corpus = options.shared / "corpora" / "wikinews"
    both = adding(options.shared) if corpus.is_dir() else None
    if options.json:
        print(json.dumps({"keeping": told, "adding": both}, indent=1))
        return
    print(
        f"kept {told['reports']:,} readings: {told['rows_a_second']:,.0f} rows/s, {told['reports_a_second']:,.0f} reports/s"
        f" (plain SQLite, one table, no seals: {told['plain_sqlite_rows_a_second']:,.0f} rows/s)"
    )
    print(
        f"size: {told['bytes_a_report']:,.0f} bytes a report, of which its text {told['bytes_of_text_a_report']:,.0f}"
    )
    for row in told["one_more"]:  # type: ignore[attr-defined]
        print(f"one more at {row['reports']:>6,} reports: {row['one_more_ms']:.1f} ms")
    print(f"last to first: {told['one_more_last_to_first']:.2f} (goal: within 1.20)")
    if both:
        print(
            f"accords add, Wikinews: 1 job {both['one_job_s']:.1f} s, 2 jobs {both['two_jobs_s']:.1f} s, ratio {both['ratio']:.2f}"
        )
    else:
        print(f"no {corpus}: adding with the model was not measured")


if __name__ == "__main__":
    main()
