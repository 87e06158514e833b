"""`accords bargain draft`: a scenario file drafted from positions and commitments.

The Python twin is `accords.presentation.bargain_drafting.draft_scenario`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.drafts import check_new, ledger_of, name_of, with_out, with_record, write_new
from accords.presentation.cli.options import Groups, as_number, with_json

if TYPE_CHECKING:
    from accords.bargaining.draft import ScenarioDraft


def add(commands: Groups) -> None:
    command = commands.add_parser(
        "draft",
        help="draft a scenario from what parties want and offer",
        description="Draft a scenario file: what each party could do, and what it seems to prefer, each with the claims that it rests on, "
        "and marked where it is a guess. The order of priorities is one throughout: mend the file before you believe an answer.",
        allow_abbrev=False,
    )
    with_record(command)
    command.add_argument("--issue", metavar="NAME", help="only this issue, such as territory")
    command.add_argument(
        "--options", metavar="NUMBER", type=as_number, help="so many options at the most, those best told of (12)"
    )
    with_out(command)
    with_json(command, "the file as a JSON string, with its options and priorities and what is left out")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    place = ledger_of(options)
    if options.out:
        check_new(options.out)
    from accords.assessment.where import Where
    from accords.bargaining.draft import USUAL
    from accords.presentation.bargain import CAVEAT
    from accords.presentation.bargain_drafting import draft_scenario

    draft = draft_scenario(
        ledger=place,
        dossier=options.dossier,
        as_of=options.as_of,
        where=Where(issue=None if options.issue is None else options.issue.casefold()),
        name=name_of(options),
        most=options.options or USUAL,
    )
    text = draft.text
    if options.out and options.out != "-":
        write_new(options.out, text)
    if options.json:
        output.put_json({**draft.to_json(), "caveat": CAVEAT, "out": options.out, "file": text})
    elif options.out and options.out != "-":
        output.put([*_told(draft, options.out), f"next: accords bargain run {options.out}"])
    else:
        output.put(text.splitlines())
    return 0


def _told(draft: ScenarioDraft, name: str) -> list[str]:
    """What the file holds, on one line, and how little of it is known."""
    from accords.presentation.wording import counted, line_of

    options = [option for party in draft.parties for option in party.options]
    statements = [statement for party in draft.parties for statement in party.statements]
    parts = [
        counted(len(draft.parties), "party", "parties"),
        counted(len(options), "option"),
        f"{counted(len(statements), 'priority', 'priorities')}, {sum(one.guess for one in statements)} of them guessed",
    ]
    left = [f"{counted(len(draft.left), 'thing')} of which nothing was made, as comments"] if draft.left else []
    guess = "The order of priorities is a guess throughout: mend it before you believe an answer."
    return [f"{line_of(name)}: {', '.join([*parts, *left])}", guess]
