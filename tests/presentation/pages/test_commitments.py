"""Commitments: by debtor, with their status and on whose word; and one with all that is claimed of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accords.presentation.pages.address import InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.commitment import CLAIMS, SILENCES, commitment
from accords.presentation.pages.commitments import COMMITMENTS, commitments
from accords.presentation.pages.downloads import download
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.vocabulary import Misuse
from accords.vocabulary.act import Act
from tests.presentation.pages.by_hand import (
    ADELA,
    BRUNO,
    NORLAND,
    PLEDGE,
    RIVER,
    VESTRIA,
    Said,
    Silent,
    account,
    view_of,
)

FRAME = Frame("talks", (), "/style.css", "/script.js")
DAY = date(2031, 6, 1)


def the_one(shown: Shown) -> str:
    (row,) = shown.view.commitments()
    return row.id


def pledges(count: int) -> Shown:
    """So many undertakings of Vestria, and one of Norland, in one report each."""
    words = [f"Vestria will release {n} sailors of the ship number {n} from port {n}" for n in range(count)]
    accounts = [
        account(DAY + timedelta(days=n), "Lake Wire", [Said(BRUNO, one, VESTRIA, Act.COMMIT, f"matter {n}")])
        for n, one in enumerate(words)
    ]
    own = Said(ADELA, "Norland will open the eastern crossing for grain", NORLAND, Act.COMMIT, "humanitarian")
    return view_of([*accounts, account(DAY, "Lake Wire", [own])])


def test_they_stand_by_debtor_with_their_status_in_words(shown: Shown) -> None:
    page = commitments(shown)
    rows = shown.view.commitments()
    assert sum(len(debtor.lines) for debtor in page.debtors.rows) == len(rows) == page.debtors.of
    for debtor in page.debtors.rows:
        of_it = [row for row in rows if shown.name_of(row.debtor) == debtor.party.words]
        assert {line.terms.href for line in debtor.lines} == {f"/commitment/{row.id}" for row in of_it}
        assert debtor.of == len(of_it)
    html = rendered(page, FRAME)
    assert "others say so, the debtor has not confirmed it" in html


def test_what_only_others_say_is_told_apart_from_what_the_debtor_says() -> None:
    before, after = view_of(RIVER, as_of="2031-06-01"), view_of(RIVER, as_of="2031-06-06")
    (line,) = commitments(before).debtors.rows[0].lines
    assert (line.status, line.own, line.silent) == ("reported", False, True)
    (line,) = commitments(after).debtors.rows[0].lines
    assert (line.status, line.own, line.outlets) == ("stated", True, 2)


def test_the_debtor_with_most_comes_first_and_its_latest_stands_first() -> None:
    page = commitments(pledges(3))
    assert [debtor.party.words for debtor in page.debtors.rows] == ["Vestria", "Norland"]
    assert [line.issue.words for line in page.debtors.rows[0].lines] == ["matter 2", "matter 1", "matter 0"]


def test_the_contents_lead_to_each_debtor_also_on_a_later_leaf() -> None:
    shown = pledges(COMMITMENTS + 10)
    first, second = commitments(shown), commitments(replace(shown, asked=Asked.of({"leaf": "2"})))
    assert [link.words for link in first.contents] == [f"Vestria ({COMMITMENTS + 10})", "Norland (1)"]
    assert [link.href for link in first.contents] == [
        "/commitments#debtor-vestria",
        "/commitments?leaf=2#debtor-norland",
    ]
    assert [debtor.place for debtor in second.debtors.rows] == ["", "debtor-norland"]
    site = commitments(replace(shown, links=InSite("commitments.html", {"commitments"}), keeps_day=False))
    assert site.contents[1].href == "commitments.2.html#debtor-norland"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"party": "vestria"}, 3),
        ({"issue": "humanitarian"}, 1),
        ({"status": "stated"}, 4),
        ({"status": "withdrawn"}, 0),
        ({"from": "2031-06-02"}, 2),
    ],
)
def test_a_filter_leaves_what_is_asked_for_in_the_list_and_its_data(query: dict[str, str], count: int) -> None:
    shown = replace(pledges(3), asked=Asked.of(query))
    page = commitments(shown)
    assert page.debtors.of == count
    rows = download("commitments", "", "csv", shown).body.decode("utf-8-sig").strip().splitlines()
    assert len(rows) - 1 == count


def test_each_status_is_counted_and_leads_to_these_alone() -> None:
    (count,) = commitments(pledges(3)).counts
    assert (count.words, count.href) == ("4 stated", "/commitments?status=stated")


def test_a_status_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(Misuse, match="reported, stated, agreed, in force, withdrawn, denied"):
        commitments(view_of(RIVER, status="kept"))


# -- one commitment ----------------------------------------------------------------------------------------------------------


def test_it_says_who_owes_what_to_whom_and_how_it_stands() -> None:
    shown = view_of(RIVER)
    page = commitment(shown, the_one(shown))
    assert page.heading == "What Vestria undertook to Norland on forces"
    assert page.terms == f"Vestria promised that {PLEDGE}"
    assert (page.status, page.meaning) == ("withdrawn", "taken back since")
    assert page.outlets == "Lake Wire, Harbour Post" and page.independent == 2
    assert (page.first, page.latest) == ("1 June 2031", "6 June 2031")


def test_its_status_has_a_history_with_the_report_behind_each_turn() -> None:
    shown = view_of(RIVER)
    page = commitment(shown, the_one(shown))
    assert [(turn.day, turn.status, turn.report.words) for turn in page.turns] == [
        ("1 June 2031", "reported", "Lake Wire reports"),
        ("6 June 2031", "stated", "Harbour Post reports"),
        ("20 June 2031", "withdrawn", "Valley Gazette reports"),
    ]


def test_every_claim_of_it_stands_there_with_what_it_does_and_its_words() -> None:
    shown = view_of(RIVER)
    steps = commitment(shown, the_one(shown)).steps.rows
    assert [(step.does, step.told.own) for step in steps] == [
        ("the debtor takes it back", True),
        ("the debtor says so itself", True),
        ("told first, by others", False),
    ]
    assert steps[0].told.words.words == f"Vestria withdraws its promise that {PLEDGE}"
    for step in steps:
        assert step.told.words.href and step.told.words.href.endswith(f"#{step.told.id}")


@pytest.mark.parametrize(
    ("speaker", "party", "does"),
    [
        (BRUNO, VESTRIA, "the debtor denies it"),
        (ADELA, VESTRIA, "the debtor is said to deny it"),
        (ADELA, NORLAND, "Norland denies it"),
    ],
)
def test_a_denial_says_who_denies_and_whether_in_its_own_words(speaker: object, party: object, does: str) -> None:
    denial = Said(speaker, f"Vestria had not promised that {PLEDGE}", party, Act.DENY)  # type: ignore[arg-type]
    shown = view_of([*RIVER[:1], account(date(2031, 6, 9), "Harbour Post", [denial])])
    page = commitment(shown, the_one(shown))
    assert page.steps.rows[0].does == does
    assert (page.status == "denied") is (does == "the debtor denies it")


def test_reports_that_say_that_the_debtor_has_not_confirmed_it_are_there_with_their_words() -> None:
    shown = view_of(RIVER)
    page = commitment(shown, the_one(shown))
    assert [(one.outlet, words.words) for one in page.silences for words in one.words] == [
        ("Lake Wire", "Vestria has not confirmed this")
    ]


def test_of_very_many_silences_some_stand_there_and_the_rest_is_counted() -> None:
    told = [Said(ADELA, f"Vestria had promised that {PLEDGE}", VESTRIA), Silent("Vestria is silent", VESTRIA)]
    shown = view_of([account(DAY, f"Paper {n}", told) for n in range(SILENCES + 7)])
    page = commitment(shown, the_one(shown))
    assert len(page.silences) == SILENCES and page.unshown == 7
    assert "7 more reports say so." in rendered(page, FRAME)


def test_a_commitment_that_very_many_tell_of_is_in_leaves_and_only_what_is_shown_is_worded() -> None:
    told = [Said(ADELA, f"Vestria had promised that {PLEDGE}", VESTRIA)]
    shown = view_of([account(DAY, f"Paper {n}", told) for n in range(CLAIMS + 9)])
    page = commitment(replace(shown, asked=Asked.of({"leaf": "2"})), the_one(shown))
    assert page.steps.of == CLAIMS + 9 and len(page.steps.rows) == 9


def test_of_what_nobody_tells_there_is_no_page() -> None:
    with pytest.raises(Missing):
        commitment(view_of(RIVER), "k000000000000")


def test_as_of_a_day_before_it_was_told_there_is_no_page() -> None:
    own = the_one(view_of(RIVER))
    with pytest.raises(Missing):
        commitment(view_of(RIVER, as_of="2031-05-31"), own)


def test_the_pages_hold_it_escaped() -> None:
    harm = '<img src=x onerror="ran=1">'
    told = [Said(replace(BRUNO, name=harm), f"Vestria will return {harm} to the owners", VESTRIA, Act.COMMIT, harm)]
    shown = view_of([account(DAY, harm, told)])
    for page in (commitments(shown), commitment(shown, the_one(shown))):
        html = rendered(page, FRAME)
        assert "<img" not in html and "&lt;img src=x onerror=" in html
