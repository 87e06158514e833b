"""Bytes of a table in CSV -> rows with their lines; what is wrong with one row costs that row alone."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Set
from typing import BinaryIO, NamedTuple

from accords.agreement.refusal import Refusal
from accords.vocabulary import Fault
from accords.vocabulary.actor import fold

DELIMITERS = ",;\t|"
# One row: a line in bytes, and the lines that quoted line ends make of it. Beyond, a quotation mark was not closed.
LONGEST, MOST_LINES = 1_000_000, 500
# So often lines are read again after a quotation mark that was not closed; beyond, it costs the rows that it swallowed.
_MENDED = 1_000
_NO_TABLES = (
    (b"PK\x03\x04", "a workbook or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old workbook"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
_MARK = b"\xef\xbb\xbf"
_TABLE = "a table in CSV, in UTF-8"
_SAVE = "Save it as CSV in UTF-8."
_QUOTES = Refusal(
    "a quotation mark that is not closed, or text after one that is",
    'values with a comma or a line end in quotation marks, and a `"` inside them doubled',
    'Close the quotation mark, or write `""` for each that belongs to the text.',
)


class Row(NamedTuple):
    line: int  # its first, counted from 1
    cells: list[str]


class Table:
    """`header`: the names of the columns, trimmed. Rows are read once, as they are asked for."""

    def __init__(self, header: list[str], line: int, lines: _Lines, delimiter: str) -> None:
        self.header, self.line, self._lines, self._delimiter = header, line, lines, delimiter

    def rows(self) -> Iterator[Row | Fault]:
        """Each row that is sound, with as many cells as the header has, and a fault for each that is not; empty ones are passed over."""
        lines, width, mended = self._lines, len(self.header), 0
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        held, bad = lines.held, lines.bad
        while True:
            held.clear()
            line = lines.at + 1
            wrong: Refusal | None = None
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                wrong = _QUOTES
            else:
                if len(cells) != width:
                    if not "".join(cells).strip():
                        cells = []  # an empty line
                    elif "".join(cells[width:]).strip() or len(cells) < width:
                        wrong = _width(len(cells), width)
                    cells = cells[:width]
            if wrong and len(held) > 1 and mended < _MENDED:
                # A quotation mark too many may have swallowed the lines that follow: they are rows of their own again.
                mended += 1
                lines.again(line)
            if bad:
                wrong = next((bad.pop(at) for at in range(line, lines.at + 1) if at in bad), wrong)
            if wrong:
                yield wrong.at(f"{lines.place}:{line}")
            elif any(cells):
                yield Row(line, cells)


class _Lines:
    """Lines of a file as text; one that is no text is `bad`, and why. `held`: those given since it was cleared."""

    def __init__(self, stream: BinaryIO, place: str) -> None:
        self.place, self.at = place, 0
        self.held: list[str] = []
        self.bad: dict[int, Refusal] = {}
        self._read = stream.readline
        self._again: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._again:
            text = self._again.popleft()
        else:
            raw = self._read(LONGEST)
            if not raw:
                raise StopIteration
            if b"\0" in raw or len(raw) == LONGEST:
                raw = self._no_text(raw)
            try:
                text = raw.decode()
            except UnicodeDecodeError as error:
                self.bad[self.at + 1] = _no_utf8(error)
                text = raw.decode("utf-8", "replace")
        self.at += 1
        self.held.append(text)
        if len(self.held) > MOST_LINES:
            raise csv.Error("a row of too many lines")
        return text

    def again(self, line: int) -> None:
        """Give the lines after this one, of those held, once more."""
        kept = self.held[1:]
        self._again.extendleft(reversed(kept))
        self.at = line
        del self.held[1:]

    def _no_text(self, raw: bytes) -> bytes:
        if b"\0" in raw:
            found = f"a NUL at byte {raw.index(0) + 1} of the line"
            self.bad[self.at + 1] = Refusal(found, _TABLE, "Remove the character, or save the table anew as CSV.")
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            found = f"a line of more than {LONGEST:,} bytes"
            self.bad[self.at + 1] = Refusal(found, "a row on each line", "Save it with a line end after each row.")
            while (more := self._read(LONGEST)) and not more.endswith(b"\n"):
                pass
            raw = raw[:100] + b"\n"
        return raw.replace(b"\0", b"")


def table_in(stream: BinaryIO, place: str, known: Set[str]) -> Table | Fault:
    """The header of a table; `known`: names of columns, folded, by which the sign between values is told."""
    begin = stream.read(4)
    for magic, kind in _NO_TABLES:
        if begin.startswith(magic):
            return Fault(place, kind, _TABLE, _SAVE)
    stream.seek(3 if begin.startswith(_MARK) else 0)
    lines = _Lines(stream, place)
    first = next((text for text in lines if text.strip()), None)
    told = None
    if (
        first is not None and fold(first)[:4] == "sep=" and len(first.strip()) == 5
    ):  # a line that Excel writes and reads
        told = first.strip()[4]
        first = next((text for text in lines if text.strip()), None)
    at = f"{place}:{lines.at or 1}"
    if first is None:
        return Fault(at, "nothing", "a first line with the names of columns", "Write the names of the columns.")
    if lines.bad:
        return lines.bad[min(lines.bad)].at(at)
    if "\r" in first.rstrip("\r\n"):
        return Fault(at, "lines that end with a carriage return alone", "lines that end with a line feed", _SAVE)
    headers = [(delimiter, _cells(first, delimiter)) for delimiter in (told or DELIMITERS)]
    delimiter, header = max(headers, key=lambda one: sum(fold(name) in known for name in one[1]))
    return Table(header, lines.at, lines, delimiter)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [" ".join(cell.split()) for cell in next(csv.reader([line], delimiter=delimiter))]
    except (csv.Error, StopIteration):
        return []


def _width(values: int, width: int) -> Refusal:
    remedy = "Add what is missing." if values < width else "Put a value that holds the sign between values in quotes."
    found = f"a row of {values} value{'s' if values != 1 else ''}"
    return Refusal(found, f"{width}, one for each column of the first line", remedy)


def _no_utf8(error: UnicodeDecodeError) -> Refusal:
    found = f"a byte that is not UTF-8 (0x{error.object[error.start]:02X}, byte {error.start + 1} of the line)"
    return Refusal(found, _TABLE, _SAVE)
