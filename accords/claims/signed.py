"""A text that is itself a statement speaks for those who issued or signed it: its own voice is theirs.

Known by its head: a communiqué, joint statement, declaration, readout. An article about one is told by an outlet and is none.
"""

from __future__ import annotations

import re

from accords.claims.bodies import BODY
from accords.claims.cast import Cast
from accords.claims.process import Process
from accords.vocabulary import ActorKind

_HEAD = 700  # code points in which such a text says what it is and whose
_JOINT = re.compile(
    r"\b(?:joint (?:statement|communiqu[eé]|declaration|press statement)|communiqu[eé]|declaration of (?:principles|agreement|intent|cessation)|"
    r"(?:agreement|accord|memorandum of understanding|protocol) (?:between|of|on|by)|the parties (?:hereby )?(?:agree|declare|undertake))\b",
    re.I,
)
_SINGLE = re.compile(
    r"\b(?:statement (?:by|of|from)|readout|press release|issued by|released by|chair'?s? (?:summary|statement))\b",
    re.I,
)
# A report about such a text says who says so, or names its agency before a dash.
_REPORTED = re.compile(r"\b(?:said|says|told|according to|reported|announced)\b|\([A-Z][\w ]{2,30}\)\s[—–-]")
_PARTY_KINDS = (ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION, ActorKind.BLOC)


def signatories(cast: Cast, process: Process | None) -> frozenset[str]:
    """The parties (by name) in whose voice the text speaks; none where it is an outlet's."""
    text = cast.text
    head = text[: min(_HEAD, len(text))]
    title = text[: cast.sentences.headline.end]
    outlet = cast.reading.report.outlet or ""
    official = bool(BODY.search(outlet)) or bool(cast.roster.named(outlet)) or bool(cast.roster.metonym(outlet))
    joint, single = _JOINT.search(title), _SINGLE.search(title)
    if not (joint or single or official) or (_REPORTED.search(head) and not official and not single):
        return frozenset()
    named = [f.listed for f in cast.places_between(0, len(head)) if f.listed.kind in _PARTY_KINDS]
    if joint:
        parties = [p for listed in named if (p := cast.party_of(listed))]
        if process is not None:
            seated = [p for p in parties if process.is_principal(p)]
            parties = seated or parties
        return frozenset(parties)
    for found in cast.roster.find(outlet):
        if len(found.listed) == 1 and (party := cast.party_of(found.listed[0])):
            return frozenset((party,))
    return frozenset(p for p in [cast.party_of(listed) for listed in named[:1]] if p)
