"""Report -> Reading: what the words say; needs this text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.documents.report import Report
from accords.reading.attribution import attributions
from accords.reading.mentions import mentions
from accords.reading.reading import Reading
from accords.reading.relation import Relation
from accords.reading.sentences import Sentences
from accords.reading.tagger import Tagger
from accords.reading.timex import times


def read(report: Report, *, tagger: Tagger) -> Reading:
    """Read one report."""
    return next(read_batch([report], tagger=tagger))


def read_batch(reports: Iterable[Report], *, tagger: Tagger) -> Iterator[Reading]:
    """Read several, the model's part together; a report reads the same alone and beside others."""
    rows = list(reports)
    for report, relations in zip(rows, tagger.relations([r.text for r in rows]), strict=True):
        yield _reading(report, relations)


def _reading(report: Report, relations: list[Relation]) -> Reading:
    sentences = Sentences.of(report.text)
    found = attributions(report.text, sentences, relations)
    return Reading(report, sentences, found, mentions(report.text, sentences), times(report.text))
