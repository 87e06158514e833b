"""A dossier as text for a terminal: by report, then by speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accords.claims.saying import Saying
from accords.presentation import wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.reading.reading import Kind
from accords.vocabulary import Fault

SHORT = 8  # characters of an id that are shown, more where two of a dossier share them
_PLURALS = {Kind.BELIEF: "beliefs", Kind.FACT: "facts", Kind.EVENTUALITY: "plans"}
_SINGULARS = {Kind.BELIEF: "belief", Kind.FACT: "fact", Kind.EVENTUALITY: "plan"}


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the text is shown: columns, and whether bold is understood there."""

    columns: int = 80
    bold: bool = False

    def strong(self, line: str) -> str:
        return f"\x1b[1m{line}\x1b[0m" if self.bold and line.strip() else line


def terminal(dossier: Dossier, *, screen: Screen, every_kind: bool = False) -> Iterable[str]:
    """The lines of the dossier, without newlines.

    Assertions are shown; beliefs, facts and plans are counted, and shown too with `every_kind`. Each saying ends with
    as much of its id as tells it from the others.
    """
    by_report: dict[str, list[Saying]] = defaultdict(list)
    for saying in dossier.attributions:
        by_report[saying.report].append(saying)
    short = shortest(saying.id for saying in dossier.attributions)
    for number, row in enumerate(dossier.reports):
        if number:
            yield ""
        yield from _report(row, by_report[row.id], dossier, screen, every_kind, short)


def _report(
    row: ReportRow, sayings: list[Saying], dossier: Dossier, screen: Screen, every_kind: bool, short: dict[str, str]
) -> Iterable[str]:
    shown = [s for s in sayings if every_kind or s.attribution.kind is Kind.ASSERTION]
    groups: dict[str, list[Saying]] = defaultdict(list)
    for saying in shown:
        groups[saying.speaker or wording.speaker(saying, dossier)].append(saying)
    for line in wording.wrapped(wording.reported(row), screen.columns):
        yield screen.strong(line)
    if row.title or row.given_id:
        yield from (screen.strong(x) for x in wording.wrapped(wording.line_of(row.name), screen.columns))
    counts = [wording.counted(len(row.text.split()), "word"), wording.counted(len(shown), "saying")]
    speakers = len({saying.speaker for saying in shown if saying.speaker})
    if speakers:
        counts.append(f"by {wording.counted(speakers, 'speaker')}")
    yield ", ".join(counts[:2]) + "".join(" " + x for x in counts[2:])
    if row.encoding.lower() not in wording.UTF_8:
        yield f"read as {wording.line_of(row.encoding)}, not UTF-8"
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


def shortest(ids: Iterable[str]) -> dict[str, str]:
    """id -> its first characters, at least `SHORT`, as many as tell it from every other."""
    ordered = sorted(set(ids))
    short: dict[str, str] = {}
    for at, own in enumerate(ordered):
        near = [ordered[i] for i in (at - 1, at + 1) if 0 <= i < len(ordered)]
        short[own] = own[: max([SHORT, *(1 + _shared(own, other) for other in near)])]
    return short


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
