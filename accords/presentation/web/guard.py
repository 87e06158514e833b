"""Who may ask the app, by which name and with which token; and what every answer carries."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import logging
import re
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accords.presentation.web.refused import as_json, for_programs, in_a_line
from accords.vocabulary import Fault, Misuse

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SHORTEST = 16  # characters of a token
TOKEN = "token"  # the word of a query
_OURS = re.compile(r"/(?![/\\])[\x21-\x7e]*")
_LOG = logging.getLogger("accords.web")


@dataclass(frozen=True, slots=True)
class Guard:
    """`hosts`: what may stand in `Host`, case aside, with the port where it is not 80. `token`: asked for of every request; `None`: of none.
    `by_address`: bound to every address of the machine, so the address that was asked is a name too. `mark` parts the cookies of two
    apps on one machine: the port."""

    hosts: frozenset[str]
    token: str | None = None
    by_address: bool = False
    mark: str = ""

    def cookie(self, name: str) -> str:
        return f"accords_{name}_{self.mark}" if self.mark else f"accords_{name}"

    def knows(self, host: str, scope: Scope) -> bool:
        """Whether a `Host`, or the part of an `Origin` that names one, is a name of this app.

        A page elsewhere can have a name of its own lead here; then this name is in `Host`, never an address (DNS rebinding).
        """
        if host.casefold() in self.hosts:
            return True
        asked = scope.get("server")
        if not self.by_address or not asked or asked[1] is None:
            return False
        return host.casefold() in with_port([asked[0]], asked[1]) and _is_address(asked[0])

    @property
    def pass_word(self) -> str:
        """What the cookie holds: tells that its owner had the token, and is not the token."""
        return hashlib.sha256(f"accords cookie\n{self.token}".encode("utf-8", "surrogatepass")).hexdigest()


class Guarded:
    """An ASGI app behind a guard: refuses before the app sees anything, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        begun = False

        async def headed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _put_headers(message)
            await send(message)

        answer = _refusal(Request(scope), self.guard)
        if answer is not None:
            await answer(scope, receive, headed)
            return
        try:
            await self.app(scope, receive, headed)
        except asyncio.CancelledError:
            # The app is being stopped, and this was waiting: for the rest of a body, or for whoever writes to the ledger.
            if not begun:
                await in_a_line(503, STOPPED)(scope, receive, headed)
        except Exception:
            # The app has worded it for whoever asked; here is where it can be looked into.
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if not begun:
                await in_a_line(500, UNFORESEEN)(scope, receive, headed)


UNFORESEEN = Fault("the app", "something that was not foreseen", "requests that it can answer", "It stands in its log.")


STOPPED = Fault(
    "the app",
    "being stopped before it had answered",
    "requests that it can answer in time",
    "When it is there again, look at what people ruled: a ruling that waited may have been kept.",
)


def has_token(request: Request, guard: Guard) -> bool:
    """The token is given with this very request, as a program gives it: not by a cookie, which a browser adds by itself."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return guard.token is not None and scheme.casefold() == "bearer" and _same(given.strip(), guard.token)


def own_path(told: str) -> str:
    """A path of ours, with its query and place, as it was told; `/` where it is anything else, so that nobody is led elsewhere."""
    return told if _OURS.fullmatch(told) else "/"


def with_port(names: Iterable[str], port: int) -> frozenset[str]:
    """What stands in `Host` for each name or address at a port; browsers leave 80 out."""
    found = set[str]()
    for name in names:
        host = f"[{name}]" if ":" in name and not name.startswith("[") else name
        found |= {f"{host}:{port}".casefold(), *([host.casefold()] if port == 80 else [])}
    return frozenset(found)


def checked_token(token: str) -> str:
    """`Misuse` where a token could be guessed."""
    if len(token) < SHORTEST or len(set(token)) < 2:
        # Not repeated: what was meant to be secret does not belong on a screen.
        found = f"{len(token)} characters" if len(token) < SHORTEST else "one character again and again"
        remedy = "Leave it out, and one is made."
        raise Misuse(Fault("--token", found, f"{SHORTEST} characters or more", remedy))
    return token


def _refusal(request: Request, guard: Guard) -> Response | None:
    """The answer to whoever may not ask; `None` where they may."""
    hosts = request.headers.getlist("host")
    if len(hosts) != 1 or not guard.knows(hosts[0], request.scope):
        told = repr(hosts[0][:80]) if hosts else "none"
        remedy = "Start it with --allow-host NAME where it is to be reached by that name."
        fault = Fault("Host", told, "a name that the app was started for", remedy)
        return _worded(request, 421 if hosts else 400, fault)
    if guard.token is None or has_token(request, guard):
        return None
    words = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    given = [value for name, value in words if name == TOKEN]
    if given and request.method in ("GET", "HEAD") and _same(given[0], guard.token):
        rest = urlencode([pair for pair in words if pair[0] != TOKEN])
        path = own_path(request.scope.get("raw_path", b"/").decode("ascii", "replace"))
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(guard.cookie("pass"), guard.pass_word, httponly=True, samesite="strict")
        return answer
    if _same(request.cookies.get(guard.cookie("pass"), ""), guard.pass_word):
        return None
    fault = Fault("the token", "none, or another", "that of this app", "Open the address that 'accords serve' printed.")
    return _worded(request, 401, fault, {"WWW-Authenticate": "Bearer"})


def _worded(request: Request, status: int, fault: Fault, headers: dict[str, str] | None = None) -> Response:
    if for_programs(request):
        return as_json(status, fault, headers)
    if status == 401 and "text/html" in request.headers.get("accept", ""):
        # Whoever followed a link from another site to the address with the token has the cookie now, and browsers
        # send it only from the next step on (SameSite=Strict).
        return HTMLResponse(_GO_ON.format(fault=fault), status, headers=headers)
    return in_a_line(status, fault, headers)


_GO_ON = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>accords</title>
<h1>A token is needed</h1>
<p>{fault}</p>
<p>If you have just opened that address by a link: <a href="/">go on</a>.</p>
</html>
"""


def _put_headers(message: MutableMapping[str, Any]) -> None:
    headers = message.setdefault("headers", [])
    there = {name.lower() for name, _ in headers}
    headers += [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    if b"cache-control" not in there:
        headers.append((b"cache-control", b"no-store"))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
