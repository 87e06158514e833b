"""A when is a time as exact as its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """The days from `start` to `end`, both included, and the words that say so.

    `None` on either side means open: nobody said. A single day has both the same.
    """

    start: date | None
    end: date | None
    words: str | None = None

    @classmethod
    def day(cls, day: date, words: str | None = None) -> When:
        return cls(day, day, words)

    def before(self, other: When) -> bool | None:
        """Yes, no, or `None` where the words do not settle it."""
        if self.end is not None and other.start is not None and self.end < other.start:
            return True
        if self.start is not None and other.end is not None and self.start >= other.end:
            return False
        return None

    def to_json(self) -> dict[str, str | None]:
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "words": self.words,
        }
