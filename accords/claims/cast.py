"""The cast of a report: its people, states, bodies and groups, and where each appears.

Names that share a last name and a first initial are one person; a last name alone is the person of the text who bears it,
else the only one on the roster who does and whose party the text names. Two who fit are nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accords.claims.given_names import FEMALE, MALE
from accords.claims.listed import Listed, role_fits, role_words
from accords.claims.names import FormKind
from accords.claims.roster import Roster
from accords.reading.mentions import HONORIFIC, NO_PERSON, ROLE
from accords.reading.reading import Form, Mention, Reading
from accords.vocabulary import Actor, ActorKind, Span, slug
from accords.vocabulary.actor import fold

_FEMALE_TITLE = re.compile(
    r"\b(?:spokeswoman|chairwoman|queen|princess|mother|widow|mrs|ms|miss|lady|dame|sister|congresswoman|baroness)\b",
    re.I,
)
_MALE_TITLE = re.compile(
    r"\b(?:spokesman|chairman|king|prince|father|mr|sir|lord|emir|pope|sultan|congressman|sheikh|imam|ayatollah|bishop|archbishop|patriarch|cardinal|brother)\b", re.I
)  # fmt: skip
_INITIAL = re.compile(r"\b[a-z]\.?(?= )")
_PARTICLE = frozenset("von van der den de la le du da dos do del di bin ibn bint al el ter zu abu".split())
_MODIFIER_BEFORE = re.compile(r"\b(?:the|of|for|at|in|by|on|with|from|to|and|or|a|an)\s$", re.I)


@dataclass(eq=False, slots=True)
class Character:
    """Somebody or something in the report, while its cast is being made."""

    name: str
    kind: ActorKind
    party: str | None = None  # the party's name
    sex: str | None = None  # "m", "f" or unknown
    roles: list[str] = field(default_factory=list)  # lower case, as the report says them
    aliases: set[str] = field(default_factory=set)
    listed: Listed | None = None
    first: int = 10**9  # code point of the first appearance
    count: int = 0

    @property
    def last_name(self) -> str:
        return fold(self.name).split()[-1]

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    def held(self, role: str, on: date | None) -> bool:
        """True where the roster has it hold that role on that day."""
        asked = role_words(role)
        roles = self.listed.roles if self.listed is not None else ()
        return any(role_fits(asked, role_words(h.role)) and (on is None or h.possible(on)) for h in roles)


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
        self.text, self.sentences = reading.report.text, reading.sentences
        self.characters: dict[tuple[bool, str], Character] = {}
        self.people: list[Character] = []
        self.bearers: dict[tuple[str, str | None], tuple[int, list[Character]]] = {}  # kept by `antecedents`
        self.ambiguous: dict[str, tuple[str, ...]] = {}  # a last name that several may bear -> their ids
        self._taken = bytearray(len(self.text))
        self._people_by_last: dict[str, list[Character]] = {}
        self._appearances: list[Appearance] = []
        self._sorted = True
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
        self._people()

    # -- looking things up ------------------------------------------------------------------------------------------

    @property
    def appearances(self) -> list[Appearance]:
        if not self._sorted:
            self._appearances.sort(key=lambda a: a.span)
            self._sorted = True
        return self._appearances

    def between(self, low: int, high: int) -> list[Appearance]:
        """Appearances that begin in `[low, high)`, in order."""
        rows = self.appearances
        return rows[
            bisect_left(rows, low, key=lambda a: a.span.start) : bisect_left(rows, high, key=lambda a: a.span.start)
        ]

    def places_between(self, low: int, high: int) -> tuple[Place, ...]:
        return self.places[bisect_left(self._place_starts, low) : bisect_left(self._place_starts, high)]

    def place_before(self, at: int) -> Place | None:
        """The last state, bloc or group named before."""
        k = bisect_right(self._place_starts, at - 1) - 1
        return self.places[k] if k >= 0 else None

    def party_in(self, low: int, high: int) -> str | None:
        """The party that the first geographic or group word of a stretch names."""
        found = self.places_between(low, high)
        return self.party_of(found[0].listed) if found else None

    def party_of(self, listed: Listed) -> str | None:
        """The party that a listed actor speaks for on the day of the report; a state's or group's is itself."""
        return listed.party_on(self.published) or (None if listed.is_person else listed.name)

    def actor(self, c: Character) -> Actor:
        """The character as an actor of the report."""
        known = self.roster.actor(c.listed, self.published) if c.listed is not None else None
        return Actor(
            id=slug(c.name),
            name=c.name,
            kind=c.kind,
            party=slug(c.party) if c.party else None,
            role=known.role if known is not None and known.role else (c.roles[0] if c.roles else None),
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
                self._people_by_last.setdefault(found.last_name, []).append(found)
            if listed is not None:
                found.party = self.party_of(listed)
                found.sex = listed.sex
        return found

    def listed(self, listed: Listed, form: str = "") -> Character:
        """The character of an actor on the roster."""
        found = self.character(listed.name, listed.kind, listed)
        if form:
            found.aliases.add(form)
        return found

    def appear(self, character: Character, span: Span, *, possessive: bool = False) -> bool:
        """Note an appearance; false where the place is taken."""
        if any(self._taken[span.start : span.end]):
            return False
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)
        self._appearances.append(Appearance(span, character, possessive))
        self._sorted = False
        character.count += 1
        character.first = min(character.first, span.start)
        return True

    def person(self, name: str, *, sure: bool = True) -> Character | None:
        """The person called so: one of the text, one of the roster, or (where `sure`) a new one. Two who fit are nobody."""
        name = re.sub(r"['’]s?$", "", name.strip(" ,."))
        if name.isupper() and len(name) > 3:
            name = " ".join(w if len(w) < 3 else w.title() for w in name.split())
        folded = fold(name)
        words = folded.split()
        if not words:
            return None
        plain = _INITIAL.sub("", folded).replace("  ", " ").strip()
        if len(words) == 1 or words[0] in _PARTICLE:
            return self._by_last_name(name, folded, words[-1])
        listed = self._listed_person(folded, plain, words)
        if listed is not None:
            found = self.listed(listed, name)
            return found
        for other in self._people_by_last.get(words[-1], []):
            theirs = fold(other.name).split()
            if len(theirs) == 1 or theirs[0][0] == words[0][0]:
                if len(other.name) < len(name) and other.listed is None:
                    other.aliases.add(other.name)
                    self.characters.pop((True, fold(other.name)), None)
                    other.name = name
                    self.characters[(True, folded)] = other
                other.aliases.add(name)
                return other
        if not sure:
            return None
        found = self.character(name, ActorKind.PERSON)
        given = name.split()[0]
        found.sex = found.sex or ("m" if given in MALE else "f" if given in FEMALE else None)
        return found

    def _listed_person(self, folded: str, plain: str, words: list[str]) -> Listed | None:
        for form in (folded, plain):
            people = [p for p in self.roster.named(form) if p.kind is ActorKind.PERSON]
            if len(people) == 1:
                return people[0]
        near = [p for p in self.roster.by_last_name(words[-1]) if fold(p.name).split()[0][:3] == words[0][:3]]
        return near[0] if len(near) == 1 and len(words[0]) > 2 else None

    def _by_last_name(self, name: str, folded: str, last: str) -> Character | None:
        mine = [c for c in self._people_by_last.get(last, []) if fold(c.name).endswith(folded)]
        if not mine:  # family names that stand first: "Kim" of Kim Jong Un
            mine = [
                c
                for c in self.characters.values()
                if c.is_person and c.listed is not None and folded in {fold(x) for x in c.listed.family}
            ]
        if len(mine) == 1:
            mine[0].aliases.add(name)
            return mine[0]
        if mine:
            self.ambiguous[folded] = tuple(sorted(slug(c.name) for c in mine))
            return None
        people = [p for p in self.roster.by_last_name(folded) if self.party_of(p) in self.parties_named | {None}]
        if len(people) == 1:
            return self.listed(people[0], name)
        if people:
            self.ambiguous[folded] = tuple(sorted(p.id for p in people))
        return None

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
            if f.span.end < m.span.end and not self.text[f.span.end : f.span.end + 1].isalnum():
                begin = (
                    f.span.end
                    + len(self.text[f.span.end : m.span.end])
                    - len(self.text[f.span.end : m.span.end].lstrip(" -’'s"))
                )
                rest = Span(begin, m.span.end)
                if rest.words(self.text)[:1].isupper():
                    title = f"{m.title} {f.span.words(self.text)}".strip()
                    return Mention(rest, m.form, title, m.apposition, m.possessive, m.person), rest.words(self.text)
        return m, name

    def _is_person(self, m: Mention, name: str, words: list[str]) -> bool:
        if any(self.roster.adjective(w) for w in words):
            return False  # "Furious Afghan president": the run is cut before a name
        if m.person or words[0] in MALE or words[0] in FEMALE:
            return not any(c.isdigit() for c in name) and len(words) <= 6
        if words[0] in ("The",):
            return False
        folded = fold(name)
        return any(p.kind is ActorKind.PERSON for p in self.roster.named(folded)) or any(
            p.kind is ActorKind.PERSON for p in self.roster.named(_INITIAL.sub("", folded).replace("  ", " ").strip())
        )

    def _last_names(self) -> None:
        """Last names alone, once the full names are known."""
        for m in self.single:
            name = m.span.words(self.text)
            if any(self._taken[m.span.start : m.span.end]) or self._geographic(m.span):
                continue
            known = bool(self._people_by_last.get(fold(name).split()[-1]))
            titled = bool(HONORIFIC.search(m.title)) or (m.person and bool(m.title))
            if (
                not known
                and not titled
                and not self.roster.by_last_name(fold(name))
                and not (m.person and m.apposition.startswith("who "))
            ):
                continue
            if name.isupper() and 1 < len(name) < 5 and not titled:
                continue  # an acronym
            found = self._by_last_name(name, fold(name), fold(name).split()[-1])
            if found is None and (titled or m.person) and fold(name) not in self.ambiguous:
                found = self.character(name, ActorKind.PERSON)
            if found is not None:
                self._note(found, m)

    def _geographic(self, span: Span) -> bool:
        return any(
            f.span.start <= span.start and span.end <= f.span.end
            for f in self.places_between(span.start - 40, span.end)
        )

    def _note(self, character: Character, m: Mention) -> None:
        if not self.appear(character, m.span, possessive=m.possessive):
            return
        for words, low, high in (
            (m.title, m.span.start - len(m.title) - 3, m.span.start),
            (m.apposition, m.span.end, m.span.end + len(m.apposition) + 4),
        ):
            if not words:
                continue
            role = ROLE.search(words)
            if role:
                character.roles.append(words.lower())
            character.sex = character.sex or (
                "f" if _FEMALE_TITLE.search(words) else "m" if _MALE_TITLE.search(words) else None
            )
            if role and character.party is None:
                character.party = self.party_in(max(0, low), high)

    def learn(self, sources: Iterable[Span]) -> None:
        """People known by standing where speakers stand: a run of two to four capitals in a source, that is no body or place."""
        by_start = [m.span.start for m in self.names]
        for source in sources:
            for m in self.names[bisect_left(by_start, source.start) : bisect_left(by_start, source.end)]:
                if m.span.end > source.end or any(self._taken[m.span.start : m.span.end]):
                    break
                m, name = self._without_party(m, m.span.words(self.text))
                words = name.split()
                before = self.text[source.start : m.span.start]
                if (
                    not 2 <= len([w for w in words if w.lower() not in _PARTICLE]) <= 4
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
