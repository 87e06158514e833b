"""`accords add` and `accords follow`: reports into a ledger. The Python twins are `accords.add` and `accords.follow`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import (
    Groups,
    as_duration,
    reading,
    where,
    with_json,
    with_ledger,
    with_network,
    with_reading,
)

if TYPE_CHECKING:
    from accords.intake.add import Tally
    from accords.intake.follow import Seen


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "add",
        help="read reports into a ledger",
        description="Read reports into a ledger. What it has is passed over, so a run that was stopped goes on where it "
        "stopped; a report that cannot be read is listed, and the rest is read.",
        allow_abbrev=False,
    )
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a file, a folder, a URL, or - for standard input"
    )
    with_reading(command)
    command.add_argument(
        "--again",
        action="store_true",
        help="read anew what another version, roster or process read; the older reading is kept",
    )
    with_network(command)
    with_ledger(command)
    with_json(command, "what was added and the faults as JSON")
    command.set_defaults(run=run)
    following = groups.add_parser(
        "follow",
        help="keep adding what is new in feeds and folders",
        description="Keep adding what is new in RSS and Atom feeds and in folders, until it is stopped (Ctrl-C). Feeds are asked "
        "politely: unchanged ones are not sent again, robots.txt and requests to come back later are honoured.",
        allow_abbrev=False,
    )
    following.add_argument("places", nargs="+", metavar="FEED|FOLDER", help="the address of a feed, or a folder")
    following.add_argument(
        "--every", metavar="TIME", type=as_duration, help="the pause between two rounds, such as 30m or 2h (15m)"
    )
    following.add_argument("--once", action="store_true", help="make one round and stop")
    with_reading(following)
    with_network(following)
    with_ledger(following)
    with_json(following, "what was added and the faults as JSON, when it stops")
    following.set_defaults(run=follow)


def run(options: argparse.Namespace) -> int:
    asked = reading(options)
    place = where(options)
    from accords.ledger.ledger import Ledger
    from accords.presentation.adding import add as add_all
    from accords.presentation.cli.progress import Progress

    progress = Progress(sys.stderr, quiet=options.quiet)
    with Ledger(place) as ledger:
        try:
            tally = add_all(
                options.sources,
                ledger,
                **asked,
                jobs=options.jobs,
                again=options.again,
                learn=not options.no_learning,
                allow_private=options.allow_private,
                progress=progress,
            )
        finally:
            progress.end()
        show(tally, ledger.name, options)
    return 1 if tally.faults else 0


def follow(options: argparse.Namespace) -> int:
    asked = reading(options)
    from accords.intake.follow import Visited
    from accords.ledger.ledger import Ledger
    from accords.presentation.adding import follow as follow_all
    from accords.presentation.wording import line_of
    from accords.vocabulary import Fault

    def told(item: Seen) -> None:
        if isinstance(item, Visited) and not options.quiet:
            output.tell([f"{line_of(item.place)}: {item.new:,} new; next at {item.next_at:%Y-%m-%d %H:%M} UTC"])
        elif isinstance(item, Fault):
            output.tell([str(item)])

    with Ledger(where(options)) as ledger:
        tally = follow_all(
            options.places,
            ledger,
            every=options.every,
            once=options.once,
            **asked,
            jobs=options.jobs,
            learn=not options.no_learning,
            allow_private=options.allow_private,
            progress=told,
        )
        show(tally, ledger.name, options, listed=True)
    return 1 if tally.faults else 0


def show(tally: Tally, name: str, options: argparse.Namespace, *, listed: bool = False) -> None:
    """What was added, to standard output; faults, unless they were `listed` as they came, to standard error."""
    from accords.presentation.terminal import faults
    from accords.presentation.wording import counted

    if options.json:
        output.put_json(
            {
                "ledger": name,
                "reports": tally.reports,
                "readings": tally.readings,
                "known": tally.known,
                "refused": tally.refused,
                "faults": [fault.to_json() for fault in tally.faults],
            }
        )
        return
    if not listed:
        output.tell(faults(tally.faults))
    parts = [f"{counted(tally.reports, 'report')} added"]
    if tally.readings > tally.reports:
        parts.append(f"{counted(tally.readings - tally.reports, 'report')} read anew")
    if tally.known:
        parts.append(f"{tally.known:,} there already")
    if tally.faults:
        parts.append(counted(len(tally.faults), "fault"))
    output.put([f"{name}: {', '.join(parts)}"])
