"""JSON Lines -> Report: one record a line, each a report of its own."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from accords.documents.encoding import control_characters, sound
from accords.documents.metadata import NOTHING, Given, stated_in
from accords.documents.plain import report_of
from accords.documents.report import Report
from accords.vocabulary import Fault

_RECORD = "a JSON object with `text`, and optionally id, title, outlet, published, url, language"
_CHUNK = 65_536  # bytes; also what the fields beside the text may take
# A letter beyond ASCII takes two bytes in UTF-8 and six as an escape in JSON.
_ESCAPED = 3


def read_records(
    stream: BinaryIO, place: str, *, user: Given, beside: Given = NOTHING, max_bytes: int
) -> Iterator[Report | Fault]:
    """The reports of a stream of JSON Lines, and a fault for each bad line; blank lines are passed over.

    The limit is of the text's bytes in UTF-8, and no more of a line is read than such a text can take in JSON, so that
    a long file is read in little memory. `beside` is what the file beside it
    states of all its records; a record's own fields go before it.
    """
    number = 0
    longest = max_bytes * _ESCAPED + _CHUNK
    while line := stream.readline(longest + 2):  # a line end is not counted
        number += 1
        here = f"{place}:{number}"
        if number == 1:
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                yield Fault(place, "JSON Lines in UTF-16", "JSON Lines in UTF-8", "Save the file again as UTF-8.")
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line.rstrip(b"\r\n")) > longest:
            yield _too_large(here, len(line) + _skip_line(stream, line), max_bytes)
            continue
        if not line.strip():
            continue
        if number == 1 and line.strip() in (b"{", b"["):
            remedy = "Write each record as one JSON object on one line."
            yield Fault(here, "a JSON document over several lines", f"JSON Lines: {_RECORD}", remedy)
            return
        yield _record(line, here, user, beside, max_bytes)


def _too_large(place: str, size: int, max_bytes: int) -> Fault:
    remedy = "Give --max-size a larger number to read it."
    return Fault(place, f"a record of {size:,} bytes", f"at most {max_bytes:,} bytes a report", remedy)


def _skip_line(stream: BinaryIO, begun: bytes) -> int:
    """How many more bytes the line has, up to its end; they are read and dropped."""
    size = 0
    while not begun.endswith(b"\n") and (begun := stream.readline(_CHUNK)):
        size += len(begun)
    return size


def _record(line: bytes, place: str, user: Given, beside: Given, max_bytes: int) -> Report | Fault:
    remedy = "Correct the line or take it out."
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Fault(place, f"bytes that are not UTF-8 (at byte {error.start})", "JSON in UTF-8", remedy)
    except (ValueError, RecursionError) as error:
        why = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep or long"
        return Fault(place, f"text that is not JSON ({why})", _RECORD, remedy)
    if not isinstance(record, dict):
        return Fault(
            place, f"JSON that is no object (`{line[:40].decode('utf-8', 'replace').strip()}`)", _RECORD, remedy
        )
    text = record.get("text")
    if not isinstance(text, str):
        found = "a record without `text`" if text is None else f"`text` of type {type(text).__name__}"
        return Fault(place, found, "`text` as a string", "Give the text of the report in `text`.")
    text = sound(text)
    if bad := control_characters(text):
        return Fault(place, bad, "`text` with readable text", remedy)
    if (size := len(text.encode())) > max_bytes:
        return _too_large(place, size, max_bytes)
    stated = stated_in(record, place)
    if isinstance(stated, Fault):
        return stated
    given = stated.given.over(beside)
    fetched = datetime.now(UTC).replace(microsecond=0)
    return report_of(text, place=place, user=user, stated=given, given_id=stated.id, fetched=fetched)
