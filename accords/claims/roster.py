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
from typing import TYPE_CHECKING, Any, Protocol

from accords.claims.listed import Held, Listed
from accords.claims.names import FileRoster, FormKind, Found
from accords.claims.records import Node, Record, listed_of, merged, records_of
from accords.vocabulary import Actor, Fault, Misuse, slug

if TYPE_CHECKING:
    import yaml

__all__ = ["FileRoster", "FormKind", "Found", "Held", "Listed", "Roster", "load_roster", "read_roster_file", "shipped"]

DATA = Path(__file__).parent / "data"
MAX_BYTES = 5_000_000
_SHIPPED = ("states.yaml", "bodies.yaml", "people.yaml")  # a later one names parties of those before
_MAX_DEPTH = 8  # the deepest that the form has: document, actors, actor, roles, role, value


class Roster(Protocol):
    """What resolving asks of a list of names, wherever it lives. Empty: nobody. Several: the form does not tell."""

    def get(self, actor_id: str) -> Listed | None: ...

    def named(self, form: str) -> tuple[Listed, ...]: ...

    def by_last_name(self, last: str) -> tuple[Listed, ...]: ...

    def metonym(self, form: str) -> tuple[Listed, ...]: ...

    def adjective(self, form: str) -> tuple[Listed, ...]: ...

    def demonym(self, form: str) -> tuple[Listed, ...]: ...

    def holders(self, role: str, party: str, on: date | None) -> tuple[Listed, ...]: ...

    def actor(self, listed: Listed, on: date | None = None) -> Actor: ...

    def find(self, text: str) -> list[Found]: ...


def load_roster(*paths: str | Path, builtin: bool = True) -> FileRoster:
    """The shipped list (unless `builtin` is false) and users' files, a later one winning over the earlier.

    Raises `Misuse` with the first fault of a file that has any, the others named in its remedy.
    """
    actors, not_actors = shipped() if builtin else ((), ())
    lists: list[dict[str, Listed]] = [{listed.id: listed for listed in actors}]
    for path in paths:
        known = [listed for earlier in lists for listed in earlier.values()]
        records, more, faults = _read(Path(path), known)
        if faults:
            raise Misuse(_gathered(faults))
        mine: dict[str, Listed] = {}
        for record in records:
            listed = listed_of(record)
            for earlier in lists:
                if listed.id in earlier:
                    listed = merged(earlier.pop(listed.id), record)
            mine[listed.id] = listed
        lists.append(mine)
        not_actors = (*not_actors, *more)
    return FileRoster(*(earlier.values() for earlier in lists), not_actors=not_actors)


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
            raise Misuse(_gathered(faults))
        records += [{"id": slug(record["name"]), **record} for record in more]
        not_actors += names
    return json.dumps({"actors": records, "not_actors": not_actors}, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_shipped(folder: Path = DATA) -> None:
    """Make `roster.json` anew from the YAML files beside it."""
    (folder / "roster.json").write_text(shipped_json(folder), encoding="utf-8")


def _gathered(faults: list[Fault]) -> Fault:
    first, *rest = faults
    if not rest:
        return first
    more = "; ".join(f"{fault.place}: {fault.found}" for fault in rest[:20])
    also = f"{first.remedy} {len(rest)} more in the same file: {more}."
    return Fault(first.place, first.found, first.accepted, also)


def _read(path: Path, known: Iterable[Listed]) -> tuple[list[Record], list[str], list[Fault]]:
    place = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            fault = Fault(place, f"{path.stat().st_size} bytes", f"at most {MAX_BYTES} bytes", "Split the file.")
            return [], [], [fault]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        fault = Fault(
            place, f"a byte that is not UTF-8 at offset {error.start}", "UTF-8 text", "Save the file as UTF-8."
        )
        return [], [], [fault]
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return [], [], [Fault(place, reason, "a roster file in YAML", "Check the path and the permissions.")]
    root, faults = _nodes(text, place)
    if faults or root is None:
        return [], [], faults
    return records_of(root, place, known)


def _nodes(text: str, place: str) -> tuple[Node | None, list[Fault]]:
    """YAML as plain nodes: every scalar a string (a state's code NO is no boolean), every node with its line.

    Anchors, aliases and tags are refused, so no small file grows large and none names a Python object.
    """
    import yaml  # only a user's file needs it: loading it costs as much as the shipped list

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    faults: list[Fault] = []
    top: list[Node] = []
    stack: list[Node] = [Node(top, 1)]
    pending: list[Node | None] = [None]  # of a mapping the key that waits for its value
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                pending.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            line = event.start_mark.line + 1 if event.start_mark else 1
            refused = _refused(event, f"{place}:{line}", len(stack))
            if refused:
                return None, [*faults, refused]
            value: Any = event.value if isinstance(event, yaml.ScalarEvent) else []
            if isinstance(event, yaml.MappingStartEvent):
                value = {}
            node = Node(value, line)
            holder = stack[-1].value
            if isinstance(holder, list):
                holder.append(node)
            elif isinstance(holder, dict):
                key = pending[-1]
                if key is None:
                    pending[-1] = node
                    if not isinstance(node.value, str):
                        found = "a list or mapping as a key"
                        return None, [*faults, Fault(f"{place}:{line}", found, "a word as a key", "Name the key.")]
                    if node.value in holder:
                        found = f"`{node.value}` a second time in one mapping"
                        faults.append(Fault(f"{place}:{line}", found, "each key once", "Join the two or remove one."))
                    continue
                holder[str(key.value)] = node
                pending[-1] = None
            if not isinstance(node.value, str):
                stack.append(node)
                pending.append(None)
    except yaml.MarkedYAMLError as error:
        return None, [*faults, _syntax(error, text, place)]
    except yaml.YAMLError as error:
        found = f"what YAML does not allow ({' '.join(str(error).split())})"
        return None, [*faults, Fault(place, found, "YAML in UTF-8", "Remove the character and save the file as text.")]
    if len(top) != 1:
        found = "nothing" if not top else f"{len(top)} documents separated by `---`"
        accepted = "one mapping with the key `actors`"
        return None, [
            *faults,
            Fault(f"{place}:1", found, accepted, "Begin the file with `actors:` and a list under it."),
        ]
    return top[0], faults


def _refused(event: yaml.NodeEvent, place: str, depth: int) -> Fault | None:
    if type(event).__name__ == "AliasEvent":
        return Fault(place, f"the alias `*{event.anchor}`", "values written out", "Write the value in its place.")
    if event.anchor:
        return Fault(place, f"the anchor `&{event.anchor}`", "values written out", "Remove the anchor.")
    tag = getattr(event, "tag", None)
    if tag:
        return Fault(place, f"the tag `{tag}`", "plain text, lists and mappings", "Remove the tag.")
    if depth > _MAX_DEPTH:
        found = f"lists or mappings nested {depth} deep"
        return Fault(
            place, found, f"at most {_MAX_DEPTH} levels", "Write the file in the form of docs/reference/roster.md."
        )
    return None


def _syntax(error: yaml.MarkedYAMLError, text: str, place: str) -> Fault:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    lines = text.split("\n")
    at = lines[line - 1] if line <= len(lines) else ""
    if "\t" in at[: len(at) - len(at.lstrip())] or "'\\t'" in str(error.problem):
        return Fault(f"{place}:{line}", "a tab as indentation", "spaces", "Replace the tab with two spaces.")
    what = " ".join(part for part in (error.context, error.problem) if part)
    found = f"what is no YAML ({what})"
    remedy = "Mend this line or the one before: quote values that hold `: `, `#` or begin with a sign."
    return Fault(f"{place}:{line}", found, "YAML with a list under `actors:`", remedy)
