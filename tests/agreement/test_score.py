"""How far an agreement has been carried out, as the Peace Accords Matrix scores it: certain and possible, by theme and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.agreement.agreement import Agreement
from accords.agreement.item import Item, Status
from accords.agreement.score import Period, Score, rate_of, score, scores
from accords.agreement.status import course_of
from tests.agreement.files import agreed, articles, clause

DAY = date(2030, 12, 31)
_ACTS = ("retreat", "attack", "aid", "suspend", "resume")


def item(on: str, *, status: Status = Status.CONFIRMED, **told: object) -> Item:
    day = date.fromisoformat(on)
    at = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    if isinstance(told.get("toward"), str):
        told["toward"] = (told["toward"],)
    return Item(f"{on} {told}", at, at, day, status, **told)  # type: ignore[arg-type]


def of(agreement: Agreement, items: Sequence[Item], day: date = DAY) -> Score:
    return score(agreement, course_of(agreement, items, day, traced=True))


def levels(text: str, *items: Item) -> tuple[int | None, int | None]:
    (one,) = of(agreed(text), items).stipulations
    return one.low, one.high


DOES = ("kind: obligation", "who: [arland, beland, celand]", "does: {event: guns withdrawn}")
FREED = clause("kind: obligation", "who: arland", "does: {event: freed, times: 4}", "by: 2029-12-31")
FORBIDDEN = clause(
    "kind: prohibition", "who: [arland, beland, celand]", "does not: {act: attack}", "cured by: {event: amends}"
)
STEPS = clause("kind: procedure", "steps: [{who: arland, does: {event: a}}, {who: arland, does: {event: b}}]")
GUARANTEE = clause(
    "kind: guarantee", "guarantors: [beland, celand]", "beneficiary: arland", "trigger: armed attack",
    "duty: {act: aid, toward: arland}", "determined by: {who: arland}", "by: 30 days after trigger",
)  # fmt: skip
GUNS = [item("2029-04-01", event="guns withdrawn", party=party) for party in ("arland", "beland", "celand")]
HIT = [item("2029-04-01", act="attack", party=party, toward="arland") for party in ("arland", "beland", "celand")]
CALLED = item("2029-04-02", act="determine", party="arland")
AID = [item("2029-04-03", act="aid", party=party, toward="arland") for party in ("beland", "celand")]

SITUATIONS: dict[str, tuple[str, list[Item], tuple[int | None, int | None]]] = {
    "nobody": (clause(*DOES, "owed: severally"), [], (0, 0)),
    "one debtor of three": (clause(*DOES, "owed: severally"), GUNS[:1], (1, 1)),
    "two debtors of three": (clause(*DOES, "owed: severally"), GUNS[:2], (2, 2)),
    "all debtors": (clause(*DOES, "owed: severally"), GUNS, (3, 3)),
    "one of three where all must act": (clause(*DOES, "owed: jointly"), GUNS[:1], (1, 1)),
    "two of three where all must act": (clause(*DOES, "owed: jointly"), GUNS[:2], (2, 2)),
    "one where one is enough": (clause(*DOES, "owed: jointly and severally"), GUNS[:1], (3, 3)),
    "one debtor, as is reported": (clause(*DOES, "owed: severally"), [replace(GUNS[0], status=Status.REPORTED)], (0, 1)),
    "all, one of them as is reported": (clause(*DOES, "owed: severally"), [*GUNS[:2], replace(GUNS[2], status=Status.DISPUTED)], (2, 3)),
    "one of four": (FREED, [item("2029-04-01", event="freed", party="arland")], (1, 1)),
    "half of four": (FREED, [item("2029-04-01", event="freed", party="arland", count=2)], (2, 2)),
    "four of four": (FREED, [item("2029-04-01", event="freed", party="arland", count=4)], (3, 3)),
    "half of four, and the date has passed": (FREED, [item("2029-04-01", event="freed", party="arland", count=2)], (2, 2)),
    "four of four, late": (FREED, [item("2030-04-01", event="freed", party="arland", count=4)], (3, 3)),
    "one step of two": (STEPS, [item("2029-04-01", event="a", party="arland")], (2, 2)),
    "kept": (FORBIDDEN, [], (3, 3)),
    "broken by one of three": (FORBIDDEN, HIT[:1], (2, 2)),
    "broken by two of three": (FORBIDDEN, HIT[:2], (1, 1)),
    "broken by all, but begun": (FORBIDDEN, HIT, (1, 1)),
    "broken, as is reported": (FORBIDDEN, [replace(HIT[0], status=Status.REPORTED)], (2, 3)),
    "broken, if it bound": (
        clause("kind: prohibition", "who: arland", "does not: {act: attack}", "when: start"),
        [item("2029-03-20", event="withdrawal begins", status=Status.REPORTED), HIT[0]],
        (0, 1),
    ),
    "broken and made good": (FORBIDDEN, [HIT[0], item("2029-05-01", event="amends", party="arland")], (3, 3)),
    "a guarantee that nobody called on": (GUARANTEE, [], (None, None)),
    "a guarantee that is called on": (GUARANTEE, [CALLED], (0, 0)),
    "a guarantee that one of two keeps": (GUARANTEE, [CALLED, AID[0]], (2, 2)),
    "a guarantee that all keep": (GUARANTEE, [CALLED, *AID], (3, 3)),
    "a guarantee called on, as is reported": (GUARANTEE, [replace(CALLED, status=Status.REPORTED)], (0, 3)),
    "the analyst's own": (clause(*DOES, "owed: severally", "score: 1"), GUNS, (1, 1)),
    "released": (
        clause("kind: obligation", "who: arland", "to: beland", "does: {event: x}"),
        [item("2029-04-01", act="release", party="beland", about="1")],
        (None, None),
    ),
    "two texts": (
        clause("kind: obligation", "who: arland", "does: {event: a}", "readings: {en: {does: {event: a}}, de: {does: {event: b}}}"),
        [item("2029-04-01", event="a", party="arland")],
        (0, 3),
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_stipulation_is_scored_by_the_share_that_is_done(situation: str) -> None:
    text, items, expected = SITUATIONS[situation]
    assert levels(text, *items) == expected


def test_a_power_is_not_scored() -> None:
    text = clause("kind: power", "who: arland", "may: suspend", "over: agreement")
    told = of(agreed(text), [])
    assert told.stipulations == () and told.rate.low is None and told.rate.number == 0


def test_the_rate_is_the_sum_over_three_times_the_number_by_theme_and_over_all() -> None:
    codes = "codes: {PAM: [%s]}"
    text = (
        clause("kind: obligation", "who: arland", "does: {event: a}", codes % "amnesty", number=1)
        + clause("kind: obligation", "who: arland", "does: {event: b}", codes % "amnesty, prisoner release", number=2)
        + clause("kind: obligation", "who: arland", "does: {event: c}", number=3)
    )
    told = of(agreed(text), [item("2029-04-01", event="a", party="arland")])
    assert told.rate.low == told.rate.high == pytest.approx(100 / 3)
    assert [(rate.theme, rate.number, rate.low) for rate in told.themes] == [
        ("amnesty", 2, 50.0),
        ("prisoner release", 1, 0.0),
        (None, 1, 0.0),
    ]
    assert told.to_json()["day"] == "2030-12-31"


def test_over_time_each_year_or_month_ends_with_its_score_and_the_last_with_the_record() -> None:
    agreement = agreed(clause(*DOES, "owed: severally"))
    ran = course_of(
        agreement, [replace(GUNS[0]), item("2030-02-01", event="guns withdrawn", party="beland")], date(2030, 3, 15)
    )
    years = scores(agreement, ran)
    assert [(one.day.isoformat(), one.rate.low) for one in years] == [
        ("2029-12-31", pytest.approx(100 / 3)),
        ("2030-03-15", pytest.approx(200 / 3)),
    ]
    months = scores(agreement, ran, Period.MONTH)
    assert [one.day.isoformat() for one in months[:2]] == ["2029-03-31", "2029-04-30"]
    assert len(months) == 13 and months[-1].day == date(2030, 3, 15)


def test_of_a_count_at_an_earlier_day_a_course_with_traces_knows_how_much_and_one_without_bounds_it() -> None:
    agreement = agreed(FREED)
    items = [
        item("2029-04-01", event="freed", party="arland"),
        item("2029-06-01", event="freed", party="arland", count=2),
    ]
    at = items[1].first - 1
    for traced, expected in ((True, (1, 1)), (False, (0, 2))):
        (one,) = score(agreement, course_of(agreement, items, DAY, traced=traced), at).stipulations
        assert (one.low, one.high) == expected


# -- laws ------------------------------------------------------------------------------------------------------------------


@given(
    st.integers(1, 8).flatmap(lambda size: st.tuples(st.just(size), st.lists(st.integers(0, size - 1), unique=True)))
)
@settings(max_examples=30, deadline=None)
def test_each_stipulation_more_that_is_fulfilled_raises_the_rate(case: tuple[int, list[int]]) -> None:
    size, done = case
    agreement = agreed(
        "".join(
            clause("kind: obligation", "who: arland", f"does: {{event: deed {n}}}", number=n + 1) for n in range(size)
        )
    )
    rates = []
    for many in range(len(done) + 1):
        items = [item("2029-04-01", event=f"deed {n}", party="arland") for n in done[:many]]
        rate = of(agreement, items).rate
        assert rate.low == rate.high == pytest.approx(100 * many / size)
        rates.append(rate.low)
    assert rates == sorted(rates)


_events = st.one_of(
    st.fixed_dictionaries({"act": st.sampled_from(_ACTS), "issue": st.sampled_from((None, "forces"))}),
    st.fixed_dictionaries(
        {"event": st.sampled_from(("withdrawal begins", "lists handed over", "prisoners freed", "peace"))}
    ),
)


@st.composite
def _records(draw: st.DrawFn) -> list[Item]:
    told = []
    for number in range(draw(st.integers(0, 6))):
        what = draw(_events)
        more: dict[str, object] = {}
        if what.get("act") in ("suspend", "resume"):
            more["about"] = "agreement"
        one = item(
            draw(st.sampled_from(("2029-03-20", "2029-04-15", "2029-06-01", "2029-08-01", "2030-01-10"))),
            status=draw(st.sampled_from((Status.CONFIRMED, Status.REPORTED))),
            party=draw(st.sampled_from(("arland", "beland", "celand"))),
            toward="arland",
            place=("Harbourg",),
            **what,
            **more,
        )
        told.append(replace(one, id=str(number)))
    return told


@given(articles(), _records(), st.data())
@settings(max_examples=60, deadline=None)
def test_however_what_is_unsettled_turns_out_the_score_lies_between_the_lowest_and_the_highest(
    text: str, record: list[Item], data: st.DataObject
) -> None:
    agreement = agreed(text)
    bounds = of(agreement, record)
    settled = [
        replace(one, status=Status.CONFIRMED) for one in record if one.status.settled or data.draw(st.booleans())
    ]
    told = of(agreement, settled)
    assert all(0 <= percent <= 100 for percent in (bounds.rate.low, bounds.rate.high) if percent is not None)
    for bound, one in zip(bounds.stipulations, told.stipulations, strict=True):
        if one.low is None or one.high is None:
            assert bound.low in (None, 0) and bound.high in (None, 3)
            continue
        assert bound.low is not None and bound.high is not None
        assert bound.low <= one.low <= one.high <= bound.high
    if told.rate.low is not None and told.rate.high is not None:
        assert bounds.rate.low is not None and bounds.rate.high is not None
        assert bounds.rate.low <= told.rate.low + 1e-9 and told.rate.high <= bounds.rate.high + 1e-9


def test_the_rate_of_nothing_is_none() -> None:
    assert rate_of(()).to_json() == {"theme": None, "number": 0, "low": None, "high": None}
