"""Check the labelled data: `python check_data.py [FILE ...]`; counts on standard output, faults listed, exit status 1 where there is one."""

import sys
from collections import Counter
from pathlib import Path

from reports import read_clauses, read_report

DATA = Path(__file__).parent / "data"


def main(names: list[str]) -> int:
    paths = [Path(n) for n in names] or [
        *sorted((DATA / "reports").glob("*.txt")),
        *sorted((DATA / "clauses").glob("*.txt")),
    ]
    counts, acts, issues, faults = Counter(), Counter(), Counter(), []
    for path in paths:
        labelled = [read_report(path)] if path.parent.name == "reports" else read_clauses(path)
        for x in labelled:
            faults += x.faults
            counts.update(
                {
                    "texts": 1,
                    "words": len(x.text.split()),
                    "attributions": len(x.said),
                    "claims": len(x.claims),
                    "without claim": not x.claims,
                }
            )
            acts.update(c["act"].split("/")[0] for c in x.claims.values() if "act" in c)
            issues.update(c["issue"].split("/")[0] for c in x.claims.values() if "issue" in c)
    print(dict(counts), dict(acts.most_common()), dict(issues.most_common()), sep="\n")
    print(*faults, sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
