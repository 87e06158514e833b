"""The differences of two drafts, by meaning as well as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.agreement.agreement import Agreement, Article, Kind, Owed
from accords.agreement.aspects import DEED, Aspect, aspects_of, codes_aspect, end_key, texts_aspect
from accords.agreement.diff_frame import alike, frame_differences, only
from accords.agreement.difference import Difference, DifferenceKind, Direction, Subject
from accords.agreement.finding import line_of
from accords.agreement.matched import Clause, matched
from accords.agreement.meaning import Meaning, shift_of
from accords.agreement.spoken import wall
from accords.agreement.stricter import direction_of

MEANING, TEXT = DifferenceKind.MEANING, DifferenceKind.TEXT


def diff(old: Agreement, new: Agreement) -> tuple[Difference, ...]:
    """All differences, in the order of the new file, those that are gone where they were in the old; none of a file with itself.

    Parties are the same by id or name; articles and stipulations by what they say, so that one with another number is still itself.
    """
    both = matched(old, new)
    ours, theirs = Meaning(old, both.old_keys), Meaning(new, both.new_keys)
    found = [*frame_differences(ours, theirs, both)]
    for article, follower in both.articles:
        found += _article(article, follower)
    for clause, later in both.clauses:
        found += _clause(ours, theirs, clause, later)
    # Of `sorted` what stands at one place keeps its order; what is gone stands where it was.
    return tuple(sorted(found, key=lambda one: line_of(one.new_place or one.old_place or "")[1]))


# -- articles --------------------------------------------------------------------------------------------------------------


def _article(article: Article | None, follower: Article | None) -> Iterator[Difference]:
    if article is None or follower is None:
        one = article or follower
        assert one is not None
        words = one.title or (texts_aspect(one.text).words or "no text")[:200]
        row = (one.number, one.place, words)
        yield only(Subject.ARTICLE, TEXT, row if article else None, row if follower else None)
        return
    pairs = {
        "number": (Aspect(article.number, article.number), Aspect(follower.number, follower.number)),
        "title": (Aspect(article.title, article.title), Aspect(follower.title, follower.title)),
        "text": (texts_aspect(article.text), texts_aspect(follower.text)),
        "codes": (codes_aspect(article.codes), codes_aspect(follower.codes)),
    }
    for name, (before, after) in pairs.items():
        if before.value != after.value:
            yield Difference(
                TEXT, Subject.ARTICLE, name, article.number, follower.number, article.place, follower.place,
                before.words, after.words,
            )  # fmt: skip


# -- stipulations ----------------------------------------------------------------------------------------------------------


def _clause(old: Meaning, new: Meaning, clause: Clause | None, later: Clause | None) -> Iterator[Difference]:
    if clause is None or later is None:
        yield _lonely(old, new, clause, later)
        return
    place = (clause.place, later.place)
    if clause.name != later.name and (clause.name and later.name):
        yield Difference(TEXT, Subject.STIPULATION, "name", clause.id, later.id, *place, clause.id, later.id)
    elif old.keys.get(("article", clause.article)) != new.keys.get(("article", later.article)):
        yield Difference(
            TEXT, Subject.STIPULATION, "article", clause.id, later.id, *place, clause.article, later.article
        )
    names = {one.reading: one for one in clause.readings}
    others = {one.reading: one for one in later.readings}
    if names.keys() != others.keys():
        told, tells = _readings(old, clause), _readings(new, later)
        yield Difference(MEANING, Subject.STIPULATION, "readings", clause.id, later.id, *place, told, tells)
    common = [name for name in names if name in others]
    rows = {name: _compared(old, new, clause, later, name, name) for name in common}
    if not common:
        # The texts are other ones: what they have in common with each other is nearest, and tells what else has changed.
        every = [_compared(old, new, clause, later, a, b) for a in names for b in others]
        rows = {None: min(every, key=len)}
    yield from _of_all(rows, len(names), len(others))


def _of_all(rows: dict[str | None, list[Difference]], old: int, new: int) -> Iterator[Difference]:
    """What differs in all readings alike is told once, else of the reading."""
    first = next(iter(rows.values()))
    shared = [one for one in first if all(any(_says(one, other) for other in row) for row in rows.values())]
    yield from shared
    for reading, row in rows.items():
        for one in row:
            if not any(_says(one, other) for other in shared):
                own = f"~{reading}" if reading else ""
                yield Difference(
                    one.kind, one.subject, one.aspect, f"{one.old}{own}", f"{one.new}{own}", one.old_place, one.new_place,
                    one.before, one.after, one.direction, one.days,
                )  # fmt: skip


def _says(one: Difference, other: Difference) -> bool:
    return (one.aspect, one.before, one.after, one.days) == (other.aspect, other.before, other.after, other.days)


def _compared(
    old: Meaning, new: Meaning, clause: Clause, later: Clause, reading: str | None, new_reading: str | None
) -> list[Difference]:
    before = next(one for one in clause.readings if one.reading == reading)
    after = next(one for one in later.readings if one.reading == new_reading)
    ours, theirs = aspects_of(old, before), aspects_of(new, after)
    if before.kind is not after.kind:
        # What is owed, forbidden or empowered, and its end, have other names in another kind.
        ours = {_renamed(name, before.kind): aspect for name, aspect in ours.items()}
        theirs = {_renamed(name, after.kind): aspect for name, aspect in theirs.items()}
    found = []
    for name in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(name), theirs.get(name)
        told = one or other
        if told is None or _unchanged(old, new, one, other):
            continue
        shift = None
        if one and other and one.deadline and other.deadline:
            shift = shift_of(old, one.deadline, new, other.deadline)
        found.append(
            Difference(
                told.kind,
                Subject.STIPULATION,
                name,
                clause.id,
                later.id,
                before.place,
                after.place,
                one.words if one else None,
                other.words if other else None,
                direction_of(name, (before, one), (after, other), shift),
                shift.days if shift else None,
            )
        )
    return found


def _unchanged(old: Meaning, new: Meaning, one: Aspect | None, other: Aspect | None) -> bool:
    if one is None or other is None:
        # Where there is one debtor now or was, each owes its own: the debtors are told.
        return (one or other or Aspect(None, None)).value is Owed.SEVERALLY
    if alike(one.value, other.value):
        return True
    before, after = (aspect.deadline.at if aspect.deadline else None for aspect in (one, other))
    # That the same hour of the same day is another instant in another zone is told of the zone.
    return before is not None and after is not None and wall(old.clock, before) == wall(new.clock, after)


def _renamed(name: str, kind: Kind) -> str:
    return {DEED.get(kind): "does", "guarantors": "who", end_key(kind): "by"}.get(name, name)


def _lonely(old: Meaning, new: Meaning, clause: Clause | None, later: Clause | None) -> Difference:
    meaning, one = (old, clause) if clause else (new, later)
    assert one is not None
    row = (one.id, one.place, _summary(meaning, one))
    bound = one.readings[0].kind is not Kind.POWER
    direction = Direction.OTHER if not bound else Direction.LOOSER if clause else Direction.STRICTER
    return only(Subject.STIPULATION, MEANING, row if clause else None, row if later else None, direction)


def _summary(meaning: Meaning, clause: Clause) -> str:
    """What it says, in the names of its aspects."""
    told = aspects_of(meaning, clause.readings[0])
    parts = [f"{name}: {aspect.words}" for name, aspect in told.items() if aspect.kind is MEANING and name != "kind"]
    return f"{told['kind'].words}; {'; '.join(parts)}"


def _readings(meaning: Meaning, clause: Clause) -> str | None:
    """What each text says that the others do not."""
    if clause.readings[0].reading is None:
        return None
    told = {one.reading or "": aspects_of(meaning, one) for one in clause.readings}
    names = dict.fromkeys(name for aspects in told.values() for name in aspects)
    differ = [
        name
        for name in names
        if len({aspects[name].words if name in aspects else None for aspects in told.values()}) > 1
    ]
    return "; ".join(f"{reading}: {_which(aspects, differ)}" for reading, aspects in told.items())


def _which(aspects: dict[str, Aspect], names: Iterable[str]) -> str:
    told = [(name, aspects[name].words or "") for name in names if name in aspects]
    # Of a day the words begin with "by" themselves.
    return ", ".join(words if words.startswith(f"{name} ") else f"{name} {words}" for name, words in told) or "no more"
