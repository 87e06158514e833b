"""`accords read`: reports in, a dossier out. The Python twin is `accords.read`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_language, as_published, as_size, reading, with_json

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
    command.add_argument("--outlet", metavar="NAME", help="who published the reports, where they do not say it")
    command.add_argument(
        "--published", metavar="DAY", type=as_published, help="when, as YYYY-MM-DD, where they do not say it"
    )
    command.add_argument(
        "--language",
        metavar="CODE",
        type=as_language,
        help="the language to read them as, such as en, whatever they look like",
    )
    command.add_argument(
        "--process",
        metavar="NAME|PATH",
        help="the talks they are about, as 'accords process list' names them or a file",
    )
    command.add_argument("--roster", metavar="FILE", help="a file of names, beside the shipped list")
    command.add_argument("--max-size", metavar="BYTES", type=as_size, help="refuse a larger report (5MB unless told)")
    command.add_argument("--quiet", action="store_true", help="no progress and no hints on standard error")
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
