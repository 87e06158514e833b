"""A relation is what the tagger finds: one source, cue and content, flat, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from accords.vocabulary import Spans


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a text, its spans sorted by place.

    `content` may be empty where a cue was found and its content was not: one flat layer cannot hold the content of
    "X" in "X said Y told Z that …", and `reading.attribution` puts it together again.
    `confidence` is the model's probability that the relation is there, 0 to 1.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float
