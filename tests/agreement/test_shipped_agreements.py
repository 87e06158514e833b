"""What an expert expects of Minsk II and of the settlement that was reported in August 2025, by date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accords.agreement.agreement import Agreement, ClauseStanding
from accords.agreement.item import Item, Status
from accords.agreement.parse import read_agreement
from accords.agreement.status import AgreementStanding, NormStanding, status
from accords.agreement.tables import items_of_table

FOLDER = Path(__file__).parents[2] / "examples" / "agreements"


def shipped(name: str) -> tuple[Agreement, list[Item]]:
    agreement, faults = read_agreement(FOLDER / f"{name}.yaml")
    assert agreement is not None
    items, more = items_of_table(FOLDER / f"{name}.events.csv", agreement.clock, parties=agreement.party_ids)
    assert not [*faults, *more]
    return agreement, items


def norms(found: AgreementStanding) -> dict[str, NormStanding]:
    return {one.norm.id: one for stipulation in found.stipulations for one in stipulation.norms}


def states(agreement: Agreement, items: list[Item], day: str) -> dict[str, str]:
    """By the end of a day, what each norm may be: states joined by " or "."""
    found = norms(status(agreement, items, date.fromisoformat(day)))
    return {own: " or ".join(one.standing.possible) for own, one in found.items()}


MINSK, MINSK_ITEMS = shipped("minsk-ii")
SETTLEMENT, SETTLEMENT_ITEMS = shipped("settlement-2025")

# A norm, a day, and where it stands by the end of it.
EXPECTED = [
    # The truce began on 15 February; Debaltseve was stormed after it.
    ("1[certain areas]", "2015-02-14", "conditional"),
    ("1[certain areas]", "2015-02-15", "active"),
    ("1[certain areas]", "2015-02-17", "breached"),
    # Of fire by the other side there are only a disputed and a reported account.
    ("1[ukraine]", "2015-05-31", "active"),
    ("1[ukraine]", "2015-12-31", "breached or active"),
    # "Day 2 of the ceasefire" is over a day before "the second day after the ceasefire".
    ("2.begin~un[ukraine]", "2015-02-16", "active"),
    ("2.begin~un[ukraine]", "2015-02-17", "breached"),
    ("2.begin~ru[ukraine]", "2015-02-17", "active"),
    ("2.begin~ru[ukraine]", "2015-02-18", "breached"),
    ("2.begin~un[ukraine]", "2015-02-26", "cured"),
    # What was announced on 24 February was seen on the 26th.
    ("2.begin~un[certain areas]", "2015-02-25", "breached or cured"),
    ("2.begin~un[certain areas]", "2015-02-26", "cured"),
    # Fourteen days after the ceasefire, or after the last day for a start on time; that it was completed is disputed.
    ("2.complete~from ceasefire[ukraine]", "2015-03-01", "active"),
    ("2.complete~from ceasefire[ukraine]", "2015-03-02", "breached"),
    ("2.complete~from start[ukraine]", "2015-03-02", "active"),
    ("2.complete~from start[ukraine]", "2015-03-03", "breached"),
    ("2.complete~from start[ukraine]", "2015-03-07", "breached"),  # the announcement was published on the next day
    ("2.complete~from start[ukraine]", "2015-03-08", "breached or cured"),
    # In one text talks are due with the withdrawal, in the other after it.
    ("4.dialogue~un", "2015-03-20", "breached"),
    ("4.dialogue~ru", "2015-03-20", "breached or conditional"),
    # Thirty days from the signing end with 14 March.
    ("4.resolution", "2015-03-14", "active"),
    ("4.resolution", "2015-03-15", "breached"),
    ("4.resolution", "2015-03-16", "breached"),
    ("4.resolution", "2015-03-17", "cured"),
    ("6[certain areas]", "2015-03-12", "active or conditional"),
    ("6[certain areas]", "2015-03-13", "breached or conditional"),
    # No constitution by the end of 2015, so control of the border is not owed yet.
    ("11.constitution", "2015-12-31", "active"),
    ("11.constitution", "2016-01-01", "breached"),
    ("11.status", "2016-01-01", "breached"),
    ("9.begin", "2016-12-31", "conditional"),
    ("9.complete", "2016-12-31", "conditional"),
    # Without a date a duty is owed until it is done.
    ("5", "2016-12-31", "active"),
    ("7[certain areas]", "2016-12-31", "active"),
    ("8.banking", "2016-12-31", "active"),
    ("10.foreign[russia]", "2016-12-31", "active"),
    ("12.agreement", "2016-12-31", "active"),
    ("13", "2015-05-05", "active"),
    ("13", "2015-05-06", "fulfilled"),
]


@pytest.mark.parametrize(("norm", "day", "expected"), EXPECTED)
def test_where_minsk_ii_stands(norm: str, day: str, expected: str) -> None:
    assert states(MINSK, MINSK_ITEMS, day)[norm] == expected


def test_minsk_ii_has_thirteen_points_and_the_undated_ones_have_no_date() -> None:
    assert [article.number for article in MINSK.articles] == [str(number) for number in range(1, 14)]
    dated = {one.article for one in MINSK.stipulations if one.due or one.begins or one.lapses}
    assert dated == {"1", "2", "3", "4", "6", "9", "11"}


def test_border_control_becomes_owed_once_elections_and_constitution_are_there() -> None:
    """The chain 9, 11, 12: with all three in time the end of 2015 holds; later it has passed already."""

    def with_all(day: str) -> list[Item]:
        at = MINSK.clock.start(date.fromisoformat(day))
        events = [
            ("questions of local elections agreed", "ukraine"),
            ("questions of local elections agreed", "certain areas"),
            ("local elections held to OSCE standards", "certain areas"),
            ("new constitution in force", "ukraine"),
            ("permanent law on special status adopted", "ukraine"),
        ]
        return [
            Item(f"what if {n}", at, at, date.fromisoformat(day), event=event, party=party)
            for n, (event, party) in enumerate(events)
        ]

    in_time = states(MINSK, MINSK_ITEMS + with_all("2015-11-10"), "2015-11-10")
    assert (in_time["9.begin"], in_time["9.complete"]) == ("active", "active")
    late = states(MINSK, MINSK_ITEMS + with_all("2016-03-10"), "2016-03-10")
    assert (late["11.constitution"], late["9.begin"], late["9.complete"]) == ("cured", "active", "breached")


def test_no_clause_of_the_reported_settlement_is_more_than_offered_or_reported() -> None:
    assert {one.standing for one in SETTLEMENT.stipulations} == {ClauseStanding.OFFERED, ClauseStanding.REPORTED}


def test_nothing_is_certainly_owed_by_russia_but_the_talks() -> None:
    found = norms(status(SETTLEMENT, SETTLEMENT_ITEMS, date(2025, 8, 20)))
    of_russia = {own for own, one in found.items() if any("russia" in names for names in one.norm.debtors)}
    assert of_russia == {"2.ukraine", "2.europe", "3.regions", "3.donetsk", "4.3"}
    certain = {own: str(found[own].standing.certain) for own in of_russia if found[own].standing.certain}
    assert certain == {"2.ukraine": "conditional", "2.europe": "conditional", "4.3": "active"}


def test_what_would_make_the_settlement_certain_is_told_by_others_than_russia() -> None:
    """The items that decide are what two Americans told; Russia's own words, all of them confirmed, decide nothing."""
    found = norms(status(SETTLEMENT, SETTLEMENT_ITEMS, date(2025, 8, 20)))
    deciding = {item.event: item for one in found.values() for item in one.standing.deciding}
    assert set(deciding) == {
        "others may guarantee Ukraine", "guarantees accepted by Russia", "concessions on five regions", "Donetsk discussed"
    }  # fmt: skip
    assert all(item.status is Status.REPORTED for item in deciding.values())
    assert all(item.source.startswith(("CNN", "White House")) for item in deciding.values())


def test_the_guarantee_is_not_triggered_by_attacks_before_a_peace_agreement() -> None:
    day = date(2025, 8, 18)
    at = SETTLEMENT.clock.start(day)
    attack = Item("attack", at, at, day, act="attack", party="russia", toward=("ukraine",), place=("Kharkiv region",))
    found = states(SETTLEMENT, [*SETTLEMENT_ITEMS, attack], "2025-08-20")
    assert found["1.guarantee[united states]"] == "conditional"
