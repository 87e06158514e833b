"""People whom reports name alike and that may be one: a last name alone, another spelling, an initial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from accords.assessment.actors import Sighting
from accords.vocabulary import Actor, ActorKind
from accords.vocabulary.actor import fold

if TYPE_CHECKING:
    from accords.assessment.view import View

_ALIKE = 2  # letters with which two spellings of a given name begin: Sergei, Sergey


class Namesakes(NamedTuple):
    """Two people as the reports tell of them together. `known` is the one of whom more is known: a party first, then more reports.
    `reports`: the first that names each."""

    known: Actor
    other: Actor
    reports: tuple[str, str]


class _Person(NamedTuple):
    """Somebody as the latest report names him, with all that do."""

    actor: Actor
    sightings: list[Sighting]


def namesakes_in(view: View) -> Iterator[Namesakes]:
    """Those with one last name, of whom no two parties are told, and whose given names are alike or not told.

    Each is held against the best known of its name alone, so it takes the time of the actors. A last name alone, where two
    people bear it, is nobody's.
    """
    by_last: dict[str, dict[str, list[_Person]]] = defaultdict(lambda: defaultdict(list))
    for sightings in view.record.sightings.values():
        known = sightings.known_by(view.day)
        if known and known[-1].actor.kind is ActorKind.PERSON:
            names = fold(known[-1].actor.name).replace(".", " ").split()
            if names:
                by_last[names[-1]][names[0] if len(names) > 1 else ""].append(_Person(known[-1].actor, known))
    for last in sorted(by_last):
        for first, other in _pairs(by_last[last]):
            if _one_side(first.actor, other.actor):
                # Asked only here: what all reports tell of somebody together costs more than what the latest does.
                one, two = (view.record.sightings[p.actor.id].actor(p.sightings) for p in (first, other))
                if _one_side(one, two):
                    yield Namesakes(one, two, (first.sightings[0].report, other.sightings[0].report))


def _pairs(given: dict[str, list[_Person]]) -> Iterator[tuple[_Person, _Person]]:
    """Of one last name, by given name, which is empty where none is told."""
    bare = given.pop("", [])
    groups = _alike(given)
    for group in groups:
        first, *others = sorted(group, key=_known)
        yield from ((first, other) for other in others)
    if len(groups) == 1:
        first = min(groups[0], key=_known)
        yield from ((first, other) for other in bare)


def _alike(given: dict[str, list[_Person]]) -> list[list[_Person]]:
    """By the beginning of the given name; an initial goes with the names that it may stand for, where these are alike."""
    groups: dict[str, list[_Person]] = defaultdict(list)
    for name, people in given.items():
        groups[name[:_ALIKE]] += people
    for initial in [name for name in groups if len(name) == 1]:
        longer = [name for name in groups if len(name) > 1 and name.startswith(initial)]
        if len(longer) == 1:
            groups[longer[0]] += groups.pop(initial)
    return [groups[name] for name in sorted(groups)]


def _known(person: _Person) -> tuple[bool, int, int, str]:
    actor = person.actor
    return (actor.party is None, -len(person.sightings), -len(actor.name), actor.id)


def _one_side(one: Actor, other: Actor) -> bool:
    return one.party is None or other.party is None or one.party == other.party
