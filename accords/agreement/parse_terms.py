"""Conditions, deadlines and definitions of an agreement file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accords.agreement.agreement import AGREEMENT, Definition, Kind
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.parse_check import flow, kind_of, listed, shown
from accords.agreement.parse_patterns import COUNT_KEYS, Names
from accords.agreement.parse_time import Times
from accords.agreement.pattern import Pattern
from accords.claims.nodes import Node

JOINS = ("all", "any", "none")
STATES = ("done", *(state.value for state in State))
MOST_TIMES = 1_000_000
# Definitions may use each other, so that a small file could say a very large thing.
MOST_PARTS, MOST_DEEP = 1_000, 40
_IS = re.compile(r"(?P<norm>.+) is (?P<word>not )?(?P<state>\S+)")
_CONDITION = "a definition, `ID is STATE`, a pattern, `{all: […]}`, `{any: […]}`, `{none: […]}`, `{of: PATTERN, times: N}` or `{after: DATE}`"
_PATTERN = "the name of a definition, or a mapping such as `{act: attack, place: …}`"


class Terms:
    """What the words of one file mean: its parties, areas and definitions, and the norms that it may name."""

    def __init__(
        self,
        names: Names,
        times: Times,
        definitions: Mapping[str, Node],
    ) -> None:
        self.check, self.times, self.names, self.named = names.check, times, names, names.named
        self._nodes = definitions
        self._made: dict[str, Definition | None] = {}  # `None`: spoilt by a fault
        self._busy: list[str] = []
        self._deep = 0
        # Of each condition, by its identity, how many parts it has and how deep they are nested; kept, so that no other comes by it.
        self._measured: dict[int, tuple[Condition, int, int]] = {}

    # -- definitions -------------------------------------------------------------------------------------------------------

    def definitions(self) -> tuple[Definition, ...]:
        return tuple(made for name, node in self._nodes.items() if (made := self.definition(name, node)) is not None)

    def definition(self, name: str, at: Node) -> Definition | None:
        """A definition, made when it is first asked for; `at` asks for it. `None` where a fault has spoilt it."""
        if name in self._busy:
            circle = " -> ".join(f"`{one}`" for one in (*self._busy[self._busy.index(name) :], name))
            found = f"definitions in a circle: {circle}"
            self.check.fault(at, found, "definitions that rest on others only", "Say in one of them what is meant.")
            return None
        if name in self._made:
            made = self._made[name]
            self.check.broken += made is None
            return made
        self._busy.append(name)
        node, before = self._nodes[name], self.check.broken
        condition = self.condition(f"the definition `{name}`", node)
        self._busy.pop()
        made = None
        if condition is not None and before == self.check.broken:
            made = Definition(name, self.check.place(node), condition, flow(node))
        self._made[name] = made
        return made

    # -- patterns ----------------------------------------------------------------------------------------------------------

    def pattern(self, name: str, node: Node) -> Pattern | None:
        """Which items are meant, once: in a deed or a cure, and what a count is of."""
        found = self.happened(name, node)
        if found is not None and found.count != 1:
            self.check.fault(node, f"a number of times in {name}", _PATTERN, "Remove `times`.")
            return None
        return found.pattern if found else None

    def happened(self, name: str, node: Node) -> Happened | None:
        """A pattern with its count."""
        if isinstance(node.value, str) and node.value:
            condition = self._defined(node)
            if condition is None or isinstance(condition, Happened):
                return condition
            found = f"`{shown(node.value)}` in {name}, which is defined as a condition"
            self.check.fault(node, found, _PATTERN, "Write the pattern itself, or name a definition of one.")
            return None
        if not isinstance(node.value, dict):
            self.check.fault(node, f"{name} as {kind_of(node)}", _PATTERN, "Write `{act: …}` or `{event: …}`.")
            return None
        if "of" in node.value:
            self.check.unknown(node.value, ("of", *COUNT_KEYS), name)
            pattern = self.pattern(name, node.value["of"])
        else:
            pattern = self.names.pattern(name, node, node.value)
        count, within = self._count(node.value)
        return None if pattern is None else Happened(pattern, count, within)

    def _count(self, mapping: dict[str, Node]) -> tuple[int, int | None]:
        count = self.check.number("times", mapping["times"], 1, MOST_TIMES) if "times" in mapping else 1
        within = self.times.seconds("within", mapping["within"]) if "within" in mapping else None
        if "within" in mapping and "times" not in mapping:
            self.check.fault(mapping["within"], "`within` without `times`", "both, or `times` alone", "Add `times: N`.")
        return count or 1, within

    def _defined(self, node: Node) -> Condition | None:
        """The condition of the definition that a node names."""
        words = " ".join(str(node.value).split())
        if words in self._nodes:
            made = self.definition(words, node)
            return made.condition if made else None
        found = f"`{shown(words)}`, which is no definition"
        accepted = listed(self._nodes) if self._nodes else "a name under `definitions`, and there are none"
        near = self.check.nearest(words, self._nodes)
        self.check.fault(node, found, accepted, f"Did you mean `{near}`?" if near else "Add it under `definitions`.")
        return None

    # -- deadlines ---------------------------------------------------------------------------------------------------------

    def deadline(self, name: str, node: Node, own: str, *, begins: bool = False) -> Deadline | None:
        """A deadline of the stipulation `own`, which it may not count from."""

        def resolve(words: str) -> Anchor | Pattern | str | None:
            return self._anchor(words, name, node, own)

        known = (*self._nodes, *self.named)
        return self.times.deadline(name, node, resolve, () if self.check.many else known, begins=begins)

    def _anchor(self, words: str, name: str, node: Node, own: str) -> Anchor | Pattern | str | None:
        """What a deadline counts from; `None` where the words name nothing. What they name and cannot be is a fault here."""
        if words in self._nodes:
            made = self.definition(words, node)
            if made and made.pattern is None:
                found = f"`{shown(words)}` as what `{name}` counts from, which is defined as a condition or a number of times"
                self.check.fault(node, found, "a definition of one pattern", "Define what the time is counted from.")
            return made.pattern if made and made.pattern else Pattern()
        norms = self.named.get(words, ())
        if norms and all(norm.trigger for norm in norms):
            found = f"`{shown(words)}` as what `{name}` counts from: a trigger is never done"
            remedy = "Count from `trigger` in the guarantee, or from the definition of its facts."
            self.check.fault(node, found, "a definition or a stipulation", remedy)
        elif any(norm.stipulation == own and norm.kind is not Kind.PROCEDURE for norm in norms):
            found = f"a deadline that refers to itself: `{name}` of {own} counts from `{shown(words)}`"
            remedy = "Count from `trigger`, `signing`, `entry into force`, a definition or another stipulation."
            self.check.fault(node, found, "something that can come before this stipulation is done", remedy)
        return words if norms else None

    # -- conditions --------------------------------------------------------------------------------------------------------

    def condition(self, name: str, node: Node) -> Condition | None:
        """A condition; `None` where a fault has spoilt it."""
        self._deep += 1
        made = self._condition(name, node) if self._deep <= MOST_DEEP else None
        self._deep -= 1
        parts, deep = self._measure(made) if made else (0, 0)
        if self._deep >= MOST_DEEP or deep > MOST_DEEP or parts > MOST_PARTS:
            found = f"{name} of more than {MOST_PARTS} parts, or nested more than {MOST_DEEP} deep, with the definitions that it uses"
            self.check.fault(node, found, "a condition that people can read", "Say it in fewer words.")
            return None
        return made

    def _measure(self, condition: Condition) -> tuple[int, int]:
        """How many parts it has, and how deep they are nested."""
        kept = self._measured.get(id(condition))
        if kept:
            return kept[1:]
        inner: tuple[Condition, ...] = ()
        match condition:
            case All(parts) | AnyOf(parts):
                inner = parts
            case Not(part):
                inner = (part,)
        sizes = [self._measure(part) for part in inner] or [(1, 0)]
        size = sum(parts for parts, _ in sizes), 1 + max(deep for _, deep in sizes)
        self._measured[id(condition)] = condition, *size
        return size

    def _condition(self, name: str, node: Node) -> Condition | None:
        match node.value:
            case str(words) if words:
                return self._words(node, " ".join(words.split()))
            case dict(mapping):
                joins = [key for key in (*JOINS, "after") if key in mapping]
                if not joins:
                    return self.happened(name, node)
                if len(mapping) > 1:
                    found = f"{listed(mapping)} side by side in {name}"
                    remedy = "Write `{all: […]}` with an item for each."
                    self.check.fault(node, found, f"`{joins[0]}` by itself", remedy)
                    return None
                if "after" in mapping:
                    at = self.times.instant("after", mapping["after"], end=True)
                    return None if at is None else Passed(at)
                return self._joined(name, joins[0], mapping[joins[0]])
        self.check.fault(
            node, f"{name} as {kind_of(node)}", _CONDITION, "Join several with `{all: […]}` or `{any: […]}`."
        )
        return None

    def _joined(self, name: str, join: str, node: Node) -> Condition | None:
        nodes = self.check.items(join, node)
        if not nodes and isinstance(node.value, list):
            self.check.fault(
                node, f"`{join}` of nothing in {name}", "one condition or several", "Write them in the list."
            )
        made = [self.condition(name, part) for part in nodes]
        parts = tuple(part for part in made if part is not None)
        if not parts or len(parts) < len(made):
            return None
        joined = parts[0] if len(parts) == 1 else All(parts) if join == "all" else AnyOf(parts)
        return Not(joined) if join == "none" else joined

    def _words(self, node: Node, words: str) -> Condition | None:
        if words in self._nodes:
            return self._defined(node)
        m = _IS.fullmatch(words)
        if not m:
            if words in self.named or words == AGREEMENT:
                found = f"`{shown(words)}` as a condition, without its state"
                self.check.fault(node, found, f"`{words} is STATE`, of {listed(STATES)}", f"Write `{words} is done`.")
                return None
            return self._defined(node)
        state = m["state"]
        if state not in STATES and m["norm"] not in self.named:
            return self._defined(node)
        known = self.names.is_norm(m["norm"], node, AGREEMENT)
        if m["word"]:
            remedy = f"Write `{{none: [{m['norm']} is {state}]}}`."
            self.check.fault(node, f"`not` in `{shown(words)}`", "`ID is STATE`", remedy)
            return None
        if state not in STATES:
            near = self.check.nearest(state, STATES)
            remedy = f"Did you mean `{near}`?" if near else "Write one of these."
            self.check.fault(node, f"the state `{shown(state)}`", listed(STATES), remedy)
            return None
        states = (State.FULFILLED, State.CURED) if state == "done" else (State(state),)
        return Reached(m["norm"], frozenset(states)) if known else None
