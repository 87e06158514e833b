"""The worst that a state can come to by improvements of others, in games of options, all states at once.

Within the states that a party moves freely between, its improvements from one are those before it in its order of preference: a prefix,
ties left out. Options that cannot be undone lead on to other such groups, and there too the better ones are a prefix.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from accords.bargaining.option_moves import NEVER, Ints, OptionMoves, submasks

_AT = (slice(0, 1), slice(1, 2))  # not taken, taken: slices, so that a view of a single state is one still
# Of each party: places in other groups that are kept from pass to pass, 4 bytes each; those of larger games are looked up anew.
MOST_KEPT = 1 << 26


class Improving:
    """The improvements of one party. `order` is (groups, states of a group), best first; a state's place points into the least values of
    prefixes, (groups, states of a group + 1), flat: how many are strictly better stands for the least value of those."""

    def __init__(self, moves: OptionMoves, party: int, ranks: Ints, most_kept: int = MOST_KEPT) -> None:
        mask = moves.masks[party]
        one_way = mask & (moves.stays | moves.gone)
        self._moves, self._ranks = moves, ranks
        self._deltas = [int(delta) for delta in submasks(one_way)[1:]]
        patterns = submasks(mask & ~one_way).astype(np.int32)
        self._size = len(patterns)
        if self._size > 1:
            outside = (np.arange(moves.size, dtype=np.int32) & np.int32(mask & ~one_way)) == 0
            members = np.flatnonzero(outside).astype(np.int32)[:, None] | patterns
            best_first = np.argsort(-ranks[members], axis=1, kind="stable")
            self.order = np.take_along_axis(members, best_first, axis=1)
            del members, best_first
            self._places = self._own_places()
        self._kept: dict[int, Ints] = {}
        self._room = most_kept

    def least(self, values: npt.NDArray[np.int32]) -> None:
        """In place: each state gets the least value of itself and of the party's improvements from it.

        `values`: (rows, states), `NEVER` where a state is not feasible.
        """
        if self._size == 1:
            for source, target in self._halves():
                better = self._view(self._ranks, target) > self._view(self._ranks, source)
                for row in values:
                    into = self._view(row, source)
                    np.minimum(into, self._view(row, target), out=into, where=better)
        else:
            for row in values:
                self._least_of(row)
        self._moves.blank(values, NEVER)

    def _least_of(self, row: Ints) -> None:
        groups = len(self.order)
        prefixes = np.full((groups, self._size + 1), NEVER, dtype=np.int32)
        own = row[self.order]
        np.minimum.accumulate(own, axis=1, out=prefixes[:, 1:])
        flat = prefixes.reshape(-1)
        np.minimum(own, flat[self._places], out=own)
        row[self.order] = own
        for number, (source, target) in enumerate(self._halves()):
            into = self._view(row, source)
            np.minimum(into, flat[self._places_of(number, source, target)], out=into)

    def _own_places(self) -> Ints:
        """Of `order`: where the first of those tied with each state stands, so many are better."""
        ranked = self._ranks[self.order]
        place = np.zeros(self.order.shape, dtype=np.int32)
        place[:, 1:] = np.where(ranked[:, 1:] != ranked[:, :-1], np.arange(1, self._size, dtype=np.int32), np.int32(0))
        np.maximum.accumulate(place, axis=1, out=place)
        place += np.arange(len(self.order), dtype=np.int32)[:, None] * np.int32(self._size + 1)
        return place

    def _places_of(self, number: int, source: int, target: int) -> Ints:
        """Of the states that have not yet done what cannot be undone: how many in the group that they come to by it are better."""
        kept = self._kept.get(number)
        if kept is not None:
            return kept
        group = np.empty(self._moves.size, dtype=np.int32)
        group[self.order] = np.arange(len(self.order), dtype=np.int32)[:, None]
        highest = int(self._ranks.max()) + 2
        # Ascending: group by group, and in each from the best on.
        keys = np.repeat(np.arange(len(self.order), dtype=np.int64), self._size) * highest
        keys += highest - 2 - self._ranks[self.order].reshape(-1)
        aim = self._view(group, target).astype(np.int64)
        found = np.searchsorted(keys, aim * highest + (highest - 2 - self._view(self._ranks, source)))
        places = (found + aim).astype(np.int32)
        if places.size <= self._room:
            self._room -= places.size
            self._kept[number] = places
        return places

    def _halves(self) -> Iterator[tuple[int, int]]:
        """Each thing that cannot be undone, and each combination, as the numbers (bits of `delta` alone) before it and after."""
        for delta in self._deltas:
            before = delta & self._moves.gone
            yield (delta << 32) | before, (delta << 32) | (delta ^ before)

    def _view(self, values: Ints, chosen: int) -> Ints:
        """The states whose bits of a delta (high half of `chosen`) are as its low half says; a view, (2, 2, …)."""
        options = self._moves.options
        delta, said = chosen >> 32, chosen & 0xFFFFFFFF
        at = tuple(_AT[said >> bit & 1] if delta >> bit & 1 else slice(None) for bit in reversed(range(options)))
        return values.reshape((2,) * options)[at]
