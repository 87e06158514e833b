"""The definitions of docs/decisions/bargaining.md written out literally, slowly, state by state: what the engine is held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Plain:
    """`moves[party]`: pairs of states. `ranks[party][state]`: higher is better."""

    states: tuple[int, ...]
    moves: tuple[frozenset[tuple[int, int]], ...]
    ranks: tuple[dict[int, int], ...]

    @property
    def parties(self) -> range:
        return range(len(self.moves))

    def reach(self, party: int, state: int) -> set[int]:
        return {end for start, end in self.moves[party] if start == state}

    def improvements(self, party: int, state: int) -> set[int]:
        return {end for end in self.reach(party, state) if self.ranks[party][end] > self.ranks[party][state]}

    def sequences(
        self, start: int, movers: Iterable[int], improving: bool = False, most: int | None = None
    ) -> set[int]:
        """Where legal sequences of these parties lead: one move or more, nobody twice in a row."""
        movers = tuple(movers)
        known: set[tuple[int, int]] = set()  # (state, who moved last)
        edge: set[tuple[int, int | None]] = {(start, None)}
        made = 0
        while edge and made != most:
            found = {
                (end, mover)
                for state, last in edge
                for mover in movers
                if mover != last
                for end in (self.improvements(mover, state) if improving else self.reach(mover, state))
            }
            edge = {*found} - known  # type: ignore[assignment]
            known |= found
            made += 1
        return {state for state, _ in known}

    def opponents(self, party: int) -> tuple[int, ...]:
        return tuple(other for other in self.parties if other != party)

    def not_preferred(self, party: int, state: int) -> set[int]:
        return {other for other in self.states if self.ranks[party][other] <= self.ranks[party][state]}

    def nash(self, party: int, state: int, most: int | None = None) -> bool:
        return not self.improvements(party, state)

    def gmr(self, party: int, state: int, most: int | None = None) -> bool:
        worse = self.not_preferred(party, state)
        return all(
            self.sequences(better, self.opponents(party), most=most) & worse
            for better in self.improvements(party, state)
        )

    def smr(self, party: int, state: int, most: int | None = None) -> bool:
        worse = self.not_preferred(party, state)
        return all(
            any(
                end in worse and self.reach(party, end) <= worse
                for end in self.sequences(better, self.opponents(party), most=most)
            )
            for better in self.improvements(party, state)
        )

    def seq(self, party: int, state: int, most: int | None = None) -> bool:
        worse = self.not_preferred(party, state)
        return all(
            self.sequences(better, self.opponents(party), improving=True, most=most) & worse
            for better in self.improvements(party, state)
        )

    def coalition_improvements(self, starts: Iterable[int]) -> set[tuple[tuple[int, ...], int, int]]:
        return {
            (members, start, end)
            for start in starts
            for number in range(2, len(self.parties) + 1)
            for members in combinations(self.parties, number)
            for end in self.sequences(start, members)
            if all(self.ranks[member][end] > self.ranks[member][start] for member in members)
        }
