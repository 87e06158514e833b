"""A text and what is said of it -> Report."""

from __future__ import annotations

import re
from datetime import datetime

from accords.documents.dateline import dateline
from accords.documents.encoding import sound
from accords.documents.language import detect, is_english, language_name
from accords.documents.metadata import NOTHING, Given
from accords.documents.report import Report
from accords.vocabulary import Fault

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_HEADLINE_LENGTH = 200  # code points; longer first lines are paragraphs
_SENTENCE_END = re.compile(r"(?:(?<!\.)(?<![A-Z])\.|[:;,])[\"”’')\]]*$")


def report_of(
    text: str,
    *,
    place: str,
    user: Given,
    stated: Given = NOTHING,
    given_id: str | None = None,
    fetched: datetime,
    encoding: str = "utf-8",
    received: bytes = b"",
) -> Report | Fault:
    """The report of a text: what the user gives goes before what is `stated` beside it, that before its dateline.

    No string of it has a NUL or half of a surrogate pair (U+FFFD stands for each); `received` is as it was received.
    """
    text = sound(text).removeprefix("\ufeff")
    if not text.strip():
        remedy = "Check that the file was saved whole." if place != "-" else "Pipe a report into the command."
        return Fault(place, "no text" if not text else "white space only", "the text of a report", remedy)
    if user.language is None and not is_english(text):
        return _not_english(text, place)
    known = user.over(stated)
    if known.outlet is None or known.published is None:
        known = known.over(dateline(text))
    return Report(
        text=text,
        fetched=fetched,
        given_id=_sound(given_id),
        outlet=_sound(known.outlet),
        title=_sound(known.title) if known.title is not None else headline(text),
        url=_sound(known.url),
        published=known.published,
        language=user.language if user.language is not None else "en",
        encoding=encoding,
        received=received,
        place=place,
    )


def _sound(text: str | None) -> str | None:
    return None if text is None else sound(text)


def headline(text: str) -> str | None:
    """The first line that is not blank, where it is short, ends as no sentence does, and text follows."""
    first = _LINE.search(text)
    if first is None or not _LINE.search(text, first.end()):
        return None
    words = " ".join(first[0].split()).lstrip("# ")
    if not 0 < len(words) <= _HEADLINE_LENGTH or _SENTENCE_END.search(words) or not any(c.isalpha() for c in words):
        return None
    # A first line that is a dateline or a date is no headline.
    said = dateline(words)
    return None if said.published or said.outlet else words


def _not_english(text: str, place: str) -> Fault:
    code = detect(text)
    if code is None:
        found, remedy = "text in a language that could not be told", "Give --language and its code to read it anyway"
    else:
        found = f"text in {language_name(code)} ({code})"
        remedy = f"Give --language {code} to read it anyway"
    return Fault(place, found, "text in English", f"{remedy}; accords is made for English, so expect little of it.")
