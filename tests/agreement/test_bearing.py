"""What bears on an agreement: the rest of a record changes nothing, so it need not be looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import accords
from accords.agreement.explain import why, why_not
from accords.agreement.item import Item
from accords.agreement.status import acts_asked, bearing, course_of, machine_of
from accords.agreement.what_if import what_if
from accords.presentation.agreement_record import watch
from accords.presentation.answering import answers

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.stem for path in (EXAMPLES / "agreements").glob("*.yaml"))
DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> accords.Ledger:
    made = accords.Ledger.new(tmp_path_factory.mktemp("bearing") / "talks.ledger")
    accords.add(EXAMPLES, made)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_a_course_of_what_bears_on_it_is_the_course_of_all(name: str, ledger: accords.Ledger) -> None:
    file = EXAMPLES / "agreements" / f"{name}.yaml"
    watched = watch(file, events=file.with_suffix(".events.csv"), record=answers(ledger))
    everything = watched.items(DAY)
    whole = course_of(watched.agreement, everything, DAY, traced=True)
    some = watched.course(DAY)
    assert len(watched.bearing(DAY)) < len(everything)
    assert some.possible == whole.possible
    assert some.unsettled == whole.unsettled
    assert {own: [item.id for item in items] for own, items in some.bearing.items()} == {
        own: [item.id for item in items] for own, items in whole.bearing.items()
    }
    for norm in some.machine.norms:
        assert [config for config, _ in some.ends[norm.id]] == [config for config, _ in whole.ends[norm.id]]
        assert why(some, norm.id) == why(whole, norm.id)
        assert why_not(some, norm.id) == why_not(whole, norm.id)


@pytest.mark.parametrize("name", NAMES)
def test_claims_of_acts_that_nothing_asks_for_bear_on_nothing(name: str, ledger: accords.Ledger) -> None:
    watched = watch(EXAMPLES / "agreements" / f"{name}.yaml", record=answers(ledger))
    machine = machine_of(watched.agreement)
    acts = acts_asked(machine)
    items = watched.items(DAY)
    assert items
    kept = {item.id for item in bearing(machine, items)}
    assert acts is None or kept <= {item.id for item in items if item.act in acts}
    assert kept == {item.id for item in watched.bearing(DAY)}


TEXT = """accords: agreement/1
id: handed
title: Handed on
signed: 2029-01-01
parties:
  norland: {name: Norland}
  vestria: {name: Vestria}
articles:
  - article: 1
    stipulations:
      - {name: road, kind: obligation, who: norland, to: vestria, does: {event: road cleared}, by: 2029-06-01}
"""


def test_what_somebody_did_counts_once_it_is_supposed_that_the_duty_was_handed_to_him(tmp_path: Path) -> None:
    (tmp_path / "handed.yaml").write_text(TEXT, "utf-8")
    rows = "2029-03-01,,road cleared,carrier,,,confirmed\n2029-03-02,,tea drunk,carrier,,,confirmed\n"
    (tmp_path / "rows.csv").write_text(f"date,act,event,party,about,to,status\n{rows}", "utf-8")
    watched = watch(tmp_path / "handed.yaml", events=tmp_path / "rows.csv")
    day = date(2029, 7, 1)
    assert not watched.bearing(day), "nobody handed anything to the carrier"
    noon = watched.agreement.clock.start(date(2029, 2, 1))
    handed = Item("handed", noon, noon, day, act="subcontract", party="norland", about="1.road", to="carrier")
    found = watched.what_if(day, supposed=[handed])
    whole = what_if(watched.agreement, watched.items(day), day, added=[handed])
    assert [(one.id, one.after.possible) for one in found.changed] == [
        (one.id, one.after.possible) for one in whole.changed
    ]
    assert [one.after.certain for one in found.changed if one.id == "1"] == ["fulfilled"]
    settled = watched.what_if(day, settled={f"{tmp_path}/rows.csv:3": False})
    assert not settled.changed, "what bears on nothing may be settled all the same"


def test_what_is_done_upon_a_clause_that_is_not_there_is_kept_to_be_told(tmp_path: Path) -> None:
    (tmp_path / "handed.yaml").write_text(TEXT, "utf-8")
    rows = "2029-03-01,suspend,,vestria,1.raod,,confirmed\n"
    (tmp_path / "rows.csv").write_text(f"date,act,event,party,about,to,status\n{rows}", "utf-8")
    watched = watch(tmp_path / "handed.yaml", events=tmp_path / "rows.csv")
    assert [one.norms for one in watched.without_effect(date(2029, 7, 1))] == [()]


def test_only_the_last_days_that_were_asked_for_are_kept(tmp_path: Path) -> None:
    (tmp_path / "handed.yaml").write_text(TEXT, "utf-8")
    watched = watch(tmp_path / "handed.yaml")
    first = watched.course(date(2029, 1, 1))
    assert watched.course(date(2029, 1, 1)) is first
    for day in range(2, 30):
        watched.course(date(2029, 1, day))
    assert len(watched._kept) <= 8
    assert watched.course(date(2029, 1, 1)).possible == first.possible
