"""Aspects of a stipulation: all that it says, each with a value that can be compared and words for people."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from accords.agreement.agreement import Codes, Kind, Owed, Stipulation, Texts
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, atoms
from accords.agreement.deadline import Deadline
from accords.agreement.difference import DifferenceKind
from accords.agreement.meaning import Meaning
from accords.agreement.norm import Rule
from accords.agreement.pattern import Area
from accords.agreement.spoken import area_words, series, span_words

DEED = {Kind.OBLIGATION: "does", Kind.PROHIBITION: "does not", Kind.POWER: "may", Kind.GUARANTEE: "duty"}
MEANING, TEXT = DifferenceKind.MEANING, DifferenceKind.TEXT


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a stipulation says; `value` is `None` where it says nothing of it. `condition` and `deadline`: what the value is of."""

    value: Hashable
    words: str | None
    kind: DifferenceKind = MEANING
    condition: Condition | None = None
    deadline: Deadline | None = None


def end_key(kind: Kind) -> str:
    return "until" if kind in (Kind.PROHIBITION, Kind.POWER) else "by"


def aspects_of(meaning: Meaning, one: Stipulation) -> dict[str, Aspect]:
    """By the keys of the file; of a deed and a trigger the place stands apart, as `area`."""
    return {name: aspect for name, aspect in _told(meaning, one) if aspect.value not in (None, (), "")}


def _told(meaning: Meaning, one: Stipulation) -> Iterator[tuple[str, Aspect]]:
    yield "kind", Aspect(one.kind, one.kind.value)
    yield ("guarantors" if one.kind is Kind.GUARANTEE else "who"), _parties(meaning, one.who)
    if len(one.who) > 1 and one.kind in (Kind.OBLIGATION, Kind.PROHIBITION):
        usual = Owed.SEVERALLY if one.kind is Kind.PROHIBITION else Owed.JOINTLY_AND_SEVERALLY
        owed = one.owed or usual
        yield "owed", Aspect(owed, owed.value)
    yield "to", _parties(meaning, one.to)
    if one.deed is not None:
        yield DEED[one.kind], _deed(meaning, one.deed)
    areas = [("deed", one.deed)] if one.deed else []
    if one.guarantee:
        areas += [("trigger", atom) for atom in atoms(one.guarantee.trigger) if isinstance(atom, Happened)]
    yield "area", _areas((what, atom.pattern.area) for what, atom in areas)
    for key, condition in (("when", one.when), ("unless", one.unless), ("ended by", one.ended_by)):
        yield key, _condition(meaning, condition)
    for key, deadline in (("begins", one.begins), (end_key(one.kind), one.due), ("lapses", one.lapses)):
        yield key, _deadline(meaning, key, deadline)
    if one.cured_by:
        yield "cured by", _deed(meaning, Happened(one.cured_by), area=True)
    for key, usual_yes, told in (
        ("cure", True, one.cure),
        ("delegable", True, one.delegable),
        ("assignable", True, one.assignable),
        ("restarts", False, one.restarts),
        ("anyone", False, one.anyone),
        ("survives", False, one.survives),
        ("again", False, one.again),
    ):
        if told is not usual_yes:
            yield key, Aspect("yes" if told else "no", "yes" if told else "no")
    if one.operations:
        yield (
            "may",
            Aspect(tuple(sorted(one.operations)), series(sorted(operation.value for operation in one.operations))),
        )
        yield "over", Aspect(tuple(sorted({n for word in one.over for n in meaning.norms(word)})), series(one.over))
    yield from _guarantee(meaning, one)
    for step in one.steps:
        name = f"step {step.name or step.number}"
        yield f"{name}: who", _parties(meaning, step.who)
        yield f"{name}: does", _deed(meaning, step.deed, area=True)
        yield f"{name}: by", _deadline(meaning, "by", step.due)
        yield f"{name}: text", texts_aspect(step.text)
    if one.standing:
        yield "standing", Aspect(one.standing, one.standing.value)
    if one.score is not None:
        yield "score", Aspect(one.score, str(one.score), TEXT)
    yield "text", texts_aspect(one.text)
    yield "codes", codes_aspect(one.codes)
    yield "claims", Aspect(one.claims, series(one.claims) or None, TEXT)


def _guarantee(meaning: Meaning, one: Stipulation) -> Iterator[tuple[str, Aspect]]:
    guarantee = one.guarantee
    if guarantee is None:
        return
    yield "beneficiary", _parties(meaning, guarantee.beneficiary)
    trigger = meaning.condition(guarantee.trigger)
    words = meaning.names.condition(placeless(guarantee.trigger), meaning.clock)
    yield "trigger", Aspect(placeless(trigger) if trigger else None, words, condition=trigger)
    determined = guarantee.determined
    rule = "each" if determined and determined.each else (determined.rule if determined else Rule.FACTS).value
    if determined and len(determined.who) == 1 and not determined.each:
        rule = Rule.ANY.value  # the word of one: every rule of numbers is the same
    yield "rule", Aspect(rule, rule)
    if determined:
        if not determined.each:
            yield "determined by", _parties(meaning, determined.who)
        yield "veto", _parties(meaning, determined.veto)
        if determined.within is not None:
            yield "within", Aspect(determined.within, span_words(determined.within))
    if guarantee.discretion:
        yield "discretion", Aspect("yes", "yes")
    yield "strength", Aspect(" ".join((guarantee.strength or "").split()) or None, guarantee.strength)
    yield "procedure", Aspect(guarantee.procedure, "; ".join(guarantee.procedure) or None, TEXT)


def placeless(condition: Condition) -> Condition:
    """A condition whose patterns ask for no place."""
    if isinstance(condition, Happened):
        return replace(condition, pattern=replace(condition.pattern, area=None))
    match condition:
        case All(parts):
            return All(tuple(map(placeless, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(placeless, parts)))
        case Not(part):
            return Not(placeless(part))
    return condition


def _parties(meaning: Meaning, ids: tuple[str, ...]) -> Aspect:
    return Aspect(meaning.parties(ids), series(meaning.agreement.party(one).name for one in ids) or None)


def _deed(meaning: Meaning, deed: Happened, *, area: bool = False) -> Aspect:
    told = deed if area else placeless(deed)
    condition = meaning.condition(told)
    assert isinstance(told, Happened)
    return Aspect(condition, meaning.names.happened(told), condition=condition)


def _areas(told: Iterable[tuple[str, Area | None]]) -> Aspect:
    every = {(what, area.inside, area.outside): area for what, area in told if area}
    value = frozenset((what, *_folded(area)) for (what, _, _), area in every.items())
    return Aspect(value or None, series(dict.fromkeys(map(area_words, every.values()))) or None)


def _folded(area: Area) -> tuple[Hashable, Hashable]:
    same = Meaning.area(area)
    assert same is not None
    return same.inside, same.outside


def _condition(meaning: Meaning, condition: Condition | None) -> Aspect:
    made = meaning.condition(condition)
    words = meaning.names.condition(condition, meaning.clock) if condition else None
    return Aspect(made, words, condition=made)


def _deadline(meaning: Meaning, key: str, deadline: Deadline | None) -> Aspect:
    value = meaning.deadline(deadline)
    return Aspect(value, meaning.deadline_words(deadline, key), deadline=deadline)


def texts_aspect(texts: Texts) -> Aspect:
    value = tuple(sorted((language, " ".join(words.split())) for language, words in texts))
    return Aspect(value, " / ".join(words for _, words in value) or None, TEXT)


def codes_aspect(codes: Codes) -> Aspect:
    value = tuple(sorted((name, tuple(sorted(told))) for name, told in codes if told))
    return Aspect(value, "; ".join(f"{name}: {', '.join(told)}" for name, told in value) or None, TEXT)
