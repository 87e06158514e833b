"""Speed, memory and size, each beside something run on the same machine in the same minute.

    python bench/speed.py [--shared ../shared] [--reports N] [--json]

Whole processes are measured: user and system CPU seconds, wall seconds and peak memory of a child, start included.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
WITKOFF = ROOT / "examples/witkoff.txt"
ACCORDS = (sys.executable, "-m", "accords")
STARTS = 7


@dataclass(frozen=True)
class Run:
    """One finished child process."""

    cpu: float  # user and system seconds
    wall: float  # seconds
    peak: int  # bytes of resident memory at the most


@dataclass(frozen=True)
class Figure:
    """One line: a value with its goal, and the same measured of something else."""

    name: str
    value: float
    unit: str
    goal: str
    met: bool
    beside: str | None = None
    beside_value: float | None = None

    @property
    def line(self) -> str:
        text = (
            f"{self.name:<42}{self.value:>10,.2f} {self.unit:<11} goal {self.goal:<10}{'met' if self.met else 'MISSED'}"
        )
        if self.beside_value:
            text += f"; beside it {self.beside} {self.beside_value:,.2f}, ratio {self.value / self.beside_value:.2f}"
        return text


def run(command: Sequence[str]) -> Run:
    """Runs to the end. The peak counts this process too until the child's exec, so load nothing large before."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            errors.seek(0)
            sys.exit(f"{' '.join(command)} exited with {child.returncode}:\n{errors.read().decode('utf-8', 'replace')}")
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss * 1024)


def median_wall(command: Sequence[str]) -> float:
    run(command)  # once for the disk
    return statistics.median(run(command).wall for _ in range(STARTS))


def articles(shared: Path, most: int | None) -> tuple[str, list[dict[str, str]]]:
    """What is read: Wikinews, or the project's examples over and over where it is not there."""
    rows: list[dict[str, str]] = []
    for path in sorted((shared / "corpora/wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [
                {"text": row["text"], "title": row["title"], "published": row["date"], "outlet": "Wikinews"}
                for row in csv.DictReader(lines)
            ]
    if rows:
        return "Wikinews", rows[:most]
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    repeated = [{"text": text, "id": f"{turn}-{n}"} for turn in range(30) for n, text in enumerate(texts)]
    return "the examples, repeated (no Wikinews here)", repeated[:most]


def tagger_cpu(texts: Sequence[str]) -> float:
    """CPU seconds of the model alone on the texts, loaded already: pieces, graph, decoding."""
    from accords.reading.tagger import load_tagger

    tagger = load_tagger()
    tagger.relations(texts[:1])
    began = time.process_time()
    for text in texts:
        tagger.relations([text])
    return time.process_time() - began


def claims_share(texts: Sequence[str]) -> tuple[float, float]:
    """CPU seconds of reading who said what (model included), and of claims, meetings, silences and what they come to."""
    from datetime import UTC, datetime

    from accords.claims.build import build
    from accords.claims.channel import channels
    from accords.claims.dating import date_sayings
    from accords.claims.parties import resolve
    from accords.claims.roster import load_roster
    from accords.documents.report import Report
    from accords.presentation.dossier import Dossier
    from accords.reading.reader import read_batch
    from accords.reading.tagger import load_tagger

    roster, tagger = load_roster(), load_tagger()
    reports = [Report(text, datetime.now(UTC)) for text in texts]
    began = time.process_time()
    readings = list(read_batch(reports, tagger=tagger))
    for reading in readings:
        speakers = resolve(reading, roster).speakers
        date_sayings(reading, speakers)
        channels(reading, speakers)
    read = time.process_time() - began
    began = time.process_time()
    Dossier.of([build(reading, roster=roster) for reading in readings])
    everything = time.process_time() - began
    began = time.process_time()
    for reading in readings:
        speakers = resolve(reading, roster).speakers
        date_sayings(reading, speakers)
        channels(reading, speakers)
    return read, everything - (time.process_time() - began)


def wheel_size() -> int:
    """Bytes of the wheel as published."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        [wheel] = Path(folder).glob("*.whl")
        return wheel.stat().st_size


def measure(shared: Path, most: int | None) -> tuple[str, list[Figure]]:
    name, records = articles(shared, most)
    words = sum(len(record["text"].split()) for record in records)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "reports.jsonl")
        file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        print(f"reading {name}: {len(records)} reports, {words:,} words", file=sys.stderr)
        whole = run((*ACCORDS, "read", str(file), "--json", "--language", "en"))
    bare = median_wall((sys.executable, "-c", "pass"))
    start = median_wall((*ACCORDS, "--help"))
    one = median_wall((*ACCORDS, "read", str(WITKOFF), "--json"))
    size = wheel_size() / 1e6
    folder_of_weights = ROOT / "accords/reading/weights"
    weights = (
        sum(path.stat().st_size for path in folder_of_weights.iterdir() if path.suffix in (".onnx", ".npz", ".json"))
        / 1e6
    )
    # Last, since what it loads would count towards the peak of every child after it.
    model = tagger_cpu([record["text"] for record in records])
    reading, claims = claims_share([record["text"] for record in records])
    speed, model_speed, peak = words / whole.cpu, words / model, whole.peak / 1e6
    return f"{name}: {len(records)} reports, {words:,} words, {whole.wall:.1f} s on the wall", [
        Figure(
            "read to JSON, whole process", speed, "words/CPU s", "≥ 6,000", speed >= 6000, "model alone", model_speed
        ),
        Figure(
            "claims beside reading",
            claims / reading,
            "of its time",
            "≤ 0.50",
            claims <= 0.5 * reading,
            "reading, s",
            reading,
        ),
        Figure("model's share of CPU", 100 * model / whole.cpu, "%", "–", True),
        Figure("accords --help", start, "s", "< 0.3", start < 0.3, "python -c pass", bare),
        Figure("one report from process start", one, "s", "< 1.5", one < 1.5, "python -c pass", bare),
        Figure("peak memory", peak, "MB", "< 400", peak < 400),
        Figure("wheel", size, "MB", "< 40", size < 40),
        Figure("weights", weights, "MB", "≤ 20", weights <= 20),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where corpora/wikinews is")
    parser.add_argument("--reports", type=int, metavar="N", help="no more than N reports")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    title, figures = measure(options.shared, options.reports)
    if options.json:
        print(json.dumps({"read": title, "figures": [asdict(figure) for figure in figures]}, indent=1))
    else:
        print("\n".join([title, *(figure.line for figure in figures)]))


if __name__ == "__main__":
    main()
