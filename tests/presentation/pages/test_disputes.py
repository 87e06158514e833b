"""The list of disputes, by kind, and what of it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accords.assessment.dispute import DisputeKind
from accords.presentation.pages.address import InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.disputes import ABOUT, DISPUTES, disputes
from accords.presentation.pages.shown import Shown
from accords.vocabulary import Misuse
from accords.vocabulary.act import Strength
from tests.presentation.pages.copies import HOSTILE, bold, html, shown_of, wire
from tests.presentation.pages.test_dispute import told


def test_disputes_stand_by_kind_with_what_stands_against_what(shown: Shown) -> None:
    page = disputes(shown)
    assert [group.kind for group in page.groups] == ["denial", "strength", "attribution lost", "words altered"]
    assert [group.of for group in page.groups] == [len(group.lines) for group in page.groups]
    assert page.rows.rows == tuple(row.id for row in shown.view.disputes())
    line = page.groups[1].lines[0]
    assert line.note.href and line.note.href.startswith("/dispute/d")
    assert line.days == "17 August 2025 to 18 August 2025"
    least, furthest = line.tellings
    assert least[0].startswith("it would write into its own laws") and least[1] == "Harbour Standard"
    assert furthest[0].startswith("Russia's president has agreed") and furthest[1] == "Daybreak Online"
    said, against = page.groups[0].lines[0].tellings
    assert said[0] == "the American readiness to take part in guarantees"
    assert against == ("Lavrov denied that Russia had accepted guarantees", "Eastern Lines")


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"kind": "denial"}, ["denial"]),
        ({"party": "Sudan"}, ["denial"]),
        ({"issue": "peace agreement"}, ["words altered"]),
        ({"outlet": "Eastern Lines"}, ["denial"]),
        ({"party": "nobody"}, []),
        ({"kind": "origin"}, []),
    ],
)
def test_some_are_asked_for(shown: Shown, query: dict[str, str], kinds: list[str]) -> None:
    page = disputes(replace(shown, asked=Asked.of(query)))
    assert [group.kind for group in page.groups] == kinds
    assert page.only and page.whole.href == "/disputes"


def test_a_kind_that_is_none_is_refused(shown: Shown) -> None:
    with pytest.raises(Misuse, match=r"'quarrel'.*denial"):
        disputes(replace(shown, asked=Asked.of({"kind": "quarrel"})))


def test_counts_lead_to_one_kind_in_the_app_and_stand_alone_in_a_site(shown: Shown) -> None:
    assert next((one.words, one.href) for one in disputes(shown).counts) == ("denial (2)", "/disputes?kind=denial")
    site = replace(shown, links=InSite("disputes.html", {"disputes", "dispute"}), keeps_day=False)
    page = disputes(site)
    assert {one.href for one in page.counts} == {None}
    assert page.filters is None
    assert page.groups[0].lines[0].note.href == f"dispute/{page.rows.rows[0]}.html"


def test_a_long_list_is_in_leaves_and_a_kind_goes_on() -> None:
    accounts = []
    for n in range(DISPUTES + 5):
        issue = f"matter {n:03}"
        for name, strength in (("a", Strength.POSSIBLE), ("b", Strength.ACTUAL)):
            one = told(f"{name}{n:03}", "Vestria may take the shield", strength)
            accounts.append(replace(one, claims=tuple(replace(claim, issue=issue) for claim in one.claims)))
    shown = shown_of(accounts)
    of = len(shown.view.disputes())
    first, second = disputes(shown), disputes(replace(shown, asked=Asked(leaf=2)))
    assert of == DISPUTES + 5
    assert [page.groups[0].of for page in (first, second)] == [of, of]
    assert [len(page.groups[0].lines) for page in (first, second)] == [DISPUTES, 5]
    assert not set(first.rows.rows) & set(second.rows.rows)


def test_every_kind_says_what_it_is() -> None:
    assert set(ABOUT) == set(DisputeKind)


def test_hostile_words_stay_words() -> None:
    told_ = html(disputes(shown_of([wire(), bold("echo", outlet=HOSTILE)], head="wire")))
    assert "<script>alert" not in told_ and "\u202e" not in told_ and "&lt;script&gt;" in told_
