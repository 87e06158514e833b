"""The app: addresses -> pages, downloads, rulings, the API; and whatever goes wrong -> words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Awaitable, Callable, Mapping
from itertools import islice
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from accords.presentation.pages import assets
from accords.presentation.pages.address import Address, in_app, meant
from accords.presentation.pages.asked import NOTHING, Asked
from accords.presentation.pages.catalogue import KINDS, Kind
from accords.presentation.pages.downloads import download
from accords.presentation.pages.link import Link
from accords.presentation.pages.render import rendered
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.web.api import api_routes
from accords.presentation.web.forms import Seal, check_origin, form_of, keep_name, kept_name, ruled
from accords.presentation.web.framed import Visitor, bare_frame, frame_of, script_path, style_path, tell_next
from accords.presentation.web.guard import UNFORESEEN, Guard, Guarded, own_path
from accords.presentation.web.refused import Refused, as_json, as_page, for_programs
from accords.presentation.web.served import Served
from accords.vocabulary import Fault, Misuse

_DATA = re.compile(r"(?P<kind>[a-z-]+)(?:/(?P<own>.+))?\.(?P<form>csv|xlsx|json|svg)", re.S)
_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # its name changes when it does
_LINES = frozenset({"suppose", "settle"})
_NEAR, _LOOKED_AT = 8, 5_000  # ids that are named where one is missing, of so many that are looked at

Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


def app_of(served: Served, guard: Guard) -> ASGIApp:
    """The whole app, behind its guard."""
    seal = Seal(guard)
    pages = [
        Route("/" if kind.name == "overview" else f"/{kind.name}" + ("/{own:path}" if kind.ids else ""), endpoint)
        for kind in KINDS.values()
        for endpoint in [_page(kind, served, seal)]
    ]
    routes = [
        *pages,
        Route("/rule", _rule(served, seal), methods=["POST"]),
        Route("/rule", _asked_to_rule),
        Route(style_path(), _asset(assets.style(), "text/css")),
        Route(script_path(), _asset(assets.script(), "text/javascript")),
        Route("/favicon.ico", lambda request: Response(status_code=204, headers=_FOREVER)),
        *api_routes(served, seal),
        Route("/{rest:path}", _data(served)),
    ]
    inner = Starlette(routes=routes, exception_handlers=_words(served))
    inner.router.redirect_slashes = False
    return Guarded(inner, guard)


def _page(kind: Kind, served: Served, seal: Seal) -> Endpoint:
    def page(request: Request) -> Response:
        asked = Asked.of(_query(request))
        visitor = Visitor.of(request, seal)
        try:
            with served.shown(asked) as shown:
                own = _meant(request.path_params.get("own", ""), kind, shown)
                made = kind.make(shown, own)
                frame = frame_of(shown, kind, own, visitor, seal, served.by)
        except Missing:
            # An id may end as a name of data does: it goes before them.
            if _DATA.fullmatch(request.scope["path"][1:]):
                return _downloaded(request, served)
            raise
        answer = HTMLResponse(rendered(made, frame))
        visitor.put(answer, seal)
        return answer

    return page


def _meant(told: str, kind: Kind | None, shown: Shown) -> str:
    return meant(told, lambda: kind.ids(shown) if kind and kind.ids else ())


def _query(request: Request) -> dict[str, str]:
    """The words of the query; of one that is given several times the lines of a what-if are all meant, of others the last."""
    given = request.query_params
    return {name: "\n".join(given.getlist(name)) if name in _LINES else given[name] for name in given}


def _data(served: Served) -> Endpoint:
    """The data of pages, some of which have no page of their own (`positions.csv`)."""
    return lambda request: _downloaded(request, served)


def _downloaded(request: Request, served: Served) -> Response:
    match = _DATA.fullmatch(request.scope["path"][1:])
    if match is None:
        raise HTTPException(404)
    kind, own, form = match["kind"], match["own"] or "", match["form"]
    with served.shown(Asked.of(_query(request))) as shown:
        made = download(kind, _meant(own, KINDS.get(kind), shown), form, shown)
    named = re.sub(r"[^\w.-]+", "-", made.name, flags=re.ASCII).strip("-.") or f"data.{form}"
    disposition = f"attachment; filename=\"{named}\"; filename*=UTF-8''{quote(made.name, safe='')}"
    return Response(made.body, media_type=made.media_type, headers={"Content-Disposition": disposition})


def _asset(text: str, media_type: str) -> Endpoint:
    return lambda request: Response(text, media_type=media_type, headers=_FOREVER)


def _rule(served: Served, seal: Seal) -> Endpoint:
    async def rule(request: Request) -> Response:
        check_origin(request, seal.guard)
        fields = await form_of(request)
        back = own_path(next(iter(fields.get("back", ())), ""))
        try:
            seal.check(request, next(iter(fields.get("csrf", ())), ""))
            told = ruled(fields, who=kept_name(request, seal.guard) or served.by)
            made = await run_in_threadpool(
                served.rule, told.ruling, told.subject, told.value, who=told.who, note=told.note
            )
        except Refused as refusal:
            raise Refused(refusal.status, refusal.fault, back) from refusal
        answer = RedirectResponse(back, 303)
        keep_name(answer, seal.guard, told.who)
        tell_next(answer, made, seal)
        return answer

    return rule


def _asked_to_rule(request: Request) -> Response:
    """Asking changes nothing."""
    raise HTTPException(405, headers={"Allow": "POST"})


# -- what goes wrong ---------------------------------------------------------------------------------------------------------


def _words(served: Served) -> Mapping[type[Exception], Callable[[Request, Exception], Response]]:
    """Each exception that a request may end in -> its answer: JSON for programs, else a page. No traceback in any."""

    def told(
        request: Request,
        status: int,
        fault: Fault,
        links: tuple[Link, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        if for_programs(request):
            return as_json(status, fault, headers)
        return as_page(status, fault, bare_frame(served.name), links, headers)

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        links = (Link("The page with the form, as it is now", error.back),) if error.back else ()
        return told(request, error.status, error.fault, links)

    def misused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Misuse)
        return told(request, 503 if error.__cause__ else 400, served.ours(error.fault))

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, Missing)
        what = f"{error.kind} {error.own}".strip()
        fault = Fault(request.scope["path"], f"no {what[:200]}", "what the ledger holds", "Choose one of these.")
        return told(request, 404, fault, () if for_programs(request) else _there(error, request, served))

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            allowed = ", ".join(sorted((error.headers or {}).get("Allow", "GET, HEAD").split(", ")))
            fault = Fault(request.scope["path"], request.method, allowed, "Ask it so.")
            return told(request, 405, fault, headers={"Allow": allowed})
        links = tuple(entry.link for entry in bare_frame(served.name).menu)
        fault = Fault(
            request.scope["path"][:200], "no page of this address", "the addresses of pages", "Begin with these."
        )
        return told(request, error.status_code, fault, links)

    def unforeseen(request: Request, error: Exception) -> Response:
        return told(request, 500, UNFORESEEN)

    return {
        Refused: refused,
        Misuse: misused,
        Missing: missing,
        HTTPException: http,
        Exception: unforeseen,
    }


def _there(error: Missing, request: Request, served: Served) -> tuple[Link, ...]:
    """Pages of the same kind with an id like it, the list in which they stand, and the same as of now."""
    kind = KINDS.get(error.kind)
    try:
        asked = Asked.of(_query(request))
    except Misuse:
        asked = NOTHING
    try:
        return _near(error, kind, asked, served)
    except Refused:  # the ledger has gone since; that there is no such page stays as true as it was
        return ()


def _near(error: Missing, kind: Kind | None, asked: Asked, served: Served) -> tuple[Link, ...]:
    with served.shown(Asked(as_of=asked.as_of)) as shown:
        ids = list(islice(kind.ids(shown), _LOOKED_AT)) if kind and kind.ids else []
        # Where it is there and was not known by that day, others like it say nothing.
        near = [] if error.own in ids else difflib.get_close_matches(error.own, ids, _NEAR, 0.4) or ids[:_NEAR]
        links = [shown.link(own, error.kind, own) for own in near]
        above = KINDS.get(kind.within or "") if kind else None
        if above:
            links.append(shown.link(above.menu or above.name, above.name))
        if asked.as_of:
            now = in_app(Address(error.kind, error.own))
            links.append(Link("The same as it is known now", now))
    return tuple(links)
