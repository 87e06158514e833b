"""An act is what a party is said to have done at the table: a closed list, each with one PLOVER event type."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """The definitions are PLOVER's where PLOVER has one; `docs/glossary.md` gives ours."""

    ACCEPT = "accept"
    AGREE = "agree"
    COMMIT = "commit"
    OFFER = "offer"
    PROPOSE = "propose"
    CONCEDE = "concede"
    WITHDRAW = "withdraw"
    WANT = "want"
    REQUEST = "request"
    DEMAND = "demand"
    REJECT = "reject"
    DENY = "deny"
    THREATEN = "threaten"
    WARN = "warn"
    SUPPORT = "support"
    ACCUSE = "accuse"
    ASSESS = "assess"
    MEET = "meet"
    COOPERATE = "cooperate"
    AID = "aid"
    RETREAT = "retreat"
    INVESTIGATE = "investigate"
    PROTEST = "protest"
    SANCTION = "sanction"
    MOBILIZE = "mobilize"
    COERCE = "coerce"
    ATTACK = "attack"

    @property
    def plover(self) -> str | None:
        """The PLOVER event type; `assess` has none."""
        return _PLOVER[self]

    @property
    def graded(self) -> bool:
        """True of acts whose strength is told: those that undertake or yield, what is signed or taken back, and a wish."""
        return self in UNDERTAKING or self.value in _GRADED_TOO

    @property
    def undertakes(self) -> bool:
        """True of acts that undertake or yield."""
        return self in UNDERTAKING


# The contract names those that undertake; its gold grades these as well (docs/decisions/claims.md).
_GRADED_TOO = ("cooperate", "withdraw", "want")
UNDERTAKING = frozenset((Act.ACCEPT, Act.AGREE, Act.COMMIT, Act.OFFER, Act.PROPOSE, Act.CONCEDE, Act.AID, Act.RETREAT))

_PLOVER: dict[Act, str | None] = {
    Act.ACCEPT: "AGREE",
    Act.AGREE: "AGREE",
    Act.COMMIT: "AGREE",
    Act.OFFER: "AGREE",
    Act.PROPOSE: "AGREE",
    Act.CONCEDE: "CONCEDE",
    Act.WITHDRAW: "CONCEDE",
    Act.WANT: "REQUEST",
    Act.REQUEST: "REQUEST",
    Act.DEMAND: "REQUEST",
    Act.REJECT: "REJECT",
    Act.DENY: "REJECT",
    Act.THREATEN: "THREATEN",
    Act.WARN: "THREATEN",
    Act.SUPPORT: "SUPPORT",
    Act.ACCUSE: "ACCUSE",
    Act.ASSESS: None,
    Act.MEET: "CONSULT",
    Act.COOPERATE: "COOPERATE",
    Act.AID: "AID",
    Act.RETREAT: "RETREAT",
    Act.INVESTIGATE: "ACCUSE",
    Act.PROTEST: "PROTEST",
    Act.SANCTION: "SANCTION",
    Act.MOBILIZE: "MOBILIZE",
    Act.COERCE: "COERCE",
    Act.ATTACK: "ASSAULT",
}


class Strength(StrEnum):
    """How far the report says that a party has gone, furthest first; not how sure we are."""

    ACTUAL = "actual"
    UNDERTAKEN = "undertaken"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    DESIRED = "desired"


class Standing(StrEnum):
    """Who vouches for a claim, relative to the party that it is about."""

    OWN = "own"
    COUNTERPART = "counterpart"
    THIRD_PARTY = "third party"
    OUTLET = "outlet"
