"""`accords queue`: what of a ledger is most worth a person's ruling. The twin is `accords.assessment.queue.queue_in`."""

from __future__ import annotations

import argparse

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_day_option, as_number, where, with_json, with_ledger


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "queue",
        help="offer what is most worth a ruling",
        description="Offer what is most worth a ruling: what the machine is unsure of and many answers rest on, with the commands "
        "that settle it. What people have ruled on is left out.",
        allow_abbrev=False,
    )
    command.add_argument(
        "--as-of", metavar="DAY", type=as_day_option, help="by what was known by the end of that day (now)"
    )
    command.add_argument("--party", metavar="ID", help="only claims of this party, by its id, such as russia")
    command.add_argument("--issue", metavar="NAME", help="only claims on this issue, such as territory")
    command.add_argument("--outlet", metavar="NAME", help="only what this outlet tells")
    command.add_argument("--most", metavar="NUMBER", type=as_number, default=20, help="how many at most (20)")
    with_ledger(command)
    with_json(command, "the questions as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    place = where(options)
    from accords.assessment.queue import queue_in
    from accords.assessment.where import Where
    from accords.ledger.ledger import Ledger
    from accords.presentation.answering import answers
    from accords.presentation.queue_words import material, row
    from accords.presentation.screen import Screen
    from accords.presentation.settled import ruled_in
    from accords.presentation.terminal_queue import queue
    from accords.vocabulary import slug

    asked = Where(
        party=None if options.party is None else slug(options.party),
        issue=None if options.issue is None else options.issue.casefold(),
        outlet=options.outlet,
    )
    with Ledger(place) as ledger:
        name = ledger.name
        view = answers(ledger).as_of(options.as_of)
        questions = queue_in(view, asked, ruled_in(ledger), options.most)
    if options.json:
        dossier = material(questions, view)
        day = options.as_of.isoformat() if options.as_of else None
        rows = [row(number, question, dossier) for number, question in enumerate(questions, 1)]
        output.put_json({"answer": "queue", "ledger": name, "as_of": day, "rows": rows})
    elif questions:
        output.put(queue(questions, view, Screen(output.columns(), output.bold())))
    else:
        output.put(["nothing"])
    return 0
