"""Why an attribution has its speaker, channel and day; and whatever else has an id, by what it is."""

from __future__ import annotations

import heapq

from accords.claims.saying import Saying, Why
from accords.presentation import wording
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.explain_claims import explain_row
from accords.presentation.explanation import (
    Answer,
    Explanation,
    Part,
    line_at,
    line_words,
    place_of,
    places,
    sentence_around,
)
from accords.presentation.reasons import UNRECORDED, reason
from accords.presentation.screen import shortest
from accords.reading.reading import Mode
from accords.vocabulary import Fault, Misuse


def explain(dossier: Dossier, wanted: str, *, place: str = "dossier") -> Explanation:
    """The explanation of the attribution, claim, meeting or commitment with an id, or the beginning of one that only it has.

    `Misuse` where there is none or more than one; `place` is the dossier's name for that message.
    """
    own = find(dossier, wanted, place)
    kind = dossier.kind_by_id[own]
    if kind == "attribution":
        return _explained(dossier.saying_by_id[own], dossier)
    return explain_row(own, kind, dossier)


def _explained(saying: Saying, dossier: Dossier) -> Explanation:
    report = dossier.report_by_id[saying.report]
    a = saying.attribution
    names = ("source", "cue", "content")
    joined = [wording.line_of(words) for words in wording.said_words(saying, report)]
    parts = [Part(n, s, w) for n, s, w in zip(names, (a.source, a.cue, a.content), joined, strict=True)]
    at = sentence_around(report, (*a.source, *a.cue, *a.content))
    mode = {
        Mode.DIRECT: "in the speaker's own words",
        Mode.INDIRECT: "in the report's words",
        Mode.MIXED: "in part quoted",
    }
    through = wording.according_to(saying, dossier)
    outer = dossier.saying_by_id.get(saying.within or "")
    return Explanation(
        id=saying.id,
        place=place_of(report),
        line=line_at(report, at),
        at=at,
        sentence=at.words(report.text),
        what=f"{a.kind}, {mode[a.mode]}, confidence {a.confidence:.2f}",
        parts=tuple(parts),
        answers=(_speaker(saying, dossier, report), _channel(saying, dossier, report), _day(saying, dossier, report)),
        through=f"{through}: it stands inside {outer.id}" if outer else None,
    )


def find(dossier: Dossier, wanted: str, place: str) -> str:
    """The id that is, or begins with, `wanted`."""
    if wanted in dossier.kind_by_id:
        return wanted
    begun = sorted(own for own in dossier.kind_by_id if wanted and own.startswith(wanted))
    if len(begun) == 1:
        return begun[0]
    shown = wording.line_of(wanted)
    if begun:
        several = f"{shown!r}, which begins {len(begun)} ids"
        raise Misuse(Fault(place, several, f"one id, such as {', '.join(begun[:5])}", "Give more of it."))
    if wanted in dossier.report_by_id or wanted in dossier.actor_by_id:
        kind = "a report" if wanted in dossier.report_by_id else "an actor"
        raise Misuse(Fault(place, f"{shown!r}, the id of {kind}", _ACCEPTED, _NEAREST.format(_near(dossier, wanted))))
    if not dossier.kind_by_id:
        raise Misuse(Fault(place, "no attribution at all", "a dossier with attributions", "Read other reports."))
    raise Misuse(Fault(place, f"no id {shown!r}", _ACCEPTED, _NEAREST.format(_near(dossier, wanted))))


_ACCEPTED = "the id of an attribution, a claim, a meeting or a commitment of the dossier"
_NEAREST = "The nearest: {}."


def _near(dossier: Dossier, wanted: str) -> str:
    short = shortest(dossier.kind_by_id)

    def likeness(own: str) -> int:
        return sum(a == b for a, b in zip(own, wanted, strict=False))

    return ", ".join(wording.line_of(short[own]) for own in heapq.nlargest(5, dossier.kind_by_id, key=likeness))


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
    source = wording.line_of(wording.said_words(saying, report).source)
    words = wording.line_of(why.words) if why.words else source
    rivals = [_name(candidate, dossier) for candidate in why.candidates]
    where = f" ({line_words(line_at(report, why.span))}{places((why.span,))})" if why.span else ""
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
