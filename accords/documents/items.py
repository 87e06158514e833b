"""An item of a feed -> Report: from the feed itself where it carries the full text, else from the page it links to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import escape

from accords.documents.answer import Fetch
from accords.documents.feeds import Item
from accords.documents.metadata import NOTHING, Given
from accords.documents.received import report_of_answer, report_of_bytes
from accords.documents.report import Report
from accords.vocabulary import Fault

# Words; what is shorter is seldom a whole report, and the page costs one request.
_WHOLE = 80
_TAG = re.compile(r"<[^>]{1,2000}>")
_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[\W*\]|\b(?:read (?:more|on|the (?:full|rest)\b.{0,40})|continue reading\b.{0,80}|more))\W*$",
    re.IGNORECASE | re.DOTALL,
)


def carries_text(item: Item) -> bool:
    """True where the item holds its report as a whole, by its length and by an end that promises no more."""
    if item.content is None:
        return False
    words = _TAG.sub(" ", item.content).replace("&hellip;", "…").replace("&#8230;", "…").split()
    return len(words) >= _WHOLE and not _GOES_ON.search(" ".join(words[-20:]))


def report_of_item(item: Item, *, place: str, fetched: datetime, fetch: Fetch, user: Given = NOTHING) -> Report | Fault:
    """The report of an item of the feed at `place`, which was fetched at `fetched`.

    Its page is asked for where the feed has no full text. Its url is the item's link, wherever that leads; its place
    is where it stood in the end. Publisher, day and link that the item states go before the page's own statements,
    and those before the feed's title. The bytes kept are the page's, or the content's in UTF-8.
    """
    stated = Given(outlet=item.source, published=item.published, url=item.link)
    otherwise = Given(outlet=item.feed, title=item.title)
    if not carries_text(item) and item.link is not None:
        answer = fetch(item.link)
        return report_of_answer(
            answer, place=item.link, user=user, stated=stated, otherwise=otherwise, given_id=item.id
        )  # fmt: skip
    if item.content is None:
        found = f"an item without a link or a text ({item.title or item.id or 'nor a title'})"
        return Fault(place, found, "items with the address of a page, or a full text", "Nothing can be read of it.")
    content = item.content.encode("utf-8", "replace")
    report = report_of_bytes(
        _page(item).encode("utf-8", "replace"),
        place=item.link or place,
        user=user,
        stated=stated,
        otherwise=otherwise,
        given_id=item.id,
        is_page=True,
        charset="utf-8",
        fetched=fetched,
    )
    return report if isinstance(report, Fault) else replace(report, received=content)


def _page(item: Item) -> str:
    title = f"<title>{escape(item.title)}</title>" if item.title else ""
    return f"<!DOCTYPE html><html><head>{title}</head><body><article>{item.content}</article></body></html>"
