"""Fit the constants of `accords/claims/confidence.py` on the fold: what share of claims like this one is right.

    python calibrate.py SHARED

Logistic regression with a small squared penalty, by Newton's method, on every claim that the rules make of the fold's reports before any is left
out, right or wrong as `bench/calibration.py` says. Prints the constants; put them there by hand.
"""

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from calibration import judged  # noqa: E402
from gold import write  # noqa: E402
from splits import chosen_on  # noqa: E402

import accords  # noqa: E402
from accords.claims import claimed  # noqa: E402
from accords.claims.claim import Claim  # noqa: E402
from accords.reading.tagger import load_tagger  # noqa: E402

PENALTY = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    o = parser.parse_args()
    tagger = load_tagger()
    last: list[tuple[float, ...]] = [()]
    of_claim: dict[str, tuple[float, ...]] = {}

    def remembered(row: tuple[float, ...]) -> float:
        last[0] = row
        return float(np.exp(row[2] + row[3])) / (1 + np.exp(-row[1]))

    def claim(**fields: Any) -> Claim:
        of_claim[fields["id"]] = last[0]
        return Claim(**fields)

    claimed.confidence, claimed.Claim = remembered, claim  # type: ignore[assignment,misc]
    claimed.LEAST_SURE = -1.0  # none is left out
    with tempfile.TemporaryDirectory() as folder:
        gold, read = Path(folder, "gold"), Path(folder, "read")
        read.mkdir()
        write(gold, chosen_on)
        for path in sorted(gold.glob("*.gold.json")):
            head = json.loads(path.read_text("utf-8"))["report"]
            text = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
            published = date.fromisoformat(head["published"]) if head.get("published") else None
            dossier = accords.read(text, outlet=head.get("outlet"), published=published, tagger=tagger, language="en")
            (read / f"{text.stem}.json").write_text(json.dumps(dossier.to_json()), "utf-8")
        rows, _ = judged(gold, read, o.shared)
    x = np.array([of_claim[c["id"]] for c, _ in rows])
    y = np.array([right for _, right in rows], float)
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + PENALTY * w
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + PENALTY * np.eye(len(w)), gradient)
    p = 1 / (1 + np.exp(-x @ w))
    print(f"{len(y)} claims, {y.mean():.3f} right; log-likelihood {np.mean(np.log(np.where(y > 0, p, 1 - p))):.4f}")
    print(", ".join(f"{v:.3f}" for v in w))
    for least in np.arange(0.05, 0.5, 0.05):
        print(f"from {least:.2f} on: {(p >= least).sum()} claims, right {y[p >= least].sum():.0f}")


if __name__ == "__main__":
    main()
