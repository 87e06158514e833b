"""A pronoun, a role or "the group" -> somebody named before, or nobody.

The weights of a pronoun's candidates: nearness in sentences first, then standing as a subject, then having just spoken. They are
those of the sketch behind docs/decisions/speakers.md; an elaborate score did no better than plain recency with these few.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from accords.claims.cast import Cast, Character
from accords.reading.mentions import ROLE
from accords.vocabulary import ActorKind, Span

SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# How many sentences back a person may stand.
REACH = 6
# Two candidates nearer than this are not told apart.
MARGIN = 0.05
_OBLIQUE = re.compile(
    r"\b(?:with|to|of|by|between|beside|from|for|against|about|at|told|and|than|on|behind|near|alongside|met|asked|thank\w*|after|under)\s(?:\w+\s)?$", re.I
)  # fmt: skip
_OBLIQUE_HEAD = re.compile(r"\b(?:with|to|of|by|between|beside|from|for|against|about|at|on|after|under)\s", re.I)
_COUNTERPART = frozenset(("counterpart", "guest", "host"))
_SYNONYM = {
    "emissary": "envoy", "premier": "prime minister", "foreign secretary": "foreign minister", "defence secretary": "defence minister",
    "defense secretary": "defense minister", "chief negotiator": "negotiator", "spokeswoman": "spokesman", "spokesperson": "spokesman",
}  # fmt: skip
# Roles that several hold at once, in several places: the roster's one is not the one meant.
_MANY_HOLD = frozenset(
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
    low = sentences.spans[max(0, here - REACH)].start
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
        if who.kind is ActorKind.UNNAMED and not last.several and 0 <= distance <= 2 and (last.at >= para or not since):
            return Choice(who)
    ranked = sorted(scores.values(), key=lambda s: -s[0])
    if not ranked or ranked[0][0] < -REACH:
        return Choice(None)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return Choice(None, (ranked[0][1], ranked[1][1]))
    return Choice(ranked[0][1])


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
    """The head of a role: "the Russian deputy foreign minister" -> "foreign minister"."""
    compound = _COMPOUND.search(words)
    if compound:
        return (
            compound.group().lower().replace("-", " ")
            if "general" not in compound.group().lower()
            else "secretary-general"
        )
    head = re.split(r"\b(?:of|for|to|at|in)\b", words)[0]
    found = list(ROLE.finditer(head)) or list(ROLE.finditer(words))
    return found[-1].group().lower() if found else None


def _same(role: str, other: str) -> bool:
    if role == other:
        return True
    role, other = _SYNONYM.get(role, role), _SYNONYM.get(other, other)
    return role == other or any(role in group and other in group for group in _SAME_ROLE)


def _bearers(cast: Cast, role: str, party: str | None) -> list[Character]:
    """The people of the text who bear a role, of a party where one is named; kept, for a role recurs."""
    people = cast.people
    kept = cast.bearers.get((role, party))
    if kept is None or kept[0] != len(people):
        on = cast.reading.report.published
        found = [
            c
            for c in people
            if (party is None or c.party == party)
            and (any(_same(role, r) for r in map(role_of, c.roles) if r) or c.held(role, on))
        ]
        kept = cast.bearers[(role, party)] = (len(people), found)
    return kept[1]


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
    excluded = [*not_these, *([owner] if owner is not None else [])]
    if role in _COUNTERPART:
        low = max(0, span.start - 2000)
        people = [
            a.character for a in cast.between(low, span.start) if a.character.is_person and a.character not in excluded
        ]
        if party is not None:
            people = [p for p in people if p.party == party]
        return Choice(max(people, key=lambda c: c.count) if people else None)

    candidates = [c for c in _bearers(cast, role, party) if c not in excluded]
    before = [c for c in candidates if c.first < span.start]
    if before:
        if spoken and spoken[-1].character in before:
            return Choice(spoken[-1].character)
        low = max(0, span.start - 6000)
        near = [a for a in cast.between(low, span.start) if a.character in before]
        if near:
            return Choice(max(near, key=lambda a: (not quotations.hold(a.span.start), a.span.start)).character)
        if len(before) == 1:
            return Choice(before[0])
        return Choice(None, tuple(before[:4]))
    definite = not re.match(r"an?\s", words, re.I)
    if candidates and (party is not None or definite):
        return Choice(min(candidates, key=lambda c: c.first))
    if not definite:
        return Choice(None)
    if party is None:
        place = cast.place_before(span.start)
        party = cast.party_of(place.listed) if place is not None and place.span.start > span.start - 300 else None
    if party is not None and role not in _MANY_HOLD:
        holders = cast.roster.holders(role, party, cast.reading.report.published)
        if len(holders) == 1:
            return Choice(cast.listed(holders[0]))
        if holders:
            return Choice(None, tuple(cast.listed(h) for h in holders[:4]))
    return Choice(None)
