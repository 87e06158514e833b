"""An agreement file becomes an agreement, and everything that is wrong with it is told at once, with file and line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.agreement.agreement import (
    Agreement,
    AgreementStatus,
    ClauseStanding,
    Determined,
    Kind,
    Owed,
    Stipulation,
)
from accords.agreement.condition import All, AnyOf, Happened, Not, Passed, Reached, State
from accords.agreement.deadline import Anchor, Unit
from accords.agreement.item import Operation
from accords.agreement.norm import Rule
from accords.agreement.norms import norms_of
from accords.agreement.parse import agreement_of, read_agreement
from accords.agreement.pattern import Area, Pattern
from accords.vocabulary import Fault

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "agreement-file.md"
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
# Of twelve lines, so that what a test adds begins in line 13.
HEAD = """accords: agreement/1
id: pond
title: Accord on the Pond
signed: 2029-03-12
parties:
  arland: {name: Arland, aliases: [Arlandic Republic]}
  beland: {name: Beland}
  council: {name: Pond Council, members: [arland, beland, Celand]}
definitions:
  armed attack: {act: attack, toward: beland}
  talks or fire: {any: [armed attack, {event: talks}]}
articles:
"""
DUTY = """  - article: 1
    stipulations:
      - kind: obligation
        who: arland
        does: {event: guns leave}
"""


def read(text: str) -> Agreement:
    agreement, faults = agreement_of(text, "pond.yaml")
    assert faults == []
    assert agreement is not None
    return agreement


def only(text: str) -> Stipulation:
    """The one stipulation of what is added to the head."""
    (one,) = read(HEAD + text).stipulations
    return one


def faults_of(text: str) -> list[Fault]:
    agreement, faults = agreement_of(text, "pond.yaml")
    if agreement is not None:
        norms_of(agreement)  # what is left can be run
    return faults


# -- what is read ------------------------------------------------------------------------------------------------------------


def test_the_example_of_the_reference_page_has_no_fault_and_says_what_it_says() -> None:
    agreement = read(EXAMPLE)
    assert (agreement.id, agreement.title, agreement.status) == (
        "lake-accord",
        "Accord on the Lake",
        AgreementStatus.SIGNED,
    )
    assert agreement.signed == agreement.clock.start(date(2029, 3, 12))
    assert agreement.in_force == Passed(agreement.clock.start(date(2029, 3, 20)))
    assert agreement.clock.zone.key == "Europe/Zurich"
    assert agreement.clock.holidays == {date(2029, 8, 1)}
    assert [party.id for party in agreement.parties] == ["norland", "vestria", "league", "kasmere", "mission"]
    assert agreement.party("league").names >= {"league", "Lake League", "lake-league", "kasmere", "norland", "Norland"}
    assert agreement.party("vestria").names >= {"Vestrian Republic", "vestrian-republic"}
    assert agreement.party_ids["vestrian republic"] == "vestria"
    assert agreement.areas == (Area("lake shore", frozenset({"harbourg", "lakeside"}), frozenset({"old mill"})),)
    assert [article.number for article in agreement.articles] == ["1", "2"]
    first = agreement.articles[0]
    assert first.text == (("en", "All fire ceases."), ("de", "Alles Feuer wird eingestellt."))
    assert first.codes == (("PA-X", ("Ce",)), ("PAM", ("ceasefire",)), ("ATOP", ()))
    assert agreement.articles[1].text == (("", "Both sides draw back."),)
    ceasefire, guns, english, german = agreement.stipulations
    assert [one.id for one in agreement.stipulations] == ["1", "2.guns", "2.lists", "2.lists"]
    assert (ceasefire.kind, ceasefire.who, ceasefire.owed) == (Kind.PROHIBITION, ("norland", "vestria"), None)
    assert ceasefire.due is not None and ceasefire.due.at == agreement.clock.end(date(2030, 3, 20))
    assert (guns.owed, guns.to) == (Owed.SEVERALLY, ("league",))
    assert guns.deed is not None and guns.deed.pattern.words == ("guns", "artillery")
    start = next(one for one in agreement.definitions if one.name == "start of withdrawal")
    assert guns.when == start.condition
    assert guns.due is not None and (guns.due.number, guns.due.unit, guns.due.anchor) == (14, Unit.DAYS, start.pattern)
    assert (english.reading, german.reading) == ("en", "de")
    assert english.due is not None and german.due is not None
    assert (english.due.unit, german.due.unit, german.due.anchor) == (Unit.DAYS, Unit.WORKING_DAYS, "2.guns")


def test_every_node_of_the_example_stands_where_the_file_has_it() -> None:
    agreement = read(EXAMPLE)
    lines = EXAMPLE.splitlines()

    def line(place: str) -> str:
        name, number = place.rsplit(":", 1)
        assert name == "pond.yaml"
        return lines[int(number) - 1]

    for party in agreement.parties:
        assert party.id in line(party.place)
    for definition in agreement.definitions:
        assert definition.name in line(definition.place)
    for article in agreement.articles:
        assert f"article: {article.number}" in line(article.place)
    assert ["kind: prohibition" in line(one.place) for one in agreement.stipulations] == [True, False, False, False]
    assert [line(one.place).strip()[:3] for one in agreement.stipulations][2:] == ["en:", "de:"]
    assert "title" in line(agreement.sources[0].place)


def test_what_the_file_says_is_kept_for_display() -> None:
    _, guns, english, _ = read(EXAMPLE).stipulations
    assert dict(guns.said)["by"] == "14 days after start of withdrawal"
    assert dict(guns.said)["does"] == "{act: retreat, issue: forces, words: [guns, artillery]}"
    assert dict(english.said)["by"] == "5 days after 2.guns"  # the reading's own over what all share
    assert "readings" not in dict(english.said)


CONDITIONS = {
    "armed attack": Happened(Pattern(acts=frozenset({"attack"}), toward=frozenset({"beland", "Beland"}))),
    "{event: rain}": Happened(Pattern(events=frozenset({"rain"}))),
    "{event: rain, times: 3, within: 30 days}": Happened(Pattern(events=frozenset({"rain"})), 3, 30 * 86_400),
    "{of: {event: rain}, times: 2}": Happened(Pattern(events=frozenset({"rain"})), 2),
    "{of: armed attack, times: 2, within: 36 hours}": Happened(
        Pattern(acts=frozenset({"attack"}), toward=frozenset({"beland", "Beland"})), 2, 36 * 3_600
    ),
    "2.a is breached": Reached("2.a", frozenset({State.BREACHED})),
    "2.a is done": Reached("2.a", frozenset({State.FULFILLED, State.CURED})),
    "2 is done": Reached("2", frozenset({State.FULFILLED, State.CURED})),
    "2.b[beland] is active": Reached("2.b[beland]", frozenset({State.ACTIVE})),
    "agreement is terminated": Reached("agreement", frozenset({State.TERMINATED})),
    "{after: 2029-05-01}": Passed(1872374400),  # once the day is over: 2 May, 00:00 UTC
    "{after: 2029-05-01 14:00}": Passed(1872338400),
    "{all: [{event: rain}, {event: snow}]}": All(
        (Happened(Pattern(events=frozenset({"rain"}))), Happened(Pattern(events=frozenset({"snow"}))))
    ),
    "{any: [{event: rain}, {none: [{event: snow}, {event: hail}]}]}": AnyOf(
        (
            Happened(Pattern(events=frozenset({"rain"}))),
            Not(AnyOf((Happened(Pattern(events=frozenset({"snow"}))), Happened(Pattern(events=frozenset({"hail"})))))),
        )
    ),
    "{none: [2.a is done]}": Not(Reached("2.a", frozenset({State.FULFILLED, State.CURED}))),
    "{all: [{event: rain}]}": Happened(Pattern(events=frozenset({"rain"}))),
}
TWO = """  - article: 2
    stipulations:
      - {name: a, kind: obligation, who: arland, does: {event: x}}
      - {name: b, kind: obligation, who: [arland, beland], owed: severally, does: {event: y}}
"""


@pytest.mark.parametrize("words", CONDITIONS)
def test_a_condition_is_read(words: str) -> None:
    agreement = read(HEAD + DUTY + f"        when: {words}\n" + TWO)
    assert next(agreement.stipulations).when == CONDITIONS[words]


def test_a_definition_may_be_a_condition_over_others_that_stand_below_it() -> None:
    text = HEAD.replace("definitions:\n", "definitions:\n  both: {all: [talks or fire, armed attack]}\n") + DUTY
    both = next(one for one in read(text).definitions if one.name == "both")
    attack = CONDITIONS["armed attack"]
    assert both.condition == All((AnyOf((attack, Happened(Pattern(events=frozenset({"talks"}))))), attack))
    assert both.pattern is None


def test_a_pattern_asks_for_what_it_names() -> None:
    text = """  - article: 1
    stipulations:
      - kind: obligation
        anyone: yes
        does:
          act: [attack, suspend]
          event: [Shelling, raid]
          party: [arland, beland]
          toward: council
          issue: ceasefire
          place: [North, South]
          about: 1
          with: {quality: [A, AA], crew: 3}
          words: [guns]
          negated: yes
"""
    one = only(text)
    assert one.deed is not None
    pattern = one.deed.pattern
    assert pattern.acts == {"attack", "suspend"}
    assert pattern.events == {"Shelling", "raid"}
    assert pattern.parties == {"arland", "Arland", "Arlandic Republic", "arlandic-republic", "beland", "Beland"}
    assert {"council", "Celand", "celand", "arland"} <= pattern.toward
    assert pattern.area is not None and pattern.area.inside == {"north", "south"}
    assert pattern.about == {"1"}
    assert pattern.attributes == (("quality", frozenset({"A", "AA"})), ("crew", frozenset({"3"})))
    assert pattern.negated


def test_places_of_several_areas_are_one_area() -> None:
    areas = "areas:\n  land: {places: [Land], except: [Isle]}\n  isle: {places: Isle}\n"
    one = only(DUTY.replace("{event: guns leave}", "{event: guns leave, place: [land, isle, Far Rock]}") + areas)
    assert one.deed is not None and one.deed.pattern.area is not None
    area = one.deed.pattern.area
    assert [area.holds(place) for place in (("isle", "land"), ("land",), ("far rock",), ("sea",))] == [
        True,
        True,
        True,
        False,
    ]


def test_an_obligation_has_its_defaults_and_says_when_it_differs() -> None:
    plain = only(DUTY)
    assert (plain.cure, plain.delegable, plain.assignable) == (True, True, True)
    assert (plain.restarts, plain.anyone, plain.again, plain.survives, plain.owed, plain.due) == (False,) * 4 + (
        None,
        None,
    )
    other = only(
        DUTY
        + "        owed: jointly\n        cure: no\n        restarts: yes\n        delegable: no\n        assignable: false\n"
        + "        again: true\n        survives: yes\n        score: 2\n        standing: offered\n        claims: [c1, c2]\n"
        + "        text: {fr: Les canons partent.}\n        begins: 2029-04-01\n        lapses: 2029-05-01\n"
    )
    assert (other.owed, other.cure, other.restarts, other.delegable, other.assignable) == (
        Owed.JOINTLY,
        False,
        True,
        False,
        False,
    )
    assert (other.again, other.survives, other.score, other.standing) == (True, True, 2, ClauseStanding.OFFERED)
    assert (other.claims, other.text) == (("c1", "c2"), (("fr", "Les canons partent."),))
    assert other.begins is not None and other.begins.at == 1869696000  # the first instant of 1 April
    assert other.lapses is not None and other.lapses.at == 1872374400  # the first after 1 May


def test_a_power_may_do_operations_or_a_deed() -> None:
    head = "  - article: 2\n    stipulations:\n      - kind: power\n        who: council\n"
    powers = "        may: [suspend, release]\n        over: [1, agreement]\n        until: 2030-01-01\n"
    _, power = read(HEAD + DUTY + head + powers).stipulations
    assert power.operations == {Operation.SUSPEND, Operation.RELEASE}
    assert (power.over, power.deed) == (("1", "agreement"), None)
    _, single = read(HEAD + DUTY + head + "        may: terminate\n        over: agreement\n").stipulations
    assert single.operations == {Operation.TERMINATE}
    _, deed = read(HEAD + DUTY + head + "        may: {act: sanction}\n").stipulations
    assert deed.deed == Happened(Pattern(acts=frozenset({"sanction"})))


GUARANTEE = """  - article: 5
    stipulations:
      - kind: guarantee
        guarantors: [arland, council]
        beneficiary: beland
        trigger: armed attack
        duty: {act: aid}
        discretion: yes
        strength: such action as it deems necessary
        by: 3 days after trigger
        procedure: [They tell the council, They meet]
"""
DETERMINED = {
    "facts": Determined(Rule.FACTS, "facts"),
    "{who: beland}": Determined(Rule.ANY, "{who: beland}", who=("beland",)),
    "{rule: each}": Determined(Rule.ANY, "{rule: each}", True, ("arland", "council")),
    "{who: [arland, beland], rule: two thirds, veto: beland, within: 3 days}": Determined(
        Rule.TWO_THIRDS,
        "{who: [arland, beland], rule: two thirds, veto: beland, within: 3 days}",
        False,
        ("arland", "beland"),
        ("beland",),
        3 * 86_400,
    ),
    # A body that decides by numbers: its members that are parties vote.
    "{who: council, rule: majority}": Determined(
        Rule.MAJORITY, "{who: council, rule: majority}", who=("arland", "beland")
    ),
    "{who: council}": Determined(Rule.ANY, "{who: council}", who=("council",)),
}


@pytest.mark.parametrize("words", DETERMINED)
def test_a_guarantee_says_who_determines_by_what_rule(words: str) -> None:
    one = only(GUARANTEE + f"        determined by: {words}\n")
    assert one.guarantee is not None
    assert one.guarantee.determined == DETERMINED[words]
    assert (one.who, one.guarantee.beneficiary, one.guarantee.discretion) == (("arland", "council"), ("beland",), True)
    assert one.guarantee.strength == "such action as it deems necessary"
    assert one.guarantee.procedure == ("They tell the council", "They meet")
    assert one.due is not None and one.due.anchor is Anchor.TRIGGER


def test_a_guarantee_need_not_say_who_determines() -> None:
    one = only(GUARANTEE)
    assert one.guarantee is not None and one.guarantee.determined is None


def test_a_procedure_has_steps() -> None:
    one = only("""  - article: 7
    stipulations:
      - kind: procedure
        when: armed attack
        steps:
          - {name: call, who: council, does: {act: meet}, by: 2 days after trigger}
          - {who: [arland, beland], does: {event: report}}
""")
    call, report = one.steps
    assert (call.number, call.name, call.who, report.number, report.who) == (
        1,
        "call",
        ("council",),
        2,
        ("arland", "beland"),
    )
    assert call.due is not None and call.due.anchor is Anchor.TRIGGER


@pytest.mark.parametrize(
    ("head", "status", "in_force"),
    [
        ("signed: 2029-03-12\n", AgreementStatus.SIGNED, Passed(1867968000)),
        ("", AgreementStatus.DRAFT, None),
        ("status: reported\nin force: 2029-03-13 06:00\n", AgreementStatus.REPORTED, Passed(1868076000)),
        ("status: draft\nin force: {event: rain}\n", AgreementStatus.DRAFT, CONDITIONS["{event: rain}"]),
    ],
)  # fmt: skip
def test_an_agreement_is_in_force_from_its_date_its_condition_or_its_signing(
    head: str, status: AgreementStatus, in_force: object
) -> None:
    agreement = read(HEAD.replace("signed: 2029-03-12\n", head) + DUTY)
    assert (agreement.status, agreement.in_force) == (status, in_force)


def test_an_hour_that_comes_twice_is_taken_and_noted() -> None:
    text = HEAD.replace("parties:", "zone: Europe/Kyiv\nparties:") + DUTY + "        by: 2029-10-28 03:30\n"
    (note,) = read(text).notes
    assert note.place == "pond.yaml:19"
    assert "2029-10-28 03:30 in Europe/Kyiv, an hour that comes twice" in note.found


# -- what is wrong -----------------------------------------------------------------------------------------------------------

# What is added to the duty: the line of the fault, what was found, what is accepted, what to do.
WRONG = {
    "        whn: armed attack\n": (18, "the unknown key `whn` in the obligation 1", "`when`", "Did you mean `when`?"),
    "        until: 2029-05-01\n": (18, "the unknown key `until` in the obligation 1", "`by`", "Did you mean `by`?"),
    "        when:\n          all: [armed atack]\n": (19, "`armed atack`, which is no definition", "`armed attack`", "Did you mean `armed attack`?"),
    "        to: baland\n": (18, "the unknown party `baland` in `to`", "`arland`, `beland`, `council`", "Did you mean `beland`?"),
    "        to: Pond Council\n": (18, "the unknown party `Pond Council` in `to`", "`council`", "Write its id, `council`."),
    "        to: mars\n": (18, "the unknown party `mars` in `to`", "`arland`", "Add it under `parties`."),
    "        when: 3 is done\n": (18, "`3`, which is no stipulation of this file", "`1`", "Name one of these."),
    "        when: 1 is don\n": (18, "the state `don`", "`done`, `conditional`", "Did you mean `done`?"),
    "        when: {event: a, {b: c}: d}\n": (18, "a list or mapping as a key", "a word as a key", "Name the key."),
    "        by: 5 days after armed atack\n": (18, "`armed atack`, which nothing is called", "the name of a definition", "Did you mean `armed attack`?"),
    "        by: 5 days after 1\n": (18, "a deadline that refers to itself: `by` of 1 counts from `1`", "something that can come before", "Count from"),
    "        by: 5 days after talks or fire\n": (18, "which is defined as a condition", "a definition of one pattern", "Define"),
    "        by: 2029-02-30\n": (18, "in `by`: 30 February 2029 in `2029-02-30`, a date that does not exist", "a date that exists, as `2029-03-12`", "has 28 days"),
    "        by: 2029-03-25 02:30 Europe/Zurich\n": (18, "in `by`: 2029-03-25 02:30 in Europe/Zurich, an hour that does not exist", "01:30 or 03:30", "Write the hour"),
    "        by: 5 dais after signing\n": (18, "in `by`: the unknown unit `dais`", "hours, days, working days", "Did you mean `days`?"),
    "        by: soon\n": (18, "in `by`: `soon` as a date", "`14 days after ANCHOR`", "Write the year first"),
    "        by: [2029-05-01]\n": (18, "`by` as a list", "one line of text", "Write `by: …`."),
    "        when: [armed attack]\n": (18, "`when` as a list", "`{all: […]}`", "Join several"),
    "        when: {all: []}\n": (18, "`all` of nothing in `when`", "one condition or several", "Write them"),
    "        when: {all: [armed attack], event: x}\n": (18, "`all`, `event` side by side in `when`", "`all` by itself", "`{all: […]}`"),
    "        when: {any: [1 is not done]}\n": (18, "`not` in `1 is not done`", "`ID is STATE`", "Write `{none: [1 is done]}`."),
    "        when: 1\n": (18, "`1` as a condition, without its state", "`1 is STATE`", "Write `1 is done`."),
    "        when: {act: atack}\n": (18, "`atack` as `act`", "`attack`", "Did you mean `attack`?"),
    "        when: {negated: yes}\n": (18, "`when` that asks nothing of an item", "`act`", "Say which items"),
    "        when: {event: x, place: []}\n": (18, "`place` with nothing in it", "one value or several", "remove the key"),
    "        when: {event: x, within: 3 days}\n": (18, "`within` without `times`", "both", "Add `times: N`."),
    "        when: {event: x, times: 0}\n": (18, "`times` as the text `0`", "a whole number from 1", "Write"),
    "        when: {event: x, times: 2, within: 3 months}\n": (18, "`within` as the text `3 months`", "so many hours, days or weeks", "Write"),
    "        when: {event: x, about: 9}\n": (18, "`9`, which is no stipulation of this file", "`1`", "Name one of these."),
    "        when: {after: someday}\n": (18, "in `after`: `someday` as a date", "a date as `2029-03-12`", "Write the year first"),
    "        when: {evnt: x}\n": (18, "the unknown key `evnt` in `when`", "`event`", "Did you mean `event`?"),
    "        cure: maybe\n": (18, "`cure` as the text `maybe`", "`yes` or `no`", "Write `cure: yes`"),
    "        owed: several\n": (18, "`several` as `owed`", "`severally`, `jointly`", "Did you mean `severally`?"),
    "        score: 4\n": (18, "`score` as the text `4`", "a whole number from 0 to 3", "Write `score: 0`"),
    "        standing: signed\n": (18, "`signed` as `standing`", "`agreed`, `offered`, `reported`", "Choose one"),
    "        codes: Ce\n": (18, "`codes` as the text `Ce`", "a mapping of schemes to codes", "Write it so"),
    "        text: []\n": (18, "`text` with neither words nor languages", "a mapping of languages", "Write the text"),
    "        readings: {en: {by: 2029-05-01}}\n": (18, "1 in `readings` of 1", "two readings at the least", "Write both"),
    "        readings: {en: {by: 2029-05-01}, de: {kind: power}}\n": (18, "`kind` in the reading `de` of 1", "any other key", "beside `readings`"),
    "        who: beland\n": (18, "`who` a second time in one mapping", "each key once", "Join the two"),
    "      - kind: power\n        who: arland\n        may: {act: meet}\n": (15, "no `name` in a stipulation of article 1, which has 2", "a name for each", "Add `name:`"),
    "  - article: 1\n": (18, "the article 1 a second time (first in line 13)", "each number once", "Join the two"),
    "  - title: Nothing\n": (18, "no `article` in an article", "its number", "Add `article:`."),
    "  - article: agreement\n": (18, "the article `agreement`", "a number such as", "Write its number"),
    "  - article: 2\n    stipulations: {kind: power}\n": (19, "`stipulations` as a mapping", "a list of stipulations", "Begin each with `- kind:`."),
    "  - article: 2\n    stipulations: [{kind: powr}]\n": (19, "`powr` as `kind`", "`obligation`", "Did you mean `power`?"),
    "  - article: 2\n    stipulations: [{who: arland}]\n": (19, "no `kind` in a stipulation of article 2", "`obligation`", "Add `kind:`."),
    "  - article: 2\n    stipulations: [{kind: obligation}]\n": (19, "no `does` in the obligation 2", "a pattern", "Add `does:`."),
    "  - article: 2\n    stipulations: [{kind: prohibition, does: {act: meet}}]\n": (19, "the unknown key `does` in the prohibition 2", "`does not`", "Did you mean `does not`?"),
    "  - article: 2\n    stipulations: [{kind: power, who: arland, may: [suspnd], over: 1}]\n": (19, "`suspnd` as `may`", "`suspend`", "Did you mean `suspend`?"),
    "  - article: 2\n    stipulations: [{kind: power, who: arland, may: suspend}]\n": (19, "no `over` in the power 2", "ids of stipulations", "Add `over:`."),
    "  - article: 2\n    stipulations: [{kind: power, who: arland, may: {act: meet}, over: 1}]\n": (19, "`over` in the power 2, which may do a deed", "operations in `may`", "Remove `over`"),
    "  - article: 2\n    stipulations: [{kind: power, who: arland, may: suspend, over: 7}]\n": (19, "`7`, which is no stipulation", "`1`", "Name one"),
    "  - article: 2\n    stipulations: [{kind: procedure}]\n": (19, "no `steps` in the procedure 2", "a list of steps", "Add `steps:`."),
    "  - article: 2\n    stipulations: [{kind: procedure, steps: [{who: arland}]}]\n": (19, "no `does` in step 1 of 2", "a pattern", "Add `does:`."),
    "  - article: 2\n    stipulations: [{kind: guarantee, duty: {act: aid}, trigger: armed attack}]\n": (19, "no `guarantors` in the guarantee 2", "the parties", "Add `guarantors:`."),
    "  - article: 2\n    stipulations: [{kind: guarantee, guarantors: arland, duty: {act: aid}}]\n": (19, "no `trigger` in the guarantee 2", "a condition", "Add `trigger:`."),
    "  - article: 2\n    stipulations: [{kind: obligation, who: arland, does: {act: meet, party: beland}}]\n": (19, "a party in `does` of the obligation 2", "names no party", "add `anyone: yes`"),
    "  - article: 2\n    stipulations: [{kind: obligation, who: arland, does: talks or fire}]\n": (19, "`talks or fire` in `does`, which is defined as a condition", "a mapping", "Write the pattern"),
    "  - article: 2\n    stipulations: [{name: a.b, kind: obligation, does: {act: meet}}]\n": (19, "the name `a.b` of a stipulation of article 2", "letters, digits", "Write one word"),
}  # fmt: skip


@pytest.mark.parametrize("added", WRONG)
def test_a_fault_names_the_line_what_was_found_what_is_accepted_and_what_to_do(added: str) -> None:
    line, found, accepted, remedy = WRONG[added]
    faults = faults_of(HEAD + DUTY + added)
    assert faults, "no fault"
    fault = next((one for one in faults if found in one.found), faults[0])
    assert found in fault.found
    assert fault.place == f"pond.yaml:{line}"
    assert accepted in fault.accepted
    assert remedy in fault.remedy
    assert fault.remedy.endswith((".", "?"))


DETERMINED_WRONG = {
    "{who: [arland, beland]}": ("no `rule` in `determined by`, which names several", "`majority`", "Add `rule:`."),
    "{rule: majority}": ("no `who` in `determined by`", "the parties that determine", "Add `who:`."),
    "{who: beland, rule: most}": ("`most` as `rule`", "`majority`", "Choose one of these."),
    "{who: [arland], rule: each}": ("`arland` with the rule `each`", "the guarantors", "Remove `who`."),
    "{who: beland, veto: arland}": ("the veto of `arland`", "those who determine: `beland`", "Add `arland` to `who`"),
    "{who: beland, within: soon}": ("`within` as the text `soon`", "so many hours", "Write the time"),
    "somebody": ("`determined by` as the text `somebody`", "`facts`", "Say who determines"),
    "{whom: beland, who: beland}": ("the unknown key `whom` in `determined by`", "`who`", "Did you mean `who`?"),
}


@pytest.mark.parametrize("words", DETERMINED_WRONG)
def test_what_is_wrong_with_who_determines_is_told(words: str) -> None:
    found, accepted, remedy = DETERMINED_WRONG[words]
    (fault,) = faults_of(HEAD + GUARANTEE + f"        determined by: {words}\n")
    assert fault.place == "pond.yaml:24"
    assert (found in fault.found, accepted in fault.accepted, remedy in fault.remedy) == (True, True, True), fault


# What is put in the head's place of some words: the line, what was found, what is accepted, what to do.
HEAD_WRONG = {
    ("agreement/1", "agreement/2"): (1, "`agreement/2` as `accords`", "`agreement/1`", "Write `accords: agreement/1`."),
    ("accords: agreement/1\n", ""): (1, "no `accords` in an agreement file", "`accords: agreement/1`", "Add `accords:`."),
    ("id: pond", "id: The Pond"): (2, "the id `The Pond`", "small letters", "Write `id: the-pond`"),
    ("signed: 2029-03-12", "signed: 2029-13-12"): (4, "in `signed`: a month 13", "a date that exists", "Write the year"),
    ("signed: 2029-03-12", "zone: Europe/Kiyv"): (4, "the unknown zone `Europe/Kiyv`", "a zone of the tz database", "Did you mean"),
    ("signed: 2029-03-12", "in force: {event: []}"): (4, "`event` with nothing in it", "one value", "remove the key"),
    ("signed: 2029-03-12", "in force: 1 is done"): (4, "a stipulation in `in force`", "a date, or a condition", "Name what happens"),
    ("signed: 2029-03-12", "calendar: {weekend: [Freitag]}"): (4, "`Freitag` as `weekend`", "`Monday`", "Friday"),
    ("signed: 2029-03-12", "calendar: {holidays: [2029-02-30]}"): (4, "in `holidays`: 30 February 2029", "a date that exists", "28 days"),
    ("signed: 2029-03-12", "calendar: {weekend: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]}"): (
        4, "a weekend of all seven days", "at least one day", "Take a day out"
    ),
    ("signed: 2029-03-12", "status: agreed"): (4, "`agreed` as `status`", "`signed`, `draft`, `reported`", "Choose one"),
    ("signed: 2029-03-12", "sgned: 2029-03-12"): (4, "the unknown key `sgned`", "`signed`", "Did you mean `signed`?"),
    ("signed: 2029-03-12", "sources: [{url: x}]"): (4, "no `title` in a source", "what the text is called", "Add `title:`."),
    ("signed: 2029-03-12", "areas: {shore: {except: [Mill]}}"): (4, "no `places` in the area `shore`", "the places", "Add `places:`."),
    ("signed: 2029-03-12", "areas: {shore: {places: [Mill], except: [mill]}}"): (4, "`mill` both in `places` and in `except`", "each place in one", "Remove it"),
    ("{name: Beland}", "{name: Beland, rol: x}"): (7, "the unknown key `rol` in the party `beland`", "`role`", "Did you mean `role`?"),
    ("{name: Beland}", "{name: Arlandic republic}"): (7, "`Arlandic republic` for the party `beland`, which `arland` is called too", "each name for one party", "Remove it"),
    ("{name: Beland}", "{members: [council]}"): (7, "the party `beland` as a member of itself, through `council`", "members that", "Remove one"),
    ("beland: {name: Beland}", "'be[land]': {}"): (7, "the party `be[land]`", "an id of letters", "Give it a short id"),
    ("{act: attack, toward: beland}", "talks or fire"): (11, "definitions in a circle: `armed attack` -> `talks or fire` -> `armed attack`", "definitions that rest", "Say in one"),
    ("armed attack: {act: attack, toward: beland}", "armed attack: armed attack"): (10, "definitions in a circle: `armed attack` -> `armed attack`", "others only", "Say in one"),
    ("  armed attack:", "  signing: {event: x}\n  armed attack:"): (10, "the definition `signing`, which is a word of its own", "one meaning", "another name"),
    ("articles:\n", "articles: []\nmore:\n"): (13, "the unknown key `more`", "`articles`", "Remove the key."),
}  # fmt: skip


@pytest.mark.parametrize("change", HEAD_WRONG)
def test_a_fault_in_the_head_is_told(change: tuple[str, str]) -> None:
    line, found, accepted, remedy = HEAD_WRONG[change]
    faults = faults_of(HEAD.replace(*change, 1) + DUTY)
    fault = next((one for one in faults if found in one.found), None)
    assert fault is not None, faults
    assert fault.place == f"pond.yaml:{line}"
    assert (accepted in fault.accepted, remedy in fault.remedy) == (True, True), fault


NODES_WRONG = {
    "accords: &a agreement/1\n": (1, "the anchor `&a`"),
    "accords: *a\n": (1, "the alias `*a`"),
    "accords: !!python/object/apply:os.system [ls]\n": (1, "the tag `tag:yaml.org,2002:python/object/apply:os.system`"),
    "accords: agreement/1\nid: [a\n": (3, "what is no YAML"),
    "accords: agreement/1\nid:\tx\n\ty: z\n": (3, "a tab as indentation"),
    "": (1, "nothing"),
    "just words\n": (1, "just words as the whole file"),
    "- a\n- b\n": (1, "[a, b] as the whole file"),
    "a: b\n---\nc: d\n": (1, "2 documents"),
    "a: " + "[" * 3000: (1, "lists or mappings nested 25 deep"),
    "a: b\nc: \x07\n": (2, "what YAML does not allow"),
    "a: b\nc: \ud800\n": (2, "what YAML does not allow"),
}  # fmt: skip


@pytest.mark.parametrize("text", NODES_WRONG)
def test_what_is_no_plain_mapping_is_refused_with_its_line(text: str) -> None:
    line, found = NODES_WRONG[text]
    agreement, faults = agreement_of(text, "pond.yaml")
    assert agreement is None
    assert (faults[0].place, found in faults[0].found) == (f"pond.yaml:{line}", True), faults


FILES_WRONG = {
    "bytes": (b"accords: agreement/1\nid: caf\xe9\n", ":2", "not UTF-8"),
    "a null": (b"accords: a\x00b\n", ":1", "what YAML does not allow"),
    "nothing": (b"", ":1", "nothing"),
    "too large": (b"#" * 5_000_001, "", "5000001 bytes"),
}


@pytest.mark.parametrize("case", FILES_WRONG)
def test_a_file_that_cannot_be_read_is_a_fault(case: str, tmp_path: Path) -> None:
    content, line, found = FILES_WRONG[case]
    path = tmp_path / "pond.yaml"
    path.write_bytes(content)
    agreement, (fault,) = read_agreement(path)
    assert agreement is None
    assert (fault.place, found in fault.found) == (f"{path}{line}", True), fault


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        agreement, (fault,) = read_agreement(path)
        assert (agreement, fault.place) == (None, str(path))


def test_a_byte_order_mark_and_ends_of_lines_of_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pond.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + DUTY).replace("\n", "\r\n").encode())
    agreement, faults = read_agreement(path)
    assert faults == [] and agreement is not None
    assert next(agreement.stipulations).place == f"{path}:15"


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = (
        HEAD.replace("signed: 2029-03-12", "signed: 2029-02-30")
        + DUTY
        + "        to: mars\n        by: soon\n        wen: x\n"
    )
    faults = faults_of(text)
    assert [fault.place for fault in faults] == [f"pond.yaml:{line}" for line in (4, 18, 19, 20)]


def test_a_fault_that_readings_share_is_told_once() -> None:
    faults = faults_of(
        HEAD + DUTY + "        to: mars\n        readings: {en: {by: 2029-05-01}, de: {by: 2029-05-02}}\n"
    )
    assert [fault.found for fault in faults] == ["the unknown party `mars` in `to`"]


# -- what names what ---------------------------------------------------------------------------------------------------------


def stipulations(*rows: str) -> str:
    """One article with these, each of which owes something."""
    lines = [f"      - {{kind: obligation, who: arland, does: {{event: x}}, {row}}}\n" for row in rows]
    return HEAD + "  - article: 1\n    stipulations:\n" + "".join(lines)


CIRCLES = {
    "conditions": (("name: a, when: 1.b is done", "name: b, when: 1.a is breached"), "`1.a`, which waits for `1.b`, which waits for `1.a`"),
    "a condition and an anchor": (("name: a, when: 1.b is done", "name: b, by: 3 days after 1.a"), "`1.a`, which waits for `1.b`"),
    "three": (("name: a, when: 1.b is done", "name: b, unless: 1.c is done", "name: c, ended by: 1.a is done"), "which waits for"),
    "itself": (("name: a, when: 1.a is breached", "name: b"), "`1.a`, which waits for itself"),
    "through the article": (("name: a, when: 1 is done", "name: b"), "`1.a`, which waits for itself"),
}  # fmt: skip


@pytest.mark.parametrize("case", CIRCLES)
def test_stipulations_in_a_circle_are_refused_and_left_out(case: str) -> None:
    rows, words = CIRCLES[case]
    agreement, faults = agreement_of(stipulations(*rows), "pond.yaml")
    assert len(faults) == 1, faults
    assert words in faults[0].found or len(rows) == 3
    assert faults[0].place.startswith("pond.yaml:1")
    assert faults[0].accepted == "stipulations that wait for others only"
    assert agreement is not None
    assert "1.a" not in {one.id for one in agreement.stipulations}
    norms_of(agreement)


def test_the_words_of_a_circle_say_which_waits_for_which_and_of_a_long_one_the_first() -> None:
    (fault,) = faults_of(
        stipulations("name: a, when: 1.b is done", "name: b, when: 1.c is done", "name: c, when: 1.a is done")
    )
    words = re.findall(r"`1\.(\w)`", fault.found)
    assert "".join(words) in ("abca", "bcab", "cabc")
    rows = [f"name: s{n}, when: 1.s{(n + 1) % 500} is done" for n in range(500)]
    (fault,) = faults_of(stipulations(*rows))
    assert "490 more" in fault.found and len(fault.found) < 400


def test_what_a_power_is_over_and_what_an_operation_is_about_make_no_circle() -> None:
    text = stipulations("name: a, when: 1.p is fulfilled", "name: c, when: {act: suspend, about: 1.c}")
    power = "      - {name: p, kind: power, who: beland, may: suspend, over: [1.a, 1.p]}\n"
    assert len(norms_of(read(text + power))) == 4


def test_steps_may_count_from_the_steps_before_and_not_from_those_after() -> None:
    steps = "  - article: 1\n    stipulations:\n      - kind: procedure\n        steps:\n"
    good = "          - {who: arland, does: {event: x}}\n          - {who: arland, does: {event: y}, by: 3 days after 1.1}\n"
    bad = "          - {who: arland, does: {event: x}, by: 3 days after 1.2}\n          - {who: arland, does: {event: y}}\n"
    read(HEAD + steps + good)
    (fault,) = faults_of(HEAD + steps + bad)
    assert "`1.1`, which waits for `1.2`, which waits for `1.1`" in fault.found or "`1.2`, which waits" in fault.found


def test_two_stipulations_of_one_id_are_refused() -> None:
    (fault,) = faults_of(stipulations("name: a", "name: a"))
    assert (fault.place, fault.found) == ("pond.yaml:16", "the stipulation 1.a a second time (first in line 15)")


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("  - article: 1.a\n    stipulations: [{kind: obligation, does: {event: x}}]\n", "`1.a`, which is both an article"),
        ("  - article: 2\n    stipulations: [{kind: procedure, steps: [{does: {event: x}}]}]\n"
         "  - article: 2.1\n    stipulations: [{kind: obligation, does: {event: x}}]\n", "`2.1`, which is both"),
    ],
)  # fmt: skip
def test_an_id_that_could_mean_two_things_is_refused(more: str, found: str) -> None:
    faults = faults_of(stipulations("name: a", "name: b") + more)
    assert [found in fault.found for fault in faults] == [True], faults


def test_a_stipulation_may_be_named_before_it_is_written_and_by_each_of_its_names() -> None:
    text = stipulations(
        "name: a, when: '1.c[beland] is done', by: 3 days after 2.late", "name: b", "name: c, owed: severally"
    )
    text = text.replace("who: arland, does: {event: x}, name: c", "who: [arland, beland], does: {event: x}, name: c")
    later = "  - article: 2\n    stipulations: [{name: late, kind: obligation, who: beland, does: {event: y}}]\n"
    first = next(read(text + later).stipulations)
    assert first.due is not None and first.due.anchor == "2.late"


# -- what is left ------------------------------------------------------------------------------------------------------------


def test_a_stipulation_with_a_fault_is_left_out_with_those_that_name_it_and_the_rest_is_used() -> None:
    text = stipulations(
        "name: a, to: mars", "name: b, when: 1.a is done", "name: c, by: 2 days after 1.b", "name: d, by: 2029-05-01"
    )
    agreement, faults = agreement_of(text, "pond.yaml")
    assert [fault.found for fault in faults] == ["the unknown party `mars` in `to`"]
    assert agreement is not None
    assert [one.id for one in agreement.stipulations] == ["1.d"]


def test_what_uses_a_definition_with_a_fault_is_left_out_without_a_fault_of_its_own() -> None:
    text = HEAD.replace("{act: attack, toward: beland}", "{act: attack, toward: mars}")
    agreement, faults = agreement_of(text + DUTY + "        when: armed attack\n" + TWO, "pond.yaml")
    assert [fault.place for fault in faults] == ["pond.yaml:10"]
    assert agreement is not None
    assert [one.id for one in agreement.stipulations] == ["2.a", "2.b"]
    assert [one.name for one in agreement.definitions] == []  # the other rests on it


def test_an_agreement_with_articles_of_mere_words_is_read() -> None:
    agreement = read(HEAD + "  - {article: 1, text: Peace is good.}\n")
    assert list(agreement.stipulations) == []
    assert [norm.id for norm in norms_of(agreement)] == ["agreement"]


@pytest.mark.parametrize(
    "change",
    [("agreement/1", "agreement/9"), ("signed: 2029-03-12", "zone: Nowhere"), ("signed: 2029-03-12", "in force: mars"), ("id: pond", "id: pond\nid: lake")],
)  # fmt: skip
def test_where_the_whole_would_mean_something_else_nothing_is_used(change: tuple[str, str]) -> None:
    agreement, faults = agreement_of(HEAD.replace(*change) + DUTY, "pond.yaml")
    assert agreement is None and len(faults) == 1


# -- what is meant to do harm ------------------------------------------------------------------------------------------------


def test_definitions_that_multiply_are_refused() -> None:
    rows = ["  d0: {any: [{event: a}, {event: b}]}"] + [f"  d{n}: {{all: [d{n - 1}, d{n - 1}]}}" for n in range(1, 60)]
    faults = faults_of(
        HEAD.replace("definitions:\n", "definitions:\n" + "\n".join(rows) + "\n") + DUTY + "        when: d59\n"
    )
    assert len(faults) == 1
    assert "the definition `d9` of more than 1000 parts" in faults[0].found
    assert faults[0].place == "pond.yaml:19"


@pytest.mark.parametrize("backwards", [False, True])
def test_definitions_that_go_very_deep_are_refused(backwards: bool) -> None:
    rows = ["  d0: {event: a}"] + [f"  d{n}: {{none: [d{n - 1}]}}" for n in range(1, 3_000)]
    written = "\n".join(reversed(rows) if backwards else rows)
    faults = faults_of(HEAD.replace("definitions:\n", f"definitions:\n{written}\n") + DUTY + "        when: d2999\n")
    assert faults and all("nested more than 40 deep" in fault.found for fault in faults)


def test_debtors_that_multiply_are_refused() -> None:
    parties = "".join(f"  p{n}: {{}}\n" for n in range(300))
    who = ", ".join(f"p{n}" for n in range(300))
    rows = "".join(
        f"      - {{name: s{n}, kind: prohibition, who: [{who}], does not: {{event: x}}}}\n" for n in range(40)
    )
    text = HEAD.replace("definitions:", f"{parties}definitions:") + "  - article: 1\n    stipulations:\n" + rows
    (fault,) = faults_of(text)
    assert "24000 norms" in fault.found and fault.accepted == "at most 20000"


def test_a_file_with_thousands_of_faults_is_read_in_a_moment() -> None:
    rows = "".join(
        f"  - {{article: {n}, stipulations: [{{kind: obligaton, who: m{n}, does: {{event: x}}}}]}}\n"
        for n in range(3_000)
    )
    assert len(faults_of(HEAD + rows)) == 6_000  # the kind and the party of each


@given(st.text(max_size=200) | st.text("accords:agreement/1 artices-[]{},#&*!\"'\n", max_size=200))
def test_any_text_is_an_agreement_or_has_faults(text: str) -> None:
    agreement, faults = agreement_of(text, "any.yaml")
    assert agreement is not None or faults
    for fault in faults:
        assert re.fullmatch(r"any\.yaml:\d+", fault.place)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_agreement_or_have_faults(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    agreement, faults = read_agreement(path)
    assert agreement is not None or faults


_PIECES = st.sampled_from(
    [
        "- ",
        ": ",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        "yes",
        "2029-02-30",
        "when",
        "2.guns is done",
        "lake shore",
        "0",
        "é",
        "~",
        "'",
        "norland",
    ]
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), _PIECES | st.text(max_size=3)),
        min_size=1,
        max_size=4,
    )
)
def test_the_example_with_pieces_changed_is_an_agreement_that_can_be_run_or_has_faults(
    changes: list[tuple[int, int, str]],
) -> None:
    text = EXAMPLE
    for at, length, piece in changes:
        text = text[:at] + piece + text[at + length :]
    agreement, faults = agreement_of(text, "any.yaml")
    assert agreement is not None or faults
    if agreement is not None:
        assert norms_of(agreement)[0].id == "agreement"
    for fault in faults:
        assert re.fullmatch(r"any\.yaml:\d+", fault.place)
        assert fault.found and fault.accepted and fault.remedy.endswith((".", "?"))
