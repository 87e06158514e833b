"""The status of an agreement as lines for a terminal: what is certain told apart from what is possible, in words and not in colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from accords.agreement.agreement import Article
from accords.agreement.condition import State
from accords.agreement.explain import NoEffect
from accords.agreement.item import Item
from accords.agreement.spoken import series
from accords.agreement.status import AgreementStanding
from accords.presentation.agreement_told import NOTHING_BOUND, Line, StandingWords, article_title, title_of
from accords.presentation.screen import Screen, wrapped
from accords.presentation.terminal_agreement import head
from accords.presentation.wording import counted

_MOST_WAITS = 3  # of what a norm waits for; `why-not` tells all


def status(
    standing: AgreementStanding, items: Sequence[Item], idle: Sequence[NoEffect], screen: Screen
) -> Iterator[str]:
    """Where all stands at the end of a day: article by article a line for each norm, and what the uncertain ones depend on."""
    page = _StatusPage(standing, screen)
    yield from head(standing.agreement, screen)
    yield from page.top(items)
    for article in standing.agreement.articles:
        yield ""
        yield from page.article(article)
    yield from page.foot(idle)


class _StatusPage:
    """Numbers the reports that decide as they are first named."""

    def __init__(self, standing: AgreementStanding, screen: Screen) -> None:
        self.told, self.screen = StandingWords(standing), screen
        self._numbers: dict[str, int] = {}
        self._deciding: list[Item] = []

    def top(self, items: Sequence[Item]) -> Iterator[str]:
        yield from self._wrapped(self.told.record(items))
        if unsigned := self.told.unsigned():
            yield from self._wrapped(unsigned)
        yield from self._line(self.told.own())
        tally = self.told.tally()
        marks = {"": " (marked ?)", State.BREACHED.value: " (marked !)"}
        each = [f"{number} {state or 'not certain'}{marks.get(state, '')}" for state, number in tally]
        if each:
            norms = counted(sum(number for _, number in tally), "norm")
            yield from self._wrapped(f"Of {norms}: {', '.join(each)}.")

    def article(self, article: Article) -> Iterator[str]:
        yield from map(self.screen.strong, wrapped(article_title(article), self.screen.columns))
        clauses = list(self.told.clauses(article))
        if not clauses:
            yield f"    {NOTHING_BOUND}"
        for clause in clauses:
            if clause.caution:
                yield from wrapped(clause.caution, self.screen.columns, first="    ", rest="      ")
            for line in clause.lines:
                yield from self._norms(line)

    def _norms(self, line: Line) -> Iterator[str]:
        yield from self._line(line)
        more = [f"and {len(line.waits) - _MOST_WAITS} more"] if len(line.waits) > _MOST_WAITS else []
        for asked in line.asks:
            yield from wrapped(asked, self.screen.columns, "      ", "      ")
        for waited in (*line.waits[:_MOST_WAITS], *more):
            yield from wrapped(waited, self.screen.columns, "      ", "        ")

    def _line(self, line: Line) -> Iterator[str]:
        mark = "!" if line.standing.certain is State.BREACHED else " " if line.standing.certain else "?"
        told = f"{title_of(line)}: {line.states}"
        told += f" {line.since}" if line.since else ""
        told += f", {line.by}" if line.by else ""
        if line.deciding:
            numbers = [self._number(item) for item in line.deciding]
            told += f"; depends on {'report' if len(numbers) == 1 else 'reports'} {_numbers(numbers)}"
        yield from wrapped(f"{told}.", self.screen.columns, f"{mark:>3} ", "      ")

    def _number(self, item: Item) -> int:
        if item.id not in self._numbers:
            self._numbers[item.id] = len(self._numbers) + 1
            self._deciding.append(item)
        return self._numbers[item.id]

    def foot(self, idle: Sequence[NoEffect]) -> Iterator[str]:
        if self._deciding:
            yield ""
            yield self.screen.strong("Reports on which it depends")
            for number, item in enumerate(self._deciding, 1):
                yield from wrapped(self.told.words.item(item), self.screen.columns, f"  {number}. ", "     ")
        if idle:
            yield ""
            yield self.screen.strong("Without effect")
            for one in idle:
                yield from wrapped(self.told.reasons.no_effect(one), self.screen.columns, "  - ", "    ")

    def _wrapped(self, text: str) -> Iterator[str]:
        yield from wrapped(text, self.screen.columns)


def _numbers(numbers: Iterable[int]) -> str:
    """`1 to 3 and 7`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [[f"{run[0]} to {run[-1]}"] if len(run) > 2 else list(map(str, run)) for run in runs]
    return series(one for several in told for one in several)
