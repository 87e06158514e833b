"""A scenario file is read whole or not at all, and everything that is wrong with it is told at once, with its line."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.bargaining.condition import holds_in
from accords.bargaining.feasible import feasible_states
from accords.bargaining.parse import MAX_BYTES, read_scenario, scenario_of
from accords.bargaining.scenario import Irreversible, Priorities, Ranking, Scenario
from accords.vocabulary import Fault

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/scenario-file.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]

POND = """accords: scenario/1
id: pond
title: Talks on the pond
parties:
  arland:
    name: Arland
    options:
      leave: leave the bank
      pay: pay for the fish
  beland:
    options:
      fish: {text: stop fishing, irreversible: yes}
      lift sanctions: lift what it has imposed
RULES
status quo: [pay]
preferences:
  arland:
    priorities: [fish, not leave, lift sanctions]
  beland:
    ranking: [[paid, nothing], rest]
states:
  nothing: []
  paid: [pay]
"""
PLAIN = POND.replace("RULES\n", "")


def scenario(text: str) -> Scenario:
    found, faults = scenario_of(text, "pond.yaml")
    assert not faults
    assert found is not None
    return found


def faults(text: str) -> list[Fault]:
    found, every = scenario_of(text, "pond.yaml")
    assert (found is None) is bool(every)
    return every


def feasible(found: Scenario) -> list[int]:
    return [state for state, may in enumerate(feasible_states(found.rules, len(found.options))) if may]


# -- what is read ------------------------------------------------------------------------------------------------------------


def test_the_example_of_the_reference_page_is_read_without_a_fault_or_a_note() -> None:
    found = scenario(EXAMPLE)
    assert [option.id for option in found.options] == [
        "norland.withdraw", "norland.guarantee", "vestria.law", "vestria.lift", "vestria.tighten",
    ]  # fmt: skip
    assert found.options[0].irreversible is Irreversible.TAKEN
    assert found.options[2].guess
    assert found.options[2].claims == ("c0123456789ab",)
    assert found.notes == ()
    assert found.status_quo == 0
    norland, vestria = (party.preference for party in found.parties)
    assert isinstance(norland, Priorities)
    assert [one.words for one in norland.statements][1:3] == ["vestria.lift", "if vestria.lift then norland.withdraw"]
    assert isinstance(vestria, Ranking)
    assert vestria.tiers == ((0b00110, 0b01111), (0,), ())
    assert vestria.rest == 2


def test_a_state_has_a_bit_for_each_option_in_the_order_of_the_file() -> None:
    found = scenario(PLAIN)
    assert found.status_quo == 0b0010
    assert [option.id for option in found.taken(0b1001)] == ["arland.leave", "beland.lift sanctions"]
    assert [found.name(state) for state in (0, 2, 9)] == ["nothing", "paid", "arland.leave, beland.lift sanctions"]
    assert found.parties[1].name == "beland"
    assert found.options[2].place == "pond.yaml:12"


def test_an_option_may_be_named_alone_and_in_capitals_where_only_one_party_has_it() -> None:
    found = scenario(
        PLAIN.replace("[fish, not leave, lift sanctions]", "[FISH, not Arland.Leave, beland.lift sanctions]")
    )
    preference = found.parties[0].preference
    assert isinstance(preference, Priorities)
    held = [[holds_in(one.prefers, state) for state in (0, 4, 1, 8)] for one in preference.statements]
    assert held == [[False, True, False, False], [True, True, False, True], [False, False, False, True]]


def test_a_status_quo_may_be_the_name_of_a_state() -> None:
    assert scenario(PLAIN.replace("[pay]\npref", "nothing\npref")).status_quo == 0
    assert scenario(PLAIN.replace("[pay]\npref", "pay\npref")).status_quo == 2


# Rules, and the states that they leave: leave 1, pay 2, fish 4, lift sanctions 8.
RULES = {
    "": set(range(16)),
    "infeasible: leave or fish or lift sanctions": {0, 2},
    "infeasible: [leave, fish, lift sanctions]": {0, 2},
    "infeasible: [leave or fish, {if: pay, not: lift sanctions}]": {0, 2, 8},
    "exactly one of: [[leave, pay, fish, lift sanctions]]\nstates2": {1, 2, 4, 8},
    "at most one of: [[leave, pay, fish, lift sanctions]]": {0, 1, 2, 4, 8},
    "at least one of: [[pay, leave], [pay, fish]]\nstates2": {s for s in range(16) if s & 3 and s & 6},
    "requires: [{option: fish, needs: pay or leave}, {option: leave, needs: pay}]": {
        s for s in range(16) if (not s & 4 or s & 3) and (not s & 1 or s & 2)
    },
    "requires: {option: fish, needs: not fish}": {s for s in range(16) if not s & 4},
}


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules[:40])
def test_rules_leave_these_states(rules: str) -> None:
    text = POND.replace("RULES\n", f"{rules.removesuffix('states2').strip()}\n" if rules else "")
    if rules.endswith("states2"):  # nothing taken is not feasible then
        text = text.replace("[[paid, nothing], rest]", "[paid, rest]").replace("  nothing: []\n", "")
    assert set(feasible(scenario(text))) == RULES[rules]


# -- what is refused ---------------------------------------------------------------------------------------------------------

# What stands in PLAIN, what in its place, and what each fault has: its line, found, and what to do.
FAULTS = [
    ("not leave", "not leve", 17, "the unknown option `leve` in `not leve`", "Did you mean `leave`?"),
    ("not leave", "not leave pay", 17, "the unknown option `leave pay` in `not leave pay`", "Join them with `and` or `or`."),
    ("not leave", "leave and", 17, "the end after `and`, where the name of an option is missing in `leave and`", "Name an option"),
    ("  beland:\n    ranking", "  beeland:\n    ranking", 18, "preferences of the unknown party `beeland`", "Did you mean `beland`?"),
    ("rest]", "the rest]", 19, "the unknown state `the rest`", "Did you mean `rest`?"),
    ("rest]", "other]", 19, "the unknown state `other`", "Name it: `states: {other: [party.option, …]}`."),
    ("rest]", "paid, rest]", 19, "`paid` a second time in one ranking (the first on line 19)", "Remove one of them."),
    ("rest]", "rest, rest]", 19, "`rest` a second time in one ranking (the first on line 19)", "Remove one of them."),
    ("rest]", "[]]", 19, "an empty tie", "Name them, or remove the brackets."),
    (", rest]", "]", 19, "a ranking that omits 14 of the 16 feasible states: `arland.leave`; `arland.leave, arland.pay`; `beland.fish` and others", "add `rest`"),
    ("ranking: [[paid, nothing], rest]", "ranking: []", 19, "`ranking` with nothing in it", "`ranking: [rest]`"),
    ("ranking: [[paid, nothing], rest]", "rank: [rest]", 19, "the unknown key `rank` in the preferences of `beland`", "Did you mean `ranking`?"),
    ("    ranking: [[paid, nothing], rest]", "    guess: yes", 18, "neither `priorities` nor `ranking` in the preferences of `beland`", "Add one of them"),
    ("    ranking: [[paid, nothing], rest]", "    ranking: [rest]\n    priorities: [pay]", 18, "both `priorities` and `ranking` in the preferences of `beland`", "Remove one of them."),
    ("  beland:\n    ranking: [[paid, nothing], rest]\n", "", 15, "no preferences of `beland`", "`ranking: [rest]` for a party to which all is the same"),
    ("[fish, not leave, lift sanctions]", "[]", 17, "`priorities` with nothing in it", "`ranking: [rest]`"),
    ("[fish, not leave", "[fish, not fish", 17, "the priority `not fish`, the contrary of `fish` on line 17", "The first decides"),
    ("[fish, not leave", "[if fish then leave, fish and not leave", 17, "the priority `fish and not leave`, the contrary of `if fish then leave` on line 17", "The first decides"),
    ("[fish, not leave", "[{prefers: fish, becuase: x}", 17, "the unknown key `becuase` in a statement", "Did you mean `because`?"),
    ("[fish, not leave", "[{because: x}", 17, "no `prefers` in a statement", "Add `prefers:`."),
    ("[pay]\npref", "[pay, fsh]\npref", 14, "the unknown option `fsh`", "Did you mean `fish`?"),
    ("[pay]\npref", "[pay, pay]\npref", 14, "`pay` a second time", "Remove one of them."),
    ("[pay]\npref", "{pay: yes}\npref", 14, "`status quo` without a list", "Write it so"),
    ("status quo: [pay]\n", "", 1, "no `status quo` in a scenario file", "Add `status quo:`."),
    ("  paid: [pay]", "  paid: []", 22, "the state `paid`, which is `nothing` again", "Remove one of the two."),
    ("  paid: [pay]", "  paid: [pay]\n  rest: [fish]", 23, "a state that is called `rest`", "Rename it."),
    ("  paid: [pay]", "  paid: [pays]", 22, "the unknown option `pays`", "Did you mean `pay`?"),
    ("irreversible: yes", "irreversible: maybe", 12, "`irreversible` of the option `fish` as the text `maybe`", "Choose one of these."),
    ("text: stop fishing, ", "", 12, "no `text` in the option `fish`", "Add `text:`."),
    ("pay: pay for the fish", "pay:", 9, "`pay` as nothing", "Write `pay: …`."),
    ("      pay: pay", "      Leave: pay", 9, "the option `Leave` beside `leave`", "Rename one of them."),
    ("  beland:\n    options", "  be.land:\n    options", 10, "the party `be.land`", "Give it a short id"),
    ("  beland:\n    options", "  Arland:\n    options", 10, "the party `Arland` beside `arland`", "Rename one of them."),
    ("id: pond", "id: The Pond", 2, "the id `The Pond`", "Write `id: the-pond`"),
    ("scenario/1", "scenario/2", 1, "`scenario/2` as `accords`", "Write `accords: scenario/1`."),
    ("title: Talks", "titel: Talks", 3, "the unknown key `titel` in a scenario file", "Did you mean `title`?"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "instead", "line", "found", "remedy"), FAULTS, ids=[row[3][:60] for row in FAULTS])
def test_a_fault_says_its_line_what_was_found_and_what_to_do(
    there: str, instead: str, line: int, found: str, remedy: str
) -> None:
    assert there in PLAIN
    told = {(fault.place, fault.found): fault.remedy for fault in faults(PLAIN.replace(there, instead))}
    assert remedy in told[f"pond.yaml:{line}", found], told


# Rules, and of the fault that they make line and what was found.
RULE_FAULTS = {
    "infeasible: [pay]": (15, "a status quo that is not feasible, by `infeasible: pay` on line 14"),
    "infeasible: [not pay]": (22, "the state `nothing` that is not feasible, by `infeasible: not pay` on line 14"),
    "infeasible:\n  - pay\n  - not pay": (16, "no feasible state: `infeasible: not pay` forbids all that the rules before it leave"),
    "infeasible: [{if: pay}]": (14, "no `not` in an item of `infeasible`"),
    "infeasible: [{if: pay, then: fish}]": (14, "the unknown key `then` in `infeasible`"),
    "infeasible: [{}]": (14, "an empty item of `infeasible`"),
    "requires: [pay]": (14, "an item of `requires` as the text `pay`"),
    "requires: [{option: fish, needs: pey}]": (14, "the unknown option `pey` in `pey`"),
    "exactly one of: [pay, leave]": (14, "`exactly one of` that is no list of lists"),
    "at most one of: [[pay]]": (14, "`at most one of` with one option alone"),
    "at most one of: [[pay, pay]]": (14, "`pay` a second time"),
    "exactly two of: [[pay, fish]]": (14, "the unknown key `exactly two of` in a scenario file"),
}  # fmt: skip


@pytest.mark.parametrize("rules", RULE_FAULTS)
def test_a_fault_in_a_rule_says_its_line(rules: str) -> None:
    line, found = RULE_FAULTS[rules]
    told = [(fault.place, fault.found) for fault in faults(POND.replace("RULES", rules))]
    assert (f"pond.yaml:{line}", found) in told, told


def test_every_fault_is_told_at_once_in_the_order_of_lines() -> None:
    text = (
        POND.replace("RULES", "infeasible: [pey, lift]")
        .replace("not leave", "not leve")
        .replace("[pay]\np", "[fsh]\np")
    )
    found = [(fault.place, fault.found) for fault in faults(text)]
    assert found == [
        ("pond.yaml:14", "the unknown option `pey` in `pey`"),
        ("pond.yaml:14", "the unknown option `lift` in `lift`"),
        ("pond.yaml:15", "the unknown option `fsh`"),
        ("pond.yaml:18", "the unknown option `leve` in `not leve`"),
    ]


def test_statements_contradict_in_whatever_words_where_the_rules_make_them_contraries() -> None:
    text = POND.replace("RULES", "exactly one of: [[pay, fish]]").replace("[fish, not leave", "[fish, pay")
    text = text.replace("[[paid, nothing], rest]", "[paid, rest]").replace("  nothing: []\n", "")
    (fault,) = faults(text)
    assert fault.found == "the priority `pay`, the contrary of `fish` on line 18"


def test_a_name_that_several_parties_have_is_not_taken_for_one() -> None:
    text = PLAIN.replace("      lift sanctions: lift", "      leave: go").replace("lift sanctions]", "pay]")
    (fault,) = [one for one in faults(text) if one.place == "pond.yaml:17"]
    assert fault.found == "`leave`, which several parties have in `not leave`"
    assert fault.accepted == "`arland.leave` or `beland.leave`"


def test_what_decides_nothing_is_noted_and_is_no_fault() -> None:
    text = POND.replace("RULES", "infeasible: [leave]").replace("lift sanctions]", "fish or leave, pay or not pay]")
    notes = [(one.place, one.found) for one in scenario(text).notes]
    assert notes == [
        ("pond.yaml:8", "the option `arland.leave`, which no feasible state takes"),
        ("pond.yaml:18", "the priority `not leave`, which holds in every feasible state"),
        ("pond.yaml:18", "the priority `fish or leave`, which holds where `fish` on line 18 does"),
        ("pond.yaml:18", "the priority `pay or not pay`, which holds in every feasible state"),
    ]


# -- what would cost -----------------------------------------------------------------------------------------------------------


def with_options(number: int) -> str:
    lines = "".join(f"      o{at}: do {at}\n" for at in range(number))
    return (
        "accords: scenario/1\nid: many\ntitle: Many\nparties:\n  arland:\n    options:\n"
        f"{lines}status quo: []\npreferences:\n  arland: {{priorities: [o0, not o1]}}\n"
    )


def test_forty_options_are_refused_with_the_reason_before_memory_is_taken() -> None:
    tracemalloc.start()
    (fault,) = faults(with_options(40))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert fault.place == "pond.yaml:4"
    assert fault.found == "40 options: 2^40 states, that is 1,099,511,627,776"
    assert fault.accepted == "at most 24 options (16,777,216 states)"
    assert "Leave out the options on which no preference rests" in fault.remedy
    assert most < 10_000_000


@pytest.mark.parametrize("number", [25, 200, 5_000])
def test_more_options_than_can_be_looked_at_are_refused(number: int) -> None:
    (fault,) = faults(with_options(number))
    assert fault.found.startswith(f"{number:,} options: 2^{number} states")


def test_a_million_states_and_more_are_read() -> None:
    found = scenario(with_options(21))
    assert len(found.options) == 21


def test_a_ranking_of_a_million_states_that_omits_all_but_one_is_refused() -> None:
    text = with_options(21).replace("{priorities: [o0, not o1]}", "{ranking: [none]}") + "states: {none: []}\n"
    (fault,) = faults(text)
    assert "omits 2,097,151 of the 2,097,152 feasible states: `arland.o0`; `arland.o1`" in fault.found


UNREADABLE = {
    "a: &a [x]\nb: *a\n": "the anchor `&a`",
    "accords: !!python/object:os.system x\n": "the tag",
    "[" * 50: "nested",
    "accords: scenario/1\naccords: scenario/1\n": "`accords` a second time",
    "": "nothing",
    "just words": "just words as the whole file",
    "- a\n- b": "[a, b] as the whole file",
    "a: [b": "no YAML",
    "\tid: x": "a tab",
    "a: 1\n---\nb: 2": "2 documents",
}


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:20] or "empty")
def test_what_is_no_scenario_at_all_is_refused(text: str) -> None:
    assert any(UNREADABLE[text] in fault.found for fault in faults(text))


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    found, (fault,) = read_scenario(tmp_path / "none.yaml")
    assert found is None
    assert "no such file" in fault.found
    large = tmp_path / "large.yaml"
    large.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")
    found, (fault,) = read_scenario(large)
    assert found is None
    assert fault.found == f"{MAX_BYTES + 1} bytes"


WORDS = st.sampled_from(
    [
        *("accords", "scenario/1", "id", "title", "parties", "options", "text", "irreversible", "yes", "not taken", "infeasible"),
        *("requires", "option", "needs", "exactly one of", "at most one of", "status quo", "preferences", "priorities", "prefers"),
        *("ranking", "rest", "states", "because", "claims", "guess", "arland", "beland", "leave", "pay", "arland.pay", "not pay"),
        *("if pay then leave", "`", "pay and", "(", "", "é", "x" * 70),
    ]
)  # fmt: skip


def flowing(depth: int) -> st.SearchStrategy[str]:
    """YAML of any shape made of words that mean something here."""
    word = WORDS.map(lambda words: f'"{words}"')
    if not depth:
        return word
    inner = flowing(depth - 1)
    return st.one_of(
        word,
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(word, inner), max_size=4).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items) + "}"
        ),
    )


@given(
    st.lists(
        st.tuples(st.sampled_from([line.partition(":")[0] for line in PLAIN.splitlines()]), flowing(3)), max_size=4
    ),
    st.lists(st.integers(0, len(PLAIN)), max_size=3),
    st.text(max_size=4),
)
def test_no_text_makes_it_stumble(changes: list[tuple[str, str]], cuts: list[int], junk: str) -> None:
    text = PLAIN
    for key, value in changes:  # the values of some lines replaced by something else
        text = re.sub(rf"(?m)^{re.escape(key)}:.*$", lambda _, made=f"{key}: {value}": made, text, count=1)  # type: ignore[misc]
    for cut in cuts:
        text = text[:cut] + junk + text[cut:]
    found, every = scenario_of(text, "pond.yaml")
    assert (found is None) is bool(every)
    for fault in every:
        assert re.fullmatch(r"pond\.yaml:\d+", fault.place)
        assert all((fault.found, fault.accepted, fault.remedy))


@given(st.text())
def test_no_text_whatever_makes_it_stumble(text: str) -> None:
    found, every = scenario_of(text, "pond.yaml")
    assert found is None
    assert every
