"""What commands on an agreement share: the file, and the record that it is watched against."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import as_day_option, with_ledger
from accords.presentation.cli.settings import settle

if TYPE_CHECKING:
    from accords.agreement.agreement import Agreement
    from accords.presentation.agreement_record import Watched
    from accords.presentation.screen import Screen
    from accords.vocabulary import Fault


def with_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the agreement file")


def with_record(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", metavar="DAY", type=as_day_option, help="by what was known by the end of that day (today)"
    )
    command.add_argument(
        "--events",
        metavar="TABLE",
        action="append",
        default=[],
        help="a table of events in CSV, plain or ACLED's (repeatable)",
    )
    with_ledger(command)
    command.add_argument("--in", dest="dossier", metavar="DOSSIER.json", help="a dossier of 'accords read --json'")


def given(options: argparse.Namespace) -> Watched | None:
    """The agreement with the record that the options name; `None`, with the faults told, where nothing of the file can be used.

    A ledger that only the environment or `accords.toml` names is asked where nothing else is named.
    """
    agreement, faults = read(options.file)
    if agreement is None:
        return None
    from accords.presentation.agreement_record import watched

    ledger = options.ledger
    if ledger is None and not options.events and options.dossier is None:
        ledger = settle(ledger=None, folder=Path(), environment=os.environ).ledger
    return watched(agreement, faults, events=options.events, ledger=ledger, dossier=options.dossier)


def read(name: str) -> tuple[Agreement | None, list[Fault]]:
    """The agreement of a file with its faults, which are told where nothing of it can be used."""
    from accords.agreement.parse import read_agreement

    agreement, faults = read_agreement(Path(name))
    if agreement is None:
        told(faults)
    return agreement, faults


def told(faults: Iterable[Fault]) -> int:
    """Tell faults; the exit status that they make."""
    from accords.presentation.terminal import faults as worded

    every = list(faults)
    output.tell(worded(every))
    return 1 if every else 0


def screen() -> Screen:
    from accords.presentation.screen import Screen

    return Screen(output.columns(), output.bold())
