"""Full-text search over the reports: FTS5 in SQLite, text search vectors in PostgreSQL, one form of question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from accords.vocabulary import Fault, Misuse

# Marks around the words found, which no text has (NUL is no character of a report); `Hit` takes them out.
_OPENS, _CLOSES = "\x02", "\x03"
_TERM = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A report in which words were found. `excerpt` is some of its text; `found` are the places in it of the words."""

    report: str
    title: str | None
    outlet: str | None
    published: date | None
    excerpt: str
    found: tuple[tuple[int, int], ...]

    def to_json(self) -> dict[str, object]:
        return {
            "report": self.report,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published.isoformat() if self.published else None,
            "excerpt": self.excerpt,
            "found": [list(place) for place in self.found],
        }


def index(connection: Connection, texts: Sequence[Mapping[str, Any]]) -> None:
    """Make texts that were just added findable. PostgreSQL does so by itself."""
    if texts and connection.dialect.name == "sqlite":
        rows = [{name: row[name] for name in ("number", "title", "text")} for row in texts]
        connection.execute(text("INSERT INTO search (rowid, title, text) VALUES (:number, :title, :text)"), rows)


def unindex(connection: Connection, number: int, title: str | None, words: str) -> None:
    """Take a text out of the index, before its row goes."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO search (search, rowid, title, text) VALUES ('delete', :number, :title, :text)"),
            {"number": number, "title": title, "text": words},
        )


_SQLITE = """
    SELECT reports.id, reports.title, reports.outlet, reports.published,
           snippet(search, 1, char(2), char(3), '…', 32) AS excerpt
    FROM search JOIN texts ON texts.number = search.rowid JOIN reports ON reports.id = texts.report
    WHERE search MATCH :asked AND reports.known_on <= :until ORDER BY bm25(search), reports.id LIMIT :most"""
_POSTGRESQL = """
    SELECT reports.id, reports.title, reports.outlet, reports.published, ts_headline('english', texts.text, asked,
           'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxWords=32, MinWords=16, MaxFragments=1') AS excerpt
    FROM texts JOIN reports ON reports.id = texts.report, to_tsquery('english', :asked) AS asked
    WHERE texts.search @@ asked AND reports.known_on <= :until
    ORDER BY ts_rank_cd(texts.search, asked) DESC, reports.id LIMIT :most"""


def find(connection: Connection, words: str, *, as_of: date | None = None, most: int = 20) -> tuple[Hit, ...]:
    """The reports with all these words, best first. `"a phrase"` in quotation marks, `-word` for those without it.

    Words are compared by their stems and without case or accents. `Misuse` where there is no word to look for.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    asked = _fts5(words) if is_sqlite else _tsquery(words)
    until = as_of.isoformat() if as_of else "9999-12-31"
    query = text(_SQLITE if is_sqlite else _POSTGRESQL)
    rows = connection.execute(query, {"asked": asked, "until": until, "most": most})
    return tuple(_hit(*row) for row in rows)


def terms(words: str) -> tuple[list[list[str]], list[list[str]]]:
    """The phrases to find and those to leave out, each a list of words: nothing of a database's own syntax is left."""
    wanted: list[list[str]] = []
    unwanted: list[list[str]] = []
    for minus, phrase, sign, word in _TERM.findall(words):
        parts = _WORD.findall(phrase or word.removeprefix("-"))
        if parts:
            (unwanted if minus or sign or word.startswith("-") else wanted).append(parts)
    if not wanted:
        example = 'such as: ceasefire "security guarantees" -sanctions'
        raise Misuse(Fault("search", repr(words), "words to look for", f"Give at least one, {example}"))
    return wanted, unwanted


def _fts5(words: str) -> str:
    wanted, unwanted = terms(words)
    asked = " AND ".join(f'"{" ".join(parts)}"' for parts in wanted)
    return "".join((f"({asked})", *(f' NOT "{" ".join(parts)}"' for parts in unwanted)))


def _tsquery(words: str) -> str:
    wanted, unwanted = terms(words)
    phrases = [" <-> ".join(f"'{word}'" for word in parts) for parts in wanted]
    return " & ".join(
        (
            *(f"({phrase})" for phrase in phrases),
            *("!(" + " <-> ".join(f"'{word}'" for word in parts) + ")" for parts in unwanted),
        )
    )


def _hit(report: str, title: str | None, outlet: str | None, published: str | None, marked: str) -> Hit:
    pieces: list[str] = []
    found: list[tuple[int, int]] = []
    size = start = 0
    for piece in re.split(f"([{_OPENS}{_CLOSES}])", marked):
        if piece == _OPENS:
            start = size
        elif piece == _CLOSES:
            found.append((start, size))
        else:
            pieces.append(piece)
            size += len(piece)
    day = date.fromisoformat(published) if published else None
    return Hit(report, title, outlet, day, "".join(pieces), tuple(found))
