"""A scenario file -> the scenario, and all that is wrong with the file at once."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from accords.agreement.parse_check import Check, shown, whole
from accords.agreement.parse_parties import sources_of
from accords.bargaining.condition import holds_in
from accords.bargaining.feasible import Bools, emptied_by, feasible_states
from accords.bargaining.parse_options import Options, options_of
from accords.bargaining.parse_preferences import REST, Known, preferences_of
from accords.bargaining.parse_rules import RULE_KEYS, Placed, rules_of
from accords.bargaining.scenario import Priorities, Ranking, Rule, Scenario, ScenarioParty
from accords.claims.nodes import Form, Node, nodes_of, read_nodes
from accords.vocabulary import Fault

MAX_BYTES = 200_000
VERSION = "scenario/1"
KEYS = (
    "accords", "id", "title", "about", "sources", "parties", *RULE_KEYS, "status quo", "preferences", "states",
)  # fmt: skip
NEEDED = {
    "accords": f"`accords: {VERSION}`",
    "id": "a short name of small letters, digits and hyphens (lake-talks)",
    "title": "what people call it",
    "parties": "a mapping of ids to parties with their options",
    "status quo": "a list of the options that are taken now, `[]` for none",
    "preferences": "a mapping of parties to what they prefer",
}
FORM = Form(
    "a scenario file",
    f"one mapping that begins with `accords: {VERSION}`",
    f"Begin the file with `accords: {VERSION}`.",
    "docs/reference/scenario-file.md",
    depth=12,  # the deepest keys stand 7 deep
)
MOST_STATES = 10_000  # with names
_MANY = 3  # rules in a message
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_scenario(path: Path) -> tuple[Scenario | None, list[Fault]]:
    """The scenario of a file and every fault in it, in the order of its lines; `None` where there is any."""
    root, faults = read_nodes(path, FORM, max_bytes=MAX_BYTES)
    return _scenario(root, faults, str(path))


def scenario_of(text: str, place: str) -> tuple[Scenario | None, list[Fault]]:
    """The same of a text; `place` is where it came from."""
    root, faults = nodes_of(text, place, FORM)
    return _scenario(root, faults, place)


def _scenario(root: Node | None, faults: list[Fault], place: str) -> tuple[Scenario | None, list[Fault]]:
    scenario, every = whole(root, faults, place, FORM, lambda check, node, keys: _File(check, node, keys).scenario())
    # With a rule or a statement missing the answers would be those of another scenario.
    return None if every else scenario, every


class _File:
    """Reads one file: the options first, then what names them."""

    def __init__(self, check: Check, root: Node, mapping: dict[str, Node]) -> None:
        self.check, self.root, self.mapping = check, root, mapping

    def scenario(self) -> Scenario | None:
        check, mapping = self.check, self.mapping
        check.unknown(mapping, KEYS, "a scenario file")
        for key, accepted in NEEDED.items():
            if key not in mapping:
                check.missing(self.root, key, "a scenario file", accepted)
        if "accords" in mapping and (version := check.text("accords", mapping["accords"])) and version != VERSION:
            found = f"`{shown(version)}` as `accords`"
            check.fault(mapping["accords"], found, f"`{VERSION}`", f"Write `accords: {VERSION}`.")
        identity, title = self._id(), self._text("title")
        about = check.words("about", mapping["about"]) if "about" in mapping else ""
        sources = sources_of(check, mapping["sources"]) if "sources" in mapping else ()
        if "parties" not in mapping:
            return None
        before = check.broken
        parties, few = options_of(check, mapping["parties"])
        options = Options(check, [option for _, _, own in parties.values() for option in own])
        sound = few and check.broken == before  # else options may be missing that the rest names
        before = check.broken
        rules = rules_of(check, options, mapping)
        feasible = self._feasible(rules, options) if sound and check.broken == before else None
        states = self._states(options, rules)
        status_quo = self._status_quo(options, states, rules)
        preferences: dict[str, Priorities | Ranking] = {}
        notes = self._unused(options, feasible)
        if "preferences" in mapping:
            known = Known(options, states, feasible)
            preferences, more = preferences_of(check, mapping["preferences"], parties, known)
            notes += more
        if check.faults or status_quo is None:
            return None
        return Scenario(
            id=identity,
            title=title,
            place=f"{check.path}:{self.root.line}",
            parties=tuple(
                ScenarioParty(own, name, place, its, preferences[own]) for own, (name, place, its) in parties.items()
            ),
            rules=tuple(rule for rule, _ in rules),
            status_quo=status_quo,
            states=tuple(states.items()),
            about=about,
            sources=sources,
            notes=tuple(notes),
        )

    def _id(self) -> str:
        identity = self._text("id")
        if identity and not _ID.fullmatch(identity):
            near = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")
            remedy = f"Write `id: {near}`, and what people read as `title`." if near else "Give it a short name."
            self.check.fault(self.mapping["id"], f"the id `{shown(identity)}`", NEEDED["id"], remedy)
        return identity

    def _text(self, key: str) -> str:
        return self.check.text(key, self.mapping[key]) if key in self.mapping else ""

    def _feasible(self, rules: tuple[Placed, ...], options: Options) -> Bools | None:
        every, number = [rule for rule, _ in rules], len(options.every)
        feasible = feasible_states(every, number)
        if feasible.any():
            return feasible
        last = emptied_by(every, number)
        found = f"no feasible state: `{shown(every[last].words)}` forbids all that the rules before it leave"
        remedy = "Mend or remove it, or one of the rules before it."
        self.check.fault(rules[last].node, found, "rules that leave at least one state", remedy)
        return None

    def _states(self, options: Options, rules: tuple[Placed, ...]) -> dict[str, int]:
        """Names of states; one that is at fault is a name all the same, so that rankings may use it."""
        check = self.check
        states: dict[str, int] = {}
        if "states" not in self.mapping:
            return states
        accepted = "a mapping of names to lists of options: `law: [vestria.law]`"
        nodes = check.mapping("`states`", self.mapping["states"], accepted)
        if len(nodes) > MOST_STATES:
            found, most = f"{len(nodes):,} names of states", f"at most {MOST_STATES:,}"
            check.fault(self.mapping["states"], found, most, "Write priorities: they need no names.")
            return states
        names: dict[int, str] = {}
        for name, item in nodes.items():
            if name == REST or not name.strip():
                found = f"a state that is called `{name}`"
                check.fault(item, found, f"any other name: `{REST}` means all others", "Rename it.")
                continue
            before = check.broken
            state = self._state(options, f"the state `{shown(name)}`", item)
            key = " ".join(name.split())
            states[key] = state
            if check.broken != before:
                continue
            if other := names.get(state):
                found = f"the state `{shown(name)}`, which is `{shown(other)}` again"
                check.fault(item, found, "one name for a state", "Remove one of the two.")
            names.setdefault(state, name)
            self._check_feasible(f"the state `{shown(name)}`", item, state, rules)
        return states

    def _state(self, options: Options, of: str, node: Node) -> int:
        if isinstance(node.value, dict) or node.value == "":
            accepted = "a list of the options that are taken, `[]` for none"
            self.check.fault(node, f"{of} without a list", accepted, "Write it so: `[party.option, …]`.")
            return 0
        return sum(1 << number for number in options.named(of, node))

    def _status_quo(self, options: Options, states: dict[str, int], rules: tuple[Placed, ...]) -> int | None:
        if "status quo" not in self.mapping:
            return None
        node = self.mapping["status quo"]
        if isinstance(node.value, str) and " ".join(node.value.split()) in states:
            return states[" ".join(node.value.split())]
        before = self.check.broken
        state = self._state(options, "`status quo`", node)
        if self.check.broken == before:
            self._check_feasible("a status quo", node, state, rules)
        return state

    def _check_feasible(self, what: str, node: Node, state: int, rules: tuple[Placed, ...]) -> None:
        broken = [rule for rule, _ in rules if holds_in(rule.forbids, state)]
        if broken:
            more = f" and {len(broken) - _MANY} more" if len(broken) > _MANY else ""
            found = f"{what} that is not feasible, by {', '.join(map(_rule_words, broken[:_MANY]))}{more}"
            remedy = "Add or remove options here, or mend the rule."
            self.check.fault(node, found, "a state that no rule forbids", remedy)

    def _unused(self, options: Options, feasible: Bools | None) -> list[Fault]:
        """Options that every feasible state takes, or none."""
        notes: list[Fault] = []
        if feasible is None:
            return notes
        for number, option in enumerate(options.every):
            halves = feasible.reshape(-1, 2, 1 << number)
            without, with_it = (bool(np.any(halves[:, side])) for side in (0, 1))
            if not (without and with_it):
                found = f"the option `{option.id}`, which {'every' if with_it else 'no'} feasible state takes"
                accepted = "options that may be taken and may be left"
                notes.append(Fault(option.place, found, accepted, "Mend the rules, or leave it out."))
        return notes


def _rule_words(rule: Rule) -> str:
    return f"`{shown(rule.words)}` on line {rule.place.rpartition(':')[2]}"
