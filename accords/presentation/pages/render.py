"""A page and its frame -> HTML: one template a page, every value escaped, what cannot be seen written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from accords.presentation.marks import Html, anchor_of, seen
from accords.presentation.pages.link import Link
from accords.presentation.wording import short


class Page(Protocol):
    """What every page has. `template` is a file of `templates/pages`; `heading` stands on top; `downloads` are its data in other forms."""

    template: ClassVar[str]

    @property
    def heading(self) -> str: ...

    @property
    def downloads(self) -> Sequence[Link]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `here`: it is the page that is shown, or the list in which that stands."""

    link: Link
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page.

    `name`: of the ledger. `menu`: the kinds of which there is one page. `style`, `script`: their addresses. `policy`: the
    Content-Security-Policy, for pages without a server; else `None`. `day`: the day as of which the record is shown, in words.
    `action`: where the form for another day goes, `hidden` what else it carries (`None`: there is no such form). `csrf`: the token of
    every form that rules, `who` the name that is given with rulings (both `None` where nobody rules). `told`: what was just done, `undo` the
    id of the ruling that undoes it where one can. `here`: the path of the page, to which a form that rules comes back.
    """

    name: str
    menu: Sequence[Entry]
    style: str
    script: str
    policy: str | None = None
    day: str | None = None
    as_of: str = ""
    action: str | None = None
    hidden: Sequence[tuple[str, str]] = ()
    csrf: str | None = None
    who: str | None = None
    told: str | None = None
    undo: str = ""
    here: str = "/"


def rendered(page: Page, frame: Frame) -> str:
    """The whole page as a string."""
    return _environment().get_template(page.template).render(page=page, frame=frame, bare=False)


def body_of(page: Page, frame: Frame) -> str:
    """The page without its frame, for a file that holds many."""
    return _environment().get_template(page.template).render(page=page, frame=frame, bare=True)


def enclosed(template: str, **values: object) -> str:
    """Another template that is no page (the single file), of these values."""
    return _environment().get_template(template).render(**values)


def as_markup(html: Html) -> Markup:
    """What was made HTML already (`presentation.marks`, figures), for a template to put out as it is."""
    return Markup(html)


@cache
def _environment() -> Environment:
    # Each value is put out through `_seen`, so that no template can forget it.
    made = Environment(
        loader=PackageLoader("accords.presentation", "templates/pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # What a report may have made longer than any page, and ids that hold what no id of an element may.
    made.filters |= {"short": short, "anchor": anchor_of}
    return made


def _seen(value: object) -> object:
    if isinstance(value, Undefined):
        return value
    if value is None:
        raise ValueError("a template put out nothing where it should have asked whether there is something")
    return value if isinstance(value, Markup) else seen(str(value)) if isinstance(value, str) else value
