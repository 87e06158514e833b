"""`accords process` and `--process`, and that what they say reaches the reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import accords
from accords.claims.process import Process, load_process, shipped_processes
from accords.presentation.cli.main import main
from accords.vocabulary import Misuse

REPORT = "Envoy Mira Holt said that the border will open.\n"
BAD = "name: x\nprincipals: [Russia]\nmediators: [Atlantis]\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("ACCORDS_ROSTER", "ACCORDS_PROCESS", "ACCORDS_MAX_SIZE", "ACCORDS_LANGUAGE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    return tmp_path


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What each reading is handed, nothing read."""
    calls: list[dict[str, Any]] = []

    def read_accounts(sources: object, **options: Any) -> list[object]:
        calls.append(options)
        return []

    monkeypatch.setattr("accords.intake.read_accounts", read_accounts)
    monkeypatch.setattr("accords.reading.tagger.shipped_tagger", object)
    return calls


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_the_shipped_processes_are_listed_with_their_principals(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "process", "list")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    for name in shipped_processes():
        assert any(line.startswith(f"{name} ") for line in lines)
    assert "Greek Cypriots; Turkish Cypriots (mediators: United Nations)" in " ".join(out.split())
    assert all(len(line) <= 110 for line in lines)


def test_the_list_as_json_has_every_party(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "process", "list", "--json")[1])["processes"]
    assert [row["name"] for row in rows] == list(shipped_processes())
    [ukraine] = [row for row in rows if row["name"] == "ukraine-2025"]
    assert ukraine["principals"] == ["Russia", "Ukraine"] and "United States" in ukraine["mediators"]
    assert ukraine["from"] == "2025-02-01" and ukraine["to"] is None
    assert ukraine["people"] >= 15 and ukraine["actors"] > ukraine["people"]


def test_a_new_file_passes_the_check(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, text, err = run(capsys, "process", "new", "My Talks")
    assert (status, err) == (0, "") and "\nname: my-talks " in text
    (here / "my-talks.yaml").write_text(text, "utf-8")
    status, out, _ = run(capsys, "process", "check", "my-talks.yaml")
    assert status == 0
    assert out == "my-talks.yaml: 2 principals, 1 mediator, 3 people, 2 other actors, 2 issues, no fault\n"
    assert json.loads(run(capsys, "process", "new", "My Talks", "--json")[1]) == {"name": "My Talks", "file": text}


def test_a_check_lists_every_fault_with_status_1(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "bad.yaml").write_text(BAD, "utf-8")
    status, out, err = run(capsys, "process", "check", "bad.yaml")
    assert (status, err) == (1, "")
    assert "fault: bad.yaml:2: found 1 party in `principals`" in " ".join(out.split())
    assert "fault: bad.yaml:3: found `Atlantis`" in " ".join(out.split())
    assert out.endswith("bad.yaml: 2 faults\n")
    status, out, _ = run(capsys, "process", "check", "bad.yaml", "--json")
    told = json.loads(out)
    assert status == 1 and told["process"] is None and len(told["faults"]) == 2
    assert run(capsys, "process", "check", "none.yaml")[0] == 1


@pytest.mark.parametrize(
    ("option", "environment", "file", "expected"),
    [
        (None, None, None, None),
        ("cyprus", None, None, "cyprus"),
        ("Good Friday Agreement", None, None, "northern-ireland-1998"),
        ("talks.yaml", None, None, "own"),
        (None, "cyprus", None, "cyprus"),
        (None, "./talks.yaml", "cyprus", "own"),
        (None, None, "cyprus", "cyprus"),
        (None, None, "talks.yaml", "own"),
        ("cyprus", "kosovo-serbia", "talks.yaml", "cyprus"),
        (None, "", "talks.yaml", "own"),
    ],
)
def test_the_process_comes_from_the_option_the_environment_or_the_file(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    handed: list[dict[str, Any]],
    option: str | None,
    environment: str | None,
    file: str | None,
    expected: str | None,
) -> None:
    (here / "talks.yaml").write_text("name: own\nprincipals: [Russia, Ukraine]\n", "utf-8")
    if environment is not None:
        monkeypatch.setenv("ACCORDS_PROCESS", environment)
    if file is not None:
        (here / "accords.toml").write_text(f'process = "{file}"\n', "utf-8")
    run(capsys, "read", "a.txt", *(["--process", option] if option else []))
    [options] = handed
    assert (options["process"] and options["process"].name) == expected


def test_an_unknown_process_is_misuse_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], handed: list[dict[str, Any]]
) -> None:
    status, out, err = run(capsys, "read", "a.txt", "--process", "cypros")
    assert (status, out, handed) == (2, "", [])
    assert "found `cypros`" in err and "Did you mean `cyprus`?" in err


def test_a_process_with_a_fault_is_misuse_with_its_line(
    here: Path, capsys: pytest.CaptureFixture[str], handed: list[dict[str, Any]]
) -> None:
    (here / "bad.yaml").write_text(BAD, "utf-8")
    status, out, err = run(capsys, "read", "a.txt", "--process", "bad.yaml")
    assert (status, out, handed) == (2, "", [])
    assert "bad.yaml:2" in err and "Atlantis" in err


def test_the_roster_holds_the_names_of_the_process_under_those_of_the_users_file(
    here: Path, handed: list[dict[str, Any]]
) -> None:
    (here / "names.yaml").write_text(
        "actors:\n- {name: Ola Brenn, kind: person, party: Greek Cypriots}\n- {name: GC, kind: organization, aliases: [Greek side]}\n",
        "utf-8",
    )
    accords.read("a.txt", process="cyprus")
    accords.read("a.txt", process="cyprus", roster="names.yaml")
    accords.read("a.txt")
    alone, beside, without = (options["roster"] for options in handed)
    assert [one.name for one in alone.named("Greek side")] == ["Greek Cypriots"]
    assert [one.name for one in beside.named("Greek side")] == ["GC"]
    assert beside.named("Ola Brenn")[0].party == "Greek Cypriots"
    assert without.named("Greek side") == ()


def test_the_python_twin_takes_a_name_a_path_or_a_process(here: Path, handed: list[dict[str, Any]]) -> None:
    (here / "talks.yaml").write_text("name: own\nprincipals: [Russia, Ukraine]\n", "utf-8")
    given: list[str | Path | Process] = ["cyprus", here / "talks.yaml", load_process("kosovo")]
    for process in given:
        accords.read("a.txt", process=process)
    assert [options["process"].name for options in handed] == ["cyprus", "own", "kosovo-serbia"]


@pytest.mark.parametrize("value", ["", 3, b"cyprus", ["cyprus"]])
def test_the_python_twin_refuses_what_is_none_of_these(value: object) -> None:
    with pytest.raises(Misuse, match="process: found"):
        accords.read("a.txt", process=value)  # type: ignore[arg-type]


def test_what_the_how_to_shows_of_the_check_is_what_it_prints(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[3] / "docs/how-to/add-a-process.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    slips, mended = (part.split("```")[0] for part in page.split("$ accords process check harbour.yaml\n")[1:])
    (here / "harbour.yaml").write_text(example, "utf-8")
    assert run(capsys, "process", "check", "harbour.yaml") == (0, mended, "")
    slipped = example.replace("armed group", "armed groop").replace("party: Norlund", "party: Norland")
    (here / "harbour.yaml").write_text(slipped, "utf-8")
    assert run(capsys, "process", "check", "harbour.yaml") == (1, slips, "")
