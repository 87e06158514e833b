"""Which row of a later reading a ruling is about.

The id of a claim or attribution is a hash of what was read and where, so a later reading may give the same one another
id, or not find it. Rulings carry, as `read`, the row that they were made on; where its id is gone, the row of the same
report that lies over it most counts as it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.vocabulary import Spans

# What share of the code points that either row covers both must cover.
LEAST_SHARED = 0.5
# Code points to a cell of the index of places; about a clause.
_CELL = 128

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """`at`: subject -> index of its row. `missing`: subjects without a row. `near`: index of a row that is nobody's ->
    subjects as which it would count, were theirs not there."""

    at: Mapping[str, int]
    missing: tuple[str, ...]
    near: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def found_again(
    rows: Sequence[Row],
    ids: Sequence[str],
    wanted: Mapping[str, Sequence[Row]],
    places_of: Callable[[Row], Spans],
    counts: Callable[[str, Row], bool],
    likelier: Callable[[str, Row], bool],
) -> Found[Row]:
    """Each subject of `wanted` (with the rows that it was ruled on) and its row; a row is one subject's at most.

    A row with the subject's id is its row. Else `counts` says whether a row may be it at all, the share of places
    decides, and of equals `likelier`. Near linear: only rows about one place are compared.
    """
    at_id = {own: index for index, own in enumerate(ids)}
    at = {subject: at_id[subject] for subject in wanted if subject in at_id}
    taken = set(at.values())
    cells: dict[int, list[int]] = {}
    if any(wanted.values()):
        for index, row in enumerate(rows):
            if index not in taken:
                for cell in _cells(places_of(row)):
                    cells.setdefault(cell, []).append(index)
    pairs: list[tuple[float, bool, str, int]] = []
    for subject, reads in wanted.items():
        best: dict[int, float] = {}
        for read in reads:
            places = places_of(read)
            for index in {index for cell in _cells(places) for index in cells.get(cell, ())}:
                if counts(subject, rows[index]):
                    best[index] = max(best.get(index, 0.0), shared(places, places_of(rows[index])))
        pairs += [(-s, not likelier(subject, rows[k]), subject, k) for k, s in best.items() if s >= LEAST_SHARED]
    near: dict[int, list[str]] = {}
    for _, _, subject, index in sorted(pairs):
        if subject not in at and index not in taken:
            at[subject] = index
            taken.add(index)
    for _, _, subject, index in sorted(pairs):
        if index not in taken:
            near.setdefault(index, []).append(subject)
    missing = tuple(sorted(subject for subject in wanted if subject not in at))
    return Found(at, missing, {index: tuple(sorted(subjects)) for index, subjects in near.items()})


def claim_places(claim: Claim) -> Spans:
    return claim.evidence


def saying_places(saying: Saying) -> Spans:
    """Source, cue and content together."""
    a = saying.attribution
    return (*a.source, *a.cue, *a.content)


def same_cue(one: Saying, other: Saying) -> bool:
    """True where the cues meet, or neither has one: one content may be said by several, each with its own cue."""
    mine, theirs = one.attribution.cue, other.attribution.cue
    return any(a.meets(b) for a in mine for b in theirs) if mine and theirs else not (mine or theirs)


def shared(one: Spans, other: Spans) -> float:
    """The code points that both cover, of those that either does (Jaccard); 0 to 1."""
    ones, others = _covered(one), _covered(other)
    both = _length(_common(ones, others))
    either = _length(ones) + _length(others) - both
    return both / either if either else 0.0


def _covered(spans: Spans) -> list[tuple[int, int]]:
    """The same code points, each once, in order."""
    covered: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if covered and start <= covered[-1][1]:
            covered[-1] = (covered[-1][0], max(end, covered[-1][1]))
        else:
            covered.append((start, end))
    return covered


def _common(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    i = j = 0
    while i < len(ones) and j < len(others):
        start, end = max(ones[i][0], others[j][0]), min(ones[i][1], others[j][1])
        if start < end:
            yield start, end
        if ones[i][1] < others[j][1]:
            i += 1
        else:
            j += 1


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _cells(spans: Spans) -> Collection[int]:
    return {cell for start, end in spans for cell in range(start // _CELL, (end - 1) // _CELL + 1)}
