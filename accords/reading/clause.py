"""A clause is a stretch of text in which somebody is said to act: what the words say, before anybody is looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accords.reading.sentences import Sentences
from accords.vocabulary import Span


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with an act, as the model reads it.

    `trigger` is the words that carry the act, `evidence` the clause, `party` the words that stand for whoever acts (`None` where
    nothing stands for it: the speaker, or nobody). `acts` and `issues` are names with probabilities, the likeliest first, cut
    at one in fifty. `strength` is a name or `None`; `negated` a probability.
    """

    trigger: Span
    evidence: Span
    party: Span | None
    acts: tuple[tuple[str, float], ...]
    issues: tuple[tuple[str, float], ...]
    strength: str | None
    negated: float

    @property
    def confidence(self) -> float:
        """The model's probability that there is an act here at all."""
        return sum(p for _, p in self.acts)


def within_sentences(sentences: Sentences, clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses in order of place, each with its evidence and party inside the sentence of its trigger."""
    found = []
    for c in clauses:
        sentence = sentences.holding(c.trigger.start)
        start = max(sentence.start, min(c.evidence.start, c.trigger.start))
        end = min(sentence.end, max(c.evidence.end, c.trigger.end))
        while end > start and sentences.text[end - 1].isspace():
            end -= 1
        if end <= start:
            continue
        party = c.party if c.party is not None and c.party.within(sentence) else None
        evidence = Span(start, end)
        found.append(c if (evidence, party) == (c.evidence, c.party) else replace(c, evidence=evidence, party=party))
    found.sort(key=lambda c: c.trigger)
    return tuple(found)
