"""`accords agreement new`: an agreement file drafted from commitments and positions.

The Python twin is `accords.presentation.agreement_drafting.draft_agreement`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.drafts import check_new, ledger_of, name_of, with_out, with_record, write_new
from accords.presentation.cli.options import Groups, with_json

if TYPE_CHECKING:
    from accords.agreement.draft import Draft


def add_new(commands: Groups) -> None:
    """Add `new` to the subcommands of `accords agreement`."""
    command = commands.add_parser(
        "new",
        help="draft an agreement file from what parties undertook",
        description="Draft an agreement file: a clause for each commitment, with the claims that tell of it, marked agreed, offered by "
        "the one who would owe it, or only reported by others; positions that demand or reject beside them as comments.",
        allow_abbrev=False,
    )
    with_record(command)
    command.add_argument("--party", metavar="ID", help="only what this party undertook, by its id, such as russia")
    command.add_argument("--issue", metavar="NAME", help="only this issue, such as territory")
    with_out(command)
    with_json(command, "the file as a JSON string, with a row for each clause and for what is left out")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    place = ledger_of(options)
    if options.out:
        check_new(options.out)
    from accords.assessment.where import Where
    from accords.presentation.agreement_drafting import draft_agreement
    from accords.vocabulary import slug

    asked = Where(
        party=None if options.party is None else slug(options.party),
        issue=None if options.issue is None else options.issue.casefold(),
    )
    draft = draft_agreement(
        ledger=place, dossier=options.dossier, as_of=options.as_of, where=asked, name=name_of(options)
    )
    text = draft.text
    if options.out and options.out != "-":
        write_new(options.out, text)
    if options.json:
        output.put_json({**draft.to_json(), "out": options.out, "file": text})
    elif options.out and options.out != "-":
        output.put([_told(draft, options.out), f"next: accords agreement check {options.out}"])
    else:
        output.put(text.splitlines())
    return 0


def _told(draft: Draft, name: str) -> str:
    """What the file holds, on one line: how little of it is settled."""
    from accords.presentation.wording import counted, line_of

    standings = [clause.standing.value for article in draft.articles for _, _, clause in article.clauses]
    parts = [f"{standings.count(one)} {words}" for one, words in _WORDS if one in standings]
    out = sum(len(article.left_out) for article in draft.articles)
    parts += [f"{out} left out, denied or taken back"] if out else []
    clauses, articles = counted(len(standings), "clause"), counted(len(draft.articles), "article")
    return f"{line_of(name)}: {clauses} in {articles}: {', '.join(parts)}"


_WORDS = (("agreed", "agreed"), ("offered", "offered"), ("reported", "only reported by others"))
