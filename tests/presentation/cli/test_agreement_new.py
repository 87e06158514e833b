"""`accords agreement new` and `accords process new --from-agreement`, on reports that are really read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accords.agreement.agreement import ClauseStanding
from accords.agreement.parse import agreement_of
from accords.claims.process import read_process_file
from accords.ledger.ledger import Ledger
from accords.presentation.agreement_drafting import draft_agreement
from accords.presentation.dossier_form import load
from accords.vocabulary import Misuse
from tests.presentation.cli.conftest import Run

WIRE = """Troops to leave the crossing, envoy says

HARBOUR CITY, 3 March 2024 (Coastal Wire) — American envoy Steve Witkoff said on Sunday that Russia had agreed to withdraw its troops
from the river crossing. The talks in the port took two days.
"""
OWN = """Port to open for monitors

KYIV, 5 March 2024 (Eastern Lines) — Ukrainian President Volodymyr Zelenskyy said on Tuesday that Ukraine would let aid into the
port and restore the ferry as soon as possible. Ukraine demands that all troops leave the river crossing, he told reporters.
"""


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> str:
    rows = [
        {"id": "wire", "text": WIRE, "outlet": "Coastal Wire", "published": "2024-03-03"},
        {"id": "own", "text": OWN, "outlet": "Eastern Lines", "published": "2024-03-05"},
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    place = str(tmp_path / "talks.ledger")
    run("ledger", "init", "--ledger", place)
    assert run("add", str(tmp_path / "reports.jsonl"), "--ledger", place).returncode == 0
    return place


def standings(text: str) -> dict[tuple[str, ...], ClauseStanding | None]:
    agreement, faults = agreement_of(text, "draft.yaml")
    assert agreement is not None and not faults, faults
    return {one.who: one.standing for one in agreement.stipulations}


def test_a_ledger_is_drafted_and_the_draft_passes_the_check(run: Run, ledger: str, tmp_path: Path) -> None:
    done = run("agreement", "new", "--ledger", ledger, "--out", "peace-1.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = done.stdout.decode().splitlines()
    assert first == "peace-1.yaml: 2 clauses in 2 articles: 1 offered, 1 only reported by others"
    assert second == "next: accords agreement check peace-1.yaml"
    text = (tmp_path / "peace-1.yaml").read_text("utf-8")
    assert "\nid: peace-1\n" in text
    assert standings(text) == {("russia",): ClauseStanding.REPORTED, ("ukraine",): ClauseStanding.OFFERED}
    assert run("agreement", "check", "peace-1.yaml").returncode == 0
    status = run("agreement", "status", "peace-1.yaml", "--ledger", ledger)
    assert status.returncode == 0, status.stderr


def test_a_file_that_is_there_is_never_overwritten(run: Run, ledger: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("by hand", "utf-8")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    for name in ("mine.yaml", "gone.yaml"):
        done = run("agreement", "new", "--ledger", ledger, "--out", name)
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"{name}: found a file that is there; accepted: the name of a new file." in done.stderr.decode()
    assert (tmp_path / "mine.yaml").read_text("utf-8") == "by hand"
    assert not (tmp_path / "nowhere.yaml").exists()
    done = run("agreement", "new", "--ledger", ledger, "--out", "no/such.yaml")
    assert done.returncode == 2 and b"Make the folder first." in done.stderr


def test_what_is_asked_for_alone_is_drafted(run: Run, ledger: str) -> None:
    only = run("agreement", "new", "--ledger", ledger, "--party", "Ukraine").stdout.decode()
    assert set(standings(only)) == {("ukraine",)}
    only = run("agreement", "new", "--ledger", ledger, "--issue", "Humanitarian").stdout.decode()
    assert set(standings(only)) == {("ukraine",)}
    then = run("agreement", "new", "--ledger", ledger, "--as-of", "2024-03-04").stdout.decode()
    assert set(standings(then)) == {("russia",)}
    assert "in force: 2024-03-03\n" in then


def test_where_there_is_nothing_to_draft_it_says_what_there_is(run: Run, ledger: str) -> None:
    done = run("agreement", "new", "--ledger", ledger, "--party", "norway")
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert "found no commitment of the party `norway`" in told
    assert "(russia, ukraine)" in told
    assert "accords commitments" in told


def test_as_json_it_has_the_file_and_a_row_for_each_clause(run: Run, ledger: str) -> None:
    told = json.loads(run("agreement", "new", "--ledger", ledger, "--json").stdout)
    assert standings(told["file"])
    assert [(row["standing"], row["who"]) for row in told["clauses"]] == [
        ("reported", ["russia"]),
        ("offered", ["ukraine"]),
    ]
    assert all(row["claims"] and row["commitments"] for row in told["clauses"])
    assert told["left_out"] == []


def test_a_dossier_is_drafted_as_a_ledger_is(run: Run, ledger: str, tmp_path: Path) -> None:
    read = run("read", "reports.jsonl", "--json")
    (tmp_path / "dossier.json").write_bytes(read.stdout)
    done = run("agreement", "new", "--in", "dossier.json")
    assert done.returncode == 0, done.stderr
    assert standings(done.stdout.decode()) == standings(run("agreement", "new", "--ledger", ledger).stdout.decode())
    assert "name: Russia" in done.stdout.decode()
    both = run("agreement", "new", "--in", "dossier.json", "--ledger", ledger)
    assert both.returncode == 2 and b"one of the two" in both.stderr
    neither = run("agreement", "new")
    assert neither.returncode == 2 and b"--ledger PATH" in neither.stderr


def test_the_python_twin_takes_a_ledger_or_a_dossier(run: Run, ledger: str, tmp_path: Path) -> None:
    (tmp_path / "dossier.json").write_bytes(run("read", "reports.jsonl", "--json").stdout)
    by_path = draft_agreement(dossier=tmp_path / "dossier.json").text
    assert draft_agreement(dossier=load(tmp_path / "dossier.json")).text == by_path
    with Ledger(ledger) as opened:
        assert draft_agreement(ledger=opened).text == draft_agreement(ledger=ledger).text
    with pytest.raises(Misuse, match="a ledger or a dossier"):
        draft_agreement()


def test_the_parties_of_a_draft_are_a_process(run: Run, ledger: str, tmp_path: Path) -> None:
    run("agreement", "new", "--ledger", ledger, "--out", "draft.yaml")
    made = run("process", "new", "--from-agreement", "draft.yaml")
    assert (made.returncode, made.stderr) == (0, b"")
    (tmp_path / "process.yaml").write_bytes(made.stdout)
    process, faults = read_process_file(tmp_path / "process.yaml")
    assert process is not None and not faults
    assert process.principals == ("Russia", "Ukraine")
    named = json.loads(run("process", "new", "spring", "--from-agreement", "draft.yaml", "--json").stdout)
    assert named["name"] == "spring" and "\nname: spring\n" in named["file"] and named["faults"] == []


def test_of_an_agreement_with_faults_they_are_told_and_its_parties_taken(run: Run, tmp_path: Path) -> None:
    text = "accords: agreement/1\nid: x\ntitle: X\nparties:\n  a: {name: Russia}\n  b: {name: Ukraine}\narticles:\n  - article: 1\n    titel: y\n"
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    done = run("process", "new", "--from-agreement", "x.yaml")
    assert done.returncode == 1
    assert b"principals: [Russia, Ukraine]" in done.stdout
    assert b"x.yaml:9" in done.stderr and b"Did you mean `title`?" in done.stderr
    none = run("process", "new", "--from-agreement", "missing.yaml")
    assert (none.returncode, none.stdout) == (2, b"")
    nothing = run("process", "new")
    assert nothing.returncode == 2 and b"--from-agreement FILE" in nothing.stderr
