"""Sayings that the tagger left out, found by patterns that hold of English news in general."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from accords.reading.cues import PARENTHETIC, pattern
from accords.reading.quotations import Quotations
from accords.reading.relation import Relation
from accords.reading.repairs import repaired, trimmed_in
from accords.reading.sentences import Sentences
from accords.reading.subjects import subject_after, subject_before
from accords.vocabulary import Span

# No model has given a probability here; half says no more than that.
UNMEASURED = 0.5

_VERB = pattern(PARENTHETIC, "went on", "goes on")
_TAIL = re.compile(
    r"(?:\s(?:him|her|them|us|me|reporters|journalists|today|yesterday|later|earlier|there|afterwards|in a statement"
    r"|on television|by (?:tele)?phone|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,3}"
    r"(?P<stop>[,.;:]|\s*$|(?=\s[“\"]))"
)
_SIGN = frozenset(",?!”\"’»'")
_NOT_ON = re.compile(
    r"\s*(?:who|whom|which|where|when|while|as|after|before|citing|quoting|standing|and|but|in an?|at|on"
    r"|\w{2,20}ing)\b",
    re.I,
)
_OPEN = re.compile(r"\s*[“\"«‘]")
_WORDS = re.compile(r"\w[\w'’-]*")
_FEWEST, _FEWEST_QUOTED = 3, 4  # words
_ACCORDING = re.compile(r"ccording(?<=\b[Aa]ccording) to\s")
_SOURCE_END = re.compile(r"[,;:](?=\s|$)|(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))\.(?=\s|$)|\n|$")
_LABEL = re.compile(
    r"\s*(?:[*_]*\d{1,2}[.:h]\d\d[*_]*\s?(?:[ap]m\s)?(?:[-–—]\s)?)?"
    r"(?P<who>(?:(?:The|An?)\s)?[A-Z][\w’'.-]*(?:,?\s[\w’'.-]+){0,8}):\s?[“\"«‘]"
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|says?|said|that|which|who|it|he|she|they|this|there|not|\w{3,}ed|goes|went|gave|comes|came|"
    r"made|did|does|do|if|but|and)\b"
)
_REACH, _LONGEST = 45, 1500  # code points: from a verb to its quotation; of words found by pattern


class _Taken:
    """The places that relations have already."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        high = -1
        for start, end in sorted(spans):
            if start < high:
                high = max(high, end)
                self._ends[-1] = high
            else:
                high = end
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, span: Span) -> bool:
        k = bisect_left(self._starts, span.end) - 1
        return k >= 0 and self._ends[k] > span.start


def missed(
    text: str, sentences: Sentences, quotations: Quotations, relations: Sequence[Relation], sayings: Sequence[Relation]
) -> list[Relation]:
    """Relations beside `relations`; `sayings` are those of them that are assertions, whose words are theirs."""
    cues = _Taken([span for r in relations for span in r.cue])
    held = _Taken([span for r in sayings for span in (*r.cue, *r.content)])
    found: list[Relation] = []
    verbs: list[Span] = []
    done = 0  # where the words found so far end
    for m in _VERB.finditer(text):
        place = Span(*m.span())
        if cues.meets(place) or quotations.holding(place):
            continue
        verbs.append(place)
        relation = _parenthetic(text, sentences.holding(m.start()), done, held, place)
        if relation:
            done = max(relation.content[-1].end, place.end)
            found.append(repaired(text, sentences, quotations, relation))
    found += _according(text, sentences, quotations, cues)
    taken = _Taken([span for r in (*sayings, *found) for span in r.content])
    used = {r.cue[0] for r in found}
    for quotation in quotations.outer:
        if taken.meets(quotation) or len(_WORDS.findall(text, quotation.start, quotation.start + 400)) < _FEWEST_QUOTED:
            continue
        sentence = sentences.holding(quotation.start)
        relation = _quoted(text, sentence, quotation, verbs, used) or _labelled(text, sentence, quotation)
        if relation:
            used.add(relation.cue[0])
            found.append(repaired(text, sentences, quotations, relation))
    return [r for r in found if r.content]


def continued(
    text: str, sentences: Sentences, quotations: Quotations, relations: Sequence[Relation], fixed: frozenset[Relation]
) -> list[Relation]:
    """`"…," she said. "…"`: a sentence that is all quotation goes on with the quotation before it in its paragraph.

    Those of `fixed` stay as they are.
    """
    out = list(relations)
    last: dict[int, int] = {}  # sentence -> the last relation in it that quotes
    for k, relation in enumerate(relations):
        if (
            relation not in fixed
            and relation.cue
            and any(quotations.meeting(p, relation.cue[0]) for p in relation.content)
        ):
            last[sentences.index(relation.cue[0].start)] = k
    taken = _Taken([span for r in relations for span in (*r.cue, *r.content)])
    for quotation in quotations.outer:
        k = sentences.index(quotation.start)
        if k == 0 or k - 1 not in last or taken.meets(quotation):
            continue
        sentence = sentences.spans[k]
        # a mark before, a mark and a stop after
        alone = quotation.start - sentence.start <= 2 and not any(
            c.isalnum() for c in text[quotation.end : min(sentence.end, quotation.end + 40)]
        )
        if alone and "\n" not in text[sentences.spans[k - 1].end - 1 : sentence.start + 1]:
            earlier = out[last[k - 1]]
            piece = trimmed_in(text, quotation)
            if piece.start < piece.end:
                out[last[k - 1]] = replace(earlier, content=tuple(sorted((*earlier.content, piece))))
    return out


def _parenthetic(text: str, sentence: Span, done: int, held: _Taken, verb: Span) -> Relation | None:
    """ "…, he said." and "…," said the minister, "…" """
    source = subject_before(text, sentence.start, verb.start)
    end = verb.end
    if source is None:
        source = subject_after(text, verb.end, sentence.end)
        if source is None:
            return None
        end = source.end
    begin = min(source.start, verb.start)
    sign = begin - 1
    while sign > sentence.start and text[sign].isspace():
        sign -= 1
    tail = _TAIL.match(text, end, min(sentence.end, end + 90))
    if sign <= sentence.start + 6 or text[sign] not in _SIGN or tail is None:
        return None
    low = max(sentence.start, done, sign - _LONGEST)
    left = Span(max(low, text.rfind("; ", low, sign) + 1), sign)
    if sign <= low or held.meets(left):
        return None
    pieces = [left]
    if tail["stop"] == "," or tail["stop"] == "":
        right = Span(tail.end(), min(sentence.end, tail.end() + _LONGEST))
        # after ", said Lund," stands who Lund is, unless a quotation goes on
        goes_on = (
            not _NOT_ON.match(text, right.start, right.end)
            if verb.start > source.start
            else _OPEN.match(text, right.start)
        )
        if goes_on and not held.meets(right):
            pieces.append(right)
    if sum(len(_WORDS.findall(text, s, min(e, s + 200))) for s, e in pieces) < _FEWEST:
        return None
    return Relation((source,), (verb,), tuple(p for p in pieces if p.end > p.start), UNMEASURED)


def _according(text: str, sentences: Sentences, quotations: Quotations, cues: _Taken) -> list[Relation]:
    """ "…, according to X." and "According to X, …" that nobody has found."""
    found = []
    for m in _ACCORDING.finditer(text):
        cue = Span(m.start() - 1, m.end() - 1)
        if cues.meets(cue) or quotations.holding(cue):
            continue
        sentence = sentences.holding(cue.start)
        stop = _SOURCE_END.search(text, m.end(), min(sentence.end, m.end() + 120))
        if stop is None or text.startswith(("plan", "schedule", "what"), m.end()):
            continue
        source = Span(m.end(), stop.start())
        opening = text[sentence.start : cue.start]
        if not any(c.isalnum() for c in opening):
            content = Span(stop.end(), sentence.end) if stop.group().startswith(",") else Span(cue.start, cue.start)
        elif opening.rstrip().endswith((",", "”", '"', "»")):
            low = max(sentence.start, cue.start - _LONGEST)
            content = Span(max(low, text.rfind("; ", low, cue.start) + 1), cue.start)
        else:
            continue
        if len(_WORDS.findall(text, content.start, min(content.end, content.start + 200))) < _FEWEST:
            continue
        relation = repaired(text, sentences, quotations, Relation((source,), (cue,), (content,), UNMEASURED))
        if relation.content:
            found.append(relation)
    return found


def _labelled(text: str, sentence: Span, quotation: Span) -> Relation | None:
    """ "Ana Holt, the mayor: “…”", in a list of answers or a live page."""
    m = _LABEL.match(text, sentence.start, quotation.start)
    if m is None or m.end() != quotation.start or _VERBAL.search(m["who"]):
        return None
    colon = m.end("who")
    return Relation((Span(*m.span("who")),), (Span(colon, colon + 1),), (quotation,), UNMEASURED)


def _quoted(text: str, sentence: Span, quotation: Span, verbs: Sequence[Span], used: set[Span]) -> Relation | None:
    """A quotation with a verb of saying and its subject shortly before it."""
    k = bisect_left(verbs, quotation) - 1
    if k < 0 or verbs[k] in used or verbs[k].start < sentence.start or quotation.start - verbs[k].end > _REACH:
        return None
    source = subject_before(text, sentence.start, verbs[k].start)
    return Relation((source,), (verbs[k],), (quotation,), UNMEASURED) if source else None
