"""The pages as files: a folder that opens from a disk without a server, or one file. The command is `accords site`."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from accords.presentation import wording
from accords.presentation.marks import Html
from accords.presentation.pages import assets
from accords.presentation.pages.address import LEAF, Address, InSingle, InSite, element_of, file_of
from accords.presentation.pages.catalogue import KINDS, Kind
from accords.presentation.pages.downloads import TYPES, download
from accords.presentation.pages.leaf import Leaf
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import Entry, Frame, Page, as_markup, body_of, enclosed, rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.vocabulary import Fault, Misuse

STYLE, SCRIPT = "style.css", "script.js"
# As the app's header has it. `frame-ancestors` counts in headers alone.
_POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src 'self'; form-action 'none'; base-uri 'none'"
)
# Asks a server, or for a name and a token: nothing for files.
_APP_ONLY = frozenset({"queue", "judge"})
# The lists have their data beside them, and so has what people take out of a record as a whole. The rest stands in these.
_DATA = frozenset(
    {"positions", "party", "issue", "timeline", "meetings", "commitments", "disputes", "families", "actors", "reports"}
    | {"rulings", "agreement", "scenario"}
)
# What says of a folder that `accords site` made it, and may put another in its place.
MADE = ".accords-site"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: where it begins, how many pages and other files, how many bytes."""

    start: Path
    pages: int
    downloads: int
    size: int

    def to_json(self) -> dict[str, object]:
        return {"start": str(self.start), "pages": self.pages, "downloads": self.downloads, "bytes": self.size}


def site(shown: Shown, out: Path, *, progress: Progress | None = None) -> Site:
    """Write the pages of a view into the folder `out`, which is made anew: it appears whole or not at all.

    `shown` may have any links: those of a site take their place. A folder that is there is replaced where it is empty or a site that was
    written before; any other is the caller's mistake, `Misuse`. `progress` is called with the kind, how many of it are done, of how many.
    """
    _refuse_others_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        work.chmod(0o755)
        written = _write(shown, work, progress)
        if out.exists():
            shutil.rmtree(out)
        work.rename(out)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return replace(written, start=out / "index.html")


def _refuse_others_folder(out: Path) -> None:
    if out.is_dir() and (not any(out.iterdir()) or (out / MADE).exists()):
        return
    if out.exists() or out.is_symlink():
        found = "a folder that holds other files" if out.is_dir() else "a file"
        accepted = "a folder that is not there yet, is empty, or is a site written before"
        raise Misuse(Fault(str(out), found, accepted, "Name another, or empty it."))


def _write(shown: Shown, folder: Path, progress: Progress | None) -> Site:
    kinds = kinds_of(shown)
    pages = files = size = 0

    def put(name: str, body: bytes) -> None:
        nonlocal size
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        size += len(body)

    put(STYLE, assets.style().encode())
    put(SCRIPT, assets.script().encode())
    put(MADE, b"accords site\n")
    for address, page, here in _pages(shown, kinds, progress, lambda address: InSite(file_of(address), kinds, _DATA)):
        put(file_of(address), rendered(page, _frame(here, kinds, address)).encode())
        pages += 1
        # Of a list in leaves the data are whole, beside the first.
        for told in _data_of(page, address, here) if not address.asked else ():
            put(file_of(told), download(told.kind, told.own, told.form, here).body)
            files += 1
    return Site(folder, pages, files, size)


def _data_of(page: Page, address: Address, here: Shown) -> Iterator[Address]:
    """The data to which a page leads."""
    wanted = {link.href for link in page.downloads}
    kind = "positions" if address.kind == "overview" else address.kind
    for form in TYPES:
        told = Address(kind, address.own, form=form)
        if here.links(told) in wanted:
            yield told


def kinds_of(shown: Shown) -> frozenset[str]:
    """The kinds of which a site has pages."""
    return frozenset(
        {name for name, kind in KINDS.items() if name not in _APP_ONLY and _there(kind, shown)} | {"positions"}
    )


def _there(kind: Kind, shown: Shown) -> bool:
    return kind.when is None or kind.when(shown)


def _pages(
    shown: Shown, kinds: frozenset[str], progress: Progress | None, links: Callable[[Address], InSite | InSingle]
) -> Iterator[tuple[Address, Page, Shown]]:
    """Every page with its address and what it was made of, those of long lists once for each leaf."""
    for name in KINDS:
        if name not in kinds:
            continue
        kind = KINDS[name]
        ids = [""] if kind.ids is None else list(kind.ids(shown))
        for done, own in enumerate(ids, 1):
            leaves = number = 1
            while number <= leaves:
                address = Address(name, own, ((LEAF, str(number)),) if number > 1 else ())
                here = replace(
                    shown,
                    links=links(address),
                    asked=replace(shown.asked, leaf=number),
                    may_rule=False,
                    keeps_day=False,
                    find=None,
                )
                try:
                    page = kind.make(here, own)
                except Missing:
                    break  # named by a row, and nothing is known of it
                leaves = max(leaves, *leaves_of(page), 1)
                yield address, page, here
                number += 1
            if progress is not None:
                progress(name, done, len(ids))


def leaves_of(page: Page) -> list[int]:
    """In how many leaves each of the page's lists is, those of parts that lead to pages of their own left out."""
    fields = getattr(page, "__slots__", ()) or vars(page)
    return [value.leaves for name in fields if isinstance(value := getattr(page, name), Leaf)]


def _frame(shown: Shown, kinds: frozenset[str], address: Address) -> Frame:
    links = shown.links
    here = KINDS[address.kind]
    menu = [
        Entry(Link(kind.menu, links(Address(kind.name))), kind.name in (here.name, here.within))
        for kind in KINDS.values()
        if kind.menu and kind.name in kinds
    ]
    up = "../" * file_of(address).count("/")
    day = shown.view.day
    return Frame(
        name=shown.name,
        menu=menu,
        style=up + STYLE,
        script=up + SCRIPT,
        policy=_POLICY.format(style="'self'", script="'self'"),
        day=wording.plain_day(day) if day else None,
    )


def single(shown: Shown, out: Path, *, progress: Progress | None = None) -> Site:
    """Write all pages into one file. It appears whole or not at all; one that is there is replaced."""
    kinds = kinds_of(shown)
    style, script = assets.style() + assets.single_style(), assets.script()
    policy = _POLICY.format(style=assets.digest(style), script=assets.digest(script))
    if out.is_dir():
        raise Misuse(Fault(str(out), "a folder", "a file", "Name a file, or leave --single out."))
    out.parent.mkdir(parents=True, exist_ok=True)
    pages = 0
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    work = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            address = Address("overview")
            here = replace(shown, links=InSingle(kinds), keeps_day=False)
            frame = replace(_frame(here, kinds, address), policy=policy)
            head, foot = enclosed(
                "single.html", frame=frame, css=as_markup(Html(style)), js=as_markup(Html(script)), cut=_CUT
            ).split(_CUT)
            file.write(head)
            for address, page, _ in _pages(shown, kinds, progress, lambda address: InSingle(kinds)):
                own = element_of(address)
                file.write(
                    f'<article class="page" id="{own}">\n{_named_apart(body_of(page, frame), own)}\n</article>\n'
                )
                pages += 1
            file.write(foot)
        work.chmod(0o644)
        work.replace(out)
    except BaseException:
        work.unlink(missing_ok=True)
        raise
    return Site(out, pages, 0, out.stat().st_size)


_CUT = "<!-- pages -->"
# What names elements of the same page. Texts cannot hold these: in them quotation marks are written out.
_NAMES = re.compile(
    r'( (?:id|for|aria-labelledby|aria-describedby|aria-controls|href|xlink:href)=")(#?)([^"/][^"]*)"|="url\(#([^")]+)\)'
)


def _named_apart(body: str, page: str) -> str:
    """The page with the ids of its elements, and what refers to them, named for the page: no two pages share one."""

    def named(match: re.Match[str]) -> str:
        attribute, hash_, names, figure = match.groups()
        if figure:
            return f'="url(#{page}~{figure})'
        if "href" in attribute and not hash_:
            return match.group()
        return f'{attribute}{hash_}{" ".join(f"{page}~{name}" for name in names.split(" "))}"'

    return _NAMES.sub(named, body)
