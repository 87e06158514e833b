"""Instants, lists, patterns and conditions in words, where the file's own words are not at hand."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from accords.agreement.agreement import Agreement
from accords.agreement.clock import Clock
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, State
from accords.agreement.pattern import Area, Pattern
from accords.vocabulary.actor import slug


def series(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {last} {every[-1]}" if every else ""


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def day_words(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def due_words(clock: Clock, at: int) -> str:
    """An instant before which something has to be done: `by the end of 14 March 2015`, or before an hour."""
    day = clock.day(at)
    if at == clock.start(day):
        return f"by the end of {day_words(clock.day(at - 1))}"
    return f"before {at_words(clock, at).removeprefix('at ')}"


def at_words(clock: Clock, at: int) -> str:
    """`on 15 February 2015`, or `at 14:00 on 15 February 2015` (in the agreement's zone)."""
    day = clock.day(at)
    if at == clock.start(day):
        return f"on {day_words(day)}"
    return f"at {wall(clock, at):%H:%M} on {day_words(day)}"


def wall(clock: Clock, at: int) -> datetime:
    """What the clock on the wall shows at an instant."""
    return datetime.fromtimestamp(at, clock.zone).replace(tzinfo=None)


def area_words(area: Area, most: int | None = 8) -> str:
    """`lake shore (harbourg, lakeside, except old mill)`; of a place that is no area its name. Of more than `most` places their number."""

    def told(places: frozenset[str]) -> str:
        return ", ".join(sorted(places)) if most is None or len(places) <= most else counted(len(places), "place")

    if len(area.inside) == 1 and not area.outside:
        return area.name
    return f"{area.name} ({told(area.inside)}{', except ' + told(area.outside) if area.outside else ''})"


class Names:
    """Patterns hold every name of a party; this tells which parties they are."""

    def __init__(self, agreement: Agreement) -> None:
        self._parties = agreement.parties
        self._called = {party.id: party.name for party in agreement.parties}
        self._kept: dict[frozenset[str], tuple[str, ...]] = {}

    def parties(self, names: frozenset[str]) -> tuple[str, ...]:
        """Ids of the parties all of whose names are among these, less those that are members of another of them."""
        found = self._kept.get(names)
        if found is None:
            inside = [party for party in self._parties if party.names and party.names <= names]
            members = {member for party in inside for member in party.members if slug(member) != slug(party.id)}
            own = tuple(party.id for party in inside if party.id not in members)
            found = self._kept[names] = own or tuple(sorted(names))
        return found

    def _names(self, names: frozenset[str]) -> str:
        return series([self._called.get(one, one) for one in self.parties(names)], "or")

    def pattern(self, pattern: Pattern, *, area: bool = True) -> str:
        """`attack by russia toward ukraine in Donetsk`."""
        parts = [series(sorted((*pattern.acts, *pattern.events)), "or") or "anything"]
        if pattern.parties:
            parts.append(f"by {self._names(pattern.parties)}")
        if pattern.toward:
            parts.append(f"toward {self._names(pattern.toward)}")
        if pattern.issues:
            parts.append(f"on {series(sorted(pattern.issues), 'or')}")
        if area and pattern.area:
            parts.append(f"in {area_words(pattern.area)}")
        if pattern.about:
            parts.append(f"about {series(sorted(pattern.about), 'or')}")
        parts += [f"with {column} {series(sorted(values), 'or')}" for column, values in pattern.attributes]
        if pattern.words:
            parts.append(f"whose words have {series([f'“{word}”' for word in pattern.words], 'or')}")
        return ("no " if pattern.negated else "") + " ".join(parts)

    def happened(self, happened: Happened, *, area: bool = True) -> str:
        words = self.pattern(happened.pattern, area=area)
        if happened.count != 1:
            words += f", {happened.count:,} times"
        if happened.within is not None:
            words += f" within {span_words(happened.within)}"
        return words

    def condition(self, condition: Condition, clock: Clock, renamed: Mapping[str, str] | None = None) -> str:
        """A condition, `renamed`: what norms are called instead."""
        match condition:
            case Happened():
                return self.happened(condition)
            case Reached(norm, states):
                return f"{(renamed or {}).get(norm, norm)} is {states_words(states)}"
            case Passed(at):
                return f"after {at_words(clock, at).removeprefix('on ').removeprefix('at ')}"
            case All(parts):
                return " and ".join(self._part(part, clock, renamed) for part in parts)
            case AnyOf(parts):
                return " or ".join(self._part(part, clock, renamed) for part in parts)
            case Not(part):
                return f"not: {self._part(part, clock, renamed)}"

    def _part(self, part: Condition, clock: Clock, renamed: Mapping[str, str] | None) -> str:
        words = self.condition(part, clock, renamed)
        return f"({words})" if isinstance(part, All | AnyOf) else words


def states_words(states: frozenset[State]) -> str:
    if states == {State.FULFILLED, State.CURED}:
        return "done"
    return series(sorted(state.value for state in states), "or")


def span_words(seconds: int) -> str:
    """`3 days`, `36 hours`."""
    days, rest = divmod(seconds, 86_400)
    return counted(days, "day") if days and not rest else counted(seconds // 3_600, "hour")
