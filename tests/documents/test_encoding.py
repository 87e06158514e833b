"""Bytes become text as received; what is no text is refused with its kind."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.documents.encoding import Decoded, decode, sound
from accords.vocabulary import Fault

QUOTED = "“We agreed,” she said – and the talks went on for a week. " * 4
RUSSIAN = "Президент сказал, что переговоры продолжатся в понедельник. " * 4

READ: dict[str, tuple[bytes, str, str]] = {
    "ASCII": (b"They met.\n", "They met.\n", "utf-8"),
    "UTF-8": (QUOTED.encode(), QUOTED, "utf-8"),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + QUOTED.encode(), QUOTED, "utf-8"),
    "UTF-16 LE with a mark": (codecs.BOM_UTF16_LE + QUOTED.encode("utf-16-le"), QUOTED, "utf-16"),
    "UTF-16 BE with a mark": (codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be"), QUOTED, "utf-16"),
    "UTF-16 LE without a mark": (QUOTED.encode("utf-16-le"), QUOTED, "utf-16"),
    "UTF-16 BE without a mark": (QUOTED.encode("utf-16-be"), QUOTED, "utf-16"),
    "UTF-16 of Cyrillic without a mark": (RUSSIAN.encode("utf-16-le"), RUSSIAN, "utf-16"),
    "UTF-32 with a mark": (codecs.BOM_UTF32_LE + QUOTED.encode("utf-32-le"), QUOTED, "utf-32"),
    "windows-1252": (QUOTED.encode("cp1252"), QUOTED, "cp1252"),
    "windows-1251": (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
    "KOI8-R": (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8_r"),
    "CRLF is kept": (b"One.\r\nTwo.\r\n", "One.\r\nTwo.\r\n", "utf-8"),
    "damaged UTF-8": (QUOTED.encode() + b"\xff end.", QUOTED + "\ufffd end.", "utf-8, 1 byte replaced"),
}

REFUSED: dict[str, tuple[bytes, str]] = {
    "PDF": (b"%PDF-1.7 ...", "a PDF document"),
    "office document": (b"PK\x03\x04....", "office document"),
    "RTF": (b"{\\rtf1\\ansi They met.}", "an RTF document"),
    "image": (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
    "NULs": (b"They\0met\0\0\0\0", "a NUL at character 4"),
    "control characters": (b"They \x01\x02\x03\x04\x05\x06 met.", "6 control characters"),
    "half a UTF-16 file": (codecs.BOM_UTF16_LE + "met".encode("utf-16-le") + b"x", "the mark of utf-16-le"),
    "noise": (bytes(range(256)) * 20, "binary"),
}


@pytest.mark.parametrize("case", READ)
def test_text_is_read_in_the_encoding_that_it_is_in(case: str) -> None:
    data, text, encoding = READ[case]
    assert decode(data, "a.txt") == Decoded(text, encoding)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_text_is_refused_by_its_kind(case: str) -> None:
    data, found = REFUSED[case]
    fault = decode(data, "a.txt")
    assert isinstance(fault, Fault)
    assert found in fault.found
    assert fault.place == "a.txt"
    assert "UTF-8" in fault.accepted


def test_a_declared_charset_is_believed_where_the_bytes_are_not_utf_8() -> None:
    text = "Vučić and Milošević met in Brčko."
    assert decode(text.encode("cp1250"), "p.html", declared="windows-1250") == Decoded(text, "cp1250")
    assert decode(text.encode(), "p.html", declared="windows-1250") == Decoded(text, "utf-8")


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode(QUOTED.encode("cp1252"), "p.html", declared="klingon") == Decoded(QUOTED, "cp1252")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=200))
@settings(max_examples=100, deadline=None)
def test_utf_8_comes_back_character_for_character(text: str) -> None:
    if text.startswith(("%PDF-", "{\\rtf", "GIF8", "BZh")):
        return
    assert decode(text.encode(), "a.txt") == Decoded(text, "utf-8")


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_text_or_a_fault(data: bytes) -> None:
    assert isinstance(decode(data, "a.txt"), Decoded | Fault)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met.", "They met."),
        ("a\0b", "a\ufffdb"),
        ("\ud83d", "\ufffd"),
        ("a\ude00\ud83db", "a\ufffd\ufffdb"),
        ("😀 \ufeff\ue000", "😀 \ufeff\ue000"),
    ],
)
def test_a_sound_text_has_its_characters_in_their_places_and_can_be_kept(text: str, expected: str) -> None:
    assert sound(text) == expected
    assert len(sound(text)) == len(text)
    sound(text).encode()
