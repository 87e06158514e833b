"""Findings, reasons, dates and what-ifs of an agreement as lines for a terminal; where all stands is `terminal_status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from accords.agreement.agreement import Agreement
from accords.agreement.condition import State
from accords.agreement.dues import Due
from accords.agreement.explain import Derivation, Unmet
from accords.agreement.finding import Finding, Severity
from accords.agreement.item import Item
from accords.agreement.status import AgreementStanding, Standing
from accords.agreement.what_if import WhatIf
from accords.presentation import agreement_otherwise as otherwise
from accords.presentation.agreement_dates import dated
from accords.presentation.agreement_form import standings_of
from accords.presentation.agreement_reasons import Reasons, nothing_unmet
from accords.presentation.agreement_told import alike, not_settled
from accords.presentation.agreement_words import AgreementWords, name_of
from accords.presentation.screen import Screen, wrapped
from accords.presentation.wording import counted, line_of, plain_day


def check(findings: Sequence[Finding], screen: Screen) -> Iterator[str]:
    """Findings in the order of the file, each with its place."""
    for finding in findings:
        head = f"{line_of(finding.place)}: {finding.severity}: "
        yield from wrapped(
            f"{head}{line_of(finding.words)} {line_of(finding.remedy)} [{finding.code}]", screen.columns, rest="    "
        )


def check_foot(name: str, agreement: Agreement | None, faults: int, findings: Sequence[Finding]) -> str:
    """`lake.yaml: 3 articles, 5 stipulations; no fault, 1 error, 2 warnings, 3 notes`."""
    found = Counter(finding.severity for finding in findings)
    told = [counted(faults, "fault")] if faults else []
    told += [counted(found[one], one.value) for one in Severity if found[one]]
    held = "nothing that can be used"
    if agreement is not None:
        stipulations = len({one.id for one in agreement.stipulations})
        held = f"{counted(len(agreement.articles), 'article')}, {counted(stipulations, 'stipulation')}"
    return f"{line_of(name)}: {held}; {', '.join(told) or 'nothing found'}"


def head(agreement: Agreement, screen: Screen) -> Iterator[str]:
    yield from map(screen.strong, wrapped(f"{line_of(agreement.title)} [{agreement.id}]", screen.columns))


def why(derived: Mapping[str, Sequence[Derivation]], standing: AgreementStanding, screen: Screen) -> Iterator[str]:
    """How each norm came to where it stands, or may have; of those that stand alike only the first."""
    reasons = Reasons(standing.agreement)
    words = reasons.words
    for number, (own, more) in enumerate(_apart(derived, standing)):
        if number:
            yield ""
        norm = standing.course.machine.norms[standing.course.machine.index[own]]
        now = standings_of(standing)[own]
        yield from _named(own, more, now, standing, words, screen)
        yield from wrapped(f"{words.clause(norm)} ({line_of(norm.place)})", screen.columns, "  ", "  ")
        if now.unsettled:
            yield from wrapped(not_settled(words, now), screen.columns, "  ", "  ")
        for derivation in derived[own]:
            if len(derived[own]) > 1:
                yield f"  It may be {derivation.state.value}:"
            if not derivation.reasons:
                yield "  - nothing has changed it."
            for reason in derivation.reasons:
                yield from wrapped(reasons.change(reason, own), screen.columns, "  - ", "    ")


def _apart(ids: Iterable[str], standing: AgreementStanding) -> Iterator[tuple[str, list[str]]]:
    """The norms that stand apart, each with those that stand as it does."""
    rows = {row.norm.id: row for one in standing.stipulations for row in one.norms}
    groups: dict[object, list[str]] = {}
    for own in ids:
        row = rows.get(own)
        groups.setdefault((row.norm.place, alike(row)) if row else own, []).append(own)
    yield from ((first, more) for first, *more in groups.values())


def _named(
    own: str, more: Sequence[str], now: Standing, standing: AgreementStanding, words: AgreementWords, screen: Screen
) -> Iterator[str]:
    head = f"{name_of(own)}: {words.states(now)} at the end of {plain_day(standing.day)}"
    yield from map(screen.strong, wrapped(head, screen.columns))
    if more:
        yield from wrapped(f"and alike: {', '.join(more)}", screen.columns, "  ", "  ")


def why_not_lines(
    unmet: Mapping[str, Sequence[Unmet]], wanted: State | None, standing: AgreementStanding, screen: Screen
) -> Iterator[str]:
    """What keeps each norm from a state, the first of it first."""
    reasons, standings, machine = Reasons(standing.agreement), standings_of(standing), standing.course.machine
    words = reasons.words
    for number, (own, more) in enumerate(_apart(unmet, standing)):
        if number:
            yield ""
        now, rows = standings[own], unmet[own]
        yield from _named(own, more, now, standing, words, screen)
        if wanted in now.possible:
            yield f"  It {'is' if now.certain else 'may be'} {wanted}."
        elif not rows:
            yield f"  {nothing_unmet(wanted)}; `why` tells how it came here."
        for at, row in enumerate(rows):
            told = "unmet first" if at == 0 and len(rows) > 1 else "unmet"
            line = f"{told}: {reasons.unmet(row, machine.norms[machine.index[own]], standing.course)}"
            yield from wrapped(line, screen.columns, "  - ", "    ")


def calendar(dues: Sequence[Due], standing: AgreementStanding, screen: Screen) -> Iterator[str]:
    """What comes when, day by day; what is past apart."""
    yield from head(standing.agreement, screen)
    for passed, several in groupby(dated(dues, standing), key=lambda one: one.passed):
        yield ""
        when = "Before" if passed else "From"
        yield screen.strong(f"{when} the end of {plain_day(standing.day)}{'' if passed else ' on'}")
        for one in several:
            note = f" ({one.note})" if one.note else ""
            yield from wrapped(f"{one.day}: {one.norm} {one.wanted}{note}: {one.asks}", screen.columns, "  - ", "    ")
    if not dues:
        yield "no dates"


def what_if(found: WhatIf, supposed: Sequence[Item], settled: Mapping[str, bool], screen: Screen) -> Iterator[str]:
    """What would be otherwise, and who would have to do what by when."""
    yield from head(found.after.agreement, screen)
    for line in otherwise.supposed(found, supposed, settled):
        yield from wrapped(line, screen.columns, "", "    ")
    yield otherwise.then(found)
    yield ""
    if not found.changed:
        yield otherwise.NOTHING
    for line in otherwise.changes(found):
        yield from wrapped(line, screen.columns, "  - ", "    ")
    if found.duties:
        yield ""
        yield screen.strong(otherwise.DUTIES)
        for line in otherwise.duties(found):
            yield from wrapped(line, screen.columns, "  - ", "    ")
    else:
        yield otherwise.NO_DUTY
