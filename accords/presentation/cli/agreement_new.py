"""`accords agreement new`: an agreement file drafted from commitments and positions.

The Python twin is `accords.presentation.agreement_drafting.draft_agreement`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_day_option, where, with_json, with_ledger
from accords.vocabulary import Fault, Misuse

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
    command.add_argument(
        "--in", dest="dossier", metavar="DOSSIER.json", help="a dossier of 'accords read --json' (-: standard input)"
    )
    with_ledger(command)
    command.add_argument(
        "--as-of", metavar="DAY", type=as_day_option, help="as it was known by the end of that day (now)"
    )
    command.add_argument("--party", metavar="ID", help="only what this party undertook, by its id, such as russia")
    command.add_argument("--issue", metavar="NAME", help="only this issue, such as territory")
    command.add_argument("--out", metavar="FILE", help="write it to a new file; one that is there is never overwritten")
    with_json(command, "the file as a JSON string, with a row for each clause and for what is left out")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.dossier and options.ledger:
        raise Misuse(Fault("--in", "--ledger beside it", "one of the two", "Leave one out."))
    place = None
    if not options.dossier:
        place = where(options, "--in", "a dossier (--in FILE) or a ledger (--ledger PATH)")
    if options.out:
        _check_new(options.out)
    from accords.assessment.where import Where
    from accords.presentation.agreement_drafting import draft_agreement
    from accords.vocabulary import slug

    asked = Where(
        party=None if options.party is None else slug(options.party),
        issue=None if options.issue is None else options.issue.casefold(),
    )
    named = Path(options.out).stem if options.out and options.out != "-" else "draft"
    draft = draft_agreement(ledger=place, dossier=options.dossier, as_of=options.as_of, where=asked, name=named)
    text = draft.text
    if options.out and options.out != "-":
        _write_new(options.out, text)
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


def _there(name: str) -> Misuse:
    remedy = "Give another name, or move the file away: what people have written into it would be lost."
    return Misuse(Fault(name, "a file that is there", "the name of a new file", remedy))


def _check_new(name: str) -> None:
    """`Misuse` where the file is there already, or cannot be made: said before anything is read."""
    if name == "-":
        return
    output.check_target(name, ())
    if os.path.lexists(name):
        raise _there(name)


def _write_new(name: str, text: str) -> None:
    """Write a file that was not there before, whole or not at all."""
    made = False
    try:
        with open(name, "x", encoding="utf-8", newline="\n") as file:
            made = True
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise _there(name) from None
    except BaseException as error:
        if made:
            with contextlib.suppress(OSError):
                os.unlink(name)
        if isinstance(error, (OSError, ValueError)):
            found = getattr(error, "strerror", None) or str(error)
            raise Misuse(Fault(name, found, "a file that can be written", "Name another file.")) from None
        raise
