"""The disputes among claims that are at hand, without a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accords.assessment.board import Board
from accords.assessment.dispute import Dispute, DisputeKind, dispute_id
from accords.assessment.order import WordsOf
from accords.assessment.placed import Placed, heard, placed
from accords.assessment.remarks import Telling
from accords.claims.claim import Claim

__all__ = ["Dispute", "DisputeKind", "dispute_id", "disputes"]

ALONE = Telling()


def disputes(claims: Iterable[Claim], words_of: WordsOf, telling: Telling = ALONE) -> tuple[Dispute, ...]:
    """Every dispute once, by kind and place; the order of the claims does not matter.

    `telling` says what is known of days and of who copies whom; what a copy changed is not among these: see `lineage`.
    """
    by_report: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        by_report[claim.report][claim.id] = claim
    told = {report: heard(several.values()) for report, several in by_report.items()}
    rows: dict[str, list[Placed]] = {}
    for report, several in by_report.items():
        origin, published = telling.origin(report), telling.known_on(report)
        rows[report] = [
            placed(
                claim,
                words_of(claim),
                day=telling.day_of(claim),
                known_on=published or date.max,
                published=published,
                origin=origin,
                heard_in=[told[name] for name in dict.fromkeys((origin, report)) if name in told],
                cue=telling.cue_of(claim),
            )
            for claim in several.values()
        ]
    board = Board()
    board.change((), rows)
    return board.disputes()
