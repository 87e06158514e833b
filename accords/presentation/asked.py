"""What a caller asks to have read, checked: the same of `accords.read` and `accords.add`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from accords.documents.metadata import Given, language_option, published_option
from accords.documents.readers import DEFAULT_MAX_BYTES
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.claims.process import Process
    from accords.claims.roster import FileRoster

Source: TypeAlias = str | os.PathLike[str]
MAX_SIZE = DEFAULT_MAX_BYTES


@dataclass(frozen=True)
class Asked:
    """Sources, what is known of all of them, and who is who; `max_bytes` of one report."""

    sources: tuple[Source, ...]
    given: Given
    roster: FileRoster
    process: Process | None
    max_bytes: int


def asked(
    sources: Source | Iterable[Source],
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    roster: Source | Iterable[Source] | None = None,
    process: Source | Process | None = None,
    max_size: int = MAX_SIZE,
) -> Asked:
    """The values as `accords.read` takes them; `Misuse` names the first that is not of its kind."""
    named = _listed(sources, "sources", "files, folders or '-'")
    if not named:
        raise Misuse(Fault("sources", "none", "at least one file, folder or '-'", "Name what is to be read."))
    rosters = [] if roster is None else _listed(roster, "roster", "files of names")
    day = as_day(published)
    if isinstance(max_size, bool) or not isinstance(max_size, int) or max_size < 1:
        raise Misuse(Fault("max_size", repr(max_size), "a number of bytes above 0", "The default is 5000000."))
    if outlet is not None and (not isinstance(outlet, str) or not outlet.strip()):
        raise Misuse(Fault("outlet", repr(outlet), "a string that is not blank, or None", "Leave it out if unknown."))
    code = None if language is None else language_option(str(language), "language")

    from accords.claims.roster import load_roster

    talks = _process(process)
    base = talks.roster(load_roster()) if talks else None
    names = load_roster(*map(Path, rosters), base=base)
    return Asked(tuple(named), Given(outlet=outlet, published=day, language=code), names, talks, max_size)


def as_day(value: date | str | None) -> date | None:
    """A day of publication as the caller gave it; `Misuse` where it is none."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    return published_option(value if isinstance(value, str) else repr(value), "published")


def _process(value: Source | Process | None) -> Process | None:
    from accords.claims.process import Process, load_process

    if value is None or isinstance(value, Process):
        return value
    if not isinstance(value, (str, os.PathLike)) or not os.fspath(value):
        accepted = "the name of a process, the path of a file, or a Process"
        raise Misuse(Fault("process", repr(value), accepted, "See `accords process list`, or leave it out."))
    return load_process(value)


def _listed(value: Source | Iterable[Source], name: str, accepted: str) -> list[Source]:
    values: list[object] = [value] if isinstance(value, (str, os.PathLike)) else _each(value)
    checked = [item for item in values if isinstance(item, (str, os.PathLike)) and os.fspath(item)]
    if len(checked) < len(values) or isinstance(value, bytes):
        wrong = next((item for item in values if item not in checked), value)
        raise Misuse(Fault(name, repr(wrong), accepted, "Give each as a string or a path."))
    return checked


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, Iterable) else [value]
