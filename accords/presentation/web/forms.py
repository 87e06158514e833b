"""Forms that rule: a body of words -> a ruling; and what keeps others from sending one in a reader's name.

Every form of a page that rules is `<form method="post" action="/rule">` with these fields:

`csrf`      `frame.csrf`, the token that a page of another site cannot know
`back`      `frame.here`, the path of ours that is shown next
`who`       the name of whoever rules (a text field with `frame.who` in it); it is kept in a cookie
`note`      why, or what is to be kept in mind; may be blank, but of a ruling `note`
`ruling`    one of the closed list (docs/reference/rulings.md): `right`, `same actor`, …
`subject`   the id of what is ruled on, or its beginning; of `undo` the id of a ruling, of `claim` that of a report
`does`      `ruling`, `subject` and `value.…` in one, as a query, of a form that has several buttons
`value.…`   what the ruling says, by the names of its `value`:

| ruling | fields |
| --- | --- |
| `right`, `misread`, `note`, `undo` | none |
| `act`, `issue`, `strength`, `negated` | `value.act`, `value.issue`, `value.strength`, `value.negated` |
| `party` | `value.party`, `value.name`, `value.kind` |
| `re-attribute` | `value.speaker`, `value.name`, `value.kind`, `value.party` |
| `same actor`, `not the same` | `value.other`; of the first also `value.name` |
| `merge` | `value.others`, `value.name` |
| `split` | `value.reports`, `value.attributions`, `value.claims`, `value.id`, `value.name`, `value.kind`, `value.party` |
| `not a copy` | `value.other` |
| `claim` | `value.party`, `value.act`, `value.issue`, `value.words`, `value.strength`, `value.negated`, `value.toward`, `value.condition`, `value.terms`, `value.attribution`, `value.name`, `value.kind` |

A blank field counts as none. The word `none` stands for nothing in `value.strength`, `value.speaker` (nobody is known) and
`value.attribution` (in the outlet's voice; blank: the innermost around the words). Fields of several ids (`others`, `reports`,
`attributions`, `claims`, `toward`) are repeated, or hold ids with spaces or commas between. `value.words` are places in the text
as `start-end`, in code points, with spaces between, or the words themselves where they stand in the report once. `value.negated`
is a checkbox or a choice: anything but a blank, `no` and `false` is yes.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from accords.ledger.judgement import Ruling
from accords.presentation.web.guard import Guard
from accords.presentation.web.refused import Refused
from accords.vocabulary import Fault

LARGEST = 64 * 1024  # bytes of a body
LONGEST = 20  # seconds in which it has to come
FORM = "application/x-www-form-urlencoded"
CSRF_HEADER = "X-Accords-CSRF"
_FIELDS = 1_000
_LONGEST_NAME = 200  # characters of who rules
_YEAR = 365 * 24 * 3600
_ID = re.compile(r"[\w-]{16,64}", re.ASCII)
_PLACES = re.compile(r"\s*\d{1,9}-\d{1,9}(?:[\s,;]+\d{1,9}-\d{1,9})*\s*", re.ASCII)
_SEVERAL = frozenset({"others", "reports", "attributions", "claims", "toward"})
_NONE = frozenset({"strength", "speaker", "attribution"})
_NO = frozenset({"no", "false"})


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling as a form or a program sent it, not yet looked at by the ledger."""

    ruling: str
    subject: str
    value: Mapping[str, object]
    who: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes and knows the tokens of forms, each bound to the random id that a browser holds in a cookie. The secret goes with the process."""

    guard: Guard
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def form(self, own: str) -> str:
        """The token of forms for the browser that holds this id."""
        return hmac.new(self.secret, own.encode(), hashlib.sha256).hexdigest()

    def id_of(self, request: Request) -> str | None:
        """The id that the browser holds; `None` where it holds none of ours."""
        own = request.cookies.get(self.guard.cookie("id"), "")
        return own if _ID.fullmatch(own) else None

    def check(self, request: Request, token: str) -> None:
        """`Refused` where the request may have been sent by a page of another site."""
        own = self.id_of(request)
        if own is None or not hmac.compare_digest(self.form(own).encode(), token.encode("utf-8", "surrogatepass")):
            found = "no token of this browser and this start of the app"
            remedy = "Load the page anew and send it again; cookies have to be allowed."
            raise Refused(403, Fault("csrf", found, "that of a page of this app", remedy))


def put_cookie(answer: Response, name: str, value: str, seconds: int | None = None) -> None:
    """No script sees it, and no other site makes a browser send it."""
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict")


def check_origin(request: Request, guard: Guard) -> None:
    """`Refused` where a browser says that a page of another site sent it.

    `Origin: null` is what browsers send from our own pages too, since they are to tell nobody where they were
    (`Referrer-Policy: no-referrer`; fetch.spec.whatwg.org, "append a request Origin header"): the token decides there.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
    accepted = "what a page of this app sends"
    remedy = "Open the app's own page, and send it from there."
    if origin not in (None, "null") and not guard.knows(urlsplit(origin).netloc, request.scope):
        raise Refused(403, Fault("Origin", repr(origin[:80]), accepted, remedy))
    if site not in ("same-origin", "none"):
        raise Refused(403, Fault("Sec-Fetch-Site", repr(site[:80]), accepted, remedy))


async def body_of(request: Request, media_type: str) -> bytes:
    """The body of a request, if it is of this type and not too long; else `Refused`."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if told != media_type:
        found = repr(told[:80]) if told else "none"
        raise Refused(415, Fault("Content-Type", found, media_type, "Send it so."))
    size, parts = 0, list[bytes]()
    # What is too long is read to some length too, so that whoever sends it can hear why it is refused.
    try:
        # Whoever sends a word an hour would else be waited for; a form of ours is here in a moment.
        async with asyncio.timeout(LONGEST):
            async for part in request.stream():
                size += len(part)
                if size <= LARGEST:
                    parts.append(part)
                if size > 16 * LARGEST:
                    break
    except TimeoutError:
        found = f"a part of it in {LONGEST} seconds"
        raise Refused(408, Fault("the body", found, "all of it", "Send it again.")) from None
    except ClientDisconnect:
        raise Refused(400, Fault("the body", "only a part of it", "all of it", "Send it again.")) from None
    if size > LARGEST:
        raise Refused(
            413, Fault("the body", f"more than {LARGEST:,} bytes", f"{LARGEST:,} bytes", "Send less at once.")
        )
    return b"".join(parts)


async def form_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form as a browser sends them, each with its values."""
    body = await body_of(request, FORM)
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
        pressed = "&".join(fields.get("does", ())).lstrip("?")
        return parse_qs(pressed, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict") | fields
    except ValueError:  # UnicodeDecodeError is one
        found = f"no form, or one of more than {_FIELDS:,} fields"
        raise Refused(400, Fault("the body", found, "name=value with & between, in UTF-8", "Send it so.")) from None


def ruled(fields: Mapping[str, Sequence[str]], *, who: str | None) -> Ruled:
    """The ruling that the fields of a form tell. `who`: the name that is known, where the form has none."""
    told = {name: next((one.strip() for one in values if one.strip()), "") for name, values in fields.items()}
    value = {
        name.removeprefix("value."): _value(name.removeprefix("value."), values)
        for name, values in fields.items()
        if name.startswith("value.") and any(one.strip() for one in values)
    }
    return Ruled(
        told.get("ruling", ""),
        told.get("subject", ""),
        value,
        named(told.get("who") or who),
        told.get("note") or None,
    )


def _value(name: str, values: Sequence[str]) -> object:
    # Browsers send every line's end as two characters, whatever it was in the text.
    several = [one.replace("\r\n", "\n").strip() for one in values if one.strip()]
    first = several[0]
    if name in _SEVERAL:
        return [one for words in several for one in re.split(r"[\s,]+", words) if one]
    if name in _NONE and first.casefold() == "none":
        return None
    if name == "negated":
        return first.casefold() not in _NO
    if name == "words" and all(map(_PLACES.fullmatch, several)):
        return [
            [int(edge) for edge in place.split("-")] for words in several for place in re.findall(r"\d+-\d+", words)
        ]
    return first


def named(who: str | None) -> str:
    """Who rules, on one line; `Refused` where nobody is named: a ruling without a name is none."""
    name = " ".join((who or "").split())
    if not name:
        found, remedy = "nobody", "Give your name: it is kept with the ruling."
        raise Refused(400, Fault("who", found, "the name of whoever rules", remedy))
    if len(name) > _LONGEST_NAME:
        raise Refused(400, Fault("who", f"{len(name):,} characters", f"{_LONGEST_NAME} at the most", "Shorten it."))
    return name


def kept_name(request: Request, guard: Guard) -> str | None:
    """The name that this browser ruled under last."""
    return " ".join(unquote(request.cookies.get(guard.cookie("who"), "")).split())[:_LONGEST_NAME] or None


def keep_name(answer: Response, guard: Guard, who: str) -> None:
    put_cookie(answer, guard.cookie("who"), quote(who, safe=""), _YEAR)


def can_be_undone(ruling: Ruling) -> bool:
    return ruling is not Ruling.UNDO
