"""Our labelled reports as gold dossiers: one NAME.txt and NAME.gold.json each, in the form that the scorers of dossiers read.

    python gold.py OUT [--fold]

Writes the untouched test set of the repository; with `--fold`, the fold that settings are chosen on (`splits.chosen_on`).
"""

import argparse
import json
from pathlib import Path
from typing import Any

from reports import Labelled, read_report
from splits import DATA, chosen_on, untouched

Json = dict[str, Any]


def gold_of(labelled: Labelled) -> Json:
    """What a perfect reader would find in one report. A field that the labels leave open is left out, and so is not scored."""
    text, spans = labelled.text, labelled.spans
    headline = len(text) - len(text.lstrip())
    headline = text.find("\n", headline)

    def words(mark: str, number: int) -> list[str]:
        return [text[a:b] for a, b in sorted(spans.get(mark, {}).get(number, []))]

    def in_headline(mark: str, number: int) -> bool:
        found = spans.get(mark, {}).get(number, [])
        return bool(found) and all(end <= headline for _, end in found)

    attributions = []
    for number, row in sorted(labelled.said.items()):
        if row.get("kind", "assertion") != "assertion":
            continue
        content = words("c", number)
        main = max(content, key=len)
        attribution: Json = {"speaker": row.get("speaker"), "content": main}
        attribution |= {k: row[k] for k in ("party", "mode", "said_on", "channel") if k in row}
        if len(content) > 1:
            attribution["content_more"] = [c for c in content if c is not main]
        outer = labelled.said.get(int(row["within"].lstrip("a"))) if "within" in row else None
        if outer:
            attribution["within"] = outer.get("speaker")
        if in_headline("c", number):
            attribution["headline"] = True
        attributions.append(attribution)
    claims = []
    for number, row in sorted(labelled.claims.items()):
        evidence = words("e", number) or words("t", number)
        for party in _names(row["party"]):
            claim: Json = {
                "party": party, "act": row["act"].split("/"), "issue": row["issue"].split("/"), "evidence": " ".join(evidence),
                "negated": row.get("negated") == "yes",
            }  # fmt: skip
            if "standing" in row:
                claim["standing"] = row["standing"].split("/")
                claim["chain"] = _names(row.get("chain", ""))
            if "strength" in row:
                claim["strength"] = row["strength"].split("/")
            if in_headline("e", number):
                claim["headline"] = True
            claims.append(claim)
    out: Json = {
        "report": {k: labelled.head[k] for k in ("outlet", "published") if labelled.head.get(k)},
        "attributions": attributions, "claims": claims, "meetings": [], "commitments": [], "silences": [],
    }  # fmt: skip
    for kind, row in labelled.others:
        fields: Json = {k: v.split("/") if k in ("status", "issue") else v for k, v in row.items()}
        if "participants" in fields:
            fields["participants"] = _names(fields["participants"])
        if kind == "meeting" and "status" not in fields:
            continue  # a fault of the label: there is nothing to score
        who = {"commitment": "debtor", "silence": "party"}.get(kind)
        each = [fields | {who: name} for name in _names(fields[who])] if who in fields else [fields]
        out[f"{kind}s"] += each
    return out


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(";") if name.strip()]


def write(folder: Path, wanted: Any = untouched) -> int:
    """Writes the reports that `wanted` picks, and returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for path in sorted((DATA / "reports").glob("*.txt")):
        labelled = read_report(path)
        if labelled.faults or not wanted(labelled.place):
            continue
        (folder / path.name).write_text(labelled.text, "utf-8")
        (folder / f"{path.stem}.gold.json").write_text(
            json.dumps(gold_of(labelled), ensure_ascii=False, indent=1), "utf-8"
        )
        count += 1
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", action="store_true")
    o = parser.parse_args()
    print(write(o.out, chosen_on if o.fold else untouched), "reports")
