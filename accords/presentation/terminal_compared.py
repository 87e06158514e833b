"""Differences of drafts, scores and guarantees side by side, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from accords.agreement.agreement import Agreement
from accords.agreement.compare import GuaranteeRow
from accords.agreement.difference import Difference, DifferenceKind
from accords.agreement.score import Score
from accords.agreement.spoken import series, span_words
from accords.presentation.agreement_words import rate_words
from accords.presentation.screen import Screen, wrapped
from accords.presentation.wording import counted, line_of, plain_day

_SCORES = ("not initiated", "minimal", "intermediate", "full")
_RULES = {
    "each": "each guarantor for itself",
    "facts": "nobody need say so, the facts decide",
    "any": "any one of them",
    "majority": "more than half of them",
    "two thirds": "two thirds of them",
    "unanimity": "all of them",
}


def diff(rows: Sequence[Difference], screen: Screen) -> Iterator[str]:
    """What means something else first, then what is only worded otherwise; each with its places."""
    begun = False
    for kind, name in ((DifferenceKind.MEANING, "In meaning"), (DifferenceKind.TEXT, "In words alone")):
        own = [row for row in rows if row.kind is kind]
        if not own:
            continue
        if begun:
            yield ""
        begun = True
        yield screen.strong(f"{name} ({len(own)})")
        for row in own:
            places = " -> ".join(dict.fromkeys(place for place in (row.old_place, row.new_place) if place))
            yield from wrapped(f"{line_of(row.sentence)} ({line_of(places)})", screen.columns, "  - ", "    ")
    if not begun:
        yield "no difference"


def score(agreement: Agreement, rows: Sequence[Score], screen: Screen) -> Iterator[str]:
    """The rate at the last day, by theme, over time, and each stipulation's score."""
    last = rows[-1]
    yield from map(screen.strong, wrapped(f"{line_of(agreement.title)} [{agreement.id}]", screen.columns))
    told = f"Carried out by the end of {plain_day(last.day)}: {rate_words(last.rate)} of what {counted(last.rate.number, 'stipulation')} ask."
    yield from wrapped(told, screen.columns)
    yield from wrapped("After the Peace Accords Matrix (0 not initiated, 1 minimal, 2 intermediate, 3 full); two numbers: the lowest "
                       "and the highest that the reports allow.", screen.columns)  # fmt: skip
    if len(last.themes) > 1 or any(rate.theme for rate in last.themes):
        yield ""
        yield screen.strong("By theme")
        for rate in last.themes:
            name = line_of(rate.theme) if rate.theme else "no theme"
            yield from wrapped(
                f"{name}: {rate_words(rate)} ({counted(rate.number, 'stipulation')})", screen.columns, "  - ", "    "
            )
    yield ""
    yield screen.strong("Over time")
    for row in rows:
        yield f"  {row.day.isoformat()}  {rate_words(row.rate)}"
    yield ""
    yield screen.strong("Stipulations")
    for one in last.stipulations:
        own = ", the analyst's own" if one.own else ""
        yield f"  {line_of(one.id)}: {_level(one.low, one.high)}{own}"


def _level(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "- nothing is asked yet"
    return f"{low} {_SCORES[low]}" if low == high else f"{low} to {high}, {_SCORES[low]} to {_SCORES[high]}"


def _determined(row: GuaranteeRow) -> str:
    rule = _RULES.get(row.rule or "", "the text does not say; taken as: the facts decide")
    if len(row.determined_by) == 1:
        return f"{row.determined_by[0]}{f', within {span_words(row.within)}' if row.within else ''}"
    who = f": {series(row.determined_by)}" if row.determined_by else ""
    within = f", within {span_words(row.within)}" if row.within else ""
    veto = f"; veto: {series(row.veto)}" if row.veto else ""
    return f"{rule}{who}{within}{veto}"


def _area(row: GuaranteeRow) -> str:
    inside = ", ".join(row.inside) or "not limited"
    return f"{inside}; not {', '.join(row.outside)}" if row.outside else inside


def _duty(row: GuaranteeRow) -> str:
    strength = f" (“{line_of(row.strength)}”)" if row.strength else ""
    return f"{row.duty or 'not said'}{strength}{'; the guarantor chooses what it does' if row.discretion else ''}"


_ASPECTS: tuple[tuple[str, Callable[[GuaranteeRow], str]], ...] = (
    ("Who guarantees", lambda row: f"{series(row.guarantors)}{' to ' + series(row.beneficiary) if row.beneficiary else ''}"),
    ("What triggers it", lambda row: f"{row.trigger}{', when ' + row.condition if row.condition else ''}"),
    ("Where", _area),
    ("Who says that it is triggered", _determined),
    ("What is owed", _duty),
    ("By when", lambda row: row.deadline or "no time is stated"),
    ("Procedure", lambda row: "; ".join(row.procedure) or "none"),
    ("How it ends", lambda row: series([*([row.ends] if row.ends else []), *([f"lapses {row.lapses}"] if row.lapses else [])]) or "not said"),
    ("Codes", lambda row: "; ".join(f"{name} {', '.join(told)}" for name, told in row.codes) or "none"),
    ("How far it has come", lambda row: row.standing or row.status),
)  # fmt: skip


def compare(rows: Sequence[GuaranteeRow], screen: Screen) -> Iterator[str]:
    """One aspect after another, with what each clause says of it; what several say alike stands together."""
    if not rows:
        yield "no guarantee"
        return
    for number, (title, told) in enumerate(_ASPECTS):
        if number:
            yield ""
        yield screen.strong(title)
        alike: dict[str, list[GuaranteeRow]] = {}
        for row in rows:
            alike.setdefault(line_of(told(row)), []).append(row)
        for words, several in alike.items():
            names = ", ".join(map(_name, several))
            yield from wrapped(f"{names}: {words}", screen.columns, "  - ", "    ")


def _name(row: GuaranteeRow) -> str:
    return f"{row.agreement} {row.stipulation}{'~' + row.reading if row.reading else ''}"
