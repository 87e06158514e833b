"""`accords explain`: where something stands and why it was settled so. The twin is `presentation.explain.explain`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, where, with_json, with_ledger
from accords.vocabulary import Fault, Misuse

if TYPE_CHECKING:
    from accords.presentation.dossier import Dossier


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "explain",
        help="say where something stands and why it is as it is",
        description="Say where an attribution, a claim, a meeting or a commitment stands, and why it is as it is.",
        allow_abbrev=False,
    )
    command.add_argument("id", metavar="ID", help="its id, or as much of it as tells it from the others")
    command.add_argument(
        "--in", dest="dossier", metavar="DOSSIER.json", help="a dossier of 'accords read --json' (-: standard input)"
    )
    with_ledger(command)
    with_json(command, "the explanation as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from accords.presentation.explain import explain

    if options.dossier:
        from accords.presentation.dossier_form import load

        if options.ledger:
            raise Misuse(Fault("--in", "--ledger beside it", "one of the two", "Leave one out."))
        place, dossier = options.dossier, load(options.dossier)
    else:
        place = where(options, "--in", "a dossier (--in FILE) or a ledger (--ledger PATH)")
        dossier = _around(place, options.id)
    explanation = explain(dossier, options.id, place=place)
    if options.json:
        output.put_json(explanation.to_json())
    else:
        output.put(explanation.lines(output.columns()))
    return 0


def _around(place: str, own: str) -> Dossier:
    """The dossier of the one report in which something stands; of the whole ledger for what many reports tell."""
    from accords.ledger.ledger import Ledger
    from accords.presentation.dossier import Dossier

    with Ledger(place) as ledger:
        report = ledger.report_of(own)
        return Dossier.of(ledger.accounts(reports=None if report is None else [report]))
