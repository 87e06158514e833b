"""Every quality figure as one JSON object on standard output; progress on standard error.

    python bench/measure.py SHARED [--flat]

Each figure that has a goal stands with that of the commit before plan-issue 3 (`before.json`; made with `--flat`, which prints
names and values alone, by this script on that commit's package). SHARED is the folder of gold data and scorers: `reports/`, `corpora/`, `eval/`. It is no part of the repository.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from calibration import calibration, outcomes
from dates import dates
from gold_attributions import account_on_gold, load
from losses import losses

import accords
from accords.claims.process import load_process
from accords.claims.roster import load_roster
from accords.presentation.dossier import Dossier
from accords.reading.tagger import Tagger, load_tagger

Json = dict[str, Any]
MISSING = 2

# The process file of each report of `others`, by the first two letters of its name.
PROCESSES = {
    "ni": "northern-ireland-1998", "co": "colombia-farc", "ac": "aceh-2005", "ko": "korea-2018", "bo": "bosnia-1995", "ss": "south-sudan-2015",
    "af": "afghanistan-2018", "ir": "iran-2013", "cy": "cyprus", "ks": "kosovo-serbia", "ly": "libya-2019", "ph": "mindanao-2012",
}  # fmt: skip
WEEK = "ukraine-2025"  # of the worked example and `dev`
ROOT = Path(__file__).parent.parent
BEFORE = Path(__file__).parent / "before.json"
OTHERS, OWN = "others, process files", "own test"
# What must be reached: name -> (set, path to the figure, at least). "At most" where the figure is an error.
GOALS: Mapping[str, tuple[str, tuple[str, str], float]] = {
    "worked example, attributions F1": ("worked example", ("attributions", "f1"), 90),
    "worked example, channels right": ("worked example", ("channel", "accuracy"), 100),
    "worked example, days of saying right": ("worked example", ("said_on", "accuracy"), 100),
    "worked example, nested ones found": ("worked example", ("nested", "accuracy"), 100),
    "worked example, claims F1": ("worked example", ("claims", "f1"), 75),
    "worked example, standing right": ("worked example", ("standing", "accuracy"), 100),
    "worked example, chain right": ("worked example", ("chain", "accuracy"), 100),
    "worked example, meetings F1": ("worked example", ("meetings", "f1"), 75),
    "worked example, commitment's status": ("worked example", ("commitment_status", "accuracy"), 100),
    "PolNeAR dev, attribution F1": ("polnear dev", ("attribution", "f1"), 75),
    "PolNeAR dev, content exact F1": ("polnear dev", ("content_exact", "f1"), 66),
    "PolNeAR dev, source exact F1": ("polnear dev", ("source_exact", "f1"), 73),
    "others, attributions F1": (OTHERS, ("attributions", "f1"), 88),
    "others, attributions with speaker F1": (OTHERS, ("attribution_speaker", "f1"), 80),
    "others, days of saying right": (OTHERS, ("said_on", "accuracy"), 72),
    "others, claims F1": (OTHERS, ("claims", "f1"), 42),
    "others, claims without the act F1": (OTHERS, ("claims_loose", "f1"), 50),
    "others, standing right": (OTHERS, ("standing", "accuracy"), 90),
    "others, chain right": (OTHERS, ("chain", "accuracy"), 88),
    "others, strength right": (OTHERS, ("strength", "accuracy"), 85),
    "others, polarity right": (OTHERS, ("polarity", "accuracy"), 95),
    "others, meetings F1": (OTHERS, ("meetings", "f1"), 65),
    "others, commitments F1": (OTHERS, ("commitments", "f1"), 50),
    "others without process files, claims F1": ("others", ("claims", "f1"), 28),
    "others on gold attributions, claims F1": ("others, gold attributions, process files", ("claims", "f1"), 40),
    "dev, attributions F1": ("dev", ("attributions", "f1"), 93.0),
    "dev, attributions with speaker F1": ("dev", ("attribution_speaker", "f1"), 88.7),
    "dev, days of saying right": ("dev", ("said_on", "accuracy"), 79.8),
    "dev, claims F1": ("dev", ("claims", "f1"), 32.1),
    "dev, claims without the act F1": ("dev", ("claims_loose", "f1"), 41.7),
    "dev, standing right": ("dev", ("standing", "accuracy"), 98.8),
    "dev, chain right": ("dev", ("chain", "accuracy"), 93.8),
    "dev, strength right": ("dev", ("strength", "accuracy"), 72.9),
    "dev, meetings F1": ("dev", ("meetings", "f1"), 63.8),
    "dev, commitments F1": ("dev", ("commitments", "f1"), 28.1),
    "PLOVER, event among the first two claims": ("plover", ("event", "accuracy"), 72),
    "PLOVER, actors F1": ("plover", ("actors", "f1"), 82),
    "dates of news resolved": ("dates", ("all", "share"), 85),
    "own test, attributions F1": (OWN, ("attributions", "f1"), 88),
    "own test, attributions with speaker F1": (OWN, ("attribution_speaker", "f1"), 80),
    "own test, days of saying right": (OWN, ("said_on", "accuracy"), 72),
    "own test, claims F1": (OWN, ("claims", "f1"), 42),
    "own test, claims without the act F1": (OWN, ("claims_loose", "f1"), 50),
    "own test, standing right": (OWN, ("standing", "accuracy"), 90),
    "own test, chain right": (OWN, ("chain", "accuracy"), 88),
    "own test, strength right": (OWN, ("strength", "accuracy"), 85),
    "own test, meetings F1": (OWN, ("meetings", "f1"), 65),
    "own test, commitments F1": (OWN, ("commitments", "f1"), 50),
    "own test, calibration error of claims": (OWN, ("calibration", "expected_calibration_error"), 5),
    "own test, recall where claims are right 9 in 10": (OWN, ("calibration", "recall_at_precision_90"), 0),
}
AT_MOST = frozenset({"own test, calibration error of claims"})


def dossier_of(text: Path, gold: Json, tagger: Tagger, process: str | None = None) -> Json:
    """What `accords read TEXT --json --outlet … --published … [--process …]` prints, with the gold's outlet and date."""
    head = gold["report"]
    dossier = accords.read(
        text, outlet=head.get("outlet"), published=head.get("published"), tagger=tagger, language="en", process=process
    )
    if dossier.faults:
        sys.exit(f"could not read {text}: {dossier.faults[0]}")
    return dossier.to_json()


def raw_attributions(text: str, tagger: Tagger) -> list[Json]:
    """Every relation that the model finds, of whatever kind, as PolNeAR counts them."""
    [relations] = tagger.relations([text])
    return [
        {role: [list(span) for span in getattr(relation, role)] for role in ("source", "cue", "content")}
        for relation in relations
        if relation.content
    ]


def golds_in(folder: Path) -> list[Path]:
    """The gold of each report; `disputes.gold.json` is about all of them together."""
    return sorted(path for path in folder.glob("*.gold.json") if path.with_name(_name(path) + ".txt").is_file())


def _name(gold: Path) -> str:
    return gold.name.removesuffix(".gold.json")


def score(command: Sequence[object]) -> Json:
    """The JSON object that a scorer of SHARED prints."""
    run = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{command[0]} failed:\n{run.stderr}")
    figures: Json = json.loads(run.stdout)
    return figures


def digest(paths: Iterable[Path]) -> str:
    """One hash of names and contents: figures are comparable only where it is the same."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def process_of(text: Path) -> str:
    """The process file that belongs to a report of the gold sets."""
    return PROCESSES.get(text.name[:2], WEEK) if text.parent.name == "others" else WEEK


def measure_reports(
    golds: Sequence[Path], shared: Path, dossier: Callable[[Path, Json], Json], lost: bool = False
) -> Json:
    """Reads each report and scores the dossiers together; `lost` adds where gold claims are lost."""
    with tempfile.TemporaryDirectory() as folder:
        gold_folder, read_folder = Path(folder, "gold"), Path(folder, "read")
        gold_folder.mkdir()
        read_folder.mkdir()
        texts = []
        for path in golds:
            text = path.with_name(_name(path) + ".txt")
            texts.append(text)
            (gold_folder / path.name).write_bytes(path.read_bytes())
            (gold_folder / text.name).write_bytes(text.read_bytes())
            row = dossier(text, json.loads(path.read_text("utf-8")))
            (read_folder / f"{_name(path)}.json").write_text(json.dumps(row), "utf-8")
        figures = score((shared / "eval/score_dossier.py", gold_folder, read_folder))
        if lost:
            figures["gold claims lost"] = losses(gold_folder, read_folder, shared)
            figures["calibration"] = calibration(*outcomes(gold_folder, read_folder, shared))
    return {"gold_sha256": digest([*golds, *texts]), **figures}


def on_gold(golds: Sequence[Path], shared: Path, tagger: Tagger, processes: bool) -> Json:
    """Claims and what follows from them, on the gold's attributions (`gold_attributions`)."""
    roster = load_roster()
    with tempfile.TemporaryDirectory() as folder:
        score_gold = [sys.executable, str(shared / "eval/gold_dossier.py"), str(golds[0].parent), folder]
        subprocess.run(score_gold, check=True, capture_output=True)

        def dossier(text: Path, gold: Json) -> Json:
            made = load(Path(folder) / f"{text.stem}.json")
            process = load_process(process_of(text)) if processes else None
            known = process.roster(roster) if process else roster
            return Dossier.of([account_on_gold(text, gold, made, tagger, known, process)]).to_json()

        figures = measure_reports(golds, shared, dossier)
    kept = (
        "reports",
        "claims",
        "claims_loose",
        "standing",
        "chain",
        "strength",
        "polarity",
        "commitments",
        "commitment_status",
    )
    return {name: figures[name] for name in kept if name in figures}


def measure_plover(gold: Path, shared: Path, tagger: Tagger) -> Json:
    """Single sentences with an event type and the states of the actors."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "dossier.json")
        out.write_text(json.dumps(accords.read(gold, tagger=tagger, language="en").to_json()), "utf-8")
        figures = score((shared / "eval/score_plover.py", gold, out))
    return {"gold_sha256": digest([gold]), **figures}


def measure_polnear(gold: Path, shared: Path, tagger: Tagger) -> Json:
    """The model alone, against PolNeAR's annotators."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder, "predicted.jsonl")
        with gold.open(encoding="utf-8") as lines, predicted.open("w", encoding="utf-8") as out:
            for article in map(json.loads, lines):
                row = {"id": article["id"], "attributions": raw_attributions(article["text"], tagger)}
                out.write(json.dumps(row) + "\n")
        figures = score((shared / "eval/score_attribution.py", gold, predicted))
    return {"gold_sha256": digest([gold]), **figures}


def goals(sets: Mapping[str, Json]) -> Iterator[Json]:
    before = json.loads(BEFORE.read_text("utf-8")) if BEFORE.exists() else {}
    for name, (of, (figure, measure), bound) in GOALS.items():
        value = sets.get(of, {}).get(figure, {}).get(measure)
        met = value is not None and (value <= bound if name in AT_MOST else value >= bound)
        yield {
            "figure": name,
            "before": before.get(name),
            "value": value,
            "at_most" if name in AT_MOST else "at_least": bound,
            "met": met,
        }


def own_test(shared: Path, tagger: Tagger) -> Json:
    """The tenth of our own reports that is never trained on, without process files: most of its talks have none."""
    sys.path.insert(0, str(ROOT / "training"))
    from gold import write

    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        return measure_reports(
            golds_in(Path(folder)), shared, lambda text, gold: dossier_of(text, gold, tagger), lost=True
        )


def measure(shared: Path) -> Json:
    tagger = load_tagger()
    reports = {
        "worked example": golds_in_seed(shared),
        "others": golds_in(shared / "reports/others"),
        "dev": golds_in(shared / "reports/dev"),
    }
    sets: dict[str, Json] = {}
    for name, golds in reports.items():
        print(f"reading {name}: {len(golds)} reports", file=sys.stderr)
        with_file = lambda text, gold: dossier_of(text, gold, tagger, process_of(text))  # noqa: E731
        without = lambda text, gold: dossier_of(text, gold, tagger)  # noqa: E731
        if name == "others":
            # No report, gold or process file of these twelve is in what is trained (training/data/GUIDELINE.md): each is left out.
            sets["others, process files"] = measure_reports(golds, shared, with_file, lost=True)
            sets["others, gold attributions, process files"] = on_gold(golds, shared, tagger, True)
            sets["others, gold attributions"] = on_gold(golds, shared, tagger, False)
            sets["others"] = measure_reports(golds, shared, without, lost=True)
        else:
            sets[name] = measure_reports(golds, shared, with_file, lost=True)
    print("reading plover", file=sys.stderr)
    sets["plover"] = measure_plover(shared / "corpora/plover/gsr-dev.jsonl", shared, tagger)
    print("reading polnear dev", file=sys.stderr)
    sets["polnear dev"] = measure_polnear(shared / "corpora/polnear/dev.jsonl", shared, tagger)
    print("reading our own test set and the dates", file=sys.stderr)
    sets[OWN] = own_test(shared, tagger)
    sets["dates"] = {"all": dates(shared)}
    return {"accords": accords.__version__, "goals": list(goals(sets)), "sets": sets}


def golds_in_seed(shared: Path) -> list[Path]:
    """The worked example of the dossier form."""
    return [path for path in golds_in(shared / "reports") if _name(path) == "seed"]


def main(arguments: Sequence[str]) -> int:
    flat, folders = "--flat" in arguments, [a for a in arguments if a != "--flat"]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return MISSING
    shared = Path(folders[0])
    needed = ("reports/seed.gold.json", "reports/others", "reports/dev", "corpora/polnear/dev.jsonl", "eval")
    if missing := [name for name in needed if not (shared / name).exists()]:
        print(f"no gold data: {shared} lacks {', '.join(missing)}; make measure SHARED=FOLDER", file=sys.stderr)
        return MISSING
    figures = measure(shared)
    if flat:
        figures = {row["figure"]: row["value"] for row in figures["goals"]}
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
