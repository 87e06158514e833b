"""Files and folders of any bytes: there whole, or as they were before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from accords.presentation.cli.output import whole, whole_folder
from accords.vocabulary import Misuse


def test_a_file_has_all_that_was_written(tmp_path: Path) -> None:
    with whole(str(tmp_path / "book.xlsx")) as file:
        file.write(b"\x00\xff")
        assert not (tmp_path / "book.xlsx").exists()
    assert (tmp_path / "book.xlsx").read_bytes() == b"\x00\xff"
    assert os.listdir(tmp_path) == ["book.xlsx"]


def test_where_writing_fails_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="half"), whole(str(path)) as file:
        file.write(b"new")
        raise ValueError("half")
    with pytest.raises(Misuse, match="No space left"), whole(str(path)):
        raise OSError(28, "No space left on device")
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["book.xlsx"]


def test_a_file_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="a file that can be written"), whole(str(tmp_path / "gone" / "a.csv")):
        pass


def test_a_dash_is_standard_output() -> None:
    code = "from accords.presentation.cli.output import whole\nwith whole('-') as f: f.write(b'\\x00\\xff')"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"\x00\xff"


def fill(folder: Path) -> None:
    (folder / "claims.csv").write_bytes(b"new")
    (folder / "actors.csv").write_bytes(b"new")


def test_a_folder_is_made_with_its_files(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        with whole_folder(str(tmp_path / "out")) as folder:
            fill(folder)
            assert not (tmp_path / "out").exists()
    finally:
        os.umask(mask)
    assert sorted(os.listdir(tmp_path / "out")) == ["actors.csv", "claims.csv"] and os.listdir(tmp_path) == ["out"]
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "out" / "claims.csv").stat().st_mode) == 0o644


def test_in_a_folder_that_is_there_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "claims.csv").write_bytes(b"old")
    (out / "notes.txt").write_bytes(b"mine")
    with whole_folder(str(out)) as folder:
        fill(folder)
    assert (out / "claims.csv").read_bytes() == b"new" and (out / "notes.txt").read_bytes() == b"mine"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("error", (OSError(28, "No space left on device"), ValueError("half")))
def test_where_filling_fails_the_folder_is_as_it_was(error: Exception, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "claims.csv").write_bytes(b"old")
    for name in ("out", "other"):
        with (
            pytest.raises((Misuse, ValueError), match=r"No space left|half"),
            whole_folder(str(tmp_path / name)) as folder,
        ):
            fill(folder)
            raise error
    assert os.listdir(tmp_path) == ["out"] and (out / "claims.csv").read_bytes() == b"old"


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a file": (lambda folder: folder / "file", "found a file; accepted: the name of a folder to write"),
    "in no folder": (lambda folder: folder / "gone" / "out", "Make that folder first"),
}


@pytest.mark.parametrize("situation", REFUSED)
def test_what_cannot_be_a_folder_is_refused(situation: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    name, words = REFUSED[situation]
    with pytest.raises(Misuse, match=words), whole_folder(str(name(tmp_path))):
        raise AssertionError("not reached")
    assert os.listdir(tmp_path) == ["file"]
