"""One quotation in several reports that copy nobody: words that differ inside the marks, and days on which it was said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import TypeAlias

from accords.assessment.dispute import Dispute, DisputeKind, dispute_of
from accords.assessment.house_style import plain
from accords.assessment.remarks import Telling
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
class _Wording:
    """One wording of a speaker's, in whatever reports; `near` are the others that render the same words, with True where words
    differ inside."""

    speaker: str
    forms: _Forms
    told: dict[str, Quotation] = field(default_factory=dict)  # by report
    near: dict[_Wording, bool] = field(default_factory=dict)


class Quotations:
    """The quotations of many reports, each wording once, with those that render the same words.

    Whether two do is decided by the two alone, so the order of adding changes nothing. Adding costs what shares a run of words.
    """

    def __init__(self) -> None:
        self._wordings: dict[tuple[str, _Forms], _Wording] = {}
        self._runs: dict[tuple[str, _Forms], dict[_Wording, None]] = defaultdict(dict)
        self._of_report: dict[str, list[_Wording]] = defaultdict(list)

    def add(self, sayings: Iterable[Saying]) -> None:
        for quotation in quotations(sayings):
            key = (quotation.speaker, quotation.forms)
            wording = self._wordings.get(key)
            if wording is None:
                wording = self._wordings[key] = _Wording(*key)
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

    def _place(self, wording: _Wording) -> None:
        candidates: dict[_Wording, None] = {}
        for run in _runs(wording):
            candidates |= self._runs[run]
            self._runs[run][wording] = None
        for other in candidates:
            differs = _compared(wording.forms, other.forms)
            if differs is not None:
                wording.near[other] = other.near[wording] = differs

    def pairs(self, knows: Callable[[str], bool] = lambda report: True) -> Iterator[tuple[Quotation, Quotation, bool]]:
        """Two renderings of one quotation in reports that are asked for, each wording by its first report in the order of ids;
        True where words differ. One wording in two reports pairs too: it may be dated otherwise."""
        for wording in self._wordings.values():
            if len(wording.told) == 1 and not wording.near:
                continue
            told = [wording.told[report] for report in sorted(wording.told) if knows(report)]
            if not told:
                continue
            for one in told[1:]:
                yield told[0], one, False
            for other, differs in wording.near.items():
                if wording.forms < other.forms:
                    theirs = [other.told[report] for report in sorted(other.told) if knows(report)]
                    if theirs:
                        yield told[0], theirs[0], differs and not (told[0].cut or theirs[0].cut)


def quotations(sayings: Iterable[Saying]) -> list[Quotation]:
    """The quotations of some length: of direct speech all of it, of mixed what stands between marks."""
    found = []
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
                found.append(Quotation(saying.id, saying.report, saying.speaker, forms, day, cut))
    return found


def quoted_apart(
    quoted: Quotations,
    claims_of: Callable[[Quotation], Sequence[Claim]],
    telling: Telling,
    knows: Callable[[str], bool] = lambda report: True,
) -> Iterator[Dispute]:
    """Disputes of kind words altered and date moved between reports of different families, one for two reports and a speaker.

    `claims_of` gives the claims that rest on a quotation.
    """
    altered: dict[tuple[str, str, str], dict[str, Claim]] = defaultdict(dict)
    moved: dict[tuple[str, str, str], dict[str, Claim]] = defaultdict(dict)
    for one, other, differs in quoted.pairs(knows):
        if telling.origin(one.report) == telling.origin(other.report):
            continue  # what a copy changed is for `lineage`
        apart = one.day is not None and other.day is not None and one.day != other.day
        if not (differs or apart):
            continue
        first, second = sorted((one.report, other.report))
        both = {claim.id: claim for claim in (*claims_of(one), *claims_of(other))}
        if differs:
            altered[first, second, one.speaker] |= both
        if apart:
            moved[first, second, one.speaker] |= both
    notes = (
        (DisputeKind.WORDS_ALTERED, altered, "one quotation in two wordings"),
        (DisputeKind.DATE_MOVED, moved, "one quotation, said on different days"),
    )
    for kind, found, note in notes:
        for _, both in sorted(found.items()):
            if len({claim.report for claim in both.values()}) > 1:
                yield dispute_of(kind, both.values(), note)


def _runs(wording: _Wording) -> set[tuple[str, _Forms]]:
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
