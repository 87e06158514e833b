"""The disputes that rules found, each once: what is part of a larger one is not told again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import TypeAlias

from accords.assessment.dispute import Dispute, DisputeKind
from accords.assessment.found import Found

_Place: TypeAlias = tuple[DisputeKind, str]
_dispute = attrgetter("dispute")
_MANY = 1_000  # disputes that are put in order together; fewer go to their places one by one


class Listed:
    """Disputes that come and go. One that is part of a larger one of its kind, or inside one report and half of it, is that one.

    Coming and going cost what shares a claim with them, however many there are.
    """

    __slots__ = ("_around", "_kept", "_rows", "_told")

    def __init__(self) -> None:
        self._told: dict[str, tuple[Found, ...]] = {}  # several rules may find the same, each with its note
        # Report -> kind and claim -> the disputes in which the claim stands.
        self._around: dict[str, dict[_Place, tuple[str, ...]]] = {}
        self._kept: dict[str, Found] = {}
        self._rows: list[Found] = []  # those kept, in order

    def copy(self) -> Listed:
        """One of its own, with the same in it."""
        other = Listed()
        other._told, other._around, other._kept = self._told.copy(), self._around.copy(), self._kept.copy()
        other._rows = self._rows.copy()
        return other

    def __iter__(self) -> Iterator[Dispute]:
        """By kind, then by the place of the first claim."""
        return map(_dispute, self._rows)

    def apart_from(self, other: Listed, about: AbstractSet[str] = frozenset()) -> Iterator[Dispute]:
        """Those that the other has not, or not so, in order; and those of `about`, claims, whether it has them or not."""
        there = other._kept
        rows = [one for own, one in self._kept.items() if (same := there.get(own)) is not one and not _alike(one, same)]
        if about:
            rows = [*{*rows, *(one for one in self._kept.values() if not about.isdisjoint(one.dispute.claims))}]
        return map(_dispute, sorted(rows, key=_order))

    def change(self, gone: Iterable[Found], come: Iterable[Found], without: AbstractSet[str] = frozenset()) -> None:
        """Take some out and put others in. `without`: reports none of whose claims stands in any dispute now."""
        nowhere = frozenset(without)
        before: dict[str, tuple[Found, ...]] = {}
        for one in come:
            own = one.dispute.id
            rows = self._told.get(own, ())
            before.setdefault(own, rows)
            self._told[own] = tuple(sorted((*rows, one), key=_note)) if rows else (one,)
        for one in gone:
            own = one.dispute.id
            rows = self._told[own]
            before.setdefault(own, rows)
            if len(rows) == 1:
                self._told[own] = ()
                continue
            number = [row.dispute.note for row in rows].index(one.dispute.note)
            self._told[own] = (*rows[:number], *rows[number + 1 :])
        leave: dict[str, dict[_Place, set[str]]] = {}
        enter: dict[str, dict[_Place, list[str]]] = {}
        for own, rows in before.items():
            after = self._told[own]
            if not after:
                del self._told[own]
            if bool(rows) is bool(after):
                continue
            one = (rows or after)[0]
            if not after and nowhere.issuperset(one.reports):
                continue
            kind = one.dispute.kind
            for report, claim in zip(one.reports, one.dispute.claims, strict=True):
                if after:
                    enter.setdefault(report, {}).setdefault((kind, claim), []).append(own)
                elif report not in nowhere:
                    leave.setdefault(report, {}).setdefault((kind, claim), set()).add(own)
        for report in nowhere:
            self._around.pop(report, None)
        others = dict.fromkeys(before)
        for report in leave.keys() | enter.keys():
            around = self._around[report] = dict(self._around.get(report, ()))
            out, put = leave.get(report, {}), enter.get(report, {})
            for at in out.keys() | put.keys():
                left = around.pop(at, ())
                if at in out:
                    left = tuple(own for own in left if own not in out[at])
                if left or at in put:
                    around[at] = (*left, *put.get(at, ()))
                    others |= dict.fromkeys(around[at])
            if not around:
                del self._around[report]
        self._judge(others)

    def _judge(self, some: Iterable[str]) -> None:
        """Keep of these those that are no part of others."""
        out: list[Found] = []
        put: list[Found] = []
        for own in some:
            told, kept = self._told.get(own), self._kept.get(own)
            now = told[0] if told and not self._is_part(told[0]) else None
            if now is kept:
                continue
            if kept is not None:
                out.append(kept)
                del self._kept[own]
            if now is not None:
                put.append(now)
                self._kept[own] = now
        self._arrange(out, put)

    def _arrange(self, out: Sequence[Found], put: Sequence[Found]) -> None:
        if len(out) + len(put) > _MANY:
            gone = set(out)
            # What is left is in order: sorting merges it with the others.
            self._rows = sorted([*(one for one in self._rows if one not in gone), *sorted(put, key=_order)], key=_order)
            return
        for one in out:
            del self._rows[bisect_left(self._rows, one.order, key=_order)]
        for one in put:
            insort(self._rows, one, key=_order)

    def _is_part(self, one: Found) -> bool:
        claims, kind = one.dispute.claims, one.dispute.kind
        around = [self._around[report][kind, claim] for report, claim in zip(one.reports, claims, strict=True)]
        if len(set(one.reports)) == 1:
            shared = Counter(other for several in around for other in several)
            return any(
                len(claims) < len(self._told[other][0].dispute.claims) and 2 * common >= len(claims)
                for other, common in shared.items()
            )
        # What has all of its claims stands around the one that the fewest have.
        for other in min(around, key=len):
            larger = self._told[other][0].dispute.claims
            if len(claims) < len(larger) and set(claims).issubset(larger):
                return True
        return False


def _alike(one: Found, other: Found | None) -> bool:
    return other is not None and one.dispute == other.dispute


def _order(one: Found) -> tuple[int, tuple[str, int, int, str], str]:
    return one.order


def _note(one: Found) -> str:
    return one.dispute.note
