"""What is not answered: a status and a fault, as a page in words, as JSON for programs, or as a line where nothing may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from accords.presentation.pages.link import Link
from accords.presentation.pages.render import Frame, rendered
from accords.presentation.web.json_answer import JsonAnswer
from accords.vocabulary import Fault

API = "/api/"
_HEADINGS = {
    400: "That cannot be done",
    401: "A token is needed",
    403: "That was not accepted",
    404: "There is no such page",
    405: "That is not how this address is asked",
    413: "That is too long",
    415: "That is of another form than is read here",
    421: "This is not one of the app’s names",
    500: "Something went wrong here",
    408: "That came too slowly",
    503: "That cannot be done just now",
}


class Refused(Exception):
    """A request that is not answered. `status` is one of HTTP's; `back` is the page of ours that sent it, where a form did."""

    def __init__(self, status: int, fault: Fault, back: str = "") -> None:
        super().__init__(str(fault))
        self.status, self.fault, self.back = status, fault, back


@dataclass(frozen=True, slots=True)
class Refusal:
    """The page of it: what was found, what is accepted, what to do, and where else to go."""

    heading: str
    fault: Fault
    links: tuple[Link, ...] = ()
    downloads: tuple[Link, ...] = ()
    template: ClassVar[str] = "refused.html"


def for_programs(request: Request) -> bool:
    return str(request.scope["path"]).startswith(API)


def as_json(status: int, fault: Fault, headers: Mapping[str, str] | None = None) -> Response:
    return JsonAnswer({"error": fault.to_json()}, status, headers)


def as_page(
    status: int,
    fault: Fault,
    frame: Frame,
    links: tuple[Link, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    page = Refusal(_HEADINGS.get(status, _HEADINGS[400]), fault, links)
    return HTMLResponse(rendered(page, frame), status, headers=dict(headers or {}))


def in_a_line(status: int, fault: Fault, headers: Mapping[str, str] | None = None) -> Response:
    """Words alone: nothing of the ledger, not even its name."""
    return PlainTextResponse(f"{fault}\n", status, headers=dict(headers or {}))
