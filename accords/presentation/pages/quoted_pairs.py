"""One quotation in two reports that copy nobody: what each has between its quotation marks, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from accords.assessment.quotations import Quotation
from accords.claims.saying import Saying
from accords.presentation import wording
from accords.presentation.pages.altered import WORDS, Altered, outlet_of
from accords.presentation.pages.link import Link
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import day_words
from accords.presentation.pages.word_changes import word_changes


def quoted_pairs(kind: str, note: str, reports: Sequence[str], shown: Shown) -> Iterator[Altered]:
    """Of each two of the reports every quotation that both render, in the order in which the first has them."""
    for one, other in combinations(reports, 2):
        for wording_ in shown.view.record.quotations.wordings(one):
            mine = wording_.told[one]
            theirs = next((near.told[other] for near in (wording_, *wording_.near) if other in near.told), None)
            if theirs is not None and (theirs.forms != mine.forms or theirs.day != mine.day):
                yield _pair(kind, note, mine, theirs, shown)


def _pair(kind: str, note: str, one: Quotation, other: Quotation, shown: Shown) -> Altered:
    days = [f"said on {day_words(quotation.day)}" if quotation.day else "day not told" for quotation in (one, other)]
    return Altered(
        changes=((kind, wording.line_of(f"{note}; {days[0]}, and {days[1]}" if days[0] != days[1] else note)),),
        original=_link(one, shown),
        copy=_link(other, shown),
        runs=word_changes(_content(one, shown), _content(other, shown)),
        ascribed=(),
        lowered="",
        already_in=(),
        sides=("One report", "Another"),
    )


def _link(quotation: Quotation, shown: Shown) -> Link:
    return shown.report(quotation.report, outlet_of(quotation.report, shown), quotation.saying)


def _content(quotation: Quotation, shown: Shown) -> str:
    known = shown.view.record.report(quotation.report)
    sayings: Sequence[Saying] = known.account.sayings if known else ()
    words = next((one.words.content for one in sayings if one.id == quotation.saying), " ".join(quotation.forms))
    return " ".join(words.split())[:WORDS]
