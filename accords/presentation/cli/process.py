"""`accords process list | check | new`: the talks that accords knows, and files for others.

The twins are `claims.process.shipped_processes`, `claims.process.read_process_file`, `claims.process_template.template` and, of an
agreement's parties, `agreement.roster_of.process_of`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, with_json
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.claims.process import Process


def add(groups: Groups) -> None:
    group = groups.add_parser(
        "process",
        help="files of talks: who sits at the table, and their names",
        description="Files of talks: who sits at the table, who mediates, people, names and issues.",
        allow_abbrev=False,
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = commands.add_parser(
        "list",
        help="list the processes that accords ships",
        description="List the processes that accords ships, by the names that '--process' takes.",
        allow_abbrev=False,
    )
    with_json(listing, "the processes with their parties as JSON")
    listing.set_defaults(run=show)
    checking = commands.add_parser(
        "check",
        help="check a process file",
        description="Check a process file and list every fault in it, each with its line.",
        allow_abbrev=False,
    )
    checking.add_argument("file", metavar="FILE", help="the file")
    with_json(checking, "what the file holds and the faults as JSON")
    checking.set_defaults(run=check)
    making = commands.add_parser(
        "new",
        help="print a process file to fill in",
        description="Print a process file to fill in: every key with an example and what it is for, or the parties of an agreement. "
        "accords process new my-talks > my-talks.yaml",
        allow_abbrev=False,
    )
    making.add_argument(
        "name", metavar="NAME", nargs="?", help="what to call the talks, such as my-talks (an agreement's id)"
    )
    making.add_argument("--from-agreement", metavar="FILE", help="an agreement file, whose parties it is to hold")
    with_json(making, "the file as a JSON string")
    making.set_defaults(run=new)


def show(options: argparse.Namespace) -> int:
    from accords.claims.process import load_process, shipped_processes

    processes = [load_process(name) for name in shipped_processes()]
    if options.json:
        output.put_json({"processes": [_row(process) for process in processes]})
    else:
        output.put(_lines(processes))
    return 0


def check(options: argparse.Namespace) -> int:
    from accords.claims.process import read_process_file
    from accords.presentation.terminal import faults
    from accords.presentation.wording import counted, line_of

    process, found = read_process_file(options.file)
    if options.json:
        listed = [fault.to_json() for fault in found]
        output.put_json({"file": options.file, "process": _row(process) if process else None, "faults": listed})
        return 1 if found else 0
    output.put(faults(found))
    ending = counted(len(found), "fault")
    if process:
        people = sum(actor.is_person for actor in process.actors)
        held = (
            counted(len(process.principals), "principal"),
            counted(len(process.mediators), "mediator"),
            counted(people, "person", "people"),
            counted(len(process.actors) - people, "other actor"),
            counted(len(process.issues), "issue"),
        )
        ending = f"{', '.join(held)}, no fault"
    output.put([f"{line_of(options.file)}: {ending}"])
    return 1 if found else 0


def new(options: argparse.Namespace) -> int:
    if options.from_agreement is not None:
        return _of_agreement(options)
    from accords.claims.process_template import template

    if options.name is None:
        accepted = "what to call the talks, or --from-agreement FILE"
        raise Misuse(Fault("NAME", "nothing", accepted, "Choose a short name, such as my-talks."))
    text = template(options.name)
    if options.json:
        output.put_json({"name": options.name, "file": text})
    else:
        output.put(text.splitlines())
    return 0


def _of_agreement(options: argparse.Namespace) -> int:
    """The file of an agreement's parties; what is wrong with the agreement is listed, and its parties are taken."""
    from pathlib import Path

    from accords.agreement.parse import read_agreement
    from accords.agreement.roster_of import process_of
    from accords.claims.records import gathered
    from accords.presentation.terminal import faults

    agreement, found = read_agreement(Path(options.from_agreement))
    if agreement is None:
        raise Misuse(gathered(found))
    text = process_of(agreement, name=options.name)
    if options.json:
        listed = [fault.to_json() for fault in found]
        output.put_json({"name": options.name or agreement.id, "file": text, "faults": listed})
    else:
        output.put(text.splitlines())
        output.tell(faults(found))
    return 1 if found else 0


def _row(process: Process) -> dict[str, object]:
    dates = process.dates.to_json()
    return {
        "name": process.name,
        "title": process.title,
        "aliases": list(process.aliases),
        "from": dates["start"],
        "to": dates["end"],
        "principals": list(process.principals),
        "mediators": list(process.mediators),
        "participants": list(process.participants),
        "observers": list(process.observers),
        "people": sum(actor.is_person for actor in process.actors),
        "actors": len(process.actors),
        "issues": [issue.name for issue in process.issues],
    }


def _lines(processes: list[Process]) -> Iterator[str]:
    import textwrap

    width = max(len(process.name) for process in processes)
    indent = " " * (width + 2)
    for process in processes:
        yield f"{process.name:<{width}}  {process.title}"
        parties = "; ".join(process.principals)
        if process.mediators:
            parties += f" (mediators: {'; '.join(process.mediators)})"
        yield from textwrap.wrap(parties, output.columns(), initial_indent=indent, subsequent_indent=indent)
