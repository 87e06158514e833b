"""A link is words and where they lead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`href` is `None` where there is no page to lead to: then the words stand alone."""

    words: str
    href: str | None = None
