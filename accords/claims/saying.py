"""A saying is an attribution with its speaker, channel and day, and the reason for each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from accords.reading.reading import Attribution
from accords.vocabulary import Span, When, words_at


@dataclass(frozen=True, slots=True)
class Why:
    """Why something was resolved as it was, or not at all: a rule by name, the words it rests on, the rival candidates (actor ids)."""

    rule: str
    words: str | None = None
    span: Span | None = None
    candidates: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "words": self.words,
            "span": list(self.span) if self.span else None,
            "candidates": list(self.candidates),
        }


class Words(NamedTuple):
    """The words of an attribution's source, cue and content: they stay where the text of the report is left out."""

    source: str = ""
    cue: str = ""
    content: str = ""

    @classmethod
    def of(cls, attribution: Attribution, text: str) -> Words:
        return cls(*(words_at(text, spans) for spans in (attribution.source, attribution.cue, attribution.content)))


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Saying:
    """`speaker` is an actor's id. `within` is the id of the outer saying."""

    id: str
    report: str
    attribution: Attribution
    speaker: str | None
    speaker_why: Why
    channel: str | None = None
    channel_why: Why | None = None
    said_on: When | None = None
    said_on_why: Why | None = None
    within: str | None = None
    words: Words = NO_WORDS

    def to_json(self) -> dict[str, object]:
        a = self.attribution
        return {
            "id": self.id,
            "report": self.report,
            "speaker": self.speaker,
            "source": [list(s) for s in a.source],
            "cue": [list(s) for s in a.cue],
            "content": [list(s) for s in a.content],
            "kind": a.kind.value,
            "mode": a.mode.value,
            "channel": self.channel,
            "said_on": self.said_on.to_json() if self.said_on else None,
            "within": self.within,
            "confidence": round(a.confidence, 3),
            "words": self.words._asdict(),
            "why": {
                "speaker": self.speaker_why.to_json(),
                "channel": self.channel_why.to_json() if self.channel_why else None,
                "said_on": self.said_on_why.to_json() if self.said_on_why else None,
            },
        }


def saying_id(report_id: str, attribution: Attribution) -> str:
    """A hash of what makes it the same saying: its report and its places."""
    places = repr((report_id, attribution.source, attribution.cue, attribution.content))
    return "a" + hashlib.sha256(places.encode()).hexdigest()[:12]
