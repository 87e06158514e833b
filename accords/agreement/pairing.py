"""Pairing: which thing of an old list is which of a new one, by likeness and not by number alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
# Words that more things have than this do not tell them apart; without them no pair need be looked at that has nothing else in common.
COMMON = 32
ALIKE = 0.3  # of tokens in common, of all that either has; between drafts of one article mostly over 0.5, of different ones under 0.2
SAME_NAME = 0.15  # what a common name or number counts for beside


class Likeness(NamedTuple):
    """What a thing is known by: its name or number, and tokens of its words and meaning."""

    name: str
    tokens: frozenset[str]


def words_in(*texts: str | None) -> Iterable[str]:
    """The words of texts, to be compared."""
    for text in texts:
        yield from _WORD.findall((text or "").casefold())


def paired(old: Sequence[Likeness], new: Sequence[Likeness]) -> list[tuple[int, int]]:
    """Pairs of places, each at most once, in order of the old; the same the other way round.

    What is quite the same is paired first, then what is most alike.
    """
    pairs: list[tuple[int, int]] = []
    for key in (lambda one: one, lambda one: one.tokens):
        pairs += _same(old, new, pairs, key)
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    scored = [
        (score, i, j)
        for i, j in _candidates(old, new, taken_old, taken_new)
        if (score := _likeness(old[i], new[j])) >= ALIKE
    ]
    # The order is the same from both sides: pairs that tie here have no thing in common.
    for _, i, j in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1] + row[2])):
        if i not in taken_old and j not in taken_new:
            pairs.append((i, j))
            taken_old.add(i)
            taken_new.add(j)
    return sorted(pairs)


def _same(
    old: Sequence[Likeness], new: Sequence[Likeness], pairs: list[tuple[int, int]], key: object
) -> list[tuple[int, int]]:
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    places: dict[object, list[int]] = {}
    for j, one in enumerate(new):
        if j not in taken_new and one.tokens:
            places.setdefault(key(one), []).append(j)  # type: ignore[operator]
    found: list[tuple[int, int]] = []
    used: Counter[object] = Counter()
    for i, one in enumerate(old):
        if i in taken_old or not one.tokens:
            continue
        alike = places.get(key(one), ())  # type: ignore[operator]
        if used[key(one)] < len(alike):  # type: ignore[operator]
            found.append((i, alike[used[key(one)]]))  # type: ignore[operator]
            used[key(one)] += 1  # type: ignore[operator]
    return found


def _candidates(
    old: Sequence[Likeness], new: Sequence[Likeness], taken_old: set[int], taken_new: set[int]
) -> set[tuple[int, int]]:
    """Pairs that have a name, or a word that is not common, in common."""
    left = [i for i in range(len(old)) if i not in taken_old]
    right = [j for j in range(len(new)) if j not in taken_new]

    def index(things: Sequence[Likeness], places: list[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at in places:
            for token in (*things[at].tokens, f"\0{things[at].name}"):
                found.setdefault(token, []).append(at)
        return found

    ours, theirs = index(old, left), index(new, right)
    return {
        (i, j)
        for token, places in ours.items()
        if len(places) <= COMMON and len(theirs.get(token, ())) <= COMMON
        for i in places
        for j in theirs.get(token, ())
    }


def _likeness(old: Likeness, new: Likeness) -> float:
    every = len(old.tokens | new.tokens)
    shared = len(old.tokens & new.tokens) / every if every else 0.0
    return shared + (SAME_NAME if old.name == new.name else 0.0)
