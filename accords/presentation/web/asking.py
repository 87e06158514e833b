"""What the API is asked: the words of a query, each of its kind, and what an answer is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from starlette.datastructures import QueryParams

from accords.presentation.pages.asked import Asked
from accords.presentation.pages.shown import Shown
from accords.presentation.web.schemas import DAY, STANDING, TEXT, Schema
from accords.presentation.web.served import Served
from accords.vocabulary import Fault, Misuse

Json: TypeAlias = dict[str, object]
USUAL, MOST = 100, 1_000  # rows of an answer
FARTHEST, NEAREST = 1_000_000_000, 1_000


class Row(Protocol):
    def to_json(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query. `several`: it may be given more than once."""

    name: str
    about: str
    schema: Schema = field(default_factory=lambda: TEXT)
    required: bool = False
    several: bool = False


AS_OF = Word("as_of", "as it was known by the end of that day (now)", DAY)
PARTY = Word("party", "only this party, by its id")
ISSUE = Word("issue", "only this issue")
OUTLET = Word("outlet", "only what this outlet tells")
VOUCHED = Word("standing", "only what is vouched for so", STANDING)
FROM = Word("from", "from this day on", DAY)
TO = Word("to", "up to this day", DAY)
LIMIT = Word(
    "limit",
    f"how many rows at the most ({USUAL})",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
)
OFFSET = Word(
    "offset", "how many rows to pass over", {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}
)
LEAF = (LIMIT, OFFSET)
# Of what is worked out anew for each request, and costs as many rows as are passed over.
NEAR = replace(OFFSET, schema={"type": "integer", "minimum": 0, "maximum": NEAREST, "default": 0})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FILTERS = frozenset(word.name for word in (AS_OF, PARTY, ISSUE, OUTLET, VOUCHED, FROM, TO))


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the API. `own`: the id or name in its path. `words`: those of its query, blank ones left out."""

    served: Served
    own: str
    words: Mapping[str, Sequence[str]]
    asked: Asked
    limit: int
    offset: int

    @classmethod
    def of(cls, served: Served, own: str, known: Sequence[Word], query: QueryParams) -> Call:
        """`Misuse` names the first word that is not known, is given twice, or is not of its kind."""
        by_name = {word.name: word for word in known}
        given: dict[str, list[str]] = {}
        for name, value in query.multi_items():
            if name not in by_name:
                accepted = ", ".join(by_name) or "no words"
                raise Misuse(Fault("the query", repr(name[:80]), accepted, "Leave it out, or correct it."))
            if name in given and not by_name[name].several:
                raise Misuse(Fault(name, "more than one", "one", "Leave the others out."))
            _check(value, by_name[name])
            if value.strip():
                given.setdefault(name, []).append(value)
        for word in known:
            if word.required and word.name not in given:
                raise Misuse(Fault(word.name, "nothing", word.about, "Give it."))
        asked = Asked.of({name: given[name][0] for name in _FILTERS & given.keys()})
        return cls(served, own, given, asked, *(_number(given, by_name.get(word.name, word)) for word in LEAF))

    def word(self, name: str) -> str | None:
        return next(iter(self.words.get(name, ())), None)

    def head(self, shown: Shown) -> Json:
        """What every answer on the record has."""
        return {"ledger": shown.name, "as_of": self.asked.as_of.isoformat() if self.asked.as_of else None}

    def part(self, rows: Sequence[Row], name: str, shown: Shown) -> Json:
        """The rows that are asked for, of all; the others are not worded."""
        some = rows[self.offset : self.offset + self.limit]
        return {
            "answer": name,
            **self.head(shown),
            "of": len(rows),
            "offset": self.offset,
            "limit": self.limit,
            "rows": [row.to_json() for row in some],
        }


Answer: TypeAlias = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API answers: `path` with `{id}` in it where it is about one thing; the words that it takes; how its answer is
    made, and what it looks like."""

    path: str
    about: str
    answer: Answer
    gives: Schema
    words: tuple[Word, ...] = ()

    @property
    def name(self) -> str:
        """What clients call it: `report`, `agreement_why_not`."""
        parts = [part for part in self.path.split("/") if part and part != "api" and not part.startswith("{")]
        return "_".join(parts).replace("-", "_")

    @property
    def parameter(self) -> str | None:
        """The name in the path."""
        _, opened, rest = self.path.partition("{")
        return rest.partition("}")[0] if opened else None


def _check(value: str, word: Word) -> None:
    """`Misuse` where a value is blank, or a day is written otherwise than days are; of words that may be any text a blank one asks for nothing."""
    if word.schema is TEXT or (_DAY.fullmatch(value) if word.schema is DAY else value.strip()):
        return
    accepted = "a day as YYYY-MM-DD" if word.schema is DAY else word.about
    raise Misuse(Fault(word.name, repr(value[:80]), accepted, "Correct it, or leave it out."))


def _number(given: Mapping[str, Sequence[str]], word: Word) -> int:
    least, most, usual = (int(str(word.schema[bound])) for bound in ("minimum", "maximum", "default"))
    if word.name not in given:
        return usual
    told = given[word.name][0].strip()
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 12 else -1
    if not least <= number <= most:
        accepted = f"a number from {least:,} to {most:,}"
        raise Misuse(Fault(word.name, repr(told[:80]), accepted, "Correct it, or leave it out."))
    return number
