"""`accords roster check`: whether a file of names can be used. The twin is `claims.roster.read_roster_file`."""

from __future__ import annotations

import argparse

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, with_json


def add(groups: Groups) -> None:
    group = groups.add_parser("roster", help="files of names", description="Files of names.", allow_abbrev=False)
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command = commands.add_parser(
        "check",
        help="check a file of names",
        description="Check a file of names and list every fault in it, each with its line.",
        allow_abbrev=False,
    )
    command.add_argument("file", metavar="FILE", help="the file")
    with_json(command, "the actors' ids and the faults as JSON")
    command.set_defaults(run=check)


def check(options: argparse.Namespace) -> int:
    from accords.claims.roster import read_roster_file
    from accords.presentation.terminal import faults
    from accords.presentation.wording import counted, line_of

    entries, found = read_roster_file(options.file)
    if options.json:
        listed = [fault.to_json() for fault in found]
        output.put_json({"file": options.file, "entries": len(entries), "faults": listed})
    else:
        output.put(faults(found))
        ending = counted(len(found), "fault") if found else "no fault"
        output.put([f"{line_of(options.file)}: {counted(len(entries), 'entry', 'entries')}, {ending}"])
    return 1 if found else 0
