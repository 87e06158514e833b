"""Columns of answers on agreements and scenarios: norms with where they stand, dates, states of a negotiation, packages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from accords.agreement.status import AgreementStanding
from accords.presentation.agreement_dates import BEGINS, Dated
from accords.presentation.agreement_words import AgreementWords
from accords.presentation.bargain import Bargain
from accords.presentation.bargain_words import BargainWords
from accords.presentation.package_words import PackageWords
from accords.presentation.packages import Packages
from accords.presentation.tables.field import Field, day, number, text, texts, yes_no

PACKAGES = 5_000  # of the frontier, that a table holds
MOST_STATES = 20_000  # that a table holds


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm at the end of a day; instants as days of the agreement's zone."""

    norm: str
    article: str
    kind: str
    asks: str
    debtors: tuple[str, ...]
    creditors: tuple[str, ...]
    possible: tuple[str, ...]
    certain: bool
    since: str | None
    due: tuple[str, ...]
    depends_on: tuple[str, ...]
    day: date

    def to_json(self) -> dict[str, object]:
        return {**asdict(self), "day": self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class DateRow:
    day: date
    norm: str
    what: str
    asks: str
    note: str
    passed: bool

    def to_json(self) -> dict[str, object]:
        return {**asdict(self), "day": self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state of a negotiation. `stable`: in which senses it is an equilibrium."""

    state: str
    taken: str
    stable: tuple[str, ...]
    status_quo: bool

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package of the frontier. `worth`: party -> what it is worth to it."""

    package: str
    worth: Mapping[str, float]
    in_zone: bool

    def to_json(self) -> dict[str, object]:
        return {"package": self.package, "worth": dict(self.worth), "in_zone": self.in_zone}


def norms(standing: AgreementStanding, without: Callable[[str], str]) -> Iterator[NormRow]:
    """Every norm, in the order of the file. `without`: an id without the folders of the analyst's files."""
    words = AgreementWords(standing.agreement)
    for one in standing.stipulations:
        for row in one.norms:
            norm, now = row.norm, row.standing
            began = now.since > standing.course.start
            yield NormRow(
                norm=norm.id,
                article=norm.article,
                kind=norm.kind.value,
                asks=words.clause(norm),
                debtors=tuple(words.ids(norm.debtors)),
                creditors=tuple(words.ids(norm.creditors)),
                possible=tuple(state.value for state in now.possible),
                certain=now.certain is not None,
                since=words.iso(now.since) if began else None,
                due=tuple(words.iso(at) for at in dict.fromkeys(now.dues or ())),
                depends_on=tuple(without(item.id) for item in now.deciding) if not now.certain else (),
                day=standing.day,
            )


def dates(told: Iterable[Dated], standing: AgreementStanding) -> Iterator[DateRow]:
    clock = standing.agreement.clock
    for one in told:
        # What is due at midnight is due on the day that ends then.
        on = clock.day(one.at) if one.wanted == BEGINS else clock.day(one.at - 1)
        yield DateRow(on, one.norm, one.wanted, one.asks, one.note, one.passed)


def states(found: Bargain) -> Iterator[StateRow]:
    """The feasible states, as they are numbered; of more than a table holds the equilibria first."""
    words, every = BargainWords(found), [int(state) for state in found.game.states]
    if len(every) > MOST_STATES:
        every = list(dict.fromkeys([*found.stable, *every]))[:MOST_STATES]
    for state in every:
        kinds = tuple(kind.value for kind in found.kinds(state))
        yield StateRow(words.name(state), words.taken(state), kinds, state == found.game.status_quo)


def frontier(found: Packages) -> Iterator[PackageRow]:
    """The packages of the frontier, at most so many, those of the zone first."""
    words, front = PackageWords(found, whole=True), found.frontier
    inside = front.in_zone.tolist()
    ids = [party.id for party in found.domain.parties]
    for at in sorted(range(len(inside)), key=lambda at: not inside[at])[:PACKAGES]:
        package = found.domain.package(int(front.numbers[at]))
        yield PackageRow(words.package(package), dict(zip(ids, front.worth[:, at].tolist(), strict=True)), inside[at])


NORMS: tuple[Field[NormRow], ...] = (
    text("norm", "Its id.", lambda r, d: r.norm),
    text("article", "The article in which it stands.", lambda r, d: r.article),
    text("kind", "obligation, prohibition, power or trigger.", lambda r, d: r.kind),
    text("asks", "What it asks of whom.", lambda r, d: r.asks),
    texts("debtors", "Ids of who owes; of a power: of who holds it.", lambda r, d: r.debtors),
    texts("creditors", "Ids of whom it is owed to.", lambda r, d: r.creditors),
    texts("possible", "The states in which it may be; none where that is not settled.", lambda r, d: r.possible),
    yes_no("certain", "Yes where one state alone is possible.", lambda r, d: r.certain),
    text(
        "since",
        "From when these are its possible states; empty where it has never been otherwise.",
        lambda r, d: r.since,
    ),
    texts("due", "When it comes due; of an uncertain date the first and the last.", lambda r, d: r.due),
    texts("depends_on", "Ids of the reports on which the state depends.", lambda r, d: r.depends_on),
    day("day", "The day at whose end it stands so, by what was known by then.", lambda r, d: r.day),
)

DATES: tuple[Field[DateRow], ...] = (
    day("day", "The day; what is due at midnight is due on the day that ends then.", lambda r, d: r.day),
    text("norm", "Its id.", lambda r, d: r.norm),
    text("what", "to be done, begins, ends or lapses.", lambda r, d: r.what),
    text("asks", "What it asks of whom.", lambda r, d: r.asks),
    text("note", "How it stands; empty where the clock runs for certain.", lambda r, d: r.note),
    yes_no("passed", "Yes where the day has passed.", lambda r, d: r.passed),
)

STATES: tuple[Field[StateRow], ...] = (
    text("state", "Its name, or the options that are taken.", lambda r, d: r.state),
    text("taken", "What is so in it.", lambda r, d: r.taken),
    texts("stable", "In which senses it is an equilibrium: nash, seq, gmr, smr.", lambda r, d: r.stable),
    yes_no("status_quo", "Yes of where things stand now.", lambda r, d: r.status_quo),
)


def frontier_columns(found: Packages) -> tuple[Field[PackageRow], ...]:
    """One column for each party."""

    def worth(party: str) -> Field[PackageRow]:
        return number(f"worth_{party}", f"What it is worth to {party}.", lambda r, d: r.worth[party])

    return (
        text("package", "A level of each issue.", lambda r, d: r.package),
        *(worth(party.id) for party in found.domain.parties),
        yes_no("in_zone", "Yes where no party would refuse it.", lambda r, d: r.in_zone),
    )
