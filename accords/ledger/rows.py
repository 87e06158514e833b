"""Accounts <-> rows of the tables, and the bodies that entries seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from accords.claims.build import Account
from accords.claims.claim import Claim
from accords.claims.meeting import Meeting, MeetingStatus, Silence
from accords.claims.saying import Saying, Why, Words
from accords.documents.report import Report
from accords.ledger.entry import digest, instant
from accords.reading.reading import Attribution, Kind, Mode
from accords.vocabulary import Actor, ActorKind, Span, Spans, When
from accords.vocabulary.act import Act, Standing, Strength

Row = dict[str, Any]


def report_body(report: Report, fetched: datetime) -> dict[str, object]:
    """What an entry of a report seals: everything but the text, which may be forgotten, and of that its digest."""
    return {
        "id": report.id,
        "given_id": report.given_id,
        "text_sha256": report.text_sha256,
        "received_sha256": hashlib.sha256(report.received).hexdigest() if report.received else None,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "published": report.published.isoformat() if report.published else None,
        "fetched": instant(fetched),
        "encoding": report.encoding,
    }


def reading_body(account: Account, run: str) -> dict[str, object]:
    """All that was read in the report, and by which run."""
    return {
        "report": account.report.id,
        "run": run,
        "unclear": account.unclear,
        "actors": [actor.to_json() for actor in account.actors],
        "attributions": [saying.to_json() for saying in account.sayings],
        "claims": [claim.to_json() for claim in account.claims],
        "meetings": [meeting.to_json() for meeting in account.meetings],
        "silences": [silence.to_json() for silence in account.silences],
    }


def what_was_read(body: Mapping[str, object]) -> str:
    """The digest of a reading without its run: two runs that read alike have read nothing new."""
    return digest({name: value for name, value in body.items() if name != "run"})


def reading_seal(report: str, run: str, says: str) -> str:
    """What an entry of a reading seals: report, run, and the digest of what was read, so that words may be forgotten."""
    return digest({"report": report, "run": run, "says": says})


def child_rows(account: Account, reading: int) -> tuple[list[Row], ...]:
    """The rows of actors, attributions, claims, meetings and silences, in the order of `tables.READ`."""
    own = {"reading": reading}
    return (
        [
            {
                **own,
                "n": n,
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind.value,
                "party": actor.party,
                "role": actor.role,
                "iso3": actor.codes.get("iso3"),
                "plover": actor.codes.get("plover"),
                "aliases": _json(actor.aliases),
            }
            for n, actor in enumerate(account.actors)
        ],
        [{**own, "n": n, **_saying_row(saying)} for n, saying in enumerate(account.sayings)],
        [{**own, "n": n, **claim_row(claim)} for n, claim in enumerate(account.claims)],
        [
            {
                **own,
                "n": n,
                "id": meeting.id,
                "name": meeting.name,
                "date_from": _day(meeting.date.start if meeting.date else None),
                "date_to": _day(meeting.date.end if meeting.date else None),
                "date_words": _date_words(meeting.date),
                "place": meeting.place,
                "participants": _json(meeting.participants),
                "format": meeting.format,
                "status": meeting.status.value,
                "evidence": _json(meeting.evidence),
            }
            for n, meeting in enumerate(account.meetings)
        ],
        [
            {**own, "n": n, "party": silence.party, "issue": silence.issue, "evidence": _json(silence.evidence)}
            for n, silence in enumerate(account.silences)
        ],
    )


def _saying_row(saying: Saying) -> Row:
    attribution, day = saying.attribution, saying.said_on
    whys = (saying.speaker_why, saying.channel_why, saying.said_on_why)
    return {
        "id": saying.id,
        "speaker": saying.speaker,
        "source_words": saying.words.source,
        "cue_words": saying.words.cue,
        "content_words": saying.words.content,
        "kind": attribution.kind.value,
        "mode": attribution.mode.value,
        "channel": saying.channel,
        "said_from": _day(day.start if day else None),
        "said_to": _day(day.end if day else None),
        "said_words": _date_words(day),
        "within": saying.within,
        "confidence": round(attribution.confidence, 3),
        "source": _json(attribution.source),
        "cue": _json(attribution.cue),
        "content": _json(attribution.content),
        "why": _json([why.to_json() if why else None for why in whys]),
    }


def claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "attribution": claim.attribution,
        "party": claim.party,
        "person": claim.person,
        "act": claim.act.value,
        "toward": _json(claim.toward),
        "issue": claim.issue,
        "terms": claim.terms,
        "negated": int(claim.negated),
        "strength": claim.strength.value if claim.strength else None,
        "condition": claim.condition,
        "chain": _json(claim.chain),
        "standing": claim.standing.value,
        "words": claim.words,
        "confidence": round(claim.confidence, 3),
        "evidence": _json(claim.evidence),
        "act_words": _json(claim.trigger),
        "party_words": _json(claim.party_words),
        "why": _json(dict(claim.why)),
    }


def report_of(row: Mapping[str, Any], text: str | None, received: bytes | None = None) -> Report:
    """The report of a row of `reports`; its text where it is there and was asked for, else empty."""
    return Report(
        text=text or "",
        fetched=datetime.fromisoformat(row["fetched"]),
        given_id=row["given_id"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        published=_as_day(row["published"]),
        language=row["language"],
        encoding=row["encoding"],
        received=received or b"",
        kept_id=row["id"],
        kept_sha256=row["text_sha256"],
    )


def actor_of(row: Mapping[str, Any]) -> Actor:
    codes = {name: row[name] for name in ("iso3", "plover") if row[name] is not None}
    aliases = tuple(json.loads(row["aliases"]))
    return Actor(row["id"], row["name"], ActorKind(row["kind"]), row["party"], row["role"], codes, aliases)


def saying_of(row: Mapping[str, Any], report: str) -> Saying:
    speaker_why, channel_why, day_why = (_why(why) for why in json.loads(row["why"]))
    return Saying(
        id=row["id"],
        report=report,
        attribution=Attribution(
            _spans(row["source"]),
            _spans(row["cue"]),
            _spans(row["content"]),
            kind=Kind(row["kind"]),
            mode=Mode(row["mode"]),
            confidence=row["confidence"],
        ),
        speaker=row["speaker"],
        speaker_why=speaker_why or Why("unrecorded"),
        channel=row["channel"],
        channel_why=channel_why,
        said_on=_when(row["said_from"], row["said_to"], row["said_words"]),
        said_on_why=day_why,
        within=row["within"],
        words=Words(row["source_words"], row["cue_words"], row["content_words"]),
    )


def claim_of(row: Mapping[str, Any], report: str) -> Claim:
    return Claim(
        id=row["id"],
        report=report,
        attribution=row["attribution"],
        party=row["party"],
        person=row["person"],
        act=Act(row["act"]),
        toward=_strings(row["toward"]),
        issue=row["issue"],
        terms=row["terms"],
        negated=bool(row["negated"]),
        strength=Strength(row["strength"]) if row["strength"] else None,
        condition=row["condition"],
        chain=_strings(row["chain"]),
        standing=Standing(row["standing"]),
        evidence=_spans(row["evidence"]),
        confidence=row["confidence"],
        trigger=_spans(row["act_words"]),
        party_words=_spans(row["party_words"]),
        words=row["words"],
        why={} if row["why"] == "{}" else json.loads(row["why"]),
    )


def meeting_of(row: Mapping[str, Any], report: str) -> Meeting:
    return Meeting(
        id=row["id"],
        name=row["name"],
        date=_when(row["date_from"], row["date_to"], row["date_words"]),
        place=row["place"],
        participants=_strings(row["participants"]),
        format=row["format"],
        status=MeetingStatus(row["status"]),
        evidence=tuple((where, Span(*span)) for where, span in json.loads(row["evidence"])),
    )


def silence_of(row: Mapping[str, Any], report: str) -> Silence:
    return Silence(report, row["party"], row["issue"], _spans(row["evidence"]))


# An open date that has no words is told apart from no date at all by this.
_OPEN = ""


def _date_words(when: When | None) -> str | None:
    if when is None:
        return None
    return when.words if when.words is not None or when.start or when.end else _OPEN


def _when(start: str | None, end: str | None, words: str | None) -> When | None:
    if start is None and end is None and words is None:
        return None
    return When(_as_day(start), _as_day(end), None if words == _OPEN else words)


# One encoder: `json.dumps` makes one anew each time that it is not asked for its defaults.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: object) -> str:
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    return _encode(value)


def _strings(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _spans(text: str) -> Spans:
    return () if text == "[]" else tuple(Span(start, end) for start, end in json.loads(text))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _why(row: Mapping[str, Any] | None) -> Why | None:
    if row is None:
        return None
    return Why(row["rule"], row["words"], Span(*row["span"]) if row["span"] else None, tuple(row["candidates"]))


def account_of(report: Report, unclear: int, children: Sequence[Sequence[Mapping[str, Any]]]) -> Account:
    """The account of a reading; `children` are its rows in the order of `tables.READ`."""
    actors, sayings, claims, meetings, silences = children
    own = report.id
    return Account(
        report,
        tuple(map(actor_of, actors)),
        tuple(saying_of(row, own) for row in sayings),
        tuple(claim_of(row, own) for row in claims),
        tuple(meeting_of(row, own) for row in meetings),
        tuple(silence_of(row, own) for row in silences),
        unclear,
    )
