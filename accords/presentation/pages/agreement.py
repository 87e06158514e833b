"""An agreement: its articles with their states, why and why not, what falls due when, what would be otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from markupsafe import Markup

from accords.agreement.agreement import Agreement, Source
from accords.agreement.condition import State
from accords.agreement.finding import Severity
from accords.agreement.lint import lint
from accords.agreement.score import scores
from accords.agreement.status import AgreementStanding
from accords.presentation.agreement_dates import Dated, calendar
from accords.presentation.agreement_record import Watched
from accords.presentation.agreement_words import rate_words
from accords.presentation.pages import agreement_figure
from accords.presentation.pages.agreement_course import Bar, Over, over_time
from accords.presentation.pages.agreement_lines import ArticleShown, Lines, LineShown, ReportShown
from accords.presentation.pages.agreement_what_if import WhatIfShown, what_if
from accords.presentation.pages.figure_file import alone
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import as_markup
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.state_mark import MEANT, Mark, mark
from accords.presentation.wording import counted, line_of, plain_day
from accords.vocabulary import Misuse

DATES = 120  # past dates, and those to come, that are told
YEARS = 40  # of which it is told how far it had been carried out
IDLE = 60  # things without effect that are told
_SEVERITIES = {Severity.ERROR: "!", Severity.WARNING: "△", Severity.NOTE: "·"}


@dataclass(frozen=True, slots=True)
class PartyShown:
    name: str
    role: str
    aliases: str


@dataclass(frozen=True, slots=True)
class SourceShown:
    """`href` only where it is an address of the web."""

    title: str
    href: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many norms are in a state."""

    number: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Row:
    """One bar of the figure in words."""

    article: str
    name: str
    stretches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """`key`: of each state that the figure has the ground, the mark and what it means."""

    svg: Markup
    to_scale: bool
    key: tuple[tuple[Markup, Mark, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DateShown:
    """One date of one norm, which leads to its line on the page. `note` is empty where the clock runs in every world."""

    day: str
    norm: Link
    wanted: str
    asks: str
    note: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Past dates with what has become of them, the latest first, and those to come. `unshown` counts older ones."""

    past: tuple[DateShown, ...]
    to_come: tuple[DateShown, ...]
    unshown: int


@dataclass(frozen=True, slots=True)
class FindingShown:
    sign: str
    severity: str
    words: str
    remedy: str
    code: str
    place: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """`record` says as of which day, and by how much; `own` is the agreement itself. `prefix` begins the ids of elements.

    `scores` are years with how far it had been carried out by their end. `problem` says what was wrong with what was asked for.
    """

    heading: str
    prefix: str
    about: str
    record: str
    unsigned: str
    problem: str
    own: LineShown
    tally: tuple[Counted, ...]
    of: str
    articles: tuple[ArticleShown, ...]
    over_time: OverTime | None
    calendar: Calendar
    what_if: WhatIfShown
    reports: tuple[ReportShown, ...]
    idle: tuple[str, ...]
    idle_more: int
    scores: tuple[tuple[str, str], ...]
    findings: tuple[FindingShown, ...]
    faults: tuple[str, ...]
    parties: tuple[PartyShown, ...]
    sources: tuple[SourceShown, ...]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "agreement.html"


def agreement(shown: Shown, own: str) -> AgreementPage:
    """Where it stands by the end of the day that is asked for (else today), by what was known by then."""
    watched, standing = standing_of(shown, own)
    wanted = dict(shown.asked.more).get("why", "")
    ids, problem = _asked(watched, wanted)
    lines = Lines(watched, standing, shown, own, ids)
    line, articles = lines.own(), tuple(lines.article(one) for one in standing.agreement.articles)
    idle = [lines.folders.without(lines.told.reasons.no_effect(one)) for one in watched.without_effect(standing.day)]
    over, tally = over_time(standing), lines.told.tally()
    return AgreementPage(
        heading=line_of(standing.agreement.title),
        prefix=lines.place(),
        about=line_of(standing.agreement.about),
        record=lines.told.record(watched.bearing(standing.day), bearing=True),
        unsigned=lines.told.unsigned(),
        problem=lines.folders.without(problem),
        own=line,
        tally=tuple(Counted(number, counted_in(state)) for state, number in tally),
        of=counted(sum(number for _, number in tally), "norm"),
        articles=articles,
        over_time=_over_time(over, lines, line_of(standing.agreement.title)) if over else None,
        calendar=_calendar(watched, lines),
        what_if=what_if(watched, lines, shown, standing.day),
        reports=lines.reports(),
        idle=tuple(idle[:IDLE]),
        idle_more=max(0, len(idle) - IDLE),
        scores=tuple(_scores(standing)),
        findings=tuple(_findings(standing.agreement, lines)),
        faults=tuple(lines.folders.without(str(one)) for one in (*watched.faults, *standing.agreement.notes)),
        parties=tuple(
            PartyShown(line_of(one.name), line_of(one.role or ""), ", ".join(map(line_of, one.aliases)))
            for one in standing.agreement.parties
        ),
        sources=tuple(map(_source, standing.agreement.sources)),
        downloads=shown.downloads("agreement", own, ("csv", "xlsx", "json", *(("svg",) if over else ()))),
    )


def agreement_figure_of(shown: Shown, own: str) -> str:
    """The states over time as a file of SVG; `Missing` where nothing has changed yet."""
    watched, standing = standing_of(shown, own)
    over = over_time(standing)
    if over is None:
        raise Missing("figure of agreement", own)
    prefix = Lines(watched, standing, shown, own).place()
    return alone(agreement_figure.figure(over, prefix, line_of(standing.agreement.title)))


def standing_of(shown: Shown, own: str) -> tuple[Watched, AgreementStanding]:
    """An agreement with where it stands by the end of the day that is asked for (else today); `Missing` where there is none of the name."""
    watched = shown.agreements.get(own)
    if watched is None:
        raise Missing("agreement", own)
    return watched, watched.status(shown.asked.as_of or date.today())


def _asked(watched: Watched, name: str) -> tuple[frozenset[str], str]:
    """The norms of a name whose reasons are asked for in full; and what is wrong with the name."""
    if not name:
        return frozenset(), ""
    try:
        return frozenset(norm.id for norm in watched.norms(name)), ""
    except Misuse as misuse:
        return frozenset(), str(misuse.fault)


def counted_in(state: str) -> Mark:
    """Of norms in one state; of no state: those that are not certain."""
    return mark((State(state),), state) if state else mark((State.ACTIVE, State.BREACHED), "not certain")


def _over_time(over: Over, lines: Lines, title: str) -> OverTime:
    prefix = lines.place()
    there = {state for bar in over.bars for stretch in bar.stretches for state in stretch.states}
    marks = [(mark((state,), state.value), MEANT[state]) for state in State if state in there]
    if any(not stretch.states for bar in over.bars for stretch in bar.stretches):
        marks.append((mark((), "not settled"), "too many reports that may be so or not"))
    return OverTime(
        svg=as_markup(agreement_figure.figure(over, prefix, title)),
        to_scale=agreement_figure.to_scale(over),
        key=tuple((as_markup(agreement_figure.swatch(prefix, one.look)), one, meant) for one, meant in marks),
        rows=tuple(Row(line_of(bar.article), line_of(bar.name), tuple(_stretches(bar))) for bar in over.bars),
    )


def _stretches(bar: Bar) -> Iterator[str]:
    """`conditional`, then `from 15 February 2015 active`, …"""
    for number, stretch in enumerate(bar.stretches):
        states = agreement_figure.states_words(stretch)
        sign = agreement_figure.sign_of(stretch.states)
        yield f"{sign} {states}" if number == 0 else f"from {plain_day(stretch.first)} {sign} {states}"


def _calendar(watched: Watched, lines: Lines) -> Calendar:
    ordered = calendar(watched.calendar(lines.standing.day), lines.standing)
    past = [one for one in reversed(ordered) if one.passed]
    to_come = [one for one in ordered if not one.passed]
    unshown = max(0, len(past) - DATES) + max(0, len(to_come) - DATES)
    return Calendar(
        tuple(_date(one, lines) for one in past[:DATES]), tuple(_date(one, lines) for one in to_come[:DATES]), unshown
    )


def _date(one: Dated, lines: Lines) -> DateShown:
    place = lines.places.get(one.norm)
    return DateShown(one.day, Link(one.norm, f"#{place}" if place else None), one.wanted, one.asks, one.note)


def _scores(standing: AgreementStanding) -> Iterator[tuple[str, str]]:
    for score in scores(standing.agreement, standing.course, most=YEARS):
        yield plain_day(score.day), rate_words(score.rate)


def _findings(agreement: Agreement, lines: Lines) -> Iterator[FindingShown]:
    for one in lint(agreement):
        yield FindingShown(
            sign=_SEVERITIES[one.severity],
            severity=one.severity.value,
            words=lines.folders.without(line_of(one.words)),
            remedy=line_of(one.remedy),
            code=one.code.value,
            place=lines.folders.without(one.place),
        )


def _source(source: Source) -> SourceShown:
    url = source.url or ""
    about = ", ".join(line_of(one) for one in (source.publisher, source.date, source.language, source.note) if one)
    return SourceShown(line_of(source.title), url if url.startswith(("https://", "http://")) else None, about)
