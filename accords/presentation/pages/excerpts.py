"""The words that claims and attributions keep, in order of place, where a report's text is not shown whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.vocabulary import Span, Spans

_BETWEEN = len(" … ")  # what `words_at` puts between pieces that stand apart


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in the report; `start` is where, in code points."""

    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def kept(one: Claim | Saying) -> Iterator[Run]:
    """The words that one keeps, piece by piece."""
    if isinstance(one, Claim):
        yield from _pieces(one.evidence, one.words)
        return
    attribution = one.attribution
    for spans, words in zip((attribution.source, attribution.cue, attribution.content), one.words, strict=True):
        yield from _pieces(spans, words)


def _pieces(spans: Spans, words: str) -> Iterator[Run]:
    sizes = [span.end - span.start for span in spans]
    if len(words) != sum(sizes) + _BETWEEN * (len(sizes) - 1):
        # Not of these spans, or blanked since: then they stand at the first.
        if words and spans:
            yield Run(spans[0].start, words)
        return
    at = 0
    for span, size in zip(spans, sizes, strict=True):
        yield Run(span.start, words[at : at + size])
        at += size + _BETWEEN


def runs(pieces: Iterable[Run]) -> tuple[Run, ...]:
    """The same in order of place, those that overlap or touch as one. O(pieces · log pieces + words)."""
    together: list[list[str]] = []
    starts: list[int] = []
    end = -1
    for piece in sorted((piece for piece in pieces if piece.words), key=lambda piece: (piece.start, piece.end)):
        if piece.start > end:
            starts.append(piece.start)
            together.append([piece.words])
        elif piece.end > end:
            together[-1].append(piece.words[end - piece.start :])
        end = max(end, piece.end)
    return tuple(Run(start, "".join(words)) for start, words in zip(starts, together, strict=True))


def run_of(span: Span, several: tuple[Run, ...]) -> int | None:
    """The index of the run in which a span begins; `None` where its words are not there."""
    at = bisect_right(several, span.start, key=lambda run: run.start) - 1
    return at if at >= 0 and span.start < several[at].end else None
