"""The counts of data/DATASHEET.md, as Markdown: `python composition.py [--write]` (into the datasheet, between its marks).

Texts with a fault are left out, as in the training.
"""

import re
import sys
from collections import Counter

from reports import Labelled, read_clauses, read_report
from splits import DATA, chosen_on, untouched

SHEET, BEGIN, END = DATA / "DATASHEET.md", "<!-- counts -->", "<!-- end of counts -->"


def part(labelled: Labelled) -> str:
    return "test" if untouched(labelled.place) else "fold" if chosen_on(labelled.place) else "training"


def register(head: str) -> str:
    """The first words that tell: `broadsheet analysis, translated` -> `broadsheet analysis`."""
    return re.split(r"[,;(]", head)[0].strip().lower()


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def listed(counts: Counter[str], least: int = 1) -> str:
    shown = [f"{name} {n}" for name, n in counts.most_common() if n >= least]
    rest = len(counts) - len(shown)
    return ", ".join(shown) + (f"; {rest} more" if rest else "")


def counts() -> str:
    texts = {
        "reports": [read_report(p) for p in sorted((DATA / "reports").glob("*.txt"))],
        "clauses": [c for p in sorted((DATA / "clauses").glob("*.txt")) for c in read_clauses(p)],
    }
    whole = {kind: [t for t in of if not t.faults] for kind, of in texts.items()}
    columns = ("texts", "training", "fold", "test", "words", "attributions", "claims", "without claim")
    lines = [row("", *columns), row(*["---"] * (len(columns) + 1))]
    for kind, of in whole.items():
        parts = Counter(map(part, of))
        words = sum(len(t.text.split()) for t in of)
        said, claimed = sum(len(t.said) for t in of), sum(len(t.claims) for t in of)
        silent = sum(not t.claims for t in of)
        lines.append(
            row(kind, len(of), *(parts[p] for p in ("training", "fold", "test")), words, said, claimed, silent)
        )
    every = [t for of in whole.values() for t in of]
    claims = [c for t in every for c in t.claims.values()]
    heads = [t.head for t in whole["reports"]]
    processes = {re.sub(r"[\d\s–-]+$", "", h["process"]).lower() for h in heads}
    others = Counter(kind for t in every for kind, _ in t.others)
    negated = sum(c.get("negated") == "yes" for c in claims)
    two = {what: sum("/" in c[what] for c in claims) for what in ("act", "issue")}
    paragraphs = [
        f"Registers (reports): {listed(Counter(register(h['register']) for h in heads), 5)}.",
        f"Processes (reports): {len(processes)} by name, years left off, none with more than {Counter(h['process'] for h in heads).most_common(2)[-1][1]} reports.",
        *(
            f"{w.capitalize()}s: {listed(Counter(c[w].split('/')[0] for c in claims if w in c))}."
            for w in ("act", "issue", "strength")
        ),
        f"Negated: {negated}. Claims with two acceptable acts: {two['act']}; issues: {two['issue']}. Rows besides: {listed(others)}.",
    ]
    return "\n".join(lines) + "\n\n" + "\n\n".join(paragraphs)


def main(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        before, begin, rest = SHEET.read_text("utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        if not begin or not end:
            print(f"{SHEET.name}: no {BEGIN} … {END} to write the counts between", file=sys.stderr)
            return 1
        SHEET.write_text(f"{before}{BEGIN}\n{counts()}\n{END}{after}", "utf-8")
    else:
        print(counts())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
