"""Reports and what was read in them, from their JSON form, each value asked for its type and place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeAlias

from accords.claims.claim import Claim
from accords.claims.fields import (
    MAKE,
    Data,
    choice,
    flag,
    kind_of,
    maybe,
    maybe_choice,
    moment,
    needed,
    span,
    spans,
    strings,
    sure,
    when,
    wrong,
)
from accords.claims.meeting import Meeting, MeetingStatus, Silence
from accords.claims.saying import NO_WORDS, Saying, Why, Words
from accords.documents.report import Report
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Fault, Misuse, Span, words_at
from accords.vocabulary.act import Act, Standing, Strength

FORMAT = "accords-dossier/1"
# The rule of a resolution whose reason the file does not give: other programs may write dossiers too.
UNRECORDED = "unrecorded"
# Report id -> its text: no span reaches beyond, and words that a file does not give are taken from it. A text that was
# left out is empty: then spans are taken as they are.
Texts: TypeAlias = Mapping[str, str]


def as_dossier(data: object, place: str) -> Data:
    """The object of a dossier in JSON; `Misuse` where it is something else."""
    if not isinstance(data, dict) or "format" not in data:
        found = f"a {kind_of(data)} without 'format'" if isinstance(data, dict) else f"a {kind_of(data)}"
        raise Misuse(Fault(place, found, f"a dossier: an object with 'format': '{FORMAT}'", MAKE))
    if data["format"] != FORMAT:
        raise Misuse(Fault(place, f"format {str(data['format'])[:60]!r}", f"'{FORMAT}'", "Read the reports anew."))
    return data


def report(row: Data, at: str) -> Report:
    """The report of a row; one without a text (left out, or forgotten) keeps the digest of it."""
    text = maybe(row, "text", str, at) or ""
    return Report(
        text=text,
        fetched=moment(row, "fetched", datetime.fromisoformat, "a time as 2025-08-18T06:00:00Z", at),
        given_id=maybe(row, "given_id", str, at),
        outlet=maybe(row, "outlet", str, at),
        title=maybe(row, "title", str, at),
        url=maybe(row, "url", str, at),
        published=moment(row, "published", date.fromisoformat, "a day as YYYY-MM-DD", at),
        language=maybe(row, "language", str, at) or "en",
        encoding=maybe(row, "encoding", str, at) or "utf-8",
        kept_id=needed(row, "id", str, at),
        kept_sha256=maybe(row, "text_sha256", str, at),
    )


def actor(row: Data, at: str) -> Actor:
    codes = maybe(row, "codes", dict, at) or {}
    return Actor(
        id=needed(row, "id", str, at),
        name=needed(row, "name", str, at),
        kind=maybe_choice(row, "kind", ActorKind, at) or _kind(row),
        party=maybe(row, "party", str, at),
        role=maybe(row, "role", str, at),
        codes={key: value for key, value in codes.items() if isinstance(value, str)},
        aliases=strings(row, "aliases", at),
    )


def _kind(row: Data) -> ActorKind:
    """For a file that does not say it: its own party is a state, who speaks for another is a person."""
    if row.get("party") is None:
        return ActorKind.ORGANIZATION
    return ActorKind.STATE if row["party"] == row["id"] else ActorKind.PERSON


def saying(row: Data, at: str, texts: Texts) -> Saying:
    own, text = _report(row, at, texts)
    source, cue, content = (spans(row, name, len(text) or None, at) for name in ("source", "cue", "content"))
    if not (source or cue or content):
        wrong(f"{at}.content", [], "at least one span in source, cue or content")
    whys = maybe(row, "why", dict, at) or {}
    told = maybe(row, "words", dict, at)
    unsaid = Why(UNRECORDED)
    return Saying(
        id=needed(row, "id", str, at),
        report=own,
        attribution=Attribution(
            source,
            cue,
            content,
            kind=maybe_choice(row, "kind", Kind, at) or Kind.ASSERTION,
            mode=maybe_choice(row, "mode", Mode, at) or Mode.INDIRECT,
            confidence=sure(row, at),
        ),
        speaker=maybe(row, "speaker", str, at),
        speaker_why=_why(whys, "speaker", len(text) or None, at) or unsaid,
        channel=maybe(row, "channel", str, at),
        channel_why=_why(whys, "channel", len(text) or None, at),
        said_on=when(row, "said_on", at),
        said_on_why=_why(whys, "said_on", len(text) or None, at),
        within=maybe(row, "within", str, at),
        words=Words(**{name: needed(told, name, str, f"{at}.words") for name in Words._fields})
        if told
        else _words(text, source, cue, content),
    )


def _words(text: str, *places: tuple[Span, ...]) -> Words:
    return Words(*(words_at(text, spans) for spans in places)) if text else NO_WORDS


def _why(whys: Data, name: str, size: int | None, at: str) -> Why | None:
    row = maybe(whys, name, dict, f"{at}.why")
    if row is None:
        return None
    at = f"{at}.why.{name}"
    pair = row.get("span")
    return Why(
        rule=needed(row, "rule", str, at),
        words=maybe(row, "words", str, at),
        span=None if pair is None else span(pair, size, f"{at}.span"),
        candidates=strings(row, "candidates", at, "a list of actor ids"),
    )


def claim(row: Data, at: str, texts: Texts) -> Claim:
    own, text = _report(row, at, texts)
    evidence, trigger, party_words = (
        spans(row, name, len(text) or None, at) for name in ("evidence", "trigger", "party_words")
    )
    return Claim(
        id=needed(row, "id", str, at),
        report=own,
        attribution=maybe(row, "attribution", str, at),
        party=needed(row, "party", str, at),
        person=maybe(row, "person", str, at),
        act=choice(row, "act", Act, at),
        toward=strings(row, "toward", at, "a list of actor ids"),
        issue=needed(row, "issue", str, at),
        terms=maybe(row, "terms", str, at) or "",
        negated=flag(row, "negated", at),
        strength=maybe_choice(row, "strength", Strength, at),
        condition=maybe(row, "condition", str, at),
        chain=strings(row, "chain", at, "a list of actor ids"),
        standing=choice(row, "standing", Standing, at),
        evidence=evidence,
        confidence=sure(row, at),
        trigger=trigger,
        party_words=party_words,
        words=maybe(row, "words", str, at) or (words_at(text, evidence) if text else ""),
        why=maybe(row, "why", dict, at) or {},
    )


def meeting(row: Data, at: str, texts: Texts) -> Meeting:
    places: list[tuple[str, Span]] = []
    for number, place in enumerate(maybe(row, "evidence", list, at) or []):
        here = f"{at}.evidence[{number}]"
        if not isinstance(place, dict):
            wrong(here, place, "an object with 'report' and 'span'")
        own, text = _report(place, here, texts)
        places.append((own, span(place.get("span"), len(text) or None, f"{here}.span")))
    return Meeting(
        id=needed(row, "id", str, at),
        name=maybe(row, "name", str, at),
        date=when(row, "date", at),
        place=maybe(row, "place", str, at),
        participants=strings(row, "participants", at, "a list of actor ids"),
        format=maybe(row, "format", str, at),
        status=choice(row, "status", MeetingStatus, at),
        evidence=tuple(places),
    )


def silence(row: Data, at: str, texts: Texts) -> Silence:
    own, text = _report(row, at, texts)
    return Silence(
        report=own,
        party=needed(row, "party", str, at),
        issue=maybe(row, "issue", str, at),
        evidence=spans(row, "evidence", len(text) or None, at),
    )


def _report(row: Data, at: str, texts: Texts) -> tuple[str, str]:
    own = needed(row, "report", str, at)
    if own not in texts:
        wrong(f"{at}.report", own, "the id of one of the file's reports")
    return own, texts[own]
