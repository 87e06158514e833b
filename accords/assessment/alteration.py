"""An alteration is one thing that a copy changed against the oldest version of its story."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from accords.assessment.dispute import DisputeKind
from accords.vocabulary import Spans
from accords.vocabulary.act import Standing


@dataclass(frozen=True, slots=True)
class Side:
    """Where one version has it: report id, the words at the spans, and the ids of the claims and sayings that stand there."""

    report: str
    spans: Spans
    words: str
    claims: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "report": self.report,
            "spans": [list(span) for span in self.spans],
            "words": self.words,
            "claims": list(self.claims),
            "attributions": list(self.sayings),
        }


@dataclass(frozen=True, slots=True)
class Alteration:
    """`note` says in a phrase what changed.

    `lowered` is the standing that the copy's claims have by the original, where theirs goes further; only of lost
    attributions. `already_in` is the id of the oldest copy that has the same change, where it is another than this one.
    """

    kind: DisputeKind
    original: Side
    copy: Side
    note: str
    lowered: Standing | None = None
    already_in: str | None = None

    @property
    def id(self) -> str:
        """A hash of its kind and places."""
        places = repr((self.kind.value, *((s.report, s.spans, s.claims) for s in (self.original, self.copy))))
        return "x" + hashlib.sha256(places.encode()).hexdigest()[:12]

    @property
    def change(self) -> tuple[object, ...]:
        """What makes it the same change in two copies: its kind, its place in the original, what stands there and what that does."""
        return (self.kind, self.original.report, self.original.spans, " ".join(self.copy.words.split()), self.note)

    def inherited(self, report: str) -> Alteration:
        """The same, as found already in the version `report`."""
        return replace(self, already_in=report)

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "kind": self.kind.value,
            "original": self.original.to_json(),
            "copy": self.copy.to_json(),
            "note": self.note,
            "lowered": self.lowered.value if self.lowered else None,
            "already_in": self.already_in,
        }
