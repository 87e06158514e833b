"""Does a claim that a person added quote its report? Asked of whatever comes into a ledger, and of what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from accords.ledger import tables as t
from accords.ledger.added import added_row
from accords.ledger.judgement import Judgement
from accords.vocabulary import Fault, Span, Spans, words_at


def not_verbatim(connection: Connection, judgement: Judgement, place: str) -> Fault | None:
    """A fault where a ruling adds a claim whose words are not the report's own.

    None where the text is not there to be asked, nor where the words went with a forgotten report.
    """
    row = added_row(judgement)
    if row is None or judgement.kept_id is not None:
        return None
    text = connection.scalar(select(t.TEXTS.c.text).where(t.TEXTS.c.report == row["report"]))
    return None if text is None else misquoted(text, row, place)


def misquoted(text: str, row: Mapping[str, Any], place: str) -> Fault | None:
    """A fault where the words of an added claim's row are not those of the text at its places."""
    pairs = row.get("evidence")
    spans = _inside(text, pairs)
    here = words_at(text, spans)
    if spans and here == row.get("words"):
        return None
    found = f"an added claim with the words {_short(str(row.get('words')))} at {pairs}"
    accepted = f"the report's own words there, {_short(here)}"
    return Fault(place, found, accepted, "Undo the ruling, and add the claim by the report's words.")


def _inside(text: str, pairs: object) -> Spans:
    """The places, none of them where one is no place in the text: another program may have written them."""
    try:
        spans = tuple(Span(*pair) for pair in pairs)  # type: ignore[attr-defined]
        return spans if all(0 <= span.start < span.end <= len(text) for span in spans) else ()
    except TypeError:
        return ()


def _short(words: str, most: int = 60) -> str:
    return repr(words if len(words) <= most else words[: most - 1] + "…")
