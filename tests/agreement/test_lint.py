"""What the lint says of an agreement: every finding with what it is about, what it says and what to do; and nothing of a good file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from accords.agreement.agreement import Agreement
from accords.agreement.condition import Reached, State
from accords.agreement.finding import Code, Finding, Severity, line_of
from accords.agreement.lint import lint
from accords.agreement.parse import agreement_of, read_agreement
from tests.agreement.files import HEAD, agreed, articles, clause
from tests.growth import growth

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "agreement-file.md").read_text("utf-8")
MINSK = ROOT / "examples" / "agreements" / "minsk-ii.yaml"
OWED = ("kind: obligation", "who: arland", "does: {event: lists handed over}")


def of(text: str, head: str = HEAD) -> dict[str, list[Finding]]:
    """Findings by code, those on what nothing uses left out unless they are asked for."""
    found: dict[str, list[Finding]] = {}
    for finding in lint(agreed(text, head)):
        found.setdefault(finding.code.value, []).append(finding)
    return found


def codes(text: str, head: str = HEAD) -> set[str]:
    return {code for code in of(text, head) if not code.startswith("unused")}


# -- shipped files ---------------------------------------------------------------------------------------------------------


def test_of_the_example_of_the_page_only_what_is_so_is_told() -> None:
    agreement, faults = agreement_of(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0], "lake.yaml")
    assert agreement is not None and not faults
    told = [(finding.code.value, finding.about, finding.severity.value) for finding in lint(agreement)]
    assert told == [
        ("unused-party", "mission", "note"),
        ("unused-definition", "armed attack", "note"),
        ("clock-may-not-start", "2.lists", "note"),
        ("readings-differ", "2.lists", "warning"),
    ]


@pytest.fixture(scope="module")
def minsk() -> tuple[Finding, ...]:
    agreement, faults = read_agreement(MINSK)
    assert agreement is not None and not faults
    return lint(agreement)


def test_every_undated_point_of_minsk_ii_is_named_and_no_other(minsk: tuple[Finding, ...]) -> None:
    assert [one.about for one in minsk if one.code is Code.UNDATED] == ["5", "7", "8", "10", "12", "13"]


def test_the_chain_9_11_12_of_minsk_ii_is_named_with_its_places(minsk: tuple[Finding, ...]) -> None:
    (chain,) = [one for one in minsk if one.code is Code.CHAIN]
    assert [own for own, _ in chain.path] == ["9", "11", "12"]
    lines = MINSK.read_text("utf-8").splitlines()
    for own, place in chain.path:
        assert lines[int(place.rpartition(":")[2]) - 1].strip() == f"- article: {own}"
    assert "9.complete waits for 11.constitution, 11.status and 12.elections" in chain.words


def test_both_readings_of_minsk_ii_are_told_with_their_days(minsk: tuple[Finding, ...]) -> None:
    readings = {one.about: one for one in minsk if one.code is Code.READINGS_DIFFER}
    assert readings.keys() == {"2.begin", "2.complete", "4.dialogue"}
    assert "by the end of 1 March 2015" in readings["2.complete"].words
    assert "by the end of 2 March 2015" in readings["2.complete"].words
    assert "1 day apart" in readings["2.complete"].words
    assert (
        "start of withdrawal" in readings["4.dialogue"].words and "2.complete is done" in readings["4.dialogue"].words
    )


def test_the_end_of_2015_may_pass_before_border_control_is_owed(minsk: tuple[Finding, ...]) -> None:
    (late,) = [one for one in minsk if one.code is Code.DATE_BEFORE_CONDITION]
    assert late.about == "9.complete" and "by the end of 31 December 2015" in late.words


def test_findings_stand_in_the_order_of_the_file_and_are_full_sentences(minsk: tuple[Finding, ...]) -> None:
    places = [line_of(one.place) for one in minsk]
    assert places == sorted(places)
    for one in minsk:
        assert one.words.endswith(".") and one.remedy.endswith(".")
        row = one.to_json()
        assert row["code"] == one.code.value and row["severity"] == one.severity.value


# -- one thing wrong -------------------------------------------------------------------------------------------------------

GUARANTEE = (
    "kind: guarantee", "guarantors: [beland, celand]", "beneficiary: arland", "trigger: armed attack", "duty: {act: aid, toward: arland}",
)  # fmt: skip
BY = "by: 30 days after trigger"
ENDS = "ended by: {event: peace}"
DETERMINED = "determined by: {who: arland, within: 3 days}"

SITUATIONS: dict[str, tuple[str, Code, Severity, str]] = {
    "an article that asks nothing": (
        "  - article: 3\n    text: The parties are friends.\n", Code.UNDATED, Severity.NOTE, "Article 3 binds nobody to anything dated",
    ),
    "an obligation without a date": (clause(*OWED), Code.UNDATED, Severity.WARNING, "can never be breached"),
    "an obligation without a date beside one that has one": (
        "  - article: 1\n    stipulations:\n"
        "      - {name: a, kind: obligation, who: arland, does: {event: x}, by: 2029-06-01}\n"
        "      - {name: b, kind: obligation, who: arland, does: {event: y}}\n",
        Code.NO_DEADLINE, Severity.WARNING, "1.b has no deadline",
    ),
    "a step without a date": (
        clause("kind: procedure", "steps: [{who: arland, does: start, by: 2029-06-01}, {who: beland, does: {event: x}}]"),
        Code.NO_DEADLINE, Severity.WARNING, "Step 2 of 1 has no deadline",
    ),
    "a prohibition for ever": (
        clause("kind: prohibition", "who: arland", "does not: {act: attack, place: shore}"), Code.NO_END, Severity.NOTE, "without an end",
    ),
    "a condition that may never come": (
        clause(*OWED, "by: 5 days after trigger", "when: start"), Code.CANNOT_LAPSE, Severity.WARNING, "waits until `start`",
    ),
    "a clock that may never start": (
        clause(*OWED, "by: 5 days after start"), Code.CLOCK_MAY_NOT_START, Severity.NOTE, "only a time after `start`",
    ),
    "a date that may pass first": (
        clause(*OWED, "by: 2029-06-01", "when: start"), Code.DATE_BEFORE_CONDITION, Severity.WARNING, "by the end of 1 June 2029",
    ),
    "a date that must pass first": (
        clause(*OWED, "by: 2029-06-01", "when: {all: [start, {after: 2029-07-01}]}"),
        Code.ENDS_BEFORE_IT_BEGINS, Severity.ERROR, "not earlier than on 2 July 2029",
    ),
    "a term that ends before it begins": (
        clause("kind: prohibition", "who: arland", "does not: {act: attack, place: shore}", "begins: 2029-07-01", "until: 2029-06-01"),
        Code.ENDS_BEFORE_IT_BEGINS, Severity.ERROR, "ends by the end of 1 June 2029",
    ),
    "a date before the signing": (
        clause(*OWED, "by: 2029-01-01"), Code.ENDS_BEFORE_IT_BEGINS, Severity.ERROR, "not earlier than on 12 March 2029",
    ),
    "a condition that lapses before it can come": (
        clause(*OWED, "by: 5 days after trigger", "when: {after: 2029-07-01}", "lapses: 2029-06-01"),
        Code.LAPSES_FIRST, Severity.ERROR, "can never be triggered",
    ),
    "a condition that lapses before the beginning": (
        clause(*OWED, "by: 2029-12-31", "when: start", "lapses: 2029-06-01", "begins: 2029-07-01"),
        Code.LAPSES_FIRST, Severity.NOTE, "can neither come nor lapse",
    ),
    "nothing that could lapse": (clause(*OWED, "by: 2029-06-01", "lapses: 2029-05-01"), Code.IDLE_LAPSES, Severity.NOTE, "says nothing"),
    "a state that cannot be": (
        clause("kind: prohibition", "who: arland", "does not: {act: attack, place: shore}", "until: 2029-12-31")
        + clause(*OWED, "by: 5 days after trigger", "when: 1 is cured", "lapses: 2029-12-31", number=2),
        Code.UNREACHABLE, Severity.ERROR, "2 asks whether 1 is cured, which it can never be",
    ),
    "a condition and its absence": (
        clause(*OWED, "by: 5 days after trigger", "when: start", "unless: start"), Code.UNREACHABLE, Severity.ERROR, "absence of the same",
    ),
    "a deed that triggers itself": (
        clause("kind: obligation", "who: arland", "does: start", "when: start", "lapses: 2029-06-01", "by: 2 days after start"),
        Code.DEED_IS_TRIGGER, Severity.WARNING, "a second time",
    ),
    "nobody who owes": (clause("kind: obligation", "does: {event: x}", "by: 2029-06-01"), Code.NO_DEBTOR, Severity.WARNING, "names nobody"),
    "several who owe somehow": (
        clause("kind: obligation", "who: [arland, beland]", "does: {event: x}", "by: 2029-06-01"),
        Code.OWED_NOT_SAID, Severity.WARNING, "does not say how",
    ),
    "a deed of any kind": (
        clause("kind: obligation", "who: arland", "does: {act: aid}", "by: 2029-06-01"), Code.WIDE_DEED, Severity.NOTE, "toward whomever",
    ),
    "one clause against another": (
        clause("kind: prohibition", "who: [arland, beland]", "does not: {act: retreat}", "until: 2029-12-31")
        + clause("kind: obligation", "who: arland", "does: {act: retreat, issue: forces}", "by: 2029-06-01", number=2),
        Code.CONFLICT, Severity.WARNING, "asks of arland what 1 forbids",
    ),
    "a suspension without a way back": (
        clause("kind: power", "who: arland", "may: suspend", "over: [2]") + clause(*OWED, "by: 2029-06-01", number=2),
        Code.NO_WAY_BACK, Severity.NOTE, "nobody may resume",
    ),
    "a resumption of what nobody may suspend": (
        clause("kind: power", "who: arland", "may: resume", "over: [2]") + clause(*OWED, "by: 2029-06-01", number=2),
        Code.IDLE_POWER, Severity.WARNING, "nobody may suspend that",
    ),
    "the release of an agreement": (
        clause("kind: power", "who: arland", "may: release", "over: agreement"), Code.IDLE_POWER, Severity.WARNING, "for single stipulations",
    ),
    "waiting for what nobody may do": (
        clause(*OWED, "by: 5 days after trigger", "lapses: 2029-12-31", "when: {act: terminate, about: agreement}"),
        Code.NOBODY_MAY, Severity.WARNING, "agreement is terminated, and nobody may do that",
    ),
    "a guarantee without a time": (
        clause(*GUARANTEE, ENDS, DETERMINED), Code.DUTY_WITHOUT_TIME, Severity.WARNING, "no time is stated",
    ),
    "a guarantee of one's own choice": (
        clause(*GUARANTEE, ENDS, DETERMINED, BY, "discretion: yes"), Code.DISCRETION, Severity.NOTE, "any act of the duty fulfils it",
    ),
    "a guarantee that nobody determines": (
        clause(*GUARANTEE, ENDS, BY), Code.NOBODY_DETERMINES, Severity.WARNING, "the facts alone do",
    ),
    "silence that means nothing": (clause(*GUARANTEE, ENDS, BY, DETERMINED), Code.SILENCE, Severity.NOTE, "has 3 days"),
    "unanimity": (
        clause(*GUARANTEE, ENDS, BY, "determined by: {who: [beland, celand], rule: unanimity, within: 3 days}"),
        Code.VETO, Severity.WARNING, "beland and celand can each keep it from being triggered",
    ),
    "a veto": (
        clause(*GUARANTEE, ENDS, BY, "determined by: {who: [arland, beland, celand], rule: majority, veto: celand}"),
        Code.VETO, Severity.WARNING, "celand can keep 1 from being triggered",
    ),
    "the attacker's own word": (
        clause("kind: guarantee", "guarantors: [beland, celand]", "beneficiary: arland", "trigger: {act: attack, party: celand, place: shore}",
               "duty: {act: aid, toward: arland}", ENDS, BY, "determined by: {who: [beland, celand], rule: unanimity}"),
        Code.OWN_CAUSE, Severity.WARNING, "celand's own act",
    ),
    "a guarantee without an end": (clause(*GUARANTEE, BY, DETERMINED), Code.NO_TERM, Severity.NOTE, "Nothing says when 1 ends"),
    "an attack anywhere": (
        clause("kind: guarantee", "guarantors: beland", "beneficiary: arland", "trigger: {act: attack, toward: arland}",
               "duty: {act: aid, toward: arland}", ENDS, BY, DETERMINED),
        Code.NO_AREA, Severity.NOTE, "no area is named",
    ),
    "a guarantee for nobody": (
        clause("kind: guarantee", "guarantors: beland", "trigger: armed attack", "duty: {act: aid, toward: arland}", ENDS, BY, DETERMINED),
        Code.NO_BENEFICIARY, Severity.WARNING, "for whom it is",
    ),
    "texts that say the same": (
        clause(*OWED, "readings: {en: {by: 2029-06-01}, de: {by: 2029-06-01}}"), Code.READINGS_ALIKE, Severity.NOTE, "say the same",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(situation: str) -> None:
    text, code, severity, words = SITUATIONS[situation]
    found = of(text)[code.value]
    assert len(found) == 1, found
    assert found[0].severity is severity
    assert words in found[0].words
    assert re.fullmatch(r"pond\.yaml:\d+", found[0].place)


GOOD: dict[str, str] = {
    "a dated obligation": clause(*OWED, "by: 2029-06-01"),
    "a condition that lapses": clause(*OWED, "by: 5 days after trigger", "when: start", "lapses: 2029-12-31"),
    "a condition that an event shuts out": clause(
        *OWED, "by: 5 days after trigger", "when: start", "unless: {event: war}"
    ),
    "a date that the condition must come before": clause(*OWED, "by: 2029-12-31", "when: start", "lapses: 2029-06-01"),
    "a term": clause("kind: prohibition", "who: [arland, beland]", "does not: {act: attack, place: shore}", "until: 2030-01-01"),
    "a clock that its own condition starts": clause(
        *OWED, "by: 5 days after start", "when: start", "lapses: 2029-12-31"
    ),
    "a power with its way back": clause("kind: power", "who: celand", "may: [suspend, resume]", "over: agreement"),
    "a power over what it waits for": clause("kind: power", "who: celand", "may: [suspend, resume]", "over: [2]")
    + clause(*OWED, "by: 2029-06-01", number=2)
    + clause(*OWED, "by: 5 days after trigger", "when: 2 is suspended", "lapses: 2029-12-31", number=3),
    "a prohibition beside another's duty": clause("kind: prohibition", "who: beland", "does not: {act: retreat}", "until: 2029-12-31")
    + clause("kind: obligation", "who: arland", "does: {act: retreat, issue: forces}", "by: 2029-06-01", number=2),
    "a procedure": clause(
        "kind: procedure", "steps: [{who: arland, does: start, by: 2029-06-01}, {who: beland, does: {event: x}, by: 5 days after trigger}]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", GOOD)
def test_nothing_is_said_of_a_good_file(situation: str) -> None:
    assert codes(GOOD[situation]) == set()


# -- what the tables do not hold -------------------------------------------------------------------------------------------


def test_a_deadline_that_counts_from_a_signing_without_a_date_is_an_error_of_a_signed_agreement() -> None:
    text = clause(*OWED, "by: 5 days after signing")
    head = HEAD.replace("signed: 2029-03-12", "status: signed\nin force: 2029-03-12")
    (found,) = of(text, head)["no-anchor"]
    assert found.severity is Severity.ERROR and "`signed:`" in found.remedy
    (found,) = of(text, HEAD.replace("signed: 2029-03-12", "in force: 2029-03-12"))["no-anchor"]
    assert found.severity is Severity.WARNING


def test_an_entry_into_force_before_the_signing_is_noted() -> None:
    (found,) = of(clause(*OWED, "by: 2029-06-01"), HEAD.replace("articles:", "in force: 2029-01-01\narticles:"))[
        "retroactive"
    ]
    assert "on 1 January 2029" in found.words and "12 March 2029" in found.words


def test_an_hour_that_comes_twice_is_told() -> None:
    text = clause(*OWED, "by: 2029-10-28 02:30")
    (found,) = of(text, HEAD.replace("signed:", "zone: Europe/Zurich\nsigned:"))["local-time"]
    assert "comes twice" in found.words and found.severity is Severity.WARNING


def test_a_member_that_votes_beside_its_group_makes_unanimity_impossible() -> None:
    head = HEAD.replace("areas:", "  league: {members: [beland, celand]}\nareas:")
    text = clause(*GUARANTEE, ENDS, BY, "determined by: {who: [league, beland], rule: unanimity, within: 3 days}")
    (found,) = of(text, head)["rule-cannot-be-met"]
    assert found.severity is Severity.ERROR and "beland" in found.words
    assert "rule-cannot-be-met" not in of(text.replace("[league, beland]", "[arland, beland]"), head)


def test_a_member_bound_beside_its_group_is_told() -> None:
    head = HEAD.replace("areas:", "  league: {members: [beland, celand]}\nareas:")
    text = clause("kind: obligation", "who: [league, beland]", "owed: severally", "does: {event: x}", "by: 2029-06-01")
    (found,) = of(text, head)["group-and-member"]
    assert "counts for both" in found.words


def test_what_nothing_uses_is_noted_and_what_a_group_uses_is_not() -> None:
    head = HEAD.replace("areas:", "  league: {members: [beland, celand]}\nareas:")
    found = of(clause("kind: obligation", "who: league", "does: {event: x}", "by: 2029-06-01"), head)
    # Arland stands in a definition that nothing uses, which is told already.
    assert "unused-party" not in found
    assert {one.about for one in found["unused-definition"]} == {"armed attack", "start"}
    assert "unused-area" not in found  # an unused definition asks for it, which is told already


def test_what_is_so_in_one_reading_only_is_told_with_its_name() -> None:
    text = clause(*OWED, "readings: {en: {by: 2029-06-01}, de: {by: 5 days after start}}")
    (found,) = of(text)["clock-may-not-start"]
    assert found.reading == "de" and found.words.startswith("In the reading `de`: 1 can be breached")
    (both,) = of(clause(*OWED, "readings: {en: {by: 6 days after start}, de: {by: 5 days after start}}"))[
        "clock-may-not-start"
    ]
    assert both.reading is None


def test_a_chain_goes_from_what_rests_to_what_it_rests_on() -> None:
    text = "".join(
        clause(
            *OWED,
            "by: 5 days after trigger",
            "lapses: 2029-12-31",
            *([f"when: {number + 1} is done"] if number < 3 else []),
            number=number,
        )
        for number in (1, 2, 3)
    )
    (chain,) = of(text)["chain"]
    assert [own for own, _ in chain.path] == ["1", "2", "3"]


def test_a_circle_is_named_with_its_places() -> None:
    text = clause(*OWED, "by: 2029-06-01") + clause(*OWED, "when: 1 is done", "by: 5 days after trigger", number=2)
    agreement = agreed(text)
    first, second = agreement.articles
    # What is read from a file never has one: this is of agreements that programs make.
    waits = replace(first.stipulations[0], when=Reached("2", frozenset((State.FULFILLED,))))
    circular = replace(agreement, articles=(replace(first, stipulations=(waits,)), second))
    (circle,) = [one for one in lint(circular) if one.code is Code.CIRCLE]
    assert circle.severity is Severity.ERROR
    assert {own for own, _ in circle.path} == {"1", "2"}
    assert "which waits for" in circle.words


def test_two_articles_that_rest_on_each_other_once_are_no_chain() -> None:
    text = clause(*OWED, "by: 2029-06-01", number=2) + clause(
        *OWED, "by: 5 days after trigger", "when: 2 is done", "lapses: 2029-12-31", number=3
    )
    assert "chain" not in of(text)


@given(articles())
@settings(max_examples=60, deadline=None)
def test_every_file_can_be_looked_at_and_each_thing_is_told_once(text: str) -> None:
    agreement = agreed(text)
    found = lint(agreement)
    keys = [(one.code, one.about, one.words) for one in found]
    assert len(keys) == len(set(keys))
    assert found == lint(agreement)
    undated = {one.about for one in found if one.code is Code.UNDATED}
    for article in agreement.articles:
        if not article.stipulations:
            assert article.number in undated


def test_time_grows_with_the_length_of_the_file_alone() -> None:
    def of(clauses: int) -> Agreement:
        return agreed(
            "".join(
                clause(*OWED, "by: 5 days after trigger", f"when: {n - 1} is done" if n else "when: start", number=n)
                for n in range(clauses)
            )
        )

    grown = growth(of, lint, 100, 1_600)
    assert grown.is_near_linear, grown
