"""What became of asking an address: its content, nothing new, later, or a fault; and what to remember of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from accords.vocabulary import Fault

LONGEST_BACK_OFF = timedelta(days=1)
# A server may ask for any pause; one that asks for years has its clock or its unit wrong.
LONGEST_PAUSE = timedelta(days=7)

PAGES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
"""Media types of reports."""
FEEDS = (
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
    "text/plain", "text/html",
)  # fmt: skip
"""Media types that feeds are served under; the last two wrongly, but often: `read_feed` tells a page from a feed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one address may cost. Sizes in bytes, times in seconds.

    `seconds` is for the whole answer with all redirects, `connect` for each connection, `silence` between two pieces.
    `pause` lies between two requests to one host (robots.txt may ask for more, up to `longest_pause`).
    RFC 9309 names 500 KiB as what must be read of a robots.txt, and a day as the longest it may be kept.
    """

    received: int = 10_000_000
    decoded: int = 10_000_000
    seconds: float = 60
    connect: float = 10
    silence: float = 20
    redirects: int = 5
    pause: float = 1
    longest_pause: float = 30
    robots_bytes: int = 512_000
    robots_seconds: float = 20
    robots_kept: float = 86_400


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an earlier answer said of its version, as the server wrote it; sent back, it saves the body."""

    etag: str | None = None
    last_modified: str | None = None


NO_CONDITIONS = Conditions()


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content of an address.

    `address` is where it stood in the end, `moved` where it stands for good if the server said so (301, 308).
    `body` is decompressed; `cut` is the fault of a body that ended before its end (`None`: it is whole), and then
    `body` holds what came. `charset` is the Content-Type's.
    """

    address: str
    at: datetime
    body: bytes = field(repr=False)
    media_type: str | None = None
    charset: str | None = None
    conditions: Conditions = NO_CONDITIONS
    moved: str | None = None
    cut: Fault | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The address has what it had when `conditions` were said (304)."""

    address: str
    at: datetime
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Later:
    """The server wants to be left alone for now (429, 503, no robots.txt); `until` is when it said, if it did."""

    fault: Fault
    until: datetime | None


Answer = Fetched | NotModified | Later | Fault

Fetch = Callable[[str], Answer]
"""An address -> what became of asking it. `Fetcher.fetch` is one."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What to remember of an address from one visit to the next.

    `next_at` is when it may be asked again (`None`: at once); `failures` counts those since the last success.
    """

    conditions: Conditions = NO_CONDITIONS
    next_at: datetime | None = None
    failures: int = 0
    moved: str | None = None


def after(visit: Visit, answer: Answer, *, now: datetime, every: timedelta) -> Visit:
    """What to remember once `answer` has come. `every` is the pause between two visits while all goes well.

    It doubles with each failure, up to a day. What the server asks for is kept where it is longer, up to a week.
    A body that was cut counts as a failure and leaves the conditions as they were, so that the rest is asked for again.
    """
    if isinstance(answer, Fetched) and answer.cut is None:
        return Visit(answer.conditions, now + every, 0, answer.moved or visit.moved)
    if isinstance(answer, NotModified):
        return replace(visit, conditions=answer.conditions, next_at=now + every, failures=0)
    failures = visit.failures + 1
    # Beyond 2 ** 20 any pause has long reached the longest one, and timedelta would overflow.
    pause = max(every, min(every * 2 ** min(failures, 20), LONGEST_BACK_OFF))
    if isinstance(answer, Later) and answer.until is not None:
        pause = max(pause, min(answer.until - now, LONGEST_PAUSE))
    return replace(visit, next_at=now + pause, failures=failures)
