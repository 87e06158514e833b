"""Where an agreement stands, in words that every rendering shares: norms that stand alike as one line, and what they wait for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accords.agreement.agreement import AGREEMENT, AgreementStatus, Article, ClauseStanding, Stipulation
from accords.agreement.condition import State
from accords.agreement.explain import why_not
from accords.agreement.item import Item, Status
from accords.agreement.norm import NormKind
from accords.agreement.roles import WAITING
from accords.agreement.status import AgreementStanding, NormStanding, Standing, StipulationStanding
from accords.presentation.agreement_reasons import Reasons
from accords.presentation.agreement_words import AgreementWords, name_of
from accords.presentation.wording import counted, line_of, plain_day

_STATUSES = {
    AgreementStatus.DRAFT: "A draft, not signed",
    AgreementStatus.REPORTED: "Only reported: nobody has shown its text",
}
# Of a draft: how far a clause has come, so that nobody takes what others tell for a party's own undertaking.
_NOT_AGREED = {
    ClauseStanding.REPORTED: "only reported: those who would owe it have not said so.",
    ClauseStanding.OFFERED: "offered by those who would owe it, and not agreed.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Norms of a stipulation that stand alike, as one.

    `rows` are these norms, none of the agreement itself and of what the norms of a stipulation are together; `name` is what they are
    called. `since` and `by` are words, empty where there is nothing to tell. `asks`: who owes what to whom by when, a sentence for each
    way in which it may have been handed on. `waits`: what a conditional one waits for, the first of it first. `deciding`: the unsettled
    items on which it depends.
    """

    name: str
    standing: Standing
    states: str
    since: str
    by: str
    deciding: tuple[Item, ...]
    rows: tuple[NormStanding, ...] = ()
    asks: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A stipulation in one reading. `caution`: that it is not agreed, empty where it is. With norms that stand apart, the first line tells them together."""

    stipulation: Stipulation
    caution: str
    lines: tuple[Line, ...]


class StandingWords:
    """An agreement at the end of a day."""

    def __init__(self, standing: AgreementStanding) -> None:
        self.standing = standing
        self.reasons = Reasons(standing.agreement)
        self.words = self.reasons.words

    def record(self, items: Sequence[Item], *, bearing: bool = False) -> str:
        """`At the end of 3 May 2029 (UTC); 5 things told by then (4 confirmed, 1 disputed).` `bearing`: they are those that bear on the agreement."""
        found = Counter(item.status for item in items)
        told = ", ".join(f"{found[one]:,} {one.value}" for one in Status if found[one])
        upon = f" bear{'' if len(items) > 1 else 's'} on it" if bearing else ""
        record = (
            f"{counted(len(items), 'thing')} told by then{upon} ({told})" if items else f"nothing told by then{upon}"
        )
        zone = self.standing.agreement.clock.zone.key
        return f"At the end of {plain_day(self.standing.day)} ({zone}); {record}."

    def unsigned(self) -> str:
        """Of a draft that it is one; else nothing."""
        status = self.standing.agreement.status
        if status is AgreementStatus.SIGNED:
            return ""
        return f"{_STATUSES[status]}; it is looked at as if it were in force from its date."

    def own(self) -> Line:
        """The agreement itself."""
        return self._line(AGREEMENT, self.standing.standing)

    def tally(self) -> tuple[tuple[str, int], ...]:
        """How many norms are in which state for certain, the most common first; last, as an empty word, how many are not certain."""
        rows = [row for one in self.standing.stipulations for row in one.norms]
        counts = Counter(self.words.states(row.standing) for row in rows if row.standing.certain)
        unsure = len(rows) - counts.total()
        return (*counts.most_common(), *([("", unsure)] if unsure else []))

    def clauses(self, article: Article) -> Iterator[Clause]:
        """The stipulations of an article, those whose texts differ once for each reading."""
        for one in self.standing.stipulations:
            if one.stipulation.article == article.number:
                yield self._clause(one)

    def _clause(self, one: StipulationStanding) -> Clause:
        groups: dict[object, list[NormStanding]] = {}
        for row in one.norms:
            groups.setdefault(alike(row), []).append(row)
        told = one.stipulation.standing
        caution = f"{line_of(one.stipulation.id)} is {_NOT_AGREED[told]}" if told in _NOT_AGREED else ""
        whole = [self._line(one.together.id, one.together)] if len(one.norms) > 1 and len(groups) > 1 else []
        return Clause(one.stipulation, caution, (*whole, *(self._norms(one, rows) for rows in groups.values())))

    def _norms(self, one: StipulationStanding, rows: Sequence[NormStanding]) -> Line:
        """Norms that stand alike, as one."""
        first = rows[0]
        norm, debtors, name = first.norm, None, first.norm.id
        if len(rows) > 1:
            name = one.together.id if len(rows) == len(one.norms) else f"{norm.id} and {len(rows) - 1} more"
            debtors = self.words.parties([own for row in rows for own in row.norm.debtors])
        term = self.words.term(norm, self.standing.course)
        asks = []
        for holders in first.holders:
            clause = self.words.clause(norm, holders, debtors)
            if norm.kind is NormKind.TRIGGER and len(rows) > 1:
                clause = (
                    f"whether the guarantee is triggered is for each to say for itself: {debtors or self._voters(rows)}"
                )
            asks.append(f"{clause}{'; ' if term else ''}{term}.")
        return self._line(name, first.standing, rows, asks, self._waits(first))

    def _line(
        self,
        name: str,
        standing: Standing,
        rows: Sequence[NormStanding] = (),
        asks: Sequence[str] = (),
        waits: Sequence[str] = (),
    ) -> Line:
        changed = standing.since > self.standing.course.start  # else it has never been otherwise
        return Line(
            name=name,
            standing=standing,
            states=self.words.states(standing),
            since=f"since {self.words.at(standing.since)}" if changed else "",
            by=self._by(standing.dues, rows[0].norm.kind) if standing.dues and rows else "",
            deciding=standing.deciding if not standing.certain else (),
            rows=tuple(rows),
            asks=tuple(asks),
            waits=tuple(waits),
        )

    def _by(self, dues: tuple[int, int], kind: NormKind) -> str:
        if kind is NormKind.OBLIGATION:
            return f"to be done {self.words.by(dues)}"
        first, last = map(self.words.until, dues)
        return first if first == last else f"{first}, or {last}"

    def _voters(self, rows: Sequence[NormStanding]) -> str:
        rules = (row.norm.determination for row in rows)
        return self.words.parties([own for rule in rules if rule for own in rule.voters])

    def _waits(self, row: NormStanding) -> list[str]:
        """What a norm that may be conditional waits for."""
        if row.standing.unsettled or not WAITING.intersection(row.standing.possible):
            return []
        if row.standing.certain is State.UNDETERMINED and row.norm.kind is NormKind.TRIGGER:
            return ["what may be a trigger has happened, and nobody has said so who may"]
        course = self.standing.course
        return [f"waits for {self.reasons.unmet(one, row.norm, course)}" for one in why_not(course, row.norm.id)]


def alike(row: NormStanding) -> object:
    """What norms of one stipulation have to share to stand in one line."""
    norm, standing = row.norm, row.standing
    items = tuple(item.id for item in standing.deciding)
    return (
        norm.kind,
        norm.deed,
        norm.due,
        standing.possible,
        standing.since,
        standing.dues,
        items,
        standing.unsettled,
        row.holders,
        norm.jointly,
    )


def article_title(article: Article) -> str:
    return f"Article {line_of(article.number)}" + (f" · {line_of(article.title)}" if article.title else "")


NOTHING_BOUND = "binds nobody to anything that could be watched"  # of an article without stipulations


def title_of(line: Line) -> str:
    """What a line tells of: `4.resolution`, `1 as a whole`, `the agreement`."""
    together = " as a whole" if not line.rows and line.name != AGREEMENT else ""
    return f"{name_of(line.name)}{together}"


def not_settled(words: AgreementWords, standing: Standing) -> str:
    """Of a norm that has more worlds than are looked at."""
    return (
        f"Not settled from {words.at(standing.since)} on: there are more than {standing.unsettled}. No state is certain. "
        "Settle some of the reports (`what-if --settle`, or rulings) and ask again."
    )
