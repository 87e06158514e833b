"""The page of a report: the text marked, the list beside it, long and hostile reports, and what is not shown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import accords
from accords.assessment.record import Record
from accords.claims.build import Account
from accords.claims.claim import Claim, claim_id
from accords.claims.saying import Saying, Why, Words, saying_id
from accords.documents.report import Report
from accords.ledger.judgement import Judgement
from accords.presentation.answering import answers
from accords.presentation.marks import DEEPEST, Html, Mark, html, marked
from accords.presentation.pages.address import in_app
from accords.presentation.pages.asked import Asked
from accords.presentation.pages.parts import ENTRIES, TEXT, Parts, places
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.pages.report import ReportPage, report
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.told import told
from accords.presentation.wording import SHORT, escaped, short
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, words_at
from accords.vocabulary.act import Act, Standing
from tests.ledger.accounts import account, accounts

MEGABYTE = 1_000_000
FRAME = Frame(name="talks", menu=(), style="/style.css", script="/script.js")
VOID = {"meta", "link", "input", "br"}


@dataclass
class Tree(HTMLParser):
    """The elements of a page and the text of its article; fails where elements do not nest or an id stands twice."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    article: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if own := told.get("id"):
            assert own not in self.ids, f"{own} stands twice"
            self.ids[own] = tag
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.article += data

    def of(self, tag: str, part: str = "") -> list[dict[str, str | None]]:
        return [told for name, told in self.tags if name == tag and part in [*(told.get("class") or "").split(), ""]]


def tree(page: ReportPage) -> Tree:
    parsed = Tree()
    parsed.feed(rendered(page, FRAME))
    parsed.close()
    assert not parsed.open
    return parsed


def shown_of(several: Iterable[Account], **changed: object) -> Shown:
    """The app's view of accounts that are in no ledger."""
    rows = list(several)
    texts = {one.report.id: one.report.text for one in rows}
    told = {"view": Record(rows).as_of(), "links": in_app, "name": "talks", "text_of": texts.get, **changed}
    return Shown(**told)  # type: ignore[arg-type]


# What an envoy says that a minister said, and what the minister says herself.
NESTED = """Norland moves
Mira Holt said that Norland's minister had promised to open the border.
The weather was fair.
“We will open the border,” said Ada Lund.
"""


def nested() -> Account:
    told = Report(
        NESTED,
        datetime(2031, 5, 2, 6, 30, tzinfo=UTC),
        outlet="Example Post",
        title="Norland <moves>",
        url="https://post.example/norland?a=1&b",
        published=date(2031, 5, 1),
    )
    actors = (
        Actor("mira-holt", "Mira Holt", ActorKind.PERSON, "westmark", "envoy"),
        Actor("ada-lund", "Ada Lund", ActorKind.PERSON, "norland", "minister"),
        Actor("norland", "Norland", ActorKind.STATE, "norland"),
        Actor("westmark", "Westmark", ActorKind.STATE, "westmark"),
    )
    outer = saying_of(told, "Mira Holt", "said", "Norland's minister had promised to open the border", "mira-holt")
    inner = saying_of(told, "Norland's minister", "had promised", "to open the border", "ada-lund", within=outer.id)
    own = saying_of(told, "Ada Lund", "said", "We will open the border", "ada-lund", mode=Mode.DIRECT, after="“")
    claims = (
        claim_of(told, "to open the border", ("mira-holt", "ada-lund"), Standing.COUNTERPART, inner.id),
        claim_of(told, "We will open the border", ("ada-lund",), Standing.OWN, own.id, trigger="will"),
    )
    return Account(told, actors, (outer, inner, own), claims)


def ids_of(one: Account) -> set[str]:
    return {said.id for said in one.sayings} | {claim.id for claim in one.claims}


def span_of(text: str, words: str, after: str = "") -> Span:
    at = text.index(words, text.index(after))
    return Span(at, at + len(words))


def saying_of(
    told: Report,
    source: str,
    cue: str,
    content: str,
    speaker: str | None,
    *,
    within: str | None = None,
    mode: Mode = Mode.INDIRECT,
    after: str = "",
) -> Saying:
    told_by, through, words = ((span_of(told.text, words, after),) for words in (source, cue, content))
    return said_at(told, Attribution(told_by, through, words, Kind.ASSERTION, mode), speaker, within)


def said_at(told: Report, attribution: Attribution, speaker: str | None, within: str | None = None) -> Saying:
    own, words = saying_id(told.id, attribution), Words.of(attribution, told.text)
    return Saying(own, told.id, attribution, speaker, Why("name"), within=within, words=words)


def claim_of(
    told: Report, words: str, chain: tuple[str, ...], standing: Standing, within: str | None, *, trigger: str = ""
) -> Claim:
    spans = (span_of(told.text, words),)
    return Claim(
        claim_id(told.id, "norland", Act.COMMIT, "borders", spans),
        told.id,
        within,
        "norland",
        None,
        Act.COMMIT,
        (),
        "borders",
        words,
        False,
        None,
        None,
        chain,
        standing,
        spans,
        0.8,
        trigger=(span_of(told.text, trigger, words),) if trigger else (),
        words=words_at(told.text, spans),
    )


# -- the text and the list beside it -----------------------------------------------------------------------------------------


def test_the_list_stands_in_order_of_place_with_what_is_nested_set_in() -> None:
    page = report(shown_of([nested()]), nested().report.id)
    outer, inner, told_of, own, claimed = page.part.rows
    assert [one.number for one in page.part.rows] == [1, 2, 3, 4, 5]
    assert [one.level for one in page.part.rows] == [0, 1, 2, 0, 1]
    assert outer.said is not None and outer.said.who.words == "Mira Holt" and outer.within is None
    assert inner.within is not None and inner.within.words == "1, Mira Holt"
    assert inner.within.href == f"#entry.{outer.anchor}"
    assert told_of.told is not None and not told_of.told.own and "according to Mira Holt" in told_of.told.whose
    assert own.said is not None and own.said.words == "“We will open the border”"
    assert claimed.told is not None and claimed.told.own


def test_each_mark_leads_to_its_entry_and_each_entry_to_its_mark() -> None:
    one = nested()
    parsed = tree(report(shown_of([one]), one.report.id))
    wanted = ids_of(one)
    assert {own for own, tag in parsed.ids.items() if tag == "mark"} == wanted
    assert {link["href"] for link in parsed.of("a", "ref")} == {f"#entry.{own}" for own in wanted}
    assert {link["href"] for link in parsed.of("a", "no")} == {f"#{own}" for own in wanted}
    assert all(parsed.ids[f"entry.{own}"] == "li" for own in wanted)
    assert all(link.get("aria-label") for link in parsed.of("a", "ref"))


def test_own_words_and_according_to_are_told_apart_by_a_sign_and_not_by_colour_alone() -> None:
    one = nested()
    parsed = tree(report(shown_of([one]), one.report.id))
    told_of, own = one.claims
    numbers = {link["href"]: link["data-n"] for link in parsed.of("a", "ref")}
    assert numbers[f"#entry.{told_of.id}"] == "⇢3" and numbers[f"#entry.{own.id}"] == "“”5"
    assert [mark["data-id"] for mark in parsed.of("mark", "own") if mark.get("data-id")] == [own.id]
    assert [mark["data-id"] for mark in parsed.of("mark", "others") if mark.get("data-id")] == [told_of.id]


def test_the_article_holds_the_text_letter_for_letter() -> None:
    one = nested()
    assert tree(report(shown_of([one]), one.report.id)).article == NESTED


def test_a_page_of_every_report_of_the_examples_holds_its_whole_text_and_leads_nowhere_within_it(shown: Shown) -> None:
    for known in shown.view.reports:
        page = report(shown, known.id)
        parsed = tree(page)
        assert parsed.article == escaped(shown.text_of(known.id) or "")
        assert len(page.part.rows) == len(known.account.sayings) + len(known.claims) > 0
        inner = {link["href"] for link in parsed.of("a") if (link.get("href") or "").startswith("#")}
        assert inner <= {f"#{own}" for own in parsed.ids}
        heads = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch(r"h\d", tag)]
        assert heads[0] == 1 and all(b <= a + 1 for a, b in pairwise(heads))


def test_what_is_known_of_the_report_stands_above_it() -> None:
    one = nested()
    page = report(shown_of([one]), one.report.id)
    assert page.heading == "Norland <moves>"
    assert page.published == "Thursday 1 May 2031" and page.fetched == "2 May 2031, 06:30 UTC"
    text = rendered(page, FRAME)
    assert "Norland &lt;moves&gt;" in text and "<moves>" not in text
    assert '<a href="https://post.example/norland?a=1&amp;b" rel="noopener noreferrer">' in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://post.example", " https://x", "//x"])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    one = nested()
    one = replace(one, report=replace(one.report, url=url, kept_id=one.report.id))
    page = report(shown_of([one]), one.report.id)
    assert page.url is not None and page.url.href is None
    assert not any((link.get("href") or "").strip().startswith(url.strip()) for link in tree(page).of("a"))


def test_a_copy_leads_to_what_it_copies_and_to_the_family(shown: Shown) -> None:
    (head, *copies), *_ = shown.view.copies.values()
    page, copy = report(shown, head.id), report(shown, copies[0].id)
    assert page.original is None and page.family is not None and page.family.href == f"/family/{head.id}"
    assert copy.original is not None and copy.original.href == f"/report/{head.id}"
    assert copy.family == page.family


def test_meetings_and_silences_that_a_report_tells_lead_to_their_words(shown: Shown) -> None:
    one = next(k for k in shown.view.reports if len(k.meetings) > 1 and k.account.silences)
    page = report(shown, one.id)
    parsed = tree(page)
    assert len(page.meetings) == len(one.meetings) and len(page.silences) == len(one.account.silences)
    pages = {row.id for row in shown.view.meetings()}
    for row in page.meetings:
        assert row.words.href is not None and row.words.href.removeprefix("/meeting/") in pages
    told_at = [(row.place, row.anchor) for row in page.meetings] + [(row.place, row.anchor) for row in page.silences]
    for place, anchor in told_at:
        assert place is not None and parsed.ids[anchor] == "mark"
        assert place.href == f"/report/{one.id}#{anchor}"
    assert page.silences[0].words in " ".join((shown.text_of(one.id) or "").split())


def test_there_is_no_page_of_an_unknown_report_nor_of_one_that_came_later() -> None:
    one = nested()
    shown = shown_of([one])
    with pytest.raises(Missing):
        report(shown, "nothing")
    with pytest.raises(Missing):
        report(shown.as_of(date(2031, 4, 30)), one.report.id)
    assert report(shown.as_of(date(2031, 5, 1)), one.report.id).heading


# -- rulings -----------------------------------------------------------------------------------------------------------------


def test_rulings_and_notes_stand_beside_what_they_are_on_and_what_was_set_aside_is_listed(
    ledger_file: Path, tmp_path: Path
) -> None:
    with accords.Ledger(Path(shutil.copy(ledger_file, tmp_path / "ruled.ledger"))) as ledger:
        one = max(ledger.accounts(), key=lambda account: len(account.claims))
        gone, changed, said = one.claims[0], one.claims[1], one.sayings[0]
        ledger.rule("misread", gone.id, {}, who="Ana Ruiz", note="No <b>such</b> act.")
        ledger.rule("act", changed.id, {"act": "accept"}, who="Ana Ruiz")
        ledger.rule("note", said.id, {}, who="Ben Okri", note="See the minutes.")
        ledger.rule("note", one.report.id, {}, who="Ben Okri", note="Seen in print.")
        judgements = ledger.judgements()
        shown = shown_of([], view=answers(ledger).as_of(), text_of=ledger.text, judgements=judgements)
        page = report(shown, one.report.id)
        rows = {row.id: row for row in page.part.rows}
        assert gone.id not in rows
        assert [(aside.id, aside.rulings[0].who, aside.rulings[0].note) for aside in page.asides] == [
            (gone.id, "Ana Ruiz", "No <b>such</b> act.")
        ]
        assert aside_words(page) == short(gone.words)
        (act,) = rows[changed.id].rulings
        assert (act.who, act.words, act.counts) == ("Ana Ruiz", f"the act of {changed.id} is accept", True)
        assert act.when.startswith(f"{judgements[1].made_at.day} ")
        assert [row.note for row in rows[said.id].rulings] == ["See the minutes."]
        assert [row.note for row in page.rulings] == ["Seen in print."]
        text = rendered(page, FRAME)
        assert "No &lt;b&gt;such&lt;/b&gt; act." in text and "See the minutes." in text
        undone = ledger.rule("undo", judgements[0].id, {}, who="Ana Ruiz")
        again = report(replace(shown, view=answers(ledger).as_of(), judgements=(*judgements, undone)), one.report.id)
        assert not again.asides and gone.id in {row.id for row in again.part.rows}


def aside_words(page: ReportPage) -> str:
    (aside,) = page.asides
    return aside.words


def test_a_ruling_made_on_an_earlier_reading_of_a_claim_stands_beside_what_it_is_now() -> None:
    from accords.ledger.judgement import Ruling

    one = nested()
    made = Judgement(
        Ruling.ACT,
        "c0123456789ab",
        "Ana Ruiz",
        datetime(2031, 5, 3, 9, 0, tzinfo=UTC),
        {"act": "commit", "read": {"id": "c0123456789ab", "report": one.report.id, "words": "to open"}},
    )
    claim = replace(one.claims[0], why={"ruling": [made.id]})
    ruled = replace(one, claims=(claim, one.claims[1]))
    page = report(shown_of([ruled], judgements=(made,)), one.report.id)
    (row,) = [row for row in page.part.rows if row.id == claim.id]
    assert [ruling.id for ruling in row.rulings] == [made.id]
    assert not page.asides


# -- texts that are not shown whole ------------------------------------------------------------------------------------------


def test_a_shared_page_shows_the_words_of_claims_and_attributions_and_no_others() -> None:
    one = nested()
    page = report(shown_of([one], text_of=lambda own: None, excerpts=True), one.report.id)
    parsed = tree(page)
    assert "not shown whole" in page.absent and "somebody else’s" in page.absent
    assert "weather" not in rendered(page, FRAME)
    assert "Mira Holt" in parsed.article and "We will open the border" in parsed.article
    assert "…" in parsed.article and parsed.article.index("Mira") < parsed.article.index("We will")
    assert {own for own, tag in parsed.ids.items() if tag == "mark"} == ids_of(one)


def test_excerpts_of_the_examples_are_pieces_of_their_texts_in_order(shown: Shown) -> None:
    hidden = replace(shown, text_of=lambda own: None, excerpts=True)
    for known in shown.view.reports:
        text = shown.text_of(known.id) or ""
        at = 0
        for passage in report(hidden, known.id).passages:
            plain = unescape(re.sub(r"<[^>]*>", "", passage.text))
            found = re.sub(r"\s", " ", text).index(re.sub(r"\s", " ", plain), at)
            at = found + len(plain)


def test_a_text_that_was_left_out_is_said_to_be_gone() -> None:
    one = nested()
    page = report(shown_of([one], text_of=lambda own: None), one.report.id)
    assert "left out, or forgotten" in page.absent
    bare = replace(
        one,
        sayings=tuple(replace(row, words=Words()) for row in one.sayings),
        claims=tuple(replace(row, words="") for row in one.claims),
    )
    forgotten = report(shown_of([bare], text_of=lambda own: None), one.report.id)
    assert forgotten.passages == () and "left out, or forgotten" in forgotten.absent
    assert "We will open" not in rendered(forgotten, FRAME)


# -- long reports ------------------------------------------------------------------------------------------------------------


def test_a_long_report_is_shown_in_parts_and_every_link_leads_to_the_part_that_holds_its_words() -> None:
    one = account(7, paragraphs=900)
    shown = shown_of([one])
    whole = one.report.text
    first = report(shown, one.report.id)
    assert first.part.leaves > 3 and len(whole) > 3 * TEXT
    ids: dict[int, set[str]] = {}
    texts = []
    for number in range(1, first.part.leaves + 1):
        page = report(replace(shown, asked=Asked(leaf=number)), one.report.id)
        html_text = rendered(page, FRAME)
        parsed = tree(page)
        assert len(html_text.encode()) < MEGABYTE and len(page.part.rows) <= ENTRIES
        assert whole[page.begin : page.begin + len(parsed.article)] == parsed.article
        texts.append((page.begin, page.begin + len(parsed.article)))
        ids[number] = set(parsed.ids)
    assert texts[0][0] == 0 and texts[-1][1] == len(whole)
    assert all(after[0] <= before[1] for before, after in pairwise(texts))
    dossier = shown.dossier([claim.id for claim in one.claims], [one.report.id])
    for claim in one.claims:
        href = told(claim, dossier, shown).words.href
        assert href is not None
        match = re.fullmatch(rf"/report/{one.report.id}(?:\?leaf=(\d+))?#{claim.id}", href)
        assert match and claim.id in ids[int(match[1] or 1)]
        assert sum(claim.id in there for there in ids.values()) == 1


def test_the_whole_of_a_long_report_can_be_asked_for() -> None:
    one = account(7, paragraphs=400)
    page = report(replace(shown_of([one]), asked=Asked(leaf=None)), one.report.id)
    assert tree(page).article == one.report.text
    assert len(page.part.rows) == len(one.sayings) + len(one.claims)


def test_a_part_beyond_the_last_is_the_last_and_parts_lead_to_one_another() -> None:
    one = account(7, paragraphs=400)
    shown = shown_of([one])
    last = report(replace(shown, asked=Asked(leaf=99)), one.report.id)
    assert last.part.number == last.part.leaves > 1 and last.part.next is None
    assert last.part.previous == f"/report/{one.report.id}?leaf={last.part.leaves - 1}" or last.part.leaves == 2
    assert last.part.whole == f"/report/{one.report.id}?leaf=all"


def test_a_long_text_without_any_claim_is_cut_between_paragraphs() -> None:
    text = "".join(f"Paragraph {n}. {'It rained on both banks of the river. ' * 12}\n\n" for n in range(120))
    one = Account(Report(text, datetime(2031, 5, 2, tzinfo=UTC), outlet="Example Post"), (), ())
    shown = shown_of([one])
    page = report(replace(shown, asked=Asked(leaf=2)), one.report.id)
    shown_text = tree(page).article
    assert page.part.leaves == -(-len(text) // TEXT) and page.part.rows == ()
    assert shown_text.startswith("Paragraph ") and shown_text.endswith("\n\n")
    assert TEXT <= len(shown_text) < TEXT + 3_000


@given(st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 400)), max_size=400))
@settings(max_examples=40, deadline=None)
def test_every_place_is_in_one_part_that_does_not_begin_after_it(drawn: list[tuple[int, int]]) -> None:
    told = Report("x", datetime(2031, 5, 2, tzinfo=UTC), kept_id="r")
    rows = tuple(
        said_at(told, Attribution((Span(at, at + size),), (), (), Kind.ASSERTION, Mode.INDIRECT), None)
        for at, size in drawn
    )
    placed = places(Account(told, (), rows))
    parts = Parts.of(placed)
    assert list(parts.begins) == sorted(parts.begins) and parts.begins[0] == 0
    counted: dict[int, int] = {}
    for place in placed:
        number = parts.part(place.own, place.start)
        counted[number] = counted.get(number, 0) + 1
        assert parts.begins[number - 1] <= place.start < parts.begins[number - 1] + TEXT
        assert number == len(parts.begins) or place.start <= parts.begins[number]
    assert all(count <= ENTRIES for count in counted.values())


@given(st.integers(0, 200_000), st.integers(1, 200_000))
def test_a_place_without_a_claim_is_in_the_part_that_the_page_has_of_it(at: int, length: int) -> None:
    parts = Parts((0, TEXT)).through(length)
    number = min(Parts((0, TEXT)).part(at=at), len(parts.begins))
    if at < length:
        assert parts.begins[number - 1] <= at
        assert number == len(parts.begins) or at < parts.begins[number]


# -- hostile reports ---------------------------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>\"' onmouseover='x' {{ 7*7 }} {% raw %} ${x} &amp; \u202egnp.exe\x00\ud800"


def evil(count: int = 1) -> Account:
    """A report of hostile words in which so many attributions cross one another; so are its names, title and outlet."""
    text = f"{EVIL} said {EVIL}. " * (count // 20 + 1)
    told = Report(
        text, datetime(2031, 5, 2, tzinfo=UTC), outlet=EVIL, title=EVIL, url="javascript:alert(1)", language=EVIL
    )
    told = replace(told, kept_id=told.id)  # worked out once
    size = len(text)
    rows = []
    for n in range(count):
        start = n * max(1, size // (2 * count)) if count > 1 else 0
        spans = (
            (Span(start, start + 3),),
            (Span(start + 4, start + 9),),
            (Span(start + 2, min(size, start + 400)),),
        )
        rows.append(said_at(told, Attribution(*spans, kind=Kind.ASSERTION, mode=Mode.DIRECT), "evil"))
    said = tuple({row.id: row for row in rows}.values())
    claim = claim_of(told, "alert(1)", ("evil",), Standing.OWN, said[0].id)
    claim = replace(claim, terms=EVIL, condition=EVIL, issue=EVIL)
    return Account(told, (Actor("evil", EVIL, ActorKind.PERSON, "norland", EVIL),), said, (claim,))


def test_hostile_words_stay_words() -> None:
    one = evil()
    for changed in ({}, {"text_of": lambda own: None, "excerpts": True}, {"text_of": lambda own: None}):
        page = report(shown_of([one], **changed), one.report.id)
        text = rendered(page, FRAME)
        text.encode("utf-8")
        parsed = tree(page)
        assert [told.get("src") for told in parsed.of("script")] == ["/script.js"]
        assert not any(name.startswith("on") or name == "style" for _, told in parsed.tags for name in told)
        assert not any((told.get("href") or "").startswith("javascript") for _, told in parsed.tags)
        assert (
            "\u202e" not in text and "\x00" not in text and "\\u202e" in text and "49" not in text.split("<h1")[1][:400]
        )
        assert "{{ 7*7 }}" in text and "{% raw %}" in text
    assert tree(report(shown_of([one]), one.report.id)).article == escaped(one.report.text)


@pytest.mark.parametrize("where", ["crossing", "at one place"])
def test_ten_thousand_attributions_make_no_page_over_a_megabyte(where: str) -> None:
    one = evil(10_000)
    if where == "at one place":
        told = one.report
        one = replace(
            one,
            sayings=tuple(
                said_at(
                    told,
                    Attribution((Span(0, 2 + n % 100),), (), (Span(0, 2 + n // 100),), Kind.ASSERTION, Mode.DIRECT),
                    "evil",
                )
                for n in range(10_000)
            ),
        )
    shown = shown_of([one])
    first = report(shown, one.report.id)
    assert first.part.of == len(one.sayings) + 1 and first.part.leaves >= len(one.sayings) // ENTRIES
    for number in (1, first.part.leaves // 2, first.part.leaves):
        page = report(replace(shown, asked=Asked(leaf=number)), one.report.id)
        assert len(rendered(page, FRAME).encode()) < MEGABYTE
        parsed = tree(page)
        assert {row.anchor for row in page.part.rows} <= set(parsed.ids)


def test_words_as_long_as_a_book_are_cut_in_the_list() -> None:
    assert len(short("word " * 100_000)) <= SHORT + 1 and short("word " * 100_000).endswith("word…")
    assert short("a" * 5_000) == "a" * SHORT + "…"
    assert short("  two \n words ") == "two words"


def test_attributions_that_stand_in_one_another_in_a_circle_are_shown_once_each() -> None:
    one = nested()
    outer, inner, own = one.sayings
    circle = replace(one, sayings=(replace(outer, within=inner.id), inner, own))
    assert len(report(shown_of([circle]), one.report.id).part.rows) == 5


# -- marks -------------------------------------------------------------------------------------------------------------------

hostile_text = st.text(st.one_of(st.sampled_from("<>&\"'{}% \n\u202e\x00\ud800é"), st.characters()), max_size=60)


@given(hostile_text, st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.integers(0, 5)), max_size=40))
def test_the_marked_text_without_its_tags_is_the_escaped_text(text: str, drawn: list[tuple[int, int, int]]) -> None:
    marks = [
        Mark(Span(min(a, b), max(a, b)), "content", f"a{of}", lead=Html('<a href="#x" aria-label="1 &gt; 2"></a>'))
        for a, b, of in drawn
    ]
    made = marked(text, marks, elsewhere={"a0"})
    assert re.sub(r"<[^>]*>", "", made) == html(text)
    parsed = Tree()
    parsed.feed(made)
    parsed.close()
    assert not parsed.open
    assert set(parsed.ids) == {mark.of for mark in marks} - {"a0"}
    assert len(parsed.of("a")) == len(parsed.ids)


def test_ten_thousand_marks_that_cross_cost_a_dozen_elements_each() -> None:
    marks = [Mark(Span(n, n + 10_000), "content", f"a{n}") for n in range(10_000)]
    made = marked("x" * 20_000, marks)
    assert made.count("<mark") <= 2 * DEEPEST * len(marks)
    assert all(f'id="a{n}"' in made for n in (0, 5_000, 9_999))


def test_a_page_looks_at_no_other_report_but_what_it_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_of(accounts(30))
    asked: list[str] = []
    record = shown.view.record
    known = record.report
    shown.view.meetings()
    assert shown.view.copies is not None

    def counted(own: str) -> object:
        asked.append(own)
        return known(own)

    monkeypatch.setattr(record, "report", counted)
    own = shown.view.reports[3].id
    report(shown, own)
    assert set(asked) <= {own, shown.view.families[own]}
