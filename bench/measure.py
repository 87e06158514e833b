"""Every quality figure as one JSON object on standard output; progress on standard error.

    python bench/measure.py SHARED

SHARED is the folder of gold data and scorers: `reports/`, `corpora/`, `eval/`. It is no part of the repository.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import accords
from accords.reading.tagger import Tagger, load_tagger

Json = dict[str, Any]
MISSING = 2

# What the first version must reach: name -> (set, path to the figure, at least).
GOALS: Mapping[str, tuple[str, tuple[str, str], float]] = {
    "worked example, attributions F1": ("worked example", ("attributions", "f1"), 90),
    "worked example, channels right": ("worked example", ("channel", "accuracy"), 100),
    "worked example, days of saying right": ("worked example", ("said_on", "accuracy"), 100),
    "worked example, nested ones found": ("worked example", ("nested", "accuracy"), 100),
    "others, attributions F1": ("others", ("attributions", "f1"), 85),
    "others, attributions with speaker F1": ("others", ("attribution_speaker", "f1"), 68),
    "others, days of saying right": ("others", ("said_on", "accuracy"), 55),
    "PolNeAR dev, attribution F1": ("polnear dev", ("attribution", "f1"), 73),
}
# What is read already. The scorers count claims and meetings too: zero until those are read, which is no result.
READ = ("reports", "attributions", "attribution_speaker", "speaker", "mode", "channel", "said_on", "nested")


def dossier_of(text: Path, gold: Json, tagger: Tagger) -> Json:
    """What `accords read TEXT --json --outlet … --published …` prints, with the gold's outlet and date."""
    head = gold["report"]
    dossier = accords.read(text, outlet=head.get("outlet"), published=head.get("published"), tagger=tagger)
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


def measure_reports(golds: Sequence[Path], shared: Path, tagger: Tagger) -> Json:
    """Reads each report and scores the dossiers together."""
    with tempfile.TemporaryDirectory() as folder:
        gold_folder, read_folder = Path(folder, "gold"), Path(folder, "read")
        gold_folder.mkdir()
        read_folder.mkdir()
        texts = []
        for path in golds:
            text = path.with_name(_name(path) + ".txt")
            texts.append(text)
            dossier = dossier_of(text, json.loads(path.read_text("utf-8")), tagger)
            (gold_folder / path.name).write_bytes(path.read_bytes())
            (gold_folder / text.name).write_bytes(text.read_bytes())
            (read_folder / f"{_name(path)}.json").write_text(json.dumps(dossier), "utf-8")
        figures = score((shared / "eval/score_dossier.py", gold_folder, read_folder))
    return {"gold_sha256": digest([*golds, *texts]), **{name: figures[name] for name in READ if name in figures}}


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
    for name, (of, (figure, measure), at_least) in GOALS.items():
        value = sets[of].get(figure, {}).get(measure)
        yield {"figure": name, "value": value, "at_least": at_least, "met": value is not None and value >= at_least}


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
        sets[name] = measure_reports(golds, shared, tagger)
    print("reading polnear dev", file=sys.stderr)
    sets["polnear dev"] = measure_polnear(shared / "corpora/polnear/dev.jsonl", shared, tagger)
    return {"accords": accords.__version__, "goals": list(goals(sets)), "sets": sets}


def golds_in_seed(shared: Path) -> list[Path]:
    """The worked example of the dossier form."""
    return [path for path in golds_in(shared / "reports") if _name(path) == "seed"]


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return MISSING
    shared = Path(arguments[0])
    needed = ("reports/seed.gold.json", "reports/others", "reports/dev", "corpora/polnear/dev.jsonl", "eval")
    if missing := [name for name in needed if not (shared / name).exists()]:
        print(f"no gold data: {shared} lacks {', '.join(missing)}; make measure SHARED=FOLDER", file=sys.stderr)
        return MISSING
    print(json.dumps(measure(shared), indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
