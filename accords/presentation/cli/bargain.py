"""`accords bargain draft | run | inverse | packages`: which package would hold.

The Python twins are the methods of `accords.bargain(...)` and `accords.packages(...)`. `packages` stands in `bargain_packages`,
`draft` in `bargain_draft`.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from accords.presentation.cli import bargain_draft, bargain_packages, output
from accords.presentation.cli.agreement_options import screen, told
from accords.presentation.cli.options import Groups, with_json, with_quiet
from accords.presentation.cli.progress import Counted

if TYPE_CHECKING:
    from accords.bargaining.stability import Kind
    from accords.presentation.bargain import Bargain

_KINDS = ("nash", "seq", "gmr", "smr")


def add(groups: Groups) -> None:
    group = groups.add_parser(
        "bargain",
        help="which package would hold, and what would have to change",
        description="Which package would hold: what no party would walk away from, who would spoil what, and what a party must prefer.",
        allow_abbrev=False,
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    bargain_draft.add(commands)
    _add_run(commands)
    _add_inverse(commands)
    bargain_packages.add(commands)


def _add_run(commands: Groups) -> None:
    command = commands.add_parser(
        "run",
        help="what is stable, for whom, and because of what",
        description="Which states of a negotiation are stable, for whom and in which sense: who could move, to what, and who would spoil it.",
        allow_abbrev=False,
    )
    _with_file(command)
    _with_one_step(command)
    command.add_argument(
        "--state",
        metavar="STATE",
        action="append",
        default=[],
        help="tell of this state: its name or id, its options with commas between, or 'status quo' (repeatable)",
    )
    command.add_argument(
        "--sensitivity", action="store_true", help="try every ranking that is one step from one of the file"
    )
    command.add_argument("--coalitions", action="store_true", help="all that parties could do together")
    command.add_argument(
        "--all", action="store_true", help="with --json: the stability of every state of a large game too"
    )
    form = command.add_mutually_exclusive_group()
    with_json(form, "the answer as JSON")
    form.add_argument("--html", metavar="FILE", help="write a page with a figure to FILE (-: standard output)")
    with_quiet(command)
    command.set_defaults(run=run)


def _add_inverse(commands: Groups) -> None:
    command = commands.add_parser(
        "inverse",
        help="what a party must prefer for a state to hold",
        description="What each party must prefer for a state to be stable for it, and whether it does: a mediator's question.",
        allow_abbrev=False,
    )
    _with_file(command)
    command.add_argument(
        "state", metavar="STATE", help="its name or id, its options with commas between, or 'status quo'"
    )
    command.add_argument("--party", metavar="ID", action="append", default=[], help="of this party alone (repeatable)")
    command.add_argument(
        "--kind",
        metavar="KIND",
        choices=_KINDS,
        action="append",
        default=[],
        help="in this sense alone: nash, seq, gmr or smr (repeatable)",
    )
    _with_one_step(command)
    with_json(command, "the answer as JSON")
    command.set_defaults(run=inverse)


def _with_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a scenario file (YAML), or a game given outright (JSON)")


def _with_one_step(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--one-step", action="store_true", help="let opponents answer with one move of one of them, no sequences"
    )


def run(options: argparse.Namespace) -> int:
    if options.html:
        output.check_target(options.html, [options.file])
    bargain = _read(options)
    if bargain is None:
        return 2
    from accords.presentation.bargain_answer import answer

    asked = [bargain.state(called) for called in options.state]
    counted = Counted(sys.stderr, quiet=options.quiet)
    found = answer(bargain, asked, coalitions=options.coalitions, sensitive=options.sensitivity, done=counted)
    counted.end()
    if options.html:
        from accords.presentation.bargain_page import page

        output.write_whole(options.html, page(found))
    elif options.json:
        from accords.presentation.bargain_form import run as as_json

        value = as_json(found, asked, every=options.all, ways=options.coalitions, done=counted)
        counted.end()
        output.put_json(value)
    else:
        from accords.presentation import terminal_bargain

        output.put(terminal_bargain.run(found, screen(), coalitions=options.coalitions))
    return 0


def inverse(options: argparse.Namespace) -> int:
    bargain = _read(options)
    if bargain is None:
        return 2
    from accords.presentation import bargain_form, terminal_bargain

    state = bargain.state(options.state)
    parties = [bargain.party(called) for called in dict.fromkeys(options.party)]
    found = bargain.inverse(state, parties or None, _kinds(options.kind))
    if options.json:
        output.put_json(bargain_form.inverse(bargain, state, found))
    else:
        output.put(terminal_bargain.inverse(bargain, state, found, screen()))
    return 0


def _kinds(named: list[str]) -> list[Kind]:
    from accords.bargaining.stability import Kind

    return [kind for kind in Kind if not named or kind.value in named]


def _read(options: argparse.Namespace) -> Bargain | None:
    """The negotiation of the file; `None`, with its faults told, where there are any. Notes are told and change nothing."""
    from accords.presentation.bargain import read_bargain
    from accords.presentation.terminal import notes

    found, faults = read_bargain(options.file, one_step=options.one_step)
    if found is None:
        told(faults)
        return None
    output.tell(notes(found.notes))
    return found
