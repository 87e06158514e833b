"""An HTML page -> its article as plain text, and what the page states of it (the only trafilatura import).

The text is trafilatura's; outlet, title, day and address are read here from the page's own statements, since
trafilatura fills what is missing with guesses (a site's name out of the title, a day out of the text).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from trafilatura import bare_extraction, load_html
from trafilatura.settings import DEFAULT_CONFIG

from accords.documents.dateline import full_date
from accords.documents.metadata import Given, day_of
from accords.vocabulary import Fault

# Short articles keep their paragraphs: below its default of 250 characters trafilatura joins all text of the page.
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
# What trafilatura would log to the screen, the fault says.
for _name in ("trafilatura", "htmldate", "courlan", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")
_FURNITURE = re.compile(r"javascript|cookies|©|all rights reserved|your browser|\blog in\b", re.IGNORECASE)
_MARKS = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))
_INVISIBLE = re.compile(f"[{''.join(map(chr, _MARKS))}]|&(?:shy|rlm|lrm|zwj|zwnj|#)")
# Elements. The time for a page grows faster than its size: 20,000 short paragraphs were measured at 2 s, 60,000 at 11,
# 150,000 at 121.
_LARGEST = 60_000
_ARTICLE_WORDS = 8  # words in sentences; pages of links, forms and notices have fewer
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Review|Statement")
_DAY_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc:date", "publish-date", "publish_date",
    "publication_date", "pubdate", "date",
)  # fmt: skip
_OUTLET_NAMES = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title", "headline")
_PUBLISHED_CLASS = re.compile(r"\b(?:publish|published|pubdate|entry-date|date-published)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is headline, blank line and article; `given` what the page states (never its language: no request)."""

    text: str
    given: Given


def read_page(markup: str, place: str) -> Page | Fault:
    """The article of a page and its metadata; a page without one is a fault, and so is one of too many elements."""
    none = Fault(
        place,
        "an HTML page without an article",
        "a page with a report in it",
        "Open the page and save the report's own page, or its text as .txt.",
    )
    markup = _DECLARATION.sub("", markup, count=1)
    # trafilatura takes what does not name itself HTML within 50 characters for something else.
    tree = load_html(markup if "<html" in markup[:50].lower() else f"<!DOCTYPE html>\n{markup}")
    if tree is None:
        return none
    elements = sum(1 for _ in tree.iter())
    if elements > _LARGEST:
        remedy = "Save the text of the report as .txt."
        return Fault(place, f"an HTML page of {elements:,} elements", f"at most {_LARGEST:,} elements", remedy)
    given = _stated(tree)
    marks = _stand_ins(markup)
    for element in tree.iter() if marks else ():
        element.text = element.text.translate(marks) if element.text else element.text
        element.tail = element.tail.translate(marks) if element.tail else element.tail
    article = bare_extraction(tree, include_comments=False, config=_CONFIG)
    body = getattr(article, "text", None)
    if not body or not _is_article(body):
        return none
    body = body.translate({stand_in: mark for mark, stand_in in marks.items()})
    if given.title and _flat(body.split("\n", 1)[0]) != _flat(given.title):
        body = f"{given.title}\n\n{body}"
    return Page(body, given)


def _stand_ins(markup: str) -> dict[int, int]:
    """What stands for the marks of direction and joining, which trafilatura drops: Braille patterns not in use."""
    if not _INVISIBLE.search(markup):
        return {}
    free = (code for code in range(0x28FF, 0x2800, -1) if chr(code) not in markup)
    return dict(zip(_MARKS, free, strict=False))


def _is_article(body: str) -> bool:
    sentences = [line for line in body.split("\n") if _SENTENCE.search(line) and not _FURNITURE.search(line)]
    return sum(len(line.split()) for line in sentences) >= _ARTICLE_WORDS


def _flat(words: str) -> str:
    return " ".join(words.split()).casefold()


def _stated(tree: Any) -> Given:
    named = _named(tree)
    linked = list(_linked_data(tree))
    outlet = _first({name: words for name, words in named.items() if "://" not in words}, _OUTLET_NAMES)
    outlet = outlet or _publisher(linked)
    return Given(
        outlet=outlet.lstrip("@") if outlet else None,
        published=_published(tree, named, linked),
        title=_title(tree, named, linked, outlet),
        url=_url(tree, named),
    )


def _named(tree: Any) -> dict[str, str]:
    """The page's meta elements by their name, property or itemprop in lower case; the first of a name counts."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").lower()
            if name and content:
                named.setdefault(name, content)
    return named


def _first(named: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((named[name] for name in names if name in named), None)


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are articles."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            open_values: list[Any] = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while open_values:
            value = open_values.pop(0)
            if isinstance(value, list):
                open_values = value[:50] + open_values
            elif isinstance(value, dict):
                if _ARTICLE_TYPE.search(str(value.get("@type"))):
                    yield value
                open_values += [value[key] for key in ("@graph", "mainEntity") if key in value]


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for article in linked:
        for key in ("publisher", "sourceOrganization"):
            value = article.get(key)
            value = value[0] if isinstance(value, list) and value else value
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str) and name.strip() and "://" not in name:
                return " ".join(name.split())
    return None


def _published(tree: Any, named: dict[str, str], linked: list[dict[str, Any]]) -> date | None:
    """The day that meta elements, JSON-LD or a time element state, in this order; never one out of text or address."""
    said = [article.get("datePublished") for article in linked]
    said += [named[name] for name in _DAY_NAMES if name in named]
    for value in said:
        day = _stated_day(value)
        if day is not None:
            return day
    times = [(time, _stated_day(time.get("datetime") or time.text_content())) for time in tree.iter("time")]
    for time, day in times:
        marks = f"{time.get('itemprop') or ''} {time.get('class') or ''}"
        if day and (time.get("pubdate") is not None or "datePublished" in marks or _PUBLISHED_CLASS.search(marks)):
            return day
    # Unmarked times: those of the article, and only where they agree.
    inside = {
        day
        for time, day in times
        if day is not None
        and next(time.iterancestors("article", "main"), None) is not None
        and "modified" not in f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
    }
    return inside.pop() if len(inside) == 1 else None


def _stated_day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    found = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", value.strip())
    return day_of(found[0]) if found else full_date(" ".join(value.split()))


def _title(tree: Any, named: dict[str, str], linked: list[dict[str, Any]], outlet: str | None) -> str | None:
    headings = [_flat_text(heading) for heading in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    stated = [article.get("headline") for article in linked] + [_first(named, _TITLE_NAMES)]
    stated += [_flat_text(title) for title in tree.iter("title")][:1]
    for title in stated:
        if isinstance(title, str) and title.strip():
            words = " ".join(title.split())
            # "Talks fail | Harbour News": the outlet's name is no part of the headline.
            tail = rf"\s+[|–—·•:-]+\s+{re.escape(outlet)}$" if outlet else r"(?!)"
            return re.sub(tail, "", words, flags=re.IGNORECASE)
    return None


def _flat_text(element: Any) -> str:
    skipped = set(element.iter("script", "style", "noscript"))
    words = [
        text
        for part in element.iter()
        for text in (
            (part.text if part not in skipped and isinstance(part.tag, str) else None),
            part is not element and part.tail,
        )
        if text
    ]
    return " ".join("".join(words).split())


def _url(tree: Any, named: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in (*links, named.get("og:url")):
        if address and re.match(r"https?://", address.strip()):
            return str(address.strip())
    return None
