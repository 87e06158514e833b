"""A packages file becomes a domain, and everything that is wrong with it is told at once, with file and line."""

from __future__ import annotations

import re
import tracemalloc
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.bargaining.domain import Domain, Estimate, Exclusion, Shape
from accords.bargaining.packages import frontier, zone
from accords.bargaining.parse_packages import domain_of, read_domain
from accords.bargaining.solutions import Concept, solutions
from accords.bargaining.uncertain import sampled
from accords.bargaining.worths import feasible

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "scenario-file.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
(EXAMPLE,) = (block for block in BLOCKS if block.startswith("accords: packages/1"))
SHIPPED = sorted((ROOT / "examples" / "scenarios").glob("*-package.yaml"))

# The lines are counted in the tests: what a case changes stands where it stood.
POND = """accords: packages/1
id: pond
parties:
  arland: {name: Arland}
  beland: {name: Beland}
issues:
  fish: {levels: [none, half, all]}
  boats: {levels: {few: a dozen, many: as many as come}}
values:
  arland:
    reservation: 30
    issues:
      fish: {weight: 60, values: [0, 50, 100]}
      boats: {weight: 40, values: {few: 0, many: 100}}
  beland:
    reservation: 30
    issues:
      fish: {weight: 1, values: [10, 5.5, 0]}
      boats: {weight: 2, values: [1e1, 0]}
infeasible: [{fish: all, boats: many}]
"""


def read(text: str) -> Domain:
    domain, faults = domain_of(text, "pond.yaml")
    assert faults == []
    assert domain is not None
    return domain


# -- what is read -------------------------------------------------------------------------------------------------------------


def test_the_example_of_the_reference_page_has_no_fault_and_says_what_it_says() -> None:
    domain = read(EXAMPLE)
    assert (domain.id, [party.name for party in domain.parties]) == ("lake-package", ["Norland", "Vestria"])
    assert [issue.id for issue in domain.issues] == ["withdrawal", "guarantee"]
    assert [level.id for level in domain.issues[0].levels] == ["none", "half", "full"]
    norland, vestria = domain.parties
    assert norland.reservation == Estimate((Fraction(30),))
    assert [one.weight.mean for one in norland.issues] == [60, 40]
    assert [one.mean for one in norland.issues[0].values] == [100, 50, 0]
    assert vestria.reservation == Estimate((Fraction(20), Fraction(40)), Shape.BETWEEN)
    assert vestria.issues[0].values[1] == Estimate((Fraction(40), Fraction(60)), Shape.BETWEEN)
    assert (norland.uncertain, vestria.uncertain, domain.uncertain) == (False, True, True)
    assert domain.infeasible == (Exclusion(((0, (2,)), (1, (0,))), "pond.yaml:18"),)
    assert (domain.size, zone(domain).feasible) == (9, 8)


def test_levels_may_have_words_and_values_may_follow_their_order() -> None:
    domain = read(POND)
    boats = domain.issues[1]
    assert [(level.id, level.text) for level in boats.levels] == [("few", "a dozen"), ("many", "as many as come")]
    assert [[one.mean for one in issue.values] for issue in domain.parties[1].issues] == [
        [10, Fraction(11, 2), 0],
        [10, 0],
    ]
    assert domain.title == "pond"  # where there is no title
    assert domain.parties[0].issues[0].place == "pond.yaml:13"


def test_reasons_sources_and_words_are_kept() -> None:
    text = POND.replace("weight: 60, ", "weight: 60, because: Arland eats fish., claims: [c1, c2], guess: yes, ")
    text = text.replace("id: pond\n", "id: pond\ntitle: The pond\nabout: Who fishes.\nsources: [{title: A book}]\n")
    domain = read(text.replace("reservation: 30\n", "reservation: 30\n    guess: yes\n", 1))
    fish = domain.parties[0].issues[0]
    assert (fish.because, fish.claims, fish.guess) == ("Arland eats fish.", ("c1", "c2"), True)
    assert domain.parties[0].guess and not domain.parties[1].guess
    assert (domain.title, domain.about, domain.sources[0].title) == ("The pond", "Who fishes.", "A book")


def test_a_list_of_levels_in_infeasible_means_any_of_them() -> None:
    domain = read(POND.replace("{fish: all, boats: many}", "{fish: [none, all], boats: many}"))
    allowed = [domain.package(number).levels for number, may in enumerate(feasible(domain).tolist()) if may]
    assert allowed == [(0, 0), (1, 0), (1, 1), (2, 0)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_examples_that_ship_have_no_fault_and_an_answer(path: Path) -> None:
    domain, faults = read_domain(path)
    assert faults == []
    assert domain is not None
    assert len(frontier(domain).numbers) > 1
    assert sampled(domain, draws=20).open > 0


def test_the_packages_of_the_worked_example_say_what_the_file_says_of_them() -> None:
    domain, _ = read_domain(ROOT / "examples" / "scenarios" / "settlement-2025-package.yaml")
    assert domain is not None
    assert [party.id for party in domain.parties] == ["russia", "ukraine", "us", "europe"]
    for party in domain.parties:
        assert party.guess  # nobody has stated such numbers
        for one in party.issues:
            assert one.because and one.guess, (party.id, one.place)
    # Neither forces for withdrawal nor the other way round: what is said to be taken at no price is in no package of the zone.
    for number, inside in enumerate(zone(domain).members.tolist()):
        if inside:
            named = domain.named(domain.package(number))
            assert named["guarantees"] != "with forces" and named["donetsk"] != "withdrawal"


def test_in_the_made_up_example_the_concepts_part_company() -> None:
    domain, _ = read_domain(ROOT / "examples" / "scenarios" / "lake-package.yaml")
    assert domain is not None
    found = {concept: one.packages for concept, one in solutions(domain).items()}
    assert len(set(found.values())) == 3
    assert found[Concept.NASH] == found[Concept.RELATIVE_EGALITARIAN]
    assert found[Concept.EGALITARIAN] == found[Concept.KALAI_SMORODINSKY]


# -- what is refused ----------------------------------------------------------------------------------------------------------

# What is written instead of what -> line, and words that the fault must have.
REFUSED = {
    "another form": ("packages/1", "scenario/1", 1, ("`scenario/1` as `accords`", "Write `accords: packages/1`")),
    "an id with blanks": ("id: pond", "id: The Pond", 2, ("`The Pond`", "`id: the-pond`")),
    "an unknown key": ("infeasible:", "infeasable:", 20, ("`infeasable`", "Did you mean `infeasible`?")),
    "one party": ("  beland: {name: Beland}\n", "", 3, ("one party", "two parties or more")),
    "an unknown key of a party": ("{name: Arland}", "{nome: Arland}", 4, ("`nome`", "Did you mean `name`?")),
    "no levels": ("{levels: [none, half, all]}", "{about: Fish.}", 7, ("no `levels`", "`fish`")),
    "a level twice": ("[none, half, all]", "[none, half, half]", 7, ("`half` a second time", "each level once")),
    "an empty list of levels": ("[none, half, all]", "[]", 7, ("nothing in it",)),
    "a level of other signs": ("[none, half, all]", "[none, half, 'a/b']", 7, ("`a/b`", "letters, digits")),
    "values of nobody": ("  beland:\n    res", "  belamd:\n    res", 15, ("`belamd`", "Did you mean `beland`?")),
    "no reservation": ("    reservation: 30\n    issues:\n      fish: {weight: 1,", "    issues:\n      fish: {weight: 1,", 15, ("no `reservation`", "what no agreement is worth")),
    "an unknown issue": ("      fish: {weight: 1,", "      fisch: {weight: 1,", 18, ("`fisch`", "Did you mean `fish`?")),
    "no weight": ("{weight: 60, values", "{values", 13, ("no `weight`", "`arland`")),
    "no values": ("{weight: 60, values: [0, 50, 100]}", "{weight: 60}", 13, ("no `values`",)),
    "a weight below nought": ("weight: 60", "weight: -60", 13, ("`-60`", "nought or more", "Turn the values round")),
    "a weight that may be below nought": ("weight: 60", "weight: {between: [-1, 2]}", 13, ("`-1`", "nought or more")),
    "too few values": ("[0, 50, 100]", "[0, 50]", 13, ("2 values", "3 levels", "[none, half, all]")),
    "too many values": ("[0, 50, 100]", "[0, 50, 100, 150]", 13, ("4 values", "3 levels")),
    "values of unknown levels": ("{few: 0, many: 100}", "{few: 0, many: 1, mamy: 2}", 14, ("`mamy`", "Did you mean `many`?")),
    "values that leave out a level": ("{few: 0, many: 100}", "{few: 0}", 14, ("without `many`", "a value for each level")),
    "one value for all levels": ("[0, 50, 100]", "7", 13, ("no list", "a value for each level")),
    "words for a number": ("reservation: 30\n    issues:\n      fish: {weight: 60", "reservation: much\n    issues:\n      fish: {weight: 60", 11, ("`much`", "12.5", "{between: [LEAST, MOST]}")),
    "no number": ("[0, 50, 100]", "[0, nan, 100]", 13, ("`nan`", "a number")),
    "an empty number": ("[0, 50, 100]", "[0, '', 100]", 13, ("the value of `half` of `fish` for `arland`",)),
    "a number beyond all measure": ("[0, 50, 100]", "[0, 50, 1e99]", 13, ("`1e99`", "a larger or smaller unit")),
    "digits without end": ("[0, 50, 100]", f"[0, 50, 0.{'3' * 60}]", 13, ("a number",)),
    "an unknown spread": ("[0, 50, 100]", "[0, {about: 50}, 100]", 13, ("`about`", "{normal: [MEAN, DEVIATION]}")),
    "two spreads at once": ("[0, 50, 100]", "[0, {between: [1, 2], normal: [1, 2]}, 100]", 13, ("`between`, `normal`",)),
    "a spread of too few numbers": ("[0, 50, 100]", "[0, {triangle: [1, 2]}, 100]", 13, ("with 2 numbers", "a list of 3", "[20, 30, 45]")),
    "a spread that is no list": ("[0, 50, 100]", "[0, {between: 5}, 100]", 13, ("the text `5`", "a list of 2 numbers")),
    "a spread in disorder": ("[0, 50, 100]", "[0, {between: [60, 40]}, 100]", 13, ("out of order", "the least first")),
    "a deviation below nought": ("[0, 50, 100]", "[0, {normal: [40, -1]}, 100]", 13, ("deviation below nought",)),
    "infeasible levels that are not there": ("[{fish: all,", "[{fish: al,", 20, ("`al`", "Did you mean `all`?")),
    "infeasible issues that are not there": ("[{fish: all,", "[{fisch: all,", 20, ("`fisch`", "Did you mean `fish`?")),
    "an empty item of infeasible": ("[{fish: all, boats: many}]", "[{}]", 20, ("nothing in it",)),
    "infeasible as a mapping": ("[{fish: all, boats: many}]", "{fish: all}", 20, ("a list of what cannot be together",)),
    "no feasible package": ("[{fish: all, boats: many}]", "[{fish: [none, half, all]}]", 20, ("no feasible package", "Remove an item")),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(case: str) -> None:
    old, new, line, words = REFUSED[case]
    assert old in POND
    domain, faults = domain_of(POND.replace(old, new, 1), "pond.yaml")
    assert domain is None
    told = [fault for fault in faults if fault.place == f"pond.yaml:{line}"]
    assert any(all(word in str(fault) for word in words) for fault in told), [str(fault) for fault in faults]


def test_a_fault_in_levels_is_not_told_again_for_whatever_names_them() -> None:
    _, faults = domain_of(POND.replace("[none, half, all]", "[none, half, half]"), "pond.yaml")
    assert [fault.place for fault in faults] == ["pond.yaml:7"]


def test_values_of_a_party_or_an_issue_that_are_left_out_are_told() -> None:
    text = POND[: POND.index("  beland:\n    res")]
    _, faults = domain_of(text.replace("      boats: {weight: 40, values: {few: 0, many: 100}}\n", ""), "pond.yaml")
    assert [(fault.place, fault.found) for fault in faults] == [
        ("pond.yaml:9", "no values of the party `beland`"),
        ("pond.yaml:12", "no values of `arland` for the issue `boats`"),
    ]
    assert "weight 0 if it does not matter" in faults[1].remedy


def test_a_party_to_which_nothing_matters_is_told() -> None:
    text = POND.replace("weight: 60", "weight: 0").replace("weight: 40", "weight: 0.0")
    _, faults = domain_of(text, "pond.yaml")
    assert [(fault.place, fault.accepted) for fault in faults] == [("pond.yaml:12", "one weight above nought or more")]


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = (
        POND.replace("name: Arland", "nome: Arland")
        .replace("weight: 60", "weight: -1")
        .replace("boats: many}]", "boats: lots}]")
    )
    _, faults = domain_of(text, "pond.yaml")
    assert [fault.place for fault in faults] == ["pond.yaml:4", "pond.yaml:13", "pond.yaml:20"]


def wide(issues: int, levels: int) -> str:
    names = [f"i{number}" for number in range(issues)]
    values = "".join(f"      {name}: {{weight: 1, values: {list(range(levels))}}}\n" for name in names)
    return (
        "accords: packages/1\nid: wide\nparties: {a: {}, b: {}}\nissues:\n"
        + "".join(f"  {name}: {{levels: {[f'l{one}' for one in range(levels)]}}}\n" for name in names)
        + "values:\n"
        + "".join(f"  {party}:\n    reservation: 0\n    issues:\n{values}" for party in "ab")
        + "infeasible: [{i0: l0}]\n"
    )


@pytest.mark.parametrize(
    ("issues", "levels", "words"),
    [
        (25, 2, "= 33,554,432 packages"),
        (20, 3, "= 3,486,784,401 packages"),
        (2_000, 4, "= about 10^1204 packages"),
    ],
)
def test_too_many_packages_are_refused_with_their_number_before_memory_is_taken(
    issues: int, levels: int, words: str
) -> None:
    text = wide(issues, levels)
    tracemalloc.start()
    try:
        domain, faults = domain_of(text, "wide.yaml")
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert domain is None
    (fault,) = faults
    assert fault.place == "wide.yaml:4"
    assert words in fault.found
    assert fault.accepted == "at most 16,777,216"
    assert "Leave out issues" in fault.remedy
    assert taken < 12 * len(text) * 50  # what nodes take; the packages themselves would be millions of times that


def test_as_many_packages_as_are_accepted_are_read() -> None:
    assert read(wide(20, 2)).size == 2**20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing"),
        ("- a\n- b\n", "as the whole file"),
        ("a: &x 1\nb: *x\n", "anchor"),
        ("a: !!python/object:os.system 1\n", "tag"),
        ("[" * 40 + "]" * 40, "nested"),
    ],
)
def test_what_is_no_such_file_at_all_is_told(text: str, words: str) -> None:
    domain, faults = domain_of(text, "odd.yaml")
    assert domain is None
    assert any(words in fault.found for fault in faults)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    domain, faults = read_domain(tmp_path / "none.yaml")
    assert domain is None
    assert "no such file" in faults[0].found


PIECES = st.sampled_from(
    ["[", "]", "{", "}", ": ", ", ", "\n", "  ", "- ", "none", "half", "0", "-1", "1e9", "''", "{between: [1, 2]}",
     "weight", "values", "levels", "issues", "parties", "infeasible", "reservation", "arland", "fish", "~", "é", "\t"]
)  # fmt: skip


@settings(deadline=None)
@given(st.integers(0, len(POND)), st.integers(0, 40), st.lists(PIECES, max_size=6).map("".join))
def test_whatever_stands_in_a_file_it_is_read_or_refused(start: int, length: int, put: str) -> None:
    """Never an exception: a piece of the file is replaced by others."""
    domain, faults = domain_of(POND[:start] + put + POND[start + length :], "pond.yaml")
    assert (domain is None) == bool(faults)
    for fault in faults:
        assert re.fullmatch(r"pond\.yaml:\d+", fault.place)
        assert fault.found and fault.accepted and fault.remedy
    if domain is not None:
        solutions(domain)
