"""The cast of a report: its people, states, bodies and groups, and where each appears.

Names that share a last name and a given name, or its initial, or another spelling of it, are one person. A last name
alone is the person of the text who bears it, else the only one on the roster who does and whose party the text names;
where one stands as a speaker, also the only one who holds an office that day. Two who fit are nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from accords.claims.beside import LEADING_CLAUSE, PRIVATE, sex_in, shown_role, told_as_body
from accords.claims.given_names import FEMALE, GIVEN, MALE
from accords.claims.listed import Listed, role_fits, role_words
from accords.claims.names import FormKind
from accords.claims.roster import Roster
from accords.claims.spelling import plain_name, same_given
from accords.reading.mentions import HONORIFIC, NO_PERSON, ROLE, ROLES
from accords.reading.reading import Form, Mention, Reading
from accords.vocabulary import Actor, ActorKind, Span, slug
from accords.vocabulary.actor import fold

_INITIAL = re.compile(r"\b[a-z]\.?(?= )")
_PARTICLE = frozenset("von van der den de la le du da dos do del di bin ibn bint al el ter zu abu ul".split())
_WORD = re.compile(r"\w")
# "The office of the mediator, Holt" is not Holt.
_ANOTHERS = re.compile(
    r"\b(?:office|team|friends?|family|lawyers?|aides?|allies|spokes\w+|circle|entourage|camp) (?:of|for) |\bwho\b|\bwhich\b",
    re.I,
)
_MODIFIER_BEFORE = re.compile(r"\b(?:the|of|for|at|in|by|on|with|from|to|and|or|a|an)\s$", re.I)


@dataclass(eq=False, slots=True)
class Character:
    """Somebody or something in the report, while its cast is being made."""

    name: str
    kind: ActorKind
    party: str | None = None  # the party's name
    sex: str | None = None  # "m", "f" or unknown
    roles: list[str] = field(default_factory=list)  # as the report says them
    aliases: set[str] = field(default_factory=set)
    listed: Listed | None = None
    first: int = 10**9  # code point of the first appearance
    count: int = 0

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    def held(self, role: str, on: date | None) -> bool:
        """True where the roster has it hold that role on that day."""
        asked = role_words(role)
        roles = self.listed.roles if self.listed is not None else ()
        return any(role_fits(asked, role_words(h.role)) and (on is None or h.possible(on)) for h in roles)


@dataclass(slots=True)
class Bearers:
    """The people who bear one role, in order of first appearance, found among the first `seen` people of the cast."""

    seen: int = 0
    people: list[Character] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Appearance:
    span: Span
    character: Character
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a state, bloc or group is named, by whatever form, and nobody else is meant by it."""

    span: Span
    kind: FormKind
    listed: Listed


class Cast:
    """Who is in the report. Appearances are in order of place and never overlap."""

    def __init__(self, reading: Reading, roster: Roster) -> None:
        self.reading, self.roster = reading, roster
        self.text, self.sentences = reading.text, reading.sentences
        self.characters: dict[tuple[bool, str], Character] = {}
        self.people: list[Character] = []
        self.bearers: dict[tuple[str, str | None], Bearers] = {}  # kept by `antecedents`
        self.ambiguous: dict[str, tuple[Character, ...]] = {}  # a last name, folded -> the several who may be meant
        self._taken = bytearray(len(self.text))
        self._people_by_last: dict[str, list[Character]] = {}
        self._people_by_first: dict[str, list[Character]] = {}
        self._called: dict[str, Character] = {}  # a form of a body or group, folded -> the first so called
        self.bodies: dict[str, list[Character]] = {}  # the last word of its name -> the organisations
        self.appearances: list[Appearance] = []
        self._appearance_starts: list[int] = []
        # States, blocs, groups and their capitals, seats, adjectives and demonyms, found in one pass.
        self.published = reading.report.published
        forms = [f for f in roster.find(self.text) if len(f.listed) == 1]
        self.places: tuple[Place, ...] = tuple(
            Place(f.span, f.kind, f.listed[0]) for f in forms if f.kind is not FormKind.PERSON
        )
        self._full_names = {f.span.end: f.span for f in forms if f.kind is FormKind.PERSON}
        self._place_starts = [f.span.start for f in self.places]
        self.parties_named = {f.listed.name for f in self.places}
        self.names = tuple(m for m in reading.mentions if m.form is Form.NAME)
        self._name_starts = [m.span.start for m in self.names]
        self._people()
        self._drop_places_in_people()

    # -- looking things up ------------------------------------------------------------------------------------------

    def between(self, low: int, high: int) -> list[Appearance]:
        """Appearances that begin in `[low, high)`, in order."""
        starts = self._appearance_starts
        return self.appearances[bisect_left(starts, low) : bisect_left(starts, high)]

    def places_between(self, low: int, high: int) -> tuple[Place, ...]:
        return self.places[bisect_left(self._place_starts, low) : bisect_left(self._place_starts, high)]

    def names_between(self, low: int, high: int) -> tuple[Mention, ...]:
        """Names by form that begin in `[low, high)`, whether or not anybody is known by them."""
        starts = self._name_starts
        return self.names[bisect_left(starts, low) : bisect_left(starts, high)]

    def place_before(self, at: int, *, state: bool = False) -> Place | None:
        """The last state, bloc or group named before; where `state`, the last that is or speaks for a state, nearby."""
        k = bisect_right(self._place_starts, at - 1) - 1
        if not state:
            return self.places[k] if k >= 0 else None
        for place in reversed(self.places[max(0, k - 20) : k + 1]):
            if place.listed.iso3 is not None or place.listed.kind is ActorKind.STATE:
                return place
        return None

    def party_in(self, low: int, high: int) -> str | None:
        """The party that the first geographic or group word of a stretch names."""
        found = self.places_between(low, high)
        return self.party_of(found[0].listed) if found else None

    def party_of(self, listed: Listed) -> str | None:
        """The party that a listed actor speaks for on the day of the report; a state's or group's is itself."""
        return listed.party_on(self.published) or (None if listed.is_person else listed.name)

    def party_of_character(self, c: Character) -> str | None:
        """The party that somebody of the report speaks for; a state, bloc, group or body without one is itself."""
        if c.party is not None or c.is_person or c.kind in (ActorKind.UNNAMED, ActorKind.OUTLET, ActorKind.DOCUMENT):
            return c.party
        return c.name

    def actor(self, c: Character) -> Actor:
        """The character as an actor of the report."""
        known = self.roster.actor(c.listed, self.published) if c.listed is not None else None
        return Actor(
            id=slug(c.name),
            name=c.name,
            kind=c.kind,
            party=slug(c.party) if c.party else None,
            role=known.role if known is not None and known.role else (shown_role(c.roles[0]) if c.roles else None),
            codes=known.codes if known is not None else {},
            aliases=tuple(sorted(c.aliases - {c.name})),
        )

    # -- making the cast --------------------------------------------------------------------------------------------

    def character(self, name: str, kind: ActorKind, listed: Listed | None = None) -> Character:
        key = (kind is ActorKind.PERSON, fold(name))
        found = self.characters.get(key)
        if found is None:
            found = self.characters[key] = Character(name, kind, listed=listed)
            if found.is_person:
                self.people.append(found)
                words = plain_name(name).split()
                self._people_by_last.setdefault(words[-1], []).append(found)
                for first in {words[0], *(plain_name(form) for form in (listed.family if listed else ()))} - {
                    words[-1]
                }:
                    self._people_by_first.setdefault(first, []).append(found)
            else:
                self._called.setdefault(fold(name), found)
                if kind is ActorKind.ORGANIZATION:
                    self.bodies.setdefault(fold(name).split()[-1], []).append(found)
            if listed is not None:
                found.party = self.party_of(listed)
                found.sex = listed.sex
        return found

    def listed(self, listed: Listed, form: str = "") -> Character:
        """The character of an actor on the roster."""
        found = self.character(listed.name, listed.kind, listed)
        if form:
            self.call(found, form)
        return found

    def call(self, character: Character, form: str) -> None:
        """Note a form that the report uses for somebody."""
        character.aliases.add(form)
        if not character.is_person:
            self._called.setdefault(fold(form), character)

    def called(self, form: str) -> Character | None:
        """The body, group or state that the report has called so before."""
        return self._called.get(fold(form))

    def known(self, listed: Listed) -> Character | None:
        """The character of an actor on the roster, where the report has it already."""
        return self.characters.get((listed.is_person, fold(listed.name)))

    def rival(self, listed: Listed) -> Character:
        """An actor on the roster who may be meant: one of the report, or one beside it who stays outside its cast."""
        return self.known(listed) or Character(listed.name, listed.kind, self.party_of(listed), listed=listed)

    def appear(self, character: Character, span: Span, *, possessive: bool = False) -> bool:
        """Note an appearance; false where the place is taken."""
        if 1 in self._taken[span.start : span.end]:
            return False
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)
        place = bisect_right(self._appearance_starts, span.start)
        self._appearance_starts.insert(place, span.start)
        self.appearances.insert(place, Appearance(span, character, possessive))
        character.count += 1
        character.first = min(character.first, span.start)
        return True

    def person(self, name: str, *, sure: bool = True) -> Character | None:
        """The person called so: one of the text, one of the roster, or (where `sure`) a new one. Two who fit are nobody."""
        name = re.sub(r"['’]s?$", "", name.strip(" ,."))
        if name.isupper() and len(name) > 3:
            name = " ".join(
                w.lower() if w.lower() in _PARTICLE else w if len(w) < 3 else w.title() for w in name.split()
            )
        words = plain_name(name).split()
        if not words:
            return None
        if " " not in name or words[0] in _PARTICLE:
            return self.by_last_name(name)
        listed = self._listed_person(name)
        if listed is not None:
            return self.listed(listed, name)
        for other in self._people_by_last.get(words[-1], []):
            theirs = plain_name(other.name).split()
            if len(theirs) == 1 or same_given(words[0], theirs[0]):
                if len(other.name) < len(name) and other.listed is None:
                    other.aliases.add(other.name)
                    self.characters.pop((True, fold(other.name)), None)
                    other.name = name
                    self.characters[(True, fold(name))] = other
                    self._people_by_first.setdefault(words[0], []).append(other)
                other.aliases.add(name)
                return other
        if not sure:
            return None
        found = self.character(name, ActorKind.PERSON)
        given = name.split()[0]
        found.sex = found.sex or ("m" if given in MALE else "f" if given in FEMALE else None)
        return found

    def _listed_person(self, name: str) -> Listed | None:
        plain = _INITIAL.sub("", fold(name)).replace("  ", " ").strip()
        for form in (name, plain):
            people = [p for p in self.roster.named(form) if p.is_person]
            if len(people) == 1:
                return people[0]
        words = plain_name(name).split()
        near = [p for p in self.roster.by_last_name(words[-1]) if plain_name(p.name).split()[0][:3] == words[0][:3]]
        return near[0] if len(near) == 1 and len(words[0]) > 2 else None

    def by_last_name(self, name: str, *, speaks: bool = False) -> Character | None:
        """The one person whom a last name means, or, where the family name stands first or nobody bears it, a first name.

        Where it `speaks`, also the only one on the roster who holds an office on the day, wherever the text is.
        """
        name = re.sub(r"['’]s?$", "", name.strip(" ,."))
        plain = plain_name(name)
        if not plain:
            return None
        mine = [
            c for c in self._people_by_last.get(plain.split()[-1], []) if f" {plain_name(c.name)}".endswith(f" {plain}")
        ]
        mine = mine or list(dict.fromkeys(self._people_by_first.get(plain, ())))
        if len(mine) > 1:
            # "Kim" of Kim Jong Un and Kim Yo Jong is open; of Kim Jong Un and Kim Holt it is the family name.
            family = [c for c in mine if c.listed is not None and plain in map(plain_name, c.listed.family)]
            mine = family if len(family) == 1 else mine
        if len(mine) == 1:
            mine[0].aliases.add(name)
            return mine[0]
        if mine:
            self.ambiguous[fold(name)] = tuple(sorted(mine, key=lambda c: slug(c.name)))
            return None
        bearers = self.roster.by_last_name(name)
        here = [p for p in bearers if self.known(p) is not None]
        if len(here) == 1:
            return self.listed(here[0], name)
        people = [p for p in bearers if self.party_of(p) in self.parties_named | {None}]
        if not people and speaks:
            people = [p for p in bearers if self._in_office(p)]
        if len(people) > 1:
            people = [p for p in people if self._in_office(p)] or people
        if len(people) == 1:
            return self.listed(people[0], name)
        if people:
            self.ambiguous[fold(name)] = tuple(self.rival(p) for p in sorted(people, key=lambda p: p.id))
        return None

    def _in_office(self, listed: Listed) -> bool:
        """True where the roster has it hold a role that began and is not over on the day of the report."""
        on = self.published
        return any(h.since is not None and not (h.ended if on is None else not h.possible(on)) for h in listed.roles)

    def _people(self) -> None:
        geographic = {self.text[f.span.start : f.span.end] for f in self.places}
        single: list[Mention] = []
        for m in self.names:
            name = m.span.words(self.text)
            words = name.split()
            if not words or set(words) & NO_PERSON or name in geographic or name.removeprefix("the ") in geographic:
                continue
            m, name = self._without_party(m, name)
            words = name.split()
            if not words:
                continue
            if len(words) == 1 or words[0].lower() in _PARTICLE:
                single.append(m)
            elif self._is_person(m, name, words):
                found = self.person(name)
                if found is not None:
                    self._note(found, m)
        self.single = single
        self._last_names()

    def _without_party(self, m: Mention, name: str) -> tuple[Mention, str]:
        """ "Houthi Mohammed Abdulsalam" is Mohammed Abdulsalam, with the party in his title; so is whoever the roster knows in full."""
        full = self._full_names.get(m.span.end)
        if full is not None and full.start > m.span.start:
            title = f"{m.title} {self.text[m.span.start : full.start]}".strip()
            return Mention(full, m.form, title, m.apposition, m.possessive, m.person), full.words(self.text)
        for f in self.places_between(m.span.start, m.span.start + 1):
            if f.span.words(self.text) in GIVEN and f.kind is not FormKind.ADJECTIVE:
                continue  # Georgia Holt
            if f.span.end < m.span.end and not self.text[f.span.end : f.span.end + 1].isalnum():
                begin = (
                    f.span.end
                    + len(self.text[f.span.end : m.span.end])
                    - len(self.text[f.span.end : m.span.end].lstrip(" -’'s"))
                )
                rest = Span(begin, m.span.end)
                words = rest.words(self.text)
                if words[:1].isupper() or words.split(" ")[0] in _PARTICLE:
                    title = f"{m.title} {f.span.words(self.text)}".strip()
                    return Mention(rest, m.form, title, m.apposition, m.possessive, m.person), words
        return m, name

    def _is_person(self, m: Mention, name: str, words: list[str]) -> bool:
        if any(self.roster.adjective(w) for w in words):
            return False  # "Furious Afghan president": the run is cut before a name
        given = words[0] in GIVEN and not self.roster.named(words[0]) and not self.roster.metonym(words[0])
        if m.person or given:
            return not any(c.isdigit() for c in name) and len(words) <= 6
        if words[0] in ("The",):
            return False
        without_initials = _INITIAL.sub("", fold(name)).replace("  ", " ").strip()
        return any(p.is_person for form in (name, without_initials) for p in self.roster.named(form))

    def _last_names(self) -> None:
        """Last names alone, once the full names are known."""
        for m in self.single:
            name = m.span.words(self.text)
            if 1 in self._taken[m.span.start : m.span.end] or self._geographic(m.span):
                continue
            plain = plain_name(name)
            known = plain.split()[-1] in self._people_by_last or plain in self._people_by_first
            titled = bool(HONORIFIC.search(m.title)) or (m.person and bool(m.title))
            told = m.person and m.apposition.startswith("who ")
            if not (known or titled or told or self.roster.by_last_name(name)):
                continue
            if name.isupper() and 1 < len(name) < 5 and not titled:
                continue  # an acronym
            found = self.by_last_name(name)
            if found is None and (titled or m.person) and fold(name) not in self.ambiguous:
                shown = name.title() if name.isupper() and len(name) > 3 else name
                found = self.character(shown, ActorKind.PERSON)
            if found is not None:
                self._note(found, m)

    def _drop_places_in_people(self) -> None:
        """The state of "Georgia Holt" is not meant."""
        kept = tuple(p for p in self.places if not self._taken[p.span.start])
        if len(kept) < len(self.places):
            self.places, self._place_starts = kept, [p.span.start for p in kept]
            self.parties_named = {p.listed.name for p in kept}

    def _geographic(self, span: Span) -> bool:
        return any(
            f.span.start <= span.start and span.end <= f.span.end
            for f in self.places_between(span.start - 40, span.end)
        )

    def _note(self, character: Character, m: Mention) -> None:
        if self.appear(character, m.span, possessive=m.possessive):
            self._tell(character, m)

    def _tell(self, character: Character, m: Mention) -> None:
        """What the title and the apposition tell of somebody."""
        for words, low, high in (
            (m.title, m.span.start - len(m.title) - 3, m.span.start),
            (m.apposition, m.span.end, m.span.end + len(m.apposition) + 4),
        ):
            if not words:
                continue
            clause = words.startswith("who ")
            if clause and not LEADING_CLAUSE.match(words):
                continue  # "who met the Russian envoy" tells nothing of its own role
            role = ROLE.search(words)
            if role and role.group().lower() != "counterpart":
                character.roles.append(words)
            character.sex = character.sex or sex_in(words)
            if (role or clause) and character.party is None and not PRIVATE.search(words):
                character.party = self.party_in(max(0, low), high)

    def _names_in(self, source: Span) -> Iterator[Mention]:
        """The names of a source; one that runs into it from before begins with it: "In Jeddah [bin Salman] said"."""
        k = bisect_left(self._name_starts, source.start)
        if k and self.names[k - 1].span.end > source.start:
            m = self.names[k - 1]
            span = Span(source.start, m.span.end)
            yield Mention(span, m.form, "", m.apposition, m.possessive, m.person)
        yield from self.names_between(source.start, source.end)

    def _named_last(self, source: Span, names: list[Mention]) -> list[Mention]:
        """The name that a title in the source belongs to: "its envoy to the African Union, [Araya Holt],", "Rovers captain [Lee Holt]"."""
        if len(names) < 2:
            return []
        for m in names[1:]:
            if m.person and m.title and m.span.start - len(m.title) - 2 <= names[0].span.start:
                return [m]
        m = names[-1]
        before = self.text[source.start : m.span.start]
        if not before.endswith(", ") or _WORD.search(self.text, m.span.end, source.end):
            return []
        head = before[:-2]
        if not ROLE.search(head) or "," in head or _ANOTHERS.search(head) or ROLES.search(head):
            return []
        return [Mention(m.span, m.form, head, "", m.possessive, True)]

    def learn(self, sources: Iterable[Span]) -> None:
        """People known by standing where speakers stand: a run of two to four capitals in a source, that is no body or place."""
        for source in sources:
            names = list(self._names_in(source))
            last = self._named_last(source, names)
            if last and (known := self.between(last[0].span.start, last[0].span.end)) and known[0].character.is_person:
                self._tell(known[0].character, last[0])
                continue
            for m in last or names:
                if m.span.end > source.end or 1 in self._taken[m.span.start : m.span.end]:
                    break
                m, name = self._without_party(m, m.span.words(self.text))
                words = name.split()
                before = self.text[source.start : m.span.start]
                size = len([w for w in words if w.lower() not in _PARTICLE])
                if size == 1 and not (name.isupper() and len(name) < 5) and not self._geographic(m.span):
                    found = self.by_last_name(name, speaks=True)
                    if found is not None:
                        self._note(found, m)
                        break
                body = self.called(name)
                if body is None and told_as_body(self.text, m.span):
                    body = self.character(name, ActorKind.ORGANIZATION)
                if body is not None:
                    self.appear(body, m.span, possessive=m.possessive)
                    break
                if (
                    not 2 <= size <= 4
                    or set(words) & NO_PERSON
                    or self._geographic(m.span)
                    or any(w.isupper() and len(w) > 3 for w in words)
                    or (_MODIFIER_BEFORE.search(before) and not m.title)
                    or any(c.isdigit() for c in name)
                    or any(self.roster.adjective(w) for w in words)
                    or any(p.kind is not ActorKind.PERSON for p in self.roster.named(name))
                ):
                    break
                found = self.person(name)
                if found is not None:
                    self._note(found, m)
                break
        self._last_names()
