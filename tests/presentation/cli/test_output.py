from __future__ import annotations

import io
import json
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from accords.documents.report import Report
from accords.presentation.cli import output
from accords.presentation.cli.main import main
from accords.presentation.cli.progress import Progress
from accords.presentation.cli.settings import Settings, in_bytes, settle
from accords.vocabulary import Fault, Misuse


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    output.write_whole(str(path), "words “here” \ud800")
    assert path.read_text("utf-8") == "words “here” \\ud800"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_file_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")
    path.chmod(0o640)
    output.write_whole(str(path), "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)


def test_a_new_file_has_the_rights_that_the_mask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        output.write_whole(str(tmp_path / "page.html"), "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o640


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    output.write_whole(str(tmp_path / "link.html"), "new")
    assert (tmp_path / "real.html").read_text() == "new" and (tmp_path / "link.html").is_symlink()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Misuse, match="No space left on device"):
        output.write_whole(str(path), "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    "value",
    [{}, {"a": 1}, {"a": [], "b": [1, 2]}, {"a": [{"b": "x\ny"}, {"c": []}], "d": {}}, {"ü\ud800": [{"“": "\u202e"}]}],
)
def test_json_is_written_a_row_a_line(value: dict[str, object]) -> None:
    lines = list(output.json_lines(value))
    assert json.loads("\n".join(lines)) == value


def test_rows_of_json_stand_one_a_line() -> None:
    assert list(output.json_lines({"a": [{"b": 1}, {"b": 2}], "c": 3})) == [
        "{",
        ' "a": [',
        '  {"b": 1},',
        '  {"b": 2}',
        " ],",
        ' "c": 3',
        "}",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def account(words: int) -> SimpleNamespace:
    return SimpleNamespace(report=Report("word " * words, datetime(2025, 8, 18, tzinfo=UTC)))


def ticking() -> object:
    ticks = iter(range(100))
    return lambda: float(next(ticks))


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_progress_is_silent_off_a_terminal_and_when_asked(stream: io.StringIO, quiet: bool) -> None:
    progress = Progress(stream, quiet=quiet, clock=ticking())  # type: ignore[arg-type]
    progress(account(5))  # type: ignore[arg-type]
    progress.end()
    assert stream.getvalue() == ""


def test_progress_counts_on_a_terminal_and_leaves_no_trace() -> None:
    stream = Terminal()
    progress = Progress(stream, clock=ticking())  # type: ignore[arg-type]
    progress(account(1500))  # type: ignore[arg-type]
    progress(Fault("x", "y", "z", "w"))
    progress.end()
    drawn = stream.getvalue().split("\r\x1b[K")
    assert drawn[1:] == ["1 reports, 1,500 words, 1,500 words/s", "1 reports, 1,500 words, 750 words/s, 1 faults", ""]


@pytest.mark.parametrize(
    ("value", "size"),
    [("5MB", 5_000_000), ("5 mb", 5_000_000), ("1.5k", 1500), ("12", 12), (12, 12), ("2GiB", 2_000_000_000)],
)
def test_sizes_have_units(value: object, size: int) -> None:
    assert in_bytes(value, "here") == size


@pytest.mark.parametrize("value", ["", "0", "-5", "5TB", "five", "1e6", True, 5.5, None, "0.1"])
def test_what_is_no_size_is_refused(value: object) -> None:
    with pytest.raises(Misuse, match=r"here: found .*; accepted: a number of bytes"):
        in_bytes(value, "here")


def settled(
    tmp_path: Path, file: str | None = None, environment: dict[str, str] | None = None, **options: object
) -> Settings:
    if file is not None:
        (tmp_path / "accords.toml").write_text(file, "utf-8")
    named = {"roster": None, "process": None, "max_size": None, "language": None, **options}
    return settle(**named, folder=tmp_path, environment=environment or {})  # type: ignore[arg-type]


FILE = 'roster = "names.yaml"\nprocess = "cyprus"\nmax_size = "1MB"\nlanguage = "pt"\n'
ENVIRONMENT = {
    "ACCORDS_ROSTER": "env.yaml",
    "ACCORDS_PROCESS": "kosovo",
    "ACCORDS_MAX_SIZE": "2MB",
    "ACCORDS_LANGUAGE": "fr",
}


def test_an_option_goes_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    assert settled(tmp_path) == Settings(None, None, None, None)
    assert settled(tmp_path, FILE) == Settings(str(tmp_path / "names.yaml"), "cyprus", 1_000_000, "pt")
    assert settled(tmp_path, FILE, ENVIRONMENT) == Settings("env.yaml", "kosovo", 2_000_000, "fr")
    told = settled(tmp_path, FILE, ENVIRONMENT, roster="o.yaml", process="p.yaml", max_size=3, language="en")
    assert told == Settings("o.yaml", "p.yaml", 3, "en")


@pytest.mark.parametrize(
    ("written", "there", "settled_as"),
    [
        ("cyprus", (), "cyprus"),
        ("talks.yaml", (), "{folder}/talks.yaml"),
        ("sub/talks.yaml", (), "{folder}/sub/talks.yaml"),
        ("talks", ("talks",), "{folder}/talks"),
    ],
)
def test_a_process_in_the_file_is_a_name_or_a_path_from_where_the_file_stands(
    tmp_path: Path, written: str, there: tuple[str, ...], settled_as: str
) -> None:
    for name in there:
        (tmp_path / name).write_text("", "utf-8")
    found = settled(tmp_path, f'process = "{written}"\n').process
    assert found == settled_as.format(folder=tmp_path)


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    assert settled(tmp_path, FILE, dict.fromkeys(ENVIRONMENT, "")).language == "pt"


@pytest.mark.parametrize(
    ("file", "environment", "words"),
    [
        ("roster = ", {}, "accords.toml: found no TOML"),
        (
            "colour = 1",
            {},
            "colour: found a key that is not known; accepted: ledger, roster, process, max_size, language, name",
        ),
        ("roster = 3", {}, "roster: found 3; accepted: a string"),
        ("max_size = 'x'", {}, "max_size: found 'x'"),
        ("max_size = true", {}, "max_size: found True"),
        ("", {"ACCORDS_MAX_SIZE": "x"}, "ACCORDS_MAX_SIZE: found 'x'"),
    ],
)
def test_a_setting_that_is_none_is_refused_with_its_place(
    tmp_path: Path, file: str, environment: dict[str, str], words: str
) -> None:
    with pytest.raises(Misuse) as refused:
        settled(tmp_path, file, environment)
    assert words in str(refused.value)


def test_stopping_by_hand_ends_quietly_with_130(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("accords.presentation.dossier.read", stop)
    assert main(["read", "x"]) == 130
    assert capfd.readouterr() == ("", "\naccords: stopped\n")


def test_bold_needs_a_terminal_and_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert output.bold()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.bold()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not output.bold()
