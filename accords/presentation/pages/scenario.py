"""A scenario: the graph of a negotiation with its sentences, or what packages of issues are worth to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from shlex import quote
from typing import ClassVar

from markupsafe import Markup

from accords.bargaining.domain import Package
from accords.bargaining.uncertain import Sampled
from accords.presentation import bargain_page, package_page, sheet
from accords.presentation.bargain import CAVEAT, Bargain
from accords.presentation.bargain_answer import Answer, answer, first_of
from accords.presentation.bargain_figure import figure
from accords.presentation.bargain_svg import drawing
from accords.presentation.bargain_words import BargainWords
from accords.presentation.marks import Html, anchor_of, html
from accords.presentation.package_words import PackageWords
from accords.presentation.packages import CAVEAT as PACKAGES_CAVEAT
from accords.presentation.packages import Packages
from accords.presentation.pages.agreement_what_if import Choice
from accords.presentation.pages.figure_file import alone, beside
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import as_markup
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.sheet import Part
from accords.presentation.wording import line_of
from accords.vocabulary import Misuse

EVERY = 16  # feasible states of a game that is told whole, neighbouring rankings too
DRAWS = 200  # of uncertain numbers, where they are drawn for a page
LEVEL = "level:"  # begins the name of a field with a level of an issue; the issue's id follows
SIZE = 50  # scenarios on a leaf
_FOLDED = ".sensitivity"  # what ends the id of a part that is long


@dataclass(frozen=True, slots=True)
class Section:
    """`place` is the id of its element. `folded`: it is long, and unfolds."""

    place: str
    title: str
    body: Markup
    folded: bool


@dataclass(frozen=True, slots=True)
class IssueAsked:
    """One issue of which a level can be chosen."""

    field: str
    words: str
    levels: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A form that asks of one state, or of one package; which of `states` and `issues` is empty says of which. `named` are states with names."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    state: str
    named: tuple[str, ...]
    issues: tuple[IssueAsked, ...]
    draws: Link | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """`summary` counts what is in it; `caveat` says what the answers are worth; `command` tells more. `ask` is `None` where nobody answers."""

    heading: str
    prefix: str
    summary: str
    about: Markup
    caveat: str
    notes: tuple[str, ...]
    problem: str
    ask: Ask | None
    back: Link | None
    sections: tuple[Section, ...]
    command: str
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "scenario.html"


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    title: Link
    kind: str
    summary: str
    holds: str


@dataclass(frozen=True, slots=True)
class Scenarios:
    heading: str
    rows: Leaf[ScenarioRow]
    downloads: tuple[Link, ...]
    template: ClassVar[str] = "scenarios.html"


def scenarios(shown: Shown) -> Scenarios:
    """By their names."""
    leaf = shown.leaf(sorted(shown.scenarios), SIZE, "scenarios")
    rows = tuple(_row(name, shown) for name in leaf.rows)
    return Scenarios(
        "Scenarios", Leaf(rows, leaf.number, leaf.leaves, leaf.of, leaf.previous, leaf.next, leaf.whole), ()
    )


def _row(name: str, shown: Shown) -> ScenarioRow:
    found = shown.scenarios[name]
    link = shown.link(line_of(_title(found)), "scenario", name)
    if isinstance(found, Packages):
        return ScenarioRow(link, "packages of issues", package_page.summary(found), PackageWords(found).zone())
    words = BargainWords(found)
    stable = found.stable[:3]
    more = len(found.stable) - len(stable)
    told = ", ".join(words.state(state) for state in stable) + (f" and {more:,} more" if more > 0 else "")
    return ScenarioRow(link, "states and moves", bargain_page.summary(Answer(found, (), False, ())), told or "none")


def scenario(shown: Shown, own: str) -> Scenario:
    """Of a small game all states are told; of others the first equilibria and the status quo, or the state that is asked for."""
    found = shown.scenarios.get(own)
    if found is None:
        raise Missing("scenario", own)
    return _packages(found, shown, own) if isinstance(found, Packages) else _bargain(found, shown, own)


def scenario_figure(shown: Shown, own: str) -> str:
    """The drawing as a file of SVG; of packages the plots of every two parties, one below the other."""
    found = shown.scenarios.get(own)
    if found is None:
        raise Missing("scenario", own)
    if isinstance(found, Packages):
        drawn, _ = package_page.plots(PackageWords(found, whole=True))
        return alone(beside(drawn))
    return alone(drawing(figure(_told(found, ())), BargainWords(found)))


# -- states and moves --------------------------------------------------------------------------------------------------------


def _bargain(found: Bargain, shown: Shown, own: str) -> Scenario:
    given = dict(shown.asked.more)
    wanted, problem = given.get("state", ""), ""
    asked: tuple[int, ...] = ()
    if wanted:
        try:
            asked = (found.state(wanted),)
        except Misuse as misuse:
            problem = str(misuse.fault)
    told, prefix = _told(found, asked), _prefix(own)

    def led(state: int) -> str | None:
        place = bargain_page.anchor(state, prefix)
        return shown.href("scenario", own, place=place, state=str(found.id_of(state)))

    parts = bargain_page.parts(told, prefix, _linked(shown), led)
    scenario = found.game.scenario
    return Scenario(
        heading=line_of(found.title),
        prefix=prefix,
        summary=bargain_page.summary(told),
        about=as_markup(sheet.about(scenario.about, scenario.sources) if scenario else Html("")),
        caveat=CAVEAT,
        notes=tuple(str(note) for note in found.notes),
        problem=problem,
        ask=_ask(shown, own, state=wanted, named=tuple(found.names.values())),
        back=shown.link("the first equilibria", "scenario", own, place=f"{prefix}why") if asked else None,
        sections=_sections(parts),
        command=f"accords bargain run {quote(_file(found.place))} --state NAME --coalitions --sensitivity",
        downloads=shown.downloads("scenario", own, ("csv", "xlsx", "json", "svg")),
    )


@lru_cache(maxsize=32)
def _told(found: Bargain, asked: tuple[int, ...]) -> Answer:
    """What several pages tell of one game: it does not change, and what coalitions could do takes a while to find."""
    small = len(found.game.states) <= EVERY
    every = tuple(dict.fromkeys([*first_of(found), *map(int, found.game.states)])) if small and not asked else asked
    return answer(found, every, sensitive=small)


# -- packages ----------------------------------------------------------------------------------------------------------------


def _packages(found: Packages, shown: Shown, own: str) -> Scenario:
    given = dict(shown.asked.more)
    asked, problem = None, ""
    levels = {name.removeprefix(LEVEL): level for name, level in given.items() if name.startswith(LEVEL)}
    words = given.get("package", "") or ", ".join(f"{issue}={level}" for issue, level in levels.items())
    if words:
        try:
            asked = found.package(words)
        except Misuse as misuse:
            problem = str(misuse.fault)
    prefix, domain = _prefix(own), found.domain
    sampled = _sampled(found) if domain.uncertain and given.get("draws") else None
    draws = shown.link(
        f"Draw the uncertain numbers {DRAWS} times", "scenario", own, place=f"{prefix}drawn", draws="yes"
    )
    parts = package_page.parts(found, asked, sampled, prefix, _linked(shown))
    return Scenario(
        heading=line_of(domain.title),
        prefix=prefix,
        summary=package_page.summary(found),
        about=as_markup(sheet.about(domain.about, domain.sources)),
        caveat=PACKAGES_CAVEAT,
        notes=(),
        problem=problem,
        ask=_ask(
            shown, own, issues=_issues(found, asked, levels), draws=draws if domain.uncertain and not sampled else None
        ),
        back=None,
        sections=_sections(parts),
        command=f"accords bargain packages {quote(_file(found.place))} --draws 1000",
        downloads=shown.downloads("scenario", own, ("csv", "xlsx", "json", "svg")),
    )


@lru_cache(maxsize=32)
def _sampled(found: Packages) -> Sampled:
    return found.sampled(DRAWS)


def _issues(found: Packages, asked: Package | None, levels: dict[str, str]) -> tuple[IssueAsked, ...]:
    made = []
    for number, issue in enumerate(found.domain.issues):
        chosen = issue.levels[asked.levels[number]].id if asked else levels.get(issue.id)
        choices = tuple(Choice(one.id, line_of(one.text), one.id == chosen) for one in issue.levels)
        made.append(IssueAsked(f"{LEVEL}{issue.id}", line_of(issue.name), choices))
    return tuple(made)


# -- both --------------------------------------------------------------------------------------------------------------------


def _ask(
    shown: Shown,
    own: str,
    *,
    state: str = "",
    named: tuple[str, ...] = (),
    issues: tuple[IssueAsked, ...] = (),
    draws: Link | None = None,
) -> Ask | None:
    """The form, where somebody answers it."""
    action, day = shown.href("scenario", own), shown.asked.as_of
    if action is None or shown.href("scenario", own, state="x") is None:
        return None
    place = f"{_prefix(own)}{'asked' if issues else 'why'}"
    hidden = (("as_of", day.isoformat()),) if day else ()
    return Ask(f"{action.partition('?')[0]}#{place}", hidden, state, named, issues, draws)


def _sections(parts: Sequence[Part]) -> tuple[Section, ...]:
    return tuple(
        Section(part.anchor, part.title, as_markup(part.body), part.anchor.endswith(_FOLDED))
        for part in parts
        if part.body
    )


def _linked(shown: Shown) -> sheet.Linked:
    """A claim's id, leading to its place in its report where that is known."""

    def linked(own: str) -> Html:
        known = shown.claim(own)
        href = shown.report(known.report, place=own).href if known else None
        return Html(f'<a href="{html(href)}">{html(own)}</a>') if href else html(own)

    return linked


def _prefix(own: str) -> str:
    return f"{anchor_of(own)}."


def _title(found: Bargain | Packages) -> str:
    return found.domain.title if isinstance(found, Packages) else found.title


def _file(place: str) -> str:
    """Where the analyst keeps it is nobody's business."""
    return place.replace("\\", "/").rpartition("/")[2]
