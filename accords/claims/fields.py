"""Values of a JSON form, each asked for its type; what is not of the form is refused with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from accords.vocabulary import Fault, Misuse, Span, When

MAKE = "Make one with 'accords read SOURCE --json > dossier.json'."

# JSON is untyped until each value has been asked for its type, which `needed` does.
Data = dict[str, Any]
T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)


def spans(row: Data, name: str, size: int | None, at: str) -> tuple[Span, ...]:
    pairs = maybe(row, name, list, at) or []
    return tuple(span(pair, size, f"{at}.{name}[{number}]") for number, pair in enumerate(pairs))


def span(pair: object, size: int | None, at: str) -> Span:
    """A span inside a text of `size` code points; any where the text is not there (`None`)."""
    match pair:
        case [int(start), int(end)] if 0 <= start < end and (size is None or end <= size):
            return Span(start, end)
        case _:
            inside = "" if size is None else f" inside the report's text of {size} code points"
            wrong(at, pair, f"[start, end){inside}")


def when(row: Data, name: str, at: str) -> When | None:
    told = maybe(row, name, dict, at)
    if told is None:
        return None
    at = f"{at}.{name}"
    start, end = (moment(told, side, date.fromisoformat, "a day as YYYY-MM-DD", at) for side in ("start", "end"))
    return When(start, end, maybe(told, "words", str, at))


def strings(row: Data, name: str, at: str, accepted: str = "a list of strings") -> tuple[str, ...]:
    """A list of strings; one that is not there is empty."""
    values = maybe(row, name, list, at) or []
    if not all(isinstance(value, str) for value in values):
        wrong(f"{at}.{name}", values, accepted)
    return tuple(values)


def flag(row: Data, name: str, at: str) -> bool:
    """True or false; one that is not there is false."""
    value = row.get(name)
    if value is not None and not isinstance(value, bool):
        wrong(f"{at}.{name}", value, "true or false")
    return bool(value)


def sure(row: Data, at: str) -> float:
    """`confidence`, 1 where it is not given."""
    value = maybe(row, "confidence", (int, float), at)
    return 1.0 if value is None else float(value)


def maybe_choice(row: Data, name: str, choices: type[Choice], at: str) -> Choice | None:
    return None if row.get(name) is None else choice(row, name, choices, at)


def rows(data: Data, name: str, place: str) -> list[tuple[Data, str]]:
    """Each row of a list with its place; a list that is not there is empty."""
    rows = maybe(data, name, list, f"{place}: ") or []
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            wrong(f"{place}: {name}[{number}]", row, "an object")
    return [(row, f"{place}: {name}[{number}]") for number, row in enumerate(rows)]


def needed(row: Data, name: str, kind: type[T], at: str) -> T:
    value = row.get(name)
    if not isinstance(value, kind):
        wrong(f"{at}.{name}", value, _a(_NAMES[kind]))
    return value


def maybe(row: Data, name: str, kind: type | tuple[type, ...], at: str) -> Any:
    value = row.get(name)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        wanted = _NAMES[kind if isinstance(kind, type) else kind[0]]
        wrong(f"{at}.{name}" if not at.endswith(" ") else f"{at}{name}", value, f"{_a(wanted)}, or null")
    return value


def choice(row: Data, name: str, choices: type[Choice], at: str) -> Choice:
    value = row.get(name)
    try:
        return choices(str(value))
    except ValueError:
        wrong(f"{at}.{name}", value, "one of " + ", ".join(choices))


def moment(row: Data, name: str, read: Callable[[str], T], accepted: str, at: str) -> T | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        return read(value)
    except (TypeError, ValueError):
        wrong(f"{at}.{name}", value, f"{accepted}, or null")


def wrong(place: str, found: object, accepted: str) -> NoReturn:
    shown = repr(found)
    raise Misuse(Fault(place, shown if len(shown) < 80 else shown[:77] + "…", accepted, MAKE))


_NAMES: dict[type, str] = {str: "string", list: "list", dict: "object", int: "number", float: "number"}


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def kind_of(value: object) -> str:
    return _NAMES.get(type(value), "value that is no object")
