"""On whose side somebody is whom no list knows, and which side "the rebels", "the army" and "the movement" are in this report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accords.claims.antecedents import MANY_HOLD, role_of
from accords.claims.beside import PRIVATE
from accords.claims.cast import Character
from accords.claims.groups import Groups
from accords.claims.principals import Principals
from accords.claims.side_words import (
    APPOSITION,
    BESIDE,
    FOR_OPPOSITION,
    FOR_REBELS,
    FOR_STATE,
    HIS,
    ITS,
    LINK_AFTER,
    NOT_FOR_STATE,
    OF_NAMED,
    OF_REBELS,
    OF_STATE,
    OPPOSITION,
    OUR_GROUP,
    OUR_STATE,
    OWNED,
    PHRASE_BEFORE,
    REBELS_LAST,
    STATE_LAST,
)
from accords.claims.source import State
from accords.vocabulary import ActorKind, Span
from accords.vocabulary.actor import fold

# What ends the words that a description begins with: "the faction [of …]".
_TAIL = re.compile(r"\s(?:of|in|at|on|under|from|led|who|which)\s|,")


class Sides:
    """Answers for one report. Made once; where the report is `plainly` of talks, people and bodies of the cast without a party get
    the one that the text tells. `said` are speakers with the contents of what they say."""

    def __init__(
        self,
        state: State,
        acting: Iterable[Span],
        said: Iterable[tuple[Character | None, Span]] = (),
        *,
        plainly: bool = True,
    ) -> None:
        spans = sorted(acting) if plainly else []
        self.cast, self.text, self.plainly = state.cast, state.cast.text, plainly
        self.groups = Groups(state, spans)
        self.principals = Principals(state.cast, self.groups, spans)
        if plainly:
            self._assign()
            self._by_own_words(said)

    def character(self, name: str) -> Character:
        """The party of that name."""
        own = self.groups.own.get(fold(name))
        if own is not None:
            return own
        listed = [p for p in self.cast.roster.named(name) if not p.is_person]
        return self.cast.listed(listed[0]) if len(listed) == 1 else self.cast.character(name, ActorKind.ORGANIZATION)

    def meant(self, words: str, at: int) -> str | None:
        """The party that a description means at a place: "the army's negotiators", "the rebels", "the Front". None: it tells none."""
        if not self.plainly:
            return None
        words = words.strip(" ,\"“”'’")
        owned = OWNED.split(words, maxsplit=1)
        for part in dict.fromkeys((owned[0], _TAIL.split(owned[0])[0])):
            if OF_STATE.fullmatch(part):
                return self.principals.home(at)
            if OF_REBELS.fullmatch(part):
                return self.groups.meant(at)
            if m := OF_NAMED.fullmatch(part):
                return self.groups.meant(at, m["head"].lower())
            if OPPOSITION.fullmatch(part):
                return self._opposition(at)
        return None

    def in_words(self, words: str, at: int, *, person: bool = False) -> str | None:
        """The side that a calling tells: "a rebel commander", "the finance minister"."""
        if not self.plainly:
            return None
        if FOR_REBELS.search(words):
            return self.groups.meant(at)
        if FOR_OPPOSITION.search(words):
            return self._opposition(at)
        if FOR_STATE.search(words) and not NOT_FOR_STATE.search(words) and not PRIVATE.search(words):
            return self._state_of(words, at) if person else self.principals.home(at)
        return None

    def _state_of(self, words: str, at: int) -> str | None:
        """The state of a person in office: one told of in the same sentence, else the home state; never one whose holder of
        the office is known to be somebody else."""
        role = role_of(words)
        here = self.cast.sentences.holding(at)
        near = () if self.principals.inside else self.principals.states_between(here.start, here.end)
        home = self.principals.home(at)
        states: list[str] = [*near, *([home] if home is not None else [])]
        for name in dict.fromkeys(states):
            if role is None or role in MANY_HOLD or not self.cast.roster.holders(role, name, self.cast.published):
                return name
        return None

    def of_rebels(self, words: str) -> bool:
        """True of "Northland's rebels" and "Tamar guerrillas"."""
        return REBELS_LAST.search(words) is not None

    def of_state(self, words: str) -> bool:
        """True of "a hundred Northern soldiers" and "Northern jets"."""
        return STATE_LAST.search(words) is not None

    def _opposition(self, at: int) -> str | None:
        for g in self.groups.rows:
            if "opposition" in g.name.lower():
                return g.name
        home = self.principals.home(at)
        listed = [p for p in self.cast.roster.named(home) if p.adjectives] if home else []
        if not listed:
            return None
        return self.groups.make(f"{listed[0].adjectives[0]} opposition").name

    def _assign(self) -> None:
        cast = self.cast
        for a in cast.appearances:
            c = a.character
            if c.party is None and c.is_person and (party := self._told(a.span)) is not None:
                c.party = party
        for c in list(cast.characters.values()):
            if c.party is not None or c.listed is not None or fold(c.name) in self.groups.own:
                continue
            at = c.first if c.first < len(self.text) else 0
            if c.is_person:
                c.party = next((p for role in c.roles if (p := self.in_words(role, at, person=True))), None)
            elif c.kind in (ActorKind.UNNAMED, ActorKind.ORGANIZATION):
                c.party = self.meant(c.name, at) or (
                    (self._group_in(at, at + len(c.name)) or self.in_words(c.name, at))
                    if c.kind is ActorKind.UNNAMED
                    else None
                )

    def _by_own_words(self, said: Iterable[tuple[Character | None, Span]]) -> None:
        """Who says "my government" or "our movement" is of it."""
        for c, span in said:
            if c is None or c.party is not None or c.kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
                continue
            if OUR_GROUP.search(self.text, span.start, span.end):
                c.party = self.groups.meant(span.start)
            elif OUR_STATE.search(self.text, span.start, span.end):
                c.party = self.principals.home(span.start)

    def _told(self, span: Span) -> str | None:
        """The side that the words around one mention of a person tell."""
        cast, text = self.cast, self.text
        mentions = cast.names_between(span.start, span.start + 1)
        title = mentions[0].title if mentions else ""
        apposition = mentions[0].apposition if mentions else ""
        low = span.start - len(title) - 3
        before = PHRASE_BEFORE.search(text, max(0, span.start - 90), span.start)
        phrases = [(low, span.start, title)] if title else []
        if before is not None:
            phrases.append((before.start(1), before.end(1), before.group(1)))
        after = APPOSITION.match(text, span.end)
        if after is not None:
            phrases.append((after.start(1), after.end(1), after.group(1)))
        elif apposition and not apposition.startswith("who "):
            phrases.append((span.end, span.end + len(apposition) + 4, apposition))
        for begin, end, words in phrases:
            named = self.groups.between(max(0, begin), end)[:1]
            if PRIVATE.search(text, max(0, begin), named[0].span.start if named else end):
                continue
            for g in named:
                if not BESIDE.search(text, max(0, g.span.start - 24), g.span.start):
                    return g.name
            for f in cast.places_between(max(0, begin), end):
                if not BESIDE.search(text, max(0, f.span.start - 24), f.span.start):
                    return cast.party_of(f.listed)
            if ITS.match(words):
                near = [g for g in self.groups.before(begin) if g.span.start > begin - 300][:1]
                place = cast.place_before(begin)
                if near and (place is None or place.span.start <= near[0].span.start):
                    return near[0].name
                if place is not None and place.span.start > begin - 300:
                    return cast.party_of(place.listed)
            if HIS.match(words):
                owners = [a.character.party for a in cast.between(max(0, begin - 300), begin) if a.character.is_person]
                if owners and owners[-1] is not None:
                    return owners[-1]
            owner = OWNED.split(words, maxsplit=1)
            found = (self.meant(owner[0], span.start) if len(owner) > 1 else None) or self.in_words(
                words, span.start, person=True
            )
            if found is not None:
                return found
        link = LINK_AFTER.match(text, span.end)
        if link is not None:
            places = cast.places_between(link.end(), link.end() + 2)
            return self._group_in(link.end(), link.end() + 2) or (cast.party_of(places[0].listed) if places else None)
        return None

    def _group_in(self, low: int, high: int) -> str | None:
        """The first group named in a stretch."""
        return next((g.name for g in self.groups.between(low, high)), None)
