"""The frame of a saying: the words of its sentence that are not its content, and which time in it is that of saying."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from accords.reading.reading import Attribution, Reading, Timex
from accords.vocabulary import Span

# Code points before and after the cue that are looked at: longer than nearly every sentence, and a bound on the cost
# where a text has no sentence ends at all.
REACH = 1000
# Code points on either side of a time in which its clause is looked for.
_CLAUSE = 200

OCCASION = (
    r"(?:interviews?|statements?|briefings?|news\sconference|press\sconference|speech(?:es)?|address|remarks|broadcast|posts?|messages?"
    r"|tweets?|letters?|comments?|columns?|articles?|op-ed|declarations?|communiqu[eé]|podcast|testimony|memo|readout|telegram|video|programme|program|bulletin|report)"
)
_EVENT = (
    r"(?:summits?|meetings?|talks|negotiations|deadlines?|sessions?|rounds?|visits?|calls?|votes?|elections?|referendum|attacks?|strikes?"
    r"|raids?|ceasefire|cease-fire|truce|deals?|agreements?|accords?|protests?|rally|rallies|gathering|ruling|decision|announcement"
    r"|conference|encounter|ceremony|shelling|bombing|killings?|explosion|offensive|clashes|events|anniversary|session)"
)
_BOUNDARY = re.compile(r"[,;:()“”\"«»—–]|\s-\s|\n")
_SAID_AT = re.compile(rf"\b{OCCASION}\b", re.I)
_OCCASION_NEXT = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}?{OCCASION}\b", re.I)
_EVENT_NEXT = re.compile(rf"\s(?:(?:peace|phone|emergency|joint|telephone|video)\s)?{_EVENT}\b", re.I)
# A time after these bounds something, it is not when it was said.
_BOUND = re.compile(
    r"\b(?:until|till|by|since|due|before|after|following|ahead\sof|as\sof|from|starting|beginning|effective|than|through|prior\sto|for|between"
    r"|of|to)\s(?:(?:the|late|early|on|next|about|around|end\sof|midnight|noon|in)\s){0,2}$",
    re.I,
)
_PART_OF_DAY_OF = re.compile(rf"\b(?:morning|afternoon|evening|night|day|{OCCASION})\sof\s$", re.I)
_RELATIVE = re.compile(
    r"\b(?:(?:who|whom|whose|which)\s(?!(?:spoke|was speaking|were speaking|addressed|gave|made the)\b)"
    r"|that\s(?:was|were|is|are|has|had|will|\w+ed)\b)"
)
# Participles and pasts that take the time for themselves: "the deal signed on Friday".
_EVENT_VERB = re.compile(
    r"(?<!\ba\s)(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)"
    r"\b(?!(?:armed|based|need|indeed|proposed|divided|asked|questioned|pressed|quoted|addressed|interviewed|issued|released|published|posted"
    r"|televised|recorded|delivered|circulated|dated|carried|shared|uploaded|streamed|printed|transmitted|reported|distributed|added|aired"
    r"|alleged|unnamed|displaced|speed|feed)\b)"
    r"(?:[a-z]{3,}ed|met|held|begun|began|struck|won|came|went|broke|took|fell|left|shot|led|hit|begins?|starts?|resumes?|takes?)"
    r"(?:\s[\w'’.-]+){0,6}\s?$"
)
_AFTER = re.compile(r"\b(?:after|following|hours|days|weeks)\b", re.I)
_BEFORE = re.compile(r"\b(?:before|ahead\sof|prior\sto|since|until|because|unless|although|though)\b", re.I)
# "At Friday's summit, X said", "told reporters at Friday's summit": said there; "after Friday's summit" is not.
_AT = re.compile(r"\W*(?:(?:reporters|journalists|delegates|leaders|ministers)\s)?(?:at|during)\s(?:the\s)?", re.I)
_SUBJECT = re.compile(
    rf"\b(?:about|of|on|over|regarding|for|to|by)\s(?:[\w'’-]+\s){{0,3}}?{_EVENT}\s(?:[\w'’-]+\s){{0,4}}$", re.I
)
_OPENER = re.compile(
    r"\W*(?:on|in|at|during|late|early|earlier|later|asked|also|and|but|yet|then|last|this|only|just|as|when|while|where|from|aboard|outside|beside"
    r"|alongside|again|meanwhile|(?!following\b)\w+ing)\b|\W*$",
    re.I,
)
_WHILE = re.compile(r"\W*(?:as|when|while)\b", re.I)
_ING = re.compile(r"\W*(?:\w+\s)?$")


@dataclass(frozen=True)
class Frames:
    """The frames of all attributions of a reading. `speakers[i]` is the actor id of attribution i's speaker."""

    reading: Reading
    speakers: Sequence[str | None]

    @property
    def text(self) -> str:
        return self.reading.text

    def cue(self, index: int) -> Span:
        """From the first to the last piece of the cue; where there is none, an empty span where the saying stands."""
        return self._cues[index]

    @cached_property
    def _cues(self) -> list[Span]:
        return [Span(a.cue[0].start, a.cue[-1].end) if a.cue else Span(a.at, a.at) for a in self.reading.attributions]

    def window(self, index: int) -> Span:
        """The sentence of the cue, at most `REACH` to either side; of a nested saying, its outer's content in it."""
        cue = self.cue(index)
        sentence = self.reading.sentences.holding(cue.start)
        start, end = max(sentence.start, cue.start - REACH), min(max(sentence.end, cue.end), cue.end + REACH)
        outer = self.outer(index)
        if outer is not None:
            for piece in outer.content:
                if piece.start <= cue.start < piece.end:
                    start, end = max(start, piece.start), min(end, piece.end)
        return Span(start, end)

    def outer(self, index: int) -> Attribution | None:
        within = self.reading.attributions[index].within
        return None if within is None else self.reading.attributions[within]

    def covers(self, index: int, at: int) -> bool:
        """True where code point `at` is said, not told: it is inside the content of this or of another saying."""
        attribution = self.reading.attributions[index]
        if any(piece.start <= at < piece.end for piece in attribution.content):
            return True
        if attribution.within is not None or self._in_content(self.cue(index).start):
            return False  # the frame itself stands inside other content
        return self._in_content(at)

    def line(self, at: int) -> Span:
        """The paragraph that holds `at`, by bisection: a text may be one line of megabytes."""
        place = bisect_right(self._lines, at) - 1
        end = self._lines[place + 1] - 1 if place + 1 < len(self._lines) else len(self.text)
        return Span(self._lines[place], end)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def headline(self) -> Span:
        return self.reading.sentences.headline

    def told(self, at: int) -> bool:
        """True where `at` is in nobody's content."""
        return not self._in_content(at)

    def neighbours(self, sentence: int) -> list[int]:
        """The attributions whose cue stands in that sentence, in order of their cues."""
        return self._by_sentence.get(sentence, [])

    def owns(self, index: int, span: Span) -> bool:
        """True where words of the frame belong to this saying: its cue is the nearest, or the nearest is its speaker's.

        Words before every cue of the sentence belong to all of its sayings.
        """
        nearest, first = self._nearest(index, span)
        if nearest == index or span.end <= first:
            return True
        speaker = self.speakers[index]
        return speaker is not None and self.speakers[nearest] == speaker

    def _nearest(self, index: int, span: Span) -> tuple[int, int]:
        sentence = self.reading.sentences.index(self.cue(index).start)
        level = self.reading.attributions[index].within
        starts, members = self._levels[(sentence, level)]
        at = bisect_left(starts, span.start)
        near = [*members[max(0, at - 1) : at + 1], index]
        return min(near, key=lambda i: (_gap(self.cue(i), span), i != index)), starts[0]

    @cached_property
    def _by_sentence(self) -> dict[int, list[int]]:
        out: dict[int, list[int]] = {}
        for index in sorted(range(len(self.reading.attributions)), key=lambda i: self.cue(i).start):
            out.setdefault(self.reading.sentences.index(self.cue(index).start), []).append(index)
        return out

    @cached_property
    def _levels(self) -> dict[tuple[int, int | None], tuple[list[int], list[int]]]:
        """For each sentence and outer saying: where the cues start, and whose they are."""
        out: dict[tuple[int, int | None], tuple[list[int], list[int]]] = {}
        for sentence, members in self._by_sentence.items():
            for index in members:
                starts, indices = out.setdefault((sentence, self.reading.attributions[index].within), ([], []))
                starts.append(self.cue(index).start)
                indices.append(index)
        return out

    def _in_content(self, at: int) -> bool:
        starts, ends = self._contents
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < ends[place]

    @cached_property
    def _contents(self) -> tuple[list[int], list[int]]:
        """All contents as spans that do not overlap: starts and ends."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(piece for a in self.reading.attributions for piece in a.content):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return starts, ends

    def clause(self, within: Span, span: Span) -> Span:
        """The stretch around `span`, inside `within`, up to the nearest marks or contents."""
        low, high = max(within.start, span.start - _CLAUSE), min(within.end, span.end + _CLAUSE)
        starts, ends = self._contents
        place = bisect_right(ends, span.start)
        if place and self.told(span.start):
            low = max(low, ends[place - 1])
        if place < len(starts) and starts[place] >= span.end:
            high = min(high, starts[place])
        for mark in _BOUNDARY.finditer(self.text, low, span.start):
            low = mark.end()
        mark_after = _BOUNDARY.search(self.text, span.end, high)
        return Span(low, mark_after.start() if mark_after else high)


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def rank(frames: Frames, index: int | None, within: Span, timex: Timex) -> int | None:
    """How surely the time is that of the saying `index`: 0 in its clause, 1 beside it, 2 after an event; `None`: not.

    `index` is `None` for a sentence that only tells: then the time is that of what it tells, if nothing else takes it.
    """
    text, (start, end) = frames.text, timex.span
    clause = frames.clause(within, timex.span)
    cue = frames.cue(index) if index is not None else None
    if cue is not None and cue.start <= start and end <= cue.end:
        return 0
    beside = cue is not None and clause.start <= cue.start and cue.end <= clause.end
    before = text[cue.end if cue is not None and beside and cue.end <= start else clause.start : start]
    after = text[end : min(clause.end, end + 60)]
    occasion = _SAID_AT.search(before) is not None
    if timex.part("possessive") or after[:2] in ("'s", "’s") or _EVENT_NEXT.match(after):
        named = _OCCASION_NEXT.match(text, end, min(end + 60, clause.end)) is not None
        at = cue is not None and _AT.fullmatch(before) is not None
        return (
            (0 if beside else 1) if at or (named and not _BOUND.search(before) and not _BEFORE.search(before)) else None
        )
    if _BOUND.search(before) and not _PART_OF_DAY_OF.search(before):
        return None
    if _RELATIVE.search(before) or _BEFORE.search(before):
        return None
    joined = cue is not None and beside and end <= cue.start and after.lstrip().startswith("and ")
    clausal = _WHILE.match(before) is not None
    takes = cue is not None and not (occasion or joined or clausal) and _EVENT_VERB.search(before) is not None
    if cue is not None and not beside and not clausal:
        # "X landed on Monday, saying that …": the participle goes with the main clause before it.
        if _participle_follows(frames, cue, clause):
            takes = False
        elif _AFTER.match(before.strip()):
            return 2
        elif not _OPENER.match(before):
            return None
    if takes:
        return None
    if _AFTER.search(before):
        return 2 if not re.search(r"\b(?:hours|days|weeks)\b", before) else None
    if not occasion and _SUBJECT.search(before) and not re.search(r"\b(?:at|during|in)\s(?:[\w'’-]+\s){0,4}$", before):
        return None
    return 0 if beside else 1


def _participle_follows(frames: Frames, cue: Span, clause: Span) -> bool:
    words = frames.text[cue.start : cue.end].split()
    if not words or not words[0].endswith("ing") or not clause.end <= cue.start:
        return False
    return cue.start - clause.end < 12 and _ING.fullmatch(frames.text, clause.end, cue.start) is not None
