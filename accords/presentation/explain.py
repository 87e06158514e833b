"""Why an attribution has its speaker, its channel and its day, in sentences."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from accords.claims.saying import Saying, Why
from accords.presentation import wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.reasons import UNRECORDED, reason
from accords.presentation.terminal import shortest
from accords.reading.reading import Mode
from accords.reading.sentences import Sentences
from accords.vocabulary import Fault, Misuse, Span, Spans


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the attribution in the text: `source`, `cue` or `content`."""

    name: str
    spans: Spans
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was settled (`speaker`, `channel`, `day`), as what, and why; `rule` is the reason's name in the dossier."""

    of: str
    settled: str
    because: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One attribution, worded.

    `place` is the report; `line` counts from 1; `sentence` is the text's own sentence (or sentences) and `at` its code
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
            ("in", f"{self.place}, line {self.line}, {_places((self.at,))}"),
            ("", wording.line_of(self.sentence)),
            *((p.name, f"{wording.line_of(p.words)} ({_places(p.spans)})" if p.spans else "none") for p in self.parts),
            *([("through", self.through)] if self.through else []),
            *((a.of, f"{a.settled}. {a.because}") for a in self.answers),
        ]
        return [line for name, text in rows for line in wording.wrapped(text, columns, f"{name:<8} ", " " * 9)]


def explain(dossier: Dossier, wanted: str, *, place: str = "dossier") -> Explanation:
    """The explanation of the attribution with an id, or the beginning of one that only it has.

    `Misuse` where there is none or more than one; `place` is the dossier's name for that message.
    """
    saying = find(dossier, wanted, place)
    report = dossier.report_by_id[saying.report]
    a = saying.attribution
    names = ("source", "cue", "content")
    joined = [
        wording.line_of(" … ".join(s.words(report.text) for s in spans)) for spans in (a.source, a.cue, a.content)
    ]
    parts = [Part(n, s, w) for n, s, w in zip(names, (a.source, a.cue, a.content), joined, strict=True)]
    everywhere = sorted((*a.source, *a.cue, *a.content))
    sentences = Sentences.of(report.text)
    last = max(span.end for span in everywhere)
    at = Span(everywhere[0].start, last)
    if sentences.spans:
        at = Span(min(at.start, sentences.holding(at.start).start), max(at.end, sentences.holding(at.end - 1).end))
    mode = {
        Mode.DIRECT: "in the speaker's own words",
        Mode.INDIRECT: "in the report's words",
        Mode.MIXED: "in part quoted",
    }
    through = wording.according_to(saying, dossier)
    outer = dossier.saying_by_id.get(saying.within or "")
    return Explanation(
        id=saying.id,
        place=f"{wording.line_of(report.name)} ({wording.reported(report)})",
        line=report.text.count("\n", 0, at.start) + 1,
        at=at,
        sentence=at.words(report.text),
        what=f"{a.kind}, {mode[a.mode]}, confidence {a.confidence:.2f}",
        parts=tuple(parts),
        answers=(_speaker(saying, dossier, report), _channel(saying, dossier, report), _day(saying, dossier, report)),
        through=f"{through}: it stands inside {outer.id}" if outer else None,
    )


def find(dossier: Dossier, wanted: str, place: str) -> Saying:
    """The saying whose id is, or begins with, `wanted`."""
    exact = dossier.saying_by_id.get(wanted)
    if exact:
        return exact
    begun = sorted(own for own in dossier.saying_by_id if wanted and own.startswith(wanted))
    if len(begun) == 1:
        return dossier.saying_by_id[begun[0]]
    shown = wording.line_of(wanted)
    if begun:
        several = f"{shown!r}, which begins {len(begun)} ids"
        raise Misuse(
            Fault(place, several, f"the id of one attribution, such as {', '.join(begun[:5])}", "Give more of it.")
        )
    if wanted in dossier.report_by_id or wanted in dossier.actor_by_id:
        kind = "a report" if wanted in dossier.report_by_id else "an actor"
        raise Misuse(
            Fault(
                place,
                f"{shown!r}, the id of {kind}",
                "the id of an attribution",
                _NEAREST.format(_near(dossier, wanted)),
            )
        )
    if not dossier.attributions:
        raise Misuse(Fault(place, "no attribution at all", "a dossier with attributions", "Read other reports."))
    raise Misuse(
        Fault(place, f"no attribution {shown!r}", "an id that the dossier has", _NEAREST.format(_near(dossier, wanted)))
    )


_NEAREST = "The nearest: {}."


def _near(dossier: Dossier, wanted: str) -> str:
    short = shortest(dossier.saying_by_id)

    def likeness(own: str) -> int:
        return sum(a == b for a, b in zip(own, wanted, strict=False))

    return ", ".join(wording.line_of(short[own]) for own in heapq.nlargest(5, dossier.saying_by_id, key=likeness))


def _speaker(saying: Saying, dossier: Dossier, report: ReportRow) -> Answer:
    why = saying.speaker_why
    because = _reason(why, "speaker", saying, dossier, report)
    if saying.speaker is None:
        rivals = [_name(candidate, dossier) for candidate in why.candidates]
        settled = f"nobody: it may be {_either(rivals)}, and none is chosen" if len(rivals) > 1 else "nobody"
        return Answer("speaker", settled, because, why.rule)
    actor = dossier.actor_by_id.get(saying.speaker)
    about = wording.described(actor, dossier) if actor else ""
    settled = f"{wording.speaker(saying, dossier)}{', ' if about else ''}{about}"
    return Answer("speaker", settled, because, why.rule)


def _channel(saying: Saying, dossier: Dossier, report: ReportRow) -> Answer:
    why = saying.channel_why
    settled = wording.line_of(saying.channel) if saying.channel else "none"
    because = (
        _reason(why, "channel", saying, dossier, report)
        if why
        else _unexplained(saying.channel, "The report names no place of saying.")
    )
    return Answer("channel", settled, because, why.rule if why else None)


def _day(saying: Saying, dossier: Dossier, report: ReportRow) -> Answer:
    why = saying.said_on_why
    settled = wording.when(saying.said_on) if saying.said_on else "open"
    because = (
        _reason(why, "day", saying, dossier, report)
        if why
        else _unexplained(saying.said_on, "The report says no day for it.")
    )
    return Answer("day", settled, because, why.rule if why else None)


def _unexplained(settled: object, otherwise: str) -> str:
    return otherwise if settled is None else UNRECORDED


def _reason(why: Why, of: str, saying: Saying, dossier: Dossier, report: ReportRow) -> str:
    source = wording.line_of(" … ".join(s.words(report.text) for s in saying.attribution.source))
    words = wording.line_of(why.words) if why.words else source
    rivals = [_name(candidate, dossier) for candidate in why.candidates]
    where = f" (line {report.text.count(chr(10), 0, why.span.start) + 1}, {_places((why.span,))})" if why.span else ""
    settled = {"speaker": saying.speaker, "channel": saying.channel, "day": saying.said_on}[of] is not None
    return reason(
        why.rule,
        of,
        settled=settled,
        words=f"“{words}”" if words else "no words",
        source=f"“{source}”" if source else "no source",
        speaker=wording.speaker(saying, dossier),
        candidates=_either(rivals) or "nobody",
        published=wording.day(report.published) if report.published else "a day that is not given",
        where=where,
    )


def _name(actor_id: str, dossier: Dossier) -> str:
    actor = dossier.actor_by_id.get(actor_id)
    return wording.line_of(actor.name if actor else actor_id)


def _either(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _places(spans: Spans) -> str:
    listed = ", ".join(f"{start}–{end}" for start, end in spans)
    return f"code points {listed}"
