"""What a change means for those who owe: stricter, looser, or neither that one could tell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from accords.agreement.agreement import Kind, Owed, Stipulation
from accords.agreement.aspects import Aspect, end_key
from accords.agreement.condition import Happened
from accords.agreement.difference import Direction
from accords.agreement.lint_terms import area_covers
from accords.agreement.meaning import Shift, implies
from accords.agreement.norm import Rule
from accords.agreement.pattern import Area

# From what is hardest to come by to what is easiest. Where each determines for itself, it is one of several who may bind itself.
_RULES = [rule.value for rule in (Rule.UNANIMITY, Rule.TWO_THIRDS, Rule.MAJORITY, Rule.ANY)]
_EASIER = {*combinations(_RULES, 2), (Rule.UNANIMITY.value, "each"), ("each", Rule.ANY.value)}
_YES = ("again", "survives")  # which bind for longer
_NO = ("cure", "delegable", "anyone", "discretion")  # which leave a way out
_EXCEPTIONS = ("unless", "ended by", "cured by")

Sides = tuple[Stipulation, Aspect | None]


def direction_of(name: str, old: Sides, new: Sides, shift: Shift | None) -> Direction:
    """Of an aspect that both stipulations have, or one of them; `None` for the one that says nothing of it."""
    mirrored = Shift((-shift.seconds[1], -shift.seconds[0]), (-shift.days[1], -shift.days[0])) if shift else None
    forth, back = _tighter(name, old, new, shift), _tighter(name, new, old, mirrored)
    if forth == back:
        return Direction.OTHER
    return Direction.STRICTER if forth else Direction.LOOSER


def _tighter(name: str, old: Sides, new: Sides, shift: Shift | None) -> bool:
    """Whether the new is stricter than the old. A power binds nobody who has it."""
    kind = new[0].kind
    if kind is Kind.POWER or kind is not old[0].kind:
        return False
    before, after = old[1], new[1]
    if name == "by" or name.endswith(": by"):
        # What is due at some time is stricter than what never is.
        return before is None if before is None or after is None else _moved(shift, later=False)
    if name in (end_key(kind), "begins", "lapses"):
        # Without a beginning it binds at once, without an end for ever.
        return after is None if before is None or after is None else _moved(shift, later=name != "begins")
    if name in _YES:
        return _said(after) == "yes"
    if name in _NO:
        # `cure: no` and `delegable: no` are said where they are so; the other two where they are yes.
        return _said(after) == "no" if name in ("cure", "delegable") else _said(before) == "yes"
    if name in _EXCEPTIONS:
        if before is None or after is None:
            return after is None
        return implies(after.condition, before.condition)
    if name == "when":
        return implies(before.condition if before else None, after.condition if after else None)
    rule = _RULES_OF.get(name)
    return rule(old, new) if rule else False


def _said(aspect: Aspect | None) -> object:
    return aspect.value if aspect else None


def _moved(shift: Shift | None, *, later: bool) -> bool:
    if shift is None:
        return False
    return shift.later if later else shift.seconds[1] <= 0 and shift.seconds[0] < 0


def _debtors(old: Sides, new: Sides) -> bool:
    """More are bound; where one performance is enough, another debtor is a help to the rest."""
    if new[0].kind is Kind.OBLIGATION and Owed.JOINTLY_AND_SEVERALLY in (_owed(old[0]), _owed(new[0])):
        return False
    return _more(old, new)


def _owed(one: Stipulation) -> Owed | None:
    return (one.owed or Owed.JOINTLY_AND_SEVERALLY) if len(one.who) > 1 else None


def _more(old: Sides, new: Sides) -> bool:
    before, after = (side[1].value if side[1] else () for side in (old, new))
    return isinstance(before, tuple) and isinstance(after, tuple) and set(before) < set(after)


def _way(old: Sides, new: Sides) -> bool:
    return _said(old[1]) == Owed.JOINTLY_AND_SEVERALLY and _said(new[1]) in (Owed.SEVERALLY, Owed.JOINTLY)


def _deed(old: Sides, new: Sides) -> bool:
    """Fewer acts fulfil a duty; more acts break a prohibition."""
    before, after = (side[1].condition if side[1] else None for side in (old, new))
    if not isinstance(before, Happened) or not isinstance(after, Happened):
        return False
    return implies(before, after) if new[0].kind is Kind.PROHIBITION else implies(after, before)


def _trigger(old: Sides, new: Sides) -> bool:
    before, after = old[1], new[1]
    return before is not None and after is not None and implies(before.condition, after.condition)


def _area(old: Sides, new: Sides) -> bool:
    """A prohibition, or the trigger of a guarantee, that reaches further."""
    if new[0].kind is Kind.OBLIGATION or new[0].kind is Kind.PROCEDURE:
        return False
    if old[1] is None or new[1] is None:
        return new[1] is None
    before, after = _only_area(old[1]), _only_area(new[1])
    return before is not None and after is not None and area_covers(after, before)


def _only_area(aspect: Aspect) -> Area | None:
    """`None` where deed and trigger ask for different places."""
    areas = {row[1:] for row in aspect.value} if isinstance(aspect.value, frozenset) else set()
    return Area("", *areas.pop()) if len(areas) == 1 else None


def _rule(old: Sides, new: Sides) -> bool:
    """A guarantee that is triggered more easily, by the same voters."""
    voters = [
        set(one.guarantee.determined.who) if one.guarantee and one.guarantee.determined else set()
        for one in (old[0], new[0])
    ]
    return voters[0] == voters[1] and (_said(old[1]), _said(new[1])) in _EASIER


def _veto(old: Sides, new: Sides) -> bool:
    return _more(new, old)


_RULES_OF: dict[str, Callable[[Sides, Sides], bool]] = {
    "who": _debtors,
    "guarantors": _more,
    "beneficiary": _more,
    "owed": _way,
    "does": _deed,
    "does not": _deed,
    "duty": _deed,
    "trigger": _trigger,
    "area": _area,
    "rule": _rule,
    "veto": _veto,
}
