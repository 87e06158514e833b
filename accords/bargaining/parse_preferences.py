"""Who prefers what in a scenario file: of each party statements in order of priority, or a ranking of states."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from accords.agreement.parse_check import Check, flow, listed, shown
from accords.bargaining.feasible import Bools
from accords.bargaining.parse_options import REASON_KEYS, Options, Reason
from accords.bargaining.parse_priorities import priorities_of
from accords.bargaining.scenario import Priorities, Ranking, bits_of, names_of
from accords.claims.nodes import Node
from accords.vocabulary import Fault

PREFERENCE_KEYS = ("priorities", "ranking", *REASON_KEYS)
REST = "rest"
_ACCEPTED = "`priorities: [CONDITION, …]` or `ranking: [STATE, …]`"
_SAME = f"`ranking: [{REST}]` for a party to which all is the same"
_SHOWN = 3  # states in a message


class Known(NamedTuple):
    """What preferences are read against. `feasible`: of each state whether it is; `None` where a fault makes that unknown."""

    options: Options
    states: Mapping[str, int]
    feasible: Bools | None


def preferences_of(
    check: Check, node: Node, parties: Collection[str], known: Known
) -> tuple[dict[str, Priorities | Ranking], list[Fault]]:
    """Of each party its preference, and what is no fault and may be a slip."""
    found: dict[str, Priorities | Ranking] = {}
    notes: list[Fault] = []
    accepted = "a mapping of parties to what they prefer: `norland: {priorities: […]}`"
    nodes = check.mapping("`preferences`", node, accepted)
    for party, item in nodes.items():
        if party not in parties:
            near = check.nearest(party, parties)
            remedy = f"Did you mean `{near}`?" if near else "Name it under `parties`, or remove it here."
            check.fault(item, f"preferences of the unknown party `{shown(party)}`", listed(parties), remedy)
        elif (made := _preference(check, party, item, known, notes)) is not None:
            found[party] = made
    for party in parties:
        if party not in nodes and isinstance(node.value, dict):
            remedy = f"Add `{party}:` under `preferences`; {_SAME}."
            check.fault(node, f"no preferences of `{party}`", _ACCEPTED, remedy)
    return found, notes


def _preference(check: Check, party: str, node: Node, known: Known, notes: list[Fault]) -> Priorities | Ranking | None:
    of = f"the preferences of `{party}`"
    mapping = check.mapping(of, node, f"a mapping with {_ACCEPTED}")
    check.unknown(mapping, PREFERENCE_KEYS, of)
    given = [key for key in PREFERENCE_KEYS[:2] if key in mapping]
    if len(given) != 1:
        if isinstance(node.value, dict):
            found = "both `priorities` and `ranking`" if given else "neither `priorities` nor `ranking`"
            remedy = "Remove one of them." if given else f"Add one of them; {_SAME}."
            check.fault(node, f"{found} in {of}", _ACCEPTED, remedy)
        return None
    if given == ["ranking"]:
        return _ranking(check, mapping, known)
    for key in REASON_KEYS:
        if key in mapping:
            accepted, remedy = "the reason of each statement", f"Put it there: `{{prefers: …, {key}: …}}`."
            check.fault(mapping[key], f"`{key}` beside `priorities` in {of}", accepted, remedy)
    return priorities_of(check, mapping["priorities"], known.options, known.feasible, notes)


def _ranking(check: Check, mapping: dict[str, Node], known: Known) -> Ranking:
    node = mapping["ranking"]
    before = check.broken
    tiers: list[tuple[int, ...]] = []
    rest: int | None = None
    places: dict[str, Node] = {}
    items = check.items("ranking", node)
    if node.value == []:
        check.fault(node, "`ranking` with nothing in it", "every feasible state once", f"Write them, or {_SAME}.")
    for number, item in enumerate(items):
        tier: list[int] = []
        if item.value == []:
            check.fault(item, "an empty tie", "one state or several", "Name them, or remove the brackets.")
        for name, one in check.texts("ranking", item):
            if first := places.get(name):
                found = f"`{shown(name)}` a second time in one ranking (the first on line {first.line})"
                check.fault(one, found, "each state once", "Remove one of them.")
                continue
            places[name] = one
            if name == REST:
                rest = number
            elif name in known.states:
                tier.append(known.states[name])
            else:
                near = check.nearest(name, (*known.states, REST))
                remedy = (
                    f"Did you mean `{near}`?" if near else f"Name it: `states: {{{shown(name)}: [party.option, …]}}`."
                )
                check.fault(one, f"the unknown state `{shown(name)}`", f"names under `states`, or `{REST}`", remedy)
        tiers.append(tuple(tier))
    if known.feasible is not None and rest is None and items and check.broken == before:
        _check_whole(check, node, {state for tier in tiers for state in tier}, known.options, known.feasible)
    reason = Reason(check, mapping)
    return Ranking(tuple(tiers), rest, flow(node), check.place(node), reason.because, reason.claims, reason.guess)


def _check_whole(check: Check, node: Node, listed_states: set[int], options: Options, feasible: Bools) -> None:
    """A fault where feasible states are not listed; those listed are feasible, which their names were asked already."""
    number = int(np.count_nonzero(feasible))
    omitted = number - sum(bool(feasible[state]) for state in listed_states)
    if not omitted:
        return
    ahead = np.flatnonzero(feasible[: 1 << 16])
    first = [int(state) for state in ahead if int(state) not in listed_states][:_SHOWN]
    each = "; ".join(f"`{state_words(options, state)}`" for state in first)
    some = f": {each}{' and others' if omitted > len(first) else ''}" if first else ""
    found = f"a ranking that omits {omitted:,} of the {number:,} feasible states{some}"
    remedy = f"Give them names under `states` and add them, or add `{REST}` for all others as one tie."
    check.fault(node, found, "every feasible state once", remedy)


def state_words(options: Options, state: int) -> str:
    return names_of(options.every[number].id for number in bits_of(state))
