"""What the queue is good for: how many answers are others once the wrong claims among its first so many are set aside.

    python -m bench.questions ../shared

On the development reports, end to end from the texts. A claim is right where the gold of its report has party, act and issue at
words that meet its own. Beside the queue: the least sure claims first, those on which most hangs first, and claims by lot (the mean
of 30 draws). An answer is a position (party, issue, whose words, act), a commitment (debtor, issue, terms, status) or a dispute (by
its claims); each that is not there any more counts one.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

import accords
from accords.assessment.question import QuestionKind
from accords.assessment.queue import queue_in
from accords.assessment.record import Record
from accords.assessment.recorded import Recorded
from accords.assessment.stakes import Tellings, stakes_in
from accords.assessment.view import View
from accords.claims.build import Account
from accords.presentation.answering import answers
from accords.vocabulary import slug
from accords.vocabulary.act import Standing
from bench.across import PROCESS, records

ASKED = (10, 20, 40)
DRAWS = 30
Row = tuple[object, ...]


def gold_of(folder: Path) -> dict[str, tuple[list[dict[str, object]], str]]:
    """File name of a report -> its gold claims and its text."""
    found = {}
    for path in sorted(folder.glob("*.gold.json")):
        if path.name != "disputes.gold.json":
            gold = json.loads(path.read_text("utf-8"))
            name = gold["report"]["file"]
            found[name] = (gold["claims"], (folder / name).read_text("utf-8"))
    return found


def is_right(one: Recorded, claims: Sequence[dict[str, object]], text: str) -> bool:
    def among(value: str, told: object) -> bool:
        return value in (told if isinstance(told, list) else [told])

    for gold in claims:
        words, claim = str(gold["evidence"]), one.claim
        at = text.find(words)
        meets = at >= 0 and any(span.start < at + len(words) and at < span.end for span in claim.evidence)
        same = slug(str(gold["party"])) == claim.party and among(claim.act, gold["act"])
        if meets and same and among(claim.issue, gold["issue"]):
            return True
    return False


def rows(view: View) -> set[Row]:
    return {
        *(("position", p.party, p.issue, p.standing is Standing.OWN, p.stance, p.negated) for p in view.positions()),
        *(("commitment", c.debtor, c.issue, c.terms, c.status) for c in view.commitments()),
        *(("dispute", d.id) for d in view.disputes()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with reports/dev")
    folder = parser.parse_args().shared / "reports" / "dev"
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "texts.jsonl").write_text(records(folder), "utf-8")
        with accords.Ledger.new(Path(made) / "dev.ledger") as ledger:
            accords.add(Path(made) / "texts.jsonl", ledger, process=PROCESS)
            accounts: list[Account] = list(ledger.accounts())
            view = answers(ledger).as_of()
    gold = gold_of(folder)
    claims = [one for known in view.reports for one in known.claims]
    given = {known.id: known.account.report.given_id or "" for known in view.reports}
    wrong = {one.id for one in claims if not is_right(one, *gold[given[one.report]])}
    stakes = stakes_in(view, Tellings(view))
    before = rows(view)

    def changed(order: Sequence[str], asked: int) -> tuple[int, int]:
        gone = wrong.intersection(order[:asked])
        left = [replace(one, claims=tuple(c for c in one.claims if c.id not in gone)) for one in accounts]
        return len(gone), len(before - rows(Record(left).as_of()))

    hangs = {one.id: sum(reason.answers for reason in stakes.get(one.id, ())) for one in claims}
    orders = {
        "the queue": [q.subject for q in queue_in(view, most=len(claims)) if q.kind is QuestionKind.CLAIM],
        "the least sure first": [one.id for one in sorted(claims, key=lambda one: one.claim.confidence)],
        "most hangs on it first": [one.id for one in sorted(claims, key=lambda one: -hangs[one.id])],
    }
    print(f"{len(claims)} claims, {len(wrong)} of them wrong; {len(before)} answers")
    print(f"{'wrong claims, answers that change':<36}" + "".join(f"{f'of {n}':>12}" for n in ASKED))
    for name, order in orders.items():
        print(f"{name:<36}" + "".join(f"{f'{gone}, {rows}':>12}" for gone, rows in (changed(order, n) for n in ASKED)))
    drawn = [
        [changed(random.Random(draw).sample([c.id for c in claims], n), n) for n in ASKED] for draw in range(DRAWS)
    ]
    means = [(mean(d[at][0] for d in drawn), mean(d[at][1] for d in drawn)) for at in range(len(ASKED))]
    print(f"{'by lot':<36}" + "".join(f"{f'{gone:.0f}, {rows:.0f}':>12}" for gone, rows in means))


if __name__ == "__main__":
    main()
