"""How far a claim's confidence is the share of such claims that are right.

Expected calibration error: ten bins of equal width, the mean distance of a bin's mean confidence from its share of right claims,
weighted by its size (Guo et al., ICML 2017). And the recall where the surest claims are right nine times in ten.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from losses import overlaps, scorer

Json = dict[str, Any]
BINS = 10
WANTED = 0.9  # precision

Outcome = tuple[float, bool]  # confidence, right
Judged = tuple[Json, bool]  # claim of a dossier, right


def outcomes(gold_folder: Path, read_folder: Path, shared: Path) -> tuple[list[Outcome], int]:
    """The confidence of each predicted claim that counts and whether it is right, surest first; and how many gold claims there are."""
    rows, asked = judged(gold_folder, read_folder, shared)
    return sorted(((claim["confidence"], right) for claim, right in rows), key=lambda row: -row[0]), asked


def judged(gold_folder: Path, read_folder: Path, shared: Path) -> tuple[list[Judged], int]:
    """Each predicted claim that counts, and how many gold claims there are.

    Right as the scorer's `claims`: party, act and issue, evidence that overlaps, each gold claim once. What meets a gold claim that
    the scorer neither asks for nor punishes (optional ones, headlines) is left out, as is what stands in the headline.
    """
    score = scorer(shared)
    found: list[Judged] = []
    asked = 0
    for path in sorted(gold_folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        dossier = json.loads((read_folder / f"{path.name.removesuffix('.gold.json')}.json").read_text("utf-8"))
        names, text = score.Names(dossier), dossier["reports"][0]["text"]
        headline = text.find("\n", len(text) - len(text.lstrip()))
        free = [g for g in gold["claims"] if g.get("headline") or g.get("optional")]
        left = [g for g in gold["claims"] if not (g.get("headline") or g.get("optional"))]
        asked += len(left)
        acts = {a for g in gold["claims"] for a in score.aslist(g["act"])}
        for claim in sorted(dossier["claims"], key=lambda c: -c["confidence"]):
            if claim["act"] in {"meet", "attack"} - acts:
                continue
            hit = next((g for g in left if _same(claim, g, names, text, score)), None)
            if hit is not None:
                left.remove(hit)
            elif all(e <= headline for _, e in claim["evidence"]) or any(
                _same(claim, g, names, text, score) for g in free
            ):
                continue
            found.append((claim, hit is not None))
    return found, asked


def _same(claim: Json, gold: Json, names: Any, text: str, score: Any) -> bool:
    if claim["act"] not in score.aslist(gold["act"]) or claim["issue"] not in score.aslist(gold["issue"]):
        return False
    if not score.same_name(gold["party"], names.of(claim["party"])):
        return False
    return overlaps(claim, gold, text, score)


def calibration(rows: Sequence[Outcome], asked: int) -> Json:
    """Of outcomes surest first: the calibration error and the recall, in percent, and each bin."""
    bins = []
    for k in range(BINS):
        inside = [r for r in rows if k / BINS <= r[0] < (k + 1) / BINS or (k == BINS - 1 and r[0] == 1)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            bins.append(
                {
                    "from": k / BINS,
                    "claims": len(inside),
                    "confidence": mean,
                    "right": sum(x for _, x in inside) / len(inside),
                }
            )
    error = sum(b["claims"] * abs(b["confidence"] - b["right"]) for b in bins) / max(1, len(rows))
    best, right = 0, 0
    threshold = None
    for k, (confidence, is_right) in enumerate(rows, 1):
        right += is_right
        if right >= WANTED * k:
            best, threshold = right, confidence
    return {
        "expected_calibration_error": round(100 * error, 1), "claims": len(rows), "asked": asked,
        "recall_at_precision_90": round(100 * best / max(1, asked), 1), "threshold": threshold,
        "bins": [{k: round(v, 3) for k, v in b.items()} for b in bins],
    }  # fmt: skip
