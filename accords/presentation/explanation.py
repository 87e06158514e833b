"""An explanation: where something stands in a report, what was made of it, and why."""

from __future__ import annotations

from dataclasses import dataclass

from accords.presentation import wording
from accords.presentation.dossier import ReportRow
from accords.reading.sentences import Sentences
from accords.vocabulary import Span, Spans

NOT_HERE = "The text of the report is not here: it was left out, or forgotten."


@dataclass(frozen=True, slots=True)
class Part:
    """One part of it in the text: `source`, `cue` or `content` of an attribution, `evidence` of a claim."""

    name: str
    spans: Spans
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was settled (`speaker`, `day`, `standing`), as what, and why; `rule` is the reason's name in the dossier."""

    of: str
    settled: str
    because: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One attribution, claim, meeting or commitment, worded.

    `place` is the report; `line` counts from 1 (0: the text is not here, and `sentence` is empty); `sentence` is the text's own sentence (or sentences) and `at` its code
    points. `through` says who it reaches us through.
    """

    id: str
    place: str
    line: int
    at: Span
    sentence: str
    what: str
    parts: tuple[Part, ...]
    answers: tuple[Answer, ...]
    through: str | None

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "place": self.place,
            "line": self.line,
            "at": list(self.at),
            "sentence": self.sentence,
            "what": self.what,
            **{part.name: {"spans": [list(s) for s in part.spans], "words": part.words} for part in self.parts},
            "through": self.through,
            **{a.of: {"settled": a.settled, "because": a.because, "rule": a.rule} for a in self.answers},
        }

    def lines(self, columns: int) -> list[str]:
        """For a terminal."""
        rows = [
            ("", f"{wording.line_of(self.id)}: {self.what}"),
            ("in", f"{self.place}, {line_words(self.line)}{places((self.at,))}"),
            ("", wording.line_of(self.sentence) or NOT_HERE),
            *((p.name, f"{wording.line_of(p.words)} ({places(p.spans)})" if p.spans else "none") for p in self.parts),
            *([("through", self.through)] if self.through else []),
            *((a.of, f"{a.settled.removesuffix('.')}. {a.because}".rstrip()) for a in self.answers),
        ]
        wide = max(8, *(len(name) for name, _ in rows))
        rest = " " * (wide + 1)
        return [line for name, text in rows for line in wording.wrapped(text, columns, f"{name:<{wide}} ", rest)]


def sentence_around(report: ReportRow, everywhere: Spans) -> Span:
    """The text's own sentence, or sentences, from the first to the last of the spans."""
    at = Span(min(span.start for span in everywhere), max(span.end for span in everywhere))
    sentences = Sentences.of(report.text)
    if sentences.spans:
        at = Span(min(at.start, sentences.holding(at.start).start), max(at.end, sentences.holding(at.end - 1).end))
    return at


def line_at(report: ReportRow, at: Span) -> int:
    """The line of the text in which it begins, from 1; 0 where the text was left out."""
    return report.text.count("\n", 0, at.start) + 1 if report.text else 0


def line_words(line: int) -> str:
    """`line 3, `; empty where the line is not known."""
    return f"line {line}, " if line else ""


def place_of(report: ReportRow) -> str:
    return f"{wording.line_of(report.name)} ({wording.reported(report)})"


def places(spans: Spans) -> str:
    listed = ", ".join(f"{start}–{end}" for start, end in spans)
    return f"code points {listed}"
