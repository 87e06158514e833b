"""Who an id means in one row, once persons have ruled on who is one with whom and where somebody else is meant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.unions import Pair, Unions

# Where a split may hold; the narrower goes before the wider.
PLACES = ("claims", "attributions", "reports")


class Meant(NamedTuple):
    """An id, and the ids of the judgements by which it is another than was read."""

    id: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Split:
    at: int  # in the order of the log
    to: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Identities:
    """Unions hold everywhere, splits in the rows that they name: a report, an attribution or a claim."""

    unions: Unions = field(default_factory=Unions)
    _splits: Mapping[str, Mapping[str, _Split]] = field(default_factory=dict)  # row -> kept id -> split

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Identities:
        """Of the rulings on actors and meetings, in the order of the log; others are passed over."""
        unions = Unions.of(pairs_of(judgements))
        splits: dict[str, dict[str, _Split]] = {}
        for at, judgement in enumerate(judgements):
            if judgement.ruling is not Ruling.SPLIT:
                continue
            own, other = unions.kept(judgement.subject), unions.kept(split_id(judgement))
            for row in (row for place in PLACES for row in strings(judgement.value, place)):
                if own != other:
                    splits.setdefault(row, {})[own] = _Split(at, other, judgement.id)
                else:  # a later ruling made them one again
                    splits.get(row, {}).pop(own, None)
        return cls(unions, splits)

    def meant(self, own: str, *rows: str | None) -> Meant:
        """Whom `own` means in a row that is, or stands in, `rows`: the narrowest first."""
        kept = self.unions.kept(own)
        joined = self.unions.because(own)
        because = (joined,) if joined else ()
        here = [splits for row in rows if row is not None and (splits := self._splits.get(row))]
        if not any(kept in splits for splits in here):
            return Meant(kept, because)
        found, seen = self._followed(kept, here, because), [kept]
        while found.id not in seen:
            seen.append(found.id)
            found = self._followed(found.id, here, found.because)
        # Splits that go round in a circle name nobody; the first in the alphabet, so that asking again gives the same.
        circle = seen[seen.index(found.id) :]
        return Meant(min(circle), found.because)

    def _followed(self, own: str, here: Sequence[Mapping[str, _Split]], because: tuple[str, ...]) -> Meant:
        """From split to split, each later than the one before."""
        at = -1
        while split := next((s for splits in here if (s := splits.get(own)) and s.at > at), None):
            own, at = split.to, split.at
            because = (*because, *(() if split.judgement in because else (split.judgement,)))
        return Meant(own, because)

    def __bool__(self) -> bool:
        return bool(self.unions) or bool(self._splits)


def split_id(judgement: Judgement) -> str:
    """The id that a split gives: that of its value, or of a meeting a hash of what is split and where."""
    told = judgement.value.get("id")
    if isinstance(told, str):
        return told
    places = repr((judgement.subject, sorted(strings(judgement.value, "reports"))))
    return "m" + hashlib.sha256(places.encode()).hexdigest()[:12]


def strings(value: Mapping[str, Any], name: str) -> list[str]:
    """A list of strings; one that is not there is empty."""
    return list(value.get(name) or ())


def pairs_of(judgements: Iterable[Judgement]) -> Iterator[Pair]:
    """What rulings say of two ids each, in the order of the log: a split holds its two apart."""
    for judgement in judgements:
        own, value = judgement.subject, judgement.value
        match judgement.ruling:
            case Ruling.SAME_ACTOR:
                yield Pair(own, str(value["other"]), True, judgement)
            case Ruling.NOT_THE_SAME:
                yield Pair(own, str(value["other"]), False, judgement)
            case Ruling.MERGE:
                yield from (Pair(own, other, True, judgement) for other in strings(value, "others"))
            case Ruling.SPLIT:
                yield Pair(own, split_id(judgement), False, judgement)
