"""Ministries, parliaments, armies and documents, with whose they are."""

from __future__ import annotations

import re

from accords.claims.cast import Cast, Character
from accords.vocabulary import ActorKind
from accords.vocabulary.actor import fold

BODY = re.compile(
    r"\b(?:foreign ministry|foreign affairs ministry|ministry of (?:foreign affairs|defen[cs]e|[a-z]+)|defen[cs]e ministry|interior ministry|ministry|state department|"
    r"defen[cs]e department|pentagon|kremlin|white house|parliament|government|presidency|presidential (?:office|palace)|palace|(?:prime minister|president|premier|chancellor|foreign minister|governor|mayor)['’]s office|army|military|navy|"
    r"armed forces|general staff|security council|cabinet|delegation|foreign office|embassy|senate|congress|knesset|duma|central bank|administration|mission|"
    r"secretariat|high command|supreme court|constitutional court|police|mediation|junta|leadership|press service|intelligence service)\b", re.I
)  # fmt: skip
_OWN = re.compile(r"^(?:its|his|her|their)\s+", re.I)
_ARTICLE = re.compile(r"^(?:the|its|his|her|their)\s+", re.I)
# What groups and organisations have as well as states.
_ANYBODYS = frozenset(
    "delegation leadership mission secretariat command mediation service office administration council team".split()
)
_SMALL = frozenset(("of", "and", "for", "the"))
_ACRONYM = re.compile(r"((?:[A-Z][\w’'-]+(?:\s(?:of|for|the|and|to|in|on)){0,2}\s){2,7})\(([A-Z][A-Za-z/-]{1,8})\)")
_IN_BRACKETS = re.compile(r"\([A-Z][A-Za-z/-]{1,8}\)")
_DOCUMENT = re.compile(
    r"\b(?:comment|statement|letter|document|text|declaration|message|communiqu[ée]|readout|post)\b[^.\n]{0,80}?\b(?:by|from)\s"
)


def body(cast: Cast, words: str, at: int, its: str | None = None) -> Character:
    """The body that `words` at `at` name, with its owner: the one named in the words, else `its` where they begin with
    "its", else that of the body of this kind told of before, else the state named last."""
    bare = _ARTICLE.sub("", words.strip(' ,"“”'))
    for listed in (*cast.roster.metonym(bare), *cast.roster.named(bare)):
        found = cast.character(bare, ActorKind.ORGANIZATION)
        found.party = cast.party_of(listed)
        return found
    m = BODY.search(bare)
    name = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in (m.group() if m else bare).split())
    low, high = at, at + len(words)
    owner = cast.party_in(low, high)
    if owner is None and m is not None:
        head = fold(name).split()[-1]
        own = _OWN.match(words.strip(' ,"“”')) is not None
        earlier = [c for c in cast.bodies.get(head, ()) if c.party and fold(c.name).endswith(fold(name))]
        if earlier and not own:
            return max(earlier, key=lambda c: c.count)
        owner = its if own else None
        if owner is None:
            place = cast.place_before(at, state=head not in _ANYBODYS)
            owner = cast.party_of(place.listed) if place is not None else None
    adjective = next((p.adjectives[0] for p in cast.roster.named(owner) if p.adjectives), owner) if owner else None
    found = cast.character(
        f"{adjective} {name}" if adjective and adjective not in name else name, ActorKind.ORGANIZATION
    )
    found.party = found.party or owner
    cast.call(found, bare)
    found.first = min(found.first, at)
    found.count += 1
    return found


def acronyms(text: str) -> dict[str, str]:
    """Letters -> the name that the report spells out before them: "Southern Front (SF)"."""
    found: dict[str, str] = {}
    if not _IN_BRACKETS.search(text):
        return found
    for m in _ACRONYM.finditer(text):
        words, letters = m.group(1).split(), m.group(2)
        begins = [i for i, w in enumerate(words) if w[0] == letters[0].upper()]
        if begins:
            found[letters] = " ".join(words[begins[0] :])
    return found


def author_of(cast: Cast, at: int) -> Character | None:
    """Whose the comment, statement or letter is that was told of before."""
    for m in reversed(list(_DOCUMENT.finditer(cast.text, max(0, at - 3000), at))):
        near = cast.between(m.end(), m.end() + 70)
        if near:
            return near[0].character
        place = cast.places_between(m.end(), m.end() + 30)
        if place:
            return cast.listed(place[0].listed)
    return None
