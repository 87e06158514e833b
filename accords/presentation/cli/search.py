"""`accords search`: the reports of a ledger that have some words. The twin is `accords.Ledger.search`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from accords.presentation.cli import output
from accords.presentation.cli.options import Groups, as_day_option, as_number, where, with_json, with_ledger

if TYPE_CHECKING:
    from accords.ledger.search import Hit


def add(groups: Groups) -> None:
    command = groups.add_parser(
        "search",
        help="find reports of a ledger by their words",
        description="Find the reports of a ledger with all the words given, best first. Words are compared by their stems; "
        '"a phrase" in quotation marks is found as it stands, and -word leaves out the reports that have it.',
        allow_abbrev=False,
    )
    command.add_argument(
        "words", nargs="+", metavar="WORDS", help="what to look for, such as: ceasefire '\"land swap\"'"
    )
    command.add_argument("--as-of", metavar="DAY", type=as_day_option, help="only what was published by that day")
    command.add_argument("--most", metavar="NUMBER", type=as_number, default=20, help="how many at most (20)")
    with_ledger(command)
    with_json(command, "the reports as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from accords.ledger.ledger import Ledger

    asked = " ".join(options.words)
    with Ledger(where(options)) as ledger:
        hits = ledger.search(asked, as_of=options.as_of, most=options.most)
    if options.json:
        output.put_json({"asked": asked, "hits": [hit.to_json() for hit in hits]})
    elif hits:
        output.put(_lines(hits))
    else:
        output.put(["nothing found"])
    return 0


def _lines(hits: Sequence[Hit]) -> Iterator[str]:
    from accords.presentation.screen import Screen
    from accords.presentation.wording import line_of, plain_day, wrapped

    screen = Screen(output.columns(), output.bold())
    for hit in hits:
        day = plain_day(hit.published) if hit.published else "undated"
        head = ", ".join((line_of(hit.outlet or "outlet unknown"), day))
        yield screen.strong(f"{line_of(hit.title or hit.report)}")
        yield f"  {head}  [{hit.report}]"
        yield from (f"  {line}" for line in wrapped(line_of(hit.excerpt), screen.columns - 2))
        yield ""
