"""What is around every page of the app: the menu, the day, the token of its forms, and what was just done."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from accords.ledger.judgement import Judgement, Ruling
from accords.presentation.pages import assets
from accords.presentation.pages.address import LEAF, Address, in_app
from accords.presentation.pages.asked import NOTHING
from accords.presentation.pages.catalogue import KINDS, Kind
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import Entry, Frame
from accords.presentation.pages.shown import Shown
from accords.presentation.ruling_words import sentence
from accords.presentation.web.forms import Seal, kept_name, put_cookie
from accords.presentation.wording import plain_day

_SHOWN = 60  # seconds in which the next page tells what was done


def style_path() -> str:
    return f"/style-{assets.version(assets.style())}.css"


def script_path() -> str:
    return f"/script-{assets.version(assets.script())}.js"


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a browser says of itself: the id that its forms are bound to (`new`: it had none), the name that it rules under, and the
    ruling that it just made, which the next page tells."""

    id: str
    new: bool
    who: str | None
    done: str = ""

    @classmethod
    def of(cls, request: Request, seal: Seal) -> Visitor:
        own = seal.id_of(request)
        done = request.cookies.get(seal.guard.cookie("done"), "")
        return cls(own or secrets.token_urlsafe(24), own is None, kept_name(request, seal.guard), done)

    def put(self, answer: Response, seal: Seal) -> None:
        """Give the browser its id, and let it forget what it was told."""
        if self.new:
            put_cookie(answer, seal.guard.cookie("id"), self.id)
        if self.done:
            put_cookie(answer, seal.guard.cookie("done"), "", 0)


def tell_next(answer: Response, judgement: Judgement, seal: Seal) -> None:
    """Let the next page tell of a ruling. The cookie holds its id alone: the words are the ledger's."""
    put_cookie(answer, seal.guard.cookie("done"), judgement.id, _SHOWN)


def frame_of(shown: Shown, kind: Kind, own: str, visitor: Visitor, seal: Seal, by: str | None) -> Frame:
    """The frame of a page of the record."""
    asked, day = shown.asked, shown.view.day
    told = asked.query(as_of=None, **{LEAF: None})
    done = _done(shown.judgements, visitor.done)
    return Frame(
        name=shown.name,
        menu=_menu(shown, kind),
        style=style_path(),
        script=script_path(),
        day=plain_day(day) if day else None,
        as_of=day.isoformat() if day else "",
        action=in_app(Address(kind.name, own)),
        hidden=told,
        csrf=seal.form(visitor.id),
        who=visitor.who or by or "",
        told=f"Kept: {sentence(done)}." if done else None,
        undo=done.id if done and done.ruling is not Ruling.UNDO else "",
        here=in_app(Address(kind.name, own, asked.query())) or "/",
    )


def bare_frame(name: str) -> Frame:
    """The frame of a page that shows nothing of the record."""
    return Frame(name=name, menu=_menu(None, None), style=style_path(), script=script_path())


def _menu(shown: Shown | None, here: Kind | None) -> tuple[Entry, ...]:
    """The kinds of which there is one page, and something: without a record, those that are always there."""
    asked = (shown.asked if shown else NOTHING).as_of
    day = (("as_of", asked.isoformat()),) if asked else ()
    return tuple(
        Entry(
            Link(kind.menu, in_app(Address(kind.name, asked=day))),
            here is not None and kind.name in (here.name, here.within),
        )
        for kind in KINDS.values()
        if kind.menu and (kind.when is None or (shown is not None and kind.when(shown)))
    )


def _done(judgements: Sequence[Judgement], own: str) -> Judgement | None:
    # It was the last, or others ruled in the same moment.
    return next((one for one in reversed(judgements[-100:]) if one.id == own), None) if own else None
