"""`accords ledger init | info | check | backup | migrate | forget`. The twins are methods of `accords.Ledger`."""

from __future__ import annotations

import argparse
from pathlib import Path

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, by_whom, where, with_by, with_json, with_ledger


def add(groups: Groups) -> None:
    group = groups.add_parser(
        "ledger",
        help="make a ledger, look after it, forget a report",
        description="Make a ledger, look after it, forget a report. A ledger is a file, or a schema of PostgreSQL.",
        allow_abbrev=False,
    )
    commands = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    making = commands.add_parser("init", help="make a ledger", description="Make a ledger.", allow_abbrev=False)
    with_ledger(making)
    with_json(making, "its name and schema as JSON")
    making.set_defaults(run=init)
    telling = commands.add_parser(
        "info",
        help="say what a ledger holds",
        description="Say what a ledger holds: reports, readings, claims, rulings, days, size.",
        allow_abbrev=False,
    )
    with_ledger(telling)
    with_json(telling, "the same as JSON")
    telling.set_defaults(run=info)
    checking = commands.add_parser(
        "check",
        help="prove that a ledger is whole and unchanged",
        description="Prove that a ledger is whole and unchanged: the chain over its entries, every row against its digest, "
        "every quoted word against the text.",
        allow_abbrev=False,
    )
    with_ledger(checking)
    with_json(checking, "every finding as JSON")
    checking.set_defaults(run=check)
    copying = commands.add_parser(
        "backup",
        help="copy a ledger into a file",
        description="Copy a ledger into a file, as it is at one moment, also while it is written to.",
        allow_abbrev=False,
    )
    copying.add_argument(
        "file", nargs="?", metavar="FILE", help="the new file (a name with the time, beside the ledger)"
    )
    with_ledger(copying)
    with_json(copying, "the name of the copy as JSON")
    copying.set_defaults(run=backup)
    moving = commands.add_parser(
        "migrate",
        help="bring a ledger of an older accords up to date",
        description="Bring a ledger of an older accords up to date. A copy is kept first.",
        allow_abbrev=False,
    )
    with_ledger(moving)
    with_json(moving, "what was done as JSON")
    moving.set_defaults(run=migrate)
    forgetting = commands.add_parser(
        "forget",
        help="let the text of a report go for good",
        description="Let the text of a report and every quotation of it go for good. A tombstone with the text's digest and "
        "the reason stays, and what rested on it is marked.",
        allow_abbrev=False,
    )
    forgetting.add_argument("report", metavar="REPORT", help="the id of the report")
    forgetting.add_argument("--reason", required=True, metavar="WORDS", help="why, for those who ask later")
    with_by(forgetting)
    with_ledger(forgetting)
    with_json(forgetting, "the tombstone as JSON")
    forgetting.set_defaults(run=forget)


def init(options: argparse.Namespace) -> int:
    from accords import __version__
    from accords.ledger.ledger import Ledger

    with Ledger.new(where(options), version=__version__) as ledger:
        told = ledger.info()
    if options.json:
        output.put_json(told.to_json())
    else:
        output.put([f"{told.name}: a ledger of schema {told.schema}, {told.reports:,} reports"])
    return 0


def info(options: argparse.Namespace) -> int:
    from accords.ledger.ledger import Ledger
    from accords.presentation.terminal_ledger import info_lines

    with Ledger(where(options)) as ledger:
        told = ledger.info()
    if options.json:
        output.put_json(told.to_json())
    else:
        output.put(info_lines(told))
    return 0


def check(options: argparse.Namespace) -> int:
    from accords.ledger.ledger import Ledger
    from accords.presentation.terminal import faults
    from accords.presentation.wording import counted

    with Ledger(where(options)) as ledger:
        name, found = ledger.name, list(ledger.check())
        head = ledger.head()
    if options.json:
        listed = [fault.to_json() for fault in found]
        output.put_json({"ledger": name, "entries": head.seq, "head": head.chain, "faults": listed})
        return 1 if found else 0
    output.tell(faults(found))
    state = counted(len(found), "fault") if found else "whole and unchanged"
    output.put([f"{name}: {state}, {head.seq:,} entries, head {head.chain}"])
    return 1 if found else 0


def backup(options: argparse.Namespace) -> int:
    from accords.ledger.ledger import Ledger

    with Ledger(where(options)) as ledger:
        copy = ledger.backup(Path(options.file) if options.file else None)
    if options.json:
        output.put_json({"copy": str(copy)})
    else:
        output.put([f"copied to {copy}"])
    return 0


def migrate(options: argparse.Namespace) -> int:
    from accords import __version__
    from accords.ledger.copies import migrate as move
    from accords.ledger.database import connect

    database = connect(where(options))
    try:
        done = move(database, __version__)
    finally:
        database.close()
    if options.json:
        output.put_json(done.to_json())
    elif done.steps:
        output.put([f"{database.name}: schema {done.before} -> {done.after}; the copy of before is {done.copy}"])
    else:
        output.put([f"{database.name}: schema {done.after} already, nothing to do"])
    return 0


def forget(options: argparse.Namespace) -> int:
    from accords.ledger.ledger import Ledger

    who = by_whom(options)
    with Ledger(where(options)) as ledger:
        stone = ledger.forget(options.report, reason=options.reason, who=who)
    if options.json:
        output.put_json(stone.to_json())
        return 0
    output.put([f"forgot the text of {stone.report}; its digest {stone.text_sha256} stays"])
    output.tell(["Backups and exports that were made before still hold the text: see to them too."])
    return 0
