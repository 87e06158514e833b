"""A listed actor is one that a roster knows by name: its names, for whom it speaks, which roles it held and when."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from accords.vocabulary import Actor, ActorKind, slug
from accords.vocabulary.actor import fold


@dataclass(frozen=True, slots=True)
class Held:
    """One role that a person held: "Foreign Minister" for `party` (a name), from `since` to `until`, both included.

    Days are the widest that the roster's words allow: "2019" counts from 1 January or to 31 December. `None` on either
    side means that the roster does not say. `ended` is true where it is over, also where nobody wrote when.
    """

    role: str
    party: str | None = None
    since: date | None = None
    until: date | None = None
    ended: bool = False

    def possible(self, on: date) -> bool:
        """False only where the days known rule it out."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Listed:
    """One actor of a roster. `party` is the name of the party that it speaks for, its own where it is one itself.

    `plurals` are the people as a whole ("Russians", "the French"), `seats` buildings and bodies that stand for it ("the
    Kremlin"), `family` the forms of a person's last name. `sex` is "m", "f" or `None`.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    iso3: str | None = None
    plover: str | None = None
    party: str | None = None
    sex: str | None = None
    family: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    def held_on(self, on: date | None) -> Held | None:
        """The role of a day: the first its days allow, known days before unknown ones. Without a day the latest."""
        if on is None:
            return max(self.roles, key=_lateness, default=None)
        possible = [held for held in self.roles if held.possible(on)]
        return min(possible, key=lambda held: (held.since is None, held.ended and held.until is None), default=None)

    def party_on(self, on: date | None) -> str | None:
        """The party of a day: that of the role then held, else the actor's own."""
        held = self.held_on(on)
        return held.party if held and held.party else self.party

    def actor(self, on: date | None = None, codes: dict[str, str] | None = None) -> Actor:
        """As an actor of a report of that day. `codes` replace its own: a person has those of its party."""
        own = {key: code for key, code in (("iso3", self.iso3), ("plover", self.plover)) if code}
        held, party = self.held_on(on), self.party_on(on)
        return Actor(
            id=self.id,
            name=self.name,
            kind=self.kind,
            party=slug(party) if party else None,
            role=held.role if held else None,
            codes=own if codes is None else dict(codes),
        )


def _lateness(held: Held) -> tuple[bool, date, date]:
    return (not held.ended, held.until or date.max, held.since or date.min)


# One code point to one code point, so that places in the flat text are places in the text: letters without accents,
# straight apostrophes, plain spaces, and a space for every hyphen ("Timor-Leste", "al Burhan"). Line ends stay: no name
# crosses a line, whichever way the line ends.
_FLAT = {ord(c): " " for c in "-‐‑‒–\t\u00a0\u2009\u202f"} | {ord(c): "'" for c in "’‘ʼʻ`´"}
_FLAT |= dict(zip(map(ord, "ıŁłØøĐđŦŧ"), "iLlOoDdTt", strict=True))
for _code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
    _base = unicodedata.normalize("NFKD", chr(_code))
    if len(_base) > 1 and _base[0].isascii() and all(map(unicodedata.combining, _base[1:])):
        _FLAT[_code] = _base[0]
# Few of a text's code points: to search for them is ten times as fast as to translate every one.
_UNEVEN = re.compile(f"[{re.escape(''.join(map(chr, _FLAT)))}]")


def flat(text: str) -> str:
    """The text with accents, hyphens and apostrophes made plain; as long as the text itself."""
    return _UNEVEN.sub(lambda m: _FLAT[ord(m.group())], text)


@lru_cache(maxsize=1024)
def key(form: str) -> str:
    """A form as a roster looks it up: flat, folded, without "the"."""
    plain = flat(form)
    plain = plain.casefold() if plain.isascii() else fold(plain)
    if "  " in plain or plain[:1] == " " or plain[-1:] == " ":
        plain = " ".join(plain.split())
    return plain.removeprefix("the ")


# Words inside a last name ("von der Leyen"). Reports drop the first kind ("Sisi"), never the second ("bin Salman").
_DROPPED = frozenset(
    {
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "le",
        "la",
        "ter",
        "ten",
        "zu",
        "al",
        "el",
        "ould",
    }
)
_KEPT = frozenset({"bin", "ibn", "bint", "abu", "ben", "abdel", "abdul"})
_SUFFIX = re.compile(r"(?:Jr\.?|Sr\.?|[IVX]+)$")


def last_names(name: str) -> tuple[str, ...]:
    """The last names by which reports go on after "Ursula von der Leyen": `von der Leyen` and `Leyen`.

    For names that end in the family's. Of names that begin with it (Xi Jinping) the roster's `family` says so.
    """
    words = name.split()
    while len(words) > 1 and _SUFFIX.match(words[-1]):
        words.pop()
    last, before = words[-1], len(words) - 1
    while before > 0 and words[before - 1].casefold() in _DROPPED | _KEPT:
        before -= 1
    forms = [" ".join(words[before:])]
    inside = [word.casefold() for word in words[before:-1]]
    if inside and not _KEPT.intersection(inside):
        forms.append(last)
    article = re.match(r"(?:[ae]l|[ae]sh|[ae]s|[ae]d|ad|ar|at|az)-(?=\w{3})", last, re.IGNORECASE)
    if article:
        forms.append(last[article.end() :])
    return tuple(forms)


# One name a role: what each foreign service calls its own.
_SAME_ROLE = (
    (r"secretary[ -]general", "secretary-general"),
    (r"(?:minister|secretary) (?:of|for) foreign (?:and \w+ )?affairs|secretary of state", "foreign minister"),
    (r"(?:minister|secretary) (?:of|for) (?:national )?(?:defen[cs]e|war)", "defence minister"),
    (r"(?:external affairs|foreign affairs|foreign) (?:minister|secretary)", "foreign minister"),
    (r"(?:armed forces|defen[cs]e|war) (?:minister|secretary)", "defence minister"),
    (r"minister (?:of|for) (?:the )?(\w+)", r"\1 minister"),
    (r"(?:top|chief) diplomat", "foreign minister"),
    (r"(?:chief|lead|top|head) negotiator", "chief-negotiator negotiator"),
    (r"home secretary", "interior minister"),
    (r"(interior|finance|treasury|energy|justice|information|economy|home) secretary", r"\1 minister"),
    (r"prime minister|premier\b|taoiseach|head of government", "prime-minister"),
    (r"spokes(?:man|woman|person|people)|press secretary", "spokesperson"),
    (r"high (?:representative|commissioner)", "high-representative"),
    (r"special representative|representative|emissary", "envoy"),
    (r"vice[ -]president", "vice-president"),
    (r"vice[ -]premier|vice prime-minister", "vice-premier"),
    (r"chair(?:man|woman|person)?\b", "chair"),
    (r"advisor", "adviser"),
    (r"(?:commander|chief) of staff", "chief-of-staff"),
    (r"commander[ -]in[ -]chief|top commander", "commander"),
    (r"defense", "defence"),
)
_IDLE_WORDS = frozenset(
    {"a", "an", "the", "of", "for", "to", "on", "in", "and", "with", "at", "its", "his", "her", "their"}
    | {"special", "chief", "lead", "top", "senior", "current", "acting", "interim"}
)
# A deputy is not the minister: a role that has one of these is meant only where it is said.
_BELOW = frozenset({"vice", "deputy", "assistant", "under", "first", "former", "elect", "opposition", "party"})
# Offices with one holder at a time: who began later has taken over, though a roster did not write when the other left.
ONE_SEAT = frozenset(
    frozenset(role.split())
    for role in ("president", "prime-minister", "foreign minister", "defence minister", "chancellor", "king", "pope")
) | {frozenset({"secretary-general"})}


@cache
def _same_role() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), name) for pattern, name in _SAME_ROLE]


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """The words of a role that tell it from others: "US Secretary of State" -> {us, foreign, minister}."""
    words = flat(role).casefold().strip()
    for pattern, name in _same_role():
        words = pattern.sub(name, words)
    return frozenset(re.findall(r"[\w'-]+", words)) - _IDLE_WORDS


def role_fits(asked: frozenset[str], held: frozenset[str]) -> bool:
    """True where every word asked for is in the role, and the role is no deputy's unless a deputy was asked for."""
    return bool(asked) and asked <= held and not ((held - asked) & _BELOW)


# "The Russian leader", "the Hamas chief": who leads, by what the party has. Of these states the president has no power,
# so the head of government leads (constitutions as of 2025).
_HEADED_BY_GOVERNMENT = frozenset(
    {"ALB", "ARM", "AUT", "BGD", "BGR", "CZE", "DEU", "EST", "ETH", "FIN", "GEO", "GRC", "HRV", "HUN", "IND", "IRL"}
    | {"IRQ", "ISL", "ISR", "ITA", "LVA", "MKD", "MLT", "MNE", "NPL", "PAK", "PRT", "SGP", "SVK", "SVN", "XKX"}
)
_LEADING = [frozenset(role.split()) for role in ("leader", "supreme leader", "political leader")]
_HEADS = [frozenset({role}) for role in ("president", "king", "emir", "sultan", "pope")]
_OF_GOVERNMENT = [frozenset({role}) for role in ("prime-minister", "chancellor")]
_OF_BODIES = [
    frozenset(role.split())
    for role in (
        "secretary-general",
        "director general",
        "director-general",
        "chair",
        "commander",
        "high-representative",
    )
]


def leading_roles(asked: frozenset[str], party: Listed | None) -> list[list[frozenset[str]]]:
    """Where the role asked for is only "leader", "chief" or "head": the roles to look for, best first; else nothing."""
    if asked not in ({"leader"}, set(), {"head"}, {"boss"}):
        return []
    state = party is not None and party.kind is ActorKind.STATE
    if not state:
        return [_LEADING, _OF_BODIES, _HEADS]
    if not asked:
        return []
    heads = [_OF_GOVERNMENT, _HEADS] if party and party.iso3 in _HEADED_BY_GOVERNMENT else [_HEADS, _OF_GOVERNMENT]
    return [_LEADING, *heads]
