"""Findings on texts that differ: what each reading says, and on which days it would be due."""

from __future__ import annotations

from collections.abc import Iterator

from accords.agreement.agreement import Stipulation
from accords.agreement.deadline import Anchor, Deadline
from accords.agreement.finding import Code, Finding, Severity
from accords.agreement.foresight import Foresight
from accords.agreement.spoken import counted, due_words, series

_KEYS = {"by": "due", "until": "due", "begins": "begins", "lapses": "lapses"}


def reading_findings(sight: Foresight) -> Iterator[Finding]:
    groups: dict[str, list[Stipulation]] = {}
    for one in sight.agreement.stipulations:
        if one.reading is not None:
            groups.setdefault(one.id, []).append(one)
    for own, readings in groups.items():
        path = tuple((f"{own}~{one.reading}", one.place) for one in readings)
        differ = _keys(readings)
        if differ:
            told = ". ".join(_key(sight, key, readings) for key in differ)
            words = f"The texts of {own} differ. {told}."
            remedy = "Agree on one of them, or say which text prevails; until then both are followed and shown."
            yield Finding(readings[0].place, Code.READINGS_DIFFER, own, Severity.WARNING, words, remedy, path)
        else:
            names = series([str(one.reading) for one in readings])
            words = f"The readings {names} of {own} say the same."
            yield Finding(
                readings[0].place,
                Code.READINGS_ALIKE,
                own,
                Severity.NOTE,
                words,
                "Write it once, without `readings`.",
                path,
            )


def _keys(readings: list[Stipulation]) -> list[str]:
    """The keys of which the readings do not all say the same, in the order of the file."""
    told = [dict(one.said) for one in readings]
    every = dict.fromkeys(key for said in told for key in said)
    return [key for key in every if len({said.get(key) for said in told}) > 1]


def _key(sight: Foresight, key: str, readings: list[Stipulation]) -> str:
    """What each reading has for one key, and of deadlines the days, where they are sure."""
    parts, days = [], []
    for one in readings:
        said = dict(one.said).get(key)
        deadline: Deadline | None = getattr(one, _KEYS[key]) if key in _KEYS else None
        words = f"{one.reading} has `{said}`" if said is not None else f"{one.reading} has none"
        at = sight.instant(deadline)
        if at is not None:
            when = due_words(sight.clock, at) if key in ("by", "until") else None
            words += f" ({when})" if when else ""
            days.append(sight.clock.day(at))
        elif deadline is not None and isinstance(deadline.anchor, Anchor) and sight.agreement.signed is None:
            words += ", of which the day is not known"
        parts.append(words)
    apart = (max(days) - min(days)).days if len(days) == len(readings) > 1 else 0
    return f"`{key}`: {series(parts)}" + (f", {counted(apart, 'day')} apart" if apart else "")
