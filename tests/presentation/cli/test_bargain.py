"""`accords bargain`, as a mediator types it: what holds, who would leave, who would spoil it, what a party would have to prefer."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

import accords
from accords.bargaining.parse import scenario_of
from accords.bargaining.stability import Kind
from accords.presentation.bargain import CAVEAT
from accords.presentation.bargain_drafting import draft_scenario
from accords.presentation.packages import CAVEAT as PACKAGES_CAVEAT
from accords.vocabulary import Misuse
from tests.presentation.cli.conftest import Run

EXAMPLES = Path(__file__).parents[3] / "examples" / "scenarios"
LAKE = str(EXAMPLES / "lake-talks.yaml")
# Each may keep its word or break it; to break it alone is best, to keep it alone is worst.
DILEMMA = {
    "parties": ["A", "B"],
    "states": [
        {"id": 1, "options": ["A keeps", "B keeps"]},
        {"id": 2, "options": ["A keeps"]},
        {"id": "3", "options": ["B keeps"]},
        {"id": 4, "options": []},
    ],
    "moves": {"A": [[1, "3"], ["3", 1], [2, 4], [4, 2]], "B": [[1, 2], [2, 1], ["3", 4], [4, "3"]]},
    "preferences": {"A": ["3", 1, 4, 2], "B": [2, 1, 4, "3"]},
    "status_quo": 4,
}
PACKAGES = """accords: packages/1
id: lake-package
title: A package
parties: {norland: {name: Norland}, vestria: {name: Vestria}}
issues:
  shore: {name: The shore, levels: {stay: troops stay, go: troops go}}
  port: {name: The port, levels: [closed, open]}
values:
  norland:
    reservation: 60
    issues: {shore: {weight: 50, values: [100, 0]}, port: {weight: 50, values: [0, 100]}}
  vestria:
    reservation: 50
    issues: {shore: {weight: 60, values: [0, 100]}, port: {weight: 40, values: [100, 0]}}
infeasible: [{shore: stay, port: open}]
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "dilemma.json").write_text(json.dumps(DILEMMA), "utf-8")
    (tmp_path / "package.yaml").write_text(PACKAGES, "utf-8")
    return tmp_path


def shown(done: subprocess.CompletedProcess[bytes], status: int = 0) -> str:
    """What was printed, on one line, so that the width of a terminal does not matter."""
    assert done.returncode == status, done.stderr.decode()
    return re.sub(r"\s+", " ", done.stdout.decode())


def refused(done: subprocess.CompletedProcess[bytes]) -> str:
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert "Traceback" not in told
    return re.sub(r"\s+", " ", told)


# -- run ---------------------------------------------------------------------------------------------------------------------


def test_run_tells_what_holds_and_says_what_that_is_worth(run: Run, files: Path) -> None:
    done = run("bargain", "run", LAKE)
    told = shown(done)
    assert done.stderr == b""
    assert "3 parties, 3 options, 8 feasible states Status quo: “nothing” (nothing is taken)" in told
    assert "- “deal with a guarantee”: Nash, SEQ, GMR, SMR - “deal on trust”: GMR, SMR" in told
    assert "Norland: draw back from the shore; Vestria: lift the blockade of the harbour" in told
    assert told.rstrip().endswith(CAVEAT)
    assert "\x1b" not in told


def test_an_instability_names_the_move_that_breaks_it_and_a_stability_who_would_spoil_what(
    within: Run, files: Path
) -> None:
    told = shown(within("bargain", "run", LAKE, "--state", "deal on trust"))
    assert "Vestria, stable: GMR, SMR; not stable: Nash, SEQ." in told
    assert (
        "not SEQ: Vestria could give up “lift the blockade of the harbour” (to “left and blockaded”), which is better for Vestria, "
        "and no answer of Norland or the League to the gain of whoever makes it leads from there to what is no better for Vestria than this state."
    ) in told
    assert (
        "SMR: Vestria could give up “lift the blockade of the harbour” (to “left and blockaded”), but the League could then take up"
        in told
    )
    assert "from there Vestria could move on, but to nothing better than this state." in told
    assert "Norland, stable in every sense. Norland can make no move." in told
    assert "“promise alone”, the" not in told, "only the state that was asked for is told in full"


def test_a_way_from_the_status_quo_says_whose_wishes_it_goes_against(within: Run, files: Path) -> None:
    told = shown(within("bargain", "run", LAKE, "--state", "deal on trust"))
    assert (
        "From the status quo: Vestria: take up “lift the blockade of the harbour” (to “blockade lifted for nothing”) (not better for Vestria); then Norland:"
        in told
    )
    assert "No moves lead there that are all better for whoever makes them." in told


def test_a_game_given_outright_is_told_by_its_ids_and_by_what_its_file_says_of_them(within: Run, files: Path) -> None:
    told = shown(within("bargain", "run", "dilemma.json"))
    assert "- state 4: Nash, SEQ, GMR, SMR - state 1: SEQ, GMR, SMR" in told
    assert (
        "SEQ: A could move to state 3 (B keeps), but B would then move to state 4 (nothing is taken), better for B, and no better for A than this state."
        in told
    )
    assert (
        "A and B together: from state 4 to state 1, better for both. B: move to state 3 (B keeps) (not better for B); then A: move to state 1 (A keeps, B keeps) (not better for A)."
        in told
    )


def test_json_is_the_form_that_programs_are_promised(within: Run, files: Path) -> None:
    rows = json.loads(within("bargain", "run", "dilemma.json", "--json").stdout)
    assert rows["equilibria"] == {"nash": [4], "seq": [1, 4], "gmr": [1, 4], "smr": [1, 4]}
    assert set(rows["stability"]) == {"A", "B"} and set(rows["stability"]["A"]) == {"1", "2", "3", "4"}
    assert set(rows["stability"]["A"]["1"]) == {"nash", "seq", "gmr", "smr"}
    assert rows["stability"]["A"]["1"]["nash"] == {
        "stable": False,
        "because": "A could move to state 3 (B keeps), which is better for A.",
    }
    assert rows["stability"]["A"]["1"]["seq"]["stable"] is True
    assert rows["coalition_improvements"] == [{"parties": ["A", "B"], "from": 4, "to": 1}]
    assert (rows["caveat"], rows["left_out"], rows["status_quo"]) == (CAVEAT, [], 4)
    assert rows["states"]["3"] == {"text": "B keeps"}


def test_every_verdict_of_every_example_has_a_sentence(within: Run, files: Path) -> None:
    rows = json.loads(within("bargain", "run", LAKE, "--json").stdout)
    for own in rows["stability"].values():
        assert len(own) == 8
        for kinds in own.values():
            assert all(one["because"].endswith(".") and one["because"][0].isupper() for one in kinds.values())
    assert rows["stability"]["vestria"]["deal on trust"]["seq"]["stable"] is False
    assert rows["states"]["deal on trust"]["options"] == ["norland.withdraw", "vestria.lift"]


@pytest.mark.parametrize(
    "case",
    [
        "chicken",
        "cuba-1962",
        "cuba-1962-irreversible",
        "guarantor",
        "korea-2017-base",
        "korea-2017-deterrence",
        "prisoners-dilemma",
    ],
)
def test_the_published_cases_come_out_as_published(within: Run, shared: Path, case: str) -> None:
    file = shared / "corpora" / "gmcr" / f"{case}.json"
    expected = json.loads(file.read_text("utf-8"))["expected"]
    rows = json.loads(within("bargain", "run", str(file), "--json").stdout)
    for kind, states in expected.items():
        if kind in rows["equilibria"]:
            assert sorted(rows["equilibria"][kind]) == sorted(states), kind
    if "coalition_improvements" in expected:
        assert sorted(map(str, rows["coalition_improvements"])) == sorted(map(str, expected["coalition_improvements"]))


def test_one_step_takes_away_what_only_several_could_spoil(within: Run, files: Path) -> None:
    three = {
        "parties": ["A", "B", "C"],
        "states": [{"id": number} for number in (1, 2, 3, 4)],
        "moves": {"A": [[1, 2]], "B": [[2, 3]], "C": [[3, 4]]},
        "preferences": {"A": [3, 2, 1, 4], "B": [[1, 2, 3, 4]], "C": [[1, 2, 3, 4]]},
    }
    (files / "three.json").write_text(json.dumps(three), "utf-8")
    whole = json.loads(within("bargain", "run", "three.json", "--json").stdout)
    one = json.loads(within("bargain", "run", "three.json", "--json", "--one-step").stdout)
    assert 1 in whole["equilibria"]["gmr"] and 1 not in one["equilibria"]["gmr"]
    assert (
        "B could then move to state 3, and then C could move to state 4"
        in whole["stability"]["A"]["1"]["gmr"]["because"]
    )
    assert one["stability"]["A"]["1"]["gmr"]["because"] == (
        "A could move to state 2, which is better for A, and no single move of B or C leads from there to what is no better for A than this state."
    )
    assert "(--one-step)" in shown(within("bargain", "run", "three.json", "--one-step"))


def test_a_large_game_tells_of_what_is_asked_and_says_how_to_get_all(within: Run, files: Path) -> None:
    options = "\n".join(f"      o{number}: take {number}" for number in range(10))
    large = (
        f"accords: scenario/1\nid: large\ntitle: Large\nparties:\n  a:\n    name: A\n    options:\n{options}\n  b:\n    name: B\n    options: {{x: do x}}\n"
        "status quo: []\npreferences:\n  a: {priorities: [o0 and not x]}\n  b: {priorities: [x]}\n"
    )
    (files / "large.yaml").write_text(large, "utf-8")
    rows = json.loads(within("bargain", "run", "large.yaml", "--json", "--state", "o0, o3").stdout)
    assert "a.o0, a.o3" in rows["stability"]["a"] and "nothing" in rows["stability"]["a"]
    assert len(rows["stability"]["a"]) < 2048
    assert rows["coalition_improvements"] is None
    assert rows["left_out"] == [
        f"stability: of {len(rows['stability']['a']):,} of 2,048 states; --all tells all",
        "coalition_improvements: not worked out of a game as large as this; --coalitions does",
    ]
    every = json.loads(within("bargain", "run", "large.yaml", "--json", "--all", "--coalitions").stdout)
    assert len(every["stability"]["b"]) == 2048 and every["left_out"] == [] and every["coalition_improvements"] == []
    told = shown(within("bargain", "run", "large.yaml"))
    assert (
        "more (Nash, SEQ, GMR, SMR): --json lists them." in told
        and "more equilibria are not told in full: --state NAME" in told
    )


def test_sensitivity_names_the_rankings_with_which_it_would_not_hold(within: Run, files: Path) -> None:
    told = shown(within("bargain", "run", LAKE, "--state", "deal with a guarantee", "--sensitivity"))
    assert re.search(r"Nash: stays an equilibrium in \d+ of \d+ neighbouring rankings; not with - Vestria:", told)
    assert "it would be no equilibrium if “draw back from the shore” could be undone once taken up." in told
    rows = json.loads(
        within("bargain", "run", LAKE, "--state", "deal with a guarantee", "--sensitivity", "--json").stdout
    )
    first = rows["sensitivity"][0]
    assert (first["state"], first["kind"], first["equilibrium"]) == ("deal with a guarantee", "nash", True)
    assert len(first["lost"]) == first["neighbours"] - first["kept"] > 0


def test_coalitions_are_all_told_when_they_are_asked_for(within: Run, files: Path) -> None:
    rows = json.loads(within("bargain", "run", LAKE, "--json", "--coalitions").stdout)
    told = shown(within("bargain", "run", LAKE, "--coalitions"))
    assert len(rows["coalitions"]) == len(rows["coalition_improvements"]) == told.count(" together: from ") == 5
    assert rows["coalitions"][0]["minimal"] is True and rows["coalitions"][0]["steps"][0]["party"] == "vestria"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "none.yaml"), "none.yaml"),
        (("run", LAKE, "--state", "dael on trust"), "found `dael on trust`; accepted: a named state (nothing,"),
        (("run", LAKE, "--state", "dael on trust"), "Did you mean `deal on trust`?"),
        (("run", LAKE, "--state", "norland.lift"), "norland.withdraw, vestria.lift, league.guarantee"),
        (("run", "dilemma.json", "--state", "5"), "accepted: a state of the file: 1, 2, 3, 4"),
        (("run", "dilemma.json", "--json", "--html", "x.html"), "not allowed with"),
        (("run", LAKE, "--html", "none/x.html"), "found no folder none"),
        (("run", "package.yaml"), "found `accords: packages/1`; accepted: `accords: scenario/1`. Ask with 'accords bargain packages'"),
        (("inverse", LAKE, "deal on trust", "--party", "vestira"), "Did you mean `vestria`?"),
        (("inverse", LAKE, "deal on trust", "--kind", "r"), "invalid choice: 'r'"),
        (("packages", LAKE), "Ask with 'accords bargain run'"),
        (("packages", "package.yaml", "--package", "shore=stay"), "found nothing of port; accepted: a level of each issue"),
        (("packages", "package.yaml", "--package", "shore=sty, port=open"), "Did you mean `stay`?"),
        (("packages", "package.yaml", "--seed", "-1"), "found '-1'; accepted: a whole number"),
        (("draft",), "a dossier (--in FILE) or a ledger (--ledger PATH)"),
    ],
)  # fmt: skip
def test_misuse_is_said_with_what_is_accepted(within: Run, files: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in refused(within("bargain", *arguments))


def test_a_file_with_faults_is_not_run_and_all_of_them_are_told(within: Run, files: Path) -> None:
    wrong = Path(LAKE).read_text("utf-8").replace("{prefers: lift, because", "{prefers: lfit, because", 1)
    (files / "wrong.yaml").write_text(wrong.replace("status quo: nothing", "status quo: [norland.leave]"), "utf-8")
    told = refused(within("bargain", "run", "wrong.yaml"))
    assert told.count("fault: wrong.yaml:") == 2 and "lfit" in told and "leave" in told
    game = {**DILEMMA, "preferences": {"A": [1, 2], "B": [1, 2, "3", 4, 4]}}
    (files / "wrong.json").write_text(json.dumps(game), "utf-8")
    assert refused(within("bargain", "run", "wrong.json")).count("fault: wrong.json:") == 2


def test_a_note_is_told_and_changes_nothing(within: Run, files: Path) -> None:
    text = Path(LAKE).read_text("utf-8")
    needs = "requires:\n  - {option: guarantee, needs: withdraw and not withdraw}\n"
    (files / "noted.yaml").write_text(
        text.replace("preferences:", needs + "preferences:")
        .partition("states:")[0]
        .replace("status quo: nothing", "status quo: []"),
        "utf-8",
    )
    done = within("bargain", "run", "noted.yaml", "--state", "nothing")
    assert done.returncode == 0 and b"3 parties, 3 options, 4 feasible states" in done.stdout
    assert "note: noted.yaml:" in done.stderr.decode() and "which no feasible state takes" in done.stderr.decode()


def test_words_of_others_are_safe_for_a_terminal(within: Run, files: Path) -> None:
    game = {
        "parties": ["A\u001b[31m", "B\u202e"],
        "states": [{"id": 1, "options": "a\u001b]0;x\u0007"}, {"id": "t\u001bwo", "options": {"x": ["\u202e"]}}],
        "moves": {"A\u001b[31m": [[1, "t\u001bwo"]], "B\u202e": []},
        "preferences": {"A\u001b[31m": ["t\u001bwo", 1], "B\u202e": [[1, "t\u001bwo"]]},
        "status_quo": 1,
    }
    (files / "hostile.json").write_text(json.dumps(game), "utf-8")
    done = within("bargain", "run", "hostile.json")
    assert done.returncode == 0
    assert not {"\x1b", "\u202e", "\x07"} & set(done.stdout.decode())
    assert "A\\x1b[31m could move to state t\\x1bwo" in shown(done)
    rows = json.loads(within("bargain", "run", "hostile.json", "--json").stdout)
    assert rows["equilibria"]["nash"] == ["t\u001bwo"], "ids come back as given"


# -- inverse -----------------------------------------------------------------------------------------------------------------


def test_inverse_tells_a_mediator_what_a_party_would_have_to_prefer(within: Run, files: Path) -> None:
    told = shown(within("bargain", "inverse", LAKE, "deal on trust", "--party", "vestria"))
    assert (
        "Nash, SEQ: stable if and only if, and it is not so now: - Vestria must not prefer “left and blockaded” to “deal on trust” (it is not so now)"
        in told
    )
    assert "GMR: stable if and only if, and so it is: - Vestria must not prefer to “deal on trust”:" in told
    assert told.rstrip().endswith(CAVEAT) and "Norland must" not in told


def test_inverse_in_json_names_states_and_alternatives(within: Run, files: Path) -> None:
    rows = json.loads(
        within("bargain", "inverse", "dilemma.json", "1", "--party", "A", "--kind", "nash", "--json").stdout
    )
    assert rows["state"] == 1 and rows["caveat"] == CAVEAT
    (row,) = rows["inverse"]
    assert (row["party"], row["kind"], row["met"]) == ("A", "nash", False)
    assert row["demands"] == [{"met": False, "alternatives": [["3"]]}]
    assert row["words"] == ["A must not prefer state 3 to state 1 (it is not so now)"]


# -- packages ----------------------------------------------------------------------------------------------------------------


def test_packages_tell_that_nobody_could_agree_and_what_would_open_it(run: Run, files: Path) -> None:
    told = shown(run("bargain", "packages", "package.yaml"))
    assert "Of 3 feasible packages none is at least as good as no agreement for every party." in told
    assert "What would open it" in told
    assert (
        "If Norland alone asked for 50 where no agreement is now worth 60: package 1 (The shore: troops go; The port: open)."
        in told
    )
    assert "Nash (the greatest product of gains): none: no package is acceptable to every party" in told
    assert told.rstrip().endswith(re.sub(r"\s+", " ", PACKAGES_CAVEAT))


def test_a_package_that_is_asked_for_tells_who_refuses_and_what_would_move_them(within: Run, files: Path) -> None:
    (files / "package.yaml").write_text(PACKAGES.replace("reservation: 60", "reservation: 45"), "utf-8")
    told = shown(within("bargain", "packages", "package.yaml", "--package", "the shore=troops go, port=closed"))
    assert "Of 3 feasible packages 1 is at least as good as no agreement for every party." in told
    assert "It is worth: Norland 0, Vestria 100." in told
    assert (
        "Norland would refuse it. Norland would assent to The port: open (instead of closed); nobody who assents would then refuse."
        in told
    )
    barred = shown(within("bargain", "packages", "package.yaml", "--package", "shore=stay, port=open"))
    assert "It is not feasible: a rule of the file forbids it." in barred


def test_packages_in_json(within: Run, files: Path) -> None:
    rows = json.loads(
        within("bargain", "packages", "package.yaml", "--json", "--package", "shore=go, port=open").stdout
    )
    assert (rows["packages"], rows["feasible"], rows["zone"]["count"], rows["zone"]["best"]) == (4, 3, 0, None)
    assert {
        "package": {"shore": "go", "port": "open"},
        "worth": {"norland": 50.0, "vestria": 60.0},
        "in_zone": False,
    } in rows["frontier"]
    assert rows["opening"]["reservations"][0] == {
        "party": "norland", "now": 60.0, "needed": 50.0, "package": {"shore": "go", "port": "open"},
    }  # fmt: skip
    assert rows["asked"]["refusers"] == ["norland"] and rows["caveat"] == PACKAGES_CAVEAT
    assert rows["solutions"]["nash"]["packages"] == [] and rows["solutions"]["nash"]["none"]


def test_uncertain_numbers_are_drawn_alike_with_the_same_seed(within: Run, files: Path) -> None:
    (files / "package.yaml").write_text(
        PACKAGES.replace("reservation: 60", "reservation: {between: [40, 60]}"), "utf-8"
    )
    assert "Some numbers are uncertain, and count as their means here: --draws 1000." in shown(
        within("bargain", "packages", "package.yaml")
    )
    asked = ("bargain", "packages", "package.yaml", "--draws", "50", "--seed", "7")
    told = shown(within(*asked))
    assert told == shown(within(*asked)) and "With the uncertain numbers drawn 50 times (seed 7)" in told
    rows = json.loads(within(*asked, "--json").stdout)
    assert 0 < rows["drawn"]["open"]["share"] < 1 and rows["drawn"]["seed"] == 7


def test_progress_goes_to_a_terminal_and_nowhere_else(run: Run, files: Path) -> None:
    assert run("bargain", "packages", "package.yaml", "--draws", "20").stderr == b""


# -- draft -------------------------------------------------------------------------------------------------------------------


WIRE = """Troops to leave the crossing, envoy says

HARBOUR CITY, 3 March 2024 (Coastal Wire) — American envoy Steve Witkoff said on Sunday that Russia had agreed to withdraw its troops
from the river crossing. The talks in the port took two days. Ukrainian President Volodymyr Zelenskyy said on Sunday that Ukraine would let
aid into the port. Ukraine demands that all troops leave the river crossing, he told reporters.
"""


def test_a_draft_is_made_from_a_ledger_and_runs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(WIRE, "utf-8")
    assert run("ledger", "init", "--ledger", "talks.ledger").returncode == 0
    assert run("add", "wire.txt", "--ledger", "talks.ledger").returncode == 0
    done = run("bargain", "draft", "--ledger", "talks.ledger", "--out", "first.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert told.startswith("first.yaml: 2 parties, ") and "The order of priorities is a guess throughout" in told
    assert told.endswith("next: accords bargain run first.yaml\n")
    scenario, faults = scenario_of((tmp_path / "first.yaml").read_text("utf-8"), "first.yaml")
    assert scenario is not None and not faults and scenario.id == "first"
    assert run("bargain", "run", "first.yaml").returncode == 0
    again = run("bargain", "draft", "--ledger", "talks.ledger", "--out", "first.yaml")
    assert again.returncode == 2 and b"what people have written into it would be lost" in again.stderr
    rows = json.loads(run("bargain", "draft", "--ledger", "talks.ledger", "--options", "1", "--json").stdout)
    assert sum(len(party["options"]) for party in rows["parties"]) == 1 and rows["caveat"] == CAVEAT
    with pytest.raises(Misuse, match=r"nothing that a party could do on the issue `sanctions`"):
        draft_scenario(ledger=tmp_path / "talks.ledger", where=_issue("sanctions"))


def _issue(name: str) -> object:
    from accords.assessment.where import Where

    return Where(issue=name)


# -- Python ------------------------------------------------------------------------------------------------------------------


def test_the_python_twins_answer_the_same(files: Path) -> None:
    talks = accords.bargain(LAKE)
    assert talks.equilibria[Kind.NASH][-1] == "deal with a guarantee"
    trust = talks.state("deal on trust")
    assert talks.state("norland.withdraw,  LIFT") == trust and talks.state("status quo") == talks.state("nothing")
    verdict = talks.verdict(talks.party("Vestria"), trust, Kind.SEQ)
    assert not verdict.stable and verdict.breaks is not None
    assert talks.id_of(verdict.breaks.to) == "left and blockaded"
    with pytest.raises(Misuse, match=r"package\.yaml: found `accords: packages/1`"):
        accords.bargain(files / "package.yaml")
    found = accords.packages(files / "package.yaml")
    assert found.zone.empty and found.opening is not None
    assert [party.id for party in found.refusers(found.package("shore=go, port=open"))] == ["norland"]
