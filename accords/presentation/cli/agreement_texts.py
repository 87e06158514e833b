"""`accords agreement diff | score | compare`: what texts say, held against each other and against what was done.

The Python twins are `accords.agreement.diff.diff`, `accords.watch(...).scores` and `accords.agreement.compare.compare`.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.agreement_options import given, read, screen, told, with_file, with_record
from accords.presentation.cli.options import Groups, with_json

if TYPE_CHECKING:
    from accords.agreement.agreement import Agreement
    from accords.vocabulary import Fault

_EVERY = ("year", "month")


def add(commands: Groups) -> None:
    differing = commands.add_parser(
        "diff",
        help="what two drafts say differently",
        description="What two drafts say differently, by meaning as well as text: who owes more or less, by when, on what condition.",
        allow_abbrev=False,
    )
    differing.add_argument("old", metavar="OLD", help="the older agreement file")
    differing.add_argument("new", metavar="NEW", help="the newer one")
    differing.add_argument("--meaning", action="store_true", help="leave out what only the words say differently")
    with_json(differing, "the differences as JSON")
    differing.set_defaults(run=diff)
    scoring = commands.add_parser(
        "score",
        help="how far it has been carried out, over time",
        description="How far an agreement has been carried out, over time and by theme, after the Peace Accords Matrix: 0 not initiated, "
        "1 minimal, 2 intermediate, 3 full.",
        allow_abbrev=False,
    )
    with_file(scoring)
    with_record(scoring)
    scoring.add_argument(
        "--every", choices=_EVERY, default="year", metavar="TIME", help="at the end of each year (or month)"
    )
    with_json(scoring, "the scores as JSON")
    scoring.set_defaults(run=score)
    comparing = commands.add_parser(
        "compare",
        help="guarantee clauses side by side",
        description="Guarantee clauses of several agreements side by side: trigger and area, who determines, the duty and its strength, "
        "procedure and end.",
        allow_abbrev=False,
    )
    comparing.add_argument("files", metavar="FILE", nargs="+", help="the agreement files")
    with_json(comparing, "a row for each clause as JSON")
    comparing.set_defaults(run=compare)


def diff(options: argparse.Namespace) -> int:
    from accords.presentation import terminal_compared

    old, wrong = read(options.old)
    new, more = read(options.new)
    if old is None or new is None:
        return 2
    from accords.agreement.diff import diff as differences
    from accords.agreement.difference import DifferenceKind

    rows = [row for row in differences(old, new) if not options.meaning or row.kind is DifferenceKind.MEANING]
    if options.json:
        output.put_json(
            {
                "old": {"file": options.old, "agreement": old.id},
                "new": {"file": options.new, "agreement": new.id},
                "faults": [fault.to_json() for fault in (*wrong, *more)],
                "differences": [row.to_json() for row in rows],
            }
        )
    else:
        output.put(terminal_compared.diff(rows, screen()))
    return told((*wrong, *more))


def score(options: argparse.Namespace) -> int:
    watched = given(options)
    if watched is None:
        return 2
    from accords.agreement.score import Period
    from accords.presentation import terminal_compared
    from accords.presentation.agreement_form import head

    rows = watched.scores(options.as_of or date.today(), every=Period(options.every))
    if options.json:
        output.put_json(head(watched.agreement, watched.faults) | {"scores": [row.to_json() for row in rows]})
    else:
        output.put(terminal_compared.score(watched.agreement, rows, screen()))
    return told(watched.faults)


def compare(options: argparse.Namespace) -> int:
    from accords.agreement.compare import compare as rows_of
    from accords.presentation import terminal_compared

    agreements: list[Agreement] = []
    faults: list[Fault] = []
    unusable = 0
    for name in options.files:
        agreement, wrong = read(name)
        if agreement is None:
            unusable += 1  # its faults have been told
            continue
        agreements.append(agreement)
        faults += wrong
    if not agreements:
        return 2
    rows = rows_of(agreements)
    if options.json:
        output.put_json(
            {"faults": [fault.to_json() for fault in faults], "guarantees": [row.to_json() for row in rows]}
        )
    else:
        output.put(terminal_compared.compare(rows, screen()))
    return told(faults) or int(unusable > 0)
