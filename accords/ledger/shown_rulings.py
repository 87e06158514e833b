"""The rulings on some things, for whoever shows these beside what was ruled and offers to undo one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from accords.ledger.added import added_row
from accords.ledger.identities import split_id, strings
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ruled import FIELDS


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """A ruling that nobody undid. `counts` is false where a later one on the same question took its place: undoing it
    changes nothing, and undoing the later one brings it back."""

    judgement: Judgement
    counts: bool = True


def rulings_on(judgements: Iterable[Judgement], ids: Collection[str]) -> dict[str, tuple[ShownRuling, ...]]:
    """Id -> the rulings about it that nobody undid, in the order of the log; ids without any are left out.

    `judgements` are all of a ledger (`Ledger.judgements`); `ids` of claims, attributions, meetings, reports and actors. A
    ruling that adds a claim is about the report and about the claim; one of several actors, meetings or reports is about each.
    O(judgements).
    """
    rows = tuple(judgements)
    wanted = frozenset(ids)
    undone = {judgement.subject for judgement in rows if judgement.ruling is Ruling.UNDO}
    found: dict[str, dict[str, Judgement]] = {}
    latest: dict[tuple[str, str], str] = {}
    for judgement in rows:
        about = wanted.intersection(_about(judgement)) if judgement.ruling is not Ruling.UNDO else ()
        if not about or (own := judgement.id) in undone:
            continue
        latest[_question(judgement, own)] = own
        for subject in about:
            found.setdefault(subject, {})[own] = judgement
    return {
        subject: tuple(ShownRuling(row, latest[_question(row, own)] == own) for own, row in found[subject].items())
        for subject in sorted(found)
    }


def _about(judgement: Judgement) -> Iterator[str]:
    yield judgement.subject
    value = judgement.value
    if (row := added_row(judgement)) is not None:
        yield row["id"]
    if isinstance(other := value.get("other"), str):
        yield other
    yield from strings(value, "others")
    if judgement.ruling is Ruling.SPLIT:
        yield split_id(judgement)


def _question(judgement: Judgement, own: str) -> tuple[str, str]:
    """What a ruling settles; of several that settle the same, the latest counts. Others count each for itself."""
    if (row := added_row(judgement)) is not None:
        return row["id"], Ruling.CLAIM
    name = FIELDS.get(judgement.ruling)
    return (judgement.subject, name) if name is not None else (own, "")
