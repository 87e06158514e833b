"""Claims and accounts made by hand, of which drafts are made: of agreements here, of scenarios in `tests/bargaining`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.documents.report import Report
from accords.vocabulary import Actor, Span
from accords.vocabulary.act import Act, Standing, Strength

OWN, COUNTERPART, OUTLET = Standing.OWN, Standing.COUNTERPART, Standing.OUTLET
DAY = date(2029, 3, 5)
number = count(1)


def claim(party: str, act: Act, issue: str, words: str, standing: Standing = COUNTERPART, **fields: object) -> Claim:
    """A claim made by hand; by itself a party speaks through its minister, of another the envoy speaks."""
    at = next(number)
    told: dict[str, object] = {
        "report": "r1",
        "attribution": None,
        "person": None,
        "toward": (),
        "terms": words,
        "negated": False,
        "strength": Strength.UNDERTAKEN if act.undertakes else None,
        "condition": None,
        "chain": {OWN: (f"minister-of-{party}",), OUTLET: ()}.get(standing, ("envoy",)),
        "evidence": (Span(at * 1000, at * 1000 + len(words)),),
        "confidence": 1.0,
        "words": words,
        **fields,
    }
    return Claim(id=f"c{at:04}", party=party, act=act, issue=issue, standing=standing, **told)  # type: ignore[arg-type]


def account(
    claims: Iterable[Claim], name: str = "r1", day: date | None = DAY, actors: tuple[Actor, ...] = (), **fields: object
) -> Account:
    at = datetime(2029, 3, 9, 6, tzinfo=UTC)
    outlet = f"Outlet {name}"
    report = Report("", at, outlet=outlet, published=day, kept_id=name, kept_sha256="", **fields)  # type: ignore[arg-type]
    return Account(report, actors, (), tuple(replace(one, report=name) for one in claims))
