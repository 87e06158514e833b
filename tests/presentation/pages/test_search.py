"""Search: what is found in texts, claims and names; and the list that a page without a server carries."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from accords.ledger.search import Hit
from accords.presentation.pages import search_list
from accords.presentation.pages.address import InSite
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.search import ACTORS, CLAIMS, HITS, MOST, search
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.sought import Sought
from accords.vocabulary import Misuse
from tests.presentation.pages.copies import HOSTILE, bold, html, shown_of, wire


def asking(shown: Shown, **query: str) -> Shown:
    return replace(shown, asked=Asked.of({name.rstrip("_"): value for name, value in query.items()}))


# -- words ---------------------------------------------------------------------------------------------------------------

FOUND = {
    "a word": ("guarantee", "The guarantee stands.", True),
    "the plural of it": ("guarantees", "A guarantee stands.", True),
    "the beginning of a longer word": ("negotiat", "They negotiated.", True),
    "not the middle of one": ("gain", "Again and again.", False),
    "a short word is a whole one": ("us", "It is used here.", False),
    "its plural too": ("aid", "Aids came.", True),
    "case and accents aside": ("erdogan", "Recep Tayyip ERDOĞAN said", True),
    "accents in the question": ("Özgür", "Ozgur Özel", True),
    "all words": ("guns ridge", "The guns on the ridge", True),
    "one of them missing": ("guns bridge", "The guns on the ridge", False),
    "a phrase": ('"guns on the ridge"', "The guns, on the ridge", True),
    "a phrase in another order": ('"ridge guns"', "The guns on the ridge", False),
    "what is not wanted": ("guns -ridge", "The guns on the ridge", False),
    "an unwanted phrase that is not there": ('guns -"the bridge"', "The guns on the ridge", True),
    "a word with a hyphen, as a phrase": ("mutual-defence", "a mutual defence clause", True),
}


@pytest.mark.parametrize("situation", FOUND)
def test_words_are_found(situation: str) -> None:
    words, text, found = FOUND[situation]
    assert Sought.of(words).is_in(text) is found


@pytest.mark.parametrize("words", ["-guns", '""', "!?", "   "])
def test_without_a_word_there_is_nothing_to_look_for(words: str) -> None:
    with pytest.raises(Misuse, match="words to look for"):
        Sought.of(words)


# -- the app -------------------------------------------------------------------------------------------------------------


def test_reports_are_found_by_their_texts_the_words_marked(shown: Shown) -> None:
    page = search(asking(shown, q="porcupine"))
    assert {hit.outlet for hit in page.hits.rows} == {"Harbour Standard", "Daybreak Online"}
    for hit in page.hits.rows:
        assert [words for words, sought in hit.excerpt if sought] == ["porcupine"]
        assert hit.report.href and hit.report.href.startswith("/report/")
    assert "<mark>porcupine</mark>" in html(page)


def test_claims_are_found_by_their_words_issue_and_party_the_latest_first(shown: Shown) -> None:
    page = search(asking(shown, q="lavrov guarantees"))
    assert [claim.words.words for claim in page.claims] == ["Lavrov denied that Russia had accepted guarantees"]
    several = search(asking(shown, q="security guarantees russia"))
    ids = [one.id for one in reversed(shown.view.record.said)]
    places = [ids.index(claim.id) for claim in several.claims]
    assert len(places) > 3 and places == sorted(places)
    assert all(claim.party.words == "Russia" or "Russia" in claim.words.words for claim in several.claims)


def test_actors_are_found_by_any_of_their_names(shown: Shown) -> None:
    page = search(asking(shown, q="witkoff"))
    assert [(one.link.words, one.link.href) for one in page.actors] == [("Steve Witkoff", "/person/steve-witkoff")]


@pytest.mark.parametrize(
    ("query", "outlets"),
    [
        ({}, {"Harbour Standard", "Daybreak Online"}),
        ({"outlet": "daybreak online"}, {"Daybreak Online"}),
        ({"to": "2025-08-17"}, {"Harbour Standard"}),
        ({"from": "2025-08-18"}, {"Daybreak Online"}),
        ({"party": "Russia"}, {"Harbour Standard", "Daybreak Online"}),
        ({"party": "sudan"}, set()),
        ({"issue": "nuclear"}, set()),
    ],
)
def test_some_of_what_has_the_words_is_asked_for(shown: Shown, query: dict[str, str], outlets: set[str]) -> None:
    page = search(asking(shown, q="porcupine", **query))
    assert {hit.outlet for hit in page.hits.rows} == outlets
    assert {claim.outlet for claim in page.claims} <= outlets
    assert bool(page.only) is bool(query)


def test_what_was_published_after_the_day_is_not_found(shown: Shown) -> None:
    before = asking(shown, q="porcupine").as_of(None)
    on = search(replace(before, view=shown.view.record.as_of(wire_day(shown))))
    assert {hit.outlet for hit in on.hits.rows} == {"Harbour Standard"}
    assert {claim.outlet for claim in on.claims} == {"Harbour Standard"}


def wire_day(shown: Shown) -> object:
    (head,) = shown.view.copies
    known = shown.view.record.report(head)
    assert known
    return known.known_on


def test_no_words_are_a_form_only(shown: Shown) -> None:
    page = search(shown)
    assert (page.words, page.hits.of, page.claims, page.actors, page.problem) == ("", 0, (), (), ())
    assert page.filters and page.filters.fields[0].name == "q"
    assert "Reports with these words" not in html(page)


def test_what_cannot_be_looked_for_is_said_on_the_page(shown: Shown) -> None:
    page = search(asking(shown, q="-sanctions"))
    assert page.problem == (
        "This cannot be looked for: '-sanctions'. Accepted are words to look for.",
        'Give at least one, such as: ceasefire "security guarantees" -sanctions',
    )
    assert 'role="alert"' in html(page) and page.hits.of == 0


def test_many_hits_are_in_leaves_and_what_is_left_out_is_told() -> None:
    accounts = [wire(f"w{n:03}") for n in range(MOST + 1)]
    hits = [Hit(one.report.id, "Guns", "Wire", None, "the guns", ((4, 8),)) for one in accounts]

    def find(words: str, most: int) -> Sequence[Hit]:
        return hits[:most]

    shown = shown_of(accounts, find=find)
    page = search(asking(shown, q="guns"))
    assert (len(page.hits.rows), page.hits.of, page.looked_at) == (HITS, MOST, MOST)
    assert page.hits.next == "/search?q=guns&leaf=2"
    assert (len(page.claims), page.claims_of) == (CLAIMS, MOST + 1)
    assert len(page.actors) <= ACTORS
    whole = search(asking(shown, q="guns", outlet="Northern Wire"))
    assert (whole.hits.of, whole.looked_at) == (MOST + 1, 0)


def test_hostile_words_stay_words() -> None:
    one = wire(title=HOSTILE)
    hit = Hit(one.report.id, HOSTILE, HOSTILE, None, HOSTILE, ((0, 8),))
    shown = shown_of([one], find=lambda words, most: [hit])
    told = html(search(asking(shown, q=f"guns {HOSTILE}")))
    assert "<script>alert" not in told and "\u202e" not in told
    assert "<mark>&lt;script&gt;</mark>alert(&#34;x&#34;)" in told


# -- a site, where no server answers -----------------------------------------------------------------------------------


def listed(shown: Shown) -> tuple[dict[str, list[list[str]]], str]:
    site = replace(shown, find=None, keeps_day=False, links=InSite("search.html", {"report", "search"}))
    page = search(site)
    assert page.filters is None and page.list is not None
    told = html(page)
    (data,) = re.findall(r'<script type="application/json" class="finder-list">(.*?)</script>', told, re.S)
    return json.loads(data), told


def test_the_page_carries_titles_and_claims_with_their_places(shown: Shown) -> None:
    data, told = listed(shown)
    assert len(data["reports"]) == len(shown.view.reports)
    assert len(data["claims"]) == len(shown.view.record.said)
    claim = next(row for row in data["claims"] if row[1] == "Lavrov denied that Russia had accepted guarantees")
    assert claim[0].startswith("Russia / security guarantees: deny, in Russia's own words")
    assert claim[2] == "Eastern Lines, 20 August 2025"
    assert re.fullmatch(r"report/[0-9a-f]+\.html#c[0-9a-f]+", claim[3])
    assert "<noscript>" in told


def test_the_list_can_end_no_element_and_hides_no_character() -> None:
    data, told = listed(shown_of([wire(title=f"</script>{HOSTILE} id=")]))
    assert data["reports"][0][0] == "</script>" + HOSTILE.replace("\u202e", "\\u202e") + " id="
    inside = told.split('class="finder-list">')[1].split("</script>")[0]
    assert not set("<>&=#\u202e") & set(inside)


def test_what_does_not_fit_is_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_list, "LARGEST", 4_000)
    monkeypatch.setattr(search_list, "OF_REPORTS", 1_500)
    shown = replace(shown_of([wire(), *(bold(f"echo{n:02}", days=n) for n in range(1, 40))], head="wire"))
    data, told = listed(shown)
    assert 0 < len(data["reports"]) < 40 and 0 < len(data["claims"]) < 40
    assert f"{len(data['reports'])} of 40 reports and {len(data['claims'])} of 40 claims" in told
    assert "more do not fit" in told
    assert data["reports"][0][2].startswith("Echo39")
