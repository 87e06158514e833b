"""What an expert expects of the guarantees that ship, by date, and of an attack inside and outside of their areas."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from accords.agreement.agreement import Agreement, Kind
from accords.agreement.item import Item, Status
from accords.agreement.parse import read_agreement
from accords.agreement.status import machine_of, status
from accords.agreement.tables import items_of_table
from accords.agreement.what_if import what_if

FOLDER = Path(__file__).parents[2] / "examples" / "agreements"
GUARANTEES = (
    "nato", "rio", "us-japan", "us-korea", "csto", "eu-42-7", "budapest-1994", "istanbul-2022", "istanbul-2022-counter",
)  # fmt: skip


@cache
def shipped(name: str) -> tuple[Agreement, list[Item]]:
    agreement, faults = read_agreement(FOLDER / f"{name}.yaml")
    assert agreement is not None
    items, more = items_of_table(FOLDER / f"{name}.events.csv", agreement.clock, parties=agreement.party_ids)
    assert not [*faults, *more]
    return agreement, items


@cache
def states(name: str, day: str) -> dict[str, str]:
    """By the end of a day, what each norm may be: states joined by " or "."""
    found = status(*shipped(name), date.fromisoformat(day))
    return {
        row.norm.id: " or ".join(row.standing.possible)
        for stipulation in found.stipulations
        for row in stipulation.norms
    }


def supposed(name: str, case: str) -> list[Item]:
    agreement, _ = shipped(name)
    items, faults = items_of_table(FOLDER / "what-if.csv", agreement.clock, parties=agreement.party_ids)
    assert not faults
    asked = {("agreement", name), ("case", case)}
    return [item for item in items if asked <= set(item.attributes)]


def duties(name: str, case: str) -> set[str]:
    """What is owed by the end of the last day of a case that is not owed without it."""
    agreement, _ = shipped(name)
    items = supposed(name, case)
    found = what_if(agreement, [], max(item.known_on for item in items), added=items)
    assert all(duty.certain for duty in found.duties)
    return {duty.norm.id for duty in found.duties}


@pytest.mark.parametrize(
    ("name", "norm", "day", "expected"),
    [
        # The Falklands are outside of NATO's area; in 2001 there was an attack first, and a determination three weeks later.
        ("nato", "5.assistance[france]", "1982-12-31", "conditional"),
        ("nato", "5.assistance[france]", "2001-09-11", "undetermined"),
        # "If it is determined that …" of 12 September determines nothing.
        ("nato", "5.assistance[france]", "2001-10-01", "undetermined"),
        ("nato", "5.assistance[france]", "2001-10-02", "active"),
        ("nato", "5.report", "2001-10-06", "active"),
        ("nato", "5.report", "2001-10-07", "fulfilled"),
        ("nato", "5.assistance[united-kingdom]", "2001-10-07", "fulfilled"),
        # Nations of the crews are reported, not confirmed; promised measures are no assistance.
        ("nato", "5.assistance[germany]", "2001-10-08", "active"),
        ("nato", "5.assistance[germany]", "2001-10-09", "active or fulfilled"),
        ("nato", "5.assistance[iceland]", "2001-12-31", "active"),
        ("nato", "5.assistance[united-states]", "2001-12-31", "released"),
        # Consultation is a duty of its own, and comes again with every request.
        ("nato", "4", "2003-02-09", "conditional"),
        ("nato", "4", "2003-02-10", "active"),
        ("nato", "4", "2003-02-16", "fulfilled"),
        ("nato", "4", "2012-06-25", "active"),
        ("nato", "4", "2012-06-26", "fulfilled"),
        ("nato", "4", "2022-02-24", "fulfilled"),
        # South Georgia is inside of Rio's region, and who attacked there is disputed.
        ("rio", "3[brazil]", "1982-04-24", "conditional"),
        ("rio", "3[brazil]", "1982-04-25", "undetermined or conditional"),
        ("rio", "6", "1982-04-19", "active"),
        ("rio", "6", "1982-04-26", "fulfilled"),
        ("rio", "3[brazil]", "2001-09-11", "undetermined"),
        ("rio", "6", "2001-09-17", "active"),
        ("rio", "3[brazil]", "2001-09-21", "active"),
        ("rio", "6", "2001-09-21", "fulfilled"),
        ("rio", "5", "2001-09-20", "conditional"),
        ("rio", "5", "2001-09-21", "active"),
        ("rio", "5", "2001-10-16", "active or fulfilled"),
        # Incursions, overflights and statements trigger nothing.
        ("us-japan", "V.defence[united-states]", "2014-12-31", "conditional"),
        ("us-japan", "V.report", "2022-12-31", "conditional"),
        ("us-japan", "IV", "2022-12-31", "conditional"),
        # Rangoon is outside; the finding on the Cheonan was published two months later; nobody has determined Yeonpyeong.
        ("us-korea", "III[united-states]", "1983-12-31", "conditional"),
        ("us-korea", "III[united-states]", "2010-05-19", "conditional"),
        ("us-korea", "III[united-states]", "2010-05-20", "undetermined or conditional"),
        ("us-korea", "III[united-states]", "2010-11-23", "undetermined"),
        ("us-korea", "III[united-states]", "2020-12-31", "undetermined"),
        # Asked for consultations; whether they were these is only reported.
        ("csto", "2", "2021-05-14", "active"),
        ("csto", "2", "2021-05-31", "active or fulfilled"),
        # Kazakhstan asked and was helped; Armenia asked and was not.
        ("csto", "4.kazakhstan[russia]", "2022-01-05", "active"),
        ("csto", "4.kazakhstan[russia]", "2022-01-06", "fulfilled"),
        ("csto", "4.kazakhstan[kyrgyzstan]", "2022-01-07", "active"),
        ("csto", "4.kazakhstan[kyrgyzstan]", "2022-01-08", "fulfilled"),
        ("csto", "4.armenia[russia]", "2022-09-12", "conditional"),
        ("csto", "4.armenia[russia]", "2023-12-31", "active"),
        # The attacked state determines; promises of all are no aid of any.
        ("eu-42-7", "42.7[germany]", "2015-11-12", "conditional"),
        ("eu-42-7", "42.7[germany]", "2015-11-16", "undetermined"),
        ("eu-42-7", "42.7[germany]", "2015-11-17", "active"),
        ("eu-42-7", "42.7[germany]", "2015-12-10", "fulfilled"),
        ("eu-42-7", "42.7[belgium]", "2015-12-10", "active or fulfilled"),
        ("eu-42-7", "42.7[malta]", "2015-12-31", "active"),
        ("eu-42-7", "42.7[france]", "2015-12-31", "released"),
        # The threat of 1 March 2014 is confirmed; who stormed the parliament in Crimea was disputed until 17 April.
        ("budapest-1994", "2[russia]", "2014-02-26", "active"),
        ("budapest-1994", "2[russia]", "2014-03-01", "breached"),
        ("budapest-1994", "1[russia]", "2014-03-17", "active"),
        ("budapest-1994", "1[russia]", "2014-03-18", "breached"),
        ("budapest-1994", "3[russia]", "2014-06-16", "breached or active"),
        ("budapest-1994", "2[united-states]", "2022-12-31", "active"),
        # Three of four consulted.
        ("budapest-1994", "6[united-kingdom]", "2014-03-04", "active"),
        ("budapest-1994", "6[united-kingdom]", "2014-03-05", "fulfilled"),
        ("budapest-1994", "6[russia]", "2014-03-05", "active"),
        ("budapest-1994", "6[united-kingdom]", "2022-02-16", "active or fulfilled"),
        ("budapest-1994", "6[united-kingdom]", "2022-02-19", "active"),
        # Point 4 is about nuclear weapons alone, and the alert of 27 February 2022 a matter of dispute.
        ("budapest-1994", "4[united-states]", "2022-02-26", "conditional"),
        ("budapest-1994", "4[united-states]", "2022-02-27", "active or conditional"),
        ("budapest-1994", "5[russia]", "2022-12-31", "active"),
        # Talks bring nothing about.
        ("istanbul-2022", "5.assistance[france]", "2024-12-31", "conditional"),
        ("istanbul-2022-counter", "5.assistance[france]", "2024-12-31", "conditional"),
    ],
)
def test_states_by_date_are_those_that_an_expert_expects(name: str, norm: str, day: str, expected: str) -> None:
    assert states(name, day)[norm] == expected


def test_an_answer_as_of_a_day_knows_only_what_was_published_by_then() -> None:
    agreement, items = shipped("budapest-1994")
    seizure = [item for item in items if item.event == "seizure of government buildings"]
    assert [(item.status, item.known_on.isoformat()) for item in seizure] == [
        (Status.DISPUTED, "2014-03-01"),
        (Status.CONFIRMED, "2014-04-17"),
    ]
    breached = {}
    for day in (date(2014, 3, 2), date(2014, 4, 17)):
        row = next(
            row for one in status(agreement, items, day).stipulations for row in one.norms if row.norm.id == "2[russia]"
        )
        breached[day] = agreement.clock.day(row.standing.since)
    assert breached == {date(2014, 3, 2): date(2014, 3, 1), date(2014, 4, 17): date(2014, 2, 27)}


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("nato", {"5.report"}, set()),
        # Wherever it was, the organ meets.
        ("rio", {"6"}, {"6"}),
        ("us-japan", {"V.report"}, set()),
        ("us-korea", set(), set()),
        ("csto", set(), set()),
        ("eu-42-7", set(), set()),
        (
            "budapest-1994",
            {f"4[{one}]" for one in ("russia", "united-kingdom", "united-states")}
            | {f"6[{one}]" for one in ("russia", "united-kingdom", "united-states", "ukraine")},
            {f"6[{one}]" for one in ("russia", "united-kingdom", "united-states", "ukraine")},
        ),
        (
            "istanbul-2022",
            {"5.report"} | {f"5.consultation[{one}]" for one in ("united-kingdom", "china", "russia", "united-states", "france", "turkey")},
            set(),
        ),
        (
            "istanbul-2022-counter",
            {"5.report"} | {f"5.consultation[{one}]" for one in ("united-kingdom", "china", "russia", "united-states", "france", "belarus")},
            set(),
        ),
    ],
)  # fmt: skip
def test_an_attack_by_itself_brings_about_no_assistance_and_outside_of_the_area_nothing_but_talk(
    name: str, inside: set[str], outside: set[str]
) -> None:
    assert duties(name, "inside") == inside
    assert duties(name, "outside") == outside


@pytest.mark.parametrize(
    ("name", "guarantee", "owing"),
    [
        ("nato", "5.assistance", {"united-kingdom", "germany"}),  # those who have said so
        ("us-japan", "V.defence", {"united-states"}),
        ("us-korea", "III", {"united-states"}),
        (
            "csto",
            "4.tajikistan",
            {"armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia"},
        ),  # all others, once it asks
        ("istanbul-2022", "5.assistance", {"united-kingdom", "china", "united-states", "france", "turkey"}),
        ("istanbul-2022-counter", "5.assistance", set()),  # one of six says no
    ],
)
def test_who_owes_assistance_when_some_have_spoken_follows_the_rule_of_the_text(
    name: str, guarantee: str, owing: set[str]
) -> None:
    owed = {one for one in duties(name, "inside, determined") if one.startswith(guarantee)}
    assert owed == {f"{guarantee}[{one}]" for one in owing}


@pytest.mark.parametrize(("name", "guarantee", "attacked"), [("rio", "3", "peru"), ("eu-42-7", "42.7", "finland")])
def test_of_a_mutual_guarantee_all_others_owe_once_the_attacked_asks(name: str, guarantee: str, attacked: str) -> None:
    agreement, _ = shipped(name)
    guarantors = next(one.who for one in agreement.stipulations if one.id == guarantee)
    owed = {one for one in duties(name, "inside, determined") if one.startswith(f"{guarantee}[")}
    assert owed == {f"{guarantee}[{one}]" for one in guarantors if one != attacked}


@pytest.mark.parametrize(("name", "breached"), [("istanbul-2022", True), ("nato", False)])
def test_only_the_consultation_that_has_three_days_can_be_breached(name: str, breached: bool) -> None:
    agreement, _ = shipped(name)
    for later, over in ((2, False), (3, breached)):
        items = supposed(name, "inside")
        day = items[0].known_on + timedelta(days=later)
        found = what_if(agreement, [], day, added=items, until=day + timedelta(days=1))
        told = {row.standing.certain for one in found.after.stipulations for row in one.norms}
        assert ("breached" in told) is over


@pytest.mark.parametrize("name", GUARANTEES)
def test_every_guarantee_quotes_its_text_and_names_its_source(name: str) -> None:
    agreement, _ = shipped(name)
    assert all(source.url for source in agreement.sources)
    guarantees = [one for one in agreement.stipulations if one.kind is Kind.GUARANTEE]
    assert guarantees
    for one in guarantees:
        article = next(article for article in agreement.articles if article.number == one.article)
        assert one.guarantee is not None
        assert one.guarantee.strength
        assert article.text
        # The strength of the duty is told in the words of the text, with … for what is left out.
        text = " ".join(words for _, words in article.text).replace("[…] ", "")
        for part in one.guarantee.strength.replace(" … ", "; ").split("; "):
            assert part in text, part
        assert "SsrGua" in dict(article.codes)["PA-X"]


@pytest.mark.parametrize("name", GUARANTEES)
def test_a_record_leaves_no_pattern_in_doubt_and_every_row_names_its_source(name: str) -> None:
    agreement, items = shipped(name)
    machine = machine_of(agreement)
    assert all(item.source and item.words for item in items)
    assert [item.id for item in items if len(machine.roles.ways(item)) != 1] == []
