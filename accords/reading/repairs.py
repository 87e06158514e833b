"""Mends the slips that a tagger makes for want of a view of the whole: only what holds of English news in general."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from accords.reading.cues import GUARDED, SAYING, lemmas
from accords.reading.quotations import Quotations
from accords.reading.relation import Relation
from accords.reading.sentences import Sentences
from accords.vocabulary import Span, Spans

# "GENEVA, March 3 (Agency) — " at the head of a paragraph.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{1,40}(?:,\s[A-Z][\w .]{1,30}){0,2}(?:\s\([^()\n]{2,40}\))?\s?[—–-]{1,2}\s(?=\S)"
)
_THAT = re.compile(r"that[\s,]+(?=\S)", re.I)
_RELATIVE = re.compile(r"(?:who|whom|whose|which)\b", re.I)
_ADDRESSEE = re.compile(r"(?:him|her|them|us|me|you|reporters|journalists)", re.I)
# "What he said was that …"
_CLEFT = re.compile(r"what|all", re.I)
_TELLING = re.compile(r"\b(?:tell|told|inform|assur|remind|advis)\w{0,3}$", re.I)
_TOLD_THAT = re.compile(r"(?:\s[\w’'.-]{1,25}){0,4}?\sthat\s(?=\S)")
_HEARER = re.compile(r"(?:[^\s,.;:]{1,30}\s){1,12}?that\s")
# What the outlet adds about how the words were said, after them.
_ADDED = re.compile(
    r",?\s(?:(?:without|but (?:did not|didn['’]t|declined to|would not|refused to|gave no|offered no))\s"
    r"(?:elaborat|specify|giv|further|detail|say|name|identif|explain|comment|go into)[^\"“”]{0,120}$"
    r"|(?:who|which) (?:asked not to|spoke on|was not authori[sz]ed|were not authori[sz]ed|declined to)"
    r"[^\"“”]{0,160}$"
    # Where or in what they were said: ", in a short post on Telegram".
    r"|(?:in|through|via)\s(?:an?|his|her|its|their)\s(?:[\w’'-]{1,20}\s){0,3}"
    r"(?:message|post|posting|tweet|statement|interview|letter|speech|video|address|broadcast|op-ed|memo|email|telegram)\b"
    r"(?:,?\s(?:posted|published|issued|released|aired|broadcast|sent|given|on|to|with)\b[^\"“”]{0,120})?$)"
)
_OPENING, _CLOSING = frozenset("\"“„«‘'"), frozenset("\"”“»’'")
_EDGE = frozenset(" \t\r\n\u00a0,;:—–-")
_ACCORDING = re.compile(r"according\b", re.I)
_WORD = re.compile(r"\w+")
# In code points: the longest stretch of another's words that is taken as part of a content, the shortest one,
# and how far a saying's verb may stand from its words ("told him on the telephone on Friday that").
_JOIN, _SHORTEST, _NEAR = 600, 12, 60
_LOOSE = 4  # words: "that", "him", "on Friday"


def repaired(text: str, sentences: Sentences, quotations: Quotations, relation: Relation) -> Relation:
    """The relation with its content mended; the content may come out empty."""
    source, cue = _stripped(text, relation.source), _stripped(text, relation.cue)
    if (source, cue) != (relation.source, relation.cue):
        relation = replace(relation, source=source, cue=cue)
    own = sorted((*relation.source, *relation.cue))
    place = relation.cue[0] if relation.cue else None
    pieces = [p for piece in relation.content for p in _in_lines(text, sentences, quotations, piece, place)]
    pieces = [piece for span in pieces if (piece := _opened(text, span))]
    pieces = _in_paragraph(text, sentences, quotations, pieces, place)
    pieces = _without_asides(text, pieces, relation)
    pieces = [_whole_quotation(text, quotations, span, place) for span in pieces]
    pieces = [p for span in merged(text, pieces, own) for p in _apart(span, own)]
    pieces = [balanced(text, quotations, trimmed(text, span), place) for span in pieces]
    pieces = [p for p in pieces if any(c.isalnum() for c in text[p.start : p.end])]
    if pieces and place:
        last = pieces[-1]
        added = _ADDED.search(text, max(last.start + 8, last.end - 200), last.end)
        if added and not quotations.holding(Span(added.start(), added.start() + 1), place):
            pieces[-1] = balanced(text, quotations, trimmed(text, Span(last.start, added.start())), place)
    content = tuple(pieces)
    return relation if content == relation.content else replace(relation, content=content)


def completed(text: str, sentences: Sentences, relations: Sequence[Relation]) -> list[Relation]:
    """Gives "X said that …" its that-clause where the tagger saw the verb and not the clause, and nobody else has it."""
    taken = sorted(span for r in relations for span in r.content)
    starts = [span.start for span in taken]
    out = []
    for relation in relations:
        if not relation.content and relation.source and relation.cue:
            m = _TOLD_THAT.match(text, relation.cue[-1].end)
            if m and lemmas(relation.cue[-1].words(text)) & (SAYING | GUARDED):
                end = sentences.holding(relation.cue[0].start).end
                clause = trimmed(text, Span(m.end(), end))
                k = bisect_right(starts, clause.end)
                if clause.end - clause.start >= _SHORTEST and not any(
                    s.meets(clause) for s in taken[max(0, k - 4) : k]
                ):
                    clause = Span(clause.start, clause.end - (text[clause.end - 1] == "."))
                    relation = replace(relation, content=(clause,))
        out.append(relation)
    return out


def rejoined(text: str, sentences: Sentences, relations: Sequence[Relation]) -> list[Relation]:
    """Gives an outer relation back the inner one that the flat layer cut out of its content.

    In "X said that Y told Z that …" the tagger keeps X and "said"; the content of that is the whole inner relation.
    In "Y told Z that …, according to X" one of the two gets the content, and both have it.
    """
    relations = _shared(text, sentences, relations)
    spans = sorted((span, k) for k, r in enumerate(relations) if r.content for span in _parts(r))
    places = [span.start for span, _ in spans]
    out = []
    for k, relation in enumerate(relations):
        if relation.cue:
            gaps = _gaps(text, sentences.holding(relation.cue[0].start), relation)
            own = sorted((*relation.source, *relation.cue))
            found = [cover for gap in gaps if (cover := _covered(text, gap, k, spans, places))]
            if found:
                relation = replace(relation, content=merged(text, [*relation.content, *found], own))
        if relation.content:
            out.append(relation)
    return out


def _parts(relation: Relation) -> list[Span]:
    return sorted((*relation.source, *relation.cue, *relation.content))


def _shared(text: str, sentences: Sentences, relations: Sequence[Relation]) -> list[Relation]:
    """Where "according to X" got the content of the saying right before it, both get theirs."""
    order = sorted((k for k, r in enumerate(relations) if r.cue), key=lambda k: relations[k].cue[0].start)
    starts = [relations[k].cue[0].start for k in order]
    out = list(relations)
    for j, outer in enumerate(relations):
        if not (outer.cue and outer.content and _ACCORDING.match(text, outer.cue[0].start)):
            continue
        piece = outer.content[0]
        k = order[max(0, bisect_right(starts, piece.start) - 1)]
        saying = relations[k]
        sentence = sentences.holding(piece.start)
        if k == j or saying.content or not saying.source or not 0 <= piece.start - saying.cue[-1].end <= _NEAR:
            continue
        low = min(saying.source[0].start, saying.cue[0].start)
        if low >= sentence.start:
            out[k] = replace(saying, content=(piece,))
            out[j] = replace(outer, content=(Span(low, piece.end), *outer.content[1:]))
    return out


def _gaps(text: str, sentence: Span, relation: Relation) -> list[Span]:
    """Where a relation's content may lie that it does not have: between its parts, or around them if it has none."""
    own = sorted((*relation.source, *relation.cue))
    pieces = relation.content
    if pieces:
        found = [Span(a.end, b.start) for a, b in pairwise(pieces)]
        if pieces[0].start >= own[-1].end:
            found.append(Span(own[-1].end, pieces[0].start))
    else:
        found = [Span(own[-1].end, sentence.end)]
        if _ACCORDING.match(text, relation.cue[0].start):
            found.append(Span(sentence.start, own[0].start))
    return [g for g in found if 0 < g.end - g.start <= _JOIN and not any(s.meets(g) for s in own)]


def _covered(text: str, gap: Span, k: int, spans: list[tuple[Span, int]], places: list[int]) -> Span | None:
    """The part of `gap` that other relations stand in, where few words are left beside them."""
    inside = [s for s, j in spans[bisect_left(places, gap.start) : bisect_right(places, gap.end)] if j != k]
    inside = [s for s in inside if s.within(gap)]
    if not inside:
        return None
    at, loose = gap.start, 0
    for s in (*inside, Span(gap.end, gap.end)):
        loose += len(_WORD.findall(text, at, max(at, s.start)))
        at = max(at, s.end)
    low, high = inside[0].start, max(s.end for s in inside)
    return Span(low, high) if loose <= _LOOSE and high - low > _SHORTEST else None


def _stripped(text: str, spans: Spans) -> Spans:
    """Without blanks at their edges; those of blanks alone left out."""
    found = []
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(sorted(found))


def _in_lines(text: str, sentences: Sentences, quotations: Quotations, piece: Span, place: Span | None) -> list[Span]:
    """The piece cut at line ends, but not inside a quotation that runs over paragraphs; other lines' parts dropped."""
    if "\n" not in text[piece.start : piece.end]:
        return [piece]
    parts, begin = [], piece.start
    for m in re.finditer(r"\n\s*", text[piece.start : piece.end]):
        at = piece.start + m.start()
        if quotations.holding(Span(at, at + 1), place):
            continue
        parts.append(Span(begin, at))
        begin = piece.start + m.end()
    parts.append(Span(begin, piece.end))
    if len(parts) == 1 or place is None:
        return parts[:1]
    line = sentences.paragraph(place.start)
    near = [p for p in parts if line.start <= p.start < line.end or line.start < p.end <= line.end]
    return near or parts[:1]


def _in_paragraph(
    text: str, sentences: Sentences, quotations: Quotations, pieces: list[Span], place: Span | None
) -> list[Span]:
    """Of several pieces those in the cue's own paragraph, and quotations elsewhere."""
    if place is None or len(pieces) < 2 or "\n" not in text[pieces[0].start : pieces[-1].end]:
        return pieces
    line = sentences.paragraph(place.start)
    near = [p for p in pieces if p.meets(line)]
    return [p for p in pieces if p.meets(line) or quotations.meeting(p, place)] if near else pieces


def _opened(text: str, piece: Span) -> Span | None:
    """Without a dateline or a "that" at its head."""
    start, end = trimmed(text, piece)
    if start == 0 or text[start - 1] == "\n":
        dateline = _DATELINE.match(text, start, end)
        start = dateline.end() if dateline else start
    that = _THAT.match(text, start, end)
    start = that.end() if that else start
    return Span(start, end) if start < end else None


def _without_asides(text: str, pieces: list[Span], relation: Relation) -> list[Span]:
    """Without a clause about the source ("…, who asked not to be named, …") or the one spoken to ("told them")."""
    if not relation.cue:
        return pieces
    after_source = relation.source[-1].end if relation.source else -9
    after_cue = relation.cue[-1].end
    kept = []
    for start, end in pieces:
        if 0 <= start - after_source < 4 and _RELATIVE.match(text, start, end):
            comma = text.find(", ", start, end)
            if comma < 0 or end - comma < 8:
                continue
            start = comma + 2
        if 0 <= start - after_cue < 4 and _ADDRESSEE.fullmatch(text, start, end):
            continue
        if end <= relation.cue[0].start and _CLEFT.fullmatch(text, start, end):
            continue
        if start >= after_cue and (addressed := _spoken_to(text, relation.cue, Span(start, end))):
            start = addressed
        kept.append(Span(start, end))
    return kept


def _spoken_to(text: str, cue: Spans, piece: Span) -> int | None:
    """Where the words begin after "(told) the paper that", "(revealed) to the guests that"."""
    if not (_TELLING.search(text, cue[-1].start, cue[-1].end) or text.startswith("to ", piece.start)):
        return None
    that = _HEARER.match(text, piece.start, piece.end)
    return that.end() if that and piece.end - that.end() > 4 else None


def _whole_quotation(text: str, quotations: Quotations, piece: Span, place: Span | None) -> Span:
    """A quotation is ascribed whole: a piece that begins or ends inside one takes all of it."""
    start, end = piece
    at_start = quotations.holding(Span(start, start + 1), place)
    at_end = quotations.holding(Span(max(start, end - 1), end), place)
    if at_start:
        start = min(start, at_start.start)
    if at_end:
        end = max(end, at_end.end)
    return Span(start, end)


def merged(text: str, pieces: Sequence[Span], own: Sequence[Span]) -> Spans:
    """Sorted, joined where they overlap or only signs and blanks of one line lie between, and none of `own`."""
    starts = [s.start for s in own]
    out: list[Span] = []
    for piece in sorted(pieces):
        if out:
            between = text[out[-1].end : piece.start]
            k = bisect_left(starts, out[-1].end)
            own_between = k < len(starts) and starts[k] < piece.start
            if piece.start <= out[-1].end or (
                not own_between and len(between) < 8 and "\n" not in between and not any(c.isalnum() for c in between)
            ):
                out[-1] = Span(out[-1].start, max(out[-1].end, piece.end))
                continue
        out.append(piece)
    return tuple(out)


def _apart(piece: Span, own: Sequence[Span]) -> list[Span]:
    """What is left of the piece outside the relation's own source and cue."""
    out, begin = [], piece.start
    for s in own:
        if s.end <= begin or s.start >= piece.end:
            continue
        if s.start > begin:
            out.append(Span(begin, s.start))
        begin = s.end
    if begin < piece.end:
        out.append(Span(begin, piece.end))
    return out


def trimmed(text: str, piece: Span) -> Span:
    """Without blanks, commas, colons and dashes at its edges, nor a full stop at its end."""
    start, end = piece
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    if end > start and text[end - 1] == "." and "." not in text[max(start, end - 4) : end - 1]:
        end -= 1
    return Span(start, end)


def balanced(text: str, quotations: Quotations, piece: Span, place: Span | None = None) -> Span:
    """With both marks or neither: none where all of it is one quotation, both where a part of it is."""
    start, end = piece
    while start < end and text[start] in _OPENING and (q := quotations.holding(Span(start + 1, start + 2), place)):
        if q.start != start + 1 or q.end < end - 3:
            break
        start += 1
    whole = quotations.holding(Span(start, start + 1), place)
    if whole and whole.start == start and end >= whole.end and not any(c.isalnum() for c in text[whole.end : end]):
        return trimmed_in(text, whole)
    if whole and whole.start == start and end > whole.end and start > 0 and text[start - 1] in _OPENING:
        start -= 1
    last = quotations.holding(Span(end - 1, end), place) if end > start else None
    if (
        last
        and start < last.start
        and text[last.end : last.end + 1] in _CLOSING
        and not any(c.isalnum() for c in text[end : last.end])
    ):
        end = max(end, last.end + 1)
    return Span(start, end)


def trimmed_in(text: str, quotation: Span) -> Span:
    """A quotation without the comma or the full stop that its sentence puts before the closing mark."""
    start, end = quotation
    while end > start and (text[end - 1] in ",;" or text[end - 1].isspace()):
        end -= 1
    if end > start and text[end - 1] == "." and "." not in text[max(start, end - 4) : end - 1]:
        end -= 1
    return Span(start, end)
