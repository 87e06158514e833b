"""Who wants what in a packages file: of each party the weight of each issue, the value of each level, and what no agreement is worth."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from accords.agreement.parse_check import Check, listed, shown
from accords.bargaining.domain import DomainParty, Estimate, Issue, Valuation
from accords.bargaining.parse_estimates import ACCEPTED, ZERO, estimate_of
from accords.bargaining.parse_options import REASON_KEYS, Reason
from accords.claims.nodes import Node

VALUE_KEYS = ("reservation", "issues", *REASON_KEYS)
VALUATION_KEYS = ("weight", "values", *REASON_KEYS)
_NOUGHT = Estimate((ZERO,))


def valued_of(
    check: Check, node: Node, parties: Mapping[str, tuple[str, str]], issues: Mapping[str, Issue]
) -> tuple[DomainParty, ...]:
    """The parties with their values. `parties`: of each its name and place."""
    made: dict[str, DomainParty] = {}
    nodes = check.mapping(
        "`values`", node, "a mapping of parties to their values: `norland: {reservation: 30, issues: …}`"
    )
    for party, item in nodes.items():
        if party in parties:
            made[party] = _party(check, party, *parties[party], item, issues)
            continue
        near = check.nearest(party, parties)
        remedy = f"Did you mean `{near}`?" if near else "Name it under `parties`, or remove it here."
        check.fault(item, f"values of the unknown party `{shown(party)}`", listed(parties), remedy)
    for party in parties:
        if party not in nodes and isinstance(node.value, dict):
            remedy = f"Add `{party}:` under `values`."
            check.fault(node, f"no values of the party `{party}`", "`reservation` and `issues` of each party", remedy)
    return tuple(made[party] for party in parties if party in made)


def _party(check: Check, party: str, name: str, place: str, node: Node, issues: Mapping[str, Issue]) -> DomainParty:
    of = f"the values of `{party}`"
    mapping = check.mapping(of, node, "a mapping with `reservation` and `issues`")
    check.unknown(mapping, VALUE_KEYS, of)
    reservation = _NOUGHT
    if "reservation" in mapping:
        reservation = estimate_of(check, f"the reservation of `{party}`", mapping["reservation"])
    elif isinstance(node.value, dict):
        accepted = f"what no agreement is worth to it, on the scale of its values: {ACCEPTED}"
        check.missing(node, "reservation", of, accepted)
    valuations: dict[str, Valuation] = {}
    if "issues" in mapping:
        valuations = _valuations(check, party, mapping["issues"], issues)
    elif isinstance(node.value, dict):
        check.missing(node, "issues", of, "of each issue `weight` and `values`")
    reason = Reason(check, mapping)
    own = tuple(valuations[issue] for issue in issues if issue in valuations)
    return DomainParty(party, name, place, reservation, own, reason.because, reason.claims, reason.guess)


def _valuations(check: Check, party: str, node: Node, issues: Mapping[str, Issue]) -> dict[str, Valuation]:
    before = check.broken
    valuations: dict[str, Valuation] = {}
    of = f"the values of `{party}`"
    nodes = check.mapping(f"`issues` of {of}", node, "a mapping of issues to `{weight: …, values: …}`")
    for issue, item in nodes.items():
        if issue in issues:
            valuations[issue] = _valuation(check, party, issues[issue], item)
            continue
        near = check.nearest(issue, issues)
        remedy = f"Did you mean `{near}`?" if near else "Name it under `issues` of the file, or remove it here."
        check.fault(item, f"the unknown issue `{shown(issue)}` in {of}", listed(issues), remedy)
    for issue in issues:
        if issue not in nodes and isinstance(node.value, dict):
            remedy = f"Add `{issue}: {{weight: …, values: …}}`; weight 0 if it does not matter to it."
            check.fault(node, f"no values of `{party}` for the issue `{issue}`", "each issue once", remedy)
    if check.broken == before and not any(max(one.weight.numbers) > 0 for one in valuations.values()):
        check.fault(
            node, f"no weight above nought in {of}", "one weight above nought or more", "Say what matters to it."
        )
    return valuations


def _valuation(check: Check, party: str, issue: Issue, node: Node) -> Valuation:
    of = f"the values of `{party}` for `{issue.id}`"
    mapping = check.mapping(of, node, "a mapping with `weight` and `values`")
    check.unknown(mapping, VALUATION_KEYS, of)
    weight = _NOUGHT
    if "weight" in mapping:
        weight = estimate_of(check, f"the weight of `{issue.id}` for `{party}`", mapping["weight"], negative=False)
    elif isinstance(node.value, dict):
        check.missing(node, "weight", of, "how much the issue matters to it, nought or more")
    values: tuple[Estimate, ...] = ()
    if "values" in mapping and issue.levels:
        values = _values(check, party, issue, mapping["values"])
    elif "values" not in mapping and isinstance(node.value, dict):
        check.missing(node, "values", of, "the value of each level")
    reason = Reason(check, mapping)
    return Valuation(weight, values, check.place(node), reason.because, reason.claims, reason.guess)


def _values(check: Check, party: str, issue: Issue, node: Node) -> tuple[Estimate, ...]:
    """Of each level its value; nought, with a fault, where there is none."""
    of = f"the values of `{party}` for `{issue.id}`"
    levels = [level.id for level in issue.levels]
    example = f"[{', '.join(levels[:4])}{', …' if len(levels) > 4 else ''}]"
    if isinstance(node.value, dict):
        for name, item in node.value.items():
            if name not in levels:
                near = check.nearest(name, levels)
                remedy = f"Did you mean `{near}`?" if near else "Name it under the issue's `levels`, or remove it here."
                check.fault(item, f"the unknown level `{shown(name)}` in {of}", listed(levels), remedy)
        missing = [level for level in levels if level not in node.value]
        if missing:
            found = f"{of} without {listed(missing)}"
            check.fault(node, found, "a value for each level", "Add what is missing.")
        given = {level: node.value[level] for level in levels if level in node.value}
    elif isinstance(node.value, list):
        if len(node.value) != len(levels):
            found = f"{len(node.value)} values in {of}, which has {len(levels)} levels"
            check.fault(node, found, "a value for each level", f"Write one for each of {example}, in this order.")
        given = dict(zip(levels, node.value, strict=False))
    else:
        check.fault(node, f"{of} that are no list", "a value for each level", f"Write one for each of {example}.")
        given = {}
    return tuple(
        estimate_of(check, f"the value of `{level}` of `{issue.id}` for `{party}`", given[level])
        if level in given
        else Estimate((Fraction(0),))
        for level in levels
    )
