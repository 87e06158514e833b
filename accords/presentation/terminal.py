"""A dossier as text for a terminal: what it comes to, then by report and by speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from accords.claims.saying import Saying
from accords.presentation import wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.screen import Screen, shortest
from accords.presentation.terminal_claims import foot, lead
from accords.reading.reading import Kind
from accords.vocabulary import Fault

_PLURALS = {Kind.BELIEF: "beliefs", Kind.FACT: "facts", Kind.EVENTUALITY: "plans"}
_SINGULARS = {Kind.BELIEF: "belief", Kind.FACT: "fact", Kind.EVENTUALITY: "plan"}


def terminal(dossier: Dossier, *, screen: Screen, every_kind: bool = False) -> Iterable[str]:
    """The lines of the dossier, without newlines.

    Positions, commitments, meetings and what is open come first, under the head of a report that is alone, before all
    where there are several; then who said what. Assertions are shown; beliefs, facts and plans are counted, and shown too with `every_kind`. Each line ends with
    as much of an id as tells it from the others.
    """
    by_report: dict[str, list[Saying]] = defaultdict(list)
    for saying in dossier.attributions:
        by_report[saying.report].append(saying)
    short = shortest(dossier.kind_by_id)
    top = list(lead(dossier, screen, short))
    alone = len(dossier.reports) == 1
    if not alone and top:
        yield screen.strong(f"{wording.counted(len(dossier.reports), 'report')} together")
        yield from (*top, "")
    for number, row in enumerate(dossier.reports):
        if number:
            yield ""
        yield from _report(row, by_report[row.id], dossier, screen, every_kind, short, top if alone else [])
    yield from foot(dossier, screen)


def _report(
    row: ReportRow,
    sayings: list[Saying],
    dossier: Dossier,
    screen: Screen,
    every_kind: bool,
    short: dict[str, str],
    top: list[str],
) -> Iterable[str]:
    shown = [s for s in sayings if every_kind or s.attribution.kind is Kind.ASSERTION]
    groups: dict[str, list[Saying]] = defaultdict(list)
    for saying in shown:
        groups[saying.speaker or wording.speaker(saying, dossier)].append(saying)
    for line in wording.wrapped(wording.reported(row), screen.columns):
        yield screen.strong(line)
    if row.title or row.given_id:
        yield from (screen.strong(x) for x in wording.wrapped(wording.line_of(row.name), screen.columns))
    words = wording.counted(len(row.text.split()), "word") if row.text else "text not here"
    counts = [words, wording.counted(len(shown), "saying")]
    speakers = len({saying.speaker for saying in shown if saying.speaker})
    if speakers:
        counts.append(f"by {wording.counted(speakers, 'speaker')}")
    yield ", ".join(counts[:2]) + "".join(" " + x for x in counts[2:])
    if row.encoding.lower() not in wording.UTF_8:
        yield f"read as {wording.line_of(row.encoding)}, not UTF-8"
    yield from top
    if top and groups:
        yield ""
        yield screen.strong("Who said what")
    for group in groups.values():
        yield ""
        yield from _speaker(group[0], dossier, screen)
        for saying in group:
            yield from _saying(saying, row, dossier, screen, short)
    hidden = Counter(s.attribution.kind for s in sayings) if not every_kind else Counter()
    others = [wording.counted(hidden[k], _SINGULARS[k], _PLURALS[k]) for k in _PLURALS if hidden[k]]
    if others:
        yield ""
        yield f"{', '.join(others)} not shown: --all"


def _speaker(saying: Saying, dossier: Dossier, screen: Screen) -> Iterable[str]:
    name = wording.speaker(saying, dossier)
    actor = dossier.actor_by_id.get(saying.speaker or "")
    about = wording.described(actor, dossier) if actor else ""
    lines = wording.wrapped(f"{name}{', ' if about else ''}{about}", screen.columns, rest="    ")
    yield from (screen.strong(line) for line in lines)


def _saying(saying: Saying, row: ReportRow, dossier: Dossier, screen: Screen, short: dict[str, str]) -> Iterable[str]:
    through = wording.according_to(saying, dossier)
    words = wording.content(saying, row)
    kind = saying.attribution.kind
    told = [
        *([f"{_SINGULARS[kind]}"] if kind is not Kind.ASSERTION else []),
        *([f"{wording.when(saying.said_on)}"] if saying.said_on else []),
        *([f"{wording.line_of(saying.channel)}"] if saying.channel else []),
        f"[{wording.line_of(short[saying.id])}]",
    ]
    text = f"{through}: {words}" if through else words
    yield from wording.wrapped(f"{text} · {' · '.join(told)}", screen.columns, "  - ", "    ")


def faults(listed: Iterable[Fault]) -> Iterable[str]:
    """A line for each fault, made safe for a terminal."""
    return (f"fault: {wording.line_of(str(fault))}" for fault in listed)


def notes(listed: Iterable[Fault]) -> Iterable[str]:
    """A line for each thing that is no fault and may be a slip."""
    return (f"note: {wording.line_of(str(fault))}" for fault in listed)
