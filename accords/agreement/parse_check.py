"""What is wrong with one agreement file, gathered while its nodes become the nouns of `agreement`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from accords.claims.nodes import Form, Node
from accords.claims.records import is_a
from accords.vocabulary import Fault

T = TypeVar("T")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_MANY = 12  # names in a message; more are counted
_MANY_FAULTS, _LONG = 100, 60  # faults of a file, and characters of a word, beyond which nothing is suggested


class Check:
    """The faults of one file. `broken` grows with each fault, and with each use of something that a fault has spoilt:
    what was made while it grew is not to be used."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.broken = 0

    def place(self, node: Node) -> str:
        """`file:line`, of a mapping's value the line of its key."""
        return f"{self.path}:{node.key_line or node.line}"

    def fault(self, node: Node, found: str, accepted: str, remedy: str) -> None:
        self.broken += 1
        self.faults.append(Fault(self.place(node), found, accepted, remedy))

    @property
    def many(self) -> bool:
        """True of a file with so many faults that to look for what was meant would take long."""
        return len(self.faults) >= _MANY_FAULTS

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """The known word that is spelt most like it, whatever its case."""
        if self.many or len(word) > _LONG:
            return None
        import difflib  # only on the way to a fault

        forms = {one.casefold(): one for one in known}
        near = difflib.get_close_matches(word.casefold(), forms, 1)
        return forms[near[0]] if near else None

    def unknown(
        self, mapping: Mapping[str, Node], keys: Sequence[str], of: str, instead: Mapping[str, str] = {}
    ) -> None:
        """A fault for each key that is none of `keys`; `instead`: what is meant by keys of other forms."""
        for name, node in mapping.items():
            if name not in keys:
                near = instead.get(name) or self.nearest(name, keys)
                remedy = f"Did you mean `{near}`?" if near else "Remove the key."
                self.fault(node, f"the unknown key `{shown(name)}` in {of}", _each(keys), remedy)

    def missing(self, node: Node, name: str, of: str, accepted: str) -> None:
        self.fault(node, f"no `{name}` in {of}", accepted, f"Add `{name}:`.")

    def mapping(self, name: str, node: Node, accepted: str) -> dict[str, Node]:
        if isinstance(node.value, dict):
            return node.value
        self.fault(node, f"{name} as {kind_of(node)}", accepted, "Write it so, with a line for each key.")
        return {}

    def filled(self, name: str, node: Node) -> bool:
        """False, with a fault, of a key with an empty value, list or mapping."""
        if node.value:
            return True
        remedy = f"Write it after `{shown(name)}:`, or remove the key."
        self.fault(node, f"`{shown(name)}` with nothing in it", "one value or several", remedy)
        return False

    def items(self, name: str, node: Node) -> list[Node]:
        """The items of a list; one that is written without a list is a list of one."""
        if isinstance(node.value, list):
            return node.value
        return [node] if node.value != "" or self.filled(name, node) else []

    def sequence(self, name: str, node: Node, accepted: str, begin: str) -> list[Node]:
        """The items of what must be a list."""
        if isinstance(node.value, list):
            return node.value
        self.fault(node, f"`{name}` as {kind_of(node)}", accepted, f"Begin each with `- {begin}:`.")
        return []

    def text(self, name: str, node: Node) -> str:
        """One line of words; "" with a fault where there are none."""
        if isinstance(node.value, str) and node.value.strip():
            return " ".join(node.value.split())
        self.fault(node, f"`{name}` as {kind_of(node)}", "one line of text", f"Write `{name}: …`.")
        return ""

    def texts(self, name: str, node: Node) -> list[tuple[str, Node]]:
        return [(text, item) for item in self.items(name, node) if (text := self.text(name, item))]

    def words(self, name: str, node: Node) -> str:
        """Words of several lines, kept as they are."""
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        return self.text(name, node)

    def yes(self, name: str, node: Node) -> bool:
        if isinstance(node.value, str) and node.value.casefold() in _YES:
            return _YES[node.value.casefold()]
        self.fault(node, f"`{name}` as {kind_of(node)}", "`yes` or `no`", f"Write `{name}: yes` or `{name}: no`.")
        return False

    def number(self, name: str, node: Node, least: int, most: int) -> int | None:
        written = node.value if isinstance(node.value, str) else ""
        if written.isascii() and written.isdigit() and len(written) < 10 and least <= int(written) <= most:
            return int(written)
        accepted = f"a whole number from {least} to {most}"
        self.fault(node, f"`{name}` as {kind_of(node)}", accepted, f"Write `{name}: {least}`, or another such number.")
        return None

    def choice(self, name: str, node: Node, options: Iterable[str]) -> str | None:
        options = tuple(options)
        written = self.text(name, node)
        if not written or written in options:
            return written or None
        near = self.nearest(written, options)
        remedy = f"Did you mean `{near}`?" if near else "Choose one of these."
        self.fault(node, f"`{shown(written)}` as `{name}`", _each(options), remedy)
        return None


def _each(words: Iterable[str]) -> str:
    """All words of a closed list."""
    return ", ".join(f"`{one}`" for one in words)


def listed(words: Iterable[str]) -> str:
    """Words of the file in a message: the first of them, and how many more there are."""
    every = tuple(words)
    rest = f" and {len(every) - _MANY} more" if len(every) > _MANY + 8 else ""
    return _each(every[:_MANY] if rest else every) + rest


def kind_of(node: Node) -> str:
    """What a node is, for the words of a fault."""
    return f"the text `{shown(node.value)}`" if isinstance(node.value, str) and node.value.strip() else is_a(node)


def shown(words: str) -> str:
    """Words of the file in a message, on one line and not too long."""
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:77]}…"


def flow(node: Node) -> str:
    """A node as YAML on one line, for people."""
    match node.value:
        case str(words):
            return " ".join(words.split())
        case list(items):
            return f"[{', '.join(map(flow, items))}]"
        case mapping:
            return f"{{{', '.join(f'{key}: {flow(value)}' for key, value in mapping.items())}}}"


def whole(
    root: Node | None,
    faults: Sequence[Fault],
    place: str,
    form: Form,
    make: Callable[[Check, Node, dict[str, Node]], T],
) -> tuple[T | None, list[Fault]]:
    """What is made of a file's one mapping, and every fault in it, in the order of its lines; `faults` are those of its YAML."""
    if root is None:
        return None, list(faults)
    check = Check(place)
    made = None
    if isinstance(root.value, dict):
        made = make(check, root, root.value)
    else:
        check.fault(root, f"{flow(root)[:60] or 'nothing'} as the whole file", form.opening, form.remedy)
    every = dict.fromkeys((*faults, *check.faults))  # what several readings share is read once for each
    return made, sorted(every, key=lambda fault: int(fault.place.rpartition(":")[2]))
