"""The score of an agreement: how far what it asks has been carried out, after the Peace Accords Matrix.

The Matrix codes each provision of an accord 0 not initiated, 1 minimal, 2 intermediate or 3 full implementation in each year, and adds up: Madhav Joshi,
Jason Michael Quinn and Patrick M. Regan, "Annualized implementation data on comprehensive intrastate peace accords, 1989-2012", Journal of Peace Research
52:4 (2015), 551-562; https://peaceaccords.nd.edu. Its coders judge; here the states of norms decide, and a `score` in the file has the last word:

- An obligation or procedure: the share of its norms (debtors, readings aside, steps) that are done, and of counts and joint deeds the part that is done.
  Nothing is 0, less than half 1, less than all 2, all 3. What is conditional, lapsed, active, breached or terminated is not done, whosever fault that is.
- A prohibition: the share of its debtors who keep it, from when it binds. Who has broken it keeps it no more, but the clause was begun: at the least 1.
- A guarantee that is not triggered asks nothing yet, and is not counted; nor is what was released. A power asks nothing of anybody.
- Of texts that differ the reading with the lowest and the one with the highest score bound it.

Each score has a lowest and a highest value over the possible states, taken norm by norm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from accords.agreement.agreement import Agreement, Article, Kind, Stipulation
from accords.agreement.condition import State
from accords.agreement.config import Config
from accords.agreement.course import Course
from accords.agreement.naming import NormName, norm_names, shape_of
from accords.agreement.norm import Norm

FULL = 3
THEMES = "PAM"  # under `codes` of a stipulation or its article
_KEPT = frozenset((State.ACTIVE, State.SUSPENDED, State.FULFILLED, State.CURED, State.RELEASED))
_UNDER_WAY = frozenset((State.ACTIVE, State.SUSPENDED, State.BREACHED))
_NOT_TRIGGERED = frozenset((State.CONDITIONAL, State.UNDETERMINED, State.LAPSED, State.TERMINATED))


class Period(StrEnum):
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class StipulationScore:
    """`low` and `high`: 0 to 3, `None` where nothing is asked (yet). `own`: the analyst's, which the file has. `themes`: of the Matrix."""

    id: str
    article: str
    place: str
    low: int | None
    high: int | None
    themes: tuple[str, ...] = ()
    own: bool = False

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "article": self.article,
            "place": self.place,
            "low": self.low,
            "high": self.high,
            "themes": list(self.themes),
            "own": self.own,
        }


@dataclass(frozen=True, slots=True)
class Rate:
    """In percent of full implementation; `None` where nothing is counted. `number`: of stipulations. `theme` `None`: of all, or of those without one."""

    number: int
    low: float | None
    high: float | None
    theme: str | None = None

    def to_json(self) -> dict[str, object]:
        return {"theme": self.theme, "number": self.number, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Score:
    """At one instant, by what the course knows. `themes`: in order of name, last those stipulations that have none."""

    at: int
    day: date
    rate: Rate
    themes: tuple[Rate, ...]
    stipulations: tuple[StipulationScore, ...]

    def to_json(self) -> dict[str, object]:
        return {
            "day": self.day.isoformat(),
            "rate": self.rate.to_json(),
            "themes": [rate.to_json() for rate in self.themes],
            "stipulations": [one.to_json() for one in self.stipulations],
        }


def score(agreement: Agreement, ran: Course, at: int | None = None) -> Score:
    """The score at an instant, in seconds since 1970 UTC (default: the end of the course)."""
    at = ran.until if at is None else min(at, ran.until)
    articles = {article.number: article for article in agreement.articles}
    readings: dict[str, list[Stipulation]] = {}
    for one in agreement.stipulations:
        if one.kind is not Kind.POWER:
            readings.setdefault(one.id, []).append(one)
    scores = tuple(_of_clause(ran, group, articles, at) for group in readings.values())
    themes = sorted({theme for one in scores for theme in one.themes})
    rates = [rate_of((one for one in scores if theme in one.themes), theme) for theme in themes]
    if bare := [one for one in scores if not one.themes]:
        rates.append(rate_of(bare))
    return Score(at, agreement.clock.day(at), rate_of(scores), tuple(rates), scores)


def scores(
    agreement: Agreement, ran: Course, every: Period = Period.YEAR, *, most: int | None = None
) -> tuple[Score, ...]:
    """The score at the end of each year or month, from the signing (else the first item) on, and at the end of the course; the last `most`."""
    known = [agreement.signed] if agreement.signed is not None else [item.first for item in ran.items[:1]]
    first = min([*known, ran.until])
    days = list(_ends(agreement.clock.day(first), agreement.clock.day(ran.until), every))[-most if most else 0 :]
    return tuple(score(agreement, ran, agreement.clock.end(day) - 1) for day in days)


def _ends(first: date, last: date, every: Period) -> Iterator[date]:
    """The last day of each year or month of a time; the last one ends with it."""
    months = 12 if every is Period.YEAR else 1
    at = first.year * 12 + (0 if every is Period.YEAR else first.month - 1) + months  # the month after the first end
    while at // 12 <= date.max.year and (end := date(at // 12, at % 12 + 1, 1) - timedelta(days=1)) < last:
        yield end
        at += months
    yield last


def rate_of(scores: Iterable[StipulationScore], theme: str | None = None) -> Rate:
    """The sum over three times the number, in percent."""
    told = [(one.low, one.high) for one in scores if one.low is not None and one.high is not None]
    if not told:
        return Rate(0, None, None, theme)
    whole = FULL * len(told)
    return Rate(
        len(told), 100 * sum(low for low, _ in told) / whole, 100 * sum(high for _, high in told) / whole, theme
    )


# -- one clause ------------------------------------------------------------------------------------------------------------


def _of_clause(ran: Course, readings: list[Stipulation], articles: dict[str, Article], at: int) -> StipulationScore:
    one = readings[0]
    codes = dict(one.codes) or dict(articles[one.article].codes)
    themes = tuple(dict.fromkeys(codes.get(THEMES, ())))
    own = next((reading.score for reading in readings if reading.score is not None), None)
    if own is not None:
        return StipulationScore(one.id, one.article, one.place, own, own, themes, True)
    bounds = [_of_reading(ran, reading, at) for reading in readings]
    told = [bound for bound in bounds if bound is not None]
    low, high = (min(low for low, _ in told), max(high for _, high in told)) if told else (None, None)
    return StipulationScore(one.id, one.article, one.place, low, high, themes)


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of one norm is done; `asked`: whether it asks for anything in every world, in some, or in none (`None`)."""

    low: float
    high: float
    asked: bool | None = True
    begun: bool | None = False  # of a prohibition: it binds or has bound in every world, in some (`None`) or in none


def _of_reading(ran: Course, one: Stipulation, at: int) -> tuple[int, int] | None:
    shares = [_share(ran, one, name, at) for name in norm_names(shape_of(one)) if not name.trigger]
    shares = [share for share in shares if share.asked is not None]
    if not shares:
        return None
    # What may not be asked for counts as not done for the lowest and as done for the highest, which bounds both cases.
    low = _level(sum(share.low if share.asked else 0.0 for share in shares) / len(shares))
    high = _level(sum(share.high if share.asked else 1.0 for share in shares) / len(shares))
    if one.kind is Kind.PROHIBITION:
        low = max(low, 1) if any(share.begun for share in shares) else low
        high = max(high, 1) if any(share.begun is not False for share in shares) else high
    if not any(share.asked for share in shares):
        low, high = 0, FULL
    return low, high


def _level(share: float) -> int:
    return 0 if share <= 0 else 1 if share < 0.5 else 2 if share < 1 else FULL


def _share(ran: Course, one: Stipulation, name: NormName, at: int) -> _Share:
    states = ran.states(name.id, at)
    if states is None:
        return _Share(0.0, 1.0)
    norm = ran.machine.norms[ran.machine.index[name.id]]
    if one.kind is Kind.PROHIBITION:
        kept = [state in _KEPT for state in states]
        bound = [state in _KEPT or state is State.BREACHED for state in states]
        return _Share(float(all(kept)), float(any(kept)), begun=all(bound) or (None if any(bound) else False))
    free = _NOT_TRIGGERED | {State.RELEASED} if one.kind is Kind.GUARANTEE else frozenset((State.RELEASED,))
    asking = states - free
    if not asking:
        return _Share(0.0, 1.0, asked=None)
    rows = [(1.0, 1.0) if state.done else _part(ran, norm, state, at) for state in asking]
    return _Share(min(low for low, _ in rows), max(high for _, high in rows), asked=asking == states)


def _part(ran: Course, norm: Norm, state: State, at: int) -> tuple[float, float]:
    """How much of a deed that takes several acts, or several debtors, is done in a state in which not all is."""
    needed = len(norm.debtors) if norm.jointly else norm.deed.count if norm.deed else 1
    if needed < 2 or state not in _UNDER_WAY:
        return 0.0, 0.0
    configs = _configs(ran, norm.id, at)
    if configs is None:
        return 0.0, (needed - 1) / needed
    done = [_done(config, norm) / needed for config in configs if config.state is state]
    return (min(done), max(done)) if done else (0.0, (needed - 1) / needed)


def _configs(ran: Course, norm: str, at: int) -> list[Config] | None:
    """What a norm may stand at at an instant; `None` where the course keeps no more than its states."""
    ends = ran.ends[norm]
    if at >= ran.until:
        return [config for config, _ in ends]
    moves = ends[0][1].moves() if len(ends) == 1 else []
    changes = [(move.at, after) for move in moves for own, _, after in move.changes if own == norm]
    if not changes or any(move.assumed for move in moves):
        return None
    then = [after for when, after in changes if when <= at]
    return then[-1:] or None


def _done(config: Config, norm: Norm) -> float:
    if norm.jointly:
        return config.done if isinstance(config.done, int) else 0
    if isinstance(config.done, tuple):
        return sum(count for _, count in config.done)
    return max(0, config.done)
