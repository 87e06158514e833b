"""A long report is shown in parts; which of them holds a claim or an attribution is known without the report's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.vocabulary import Span, Spans

TEXT = 20_000  # code points of a part
ENTRIES = 150  # claims and attributions of a part
PIECES = 1_000  # places in the text that they mark
REACH = 1_500  # code points by which a part may be longer at either end, so that no sentence is cut
MOST = 50_000_000  # no text is longer than that: a place beyond it is a fault of whoever wrote it

_BORDERS = (re.compile(r"\n[ \t\r]*\n\s*"), re.compile(r"[.!?][\"'”’»)\]]*\s+"), re.compile(r"\s+"))


class Place(NamedTuple):
    """Where a claim or an attribution stands in its report: code points `[start, end)` with all its words, of `pieces` pieces.

    In order of place, what holds another comes before it: a longer one, and of equally long ones the attribution.
    """

    start: int
    back: int  # the end, negative, so that the longer one comes first
    rank: int
    own: str
    pieces: int

    @property
    def end(self) -> int:
        return -self.back


def places(account: Account) -> list[Place]:
    """Of every attribution and claim, in order."""
    said = (_place(one.id, 0, spans_of(one)) for one in {one.id: one for one in account.sayings}.values())
    claimed = (_place(one.id, 1, spans_of(one)) for one in {one.id: one for one in account.claims}.values())
    return sorted(chain(said, claimed))


def spans_of(one: Claim | Saying) -> Spans:
    """All that is marked of it."""
    if isinstance(one, Claim):
        return one.evidence
    attribution = one.attribution
    return (*attribution.source, *attribution.cue, *attribution.content)


def _place(own: str, rank: int, spans: Spans) -> Place:
    start = min((span.start for span in spans), default=0)
    end = max((span.end for span in spans), default=0)
    return Place(min(max(start, 0), MOST), -min(max(end, 0), MOST), rank, own, len(spans))


@dataclass(frozen=True, slots=True)
class Parts:
    """`begins`: where each part begins, in code points, as far as claims and attributions tell; the text after them goes on in parts
    of `TEXT`. `by_id`: the part of each claim and attribution, from 1; empty where all stand in the first."""

    begins: tuple[int, ...] = (0,)
    by_id: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, placed: Sequence[Place]) -> Parts:
        begins, by_id = [0], dict[str, int]()
        entries = pieces = 0
        for place in placed:
            further = max(0, (place.start - begins[-1]) // TEXT)
            begins += [begins[-1] + TEXT * n for n in range(1, further + 1)]
            full = entries == ENTRIES or (entries and pieces + place.pieces > PIECES)
            if full and not further:
                begins.append(place.start)
            if full or further:
                entries = pieces = 0
            entries, pieces = entries + 1, pieces + place.pieces
            by_id[place.own] = len(begins)
        return cls(tuple(begins), by_id if len(begins) > 1 else {})

    def through(self, length: int) -> Parts:
        """The same with the parts of a text of so many code points in which nothing is marked."""
        further = max(0, (length - 1 - self.begins[-1]) // TEXT)
        more = tuple(self.begins[-1] + TEXT * n for n in range(1, further + 1))
        return Parts((*self.begins, *more), self.by_id)

    def part(self, own: str = "", at: int = 0) -> int:
        """The part, from 1, of a claim or attribution; of another id, or none, that of a place in the text."""
        if own in self.by_id:
            return self.by_id[own]
        last = len(self.begins)
        within = bisect_right(self.begins, at)
        return last + (at - self.begins[-1]) // TEXT if within == last else within

    def window(self, text: str, number: int, end: int = 0) -> Span:
        """The stretch of the text that is shown as a part: whole paragraphs, else whole sentences, so that what stands on a border is
        in both. `end`: how far the words of its claims and attributions reach; it is followed for a while."""
        begin = self.begins[number - 1]
        until = self.begins[number] if number < len(self.begins) else len(text)
        until = max(until, min(end, max(begin, until) + REACH))
        return Span(_back(text, min(begin, len(text))), _forth(text, min(until, len(text))))


def _back(text: str, at: int) -> int:
    low = max(0, at - REACH)
    if low == 0:
        return 0
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, low, at)]
        if ends:
            return ends[-1]
    return at


def _forth(text: str, at: int) -> int:
    high = min(len(text), at + REACH)
    if high == len(text):
        return high
    for border in _BORDERS:
        if match := border.search(text, at, high):
            return match.end()
    return at
