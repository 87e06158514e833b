"""Sources that are described and not named, and for whom they speak as far as their words tell."""

from __future__ import annotations

import re

from accords.claims.beside import PRIVATE
from accords.claims.cast import Cast, Character
from accords.reading.mentions import ROLE, ROLES
from accords.vocabulary import ActorKind, Span

# What stands before a place or person without being what somebody speaks for: "a diplomat in Nairobi", "close to Hamas".
_BESIDE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|into|against|about|on|to|with|by|based|visiting|over)\s(?:the\s|\w+ern\s|central\s|downtown\s)?$", re.I
)  # fmt: skip
_SERVING = re.compile(
    r"\b(?:advis[eo]rs?|aides?|assistants?|secretar(?:y|ies)|lawyers?|counsel)\sto\s(?:the\s)?$", re.I
)
# "Officials in Kyiv" are those of Ukraine, unless they are said to be somebody else's.
_GOVERNING = re.compile(
    r"(?:\w+\s){0,3}(?:officials?|authorities|ministers?|lawmakers|leaders?|government|negotiators?)\sin\s$", re.I
)
_FOREIGN = re.compile(r"\b(?:western|european|foreign|arab|african|diplomatic|relief|aid|un)\b", re.I)
_BODY = re.compile(r"\b(?:ministry|government|army|embassy|parliament|presidency|delegation)\b(?=\s\w+$)", re.I)
_BODY_NEXT = re.compile(
    r"\s(?:[\w-]+\s)?(?:delegation|government|ministry|army|military|team|camp|leadership|parliament|presidency|administration|embassy)\b"
)
# "His guest" is of another party than he is.
_OF_ANOTHER = re.compile(
    r"\b(?:guests?|hosts?|counterparts?|visitors?|opponents?|rivals?|enem(?:y|ies)|foes?|critics?|allies|ally|neighbou?rs?|opposite number)\b", re.I
)  # fmt: skip
_ONE_OF = re.compile(r"\b(?:source|insider|ally|member)\b", re.I)
# What only says more of somebody: "An official, off camera".
ASIDE = re.compile(
    r",\s(?=(?:an?|the|two|three|one|its|their|his|her|off|on|in|at|now|then|last|once|printed|published|posted|carried|dated|both|speaking|asked|aged|\d)\b)"
)
_JOINED = re.compile(r"\s*(?:,|and|or|/|-|–|, and)\s*(?:the\s)?")


def described(
    cast: Cast, span: Span, head: str, whole: str, owner: Character | None = None, *, opens: bool = False
) -> Character:
    """The unnamed one whom `head` at `span` describes: those words are its name, without what only says more of it.

    `owner` is whom "his" in them means; where they open with it, its name stands there: the spokesmen of two are two.
    """
    name = ASIDE.split(head.strip(' ,"“”'))[0]
    if opens and owner is not None:
        rest = name.partition(" ")[2]
        rest = rest.removeprefix("own ")
        called = f"{owner.name}'s {rest}" if owner.kind is not ActorKind.UNNAMED else f"{rest} of {owner.name}"
        found = cast.character(called, ActorKind.UNNAMED)
        found.aliases.update((name, f"{rest} of {owner.name}"))
    else:
        found = cast.character(name, ActorKind.UNNAMED)
    found.aliases.add(whole.strip(' ,"“”'))
    found.first = min(found.first, span.start)
    official = ROLE.search(name) or ROLES.search(name) or _ONE_OF.search(name)
    if found.party is None and official and not PRIVATE.search(name):
        whole_span = Span(span.start, span.start + len(head))
        own = cast.party_of_character(owner) if owner is not None and not _OF_ANOTHER.search(name) else None
        found.party = own or _party(cast, whole_span) or _of_the_body(cast, name)
    return found


def _party(cast: Cast, span: Span) -> str | None:
    """The first party that the words name as the source's own; nobody's where two are named beside each other."""
    text = cast.text
    named = [(p.span, cast.party_of(p.listed)) for p in cast.places_between(span.start, span.end)]
    named += [(a.span, a.character.party) for a in cast.between(span.start, span.end)]
    own: list[tuple[Span, str]] = []
    for place, party in sorted(named):
        before = text[span.start : place.start]
        beside = _BESIDE.search(before) and not _SERVING.search(before) and not _governs(before)
        if party is None or (beside and not _BODY_NEXT.match(text, place.end)):
            continue
        own.append((place, party))
    if len(own) > 1 and own[0][1] != own[1][1] and _JOINED.fullmatch(text, own[0][0].end, own[1][0].start):
        return None
    return own[0][1] if own else None


def _of_the_body(cast: Cast, name: str) -> str | None:
    """ "A ministry official" is of the one ministry of the report."""
    m = _BODY.search(name)
    parties = {c.party for c in cast.bodies.get(m.group().lower(), ()) if c.party} if m is not None else set()
    return parties.pop() if len(parties) == 1 else None


def _governs(before: str) -> bool:
    return _GOVERNING.fullmatch(before) is not None and _FOREIGN.search(before) is None
