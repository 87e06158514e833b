"""Guarantee clauses side by side: a row for each, with what real ones differ in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from accords.agreement.agreement import Agreement, Article, Codes, Kind, Stipulation
from accords.agreement.aspects import placeless
from accords.agreement.condition import Happened, atoms
from accords.agreement.pattern import Area
from accords.agreement.spoken import Names


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    """One guarantee of one agreement, in one reading. Parties by name; `trigger` (its place aside), `duty`, `deadline`, `ends` in words; what the text does not
    say is `None` or empty.

    `inside`, `outside`: the places where an attack counts and where it does not (folded). `rule`: by what rule it is determined (`each`: every guarantor
    for itself); `within`: seconds for determining. `codes`: of the clause, else of its article.
    """

    agreement: str
    title: str
    status: str
    stipulation: str
    article: str
    place: str
    guarantors: tuple[str, ...]
    beneficiary: tuple[str, ...]
    trigger: str
    condition: str | None
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    determined_by: tuple[str, ...]
    rule: str | None
    veto: tuple[str, ...]
    within: int | None
    duty: str
    discretion: bool
    strength: str | None
    deadline: str | None
    procedure: tuple[str, ...]
    ends: str | None
    lapses: str | None
    codes: Codes
    standing: str | None
    reading: str | None

    def to_json(self) -> dict[str, object]:
        row: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            row[field.name] = list(value) if isinstance(value, tuple) else value
        row["codes"] = {name: list(told) for name, told in self.codes}
        return row


def compare(agreements: Iterable[Agreement]) -> tuple[GuaranteeRow, ...]:
    """The guarantees of several agreements, in the order given."""
    return tuple(
        _row(agreement, names, article, one)
        for agreement in agreements
        for names in (Names(agreement),)
        for article in agreement.articles
        for one in article.stipulations
        if one.kind is Kind.GUARANTEE
    )


def _row(agreement: Agreement, names: Names, article: Article, one: Stipulation) -> GuaranteeRow:
    guarantee = one.guarantee
    assert guarantee is not None

    def called(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(agreement.party(party).name for party in ids)

    determined = guarantee.determined
    areas = [atom.pattern.area for atom in atoms(guarantee.trigger) if isinstance(atom, Happened)]
    known = [area for area in areas if area]
    conditions = {
        key: names.condition(condition, agreement.clock) if condition else None
        for key, condition in (("when", one.when), ("ended by", one.ended_by))
    }
    return GuaranteeRow(
        agreement=agreement.id,
        title=agreement.title,
        status=agreement.status.value,
        stipulation=one.id,
        article=article.number,
        place=one.place,
        guarantors=called(one.who),
        beneficiary=called(guarantee.beneficiary),
        trigger=names.condition(placeless(guarantee.trigger), agreement.clock),
        condition=conditions["when"],
        inside=_places(known, inside=True),
        outside=_places(known, inside=False),
        determined_by=called(determined.who) if determined else (),
        rule=("each" if determined.each else determined.rule.value) if determined else None,
        veto=called(determined.veto) if determined else (),
        within=determined.within if determined else None,
        duty=names.happened(one.deed) if one.deed else "",
        discretion=guarantee.discretion,
        strength=guarantee.strength,
        deadline=one.due.words if one.due else None,
        procedure=guarantee.procedure,
        ends=conditions["ended by"],
        lapses=one.lapses.words if one.lapses else None,
        codes=one.codes or article.codes,
        standing=one.standing.value if one.standing else None,
        reading=one.reading,
    )


def _places(areas: list[Area], *, inside: bool) -> tuple[str, ...]:
    return tuple(sorted({place for area in areas for place in (area.inside if inside else area.outside)}))
