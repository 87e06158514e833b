"""A dispute as a rule found it, with what is needed to hold it against others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accords.assessment.dispute import Dispute, DisputeKind, dispute_of
from accords.assessment.order import place
from accords.claims.claim import Claim

_ORDER = {kind: number for number, kind in enumerate(DisputeKind)}


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """`reports` are those of its claims, one by one. `order` is its place among disputes: by kind, then by the place of its first
    claim."""

    dispute: Dispute
    reports: tuple[str, ...]
    order: tuple[int, tuple[str, int, int, str], str]


def found(kind: DisputeKind, claims: Iterable[Claim], note: str) -> Found:
    """The dispute about these claims, each once."""
    by_id = {claim.id: claim for claim in claims}
    dispute = dispute_of(kind, by_id.values(), note)
    reports = tuple(by_id[own].report for own in dispute.claims)
    return Found(dispute, reports, (_ORDER[kind], place(by_id[dispute.claims[0]]), dispute.id))
