"""The articles of an agreement as the page shows them: where each norm stands, why, and what is unmet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

from accords.agreement.agreement import AGREEMENT, Article, Texts
from accords.agreement.explain import Reason, why, why_not
from accords.agreement.item import Item
from accords.agreement.status import AgreementStanding
from accords.presentation.agreement_reasons import nothing_unmet
from accords.presentation.agreement_record import Watched
from accords.presentation.agreement_told import Line, StandingWords, article_title, not_settled, title_of
from accords.presentation.marks import anchor_of
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.state_mark import Mark, mark

WAITS = 3  # of what a norm waits for; unfolded, all of it
STEPS, ALL_STEPS = 40, 1_200  # changes of one derivation and of all on the page
DEPENDS = 12  # reports that a line names


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something is said: `inside` a report of the record, at its place, or `outside`, at an address of the web."""

    inside: Link | None = None
    outside: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One change in a sentence."""

    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Derived:
    """How a norm came to one state; `state` is empty where it may be in no other. `left_out` counts the changes before those that are told."""

    state: str
    steps: tuple[Step, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Why:
    """What unfolds below a line. `rule` is where the clause stands in the file; `alike` are the norms of which the same is so. `unsettled`:
    that it has more worlds than are looked at. `nothing` says that nothing is unmet, where that is so. `open`: it was asked for."""

    of: str
    open: bool
    rule: str
    alike: str
    unsettled: str
    derived: tuple[Derived, ...]
    unmet: tuple[str, ...]
    nothing: str
    whole: Link | None


@dataclass(frozen=True, slots=True)
class LineShown:
    """`place` is the id of its element. `depends` leads to the reports on which it depends, `depends_more` counts those that are not named."""

    place: str
    title: str
    mark: Mark
    since: str
    by: str
    depends: tuple[Link, ...]
    depends_more: int
    asks: tuple[str, ...]
    waits: tuple[str, ...]
    waits_more: int
    why: Why | None


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """`reading` names the text of the clause where texts differ, `text` stands with the first of them. `claims` are those from which it
    was drafted, each at its place."""

    reading: str
    caution: str
    text: str
    claims: tuple[Link, ...]
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """`language` is a code such as `ru`, empty where the file names none."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """`text` is shown, `texts` are those in other languages, folded."""

    place: str
    title: str
    text: Text | None
    texts: tuple[Text, ...]
    clauses: tuple[ClauseShown, ...]


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report on which a state depends, with the number by which lines name it."""

    place: str
    number: int
    words: str
    evidence: Evidence


@dataclass
class Lines:
    """Makes the lines of one agreement, and numbers the reports that decide as they are first named."""

    watched: Watched
    standing: AgreementStanding
    shown: Shown
    name: str
    why: frozenset[str] = frozenset()  # norms whose reasons are asked for in full
    told: StandingWords = field(init=False)
    folders: Folders = field(init=False)
    deciding: dict[str, Item] = field(init=False, default_factory=dict)
    places: dict[str, str] = field(init=False, default_factory=dict)  # norm -> the element of its line
    _numbers: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.told = StandingWords(self.standing)
        self.folders = Folders.of(self.watched)
        norms = len(self.standing.course.machine.norms)
        self._steps = max(8, min(STEPS, ALL_STEPS // norms))

    def place(self, *words: str) -> str:
        """The id of an element, which no other page has in a file of all pages."""
        return ".".join(map(anchor_of, (self.name, *words)))

    # -- lines ---------------------------------------------------------------------------------------------------------------

    def own(self) -> LineShown:
        return self._line(self.told.own())

    def article(self, article: Article) -> ArticleShown:
        texts = [Text(language, words) for language, words in article.text if words]
        first = next((one for one in texts if one.language in ("", "en")), texts[0] if texts else None)
        clauses, before = [], ""
        for clause in self.told.clauses(article):
            one = clause.stipulation
            clauses.append(
                ClauseShown(
                    one.reading or "",
                    clause.caution,
                    _english(one.text) if one.id != before else "",
                    self._claims(one.claims),
                    tuple(map(self._line, clause.lines)),
                )
            )
            before = one.id
        rest = tuple(one for one in texts if one is not first)
        return ArticleShown(self.place("article", article.number), article_title(article), first, rest, tuple(clauses))

    def _line(self, line: Line) -> LineShown:
        known = line.deciding[:DEPENDS]
        place = self.place("norm", line.name) if line.rows or line.name == AGREEMENT else ""
        self.places.update({row.norm.id: place for row in line.rows})
        return LineShown(
            place=place,
            title=title_of(line),
            mark=mark(line.standing.possible, line.states),
            since=line.since,
            by=line.by,
            depends=tuple(Link(str(number), f"#{self._report(number)}") for number in sorted(map(self._number, known))),
            depends_more=len(line.deciding) - len(known),
            asks=line.asks,
            waits=line.waits[:WAITS],
            waits_more=max(0, len(line.waits) - WAITS),
            why=self._why(line),
        )

    def _claims(self, ids: Iterable[str]) -> tuple[Link, ...]:
        found = [one for own in ids if (one := self.shown.claim(own))]
        return tuple(self.shown.report(one.report, place=one.id) for one in found)

    # -- why -----------------------------------------------------------------------------------------------------------------

    def _why(self, line: Line) -> Why | None:
        """Of norms that stand alike the first is told."""
        if line.name == AGREEMENT:
            own, norm = AGREEMENT, self.standing.course.machine.norms[0]
        elif line.rows:
            own, norm = line.rows[0].norm.id, line.rows[0].norm
        else:
            return None
        ids = [row.norm.id for row in line.rows]
        asked = not self.why.isdisjoint(ids or [own])
        course, words = self.standing.course, self.told.words
        found = why(course, own)
        unmet = tuple(self.told.reasons.unmet(one, norm, course) for one in why_not(course, own))
        derived = tuple(
            self._derived(one.state.value if len(found) > 1 else "", one.reasons, own, asked) for one in found
        )
        cut = any(one.left_out for one in derived)
        return Why(
            of=title_of(line),
            open=asked,
            rule=self.folders.without(norm.place),
            alike=", ".join(ids[1:]),
            unsettled=not_settled(words, line.standing) if line.standing.unsettled else "",
            derived=derived,
            unmet=unmet,
            nothing="" if unmet else nothing_unmet(None),
            whole=self._whole(own, line.name) if cut else None,
        )

    def _derived(self, state: str, reasons: Sequence[Reason], own: str, whole: bool) -> Derived:
        left_out = 0 if whole else max(0, len(reasons) - self._steps)
        steps = []
        for reason in reasons[left_out:]:
            words = self.folders.without(self.told.reasons.change(reason, own))
            steps.append(Step(words, self.evidence(reason.item) if reason.item else Evidence()))
        return Derived(state, tuple(steps), left_out)

    def _whole(self, own: str, line: str) -> Link:
        """All changes of a norm: in the app a page, else the command that tells them."""
        href = self.shown.href("agreement", self.name, place=self.place("norm", line), why=own)
        file = self.folders.without(self.standing.agreement.place.rpartition(":")[0])
        return Link("all of them", href) if href else Link(f"accords agreement why {quote(file)} {quote(own)}")

    # -- reports -------------------------------------------------------------------------------------------------------------

    def evidence(self, item: Item) -> Evidence:
        known = self.shown.claim(item.id)
        if known is not None:
            return Evidence(inside=self.shown.report(known.report, place=known.id))
        address = next((word for word in item.source.split() if word.startswith(("https://", "http://"))), None)
        return Evidence(outside=address)

    def _number(self, item: Item) -> int:
        if item.id not in self._numbers:
            self._numbers[item.id] = len(self._numbers) + 1
            self.deciding[item.id] = item
        return self._numbers[item.id]

    def _report(self, number: int) -> str:
        return self.place("report", str(number))

    def reports(self) -> tuple[ReportShown, ...]:
        """Those that have been named so far."""
        return tuple(
            ReportShown(
                self._report(number), number, self.folders.without(self.told.words.item(item)), self.evidence(item)
            )
            for number, item in enumerate(self.deciding.values(), 1)
        )


class Folders:
    """Where the files of the analyst lie, which is nobody's business on a page that is shared."""

    @classmethod
    def of(cls, watched: Watched) -> Folders:
        return cls([watched.agreement.place, *(item.id for item in watched.rows)])

    def __init__(self, places: Iterable[str]) -> None:
        """`places`: `file:line`."""
        files = {place.rpartition(":")[0] for place in places}
        parents = {str(Path(file).parent) for file in files if file}
        self._parents = sorted((f"{one}{os.sep}" for one in parents if one not in ("", ".")), key=len, reverse=True)

    def without(self, words: str) -> str:
        for parent in self._parents:
            words = words.replace(parent, "")
        return words


def _english(texts: Texts) -> str:
    known: Mapping[str, str] = dict(texts)
    return known.get("en") or known.get("") or next(iter(known.values()), "")
