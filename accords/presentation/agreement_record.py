"""An agreement watched against its record: what tables of events, a ledger and a dossier say that happened.

The commands are `accords agreement status`, `why`, `why-not`, `calendar`, `what-if` and `score`; the Python twin of each is the method
of that name of a `Watched`.

    >>> watched = accords.watch("lake.yaml", events="lake.csv", ledger="talks.ledger")  # doctest: +SKIP
    >>> watched.status(date(2029, 5, 1)).standing.possible  # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from accords.agreement.agreement import Agreement
from accords.agreement.condition import Passed, atoms
from accords.agreement.from_claims import items_of_view, with_actors
from accords.agreement.item import Item
from accords.agreement.norm import Norm
from accords.agreement.norms import norms_of, targets_of
from accords.agreement.parse import read_agreement
from accords.agreement.refusal import nearest
from accords.agreement.status import AgreementStanding, acts_asked, bearing, course_of, machine_of, standing_of
from accords.agreement.tables import items_of_table
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.agreement.condition import State
    from accords.agreement.course import Course
    from accords.agreement.dues import Due
    from accords.agreement.explain import Derivation, NoEffect, Unmet
    from accords.agreement.score import Period, Score
    from accords.agreement.what_if import WhatIf
    from accords.assessment.record import Record
    from accords.claims.claim import Claim
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier

Source: TypeAlias = str | os.PathLike[str]
_DAYS = 8  # of which the course is kept


@dataclass(frozen=True, slots=True)
class _Said:
    """A record of claims, and the names of the agreement's parties as its reports have them."""

    record: Record
    parties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Ran:
    """What became of an agreement by a day, and of what."""

    bearing: Sequence[Item]
    course: Course


@dataclass(frozen=True)
class Watched:
    """An agreement with what is said to have happened. `faults`: what is wrong with its file and its tables; the rest is used.

    Every question is asked as of a day (default: today), and reads only what was known by its end.
    """

    agreement: Agreement
    faults: tuple[Fault, ...] = ()
    rows: tuple[Item, ...] = ()
    _said: tuple[_Said, ...] = ()
    _kept: dict[date, _Ran] = field(
        default_factory=dict, compare=False, repr=False
    )  # days that were asked for, the last ones

    def beside(self, record: Record) -> Watched:
        """The same file and tables with the claims of this record, in the place of any others."""
        return replace(self, _said=(_Said(record, self.agreement.party_ids),), _kept={})

    def items(self, day: date | None = None) -> list[Item]:
        """All items known by the end of a day: those of tables in their order, then those of claims."""
        return self._items(day or date.today(), None)

    def bearing(self, day: date | None = None) -> Sequence[Item]:
        """Those of the items that are anything to a norm, or are done upon one. The others change nothing."""
        return self._ran(day or date.today()).bearing

    def _items(self, day: date, acts: frozenset[str] | None) -> list[Item]:
        items = {item.id: item for item in self.rows if item.known_on <= day}
        for said in self._said:
            for item in self._claimed(said, day, acts):
                items.setdefault(item.id, item)  # a claim is one claim, whether a ledger or a dossier tells it
        return list(items.values())

    def _claimed(self, said: _Said, day: date, acts: frozenset[str] | None) -> list[Item]:
        view = said.record.as_of()
        if view.reports and view.reports[-1].known_on > day:
            view = said.record.as_of(day)  # else it is that of now, whose disputes are worked out already
        since = _first_day(self.agreement) or min((known.known_on for known in view.reports), default=day)
        asked = (one for one in said.record.said if acts is None or one.claim.act.value in acts)
        right = frozenset(one.id for one in asked if _ruled_right(one.claim))
        clock = self.agreement.clock
        return items_of_view(view, clock, since=since, parties=said.parties, confirmed=right, acts=acts)

    def course(self, as_of: date | None = None) -> Course:
        """What became of every norm by the end of a day, and how."""
        return self._ran(as_of or date.today()).course

    def _ran(self, day: date) -> _Ran:
        if day not in self._kept:
            machine = machine_of(self.agreement)
            # Of a claim whose act nothing asks for no item is made: a record has many, and most are of other things.
            items = bearing(machine, self._items(day, acts_asked(machine)))
            ran = _Ran(items, course_of(self.agreement, items, day, traced=True, machine=machine))
            while len(self._kept) >= _DAYS:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[day] = ran
        return self._kept[day]

    def status(self, as_of: date | None = None) -> AgreementStanding:
        """Per norm the certain and the possible states, since when, who owes what to whom by when, and what decides."""
        day = as_of or date.today()
        return standing_of(self.agreement, self.course(day), day)

    def norms(self, name: str) -> tuple[Norm, ...]:
        """The norms that a word stands for: a norm, a stipulation, an article, or `agreement`; `Misuse` names the nearest."""
        targets = targets_of(self.agreement)
        called = {word.casefold(): ids for word, ids in targets.items()} | targets
        ids = called.get(name) or called.get(name.casefold())
        if ids is None:
            accepted = "an article, a stipulation or a norm of the file: " + _listed(targets)
            remedy = nearest(name, targets, "`accords agreement status` shows all.")
            raise Misuse(
                Fault(name, f"nothing called `{name}` in {self.agreement.place.rpartition(':')[0]}", accepted, remedy)
            )
        norms = {norm.id: norm for norm in norms_of(self.agreement)}
        return tuple(norms[own] for own in ids)

    def why(self, name: str, as_of: date | None = None) -> dict[str, tuple[Derivation, ...]]:
        """For each norm of that name how it may have come to each state that it may be in."""
        from accords.agreement.explain import why

        ran = self.course(as_of)
        return {norm.id: why(ran, norm.id) for norm in self.norms(name)}

    def why_not(self, name: str, state: State | None = None, as_of: date | None = None) -> dict[str, tuple[Unmet, ...]]:
        """For each norm of that name what is unmet for it to be in a state (default: the next that it may hope for)."""
        from accords.agreement.explain import why_not

        ran = self.course(as_of)
        return {norm.id: why_not(ran, norm.id, state) for norm in self.norms(name)}

    def without_effect(self, as_of: date | None = None) -> tuple[NoEffect, ...]:
        """What was done upon norms and changed nothing: by nobody empowered, or upon what was not open to it."""
        from accords.agreement.explain import without_effect

        return without_effect(self.course(as_of))

    def calendar(self, as_of: date | None = None) -> tuple[Due, ...]:
        """All instants that are known at which something is due, begins, ends or lapses."""
        from accords.agreement.dues import dues

        return dues(self.status(as_of))

    def scores(self, as_of: date | None = None, *, every: Period | None = None) -> tuple[Score, ...]:
        """How far it had been carried out at the end of each year (or `Period.MONTH`) and of the day, by what was known by then."""
        from accords.agreement.score import Period, scores

        return scores(self.agreement, self.course(as_of), every or Period.YEAR)

    def what_if(
        self,
        as_of: date | None = None,
        *,
        supposed: Iterable[Item] = (),
        settled: Mapping[str, bool] | None = None,
        until: date | None = None,
    ) -> WhatIf:
        """The same record with items that are supposed, or with some settled (id -> whether it is so), by the end of `until`
        (default: the day of the last that is supposed, else that of the question)."""
        from accords.agreement.what_if import what_if

        day = as_of or date.today()
        added = tuple(supposed)
        last = max([day, *(self.agreement.clock.day(item.last) for item in added)])
        known = self.bearing(day)
        # What is handed to somebody makes his deeds count; and an item that bears on nothing may be settled too.
        if any(item.to for item in added) or set(settled or ()) - {item.id for item in known}:
            known = self.items(day)
        return what_if(self.agreement, known, day, added=added, settled=settled, until=until or last)


def watch(
    agreement: Source | Agreement,
    *,
    events: Source | Iterable[Source] = (),
    ledger: Source | Ledger | None = None,
    dossier: Source | Dossier | None = None,
    record: Record | None = None,
) -> Watched:
    """An agreement, or the file of one, with its record: tables of events (CSV), the claims of a ledger, those of a dossier, those of a
    record that is there already (`accords.answers`).

    What is wrong with the file and the tables is listed in `Watched.faults`, and the rest is used; `Misuse` where nothing of the file
    can be used, or the ledger or the dossier cannot be read.
    """
    faults: list[Fault] = []
    if not isinstance(agreement, Agreement):
        path = Path(agreement)
        read, faults = read_agreement(path)
        if read is None:
            more = f", and {len(faults) - 1} more faults" if len(faults) > 1 else ""
            first = faults[0]
            raise Misuse(Fault(first.place, first.found + more, first.accepted, first.remedy))
        agreement = read
    return watched(agreement, faults, events=events, ledger=ledger, dossier=dossier, record=record)


def watched(
    agreement: Agreement,
    faults: Iterable[Fault] = (),
    *,
    events: Source | Iterable[Source] = (),
    ledger: Source | Ledger | None = None,
    dossier: Source | Dossier | None = None,
    record: Record | None = None,
) -> Watched:
    """The same of an agreement that has been read, with what was wrong with its file."""
    found = list(faults)
    tables = [events] if isinstance(events, (str, os.PathLike)) else list(events)
    rows = tuple(_rows(agreement, [Path(table) for table in tables], found))
    said = [*([_of_ledger(agreement, ledger)] if ledger is not None else [])]
    said += [_of_dossier(agreement, dossier)] if dossier is not None else []
    said += [_Said(record, agreement.party_ids)] if record is not None else []
    return Watched(agreement, tuple(found), rows, tuple(said))


def _rows(agreement: Agreement, tables: Iterable[Path], faults: list[Fault]) -> Iterator[Item]:
    """The items of all tables; an id counts once."""
    columns = columns_asked(agreement)
    seen: dict[str, Path] = {}
    for table in tables:
        items, wrong = items_of_table(table, agreement.clock, parties=agreement.party_ids, columns=columns)
        faults += wrong
        again = [item.id for item in items if item.id in seen]
        if again:
            others = f", and {len(again) - 1:,} more" if len(again) > 1 else ""
            found = f"the id `{again[0]}`, which {seen[again[0]]} has too{others}"
            faults.append(
                Fault(str(table), found, "ids that no other table has", "They count once, as they came first.")
            )
        yield from (item for item in items if item.id not in seen)
        seen.update(dict.fromkeys([item.id for item in items], table))


def columns_asked(agreement: Agreement) -> frozenset[str]:
    """The columns of tables, beside those that every table may have, that patterns of the agreement ask for (`with`)."""
    patterns = (pattern for watch in machine_of(agreement).watches for pattern in watch.patterns())
    return frozenset(name for pattern in patterns for name, _ in pattern.attributes)


def _of_ledger(agreement: Agreement, ledger: Source | Ledger) -> _Said:
    from accords.ledger.ledger import Ledger
    from accords.presentation.answering import answers

    if isinstance(ledger, Ledger):
        return _Said(answers(ledger), agreement.party_ids)
    with Ledger(os.fspath(ledger)) as opened:
        return _Said(answers(opened), agreement.party_ids)


def _of_dossier(agreement: Agreement, dossier: Source | Dossier) -> _Said:
    from accords.presentation.dossier import Dossier
    from accords.presentation.dossier_form import load

    whole = dossier if isinstance(dossier, Dossier) else load(dossier)
    # Its actors stand apart from its reports, so their names are brought in here.
    return _Said(whole.record, with_actors(whole.actors, agreement.party_ids))


def _ruled_right(claim: Claim) -> bool:
    """A person confirmed it: only a ruling makes a claim certain."""
    from accords.ledger.ruled_claims import RULING

    return RULING in claim.why and claim.confidence == 1.0


def _first_day(agreement: Agreement) -> date | None:
    """The first day on which anything can count: that of the signing, else of the entry into force."""
    dates = [one.at for one in atoms(agreement.in_force) if isinstance(one, Passed)]
    at = agreement.signed if agreement.signed is not None else min(dates, default=None)
    return None if at is None else agreement.clock.day(at)


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    return ", ".join(f"`{word}`" for word in every[:12]) + (f" and {len(every) - 12} more" if len(every) > 12 else "")
