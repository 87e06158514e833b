"""Sources as the user names them -> Report: which reader takes what."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from accords.documents.answer import Fetch, Fetched, Limits
from accords.documents.metadata import NOTHING, Given, stated_beside
from accords.documents.received import report_of_answer, report_of_bytes
from accords.documents.records import read_records
from accords.documents.report import Report
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["DEFAULT_MAX_BYTES", "Given", "read_sources", "report_files"]

DEFAULT_MAX_BYTES = 5_000_000  # bytes a report

_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_RECORDS = frozenset({".jsonl", ".ndjson"})
# A report may be in these; passing over them in a folder without a word would lose it.
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".eml", ".msg", ".mht", ".mhtml"})
_ACCEPTED = (
    "plain text (.txt .text .md), HTML (.html .htm .xhtml), JSON Lines (.jsonl .ndjson), a folder of these, "
    "an address (http:// or https://), or -"
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_RECORD_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"")
_PEEK = 4096


def read_sources(
    sources: Iterable[str | os.PathLike[str]],
    *,
    given: Given = NOTHING,
    stdin: BinaryIO | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    fetch: Fetch | None = None,
) -> Iterator[Report | Fault]:
    """The reports of files, folders, addresses and `-` (standard input), one at a time, in order.

    Faults stand in their place.

    `given` is what the user says of all of them: it goes before a record's fields, those before `NAME.meta.json`,
    that before a page's metadata, and that before a dateline. `given.language` is the request to read another
    language than English. `max_bytes` is the limit of one report, of JSON Lines of one record.
    `fetch` asks an address; without it, a `Fetcher` does, and refuses addresses that are not public. Nothing is asked
    of the network unless an address is among the sources.
    Raises `Misuse` for a limit below 1 and for a single path where a sequence belongs.
    """
    if isinstance(sources, str | os.PathLike):
        raise Misuse(Fault(str(sources), "one path", "a sequence of paths", "Write [path]."))
    if max_bytes < 1:
        raise Misuse(Fault("--max-size", str(max_bytes), "a number of bytes above 0", "Leave it out for 5,000,000."))
    return _read_all((os.fspath(source) for source in sources), given, stdin, max_bytes, fetch)


def _read_all(
    sources: Iterator[str], given: Given, stdin: BinaryIO | None, max_bytes: int, fetch: Fetch | None
) -> Iterator[Report | Fault]:
    for source in sources:
        if source == "-":
            yield from _read_stdin(stdin if stdin is not None else sys.stdin.buffer, given, max_bytes)
        elif _ADDRESS.match(source):
            fetch = fetch or _fetcher(max_bytes)
            yield _read_address(source, fetch, given, max_bytes)
        else:
            yield from _read_path(source, given, max_bytes)


def _read_path(source: str, given: Given, max_bytes: int) -> Iterator[Report | Fault]:
    place = _printable(source)
    path = Path(source)
    try:
        is_folder, exists = bool(source) and path.is_dir(), bool(source) and path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL
        is_folder, exists = False, False
    if is_folder:
        yield from _read_folder(source, given, max_bytes)
    elif not exists:
        yield Fault(place, "no file or folder of this name", _ACCEPTED, "Check the spelling and the current folder.")
    elif path.name.lower().endswith(".meta.json"):
        yield Fault(
            place, "the metadata of a report", _ACCEPTED, "Name the report; what stands beside it is read with it."
        )
    elif path.suffix.lower() in _PLAIN | _PAGES | _RECORDS | {""}:
        yield from _read_file(path, given, max_bytes)
    else:
        yield _unknown(path)


def _unknown(path: Path) -> Fault:
    remedy = "Save it as plain text, or pipe its text into the command with -."
    if path.suffix.lower() == ".json":
        remedy = "Write each record as one line of a .jsonl file."
    return Fault(_printable(path), f"a file of the kind {path.suffix}", _ACCEPTED, remedy)


def report_files(folder: str) -> Iterator[Path | Fault]:
    """The reports' files below a folder in the order of their names, and a fault for each that is of a kind not read.

    Hidden files and files that hold no report are passed over; a folder that cannot be read is a fault.
    """
    unread: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            suffix = path.suffix.lower()
            if name.startswith(".") or not path.is_file():  # a pipe or a broken link would hold the rest up
                continue
            if suffix in _PLAIN | _PAGES | _RECORDS:
                yield path
            elif suffix in _DOCUMENTS:
                yield _unknown(path)
    for error in unread:
        place = _printable(error.filename or folder)
        yield Fault(place, f"a folder that cannot be read ({error.strerror})", _ACCEPTED, "Check its permissions.")


def _read_folder(folder: str, given: Given, max_bytes: int) -> Iterator[Report | Fault]:
    found = False
    for path in report_files(folder):
        found = True
        if isinstance(path, Fault):
            yield path
        else:
            yield from _read_file(path, given, max_bytes)
    if not found:
        yield Fault(_printable(folder), "a folder without reports", _ACCEPTED, "Name another folder, or the files.")


def _read_file(path: Path, given: Given, max_bytes: int) -> Iterator[Report | Fault]:
    place = _printable(path)
    beside = stated_beside(path)
    if isinstance(beside, Fault):
        yield beside
        return
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in _RECORDS:
                empty = True
                for one in read_records(stream, place, user=given, beside=beside.given, max_bytes=max_bytes):
                    empty = False
                    yield one
                if empty:
                    yield Fault(place, "no records", "one record a line", "Check that the file was saved whole.")
                return
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(max_bytes + 1)
    except OSError as error:
        yield Fault(place, f"a file that cannot be read ({error.strerror})", _ACCEPTED, "Check its permissions.")
        return
    if len(data) > max_bytes:
        yield _too_large(place, f"{max(size, len(data)):,} bytes", max_bytes)
        return
    given_id = beside.id if beside.id is not None else _printable(path.name)
    is_page = path.suffix.lower() in _PAGES
    yield report_of_bytes(data, place=place, user=given, stated=beside.given, given_id=given_id, is_page=is_page)


def _fetcher(max_bytes: int) -> Fetch:
    from accords.documents.fetch import Fetcher  # urllib3 and TLS, which files do not pay

    # Markup weighs more than text, and compressed it weighs less; the limit of a report is that of its bytes.
    return Fetcher(limits=Limits(received=max_bytes, decoded=max_bytes)).fetch


def _read_address(source: str, fetch: Fetch, given: Given, max_bytes: int) -> Report | Fault:
    answer = fetch(source)
    if isinstance(answer, Fetched) and answer.cut is None and len(answer.body) > max_bytes:
        return _too_large(answer.address, f"{len(answer.body):,} bytes", max_bytes)
    return report_of_answer(answer, place=source, user=given)


def _read_stdin(stdin: BinaryIO, given: Given, max_bytes: int) -> Iterator[Report | Fault]:
    head = stdin.read(_PEEK)
    if _RECORD_START.match(head):
        stream = BufferedReader(_Joined(head, stdin))
        yield from read_records(stream, "-", user=given, max_bytes=max_bytes)
        return
    data = head + stdin.read(max(0, max_bytes + 1 - len(head)))
    if len(data) > max_bytes:
        yield _too_large("-", f"more than {max_bytes:,} bytes", max_bytes)
        return
    yield report_of_bytes(data, place="-", user=given)


def _too_large(place: str, found: str, max_bytes: int) -> Fault:
    return Fault(place, found, f"at most {max_bytes:,} bytes a report", "Give --max-size a larger number to read it.")


def _printable(path: str | os.PathLike[str]) -> str:
    """The path as it can be printed: bytes of a name that are no text stand as question marks."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


class _Joined(RawIOBase):
    """Bytes already read and the stream that they came from, as one stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        data = self._head.read(len(room)) or self._rest.read(len(room))
        room[: len(data)] = data
        return len(data)
