"""Actors, meetings and silences, once persons have ruled on who is who."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from accords.claims.meeting import Meeting, Silence
from accords.ledger.identities import Identities
from accords.ledger.judgement import Judgement, Ruling
from accords.vocabulary import Actor, ActorKind
from accords.vocabulary.actor import united

# Who speaks for nobody that is not told; anybody else is a side by itself.
_NO_SIDE = (ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.OUTLET, ActorKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Told:
    """What rulings say of an actor that they bring in."""

    name: str | None = None
    kind: ActorKind | None = None
    party: str | None = None


def told_of(judgements: Iterable[Judgement]) -> dict[str, Told]:
    """Actor id -> what rulings say of it. Where several name one, the first in the alphabet: their order does not matter."""
    found: dict[str, Told] = {}
    for judgement in judgements:
        value, kind = judgement.value, None
        match judgement.ruling:
            case Ruling.SAME_ACTOR | Ruling.MERGE:
                own: object = judgement.subject
            case Ruling.SPLIT:
                own = value.get("id")
            case Ruling.RE_ATTRIBUTE:
                own, kind = value.get("speaker"), ActorKind.PERSON
            case Ruling.PARTY | Ruling.CLAIM:
                own, kind = value.get("party"), ActorKind.ORGANIZATION
            case _:
                continue
        if own is None:
            continue
        asked = _string(value.get("kind"))
        side = None if judgement.ruling in (Ruling.PARTY, Ruling.CLAIM) else _string(value.get("party"))
        told = Told(_string(value.get("name")), ActorKind(asked) if asked else kind, side)
        found[str(own)] = _both(found.get(str(own), Told()), told)
    return found


def party_of(actor: Actor) -> str | None:
    """The party for which it speaks; a state, bloc, group or body of which no other is told speaks for itself."""
    return actor.party or (None if actor.kind in _NO_SIDE else actor.id)


def ruled_actors(
    actors: Sequence[Actor],
    asked: Iterable[str],
    identities: Identities,
    told: Mapping[str, Told],
    known: Mapping[str, Actor],
    report: str,
) -> tuple[Actor, ...]:
    """One actor for each id, in order of id; `asked` are ids that rows name.

    United ones keep the name of the one whose id is kept, and the other names as aliases.
    """

    def meant(actor: str) -> str:
        return identities.meant(actor, report).id

    there, named = {actor.id: actor for actor in actors}, set(asked)
    groups: dict[str, list[Actor]] = {}
    changed = False
    split: list[tuple[str, Actor]] = []
    for actor in actors:
        own, kept = meant(actor.id), identities.unions.kept(actor.id)
        if own != kept and kept in named:  # somebody else in this report, but not in all of its rows
            split.append((own, actor))
            own = kept
        moved = _with_party(actor if own == kept else _other(actor, own, told.get(own, Told()), known.get(own)), meant)
        groups.setdefault(own, []).append(moved)
        changed |= moved is not actor
    for own, actor in split:
        if own not in groups:
            groups[own] = [_with_party(_other(actor, own, told.get(own, Told()), known.get(own)), meant)]
            changed = True
    for own, group in groups.items():
        if len(group) > 1 or group[0].id != own:
            groups[own] = [_with_party(_one(own, group, told.get(own, Told()), known.get(own)), meant)]
            changed = True
    waiting = sorted(named)
    while waiting:
        own = waiting.pop()
        if own not in groups:
            made = there.get(own) or known.get(own) or _made(own, told.get(own, Told()))
            groups[own] = [_with_party(made, meant)]
            changed = True
            waiting += [side] if (side := groups[own][0].party) is not None else []
    if not changed:
        return tuple(actors)
    return tuple(groups[own][0] for own in sorted(groups))


def _with_party(actor: Actor, meant: Callable[[str], str]) -> Actor:
    party = meant(actor.party) if actor.party is not None else None
    return replace(actor, party=party) if party != actor.party else actor


def _other(actor: Actor, own: str, told: Told, known: Actor | None) -> Actor:
    """Somebody else whom a split finds behind an actor's names: to him only these go."""
    other = known or Actor(own, told.name or own, told.kind or actor.kind, told.party)
    names = dict.fromkeys((*other.aliases, *actor.aliases, actor.name))
    return replace(other, aliases=tuple(name for name in names if name != other.name))


def _one(own: str, group: Sequence[Actor], told: Told, known: Actor | None) -> Actor:
    ordered = sorted(group, key=lambda a: (a.id != own, a.id, a.name))
    if ordered[0].id != own and known is not None:
        ordered.insert(0, known)
    name = ordered[0].name if ordered[0].id == own else told.name
    one = replace(ordered[0], id=own)
    for other in ordered[1:]:
        one = united(one, replace(other, id=own))
    if name is None or name == one.name:
        return one
    return replace(one, name=name, aliases=tuple(n for n in dict.fromkeys((*one.aliases, one.name)) if n != name))


def _made(own: str, told: Told) -> Actor:
    return Actor(own, told.name or own, told.kind or ActorKind.UNNAMED, told.party)


def ruled_meetings(
    meetings: Sequence[Meeting], misread: Collection[str], identities: Identities, report: str
) -> tuple[Meeting, ...]:
    """One meeting for each id, those set aside left out, with the participants that are meant."""
    groups: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        own = identities.meant(meeting.id, report).id
        if meeting.id in misread or own in misread:
            continue
        meant = tuple(identities.meant(actor, report).id for actor in meeting.participants)
        there = tuple(dict.fromkeys(meant)) if meant != meeting.participants else meeting.participants
        groups.setdefault(own, []).append(replace(meeting, participants=there))
    kept = tuple(_one_meeting(own, group) for own, group in groups.items())
    return kept if kept != tuple(meetings) else tuple(meetings)


def _one_meeting(own: str, group: Sequence[Meeting]) -> Meeting:
    """Of several tellings: what the meeting of that id says, and what only the others know."""
    first, *others = sorted(group, key=lambda m: m.id != own)
    for other in others:
        first = replace(
            first,
            name=first.name or other.name,
            date=first.date or other.date,
            place=first.place or other.place,
            format=first.format or other.format,
            participants=tuple(dict.fromkeys((*first.participants, *other.participants))),
            evidence=tuple(dict.fromkeys((*first.evidence, *other.evidence))),
        )
    return first if first.id == own else replace(first, id=own)


def ruled_silences(silences: Sequence[Silence], identities: Identities, report: str) -> tuple[Silence, ...]:
    meant = [(silence, identities.meant(silence.party, report).id) for silence in silences]
    if all(own == silence.party for silence, own in meant):
        return tuple(silences)
    return tuple(dict.fromkeys(replace(silence, party=own) for silence, own in meant))


def _both(one: Told, other: Told) -> Told:
    names = sorted(name for name in (one.name, other.name) if name)
    kinds = sorted(kind for kind in (one.kind, other.kind) if kind)
    parties = sorted(party for party in (one.party, other.party) if party)
    return Told(*(row[0] if row else None for row in (names, kinds, parties)))  # type: ignore[arg-type]


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
