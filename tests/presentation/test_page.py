from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.presentation.dossier import Dossier
from accords.presentation.marks import Mark, anchor_of, marked, seen
from accords.presentation.page import page
from accords.presentation.wording import escaped
from accords.vocabulary import Fault, Span

VOID = {"meta", "br", "link"}


class Tree(HTMLParser):
    """Checks that elements nest, and gathers tags, anchors and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.report = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs)), "an attribute stands twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> does not nest"

    def handle_data(self, data: str) -> None:
        self.text += data
        if "article" in self.open:
            self.report += data


def tree(text: str) -> Tree:
    parsed = Tree()
    parsed.feed(text)
    parsed.close()
    assert not parsed.open
    return parsed


def test_the_page_holds_the_whole_text_and_nests(dossier: Dossier) -> None:
    assert tree(page(dossier)).report == dossier.reports[0].text


def test_the_page_runs_nothing_and_fetches_nothing(dossier: Dossier) -> None:
    parsed = tree(page(dossier))
    names = {tag for tag, _ in parsed.tags}
    assert not names & {"script", "img", "link", "iframe", "form", "object", "video", "base"}
    policy = [a["content"] for _, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not any(key.startswith("on") for _, attributes in parsed.tags for key in attributes)
    assert "url(" not in page(dossier) and "@import" not in page(dossier)


def test_every_link_of_the_page_has_its_anchor_once(dossier: Dossier) -> None:
    parsed = tree(page(dossier))
    anchors = [a["id"] for _, a in parsed.tags if "id" in a]
    assert len(anchors) == len(set(anchors))
    links = {a["href"] for tag, a in parsed.tags if tag == "a"}
    assert links <= {f"#{anchor}" for anchor in anchors}
    assert len(links) == 1 + len(dossier.attributions)


def test_marks_say_what_they_are(dossier: Dossier) -> None:
    marks = [a for tag, a in tree(page(dossier)).tags if tag == "mark" and "data-id" in a]
    first = dossier.attributions[0].id
    assert {a["class"] for a in marks if a["data-id"] == first} == {"source", "cue", "content"}
    assert "source of what Mira Holt said (assertion, indirect)" in {a["title"] for a in marks}


def test_the_page_tells_languages(dossier: Dossier) -> None:
    row = replace(dossier.reports[0], language="pt")
    parsed = tree(page(replace(dossier, reports=(row,))))
    assert [a["lang"] for _, a in parsed.tags if "lang" in a] == ["en", "pt"]


def test_what_reaches_us_through_somebody_says_so(dossier: Dossier) -> None:
    assert "according to Mira Holt: it would open the border" in tree(page(dossier)).text


def test_faults_stand_at_the_foot(dossier: Dossier) -> None:
    fault = Fault("b.bin", "a binary file", "text", "Leave it out.")
    assert str(fault) in tree(page(replace(dossier, faults=(fault,)))).text


EVIL = "<script>alert(1)</script>\" onmouseover='x' &amp; $title ${style} \u202egnp.exe\x00\ud800"


def test_hostile_texts_stay_text(dossier_of: Callable[..., Dossier]) -> None:
    dossier = dossier_of(
        f"Holt{EVIL} said {EVIL} go",
        f"Holt{EVIL}",
        "go",
        name=EVIL,
        outlet=EVIL,
        title=EVIL,
        language=EVIL,
        url="javascript:alert(1)",
    )
    dossier = replace(dossier, faults=(Fault(EVIL, EVIL, EVIL, EVIL),))
    text = page(dossier)
    parsed = tree(text)
    assert "script" not in {tag for tag, _ in parsed.tags}
    assert not any(key.startswith("on") for _, attributes in parsed.tags for key in attributes)
    assert "javascript:" not in text
    assert "\u202e" not in text and "\x00" not in text and "\\u202e" in parsed.report
    assert parsed.report == escaped(dossier.reports[0].text)
    text.encode("utf-8")


def test_hostile_ids_stay_anchors(dossier: Dossier) -> None:
    wild = replace(dossier.attributions[0], id='"><script> x')
    parsed = tree(page(replace(dossier, attributions=(wild,))))
    assert "script" not in {tag for tag, _ in parsed.tags}
    assert {"#reports", f"#{anchor_of(wild.id)}"} == {a["href"] for tag, a in parsed.tags if tag == "a"}


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://example.org/a?b=1&c", True), ("ftp://example.org", False), ("data:text/html,x", False)],
)
def test_only_web_addresses_become_links(dossier: Dossier, url: str, linked: bool) -> None:
    row = replace(dossier.reports[0], url=url)
    links = {a.get("href") for tag, a in tree(page(replace(dossier, reports=(row,)))).tags if tag == "a"}
    assert (url in links) is linked


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    marks = [Mark(Span(0, 4), "content", "one", "one"), Mark(Span(2, 6), "content", "two", "two")]
    plain = re.sub(r' (?:title|class)="[^"]*"', "", marked("abcdefgh", marks))
    both = '<mark id="one" data-id="one">ab<mark id="two" data-id="two">cd</mark></mark>'
    assert plain == both + '<mark data-id="two">ef</mark>gh'


@given(st.text(max_size=40), st.data())
def test_marks_nest_and_lose_no_letter(text: str, data: st.DataObject) -> None:
    at = st.integers(0, max(0, len(text) - 1))
    spans = st.tuples(at, at).map(sorted).map(lambda p: Span(p[0], p[1] + 1)) if text else st.nothing()
    drawn = data.draw(st.lists(spans, max_size=8)) if text else []
    marks = [Mark(span, "content", f"a{i % 3}", "t") for i, span in enumerate(drawn)]
    parsed = tree(marked(text, marks))
    assert parsed.text == seen(text)
    anchors = [a["id"] for _, a in parsed.tags if "id" in a]
    assert len(anchors) == len(set(anchors)) == len({m.of for m in marks})


@given(st.text(max_size=30), st.data())
def test_the_words_inside_a_mark_are_its_span(text: str, data: st.DataObject) -> None:
    text = "x" + "".join(c for c in text if c.isalnum() and c.isascii())
    a = data.draw(st.integers(0, len(text) - 1))
    b = data.draw(st.integers(a + 1, len(text)))
    c = data.draw(st.integers(0, len(text) - 1))
    d = data.draw(st.integers(c + 1, len(text)))
    whole = marked(text, [Mark(Span(a, b), "content", "one", "t"), Mark(Span(c, d), "cue", "two", "t")])
    for saying, (start, end) in (("one", (a, b)), ("two", (c, d))):
        held, inside = "", []
        for piece in re.findall(r"<[^>]*>|[^<]+", whole):
            if piece.startswith("</"):
                inside.pop()
            elif piece.startswith("<"):
                inside.append(piece.split('data-id="')[1].split('"')[0])
            elif saying in inside:
                held += piece
        assert held == text[start:end]


def test_the_page_leads_with_positions_commitments_and_what_is_open(claimed: Dossier) -> None:
    parsed = tree(page(claimed))
    for words in (
        "territory, according to Mira Holt (counterpart), not in its own words, 17 August 2025: commit, undertaken",
        "reported by others only, not confirmed by Norland",
        "held, Friday 15 August 2025, Lakeside",
        "3 clauses with an act whose party is unknown",
    ):
        assert words in parsed.text
    assert parsed.text.index("Positions:") < parsed.text.index("Who said what")
    assert parsed.report == claimed.reports[0].text


def test_every_claim_on_the_page_leads_to_its_place(claimed: Dossier) -> None:
    parsed = tree(page(claimed))
    anchors = [a["id"] for _, a in parsed.tags if "id" in a]
    assert len(anchors) == len(set(anchors))
    assert {a["href"] for tag, a in parsed.tags if tag == "a"} <= {f"#{anchor}" for anchor in anchors}
