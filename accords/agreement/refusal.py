"""A refusal says why words are not what was asked for; whoever knows the place makes a fault of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accords.vocabulary import Fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """The parts of a `Fault` that are the same wherever the words stand."""

    found: str
    accepted: str
    remedy: str

    def at(self, place: str) -> Fault:
        return Fault(place, self.found, self.accepted, self.remedy)


def nearest(word: str, known: Iterable[str], otherwise: str, least: float = 0.7) -> str:
    """A remedy: which of the known words is spelt most like this one, or what to do where none is."""
    import difflib  # only on the way to a fault

    called = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(word.casefold(), called, 1, least)
    return f"Did you mean `{called[near[0]]}`?" if near else otherwise
