"""RSS and Atom -> items (the only lxml import).

One parser reads RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom 0.3 and 1.0, since their elements have names of their own. It
reads strictly, so that every item it yields stood in the feed as a whole; where the feed breaks off, the items before
stay. What many feeds get wrong without harm is mended first: `&` alone, and HTML's names of characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape, unescape
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from accords.documents.encoding import decode
from accords.documents.metadata import day_of
from accords.vocabulary import Fault

_ACCEPTED = "an RSS or Atom feed"
_ROOTS = frozenset({"rss", "RDF", "feed"})
_ITEMS = frozenset({"item", "entry"})
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN_CORE = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"})
# No namespace at all, those of RSS before and after RSS 2.0, and those of Atom.
_PLAIN = frozenset(
    {
        None,
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
    }
)
# Neither goes beyond the next `<`: from each of many beginnings to an end far off would be quadratic.
_XML_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>")
_XML_ENCODING = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
# Atomic: the end of a comment is the next `-->`, and no later one is tried.
_PAGE = re.compile(r"\s*(?>(?:<!--.*?-->\s*){0,5})<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LINKED_FEED = re.compile(
    r"<link\b(?=[^<>]*\btype\s*=\s*[\"']application/(?:rss|atom)\+xml)[^<>]*\bhref\s*=\s*[\"']([^\"'<>]+)",
    re.IGNORECASE,
)
# CDATA and comments are left as they are; any other `&` is judged by what follows it.
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,40});)?", re.DOTALL
)
_OWN_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAG = re.compile(r"<[^>]{1,2000}>")
_WEEKDAY = re.compile(r"\s*([A-Za-z]{3})[a-z]*\s*,")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PIECE = 32_768  # characters handed to the parser at once


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed, as the feed states it; `None` where it states nothing.

    `source` is the publisher that the item itself names (RSS `source`, Atom `source/title`), as collections of other
    outlets' reports do; `feed` is the feed's own title. `published` is the day as written, not shifted to Greenwich;
    Atom's `updated` is no day of publication. `content` is the full text as HTML, `summary` plain text.
    """

    link: str | None = None
    title: str | None = None
    id: str | None = None
    published: date | None = None
    source: str | None = None
    feed: str | None = None
    summary: str | None = None
    content: str | None = None

    @property
    def outlet(self) -> str | None:
        """Who published the report: the source that the item names, else the feed."""
        return self.source if self.source is not None else self.feed


@dataclass(frozen=True, slots=True)
class Feed:
    """The items in the order of the feed; `faults` say where it broke off and what it lacks."""

    title: str | None
    items: tuple[Item, ...]
    faults: tuple[Fault, ...] = ()


def read_feed(data: bytes, address: str, *, charset: str | None = None) -> Feed | Fault:
    """The items of a feed; what is no feed is a fault. `address` is its place, and where its links start from.

    `charset` is the one that came with the bytes. Nothing outside the feed is read for it, and a feed that declares
    entities is refused: they serve only to make a feed larger than it is, or to read files of the reader.
    """
    found = _XML_ENCODING.search(data, 0, 400)
    decoded = decode(_whole_characters(data), address, declared=charset or (found[1].decode() if found else None))
    if isinstance(decoded, Fault):
        return Fault(address, decoded.found, _ACCEPTED, "Check the address.")
    text = _XML_DECLARATION.sub("", decoded.text, count=1)
    if _PAGE.match(text):
        return _page_fault(text, address)
    if not text.lstrip().startswith("<"):
        found_text = "no text" if not text.strip() else "text that is no XML"
        return Fault(address, found_text, _ACCEPTED, "Check the address.")
    return _parsed(_CONTROL.sub("", _AMPERSAND.sub(_mended, text)), address)


def _parsed(text: str, address: str) -> Feed | Fault:
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        base_url=address, encoding="utf-8", remove_comments=True, remove_pis=True,
    )  # fmt: skip
    title: str | None = None
    items: list[Item] = []
    depth, broken, begun = 0, None, False
    for start in range(0, len(text), _PIECE):
        try:
            parser.feed(text[start : start + _PIECE].encode("utf-8", "replace"))
        except etree.XMLSyntaxError as error:
            broken = str(error.msg)
        for event, element in parser.read_events():
            if event == "start":
                depth += 1
                if not begun:
                    begun = True
                    if refused := _refused(element, address):
                        return refused
                continue
            depth -= 1
            name, plain = _local(element), _namespace(element) in _PLAIN
            if plain and name in _ITEMS and _of_channel(element):
                items.append(_item(element, address))
                element.clear(keep_tail=False)
            elif plain and name == "title" and title is None and _is_channel(element.getparent()):
                title = _words(element)
        if broken or (begun and depth == 0):
            break
    if not begun:
        return Fault(
            address, f"XML that cannot be read ({broken or 'it has no element'})", _ACCEPTED, "Check the address."
        )
    faults = () if depth == 0 else (_cut(address, len(items), broken),)
    return Feed(title, tuple(_of_feed(item, title) for item in items), faults)


def _refused(root: Any, address: str) -> Fault | None:
    """What speaks against a feed at its first element, before anything in it has been read."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        remedy = "Name another feed, and tell the publisher of this one."
        return Fault(address, "a feed that declares entities of its own", "a feed without them", remedy)
    if _local(root) not in _ROOTS:
        kind = "an HTML page" if _local(root).lower() == "html" else f"XML that begins with <{_local(root)[:60]}>"
        return Fault(address, kind, _ACCEPTED, "Check the address.")
    return None


def _page_fault(text: str, address: str) -> Fault:
    named = [urljoin(address, found[1]) for found in _LINKED_FEED.finditer(text[:200_000])][:3]
    remedy = f"The page names: {', '.join(named)}" if named else "Look on the page for a link called RSS or feed."
    return Fault(address, "an HTML page", _ACCEPTED, remedy)


def _cut(address: str, count: int, broken: str | None) -> Fault:
    whole = f"{count} whole item{'' if count == 1 else 's'}"
    found = f"a feed that breaks off after {whole}" + (f" ({broken})" if broken else "")
    return Fault(address, found, "a feed that is whole", "What stands before is read; the rest is asked for next time.")


def _item(element: Any, address: str) -> Item:
    found: dict[str, str] = {}
    published: date | None = None
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name, namespace = _local(child), _namespace(child)
        if namespace == _CONTENT and name == "encoded":
            found.setdefault("content", child.text or "")
        elif namespace in _DUBLIN_CORE and name in ("date", "issued"):
            published = published or _day(_words(child))
        elif namespace not in _PLAIN:
            continue
        elif name in ("pubDate", "published", "issued"):
            published = _day(_words(child)) or published
        elif name == "content":
            found.setdefault("content", _markup(child))
        elif name == "source":
            found.setdefault("source", _source(child) or "")
        elif name in ("description", "summary"):
            found.setdefault("summary", _unmarked(_markup(child)))
        elif name == "title":
            found.setdefault("title", _unmarked(_markup(child)))
        elif name in ("guid", "id"):
            found.setdefault("id", _words(child) or "")
            if name == "guid" and child.get("isPermaLink", "true").lower() == "true":
                found.setdefault("permalink", _words(child) or "")
    link = _link(element, address) or _http(found.get("permalink"), address, relative=False)
    title, source = found.get("title") or None, found.get("source") or None
    if title and source and title.endswith(f" - {source}"):  # what collections add to the headlines of others
        title = title.removesuffix(f" - {source}")
    content = found.get("content", "").strip() or None
    return Item(
        link, title, found.get("id") or None, published, source, None, found.get("summary") or None, content
    )  # fmt: skip


def _of_feed(item: Item, title: str | None) -> Item:
    return Item(item.link, item.title, item.id, item.published, item.source, title, item.summary, item.content)


def _link(element: Any, address: str) -> str | None:
    """The address of the item's page: of Atom's links the alternate, HTML before other types; of RSS the text."""
    best: tuple[int, str] | None = None
    for child in element:
        if not isinstance(child.tag, str) or _local(child) != "link" or _namespace(child) not in _PLAIN:
            continue
        href, rank = child.get("href"), 0
        if href is not None:
            if child.get("rel", "alternate") != "alternate":
                continue
            rank = 0 if child.get("type", "text/html") in ("text/html", "application/xhtml+xml") else 1
        link = _http(href if href is not None else child.text, child.base or address)
        if link and (best is None or rank < best[0]):
            best = (rank, link)
    return best[1] if best else None


def _http(words: str | None, base: str, *, relative: bool = True) -> str | None:
    words = "".join((words or "").split())
    if not words:
        return None
    try:
        link = urljoin(base, words) if relative else words
    except ValueError:
        return None
    return link if re.match(r"https?://[^/]", link, re.IGNORECASE) else None


def _source(element: Any) -> str | None:
    """RSS names the publisher in the text of `source`, Atom in a title inside it."""
    for child in element:
        if isinstance(child.tag, str) and _local(child) == "title":
            return _words(child)
    return _words(element) if len(element) == 0 else None


def _markup(element: Any) -> str:
    """The content of a text construct as HTML: escaped in the feed, written out in it, or plain."""
    kind = (element.get("type") or "").lower()
    mode = element.get("mode", "")
    if (
        element.get("src")
        or "base64" in mode
        or (kind.count("/") and not kind.startswith("text/") and "html" not in kind)
    ):
        return ""  # elsewhere, or no text
    if len(element):
        inner = escape(element.text or "", quote=False)
        return inner + "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    text = element.text or ""
    is_atom = _namespace(element) in ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
    return escape(text, quote=False) if is_atom and kind in ("", "text", "text/plain") and mode != "escaped" else text


def _unmarked(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def _day(words: str | None) -> date | None:
    """The day of an RFC 822 or ISO date as written; none where its weekday is another day's."""
    if not words:
        return None
    if day := day_of(words):
        return day
    try:
        day = parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    weekday = _WEEKDAY.match(words)
    return None if weekday and weekday[1].lower() != _WEEKDAYS[day.weekday()] else day


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _namespace(element: Any) -> str | None:
    return str(element.tag)[1:].partition("}")[0] if str(element.tag).startswith("{") else None


def _is_channel(element: Any) -> bool:
    return element is not None and _local(element) in ("channel", "feed")


def _of_channel(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and _local(parent) in ("channel", "feed", "RDF", "rss")


def _mended(match: re.Match[str]) -> str:
    found, number, name = match[0], match[1], match[2]
    if found.startswith("<") or name in _OWN_NAMES:
        return found
    if number is not None:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        return f"&#{code};" if allowed else ""
    if name is not None and f"{name};" in html5:
        return escape(html5[f"{name};"], quote=False)
    return f"&amp;{found[1:]}"


def _whole_characters(data: bytes) -> bytes:
    """`data` without the beginning of a character of UTF-8 at its end, which a cut leaves there."""
    reader = codecs.getincrementaldecoder("utf-8")()
    try:
        reader.decode(data)
    except UnicodeDecodeError:
        return data
    rest = reader.getstate()[0]
    return data[: len(data) - len(rest)] if rest else data
