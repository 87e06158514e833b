"""The status of an agreement as lines for a terminal: what is certain told apart from what is possible, in words and not in colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from accords.agreement.agreement import AGREEMENT, AgreementStatus, Article, ClauseStanding
from accords.agreement.condition import State
from accords.agreement.explain import NoEffect, why_not
from accords.agreement.item import Item, Status
from accords.agreement.norm import NormKind
from accords.agreement.roles import WAITING
from accords.agreement.spoken import series
from accords.agreement.status import AgreementStanding, NormStanding, Standing, StipulationStanding
from accords.presentation.agreement_reasons import Reasons
from accords.presentation.agreement_words import name_of
from accords.presentation.screen import Screen, wrapped
from accords.presentation.terminal_agreement import alike, head
from accords.presentation.wording import counted, line_of, plain_day

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


_STATUSES = {
    AgreementStatus.DRAFT: "A draft, not signed",
    AgreementStatus.REPORTED: "Only reported: nobody has shown its text",
}


# Of a draft: how far a clause has come, so that nobody takes what others tell for a party's own undertaking.
_NOT_AGREED = {
    ClauseStanding.REPORTED: "only reported: those who would owe it have not said so.",
    ClauseStanding.OFFERED: "offered by those who would owe it, and not agreed.",
}


class _StatusPage:
    """Numbers the reports that decide as they are first named."""

    def __init__(self, standing: AgreementStanding, screen: Screen) -> None:
        self.standing, self.screen = standing, screen
        self.reasons = Reasons(standing.agreement)
        self.words = self.reasons.words
        self._numbers: dict[str, int] = {}
        self._deciding: list[Item] = []
        self._caps: dict[str, None] = {}

    def top(self, items: Sequence[Item]) -> Iterator[str]:
        agreement, standing = self.standing.agreement, self.standing.standing
        found = Counter(item.status for item in items)
        told = ", ".join(f"{found[one]:,} {one.value}" for one in Status if found[one])
        record = f"{counted(len(items), 'thing')} told by then ({told})" if items else "nothing told by then"
        yield from self._wrapped(
            f"At the end of {plain_day(self.standing.day)} ({agreement.clock.zone.key}); {record}."
        )
        if agreement.status is not AgreementStatus.SIGNED:
            yield from self._wrapped(
                f"{_STATUSES[agreement.status]}; it is looked at as if it were in force from its date."
            )
        yield from self._line(AGREEMENT, standing, "", "")
        counts = Counter(self.words.states(row.standing) for row in self._rows() if row.standing.certain)
        unsure = sum(not row.standing.certain for row in self._rows())
        each = [f"{number} {state}" for state, number in counts.most_common()]
        if unsure:
            each.append(f"{unsure} not certain (marked ?)")
        if counts[State.BREACHED]:
            each = [f"{one} (marked !)" if one.endswith(" breached") else one for one in each]
        if each:
            yield from self._wrapped(f"Of {counted(sum(counts.values()) + unsure, 'norm')}: {', '.join(each)}.")

    def _rows(self) -> Iterator[NormStanding]:
        for one in self.standing.stipulations:
            yield from one.norms

    def article(self, article: Article) -> Iterator[str]:
        title = f" · {line_of(article.title)}" if article.title else ""
        yield from map(self.screen.strong, wrapped(f"Article {line_of(article.number)}{title}", self.screen.columns))
        own = [one for one in self.standing.stipulations if one.stipulation.article == article.number]
        if not own:
            yield "    binds nobody to anything that could be watched"
        for one in own:
            yield from self._stipulation(one)

    def _stipulation(self, one: StipulationStanding) -> Iterator[str]:
        groups: dict[object, list[NormStanding]] = {}
        for row in one.norms:
            groups.setdefault(alike(row), []).append(row)
        if one.stipulation.standing in _NOT_AGREED:
            words = f"{line_of(one.stipulation.id)} is {_NOT_AGREED[one.stipulation.standing]}"
            yield from wrapped(words, self.screen.columns, first="    ", rest="      ")
        if len(one.norms) > 1 and len(groups) > 1:
            yield from self._line(one.together.id, one.together, "", " as a whole")
        for rows in groups.values():
            yield from self._norms(one, rows)

    def _norms(self, one: StipulationStanding, rows: Sequence[NormStanding]) -> Iterator[str]:
        """Norms that stand alike, as one."""
        first = rows[0]
        norm, standing = first.norm, first.standing
        name, debtors = norm.id, None
        if len(rows) > 1:
            name = one.together.id if len(rows) == len(one.norms) else f"{norm.id} and {len(rows) - 1} more"
            debtors = self.words.parties([own for row in rows for own in row.norm.debtors])
        kind = norm.kind
        by = ""
        if standing.dues:
            by = self._by(standing.dues, kind)
        yield from self._line(name, standing, by, "")
        term = self.words.term(norm, self.standing.course)
        limit = f"; {term}" if term else ""
        for holders in first.holders:
            clause = self.words.clause(norm, holders, debtors)
            if kind is NormKind.TRIGGER and len(rows) > 1:
                clause = (
                    f"whether the guarantee is triggered is for each to say for itself: {debtors or self._voters(rows)}"
                )
            yield from wrapped(f"{clause}{limit}.", self.screen.columns, "      ", "      ")
        yield from self._waits(rows[0])

    def _by(self, dues: tuple[int, int], kind: NormKind) -> str:
        if kind is NormKind.OBLIGATION:
            return f"to be done {self.words.by(dues)}"
        first, last = map(self.words.until, dues)
        return first if first == last else f"{first}, or {last}"

    def _voters(self, rows: Sequence[NormStanding]) -> str:
        rules = (row.norm.determination for row in rows)
        return self.words.parties([own for rule in rules if rule for own in rule.voters])

    def _waits(self, row: NormStanding) -> Iterator[str]:
        """What a norm that may be conditional waits for."""
        if not row.standing.unsettled and WAITING.intersection(row.standing.possible):
            course = self.standing.course
            if row.standing.certain is State.UNDETERMINED and row.norm.kind is NormKind.TRIGGER:
                told = ["what may be a trigger has happened, and nobody has said so who may"]
            else:
                told = [
                    f"waits for {self.reasons.unmet(one, row.norm, course)}" for one in why_not(course, row.norm.id)
                ]
            more = [f"and {len(told) - _MOST_WAITS} more"] if len(told) > _MOST_WAITS else []
            for line in (*told[:_MOST_WAITS], *more):
                yield from wrapped(line, self.screen.columns, "      ", "        ")

    def _line(self, name: str, standing: Standing, by: str, together: str) -> Iterator[str]:
        mark = "!" if standing.certain is State.BREACHED else " " if standing.certain else "?"
        told = f"{name_of(name)}{together}: {self.words.states(standing)}"
        if standing.since > self.standing.course.start:  # else it has never been otherwise
            told += f" since {self.words.at(standing.since)}"
        told += f", {by}" if by else ""
        if standing.deciding and not standing.certain:
            numbers = [self._number(item) for item in standing.deciding]
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
                yield from wrapped(self.words.item(item), self.screen.columns, f"  {number}. ", "     ")
        if idle:
            yield ""
            yield self.screen.strong("Without effect")
            for one in idle:
                yield from wrapped(self.reasons.no_effect(one), self.screen.columns, "  - ", "    ")

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
