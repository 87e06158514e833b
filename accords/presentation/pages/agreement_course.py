"""The states of an agreement's norms over time, day by day, for a figure and for the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accords.agreement.agreement import AGREEMENT
from accords.agreement.condition import State
from accords.agreement.norm import Norm
from accords.agreement.status import AgreementStanding, states_shown, trigger_of
from accords.agreement.worlds import TOGETHER
from accords.presentation.agreement_told import article_title
from accords.presentation.agreement_words import name_of

_RANK = sorted(State, key=TOGETHER.__getitem__)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the end of the day `first` on, a norm may have been in these states; in none: that is not settled."""

    first: date
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Norms of one stipulation that went the same way, as one. `article` is the title of its article, empty for the agreement itself.
    `stretches` follow one another without a gap."""

    name: str
    article: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Over:
    """From the day `first` to the end of the day `last`. `days` are those on which something changed, in order, each the first of a stretch."""

    first: date
    last: date
    days: tuple[date, ...]
    bars: tuple[Bar, ...]


def over_time(standing: AgreementStanding) -> Over | None:
    """What every norm went through; `None` where nothing has changed yet."""
    clock, course = standing.agreement.clock, standing.course
    bars = list(_bars(standing))
    changed = sorted({stretch.first for bar in bars for stretch in bar.stretches[1:]})
    if not changed:
        return None
    signed = standing.agreement.signed
    first = min(changed[0], clock.day(signed)) if signed is not None else changed[0]
    return Over(first, clock.day(course.until), tuple(changed), tuple(_from(first, bar) for bar in bars))


def _bars(standing: AgreementStanding) -> Iterator[Bar]:
    course = standing.course
    yield Bar(name_of(AGREEMENT), "", _stretches(standing, course.machine.norms[0]))
    titles = {article.number: article_title(article) for article in standing.agreement.articles}
    for one in standing.stipulations:
        groups: dict[tuple[Stretch, ...], list[str]] = {}
        for row in one.norms:
            groups.setdefault(_stretches(standing, row.norm), []).append(row.norm.id)
        for stretches, ids in groups.items():
            whole = len(ids) > 1 and len(groups) == 1
            name = one.together.id if whole else ids[0] + (f" and {len(ids) - 1} more" if len(ids) > 1 else "")
            yield Bar(name, titles[one.stipulation.article], stretches)


def _stretches(standing: AgreementStanding, norm: Norm) -> tuple[Stretch, ...]:
    """What holds at the end of each day on which it became another."""
    course, clock = standing.course, standing.agreement.clock
    trigger = trigger_of(course, norm)
    unsettled = course.unsettled.get(norm.id)
    instants = {at for own in (norm.id, trigger) if own is not None for at, _ in course.possible[own]}
    if unsettled is not None:
        instants.add(unsettled.at)
    found: list[Stretch] = []
    for day in sorted({clock.day(at) for at in instants if at <= course.until}):
        states = states_shown(course, norm, min(clock.end(day) - 1, course.until))
        told = () if states is None else tuple(state for state in _RANK if state in states)
        if not found or found[-1].states != told:
            found.append(Stretch(day, told))
    return tuple(found)


def _from(first: date, bar: Bar) -> Bar:
    """The same without what lies before a day."""
    later = [stretch for stretch in bar.stretches if stretch.first > first]
    at = max((stretch for stretch in bar.stretches if stretch.first <= first), key=lambda one: one.first)
    return Bar(bar.name, bar.article, (Stretch(first, at.states), *later))
