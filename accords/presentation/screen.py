"""Where text is shown, words of others in lines that are safe there, and ids cut to what tells them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accords.presentation.wording import line_of
from accords.presentation.wording import wrapped as cut

SHORT = 8  # characters of an id that are shown, more where two of a dossier share them


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the text is shown: columns, and whether bold is understood there."""

    columns: int = 80
    bold: bool = False

    def strong(self, line: str) -> str:
        return f"\x1b[1m{line}\x1b[0m" if self.bold and line.strip() else line


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of what comes from files of others: safe for a terminal, whatever stands in them."""
    return cut(line_of(text), columns, first, rest)


def shortest(ids: Iterable[str]) -> dict[str, str]:
    """id -> its first characters, at least `SHORT`, as many as tell it from every other."""
    ordered = sorted(set(ids))
    short: dict[str, str] = {}
    for at, own in enumerate(ordered):
        near = [ordered[i] for i in (at - 1, at + 1) if 0 <= i < len(ordered)]
        short[own] = own[: max([SHORT, *(1 + _shared(own, other) for other in near)])]
    return short


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
