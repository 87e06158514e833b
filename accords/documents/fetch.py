"""An address -> its content, asked for politely: robots.txt, pauses, redirects, conditions.

Every hop of a redirect is checked like the first address. What the checks and limits are: `request`, `addresses`,
`Limits`.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version

from accords.documents.addresses import Address, Resolve, read_address, redirected, resolve
from accords.documents.answer import (
    NO_CONDITIONS,
    PAGES,
    Answer,
    Conditions,
    Fetched,
    Later,
    Limits,
    NotModified,
)
from accords.documents.request import Allowance, Network, Reply, ask, media_type
from accords.documents.robots import AGENT, NO_RULES, Robots, read_robots
from accords.vocabulary import Fault

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_LATER = frozenset({429, 503})
# What a version is sent back as must fit on one line of a request.
_VERSION = re.compile(r"[\x20-\x7e\x80-\xff]{1,1000}")
_AGAIN = "Try again later."
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def user_agent() -> str:
    """What accords calls itself to servers; rules for `accords` in robots.txt are meant for it."""
    about = "(reads news reports and feeds; honours robots.txt)"
    try:
        return f"{AGENT}/{version('accords')} {about}"
    except PackageNotFoundError:  # run from a folder of sources
        return f"{AGENT} {about}"


class Fetcher:
    """Asks addresses one at a time; keeps the robots.txt of each host, and when each was last asked.

    `allow_private` lifts the refusal of addresses that are not public, for every address. `resolve` and `sleep` stand
    in for the network's names and for waiting. `tls` is the context of https; without it, the machine's authorities
    are trusted.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allow_private: bool = False,
        resolve: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._network = Network(resolve, allow_private, self._limits.connect, self._limits.silence, tls)
        self._sleep = sleep
        self._agent = user_agent()
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str, *, conditions: Conditions = NO_CONDITIONS, accept: Sequence[str] = PAGES) -> Answer:
        """What `address` has, if it is one of the media types of `accept` and other than `conditions` say.

        Nothing is raised for what servers do: it is a `Fault`, or `Later` where the server wants to be left alone.
        """
        first = read_address(address)
        if isinstance(first, Fault):
            return first
        limits, headers = self._limits, _asking(conditions, accept)
        here, seen, seconds = first, {str(first)}, limits.seconds
        moved, for_good = None, True
        while True:
            place = str(first) if here == first else f"{first} -> {here}"
            robots = self._rules(here, place)
            if not isinstance(robots, Robots):
                return robots
            refused = _closed(here, robots, place) or self._pause(here, robots, place)
            if refused is not None:
                return refused
            begun = time.monotonic()
            allowance = Allowance(seconds, limits.seconds, limits.received, limits.decoded)
            reply = self._ask(here, headers, place, allowance, accept)
            seconds -= time.monotonic() - begun
            if isinstance(reply, Fault):
                return reply
            if reply.status not in _REDIRECTS or "Location" not in reply.headers:
                return _answer(reply, here, place, conditions, moved)
            following = redirected(here, reply.headers["Location"])
            if isinstance(following, Fault):
                return Fault(f"{place} -> {following.place}", following.found, following.accepted, following.remedy)
            if str(following) in seen:
                found = f"redirects in a loop, back to {following}"
                return Fault(place, found, "redirects that end", "Open the address in a browser.")
            if len(seen) > limits.redirects:
                found, accepted = f"more than {limits.redirects} redirects", f"at most {limits.redirects}"
                return Fault(place, found, accepted, "Open the address in a browser, and name the last one.")
            here = following
            seen.add(str(here))
            for_good = for_good and reply.status in _FOR_GOOD
            moved = str(here) if for_good else moved

    def _ask(
        self,
        here: Address,
        headers: Mapping[str, str],
        place: str,
        allowance: Allowance,
        accept: Sequence[str] | None = None,
    ) -> Reply | Fault:
        headers = {"User-Agent": self._agent, **headers}
        reply = ask(here, headers, place=place, network=self._network, allowance=allowance, accept=accept)
        self._asked[here.host] = time.monotonic()
        return reply

    def _pause(self, here: Address, robots: Robots, place: str) -> Later | None:
        """Waits until the host may be asked again; where that is too long, says when."""
        last = self._asked.get(here.host)
        pause = max(self._limits.pause, robots.pause or 0)
        if last is None or (seconds := last + pause - time.monotonic()) <= 0:
            return None
        if seconds > (longest := self._limits.longest_pause):
            found = f"a host that wants {pause:,.0f} seconds between two requests"
            until = datetime.now(UTC) + timedelta(seconds=min(seconds, 1e8))
            return Later(Fault(place, found, f"at most {longest:,.0f}", _AGAIN), until)
        self._sleep(seconds)
        return None

    def _rules(self, here: Address, place: str) -> Robots | Later | Fault:
        kept = self._robots.get(here.origin)
        if kept is not None and time.monotonic() - kept[0] < self._limits.robots_kept:
            return kept[1]
        robots = self._read_rules(here, place)
        if isinstance(robots, Robots):
            self._robots[here.origin] = (time.monotonic(), robots)
        return robots

    def _read_rules(self, here: Address, place: str) -> Robots | Later | Fault:
        """The rules of a host, as RFC 9309 reads the answers: 400 to 499 allows all, a server in trouble nothing."""
        at, limits = Address(here.scheme, here.host, here.port, "/robots.txt"), self._limits
        end = time.monotonic() + limits.robots_seconds
        for _ in range(limits.redirects + 1):
            left = end - time.monotonic()
            allowance = Allowance(left, limits.robots_seconds, limits.robots_bytes, limits.robots_bytes)
            reply = self._ask(at, {"Accept": "text/plain, */*;q=0.1"}, f"{place} (asked for {at})", allowance)
            if isinstance(reply, Fault):
                return reply
            if reply.status == 200:
                # Half a rule would close, or open, more than the whole.
                whole = len(reply.body) < limits.robots_bytes
                return read_robots(reply.body if whole else reply.body.rpartition(b"\n")[0])
            if reply.status == 429 or reply.status >= 500:
                found = f"the answer {_status(reply.status)} to the question for {at}"
                fault = Fault(place, found, "a robots.txt, or the answer 404", _AGAIN)
                return Later(fault, _retry_after(reply, datetime.now(UTC)))
            if reply.status not in _REDIRECTS or "Location" not in reply.headers:
                return NO_RULES
            following = redirected(at, reply.headers["Location"])
            if isinstance(following, Fault):
                return NO_RULES
            at = following
        return NO_RULES


def _asking(conditions: Conditions, accept: Sequence[str]) -> dict[str, str]:
    headers = {"Accept": ", ".join((*accept, "*/*;q=0.1"))}
    if conditions.etag and _VERSION.fullmatch(conditions.etag):
        headers["If-None-Match"] = conditions.etag
    if conditions.last_modified and _VERSION.fullmatch(conditions.last_modified):
        headers["If-Modified-Since"] = conditions.last_modified
    return headers


def _closed(here: Address, robots: Robots, place: str) -> Fault | None:
    if robots.allows(str(here)):
        return None
    found = f"a page that {here.origin}/robots.txt closes to {AGENT}"
    remedy = "Save the page from a browser and name the file, or ask the publisher."
    return Fault(place, found, "pages that their publisher opens to programs", remedy)


def _answer(reply: Reply, here: Address, place: str, conditions: Conditions, moved: str | None) -> Answer:
    now = datetime.now(UTC).replace(microsecond=0)
    kept = Conditions(_version(reply.headers, "ETag"), _version(reply.headers, "Last-Modified"))
    if reply.status == 304 and conditions != NO_CONDITIONS:
        kept = Conditions(kept.etag or conditions.etag, kept.last_modified or conditions.last_modified)
        return NotModified(str(here), now, kept)
    if reply.status != 200:
        return _refusal(reply, place, now)
    found = _CHARSET.search(reply.headers.get("Content-Type", ""))
    cut = None
    if reply.cut:
        cut = Fault(place, f"an answer cut off after {len(reply.body):,} bytes ({reply.cut})", "a whole one", _AGAIN)
    charset = found[1] if found else None
    return Fetched(str(here), now, reply.body, media_type(reply.headers), charset, kept, moved, cut)


def _version(headers: Mapping[str, str], name: str) -> str | None:
    value = headers.get(name, "").strip()
    return value if _VERSION.fullmatch(value) else None


def _refusal(reply: Reply, place: str, now: datetime) -> Fault | Later:
    remedy = {
        401: "Pages behind a login are not read; save the page from a browser and name the file.",
        403: "The server refuses programs; save the page from a browser and name the file.",
        404: "Check the address.",
        410: "It is gone for good; take the address off your list.",
    }.get(reply.status, _AGAIN)
    fault = Fault(place, f"the answer {_status(reply.status)}", "the answer 200 OK", remedy)
    return Later(fault, _retry_after(reply, now)) if reply.status in _LATER else fault


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _retry_after(reply: Reply, now: datetime) -> datetime | None:
    """When Retry-After allows the next request: a number of seconds or a date, never in the past."""
    words = reply.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", words):
        return now + timedelta(seconds=int(words))
    try:
        at = parsedate_to_datetime(words)
    except (ValueError, OverflowError):
        return None
    return max(now, at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC))
