"""What the norms of a stipulation are called, and which norms a word of the file stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from accords.agreement.agreement import AGREEMENT, Kind, Owed, Stipulation


class NormName(NamedTuple):
    """The id of one norm, and what it is of. `trigger`: whether a guarantee is triggered. `debtor`: the party whose norm it is alone.
    `step`: of a procedure, counted from 1."""

    id: str
    stipulation: str
    article: str
    kind: Kind
    reading: str | None = None
    trigger: bool = False
    debtor: str | None = None
    step: int = 0
    last: bool = True  # of the steps


Named: TypeAlias = dict[str, tuple[NormName, ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """As much of a stipulation, in one reading, as its norms are called by."""

    id: str
    article: str
    kind: Kind
    reading: str | None = None
    name: str | None = None
    who: tuple[str, ...] = ()
    several: bool = False
    each: bool = False  # guarantors who each determine for themselves
    steps: tuple[str | None, ...] = ()  # their names

    @property
    def stem(self) -> str:
        return f"{self.id}~{self.reading}" if self.reading else self.id


def is_several(kind: Kind, owed: Owed | None) -> bool:
    """Whether each of several debtors has a norm of its own: a prohibition unless the file says otherwise, an obligation where it says so."""
    return owed is Owed.SEVERALLY if owed else kind is Kind.PROHIBITION


def shape_of(one: Stipulation) -> Shape:
    determined = one.guarantee.determined if one.guarantee else None
    return Shape(
        id=one.id,
        article=one.article,
        kind=one.kind,
        reading=one.reading,
        name=one.name,
        who=one.who,
        several=is_several(one.kind, one.owed),
        each=determined is not None and determined.each,
        steps=tuple(step.name for step in one.steps),
    )


def norm_names(shape: Shape) -> tuple[NormName, ...]:
    """The norms of a stipulation in one reading, in the order in which they rest on each other."""

    def named(suffix: str, **more: object) -> NormName:
        return NormName(shape.stem + suffix, shape.id, shape.article, shape.kind, shape.reading)._replace(**more)  # type: ignore[arg-type]

    match shape.kind:
        case Kind.OBLIGATION | Kind.PROHIBITION if shape.several and len(shape.who) > 1:
            return tuple(named(f"[{party}]", debtor=party) for party in shape.who)
        case Kind.GUARANTEE:
            owed = tuple(named(f"[{party}]", debtor=party) for party in shape.who)
            if shape.each:
                return (*(named(f".trigger[{party}]", trigger=True, debtor=party) for party in shape.who), *owed)
            return (named(".trigger", trigger=True), *owed)
        case Kind.PROCEDURE:
            size = len(shape.steps)
            return tuple(named(f".{n}", step=n, last=n == size) for n in range(1, size + 1))
    return (named(""),)


def named_by(shapes: Iterable[Shape]) -> Named:
    """Each word that the file, or an operation, may use -> the norms that it stands for.

    Words are: `agreement`; the number of an article; the id of a stipulation; of an article's only one also NUMBER.NAME; with
    `~reading`, `[party]`, `.trigger`, `.1` (or a step's name) those norms of it; and the id of each norm.
    """
    found: dict[str, dict[NormName, None]] = {}  # dictionaries keep the order of the file
    for shape in shapes:
        for norm in norm_names(shape):
            for word in _words(shape, norm):
                found.setdefault(word, {})[norm] = None
    return {word: tuple(norms) for word, norms in found.items()}


def _words(shape: Shape, norm: NormName) -> Sequence[str]:
    words = [shape.article, norm.id]
    for stem in dict.fromkeys((shape.id, shape.stem, f"{shape.article}.{shape.name}" if shape.name else shape.id)):
        words.append(stem)
        if norm.trigger:
            words.append(f"{stem}.trigger")
            if norm.debtor:
                words.append(f"{stem}.trigger[{norm.debtor}]")
        elif norm.debtor:
            words.append(f"{stem}[{norm.debtor}]")
        elif norm.step:
            words.append(f"{stem}.{norm.step}")
            if name := shape.steps[norm.step - 1]:
                words.append(f"{stem}.{name}")
        elif len(shape.who) == 1 and shape.kind in (Kind.OBLIGATION, Kind.PROHIBITION):
            words.append(f"{stem}[{shape.who[0]}]")
    return words


def target_ids(named: Named) -> dict[str, tuple[str, ...]]:
    """Each word that an operation may use for its target -> ids of norms."""
    return {AGREEMENT: (AGREEMENT,)} | {word: tuple(norm.id for norm in norms) for word, norms in named.items()}
