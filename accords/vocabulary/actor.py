"""An actor is whoever speaks or acts: a person, a state, a bloc, a body, or a source that is described and not named."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

_NOT_WORD = re.compile(r"\W+")


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    BLOC = "bloc"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed group"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of one report or of a ledger.

    `party` is the id of the party at the table that it speaks for; a state's party is itself; `None` where unknown.
    `aliases` are the forms that the reports use, beside `name`. `codes` has `iso3` and `plover`, each or neither.
    """

    id: str
    name: str
    kind: ActorKind
    party: str | None = None
    role: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "party": self.party,
            "role": self.role,
            "codes": {"iso3": self.codes.get("iso3"), "plover": self.codes.get("plover")},
            "aliases": list(self.aliases),
        }


def united(one: Actor, other: Actor) -> Actor:
    """One actor of two with the same id: the more informative one, with what only the other knows, and every alias."""
    better, lesser = (other, one) if _known(other) > _known(one) else (one, other)
    names = dict.fromkeys((*one.aliases, *other.aliases, lesser.name))
    same_kind = better.kind is lesser.kind
    return replace(
        better,
        party=better.party or (lesser.party if same_kind else None),
        role=better.role or (lesser.role if same_kind else None),
        codes={**lesser.codes, **better.codes} if same_kind else better.codes,
        aliases=tuple(name for name in names if name != better.name),
    )


def _known(actor: Actor) -> tuple[int, int, int]:
    return (
        actor.kind is not ActorKind.UNNAMED,
        sum(map(bool, (actor.party, actor.role, actor.codes))),
        len(actor.name.split()),
    )


@lru_cache(maxsize=1024)  # a report says the same few names over and over
def fold(name: str) -> str:
    """A name as it is compared: no accents, no case, straight apostrophes, one space."""
    if name.isascii():
        return " ".join(name.lower().split())
    flat = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).split())


@lru_cache(maxsize=1024)
def slug(name: str) -> str:
    """The id made of a name: `Ursula von der Leyen` -> `ursula-von-der-leyen`."""
    return _NOT_WORD.sub("-", fold(name)).strip("-")


# Names that English gives an article inside a sentence: the kinds that reports of talks hold, not a rule of English.
_ARTICLE = re.compile(
    r"(?!the )(?:United (?:States|Nations|Kingdom|Arab Emirates)|European (?:Commission|Council|Parliament)|"
    r"(?:Kosovo|Bosnian) (?:Serbs|Croats)|Philippines|Netherlands|Taliban|Houthis|"
    r".*\b(?:Cypriots|Union|Front|Forces|Army|Movement|League|Republic))$",
    re.I,
)


def inside(name: str) -> str:
    """The name as it stands inside a sentence: `Russia`, `the United States`."""
    return f"the {name}" if _ARTICLE.match(name) else name
