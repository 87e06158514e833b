"""The two sides of a report without a process file, and its home state: the one whose are "the government" and "the army".

The home state is that of the groups which fight in it, else the one told of most. What hosts or mediates counts little.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from accords.claims.cast import Cast, Place
from accords.claims.groups import GROUP_KINDS, Groups
from accords.claims.names import FormKind
from accords.claims.side_words import (
    ARMY,
    BESIDE,
    GAP,
    GOVERNS,
    LAST_GAP,
    MEDIATES_AFTER,
    MEDIATES_BEFORE,
)
from accords.vocabulary import ActorKind, Span

# What one mention weighs, chosen on our own training reports: as a party, beside what it governs, as a place, by capital or seat,
# where it mediates, by a person who speaks for it.
_MENTION, _GOVERNING, _AS_PLACE, _BY_SEAT, _MEDIATING, _BY_PERSON = 1.0, 2.0, 0.4, 0.6, -2.0, 0.7
_FOUGHT_IN = 6.0  # what a mention of a state's rebels weighs for the state
_LEAD = 300  # code points of a report's opening, where a mention weighs half as much again
_NEAR = 400  # code points back in which "the government" is that of a state named last


class Principals:
    """Weighs the parties of one report. `acting` are the words that the model takes for whoever acts, in order of place."""

    def __init__(self, cast: Cast, groups: Groups, acting: Sequence[Span]) -> None:
        self.cast, self.text, self.groups = cast, cast.text, groups
        self._acting = [span.start for span in acting]

    def home(self, at: int) -> str | None:
        """The state whose "the government" and "the army" are."""
        states = self._states
        if not states:
            return None
        top = states[0]
        if self.inside or len(states) == 1:
            return top
        k = bisect_right(self._state_starts, at - 1)
        for f in reversed(self._state_places[max(0, k - 6) : k]):
            if f.span.start > at - _NEAR and f.listed.name in states[:2]:
                return f.listed.name
        return top

    @cached_property
    def inside(self) -> bool:
        """True where the report is of a war inside a state: its rebels are named, or a group is told of as much as a second state."""
        return bool(self._fought_in) or any(name not in self._state_names for name in self.ranked[:2])

    def states_between(self, low: int, high: int) -> list[str]:
        """The names of the states named in `[low, high)`."""
        starts = self._state_starts
        return [f.listed.name for f in self._state_places[bisect_left(starts, low) : bisect_left(starts, high)]]

    @cached_property
    def _state_places(self) -> tuple[Place, ...]:
        return tuple(f for f in self.cast.places if f.listed.kind is ActorKind.STATE)

    @cached_property
    def _state_starts(self) -> list[int]:
        return [f.span.start for f in self._state_places]

    @cached_property
    def _state_names(self) -> frozenset[str]:
        return frozenset(f.listed.name for f in self._state_places)

    @cached_property
    def _states(self) -> list[str]:
        """States by what is told of them, and of the groups that fight in them."""
        totals = {n: t for n, t in self._totals.items() if n in self._state_names}
        for name, times in self._fought_in.items():
            totals[name] = totals.get(name, 0) + _FOUGHT_IN * times
        return sorted(totals, key=lambda n: -totals[n])

    @cached_property
    def _fought_in(self) -> dict[str, int]:
        """The states of the listed groups that the report names, by the code that says whose rebels they are, and how often."""
        found: dict[str, int] = {}
        for f in self.cast.places:
            code = f.listed.plover or ""
            state = self.cast.roster.state(code[:3]) if len(code) > 3 and f.listed.kind in GROUP_KINDS else None
            if state is not None:
                found[state.name] = found.get(state.name, 0) + 1
        # Rebels of a land that another state's soldiers fight in are that state's other side.
        armies: dict[str, int] = {}
        for f in self._state_places:
            if ARMY.match(self.text, f.span.end):
                armies[f.listed.name] = armies.get(f.listed.name, 0) + 1
        foreign = max(armies, key=lambda n: armies[n], default=None)
        if (
            found
            and foreign is not None
            and foreign not in found
            and armies[foreign] >= 1 + max(armies.get(n, 0) for n in found)
        ):
            return {foreign: sum(found.values())}
        return found

    @cached_property
    def ranked(self) -> list[str]:
        """Parties by how much the report tells of them as such, those who mediate or host left behind."""
        return sorted(self._totals, key=lambda n: -self._totals[n])

    @cached_property
    def two(self) -> list[str]:
        """The two sides: a state and the group that it deals with, or the two states told of most."""
        ranked = [n for n in self.ranked if self._totals[n] > 0]
        groups = [g for g in ranked if g not in self._state_names and g in self.groups.names]
        second = ([self._totals[n] for n in ranked if n in self._state_names] + [0, 0])[1]
        if groups and self._states and self._totals[groups[0]] >= 0.6 * second:
            return [self._states[0], groups[0]]
        return ranked[:2]

    @cached_property
    def _totals(self) -> dict[str, float]:
        cast, text = self.cast, self.text
        totals: dict[str, float] = {}

        def add(name: str, weight: float, span: Span) -> None:
            if MEDIATES_BEFORE.search(text, max(0, span.start - 40), span.start) or MEDIATES_AFTER.match(
                text, span.end
            ):
                weight = _MEDIATING
            k = bisect_right(self._acting, span.start) - 1
            acts = k >= 0 and span.start - self._acting[k] < 12
            early = 0.5 if span.start < _LEAD and weight > 0 else 0.0
            totals[name] = totals.get(name, 0) + weight + acts + early

        for f in cast.places:
            party = cast.party_of(f.listed)
            if party is None or f.listed.kind is ActorKind.BLOC or (f.listed.plover in ("IGO", "NGO")):
                continue
            if f.kind in (FormKind.CAPITAL, FormKind.SEAT):
                weight = _BY_SEAT
            elif BESIDE.search(text, max(0, f.span.start - 24), f.span.start) and f.listed.kind is ActorKind.STATE:
                weight = _AS_PLACE
            else:
                weight = _GOVERNING if GOVERNS.match(text, f.span.end) else _MENTION
            add(party, weight, f.span)
        own = {c.name for c in self.groups.own.values()}
        for g in self.groups.rows:
            if g.name in own:
                add(g.name, _MENTION, g.span)
        for a in cast.appearances:
            name = cast.party_of_character(a.character) if a.character.is_person else None
            if name is not None and (name in totals):
                totals[name] += _BY_PERSON
        return totals

    @cached_property
    def _joined(self) -> list[tuple[int, list[str]]]:
        """Where several parties stand side by side ("A, B and C"), in order of place, and which."""
        cast, text = self.cast, self.text
        rows = [(f.span, cast.party_of(f.listed)) for f in cast.places if f.kind is not FormKind.CAPITAL]
        rows += [(a.span, cast.party_of_character(a.character)) for a in cast.appearances]
        rows += [(g.span, g.name) for g in self.groups.rows]
        rows.sort()
        found: list[tuple[int, list[str]]] = []
        run: list[str] = []
        last: Span | None = None
        for span, party in rows:
            if party is None or (last is not None and span.start < last.end):
                continue
            gap = text[last.end : span.start] if last is not None and span.start - last.end < 60 else None
            if gap is None or not GAP.fullmatch(gap):
                run = []
            run = [*run, party] if party not in run else run
            if gap is not None and len(run) > 1 and LAST_GAP.match(gap):
                found.append((span.start, run))
            last = span
        return found

    @cached_property
    def _joined_by_number(self) -> dict[int, tuple[list[int], list[list[str]]]]:
        found: dict[int, tuple[list[int], list[list[str]]]] = {}
        for at, run in self._joined:
            starts, runs = found.setdefault(len(run), ([], []))
            starts.append(at)
            runs.append(run)
        return found

    def together(self, at: int, number: int) -> list[str]:
        """The so many parties that last stood side by side before a place, else those that first do after it."""
        starts, runs = self._joined_by_number.get(number, ([], []))
        return runs[max(0, bisect_left(starts, at) - 1)] if runs else []
