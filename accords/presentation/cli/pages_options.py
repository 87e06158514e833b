"""Options of what shows pages: the files of an analyst, and whether whole texts are shown."""

from __future__ import annotations

import argparse


def with_files(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--agreement",
        metavar="FILE",
        action="append",
        default=[],
        help="an agreement file to show, or a folder of them (repeatable); NAME.events.csv beside NAME.yaml is its table of events",
    )
    command.add_argument(
        "--events",
        metavar="TABLE",
        action="append",
        default=[],
        help="a table of events for all agreements, in CSV (repeatable)",
    )
    command.add_argument(
        "--scenario",
        metavar="FILE",
        action="append",
        default=[],
        help="a scenario file to show, or a folder of them (repeatable)",
    )


def with_texts(command: argparse._ActionsContainer, what: str) -> None:
    command.add_argument("--text", action=argparse.BooleanOptionalAction, default=False, help=what)
