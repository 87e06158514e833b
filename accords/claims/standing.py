"""Who vouches for a claim, relative to the party that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accords.claims.cast import Cast
from accords.claims.process import Process
from accords.vocabulary import ActorKind
from accords.vocabulary.act import Standing


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at it: the names of the parties, mediators included."""

    parties: frozenset[str]

    @classmethod
    def of(cls, cast: Cast, process: Process | None) -> Table:
        """By the process file; without one, the states, blocs and armed groups that the report names or that people in it speak for."""
        if process is not None:
            return cls(frozenset(process.table))
        named = {
            f.listed.name
            for f in cast.places
            if f.listed.kind in (ActorKind.STATE, ActorKind.BLOC, ActorKind.ARMED_GROUP)
        }
        spoken = {p for a in cast.appearances if (p := cast.party_of_character(a.character))}
        return cls(frozenset(named | spoken))


def standing(party: str, links: Sequence[str | None], table: Table, signed: frozenset[str] = frozenset()) -> Standing:
    """`links` are the parties for which the chain's speakers speak, from the report inwards; `None` where unknown.

    `signed` are those in whose voice the text itself speaks (`claims.signed`).
    """
    if not links:
        return Standing.OWN if party in signed else Standing.OUTLET
    if all(p == party for p in links):
        return Standing.OWN
    innermost = next(p for p in reversed(links) if p != party)
    return Standing.COUNTERPART if innermost in table.parties else Standing.THIRD_PARTY
