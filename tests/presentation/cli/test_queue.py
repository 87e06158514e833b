"""`accords queue` on a real ledger: the first question is settled by the command that it prints, and comes back when that is undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.presentation.cli.conftest import Run

WIRE = """Troops to leave the crossing, envoy says

HARBOUR CITY, 3 March 2024 (Coastal Wire) — American envoy Steve Witkoff said on Sunday that Russia had agreed to withdraw its troops
from the river crossing. "We will meet again in May," he told reporters at the airport before he left.
"""
OWN = """No troops will leave, Moscow says

MOSCOW, 5 March 2024 (Eastern Lines) — Russian Foreign Minister Sergei Lavrov said on Tuesday that Russia rejected any withdrawal of
its troops from the river crossing. "Our soldiers stay where they are," he told reporters. Ukraine demanded a ceasefire, he said.
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports, read once; each test has a copy."""
    from accords.presentation.cli.main import main

    folder = tmp_path_factory.mktemp("added")
    rows = [
        {"id": "wire", "text": WIRE, "outlet": "Coastal Wire", "published": "2024-03-03"},
        {"id": "own", "text": OWN, "outlet": "Eastern Lines", "published": "2024-03-05"},
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    place = folder / "talks.ledger"
    assert main(["ledger", "init", "--ledger", str(place)]) == 0
    assert main(["add", str(folder / "reports.jsonl"), "--ledger", str(place), "--quiet"]) == 0
    return place


@pytest.fixture
def ledger(added: Path, tmp_path: Path) -> str:
    place = tmp_path / "talks.ledger"
    place.write_bytes(added.read_bytes())
    return str(place)


def rows(within: Run, ledger: str, *options: str) -> list[dict[str, Any]]:
    done = within("queue", "--ledger", ledger, "--json", *options)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return found


def judge(within: Run, ledger: str, command: str, *more: str) -> str:
    """Run a command that the queue prints, as it prints it; the id of the judgement."""
    arguments = command.removeprefix("accords ").split()
    done = within(*arguments, *more, "--by", "A. Analyst", "--ledger", ledger, "--json")
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["id"])


def test_what_is_ruled_on_by_the_printed_command_is_gone_and_undone_it_is_back(within: Run, ledger: str) -> None:
    before = rows(within, ledger)
    first = before[0]
    (right,) = [one for one in first["commands"] if one.startswith("accords judge right")]
    own = judge(within, ledger, right)
    after = rows(within, ledger)
    assert [row["subject"] for row in after] == [row["subject"] for row in before[1:]]
    assert [row["number"] for row in after] == list(range(1, len(before)))
    judge(within, ledger, f"accords judge undo {own}")
    assert rows(within, ledger) == before


def test_a_claim_that_is_set_aside_leaves_its_answer_to_the_next(within: Run, ledger: str) -> None:
    own = next(
        row for row in rows(within, ledger) if any(r["hangs"] == "position" and r["own"] for r in row["reasons"])
    )
    (misread,) = [one for one in own["commands"] if one.startswith("accords judge misread")]
    told = within("positions", "--ledger", ledger).stdout.decode()
    assert own["subject"] in told
    judge(within, ledger, misread)
    assert own["subject"] not in within("positions", "--ledger", ledger).stdout.decode()
    assert own["subject"] not in json.dumps(rows(within, ledger))


def test_a_note_passes_a_question_over(within: Run, ledger: str) -> None:
    first = rows(within, ledger)[0]["subject"]
    judge(within, ledger, f"accords judge note {first}", "--note", "cannot tell; asked the desk")
    assert first not in {row["subject"] for row in rows(within, ledger)}


def test_a_line_says_what_why_how_sure_and_what_settles_it(within: Run, ledger: str) -> None:
    shown = " ".join(within("queue", "--ledger", ledger).stdout.decode().split())
    for row in rows(within, ledger):
        assert f"{row['number']}. {row['asked']}" in shown
        sure = round(100 * (1 - row["unsure"]))
        assert f"{row['words']} [{row['subject']}] {sure} % sure; {'; '.join(row['why'])}." in shown
        assert row["commands"][0] in shown and row["commands"][1] in shown
    assert "Russia's position on forces rests on it alone" in shown
    assert "--by NAME" in shown


def test_the_commands_are_whole_lines_however_narrow_the_screen(run: Run, ledger: str) -> None:
    shown = run("queue", "--ledger", ledger, COLUMNS="44").stdout.decode().splitlines()
    commands = [line for line in shown if "accords judge" in line and "note" not in line]
    assert commands and all(line.endswith(")") for line in commands)
    assert all(len(line) <= 44 for line in shown if line not in commands)


def test_it_is_asked_by_party_issue_outlet_and_day(within: Run, ledger: str) -> None:
    whole = {row["subject"] for row in rows(within, ledger)}
    ukraine = rows(within, ledger, "--party", "Ukraine", "--issue", "CEASEFIRE")
    assert ukraine and all(row["asked"].startswith("Ukraine / ceasefire") for row in ukraine)
    wire = rows(within, ledger, "--outlet", "coastal wire")
    assert wire and all("Coastal Wire" in row["asked"] for row in wire)
    then = rows(within, ledger, "--as-of", "2024-03-04")
    assert {row["subject"] for row in then} == {row["subject"] for row in wire} < whole


def test_most_says_how_many(within: Run, ledger: str) -> None:
    assert rows(within, ledger, "--most", "1") == rows(within, ledger)[:1]


def test_nothing_is_said_in_a_word(within: Run, ledger: str) -> None:
    assert within("queue", "--party", "atlantis", "--ledger", ledger).stdout == b"nothing\n"
    assert rows(within, ledger, "--party", "atlantis") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--most", "0"), "a whole number above 0"),
        (("--most", "many"), "a whole number above 0"),
        (("--as-of", "today"), "a day as YYYY-MM-DD"),
        (("--standing", "own"), "unrecognized arguments"),
    ],
)
def test_what_cannot_be_asked_is_refused(within: Run, ledger: str, arguments: tuple[str, ...], words: str) -> None:
    done = within("queue", "--ledger", ledger, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()


def test_without_a_ledger_it_says_how_to_name_one(within: Run) -> None:
    done = within("queue")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--ledger PATH" in done.stderr
