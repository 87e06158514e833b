"""What the search of a site without a server finds words in: titles and claims in a list that the page itself carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from accords.presentation import wording
from accords.presentation.marks import Html
from accords.presentation.pages.render import as_markup
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.told import all_told, day_words

# Bytes of the list, so that the page stays below a megabyte; of these the reports may take the half.
LARGEST, OF_REPORTS = 850_000, 425_000
_AT_ONCE = 500  # claims that are worded at once

_WRITTEN = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&=#"})

# A row as the script takes it: what it is, the words of the report where they are not that, who published it and when, where it leads.
_Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class SearchList:
    """`data` is JSON that stands in HTML as it is: `{"reports": [...], "claims": [...]}`, rows of four strings, the latest first. `reports` and
    `claims` are in it, of `of_reports` and `of_claims`."""

    data: Markup
    reports: int
    of_reports: int
    claims: int
    of_claims: int


def search_list(shown: Shown) -> SearchList:
    """As many reports and claims as fit, the latest first."""
    reports, left = _fitting(_reports(shown), OF_REPORTS)
    claims, _ = _fitting(_claims(shown), LARGEST - OF_REPORTS + left)
    return SearchList(
        as_markup(Html(f'{{"reports":[{",".join(reports)}],"claims":[{",".join(claims)}]}}')),
        reports=len(reports),
        of_reports=len(shown.view.reports),
        claims=len(claims),
        of_claims=sum(len(known.claims) for known in shown.view.reports),
    )


def _fitting(rows: Iterator[_Row], size: int) -> tuple[list[str], int]:
    """The first rows as JSON, as many as fit, and the bytes that are left."""
    found = []
    for row in rows:
        told = _safe(row)
        if len(told) + 1 > size:
            break
        size -= len(told) + 1
        found.append(told)
    return found, size


def _safe(row: _Row) -> str:
    """JSON in ASCII in which no tag begins or ends, and nothing looks like an attribute or refers to an element."""
    return json.dumps(row, separators=(",", ":")).translate(_WRITTEN)


def _reports(shown: Shown) -> Iterator[_Row]:
    for known in reversed(shown.view.reports):
        link = shown.report(known.id)
        place = f"{wording.short(known.outlet or 'outlet not told')}, {day_words(known.published)}"
        yield wording.line_of(link.words), "", place, link.href or ""


def _claims(shown: Shown) -> Iterator[_Row]:
    ids = [one.id for one in reversed(shown.view.record.said) if shown.view.knows(one)]
    for at in range(0, len(ids), _AT_ONCE):
        for one in all_told(ids[at : at + _AT_ONCE], shown):
            what = f"{one.party.words} / {wording.line_of(one.issue.words)}: {one.stance}, {one.whose}"
            place = f"{wording.line_of(one.outlet or 'outlet not told')}, {one.day}"
            yield what, wording.line_of(one.words.words), place, one.words.href or ""
