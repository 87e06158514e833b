"""The JSON form of a dossier, checked and read back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from accords.claims.saying import Saying, Why
from accords.presentation.dossier import CARRIED, FORMAT, Dossier, ReportRow
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Fault, Misuse, Span, When

# The rule of a resolution whose reason the file does not give: other programs may write dossiers too.
UNRECORDED = "unrecorded"
_MAKE = "Make one with 'accords read SOURCE --json > dossier.json'."

# JSON is untyped until each value has been asked for its type, which `_field` does.
Data = dict[str, Any]
T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)


def load(path: str | os.PathLike[str]) -> Dossier:
    """The dossier in a file (`-`: standard input); `Misuse` says what is wrong with it."""
    name = os.fspath(path)
    try:
        raw = sys.stdin.buffer.read() if name == "-" else _bytes(name)
    except OSError as error:
        raise Misuse(Fault(name, error.strerror or str(error), "a file that can be read", _MAKE)) from None
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Misuse(Fault(name, f"bytes that are not UTF-8 at {error.start}", "a dossier in JSON", _MAKE)) from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}"
        raise Misuse(Fault(place, f"no JSON: {error.msg}", "a dossier in JSON", _MAKE)) from None
    except ValueError:
        raise Misuse(Fault(name, "a number of thousands of digits", "a dossier in JSON", _MAKE)) from None
    except RecursionError:
        raise Misuse(Fault(name, "lists within lists without end", "a dossier in JSON", _MAKE)) from None
    return parse(data, name)


def parse(data: object, place: str) -> Dossier:
    """The dossier that some JSON holds; `Misuse` names the first thing that is not of the form."""
    if not isinstance(data, dict) or "format" not in data:
        found = f"a {_kind(data)} without 'format'" if isinstance(data, dict) else f"a {_kind(data)}"
        raise Misuse(Fault(place, found, f"a dossier: an object with 'format': '{FORMAT}'", _MAKE))
    if data["format"] != FORMAT:
        raise Misuse(Fault(place, f"format {data['format']!r}", f"'{FORMAT}'", "Read the reports anew."))
    reports = tuple(_report(row, at) for row, at in _rows(data, "reports", place))
    actors = tuple(_actor(row, at) for row, at in _rows(data, "actors", place))
    sizes = {row.id: len(row.text) for row in reports}
    sayings = tuple(_saying(row, at, sizes) for row, at in _rows(data, "attributions", place))
    faults = tuple(
        Fault(*(_field(row, name, str, at) for name in ("place", "found", "accepted", "remedy")))
        for row, at in _rows(data, "faults", place)
    )
    carried = {name: tuple(row for row, _ in _rows(data, name, place)) for name in CARRIED}
    return Dossier(reports, actors, sayings, faults, **carried)


def _report(row: Data, at: str) -> ReportRow:
    own = _field(row, "id", str, at)
    return ReportRow(
        id=own,
        text=_field(row, "text", str, at),
        text_sha256=_maybe(row, "text_sha256", str, at) or "",
        family=_maybe(row, "family", str, at) or own,
        given_id=_maybe(row, "given_id", str, at),
        outlet=_maybe(row, "outlet", str, at),
        title=_maybe(row, "title", str, at),
        url=_maybe(row, "url", str, at),
        language=_maybe(row, "language", str, at) or "en",
        published=_moment(row, "published", date.fromisoformat, "a day as YYYY-MM-DD", at),
        fetched=_moment(row, "fetched", datetime.fromisoformat, "a time as 2025-08-18T06:00:00Z", at),
        encoding=_maybe(row, "encoding", str, at) or "utf-8",
    )


def _actor(row: Data, at: str) -> Actor:
    codes = _maybe(row, "codes", dict, at) or {}
    aliases = _maybe(row, "aliases", list, at) or []
    if not all(isinstance(alias, str) for alias in aliases):
        _wrong(f"{at}.aliases", aliases, "a list of strings")
    return Actor(
        id=_field(row, "id", str, at),
        name=_field(row, "name", str, at),
        kind=_choice(row, "kind", ActorKind, at),
        party=_maybe(row, "party", str, at),
        role=_maybe(row, "role", str, at),
        codes={key: value for key, value in codes.items() if isinstance(value, str)},
        aliases=tuple(aliases),
    )


def _saying(row: Data, at: str, sizes: dict[str, int]) -> Saying:
    report = _field(row, "report", str, at)
    if report not in sizes:
        _wrong(f"{at}.report", report, "the id of one of the file's reports")
    source, cue, content = (_spans(row, name, sizes[report], at) for name in ("source", "cue", "content"))
    if not (source or cue or content):
        _wrong(f"{at}.content", [], "at least one span in source, cue or content")
    confidence = _maybe(row, "confidence", (int, float), at)
    whys = _maybe(row, "why", dict, at) or {}
    unsaid = Why(UNRECORDED)
    return Saying(
        id=_field(row, "id", str, at),
        report=report,
        attribution=Attribution(
            source,
            cue,
            content,
            kind=_choice(row, "kind", Kind, at),
            mode=_choice(row, "mode", Mode, at),
            confidence=1.0 if confidence is None else float(confidence),
        ),
        speaker=_maybe(row, "speaker", str, at),
        speaker_why=_why(whys, "speaker", sizes[report], at) or unsaid,
        channel=_maybe(row, "channel", str, at),
        channel_why=_why(whys, "channel", sizes[report], at),
        said_on=_when(row, at),
        said_on_why=_why(whys, "said_on", sizes[report], at),
        within=_maybe(row, "within", str, at),
    )


def _spans(row: Data, name: str, size: int, at: str) -> tuple[Span, ...]:
    pairs = _maybe(row, name, list, at) or []
    return tuple(_span(pair, size, f"{at}.{name}[{number}]") for number, pair in enumerate(pairs))


def _span(pair: object, size: int, at: str) -> Span:
    match pair:
        case [int(start), int(end)] if 0 <= start < end <= size:
            return Span(start, end)
        case _:
            _wrong(at, pair, f"[start, end) inside the report's text of {size} code points")


def _why(whys: Data, name: str, size: int, at: str) -> Why | None:
    row = _maybe(whys, name, dict, f"{at}.why")
    if row is None:
        return None
    at = f"{at}.why.{name}"
    span = row.get("span")
    candidates = _maybe(row, "candidates", list, at) or []
    if not all(isinstance(candidate, str) for candidate in candidates):
        _wrong(f"{at}.candidates", candidates, "a list of actor ids")
    return Why(
        rule=_field(row, "rule", str, at),
        words=_maybe(row, "words", str, at),
        span=None if span is None else _span(span, size, f"{at}.span"),
        candidates=tuple(candidates),
    )


def _when(row: Data, at: str) -> When | None:
    when = _maybe(row, "said_on", dict, at)
    if when is None:
        return None
    at = f"{at}.said_on"
    start, end = (_moment(when, name, date.fromisoformat, "a day as YYYY-MM-DD", at) for name in ("start", "end"))
    return When(start, end, _maybe(when, "words", str, at))


def _rows(data: Data, name: str, place: str) -> list[tuple[Data, str]]:
    """Each row of a list with its place; a list that is not there is empty."""
    rows = _maybe(data, name, list, f"{place}: ") or []
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            _wrong(f"{place}: {name}[{number}]", row, "an object")
    return [(row, f"{place}: {name}[{number}]") for number, row in enumerate(rows)]


def _field(row: Data, name: str, kind: type[T], at: str) -> T:
    value = row.get(name)
    if not isinstance(value, kind):
        _wrong(f"{at}.{name}", value, f"a {_NAMES[kind]}")
    return value


def _maybe(row: Data, name: str, kind: type | tuple[type, ...], at: str) -> Any:
    value = row.get(name)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        wanted = _NAMES[kind if isinstance(kind, type) else kind[0]]
        _wrong(f"{at}.{name}" if not at.endswith(" ") else f"{at}{name}", value, f"a {wanted}, or null")
    return value


def _choice(row: Data, name: str, choices: type[Choice], at: str) -> Choice:
    value = row.get(name)
    try:
        return choices(str(value))
    except ValueError:
        _wrong(f"{at}.{name}", value, "one of " + ", ".join(choices))


def _moment(row: Data, name: str, read: Callable[[str], T], accepted: str, at: str) -> T | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        return read(value)
    except (TypeError, ValueError):
        _wrong(f"{at}.{name}", value, f"{accepted}, or null")


def _wrong(place: str, found: object, accepted: str) -> NoReturn:
    shown = repr(found)
    raise Misuse(Fault(place, shown if len(shown) < 80 else shown[:77] + "…", accepted, _MAKE))


_NAMES: dict[type, str] = {str: "string", list: "list", dict: "object", int: "number", float: "number"}


def _kind(value: object) -> str:
    return _NAMES.get(type(value), "value that is no object")


def _bytes(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()
