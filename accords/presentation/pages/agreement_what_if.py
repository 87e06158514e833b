"""What if: a form that asks what would be otherwise, with its answer, or with what was wrong in what was asked."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accords.agreement.agreement import AGREEMENT, Agreement
from accords.agreement.item import Item, Operation
from accords.agreement.status import machine_of
from accords.presentation import agreement_otherwise as otherwise
from accords.presentation.agreement_record import Watched
from accords.presentation.pages.agreement_lines import Lines
from accords.presentation.pages.shown import Shown
from accords.presentation.supposing import settled as settled_by
from accords.presentation.supposing import supposed, supposed_row
from accords.vocabulary import Fault, Misuse

SETTLED = "settle:"  # begins the name of a field that settles one report; its id follows
# Field of the form -> the column of a table of events.
FIELDS: Mapping[str, str] = {
    "day": "date",
    "act": "act",
    "event": "event",
    "by": "party",
    "toward": "toward",
    "upon": "about",
    "place": "place",
}
_SUPPOSED = 50  # things in one question
_SETTLING = 30  # reports that the form settles
_PLACES = 60  # that the form names
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_FORM = "what happens"  # where a mistake in the fields is


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list; `group` is its heading, empty for none."""

    value: str
    words: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Settling:
    """A report that the form can settle. `so`: `true`, `false`, or empty where it is left open."""

    field: str
    place: str
    number: int
    words: str
    so: str


@dataclass(frozen=True, slots=True)
class Form:
    """`given` are the fields as they were entered; `plain` those of days that hold no day as such, which a field for days would not show.
    `hidden` is carried along."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    given: Mapping[str, str]
    plain: frozenset[str]
    acts: tuple[Choice, ...]
    events: tuple[Choice, ...]
    by: tuple[Choice, ...]
    toward: tuple[Choice, ...]
    upon: tuple[Choice, ...]
    places: tuple[str, ...]
    settling: tuple[Settling, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences. `nothing`: that nothing would be otherwise, where that is so; `no_duty` likewise."""

    supposed: tuple[str, ...]
    then: str
    changes: tuple[str, ...]
    nothing: str
    heading: str
    duties: tuple[str, ...]
    no_duty: str


@dataclass(frozen=True, slots=True)
class WhatIfShown:
    """`form` is `None` where nobody can answer it (a site): then `command` does. `problem` says what was wrong with what was asked."""

    form: Form | None
    command: str
    problem: str
    answer: Answer | None


def what_if(watched: Watched, lines: Lines, shown: Shown, day: date) -> WhatIfShown:
    """The form with what was entered, and the answer to that. `lines` has numbered the reports that the form settles."""
    given = dict(shown.asked.more)
    action = shown.href("agreement", lines.name, place=lines.place("what-if"))
    live = shown.same("agreement", lines.name, suppose="x") is not None and action is not None
    problem, answer = "", None
    if live and _asks(given):
        try:
            answer = _answer(watched, given, day)
        except Misuse as misuse:
            problem = lines.folders.without(str(misuse.fault))
    form = _form(watched, lines, shown, given, action.partition("?")[0] if action else "") if live else None
    return WhatIfShown(form, _command(watched.agreement, lines, given), problem, answer)


def _asks(given: Mapping[str, str]) -> bool:
    return any(name in given for name in ("suppose", "settle", *FIELDS)) or any(map(_settles, given))


def _settles(field: str) -> bool:
    return field.startswith(SETTLED)


def _answer(watched: Watched, given: Mapping[str, str], day: date) -> Answer:
    agreement = watched.agreement
    told = _lines(given, "suppose")
    if len(told) > _SUPPOSED:
        many, accepted = f"{len(told)} lines", f"{_SUPPOSED} at the most"
        raise Misuse(Fault("suppose", many, accepted, "Ask with `accords agreement what-if --suppose-from TABLE`."))
    items = [*_row(agreement, given), *supposed(agreement, told, "line")]
    ruled = dict(_settled(given, watched.bearing(day)))
    if not (items or ruled):
        accepted = "something that happens, or a report that is so or not"
        raise Misuse(Fault("what if", "nothing that is supposed", accepted, "Fill in a day and what happens."))
    found = watched.what_if(day, supposed=items, settled=ruled, until=_until(given))
    changes, duties = tuple(otherwise.changes(found)), tuple(otherwise.duties(found))
    return Answer(
        supposed=tuple(otherwise.supposed(found, items, ruled)),
        then=otherwise.then(found),
        changes=changes,
        nothing="" if changes else otherwise.NOTHING,
        heading=otherwise.DUTIES if duties else "",
        duties=duties,
        no_duty="" if duties else otherwise.NO_DUTY,
    )


def _row(agreement: Agreement, given: Mapping[str, str]) -> list[Item]:
    """What the fields of the form say that happens; nothing where all are empty."""
    cells = {column: given[field] for field, column in FIELDS.items() if field in given}
    if not cells:
        return []
    if not cells.keys() - {"date"}:
        accepted = "an act or an event"
        raise Misuse(Fault(_FORM, "a day alone", accepted, "Choose what happens on it, or take the day out."))
    if "date" not in cells:
        raise Misuse(Fault(_FORM, "no day", "the day on which it happens", "Fill it in."))
    return supposed_row(agreement, cells, _FORM)


def _settled(given: Mapping[str, str], known: Sequence[Item]) -> Iterator[tuple[str, bool]]:
    """Ids and whether they are so. A report of a table may be named without the folders of its file."""
    words = [f"{name.removeprefix(SETTLED)}={so}" for name, so in given.items() if _settles(name)]
    for own, so in settled_by([*words, *_lines(given, "settle")], "settle").items():
        ends = [item.id for item in known if item.id == own or item.id.endswith(f"/{own}")]
        yield (ends[0] if len(ends) == 1 else own), so


def _lines(given: Mapping[str, str], field: str) -> list[str]:
    return [line.strip() for line in given.get(field, "").splitlines() if line.strip()]


def _until(given: Mapping[str, str]) -> date | None:
    if "until" not in given:
        return None
    try:
        return date.fromisoformat(given["until"])
    except ValueError:
        found = repr(given["until"])
        raise Misuse(Fault("until", found, "a day as YYYY-MM-DD", "Correct it, or leave it out.")) from None


# -- the form ----------------------------------------------------------------------------------------------------------------


def _form(watched: Watched, lines: Lines, shown: Shown, given: Mapping[str, str], action: str) -> Form:
    agreement = watched.agreement
    patterns = [pattern for watch in machine_of(agreement).watches for pattern in watch.patterns()]
    acts = sorted({act for pattern in patterns for act in pattern.acts})
    operations = sorted({one.value for one in Operation} - set(acts))
    events = sorted({event for pattern in patterns for event in pattern.events})
    parties = [(party.id, party.name) for party in agreement.parties]
    clauses = [(own, own) for own in dict.fromkeys(one.id for one in agreement.stipulations)]
    day = shown.asked.as_of
    return Form(
        action=f"{action}#{lines.place('what-if')}",
        hidden=(("as_of", day.isoformat()),) if day else (),
        given=given,
        plain=frozenset(field for field in ("day", "until") if field in given and not _DAY.fullmatch(given[field])),
        acts=(
            *_choices([(act, act) for act in acts], given.get("act"), "Deeds"),
            *_choices([(one, one) for one in operations], given.get("act"), "Upon a clause"),
        ),
        events=_choices([(event, event) for event in events], given.get("event")),
        by=_choices(parties, given.get("by")),
        toward=_choices(parties, given.get("toward")),
        upon=_choices([(AGREEMENT, "the agreement"), *clauses], given.get("upon")),
        places=tuple(sorted({place for area in agreement.areas for place in area.inside}))[:_PLACES],
        settling=tuple(
            Settling(
                field=f"{SETTLED}{item.id}",
                place=lines.place("settle", str(number)),
                number=number,
                words=f"{lines.told.words.deed(item)}, {lines.told.words.days(item)} ({item.status.value})",
                so=_so(given.get(f"{SETTLED}{item.id}", "")),
            )
            for number, item in enumerate([*lines.deciding.values()][:_SETTLING], 1)
        ),
    )


def _so(given: str) -> str:
    return given if given in ("true", "false") else ""


def _choices(values: Iterable[tuple[str, str]], chosen: str | None, group: str = "") -> tuple[Choice, ...]:
    return tuple(Choice(value, words, value == chosen, group) for value, words in values)


def _command(agreement: Agreement, lines: Lines, given: Mapping[str, str]) -> str:
    """The command that answers the same; of nothing that is asked an example of it."""
    file = lines.folders.without(agreement.place.rpartition(":")[0])
    cells = {column: given[field] for field, column in FIELDS.items() if field in given}
    rows = [" ".join(f"{column}={_quoted(value)}" for column, value in cells.items())] if cells else []
    rows += _lines(given, "suppose")
    ruled = [f"{name.removeprefix(SETTLED)}={so}" for name, so in given.items() if _settles(name)]
    ruled += _lines(given, "settle")
    if not (rows or ruled):
        rows = [
            f"date=2029-05-01 act=attack toward={agreement.parties[0].id}"
            if agreement.parties
            else "date=2029-05-01 act=attack"
        ]
    words = ["accords", "agreement", "what-if", file]
    for row in rows:
        words += ["--suppose", row]
    for one in ruled:
        words += ["--settle", lines.folders.without(one)]
    if "until" in given:
        words += ["--until", given["until"]]
    return shlex.join(words)


def _quoted(value: str) -> str:
    """A value of several words in double quotes, as the docs write it."""
    if shlex.quote(value) == value:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
