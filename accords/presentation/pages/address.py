"""An address says where a page stands, whether an app serves it, it is a file of a site, or a part of one file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import quote, urlencode

LEAF = "leaf"  # the word of a query, and of a file's name, for one part of a long list
# Letters of an id, or of a file's name. Servers refuse addresses of a book's length, and file systems names over 255 bytes; a
# report can make an id of any length, since ids are made of names.
LONGEST = 120
# No file of Windows is called so, whatever its ending ("Naming Files, Paths, and Namespaces", Microsoft).
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_DOTS = re.compile(r"/*\.{1,2}")
_CUT = re.compile(r".*~[0-9a-f]{16}", re.S)


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
        path += f"/{quote(in_path(address.own), safe='', errors='replace')}"
    if address.form:
        path += f".{address.form}"
    query = f"?{urlencode(address.asked, errors='replace')}" if address.asked else ""
    return f"{path}{query}{_fragment(address)}"


def in_path(own: str) -> str:
    """An id as a path has it. A browser takes `..` for the folder above: a slash is put before it; a long one is told by how it begins
    and a digest."""
    if len(own) > LONGEST:
        return f"{own[:40]}~{_digest(own)}"
    return f"/{own}" if _DOTS.fullmatch(own) else own


def meant(told: str, ids: Callable[[], Iterable[str]]) -> str:
    """The id that a path has so; `ids` are those of which there are pages, asked for only where it takes one of them to tell."""
    if told.startswith("/") and _DOTS.fullmatch(told):
        return told[1:]
    if _CUT.fullmatch(told):
        return next((own for own in ids() if len(own) > LONGEST and in_path(own) == told), told)
    return told


def file_of(address: Address) -> str:
    """The file of a page in a site, with `/` between folders: `party/russia.html`, `timeline.2.html`."""
    own = file_name(address.own)
    name = "index" if address.kind == "overview" and not address.form else address.kind
    leaf = dict(address.asked).get(LEAF, "")
    part = f".{leaf}" if leaf not in ("", "1") else ""
    return f"{f'{address.kind}/{own}' if own else name}{part}.{address.form or 'html'}"


def file_name(own: str) -> str:
    """An id as a part of a file's name, safe on every system: other letters than a-z, digits, `-` are written as their codes.

    Capitals too, since two files may not differ by case alone everywhere. Ids are hashes and slugs: hardly one changes. A long one ends
    in a digest instead of its end; of the name of a device the first letter is written as its code.
    """
    some = own[: LONGEST + 1]
    coded = "".join(c if c.isascii() and (c.islower() or c.isdigit() or c == "-") else f"_{ord(c):x}_" for c in some)
    if coded in _DEVICES:
        coded = f"_{ord(coded[0]):x}_{coded[1:]}"
    return coded if len(coded) <= LONGEST else f"{coded[:80]}_-_{_digest(own)}"


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


def _digest(own: str) -> str:
    return hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _fragment(address: Address) -> str:
    return f"#{quote(address.place, safe='', errors='replace')}" if address.place else ""
