"""Answers on an agreement in JSON: docs/reference/agreement-json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from accords.agreement.agreement import AGREEMENT, Agreement
from accords.agreement.condition import State
from accords.agreement.course import Course
from accords.agreement.dues import Due
from accords.agreement.explain import Arithmetic, Derivation, NoEffect, Reason, Unmet
from accords.agreement.item import Item
from accords.agreement.norm import Norm
from accords.agreement.status import AgreementStanding, Holders, Standing
from accords.agreement.what_if import WhatIf
from accords.presentation.agreement_reasons import Reasons
from accords.vocabulary import Fault

Json: TypeAlias = dict[str, object]


def head(agreement: Agreement, faults: Iterable[Fault] = ()) -> Json:
    """What begins every answer on one agreement."""
    return {
        "agreement": agreement.id,
        "title": agreement.title,
        "zone": agreement.clock.zone.key,
        "faults": [fault.to_json() for fault in faults],
    }


class AgreementForm:
    """Makes the rows of one agreement: instants in its zone, parties by their ids."""

    def __init__(self, agreement: Agreement, course: Course) -> None:
        self.reasons, self.course = Reasons(agreement), course
        self.words = self.reasons.words

    def standing(self, standing: Standing) -> Json:
        began = standing.since > self.course.start  # else it has never been otherwise
        return {
            "possible": [state.value for state in standing.possible],
            "certain": standing.certain.value if standing.certain else None,
            "since": self.words.iso(standing.since) if began else None,
            "due": [self.words.iso(at) for at in standing.dues] if standing.dues else None,
            "depends_on": [item.id for item in standing.deciding] if not standing.certain else [],
            "not_settled": standing.unsettled,
        }

    def norm(self, norm: Norm, holders: Sequence[Holders] = ()) -> Json:
        due = norm.due
        return {
            "norm": norm.id,
            "kind": norm.kind.value,
            "article": norm.article or None,
            "reading": norm.reading,
            "place": norm.place,
            "debtors": self.words.ids(norm.debtors),
            "creditors": self.words.ids(norm.creditors),
            "asks": self.words.clause(norm),
            "deadline": due.words if due else None,
            "handed_on": [
                {"debtor": one.debtor, "creditor": one.creditor, "helpers": sorted(one.helpers)}
                for one in holders
                if one != Holders()
            ],
        }

    def item(self, item: Item) -> Json:
        return {
            "id": item.id,
            "status": item.status.value,
            "from": self.words.iso(item.first),
            "to": self.words.iso(item.last),
            "known_on": item.known_on.isoformat(),
            "act": item.act,
            "event": item.event,
            "party": item.party,
            "toward": list(item.toward),
            "place": list(item.place),
            "about": item.about,
            "count": item.count,
            "negated": item.negated,
            "words": item.words,
            "source": item.source,
            "report": item.report,
        }

    def no_effect(self, told: NoEffect) -> Json:
        return {
            "item": self.item(told.item),
            "norms": list(told.norms),
            "empowered": told.empowered,
            "words": self.reasons.no_effect(told),
        }

    def _sum(self, found: Arithmetic | None) -> Json | None:
        if found is None:
            return None
        return {
            "words": found.deadline.words,
            "counted_from": self.words.iso(found.anchor) if found.anchor is not None else None,
            "due": self.words.iso(found.due),
        }

    def reason(self, reason: Reason) -> Json:
        return {
            "at": self.words.iso(reason.at),
            "norm": reason.norm.id,
            "place": reason.norm.place,
            "before": reason.before.value,
            "after": reason.after.value,
            "item": self.item(reason.item) if reason.item else None,
            "assumed": reason.assumed,
            "because": [{"norm": own, "state": state.value} for own, state in reason.norms],
            "came_due": self._sum(reason.clock),
            "runs": self._sum(reason.runs),
            "words": self.reasons.reason(reason),
        }

    def derivation(self, found: Derivation) -> Json:
        return {"state": found.state.value, "reasons": [self.reason(reason) for reason in found.reasons]}

    def unmet(self, unmet: Unmet, norm: Norm) -> Json:
        so_far = unmet.so_far.value if isinstance(unmet.so_far, State) else unmet.so_far
        return {"deed": unmet.deed, "so_far": so_far, "words": self.reasons.unmet(unmet, norm, self.course)}

    def due(self, due: Due) -> Json:
        return {
            "at": self.words.iso(due.at),
            "kind": due.kind.value,
            "norm": due.norm.id,
            "debtors": self.words.ids(due.norm.debtors),
            "asks": self.words.clause(due.norm),
            "deadline": due.deadline.words,
            "certain": due.certain,
            "runs": due.runs,
            "passed": due.passed,
        }


def status(standing: AgreementStanding, items: Sequence[Item], idle: Sequence[NoEffect]) -> Json:
    """Every stipulation with its norms, and the reports that decide."""
    form = AgreementForm(standing.agreement, standing.course)
    deciding = {item.id: item for one in standing.stipulations for row in one.norms for item in row.standing.deciding}
    return {
        "as_of": standing.day.isoformat(),
        "items": len(items),
        "standing": form.standing(standing.standing),
        "stipulations": [
            {
                "stipulation": one.stipulation.id,
                "clause": one.stipulation.standing.value if one.stipulation.standing else None,
                "article": one.stipulation.article,
                "reading": one.stipulation.reading,
                "kind": one.stipulation.kind.value,
                "standing": form.standing(one.together),
                "norms": [form.norm(row.norm, row.holders) | form.standing(row.standing) for row in one.norms],
            }
            for one in standing.stipulations
        ],
        "deciding": [form.item(item) for item in deciding.values()],
        "without_effect": [form.no_effect(one) for one in idle],
    }


def why(derived: Mapping[str, Sequence[Derivation]], standing: AgreementStanding) -> Json:
    form = AgreementForm(standing.agreement, standing.course)
    norms, standings = _norms(standing), standings_of(standing)
    return {
        "as_of": standing.day.isoformat(),
        "norms": [
            form.norm(norms[own])
            | form.standing(standings[own])
            | {"derivations": [form.derivation(one) for one in several]}
            for own, several in derived.items()
        ],
    }


def why_not(unmet: Mapping[str, Sequence[Unmet]], wanted: State | None, standing: AgreementStanding) -> Json:
    form = AgreementForm(standing.agreement, standing.course)
    norms, standings = _norms(standing), standings_of(standing)
    return {
        "as_of": standing.day.isoformat(),
        "state": wanted.value if wanted else None,
        "norms": [
            form.norm(norms[own])
            | form.standing(standings[own])
            | {"unmet": [form.unmet(one, norms[own]) for one in several]}
            for own, several in unmet.items()
        ],
    }


def calendar(dues: Sequence[Due], standing: AgreementStanding) -> Json:
    form = AgreementForm(standing.agreement, standing.course)
    return {"as_of": standing.day.isoformat(), "dues": [form.due(due) for due in dues]}


def what_if(found: WhatIf, supposed: Sequence[Item], settled: Mapping[str, bool]) -> Json:
    form = AgreementForm(found.after.agreement, found.after.course)
    return {
        "until": found.after.day.isoformat(),
        "supposed": [form.item(item) for item in supposed],
        "settled": dict(settled),
        "changed": [
            {"id": one.id, "before": form.standing(one.before), "after": form.standing(one.after)}
            for one in found.changed
        ],
        "duties": [
            form.norm(duty.norm)
            | {"certain": duty.certain, "due": [form.words.iso(at) for at in duty.dues] if duty.dues else None}
            for duty in found.duties
        ],
    }


def standings_of(standing: AgreementStanding) -> dict[str, Standing]:
    """By the ids of norms."""
    found = {row.norm.id: row.standing for one in standing.stipulations for row in one.norms}
    return {AGREEMENT: standing.standing} | found


def _norms(standing: AgreementStanding) -> dict[str, Norm]:
    return {norm.id: norm for norm in standing.course.machine.norms}
