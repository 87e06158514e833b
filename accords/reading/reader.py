"""Report -> Reading: what the words say; needs this text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.documents.report import Report
from accords.reading.attribution import attributions
from accords.reading.clause import within_sentences
from accords.reading.mentions import mentions
from accords.reading.reading import Reading
from accords.reading.sentences import Sentences, unwrapped
from accords.reading.tagger import Tagged, Tagger
from accords.reading.timex import times


def read(report: Report, *, tagger: Tagger) -> Reading:
    """Read one report."""
    return next(read_batch([report], tagger=tagger))


def read_batch(reports: Iterable[Report], *, tagger: Tagger) -> Iterator[Reading]:
    """Read several, the model's part together; a report reads the same alone and beside others."""
    rows = [(report, unwrapped(report.text)) for report in reports]
    for (report, text), tagged in zip(rows, tagger.tag([text for _, text in rows]), strict=True):
        yield _reading(report, text, tagged)


def _reading(report: Report, text: str, tagged: Tagged) -> Reading:
    sentences = Sentences.of(text)
    return Reading(
        report=report,
        sentences=sentences,
        attributions=attributions(text, sentences, tagged.relations),
        mentions=mentions(text, sentences),
        times=times(text),
        clauses=within_sentences(sentences, tagged.clauses),
    )
