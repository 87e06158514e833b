"""What items and time make of norms, by the table of docs/decisions/agreement.md. Instants are hours from the entry into force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accords.agreement.clock import Clock
from accords.agreement.condition import All, AnyOf, Happened, Not, Passed, Reached, State
from accords.agreement.course import Course, course
from accords.agreement.deadline import Anchor, Deadline, Unit
from accords.agreement.item import Item, Operation, Status
from accords.agreement.machine import Machine
from accords.agreement.norm import Determination, Norm, NormKind, Rule
from accords.agreement.pattern import Area, Pattern
from accords.agreement.status import machine_of
from bench import agreement as twenty_norms
from tests.growth import growth

HOUR = 3_600
A, B, C = (frozenset((name,)) for name in ("arland", "borland", "corland"))
ATTACK = Pattern(acts=frozenset(("attack",)))
AID = Pattern(acts=frozenset(("aid",)))
TEN_HOURS = Deadline("10 hours after trigger", number=10, unit=Unit.HOURS, anchor=Anchor.TRIGGER)
IN_FORCE = Norm("agreement", NormKind.AGREEMENT, "file:1", "", trigger=Passed(0))


def item(hour: float, act: str, party: str | None = "arland", **more: object) -> Item:
    at = int(hour * HOUR)
    return Item(f"{act}@{hour}", at, at, date(1970, 1, 1), act=act, party=party, **more)  # type: ignore[arg-type]


def obligation(own: str = "1", **more: object) -> Norm:
    fields: dict[str, object] = {"debtors": (A,), "deed": Happened(AID), "cure": True, **more}
    return Norm(own, NormKind.OBLIGATION, "file:2", own, **fields)  # type: ignore[arg-type]


def ran(norms: Iterable[Norm], items: Iterable[Item] = (), until: float = 1_000, **more: object) -> Course:
    return course(Machine([IN_FORCE, *norms], Clock(), 0), items, int(until * HOUR), **more)  # type: ignore[arg-type]


def told(run: Course, norm: str = "1") -> list[tuple[float, str]]:
    """From which hour on a norm may be what."""
    return [(at / HOUR, " or ".join(sorted(states))) for at, states in run.possible[norm]]


def test_an_attack_that_is_only_reported_and_aid_that_is_only_reported() -> None:
    """The case that two runs, one with confirmed events and one with all, get wrong: they never see attack true and aid false."""
    guarantee = obligation(trigger=Happened(ATTACK), due=TEN_HOURS)
    items = [item(5, "attack", "borland", status=Status.REPORTED), item(8, "aid", status=Status.REPORTED)]
    run = ran([guarantee], items, until=9)
    assert run.states("1") == {State.CONDITIONAL, State.ACTIVE, State.FULFILLED}
    run = ran([guarantee], items)
    assert told(run) == [
        (0, "conditional"),
        (5, "active or conditional"),
        (8, "active or conditional or fulfilled"),
        (15, "breached or conditional or fulfilled"),
    ]
    assert run.certain("1") is None
    assert [one.id for one in run.bearing["1"]] == ["attack@5", "aid@8"]
    seen = {state for _, states in run.possible["1"] for state in states}
    assert seen == {State.CONDITIONAL, State.ACTIVE, State.FULFILLED, State.BREACHED}


def test_done_before_the_due_instant_is_in_time_and_at_it_is_breached() -> None:
    due = Deadline("at 10", at=10 * HOUR)
    assert told(ran([obligation(due=due)], [item(9.99, "aid")])) == [(0, "active"), (9.99, "fulfilled")]
    assert told(ran([obligation(due=due)], [item(10, "aid")])) == [(0, "active"), (10, "cured")]
    assert told(ran([obligation(due=due, cure=False)], [item(10, "aid")])) == [(0, "active"), (10, "breached")]


def test_what_triggers_a_duty_does_not_also_fulfil_it() -> None:
    run = ran([obligation(trigger=Happened(AID), due=TEN_HOURS)], [item(3, "aid")])
    assert told(run) == [(0, "conditional"), (3, "active"), (13, "breached")]


def test_a_second_trigger_does_not_restart_a_clock_unless_it_is_said() -> None:
    items = [item(1, "attack", "borland"), item(6, "attack", "borland")]
    assert told(ran([obligation(trigger=Happened(ATTACK), due=TEN_HOURS)], items))[-1] == (11, "breached")
    again = obligation(trigger=Happened(ATTACK), due=TEN_HOURS, restarts=True)
    assert told(ran([again], items))[-1] == (16, "breached")


def test_a_trigger_after_it_is_done_makes_it_active_anew_where_it_is_said() -> None:
    items = [item(1, "attack", "borland"), item(2, "attack", "borland"), item(3, "aid"), item(5, "attack", "borland")]
    once = obligation(trigger=Happened(ATTACK), due=TEN_HOURS)
    assert told(ran([once], items))[-1] == (3, "fulfilled")
    again = obligation(trigger=Happened(ATTACK), due=TEN_HOURS, again=True)
    assert told(ran([again], items))[2:] == [(3, "fulfilled"), (5, "active"), (15, "breached")]


def test_a_suspended_clock_stops_and_goes_on() -> None:
    power = Norm(
        "2", NormKind.POWER, "file:3", "2", debtors=(B,), over=frozenset("1"), again=True,
        operations=frozenset((Operation.SUSPEND, Operation.RESUME)),
    )  # fmt: skip
    owed = obligation(due=Deadline("at 10", at=10 * HOUR))
    stop, go = item(4, "suspend", "borland", about="1"), item(20, "resume", "borland", about="1")
    assert told(ran([owed, power], [stop, go])) == [(0, "active"), (4, "suspended"), (20, "active"), (26, "breached")]
    assert told(ran([owed, power], [stop])) == [(0, "active"), (4, "suspended")]
    assert told(ran([owed, power], [stop, item(15, "aid")]))[-1] == (15, "fulfilled")
    by_another = item(4, "suspend", "corland", about="1")
    assert told(ran([owed, power], [by_another])) == [(0, "active"), (10, "breached")]


def test_a_power_is_used_up_and_by_another_has_no_effect() -> None:
    end = Norm(
        "2", NormKind.POWER, "file:3", "2", debtors=(B,), over=frozenset(("agreement",)),
        operations=frozenset((Operation.TERMINATE,)), trigger=Reached("1", frozenset((State.BREACHED,))),
    )  # fmt: skip
    owed = obligation(due=Deadline("at 10", at=10 * HOUR))
    other = obligation("3", due=Deadline("at 50", at=50 * HOUR))
    kept = obligation("4", due=Deadline("at 50", at=50 * HOUR), survives=True)
    too_early = ran([owed, end, other, kept], [item(9, "terminate", "borland", about="agreement")])
    assert told(too_early, "agreement") == [(0, "active")]
    by_another = ran([owed, end, other, kept], [item(12, "terminate", "corland", about="agreement")])
    assert told(by_another, "2") == [(0, "conditional"), (10, "active")]
    in_time = ran([owed, end, other, kept], [item(12, "terminate", "borland", about="agreement")])
    assert told(in_time, "agreement") == [(0, "active"), (12, "terminated")]
    assert told(in_time, "2")[-1] == (12, "fulfilled")
    assert told(in_time, "3") == [(0, "active"), (12, "terminated")]
    assert told(in_time, "4") == [(0, "active"), (50, "breached")]
    assert told(in_time, "1") == [(0, "active"), (10, "breached")]


def test_duties_are_handed_on() -> None:
    owed = obligation(creditors=(B,), due=Deadline("at 10", at=10 * HOUR))
    by_helper = [item(2, "subcontract", "arland", about="1", to="corland"), item(5, "aid", "corland")]
    assert told(ran([owed], by_helper))[-1] == (5, "fulfilled")
    assert told(ran([owed], by_helper[1:]))[-1] == (10, "breached")
    in_its_place = [item(2, "substitute", "borland", about="1", to="corland"), item(4, "aid", "arland")]
    assert told(ran([owed], in_its_place))[-1] == (10, "breached")
    assert told(ran([owed], [*in_its_place, item(6, "aid", "corland")]))[-1] == (6, "fulfilled")
    assert told(ran([owed], [item(2, "release", "corland", about="1")]))[-1] == (10, "breached")
    assert told(ran([owed], [item(2, "release", "borland", about="1")]))[-1] == (2, "released")
    handed = [item(1, "assign", "borland", about="1", to="corland"), item(2, "release", "borland", about="1")]
    assert told(ran([owed], handed))[-1] == (10, "breached")
    assert told(ran([owed], [*handed[:1], item(2, "release", "corland", about="1")]))[-1] == (2, "released")


def test_jointly_each_must_act() -> None:
    owed = obligation(debtors=(A, B), jointly=True, due=Deadline("at 10", at=10 * HOUR))
    twice = [item(1, "aid", "arland"), item(2, "aid", "arland")]
    assert told(ran([owed], twice))[-1] == (10, "breached")
    assert told(ran([owed], [*twice, item(3, "aid", "borland")]))[-1] == (3, "fulfilled")


def test_a_prohibition_is_kept_to_its_end_or_breached() -> None:
    ban = Norm(
        "1", NormKind.PROHIBITION, "file:2", "1", debtors=(A,), deed=Happened(ATTACK), due=Deadline("", at=10 * HOUR)
    )
    assert told(ran([ban])) == [(0, "active"), (10, "fulfilled")]
    assert told(ran([ban], [item(3, "attack", "borland")])) == [(0, "active"), (10, "fulfilled")]
    assert told(ran([ban], [item(3, "attack", "arland")])) == [(0, "active"), (3, "breached")]


def test_counts_of_a_monitor_over_a_period() -> None:
    """More than a hundred violations within a day."""
    ban = Norm(
        "1", NormKind.PROHIBITION, "file:2", "1", debtors=(A,), deed=Happened(ATTACK, count=101, within=24 * HOUR)
    )
    spread = [item(hour, "attack", count=60) for hour in (1, 30, 60)]
    assert told(ran([ban], spread)) == [(0, "active")]
    assert told(ran([ban], [*spread, item(61, "attack", count=41)]))[-1] == (61, "breached")


def test_conditions_lapse_when_they_can_no_longer_come() -> None:
    ban = Norm(
        "1", NormKind.PROHIBITION, "file:2", "1", debtors=(A,), deed=Happened(ATTACK), due=Deadline("", at=5 * HOUR)
    )
    waits = obligation("2", trigger=All((Reached("1", frozenset((State.BREACHED,))), Happened(AID))), due=TEN_HOURS)
    assert told(ran([ban, waits]), "2") == [(0, "conditional"), (5, "lapsed")]
    unless = obligation("2", trigger=All((Happened(AID), Not(Happened(ATTACK)))), due=TEN_HOURS)
    assert told(ran([unless], [item(3, "attack", "borland")]), "2") == [(0, "conditional"), (3, "lapsed")]
    dated = obligation("2", trigger=AnyOf((Happened(ATTACK),)), due=TEN_HOURS, lapses=Deadline("", at=7 * HOUR))
    assert told(ran([dated], [item(7, "attack")]), "2") == [(0, "conditional"), (7, "lapsed")]


def trigger(rule: Rule, *voters: frozenset[str], veto: Iterable[int] = ()) -> Norm:
    by = Determination(rule, voters, frozenset(veto), frozenset(("5", "5.trigger")))
    return Norm("5.trigger", NormKind.TRIGGER, "file:5", "5", trigger=Happened(ATTACK), determination=by)


def test_facts_that_nobody_has_determined_are_undetermined() -> None:
    duty = obligation("5", trigger=Reached("5.trigger", frozenset((State.ACTIVE,))), due=TEN_HOURS)
    attack = item(2, "attack", "borland")
    yes = {who: item(4, "determine", who, about="5") for who in ("arland", "borland", "corland")}
    majority = trigger(Rule.MAJORITY, A, B, C)
    assert told(ran([majority, duty], [attack]), "5.trigger") == [(0, "conditional"), (2, "undetermined")]
    assert told(ran([majority, duty], [attack, yes["arland"]]), "5") == [(0, "conditional")]
    assert told(ran([majority, duty], [attack, yes["arland"], yes["corland"]]), "5")[1:] == [
        (4, "active"),
        (14, "breached"),
    ]
    victim = trigger(Rule.ANY, C)
    assert told(ran([victim, duty], [attack, yes["arland"]]), "5") == [(0, "conditional")]
    no = item(3, "determine", "corland", about="5", negated=True)
    vetoed = trigger(Rule.MAJORITY, A, B, C, veto=(2,))
    refused = ran([vetoed, duty], [attack, no, yes["arland"], yes["borland"]])
    assert told(refused, "5.trigger") == [(0, "conditional"), (2, "undetermined"), (3, "conditional"), (4, "active")]
    assert told(ran([trigger(Rule.FACTS), duty], [attack]), "5")[1] == (2, "active")
    assert told(ran([trigger(Rule.UNANIMITY, A, B), duty], [attack, yes["arland"]]), "5") == [(0, "conditional")]


def test_a_place_that_is_not_told_leaves_it_open() -> None:
    inside = Pattern(
        acts=frozenset(("attack",)), area=Area("shore", frozenset(("harbourg",)), frozenset(("old mill",)))
    )
    owed = obligation(trigger=Happened(inside), due=TEN_HOURS)
    assert told(ran([owed], [item(1, "attack", "borland")])) == [
        (0, "conditional"), (1, "active or conditional"), (11, "breached or conditional"),
    ]  # fmt: skip
    assert told(ran([owed], [item(1, "attack", "borland", place=("Old Mill", "Harbourg"))])) == [(0, "conditional")]
    assert told(ran([owed], [item(1, "attack", "borland", place=("Harbourg",))]))[1] == (1, "active")


def test_a_day_that_is_not_exact_may_be_any_of_several() -> None:
    owed = obligation(due=Deadline("at 40", at=40 * HOUR))
    vague = Item("aid", 0, 71 * HOUR, date(1970, 1, 1), act="aid", party="arland")
    assert told(ran([owed], [vague])) == [
        (0, "active or fulfilled"), (40, "breached or fulfilled"), (48, "cured or fulfilled"),
    ]  # fmt: skip


def test_too_many_worlds_are_named_and_nothing_is_certain_then() -> None:
    count = obligation(deed=Happened(AID, count=10**6, within=10_000 * HOUR), due=Deadline("", at=9_000 * HOUR))
    items = [item(n, "aid", status=Status.REPORTED, count=2**n) for n in range(1, 19)]
    run = ran([count, obligation("2", due=Deadline("", at=5 * HOUR))], items, moves=5_000)
    assert "1" in run.unsettled and run.states("1") is None and run.certain("1") is None
    assert "5,000" in run.unsettled["1"].cap or "2,000" in run.unsettled["1"].cap


def test_time_grows_with_the_number_of_events_alone() -> None:
    """Those of thirty years, on twenty norms, as `make bench` times them."""
    agreement = twenty_norms.agreement()
    machine, until = machine_of(agreement), agreement.clock.end(date(2059, 12, 31)) - 1
    grown = growth(
        lambda n: twenty_norms.record(n, words=True), lambda items: course(machine, items, until), 500, 8_000
    )
    assert grown.is_near_linear, grown
