"""`accords serve`: the pages of a ledger in a browser, to look at and to correct. The twin is `presentation.web.serve.serve`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, where, with_json, with_ledger
from accords.presentation.cli.pages_options import with_files, with_texts
from accords.presentation.cli.settings import settle

if TYPE_CHECKING:
    from accords.presentation.web.serve import Ready


_WAIT = 10.0  # seconds that a ruling waits for another writer: somebody looks at a browser, and Ctrl-C waits for it too
_LONG = 2_000  # entries of a ledger that takes more than a moment to read


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "serve",
        help="show a ledger in a browser, and correct it there",
        description="Show the pages of a ledger in a browser while others add to it: look, read, rule on what was read. It answers this "
        "machine alone unless --host says otherwise; reached from elsewhere it asks for a token.",
        allow_abbrev=False,
    )
    command.add_argument(
        "--host", metavar="ADDRESS", default="127.0.0.1", help="where to answer (127.0.0.1: this machine alone)"
    )
    command.add_argument(
        "--port", metavar="NUMBER", type=_as_port, default=8321, help="the port (8321; 0: any that is free)"
    )
    command.add_argument(
        "--token",
        metavar="WORDS",
        help="what a browser has to bring, 16 characters or more (ACCORDS_TOKEN; elsewhere than on this machine one is made)",
    )
    command.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="another name, or NAME:PORT, that it is reached by, such as that of a server in front (repeatable)",
    )
    with_files(command)
    with_texts(command, "whole texts of reports (on this machine alone, unless asked)")
    command.set_defaults(text=None)
    command.add_argument("--open", action="store_true", help="open it in a browser")
    command.add_argument(
        "--by",
        metavar="NAME",
        help="your name, for rulings (ACCORDS_NAME); reached from elsewhere, everybody gives their own",
    )
    with_ledger(command)
    with_json(command, "the address as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    place = where(options)
    from accords.ledger.ledger import Ledger
    from accords.presentation.cli.agreement_options import told
    from accords.presentation.files_shown import files_shown
    from accords.presentation.web.serve import serve

    files = files_shown(options.agreement, options.scenario, events=options.events)
    told(files.faults)
    by = settle(name=options.by, folder=Path(), environment=os.environ).name
    with Ledger(place, wait=_WAIT) as ledger:
        if ledger.head().seq > _LONG:
            output.tell([f"{ledger.name}: reading it; of 20,000 reports that takes four minutes"])
        serve(
            ledger,
            host=options.host,
            port=options.port,
            token=options.token or os.environ.get("ACCORDS_TOKEN") or None,
            allow_hosts=options.allow_host,
            files=files,
            by=by,
            texts=options.text,
            ready=lambda ready: _tell(ready, ledger.name, options),
        )
    return 0


def _tell(ready: Ready, name: str, options: argparse.Namespace) -> None:
    if options.json:
        output.put_json({"address": ready.address, "ledger": name, "token": ready.token, "texts": ready.texts})
        sys.stdout.flush()
    output.tell([f"{name}: {ready.address} (Ctrl-C stops it)"])
    if ready.beyond:
        output.tell(
            [
                "Whoever has this address reads the ledger and rules on it, and what goes over the net is not encrypted: see",
                "'accords serve' in docs/how-to/look-and-correct.md.",
            ]
        )
    if options.open:
        import webbrowser

        webbrowser.open(ready.address)


def _as_port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6 and int(value) < 65536):
        raise argparse.ArgumentTypeError(
            f"found {value!r}; accepted: a number from 0 to 65535. Give one, such as 8321."
        )
    return int(value)
