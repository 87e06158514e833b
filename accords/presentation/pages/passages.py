"""The words of a report with its attributions and claims marked: a stretch of its text, or what these keep of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.presentation.dossier import Dossier
from accords.presentation.marks import Html, Mark, html, marked
from accords.presentation.pages.entries import Entry
from accords.presentation.pages.excerpts import kept, run_of, runs
from accords.presentation.pages.parts import Place, spans_of
from accords.presentation.pages.render import as_markup
from accords.vocabulary import Span, Spans

FOREIGN = 300  # claims and attributions of other parts whose marks reach into one
NEAR = 60  # code points: words left out that are fewer stand within a paragraph


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the report, marked. `after`: what is left out before them: `nothing`, `a space`, `words` (then somebody else speaks, or
    another sentence does: `line`), `more`."""

    text: Markup
    after: str = "nothing"


def whole(
    text: str, window: Span, rows: Sequence[Entry], placed: Sequence[Place], others: Sequence[Mark], dossier: Dossier
) -> tuple[Passage, ...]:
    """The stretch of the text with the marks of its entries; those of other parts reach into it without leading anywhere."""

    def moved(mark: Mark) -> Mark:
        start, end = mark.span
        return replace(mark, span=Span(max(0, start - window.start), max(0, end - window.start)))

    here = {row.id: row for row in rows}
    reaching = [p for p in placed if p.own not in here and p.start < window.end and p.end > window.start][:FOREIGN]
    beside = {p.own for p in reaching}
    drawn = [p.own for p in placed if p.own in here or p.own in beside] if beside else list(here)
    marks = [moved(mark) for mark in others]
    for own in drawn:
        for mark in _marks(_one(own, dossier), here.get(own)):
            if own in here or (mark.span.start < window.end and mark.span.end > window.start):
                marks.append(moved(mark))
    return (Passage(as_markup(marked(text[window.start : window.end], marks, beside))),)


def excerpts(rows: Sequence[Entry], dossier: Dossier) -> tuple[Passage, ...]:
    """The words that the entries keep; what stands between them is not here."""
    together = runs(piece for row in rows for piece in kept(_one(row.id, dossier)))
    if not together:
        return ()
    marks: list[list[Mark]] = [[] for _ in together]
    begins = _fresh(spans_of(_one(row.id, dossier)) for row in rows)
    for row in rows:
        drawn = False
        for mark in _marks(_one(row.id, dossier), row):
            at = run_of(mark.span, together)
            if at is not None:
                drawn = True
                begin = together[at].start
                marks[at].append(replace(mark, span=Span(mark.span.start - begin, mark.span.end - begin)))
        if not drawn:  # its anchor alone, so that links lead to where it would stand
            marks[0].append(Mark(Span(0, 0), "claim" if row.told else "content", row.id, lead=_lead(row)))
    anchored: set[str] = set()
    passages = []
    before: int | None = None
    for run, of in zip(together, marks, strict=True):
        gap = run.start - before if before is not None else 0
        passages.append(Passage(as_markup(marked(run.words, of, anchored)), _gap(gap, run.start in begins)))
        anchored |= {mark.of for mark in of}
        before = run.end
    return tuple(passages)


def _fresh(several: Iterable[Spans]) -> set[int]:
    """Where something begins after all before it, in order of place, has ended: for the most part another sentence."""
    found: set[int] = set()
    until = 0
    for spans in several:
        if spans and (start := min(span.start for span in spans)) >= until:
            found.add(start)
        until = max(until, *(span.end for span in spans), 0)
    return found


def _gap(left_out: int, begins: bool) -> str:
    if left_out > NEAR:
        return "more"
    return "nothing" if left_out == 0 else "a space" if left_out == 1 else "line" if begins else "words"


def _one(own: str, dossier: Dossier) -> Claim | Saying:
    return dossier.claim_by_id.get(own) or dossier.saying_by_id[own]


def _marks(one: Claim | Saying, row: Entry | None) -> Iterator[Mark]:
    """What is marked of one; `row` is `None` of what has its entry in another part."""
    lead = _lead(row) if row else Html("")
    if isinstance(one, Claim):
        part = "claim" if row is None or row.told is None else "claim own" if row.told.own else "claim others"
        if not one.evidence:
            yield Mark(Span(0, 0), part, one.id, lead=lead)
        for span in one.evidence:
            yield Mark(span, part, one.id, lead=lead)
        for span in one.trigger:
            yield Mark(span, "trigger", one.id, lead=lead)
        return
    attribution = one.attribution
    if not spans_of(one):
        yield Mark(Span(0, 0), "content", one.id, lead=lead)
    for part, spans in (("content", attribution.content), ("source", attribution.source), ("cue", attribution.cue)):
        for span in spans:
            yield Mark(span, part, one.id, lead=lead)


def _lead(row: Entry) -> Html:
    """The number that leads to the entry. It is put there by the style, so that the text holds the report's letters and no others."""
    kind, sign = ("said", "") if row.told is None else ("own", "“”") if row.told.own else ("others", "⇢")
    return Html(
        f'<a class="ref {kind}" href="#entry.{row.anchor}" data-n="{sign}{row.number}" aria-label="{html(row.label)}"></a>'
    )
