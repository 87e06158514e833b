"""Days -> the columns of a figure: days, weeks, months, quarters, years or stretches of years, as fine as there is room for.

Columns of which nothing is told are left out where several stand together: reports come in clusters, and to scale a year in which
nothing happened would push a week in which much did into one column.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from accords.presentation import wording

_EMPTY = 2  # columns without anything that are drawn between two; more are a gap


class Step(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Columns:
    """`numbers`: which day, week, month it is that stands in a column, counted from the first that there is; `None` is a gap, in which
    several are left out. `years`: how many are in a column of `Step.YEARS`."""

    step: Step
    numbers: tuple[int | None, ...]
    years: int = 1

    def __len__(self) -> int:
        return len(self.numbers)

    def places(self, days: Collection[date]) -> dict[date, int]:
        """The column of each of the days of which they were made."""
        place = {number: column for column, number in enumerate(self.numbers) if number is not None}
        return {day: place[_number(self.step, day, self.years)] for day in days}

    def start(self, column: int) -> date:
        """The first day of a column; of a gap, the first that it leaves out."""
        number = self.numbers[column]
        return _start(self.step, self._before(column) + 1 if number is None else number, self.years)

    def end(self, column: int) -> date:
        """The last day of a column; of a gap, the last that it leaves out."""
        number = self.numbers[column]
        if number is None:
            return self.start(column + 1) - timedelta(days=1)
        start, following = (_start(self.step, one, self.years) for one in (number, number + 1))
        return following - timedelta(days=1) if following > start else date.max

    def _before(self, column: int) -> int:
        number = self.numbers[column - 1]
        assert number is not None, "a gap stands between two columns"
        return number

    def words(self, column: int) -> str:
        """`11 August 2025`, `week of 11 August 2025`, `August 2025`, `July to September 2025`, `2025`, `2020 to 2029`."""
        start, end = self.start(column), self.end(column)
        if self.numbers[column] is None:
            return f"{wording.plain_day(start)} to {wording.plain_day(end)}"
        _, first, year = wording.plain_day(start).split()
        _, last, until = wording.plain_day(end).split()
        return {
            Step.DAY: wording.plain_day(start),
            Step.WEEK: f"week of {wording.plain_day(start)}",
            Step.MONTH: f"{first} {year}",
            Step.QUARTER: f"{first} to {last} {year}",
            Step.YEAR: year,
            Step.YEARS: f"{year} to {until}",
        }[self.step]

    def tick(self, column: int) -> str:
        """Where a column begins, short: `11 Aug 2025`, `Aug 2025`, `2025`."""
        number, month, year = wording.plain_day(self.start(column)).split()
        if self.step in (Step.DAY, Step.WEEK):
            return f"{number} {month[:3]} {year}"
        return year if self.step in (Step.YEAR, Step.YEARS) else f"{month[:3]} {year}"


def columns(days: Collection[date], most: int, *, after: Step | None = None) -> Columns:
    """The finest columns in which these days, one at least, have room: `most` at the most. `after`: coarser than these; but by the year
    nothing is coarser than what there is room for."""
    steps = list(Step)
    for step in steps[:-1] if after is None else steps[steps.index(after) + 1 : -1]:
        made = Columns(step, _folded({_number(step, day, 1) for day in days}))
        if len(made) <= most:
            return made
    years = 2
    while len(made := Columns(Step.YEARS, _folded({_number(Step.YEARS, day, years) for day in days}), years)) > most:
        years += 1
    return made


def _folded(numbers: Collection[int]) -> tuple[int | None, ...]:
    ordered = sorted(numbers)
    made: list[int | None] = [ordered[0]]
    for one, following in pairwise(ordered):
        if following - one - 1 > _EMPTY:
            made.append(None)
        else:
            made += range(one + 1, following)
        made.append(following)
    return tuple(made)


def _number(step: Step, day: date, years: int) -> int:
    # The first day that there is, 1 January of year 1, is a Monday.
    if step is Step.DAY:
        return day.toordinal()
    if step is Step.WEEK:
        return (day.toordinal() - 1) // 7
    if step is Step.MONTH:
        return day.year * 12 + day.month - 1
    return day.year * 4 + (day.month - 1) // 3 if step is Step.QUARTER else day.year // years


def _start(step: Step, number: int, years: int) -> date:
    """The first day of a column; where there is none any more, the last day that there is."""
    if step in (Step.DAY, Step.WEEK):
        ordinal = number if step is Step.DAY else number * 7 + 1
        return date.fromordinal(min(ordinal, date.max.toordinal()))
    year, month = {
        Step.MONTH: (number // 12, number % 12 + 1),
        Step.QUARTER: (number // 4, number % 4 * 3 + 1),
        Step.YEAR: (number, 1),
        Step.YEARS: (number * years, 1),
    }[step]
    return date.max if year > date.max.year else date(max(year, 1), month, 1)
