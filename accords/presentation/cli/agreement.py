"""`accords agreement check | status | why | why-not | calendar | what-if`: an agreement as data, and what has become of it.

The Python twins are `accords.agreement.lint.lint` and the methods of `accords.watch(...)`. `diff`, `score` and `compare` stand in
`agreement_texts`, `new` in `agreement_new`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from accords.presentation.cli import agreement_new, agreement_texts, output
from accords.presentation.cli.agreement_options import given, screen, told, with_file, with_record
from accords.presentation.cli.options import Groups, as_day_option, with_json
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.agreement.condition import State
    from accords.presentation.agreement_record import Watched


def add(groups: Groups) -> None:
    group = groups.add_parser(
        "agreement",
        help="agreements as data: what is owed, kept and broken",
        description="Agreements as data: what each clause means, what is owed by whom and by when, and what has been kept or broken "
        "according to which reports.",
        allow_abbrev=False,
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    agreement_new.add_new(commands)
    _add_check(commands)
    _add(
        commands,
        "status",
        status,
        "where every norm stands by the end of a day",
        "Where every norm stands: what is certain, what is only possible and on which reports that depends, since when, and who owes "
        "what to whom by when.",
    )
    _add(
        commands,
        "why",
        why,
        "why a norm stands where it does",
        "Why a norm stands where it does: every change with its cause, its source, and how its date was reckoned.",
        norm=True,
    )
    unmet = _add(
        commands,
        "why-not",
        why_not,
        "why a norm does not stand elsewhere",
        "What is unmet for a norm to come further, or to be in a state: the first of it first.",
        norm=True,
    )
    unmet.add_argument(
        "state", metavar="STATE", nargs="?", type=_as_state, help="the state in question, such as breached (the next)"
    )
    dates = _add(
        commands,
        "calendar",
        calendar,
        "what is due when",
        "What is due, begins, ends or lapses when: the dates of the text, and those whose clocks run.",
    )
    dates.add_argument("--ics", metavar="FILE", help="write it to FILE as a calendar (iCalendar; -: standard output)")
    _add_what_if(commands)
    agreement_texts.add(commands)


def _add(
    commands: Groups,
    name: str,
    run: Callable[[argparse.Namespace], int],
    about: str,
    description: str,
    *,
    norm: bool = False,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=description, allow_abbrev=False)
    with_file(command)
    if norm:
        command.add_argument(
            "norm", metavar="NORM", help="a norm, a stipulation or an article, as 'status' names it, or 'agreement'"
        )
    with_record(command)
    with_json(command, "the answer as JSON")
    command.set_defaults(run=run)
    return command


def _add_check(commands: Groups) -> None:
    command = commands.add_parser(
        "check",
        help="check an agreement file",
        description="Check an agreement file: every fault, and all that a careful lawyer would ask before it is signed.",
        allow_abbrev=False,
    )
    with_file(command)
    with_json(command, "the faults and the findings as JSON")
    command.set_defaults(run=check)


def _add_what_if(commands: Groups) -> None:
    command = _add(
        commands,
        "what-if",
        what_if,
        "what would be otherwise",
        "What would be otherwise, and who would have to do what by when, if something happened or a report were settled.",
    )
    command.add_argument(
        "--suppose",
        metavar="WORDS",
        action="append",
        default=[],
        help="something that happens, by the columns of a table of events: 'date=2029-05-01 act=attack toward=norland' (repeatable)",
    )
    command.add_argument(
        "--suppose-from",
        metavar="TABLE",
        action="append",
        default=[],
        help="the rows of a table of events (repeatable)",
    )
    command.add_argument(
        "--settle",
        metavar="ITEM=BOOL",
        action="append",
        default=[],
        help="take a report to be so, or not: rows.csv:12=true, by the id that 'status' shows (repeatable)",
    )
    command.add_argument(
        "--until",
        metavar="DAY",
        type=as_day_option,
        help="look at the end of this day (that of the last thing supposed)",
    )


# -- what they do ------------------------------------------------------------------------------------------------------------


def check(options: argparse.Namespace) -> int:
    from accords.agreement.finding import Severity
    from accords.agreement.lint import lint
    from accords.agreement.parse import read_agreement
    from accords.presentation import terminal_agreement
    from accords.presentation.terminal import faults

    agreement, wrong = read_agreement(Path(options.file))
    wrong += agreement.notes if agreement else ()
    found = lint(agreement) if agreement else ()
    if options.json:
        output.put_json(
            {
                "file": options.file,
                "agreement": agreement.id if agreement else None,
                "faults": [fault.to_json() for fault in wrong],
                "findings": [finding.to_json() for finding in found],
            }
        )
    else:
        output.put(faults(wrong))
        output.put(terminal_agreement.check(found, screen()))
        output.put([terminal_agreement.check_foot(options.file, agreement, len(wrong), found)])
    return 1 if wrong or any(one.severity is Severity.ERROR for one in found) else 0


def status(options: argparse.Namespace) -> int:
    from accords.presentation import agreement_form, terminal_status

    def answer(watched: Watched, day: date) -> int:
        standing, items, idle = watched.status(day), watched.items(day), watched.without_effect(day)
        if options.json:
            output.put_json(_head(watched) | agreement_form.status(standing, items, idle))
        else:
            output.put(terminal_status.status(standing, items, idle, screen()))
        return told(watched.faults)

    return _answer(options, answer)


def why(options: argparse.Namespace) -> int:
    from accords.presentation import agreement_form, terminal_agreement

    def answer(watched: Watched, day: date) -> int:
        derived, standing = watched.why(options.norm, day), watched.status(day)
        if options.json:
            output.put_json(_head(watched) | agreement_form.why(derived, standing))
        else:
            output.put(terminal_agreement.why(derived, standing, screen()))
        return told(watched.faults)

    return _answer(options, answer)


def why_not(options: argparse.Namespace) -> int:
    from accords.presentation import agreement_form, terminal_agreement

    def answer(watched: Watched, day: date) -> int:
        unmet, standing = watched.why_not(options.norm, options.state, day), watched.status(day)
        if options.json:
            output.put_json(_head(watched) | agreement_form.why_not(unmet, options.state, standing))
        else:
            output.put(terminal_agreement.why_not_lines(unmet, options.state, standing, screen()))
        return told(watched.faults)

    return _answer(options, answer)


def calendar(options: argparse.Namespace) -> int:
    from accords.presentation import agreement_form, terminal_agreement

    if options.ics:
        output.check_target(options.ics, [options.file, *options.events])
        if options.ics == "-" and options.json:
            raise Misuse(Fault("--ics -", "--json beside it", "one of the two", "Name a file with --ics."))

    def answer(watched: Watched, day: date) -> int:
        dues, standing = watched.calendar(day), watched.status(day)
        if options.ics:
            from accords.presentation.tables.calendar_form import write_dues

            with output.whole(options.ics) as stream:
                write_dues(dues, standing, stream)
        if options.json:
            output.put_json(_head(watched) | agreement_form.calendar(dues, standing))
        elif not options.ics:
            output.put(terminal_agreement.calendar(dues, standing, screen()))
        return told(watched.faults)

    return _answer(options, answer)


def what_if(options: argparse.Namespace) -> int:
    from accords.presentation import agreement_form, supposing, terminal_agreement

    if not (options.suppose or options.suppose_from or options.settle):
        accepted = "--suppose WORDS, --suppose-from TABLE or --settle ITEM=true"
        raise Misuse(Fault("what-if", "nothing that is supposed", accepted, "Say what happens, or which report is so."))
    settled = supposing.settled(options.settle)

    def answer(watched: Watched, day: date) -> int:
        agreement = watched.agreement
        items = supposing.supposed(agreement, options.suppose)
        more, wrong = supposing.supposed_from(agreement, options.suppose_from)
        items += more
        found = watched.what_if(day, supposed=items, settled=settled, until=options.until)
        if options.json:
            output.put_json(_head(watched, wrong) | agreement_form.what_if(found, items, settled))
        else:
            output.put(terminal_agreement.what_if(found, items, settled, screen()))
        return told((*watched.faults, *wrong))

    return _answer(options, answer)


def _answer(options: argparse.Namespace, answer: Callable[[Watched, date], int]) -> int:
    """Ask of the agreement and the record that the options name; 2 where nothing of the file can be used."""
    watched = given(options)
    return 2 if watched is None else answer(watched, options.as_of or date.today())


def _head(watched: Watched, more: Iterable[Fault] = ()) -> dict[str, object]:
    from accords.presentation.agreement_form import head

    return head(watched.agreement, (*watched.faults, *more))


def _as_state(value: str) -> State:
    from accords.agreement.condition import State

    try:
        return State(value.casefold())
    except ValueError:
        names = ", ".join(state.value for state in State)
        raise argparse.ArgumentTypeError(f"found {value!r}; accepted: {names}. Choose one of them.") from None
