"""`accords explain`: where something stands and why it was settled so. The twin is `presentation.explain.explain`."""

from __future__ import annotations

import argparse

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, with_json


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "explain",
        help="say where something stands and why it is as it is",
        description="Say where an attribution, a claim, a meeting or a commitment stands, and why it is as it is.",
        allow_abbrev=False,
    )
    command.add_argument("id", metavar="ID", help="its id, or as much of it as tells it from the others")
    command.add_argument(
        "--in",
        dest="dossier",
        metavar="DOSSIER.json",
        required=True,
        help="a dossier of 'accords read --json' (-: standard input)",
    )
    with_json(command, "the explanation as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from accords.presentation.dossier_form import load
    from accords.presentation.explain import explain

    dossier = load(options.dossier)
    explanation = explain(dossier, options.id, place=options.dossier)
    if options.json:
        output.put_json(explanation.to_json())
    else:
        output.put(explanation.lines(output.columns()))
    return 0
