"""Ledgers in both databases, servers on loopback, and a reader that stands in for the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accords.claims.build import Account
from accords.documents.report import Report
from accords.intake import accounts
from accords.ledger.ledger import Ledger
from accords.vocabulary import Actor, ActorKind

from ..documents.conftest import other_server, server
from ..ledger.conftest import new_place, place, postgresql, postgresql_server

__all__ = ["new_place", "other_server", "place", "postgresql", "postgresql_server", "server"]


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.new(place) as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for the model: the texts that were read, in order; one that begins with `fail` cannot be."""
    texts: list[str] = []

    def read_batch(reports: list[Report], *, tagger: object) -> Iterator[Report]:
        if any(report.text.startswith("fail") for report in reports):
            raise ValueError("told to fail")
        for report in reports:
            texts.append(report.text)
            yield report

    monkeypatch.setattr(accounts, "read_batch", read_batch)
    monkeypatch.setattr(accounts, "build", lambda reading, *, roster, process: account_of(reading))
    monkeypatch.setattr(accounts, "shipped_tagger", object)
    return texts


def account_of(report: Report) -> Account:
    """An account with one actor for each line `NAME | PARTY | ROLE`."""
    return Account(report, tuple(_actor(line) for line in report.text.splitlines() if "|" in line), ())


def _actor(line: str) -> Actor:
    name, party, role = (part.strip() or None for part in line.split("|"))
    assert name is not None
    return Actor(name.lower().replace(" ", "-"), name, ActorKind.PERSON, party, role)
