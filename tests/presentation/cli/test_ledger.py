"""The commands around a ledger, as processes on real files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from tests.presentation.cli.conftest import Run

WIRE = """Larvia says it will open the river crossing

HARBOUR CITY, 3 March 2024 (Coastal Wire) — Foreign Minister Mara Testa of Larvia said on Sunday that Larvia would open the
river crossing to aid convoys. "We are ready to talk about prisoners," Testa told reporters. Russia rejected the demand for a
ceasefire, the Kremlin said.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wire.txt").write_text(WIRE, "utf-8")
    return tmp_path


@pytest.fixture
def ledger(run: Run, folder: Path) -> str:
    """A ledger with one report."""
    place = str(folder / "talks.ledger")
    assert run("ledger", "init", "--ledger", place).returncode == 0
    assert run("add", str(folder / "wire.txt"), "--ledger", place).returncode == 0
    return place


def test_what_was_added_is_there_and_adding_again_adds_nothing(run: Run, folder: Path, ledger: str) -> None:
    again = json.loads(run("add", str(folder / "wire.txt"), "--ledger", ledger, "--json").stdout)
    assert (again["reports"], again["known"], again["faults"]) == (0, 1, [])
    told = json.loads(run("ledger", "info", "--ledger", ledger, "--json").stdout)
    assert told["reports"] == told["readings"] == 1
    assert told["claims"] >= 1


def test_one_bad_source_is_listed_and_the_rest_is_added(run: Run, folder: Path) -> None:
    place = str(folder / "talks.ledger")
    run("ledger", "init", "--ledger", place)
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = run("add", str(folder / "picture.txt"), str(folder / "wire.txt"), "--ledger", place)
    assert done.returncode == 1
    assert b"1 report added, 1 fault" in done.stdout
    assert b"picture.txt" in done.stderr


def test_a_ruling_changes_what_is_exported_and_undoing_it_restores_it(run: Run, ledger: str) -> None:
    def claims() -> dict[str, str]:
        out = run("export", "--format", "csv", "--table", "claims", "--ledger", ledger).stdout
        return {row["id"]: row["act"] for row in csv.DictReader(io.StringIO(out.decode("utf-8-sig")))}

    before = claims()
    own = next(iter(before))
    other = "accuse" if before[own] != "accuse" else "support"
    made = json.loads(run("judge", "act", own[:9], other, "--by", "A. Analyst", "--ledger", ledger, "--json").stdout)
    assert claims() == {**before, own: other}
    listed = run("judge", "list", "--ledger", ledger).stdout.decode()
    assert f"A. Analyst: act {own} {other}" in listed
    run("judge", "undo", made["id"], "--by", "A. Analyst", "--ledger", ledger)
    assert claims() == before
    assert "(undone)" in run("judge", "list", "--ledger", ledger).stdout.decode()


def test_a_claim_can_be_ruled_to_tell_of_what_was_not_done(run: Run, ledger: str) -> None:
    def negated() -> dict[str, str]:
        out = run("export", "--format", "csv", "--table", "claims", "--ledger", ledger).stdout
        return {row["id"]: row["negated"] for row in csv.DictReader(io.StringIO(out.decode("utf-8-sig")))}

    before = negated()
    own = next(own for own, told in before.items() if told == "no")
    run("judge", "negated", own, "yes", "--by", "A. Analyst", "--ledger", ledger)
    assert negated() == {**before, own: "yes"}
    run("judge", "negated", own, "no", "--by", "B. Analyst", "--ledger", ledger)
    assert negated() == before
    assert f"A. Analyst: negated {own} yes" in run("judge", "list", "--ledger", ledger).stdout.decode()
    refused = run("judge", "negated", own, "perhaps", "--by", "A. Analyst", "--ledger", ledger)
    assert refused.returncode == 2 and b"found 'perhaps'; accepted: yes, no" in refused.stderr


ADD = ("--party", "larvia", "--act", "threaten", "--issue", "prisoners", "--by", "A. Analyst")


def test_a_claim_that_was_missed_is_added_by_its_words_and_taken_back(run: Run, ledger: str) -> None:
    report = sqlite3.connect(ledger).execute("SELECT id FROM reports").fetchone()[0]

    def claims() -> dict[str, dict[str, str]]:
        out = run("export", "--format", "csv", "--table", "claims", "--ledger", ledger).stdout
        return {row["id"]: row for row in csv.DictReader(io.StringIO(out.decode("utf-8-sig")))}

    before = claims()
    words = ("--words", "Larvia would open the river crossing", "--toward", "russia", "--strength", "possible")
    done = run("judge", "claim", report[:8], *words, *ADD, "--ledger", ledger)
    assert (done.returncode, done.stderr) == (0, b"")
    (own,) = claims().keys() - before.keys()
    told = done.stdout.decode()
    assert told.startswith(f"A. Analyst: claim {report} larvia; threaten; prisoners; ")
    assert f"“Larvia would open the river crossing”; as {own}" in told, "a line break counts as a space"
    assert claims()[own]["words"] == "Larvia would open the\nriver crossing"
    explained = run("explain", own, "--ledger", ledger).stdout.decode()
    assert "A person added the claim" in explained and "Mara Testa" in explained
    (made,) = json.loads(run("judge", "list", "--ledger", ledger, "--json").stdout)["judgements"]
    run("judge", "undo", made["id"], "--by", "A. Analyst", "--ledger", ledger)
    assert claims() == before


def test_a_claim_is_added_by_its_places(run: Run, ledger: str) -> None:
    report, text = sqlite3.connect(ledger).execute("SELECT report, text FROM texts").fetchone()
    pieces = [(text.index(words), text.index(words) + len(words)) for words in ("Foreign Minister", "aid convoys")]
    places = [f"{start}-{end}" for start, end in pieces]
    more = ("--negated", "--attribution", "none", "--condition", "on Sunday", "--name", "Larvia", "--json")
    done = run("judge", "claim", report, "--at", *places, *more, *ADD, "--ledger", ledger)
    value = json.loads(done.stdout)["value"]
    assert value["words"] == [list(piece) for piece in pieces]
    assert (value["negated"], value["attribution"], value["condition"]) == (True, None, "on Sunday")
    assert value["read"]["words"] == "Foreign Minister … aid convoys"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("--words", "Larvia will never"), "ruling.value.words: found words that are not in the report"),
        (("--words", "river crossing"), "found 'river crossing' 2 times, at "),
        (("--at", "12"), "argument --at: found '12'; accepted: a place as START-END"),
        (("--at", "9-5"), "ruling.value.words[0]: found [9, 5]"),
        (("--at", "2-9000"), "ruling.value.words[0]: found [2, 9000)"),
        (("--words", "aid convoys", "--at", "2-9"), "not allowed with argument --words"),
        (("--words", "aid convoys", "--condition", "if it snows"), "ruling.value.condition: found 'if it snows'"),
        ((), "one of the arguments --words --at is required"),
    ],
)
def test_a_claim_without_words_of_the_report_is_refused(
    run: Run, ledger: str, place: tuple[str, ...], told: str
) -> None:
    report = sqlite3.connect(ledger).execute("SELECT id FROM reports").fetchone()[0]
    done = run("judge", "claim", report, *place, *ADD, "--ledger", ledger)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    if "times" in told:
        assert "Say which of them: --at " in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert run("judge", "list", "--ledger", ledger).stdout == b"no rulings\n"


def test_a_ruling_without_a_name_is_refused(run: Run, ledger: str) -> None:
    done = run("judge", "right", "c", "--ledger", ledger)
    assert done.returncode == 2
    assert b"--by: found nobody" in done.stderr


def test_a_workbook_opens_with_a_sheet_for_each_table(run: Run, folder: Path, ledger: str) -> None:
    book = folder / "talks.xlsx"
    assert run("export", "--format", "xlsx", "--out", str(book), "--ledger", ledger).returncode == 0
    sheets = openpyxl.load_workbook(book).sheetnames
    assert {"reports", "claims", "positions"} <= set(sheets)


@pytest.mark.parametrize("form", ["dossier", "jsonl"])
def test_a_ledger_made_of_an_export_holds_the_same(run: Run, folder: Path, ledger: str, form: str) -> None:
    out, copy = str(folder / "out"), str(folder / "copy.ledger")
    assert run("export", "--format", form, "--out", out, "--ledger", ledger).returncode == 0
    run("ledger", "init", "--ledger", copy)
    assert run("import", out, "--ledger", copy).returncode == 0
    both = [json.loads(run("export", "--format", "dossier", "--ledger", place).stdout) for place in (ledger, copy)]
    for dossier in both:
        dossier.pop("ledger", None)
    assert both[0] == both[1]


def test_a_forgotten_report_leaves_a_tombstone(run: Run, ledger: str) -> None:
    report = sqlite3.connect(ledger).execute("SELECT id FROM reports").fetchone()[0]
    done = run("ledger", "forget", report, "--reason", "asked by the outlet", "--by", "A. Keeper", "--ledger", ledger)
    assert done.returncode == 0
    assert b"Backups and exports" in done.stderr
    assert run("ledger", "check", "--ledger", ledger).returncode == 0
    assert b"Coastal" not in Path(ledger).read_bytes().replace(b"Coastal Wire", b"")
    assert run("search", "convoys", "--ledger", ledger).stdout == b"nothing found\n"


def test_search_finds_by_stem_and_shows_where_it_stands(run: Run, ledger: str) -> None:
    found = run("search", "convoy", "--ledger", ledger).stdout.decode()
    assert "aid convoys" in found
    assert "Coastal Wire" in found


def test_explain_takes_a_claim_from_the_ledger(run: Run, ledger: str) -> None:
    own = sqlite3.connect(ledger).execute("SELECT id FROM claims").fetchone()[0]
    done = run("explain", own, "--ledger", ledger)
    assert done.returncode == 0
    assert own in done.stdout.decode()


def test_a_command_without_a_ledger_says_how_to_name_one(run: Run) -> None:
    done = run("ledger", "info")
    assert done.returncode == 2
    assert b"ACCORDS_LEDGER" in done.stderr
