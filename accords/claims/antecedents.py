"""A pronoun, a role or "the group" -> somebody named before, or nobody.

The weights of a pronoun's candidates: nearness in sentences first, then standing as a subject, then having just spoken. They are
those of the sketch behind docs/decisions/speakers.md; an elaborate score did no better than plain recency with these few.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from accords.claims.cast import Appearance, Bearers, Cast, Character
from accords.reading.mentions import ROLE
from accords.vocabulary import ActorKind, Span

SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# How many sentences back a person may stand, and how many code points at most where sentences never end.
REACH = 6
_WINDOW = 6000
# Two candidates nearer than this are not told apart.
MARGIN = 0.05
_OBLIQUE = re.compile(
    r"\b(?:with|to|of|by|between|beside|from|for|against|about|at|told|and|than|on|behind|near|alongside|met|asked|thank\w*|after|under)\s(?:\w+\s)?$", re.I
)  # fmt: skip
_OBLIQUE_HEAD = re.compile(r"\b(?:with|to|of|by|between|beside|from|for|against|about|at|on|after|under)\s", re.I)
_COUNTERPART = frozenset(("counterpart", "guest", "host"))
# From how many people of the text that bear one role one is chosen.
_FEW = 4
_SYNONYM = {
    "emissary": "envoy", "premier": "prime minister", "foreign secretary": "foreign minister", "defence secretary": "defence minister",
    "defense secretary": "defense minister", "chief negotiator": "negotiator", "spokeswoman": "spokesman", "spokesperson": "spokesman",
}  # fmt: skip
# Roles that several hold at once, in several places: the roster's one is not the one meant.
MANY_HOLD = frozenset(
    (
        "ambassador",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
        "secretary",
        "general",
        "official",
        "diplomat",
        "aide",
        "adviser",
        "advisor",
        "mediator",
        "facilitator",
        "delegate",
        "lawmaker",
        "senator",
        "analyst",
    )
)
_SAME_ROLE = (
    frozenset(("spokesman", "spokeswoman", "spokesperson", "press secretary")),
    frozenset(("envoy", "emissary", "representative", "negotiator")),
    frozenset(("leader", "chief", "head", "chairman", "chairwoman", "chair", "commander")),
    frozenset(("premier", "prime minister")),
    frozenset(("mediator", "facilitator", "envoy", "representative")),
    frozenset(("general", "commander")),
)
# An office as it is called the second time: "the minister", "the secretary".
_SHORT = {
    "minister": re.compile(r"(?:deputy )?(?!prime )\w+ minister"),
    "secretary": re.compile(r"(?:\w+ secretary|secretary of state|secretary-general)"),
}
_DEPUTY = re.compile(r"\b(?:deputy|assistant)\s(?:[\w-]+\s){0,2}?$", re.I)
_COMPOUND = re.compile(
    r"\b(?:prime minister|foreign (?:minister|secretary)|defen[cs]e (?:minister|secretary)|secretary of state|vice[- ]president|secretary[- ]general|"
    r"press secretary|chief of staff|crown prince|supreme leader|foreign policy chief)\b", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody who spoke before: who, where, in what words, and whether they were several."""

    character: Character | None
    at: int
    words: str
    several: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant, or nobody with the rivals that could not be told apart."""

    character: Character | None
    rivals: tuple[Character, ...] = ()


def pronoun(
    cast: Cast,
    at: int,
    word: str,
    spoken: Sequence[Spoke],
    *,
    inside: Span | None = None,
    quotations: Contents,
    not_these: Sequence[Character] = (),
) -> Choice:
    """Whom "he" or "she" at `at` means. `inside` is the quotation that holds the pronoun, `spoken` who spoke before, in order."""
    sex = SEX.get(word.lower())
    sentences = cast.sentences
    here = sentences.index(at)
    para = cast.sentences.paragraph(at).start
    low = max(sentences.spans[max(0, here - REACH)].start, at - _WINDOW)
    headline = sentences.headline.end
    last = spoken[-1] if spoken else None
    scores: dict[int, tuple[float, Character]] = {}

    def consider(score: float, who: Character) -> None:
        if id(who) not in scores or scores[id(who)][0] < score:
            scores[id(who)] = (score, who)

    for a in cast.between(max(low, inside.start) if inside else low, at):
        who = a.character
        if not who.is_person or who in not_these or (sex and who.sex and who.sex != sex):
            continue
        there = sentences.index(a.span.start)
        distance = here - there
        score = -1.0 * distance - 0.002 * (at - a.span.start)
        score -= 0.6 if a.span.start < para else 0.0
        score -= 2.0 if a.span.start < headline else 0.0
        score -= 2.2 if a.possessive else 0.0
        score -= 2.2 if inside is None and quotations.hold(a.span.start) else 0.0
        score -= 1.3 if _OBLIQUE.search(cast.text, max(0, a.span.start - 14), a.span.start) else 0.0
        begin = sentences.spans[there].start
        opening = cast.text[begin : a.span.start]
        if len(opening) < 45 and not _OBLIQUE_HEAD.search(opening[-25:]):
            spoken_since = bool(spoken) and spoken[-1].at > a.span.start
            subject = a.span.start >= para and distance > 0 and not spoken_since and not a.possessive
            score += 2.0 if subject else 0.9
        score += 0.3 if sex and who.sex == sex else 0.0
        if last is not None and last.character is who:
            score += 1.6
        elif any(s.character is who for s in spoken[-3:]):
            score += 0.4
        consider(score, who)
    if last is not None and inside is None and last.character is not None:
        who, distance = last.character, here - sentences.index(last.at)
        if who.is_person and who not in not_these and not (sex and who.sex and who.sex != sex):
            consider(-1.0 * distance + 2.0 - (0.6 if last.at < para else 0.0), who)
        # A source that is only described goes on as "he" as long as nobody who could be he is named in between.
        since = [
            a
            for a in cast.between(last.at, at)
            if a.character.is_person and not (sex and a.character.sex not in (sex, None))
        ]
        told = who.kind is ActorKind.UNNAMED and who not in not_these
        taken_over = any(_is_subject(cast, a, quotations) for a in since)
        if told and not last.several and 0 <= distance <= 2 and (last.at >= para or not since) and not taken_over:
            return Choice(who)
    ranked = sorted(scores.values(), key=lambda s: -s[0])
    if not ranked or ranked[0][0] < -REACH:
        return Choice(None)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return Choice(None, (ranked[0][1], ranked[1][1]))
    return Choice(ranked[0][1])


def _is_subject(cast: Cast, a: Appearance, quotations: Contents) -> bool:
    """True of a person named at the opening of a sentence, or of its first clause, as who does what it tells."""
    if a.possessive or quotations.hold(a.span.start):
        return False
    opening = cast.text[cast.sentences.holding(a.span.start).start : a.span.start]
    return len(opening) < 60 and not _OBLIQUE_HEAD.search(opening[-25:])


class Contents:
    """The contents of the assertions, as sorted stretches: what stands inside another's words is a weaker antecedent."""

    def __init__(self, spans: Sequence[Span]) -> None:
        merged: list[list[int]] = []
        for s in sorted(spans):
            if merged and s.start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], s.end)
            else:
                merged.append([s.start, s.end])
        self._starts = [m[0] for m in merged]
        self._ends = [m[1] for m in merged]

    def hold(self, at: int) -> bool:
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


def role_of(words: str) -> str | None:
    """The head of a role: "the Russian deputy foreign minister" -> "deputy foreign minister"."""
    compound = _COMPOUND.search(words)
    if compound:
        if "general" in compound.group().lower():
            return "secretary-general"
        deputy = "deputy " if _DEPUTY.search(words, 0, compound.start()) else ""
        return deputy + compound.group().lower().replace("-", " ")
    head = re.split(r"\b(?:of|for|to|at|in)\b", words)[0]
    found = list(ROLE.finditer(head)) or list(ROLE.finditer(words))
    return found[-1].group().lower() if found else None


def _same(role: str, other: str) -> bool:
    if role == other:
        return True
    if role.startswith("deputy ") != other.startswith("deputy "):
        return role in _SHORT and _SHORT[role].fullmatch(other) is not None
    role, other = role.removeprefix("deputy "), other.removeprefix("deputy ")
    role, other = _SYNONYM.get(role, role), _SYNONYM.get(other, other)
    if role in _SHORT and _SHORT[role].fullmatch(other):
        return True
    return role == other or any(role in group and other in group for group in _SAME_ROLE)


def _bearers(cast: Cast, role: str, party: str | None) -> Bearers:
    """The people of the text who bear a role, of a party where one is named; kept, for a role recurs."""
    kept = cast.bearers.setdefault((role, party), Bearers())
    on = cast.reading.report.published
    for c in cast.people[kept.seen :]:
        fits = party is None or c.party == party
        if fits and (any(_same(role, r) for r in map(role_of, c.roles) if r) or c.held(role, on)):
            insort(kept.people, c, key=lambda c: c.first)
            kept.ids.add(id(c))
    kept.seen = len(cast.people)
    return kept


def _own_role(cast: Cast, c: Character) -> str | None:
    held = c.listed.held_on(cast.published) if c.listed is not None else None
    return role_of(held.role if held is not None else c.roles[0] if c.roles else "")


def _counterpart(cast: Cast, at: int, party: str | None, owner: Character | None, excluded: set[int]) -> Choice:
    """ "His Turkish counterpart": who has the owner's own role there, in the text or on the roster; else the only one it can be."""
    near = [a.character for a in cast.between(max(0, at - 2000), at) if a.character.is_person]
    people = [
        c
        for c in dict.fromkeys(reversed(near))
        if id(c) not in excluded
        and (c.party == party if party is not None else owner is None or c.party != owner.party)
    ]
    role = _own_role(cast, owner) if owner is not None else None
    if role is not None:
        same = [c for c in people if any(_same(role, r) for r in (_own_role(cast, c), *map(role_of, c.roles)) if r)]
        if same:
            return Choice(same[0])
        if party is not None and role not in MANY_HOLD:
            holders = cast.roster.holders(role, party, cast.published)
            if len(holders) == 1:
                return Choice(cast.listed(holders[0]))
    if len(people) == 1:
        return Choice(people[0])
    return Choice(None, tuple(people[:_FEW]))


def by_role(
    cast: Cast,
    span: Span,
    words: str,
    spoken: Sequence[Spoke],
    quotations: Contents,
    owner: Character | None,
    not_these: Sequence[Character] = (),
) -> Choice:
    """Who "the Russian foreign minister" is: the one who last bore the role in this text, else the one on the roster on that day."""
    role = role_of(words)
    if role is None:
        return Choice(None)
    party = cast.party_in(span.start, span.start + len(words))
    if party is None and owner is not None and role not in _COUNTERPART:
        party = owner.party
    excluded = {id(c) for c in (*not_these, owner) if c is not None}
    if role in _COUNTERPART:
        return _counterpart(cast, span.start, party, owner, excluded)
    bearers = _bearers(cast, role, party)
    last = spoken[-1].character if spoken else None
    if last is not None and id(last) in bearers.ids and id(last) not in excluded:
        return Choice(last)
    near = [
        a
        for a in cast.between(max(0, span.start - _WINDOW), span.start)
        if id(a.character) in bearers.ids and id(a.character) not in excluded
    ]
    if near:
        return Choice(max(near, key=lambda a: (not quotations.hold(a.span.start), a.span.start)).character)
    people = [c for c in bearers.people[: _FEW + len(excluded)] if id(c) not in excluded]
    before = [c for c in people if c.first < span.start]
    if before:
        return Choice(before[0]) if len(before) == 1 else Choice(None, tuple(before))
    definite = not re.match(r"an?\s", words, re.I)
    if people and (party is not None or definite):
        return Choice(people[0])
    if not definite:
        return Choice(None)
    if party is None:
        place = cast.place_before(span.start)
        party = cast.party_of(place.listed) if place is not None and place.span.start > span.start - 300 else None
    if party is not None and role not in MANY_HOLD:
        holders = [h for h in cast.roster.holders(role, party, cast.published) if not excluded & {id(cast.known(h))}]
        if len(holders) == 1:
            return Choice(cast.listed(holders[0]))
        if holders:
            return Choice(None, tuple(cast.rival(h) for h in holders[:_FEW]))
    return Choice(None)
