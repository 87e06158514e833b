"""What a page is made of, as a parser sees it: elements, attributes, addresses, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote

from lxml import html as parser

from accords.presentation.wording import escaped, line_of
from accords.vocabulary.actor import fold
from tests.presentation.pages.hostile import BEGIN, ELSEWHERE

# What no page may hold as it is: it moves the cursor, turns what follows, or is not seen.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\uf8ff\U000e0000-\U000e0fff]"
)
_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "{http://www.w3.org/1999/xlink}href",
    "xlink:href",
    "data",
    "srcdoc",
    "poster",
)
_REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list")
# A path of ours, a place, a query; or a file beside.
_OURS = re.compile(r"/(?![/\\])|#|\?|(?:\.\./)*[\w/-][\w./-]*(?:#|\Z)", re.A)

_NAME = re.compile(rf"{BEGIN}[a-z]*")

# Told to those alone who hear the page; two texts word by word, in which words of both stand among one another.
_UNTOLD = {"hidden", "pair", "same"}
Shape = tuple[str, tuple[str, ...]]


class LookedAt:
    """A page after parsing. `faults` is empty of a page in which nothing hostile was taken for anything but words."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.tree = parser.document_fromstring(page)

    @cached_property
    def elements(self) -> list[parser.HtmlElement]:
        return [one for one in self.tree.iter() if isinstance(one.tag, str)]

    @cached_property
    def shapes(self) -> set[Shape]:
        """Each element with the names of its attributes, those left out that stand in the same element or not by what is told."""
        return {(one.tag, tuple(sorted(one.attrib))) for one in self.elements}

    @cached_property
    def ids(self) -> list[str]:
        return [own for one in self.elements if (own := one.get("id")) is not None]

    @cached_property
    def words(self) -> str:
        """What is read on the page, on one line; what is told to those alone who hear it left out."""
        return " ".join("".join(_texts(self.tree)).split())

    @cached_property
    def main(self) -> str:
        """The same without what stands around every page."""
        return " ".join("".join(_texts(self.tree.find(".//main"))).split())

    @cached_property
    def attributes(self) -> str:
        """All that stands in attributes for readers."""
        told = (one.get(name) for one in self.elements for name in ("title", "aria-label", "value", "placeholder"))
        return " ".join(" ".join(filter(None, told)).split())

    def hrefs(self) -> Iterator[str]:
        yield from (href for one in self.elements if (href := one.get("href") or one.get("xlink:href")) is not None)

    def faults(self, scripts: Iterable[str] = ("/script.js",)) -> list[str]:
        found = list(self._of_markup(list(scripts)))
        if match := UNSEEN.search(self.page):
            found.append(f"unseen: {self.page[max(0, match.start() - 60) : match.end() + 20]!a}")
        if twice := {own for own in self.ids if self.ids.count(own) > 1}:
            found.append(f"ids that stand twice: {sorted(twice)[:3]}")
        found += [f"no id: {own!r}" for own in self.ids if not own or re.search(r"\s", own)]
        there = set(self.ids)
        for one in self.elements:
            for name in _REFERRING:
                found += [f"{name} leads nowhere: {own}" for own in (one.get(name) or "").split() if own not in there]
            href = one.get("href") or ""
            if href.startswith("#") and len(href) > 1 and unquote(href[1:]) not in there:
                found.append(f"no such place: {href[:80]}")
        return found

    def _of_markup(self, scripts: list[str]) -> Iterator[str]:
        for one in self.tree.iter():
            if not isinstance(one.tag, str):
                yield f"a comment or the like: {str(one)[:80]}"
        for one in self.elements:
            if one.tag == "script" and one.get("type") != "application/json":
                if one.get("src") not in scripts or (one.text or "").strip():
                    yield f"a script: {one.get('src')} {(one.text or '')[:60]}"
            elif one.tag in (
                "style",
                "iframe",
                "object",
                "embed",
                "base",
                "img",
                "noembed",
                "template",
                "math",
                "plaintext",
            ):
                yield f"an element <{one.tag}>"
            elif one.tag == "meta" and one.get("http-equiv") not in (None, "Content-Security-Policy"):
                yield f"meta {one.get('http-equiv')}"
            for name, value in one.attrib.items():
                if name.startswith("on") or name in ("style", "srcdoc", "autofocus", "formaction"):
                    yield f"an attribute {name}={value[:60]!r} of <{one.tag}>"
                elif name in _ADDRESSES and not _OURS.match(value):
                    away = (
                        one.tag == "a" and value.startswith(f"{ELSEWHERE}/") and one.get("rel") == "noopener noreferrer"
                    )
                    if not away:
                        yield f"an address {name}={value[:80]!r} of <{one.tag}>"


def _texts(element: parser.HtmlElement) -> Iterator[str]:
    if (
        isinstance(element.tag, str)
        and element.tag not in ("script", "head")
        and not _UNTOLD & {*(element.get("class") or "").split()}
    ):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def broken(text: str, words: Iterable[str]) -> list[str]:
    """Where in the text a hostile word begins and is not there letter for letter as a reader is to see it, up to where it is cut (`…`)."""
    # Whatever counts as a space may have become one before, in a list or a file of ours, and places are compared as names are.
    ways = (escaped, line_of, lambda told: escaped(" ".join(told.split())), lambda told: escaped(fold(told)))
    wanted = {" ".join(seen(told).split()).casefold() for told in words for seen in ways}
    text = text.casefold()
    by_name: dict[str, list[str]] = {}
    for one in wanted:
        by_name.setdefault(_NAME.match(one)[0], []).append(one)
    found = []
    for match in _NAME.finditer(text):
        if not any(_is_there(text, match.start(), one) for one in by_name.get(match[0], ())):
            found.append(text[match.start() : match.start() + 200])
    return found


def _is_there(text: str, at: int, word: str) -> bool:
    if text.startswith(word, at):
        return True
    same = next((n for n, (a, b) in enumerate(zip(text[at : at + len(word)], word, strict=False)) if a != b), 0)
    return text[at + same : at + same + 2].lstrip().startswith("…")
