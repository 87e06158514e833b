"""What of the record a page is asked for, as a query tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from accords.assessment.where import ALL, Where
from accords.presentation.pages.address import LEAF
from accords.vocabulary import Fault, Misuse, slug
from accords.vocabulary.act import Standing

Value = TypeVar("Value")
WHOLE = "all"  # of `leaf`: the whole list, however long


@dataclass(frozen=True, slots=True)
class Asked:
    """`as_of`: as it was known by the end of that day. `since`: what has changed after it. `leaf`: which part of a long list, from 1;
    `None` for the whole. `words`: what is searched for. `more`: words of a query that only one page knows."""

    where: Where = ALL
    as_of: date | None = None
    since: date | None = None
    leaf: int | None = 1
    words: str = ""
    more: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """What a query asks for; blank values ask for nothing. `Misuse` names the first that is not of its kind."""
        given = {name: value.strip() for name, value in query.items() if value.strip()}
        standing = given.get("standing")
        if standing is not None and standing not in {one.value for one in Standing}:
            accepted = ", ".join(one.value for one in Standing)
            raise Misuse(Fault("standing", repr(standing), accepted, "Choose one, or leave it out."))
        where = Where(
            party=slug(given["party"]) if "party" in given else None,
            issue=given["issue"].casefold() if "issue" in given else None,
            outlet=given.get("outlet"),
            standing=Standing(standing) if standing else None,
            first=_read(given, "from", date.fromisoformat, "a day as YYYY-MM-DD"),
            last=_read(given, "to", date.fromisoformat, "a day as YYYY-MM-DD"),
        )
        whole = given.get(LEAF) == WHOLE
        return cls(
            where=where,
            as_of=_read(given, "as_of", date.fromisoformat, "a day as YYYY-MM-DD"),
            since=_read(given, "since", date.fromisoformat, "a day as YYYY-MM-DD"),
            leaf=None if whole else _read(given, LEAF, _counted, "a number from 1, or all") or 1,
            words=given.get("q", ""),
            more=tuple((name, value) for name, value in given.items() if name not in _KNOWN),
        )

    def query(self, **changed: str | None) -> tuple[tuple[str, str], ...]:
        """The same as words of a query, some of them changed (`None` takes one out); the first leaf goes without saying."""
        where = self.where
        told: dict[str, object | None] = {
            "as_of": self.as_of,
            "since": self.since,
            "party": where.party,
            "issue": where.issue,
            "outlet": where.outlet,
            "standing": where.standing.value if where.standing else None,
            "from": where.first,
            "to": where.last,
            "q": self.words or None,
            **dict(self.more),
            LEAF: WHOLE if self.leaf is None else str(self.leaf) if self.leaf > 1 else None,
        }
        told |= {name.rstrip("_"): value for name, value in changed.items()}
        return tuple((name, str(value)) for name, value in told.items() if value is not None)


NOTHING = Asked()  # in particular: all of the record, now
_KNOWN = frozenset({"as_of", "since", "party", "issue", "outlet", "standing", "from", "to", "q", LEAF})


def _read(given: Mapping[str, str], name: str, parse: Callable[[str], Value], accepted: str) -> Value | None:
    if name not in given:
        return None
    try:
        return parse(given[name])
    except ValueError:
        raise Misuse(Fault(name, repr(given[name]), accepted, "Correct it, or leave it out.")) from None


def _counted(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1:
        raise ValueError(text)
    return number
