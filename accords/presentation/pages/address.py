"""An address says where a page stands, whether an app serves it, it is a file of a site, or a part of one file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import quote, urlencode

LEAF = "leaf"  # the word of a query, and of a file's name, for one part of a long list


@dataclass(frozen=True, slots=True)
class Address:
    """`kind` is a kind of page, `own` the id of what it shows (empty for kinds of which there is one page).

    `asked` are words of a query, in order. `place` is the id of an element of the page. `form` is `csv`, `xlsx`, `json` or `svg` for
    the page's data in another form, else empty.
    """

    kind: str
    own: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    place: str = ""
    form: str = ""


class Links(Protocol):
    """What stands in `href`; `None` where there is no such page."""

    def __call__(self, address: Address) -> str | None: ...


def in_app(address: Address) -> str | None:
    """The path in an app: `/party/russia?issue=territory#c12`."""
    path = "/" if address.kind == "overview" and not address.form else f"/{address.kind}"
    if address.own:
        path += f"/{quote(address.own, safe='', errors='replace')}"
    if address.form:
        path += f".{address.form}"
    query = f"?{urlencode(address.asked, errors='replace')}" if address.asked else ""
    return f"{path}{query}{_fragment(address)}"


def file_of(address: Address) -> str:
    """The file of a page in a site, with `/` between folders: `party/russia.html`, `timeline.2.html`."""
    own = file_name(address.own)
    name = "index" if address.kind == "overview" and not address.form else address.kind
    leaf = dict(address.asked).get(LEAF, "")
    part = f".{leaf}" if leaf not in ("", "1") else ""
    return f"{f'{address.kind}/{own}' if own else name}{part}.{address.form or 'html'}"


def file_name(own: str) -> str:
    """An id as a part of a file's name, safe on every system: other letters than a-z, digits, `-` are written as their codes.

    Capitals too, since two files may not differ by case alone everywhere. Ids are hashes and slugs: hardly one changes.
    """
    return "".join(c if c.isascii() and (c.islower() or c.isdigit() or c == "-") else f"_{ord(c):x}_" for c in own)


@dataclass(frozen=True, slots=True)
class InSite:
    """Links of the page in `here`, a file of a site: relative ones, so that the site opens from a disk.

    `kinds` are those that the site has, `data` those of which it has data in other forms. What only a server can answer (a query
    other than a leaf) leads nowhere.
    """

    here: str
    kinds: Collection[str]
    data: Collection[str] = ()

    def __call__(self, address: Address) -> str | None:
        there = self.data if address.form else self.kinds
        if address.kind not in there or _asks_a_server(address):
            return None
        up = "../" * self.here.count("/")
        return f"{up}{file_of(address)}{_fragment(address)}"


@dataclass(frozen=True, slots=True)
class InSingle:
    """Links inside one file, where every page is an element (`element_of`), and the places of a page carry its name."""

    kinds: Collection[str]

    def __call__(self, address: Address) -> str | None:
        if address.kind not in self.kinds or address.form or _asks_a_server(address):
            return None
        return f"#{quote(element_of(address), safe='/~')}"


def element_of(address: Address) -> str:
    """The id of a page, or of a place of it, as an element of a single file: `/party/russia`, `/report/ab12~c7`."""
    page = file_of(replace(address, form="")).removesuffix(".html")
    return f"/{page}~{address.place}" if address.place else f"/{page}"


def _asks_a_server(address: Address) -> bool:
    """True of anything but a leaf by its number: of a long list files hold the parts, not the whole."""
    return any(name != LEAF or not value.isdigit() for name, value in address.asked)


def _fragment(address: Address) -> str:
    return f"#{quote(address.place, safe='', errors='replace')}" if address.place else ""
