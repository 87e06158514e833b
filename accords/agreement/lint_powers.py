"""Findings on powers: what nobody may do, and what may be done and comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from accords.agreement.agreement import AGREEMENT, Kind, Stipulation
from accords.agreement.finding import Code, Finding, Severity
from accords.agreement.foresight import Foresight
from accords.agreement.item import Operation
from accords.agreement.lint_terms import patterns_of
from accords.agreement.norm import NormKind, Rule
from accords.agreement.spoken import series

_OPERATIONS = {operation.value: operation for operation in Operation}
# What does something to the agreement as a whole, rather than to one of its norms.
_OF_AGREEMENT = (Operation.SUSPEND, Operation.RESUME, Operation.TERMINATE)
_VERBS = {
    Operation.SUSPEND: "suspended",
    Operation.RESUME: "resumed",
    Operation.RELEASE: "released",
    Operation.TERMINATE: "terminated",
    Operation.ASSIGN: "assigned",
    Operation.SUBSTITUTE: "handed to another debtor",
    Operation.SUBCONTRACT: "subcontracted",
}


def power_findings(sight: Foresight) -> Iterator[Finding]:
    for one in sight.agreement.stipulations:
        if one.kind is Kind.POWER:
            yield from _power(sight, one)
        yield from _waits_for_nobody(sight, one)


def _power(sight: Foresight, one: Stipulation) -> Iterator[Finding]:
    def finding(code: Code, severity: Severity, words: str, remedy: str) -> Finding:
        return Finding(one.place, code, one.id, severity, words, remedy, reading=one.reading)

    if not one.operations and one.deed is None:
        yield finding(Code.IDLE_POWER, Severity.ERROR, f"{one.id} is a power to do nothing.", "Add `may:`.")
    over = sight.reached(one.over)
    for operation in sorted(one.operations):
        able = [norm for norm in over if _can(sight, operation, norm)]
        if not able:
            named = series(one.over) or "nothing"
            words = (
                f"{one.id} is a power to {operation} {named}, which comes to nothing: {_why(operation, bool(over))}."
            )
            yield finding(Code.IDLE_POWER, Severity.WARNING, words, "Mend `may` or `over`.")
        elif operation is Operation.SUSPEND:
            stuck = [norm for norm in able if Operation.RESUME not in sight.powers.get(norm, {})]
            if stuck and not (AGREEMENT in sight.powers and Operation.RESUME in sight.powers[AGREEMENT]):
                words = f"{one.id} is a power to suspend {series(one.over)}, and nobody may resume it: what is suspended stays so, and is never breached."
                yield finding(Code.NO_WAY_BACK, Severity.NOTE, words, "Add a power to `resume`, or let it `terminate`.")


def _can(sight: Foresight, operation: Operation, norm: str) -> bool:
    if norm == AGREEMENT:
        if operation is Operation.RESUME:
            return Operation.SUSPEND in sight.powers.get(AGREEMENT, {})
        return operation in _OF_AGREEMENT
    if operation is Operation.RESUME:
        return any(Operation.SUSPEND in sight.powers.get(on, {}) for on in (norm, AGREEMENT))
    return sight.by_id[norm].kind is not NormKind.TRIGGER or operation is Operation.TERMINATE


def _why(operation: Operation, over: bool) -> str:
    if not over:
        return "it names no norm"
    if operation is Operation.RESUME:
        return "nobody may suspend that"
    return (
        "that is for single stipulations, not for the agreement"
        if operation not in _OF_AGREEMENT
        else "that has no norm to which it can be done"
    )


def _waits_for_nobody(sight: Foresight, one: Stipulation) -> Iterator[Finding]:
    """A clause that asks for an operation which no power, creditor or debtor may do."""
    for pattern in dict.fromkeys(patterns_of(one)):
        operations = [_OPERATIONS[act] for act in sorted(pattern.acts) if act in _OPERATIONS]
        if not operations or len(operations) < len(pattern.acts):
            continue
        about = sight.reached(pattern.about) if pattern.about else (AGREEMENT, *sight.owners)
        if not any(_somebody(sight, operation, norm) for operation in operations for norm in about):
            of = series(sorted(pattern.about), "or") or "anything"
            done = series([_VERBS.get(operation, "determined") for operation in operations], "or")
            words = f"{one.id} asks whether {of} is {done}, and nobody may do that: if it is done, it has no effect."
            remedy = "Add a power (`kind: power`), or ask for something that can be done."
            yield Finding(one.place, Code.NOBODY_MAY, one.id, Severity.WARNING, words, remedy, reading=one.reading)


def _somebody(sight: Foresight, operation: Operation, own: str) -> bool:
    if operation in sight.powers.get(own, {}):
        return True
    norm = sight.by_id[own]
    match operation:
        case Operation.DETERMINE:
            return norm.determination is not None and norm.determination.rule is not Rule.FACTS
        case Operation.RELEASE | Operation.SUBSTITUTE:
            return bool(norm.creditors)
        case Operation.ASSIGN:
            return bool(norm.creditors) and norm.assignable
        case Operation.SUBCONTRACT:
            return bool(norm.debtors) and norm.delegable
    return False
