"""Bytes -> text: which encoding they are in, or why they are no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from accords.vocabulary import Fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first bytes of files that people keep beside reports; the rest is known by its control characters.
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document (docx, odt, epub)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
)
# No database keeps them, and no report needs them.
_UNSOUND = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_BEYOND_ASCII = re.compile(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}")
_SAMPLE_BYTES = 20_000
_ACCEPTED = "text in UTF-8, UTF-16 or an 8-bit encoding"
_REMEDY = "Save it as plain text or HTML."


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without a byte order mark and otherwise as received; `encoding` says what it was read as.

    Where UTF-8 was damaged in places the encoding reads `utf-8, 2 bytes replaced`, each standing as U+FFFD.
    """

    text: str
    encoding: str


def decode(data: bytes, place: str, *, declared: str | None = None) -> Decoded | Fault:
    """The text of `data`: by its mark, else as UTF-8, else as `declared` (a page's charset), else as detected."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return Fault(place, kind, _ACCEPTED, _REMEDY)
    decoded = _by_mark(data, place) or _utf16(data) or _utf8(data) or _declared(data, declared) or _detected(data)
    if isinstance(decoded, Fault):
        return decoded
    if decoded is None:
        return Fault(place, "a binary file, or text in no encoding that is known", _ACCEPTED, _REMEDY)
    control = control_characters(decoded.text)
    if control:
        return Fault(place, control, _ACCEPTED, _REMEDY)
    return decoded


def sound(text: str) -> str:
    """The text with U+FFFD for each NUL and each half of a surrogate pair; every code point stays in its place."""
    return _UNSOUND.sub("\ufffd", text)


def control_characters(text: str) -> str | None:
    """What of `text` shows that it is no text: a NUL, or more than one control character in a thousand."""
    if "\0" in text:
        return f"a binary file (a NUL at character {text.index(chr(0))})"
    control = sum(1 for _ in _CONTROL.finditer(text))
    if control > max(3, len(text) // 1000):
        return f"a binary file ({control} control characters)"
    return None


def _by_mark(data: bytes, place: str) -> Decoded | Fault | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding.removesuffix("-le").removesuffix("-be"))
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    return None
                found = f"the mark of {encoding} before bytes that are not (at byte {error.start + len(mark)})"
                return Fault(place, found, _ACCEPTED, "Save it again as UTF-8.")
    return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: each space and line end holds a NUL, and the right order of bytes shows them."""
    if b"\0" not in data[:_SAMPLE_BYTES] or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        blank = sum(text.count(c) for c in " \n\r\t")
        if "\0" not in text and blank * 40 > len(text):
            return Decoded(text, "utf-16")
    return None


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, and UTF-8 that is damaged in places: nine of ten characters beyond ASCII are sound."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    beyond = sum(1 for c in text if c > "\x7f")
    replaced = text.count("\ufffd") - data.count("\ufffd".encode())
    if replaced * 10 <= beyond:
        return Decoded(text, f"utf-8, {replaced} byte{'s' if replaced > 1 else ''} replaced")
    return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        encoding = codecs.lookup(declared).name
        # Browsers read both names as windows-1252 (WHATWG Encoding Standard, 4.2).
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        return Decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeError):
        return None


def _detected(data: bytes) -> Decoded | None:
    """An 8-bit or East Asian encoding, judged by the lines that have bytes beyond ASCII."""
    from charset_normalizer import from_bytes  # 35 ms, which plain UTF-8 does not pay

    lines: list[bytes] = []
    size = 0
    for found in _LINE_BEYOND_ASCII.finditer(data):
        lines.append(found[0])
        size += len(found[0])
        if size > _SAMPLE_BYTES:
            break
    best = from_bytes(b"\n".join(lines)).best()
    if best is None:
        return None
    # Among encodings that read the sample alike, the one that English text is most often in.
    names = ["cp1252"] if "cp1252" in (best.encoding, *best.could_be_from_charset) else []
    for encoding in (*names, best.encoding):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeError:
            continue
    return Decoded(data.decode(best.encoding, "replace"), best.encoding)
