"""Reports that are made to be too much: words as long as a book, ten thousand attributions, ids that no address takes as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.assessment.house_style import american
from accords.assessment.where import Where
from accords.claims.build import Account
from accords.claims.saying import Words, saying_id
from accords.ledger.search import Hit
from accords.presentation.files_shown import FilesShown
from accords.presentation.pages import ruling_forms
from accords.presentation.pages.address import LONGEST, Address, file_name, in_app, in_path, meant
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.catalogue import KINDS
from accords.presentation.pages.downloads import download
from accords.presentation.pages.filters import filters
from accords.presentation.pages.judge import judge
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.report import report
from accords.presentation.pages.search import search
from accords.presentation.pages.shown import Shown
from accords.presentation.pages.stance import cell_place
from accords.presentation.site import site
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Span
from tests.growth import growth
from tests.ledger.accounts import account
from tests.presentation.pages.hostile import TOLD
from tests.presentation.pages.looked_at import LookedAt
from tests.presentation.pages.test_hostile import frame_of, pages_of, shown_of, view_of

MEGABYTE = 1_000_000
BOOK = "A" * 50_000


def long(name: str) -> str:
    return f"{name}{BOOK}"


def long_id(name: str) -> str:
    """Ids of actors and issues are made of names, all others are hashes."""
    own = f"long-{name}".replace(" ", "-")
    return own if name in TOLD or name[1] == " " else f"{own}-{BOOK}"


@pytest.fixture(scope="module")
def books() -> Shown:
    """Names, outlets, titles, urls, terms, places, notes: each a word of 50,000 letters."""
    return view_of("long", long, long_id, FilesShown())


def test_words_as_long_as_a_book_make_no_page_over_a_megabyte(books: Shown) -> None:
    for name, page in pages_of(books, long_id):
        assert len(page.encode()) < MEGABYTE, (name, len(page))
        looked = LookedAt(page)
        assert not looked.faults(), name
        assert all(len(href) < 2_000 for href in looked.hrefs()), name
        assert len(looked.main) < 60_000, name


def test_what_is_cut_on_pages_is_whole_in_their_data(books: Shown) -> None:
    rows = json.loads(download("reports", "", "json", books).body)["reports"]
    assert {row["title"] for row in rows} == {long(f"title {name}") for name in TOLD}
    assert report(books, long_id("wire")).heading == f"title wire{BOOK}"[:280] + "…"


def test_an_actor_whose_id_no_form_has_room_for_is_ruled_on_by_the_command(books: Shown) -> None:
    made = judge(books, long_id("envoy"))
    assert made.forms == () and "50,011 letters" in made.lines[-1] and "accords judge" in made.lines[-1]
    # Room there is for every name that anybody has.
    assert [form.subject for form in ruling_forms.of_actor("x" * ruling_forms.LONGEST)] == ["x" * 1_000] * 5


def test_forms_propose_and_hold_nothing_as_long_as_a_book(books: Shown) -> None:
    claim = next(one.claim for known in books.view.reports for one in known.claims)
    assert claim.party == long_id("vestria") and claim.issue == long_id("issue")
    fields = {field.name: field for form in judge(books, claim.id).forms for field in form.fields}
    for field in (fields["value.party"], fields["value.issue"], fields["value.speaker"]):
        assert field.given == ""
        assert all(len(value) <= ruling_forms.LONGEST for value, _ in field.options)
    assert ruling_forms.names(books) == ruling_forms.Names((), ())


def test_a_list_proposes_no_issue_as_long_as_a_book_but_keeps_the_one_that_is_asked_for(books: Shown) -> None:
    def issues(shown: Shown) -> list[tuple[str, bool]]:
        form = filters(shown, "timeline", ("issue",))
        assert form is not None
        return [(choice.value, choice.chosen) for choice in form.fields[0].choices]

    assert issues(books) == []
    asked = replace(books, asked=Asked(where=Where(issue=long_id("issue"))))
    assert issues(asked) == [(long_id("issue"), True)]


def test_a_site_of_words_as_long_as_a_book_is_written(books: Shown, tmp_path: Path) -> None:
    """No name of a file is longer than systems take."""
    written = site(books, tmp_path / "pages")
    names = [path.name for path in (tmp_path / "pages").rglob("*")]
    assert written.pages > 15 and max(map(len, names)) < 200


def test_an_excerpt_of_a_text_with_the_signs_of_the_search_in_it_is_no_longer_than_others() -> None:
    """Each of them looks like the end of a word that was found."""
    one = account(3)
    signs = tuple((0, end) for end in range(1, 5_000))
    hit = Hit(one.report.id, None, None, None, BOOK, (*signs, (10, 10), (20, 30)))
    shown = replace(shown_of(one), asked=Asked(words="word"), find=lambda words, most: [hit])
    page = rendered(search(shown), Frame("talks", (), "/style.css", "/script.js"))
    assert len(page) < 20_000 and "<mark>" in page


def test_spelling_is_compared_of_words_and_not_of_books() -> None:
    """The rules of spelling take the square of a word: one that is longer than any word stays as it is."""
    assert american(BOOK.lower() + "ised") == BOOK.lower() + "ised"
    assert american("realised") == "realized"


# -- ten thousand attributions -------------------------------------------------------------------------------------------------


@cache
def crowd(number: int) -> tuple[Account, Account]:
    """A report with so many attributions of one person, a claim in every fifth of them; and another report."""
    one = account(3)
    said, claim, text = one.sayings[0], one.claims[0], one.report.text + "x " * 2 * number
    sayings, claims = [], []
    for each in range(number):
        at = len(one.report.text) + 4 * each
        spans = ((Span(at, at + 1),), (Span(at + 2, at + 3),), (Span(max(0, at - 200), at + 1),))
        attribution = Attribution(*spans, kind=Kind.ASSERTION, mode=Mode.INDIRECT)
        own, words = saying_id(one.report.id, attribution), Words.of(attribution, text)
        sayings.append(replace(said, id=own, attribution=attribution, words=words, within=None))
        if each % 5 == 0:
            claims.append(replace(claim, id=f"c{each:012d}", attribution=own, evidence=spans[2]))
    told = replace(one.report, text=text, kept_id=one.report.id)
    return replace(one, report=told, sayings=tuple(sayings), claims=tuple(claims)), account(4)


def ids_of(kind: str, shown: Shown, known: Account) -> list[str]:
    """Some ids of a kind, those first of the pages on which the crowd stands: its report, its speaker, its party, claims in its middle."""
    said, claim = known.sayings, known.claims[len(known.claims) // 2]
    if kind == "judge":
        return [claim.id, said[-1].id, known.report.id]
    first = {known.report.id, said[0].speaker, claim.party, cell_place(claim.party, claim.issue)}
    ids = KINDS[kind].ids
    return sorted(ids(shown), key=lambda own: own not in first)[:2] if ids else [""]


def test_ten_thousand_attributions_make_no_page_over_a_megabyte() -> None:
    accounts = crowd(10_000)
    shown = shown_of(*accounts)
    frame = frame_of(shown)
    made = set()
    for kind in KINDS:
        for own in ids_of(kind, shown, accounts[0]):
            page = rendered(KINDS[kind].make(shown, own), frame)
            assert len(page.encode()) < MEGABYTE, (kind, own, len(page))
            made.add(kind)
    assert {"overview", "party", "position", "timeline", "person", "report", "judge"} <= made


@pytest.mark.parametrize("kind", ["overview", "party", "position", "timeline", "person", "report", "queue", "judge"])
def test_what_a_page_costs_grows_with_the_attributions_and_not_with_their_square(kind: str) -> None:
    def page(accounts: tuple[Account, Account]) -> str:
        shown = shown_of(*accounts)  # a view keeps what it answered
        return rendered(KINDS[kind].make(shown, ids_of(kind, shown, accounts[0])[0]), frame_of(shown))

    found = growth(crowd, page, 1_000, 10_000)
    assert found.is_near_linear, found


# -- ids -----------------------------------------------------------------------------------------------------------------------

ODD = st.one_of(st.text(max_size=8), st.text("./~a0", max_size=8), st.text(min_size=LONGEST - 2, max_size=LONGEST + 60))


@given(ODD.filter(bool))
def test_an_id_is_told_by_its_address_again(own: str) -> None:
    assert meant(in_path(own), lambda: ["other", own]) == own


@given(ODD.filter(lambda own: own and own.isprintable()))
def test_no_browser_takes_an_id_for_a_folder_or_an_address_for_too_long(own: str) -> None:
    path = urlsplit(f"http://x{in_app(Address('party', own))}").path
    [_, kind, told] = path.split("/")
    assert kind == "party" and len(path) < 1_600
    assert told.lower().replace("%2e", ".") not in (".", "..")
    assert unquote(told) == in_path(own)


@given(ODD, ODD)
def test_long_ids_too_have_files_of_their_own(one: str, other: str) -> None:
    assert len(file_name(one)) <= LONGEST
    if one != other:
        assert file_name(one).casefold() != file_name(other).casefold()


@given(*[st.text("a-_ .", max_size=6)] * 4)
def test_no_two_cells_share_a_page(one: str, its_issue: str, other: str, their_issue: str) -> None:
    if (one, its_issue) != (other, their_issue):
        assert cell_place(one, its_issue) != cell_place(other, their_issue)


def test_cells_of_plain_names_have_plain_addresses() -> None:
    assert cell_place("united-states", "security guarantees") == "united-states--security-guarantees"
