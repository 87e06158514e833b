"""A claim is one act that a party is said to have done, to undertake, to want or to refuse, and who vouches for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from accords.vocabulary import Spans
from accords.vocabulary.act import Act, Standing, Strength


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one report. Actors are given by id.

    `attribution` is the id of the innermost saying in whose content the claim stands; `None` in the outlet's own voice.
    `chain` is who vouches, from the report inwards. `strength` only of acts that undertake or yield.
    `evidence` is the clause, `words` its words, which stay where the text of the report is left out; `trigger` is what carries
    the act, `party_words` what stands for the party.
    `why` is what it was made by, for people: plain strings and numbers, such as `rule` and `acts` (act -> probability).
    """

    id: str
    report: str
    attribution: str | None
    party: str
    person: str | None
    act: Act
    toward: tuple[str, ...]
    issue: str
    terms: str
    negated: bool
    strength: Strength | None
    condition: str | None
    chain: tuple[str, ...]
    standing: Standing
    evidence: Spans
    confidence: float
    trigger: Spans = ()
    party_words: Spans = ()
    words: str = ""
    why: Mapping[str, object] = field(default_factory=dict, compare=False)

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "report": self.report,
            "attribution": self.attribution,
            "party": self.party,
            "person": self.person,
            "act": self.act.value,
            "plover": self.act.plover,
            "toward": list(self.toward),
            "issue": self.issue,
            "terms": self.terms,
            "negated": self.negated,
            "strength": self.strength.value if self.strength else None,
            "condition": self.condition,
            "chain": list(self.chain),
            "standing": self.standing.value,
            "evidence": [list(s) for s in self.evidence],
            "words": self.words,
            "confidence": round(self.confidence, 3),
            "trigger": [list(s) for s in self.trigger],
            "party_words": [list(s) for s in self.party_words],
            **({"why": dict(self.why)} if self.why else {}),
        }


def claim_id(report_id: str, party: str, act: Act, issue: str, evidence: Spans) -> str:
    """A hash of what makes it the same claim: its report, party, act, issue and place."""
    places = repr((report_id, party, act.value, issue, evidence))
    return "c" + hashlib.sha256(places.encode()).hexdigest()[:12]
