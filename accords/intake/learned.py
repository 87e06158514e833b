"""What a ledger has learned of actors, as records of a roster, so that the next report is read better.

Conservative: what only one text says, what texts say otherwise, and what may mean two people is not learned. A last name
that anybody else in the ledger bears is not learned either, only the full name; one that somebody of the roster bears is
open between the two, as between any two of the roster.

A person who was learned has that party in later readings too, so what was learned is not unlearned by itself: a ruling
(`not the same`) or a roster file, which wins over it, does that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from accords.claims.listed import flat, key, last_names
from accords.claims.names import FileRoster
from accords.claims.records import Record
from accords.claims.roster import extended
from accords.ledger.identities import Identities, pairs_of
from accords.ledger.judgement import Judgement
from accords.ledger.ledger import Ledger
from accords.ledger.people import Person, Role, Row, agreed_roles, people, told_of
from accords.ledger.rulings import Rulings
from accords.vocabulary import ActorKind, slug

TEXTS = 2  # different texts that have to say so; `ledger.people` asks for as many
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# How long after the last report that gives somebody a role it is still believed; ministers of a negotiation change.
BELIEVED = timedelta(days=365)


def learned(ledger: Ledger, base: FileRoster) -> list[Record]:
    """The records that a ledger adds to a roster, in order of id; checked, for `claims.roster.extended`.

    People of two names or more whom the roster lacks, with the party that at least two different texts give them and none
    contradicts, and with the roles that two texts give; further names of actors that people ruled to be one. Nothing is
    learned of those who were ruled not to be one, or whose rows were split.
    """
    rulings = _Rulings.of(ledger.judgements())
    with ledger.database.reading() as connection:
        everybody = [*people(connection)]
        groups = _groups(told_of(connection, rulings.members), rulings)
        roles = _by_id(agreed_roles(connection))
    bearers = _bearers(everybody, rulings.identities)
    found = [person for person in everybody if person.id not in rulings.members]
    found += (person for group in groups if (person := group.person()) is not None)
    wanted = [person for person in found if person.id not in rulings.apart and _is_new(person, base)]
    records = {person.id: _record(person, roles.get(person.id, ()), base, bearers) for person in _of_one_name(wanted)}
    for group in groups:
        _call(group, records, base, bearers)
    return [*(records[own] for own in sorted(records)), *_rivals(records, base)]


def with_learned(ledger: Ledger, base: FileRoster) -> FileRoster:
    """The roster with what the ledger has learned; the same one where that is nothing."""
    records = learned(ledger, base)
    return extended(base, records) if records else base


@dataclass(frozen=True, slots=True)
class _Rulings:
    """`members` are the ids that rulings made one with others, `apart` those that they hold apart or have split."""

    identities: Identities
    members: frozenset[str]
    apart: frozenset[str]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> _Rulings:
        standing = Rulings.of(judgements).judgements
        identities = Identities.of(standing)
        kept = identities.unions.kept
        # A pair that later rulings outweigh says nothing.
        holding = [pair for pair in pairs_of(standing) if pair.joins is (kept(pair.one) == kept(pair.other))]
        one = {own for pair in holding if pair.joins for own in (pair.one, pair.other)}
        apart = {own for pair in holding if not pair.joins for own in (pair.one, pair.other)}
        return cls(identities, frozenset(one), frozenset({*apart, *map(kept, apart)}))


@dataclass(slots=True)
class _Group:
    """Ids that are one actor by a ruling, with what reports tell of them. `own` is the id that is kept."""

    own: str
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kinds: set[ActorKind] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def name(self, own: str) -> str | None:
        """The name that most reports have for one of the ids."""
        found = self.names.get(own)
        return min(found, key=lambda name: (-found[name], name)) if found else None

    def person(self) -> Person | None:
        name = self.name(self.own)
        if name is None or self.kinds != {ActorKind.PERSON} or len(self.parties) != 1 or len(self.texts) < TEXTS:
            return None
        return Person(self.own, name, *self.parties)


def _groups(rows: Iterable[Row], rulings: _Rulings) -> list[_Group]:
    found: dict[str, _Group] = {}
    for own in sorted(rulings.members):
        kept = rulings.identities.unions.kept(own)
        found.setdefault(kept, _Group(kept)).names[own]
    for row in rows:
        group = found[rulings.identities.unions.kept(row.id)]
        group.names[row.id][row.name] += 1
        group.kinds.add(row.kind)
        if row.party is not None:
            group.parties.add(row.party)
            group.texts.add(row.text_sha256)
    return [group for group in found.values() if not rulings.apart & {group.own, *group.names}]


def _is_new(person: Person, base: FileRoster) -> bool:
    """True of a full name that the roster lacks, of a party that it has."""
    party = base.get(person.party) if person.party is not None else None
    return (
        " " in person.name
        and slug(person.name) == person.id
        and base.get(person.id) is None
        and not base.named(person.name)
        and party is not None
        and not party.is_person
        and slug(party.name) == person.party
    )


def _of_one_name(people: Iterable[Person]) -> list[Person]:
    named: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        named[key(person.name)].append(person)
    return [several[0] for several in named.values() if len(several) == 1]


def _by_id(roles: Iterable[Role]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        found[role.id].append(role)
    return found


def _bearers(everybody: Iterable[Person], identities: Identities) -> Mapping[str, set[str]]:
    """The last word of every name, folded -> the people of the ledger who bear it."""
    found: dict[str, set[str]] = defaultdict(set)
    for person in everybody:
        if " " in person.name:
            found[_last_word(person.name)].add(identities.unions.kept(person.id))
    return found


def _last_word(name: str) -> str:
    """Holt of "Ada van der Holt", "Ada al-Holt" and "Ada Holt Jr."."""
    words = flat(name).casefold().replace(".", "").split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words[-1] if words else ""


def _record(person: Person, roles: Iterable[Role], base: FileRoster, bearers: Mapping[str, set[str]]) -> Record:
    party = base.actors[person.party or ""].name
    record: Record = {"id": person.id, "name": person.name, "kind": ActorKind.PERSON.value, "party": party}
    if _shared(person.name, person.id, bearers):
        # The forms of the last name: none but the whole, since another bears it of whom too little is known.
        record["family"] = [person.name]
    # A role that somebody of the roster has, or had, is theirs: a second holder would make it nobody's.
    held = [
        {"role": role.role, "to": (role.last + BELIEVED).isoformat()}
        for role in roles
        if not base.holders(role.role, party, None)
    ]
    if held:
        record["roles"] = held
    return record


def _shared(name: str, own: str, bearers: Mapping[str, set[str]]) -> bool:
    """True of a name by whose last part alone somebody else of the ledger may be meant, and of a last name alone."""
    return " " not in name or bool(bearers.get(_last_word(name), set()) - {own})


def _call(group: _Group, records: dict[str, Record], base: FileRoster, bearers: Mapping[str, set[str]]) -> None:
    """Give the one actor of a group the names of the others, where the roster or what was learned has exactly one of them."""
    listed = [actor for own in group.names if (actor := base.get(own)) is not None]
    if len(listed) > 1 or (not listed and group.own not in records):
        return
    own = listed[0].id if listed else group.own
    is_person = not listed or listed[0].is_person
    if any((kind is ActorKind.PERSON) != is_person for kind in group.kinds):
        return
    names = [name for other in group.names if other != own and (name := group.name(other)) is not None]
    free = [name for name in names if not base.named(name) and not (is_person and _shared(name, group.own, bearers))]
    if free:
        record = records.get(own) or {"id": own, "name": listed[0].name, "kind": listed[0].kind.value}
        records[own] = {**record, "aliases": free}


def _rivals(records: Mapping[str, Record], base: FileRoster) -> list[Record]:
    """Those of the roster who bear a last name that was learned, listed again beside the newcomer, who would else hide them."""
    found: dict[str, Record] = {}
    for record in records.values():
        if base.get(record["id"]) is None and "family" not in record:
            for form in (record["name"], *record.get("aliases", ())):
                for last in last_names(form):
                    for rival in base.by_last_name(last):
                        again = {"id": rival.id, "name": rival.name, "kind": rival.kind.value}
                        found.setdefault(rival.id, again)
    return [found[own] for own in sorted(found) if own not in records]
