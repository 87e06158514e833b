"""The machine and a second reading of docs/decisions/agreement.md (semantics.lp, in clingo) agree on every state at every time.

300 random agreements and records; `ACCORDS_LONG=1` asks for 5,000. That the second reading is right is shown on cases worked out by hand.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from accords.agreement.condition import All, Happened, Not, Passed, State
from accords.agreement.course import course
from accords.agreement.deadline import Anchor, Unit
from accords.agreement.item import Item, Operation, Status
from accords.agreement.machine import Machine
from accords.agreement.norm import Determination, Norm, NormKind, Rule
from accords.agreement.pattern import Pattern
from tests.agreement.making import (
    HOUR,
    NAMES,
    SHORE,
    UNTIL,
    Made,
    UtcClock,
    after,
    agreements,
    at_hour,
    happened,
    item,
    reached,
)
from tests.agreement.oracle import Possible, possible_states

LONG = os.environ.get("ACCORDS_LONG") == "1"
CASES = 5000 if LONG else 300
REPORTED = Status.REPORTED

# ---- what the cases are made of: Arland owes Corland, and Corland may do things to that

AGREEMENT = Norm("agreement", NormKind.AGREEMENT, "a.yaml:1", "")
ARLAND, BELAND, CORLAND = (NAMES[party] for party in ("arland", "beland", "corland"))


def obligation(name: str = "aid", **given: object) -> Norm:
    of_all = {"debtors": (ARLAND,), "creditors": (CORLAND,), "deed": happened("aid"), "cure": True}
    return Norm(name, NormKind.OBLIGATION, "a.yaml:2", "1", **(of_all | given))  # type: ignore[arg-type]


def prohibition(name: str = "peace", **given: object) -> Norm:
    of_all = {"debtors": (ARLAND,), "deed": happened("attack")}
    return Norm(name, NormKind.PROHIBITION, "a.yaml:3", "2", **(of_all | given))  # type: ignore[arg-type]


def power(*operations: Operation, over: str = "aid", **given: object) -> Norm:
    of_all = {"debtors": (CORLAND,), "operations": frozenset(operations), "over": frozenset({over})}
    return Norm("power", NormKind.POWER, "a.yaml:4", "3", **(of_all | given))  # type: ignore[arg-type]


def asked(rule: Rule, veto: int | None = None) -> Norm:
    determination = Determination(rule, (ARLAND, BELAND, CORLAND), frozenset() if veto is None else frozenset({veto}))
    return Norm("trigger", NormKind.TRIGGER, "a.yaml:5", "5", trigger=happened("attack"), determination=determination)


def voted(hour: int, party: str, *, negated: bool = False) -> Item:
    return item(f"vote{hour}", hour, "determine", party=party, negated=negated)


def does(hour: int, act: str = "aid", status: Status = Status.CONFIRMED, **given: object) -> Item:
    return item(f"{act}{hour}", hour, act, status, **({"party": "arland"} | given))  # type: ignore[arg-type]


def corland(hour: int, act: Operation, about: str = "aid", **given: object) -> Item:
    return item(f"{act}{hour}", hour, str(act), party="corland", about=about, **given)  # type: ignore[arg-type]


GUARANTEE = (
    replace(asked(Rule.FACTS), determination=Determination(Rule.FACTS)),
    obligation(trigger=reached("trigger", State.ACTIVE), due=after(5), cure=False),
)

# What is asked, norms beside the agreement, items, and of each norm its states as they change: hour -> states.
KNOWN: dict[str, tuple[tuple[Norm, ...], tuple[Item, ...], dict[str, dict[int, str]]]] = {
    "an attack reported and aid reported: breached, fulfilled, active and not triggered are all possible": (
        GUARANTEE,
        (does(2, "attack", REPORTED), does(4, "aid", REPORTED)),
        {
            "trigger": {0: "conditional", 2: "active conditional"},
            "aid": {
                0: "conditional",
                2: "active conditional",
                4: "active conditional fulfilled",
                7: "breached conditional fulfilled",
            },
        },
    ),
    "done before the due instant is in time": (
        (obligation(due=at_hour(5)),),
        (does(4),),
        {"aid": {0: "active", 4: "fulfilled"}},
    ),
    "done at the due instant is late, and cures": (
        (obligation(due=at_hour(5)),),
        (does(5),),
        {"aid": {0: "active", 5: "cured"}},
    ),
    "an inexact day is a world for each day": (
        (obligation(due=at_hour(24), cure=False),),
        (does(0, last=24),),
        {"aid": {0: "active fulfilled", 24: "breached fulfilled"}},
    ),
    "a deed of an unknown party may be the debtor's": (
        (obligation(),),
        (does(3, party=None),),
        {"aid": {0: "active", 3: "active fulfilled"}},
    ),
    "one unknown place is the same place for two norms": (
        (
            obligation("one", trigger=Happened(Pattern(acts=frozenset({"attack"}), area=SHORE))),
            obligation("two", trigger=All((Happened(Pattern(acts=frozenset({"attack"}), area=SHORE)), Not(reached("one", State.ACTIVE))))),
        ),
        (does(3, "attack"),),
        {"one": {0: "conditional", 3: "active conditional"}, "two": {0: "conditional"}},
    ),
    "three within six hours: the fourth is the third of such": (
        (obligation(trigger=happened("attack", 3, 6 * HOUR)),),
        tuple(does(hour, "attack") for hour in (1, 5, 8, 11)),
        {"aid": {0: "conditional", 11: "active"}},
    ),
    "a clock that is stopped runs on from the resumption with what was left": (
        (obligation(due=at_hour(10)), power(Operation.SUSPEND, Operation.RESUME, again=True)),
        (corland(4, Operation.SUSPEND), corland(20, Operation.RESUME)),
        {"aid": {0: "active", 4: "suspended", 20: "active", 26: "breached"}, "power": {0: "active"}},
    ),
    "a suspended duty may be done": (
        (obligation(due=at_hour(10)), power(Operation.SUSPEND)),
        (corland(4, Operation.SUSPEND), does(30)),
        {"aid": {0: "active", 4: "suspended", 30: "fulfilled"}, "power": {0: "active", 4: "fulfilled"}},
    ),
    "who is not empowered has no effect": (
        (obligation(), power(Operation.TERMINATE)),
        (item("no", 4, "terminate", party="beland", about="aid"),),
        {"aid": {0: "active"}, "power": {0: "active"}},
    ),
    "a power is used up by its first exercise": (
        (obligation("aid"), obligation("more"), power(Operation.TERMINATE, over="aid"), ),
        (corland(4, Operation.TERMINATE), corland(5, Operation.TERMINATE)),
        {"aid": {0: "active", 4: "terminated"}, "more": {0: "active"}, "power": {0: "active", 4: "fulfilled"}},
    ),
    "with the agreement end its norms, but what survives": (
        (obligation("aid"), obligation("more", survives=True), power(Operation.TERMINATE, over="agreement")),
        (corland(4, Operation.TERMINATE, "agreement"), does(5)),
        {
            "agreement": {0: "active", 4: "terminated"},
            "aid": {0: "active", 4: "terminated"},
            "more": {0: "active", 5: "fulfilled"},
            "power": {0: "active", 4: "fulfilled"},
        },
    ),
    "jointly, each must do it": (
        (obligation(debtors=(ARLAND, BELAND), jointly=True),),
        (does(3), does(4), does(5, party="beland")),
        {"aid": {0: "active", 5: "fulfilled"}},
    ),
    "jointly and severally, one is enough": (
        (obligation(debtors=(ARLAND, BELAND)),),
        (does(3, party="b"),),
        {"aid": {0: "active", 3: "fulfilled"}},
    ),
    "a subcontractor's deed counts, and another's does not": (
        (obligation(),),
        (does(2, party="beland"), item("sub", 3, "subcontract", party="arland", about="aid", to="beland"), does(4, party="beland")),
        {"aid": {0: "active", 4: "fulfilled"}},
    ),
    "who takes the debtor's place owes, and the debtor is free": (
        (obligation(),),
        (corland(3, Operation.SUBSTITUTE, to="beland"), does(4), does(5, party="beland")),
        {"aid": {0: "active", 5: "fulfilled"}},
    ),
    "who assigned a right can no longer release from it": (
        (obligation(),),
        (
            corland(3, Operation.ASSIGN, to="beland"),
            corland(4, Operation.RELEASE),
            item("release", 5, "release", party="beland", about="1"),
        ),
        {"aid": {0: "active", 5: "released"}},
    ),
    "a term that is not kept to its end": (
        (prohibition(due=at_hour(9)),),
        (does(9, "attack", REPORTED), does(5, "attack", REPORTED)),
        {"peace": {0: "active", 5: "active breached", 9: "breached fulfilled"}},
    ),
    "what cures a breach of a prohibition": (
        (prohibition(cured_by=Pattern(acts=frozenset({"retreat"}))),),
        (does(2, "retreat"), does(3, "attack"), does(4, "retreat")),
        {"peace": {0: "active", 3: "breached", 4: "cured"}},
    ),
    "a condition that has not come by its day lapses, and that instant is too late": (
        (obligation(trigger=happened("attack"), lapses=at_hour(5)),),
        (does(5, "attack"),),
        {"aid": {0: "conditional", 5: "lapsed"}},
    ),
    "what was not to happen has: the condition can no longer come": (
        (obligation(trigger=All((Passed(9 * HOUR), Not(happened("strike"))))),),
        (does(5, "strike"),),
        {"aid": {0: "conditional", 5: "lapsed"}},
    ),
    "a norm in a final state that is not wanted: lapsed, and so on down": (
        (
            obligation("one", due=at_hour(3), cure=False),
            obligation("two", trigger=reached("one", State.FULFILLED, State.CURED)),
            obligation("three", trigger=reached("two", State.ACTIVE)),
        ),
        (),
        {"one": {0: "active", 3: "breached"}, "two": {0: "conditional", 3: "lapsed"}, "three": {0: "conditional", 3: "lapsed"}},
    ),
    "a breach that can be cured is not final": (
        (obligation("one", due=at_hour(3)), obligation("two", trigger=reached("one", State.FULFILLED, State.CURED), due=after(4, "one"))),
        (does(6),),
        {"one": {0: "active", 3: "breached", 6: "cured"}, "two": {0: "conditional", 6: "active", 10: "breached"}},
    ),
    "what triggers a duty does not also fulfil it": (
        (obligation(trigger=happened("aid")),),
        (does(3), does(4)),
        {"aid": {0: "conditional", 3: "active", 4: "fulfilled"}},
    ),
    "a date that has passed when the duty comes: breached at once": (
        (obligation(trigger=happened("attack"), due=at_hour(3), cure=False),),
        (does(4, "attack"),),
        {"aid": {0: "conditional", 4: "breached"}},
    ),
    "triggered, and active only from when it begins": (
        (obligation(trigger=happened("attack"), begins=at_hour(8), due=after(4)),),
        (does(4, "attack"), does(5)),
        {"aid": {0: "conditional", 8: "active", 12: "breached"}},
    ),
    "a second trigger restarts the clock where the article says so": (
        (obligation("plain", trigger=happened("attack"), due=after(4)), obligation("aid", trigger=happened("attack"), due=after(4), restarts=True)),
        (does(3, "attack"), does(5, "attack")),
        {"plain": {0: "conditional", 3: "active", 7: "breached"}, "aid": {0: "conditional", 3: "active", 9: "breached"}},
    ),
    "done, and owed again": (
        (obligation(trigger=happened("attack", 2), again=True),),
        (does(1, "attack"), does(2, "attack"), does(3), does(4, "attack"), does(5, "attack"), does(6)),
        {"aid": {0: "conditional", 2: "active", 3: "fulfilled", 5: "active", 6: "fulfilled"}},
    ),
    "what ends a duty counts from when it is owed": (
        (obligation(trigger=happened("attack"), ended_by=happened("strike")),),
        (does(1, "strike"), does(2, "attack"), does(3, "strike")),
        {"aid": {0: "conditional", 2: "active", 3: "released"}},
    ),
    "by majority: two of three, facts or none": (
        (asked(Rule.MAJORITY),),
        (voted(1, "arland"), voted(2, "arland"), does(3, "attack"), voted(4, "corland")),
        {"trigger": {0: "conditional", 3: "undetermined", 4: "active"}},
    ),
    "by unanimity: one against, and all is forgotten": (
        (asked(Rule.UNANIMITY),),
        (does(1, "attack"), voted(2, "arland"), voted(3, "beland", negated=True), does(5, "attack"), voted(6, "arland"), voted(7, "beland"), voted(8, "corland")),
        {"trigger": {0: "conditional", 1: "undetermined", 3: "conditional", 5: "undetermined", 8: "active"}},
    ),
    "two thirds, and a veto of the first": (
        (asked(Rule.TWO_THIRDS, veto=0),),
        (does(1, "attack"), voted(2, "beland", negated=True), voted(3, "arland", negated=True), voted(4, "corland"), voted(5, "beland")),
        {"trigger": {0: "conditional", 1: "undetermined", 3: "conditional", 5: "active"}},
    ),
    "nothing counts before the entry into force, and all wait for it": (
        (replace(AGREEMENT, trigger=happened("agree")), obligation(trigger=happened("attack")), obligation("more", due=after(3, Anchor.FORCE), cure=False)),
        (does(1, "attack"), does(1), does(2, "agree")),
        {"agreement": {0: "conditional", 2: "active"}, "aid": {0: "conditional"}, "more": {0: "conditional", 2: "active", 5: "breached"}},
    ),
    "days end with their last": (
        (obligation(trigger=happened("attack"), due=after(1, unit=Unit.DAYS), cure=False),),
        (does(7, "attack"), does(49, last=49)),
        {"aid": {0: "conditional", 7: "active", 48: "breached"}},
    ),
    "jointly, a deed of one who is not told is one of theirs": (
        (obligation(debtors=(ARLAND, BELAND), jointly=True),),
        (does(2, party=None), does(4)),
        {"aid": {0: "active", 4: "active fulfilled"}},
    ),
    "suspended with the agreement as a whole, the power to resume it aside": (
        (obligation(due=at_hour(10)), power(Operation.SUSPEND, Operation.RESUME, over="agreement", again=True)),
        (corland(4, Operation.SUSPEND, "agreement"), corland(6, Operation.RESUME, "agreement")),
        {
            "agreement": {0: "active", 4: "suspended", 6: "active"},
            "aid": {0: "active", 4: "suspended", 6: "active", 12: "breached"},
            "power": {0: "active"},
        },
    ),
    "a guarantee that may be triggered again": (
        (
            replace(asked(Rule.ANY), again=True),
            obligation(trigger=reached("trigger", State.ACTIVE), again=True),
        ),
        (does(1, "attack"), voted(2, "corland"), does(3), does(4, "attack"), voted(5, "beland"), does(6)),
        {
            "trigger": {0: "conditional", 1: "undetermined", 2: "active", 4: "undetermined", 5: "active"},
            "aid": {0: "conditional", 2: "active", 3: "fulfilled", 5: "active", 6: "fulfilled"},
        },
    ),
    "a vote of one who is not told may be a voter's": (
        (asked(Rule.ANY),),
        (item("vote", 3, "determine"),),
        {"trigger": {0: "conditional", 3: "active conditional"}},
    ),
    "an untold party is nobody's creditor": (
        (obligation(creditors=()),),
        (item("release", 3, "release", about="aid"),),
        {"aid": {0: "active"}},
    ),
    "a trigger by facts is never undetermined": (
        (replace(asked(Rule.FACTS), determination=Determination(Rule.FACTS), again=True),),
        (does(1, "attack"), does(4, "attack")),
        {"trigger": {0: "conditional", 1: "active"}},
    ),
    "suspended with the agreement, and ended by that": (
        (
            power(Operation.SUSPEND, over="agreement"),
            obligation(ended_by=reached("power", State.FULFILLED)),
        ),
        (corland(3, Operation.SUSPEND, "agreement"),),
        {"power": {0: "active", 3: "fulfilled"}, "aid": {0: "active", 3: "released"}},
    ),
    "a retracted item counts for nothing": ((obligation(),), (does(3, status=Status.RETRACTED),), {"aid": {0: "active"}}),
}  # fmt: skip


def changes(possible: Possible, norm: str) -> dict[int, str]:
    """Hour -> states, where they change."""
    told: dict[int, str] = {}
    for at, states in possible[norm].items():
        words = " ".join(sorted(states))
        if not told or words != list(told.values())[-1]:
            told[at // HOUR] = words
    return told


def agreement_of(norms: tuple[Norm, ...]) -> tuple[Norm, ...]:
    return norms if norms[0].kind is NormKind.AGREEMENT else (AGREEMENT, *norms)


@pytest.mark.parametrize("name", KNOWN)
def test_the_second_reading_knows(name: str) -> None:
    norms, items, expected = KNOWN[name]
    possible = possible_states(agreement_of(norms), items, UNTIL, UtcClock())
    assert {norm: changes(possible, norm) for norm in expected} == expected


def assert_agree(made: Made) -> None:
    """At every instant at which either sees a change."""
    possible = possible_states(made.norms, made.items, UNTIL, UtcClock(), made.signed)
    found = course(Machine(made.norms, UtcClock(), made.signed), made.items, UNTIL)
    assert not found.unsettled
    instants = sorted(
        {at for rows in found.possible.values() for at, _ in rows} | {at for row in possible.values() for at in row}
    )
    for norm, row in possible.items():
        states = frozenset[State]()
        for at in instants:
            states = row.get(at, states)
            assert found.states(norm, at) == states, (
                f"{norm} at hour {at / HOUR:g}: the machine, then the second reading"
            )


@pytest.mark.parametrize("name", KNOWN)
def test_both_agree_on_what_is_known(name: str) -> None:
    norms, items, _ = KNOWN[name]
    assert_agree(Made(agreement_of(norms), items, None))


@settings(
    max_examples=CASES,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
@given(agreements())
def test_both_agree_on_random_agreements(made: Made) -> None:
    assert_agree(made)
