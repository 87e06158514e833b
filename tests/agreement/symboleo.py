"""Traces of Symboleo's compliance checker -> an agreement file of ours and items. Time point 1 is one hour after time point 0.

The traces speak of one contract, a sale of goods between two parties. Its terms stand here in our language; what a trace brings itself are the names of the
parties, what is sold, and the two due times. docs/how-to/agreements.md says how each kind of event is expressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accords.agreement.condition import State
from accords.agreement.item import Item, Operation

HOUR = 3_600
ZERO = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())  # time point 0

# What the checker calls a norm, and its id here.
NORMS = {
    "oDel": "1.delivery",
    "oPay": "2.payment",
    "oLpay": "2.late-payment",
    "pSusDelivery": "3.suspend",
    "pResDelivery": "3.resume",
    "pTermContract": "3.terminate",
    "soSellerDisclosure": "4.seller",
    "soBuyerDisclosure": "4.buyer",
}
STATES = {
    "create": State.CONDITIONAL,
    "inEffect": State.ACTIVE,
    "suspension": State.SUSPENDED,
    "fulfillment": State.FULFILLED,
    "violation": State.BREACHED,
    "discharge": State.RELEASED,
    "unsuccessfulTermination": State.TERMINATED,
    "successfulTermination": State.FULFILLED,
}
_OPERATIONS = {
    "suspended": Operation.SUSPEND,
    "resumed": Operation.RESUME,
    "discharged": Operation.RELEASE,
    "terminated": Operation.TERMINATE,
}
# Who may do what: the events of a trace do not say by whom they were done.
_MAY = {
    Operation.SUSPEND: "seller",
    Operation.RESUME: "buyer",
    Operation.RELEASE: "buyer",
    Operation.TERMINATE: "buyer",
}
_TERM = re.compile(r"(?P<name>\w+)(?:\((?P<of>[^()]*)\))?")

# A grace of ten hours beside the delivery itself, since the buyer may leave only where nothing has come by then. No `cure`: there a
# violation is final, and what is paid late is a debt of its own.
_AGREEMENT = """
accords: agreement/1
id: sale-of-goods
title: A sale of goods
signed: 1999-12-31
in force: {{event: started}}
parties:
  seller: {{name: {seller}}}
  buyer: {{name: {buyer}}}
definitions:
  goods as agreed: {{event: delivered, with: {{item: {goods}, deliveryAddress: saintLaurent, quality: aaa}}}}
articles:
  - article: 1
    stipulations:
      - name: delivery
        kind: obligation
        who: seller
        to: buyer
        owed: severally
        does: goods as agreed
        by: {delivery} hours after entry into force
        cure: no
      - name: grace
        kind: obligation
        who: seller
        to: buyer
        owed: severally
        does: goods as agreed
        by: {grace} hours after entry into force
        cure: no
  - article: 2
    stipulations:
      - name: payment
        kind: obligation
        who: buyer
        to: seller
        owed: severally
        does: {{event: paid, toward: seller, with: {{amount: "1000"}}}}
        by: {payment} hours after entry into force
        cure: no
      - name: late-payment
        kind: obligation
        who: buyer
        to: seller
        owed: severally
        when: 2.payment is breached
        does: {{event: paidLate, toward: seller, with: {{amount: "1100"}}}}
        by: 100 hours after entry into force
        cure: no
  - article: 3
    stipulations:
      - {{name: suspend, kind: power, who: seller, may: suspend, over: 1.delivery, when: 2.payment is breached}}
      - {{name: resume, kind: power, who: buyer, may: resume, over: 1.delivery, when: {{all: [2.late-payment is done, 1.delivery is suspended]}}}}
      - {{name: terminate, kind: power, who: buyer, may: terminate, over: agreement, when: 1.grace is breached}}
  - article: 4
    stipulations:
      - name: seller
        kind: prohibition
        who: seller
        owed: severally
        does not: {{event: sellerDisclosed}}
        until: 180 hours after entry into force
        survives: yes
      - name: buyer
        kind: prohibition
        who: buyer
        owed: severally
        does not: {{event: buyerDisclosed}}
        until: 180 hours after entry into force
        survives: yes
"""


@dataclass(frozen=True)
class Trace:
    """One trace: the agreement as a file, what happens, and the states that are expected together once all of it has happened."""

    name: str
    agreement: str
    items: tuple[Item, ...]
    expected: Mapping[str, State]
    last: int  # the instant of its last event


def traces_of(rows: Sequence[Mapping[str, Any]]) -> Iterator[Trace]:
    """Rows of the checker's file: `name`, `initials`, `attributes`, `events`, `expectedStates`."""
    for row in rows:
        ((_, of),) = map(_read, row["initials"])
        _, buyer, seller, goods, delivery, payment = of
        text = _AGREEMENT.format(
            buyer=buyer, seller=seller, goods=goods, delivery=delivery, payment=payment, grace=int(delivery) + 10
        )  # fmt: skip
        told: dict[str, dict[str, str]] = {}
        for name, (subject, value) in map(_read, row["attributes"]):
            told.setdefault(subject, {})[name] = value
        roles = {buyer: "buyer", seller: "seller"}
        items = tuple(_item(event, number, told, roles) for number, event in enumerate(row["events"]))
        expected = {NORMS.get(of, "agreement"): STATES[state] for state, (of,) in map(_read, row["expectedStates"])}
        yield Trace(row["name"], text, items, expected, max(item.first for item in items))


def _item(event: str, number: int, told: Mapping[str, Mapping[str, str]], roles: Mapping[str, str]) -> Item:
    term, _, time = event.rpartition(",")
    name, of = _read(term)
    at = ZERO + int(time) * HOUR
    day = datetime.fromtimestamp(at, UTC).date()
    if name == "started":
        return Item(str(number), at, at, day, event=name)
    if name in _OPERATIONS:
        operation = _OPERATIONS[name]
        about = NORMS.get(of[0], "agreement")
        return Item(str(number), at, at, day, act=operation, party=_MAY[operation], about=about)
    own = told[name]
    # What is said of a thing that the event names is said of the event as well: the quality of what is delivered.
    attributes = {**told.get(own.get("item", ""), {}), **own}
    party, toward = roles.get(own.get("from", "")), roles.get(own.get("to", ""))
    rest = tuple((key, value) for key, value in attributes.items() if key not in ("type", "from", "to"))
    return Item(
        str(number), at, at, day, event=own["type"], party=party, toward=(toward,) if toward else (), attributes=rest
    )


def _read(term: str) -> tuple[str, list[str]]:
    """`quality(goods, a)` -> "quality", ["goods", "a"]."""
    found = _TERM.fullmatch(term.strip())
    if not found:
        raise ValueError(f"{term!r} is no term NAME or NAME(A, B)")
    return found["name"], [part.strip() for part in (found["of"] or "").split(",") if part.strip()]
