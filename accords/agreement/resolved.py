"""The stipulations, articles and norms that conditions, deadlines and patterns of a file name, resolved to norms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from accords.agreement.agreement import AGREEMENT, Kind
from accords.agreement.condition import All, AnyOf, Condition, Happened, Not, Reached, State
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.naming import Named, NormName
from accords.agreement.pattern import Pattern

DONE = frozenset((State.FULFILLED, State.CURED))


class Resolved:
    """Resolves what one file says; `reading` is that of the stipulation which says it."""

    def __init__(self, named: Named) -> None:
        self.named = named
        # An article of a thousand norms may be named a thousand times.
        self._kept: dict[tuple[str, frozenset[State], str | None], Condition] = {}

    def condition(self, condition: Condition | None, reading: str | None) -> Condition | None:
        """A condition with stipulations resolved to norms, those of its own reading where they have it."""
        match condition:
            case None:
                return None
            case All(parts):
                return All(tuple(self._part(part, reading) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self._part(part, reading) for part in parts))
            case Not(part):
                return Not(self._part(part, reading))
            case Happened():
                return self.happened(condition)
            case Reached(norm, states) if norm != AGREEMENT:
                key = norm, states, reading
                if key not in self._kept:
                    self._kept[key] = _reached(self.named[norm], states, reading)
                return self._kept[key]
        return condition

    def _part(self, part: Condition, reading: str | None) -> Condition:
        made = self.condition(part, reading)
        assert made is not None
        return made

    def deadline(self, deadline: Deadline | None, reading: str | None) -> Deadline | None:
        match deadline:
            case Deadline(anchor=Pattern() as pattern):
                return replace(deadline, anchor=self.pattern(pattern))
            case Deadline(anchor=str(word)) if not isinstance(word, Anchor):
                ids = tuple(norm.id for norm in _done(self.named[word], reading))
                return replace(deadline, anchor=ids[0] if len(ids) == 1 else ids)
        return deadline

    def happened(self, happened: Happened | None) -> Happened | None:
        return replace(happened, pattern=self.pattern(happened.pattern)) if happened else None

    def pattern(self, pattern: Pattern) -> Pattern:
        """What is said of an article or a stipulation is said of its norms, and what is said of its article of it."""
        if not pattern.about:
            return pattern
        about = set(pattern.about)
        for word in pattern.about:
            for norm in self.named.get(word, ()):
                about |= {norm.id, norm.stipulation, norm.article}
        return replace(pattern, about=frozenset(about))


def _reached(norms: tuple[NormName, ...], states: frozenset[State], reading: str | None) -> Condition:
    """A state of what a word stands for: done or fulfilled where all of its norms are, any other where one of them is; so in each reading."""
    done = states <= DONE
    parts: list[Condition] = []
    for stipulation in _stipulations(norms, reading):
        readings: list[Condition] = []
        for _, group in groupby(stipulation, lambda norm: norm.reading):
            inside = list(group)
            # Whether a guarantee is triggered is asked of its trigger only where nothing else could be meant.
            asked = [norm for norm in inside if norm.trigger is (states == {State.UNDETERMINED})] or inside
            reached = tuple(Reached(norm.id, states) for norm in asked)
            readings.append(_of(All if done else AnyOf, reached))
        parts.append(_of(All, tuple(readings)))
    return _of(All if done else AnyOf, tuple(parts))


def _done(norms: tuple[NormName, ...], reading: str | None) -> Iterator[NormName]:
    """The norms that are done when what a word stands for is: of a procedure the last step."""
    for stipulation in _stipulations(norms, reading):
        yield from [norm for norm in stipulation if norm.last and not norm.trigger] or stipulation


def _stipulations(norms: tuple[NormName, ...], reading: str | None) -> list[list[NormName]]:
    """The norms of a word by their stipulations, of this reading where they have it. Of an article powers are left out, which need never be used."""
    owed = [norm for norm in norms if norm.kind is not Kind.POWER] or norms
    found: list[list[NormName]] = []
    for _, group in groupby(owed, lambda norm: norm.stipulation):
        every = list(group)
        found.append([norm for norm in every if reading and norm.reading == reading] or every)
    return found


def _of(join: type[All] | type[AnyOf], parts: tuple[Condition, ...]) -> Condition:
    return parts[0] if len(parts) == 1 else join(parts)
