"""What every command does with what it has to say: results to standard output, files whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from accords.vocabulary import Fault, Misuse

NARROWEST, WIDEST, PIPED = 40, 110, 80


def use_utf_8() -> None:
    """Standard output and error in UTF-8 whatever the locale; what UTF-8 cannot write (lone surrogates) is escaped.

    An escaped surrogate inside a JSON string is JSON's own way to write it.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def put(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def put_json(value: Mapping[str, object]) -> None:
    put(json_lines(value))


def json_lines(value: Mapping[str, object]) -> Iterator[str]:
    """A JSON object as lines: a field a line, and of a list of rows a row a line.

    Rows are short enough to read and to compare by line, and `indent` would take Python's slow encoder.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    yield "{"
    for number, (name, field) in enumerate(value.items(), 1):
        comma = "," if number < len(value) else ""
        if isinstance(field, list) and field and isinstance(field[0], dict):
            yield f" {encode(name)}: ["
            for row in field[:-1]:
                yield f"  {encode(row)},"
            yield f"  {encode(field[-1])}"
            yield f" ]{comma}"
        else:
            yield f" {encode(name)}: {encode(field)}{comma}"
    yield "}"


def tell(lines: Iterable[str]) -> None:
    """To standard error: whatever is not the result."""
    sys.stdout.flush()
    for line in lines:
        sys.stderr.write(line + "\n")


def columns() -> int:
    """The width to wrap at: the terminal's (or `COLUMNS`), within reason; 80 where output goes elsewhere."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((PIPED, 24)).columns))


def bold() -> bool:
    """True where standard output is a terminal that takes it (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def check_target(name: str, sources: Iterable[str]) -> None:
    """`Misuse` where a file cannot be written, or is one of those to be read: said before an hour of reading."""
    path = Path(name)
    if name == "-":
        return
    if path.is_dir():
        raise Misuse(Fault(name, "a folder", "the name of a file to write", "Name a file in it."))
    if not path.parent.is_dir():
        raise Misuse(
            Fault(name, f"no folder {path.parent}", "a file in a folder that is there", "Make the folder first.")
        )
    for source in sources:
        with contextlib.suppress(OSError, ValueError):
            if path.samefile(source):
                raise Misuse(Fault(name, "one of the sources", "another file", "It would be overwritten."))


def write_whole(name: str, text: str) -> None:
    """Write a file so that it is there whole or as it was before; `-` is standard output."""
    if name == "-":
        sys.stdout.write(text)
        return
    with whole(name) as file:
        file.write(text.encode("utf-8", "backslashreplace"))


@contextlib.contextmanager
def whole(name: str) -> Iterator[BinaryIO]:
    """A stream to a file that will be there whole or as it was before; `-` is standard output.

    `Misuse` where it cannot be written. What else goes wrong while it is filled leaves the old file, too.
    """
    if name == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name).resolve()
    try:
        if path.exists() and not path.is_file():
            with open(path, "wb") as file:  # a pipe or a device: nothing to replace
                yield file
        else:
            with _replaced(path) as file:
                yield file
    except OSError as error:
        found = error.strerror or str(error)
        raise Misuse(Fault(name, found, "a file that can be written", "Name another file.")) from None


@contextlib.contextmanager
def whole_folder(name: str) -> Iterator[Path]:
    """A folder to fill whose files will then stand in the folder `name`, all of them or none.

    `name` is made where it is not there; files of other names that stand in it stay. `Misuse` where it is a file, or its
    own folder is not there, or it cannot be written.
    """
    path = Path(name).resolve()
    if path.exists() and not path.is_dir():
        raise Misuse(Fault(name, "a file", "the name of a folder to write", "Name a folder, or one to be made."))
    if not path.parent.is_dir():
        raise Misuse(
            Fault(name, f"no folder {path.parent}", "a folder in one that is there", "Make that folder first.")
        )
    try:
        filled = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            yield filled
            for file in sorted(filled.iterdir()):
                file.chmod(0o666 & ~_umask())
                with open(file, "rb") as written:
                    os.fsync(written.fileno())
            if path.exists():
                for file in sorted(filled.iterdir()):
                    os.replace(file, path / file.name)
            else:
                filled.chmod(0o777 & ~_umask())
                os.replace(filled, path)
        finally:
            shutil.rmtree(filled, ignore_errors=True)
    except OSError as error:
        found = error.strerror or str(error)
        raise Misuse(Fault(name, found, "a folder that can be written", "Name another folder.")) from None


@contextlib.contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    # The mask can only be read by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
