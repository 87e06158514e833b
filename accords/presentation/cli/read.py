"""`accords read`: reports in, a dossier out. The Python twin is `accords.read`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, reading, with_json, with_quiet, with_reports

if TYPE_CHECKING:
    from accords.presentation.dossier import Dossier

HINT = "Why somebody, or a day: accords read … --json > dossier.json; accords explain ID --in dossier.json"


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "read",
        help="read reports and show who said what",
        description="Read reports (plain text, HTML, JSON Lines) and show where the parties stand, and who said what.",
        allow_abbrev=False,
    )
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder, or - for standard input")
    form = command.add_mutually_exclusive_group()
    with_json(form, "the dossier as JSON")
    form.add_argument("--html", metavar="FILE", help="write the dossier as one HTML page to FILE (-: standard output)")
    command.add_argument("--all", action="store_true", help="show beliefs, facts and plans too, not assertions alone")
    with_reports(command)
    with_quiet(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.html:
        output.check_target(options.html, options.sources)
    asked = reading(options)
    from accords.presentation.cli.progress import Progress
    from accords.presentation.dossier import read

    progress = Progress(sys.stderr, quiet=options.quiet)
    try:
        dossier = read(
            options.sources,
            **asked,
            progress=progress,
        )
    finally:
        progress.end()
    show(dossier, options)
    from accords.presentation.terminal import faults

    output.tell(faults(dossier.faults))
    return 1 if dossier.faults else 0


def show(dossier: Dossier, options: argparse.Namespace) -> None:
    if options.json:
        output.put_json(dossier.to_json())
    elif options.html:
        from accords.presentation.page import page

        output.write_whole(options.html, page(dossier))
    else:
        from accords.presentation.screen import Screen
        from accords.presentation.terminal import terminal

        screen = Screen(output.columns(), output.bold())
        output.put(terminal(dossier, screen=screen, every_kind=options.all))
        if dossier.attributions and not options.quiet and sys.stdout.isatty():
            output.tell(["", HINT])
