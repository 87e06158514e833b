"""The words of one source, and what has been told before it, as the rules of `claims.sources` look at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from accords.claims.antecedents import Choice, Contents, Spoke
from accords.claims.cast import Cast, Character
from accords.vocabulary import Span

_RELATIVE = re.compile(
    r",?\s(?:who|whom|whose|which|that)\b|,\s(?:none|all|both|speaking|standing|himself|herself|themselves|citing|quoting|(?:led|headed|chaired|run|owned|backed) by)\b|\s\((?!\w+\))"
)
_SENTENCE_IN_SOURCE = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St))(?<!\b(?:Mrs|Gen|Sen|Rep|Col|Maj|Adm|Gov|Amb|Hon|Rev))(?<!\b(?:Brig|Capt|Prof))[.!?]\s(?=[A-Z])"
)
_SELF = re.compile(r"\s(?:himself|herself|itself|themselves)$")
_POSSESSIVE = re.compile(r"['’]s?$")
ARTICLE = re.compile(r"^(?:the|its|his|her|their)\s+", re.I)


@dataclass(frozen=True)
class Source:
    """The words of one source, as the rules look at them."""

    span: Span
    whole: str  # as tagged
    head: str  # without what follows "who", "which", a bracket
    low: str  # the head in lower case, no signs at its edges
    inside: Span | None  # the quotation or content it stands in
    outer: Character | None  # who speaks there
    outer_direct: bool

    @property
    def first(self) -> str:
        return self.low.split()[0] if self.low else ""

    @cached_property
    def bare(self) -> str:
        """The head without article and possessive mark."""
        return _POSSESSIVE.sub("", ARTICLE.sub("", self.head.strip(' ,"“”')))


@dataclass
class State:
    """What has been told so far, in order of place."""

    cast: Cast
    quotations: Contents
    acronyms: dict[str, str]
    spoken: list[Spoke] = field(default_factory=list)
    labels: dict[str, Choice] = field(default_factory=dict)  # of a transcript's turns


Found = tuple[Choice, str]


def source_of(text: str, span: Span, inside: Span | None, outer: Character | None, direct: bool) -> Source:
    whole = span.words(text)
    cuts = list(_SENTENCE_IN_SOURCE.finditer(whole)) if len(whole) < 400 else []
    if cuts:
        span = Span(span.start + cuts[-1].end(), span.end)
        whole = span.words(text)
    head = _SELF.sub("", _RELATIVE.split(whole)[0].rstrip(" ,"))
    return Source(span, whole, head, head.lower().strip(' ,"“”'), inside, outer, direct)
