"""A file in YAML as plain nodes: every scalar a string, every node with its line.

Rosters, processes and agreements are read so: a state's code NO stays a word, each fault has its line, and anchors, aliases and tags
are refused, so that no small file grows large and none names a Python object.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from accords.vocabulary import Fault

if TYPE_CHECKING:
    import yaml


class Node(NamedTuple):
    """A value of a file with its line, counted from 1, and of a mapping's value the line of its key (else 0).

    `value` is a string, a list of nodes or a mapping to nodes.
    """

    value: str | list[Node] | dict[str, Node]
    line: int
    key_line: int = 0


class Form(NamedTuple):
    """What a file is meant to be, for the words of its faults."""

    noun: str  # "a roster file"
    opening: str  # "one mapping with the key `actors`"
    remedy: str  # "Begin the file with `actors:` and a list under it."
    page: str  # the page of the docs that tells the form
    depth: int = 8  # lists and mappings in each other; the deepest of rosters and processes: document, actors, actor, roles, role, value


def read_nodes(path: Path, form: Form, *, max_bytes: int) -> tuple[Node | None, list[Fault]]:
    """The one document of a file; `None` where it cannot be read as YAML at all, and why."""
    place = str(path)
    try:
        if path.stat().st_size > max_bytes:
            fault = Fault(place, f"{path.stat().st_size} bytes", f"at most {max_bytes} bytes", "Split the file.")
            return None, [fault]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at offset {error.start}"
        line = error.object[: error.start].count(b"\n") + 1
        return None, [Fault(f"{place}:{line}", found, "UTF-8 text", "Save the file as UTF-8.")]
    except (OSError, ValueError) as error:  # ValueError: a path that holds a null
        reason = str(getattr(error, "strerror", None) or type(error).__name__).lower()
        return None, [Fault(place, reason, f"{form.noun} in YAML", "Check the path and the permissions.")]
    return nodes_of(text, place, form)


def nodes_of(text: str, place: str, form: Form) -> tuple[Node | None, list[Fault]]:
    """The one document of a text in YAML; `place` is where it came from."""
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
            refused = _refused(event, f"{place}:{line}", len(stack), form)
            if refused:
                return None, [*faults, refused]
            value: Any = event.value if isinstance(event, yaml.ScalarEvent) else []
            if isinstance(event, yaml.MappingStartEvent):
                value = {}
            key = pending[-1]
            node = Node(value, line, key.line if key else 0)
            holder = stack[-1].value
            if isinstance(holder, list):
                holder.append(node)
            elif isinstance(holder, dict):
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
        return None, [*faults, _syntax(error, text, place, form)]
    except yaml.YAMLError as error:
        found = f"what YAML does not allow ({' '.join(str(error).split())})"
        # The loader counts bytes.
        line = text.encode(errors="replace")[: getattr(error, "position", None) or 0].count(b"\n") + 1
        remedy = "Remove the character and save the file as text."
        return None, [*faults, Fault(f"{place}:{line}", found, "YAML in UTF-8", remedy)]
    except UnicodeEncodeError as error:  # half of a pair of surrogates, in a text that was never a file
        line = text.count("\n", 0, text.index(error.object[error.start])) + 1
        found = f"what YAML does not allow (half a character, {error.object[error.start]!r})"
        return None, [*faults, Fault(f"{place}:{line}", found, "YAML in UTF-8", "Remove the character.")]
    if len(top) != 1:
        found = "nothing" if not top else f"{len(top)} documents separated by `---`"
        return None, [*faults, Fault(f"{place}:1", found, form.opening, form.remedy)]
    return top[0], faults


def _refused(event: yaml.NodeEvent, place: str, depth: int, form: Form) -> Fault | None:
    if type(event).__name__ == "AliasEvent":
        return Fault(place, f"the alias `*{event.anchor}`", "values written out", "Write the value in its place.")
    if event.anchor:
        return Fault(place, f"the anchor `&{event.anchor}`", "values written out", "Remove the anchor.")
    tag = getattr(event, "tag", None)
    if tag:
        return Fault(place, f"the tag `{tag}`", "plain text, lists and mappings", "Remove the tag.")
    if depth > form.depth:
        found = f"lists or mappings nested {depth} deep"
        return Fault(place, found, f"at most {form.depth} levels", f"Write the file in the form of {form.page}.")
    return None


def _syntax(error: yaml.MarkedYAMLError, text: str, place: str, form: Form) -> Fault:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    lines = text.split("\n")
    at = lines[line - 1] if line <= len(lines) else ""
    if "\t" in at[: len(at) - len(at.lstrip())] or "'\\t'" in str(error.problem):
        return Fault(f"{place}:{line}", "a tab as indentation", "spaces", "Replace the tab with two spaces.")
    what = " ".join(part for part in (error.context, error.problem) if part)
    found = f"what is no YAML ({what})"
    remedy = "Mend this line or the one before: quote values that hold `: `, `#` or begin with a sign."
    return Fault(f"{place}:{line}", found, f"YAML, {form.opening}", remedy)
