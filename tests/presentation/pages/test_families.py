"""The list of families: which stories were copied, by whom, and what the copies changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accords.assessment.record import Record
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.families import FAMILIES, families
from accords.presentation.pages.shown import Shown
from accords.vocabulary import Misuse
from tests.presentation.pages.copies import HOSTILE, bold, faithful, html, shown_of, wire


def of_copies() -> Shown:
    return shown_of([wire(), bold("echo"), faithful("mirror", days=2)], head="wire")


def test_a_line_says_who_copied_whom_and_what_was_changed() -> None:
    (line,) = families(of_copies()).lines.rows
    assert (line.title.words, line.title.href) == ("Guns and bread", "/family/wire")
    assert (line.oldest.outlet, line.oldest.day, line.copies) == ("Northern Wire", "1 June 2031", 2)
    assert line.outlets == "Northern Wire, Echo, Mirror"
    assert (line.changed, line.counts) == (1, ("strength (1)", "attribution lost (1)", "words altered (1)"))


def test_the_family_of_the_examples_is_listed(shown: Shown) -> None:
    page = families(shown)
    assert [line.outlets for line in page.lines.rows] == ["Harbour Standard, Daybreak Online"]
    assert page.reports == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"outlet": "mirror"}, 1),
        ({"outlet": "Nobody"}, 0),
        ({"kind": "words altered"}, 1),
        ({"kind": "role"}, 0),
        ({"from": "2031-06-03"}, 1),
        ({"from": "2031-06-04"}, 0),
    ],
)
def test_some_are_asked_for(query: dict[str, str], found: int) -> None:
    page = families(replace(of_copies(), asked=Asked.of(query)))
    assert page.lines.of == found
    assert page.only


def test_a_kind_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(Misuse, match=r"'colour'.*words altered"):
        families(replace(of_copies(), asked=Asked.of({"kind": "colour"})))


def test_as_of_a_day_before_the_copies_there_is_no_family() -> None:
    shown = of_copies()
    assert families(shown.as_of(wire().report.published)).lines.of == 0


def test_a_long_list_is_in_leaves_the_latest_first() -> None:
    accounts, heads = [], {}
    for n in range(FAMILIES + 1):
        for one in (wire(f"w{n:03}", title=f"Story {n}"), faithful(f"x{n:03}", days=n + 1)):
            accounts.append(one)
            heads[one.report.id] = f"w{n:03}"
    shown = replace(of_copies(), view=Record(accounts, families=heads).as_of())
    page = families(shown)
    assert (len(page.lines.rows), page.lines.of, page.lines.next) == (FAMILIES, FAMILIES + 1, "/families?leaf=2")


def test_hostile_outlets_and_titles_stay_words() -> None:
    told = html(families(shown_of([wire(title=HOSTILE), bold("echo", outlet=HOSTILE)], head="wire")))
    assert "<script>alert" not in told and "\u202e" not in told
    assert "&lt;script&gt;" in told
