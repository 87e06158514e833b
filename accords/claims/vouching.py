"""Who vouches for a clause: the attributions in whose content it stands, from the report inwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from accords.claims.cast import Character
from accords.reading.clause import Clause
from accords.reading.cues import lemmas, words_of
from accords.reading.reading import Kind, Reading

# Verbs that say and do nothing else at the table.
MERELY = words_of(
    "say tell write answer reply respond add state explain note observe remark read post tweet continue quote report announce according"
)


class Vouching:
    """The contents and cues of a reading's assertions, to be asked by place."""

    def __init__(self, reading: Reading, speakers: Sequence[Character | None]) -> None:
        self.reading, self.speakers = reading, speakers
        rows = [
            (piece.start, piece.end, k)
            for k, a in enumerate(reading.attributions)
            if a.kind is Kind.ASSERTION
            for piece in a.content
        ]
        rows.sort()
        self._contents = rows
        self._starts = [r[0] for r in rows]
        cues = sorted(
            (s.start, s.end, k) for k, a in enumerate(reading.attributions) if a.kind is Kind.ASSERTION for s in a.cue
        )
        self._cues, self._cue_starts = cues, [c[0] for c in cues]
        # Furthest end of any content up to here: how far back one may still hold a place.
        self._reach, far = [], 0
        for _, end, _ in rows:
            far = max(far, end)
            self._reach.append(far)

    def innermost(self, clause: Clause) -> int | None:
        """The attribution whose content holds the trigger, the smallest; or whose cue the trigger is, where the act is the speaker's."""
        at = clause.trigger.start
        best, least = None, 10**9
        k = bisect_right(self._starts, at) - 1
        while k >= 0 and self._reach[k] > at:
            start, end, index = self._contents[k]
            if start <= at < end and self._size(index) < least:
                best, least = index, self._size(index)
            k -= 1
        return best if best is not None else self._by_cue(clause)

    def only_says(self, clause: Clause) -> bool:
        """True where the trigger is no more than a saying's own verb ("told", "added"): the act, if any, is in what is said."""
        k = bisect_right(self._cue_starts, clause.trigger.end - 1) - 1
        if k < 0:
            return False
        start, end, _ = self._cues[k]
        if not (start <= clause.trigger.start and clause.trigger.end <= end):
            return False
        found = lemmas(clause.trigger.words(self.reading.text))
        return bool(found) and found <= MERELY

    def _by_cue(self, clause: Clause) -> int | None:
        k = bisect_right(self._cue_starts, clause.trigger.end - 1) - 1
        if k < 0:
            return None
        start, end, index = self._cues[k]
        if not (start < clause.trigger.end and clause.trigger.start < end):
            return None
        attribution = self.reading.attributions[index]
        mine = attribution.source and clause.party is not None and attribution.source[0].meets(clause.party)
        return index if mine else None

    def _size(self, index: int) -> int:
        return sum(s.end - s.start for s in self.reading.attributions[index].content)

    def chain(self, inside: int | None) -> list[Character | None]:
        """Who vouches, from the report inwards."""
        links: list[Character | None] = []
        while inside is not None and len(links) < 8:
            links.append(self.speakers[inside])
            inside = self.reading.attributions[inside].within
        return links[::-1]
