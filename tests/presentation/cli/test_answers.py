"""The answers of a ledger, as commands on real reports: a wire story, a copy that drops who said it, and the party's own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.presentation.cli.conftest import Run

WIRE = """Troops to leave the crossing, envoy says

HARBOUR CITY, 3 March 2024 (Coastal Wire) — American envoy Steve Witkoff said on Sunday that Russia had agreed to withdraw its troops
from the river crossing. The talks in the port took two days. "It was a good meeting, and we will meet again in May," he told
reporters at the airport before he left. Aid convoys have waited at the crossing for a month, and a second ferry is being made ready.
The mayor of Harbour City, who has asked for doctors since the winter, said that two wards of the hospital had no heating.
"""
COPY = (
    WIRE.replace("American envoy Steve Witkoff said on Sunday that Russia had agreed", "Russia has agreed")
    .replace("(Coastal Wire)", "(Evening Star)")
    .replace("Troops to leave the crossing, envoy says", "Troops to leave the crossing")
)
OWN = """No troops will leave, Moscow says

MOSCOW, 5 March 2024 (Eastern Lines) — Russian Foreign Minister Sergei Lavrov said on Tuesday that Russia rejected any withdrawal of
its troops from the river crossing. "Our soldiers stay where they are," he told reporters.
"""


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> str:
    rows = [
        {"id": "wire", "text": WIRE, "outlet": "Coastal Wire", "published": "2024-03-03"},
        {"id": "copy", "text": COPY, "outlet": "Evening Star", "published": "2024-03-04"},
        {"id": "own", "text": OWN, "outlet": "Eastern Lines", "published": "2024-03-05"},
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    place = str(tmp_path / "talks.ledger")
    run("ledger", "init", "--ledger", place)
    assert run("add", str(tmp_path / "reports.jsonl"), "--ledger", place).returncode == 0
    return place


def rows(run: Run, ledger: str, *command: str) -> list[dict[str, object]]:
    done = run(*command, "--ledger", ledger, "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["rows"]
    return found


def test_a_copy_is_named_with_what_it_changed(run: Run, ledger: str) -> None:
    shown = run("families", "--ledger", ledger).stdout.decode()
    assert "Evening Star" in shown
    assert "attribution lost" in shown
    (family,) = rows(run, ledger, "families")
    assert family["outlets"] == ["Coastal Wire", "Evening Star"]


def test_twenty_copies_would_be_one_outlet(run: Run, ledger: str) -> None:
    told = rows(run, ledger, "positions", "--party", "russia")
    assert told and all(row["independent_outlets"] == 1 for row in told)


def test_a_view_of_the_past_does_not_know_what_came_later(run: Run, ledger: str) -> None:
    then = rows(run, ledger, "positions", "--party", "russia", "--as-of", "2024-03-04")
    now = rows(run, ledger, "positions", "--party", "russia")
    assert not any(row["standing"] == "own" for row in then)
    assert any(row["standing"] == "own" for row in now)
    changed = rows(run, ledger, "since", "2024-03-04", "--party", "russia")
    assert changed and all(row["kind"] in ("position", "commitment", "meeting", "dispute") for row in changed)


@pytest.mark.parametrize("name", ["positions", "commitments", "timeline", "meetings", "disputes", "families", "actors"])
def test_every_answer_is_worded_and_has_json(run: Run, ledger: str, name: str) -> None:
    shown = run(name, "--ledger", ledger)
    assert shown.returncode == 0, shown.stderr
    assert (shown.stdout.strip() == b"nothing") == (rows(run, ledger, name) == [])


def test_a_dispute_that_is_new_since_a_day_says_whom_it_is_about_and_what_brought_it(run: Run, ledger: str) -> None:
    disputes = [row for row in rows(run, ledger, "since", "2024-03-02") if row["kind"] == "dispute"]
    assert disputes and all(row["before"] is None and row["reports"] for row in disputes)
    assert [row["after"] for row in disputes] == rows(run, ledger, "disputes")
    shown = " ".join(run("since", "2024-03-02", "--ledger", ledger).stdout.decode().split())
    assert shown.count("- dispute, new: ") == len(disputes)
    assert "Russia / forces: " in shown.partition("- dispute, new: ")[2]


def test_parties_and_issues_may_be_written_as_names(run: Run, ledger: str) -> None:
    told = rows(run, ledger, "positions", "--party", "Russia", "--issue", "Forces")
    assert told == rows(run, ledger, "positions", "--party", "russia", "--issue", "forces") != []


def test_an_answer_names_outlet_and_day_where_one_report_is_behind_it(run: Run, ledger: str) -> None:
    shown = run("timeline", "--outlet", "Evening Star", "--party", "russia", "--ledger", ledger).stdout.decode()
    assert "told by Evening Star itself" in shown
    shown = run("positions", "--outlet", "Eastern Lines", "--party", "russia", "--ledger", ledger).stdout.decode()
    assert "5 March 2024" in shown


def test_a_dispute_has_an_id_and_its_outlets(run: Run, ledger: str) -> None:
    shown = run("disputes", "--party", "russia", "--ledger", ledger).stdout.decode()
    assert "(1 independent outlet) [d" in " ".join(shown.split())


def test_nothing_is_said_in_a_word(run: Run, ledger: str) -> None:
    assert run("positions", "--party", "atlantis", "--ledger", ledger).stdout == b"nothing\n"


def test_a_day_that_is_none_is_refused(run: Run, ledger: str) -> None:
    done = run("positions", "--as-of", "last week", "--ledger", ledger)
    assert done.returncode == 2
    assert b"a day as YYYY-MM-DD" in done.stderr
