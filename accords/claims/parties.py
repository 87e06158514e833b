"""Every attribution's source -> an actor, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from accords.claims.antecedents import Choice, Contents, Spoke
from accords.claims.bodies import acronyms
from accords.claims.cast import Cast, Character
from accords.claims.names import FormKind
from accords.claims.roster import Roster
from accords.claims.saying import Why
from accords.claims.sources import SEVERAL, Found, State, by_rules, source_of
from accords.reading.mentions import HONORIFICS, NO_PERSON, ROLE, ROLES
from accords.reading.reading import Attribution, Kind, Reading
from accords.vocabulary import Actor, ActorKind, Span, slug
from accords.vocabulary.actor import fold

# Of these rules the words of the source are a name of who was found.
_BY_NAME = frozenset(("state or group", "capital or seat", "nationality", "organisation"))
_NEAR = 2000  # code points to look back in a sentence that does not end
_THE = re.compile(r"^[Tt]he\s")
_COURTESY = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir)\.?\s+(?=\w)", re.I)
# Titles before the name in the label of a turn.
_TITLES = re.compile(
    rf"(?:(?:{HONORIFICS}|PM|FM|MP|President|Prime Minister|Premier|(?:Deputy )?(?:Foreign |Defen[cs]e |Interior )?Minister|Secretary|Ambassador|Senator|"
    r"General|Colonel|Admiral|Major|Captain|Commander|Commissioner|Chancellor|Chairman|Governor|Special Envoy|Envoy|Representative|Professor|Sheikh|Tan Sri)\.?\s+)+"
    r"(?!(?:of|for|to|general)\b)(?=[^\W\d_])", re.I
)  # fmt: skip
_ASKS = re.compile(r"(?:q|questions?|journalists?|reporters?|press)", re.I)
_IN_BRACKETS = re.compile(
    r"\s?[(\[](?P<outlet>(?!(?:inaudible|in |through|via|speaking|laughter|by |off)\b|In |Inaudible|Through|Via)[A-Z][^()\[\].\n]{1,50})[)\]]"
)
# Labels of turns that name nobody.
_GENERIC = re.compile(
    r"(?:the\s)?(?:q|a|questions?|answers?|reporters?|journalists?|moderator|interviewer|interpreter|host|audience|voices?|speaker|staff|"
    r"operator|unidentified|unknown|participants?|press|caller|member)\b(?!\.)", re.I
)  # fmt: skip


@dataclass(frozen=True)
class Resolved:
    """Actors of the report and, for each of its attributions, the speaker's id and why."""

    actors: tuple[Actor, ...]
    speakers: tuple[str | None, ...]
    whys: tuple[Why, ...]
    characters: tuple[Character | None, ...]  # the speakers again, as the cast has them
    state: State  # the cast, and who spoke in which order


def resolve(reading: Reading, roster: Roster) -> Resolved:
    """Resolve every attribution's source."""
    cast = Cast(reading, roster)
    cast.learn(a.source[0] for a in reading.attributions if a.source and a.kind is Kind.ASSERTION and not a.turn)
    state = State(
        cast,
        Contents([s for a in reading.attributions if a.kind is Kind.ASSERTION and not a.turn for s in a.content]),
        acronyms(reading.text),
    )
    chosen: list[tuple[Character | None, Why]] = []
    headline = reading.sentences.headline.end
    for a in reading.attributions:
        outer = chosen[a.within][0] if a.within is not None and a.within < len(chosen) else None
        (choice, rule), head = _speaker(state, reading, a, outer)
        words = reading.text[a.source[0].start : a.source[-1].end] if a.source else None
        rivals = tuple(slug(c.name) for c in choice.rivals)
        if rivals:
            rule = "two candidates"
        chosen.append((choice.character, Why(rule, words, a.source[0] if a.source else None, rivals)))
        if choice.character is not None and rule in _BY_NAME:
            cast.call(choice.character, _THE.sub("", head).partition(",")[0])
        if a.source and a.at >= headline and a.kind is Kind.ASSERTION and a.within is None:
            low = head.lower()
            several = bool(ROLES.search(low)) or bool(SEVERAL.match(low)) or low == "they"
            state.spoken.append(Spoke(choice.character, a.at, low, several))
    speakers = tuple(c for c, _ in chosen)
    return Resolved(
        actors_of(cast, roster, speakers),
        tuple(slug(c.name) if c is not None else None for c in speakers),
        tuple(w for _, w in chosen),
        speakers,
        state,
    )


def actors_of(
    cast: Cast, roster: Roster, speakers: Iterable[Character | None], parties: Iterable[str] = ()
) -> tuple[Actor, ...]:
    """Everybody whom the report names or quotes, with their parties, and `parties` (names); in order of id."""
    used = {id(c) for c in speakers if c is not None}
    told = [c for c in cast.characters.values() if id(c) in used or c.count]
    wanted = {c.party for c in told if c.party} | set(parties)
    actors: dict[str, Actor] = {}
    for c in (*told, *(c for c in cast.characters.values() if c.name in wanted)):
        actors.setdefault(slug(c.name), cast.actor(c))
    for party in sorted(wanted):
        if slug(party) not in actors:
            listed = [p for p in roster.named(party) if p.kind is not ActorKind.PERSON]
            actors[slug(party)] = (
                roster.actor(listed[0]) if listed else Actor(slug(party), party, ActorKind.ORGANIZATION, slug(party))
            )
    forms: dict[str, set[str]] = {}
    for place in cast.places:
        if place.kind is FormKind.NAME:
            forms.setdefault(place.listed.name, set()).add(place.span.words(cast.text))
    for name, called in forms.items():
        actor = actors.get(slug(name))
        if actor is not None and not called <= {actor.name, *actor.aliases}:
            aliases = {*actor.aliases, *called} - {actor.name}
            actors[actor.id] = replace(actor, aliases=tuple(sorted(aliases)))
    return tuple(sorted(actors.values(), key=lambda a: a.id))


def _speaker(state: State, reading: Reading, a: Attribution, outer: Character | None) -> tuple[Found, str]:
    """Who speaks and by which rule, and the words that say so, without what follows "who" or a bracket."""
    text = reading.text
    if a.turn and a.source:
        return _turn(state, a.source[0]), ""
    outer_attribution = reading.attributions[a.within] if a.within is not None else None
    if not a.source:
        return _elided(state, a), ""
    inside = None
    direct = False
    if outer_attribution is not None:
        inside = Span(outer_attribution.content[0].start, outer_attribution.content[-1].end)
        direct = outer_attribution.mode.value == "direct" or outer_attribution.turn
    source = source_of(text, Span(a.source[0].start, a.source[-1].end), inside, outer, direct)
    return by_rules(state, source), source.head.strip(' ,"“”')


def _turn(state: State, span: Span) -> Found:
    cast = state.cast
    words = _COURTESY.sub("", span.words(cast.text).strip())
    if _ASKS.fullmatch(words):
        return _asker(state, span, words), "turn"
    for a in cast.between(span.start, span.end):
        if a.character.is_person:
            return Choice(a.character), "turn"
    if words not in state.labels:
        state.labels[words] = _labelled(cast, words)
    return state.labels[words], "turn"


def _asker(state: State, span: Span, words: str) -> Choice:
    """A journalist who asks, of the outlet that stands in brackets after the label: "Q (Harbour Radio):"."""
    of = _IN_BRACKETS.match(state.cast.text, span.end, span.end + 60)
    name = of["outlet"].strip() if of is not None else words
    if name not in state.labels:
        found = state.cast.character(name, ActorKind.OUTLET if of is not None else ActorKind.UNNAMED)
        found.aliases |= {words, "a journalist"}
        state.labels[name] = Choice(found)
    return state.labels[name]


def _labelled(cast: Cast, words: str) -> Choice:
    """Whom the label of a transcript's turns means: somebody of the text by whatever part of the name, a state, else one called so."""
    listed = [p for p in cast.roster.named(words) if not p.is_person]
    if len(listed) == 1:
        return Choice(cast.listed(listed[0], words))
    titled = _TITLES.match(words)
    if titled and not _GENERIC.match(words):
        words = words[titled.end() :]
    if _GENERIC.match(words) or (ROLE.search(words) and not titled):
        return Choice(cast.character(words, ActorKind.UNNAMED))
    outlet = cast.reading.report.outlet
    if outlet and fold(outlet).removeprefix("the ").startswith(fold(words)):
        found = cast.character(outlet, ActorKind.OUTLET)
        found.aliases.add(words)
        return Choice(found)
    named = cast.person(words, sure=False) or _in_full(cast, words)
    if named is not None:
        named.aliases.add(words)
        return Choice(named)
    if rivals := cast.ambiguous.get(fold(words)):
        return Choice(None, rivals)
    short = len(words.split()) <= 4 and not any(c.isdigit() for c in words)
    plain = words.title() if words.isupper() and len(words) > 3 else words
    found = cast.character(plain, ActorKind.PERSON if short else ActorKind.UNNAMED)
    found.aliases.add(words)
    return Choice(found)


def _in_full(cast: Cast, words: str) -> Character | None:
    """The one person whom the text names in full with that given or last name."""
    if " " in words:
        return None
    full: dict[str, str] = {}
    for m in cast.names:
        parts = m.span.words(cast.text).split()
        if 2 <= len(parts) <= 4 and not set(parts) & NO_PERSON and fold(words) in (fold(parts[0]), fold(parts[-1])):
            full.setdefault(fold(" ".join(parts)), " ".join(parts))
    return cast.person(full.popitem()[1]) if len(full) == 1 else None


def _elided(state: State, a: Attribution) -> Found:
    """ "... and added that": the speaker of the same sentence, else its first person, else whoever spoke last."""
    sentence = state.cast.sentences.holding(a.at)
    last = state.spoken[-1] if state.spoken else None
    if last is not None and sentence.start <= last.at < sentence.end:
        return Choice(last.character), "elided, same sentence"
    for x in state.cast.between(max(sentence.start, a.at - _NEAR), a.at):
        if x.character.is_person and not x.possessive and not state.quotations.hold(x.span.start):
            return Choice(x.character), "elided, first person of the sentence"
    return (Choice(last.character), "elided, spoke last") if last is not None else (Choice(None), "nobody is named")
