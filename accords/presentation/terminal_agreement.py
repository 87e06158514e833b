"""Findings, reasons, dates and what-ifs of an agreement as lines for a terminal; where all stands is `terminal_status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from accords.agreement.agreement import Agreement
from accords.agreement.condition import State
from accords.agreement.dues import Due, DueKind
from accords.agreement.explain import Derivation, Unmet
from accords.agreement.finding import Finding, Severity
from accords.agreement.item import Item
from accords.agreement.status import AgreementStanding, NormStanding, Standing
from accords.agreement.what_if import WhatIf
from accords.presentation.agreement_form import standings_of
from accords.presentation.agreement_reasons import Reasons
from accords.presentation.agreement_words import AgreementWords, name_of
from accords.presentation.screen import Screen, wrapped
from accords.presentation.wording import counted, line_of, plain_day

_WANTED = {DueKind.DUE: "to be done", DueKind.END: "ends", DueKind.BEGINS: "begins", DueKind.LAPSES: "lapses"}


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
            yield from wrapped(_unsettled(words, now), screen.columns, "  ", "  ")
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


def _named(
    own: str, more: Sequence[str], now: Standing, standing: AgreementStanding, words: AgreementWords, screen: Screen
) -> Iterator[str]:
    head = f"{name_of(own)}: {words.states(now)} at the end of {plain_day(standing.day)}"
    yield from map(screen.strong, wrapped(head, screen.columns))
    if more:
        yield from wrapped(f"and alike: {', '.join(more)}", screen.columns, "  ", "  ")


def _unsettled(words: AgreementWords, standing: Standing) -> str:
    return (
        f"Not settled from {words.at(standing.since)} on: there are more than {standing.unsettled}. No state is certain. "
        "Settle some of the reports (`what-if --settle`, or rulings) and ask again."
    )


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
            yield f"  Nothing is unmet: {'it can come to no other state' if not wanted else f'it cannot become {wanted} any more'}; `why` tells how it came here."
        for at, row in enumerate(rows):
            told = "unmet first" if at == 0 and len(rows) > 1 else "unmet"
            line = f"{told}: {reasons.unmet(row, machine.norms[machine.index[own]], standing.course)}"
            yield from wrapped(line, screen.columns, "  - ", "    ")


def calendar(dues: Sequence[Due], standing: AgreementStanding, screen: Screen) -> Iterator[str]:
    """What comes when, day by day; what is past apart."""
    words, standings = AgreementWords(standing.agreement), standings_of(standing)
    yield from head(standing.agreement, screen)
    for passed, several in groupby(dues, key=lambda due: due.passed):
        yield ""
        when = "Before" if passed else "From"
        yield screen.strong(f"{when} the end of {plain_day(standing.day)}{'' if passed else ' on'}")
        for due in several:
            sure = (
                ""
                if due.runs and due.certain
                else f" ({'not certain; ' if due.runs else ''}now {words.states(standings[due.norm.id])})"
            )
            line = f"{due_day(due, words)}: {due.norm.id} {_WANTED[due.kind]}{sure}: {words.clause(due.norm)}"
            yield from wrapped(line, screen.columns, "  - ", "    ")
    if not dues:
        yield "no dates"


def due_day(due: Due, words: AgreementWords) -> str:
    """The day that a calendar shows: of what is due at midnight the day that ends then."""
    clock = words.clock
    if due.kind is not DueKind.BEGINS and due.at == clock.start(clock.day(due.at)):
        return plain_day(clock.day(due.at - 1))
    return words.at(due.at)


def what_if(found: WhatIf, supposed: Sequence[Item], settled: Mapping[str, bool], screen: Screen) -> Iterator[str]:
    """What would be otherwise, and who would have to do what by when."""
    words = AgreementWords(found.after.agreement)
    yield from head(found.after.agreement, screen)
    for item in supposed:
        yield from wrapped(f"If: {words.deed(item)}, {words.days(item)}", screen.columns, "", "    ")
    for own, so in settled.items():
        yield from wrapped(f"If {line_of(own)} is {'so' if so else 'not so'}", screen.columns, "", "    ")
    yield f"At the end of {plain_day(found.after.day)}:"
    yield ""
    if not found.changed:
        yield "nothing would be otherwise"
    for (before, after, since), rows in groupby(
        found.changed, key=lambda one: (words.states(one.before), words.states(one.after), one.after.since)
    ):
        names = ", ".join(name_of(one.id) for one in rows)
        told = (
            f"{after} since {words.at(since)}, instead of {before}"
            if before != after
            else f"{after} still, with another date"
        )
        yield from wrapped(f"{names}: {told}", screen.columns, "  - ", "    ")
    if found.duties:
        yield ""
        yield screen.strong("Who would have to do what by when")
        for duty in found.duties:
            by = words.by(duty.dues) if duty.dues else "no time is stated"
            sure = "" if duty.certain else " (not certain)"
            yield from wrapped(f"{duty.norm.id}: {words.clause(duty.norm)}; {by}{sure}", screen.columns, "  - ", "    ")
    else:
        yield "Nobody would owe anything that is not owed already."
