"""One quotation in several reports that copy nobody: words that differ inside the marks, and days on which it was said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeAlias

from accords.assessment.dispute import DisputeKind
from accords.assessment.found import Found, found
from accords.assessment.house_style import plain
from accords.assessment.placed import fortnight
from accords.assessment.remarks import WINDOW
from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.reading.reading import Mode

# Words that a quotation must have to be known again, and the share of the shorter one's that two must have in order.
_LEAST, _SHARE = 6, 0.6
# Words in a row that two renderings have in common at the least: one altered word in six leaves that many.
_RUN = 4
_MARKED = re.compile(r"[“\"«„]([^“”\"«»„]{12,})[”\"»]")
_OMITTED = re.compile(r"…|\.\.\.|\. \. \.|\[")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_Forms: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a report puts into a speaker's mouth. `forms` are the words as they are compared."""

    saying: str
    report: str
    speaker: str
    forms: _Forms
    day: date | None
    cut: bool  # with a sign of omission


@dataclass(slots=True, eq=False)
class Wording:
    """One wording of a speaker's, in whatever reports; `near` are the others that render the same words, with True where words
    differ inside."""

    speaker: str
    forms: _Forms
    told: dict[str, Quotation] = field(default_factory=dict)  # by report
    near: dict[Wording, bool] = field(default_factory=dict)


class Quotations:
    """The quotations of many reports, each wording once, with those that render the same words.

    Whether two do is decided by the two alone, so the order of adding changes nothing. Adding costs what shares a run of words.
    """

    def __init__(self) -> None:
        self._wordings: dict[tuple[str, _Forms], Wording] = {}
        self._runs: dict[tuple[str, _Forms], dict[Wording, None]] = defaultdict(dict)
        self._of_report: dict[str, list[Wording]] = defaultdict(list)

    def add(self, sayings: Iterable[Saying]) -> None:
        for quotation in quotations(sayings):
            key = (quotation.speaker, quotation.forms)
            wording = self._wordings.get(key)
            if wording is None:
                wording = self._wordings[key] = Wording(*key)
                self._place(wording)
            if quotation.report not in wording.told:
                wording.told[quotation.report] = quotation
                self._of_report[quotation.report].append(wording)

    def remove(self, report: str) -> None:
        """Take a report's quotations out; wordings that nobody tells any more go with them."""
        for wording in self._of_report.pop(report, ()):
            del wording.told[report]
            if not wording.told:
                del self._wordings[wording.speaker, wording.forms]
                for run in _runs(wording):
                    del self._runs[run][wording]
                for other in wording.near:
                    del other.near[wording]

    def _place(self, wording: Wording) -> None:
        candidates: dict[Wording, None] = {}
        for run in _runs(wording):
            candidates |= self._runs[run]
            self._runs[run][wording] = None
        for other in candidates:
            differs = _compared(wording.forms, other.forms)
            if differs is not None:
                wording.near[other] = other.near[wording] = differs

    def wordings(self, report: str) -> tuple[Wording, ...]:
        """What a report quotes."""
        return tuple(self._of_report.get(report, ()))


Pair: TypeAlias = tuple[Quotation, Quotation, bool]


def pairs(wording: Wording, telling: Told) -> Iterator[Pair]:
    """Renderings of one quotation that are held against each other: of one wording on two days, one for a day; of two wordings,
    one for a fortnight. True where words differ. A pair of two wordings is told by one of them."""
    ours = telling.of(wording)
    if not ours:
        return
    if len(ours) > 1:
        by_day = _first(ours, lambda day: day.toordinal())
        for (day, one), (after, other) in pairwise(sorted(by_day.items())):
            if after - day <= WINDOW.days:
                yield one, other, False
    mine = _first(ours, fortnight) if wording.near else {}
    for rendering, differs in wording.near.items():
        if wording.forms > rendering.forms:
            continue
        theirs = _first(telling.of(rendering), fortnight)
        for at, one in mine.items():
            beside = next((theirs[near] for near in (at, at - 1, at + 1) if near in theirs), None)
            if beside is not None and abs(telling.day(one) - telling.day(beside)) <= WINDOW:
                yield one, beside, differs and not (one.cut or beside.cut)


@dataclass(frozen=True, slots=True)
class Told:
    """Which reports are asked about, which they copy, and when a quotation was told: said, else known."""

    knows: Callable[[str], bool]
    origin: Callable[[str], str]
    known_on: Callable[[str], date]

    def day(self, quotation: Quotation) -> date:
        return quotation.day or self.known_on(quotation.report)

    def of(self, wording: Wording) -> list[tuple[date, Quotation]]:
        """Who tells a wording, and when: originals first, then by the ids of reports."""
        rows = [one for report, one in wording.told.items() if self.knows(report)]
        if len(rows) < 2:
            return [(self.day(one), one) for one in rows]
        rows.sort(key=lambda one: (self.origin(one.report) != one.report, one.report))
        return [(self.day(one), one) for one in rows]


def _first(told: Iterable[tuple[date, Quotation]], by: Callable[[date], int]) -> dict[int, Quotation]:
    found: dict[int, Quotation] = {}
    for day, one in told:
        found.setdefault(by(day), one)
    return found


def quotations(sayings: Iterable[Saying]) -> list[Quotation]:
    """The quotations of some length: of direct speech all of it, of mixed what stands between marks."""
    several = []
    for saying in sayings:
        if saying.speaker is None or saying.attribution.mode is Mode.INDIRECT:
            continue
        content = saying.words.content
        pieces = _MARKED.findall(content) or ([content] if saying.attribution.mode is Mode.DIRECT else [])
        day = saying.said_on.start if saying.said_on and saying.said_on.start == saying.said_on.end else None
        for words in pieces:
            forms = tuple(form for word in _WORD.findall(words) for form in plain(word))
            if len(forms) >= _LEAST:
                cut = _OMITTED.search(words) is not None
                several.append(Quotation(saying.id, saying.report, saying.speaker, forms, day, cut))
    return several


def apart(pair: Pair, telling: Told) -> frozenset[DisputeKind]:
    """What sets two renderings apart; nothing where one copies the other, for that is for `lineage`."""
    one, other, differs = pair
    if telling.origin(one.report) == telling.origin(other.report):
        return frozenset()
    moved = one.day is not None and other.day is not None and one.day != other.day
    kinds = ((DisputeKind.WORDS_ALTERED, differs), (DisputeKind.DATE_MOVED, moved))
    return frozenset(kind for kind, holds in kinds if holds)


def quoted_apart(
    pairs: Iterable[Pair], claims_of: Callable[[Quotation], Sequence[Claim]], telling: Told
) -> Iterator[Found]:
    """The disputes of two reports about one speaker's quotations, one for a kind. `claims_of` gives the claims that rest on one."""
    told: dict[DisputeKind, dict[str, Claim]] = defaultdict(dict)
    for pair in pairs:
        for kind in apart(pair, telling):
            told[kind] |= {claim.id: claim for one in pair[:2] for claim in claims_of(one)}
    for kind, claims in told.items():
        if len({claim.report for claim in claims.values()}) > 1:
            yield found(kind, claims.values(), _NOTES[kind])


_NOTES = {
    DisputeKind.WORDS_ALTERED: "one quotation in two wordings",
    DisputeKind.DATE_MOVED: "one quotation, said on different days",
}


def _runs(wording: Wording) -> set[tuple[str, _Forms]]:
    forms = wording.forms
    return {(wording.speaker, forms[at : at + _RUN]) for at in range(len(forms) - _RUN + 1)}


def _compared(one: _Forms, other: _Forms) -> bool | None:
    """`None` where they are two quotations; True where words differ, and not only by where each begins or ends to quote."""
    one, other = min(one, other), max(one, other)  # the matcher is not symmetric
    matcher = SequenceMatcher(None, one, other, False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _SHARE * min(len(one), len(other)):
        return None
    codes = matcher.get_opcodes()
    return any(
        tag == "replace" or (tag != "equal" and number not in (0, len(codes) - 1))
        for number, (tag, *_) in enumerate(codes)
    )
