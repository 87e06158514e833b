"""Who determines that a guarantee is triggered, as an agreement file has it."""

from __future__ import annotations

from accords.agreement.agreement import Determined
from accords.agreement.norm import Rule
from accords.agreement.parse_check import flow, kind_of, listed
from accords.agreement.parse_terms import Terms
from accords.claims.nodes import Node

DETERMINED_KEYS = ("who", "rule", "veto", "within")
RULES = ("any", "each", "majority", "two thirds", "unanimity")


def determined_of(terms: Terms, node: Node, guarantors: tuple[str, ...]) -> Determined | None:
    """Who determines, by what rule; `None`, with a fault, where that is not told."""
    check, words = terms.check, flow(node)
    if node.value == Rule.FACTS:
        return Determined(Rule.FACTS, words)
    if not isinstance(node.value, dict):
        accepted = "`facts`, or a mapping such as `{who: […], rule: majority}`"
        check.fault(node, f"`determined by` as {kind_of(node)}", accepted, "Say who determines, and by what rule.")
        return None
    mapping = node.value
    check.unknown(mapping, DETERMINED_KEYS, "`determined by`")
    rule = check.choice("rule", mapping["rule"], RULES) if "rule" in mapping else None
    who = terms.names.party_ids("who", mapping["who"]) if "who" in mapping else ()
    veto = terms.names.party_ids("veto", mapping["veto"]) if "veto" in mapping else ()
    within = terms.times.seconds("within", mapping["within"]) if "within" in mapping else None
    if rule == "each":
        if "who" in mapping and set(who) != set(guarantors):
            accepted = "the guarantors, where each determines for itself"
            check.fault(mapping["who"], f"{listed(who) or 'nobody'} with the rule `each`", accepted, "Remove `who`.")
        if "veto" in mapping:
            check.fault(mapping["veto"], "`veto` with the rule `each`", "a veto where several decide", "Remove `veto`.")
        return Determined(Rule.ANY, words, True, guarantors, (), within)
    if "who" not in mapping:
        check.missing(node, "who", "`determined by`", "the parties that determine, or the rule `each`")
    if "rule" not in mapping and len(who) > 1:
        check.missing(node, "rule", "`determined by`, which names several", listed(RULES))
    voters = _voters(terms, who, rule)
    for one in veto:
        if one not in voters:
            accepted = f"those who determine: {listed(voters) or 'nobody'}"
            check.fault(mapping["veto"], f"the veto of `{one}`", accepted, f"Add `{one}` to `who`, or remove its veto.")
    return Determined(Rule(rule or Rule.ANY), words, False, voters, veto, within)


def _voters(terms: Terms, who: tuple[str, ...], rule: str | None) -> tuple[str, ...]:
    """Those who have a vote: of one body that decides by a rule of numbers, its members that are parties."""
    if len(who) == 1 and rule in ("majority", "two thirds", "unanimity"):
        members = tuple(member for member in terms.names.parties[who[0]].members if member in terms.names.parties)
        return members or who
    return who
