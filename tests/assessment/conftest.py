"""Claims made by hand; their evidence is given as words, and `words` finds them again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from accords.claims.claim import Claim
from accords.vocabulary import Span
from accords.vocabulary.act import Act, Standing, Strength

Maker = Callable[..., Claim]


class Bench:
    """Makes claims one after the other, as they would stand in a report, and knows the words of each."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.number = count(1)

    def claim(
        self,
        party: str,
        act: Act,
        issue: str,
        words: str,
        *,
        standing: Standing = Standing.COUNTERPART,
        chain: tuple[str, ...] | None = None,
        at: int | None = None,
        report: str = "r1",
        **fields: object,
    ) -> Claim:
        number = next(self.number)
        start = number * 1000 if at is None else at
        witness = {Standing.OWN: (f"speaker-of-{party}",), Standing.OUTLET: ()}.get(standing, ("envoy",))
        strength = Strength.UNDERTAKEN if act.undertakes else None
        values: dict[str, object] = {
            "attribution": None,
            "person": None,
            "toward": (),
            "terms": words,
            "negated": False,
            "strength": strength,
            "condition": None,
            "confidence": 1.0,
            **fields,
        }
        own = f"c{number:04}"
        self.said[own] = words
        return Claim(
            id=own,
            report=report,
            party=party,
            act=act,
            issue=issue,
            chain=witness if chain is None else chain,
            standing=standing,
            evidence=(Span(start, start + len(words)),),
            **values,  # type: ignore[arg-type]
        )

    def words(self, claim: Claim) -> str:
        return self.said[claim.id]


@pytest.fixture
def bench() -> Bench:
    return Bench()
