"""Rulings on who is one with whom, and who is not -> one id for each actor (or meeting)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from accords.ledger.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Pair:
    """A ruling on two ids: `one` and `other` are the same (`joins`) or not. Of several on one pair the last counts.

    Where they are the same, `one` is the id that is kept.
    """

    one: str
    other: str
    joins: bool
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Unions:
    """`kept` of an id is the one id of all that are one with it; `because` the ruling that joined it to others."""

    _kept: dict[str, str] = field(default_factory=dict)
    _because: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Unions:
        """Pairs in the order of the log. The later a ruling, the stronger.

        They are laid down from the last to the first: one that would join two whom a later one holds apart is passed
        over, and so is one that would hold apart two whom later ones join. Near linear in the number of pairs.
        """
        last: dict[frozenset[str], Pair] = {}
        for pair in pairs:
            if pair.one != pair.other:
                both = frozenset((pair.one, pair.other))
                last.pop(both, None)
                last[both] = pair
        groups = _Groups()
        joined: list[Pair] = []
        for pair in reversed(last.values()):
            if not pair.joins:
                groups.hold_apart(pair.one, pair.other)
            elif groups.join(pair.one, pair.other):
                joined.append(pair)
        because: dict[str, str] = {}
        for pair in joined:  # the last first
            because.setdefault(pair.other, pair.judgement.id)
        for pair in joined:
            because.setdefault(pair.one, pair.judgement.id)
        return cls(_named(groups, joined), because)

    def kept(self, own: str) -> str:
        return self._kept.get(own, own)

    def because(self, own: str) -> str | None:
        """The id of the judgement by which the id is another's."""
        return self._because.get(own) if self.kept(own) != own else None

    def __bool__(self) -> bool:
        return bool(self._kept)


def _named(groups: _Groups, joined: Iterable[Pair]) -> dict[str, str]:
    """Every id of a group -> the one that is kept: one that no ruling gave up for another, of several the first in the alphabet."""
    given_up = {pair.other for pair in joined}
    members: dict[str, list[str]] = {}
    for own in sorted({own for pair in joined for own in (pair.one, pair.other)}):
        members.setdefault(groups.root(own), []).append(own)
    kept: dict[str, str] = {}
    for group in members.values():
        chosen = next((own for own in group if own not in given_up), group[0])
        kept.update((own, chosen) for own in group if own != chosen)
    return kept


class _Groups:
    """Ids joined into groups, and which groups are held apart."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}  # root -> roots

    def root(self, own: str) -> str:
        while (above := self._above.get(own)) is not None:
            higher = self._above.get(above)
            if higher is None:
                return above
            self._above[own] = own = higher
        return own

    def join(self, one: str, other: str) -> bool:
        """Make one group of two; false where they are held apart."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return True
        if other in self._apart.get(one, ()):
            return False
        if len(self._apart.get(one, ())) < len(self._apart.get(other, ())):
            one, other = other, one
        self._above[other] = one
        for third in self._apart.pop(other, ()):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart.setdefault(one, set()).add(third)
        return True

    def hold_apart(self, one: str, other: str) -> None:
        """Keep two groups from being joined; nothing where they are one already."""
        one, other = self.root(one), self.root(other)
        if one != other:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
