"""What patterns, conditions and deadlines mean, in names that two files have in common, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accords.agreement.agreement import AGREEMENT, Agreement
from accords.agreement.clock import Clock
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Passed, Reached, atoms
from accords.agreement.deadline import Anchor, Deadline, Unit
from accords.agreement.foresight import Foresight
from accords.agreement.lint_terms import covers
from accords.agreement.naming import norm_names, shape_of
from accords.agreement.pattern import Area, Pattern
from accords.agreement.spoken import Names, due_words
from accords.vocabulary.actor import fold

MOST_PARTS = 30  # of conditions that are compared part by part; longer ones are the same or not
# Deadlines that count from the same thing are compared from so many days, over more than a year and on all days of the week.
_SAMPLE = [date(2023, 1, 1) + timedelta(days=5 * n) for n in range(80)]
_NOON = 12 * 3_600


class Meaning:
    """Of one of two files. `keys`: each of its parties, articles and stipulations (`("party", id)`) -> a name that both files have for it."""

    def __init__(self, agreement: Agreement, keys: Mapping[tuple[str, str], str]) -> None:
        self.agreement, self.keys = agreement, keys
        self.sight = Foresight(agreement)
        self.names = Names(agreement)
        self.clock: Clock = agreement.clock
        self._articles = {article.number for article in agreement.articles}
        self._norms: dict[str, int] = {}
        for one in agreement.stipulations:
            self._norms[one.id] = self._norms.get(one.id, 0) + len(norm_names(shape_of(one)))

    def party(self, own: str) -> str:
        return self.keys.get(("party", own), own)

    def parties(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(self.party, ids)))

    def pattern(self, pattern: Pattern) -> Pattern:
        return replace(
            pattern,
            events=frozenset(map(fold, pattern.events)),
            parties=frozenset(map(self.party, self.names.parties(pattern.parties))),
            toward=frozenset(map(self.party, self.names.parties(pattern.toward))),
            issues=frozenset(map(fold, pattern.issues)),
            area=self.area(pattern.area),
            about=frozenset(name for word in pattern.about for name in self.norms(word)),
            attributes=tuple(sorted((fold(c), frozenset(map(fold, v))) for c, v in pattern.attributes)),
            words=tuple(sorted(word.casefold() for word in pattern.words)),
        )

    @staticmethod
    def area(area: Area | None) -> Area | None:
        """Two areas of the same places are the same, whatever they are called."""
        return Area("", frozenset(map(fold, area.inside)), frozenset(map(fold, area.outside))) if area else None

    def condition(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else self._condition(condition)

    def _condition(self, condition: Condition) -> Condition:
        match condition:
            case Happened():
                return replace(condition, pattern=self.pattern(condition.pattern))
            case Reached(norm, states):
                return Reached(", ".join(self.norms(norm)), states)
            case All(parts):
                return All(tuple(map(self._condition, parts)))
            case AnyOf(parts):
                return AnyOf(tuple(map(self._condition, parts)))
            case Not(part):
                return Not(self._condition(part))
        return condition

    def norms(self, word: str) -> tuple[str, ...]:
        """What a word stands for: an article, stipulations as a whole, or single norms of them."""
        if word == AGREEMENT:
            return (AGREEMENT,)
        if word in self._articles:
            return (f"article {self.keys.get(('article', word), word)}",)
        found: dict[str, list[str]] = {}
        for norm in self.sight.named.get(word, ()):
            part = (
                norm.reading or "",
                "trigger" if norm.trigger else "",
                norm.step or "",
                self.party(norm.debtor or ""),
            )
            found.setdefault(norm.stipulation, []).append("/".join(map(str, part)))
        told = []
        for own, parts in found.items():
            name = self.keys.get(("stipulation", own), own)
            told.append(name if len(parts) == self._norms[own] else f"{name} {sorted(parts)}")
        return tuple(sorted(told)) or (word,)

    def deadline(self, deadline: Deadline | None) -> object:
        """Two deadlines of one value are the same."""
        if deadline is None or deadline.at is not None:
            return deadline.at if deadline else None
        number, unit = deadline.number, deadline.unit
        if unit is Unit.WEEKS:
            number, unit = 7 * number, Unit.DAYS
        elif unit is Unit.YEARS:
            number, unit = 12 * number, Unit.MONTHS
        return (number, unit, self.anchor(deadline))

    def anchor(self, deadline: Deadline) -> object:
        match deadline.anchor:
            case Pattern() as pattern:
                return self.pattern(pattern)
            case Anchor() as anchor:
                return anchor
            case str(word):
                return self.norms(word)
            case tuple(words):
                return tuple(sorted(name for word in words for name in self.norms(word)))
        return None

    def deadline_words(self, deadline: Deadline | None, key: str) -> str | None:
        """The file's words, with the day where it is sure."""
        if deadline is None:
            return None
        at = self.sight.instant(deadline)
        if at is None or key not in ("by", "until"):
            return deadline.words
        when = due_words(self.clock, at)
        return when if deadline.at is not None else f"{deadline.words} ({when})"


@dataclass(frozen=True, slots=True)
class Shift:
    """How much later a deadline is than another: in seconds and in days, at the least and at the most."""

    seconds: tuple[int, int]
    days: tuple[int, int]

    @property
    def later(self) -> bool:
        return self.seconds[0] >= 0 and self.seconds[1] > 0


def shift_of(old: Meaning, before: Deadline, new: Meaning, after: Deadline) -> Shift | None:
    """`None` where the two count from different things of which the days are not known."""
    ends = (old.sight.instant(before), new.sight.instant(after))
    if ends[0] is not None and ends[1] is not None:
        rows = [(ends[0], ends[1])]
    elif before.at is None and after.at is None and old.anchor(before) == new.anchor(after):
        rows = [
            (old.clock.due(before, old.clock.start(day) + _NOON), new.clock.due(after, new.clock.start(day) + _NOON))
            for day in _SAMPLE
        ]
    else:
        return None
    seconds = [then - first for first, then in rows]
    days = [(new.clock.day(then - 1) - old.clock.day(first - 1)).days for first, then in rows]
    return Shift((min(seconds), max(seconds)), (min(days), max(days)))


def same(one: Condition | None, other: Condition | None) -> bool:
    """Whether two conditions mean the same, in whatever order their parts are."""
    return one == other or (implies(one, other) and implies(other, one))


def implies(one: Condition | None, other: Condition | None) -> bool:
    """Whether whenever the one holds the other does, as far as their parts tell; `None` is no condition, and always holds."""
    if other is None or one == other:
        return True
    if one is None or max(sum(1 for _ in atoms(one)), sum(1 for _ in atoms(other))) > MOST_PARTS:
        return False
    return _implies(one, other)


def _implies(one: Condition, other: Condition) -> bool:
    match one, other:
        case _, All(parts):
            return all(_implies(one, part) for part in parts)
        case AnyOf(parts), _:
            return all(_implies(part, other) for part in parts)
        case All(parts), AnyOf(others):
            return any(_implies(part, other) for part in parts) or any(_implies(one, part) for part in others)
        case All(parts), _:
            return any(_implies(part, other) for part in parts)
        case _, AnyOf(parts):
            return any(_implies(one, part) for part in parts)
        case Happened(), Happened():
            enough = one.count >= other.count and one.within == other.within
            return enough and covers(other.pattern, one.pattern)
        case Reached(), Reached():
            return one.norm == other.norm and one.states <= other.states
        case Passed(), Passed():
            return one.at >= other.at
        case Not(part), Not(without):
            return _implies(without, part)
    return False
