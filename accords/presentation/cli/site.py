"""`accords site`: the pages of a ledger as files that open from a disk. The twin is `presentation.site.site`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_day_option, where, with_json, with_ledger, with_quiet
from accords.presentation.cli.pages_options import with_files, with_texts
from accords.presentation.cli.progress import Counted


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "site",
        help="write the pages of a ledger as files",
        description="Write the pages of a ledger as a folder of files that opens from a disk, without a server and without the network; with "
        "--single as one file. Texts of reports are left out unless --text is given: others' texts are not yours to publish.",
        allow_abbrev=False,
    )
    command.add_argument(
        "out", metavar="OUT", nargs="?", help="the folder; one that is there must be empty or an older site"
    )
    command.add_argument("--single", metavar="FILE", help="one file, instead of a folder")
    command.add_argument(
        "--as-of", metavar="DAY", type=as_day_option, help="as it was known by the end of that day (now)"
    )
    command.add_argument(
        "--since", metavar="DAY", type=as_day_option, help="tell what has changed since that day (a week)"
    )
    command.add_argument("--title", metavar="WORDS", help="what stands on top of every page (the ledger's name)")
    with_files(command)
    with_texts(command, "whole texts of reports (not unless asked)")
    with_ledger(command)
    with_quiet(command)
    with_json(command, "what was written, as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from accords.presentation.cli.agreement_options import told
    from accords.vocabulary import Fault, Misuse

    if (options.out is None) == (options.single is None):
        found = "neither" if options.out is None else "both"
        raise Misuse(Fault("OUT, --single", found, "a folder OUT, or --single FILE", "Name one: accords site pages."))
    place = where(options)
    from accords.ledger.ledger import Ledger
    from accords.presentation.answering import answers
    from accords.presentation.files_shown import files_shown
    from accords.presentation.pages.address import in_app
    from accords.presentation.pages.asked import Asked
    from accords.presentation.pages.shown import Shown
    from accords.presentation.site import single, site

    with Ledger(place) as ledger:
        record = answers(ledger)
        files = files_shown(options.agreement, options.scenario, events=options.events, record=record)
        shown = Shown(
            view=record.as_of(options.as_of),
            links=in_app,
            name=options.title or Path(ledger.name).name,
            asked=Asked(as_of=options.as_of, since=options.since),
            text_of=ledger.text if options.text else lambda report: None,
            excerpts=not options.text,
            judgements=ledger.judgements(),
            agreements=files.agreements,
            scenarios=files.scenarios,
        )
        progress = Counted(sys.stderr, quiet=options.quiet)
        try:
            if options.single is not None:
                written = single(shown, Path(options.single), progress=progress)
            else:
                written = site(shown, Path(options.out), progress=progress)
        finally:
            progress.end()
    if options.json:
        output.put_json(written.to_json() | {"faults": [fault.to_json() for fault in files.faults]})
    else:
        output.put(
            [f"{written.start}: {written.pages:,} pages. Open it in a browser: {written.start.resolve().as_uri()}"]
        )
    return told(files.faults)
