"""A roster says whom a name means: the shipped list, and files that a user adds.

The shipped list (`data/*.yaml`) was written from general knowledge; `data/roster.json` is the same list in a form that
loads fast, made by `write_shipped`. The form of a user's file: `docs/reference/roster.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from accords.claims.listed import Held, Listed
from accords.claims.names import FileRoster, FormKind, Found
from accords.claims.nodes import Form, read_nodes
from accords.claims.records import Record, gathered, listed_of, merged, records_of
from accords.vocabulary import Actor, Fault, Misuse, slug

__all__ = [
    "FileRoster",
    "FormKind",
    "Found",
    "Held",
    "Listed",
    "Roster",
    "extended",
    "load_roster",
    "read_roster_file",
    "shipped",
]

DATA = Path(__file__).parent / "data"
MAX_BYTES = 5_000_000
_SHIPPED = ("states.yaml", "bodies.yaml", "people.yaml")  # a later one names parties of those before
_FORM = Form(
    "a roster file",
    "one mapping with the key `actors`",
    "Begin the file with `actors:` and a list under it.",
    "docs/reference/roster.md",
)


class Roster(Protocol):
    """What resolving asks of a list of names, wherever it lives. Empty: nobody. Several: the form does not tell."""

    def get(self, actor_id: str) -> Listed | None: ...

    def named(self, form: str) -> tuple[Listed, ...]: ...

    def by_last_name(self, last: str) -> tuple[Listed, ...]: ...

    def metonym(self, form: str) -> tuple[Listed, ...]: ...

    def adjective(self, form: str) -> tuple[Listed, ...]: ...

    def demonym(self, form: str) -> tuple[Listed, ...]: ...

    def holders(self, role: str, party: str, on: date | None) -> tuple[Listed, ...]: ...

    def state(self, iso3: str) -> Listed | None: ...

    def actor(self, listed: Listed, on: date | None = None) -> Actor: ...

    def find(self, text: str) -> list[Found]: ...


def load_roster(*paths: str | Path, builtin: bool = True, base: FileRoster | None = None) -> FileRoster:
    """The shipped list (unless `builtin` is false) and users' files, a later one winning over the earlier.

    `base` is a roster to begin with instead of the shipped list, such as a process's (`Process.roster`).
    Raises `Misuse` with the first fault of a file that has any, the others named in its remedy.
    """
    actors, not_actors = shipped() if builtin else ((), ())
    roster = base or FileRoster(actors, not_actors=not_actors)
    for path in paths:
        records, more, faults = _read(Path(path), roster.actors.values())
        if faults:
            raise Misuse(gathered(faults))
        roster = extended(roster, records, more)
    return roster


def extended(base: FileRoster, records: Iterable[Record], not_actors: Iterable[str] = ()) -> FileRoster:
    """A roster with one more list, which adds to those of `base` and wins over them. The records have been checked."""
    lists = [{listed.id: listed for listed in actors} for actors in base.lists]
    mine: dict[str, Listed] = {}
    for record in records:
        listed = listed_of(record)
        for earlier in lists:
            if listed.id in earlier:
                listed = merged(earlier.pop(listed.id), record)
        mine[listed.id] = listed
    return FileRoster(
        *(earlier.values() for earlier in lists), mine.values(), not_actors=(*base.not_actors, *not_actors)
    )


def read_roster_file(path: str | Path, *, known: Iterable[Listed] | None = None) -> tuple[list[Listed], list[Fault]]:
    """The actors of a user's file, and everything that is wrong with it; where there is a fault, nobody is listed.

    `known` are the actors that its `party` may name beside its own, by default the shipped ones.
    """
    records, _, faults = _read(Path(path), shipped()[0] if known is None else known)
    return ([] if faults else [listed_of(record) for record in records]), faults


@cache
def shipped() -> tuple[tuple[Listed, ...], tuple[str, ...]]:
    """The shipped actors, and the longer names that hold one of theirs and mean something else."""
    held = json.loads((DATA / "roster.json").read_text(encoding="utf-8"))
    return tuple(map(listed_of, held["actors"])), tuple(held["not_actors"])


def shipped_json(folder: Path = DATA) -> str:
    """What `roster.json` must hold: the YAML files of the folder. Raises `Misuse` on a fault."""
    records: list[Record] = []
    not_actors: list[str] = []
    for name in _SHIPPED:
        more, names, faults = _read(folder / name, [listed_of(record) for record in records])
        if faults:
            raise Misuse(gathered(faults))
        records += [{"id": slug(record["name"]), **record} for record in more]
        not_actors += names
    return json.dumps({"actors": records, "not_actors": not_actors}, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_shipped(folder: Path = DATA) -> None:
    """Make `roster.json` anew from the YAML files beside it."""
    (folder / "roster.json").write_text(shipped_json(folder), encoding="utf-8")


def _read(path: Path, known: Iterable[Listed]) -> tuple[list[Record], list[str], list[Fault]]:
    root, faults = read_nodes(path, _FORM, max_bytes=MAX_BYTES)
    if faults or root is None:
        return [], [], faults
    return records_of(root, str(path), known)
