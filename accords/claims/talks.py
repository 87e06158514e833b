"""Whether a report tells of dealings between parties at all: "the striker rejected the offer" is a refusal too."""

from __future__ import annotations

import re

from accords.claims.cast import Cast

# Words of talks between parties: a report with fewer of them tells of something else ("the striker rejected the offer").
_TALKS = re.compile(
    r"\b(negotiat|mediat|talks\b|cease-?fire|truce|peace (?:deal|agreement|talks|process|plan|accord|treaty|conference)|delegation|envoy|summit|treaty"
    r"|sanction|rebel|guerrilla|insurgent|hostage|prisoners? (?:exchange|swap|release)|foreign minist|troops|annex|occupied|separatist|militia|diplomat|embargo|disarm"
    r"|border|referendum|autonomy|ambassador|united nations|security council|communiqu|guarantee|nato\b|war\b|peace\b|soldier|army\b|military|concession|sovereign|invasion"
    r"|invaded|territor|prisoner|nuclear|alliance|agreement|refugee)",
    re.I,
)
# Of different ones: from the first number on a report may tell of talks; from the second on a body that no list knows may be a party in it.
LEAST_TALKS, PLAINLY_TALKS = 2, 5


def of_talks(text: str, cast: Cast) -> bool:
    """True where the report tells of dealings between parties: several words of talks, and somebody who may be a party."""
    return talk_words(text) >= min(LEAST_TALKS, len(text) // 400) and bool(cast.places or cast.people)


def talk_words(text: str) -> int:
    """How many different words of talks the text has."""
    return len({m.group().lower()[:7] for m in _TALKS.finditer(text)})
