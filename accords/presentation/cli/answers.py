"""`accords positions`, `commitments`, `timeline`, `meetings`, `disputes`, `families`, `actors`, `since`: what a ledger answers.

The Python twin of each is the method of that name of `accords.answers(ledger).as_of(day)`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_day_option, where, with_json, with_ledger

if TYPE_CHECKING:
    from accords.assessment.view import View
    from accords.assessment.where import Where

Rows = Callable[["View", "Where", argparse.Namespace], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer as a command: its rows, and of the options that answers share those that it takes."""

    name: str
    help: str
    description: str
    rows: Rows
    options: tuple[str, ...] = ("party", "issue", "outlet", "standing", "from", "to")


_STANDINGS = ("own", "counterpart", "third party", "outlet")
_ANSWERS = (
    _Answer(
        "positions",
        "where each party stands on each issue",
        "Where each party stands on each issue: by its own words, and apart from them by what others say of it.",
        lambda view, asked, options: view.positions(asked),
    ),
    _Answer(
        "commitments",
        "what each party has undertaken, and on whose word",
        "What each party has undertaken: reported, stated, agreed, in force, withdrawn or denied; who confirmed it, who denied "
        "it, and where its silence is told.",
        lambda view, asked, options: view.commitments(asked),
    ),
    _Answer(
        "timeline",
        "statements, meetings and commitments by day",
        "Statements, meetings and commitments by the day on which they were made.",
        lambda view, asked, options: view.timeline(asked),
    ),
    _Answer(
        "meetings",
        "who met whom, when and where",
        "Who met whom, when and where, held or to come; a meeting that many reports tell of is one.",
        lambda view, asked, options: view.meetings(asked),
        ("party", "outlet", "from", "to"),
    ),
    _Answer(
        "disputes",
        "where reports contradict one another",
        "Where reports contradict one another: denials, strengths, roles, forms, origins, and what copies changed.",
        lambda view, asked, options: view.disputes(asked),
    ),
    _Answer(
        "families",
        "which reports are copies of one another",
        "Which reports are copies of one another, the oldest first, and what each copy changed.",
        lambda view, asked, options: view.families_of(asked),
        ("outlet", "from", "to"),
    ),
    _Answer(
        "actors",
        "whom the reports name",
        "Whom the reports name: kind, party, role, aliases, and how often.",
        lambda view, asked, options: view.actors(asked),
        ("party", "outlet", "from", "to"),
    ),
    _Answer(
        "since",
        "what has changed since a day",
        "What has changed since the end of a day in positions, commitments, meetings and disputes, and which new reports "
        "changed it.",
        lambda view, asked, options: view.since(options.day, asked),
        ("party", "issue", "outlet"),
    ),
)


def add(groups: Groups) -> None:
    for answer in _ANSWERS:
        command = groups.add_parser(answer.name, help=answer.help, description=answer.description, allow_abbrev=False)
        if answer.name == "since":
            command.add_argument("day", metavar="DAY", type=as_day_option, help="the day, as YYYY-MM-DD")
        command.add_argument(
            "--as-of", metavar="DAY", type=as_day_option, help="as it was known by the end of that day (now)"
        )
        if "party" in answer.options:
            command.add_argument("--party", metavar="ID", help="only this party, by its id, such as russia")
        if "issue" in answer.options:
            command.add_argument("--issue", metavar="NAME", help="only this issue, such as territory")
        if "outlet" in answer.options:
            command.add_argument("--outlet", metavar="NAME", help="only what this outlet tells")
        if "standing" in answer.options:
            command.add_argument(
                "--standing",
                choices=_STANDINGS,
                metavar="STANDING",
                help="only what is vouched for so: " + ", ".join(_STANDINGS),
            )
        if "from" in answer.options:
            command.add_argument("--from", dest="first", metavar="DAY", type=as_day_option, help="from this day on")
            command.add_argument("--to", dest="last", metavar="DAY", type=as_day_option, help="up to this day")
        with_ledger(command)
        with_json(command, "the rows as JSON")
        command.set_defaults(run=lambda options, answer=answer: run(answer, options))


def run(answer: _Answer, options: argparse.Namespace) -> int:
    place = where(options)
    from accords.assessment.where import Where
    from accords.ledger.ledger import Ledger
    from accords.presentation.answering import answers
    from accords.vocabulary import slug
    from accords.vocabulary.act import Standing

    standing, party, issue = (getattr(options, name, None) for name in ("standing", "party", "issue"))
    asked = Where(
        # "Russia" and "Security guarantees" mean what ids and names of issues, which have no capitals, mean.
        party=None if party is None else slug(party),
        issue=None if issue is None else issue.casefold(),
        outlet=getattr(options, "outlet", None),
        standing=Standing(standing) if standing else None,
        first=getattr(options, "first", None),
        last=getattr(options, "last", None),
    )
    with Ledger(place) as ledger:
        name = ledger.name
        view = answers(ledger).as_of(options.as_of)
        rows = answer.rows(view, asked, options)
    if options.json:
        day = options.as_of.isoformat() if options.as_of else None
        output.put_json({"answer": answer.name, "ledger": name, "as_of": day, "rows": [row.to_json() for row in rows]})
    elif rows:
        output.put(_lines(answer.name, rows, view))
    else:
        output.put(["nothing"])
    return 0


def _lines(name: str, rows: Sequence[Any], view: View) -> Iterator[str]:
    from accords.presentation import terminal_answers
    from accords.presentation.screen import Screen

    worded: Callable[..., Iterator[str]] = getattr(terminal_answers, name)
    return worded(rows, view, Screen(output.columns(), output.bold()))
