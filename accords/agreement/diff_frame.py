"""The differences of two drafts aside from their articles: what frames them, parties, areas and definitions."""

from __future__ import annotations

from collections.abc import Iterator

from accords.agreement.agreement import Agreement, Definition, Party
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached
from accords.agreement.difference import Difference, DifferenceKind, Direction, Subject
from accords.agreement.matched import Matched
from accords.agreement.meaning import Meaning, same
from accords.agreement.pattern import Area
from accords.agreement.spoken import area_words, series

MEANING, TEXT = DifferenceKind.MEANING, DifferenceKind.TEXT


def frame_differences(old: Meaning, new: Meaning, both: Matched) -> Iterator[Difference]:
    yield from _frame(old, new)
    for party, other in both.parties:
        yield from _party(old, new, party, other)
    yield from _named(Subject.AREA, _areas(old.agreement), _areas(new.agreement))
    yield from _named(Subject.DEFINITION, _definitions(old), _definitions(new))


# -- agreement, parties ----------------------------------------------------------------------------------------------------


def _frame(old: Meaning, new: Meaning) -> Iterator[Difference]:
    before, after = old.agreement, new.agreement
    said, says = dict(before.said), dict(after.said)
    values: list[tuple[str, object, object, str | None, str | None, DifferenceKind]] = [
        ("title", before.title, after.title, before.title, after.title, TEXT),
        ("status", before.status, after.status, before.status.value, after.status.value, MEANING),
        ("signed", before.signed, after.signed, said.get("signed"), says.get("signed"), MEANING),
        ("zone", before.clock.zone.key, after.clock.zone.key, before.clock.zone.key, after.clock.zone.key, MEANING),
        (
            "calendar",
            (before.clock.weekend, before.clock.holidays),
            (after.clock.weekend, after.clock.holidays),
            said.get("calendar", "Saturday and Sunday"),
            says.get("calendar", "Saturday and Sunday"),
            MEANING,
        ),
        ("about", before.about.split(), after.about.split(), before.about or None, after.about or None, TEXT),
        ("sources", _sources(before), _sources(after), series(_sources(before)), series(_sources(after)), TEXT),
    ]
    if not same(old.condition(before.in_force), new.condition(after.in_force)):
        words = [m.names.condition(m.agreement.in_force, m.clock) if m.agreement.in_force else None for m in (old, new)]
        values.append(("in force", 0, 1, words[0], words[1], MEANING))
    for aspect, one, other, told, tells, kind in values:
        if one != other:
            yield Difference(
                kind,
                Subject.AGREEMENT,
                aspect,
                before.id,
                after.id,
                before.place,
                after.place,
                told or None,
                tells or None,
            )


def _sources(agreement: Agreement) -> tuple[str, ...]:
    return tuple(f"{source.title} <{source.url}>" if source.url else source.title for source in agreement.sources)


def _party(old: Meaning, new: Meaning, party: Party | None, other: Party | None) -> Iterator[Difference]:
    if party is None or other is None:
        gone, come = ((one.id, one.place, one.name) if one else None for one in (party, other))
        yield only(Subject.PARTY, MEANING, gone, come)
        return

    def members(meaning: Meaning, one: Party) -> tuple[str, ...]:
        return tuple(sorted(map(meaning.party, one.members)))

    for aspect, before, after, kind in (
        ("id", (party.id,), (other.id,), TEXT),
        ("name", (party.name,), (other.name,), TEXT),
        ("role", (party.role,) if party.role else (), (other.role,) if other.role else (), TEXT),
        ("aliases", tuple(sorted(party.aliases)), tuple(sorted(other.aliases)), TEXT),
        ("members", members(old, party), members(new, other), MEANING),
    ):
        if before != after:
            words = (party.members, other.members) if aspect == "members" else (before, after)
            yield Difference(
                kind, Subject.PARTY, "called" if aspect == "name" else aspect, party.id, other.id, party.place, other.place,
                series(words[0]) or None, series(words[1]) or None,
            )  # fmt: skip


def only(
    subject: Subject,
    kind: DifferenceKind,
    gone: tuple[str, str, str] | None,
    come: tuple[str, str, str] | None,
    direction: Direction = Direction.OTHER,
) -> Difference:
    """Of something that is on one side only: its id, its place and its words."""
    old, old_place, before = gone or (None, None, None)
    new, new_place, after = come or (None, None, None)
    return Difference(kind, subject, "all", old, new, old_place, new_place, before, after, direction)


# -- areas and definitions -------------------------------------------------------------------------------------------------

# name -> place, value, words
_Named = dict[str, tuple[str, object, str]]


def _areas(agreement: Agreement) -> _Named:
    return {area.name: (agreement.place, Meaning.area(area), _all_of(area)) for area in agreement.areas}


def _all_of(area: Area) -> str:
    words = area_words(area, None)
    return words if words != area.name else series(sorted(area.inside))


def _definitions(meaning: Meaning) -> _Named:
    def value(one: Definition) -> Condition | None:
        return meaning.condition(one.condition)

    return {
        one.name: (one.place, value(one), meaning.names.condition(one.condition, meaning.clock))
        for one in meaning.agreement.definitions
    }


def _named(subject: Subject, ours: _Named, theirs: _Named) -> Iterator[Difference]:
    """By name; of what has no name in common, what means the same is called otherwise now."""
    for name in ours.keys() & theirs.keys():
        (place, value, words), (new_place, new_value, new_words) = ours[name], theirs[name]
        if not alike(value, new_value):
            yield Difference(MEANING, subject, "meaning", name, name, place, new_place, words, new_words)
    gone = {name: row for name, row in ours.items() if name not in theirs}
    come = {name: row for name, row in theirs.items() if name not in ours}
    by_value: dict[object, list[str]] = {}
    for name, row in come.items():
        by_value.setdefault(row[1], []).append(name)
    for name, (place, value, words) in gone.items():
        called = by_value.get(value)
        if called:
            new_name = called.pop(0)
            new_place = come.pop(new_name)[0]
            yield Difference(TEXT, subject, "called", name, new_name, place, new_place, name, new_name)
        else:
            yield only(subject, MEANING, (name, place, words), None)
    for name, (place, _, words) in come.items():
        yield only(subject, MEANING, None, (name, place, words))


_CONDITIONS = (Happened, Reached, Passed, All, AnyOf, Not)


def alike(one: object, other: object) -> bool:
    if isinstance(one, _CONDITIONS) and isinstance(other, _CONDITIONS):
        return same(one, other)
    return one == other
