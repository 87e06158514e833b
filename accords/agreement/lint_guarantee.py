"""Findings on guarantees: by whose word they are triggered, what they oblige to and by when, and how they end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from accords.agreement.agreement import Agreement, Determined, Guarantee, Stipulation
from accords.agreement.condition import Happened, atoms
from accords.agreement.finding import Code, Finding, Severity
from accords.agreement.foresight import Foresight
from accords.agreement.norm import Rule
from accords.agreement.spoken import Names, counted, series, span_words

_MANY = 7  # voters that are named; more are counted
_KIND_OF_ATTACK = "attack"


def guarantee_findings(sight: Foresight) -> Iterator[Finding]:
    names = Names(sight.agreement)
    for one in sight.agreement.stipulations:
        if one.guarantee is not None:
            for code, severity, words, remedy in _of(sight.agreement, names, one, one.guarantee):
                yield Finding(one.place, code, one.id, severity, words, remedy, reading=one.reading)


def _of(
    agreement: Agreement, names: Names, one: Stipulation, guarantee: Guarantee
) -> Iterator[tuple[Code, Severity, str, str]]:
    if one.due is None:
        words = f"Only inaction within a stated time breaches the duty of {one.id}, and no time is stated: a guarantor that does nothing is never in breach."
        yield (
            Code.DUTY_WITHOUT_TIME, Severity.WARNING, words,
            "Add `by:`, as `30 days after trigger`, or know that it cannot be breached.",
        )  # fmt: skip
    if guarantee.discretion:
        words = f"{one.id} leaves it to each guarantor what it does: any act of the duty fulfils it, however small; only to do nothing within a stated time breaches it."
        yield Code.DISCRETION, Severity.NOTE, words, "If a certain act is meant, say which one as `duty`."
    if not guarantee.beneficiary and not one.to:
        words = f"{one.id} does not say for whom it is: nobody can call for it or let it go."
        yield Code.NO_BENEFICIARY, Severity.WARNING, words, "Add `beneficiary:`."
    if one.lapses is None and one.ended_by is None:
        words = f"Nothing says when {one.id} ends: neither the guarantee (`lapses`) nor, once triggered, the duty (`ended by`)."
        yield Code.NO_TERM, Severity.NOTE, words, "Add `lapses:` or `ended by:`, unless it is meant for ever."
    facts = [atom.pattern for atom in atoms(guarantee.trigger) if isinstance(atom, Happened)]
    if any(_KIND_OF_ATTACK in pattern.acts and pattern.area is None for pattern in facts):
        words = f"{one.id} is triggered by an attack wherever it is: no area is named."
        yield Code.NO_AREA, Severity.NOTE, words, "Add `place:` to the trigger, unless an attack anywhere is meant."
    if guarantee.determined is None:
        words = f"Nobody determines that {one.id} is triggered: the facts alone do, and who reads them differently has no one to ask."
        yield Code.NOBODY_DETERMINES, Severity.WARNING, words, "Add `determined by:`, with `facts` if that is meant."
        return
    yield from _determined(agreement, one, guarantee.determined)
    attackers = dict.fromkeys(party for pattern in facts if pattern.parties for party in names.parties(pattern.parties))
    judges = [party for party in attackers if _decides(guarantee.determined, party)]
    if judges:
        words = f"{series(judges)} would say whether {one.id} is triggered, and it is {series(judges)}'s own act that triggers it."
        yield Code.OWN_CAUSE, Severity.WARNING, words, "Leave whoever attacks out of `determined by`."


def _decides(determined: Determined, party: str) -> bool:
    """Whether a party's refusal alone keeps a guarantee from being triggered."""
    if determined.each or party not in determined.who:
        return False
    return determined.rule is Rule.UNANIMITY or party in determined.veto or len(determined.who) == 1


def _determined(
    agreement: Agreement, one: Stipulation, determined: Determined
) -> Iterator[tuple[Code, Severity, str, str]]:
    rule = determined.rule
    if rule is Rule.FACTS:
        return
    if determined.within is not None:
        within = span_words(determined.within)
        words = f"Who determines {one.id} has {within}, and nothing is said of what follows if they say nothing: it stays undetermined, and nobody owes anything."
        yield Code.SILENCE, Severity.NOTE, words, "Say what silence means, in `text` and as the rule."
    else:
        words = f"No time is set for determining {one.id}: as long as nobody speaks it stays undetermined, and nobody owes anything."
        yield Code.SILENCE, Severity.NOTE, words, "Add `within:` to `determined by`."
    if determined.each:
        return
    voters = list(dict.fromkeys(determined.who))
    able = _able(agreement, voters)
    needed = {
        Rule.ANY: 1,
        Rule.MAJORITY: len(voters) // 2 + 1,
        Rule.TWO_THIRDS: -(-2 * len(voters) // 3),
        Rule.UNANIMITY: max(1, len(voters)),
    }[rule]
    if len(able) < needed:
        lost = series([voter for voter in voters if voter not in able]) or "nobody"
        words = f"The rule of {one.id}, {rule} of {counted(len(voters), 'voter')}, can never be met: it takes {needed}, and a vote can only come from {len(able)} ({lost} votes under the name of another who stands before it)."
        if not voters:
            words = f"The rule of {one.id} can never be met: nobody has a vote."
        yield Code.RULE_CANNOT_BE_MET, Severity.ERROR, words, "Name each who votes once, either a group or its members."
    named = series(voters) if len(voters) <= _MANY else f"each of the {len(voters)}"
    if rule is Rule.UNANIMITY and len(voters) > 1:
        words = f"{one.id} asks for unanimity: {named} can each keep it from being triggered by its word alone, or by its silence."
        yield Code.VETO, Severity.WARNING, words, "Ask for a majority, if no veto is meant."
    elif determined.veto:
        words = f"{series(determined.veto)} can keep {one.id} from being triggered by a word alone, whatever the others say."
        yield Code.VETO, Severity.WARNING, words, "Remove `veto`, if none is meant."


def _able(agreement: Agreement, voters: list[str]) -> list[str]:
    """Those whose vote can count: a vote under a name that several have is that of the first of them."""
    names = [agreement.party(voter).names for voter in voters]
    before = accumulate(names[:-1], frozenset.union, initial=frozenset[str]())
    return [voter for voter, own, taken in zip(voters, names, before, strict=False) if own - taken]
