"""What cannot be together in a scenario file: `infeasible`, `requires`, `exactly one of` and its like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from accords.agreement.parse_check import Check, flow, shown
from accords.bargaining.condition import All, Among, Not
from accords.bargaining.parse_options import Options
from accords.bargaining.scenario import Rule
from accords.claims.nodes import Node

COUNTS = ("exactly one of", "at most one of", "at least one of")
RULE_KEYS = ("infeasible", "requires", *COUNTS)
INFEASIBLE_KEYS = ("if", "not")
REQUIRES_KEYS = ("option", "needs")
MOST_RULES = 1_000


class Placed(NamedTuple):
    """A rule with its node, for a fault that comes up later."""

    rule: Rule
    node: Node


def rules_of(check: Check, options: Options, mapping: Mapping[str, Node]) -> tuple[Placed, ...]:
    """All rules in the order of the file; those that a fault has spoilt are left out."""
    rules: list[Placed] = []
    for key, node in mapping.items():
        if key not in RULE_KEYS:
            continue
        if key in COUNTS and (
            not isinstance(node.value, list) or any(isinstance(one.value, str) for one in node.value)
        ):
            accepted = f"a list of lists of options: `{key}: [[party.option, party.other]]`"
            check.fault(
                node, f"`{key}` that is no list of lists", accepted, "Put a second pair of brackets around them."
            )
            continue
        for item in check.items(key, node):
            before = check.broken
            rule = _counted(check, options, key, item) if key in COUNTS else _rule(check, options, key, item)
            if rule is not None and check.broken == before:
                rules.append(Placed(rule, item))
    if len(rules) > MOST_RULES:
        check.fault(rules[MOST_RULES].node, f"{len(rules):,} rules", f"at most {MOST_RULES:,}", "Join or remove some.")
    return tuple(rules)


def _counted(check: Check, options: Options, key: str, node: Node) -> Rule | None:
    numbers = tuple(options.named(key, node))
    if len(check.items(key, node)) == 1:
        remedy = "Add the others, or write what cannot be under `infeasible`."
        check.fault(node, f"`{key}` with one option alone", "two options or more", remedy)
    if not numbers:
        return None
    least, most = ("at most" not in key), (len(numbers) if "at least" in key else 1)
    return Rule(Not(Among(numbers, int(least), most)), f"{key}: {flow(node)}", check.place(node))


def _rule(check: Check, options: Options, key: str, node: Node) -> Rule | None:
    """One item of `infeasible` or `requires`."""
    place = check.place(node)
    if key == "infeasible" and isinstance(node.value, str):
        condition = options.condition(key, node)
        return Rule(condition, f"infeasible: {flow(node)}", place)
    keys = INFEASIBLE_KEYS if key == "infeasible" else REQUIRES_KEYS
    accepted = {
        "infeasible": "a condition, or `{if: CONDITION, not: CONDITION}`",
        "requires": "`{option: party.option, needs: CONDITION}`",
    }[key]
    mapping = check.mapping(f"an item of `{key}`", node, accepted)
    if not mapping:
        if node.value == {}:
            check.fault(node, f"an empty item of `{key}`", accepted, "Write it so, or remove it.")
        return None
    check.unknown(mapping, keys, f"`{key}`")
    for one in keys:
        if one not in mapping:
            check.missing(node, one, f"an item of `{key}`", accepted)
    if not all(one in mapping for one in keys):
        return None
    first, second = (options.condition(one, mapping[one]) for one in keys)
    words = f"{key}: {shown(flow(node))}"
    return Rule(All((first, Not(second) if key == "requires" else second)), words, place)
