"""Statements in order of priority: what each asks for, and which of them contradict each other or decide nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from accords.agreement.parse_check import Check, flow, shown
from accords.bargaining.condition import Condition, holds
from accords.bargaining.feasible import BLOCK, Bools, blocks
from accords.bargaining.parse_options import REASON_KEYS, Options, Reason
from accords.bargaining.scenario import Priorities, Statement
from accords.claims.nodes import Node
from accords.vocabulary import Fault

STATEMENT_KEYS = ("prefers", *REASON_KEYS)
MOST_STATEMENTS = 200  # of one party
_EACH = "statements each of which two feasible states differ in"


def priorities_of(check: Check, node: Node, options: Options, feasible: Bools | None, notes: list[Fault]) -> Priorities:
    """The statements of one party. What decides nothing is noted; a statement and its contrary are a fault."""
    items = check.items("priorities", node)
    if not items:
        remedy = "Write what it prefers; for a party to which all is the same `ranking: [rest]`."
        check.fault(node, "`priorities` with nothing in it", "one statement or several", remedy)
    if len(items) > MOST_STATEMENTS:
        found, accepted = f"{len(items):,} priorities", f"at most {MOST_STATEMENTS} of one party"
        check.fault(items[MOST_STATEMENTS], found, accepted, "Leave out the last.")
        items = []
    sound: list[tuple[Statement, Node]] = []
    for item in items:
        before = check.broken
        statement = _statement(check, item, options)
        if statement is not None and check.broken == before:
            sound.append((statement, item))
    if feasible is not None:
        _compare(check, sound, feasible, len(options.every), notes)
    return Priorities(tuple(statement for statement, _ in sound), check.place(node))


def _statement(check: Check, node: Node, options: Options) -> Statement | None:
    if not isinstance(node.value, dict):
        return Statement(options.condition("prefers", node), flow(node), check.place(node))
    check.unknown(node.value, STATEMENT_KEYS, "a statement")
    reason = Reason(check, node.value)
    prefers = node.value.get("prefers")
    if prefers is None:
        check.missing(node, "prefers", "a statement", "a condition over options")
        return None
    condition = options.condition("prefers", prefers)
    place = check.place(node)
    return Statement(condition, flow(prefers), place, reason.because, reason.claims, reason.guess)


class _Truth(NamedTuple):
    """Where a statement holds, as digests: equal ones hold in the same states, and a statement's `contrary` in all others."""

    everywhere: bytes
    contrary: bytes
    feasible: bytes
    contrary_feasible: bytes
    decides: bool  # it holds in some feasible states and not in others
    always: bool  # it holds in all feasible states


def _compare(
    check: Check, sound: Sequence[tuple[Statement, Node]], feasible: Bools, options: int, notes: list[Fault]
) -> None:
    seen: dict[bytes, Statement] = {}
    for statement, node in sound:
        truth = _truth(statement.prefers, feasible, options)
        words = f"`{shown(statement.words)}`"
        opposite = seen.get(truth.contrary) or (seen.get(truth.contrary_feasible) if truth.decides else None)
        same = seen.get(truth.everywhere) or (seen.get(truth.feasible) if truth.decides else None)
        if opposite is not None:
            found = f"the priority {words}, the contrary of `{shown(opposite.words)}` {_at(opposite)}"
            remedy = "The first decides, and this one never could: remove the one that is not meant."
            check.fault(node, found, "no statement beside its contrary", remedy)
        elif same is not None:
            found = f"the priority {words}, which holds where `{shown(same.words)}` {_at(same)} does"
            notes.append(Fault(statement.place, found, _EACH, "It decides nothing: remove it."))
        elif not truth.decides:
            found = f"the priority {words}, which holds in {'every' if truth.always else 'no'} feasible state"
            notes.append(Fault(statement.place, found, _EACH, "It decides nothing: remove it, or mend it."))
        for digest in (truth.everywhere, truth.feasible):
            seen.setdefault(digest, statement)


def _at(statement: Statement) -> str:
    return f"on line {statement.place.rpartition(':')[2]}"


def _truth(condition: Condition, feasible: Bools, options: int) -> _Truth:
    kinds = [hashlib.blake2b(kind, digest_size=16) for kind in (b"all", b"all", b"feasible", b"feasible")]
    some = missing = False
    for start, taken in blocks(options):
        held = holds(condition, taken)
        may = feasible[start : start + (1 << BLOCK)]
        for digest, bits in zip(kinds, (held, ~held, held & may, ~held & may), strict=True):
            digest.update(np.packbits(bits).tobytes())
        some, missing = some or bool((held & may).any()), missing or bool((~held & may).any())
    everywhere, contrary, among, contrary_among = (digest.digest() for digest in kinds)
    return _Truth(everywhere, contrary, among, contrary_among, some and missing, some and not missing)
