"""An agreement is what a file says that is on the table or signed: parties, areas, definitions, articles with stipulations.

Every node has its `place` (file:line). Texts are pairs of language and words ("" where the file names none), in the file's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import TypeAlias

from accords.agreement.clock import Clock
from accords.agreement.condition import Condition, Happened
from accords.agreement.deadline import Deadline
from accords.agreement.item import Operation
from accords.agreement.norm import Rule
from accords.agreement.pattern import Area, Pattern
from accords.vocabulary import Fault
from accords.vocabulary.actor import fold

Texts: TypeAlias = tuple[tuple[str, str], ...]
Codes: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # PA-X, PAM, ATOP -> codes
AGREEMENT = "agreement"  # the id of the norm that is the agreement itself


class AgreementStatus(StrEnum):
    SIGNED = "signed"
    DRAFT = "draft"
    REPORTED = "reported"  # nobody has shown the text


class Kind(StrEnum):
    """What a stipulation is."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    POWER = "power"
    GUARANTEE = "guarantee"
    PROCEDURE = "procedure"


class Owed(StrEnum):
    """How several debtors owe."""

    SEVERALLY = "severally"  # each its own
    JOINTLY = "jointly"  # all must act
    JOINTLY_AND_SEVERALLY = "jointly and severally"  # one performance is enough


class ClauseStanding(StrEnum):
    """How far a clause of a draft has come."""

    AGREED = "agreed"
    OFFERED = "offered"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text, or a part of it, can be read."""

    title: str
    place: str
    url: str | None = None
    publisher: str | None = None
    date: str | None = None
    language: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """`members` as the file has them: ids of parties, or names. `names`: all that an item's party may be: id, name and aliases, of its
    own and of its members, as written and as slugs."""

    id: str
    name: str
    place: str
    role: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of the agreement. One that says no more than which items are meant has a `pattern`, and may stand for a deed or an anchor."""

    name: str
    place: str
    condition: Condition
    words: str  # as the file has it

    @property
    def pattern(self) -> Pattern | None:
        match self.condition:
            case Happened(pattern, 1):
                return pattern
        return None


@dataclass(frozen=True, slots=True)
class Determined:
    """Who says that a guarantee is triggered. `each`: every guarantor for itself; else `rule`, of the parties `who`.

    `within` seconds after the facts; `words` as the file has it.
    """

    rule: Rule
    words: str
    each: bool = False
    who: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What a guarantee has beside what all stipulations have; its guarantors are `Stipulation.who`, its duty `Stipulation.deed`."""

    trigger: Condition
    beneficiary: tuple[str, ...] = ()
    determined: Determined | None = None  # `None`: the file does not say, and the facts decide
    discretion: bool = False
    strength: str | None = None
    procedure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One of a procedure, counted from 1."""

    number: int
    place: str
    deed: Happened
    who: tuple[str, ...] = ()
    due: Deadline | None = None
    name: str | None = None
    text: Texts = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stipulation:
    """What one clause asks of whom; of a clause whose texts differ, one for each reading, with one id.

    Parties are ids; conditions and anchors name stipulations, which `norms` resolves to norms. `said`: each key with its value as the
    file has it, on one line, for people. What does not belong to its kind is empty.
    """

    id: str
    kind: Kind
    place: str
    article: str
    name: str | None = None
    reading: str | None = None
    text: Texts = ()
    who: tuple[str, ...] = ()  # of a guarantee: the guarantors
    owed: Owed | None = None  # `None`: the file does not say
    to: tuple[str, ...] = ()
    deed: Happened | None = None  # does, does not, may, duty
    when: Condition | None = None
    unless: Condition | None = None
    begins: Deadline | None = None
    due: Deadline | None = None  # by, until
    lapses: Deadline | None = None
    ended_by: Condition | None = None
    cured_by: Pattern | None = None
    cure: bool = True
    restarts: bool = False
    delegable: bool = True
    assignable: bool = True
    anyone: bool = False
    survives: bool = False
    again: bool = False
    operations: frozenset[Operation] = frozenset()
    over: tuple[str, ...] = ()  # stipulations, articles, `agreement`, as the file has them
    guarantee: Guarantee | None = None
    steps: tuple[Step, ...] = ()
    codes: Codes = ()
    score: int | None = None  # Peace Accords Matrix: 0 not initiated, 1 minimal, 2 intermediate, 3 full
    standing: ClauseStanding | None = None
    claims: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    number: str
    place: str
    title: str | None = None
    text: Texts = ()
    codes: Codes = ()
    stipulations: tuple[Stipulation, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """One file. `signed` in seconds since 1970 UTC; `in_force`: what the entry into force waits for (`None`: nothing).

    `notes`: what has to be said of words that were taken all the same, such as an hour that comes twice.
    """

    id: str
    title: str
    status: AgreementStatus
    place: str
    clock: Clock
    signed: int | None = None
    in_force: Condition | None = None
    about: str = ""
    sources: tuple[Source, ...] = ()
    parties: tuple[Party, ...] = ()
    areas: tuple[Area, ...] = ()
    definitions: tuple[Definition, ...] = ()
    articles: tuple[Article, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    notes: tuple[Fault, ...] = ()

    @property
    def stipulations(self) -> Iterator[Stipulation]:
        """All of them, in the order of the file, those with several readings once for each."""
        for article in self.articles:
            yield from article.stipulations

    def party(self, identity: str) -> Party:
        return next(party for party in self.parties if party.id == identity)

    @property
    def party_ids(self) -> dict[str, str]:
        """Each id, name and alias, folded (`fold`) -> the party's id. What two parties are called is left out."""
        called: dict[str, set[str]] = {}
        for party in self.parties:
            for name in (party.name, *party.aliases):
                called.setdefault(fold(name), set()).add(party.id)
        found = {name: ids.pop() for name, ids in called.items() if len(ids) == 1}
        return found | {fold(party.id): party.id for party in self.parties}


def names_of(parties: Iterator[Party] | tuple[Party, ...]) -> frozenset[str]:
    """All names of several parties."""
    return reduce(frozenset.union, (party.names for party in parties), frozenset())
