"""Words of a report at a place that is no claim's: those of the text where it may be shown, else those that a claim there keeps."""

from __future__ import annotations

from collections.abc import Iterable

from accords.presentation import wording
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.vocabulary import Span


def words_at(shown: Shown, report: str, spans: Iterable[Span]) -> tuple[Link, ...]:
    """The words of each span, leading to their place in the report; where they were left out and nothing keeps them, one link
    that says so."""
    known = shown.view.record.report(report)
    text = shown.text_of(report)
    found: list[Link] = []
    for span in spans:
        claims = known.account.claims if known else ()
        near = next((one for one in claims if any(_meet(span, piece) for piece in one.evidence)), None)
        words = wording.short(span.words(text) if text else near.words if near else "")
        if words:
            found.append(shown.report(report, words, near.id if near else "", span.start))
    return tuple(dict.fromkeys(found)) or (shown.report(report, "(its words are not shown here)"),)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
