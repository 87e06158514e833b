"""Of an HTML page the article is read, with what the page states of it and nothing that it only suggests."""

from __future__ import annotations

from datetime import date

import pytest

from accords.documents.page import Page, read_page
from accords.vocabulary import Fault

DAY = date(2015, 3, 3)
ARTICLE = (
    "<article><p>“We have <script>a = 'stolen words';</script>agreed,” the envoy said<style>p{color:red}</style>.</p>"
    "<p>The ministers said “no” to<!-- hidden --> the second <b>offer</b> &amp; left the room on Monday evening.</p>"
    "<p>Nobody signed.</p><p>Nobody signed.</p></article>"
)
FURNITURE = "<nav><ul><li><a href=/a>Home</a></li><li><a href=/b>World</a></li></ul></nav>"


def page(head: str = "", body: str = ARTICLE) -> Page:
    found = read_page(f"<!doctype html><html><head>{head}</head><body>{FURNITURE}{body}</body></html>", "p.html")
    assert isinstance(found, Page)
    return found


def test_script_and_style_inside_a_quotation_do_not_leak() -> None:
    text = page().text
    assert "“We have agreed,” the envoy said." in text
    assert not any(word in text for word in ("stolen", "color", "hidden", "a ="))


def test_paragraphs_stay_apart_and_furniture_is_left_out() -> None:
    lines = page().text.split("\n")
    assert lines[-2:] == ["Nobody signed.", "Nobody signed."]  # what a report says twice it says twice
    assert "Home" not in lines


def test_the_headline_stands_first_and_once() -> None:
    assert page("<title>Talks go on</title>").text.startswith("Talks go on\n\n“We have agreed")
    inside = ARTICLE.replace("<article>", "<article><h1>Talks go on</h1>")
    assert page("<title>Talks go on</title>", inside).text.count("Talks go on") == 1


def test_marks_of_direction_and_combining_characters_are_kept() -> None:
    text = page(
        body="<article><p>The envoy, \u2067עמוס\u2069, said “we\u0301 agreed” with all of the ministers.</p></article>"
    ).text
    assert "\u2067עמוס\u2069" in text
    assert "we\u0301" in text


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2015-03-03T23:30:00-05:00">', ARTICLE, DAY),
        ('<meta name="date" content="3 March 2015">', ARTICLE, DAY),
        ('<meta itemprop="datePublished" content="2015-03-03">', ARTICLE, DAY),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2015-03-03"}</script>',
            ARTICLE,
            DAY,
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
            ' {"@type": ["ReportageNewsArticle"], "datePublished": "2015-03-03T01:00:00Z"}]}</script>',
            ARTICLE,
            DAY,
        ),
        ("", ARTICLE.replace("<p>", '<time datetime="2015-03-03T10:00">3 March</time><p>', 1), DAY),
        ("", '<time pubdate datetime="2015-03-03">Tuesday</time>' + ARTICLE, DAY),
        ('<meta property="article:modified_time" content="2015-03-03">', ARTICLE, None),
        (
            '<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2015-03-03"}</script>',
            ARTICLE,
            None,
        ),
        ('<script type="application/ld+json">{"@type": broken</script>', ARTICLE, None),
        ('<meta name="date" content="last week">', ARTICLE, None),
        ('<link rel="canonical" href="https://h.example/2015/03/03/talks">', ARTICLE, None),
        ("", ARTICLE + "<footer>Copyright 3 March 2015</footer>", None),
        (
            "",
            ARTICLE.replace("<p>", "<p>By A. Writer, 3 March 2015</p><p>", 1),
            None,
        ),  # the dateline's work, not the page's
        (
            "",
            ARTICLE.replace("<p>", '<time datetime="2015-03-03">a</time><time datetime="2015-03-05">b</time><p>', 1),
            None,
        ),
    ],
)
def test_the_day_is_one_that_the_page_states_and_never_a_guess(head: str, body: str, published: date | None) -> None:
    assert page(head, body).given.published == published


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Harbour News">', "Harbour News"),
        ('<meta name="application-name" content="Harbour News">', "Harbour News"),
        (
            '<script type="application/ld+json">{"@type": "Report", "publisher": {"name": "Harbour News"}}</script>',
            "Harbour News",
        ),
        ("<title>Talks fail – what now</title>", None),
        ('<link rel="canonical" href="https://harbour.example/a">', None),
    ],
)
def test_the_outlet_is_one_that_the_page_states(head: str, outlet: str | None) -> None:
    assert page(head).given.outlet == outlet


def test_the_outlets_name_is_no_part_of_the_title() -> None:
    head = '<meta property="og:site_name" content="Harbour News"><title>Talks go on | Harbour News</title>'
    assert page(head).given.title == "Talks go on"


def test_the_address_is_the_canonical_one() -> None:
    assert page('<link rel="canonical" href="https://h.example/a">').given.url == "https://h.example/a"
    assert page('<link rel="canonical" href="/a">').given.url is None


def test_a_page_that_declares_its_language_requests_nothing() -> None:
    found = read_page(f'<html lang="de"><body>{ARTICLE}</body></html>', "p.html")
    assert isinstance(found, Page)
    assert found.given.language is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        FURNITURE,
        FURNITURE + "<form><input name=q><button>Search</button></form><footer>© 2020 Harbour News.</footer>",
        "<div>Please enable JavaScript to view this page and all that is on it.</div>",
        "<script>document.write('We agreed on all the points, the envoy said to the press.')</script>",
    ],
)
def test_a_page_without_an_article_is_a_fault_that_says_so(body: str) -> None:
    fault = read_page(f"<!doctype html><html><head><title>Harbour</title></head><body>{body}</body></html>", "p.html")
    assert isinstance(fault, Fault)
    assert fault.found == "an HTML page without an article"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "The envoy said that the talks go on. " * 3 + "</p>",
        f"<?xml version='1.0' encoding='utf-8'?>\n<html><body>{ARTICLE}</body></html>",
    ],
)
def test_a_fragment_and_a_page_with_an_xml_declaration_are_read(markup: str) -> None:
    assert isinstance(read_page(markup, "p.html"), Page)


def test_a_page_of_very_many_elements_is_refused_at_once() -> None:
    fault = read_page("<html><body><article>" + "<p>He said so.</p>" * 60_001 + "</article>", "p.html")
    assert isinstance(fault, Fault)
    assert fault.found == "an HTML page of 60,004 elements"
    assert ".txt" in fault.remedy


def test_elements_nested_very_deep_upset_nothing() -> None:
    assert isinstance(read_page("<html><body>" + "<div>" * 50_000 + "They met.", "p.html"), Page | Fault)
