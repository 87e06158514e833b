"""Feeds become items: what each form states, what is missing stays missing, and what a hostile feed cannot do."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.documents.answer import Answer, Fetched, Limits
from accords.documents.feeds import Feed, Item, read_feed
from accords.documents.fetch import Fetcher
from accords.documents.items import carries_text, report_of_item
from accords.documents.report import Report
from accords.vocabulary import Fault
from tests.growth import growth

from .conftest import Server, answer

AT = "https://harbour.example/feeds/world.xml"
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour News</title><link>https://harbour.example/</link><pubDate>Wed, 04 Mar 2020 01:00:00 GMT</pubDate>
<image><title>A logo</title><url>x.png</url></image>
%s
</channel></rss>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>%s</feed>'


def feed(markup: str | bytes, **options: str) -> Feed:
    got = read_feed(markup.encode() if isinstance(markup, str) else markup, AT, **options)
    assert isinstance(got, Feed), got
    return got


def items(markup: str | bytes) -> tuple[Item, ...]:
    got = feed(markup)
    assert got.faults == ()
    return got.items


def item(inner: str, form: str = RSS) -> Item:
    tag = "entry" if form is ATOM else "item"
    (one,) = items(form % f"<{tag}>{inner}</{tag}>")
    return one


def fault(markup: str | bytes) -> Fault:
    got = read_feed(markup.encode() if isinstance(markup, str) else markup, AT)
    assert isinstance(got, Fault), got
    return got


def test_an_item_of_rss() -> None:
    one = item(
        "<title>Talks resume</title><link>https://harbour.example/1</link><guid isPermaLink='false'>n-1</guid>"
        "<pubDate>Tue, 03 Mar 2020 23:30:00 -0500</pubDate><description>&lt;p&gt;The envoy &lt;b&gt;arrived&lt;/b&gt;.</description>"
        "<content:encoded><![CDATA[<p>The envoy arrived & left.</p>]]></content:encoded>"
    )
    assert one == Item(
        link="https://harbour.example/1",
        title="Talks resume",
        id="n-1",
        published=date(2020, 3, 3),
        source=None,
        feed="Harbour News",
        summary="The envoy arrived .",
        content="<p>The envoy arrived & left.</p>",
    )
    assert one.outlet == "Harbour News"


def test_an_entry_of_atom() -> None:
    one = item(
        "<title type='html'>Talks &lt;i&gt;resume&lt;/i&gt;</title><id>tag:1</id><published>2020-03-03T23:30:00-05:00</published>"
        "<updated>2020-03-09T00:00:00Z</updated><link rel='self' href='/self'/><link rel='enclosure' href='/a.mp3'/>"
        "<link rel='alternate' type='application/pdf' href='/1.pdf'/><link href='/1'/><summary>The envoy arrived.</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>The <em>envoy</em> arrived.</p></div></content>",
        ATOM,
    )
    assert (one.title, one.id, one.link) == ("Talks resume", "tag:1", "https://harbour.example/1")
    assert (one.published, one.summary, one.feed) == (date(2020, 3, 3), "The envoy arrived.", "Harbour News")
    assert one.content is not None
    assert "<p>The <em>envoy</em> arrived.</p>" in one.content


def test_an_item_of_rss_1() -> None:
    (one,) = items(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour News</title></channel>'
        "<item><title>Talks</title><link>https://harbour.example/1</link><dc:date>2020-03-03</dc:date></item></rdf:RDF>"
    )
    assert (one.title, one.link, one.published, one.feed) == (
        "Talks",
        "https://harbour.example/1",
        date(2020, 3, 3),
        "Harbour News",
    )


def test_the_source_that_an_item_names_goes_before_the_feed() -> None:
    one = item('<title>Talks fail - Coast Post</title><source url="https://coast.example">Coast Post</source>')
    assert (one.source, one.outlet, one.title) == ("Coast Post", "Coast Post", "Talks fail")
    other = item("<source><id>x</id><title>Coast Post</title></source>", ATOM)
    assert (other.source, other.outlet, other.feed) == ("Coast Post", "Coast Post", "Harbour News")


def test_what_an_item_does_not_state_stays_unknown() -> None:
    """The feed's own date is not the item's, and Atom's `updated` is no day of publication."""
    one = item("")
    assert [getattr(one, f.name) for f in fields(one) if f.name != "feed"] == [None] * 7
    assert item("<updated>2020-03-03T00:00:00Z</updated>", ATOM).published is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tue, 03 Mar 2020 23:30:00 -0500", date(2020, 3, 3)),
        ("3 Mar 2020 10:00 GMT", date(2020, 3, 3)),
        ("2020-03-03T23:30:00-05:00", date(2020, 3, 3)),
        ("2020-03-03", date(2020, 3, 3)),
        ("Wed, 03 Mar 2020 10:00:00 GMT", None),  # it was a Tuesday
        ("Tue, 31 Feb 2020 10:00:00 GMT", None),
        ("03/04/2020", None),
        ("yesterday", None),
        ("", None),
        ("Tue, 03 Mar 99999 10:00:00 GMT", None),
    ],
)
def test_a_day_is_the_one_that_is_written_or_none(words: str, day: date | None) -> None:
    assert item(f"<pubDate>{words}</pubDate>").published == day


@pytest.mark.parametrize(
    ("inner", "link"),
    [
        ("<link>/1?a=1&b=2</link>", "https://harbour.example/1?a=1&b=2"),
        ("<link>\n https://other.example/1 \n</link>", "https://other.example/1"),
        ("<guid>https://harbour.example/2</guid>", "https://harbour.example/2"),
        ("<guid isPermaLink='false'>https://harbour.example/2</guid>", None),
        ("<guid>n-2</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>http://[::1</link>", None),
        ("<link xml:base='https://coast.example/a/'>b</link>", "https://coast.example/a/b"),
    ],
)
def test_a_link_is_a_whole_address_or_none(inner: str, link: str | None) -> None:
    assert item(inner).link == link


def test_what_many_feeds_get_wrong_is_mended() -> None:
    one = item("<title>Fish &amp; ships &nbsp;& caf&eacute; &unknown; &#8211; &#0;&#x1f;\x07end</title>")
    assert one.title == "Fish & ships & café &unknown; – end"


def test_an_extension_without_a_declaration_does_no_harm() -> None:
    assert item("<media:thumbnail url='x'/><title>Talks</title><dc:title>Other</dc:title>").title == "Talks"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ((RSS % "<item><title>Café “talks”</title></item>").encode("utf-8-sig"), None),
        ((RSS % "<item><title>Café “talks”</title></item>").encode("utf-16"), None),
        ((RSS % "<item><title>Café “talks”</title></item>").replace("UTF-8", "windows-1252").encode("cp1252"), None),
        (
            (RSS % "<item><title>Café “talks”</title></item>").replace('encoding="UTF-8"', "").encode("cp1252"),
            "windows-1252",
        ),
    ],
)
def test_a_feed_is_read_in_its_encoding(data: bytes, charset: str | None) -> None:
    got = read_feed(data, AT, charset=charset)
    assert isinstance(got, Feed)
    assert [one.title for one in got.items] == ["Café “talks”"]


# Feeds that are not whole

THREE = RSS % "".join(f"<item><title>Tälks {n}</title><link>/{n}</link></item>\n" for n in (1, 2, 3))


def test_a_feed_cut_off_keeps_the_whole_items_before_the_cut() -> None:
    """At every byte: each item is there as a whole or not at all, and only the whole feed has no fault."""
    whole = feed(THREE).items
    data = THREE.encode()
    for end in range(len(data.rstrip())):
        got = read_feed(data[:end], AT)
        if isinstance(got, Fault):
            continue
        assert len(got.faults) == 1, end
        assert got.items == whole[: len(got.items)] or got.title is None, end
        assert data[:end].count(b"</item>") == len(got.items), end


def test_the_fault_of_a_cut_says_how_much_was_read() -> None:
    got = feed(THREE[: THREE.index("Tälks 3")])
    assert [one.title for one in got.items] == ["Tälks 1", "Tälks 2"]
    assert got.faults[0].place == AT
    assert got.faults[0].found.startswith("a feed that breaks off after 2 whole items")


def test_markup_that_breaks_ends_the_feed_before_it() -> None:
    got = feed(
        RSS % "<item><title>One</title></item><item><title>Two <b>bold</title></item><item><title>Three</title></item>"
    )
    assert [one.title for one in got.items] == ["One"]
    assert "mismatch" in got.faults[0].found


# What is no feed

NO_FEEDS = {
    "nothing": (b"", "no text"),
    "text": (b"Talks go on.", "text that is no XML"),
    "JSON": (b'{"items": []}', "text that is no XML"),
    "an image": (b"\x89PNG\r\n", "a PNG image"),
    "zeros": (b"\0" * 100, "binary"),
    "a page": (b"<!-- x --><!DOCTYPE html><html><p>Talks", "an HTML page"),
    "a page in XML": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "an HTML page"),
    "other XML": (b"<urlset><url/></urlset>", "XML that begins with <urlset>"),
    "no element": (b"<!-- only this -->", "XML that cannot be read"),
    "half an element": (b"<rss", "XML that cannot be read"),
}


@pytest.mark.parametrize("situation", NO_FEEDS)
def test_what_is_no_feed_is_a_fault(situation: str) -> None:
    data, found = NO_FEEDS[situation]
    one = fault(data)
    assert found in one.found
    assert (one.place, one.accepted) == (AT, "an RSS or Atom feed")


def test_a_page_in_place_of_a_feed_tells_which_feeds_it_names() -> None:
    one = fault(
        '<html><head><link rel="alternate" href="/rss.xml" title="News" type="application/rss+xml"></head></html>'
    )
    assert one.remedy == "The page names: https://harbour.example/rss.xml"


def test_a_feed_without_items_is_a_feed() -> None:
    assert items(RSS % "") == ()


# Hostile feeds


def test_an_entity_bomb_is_refused_at_once() -> None:
    """Whoever lets it go off does not come back: it is ten to the eleventh times three letters."""
    names = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{names}]>' + (THREE.split("?>", 1)[1]).replace(
        "Tälks", "&l11;"
    )
    one = fault(bomb)
    assert one.found == "a feed that declares entities of its own"


def test_a_file_of_the_reader_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    for declared in (f'<!ENTITY x SYSTEM "file://{secret}">', f'<!ENTITY % x SYSTEM "file://{secret}"> %x;'):
        got = read_feed(f"<!DOCTYPE rss [{declared}]>{THREE.split('?>', 1)[1].replace('Tälks', '&x;')}".encode(), AT)
        assert "secret" not in str(got).replace(str(secret), "")
        assert isinstance(got, Fault)


def test_a_doctype_elsewhere_is_not_asked_for(server: Server) -> None:
    """RSS 0.91 names its document type by an address."""
    got = feed(f'<!DOCTYPE rss SYSTEM "{server.at("/rss.dtd")}">{THREE.split("?>", 1)[1]}')
    assert len(got.items) == 3
    assert server.asked == []


def test_nesting_without_end_is_a_fault() -> None:
    got = feed(RSS % ("<item><title>One</title></item>" + "<item>" * 100_000))
    assert ([one.title for one in got.items], len(got.faults)) == (["One"], 1)


@pytest.mark.parametrize(
    "piece", ["&", "<![CDATA[", "<!--", "<item>", "<item/>", "&amp;", "&a", "<link ", "<a b='", "]]>"]
)
def test_time_grows_with_size_alone(piece: str) -> None:
    grown = growth(lambda n: (RSS % (piece * n)).encode(), lambda sent: read_feed(sent, AT), 1_000, 16_000)
    assert grown.is_near_linear, grown


@pytest.mark.parametrize("form", ["<html>%s", "%s<feed/>", ATOM])
@pytest.mark.parametrize(
    "piece", [" ", "<!--", "<?xml ", "<link ", "<link type='application/rss+xml' ", "<link type='a' href ", "href  ="]
)
def test_so_it_does_of_pages_and_of_what_stands_before_a_feed(form: str, piece: str) -> None:
    grown = growth(lambda n: (form % (piece * n)).encode(), lambda sent: read_feed(sent, AT), 500, 8_000)
    assert grown.is_near_linear, grown


@pytest.mark.parametrize("form", ["%s<feed/>", "%s<p>no feed</p>"])
def test_any_number_of_comments_may_stand_before_a_feed(form: str) -> None:
    """The sizes are small: tried as the end of each other, a hundred comments would take hours."""
    grown = growth(lambda n: (form % ("<!-- x -->" * n)).encode(), lambda sent: read_feed(sent, AT), 6, 48)
    assert grown.is_near_linear, grown


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>&;/!-[]=' \"#xitemrsdocanl?\u00e9\0\n", max_size=120), st.integers(0, 700))
def test_no_feed_raises(noise: str, at: int) -> None:
    got = read_feed((THREE[:at] + noise + THREE[at:]).encode(), AT)
    assert isinstance(got, Fault | Feed)


# Items become reports

SENTENCE = "The envoy said that both sides would meet again in the harbour on Monday to go on with the talks. "
LONG = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p>"
PAGE = (
    '<!doctype html><html><head><title>Talks resume | Page Post</title><meta property="og:site_name" content="Page Post">'
    f'<meta name="date" content="2020-03-09"></head><body><article><h1>Talks resume today</h1>{LONG}</article></body></html>'
)


def never(address: str) -> Answer:
    raise AssertionError(f"{address} was asked for")


def report(one: Item, fetch: object = never) -> Report:
    got = report_of_item(one, place=AT, fetched=NOW, fetch=fetch)  # type: ignore[arg-type]
    assert isinstance(got, Report), got
    return got


def test_an_item_with_its_text_is_a_report_without_another_question() -> None:
    one = Item("https://h.example/1", "Talks & tides", "n-1", date(2020, 3, 3), None, "Harbour News", None, LONG)
    got = report(one)
    assert got.text.startswith("Talks & tides\n\nThe envoy said")
    assert (got.outlet, got.published, got.url, got.given_id) == (
        "Harbour News",
        date(2020, 3, 3),
        "https://h.example/1",
        "n-1",
    )
    assert (got.title, got.fetched, got.received, got.place) == (
        "Talks & tides",
        NOW,
        LONG.encode(),
        "https://h.example/1",
    )


def test_the_page_of_an_item_is_fetched_where_the_feed_has_no_text(server: Server) -> None:
    server.pages["/r/1"] = answer(status="302 Found", Location="/talks")
    server.pages["/talks"] = answer(PAGE.encode())
    one = Item(server.at("/r/1"), "Talks", "n-1", date(2020, 3, 3), "Coast Post", "Harbour News")
    got = report(one, Fetcher(limits=Limits(pause=0), allow_private=True).fetch)
    assert (got.outlet, got.published, got.url) == ("Coast Post", date(2020, 3, 3), server.at("/r/1"))
    assert (got.place, got.received, got.title) == (server.at("/talks"), PAGE.encode(), "Talks resume today")
    assert SENTENCE.strip() in got.text


def test_what_the_item_does_not_state_the_page_may_and_the_feed_comes_last() -> None:
    def fetch(address: str) -> Answer:
        return Fetched(address, NOW, (PAGE if address.endswith("1") else f"<html><body>{LONG}").encode(), "text/html")

    stated = report(Item("https://h.example/1", feed="Harbour News"), fetch)
    assert (stated.outlet, stated.published) == ("Page Post", date(2020, 3, 9))
    silent = report(Item("https://h.example/2", title="Talks", feed="Harbour News"), fetch)
    assert (silent.outlet, silent.published, silent.title) == ("Harbour News", None, "Talks")


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (LONG, True),
        (None, False),
        ("<p>The envoy arrived.</p>", False),
        (LONG + "<p>Talks …</p>", False),
        (LONG + "&hellip;", False),
        (LONG + "<a href='x'>Continue reading Talks resume</a>", False),
        (LONG + "[...]", False),
        (LONG + "<p>He said no more than that, and would not say when.</p>", True),
    ],
)
def test_a_teaser_is_no_text(content: str | None, whole: bool) -> None:
    assert carries_text(Item(content=content)) is whole


def test_an_item_whose_page_cannot_be_had_is_that_fault() -> None:
    gone = Fault("https://h.example/1", "the answer 410 Gone", "a", "r")
    assert report_of_item(Item("https://h.example/1"), place=AT, fetched=NOW, fetch=lambda address: gone) == gone


def test_an_item_with_neither_link_nor_text_is_a_fault() -> None:
    got = report_of_item(Item(title="Talks"), place=AT, fetched=NOW, fetch=never)
    assert isinstance(got, Fault)
    assert got.found == "an item without a link or a text (Talks)"
