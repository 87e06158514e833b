"""A process is one set of talks: who sits at the table, who mediates, whom names mean there, what it is about.

One YAML file each; the form is `docs/reference/process.md`. Those of the folder `processes` are shipped, written from
general knowledge; `processes.json` beside them holds the same in a form that loads fast, made by `write_shipped`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from accords.claims.listed import Listed, key
from accords.claims.names import FileRoster
from accords.claims.nodes import Form, read_nodes
from accords.claims.process_form import ProcessRecord, process_record
from accords.claims.records import Record, days, gathered, listed_of
from accords.claims.roster import extended, shipped
from accords.vocabulary import Fault, Misuse, When, slug

SHIPPED = Path(__file__).parent / "processes"
MAX_BYTES = 5_000_000
PathOrName: TypeAlias = str | os.PathLike[str]
_FORM = Form(
    "a process file",
    "one mapping with `name` and `principals`",
    "Begin with a file that `accords process new` prints.",
    "docs/reference/process.md",
)
_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class ProcessIssue:
    """An issue of a process, or more words for one of the closed list. `pax` is the PA-X category that it falls under.

    `words` are whole words or phrases that speak of it; case does not count.
    """

    name: str
    pax: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand for several parties at once: "the two governments". `parties` are names."""

    words: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """One set of talks. Parties are given by name, as the roster of the process has them.

    `principals` are the parties whose dispute it is, `mediators` those who host, carry between them or guarantee,
    `participants` others who take part (allies, neighbours): these three are at the table. `observers` are in the room
    or near it and not at the table: what they vouch for is a third party's word.
    """

    name: str
    title: str
    dates: When
    principals: tuple[str, ...]
    mediators: tuple[str, ...]
    participants: tuple[str, ...]
    observers: tuple[str, ...]
    actors: tuple[Listed, ...]
    issues: tuple[ProcessIssue, ...]
    terms: tuple[Term, ...]
    aliases: tuple[str, ...]
    not_actors: tuple[str, ...] = ()
    # As the file has them: which fields an actor gives, and which it leaves to the shipped list.
    records: tuple[Record, ...] = field(default=(), repr=False, compare=False)

    @property
    def table(self) -> tuple[str, ...]:
        """The names of all parties at the table: principals, mediators, participants."""
        return (*self.principals, *self.mediators, *self.participants)

    def at_table(self, party: str) -> bool:
        """True of a party (its name or id) that takes part in the talks, the mediator included."""
        return slug(party) in map(slug, self.table)

    def is_principal(self, party: str) -> bool:
        return slug(party) in map(slug, self.principals)

    def is_mediator(self, party: str) -> bool:
        return slug(party) in map(slug, self.mediators)

    def meant_by(self, words: str) -> tuple[str, ...]:
        """The parties that a term of the process stands for ("the two governments"); empty where it is none."""
        asked = key(words)
        return next((term.parties for term in self.terms if key(term.words) == asked), ())

    def roster(self, base: FileRoster) -> FileRoster:
        """The names of the process over those of `base`, which they add to and win over."""
        return extended(base, self.records, self.not_actors)


def load_process(name_or_path: PathOrName) -> Process:
    """The process of a shipped name, title or alias ("cyprus"), or of a file.

    Raises `Misuse` for a file with faults, and for a name that is none, with the nearest ones.
    """
    path = Path(name_or_path)
    # "cyprus" is the shipped process though a file is called so; "./cyprus" is the file.
    if isinstance(name_or_path, str) and not ({"/", os.sep} & {*name_or_path}) and path.suffix not in _SUFFIXES:
        if name := _shipped_names().get(slug(name_or_path)):
            return _shipped_process(name)
        if not _is_file(path):
            raise Misuse(_unknown(name_or_path))
    process, faults = read_process_file(path)
    if process is None:
        raise Misuse(gathered(faults))
    return process


def read_process_file(path: PathOrName) -> tuple[Process | None, list[Fault]]:
    """The process of a file and everything that is wrong with it; where there is a fault, there is no process."""
    record, faults = _read(Path(path))
    return (None if faults or record is None else _process(record)), faults


def shipped_processes() -> tuple[str, ...]:
    """The names of the processes that accords ships, in the order of the alphabet."""
    return tuple(_shipped())


def shipped_json(folder: Path = SHIPPED) -> str:
    """What `processes.json` must hold: the YAML files of the folder. Raises `Misuse` on a fault."""
    records: list[ProcessRecord] = []
    for path in sorted(folder.glob("*.yaml")):
        record, faults = _read(path)
        if faults or record is None:
            raise Misuse(gathered(faults))
        records.append(record)
    return json.dumps(records, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_shipped(folder: Path = SHIPPED) -> None:
    """Make `processes.json` anew from the YAML files beside it."""
    (folder / "processes.json").write_text(shipped_json(folder), encoding="utf-8")


def _read(path: Path) -> tuple[ProcessRecord | None, list[Fault]]:
    root, faults = read_nodes(path, _FORM, max_bytes=MAX_BYTES)
    if faults or root is None:
        return None, faults
    return process_record(root, str(path), shipped()[0])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


@cache
def _shipped() -> dict[str, ProcessRecord]:
    records: list[ProcessRecord] = json.loads((SHIPPED / "processes.json").read_text(encoding="utf-8"))
    return {record["name"]: record for record in records}


@cache
def _shipped_names() -> dict[str, str]:
    """The id of every name, title and alias -> the process's name."""
    return {
        slug(form): name
        for name, record in _shipped().items()
        for form in (*record.get("aliases", ()), record["title"], name)
    }


@cache
def _shipped_process(name: str) -> Process:
    return _process(_shipped()[name])


def _process(record: ProcessRecord) -> Process:
    """The process of a record that has been checked."""
    lists: dict[str, Any] = {
        name: tuple(record.get(name, ()))
        for name in ("principals", "mediators", "participants", "observers", "aliases", "not_actors")
    }
    since, until = days(record.get("from", "")), days(record.get("to", ""))
    records = tuple(record.get("actors", ()))
    return Process(
        name=record["name"],
        title=record["title"],
        dates=When(since[0] if since else None, until[1] if until else None),
        actors=tuple(map(listed_of, records)),
        issues=tuple(ProcessIssue(row["name"], row["pax"], tuple(row["words"])) for row in record.get("issues", ())),
        terms=tuple(Term(words, tuple(parties)) for words, parties in record.get("terms", {}).items()),
        records=records,
        **lists,
    )


def _unknown(name: str) -> Fault:
    import difflib  # only on the way to a fault

    forms = _shipped_names()
    asked = slug(name)
    near = [form for form in forms if asked and asked in form] or difflib.get_close_matches(asked, forms, 5, 0.55)
    nearest = list(dict.fromkeys(forms[form] for form in near))[:3]
    accepted = f"the path of a process file, or one of {', '.join(shipped_processes())}"
    remedy = f"Did you mean {' or '.join(f'`{one}`' for one in nearest)}?" if nearest else "See `accords process list`."
    return Fault("process", f"`{name}`, which is no file and no process known by that name", accepted, remedy)
