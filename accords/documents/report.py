"""A report is a text as received, with what is known of where it stood and when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    `text` is plain text as received (of HTML the extracted text, the received bytes kept in `received`).
    `published` and `outlet` are `None` where nobody said: never today's date, never a guess. `fetched` is `None` only where
    another program made the record and did not say it.
    `id` is a hash of outlet, published, url or given_id, and text: the same words elsewhere or on another day are another report.
    `kept_id` and `kept_sha256` are those that it was given when its text was there, or by another program: they go before what
    could be computed now.
    """

    text: str
    fetched: datetime | None
    given_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "en"
    encoding: str = "utf-8"
    received: bytes = field(default=b"", repr=False)
    place: str = "-"  # where it was read from, for messages: a file, `file.jsonl:12`, `-`
    kept_id: str | None = None
    kept_sha256: str | None = None

    @property
    def text_sha256(self) -> str:
        return self.kept_sha256 or hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        if self.kept_id is not None:
            return self.kept_id
        published = self.published.isoformat() if self.published else None
        parts = "\x1f".join(str(p) for p in (self.outlet, published, self.url or self.given_id, self.text))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
