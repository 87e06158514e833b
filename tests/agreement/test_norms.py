"""An agreement becomes norms: which there are, what they are called, what they wait for, and in which order they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from accords.agreement.agreement import Agreement
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.item import Operation
from accords.agreement.norm import Norm, NormKind, Rule
from accords.agreement.norms import norms_of, rests_on, targets_of, together_of
from accords.agreement.parse import agreement_of
from accords.agreement.pattern import Pattern
from accords.vocabulary import Misuse

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "agreement-file.md"
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
HEAD = """accords: agreement/1
id: pond
title: Accord on the Pond
signed: 2029-03-12
parties:
  arland: {name: Arland}
  beland: {}
  celand: {}
  council: {members: [arland, beland, celand]}
definitions:
  armed attack: {act: attack}
articles:
"""
DONE = frozenset({State.FULFILLED, State.CURED})
ATTACK = Happened(Pattern(acts=frozenset({"attack"})))


def read(articles: str) -> Agreement:
    agreement, faults = agreement_of(HEAD + articles, "pond.yaml")
    assert faults == [], faults
    assert agreement is not None
    return agreement


def norms(articles: str) -> dict[str, Norm]:
    return {norm.id: norm for norm in norms_of(read(articles))}


def article(number: str, *rows: str) -> str:
    return f"  - article: {number}\n    stipulations:\n" + "".join(f"      - {{{row}}}\n" for row in rows)


def owed(more: str = "who: arland") -> str:
    return f"kind: obligation, does: {{event: x}}, {more}"


def happened(event: str) -> Happened:
    return Happened(Pattern(events=frozenset({event})))


def test_the_example_of_the_reference_page_becomes_these_norms() -> None:
    agreement, _ = agreement_of(EXAMPLE, "lake.yaml")
    assert agreement is not None
    every = norms_of(agreement)
    assert [norm.id for norm in every] == [
        "agreement", "1[norland]", "1[vestria]", "2.guns[norland]", "2.guns[vestria]", "2.lists~en", "2.lists~de",
    ]  # fmt: skip
    first, ceasefire, _, guns, _, english, _ = every
    assert (first.kind, first.trigger) == (NormKind.AGREEMENT, agreement.in_force)
    assert (ceasefire.kind, ceasefire.article, ceasefire.anyone) == (NormKind.PROHIBITION, "1", False)
    assert ceasefire.debtors == (frozenset({"norland", "Norland"}),)
    assert [names >= {"league", "kasmere"} for names in guns.creditors] == [True]
    assert (english.reading, english.place.startswith("lake.yaml:")) == ("en", True)
    # Counted from when both have drawn back their guns.
    assert english.due is not None and english.due.anchor == ("2.guns[norland]", "2.guns[vestria]")


# Of each: the stipulation of article 1, and its norms with what each is and whether all debtors must act.
SHAPES = {
    "one debtor": (owed(), {"1": (NormKind.OBLIGATION, 1, False)}),
    "one debtor, severally": (owed("who: arland, owed: severally"), {"1": (NormKind.OBLIGATION, 1, False)}),
    "two, unsaid": (owed("who: [arland, beland]"), {"1": (NormKind.OBLIGATION, 2, False)}),
    "two, jointly and severally": (
        owed("who: [arland, beland], owed: jointly and severally"), {"1": (NormKind.OBLIGATION, 2, False)},
    ),
    "two, jointly": (owed("who: [arland, beland], owed: jointly"), {"1": (NormKind.OBLIGATION, 2, True)}),
    "two, severally": (
        owed("who: [arland, beland], owed: severally"),
        {"1[arland]": (NormKind.OBLIGATION, 1, False), "1[beland]": (NormKind.OBLIGATION, 1, False)},
    ),
    "two bound": (
        "kind: prohibition, who: [arland, beland], does not: {act: attack}",
        {"1[arland]": (NormKind.PROHIBITION, 1, False), "1[beland]": (NormKind.PROHIBITION, 1, False)},
    ),
    "two bound jointly": (
        "kind: prohibition, who: [arland, beland], owed: jointly, does not: {act: attack}", {"1": (NormKind.PROHIBITION, 2, False)},
    ),
    "two readings": (
        owed("who: arland, readings: {en: {by: 2029-05-01}, fr: {by: 2029-05-02}}"),
        {"1~en": (NormKind.OBLIGATION, 1, False), "1~fr": (NormKind.OBLIGATION, 1, False)},
    ),
    "a reading with another debtor": (
        owed("owed: severally, readings: {en: {who: arland}, fr: {who: [arland, beland]}}"),
        {
            "1~en": (NormKind.OBLIGATION, 1, False),
            "1~fr[arland]": (NormKind.OBLIGATION, 1, False),
            "1~fr[beland]": (NormKind.OBLIGATION, 1, False),
        },
    ),
    "a power of two": (
        "kind: power, who: [arland, beland], may: {act: sanction}", {"1": (NormKind.POWER, 2, False)},
    ),
    "a guarantee": (
        "kind: guarantee, guarantors: [arland, beland], trigger: armed attack, duty: {act: aid}",
        {
            "1.trigger": (NormKind.TRIGGER, 0, False),
            "1[arland]": (NormKind.OBLIGATION, 1, False),
            "1[beland]": (NormKind.OBLIGATION, 1, False),
        },
    ),
    "a guarantee of one": (
        "kind: guarantee, guarantors: arland, trigger: armed attack, duty: {act: aid}",
        {"1.trigger": (NormKind.TRIGGER, 0, False), "1[arland]": (NormKind.OBLIGATION, 1, False)},
    ),
    "a guarantee that each determines, in two readings": (
        "kind: guarantee, guarantors: [arland, beland], trigger: armed attack, duty: {act: aid}, determined by: {rule: each},"
        " readings: {en: {}, fr: {determined by: facts}}",
        {
            "1~en.trigger[arland]": (NormKind.TRIGGER, 0, False),
            "1~en.trigger[beland]": (NormKind.TRIGGER, 0, False),
            "1~en[arland]": (NormKind.OBLIGATION, 1, False),
            "1~en[beland]": (NormKind.OBLIGATION, 1, False),
            "1~fr.trigger": (NormKind.TRIGGER, 0, False),
            "1~fr[arland]": (NormKind.OBLIGATION, 1, False),
            "1~fr[beland]": (NormKind.OBLIGATION, 1, False),
        },
    ),
    "a procedure": (
        "kind: procedure, steps: [{who: arland, does: {event: x}}, {who: [arland, beland], does: {event: y}}]",
        {"1.1": (NormKind.OBLIGATION, 1, False), "1.2": (NormKind.OBLIGATION, 2, False)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPES)
def test_a_stipulation_becomes_a_norm_for_each_debtor_reading_guarantor_and_step(case: str) -> None:
    row, expected = SHAPES[case]
    made = norms(article("1", row))
    assert list(made) == ["agreement", *expected]
    assert {
        one: (norm.kind, len(norm.debtors), norm.jointly) for one, norm in made.items() if one in expected
    } == expected
    agreement = read(article("1", row))
    assert together_of(agreement)["1"] == tuple(expected)
    assert targets_of(agreement)["1"] == tuple(expected)


def test_where_the_text_names_nobody_anybody_may_do_it_but_nobody_holds_a_power() -> None:
    made = norms(article("1", "name: a, " + owed("to: beland"), "name: b, kind: power, may: {act: sanction}"))
    assert (made["1.a"].debtors, made["1.a"].anyone) == ((), True)
    assert (made["1.b"].debtors, made["1.b"].anyone) == ((), False)


def test_only_obligations_are_cured_by_being_late() -> None:
    made = norms(
        article(
            "1", "name: a, " + owed(), "name: b, " + owed("who: arland, cure: no"),
            "name: c, kind: prohibition, who: arland, does not: {act: attack}, cured by: {event: sorry}",
            "name: d, kind: power, who: arland, may: {act: sanction}",
        )
    )  # fmt: skip
    assert [made[f"1.{one}"].cure for one in "abcd"] == [True, False, False, False]
    assert made["1.c"].cured_by == Pattern(events=frozenset({"sorry"}))


# -- what conditions and deadlines name --------------------------------------------------------------------------------------

SEVERAL = (
    article(
        "1",
        "name: one, " + owed("who: arland"),
        "name: two, " + owed("who: [arland, beland], owed: severally"),
        "name: read, " + owed("who: arland, readings: {en: {by: 2029-05-01}, fr: {by: 2029-05-02}}"),
        "name: may, kind: power, who: arland, may: {act: sanction}",
    )
    + article("5", "kind: guarantee, guarantors: [arland, beland], trigger: armed attack, duty: {act: aid}")
    + article(
        "7", "kind: procedure, steps: [{name: call, who: arland, does: {event: x}}, {who: beland, does: {event: y}}]"
    )
)


def is_in(norm: str, *states: State) -> Reached:
    return Reached(norm, frozenset(states))


REACHED: dict[str, Condition] = {
    "1.one is done": Reached("1.one", DONE),
    "1.one is breached": is_in("1.one", State.BREACHED),
    "1.two is done": All((Reached("1.two[arland]", DONE), Reached("1.two[beland]", DONE))),
    "1.two is fulfilled": All((is_in("1.two[arland]", State.FULFILLED), is_in("1.two[beland]", State.FULFILLED))),
    "1.two is breached": AnyOf((is_in("1.two[arland]", State.BREACHED), is_in("1.two[beland]", State.BREACHED))),
    "1.two[beland] is done": Reached("1.two[beland]", DONE),
    # Whichever reading is right.
    "1.read is done": All((Reached("1.read~en", DONE), Reached("1.read~fr", DONE))),
    "1.read is breached": All((is_in("1.read~en", State.BREACHED), is_in("1.read~fr", State.BREACHED))),
    "1.read~fr is breached": is_in("1.read~fr", State.BREACHED),
    "5 is active": AnyOf((is_in("5[arland]", State.ACTIVE), is_in("5[beland]", State.ACTIVE))),
    "5 is done": All((Reached("5[arland]", DONE), Reached("5[beland]", DONE))),
    "5 is undetermined": is_in("5.trigger", State.UNDETERMINED),
    "5.trigger is active": is_in("5.trigger", State.ACTIVE),
    "7 is done": All((Reached("7.1", DONE), Reached("7.2", DONE))),
    "7.call is done": Reached("7.1", DONE),
    # All of an article but its powers, which need never be used.
    "1 is done": All(
        (
            Reached("1.one", DONE),
            All((Reached("1.two[arland]", DONE), Reached("1.two[beland]", DONE))),
            All((Reached("1.read~en", DONE), Reached("1.read~fr", DONE))),
        )
    ),
    "1 is breached": AnyOf(
        (
            is_in("1.one", State.BREACHED),
            AnyOf((is_in("1.two[arland]", State.BREACHED), is_in("1.two[beland]", State.BREACHED))),
            All((is_in("1.read~en", State.BREACHED), is_in("1.read~fr", State.BREACHED))),
        )
    ),
    "1.may is fulfilled": is_in("1.may", State.FULFILLED),
    "agreement is terminated": is_in("agreement", State.TERMINATED),
}  # fmt: skip


@pytest.mark.parametrize("words", REACHED)
def test_a_state_of_several_norms_is_done_when_all_are_and_any_other_when_one_is(words: str) -> None:
    made = norms(SEVERAL + article("9", owed(f"who: arland, when: '{words}'")))
    assert made["9"].trigger == REACHED[words]


def test_a_reading_means_the_same_reading_of_what_it_names() -> None:
    rows = "readings: {en: {by: 2 days after 1.read, when: 1.read is done}, de: {by: 3 days after 1.read, when: 1.read is done}}"
    made = norms(SEVERAL + article("9", owed(f"who: arland, {rows}")))
    assert (made["9~en"].trigger, made["9~en"].due and made["9~en"].due.anchor) == (
        Reached("1.read~en", DONE),
        "1.read~en",
    )
    # The German text has none of its own.
    both = All((Reached("1.read~en", DONE), Reached("1.read~fr", DONE)))
    assert (made["9~de"].trigger, made["9~de"].due and made["9~de"].due.anchor) == (both, ("1.read~en", "1.read~fr"))


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("1.one", "1.one"),
        ("1.two", ("1.two[arland]", "1.two[beland]")),
        ("1.two[arland]", "1.two[arland]"),
        ("5", ("5[arland]", "5[beland]")),
        ("7", "7.2"),
        ("7.call", "7.1"),
        ("1", ("1.one", "1.two[arland]", "1.two[beland]", "1.read~en", "1.read~fr")),
        ("armed attack", ATTACK.pattern),
        ("signing", Anchor.SIGNING),
    ],
)
def test_a_deadline_counts_from_when_the_last_of_several_norms_is_done(anchor: str, expected: object) -> None:
    made = norms(SEVERAL + article("9", owed(f"who: arland, by: '2 days after {anchor}'")))
    assert made["9"].due == Deadline(f"2 days after {anchor}", number=2, anchor=expected)  # type: ignore[arg-type]


def test_what_an_item_is_about_may_be_said_of_the_article_the_stipulation_or_the_norm() -> None:
    made = norms(SEVERAL + article("9", owed("who: arland, when: {act: suspend, about: 1.two}")))
    trigger = made["9"].trigger
    assert isinstance(trigger, Happened)
    assert trigger.pattern.about == {"1.two", "1.two[arland]", "1.two[beland]", "1"}


def test_when_and_unless_are_joined() -> None:
    made = norms(
        article(
            "1", "name: a, " + owed("who: arland, when: armed attack, unless: {event: truce}"),
            "name: b, " + owed("who: arland, unless: {event: truce}"),
            "name: c, kind: guarantee, guarantors: arland, trigger: armed attack, when: {event: pact}, duty: {act: aid}",
        )
    )  # fmt: skip
    assert made["1.a"].trigger == All((ATTACK, Not(happened("truce"))))
    assert made["1.b"].trigger == Not(happened("truce"))
    assert made["1.c.trigger"].trigger == All((ATTACK, happened("pact")))


# -- guarantees, procedures, powers ------------------------------------------------------------------------------------------

GUARANTEE = "kind: guarantee, guarantors: [arland, beland], beneficiary: celand, trigger: armed attack, duty: {act: aid}, by: 3 days after trigger, lapses: 2029-12-31, ended by: {event: peace}"


def test_a_guarantee_has_a_trigger_and_an_obligation_of_each_guarantor_that_waits_for_it() -> None:
    made = norms(
        article("5", f"{GUARANTEE}, determined by: {{who: council, rule: two thirds, veto: celand, within: 2 days}}")
    )
    trigger, arland = made["5.trigger"], made["5[arland]"]
    assert trigger.trigger == ATTACK
    assert trigger.lapses is not None and trigger.lapses.words == "2029-12-31"
    assert (trigger.deed, trigger.due, trigger.ended_by, trigger.cure) == (None, None, None, False)
    rule = trigger.determination
    assert rule is not None
    assert (rule.rule, rule.within, rule.veto) == (Rule.TWO_THIRDS, 2 * 86_400, {2})
    assert [sorted(names) for names in rule.voters] == [["Arland", "arland"], ["beland"], ["celand"]]
    assert rule.about == {"5", "5.trigger"}
    assert arland.trigger == is_in("5.trigger", State.ACTIVE)
    assert arland.creditors == (frozenset({"celand"}),)
    assert (arland.ended_by, arland.lapses, arland.cure) == (happened("peace"), None, True)
    assert arland.due is not None and arland.due.anchor is Anchor.TRIGGER


def test_where_nobody_is_said_to_determine_the_facts_do() -> None:
    rule = norms(article("5", GUARANTEE))["5.trigger"].determination
    assert rule is not None and (rule.rule, rule.voters) == (Rule.FACTS, ())


def test_where_each_determines_each_has_a_trigger_of_its_own() -> None:
    made = norms(article("5", f"{GUARANTEE}, determined by: {{rule: each}}"))
    assert made["5[beland]"].trigger == is_in("5.trigger[beland]", State.ACTIVE)
    rule = made["5.trigger[beland]"].determination
    assert rule is not None and (rule.rule, rule.voters) == (Rule.ANY, (frozenset({"beland"}),))
    assert rule.about == {"5", "5.trigger", "5.trigger[beland]", "5[beland]"}


def test_a_step_waits_for_the_one_before() -> None:
    steps = "[{name: call, who: arland, does: {event: x}, by: 2 days after trigger}, {who: beland, does: {event: y}}]"
    made = norms(
        article("7", f"kind: procedure, when: armed attack, begins: 2029-04-01, lapses: 2029-05-01, steps: {steps}")
    )
    assert (made["7.1"].trigger, made["7.2"].trigger) == (ATTACK, Reached("7.1", DONE))
    assert made["7.1"].begins is not None and made["7.1"].lapses is not None
    assert (made["7.2"].begins, made["7.2"].lapses) == (None, None)
    assert made["7.1"].due == Deadline("2 days after trigger", number=2, anchor=Anchor.TRIGGER)


def test_a_power_is_over_the_norms_of_what_it_names() -> None:
    power = article("9", "kind: power, who: council, may: [suspend, terminate], over: [1.two, 5, agreement]")
    made = norms(SEVERAL + power)["9"]
    assert made.operations == {Operation.SUSPEND, Operation.TERMINATE}
    assert made.over == {"agreement", "1.two[arland]", "1.two[beland]", "5.trigger", "5[arland]", "5[beland]"}
    assert made.debtors[0] >= {"council", "celand"}


def test_an_operation_may_call_its_target_by_these_words() -> None:
    words = targets_of(read(SEVERAL))
    assert words["agreement"] == ("agreement",)
    assert words["1"] == ("1.one", "1.two[arland]", "1.two[beland]", "1.read~en", "1.read~fr", "1.may")
    assert words["1.two"] == ("1.two[arland]", "1.two[beland]")
    assert words["1.two[arland]"] == ("1.two[arland]",)
    assert words["1.read"] == ("1.read~en", "1.read~fr")
    assert words["5"] == ("5.trigger", "5[arland]", "5[beland]")
    assert (words["7"], words["7.1"], words["7.call"]) == (("7.1", "7.2"), ("7.1",), ("7.1",))
    assert targets_of(read(article("3", "name: only, " + owed())))["3.only"] == ("3",)


# -- order -------------------------------------------------------------------------------------------------------------------


def test_norms_stand_in_the_order_of_the_file_but_after_those_that_they_name() -> None:
    text = article(
        "1",
        "name: a, " + owed("who: arland, when: 1.c is done"),
        "name: b, " + owed("who: arland"),
        "name: c, " + owed("who: arland, by: 2 days after 1.d"),
        "name: d, " + owed("who: arland, ended by: 1.e is breached"),
        "name: e, " + owed("who: arland"),
    )
    assert [norm.id for norm in norms_of(read(text))] == ["agreement", "1.b", "1.e", "1.d", "1.c", "1.a"]


def test_each_norm_of_every_shape_comes_after_those_on_which_it_rests() -> None:
    every = norms_of(
        read(SEVERAL + article("9", owed("who: arland, when: 1 is done, by: 2 days after 5, ended by: 7 is done")))
    )
    for at, norm in enumerate(every):
        assert rests_on(norm) <= {before.id for before in every[:at]}


def test_a_long_chain_is_put_in_order() -> None:
    rows = [f"name: s{n}, " + owed(f"who: arland, when: 1.s{n + 1} is done") for n in range(2_000)]
    every = norms_of(read(article("1", *rows, "name: s2000, " + owed())))
    assert [norm.id for norm in every[1:]] == [f"1.s{n}" for n in range(2_000, -1, -1)]


def test_an_agreement_made_by_hand_with_a_circle_is_refused() -> None:
    agreement = read(article("1", "name: a, " + owed(), "name: b, " + owed("who: arland, when: 1.a is done")))
    one, other = agreement.articles[0].stipulations
    circle = replace(agreement.articles[0], stipulations=(replace(one, when=Reached("1.b", DONE)), other))
    with pytest.raises(Misuse, match=r"`1\.a`, `1\.b`"):
        norms_of(replace(agreement, articles=(circle,)))


def test_the_entry_into_force_is_what_the_first_norm_waits_for() -> None:
    agreement = read(article("1", owed()))
    assert norms_of(agreement)[0].trigger == Passed(1867968000)
    assert norms_of(replace(agreement, in_force=None))[0].trigger is None
