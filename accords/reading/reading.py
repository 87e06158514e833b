"""A reading is what the words of one report say, before anybody is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accords.documents.report import Report
from accords.reading.clause import Clause
from accords.reading.sentences import Sentences
from accords.vocabulary import Span, Spans


class Kind(StrEnum):
    """PARC's types of attribution (Prasad et al. 2007; Pareti 2012)."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Mode(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution relation of the text: `source` says (`cue`) `content`.

    `within` is the index, in `Reading.attributions`, of the attribution inside whose content this one stands.
    `turn` is true of a speaker's turn in a transcript, whose cue is a colon.
    `confidence` is the model's probability that the relation is there, 0 to 1.
    """

    source: Spans
    cue: Spans
    content: Spans
    kind: Kind
    mode: Mode
    within: int | None = None
    confidence: float = 1.0
    turn: bool = False

    @property
    def at(self) -> int:
        """Where the saying is told: the cue, or the source or content where there is none."""
        return (self.cue or self.source or self.content)[0].start


class Form(StrEnum):
    NAME = "name"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of capitals that may name somebody, or a pronoun of the third person.

    `span` holds the name alone; `title` the words before it that give title, role or owner ("US Special Envoy"),
    `apposition` those after it ("the group's spokesman"). `person` is true where the form shows a person.
    """

    span: Span
    form: Form
    title: str = ""
    apposition: str = ""
    possessive: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time, unresolved: its place and its parts, in lower case (`reading.timex` lists them)."""

    span: Span
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str | None:
        for key, value in self.parts:
            if key == name:
                return value
        return None


@dataclass(frozen=True)
class Reading:
    """What one report says: attributions in order of place, an inner one after its outer one; clauses with an act."""

    report: Report
    sentences: Sentences
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Timex, ...]
    clauses: tuple[Clause, ...] = ()

    @property
    def text(self) -> str:
        """The report's text as it is read: breaks that only fit it to a page are spaces, so places are the same."""
        return self.sentences.text
