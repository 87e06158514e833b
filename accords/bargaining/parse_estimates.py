"""Numbers of a packages file: exact ones, and uncertain ones with how they are spread."""

from __future__ import annotations

import re
from fractions import Fraction

from accords.agreement.parse_check import Check, kind_of, shown
from accords.bargaining.domain import Estimate, Shape
from accords.claims.nodes import Node

# In Python's float, sums of a few hundred products of such numbers neither overflow nor vanish.
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST = 40  # characters
_GREATEST, _LEAST = Fraction(10) ** 12, Fraction(1, 10**12)
ZERO = Fraction(0)
_SPREADS = {
    "between": (Shape.BETWEEN, 2, "{between: [20, 40]}"),
    "normal": (Shape.NORMAL, 2, "{normal: [30, 5]}"),
    "triangle": (Shape.TRIANGLE, 3, "{triangle: [20, 30, 45]}"),
}
ACCEPTED = (
    "a number, `{between: [LEAST, MOST]}`, `{normal: [MEAN, DEVIATION]}` or `{triangle: [LEAST, LIKELIEST, MOST]}`"
)


def estimate_of(check: Check, name: str, node: Node, *, negative: bool = True) -> Estimate:
    """The number of a node; nought, with a fault, where there is none. `name`: what it is, for the words of a fault."""
    if not isinstance(node.value, dict):
        return Estimate((_number(check, name, node, ACCEPTED, negative),))
    keys = [key for key in node.value if key in _SPREADS]
    if len(node.value) != 1 or not keys:
        found = f"{name} as {_keys(node.value)}"
        check.fault(node, found, ACCEPTED, "Write a number, or one of these.")
        return Estimate((ZERO,))
    (key,) = keys
    shape, count, example = _SPREADS[key]
    items = node.value[key]
    if not isinstance(items.value, list) or len(items.value) != count:
        has = f"{len(items.value)} numbers" if isinstance(items.value, list) else kind_of(items)
        found = f"`{key}` of {name} with {has}"
        check.fault(items, found, f"a list of {count} numbers", f"Write it so: `{example}`.")
        return Estimate((ZERO,))
    before = check.broken
    numbers = tuple(
        _number(check, f"{name}, `{key}`,", item, "a number", negative or (shape is Shape.NORMAL and which == 1))
        for which, item in enumerate(items.value)
    )
    if check.broken != before:
        return Estimate((ZERO,))
    if shape is Shape.NORMAL and numbers[1] < 0:
        check.fault(items, f"a deviation below nought in {name}", "nought or more", "Write it without its sign.")
    elif shape is not Shape.NORMAL and list(numbers) != sorted(numbers):
        check.fault(items, f"`{key}` of {name} out of order", "the least first", f"Write it so: `{example}`.")
    return Estimate(numbers, shape)


def _keys(mapping: dict[str, Node]) -> str:
    return (
        f"a mapping of {', '.join(f'`{shown(key)}`' for key in list(mapping)[:4])}" if mapping else "an empty mapping"
    )


def _number(check: Check, name: str, node: Node, accepted: str, negative: bool) -> Fraction:
    words = node.value.strip() if isinstance(node.value, str) else ""
    if not _NUMBER.fullmatch(words) or len(words) > _LONGEST:
        remedy = "Write a number with a point for decimals: `12.5`."
        check.fault(node, f"{name} as {kind_of(node)}", accepted, remedy)
        return ZERO
    number = Fraction(words)
    if number and not _LEAST <= abs(number) <= _GREATEST:
        remedy = "Write all numbers of this party in a larger or smaller unit."
        check.fault(node, f"{name} as `{words}`", "nought, or from 0.000000000001 to 1000000000000", remedy)
        return ZERO
    if number < 0 and not negative:
        check.fault(node, f"{name} as `{words}`", "nought or more", "Turn the values round instead, and drop the sign.")
        return ZERO
    return number
