"""Whether a report tells of dealings between parties at all: "the striker rejected the offer" is a refusal too."""

from __future__ import annotations

import re

from accords.claims.cast import Cast

# Words of talks between parties: a report with fewer of them tells of something else ("the striker rejected the offer").
_TALKS = re.compile(
    r"\b(negotiat|mediat|talks\b|cease-?fire|truce|peace (?:deal|agreement|talks|process|plan|accord|treaty|conference)|delegation|envoy|summit|treaty"
    r"|sanction|rebel|guerrilla|insurgent|hostage|prisoners? (?:exchange|swap|release)|foreign minist|troops|annex|occupied|separatist|militia|diplomat|embargo|disarm"
    r"|border|referendum|autonomy|ambassador|united nations|security council|communiqu|guarantee|nato\b|war\b|peace\b|soldier|army\b|military|concession|sovereign|invasion"
    r"|invaded|territor|prisoner|nuclear|alliance|agreement|refugee)"
)
# Of different ones: from the first number on a report may tell of talks; from the second on a body that no list knows may be a party in it.
LEAST_TALKS, PLAINLY_TALKS = 2, 5


def of_talks(text: str, cast: Cast) -> bool:
    """True where the report tells of dealings between parties: several words of talks, and somebody who may be a party."""
    return bool(cast.places or cast.people) and has_talk_words(text, min(LEAST_TALKS, len(text) // 400))


def has_talk_words(text: str, least: int) -> bool:
    """True where the text has at least so many different words of talks."""
    found: set[str] = set()
    for m in _TALKS.finditer(text.lower()):
        if len(found) >= least:
            break
        found.add(m.group()[:7])
    return len(found) >= least
