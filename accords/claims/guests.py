"""Who is named in a stretch of text as somebody who can take part: people, and parties, but no owners, places, adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accords.claims.antecedents import Contents, by_role, pronoun
from accords.claims.cast import Cast, Character, Place
from accords.claims.names import FormKind
from accords.reading.mentions import ROLE
from accords.vocabulary import ActorKind, Span

_NOBODY = (ActorKind.OUTLET, ActorKind.DOCUMENT, ActorKind.UNNAMED)
_GROUPS = (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION, ActorKind.BLOC)
# A nationality followed by these, a few words on, is those people: "Northern and Southern negotiators".
_COLLECTIVE = re.compile(
    r"(?:\s(?:and\s)?[\w’'-]+){0,3}?\s(?:officials?|negotiators?|leaders?|leadership|sides?|delegat\w+|governments?|envoys?|teams?|diplomats?|ministers?|"
    r"representatives?|mediators?|counterparts?|authorities|rebels?|generals?|presidents?|commanders?|politicians|parties|party|"
    r"insurgents?|guerrillas?|militants?|communit\w+|administration|military|army|chiefs?|aides?|factions?|troika|capitals|heads)\b",
    re.I,
)
_PEOPLE_AFTER = re.compile(r"\W*$|[,.;]|\s(?:and|with|to|in|on|will|have|had|are|were|also)\b")
_OWNER = re.compile(r"['’]s?\s(?!$)")
_WHERE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|to|into|around|within|through|throughout|for|leaving|left|reached|visit\w*|of)\s"
    r"(?:(?:the|central|northern|southern|eastern|western|neutral|nearby)\s){0,2}$",
    re.I,
)
# "in Bern, Switzerland" against "Northland, Southland".
_TOWN_BEFORE = re.compile(r"\b(?:in|at|near|from|to)\s[^,]{1,40},\s$")
_DELEGATES = re.compile(
    r"\b(?:delegat\w+|envoys?|officials?|representatives?|negotiators?|diplomats?|teams?|leaders?|ministers?|chiefs?|presidents?|commanders?|members|fighters)"
    r"\s(?:from|of)\s(?:the\s)?(?:[\w’']+\s?(?:,|\sand)?\s(?:the\s)?){0,6}$",
    re.I,
)
_ROLE_PHRASE = re.compile(
    r"\b(?P<det>[Tt]he|[Hh]is|[Hh]er)\s(?:[\w’'-]+\s){0,4}?(?P<role>" + ROLE.pattern.removeprefix(r"\b") + r"|counterpart\b|guest\b|host\b)"
    r"(?!\s(?:of\sstaff|general)\b)"
)  # fmt: skip
# One side of a war inside a state, which the report has named before: of groups the last within a paragraph or two.
_SIDE = re.compile(
    r"\b[Tt]he\s(?:(?P<state>[Gg]overnment(?=\s(?:and|with)\b|[,.]|\W*$))"
    r"|(?:\w+\s)?(?P<group>party|movement|group|rebels|guerrillas?|militants|insurgents|organi[sz]ation|militia|bloc|alliance)\b(?!['’]|\s(?:leaders?|leadership|members?|officials?|spokes\w+|chiefs?|sources?|headquarters|conference|congress|faithful|line)\b))"
)
_BACK = 1500
_NO_TITLE = re.compile(r"[,;:()“”\"]|\b(?:and|with|or|to|by|as|from|on|in|at)\b|^['’]s?\s*$")
_BEARERS = re.compile(
    r"\b(?:the\s|all\s|both\s)?(?:(?P<number>two|three|four|five|six|seven)\s)?(?:(?-i:[A-Z])[\w’'-]+(?:,?\s(?:and\s)?)){0,6}"
    r"(?P<role>foreign\sministers|defen[cs]e\sministers|ministers|presidents|prime\sministers|premiers|leaders|chief\snegotiators|negotiators|envoys|generals|commanders)\b",
    re.I,
)
_THE = re.compile(r"(?:the|both)\b", re.I)
_LEADERS = (
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "king",
    "leader",
    "chief",
    "chairman",
    "emir",
    "commander",
    "head",
)
_FOREIGN = ("foreign minister", "secretary of state", "foreign secretary", "foreign affairs")
_SORTS = {
    "leader": _LEADERS,
    "foreign minister": _FOREIGN,
    "principal": (*_LEADERS, *_FOREIGN, "envoy", "negotiator", "high representative", "mediator", "secretary-general"),
}
_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_LESSER = re.compile(r"\b(?:former|ex-|spokes|aide|advis|deputy|ambassador)")
_MOST = 6  # people whom a plural without a number or a party may mean


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody named at a place of the text."""

    span: Span
    character: Character


@dataclass(frozen=True)
class Guests:
    """Looks for those who can take part. `quotations` are the contents of the report's sayings."""

    cast: Cast
    quotations: Contents

    @property
    def text(self) -> str:
        return self.cast.text

    def named(self, low: int, high: int) -> list[Guest]:
        """Everybody named in `[low, high)` other than as owner of something, as a place or as part of a title, in order."""
        low, high = max(0, low), min(high, len(self.text))
        found = [
            Guest(a.span, a.character)
            for a in self.cast.between(low, high)
            if a.span.end <= high
            and a.character.kind not in _NOBODY
            and not (a.possessive and _OWNER.match(self.text, a.span.end, high))
        ]
        taken = [g.span for g in found]
        for m in _ROLE_PHRASE.finditer(self.text, low, high):
            span = Span(*m.span())
            if any(span.meets(t) or 0 <= t.start - span.end <= 2 for t in taken):
                continue
            who = self._by_role(span, m["det"].lower())
            if who is not None:
                found.append(Guest(span, who))
                taken.append(span)
        for place in self.cast.places_between(low, high):
            if (
                place.span.end <= high
                and not any(place.span.meets(t) for t in taken)
                and self._is_party(place, low, high)
            ):
                found.append(Guest(place.span, self.cast.listed(place.listed)))
        for m in _SIDE.finditer(self.text, low, high):
            span = Span(*m.span())
            side = None if any(span.meets(t) for t in taken) else self._side(m)
            if side is not None:
                found.append(Guest(span, self.cast.listed(side.listed)))
        found.sort(key=lambda g: g.span)
        return [g for g, after in zip(found, [*found[1:], None], strict=False) if not self._is_title(g, after)]

    def bearers(self, low: int, high: int) -> tuple[Character, ...]:
        """The people of the report who bear the role of the first plural in a stretch: "the three presidents", "the foreign
        ministers of A and B". Nobody where too many might be meant."""
        m = _BEARERS.search(self.text, low, high)
        if m is None:
            return ()
        role = " ".join(m["role"].lower().split()).removesuffix("s")
        places = self.cast.places_between(m.start(), min(high, m.end() + 160))
        parties = {self.cast.party_of(p.listed) for p in places}
        if not parties and not m["number"] and not _THE.match(m.group()):
            return ()
        found = [
            c for c in self.cast.people if c.count and self._bears(c, role) and (not parties or c.party in parties)
        ]
        if m["number"]:
            found = self._so_many(found, role, _NUMBER[m["number"].lower()])
        elif not parties and len(found) > _MOST:
            return ()
        return distinct(sorted(found, key=lambda c: c.first))

    def _so_many(self, found: list[Character], role: str, number: int) -> list[Character]:
        """Where more bear the role than are counted: those whom the report calls so, else those of states, if they are so many."""
        if len(found) <= number:
            return found
        called = [c for c in found if any(role in r.lower() for r in c.roles)]
        states = {p.listed.name for p in self.cast.places if p.listed.kind is ActorKind.STATE}
        of_states = [c for c in found if c.party in states]
        return next((some for some in (called, of_states) if len(some) == number), [])

    def principals(self) -> tuple[Character, ...]:
        """People of the report who lead or negotiate for a party, those told of most first."""
        found = [c for c in self.cast.people if c.count and c.party and self._bears(c, "principal")]
        return tuple(sorted(found, key=lambda c: (-c.count, c.first)))

    def bearers_at(self, low: int, high: int) -> int | None:
        """Where the first such plural of a stretch begins."""
        m = _BEARERS.search(self.text, low, high)
        return m.start() if m else None

    def _bears(self, c: Character, role: str) -> bool:
        held = c.listed.held_on(self.cast.published) if c.listed is not None else None
        roles = [r.lower() for r in (*c.roles, *([held.role] if held is not None else ()))]
        if any(_LESSER.search(r) for r in roles):
            return False
        return any(w in r for r in roles for w in _SORTS.get(role, (role,)))

    def _by_role(self, span: Span, determiner: str) -> Character | None:
        owner = None
        if determiner in ("his", "her"):
            owner = pronoun(self.cast, span.start, determiner, (), quotations=self.quotations).character
            if owner is None:
                return None
        found = by_role(self.cast, span, span.words(self.text), (), self.quotations, owner).character
        return found if found is not None and found.is_person else None

    def _side(self, m: re.Match[str]) -> Place | None:
        if m["state"]:
            return self.cast.place_before(m.start(), state=True)
        for place in reversed(self.cast.places_between(max(0, m.start() - _BACK), m.start())):
            if place.listed.kind in _GROUPS and place.listed.iso3 is None:
                return place
        return None

    def _is_title(self, guest: Guest, after: Guest | None) -> bool:
        """True of "Northern" in "the Northern president(,) Jane Doe", who follows."""
        if after is None or guest.character.is_person or not after.character.is_person:
            return False
        between = self.text[guest.span.end : after.span.start]
        if len(between) > 70:
            return False
        role = ROLE.search(between)
        return not _NO_TITLE.search(between.removesuffix(", ") if role else between) and bool(
            role or not between.strip()
        )

    def _is_party(self, place: Place, low: int, high: int) -> bool:
        before = self.text[max(low, place.span.start - 90) : place.span.start]
        after = self.text[place.span.end : min(high, place.span.end + 60)]
        if place.kind is FormKind.PLURAL:
            return True
        if place.kind is FormKind.ADJECTIVE:
            return bool(_COLLECTIVE.match(after) or _PEOPLE_AFTER.match(after))
        if _DELEGATES.search(before):
            return True
        if _OWNER.match(after):
            return bool(_COLLECTIVE.match(after[2:].removeprefix("s")))
        if _WHERE.search(before):
            return False
        if before.endswith(", ") and place.listed.kind not in _GROUPS:
            return not _TOWN_BEFORE.search(before)
        return True


def distinct(people: Iterable[Character]) -> tuple[Character, ...]:
    """Each once, in order of first coming."""
    seen: dict[int, Character] = {}
    for who in people:
        seen.setdefault(id(who), who)
    return tuple(seen.values())


def people_first(present: Iterable[Character]) -> tuple[Character, ...]:
    """Those present, without the parties of which somebody is named."""
    everybody = distinct(present)
    spoken_for = {c.party for c in everybody if c.is_person and c.party}
    return tuple(c for c in everybody if c.is_person or c.name not in spoken_for)
