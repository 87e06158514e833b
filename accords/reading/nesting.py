"""Attributions inside attributions: "Russia, he added, said …", "the paper, citing two aides, reported …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from accords.reading.cues import CLAUSAL, NESTED, SAYING, forms, lemmas, pattern
from accords.reading.gaps import UNMEASURED
from accords.reading.kinds import is_clause
from accords.reading.quotations import Quotations
from accords.reading.relation import Relation
from accords.reading.repairs import trimmed
from accords.reading.sentences import Sentences
from accords.reading.subjects import subject_before
from accords.vocabulary import Span

Inner = Callable[[Sequence[Span]], Sequence[Sequence[Relation]]]

_PAST = "|".join(sorted({f for x in SAYING | CLAUSAL for f in forms(x) if f != x and not f.endswith("ing")}))
_STACK = re.compile(
    rf"(?P<who>[A-Z][^,.;:\n“”\"]{{1,60}}),\s(?P<source>[A-Za-z][^,.;:\n“”\"]{{0,50}}?)\s"
    rf"(?P<cue>(?:{_PAST}|went on)(?:\s(?:[\w’'-]{{1,20}}\s){{0,3}}[\w’'-]{{1,20}})?),\s"
    rf"(?P<inner>(?:has\s|had\s|have\s)?(?:{_PAST})(?:\s(?:him|her|them|us|me|[A-Z]\w{{1,20}}))?)(?:\sthat)?\s(?=\S)"
)
_CITING = re.compile(r"\b(?:citing|quoting)\s")
_CITED_END = re.compile(r",|;|\s(?:as saying|that)\b|\.(?=\s|$)|$")
_CITABLE = re.compile(
    r"[A-Z]\w|\b(?:people|persons?|officials?|sources?|diplomats?|aides?|officers?|ministry|ministers?|documents?|reports?"
    r"|statements?|agency|analysts|experts|witnesses|residents|lawmakers|letters?|memo|spokes\w+|newspaper|media)\b"
)
_SAYING_PLACE = re.compile(r"report|say|said|writ|wrote|reveal|announc|claim|add|state|declar|publish|broadcast", re.I)
_VERB = pattern(NESTED)
_AFTER = re.compile(
    r"(?:\s(?:me|us|him|her|them|you|reporters|journalists|(?:his|her|their|the)\s\w{1,25}"
    r"|[A-Z]\w{1,25}(?:\s[A-Z]\w{1,25})?)(?=\s))?"
    r"(?:\s(?:(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:night|morning|evening))?|today|yesterday"
    r"|privately|in private|only|also|by (?:tele)?phone|last week)){0,2},?\s(?:that\s)?"
)
_NO_WORDS = re.compile(r"(?:to|about|of|on|in|for|with|from|at|sorry|goodbye|yes|no|nothing|something|it|so)\b", re.I)
_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])[.!?](?=[\s”\"’)]|$)|,\s(?:while|but|although|which)\b|\n")
_QUOTING = frozenset("“\"‘«'")
_SELF = frozenset(("i", "we"))
_LONGEST = 600  # code points of a content found by pattern
_DEEPEST = 3  # contents found by pattern, one in another
_WORDS = re.compile(r"\w[\w'’-]*")


def stacked(text: str, sentences: Sentences, relations: Sequence[Relation]) -> list[Relation]:
    """ "Russia, he added, said it would …": two relations, the second inside the content of the first.

    They stand in for whatever the tagger made of those two verbs.
    """
    found: list[Relation] = []
    taken: list[Span] = []
    for sentence in sentences.spans:
        m = _STACK.match(text, sentence.start, min(sentence.end, sentence.start + 400))
        if not m or not subject_before(text, sentence.start, m.start("cue")):
            continue
        rest = trimmed(text, Span(m.end(), min(sentence.end, m.end() + _LONGEST)))
        if len(_WORDS.findall(text, rest.start, rest.end)) < 3:
            continue
        who, source, cue, inner = (Span(*m.span(g)) for g in ("who", "source", "cue", "inner"))
        found.append(Relation((source,), (cue,), (who, Span(inner.start, rest.end)), UNMEASURED))
        found.append(Relation((who,), (inner,), (rest,), UNMEASURED))
        taken += [cue, inner]
    taken.sort()
    kept, sure = [], 0.0
    for relation in relations:
        if relation.cue and _held_by(taken, relation.cue[0]):
            sure = max(sure, relation.confidence)
            continue
        kept.append(relation)
    return kept + [replace(r, confidence=max(sure, UNMEASURED)) for r in found]


def cited(
    text: str, sentences: Sentences, relations: Sequence[Relation]
) -> tuple[list[Relation], dict[Relation, Relation]]:
    """ "X, citing Y, reported that Z": Y says Z as well, within what X says. -> all relations, and inner -> outer."""
    hits = [m for m in _CITING.finditer(text)]
    if not hits:
        return list(relations), {}
    by_sentence: dict[int, list[int]] = {}
    for k, relation in enumerate(relations):
        if relation.cue:
            by_sentence.setdefault(sentences.index(relation.cue[0].start), []).append(k)
    for row in by_sentence.values():
        row.sort(key=lambda k: relations[k].cue[0].start)
    by_cue = {relation.cue[0].start: k for k, relation in enumerate(relations) if relation.cue}
    out: list[Relation | None] = list(relations)
    outer_of: dict[Relation, Relation] = {}
    added: list[Relation] = []
    for m in hits:
        cue = Span(m.start(), m.end() - 1)
        sentence = sentences.holding(cue.start)
        stop = _CITED_END.search(text, m.end(), min(sentence.end, m.end() + 160))
        source = trimmed(text, Span(m.end(), stop.start() if stop else min(sentence.end, m.end() + 160)))
        if source.start >= source.end or not _CITABLE.search(text, *source):
            continue
        near = by_sentence.get(sentences.index(cue.start), [])
        at = bisect_right(near, cue.start, key=lambda j: relations[j].cue[0].start)
        reporting = _reporting(text, cue, near[max(0, at - 8) : at + 8], out)
        outer = None if reporting is None else out[reporting]
        if reporting is None or outer is None:
            continue
        content = tuple(p for piece in outer.content for p in _less(text, piece, Span(cue.start, source.end)))
        if not content:
            continue
        outer = replace(outer, content=content)
        own = by_cue.get(cue.start)  # what the tagger made of "citing" itself
        if own is not None and own != reporting:
            out[own] = None
        out[reporting] = outer
        inner = Relation((source,), (cue,), content, outer.confidence)
        outer_of[inner] = outer
        added.append(inner)
    return [r for r in out if r] + added, outer_of


def _reporting(text: str, cue: Span, near: Sequence[int], relations: Sequence[Relation | None]) -> int | None:
    """The saying that does the citing: the one whose source or content ends right before "citing"."""
    best, least = None, 400
    for k in near:
        relation = relations[k]
        if relation is None or relation.cue[0].meets(cue) or not relation.content:
            continue
        words = " ".join(text[s:e] for s, e in relation.cue)
        if not _SAYING_PLACE.search(words):
            continue
        ends = [s.end for s in (*relation.source, *relation.cue, *relation.content) if s.end <= cue.start]
        holds = any(cue.within(p) for p in relation.content)
        distance = 0 if holds else cue.start - max(ends) if ends else least
        if distance < least:
            best, least = k, distance
    return best


def _less(text: str, piece: Span, cut: Span) -> list[Span]:
    """The piece without the words from "citing" to the end of the source."""
    if not piece.meets(cut):
        return [piece]
    parts = (trimmed(text, Span(piece.start, cut.start)), trimmed(text, Span(cut.end, piece.end)))
    return [p for p in parts if p.end - p.start > 2]


def nested(
    text: str, quotations: Quotations, relations: Sequence[Relation], sayings: Sequence[Relation], inner: Inner | None
) -> list[Relation]:
    """Sayings told inside the contents of `sayings`, by pattern and, where given, by a second pass of the tagger."""
    cues = sorted(span for r in relations for span in r.cue)
    pieces = sorted({p for r in sayings for p in r.content if p.end - p.start > 24}, key=lambda p: (p.start, -p.end))
    found: list[Relation] = []
    if inner is not None and pieces:
        for piece, relations_inside in zip(pieces, inner(pieces), strict=True):
            for relation in relations_inside:
                if _is_new(text, relation, cues) and all(s.within(piece) for s in relation.content):
                    found.append(relation)
        cues = sorted({*cues, *(span for r in found for span in r.cue)})
    starts = [p.start for p in pieces]
    ends: list[int] = []  # of the contents found here that the place is in
    for m in _VERB.finditer(text):
        verb = Span(*m.span())
        ends = [end for end in ends if end > verb.start]
        if len(ends) >= _DEEPEST:
            continue
        held = _innermost(pieces, starts, verb)
        if held and not _held_by(cues, verb):
            relation_found = _told(text, held, verb)
            if relation_found and not is_self_told(text, relation_found):
                found.append(relation_found)
                ends.append(relation_found.content[-1].end)
    return found


def _told(text: str, piece: Span, verb: Span) -> Relation | None:
    source = subject_before(text, piece.start, verb.start)
    after = _AFTER.match(text, verb.end, piece.end)
    if source is None or after is None:
        return None
    start = after.end()
    stop = _END.search(text, start, min(piece.end, start + _LONGEST))
    content = trimmed(text, Span(start, stop.start() if stop else min(piece.end, start + _LONGEST)))
    if _NO_WORDS.match(text, content.start) or len(_WORDS.findall(text, content.start, content.end)) < 3:
        return None
    that = text[max(verb.end, start - 6) : start].strip().lower() == "that"
    if not that and text[start] not in _QUOTING and not is_clause(text, content):
        return None  # "maintains an office" is no saying
    return Relation((source,), (verb,), (content,), UNMEASURED)


def _is_new(text: str, relation: Relation, cues: Sequence[Span]) -> bool:
    words = " ".join(text[s:e] for s, e in relation.cue)
    return bool(
        relation.source
        and relation.cue
        and relation.content
        and lemmas(words) & (SAYING | NESTED | {"according"})
        and not is_self_told(text, relation)
        and not _held_by(cues, relation.cue[0])
    )


def is_self_told(text: str, relation: Relation) -> bool:
    """True of "I said", "we told": inside somebody's words that is no other one's saying."""
    return bool(relation.source) and text[slice(*relation.source[0])].lower() in _SELF


def _innermost(pieces: Sequence[Span], starts: Sequence[int], span: Span) -> Span | None:
    for k in range(bisect_right(starts, span.start) - 1, max(-1, bisect_right(starts, span.start) - 9), -1):
        if span.within(pieces[k]):
            return pieces[k]
    return None


def _held_by(spans: Sequence[Span], span: Span) -> bool:
    """True where one of the sorted spans meets `span`."""
    k = bisect_right(spans, Span(span.end, 0)) - 1
    return any(spans[j].meets(span) for j in range(max(0, k - 1), k + 1))
