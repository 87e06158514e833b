"""The page of a family: each copy beside the oldest, word by word, all of them within reach."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from accords.claims.build import Account
from accords.presentation.pages.address import InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.family import ALTERATIONS, PIECES, PLAIN, family
from accords.presentation.pages.shown import Missing, Shown
from tests.assessment.tellings import Done, telling
from tests.presentation.pages.copies import DEED, HOSTILE, LEAD, RAISED, bold, faithful, html, shown_of, wire


def of_copies() -> Shown:
    return shown_of([wire(), bold("echo"), faithful("mirror"), bold("gazette", days=2)], head="wire")


def test_the_copy_of_the_examples_is_beside_its_original(shown: Shown) -> None:
    (head,) = shown.view.copies
    page = family(shown, head)
    (copy,) = page.pieces.rows
    assert (page.oldest.outlet, page.copies) == ("Harbour Standard", 1)
    assert not copy.changed_nothing and copy.version.outlet == "Daybreak Online"
    kinds = {kind for one in copy.alterations for kind, _ in one.changes}
    assert {"attribution lost", "strength", "words altered", "date moved"} <= kinds
    big = next(one for one in copy.alterations if "“BIG” becomes “HUGE”" in one.changes[0][1])
    assert [(run.change.value, run.original or run.copy) for run in big.runs if run.change.value != "kept"] == [
        ("taken out", "BIG"),
        ("put in", "HUGE"),
    ]
    assert copy.texts and any(stretch.folded for stretch in copy.texts.stretches)


def test_an_alteration_has_its_words_what_it_does_and_leads_into_both_reports() -> None:
    page = family(of_copies(), "wire")
    assert page.heading == "Copies of “Guns and bread”"
    first = page.pieces.rows[0]
    assert not first.changed_nothing
    lost = next(one for one in first.alterations if any(kind == "attribution lost" for kind, _ in one.changes))
    assert "".join(run.original for run in lost.runs) == DEED
    assert "".join(run.copy for run in lost.runs) == RAISED
    # One place, two things altered there: they stand together.
    assert {kind for kind, _ in lost.changes} == {"attribution lost", "strength"}
    assert lost.ascribed == ("Ada Brandt said",)
    assert lost.lowered == "the copy’s claims count as what a counterpart says of the party, as in the original"
    assert (lost.original.words, lost.original.href) == ("Northern Wire", "/report/wire#wire-c0")
    assert (lost.copy.words, lost.copy.href) == ("Echo", "/report/echo#echo-c0")


def test_what_an_older_copy_changed_already_names_it() -> None:
    page = family(of_copies(), "wire")
    echo, gazette = (row for row in page.pieces.rows if not row.changed_nothing)
    assert [one.already_in for one in echo.alterations] == [()] * len(echo.alterations)
    assert {link.href for one in gazette.alterations for link in one.already_in} == {"/report/echo"}


def test_copies_that_changed_nothing_stand_together_at_the_end() -> None:
    last = family(of_copies(), "wire").pieces.rows[-1]
    assert last.changed_nothing
    assert [(one.outlet, same) for one, same in last.versions] == [("Mirror", True)]


def test_the_whole_family_is_found_by_any_of_its_reports() -> None:
    shown = of_copies()
    assert family(shown, "gazette") == family(shown, "wire")


@pytest.mark.parametrize(("own", "query"), [("nothing", {}), ("wire", {"copy": "wire"}), ("wire", {"copy": "nothing"})])
def test_what_is_no_family_or_no_copy_of_it_is_missing(own: str, query: dict[str, str]) -> None:
    with pytest.raises(Missing):
        family(replace(of_copies(), asked=Asked.of(query)), own)


def test_a_report_without_copies_is_no_family() -> None:
    with pytest.raises(Missing):
        family(shown_of([wire()]), "wire")


def test_a_copy_alone_has_its_alterations_then_all_sentences() -> None:
    page = family(replace(of_copies(), asked=Asked.of({"copy": "echo"})), "wire")
    (copy,) = page.pieces.rows
    assert (page.only, page.whole and page.whole.href) == ("Echo", "/family/wire")
    assert not copy.changed_nothing and copy.texts and copy.texts.unshown == 0
    sentences = sum(len(stretch.lines) for stretch in copy.texts.stretches)
    assert page.pieces.of == copy.of + sentences


def test_where_texts_are_not_to_be_shown_the_altered_words_are_and_nothing_else() -> None:
    page = family(shown_of([wire(), bold("echo")], head="wire", texts=False), "wire")
    (copy,) = page.pieces.rows
    assert not copy.changed_nothing and copy.alterations and copy.texts is None
    told = re.sub(r"<[^>]+>", "", html(page))
    assert "pull its guns back" in told
    assert "harbour" not in told and "only what was altered" in told


def test_a_site_has_every_copy_in_the_leaves_and_no_leaf_too_much() -> None:
    accounts = [
        wire(),
        *(bold(f"echo{n:02}", outlet=f"Echo {n}") for n in range(20)),
        *(faithful(f"m{n:02}") for n in range(40)),
    ]
    shown = replace(shown_of(accounts, head="wire"), keeps_day=False)
    told: list[str] = []
    leaves = number = 1
    while number <= leaves:
        site = InSite("family/wire.html", set(KINDS))
        page = family(replace(shown, links=site, asked=replace(shown.asked, leaf=number)), "wire")
        leaves, number = page.pieces.leaves, number + 1
        assert len(page.pieces.rows) <= PIECES
        for row in page.pieces.rows:
            told += [one.outlet for one, _ in row.versions] if row.changed_nothing else [row.version.outlet]
            assert row.changed_nothing or row.alone is None
    assert leaves == -(-(20 + -(-40 // PLAIN)) // PIECES)
    assert len(told) == len(set(told)) == 60


def test_many_alterations_of_one_copy_go_on_in_the_next_piece() -> None:
    deeds = [f"Vestria could hand over {n} maps of the river islands" for n in range(ALTERATIONS + 5)]

    def of(name: str, modal: str) -> Account:
        told = [deed.replace("could", modal) for deed in deeds]
        return telling(
            name, f"{LEAD}\n\n" + "\n\n".join(f"{one}." for one in told), done=[Done(one, "Vestria") for one in told]
        )

    shown = shown_of([of("wire", "could"), of("zeal", "will")], head="wire")
    pieces = family(shown, "wire").pieces.rows
    spans = [(row.first, row.last, row.of) for row in pieces if not row.changed_nothing]
    assert spans == [(1, ALTERATIONS, ALTERATIONS + 5), (ALTERATIONS + 1, ALTERATIONS + 5, ALTERATIONS + 5)]
    assert [row.texts is not None for row in pieces if not row.changed_nothing] == [False, True]


def test_changes_are_told_by_elements_and_words_not_by_colour_alone() -> None:
    told = html(family(of_copies(), "wire"))
    assert '<del><span class="hidden">[taken out: </span>could' in told
    assert '<ins><span class="hidden">[put in: </span>will' in told


def test_hostile_words_stay_words() -> None:
    copy = bold("echo", outlet=HOSTILE)
    copy = replace(copy, report=replace(copy.report, text=copy.report.text.replace("Bakers", HOSTILE), title=HOSTILE))
    told = html(family(shown_of([wire(title=HOSTILE), copy], head="wire"), "wire"))
    assert "<script>alert" not in told and "\u202e" not in told
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;\\u202e{{ 7*7 }}" in told
