"""Every attribution's source -> an actor, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accords.claims.antecedents import Choice, Contents, Spoke
from accords.claims.bodies import acronyms
from accords.claims.cast import Cast, Character
from accords.claims.roster import Roster
from accords.claims.saying import Why
from accords.claims.sources import SEVERAL, Found, State, by_rules, source_of
from accords.reading.mentions import ROLE, ROLES
from accords.reading.reading import Attribution, Kind, Reading
from accords.vocabulary import Actor, ActorKind, Span, slug
from accords.vocabulary.actor import fold


@dataclass(frozen=True)
class Resolved:
    """Actors of the report and, for each of its attributions, the speaker's id and why."""

    actors: tuple[Actor, ...]
    speakers: tuple[str | None, ...]
    whys: tuple[Why, ...]


def resolve(reading: Reading, roster: Roster) -> Resolved:
    """Resolve every attribution's source."""
    cast = Cast(reading, roster)
    cast.learn(a.source[0] for a in reading.attributions if a.source and a.kind is Kind.ASSERTION and not a.turn)
    state = State(
        cast,
        Contents([s for a in reading.attributions if a.kind is Kind.ASSERTION and not a.turn for s in a.content]),
        acronyms(reading.report.text),
    )
    chosen: list[tuple[Character | None, Why]] = []
    headline = reading.sentences.headline.end
    for a in reading.attributions:
        outer = chosen[a.within][0] if a.within is not None and a.within < len(chosen) else None
        choice, rule = _speaker(state, reading, a, outer)
        words = reading.report.text[a.source[0].start : a.source[-1].end] if a.source else None
        rivals = tuple(slug(c.name) for c in choice.rivals)
        if choice.character is None and not rivals and words:
            rivals = cast.ambiguous.get(words.split()[-1].casefold().strip("'’s,."), ())
        if rivals:
            rule = "two candidates"
        chosen.append((choice.character, Why(rule, words, a.source[0] if a.source else None, rivals)))
        if choice.character is not None and words and choice.character.kind is not ActorKind.PERSON:
            choice.character.aliases.add(re.sub(r"^[Tt]he\s", "", words.strip(' ,"“”')))
        if a.source and a.at >= headline and a.kind is Kind.ASSERTION and a.within is None:
            low = (words or "").lower()
            several = bool(ROLES.search(low)) or bool(SEVERAL.match(low)) or low == "they"
            state.spoken.append(Spoke(choice.character, a.at, low, several))
    used = {id(c) for c, _ in chosen if c is not None}
    parties = {c.party for c in cast.characters.values() if c.party and id(c) in used}
    actors: dict[str, Actor] = {}
    for c in cast.characters.values():
        if id(c) in used or c.count or c.name in parties:
            actors.setdefault(slug(c.name), cast.actor(c))
    for party in parties:
        if party and slug(party) not in actors:
            listed = [p for p in roster.named(party) if p.kind is not ActorKind.PERSON]
            actors[slug(party)] = (
                roster.actor(listed[0]) if listed else Actor(slug(party), party, ActorKind.ORGANIZATION, slug(party))
            )
    return Resolved(
        tuple(sorted(actors.values(), key=lambda a: a.id)),
        tuple(slug(c.name) if c is not None else None for c, _ in chosen),
        tuple(w for _, w in chosen),
    )


def _speaker(state: State, reading: Reading, a: Attribution, outer: Character | None) -> Found:
    text = reading.report.text
    if a.turn and a.source:
        return _turn(state, a.source[0])
    outer_attribution = reading.attributions[a.within] if a.within is not None else None
    if not a.source:
        return _elided(state, a)
    inside = None
    direct = False
    if outer_attribution is not None:
        inside = Span(outer_attribution.content[0].start, outer_attribution.content[-1].end)
        direct = outer_attribution.mode.value == "direct" or outer_attribution.turn
    source = source_of(text, Span(a.source[0].start, a.source[-1].end), inside, outer, direct)
    return by_rules(state, source)


def _turn(state: State, span: Span) -> Found:
    cast = state.cast
    words = span.words(cast.text).strip()
    for a in cast.between(span.start, span.end):
        if a.character.is_person:
            return Choice(a.character), "turn"
    found = cast.person(words, sure=False) or _by_given_name(cast, words)
    if found is not None:
        found.aliases.add(words)
        return Choice(found), "turn"
    plain = words.title() if words.isupper() else words
    found = cast.character(words if ROLE.search(words) or " " not in words else plain, ActorKind.UNNAMED)
    return Choice(found), "turn"


def _by_given_name(cast: Cast, words: str) -> Character | None:
    """A transcript may label its turns by given names; the one person who has it is meant."""
    found = [c for c in cast.people if fold(words) in fold(c.name).split()] if " " not in words else []
    return found[0] if len(found) == 1 else None


def _elided(state: State, a: Attribution) -> Found:
    """ "... and added that": the speaker of the same sentence, else its first person, else whoever spoke last."""
    sentence = state.cast.sentences.holding(a.at)
    last = state.spoken[-1] if state.spoken else None
    if last is not None and sentence.start <= last.at < sentence.end:
        return Choice(last.character), "elided, same sentence"
    for x in state.cast.between(sentence.start, a.at):
        if x.character.is_person and not x.possessive and not state.quotations.hold(x.span.start):
            return Choice(x.character), "elided, first person of the sentence"
    return (Choice(last.character), "elided, spoke last") if last is not None else (Choice(None), "nobody is named")
