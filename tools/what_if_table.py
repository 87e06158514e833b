"""Fill the table of what-ifs in docs/guarantees.md: `python -m tools.what_if_table [--check]`.

What stands between `<!-- what-if table: … -->` and `<!-- end of what-if table -->` is made of `examples/agreements/what-if.csv`: of each
agreement a case inside the area, one outside it and one in which those have spoken who have a say, each against an empty record. With
`--check` nothing is written, and exit status 1 says that the page is out of date.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from accords.agreement.agreement import Kind
from accords.agreement.norm import NormKind
from accords.agreement.what_if import WhatIf
from accords.presentation.agreement_record import watch
from accords.presentation.agreement_words import AgreementWords
from accords.presentation.supposing import supposed_from
from tools.tables import fill, with_block

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "guarantees.md"
EXAMPLES = ROOT / "examples" / "agreements"
CASES = ("inside", "outside", "inside, determined")
HEADS = ("(a) inside", "(b) outside, or excluded", "(c) as (a), and some have spoken")
BLOCK = re.compile(r"(<!-- what-if table:[^\n]*-->\n).*?(<!-- end of what-if table -->)", re.S)
FEW = 4  # names in a cell; more are counted


def asked() -> dict[str, dict[str, list[dict[str, str]]]]:
    """Agreement -> case -> rows of what is supposed, without the columns that say so."""
    found: dict[str, dict[str, list[dict[str, str]]]] = {}
    with (EXAMPLES / "what-if.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row.pop("agreement"), {}).setdefault(row.pop("case"), []).append(row)
    return found


def answer(agreement: str, rows: list[dict[str, str]]) -> tuple[WhatIf, AgreementWords]:
    """What would come of the rows."""
    watched = watch(EXAMPLES / f"{agreement}.yaml")
    text = io.StringIO()
    writer = csv.DictWriter(text, [*rows[0]], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "rows.csv"
        table.write_text(text.getvalue(), "utf-8")
        items, faults = supposed_from(watched.agreement, [table])
    if faults:
        sys.exit("\n".join(f"{agreement}: {fault}" for fault in faults))
    day = watched.agreement.clock.day(items[0].first)
    return watched.what_if(day, supposed=items), AgreementWords(watched.agreement)


def moved(found: WhatIf) -> set[str]:
    """The guarantees that stand elsewhere than they would have."""
    before = {row.norm.id: row.standing.possible for one in found.before.stipulations for row in one.norms}
    return {
        one.stipulation.id
        for one in found.after.stipulations
        if one.stipulation.kind is Kind.GUARANTEE
        and any(row.standing.possible != before[row.norm.id] for row in one.norms)
    }


def cell(found: WhatIf, words: AgreementWords, shown: set[str]) -> str:
    """The states of guarantees, and who has to do what by when."""
    told = []
    for one in found.after.stipulations:
        if one.stipulation.id in shown:
            rows = [row for row in one.norms if row.norm.kind is not NormKind.TRIGGER]
            states = dict.fromkeys(words.states(row.standing) for row in rows)
            told.append(f"**{one.stipulation.id}: {', '.join(states)}**")
    owed: dict[tuple[str, str, str], list[str]] = {}
    for duty in found.duties:
        deed = words.happened(duty.norm.deed) if duty.norm.deed else ""
        by = f" ({words.by(duty.dues)})" if duty.dues else ""
        alone = len(duty.norm.debtors) < 2 or duty.norm.jointly
        whose = ("" if duty.certain else "perhaps ") + ("" if alone else "one of ")
        owed.setdefault((deed, by, whose), []).extend(words.ids(duty.norm.debtors))
    for (deed, by, whose), ids in owed.items():
        told.append(f"{whose}{_few([words.party(own) for own in dict.fromkeys(ids)], whose)}: {deed}{by}")
    return "; ".join(told) or "nothing is owed"


def _few(names: list[str], whose: str) -> str:
    if len(names) > FEW:
        return str(len(names)) if whose.endswith("one of ") else f"{len(names)} of them"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def lines() -> Iterator[str]:
    yield from ("", f"| | {' | '.join(HEADS)} |", "| --- | --- | --- | --- |")
    for agreement, cases in asked().items():
        cells = []
        shown: set[str] = set()
        for case in CASES:
            if case not in cases:
                cells.append("–")
                continue
            found, words = answer(agreement, cases[case])
            here = moved(found)
            shown |= here if case == CASES[0] else set()
            cells.append(cell(found, words, here | (shown if case == CASES[2] else set())))
        yield f"| {agreement} | {' | '.join(text.replace('|', '/') for text in cells)} |"
    yield from ("", "Where no day stands, the text names no time by which it has to be done.", "")


def filled(page: str) -> str:
    return with_block(page, BLOCK, lines())


if __name__ == "__main__":
    sys.exit(fill(PAGE, filled, sys.argv[1:]))
