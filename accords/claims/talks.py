"""Whether a report tells of dealings between parties at all: "the striker rejected the offer" is a refusal too."""

from __future__ import annotations

import re

from accords.claims.cast import Cast
from accords.claims.names import FormKind
from accords.reading.reading import Reading

# Words of talks between parties: a report with fewer of them tells of something else ("the striker rejected the offer").
_TALKS = re.compile(
    r"\b(negotiat|mediat|talks\b|cease-?fire|truce|peace (?:deal|agreement|talks|process|plan|accord|treaty|conference)|delegation|envoy|summit|treaty"
    r"|sanction|rebel|guerrilla|insurgent|hostage|prisoners? (?:exchange|swap|release)|foreign minist|troops|annex|occupied|separatist|militia|diplomat|embargo|disarm"
    r"|border|referendum|autonomy|ambassador|united nations|security council|communiqu|guarantee|nato\b|war\b|peace\b|soldier|army\b|military|concession|sovereign|invasion"
    r"|invaded|territor|prisoner|nuclear|alliance|agreement|refugee)"
)
# Of different ones: from the first number on a report may tell of talks; from the second on a body that no list knows may be a party in it.
LEAST_TALKS, PLAINLY_TALKS = 2, 5
# Acts of states and groups, and of people who speak for them, that tell as much as those words; and how sure of each.
LEAST_ACTS, SURE = 3, 0.5


def of_talks(reading: Reading, cast: Cast) -> bool:
    """True where the report tells of dealings between parties: several words of talks and somebody who may be a party, or acts of parties."""
    if not (cast.places or cast.people):
        return False
    least = min(LEAST_TALKS, len(reading.text) // 400)
    return has_talk_words(reading.text, least) or acts_of_parties(reading, cast) >= LEAST_ACTS


def plainly_of_talks(reading: Reading, cast: Cast) -> bool:
    """True where even a body that no list knows may be a party."""
    least = min(PLAINLY_TALKS, len(reading.text) // 300)
    return has_talk_words(reading.text, least) or acts_of_parties(reading, cast) >= LEAST_ACTS


def acts_of_parties(reading: Reading, cast: Cast) -> int:
    """In how many clauses somebody acts whom a list knows as a state, a group or somebody who speaks for one."""
    count = 0
    for clause in reading.clauses:
        if clause.party is None or clause.confidence < SURE:
            continue
        low, high = clause.party
        places = any(p.kind is not FormKind.ADJECTIVE for p in cast.places_between(low, high))
        count += places or any(a.character.party is not None for a in cast.between(low, high))
    return count


def has_talk_words(text: str, least: int) -> bool:
    """True where the text has at least so many different words of talks."""
    found: set[str] = set()
    for m in _TALKS.finditer(text.lower()):
        if len(found) >= least:
            break
        found.add(m.group()[:7])
    return len(found) >= least
