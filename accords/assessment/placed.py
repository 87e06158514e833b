"""A placed claim is a claim with its day, its report's origin and the speaker it goes back to: all that disputes ask of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from accords.assessment.bare import signals
from accords.assessment.forms import form_of
from accords.assessment.likeness import subject
from accords.assessment.order import place
from accords.assessment.remarks import kind_of
from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing

ASSENTS = frozenset((Act.ACCEPT, Act.AGREE, Act.CONCEDE))
# Days in the stretches by which claims are shelved; all are counted from one day, so no report shifts them.
DAYS = 14
_FIRM = re.compile(
    r"\b(?:categorical(?:ly)?|flat(?:ly)?|firm(?:ly)?|absolute(?:ly)?|outright|unacceptable|inadmissible|out of the question|never"
    r"|under no circumstances|any scenario|in any form)\b",
    re.I,
)
_SOFT = re.compile(
    r"\b(?:not (?:a |an |the )?(?:\w+ )?(?:practical|realistic|helpful|useful|productive|solution|timely|the time)|impractical|premature"
    r"|no need|sceptical|skeptical|reservations?|doubts?|doubtful|hesitant|reluctant|not in favou?r|not convinced)\b",
    re.I,
)
_NOTHING_YET = re.compile(
    r"\b(?:(?:not|never|n't|hardly|barely|yet to be|nothing (?:had|has|was|is)(?: been)?) (?:even |really |been |yet |actually |so much as )*"
    r"(?:discussed|agreed|decided|settled|negotiated|talked about|on the table)|no (?:deal|agreement|decision|specifics|details))\b",
    re.I,
)
_GUARANTOR = re.compile(
    r"\b(?:guarantors?|guarantee[sd]?|guaranteeing|protectors?|mediators?|mediat(?:e[sd]?|ing|ion))\b", re.I
)
# What a party "agreed to give" is its own deed; "to give up" is none.
_GIVING = re.compile(r"\bto (?:\w+ly )?(?:give|provide|offer|grant|supply|extend|guarantee)\b(?! (?:up|in)\b)", re.I)
_MEETINGS = r"(?:talks|negotiations|contacts?|meetings?"
# Two forms of one thing that exclude each other.
CONTRASTS = (
    (re.compile(r"\bsigned\b", re.I), re.compile(r"\binitiall?ed\b", re.I), "signed or initialled"),
    (
        re.compile(rf"\b(?:direct|face-to-face) {_MEETINGS})\b", re.I),
        re.compile(rf"\b(?:indirect|proximity|shuttle) {_MEETINGS}|diplomacy)\b", re.I),
        "direct or indirect",
    ),
    (
        re.compile(r"\b(?:agreement|accord|deal)\b", re.I),
        re.compile(r"\b(?:formula|non-paper|understanding in principle)\b", re.I),
        "an agreement or a formula",
    ),
)
# The form that words name, if any; and for each contrast +1 for its one side, -1 for its other, 0 for neither or both.
Forms: TypeAlias = tuple[str | None, tuple[int, ...]]
_NO_FORM: Forms = (None, (0,) * len(CONTRASTS))


class Mark(StrEnum):
    """What the words of a claim make of it."""

    FIRM = "a refusal in firm words"
    SOFT = "a refusal in words of doubt"
    GIVING = "an assent to give something"
    NOTHING_YET = "says that nothing was discussed or agreed"
    GUARANTOR = "a party's own refusal that speaks of guarantors or mediators"
    SIGNAL = "a party's indication, no person being named who gave it"


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """`day`: said, else published; of a report without days what `settled` makes of it, and then `dated` is False. `known_on`:
    when its report came to be known, `published` the day that it has itself. `origin`: the report that its own copies, itself where it copies none. `speaker`: who said it; of a claim that stands without one
    (`bare`) the speaker whom the report that it copies, or its own, has say so. `quoted`: in the speaker's own quoted words.
    `remark`: it tells what somebody undertakes or yields. `about` is told of claims that undertake or deny."""

    claim: Claim
    words: str
    day: date
    fortnight: int
    dated: bool
    known_on: date
    published: date | None
    origin: str
    speaker: str | None
    bare: bool
    quoted: bool
    remark: bool
    kind: str | None
    about: frozenset[str]
    forms: Forms
    marks: frozenset[Mark]
    at: tuple[str, int, int, str]

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def report(self) -> str:
        return self.claim.report

    @property
    def is_original(self) -> bool:
        return self.origin == self.claim.report

    def on(self, day: date) -> Placed:
        """The same on another day; itself where it is of that day."""
        return self if day == self.day else replace(self, day=day, fortnight=fortnight(day))


# Claims of remarks with a chain by party, issue and kind of act.
Heard: TypeAlias = Mapping[tuple[str, str, str | None], Sequence[Claim]]


def fortnight(day: date) -> int:
    return day.toordinal() // DAYS


def heard(claims: Iterable[Claim]) -> Heard:
    """What a report has somebody say, to find there who said what stands elsewhere without a speaker. In order of place."""
    found: dict[tuple[str, str, str | None], list[Claim]] = defaultdict(list)
    for claim in sorted((claim for claim in claims if claim.chain and tells(claim)), key=place):
        found[claim.party, claim.issue, kind_of(claim)].append(claim)
    return found


def tells(claim: Claim) -> bool:
    """True of a rendering of a remark: it tells what somebody undertakes, yields, or backs."""
    return claim.act.undertakes or (claim.act is Act.SUPPORT and claim.strength is not None)


def placed(
    claim: Claim,
    words: str,
    *,
    day: date | None,
    known_on: date,
    published: date | None,
    origin: str,
    heard_in: Sequence[Heard],
    quoted: bool = False,
    cue: str = "",
) -> Placed:
    """`heard_in`: what the report that it copies, then its own, have somebody say."""
    kind, remark = kind_of(claim), tells(claim)
    speaker, bare = (claim.chain[-1] if claim.chain else None), False
    if remark and speaker is None:
        same = next((found for told in heard_in if (found := told.get((claim.party, claim.issue, kind)))), None)
        if same:
            speaker, bare = _most_alike(claim, same).chain[-1], True
    about = subject(claim.terms) if claim.act.undertakes or claim.act is Act.DENY else frozenset()
    return Placed(
        claim,
        words,
        day or date.min,
        fortnight(day or date.min),
        day is not None,
        known_on,
        published,
        origin,
        speaker,
        bare,
        quoted,
        remark,
        kind,
        about,
        _forms(words) if claim.act.undertakes else _NO_FORM,
        frozenset(_marks(claim, words, cue)),
        place(claim),
    )


def _most_alike(claim: Claim, others: Sequence[Claim]) -> Claim:
    """The one that shares most words of what it is about; of equals the first."""
    about = subject(claim.terms)
    return max(others, key=lambda other: len(about & subject(other.terms)))


def _marks(claim: Claim, words: str, cue: str) -> Iterable[Mark]:
    own = claim.standing is Standing.OWN
    if claim.act is Act.REJECT and own:
        firm, soft = _FIRM.search(words) is not None, _SOFT.search(words) is not None
        if firm is not soft:
            yield Mark.FIRM if firm else Mark.SOFT
        if _GUARANTOR.search(words):
            yield Mark.GUARANTOR
    if claim.act in ASSENTS and _GIVING.search(words):
        yield Mark.GIVING
    if claim.act is Act.ASSESS and claim.chain and _NOTHING_YET.search(words):
        yield Mark.NOTHING_YET
    if signals(claim, words, cue):
        yield Mark.SIGNAL


def _forms(words: str) -> Forms:
    sides = tuple((one.search(words) is not None) - (other.search(words) is not None) for one, other, _ in CONTRASTS)
    return (form_of(words), sides)
