"""Our own labelled reports and clauses: text with marks -> text with spans (data/GUIDELINE.md)."""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from splits import DATA

MARK = re.compile(r"<(/?)([sqcept])(\d+)>")
ROW = re.compile(r"(?:([at])(\d+)|(meeting|commitment|silence))\b\s*(.*)$")
ACTS = frozenset(
    "accept agree commit offer propose concede withdraw want request demand reject deny threaten warn support accuse assess meet cooperate aid retreat "
    "investigate protest sanction mobilize coerce attack".split()
)
ISSUES = frozenset(
    ("security guarantees", "territory", "ceasefire", "peace agreement", "talks", "alliance membership", "forces", "arms supply", "sanctions", "prisoners",
     "assets and reparations", "nuclear", "humanitarian", "governance", "accountability", "other")
)  # fmt: skip
CLOSED = {
    "act": ACTS, "issue": ISSUES, "kind": {"assertion", "belief", "fact", "eventuality"}, "mode": {"direct", "indirect", "mixed"},
    "strength": {"actual", "undertaken", "conditional", "possible", "desired"}, "standing": {"own", "counterpart", "third party", "outlet"},
    "negated": {"yes", "no"},
}  # fmt: skip
KNOWN = {
    "a": {"speaker", "party", "kind", "mode", "said_on", "channel", "within"},
    "t": {"party", "act", "issue", "strength", "standing", "chain", "toward", "negated", "condition", "person"},
    "meeting": {"date", "place", "participants", "status", "format", "words", "name"},
    "commitment": {"debtor", "creditor", "issue", "form", "status", "condition", "terms"},
    "silence": {"party", "issue", "words"},
}


@dataclass
class Labelled:
    """One text with its marks taken out. `spans[mark][number]` lists `(start, end)` in code points; `rows[number]` the fields."""

    place: str
    text: str
    head: dict[str, str] = field(default_factory=dict)
    spans: dict[str, dict[int, list[tuple[int, int]]]] = field(default_factory=dict)
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    claims: dict[int, dict[str, str]] = field(default_factory=dict)
    others: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def unmark(place: str, marked: str) -> Labelled:
    out, at, parts, opened = Labelled(place, ""), 0, [], {}
    for m in MARK.finditer(marked):
        parts.append(marked[at : m.start()])
        at = m.end()
        here = sum(map(len, parts))
        key = (m.group(2), int(m.group(3)))
        if m.group(1):
            if key not in opened:
                out.faults.append(f"{place}: </{key[0]}{key[1]}> closes nothing")
                continue
            out.spans.setdefault(key[0], {}).setdefault(key[1], []).append((opened.pop(key), here))
        elif key in opened:
            out.faults.append(f"{place}: <{key[0]}{key[1]}> opens twice")
        else:
            opened[key] = here
    parts.append(marked[at:])
    out.text = "".join(parts)
    out.faults += [f"{place}: <{k}{n}> is not closed" for k, n in opened]
    if re.search(r"</?[a-z]+\d*>", out.text):
        out.faults.append(f"{place}: a mark that is none: {re.search(r'</?[a-z]+[0-9]*>', out.text).group()}")
    return out


def rows(out: Labelled, lines: list[str]) -> None:
    for line in filter(str.strip, lines):
        m = ROW.match(line.strip())
        if not m:
            out.faults.append(f"{out.place}: not a row: {line.strip()[:60]!r}")
            continue
        kind = m.group(1) or m.group(3)
        values = dict(
            (k.strip(), v.strip())
            for k, _, v in (f.partition("=") for f in re.split(r"\s*\|\s*", m.group(4)) if f.strip())
            if v.strip()
        )
        for key, value in values.items():
            if key not in KNOWN[kind]:
                out.faults.append(f"{out.place}: {kind}: unknown field {key!r}")
            elif key in CLOSED and not set(value.split("/")) <= CLOSED[key]:
                out.faults.append(f"{out.place}: {kind}: {key}={value!r}")
        for key in ("words", "terms"):
            if key in values and values[key] not in out.text:
                out.faults.append(f"{out.place}: {kind}: {key} not in the text: {values[key][:50]!r}")
        if kind == "a":
            out.said[int(m.group(2))] = values
        elif kind == "t":
            out.claims[int(m.group(2))] = values
            out.faults += [
                f"{out.place}: t{m.group(2)} has no {k}" for k in ("party", "act", "issue") if k not in values
            ]
        else:
            out.others.append((kind, values))


def complete(out: Labelled) -> Labelled:
    for number in out.claims:
        if not out.spans.get("t", {}).get(number):
            out.faults.append(f"{out.place}: t{number} has a row and no trigger in the text")
    for number in {*out.spans.get("t", {}), *out.spans.get("e", {}), *out.spans.get("p", {})} - set(out.claims):
        out.faults.append(f"{out.place}: t{number} is marked and has no row")
    for number in {*out.spans.get("s", {}), *out.spans.get("q", {}), *out.spans.get("c", {})}:
        if number not in out.said:
            out.faults.append(f"{out.place}: a{number} is marked and has no row")
        if not out.spans.get("c", {}).get(number):
            out.faults.append(f"{out.place}: a{number} has no content")
    for number in set(out.said) - set(out.spans.get("c", {})):
        out.faults.append(f"{out.place}: a{number} has a row and no content in the text")
    for number in out.spans.get("e", {}):
        triggers = out.spans.get("t", {}).get(number, [])
        if triggers and not any(a <= t[0] and t[1] <= b for a, b in out.spans["e"][number] for t in triggers):
            out.faults.append(f"{out.place}: t{number} stands outside its evidence")
    return out


def read_report(path: Path) -> Labelled:
    head, _, rest = path.read_text("utf-8").partition("\n---\n")
    marked, _, tail = rest.rpartition("\n---\n") if "\n---\n" in rest else (rest.removesuffix("\n---"), "", "")
    out = unmark(path.name, marked)
    out.head = dict(
        (k.strip(), v.strip()) for k, _, v in (line.partition(":") for line in head.splitlines() if line.strip())
    )
    out.faults += [f"{path.name}: head has no {k}" for k in ("process", "register", "published") if not out.head.get(k)]
    rows(out, tail.splitlines())
    return complete(out)


def read_clauses(path: Path) -> list[Labelled]:
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place = f"{path.name}:{number}"
        text, *tail = re.split(r"\s*##\s*", line)
        before, bar, marked = text.partition("|||")
        if not bar:
            found.append(Labelled(place, "", faults=[f"{place}: no |||"]))
            continue
        before = before.strip()
        out = unmark(place, f"{before} {marked.strip()}" if before else marked.strip())
        rows(out, [t for t in tail if t.strip()])
        found.append(complete(out))
    return found


def own_data() -> list[Labelled]:
    """All reports and clauses but those with a fault, which are told on standard error."""
    rows = [read_report(p) for p in sorted((DATA / "reports").glob("*.txt"))]
    for p in sorted((DATA / "clauses").glob("*.txt")):
        rows += read_clauses(p)
    faults = [f for r in rows for f in r.faults]
    if faults:
        print(f"{len(faults)} faults in our data, those texts are left out: {faults[:3]}", file=sys.stderr)
    return [r for r in rows if not r.faults]
