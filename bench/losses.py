"""Where gold claims are lost: `python bench/losses.py SHARED GOLD_FOLDER READ_FOLDER`.

For each gold claim that counts, the first of these that is true: no predicted claim overlaps its evidence ("clause"), none of those
has its party ("party"), none of those its act ("act"), none of those its issue ("issue"); else it is found. By act and by issue, as JSON.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

STAGES = ("found", "clause", "party", "act", "issue")
Json = dict[str, Any]


def scorer(shared: Path) -> ModuleType:
    """The scorer of SHARED, for its definitions of a name and of an overlap."""
    spec = importlib.util.spec_from_file_location("score_dossier", shared / "eval/score_dossier.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def overlaps(claim: Json, gold: Json, text: str, score: ModuleType) -> bool:
    """The scorer's rule for the evidence of two claims."""
    mine, theirs = score.tokens(score.words_at(text, claim["evidence"])), score.tokens(gold["evidence"])
    shared = len(mine & theirs)
    return bool(shared * 2 >= min(len(mine), len(theirs)) > 0 and score.jaccard(mine, theirs) >= 0.2)


def stage(gold: Json, claims: list[Json], names: Any, text: str, score: ModuleType) -> str:
    near = [c for c in claims if overlaps(c, gold, text, score)]
    if not near:
        return "clause"
    near = [c for c in near if score.same_name(gold["party"], names.of(c["party"]))]
    if not near:
        return "party"
    near = [c for c in near if c["act"] in score.aslist(gold["act"])]
    if not near:
        return "act"
    return "found" if any(c["issue"] in score.aslist(gold["issue"]) for c in near) else "issue"


def losses(gold_folder: Path, read_folder: Path, shared: Path) -> Json:
    """Counts and shares in percent, in all, by act and by issue (the first of several acceptable ones)."""
    score = scorer(shared)
    total: Counter[str] = Counter()
    by: dict[str, defaultdict[str, Counter[str]]] = {"act": defaultdict(Counter), "issue": defaultdict(Counter)}
    for path in sorted(gold_folder.glob("*.gold.json")):
        read = read_folder / f"{path.name.removesuffix('.gold.json')}.json"
        if not read.exists():
            continue
        gold, dossier = json.loads(path.read_text("utf-8")), json.loads(read.read_text("utf-8"))
        names, text = score.Names(dossier), dossier["reports"][0]["text"]
        for claim in gold["claims"]:
            if claim.get("headline") or claim.get("optional"):
                continue
            where = stage(claim, dossier["claims"], names, text, score)
            total[where] += 1
            for key in by:
                by[key][score.aslist(claim[key])[0]][where] += 1
    rows = {key: {name: {s: c[s] for s in STAGES} for name, c in sorted(t.items())} for key, t in by.items()}
    count = sum(total.values())
    return {"claims": count, "percent": {s: round(100 * total[s] / max(1, count), 1) for s in STAGES}, **rows}


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    print(json.dumps(losses(Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[1])), indent=1))
