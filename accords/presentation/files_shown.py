"""Agreements and scenarios of an analyst that pages show, read once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.assessment.record import Record
    from accords.presentation.agreement_record import Watched
    from accords.presentation.bargain import Bargain
    from accords.presentation.packages import Packages

Source: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True)
class FilesShown:
    """By the name of each file without its endings. `faults`: what is wrong with files of which the rest is used."""

    agreements: Mapping[str, Watched] = field(default_factory=dict)
    scenarios: Mapping[str, Bargain | Packages] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def files_shown(
    agreements: Iterable[Source] = (),
    scenarios: Iterable[Source] = (),
    *,
    events: Iterable[Source] = (),
    record: Record | None = None,
) -> FilesShown:
    """Files, or folders of them (every `.yaml` and `.yml` in one). `events` are tables for all agreements; a table `NAME.events.csv` beside
    `NAME.yaml` is for that agreement. `record`: what a ledger says, beside the tables.

    `Misuse` where of a file nothing can be used, or where two have one name.
    """
    from accords.presentation.agreement_record import watch

    tables = [Path(table) for table in events]
    watched: dict[str, Watched] = {}
    faults: list[Fault] = []
    for path in _files(agreements, "agreement"):
        own = path.parent / f"{_name(path)}.events.csv"
        beside = [own] if own.is_file() and own.resolve() not in [table.resolve() for table in tables] else []
        _refuse_twice(path, watched)
        watched[_name(path)] = watch(path, events=[*beside, *tables], record=record)
        faults += watched[_name(path)].faults
    bargains: dict[str, Bargain | Packages] = {}
    for path in _files(scenarios, "scenario"):
        _refuse_twice(path, bargains)
        bargains[_name(path)] = _scenario(path)
    return FilesShown(watched, bargains, tuple(faults))


def _name(path: Path) -> str:
    return path.name.split(".")[0]


def _files(sources: Iterable[Source], what: str) -> list[Path]:
    found: list[Path] = []
    for source in map(Path, sources):
        if source.is_dir():
            inside = sorted(path for path in source.iterdir() if path.suffix.casefold() in (".yaml", ".yml"))
            if not inside:
                raise Misuse(
                    Fault(str(source), "no file", f"a folder with files of {what}s", "Name a file, or another folder.")
                )
            found += inside
        else:
            found.append(source)
    return found


def _refuse_twice(path: Path, known: Mapping[str, object]) -> None:
    if _name(path) in known:
        found = f"a second file that is called `{_name(path)}`"
        raise Misuse(
            Fault(str(path), found, "files of different names", "A page has the name of its file: rename one.")
        )


def _scenario(path: Path) -> Bargain | Packages:
    from accords.bargaining.parse_packages import VERSION
    from accords.presentation.bargain import bargain, kind_of
    from accords.presentation.packages import packages

    return packages(path) if kind_of(path) == VERSION else bargain(path)
