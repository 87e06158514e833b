"""A dispute is where claims of one matter contradict one another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from accords.assessment.order import place
from accords.claims.claim import Claim

if TYPE_CHECKING:
    from accords.assessment.view import View


class DisputeKind(StrEnum):
    """The closed list. The last three are what a copy changed."""

    DENIAL = "denial"
    STRENGTH = "strength"
    ROLE = "role"
    FORM = "form"
    ORIGIN = "origin"
    ATTRIBUTION_LOST = "attribution lost"
    WORDS_ALTERED = "words altered"
    DATE_MOVED = "date moved"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One contradiction, with all of its claims in order of place; `note` says in a phrase what differs."""

    id: str
    kind: DisputeKind
    claims: tuple[str, ...]
    note: str

    def to_json(self) -> dict[str, object]:
        return {"id": self.id, "kind": self.kind.value, "claims": list(self.claims), "note": self.note}


def dispute_of(kind: DisputeKind, claims: Iterable[Claim], note: str) -> Dispute:
    """The dispute about these claims, each once."""
    ids = tuple(claim.id for claim in sorted({claim.id: claim for claim in claims}.values(), key=place))
    return Dispute(dispute_id(kind, ids), kind, ids, note)


def outlets_of(dispute: Dispute, view: View) -> int:
    """How many independent outlets tell its claims, by what a view knows."""
    claims, sources = view.record.claims, view.sources
    return len({sources[claims[claim].report] for claim in dispute.claims if claim in claims})


def dispute_id(kind: DisputeKind, claims: Sequence[str]) -> str:
    """A hash of its kind and its claims."""
    return "d" + hashlib.sha256(repr((kind.value, sorted(claims))).encode()).hexdigest()[:12]
