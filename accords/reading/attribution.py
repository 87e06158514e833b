"""From the tagger's flat relations to the attributions of a report: repaired, told apart, nested, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from accords.reading.gaps import continued, missed
from accords.reading.kinds import kind_of, mode_of
from accords.reading.nesting import cited, is_self_told, nested, stacked
from accords.reading.quotations import Quotations
from accords.reading.reading import Attribution, Kind
from accords.reading.relation import Relation
from accords.reading.repairs import completed, rejoined, repaired
from accords.reading.sentences import Sentences
from accords.reading.turns import Turn, turns
from accords.vocabulary import Span

_DEPTH = 32  # contents that may hold one another; a report's go three deep


def attributions(
    text: str,
    sentences: Sentences,
    relations: Sequence[Relation],
    inner: Callable[[Sequence[Span]], Sequence[Sequence[Relation]]] | None = None,
) -> tuple[Attribution, ...]:
    """The attributions of `text` in order of place, an inner one after its outer one.

    `relations` may have empty contents (a cue whose content was not found): those are completed or dropped.
    `inner`, where given, is a second pass of the tagger: spans of contents -> the relations inside each, their spans
    in code points of `text`.
    """
    if not sentences.spans:
        return ()
    quotations = Quotations.of(text)
    talk = turns(text)
    found = [repaired(text, sentences, quotations, r) for r in relations]
    found = rejoined(text, sentences, completed(text, sentences, found))
    found = stacked(text, sentences, found)
    found, outer_of = cited(text, sentences, found)
    if talk:
        found = _in_turns(found, talk)
    spoken = [Relation((t.source,), (t.cue,), t.content, 1.0) for t in talk]

    kinds = dict.fromkeys(outer_of, Kind.ASSERTION)

    def kind(relation: Relation) -> Kind:
        known = kinds.get(relation)
        if known is None:
            known = kinds[relation] = kind_of(text, sentences, quotations, relation)
        return known

    def says(relation: Relation) -> bool:
        return kind(relation) is Kind.ASSERTION

    if not talk:
        sayings = [r for r in found if says(r)]
        found += [r for r in missed(text, sentences, quotations, found, sayings) if says(r)]
        found = continued(text, sentences, quotations, found, frozenset((*outer_of, *outer_of.values())))
    found = _unlike(text, found)
    sayings = [*spoken, *(r for r in found if says(r))]
    found += [r for r in nested(text, quotations, [*spoken, *found], sayings, inner) if says(r)]
    everything = [*spoken, *_unlike(text, found)]
    parents = _parents(everything, outer_of)
    rows = [
        Attribution(
            source=relation.source,
            cue=relation.cue,
            content=relation.content,
            kind=Kind.ASSERTION if k < len(spoken) else kind(relation),
            mode=mode_of(text, quotations, relation, turn=k < len(spoken)),
            confidence=relation.confidence,
            turn=k < len(spoken),
        )
        for k, relation in enumerate(everything)
    ]
    own = {
        k for k, r in enumerate(everything) if parents[k] is not None and is_self_told(text, r) and r not in outer_of
    }
    return _ordered(rows, parents, own)


def _in_turns(relations: Sequence[Relation], talk: Sequence[Turn]) -> list[Relation]:
    """Only what is told inside one turn's words: the colon and what it opens are the turn's own."""
    pieces = sorted(p for turn in talk for p in turn.content)
    labels = sorted(Span(turn.source.start, turn.cue.end) for turn in talk)
    kept = []
    first = min(labels[0].start, pieces[0].start) if pieces else 0
    last = pieces[-1].end if pieces else 0
    for relation in relations:
        parts = sorted((*relation.source, *relation.cue, *relation.content))
        begin, end = parts[0].start, max(p.end for p in parts)
        outside = end <= first or begin >= last
        if outside or _holding(pieces, Span(begin, end)):
            kept.append(relation)
    return kept


def _holding(pieces: Sequence[Span], span: Span) -> bool:
    k = bisect_right(pieces, Span(span.start, 1 << 62)) - 1
    return k >= 0 and span.within(pieces[k])


def _unlike(text: str, relations: Sequence[Relation]) -> list[Relation]:
    """Each cue once, the earlier of two with the same words kept; spans sorted and inside the text."""
    seen: dict[int, list[Relation]] = {}
    kept = []
    for relation in relations:
        content = tuple(sorted(s for s in relation.content if 0 <= s.start < s.end <= len(text)))
        if not content:
            continue
        relation = replace(relation, content=content) if content != relation.content else relation
        key = (relation.cue or relation.content)[0].start
        if any(_alike(relation, other) for other in seen.get(key, ())):
            continue
        seen.setdefault(key, []).append(relation)
        kept.append(relation)
    return kept


def _alike(a: Relation, b: Relation) -> bool:
    if not a.cue and not b.cue:
        return a.content[0].meets(b.content[0])
    return bool(a.cue and b.cue) and a.cue[0].meets(b.cue[0])


def _parents(relations: Sequence[Relation], outer_of: dict[Relation, Relation]) -> list[int | None]:
    """For each, the one inside whose content its cue stands (the innermost), or whose words are cited from it."""
    number = {relation: k for k, relation in enumerate(relations)}
    parents: list[int | None] = [None] * len(relations)
    marks = sorted(
        [(span.start, 0, -span.end, k) for k, r in enumerate(relations) for span in r.content]
        + [(r.cue[0].start, 1, -r.cue[-1].end, k) for k, r in enumerate(relations) if r.cue]
    )
    open_contents: list[tuple[int, int]] = []
    for start, is_cue, minus_end, k in marks:
        while open_contents and open_contents[-1][0] <= start:
            open_contents.pop()
        if not is_cue:
            open_contents.append((-minus_end, k))
            continue
        for end, holder in open_contents[: -_DEPTH - 1 : -1]:
            if holder != k and -minus_end <= end:
                parents[k] = holder
                break
    for relation, outer in outer_of.items():
        inner, parent = number.get(relation), number.get(outer)
        if inner is not None and parent is not None and inner != parent:
            parents[inner] = parent
    return _without_rings(parents)


def _without_rings(parents: list[int | None]) -> list[int | None]:
    """Two relations that hold each other are a slip of the tagger: the one met again stands free."""
    settled = [False] * len(parents)
    for k in range(len(parents)):
        path: list[int] = []
        on_path: set[int] = set()
        at: int | None = k
        while at is not None and not settled[at]:
            if at in on_path:
                parents[path[-1]] = None
                break
            path.append(at)
            on_path.add(at)
            at = parents[at]
        for j in path:
            settled[j] = True
    return parents


def _ordered(rows: Sequence[Attribution], parents: Sequence[int | None], dropped: set[int]) -> tuple[Attribution, ...]:
    """By place, each followed by what stands within it; `within` is the index in the result."""
    children: dict[int | None, list[int]] = {}
    for k in sorted(range(len(rows)), key=lambda k: (rows[k].at, rows[k].content)):
        children.setdefault(parents[k], []).append(k)
    out: list[Attribution] = []
    waiting: list[tuple[int, int | None]] = [(k, None) for k in reversed(children.get(None, []))]
    while waiting:
        k, within = waiting.pop()
        place = within
        if k not in dropped:
            place = len(out)
            out.append(rows[k] if within is None else replace(rows[k], within=within))
        waiting += [(j, place) for j in reversed(children.get(k, []))]
    return tuple(out)
