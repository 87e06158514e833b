"""Values that every other package uses: no input or output, nothing from third parties."""

from accords.vocabulary.actor import Actor, ActorKind, slug
from accords.vocabulary.errors import AccordsError, Misuse
from accords.vocabulary.fault import Fault
from accords.vocabulary.span import Span, Spans, lowered, words_at
from accords.vocabulary.when import When

__all__ = [
    "AccordsError",
    "Actor",
    "ActorKind",
    "Fault",
    "Misuse",
    "Span",
    "Spans",
    "When",
    "lowered",
    "slug",
    "words_at",
]
