"""The agreement of the two who labelled a tenth of our data: `python agreement.py [--json]`.

What is in `data/second/` was labelled from the bare texts, without sight of `data/reports/` and `data/clauses/`.

- Attributions are paired one to one by overlapping content, the nearest first; of reports alone: the second labeller marked none in clauses.
  "Exact" means the same letters and digits, whatever signs stand at the edges.
- Claims are paired one to one by overlapping trigger (again: evidence), the pair with more of party, act and issue in common first,
  then the nearer. A row with two parties is a claim about each. A value with `/` counts by its first, but for the row "any acceptable value".
- Names of speakers and parties are the same where they are spelt alike but for case, accents and "the". "Whatever its name": parties under other names
  are the same where, in one text, each stands in the other's place more than once; of single clauses this can tell nothing.
- F1 is twice the pairs that are alike, by the number of items of both. Alpha is Krippendorff's, nominal, over claims paired by trigger;
  that of strength over those where both give one.
- Intervals: 95 %, percentiles of 2,000 bootstrap samples of texts, reports and clauses each by themselves.
"""

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
from reports import Labelled, read_clauses, read_report

DATA = Path(__file__).parent / "data"
SAMPLES = 2000
# Of evidence: the shorter lies half within the other, and the two are not of wholly different length (as the scorer of dossiers has it).
WITHIN, NEAR = 0.5, 0.2


T = TypeVar("T")


@dataclass(frozen=True)
class Attribution:
    content: frozenset[int]  # code points of letters and digits
    source: frozenset[int]
    speaker: str


@dataclass(frozen=True)
class Claim:
    trigger: frozenset[int]
    evidence: frozenset[int]
    party: str
    acts: tuple[str, ...]  # the best first
    issues: tuple[str, ...]
    strength: str
    negated: str


@dataclass
class Counts:
    """Of one text: what is alike of both, by question, and the pairs of values."""

    kind: str
    alike: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)  # of both labellers together
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    one_gave_strength: int = 0


def plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").split()).removeprefix("the ")


def places(labelled: Labelled, mark: str, number: int) -> frozenset[int]:
    spans = labelled.spans.get(mark, {}).get(number, [])
    return frozenset(k for begin, end in spans for k in range(begin, end) if labelled.text[k].isalnum())


def attributions(labelled: Labelled) -> list[Attribution]:
    return [
        Attribution(places(labelled, "c", n), places(labelled, "s", n), plain(row.get("speaker", "")))
        for n, row in sorted(labelled.said.items())
    ]


def claims(labelled: Labelled) -> list[Claim]:
    return [
        Claim(
            places(labelled, "t", n),
            places(labelled, "e", n),
            plain(party),
            tuple(row["act"].split("/")),
            tuple(row["issue"].split("/")),
            row.get("strength", "").split("/")[0],
            "yes" if row.get("negated") == "yes" else "no",
        )
        for n, row in sorted(labelled.claims.items())
        for party in row["party"].split(";")
    ]


def nearness(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a & b else 0.0


def paired(first: list[T], second: list[T], score: Callable[[T, T], tuple[float, ...] | None]) -> list[tuple[T, T]]:
    """One to one, best first; `score` is `None` where two are no pair."""
    ranked = sorted(
        (
            (*scored, -i, -j)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            if (scored := score(a, b)) is not None
        ),
        reverse=True,
    )
    left, right, out = set(), set(), []
    for *_, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((first[-i], second[-j]))
    return out


def by_content(a: Attribution, b: Attribution) -> tuple[float, ...] | None:
    near = nearness(a.content, b.content)
    return (near, a.speaker == b.speaker) if near else None


def in_common(a: Claim, b: Claim) -> int:
    return (a.party == b.party) + (a.acts[0] == b.acts[0]) + (a.issues[0] == b.issues[0])


def by_trigger(a: Claim, b: Claim) -> tuple[float, ...] | None:
    near = nearness(a.trigger, b.trigger)
    return (in_common(a, b), near) if near else None


def by_evidence(a: Claim, b: Claim) -> tuple[float, ...] | None:
    shorter = min(len(a.evidence), len(b.evidence))
    near = nearness(a.evidence, b.evidence)
    if near < NEAR or len(a.evidence & b.evidence) < WITHIN * shorter:
        return None
    return (in_common(a, b), near)


def other_names(pairs: list[tuple[Claim, Claim]]) -> set[tuple[str, str]]:
    """Two names of one party: each stands for the other in at least two claims of the text and in half of those paired, and never beside it."""
    together = Counter((a.party, b.party) for a, b in pairs)
    left, right = Counter(a.party for a, _ in pairs), Counter(b.party for _, b in pairs)
    return {
        (a, b)
        for (a, b), n in together.items()
        if n > 1 and 2 * n >= max(left[a], right[b]) and a not in right and b not in left
    }


def counted(kind: str, first: Labelled, second: Labelled) -> Counts:
    out = Counts(kind)
    if kind == "report":
        one, two = attributions(first), attributions(second)
        pairs = paired(one, two, by_content)
        out.items["attributions"] = len(one) + len(two)
        out.alike["attributions: found"] = len(pairs)
        out.alike["attributions: same content"] = sum(a.content == b.content for a, b in pairs)
        out.alike["attributions: same source"] = sum(a.source == b.source for a, b in pairs)
        out.alike["attributions: same speaker"] = sum(a.speaker == b.speaker for a, b in pairs)
    mine, theirs = claims(first), claims(second)
    out.items["claims"] = len(mine) + len(theirs)
    for how, score in (("trigger", by_trigger), ("evidence", by_evidence)):
        both = paired(mine, theirs, score)
        renamed = other_names(both)
        for a, b in both:
            party = a.party == b.party
            known = party or (a.party, b.party) in renamed
            act, issue = a.acts[0] == b.acts[0], a.issues[0] == b.issues[0]
            acceptable = bool(set(a.acts) & set(b.acts) and set(a.issues) & set(b.issues))
            for name, alike in (
                ("found", True),
                ("same act", act),
                ("same issue", issue),
                ("same party", party),
                ("same party, whatever its name", known),
                ("same party, act and issue", party and act and issue),
                ("the same, whatever the party's name", known and act and issue),
                ("any acceptable value, whatever the party's name", known and acceptable),
            ):
                out.alike[f"claims by {how}: {name}"] += alike
        if how == "trigger":
            out.values = {
                "act": [(a.acts[0], b.acts[0]) for a, b in both],
                "issue": [(a.issues[0], b.issues[0]) for a, b in both],
                "strength": [(a.strength, b.strength) for a, b in both if a.strength and b.strength],
                "negation": [(a.negated, b.negated) for a, b in both],
            }
            out.one_gave_strength = sum(bool(a.strength) != bool(b.strength) for a, b in both)
    for side in (mine, theirs):
        out.items.update(f"act {c.acts[0]}" for c in side)
        out.items.update(f"issue {c.issues[0]}" for c in side)
    for what in ("act", "issue"):
        out.alike.update(f"{what} {a}" for a, b in out.values[what] if a == b)
    return out


def alpha(coincidences: np.ndarray) -> np.ndarray:
    """Krippendorff's alpha for nominal values; `coincidences` [..., values, values] counts both orders of each pair. NaN where nothing varies.

    Observed disagreement: the share off the diagonal. Expected: that of two values drawn from all without putting the first back.
    Krippendorff, Content Analysis (2004), chapter 11.
    """
    of_value = coincidences.sum(-1)
    total = of_value.sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = 1 - np.trace(coincidences, axis1=-2, axis2=-1) / total
        expected = 1 - (of_value * (of_value - 1)).sum(-1) / (total * (total - 1))
        return np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1), np.nan)


def coincidences(texts: list[Counts], what: str) -> np.ndarray:
    """[texts, values, values]"""
    names = sorted({v for t in texts for pair in t.values[what] for v in pair})
    out = np.zeros((len(texts), len(names), len(names)))
    for k, text in enumerate(texts):
        for a, b in text.values[what]:
            out[k, names.index(a), names.index(b)] += 1
            out[k, names.index(b), names.index(a)] += 1
    return out


def weights(kinds: list[str], samples: int) -> np.ndarray:
    """How often each text is drawn: [samples, texts], each kind drawn by itself."""
    rng = np.random.default_rng(0)
    out = np.zeros((samples, len(kinds)))
    for kind in sorted(set(kinds)):
        of = np.array([k for k, other in enumerate(kinds) if other == kind])
        out[:, of] = rng.multinomial(len(of), np.full(len(of), 1 / len(of)), samples)
    return out


def interval(values: np.ndarray) -> list[float] | None:
    known = values[~np.isnan(values)]
    return [round(float(v), 3) for v in np.percentile(known, (2.5, 97.5))] if len(known) else None


def f1(texts: list[Counts], question: str, items: str, drawn: np.ndarray) -> dict:
    alike, of = (
        np.array([getattr(t, name)[key] for t in texts], float) for name, key in (("alike", question), ("items", items))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        sampled = 2 * (drawn @ alike) / (drawn @ of)
    value = round(float(2 * alike.sum() / of.sum()), 3) if of.sum() else None
    return {"f1": value, "interval": interval(sampled), "alike": int(alike.sum()), "labels": int(of.sum())}


def measured(texts: list[Counts], samples: int = SAMPLES) -> dict:
    """`f1` by question, `alpha` by what is chosen, `acts` and `issues`: each with its number of items and its interval."""
    drawn = weights([t.kind for t in texts], samples)
    questions = dict.fromkeys(q for t in texts for q in t.alike if ":" in q)
    out: dict = {
        "texts": len(texts),
        "f1": {q: f1(texts, q, q.split(":")[0].split()[0], drawn) for q in questions},
        "alpha": {},
    }
    for what in ("act", "issue", "strength", "negation"):
        table = coincidences(texts, what)
        value = float(alpha(table.sum(0)))
        out["alpha"][what] = {
            "alpha": None if np.isnan(value) else round(value, 3),
            "interval": interval(alpha(np.einsum("st,tij->sij", drawn, table))),
            "items": int(table.sum() / 2),
        }
    out["strength by one alone"] = sum(t.one_gave_strength for t in texts)
    for what in ("act", "issue"):
        names = {n for t in texts for n in t.items if n.startswith(f"{what} ")}
        rows = {n.removeprefix(f"{what} "): f1(texts, n, n, drawn) for n in names}
        out[f"{what}s"] = dict(sorted(rows.items(), key=lambda row: -row[1]["labels"]))
    return out


def twice_labelled(data: Path) -> tuple[list[tuple[str, Labelled, Labelled]], list[str]]:
    """`(kind, first, second)` of each text under `data/second`, and what is wrong with them."""
    pairs, faults = [], []
    for path in sorted((data / "second" / "reports").glob("*.txt")):
        first = data / "reports" / path.name
        if first.exists():
            pairs.append(("report", read_report(first), read_report(path)))
        else:
            faults.append(f"second/reports/{path.name}: there is no reports/{path.name}")
    for path in sorted((data / "second" / "clauses").glob("*.txt")):
        first_of = {c.text: c for c in read_clauses(data / "clauses" / path.name)}
        for second in read_clauses(path):
            if second.text in first_of:
                pairs.append(("clause", first_of[second.text], second))
            else:
                faults.append(
                    f"second/{second.place}: no clause of clauses/{path.name} has this text: {second.text[:60]!r}"
                )
    for kind, one, two in pairs:
        if one.text != two.text:
            at = next(
                (k for k, (a, b) in enumerate(zip(one.text, two.text, strict=False)) if a != b),
                min(len(one.text), len(two.text)),
            )
            faults.append(
                f"second/{two.place}: another text than {kind}s/{one.place} from character {at}: {two.text[at : at + 30]!r}"
            )
        faults += [*one.faults, *(f"second/{f}" for f in two.faults)]
    return pairs, faults


def shown(title: str, found: dict) -> Iterable[str]:
    def line(name: str, value: float | None, row: dict, count: str) -> str:
        low, high = row["interval"] or (float("nan"), float("nan"))
        return f"  {name:70} {'-' if value is None else format(value, '.3f'):>6}  [{low:.3f}, {high:.3f}]  {count}"

    yield f"{title}: {found['texts']} texts"
    for name, row in found["f1"].items():
        yield line(f"F1 {name}", row["f1"], row, f"{row['alike']} of {row['labels']} labels")
    for name, row in found["alpha"].items():
        more = f", {found['strength by one alone']} more with one by one labeller alone" if name == "strength" else ""
        yield line(f"alpha {name}", row["alpha"], row, f"{row['items']} claims{more}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="The agreement of the two who labelled a tenth of our data.")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with reports/, clauses/ and second/")
    asked = parser.parse_args(arguments)
    pairs, faults = twice_labelled(asked.data)
    if not pairs and not faults:
        faults = [f"{asked.data}: no text in second/reports or second/clauses: nothing is labelled twice"]
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    texts = [counted(*pair) for pair in pairs]
    parts = {"all": texts} | {f"{k}s": [t for t in texts if t.kind == k] for k in ("report", "clause")}
    found = {name: measured(part) for name, part in parts.items() if part}
    if asked.json:
        print(json.dumps(found, indent=1))
        return 0
    for name, part in found.items():
        print(*shown(name, part), "", sep="\n")
    for what in ("acts", "issues"):
        print(f"F1 of {what}, by trigger, in all texts")
        for name, row in found["all"][what].items():
            low, high = row["interval"] or (float("nan"), float("nan"))
            print(f"  {name:24} {row['f1']:.3f}  [{low:.3f}, {high:.3f}]  {row['alike']} of {row['labels']} labels")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
