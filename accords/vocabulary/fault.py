"""A fault is something wrong in material that somebody else made: it is listed, and the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` is a file, a file and line (`names.yaml:12`), or an address; the rest are full sentences or phrases."""

    place: str
    found: str
    accepted: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; accepted: {self.accepted}. {self.remedy}"

    def to_json(self) -> dict[str, str]:
        return {"place": self.place, "found": self.found, "accepted": self.accepted, "remedy": self.remedy}
