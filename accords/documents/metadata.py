"""What is said of a report beside its text: by the user, by a record, by a file beside it, by a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from accords.vocabulary import Fault, Misuse

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[Zz]|[+-]\d{2}:?\d{2})?)?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_DATES = "a date (2025-08-17) or a date and time (2025-08-17T06:00:00Z)"
_FIELDS = ("outlet", "title", "url", "language")
# Metadata is a handful of words; more than this beside a report is some other file.
_SIDECAR_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of a report; `None` where nothing is said.

    `language` counts as the request to read another language than English only where the user set it.
    """

    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    title: str | None = None
    url: str | None = None

    def over(self, other: Given) -> Given:
        """This, and where it is silent `other`."""
        return Given(
            outlet=self.outlet if self.outlet is not None else other.outlet,
            published=self.published if self.published is not None else other.published,
            language=self.language if self.language is not None else other.language,
            title=self.title if self.title is not None else other.title,
            url=self.url if self.url is not None else other.url,
        )


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Stated:
    """What a record or the file beside a report states: `given`, and its `id`."""

    given: Given = NOTHING
    id: str | None = None


def day_of(words: str) -> date | None:
    """The day of an ISO date, or of an ISO date and time as written there, its zone left as it is; else `None`."""
    words = words.strip()
    if not _ISO.fullmatch(words):
        return None
    try:
        if len(words) > 10:
            datetime.fromisoformat(f"{words[:10]}T{words[11:].replace(' ', '').upper()}")
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def published_option(words: str, place: str = "--published") -> date:
    """The day that the user gave; raises `Misuse` for anything but an ISO date or date and time."""
    day = day_of(words)
    if day is None:
        raise Misuse(Fault(place, f"`{words}`", _DATES, "Write year, month and day in this order."))
    return day


def language_option(words: str, place: str = "--language") -> str:
    """The language code that the user gave, without its region (`de-AT` -> `de`); raises `Misuse` for no code."""
    found = _LANGUAGE.fullmatch(words.strip())
    if found is None:
        raise Misuse(Fault(place, f"`{words}`", "a language code such as en, de, uk", "Write the ISO 639 code."))
    return found[1].lower()


def stated_in(record: Mapping[str, object], place: str) -> Stated | Fault:
    """The metadata fields of a record; fields of other names are left aside, empty ones are as if absent."""
    words: dict[str, str | None] = {}
    for field in _FIELDS:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            return Fault(place, f"`{field}` with {_kind(value)}", "a string or null", f"Write `{field}` in quotes.")
        words[field] = value.strip() or None if value is not None else None
    published = record.get("published")
    day = None
    if isinstance(published, str) and published.strip():
        day = day_of(published)
    if day is None and published is not None and published != "":
        found = f"`{published}`" if isinstance(published, str) else _kind(published)
        return Fault(place, f"`published` with {found}", f"{_DATES}, or null", "Correct the date or leave it out.")
    given_id = record.get("id")
    if given_id is not None and (isinstance(given_id, bool) or not isinstance(given_id, str | int)):
        return Fault(place, f"`id` with {_kind(given_id)}", "a string or a whole number", "Write `id` in quotes.")
    given = Given(words["outlet"], day, words["language"], words["title"], words["url"])
    return Stated(given, str(given_id) if given_id is not None and given_id != "" else None)


def stated_beside(path: Path) -> Stated | Fault:
    """The metadata in `NAME.meta.json` beside a report: `talks.txt.meta.json`, or else `talks.meta.json`."""
    for name in dict.fromkeys((path.name, path.stem)):
        sidecar = path.with_name(f"{name}.meta.json")
        if not sidecar.is_file():
            continue
        remedy = "Correct the file, or move it away to read the report without it."
        try:
            with sidecar.open("rb") as stream:
                data = stream.read(_SIDECAR_BYTES + 1)
            if len(data) > _SIDECAR_BYTES:
                return Fault(str(sidecar), f"more than {_SIDECAR_BYTES:,} bytes", "the metadata of one report", remedy)
            record = json.loads(data)
        except OSError as error:
            return Fault(str(sidecar), f"a file that cannot be read ({error.strerror})", "a JSON object", remedy)
        except (ValueError, RecursionError):
            return Fault(str(sidecar), "text that is not JSON", "a JSON object", remedy)
        if not isinstance(record, dict):
            return Fault(str(sidecar), _kind(record), "a JSON object with the fields of a record", remedy)
        return stated_in(record, str(sidecar))
    return Stated()


def _kind(value: object) -> str:
    """What sort of JSON value this is, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object"
