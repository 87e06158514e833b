"""The JSON form of a dossier, checked and read back."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime

from accords.claims.saying import Saying, Why
from accords.presentation.claim_form import claim, commitment, dispute, meeting, position, silence
from accords.presentation.dossier import FORMAT, Dossier, ReportRow
from accords.presentation.fields import (
    MAKE,
    Data,
    choice,
    kind_of,
    maybe,
    moment,
    needed,
    rows,
    span,
    spans,
    strings,
    sure,
    when,
    wrong,
)
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Fault, Misuse

# The rule of a resolution whose reason the file does not give: other programs may write dossiers too.
UNRECORDED = "unrecorded"


def load(path: str | os.PathLike[str]) -> Dossier:
    """The dossier in a file (`-`: standard input); `Misuse` says what is wrong with it."""
    name = os.fspath(path)
    try:
        raw = sys.stdin.buffer.read() if name == "-" else _bytes(name)
    except OSError as error:
        raise Misuse(Fault(name, error.strerror or str(error), "a file that can be read", MAKE)) from None
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Misuse(Fault(name, f"bytes that are not UTF-8 at {error.start}", "a dossier in JSON", MAKE)) from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}"
        raise Misuse(Fault(place, f"no JSON: {error.msg}", "a dossier in JSON", MAKE)) from None
    except ValueError:
        raise Misuse(Fault(name, "a number of thousands of digits", "a dossier in JSON", MAKE)) from None
    except RecursionError:
        raise Misuse(Fault(name, "lists within lists without end", "a dossier in JSON", MAKE)) from None
    return parse(data, name)


def parse(data: object, place: str) -> Dossier:
    """The dossier that some JSON holds; `Misuse` names the first thing that is not of the form."""
    if not isinstance(data, dict) or "format" not in data:
        found = f"a {kind_of(data)} without 'format'" if isinstance(data, dict) else f"a {kind_of(data)}"
        raise Misuse(Fault(place, found, f"a dossier: an object with 'format': '{FORMAT}'", MAKE))
    if data["format"] != FORMAT:
        raise Misuse(Fault(place, f"format {data['format']!r}", f"'{FORMAT}'", "Read the reports anew."))
    reports = tuple(_report(row, at) for row, at in rows(data, "reports", place))
    actors = tuple(_actor(row, at) for row, at in rows(data, "actors", place))
    sizes = {row.id: len(row.text) for row in reports}
    sayings = tuple(_saying(row, at, sizes) for row, at in rows(data, "attributions", place))
    faults = tuple(
        Fault(*(needed(row, name, str, at) for name in ("place", "found", "accepted", "remedy")))
        for row, at in rows(data, "faults", place)
    )
    return Dossier(
        reports,
        actors,
        sayings,
        faults,
        claims=tuple(claim(row, at, sizes) for row, at in rows(data, "claims", place)),
        meetings=tuple(meeting(row, at, sizes) for row, at in rows(data, "meetings", place)),
        commitments=tuple(commitment(row, at) for row, at in rows(data, "commitments", place)),
        positions=tuple(position(row, at) for row, at in rows(data, "positions", place)),
        silences=tuple(silence(row, at, sizes) for row, at in rows(data, "silences", place)),
        disputes=tuple(dispute(row, at) for row, at in rows(data, "disputes", place)),
    )


def _report(row: Data, at: str) -> ReportRow:
    own = needed(row, "id", str, at)
    return ReportRow(
        id=own,
        text=needed(row, "text", str, at),
        text_sha256=maybe(row, "text_sha256", str, at) or "",
        family=maybe(row, "family", str, at) or own,
        given_id=maybe(row, "given_id", str, at),
        outlet=maybe(row, "outlet", str, at),
        title=maybe(row, "title", str, at),
        url=maybe(row, "url", str, at),
        language=maybe(row, "language", str, at) or "en",
        published=moment(row, "published", date.fromisoformat, "a day as YYYY-MM-DD", at),
        fetched=moment(row, "fetched", datetime.fromisoformat, "a time as 2025-08-18T06:00:00Z", at),
        encoding=maybe(row, "encoding", str, at) or "utf-8",
        unclear=maybe(row, "unclear", int, at) or 0,
    )


def _actor(row: Data, at: str) -> Actor:
    codes = maybe(row, "codes", dict, at) or {}
    return Actor(
        id=needed(row, "id", str, at),
        name=needed(row, "name", str, at),
        kind=choice(row, "kind", ActorKind, at),
        party=maybe(row, "party", str, at),
        role=maybe(row, "role", str, at),
        codes={key: value for key, value in codes.items() if isinstance(value, str)},
        aliases=strings(row, "aliases", at),
    )


def _saying(row: Data, at: str, sizes: dict[str, int]) -> Saying:
    report = needed(row, "report", str, at)
    if report not in sizes:
        wrong(f"{at}.report", report, "the id of one of the file's reports")
    source, cue, content = (spans(row, name, sizes[report], at) for name in ("source", "cue", "content"))
    if not (source or cue or content):
        wrong(f"{at}.content", [], "at least one span in source, cue or content")
    whys = maybe(row, "why", dict, at) or {}
    unsaid = Why(UNRECORDED)
    return Saying(
        id=needed(row, "id", str, at),
        report=report,
        attribution=Attribution(
            source,
            cue,
            content,
            kind=choice(row, "kind", Kind, at),
            mode=choice(row, "mode", Mode, at),
            confidence=sure(row, at),
        ),
        speaker=maybe(row, "speaker", str, at),
        speaker_why=_why(whys, "speaker", sizes[report], at) or unsaid,
        channel=maybe(row, "channel", str, at),
        channel_why=_why(whys, "channel", sizes[report], at),
        said_on=when(row, "said_on", at),
        said_on_why=_why(whys, "said_on", sizes[report], at),
        within=maybe(row, "within", str, at),
    )


def _why(whys: Data, name: str, size: int, at: str) -> Why | None:
    row = maybe(whys, name, dict, f"{at}.why")
    if row is None:
        return None
    at = f"{at}.why.{name}"
    pair = row.get("span")
    return Why(
        rule=needed(row, "rule", str, at),
        words=maybe(row, "words", str, at),
        span=None if pair is None else span(pair, size, f"{at}.span"),
        candidates=strings(row, "candidates", at, "a list of actor ids"),
    )


def _bytes(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()
