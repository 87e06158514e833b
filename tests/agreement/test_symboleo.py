"""The eight published traces of a sale of goods come out as published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accords.agreement.condition import State
from accords.agreement.course import Course, course
from accords.agreement.machine import Machine
from accords.agreement.norm import NormKind
from accords.agreement.norms import norms_of, targets_of
from accords.agreement.parse import agreement_of
from tests.agreement.symboleo import HOUR, ZERO, Trace, traces_of

GRACE = ZERO + 21 * HOUR  # all that the contract itself dates, but late payment and silence, has passed by then


@pytest.fixture(scope="module")
def traces(shared: Path) -> list[Trace]:
    path = shared / "corpora" / "symboleo" / "sale-of-goods.json"
    if not path.is_file():
        pytest.skip(f"no published traces: there is no file {path}")
    return list(traces_of(json.loads(path.read_text(encoding="utf-8"))))


def run(trace: Trace, until: int) -> Course:
    agreement, faults = agreement_of(trace.agreement, trace.name)
    assert not faults
    assert agreement is not None
    machine = Machine(norms_of(agreement), agreement.clock, agreement.signed, targets_of(agreement))
    return course(machine, trace.items, until)


def state(found: Course, norm: str, at: int) -> State | None:
    """What is certain of a norm; of the agreement what is shown (docs/decisions/agreement.md, "Together")."""
    own = found.certain(norm, at)
    if norm != "agreement" or own is not State.ACTIVE:
        return own
    owed = [found.certain(one.id, at) for one in found.machine.norms if one.kind is NormKind.OBLIGATION]
    still = {State.ACTIVE, State.SUSPENDED, State.UNDETERMINED, State.BREACHED, None}
    done = any(one is not None and one.done for one in owed)
    return State.FULFILLED if done and not still.intersection(owed) else own


def test_there_are_eight_traces_and_each_expects_something(traces: list[Trace]) -> None:
    assert len(traces) == 8
    assert all(trace.expected for trace in traces)


@pytest.mark.parametrize("number", range(8))
def test_the_expected_states_of_a_published_trace_hold_together(traces: list[Trace], number: int) -> None:
    """The traces say which states are expected, not when: there is an instant, from the last event on and before late payment is due, at
    which all of them hold and are certain. States that they do not name are not looked at."""
    trace = traces[number]
    found = run(trace, GRACE)
    moments = sorted(
        {trace.last, GRACE, *(at for rows in found.possible.values() for at, _ in rows if at > trace.last)}
    )
    shown = {at: {norm: state(found, norm, at) for norm in trace.expected} for at in moments}
    assert trace.expected in shown.values(), shown


def test_a_resumed_delivery_is_owed_with_the_hours_that_were_left(traces: list[Trace]) -> None:
    """Here we differ from the published axioms, by which a date that passes while a duty is suspended never breaches it any more."""
    (trace,) = [one for one in traces if any(item.act == "resume" for item in one.items)]
    stopped, resumed = (next(item.first for item in trace.items if item.act == act) for act in ("suspend", "resume"))
    due = resumed + (ZERO + 10 * HOUR - stopped)
    found = run(trace, due)
    assert found.certain("1.delivery", resumed - 1) is State.SUSPENDED
    assert found.certain("1.delivery", due - 1) is State.ACTIVE
    assert found.certain("1.delivery", due) is State.BREACHED


def test_what_ends_with_the_contract_and_what_outlives_it(traces: list[Trace]) -> None:
    (trace,) = [one for one in traces if any(item.act == "terminate" for item in one.items)]
    found = run(trace, trace.last)
    assert found.certain("agreement") is State.TERMINATED
    assert found.certain("2.late-payment") is State.TERMINATED
    assert found.certain("3.terminate") is State.FULFILLED
    assert found.certain("4.seller") is State.ACTIVE
    assert found.certain("4.buyer") is State.ACTIVE
